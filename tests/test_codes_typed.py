"""A code typed into the box: forgiven as sitegen.codes forgives it, followed where it is known, answered kindly where it is not."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen import codes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools",)
pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def home(starter_site: Path) -> Iterator[str]:
    """The site on a web server: from the disk, a browser shows folders instead of pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(starter_site / "output")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def list_of_codes(home: str) -> str:
    return f"{home}c/"


def code_of(page: Page, list_of_codes: str, name: str) -> str:
    page.goto(list_of_codes)
    return page.locator(".codes__row", has_text=name).first.locator(".codes__code").inner_text()


def test_what_a_script_reads_in_a_code_is_what_sitegen_reads(page: Page, list_of_codes: str) -> None:
    chance = random.Random(7)
    whole = [codes.short(f"card/{n}", "high") for n in range(40)]
    typed = [code.replace("Q", "0").replace("J", "l").replace("X", "s").replace("8", "B").lower() for code in whole]
    typed += ["".join(chance.choice(TYPED) for _ in range(chance.choice((4, 5, 5, 5, 6)))) for _ in range(60)] + ["", " - ", "ÄÖ123"]
    page.goto(list_of_codes)
    page.evaluate("() => { document.querySelectorAll('.codes__row').forEach(row => row.remove()) }")  # none is known: what is read stays in the box
    for text in typed:
        page.fill("#own-code", text)
        page.click(".code-box__button")
        read = page.input_value("#own-code")
        unknown = "do not know" in page.inner_text(".code-box__said")
        assert (read if unknown else None) == codes.read(text), text


def test_a_code_typed_with_spaces_and_lookalikes_opens_its_page(page: Page, home: str, list_of_codes: str, complaints: list[str]) -> None:
    code = code_of(page, list_of_codes, "Heel raise")
    page.goto(home)
    page.fill("#own-code", f" {code[:2].lower()} {code[2:].lower()} ".replace("q", "0").replace("j", "1"))
    page.press("#own-code", "Enter")
    page.wait_for_url("**/cards/heel-raise/")
    assert page.inner_text("h1") == "Heel raise" and not complaints


def test_a_code_that_is_none_is_answered_on_the_spot(page: Page, home: str) -> None:
    page.goto(home)
    page.fill("#own-code", "hello")
    page.click(".code-box__button")
    assert "five letters and numbers" in page.inner_text(".code-box__said")
    assert page.url == home and page.evaluate("document.activeElement.id") == "own-code"


def test_a_code_that_nobody_gave_out_is_answered_beside_the_list(page: Page, list_of_codes: str) -> None:
    page.goto(f"{list_of_codes}?code={codes.short('card/no-such-card', 'high')}")
    assert "do not know this code" in page.inner_text(".code-box__said")


def test_without_scripts_the_box_leads_to_the_list(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    page.fill("#own-code", "whatever")
    page.press("#own-code", "Enter")
    assert "/c/?code=whatever" in page.url and not page.is_visible(".code-box")  # only a script could find it there
    assert page.locator(".codes__row").count() > 5
    context.close()
