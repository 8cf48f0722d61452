"""Options and fixtures for all tests."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--approve",
        action="store_true",
        help="write what the tests see into the golden files, for a person to read and commit",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--approve") and os.environ.get("CI"):
        raise pytest.UsageError("--approve is for people: on CI nobody reads what it would write")


@pytest.fixture
def approve(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--approve"))
