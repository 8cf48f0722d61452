"""Options and fixtures for all tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sites import TODAY

from sitegen import starter
from sitegen.build import Settings, build


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--approve",
        action="store_true",
        help="write what the tests see into the golden files, for a person to read and commit",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--approve") and os.environ.get("CI"):
        raise pytest.UsageError("--approve is for people: on CI nobody reads what it would write")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"starter_site", "printed_site"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)  # a whole site is built


@pytest.fixture
def approve(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--approve"))


@pytest.fixture(scope="session")
def starter_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that comes with sitegen, built: to be looked at, never to be changed."""
    root = tmp_path_factory.mktemp("starter")
    shutil.copytree(starter.root() / "content", root / "content")
    outcome = build(Settings(root, TODAY))
    assert outcome.published and not outcome.failed, outcome.problems
    return root


@pytest.fixture(scope="session")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all its sheets, which take a minute or two."""
    root = tmp_path_factory.mktemp("printed")
    shutil.copytree(starter.root() / "content", root / "content")
    outcome = build(Settings(root, TODAY, handouts=True))
    assert outcome.published and not outcome.failed, outcome.problems
    return root
