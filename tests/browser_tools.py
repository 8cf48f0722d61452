"""Chromium → the fixtures browser, page and complaints; a test file has them by `pytest_plugins = ("browser_tools",)`."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds until a page counts as never changing: generous, for busy machines


def chromium() -> str | None:
    """The program: the one that CHROMIUM names, else the system's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without("playwright is not installed: pip install -e '.[test]'")
    program = chromium() or without("there is no Chromium here: apt install chromium, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that knows nothing of other tests."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console and the page's scripts complain of, from the test's begin on."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def without(reason: str) -> str:
    """On a laptop the test is skipped, and says so aloud; on CI nobody would notice, so it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    warnings.warn(pytest.PytestWarning(f"tests were skipped: {reason}"), stacklevel=2)
    pytest.skip(reason)
