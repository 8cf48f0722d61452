"""Nobody learns who reads what: no request leaves the site, nothing is stored before a reader asks for it, and all is there without scripts."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from survey import Proved, Seen, kinds, listed, sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools", "survey")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = """async () => ({
  cookies: document.cookie, local: Object.keys(localStorage), session: Object.keys(sessionStorage), caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(d => d.name), workers: (await navigator.serviceWorker.getRegistrations()).map(r => r.scope),
})"""
LISTEN = "window.proofHeard = []; addEventListener('securitypolicyviolation', e => window.proofHeard.push(`${e.violatedDirective}: ${e.blockedURI}`))"
SAID = "() => [document.querySelector('h1').textContent.trim(), [...document.querySelectorAll('a[href]')].filter(a => a.checkVisibility()).map(a => a.getAttribute('href'))]"


def _crawl(proved: Proved) -> list[Seen]:
    """Every kind of page, and some at random: SITEGEN_SEED names others."""
    seed = os.environ.get("SITEGEN_SEED", "6")
    usual = [page for page in proved.pages if page.kind != "404.html"]
    return [*sample(usual, kinds), *random.Random(seed).sample(usual, 20)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def watched(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, every address that it asks for, and all that its console says."""
    context = browser.new_context(java_script_enabled=request.param)
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.add_init_script(LISTEN)
    context.on("request", lambda it: asked.append(it.url))
    page.on("console", lambda it: said.append(f"{page.url}: {it.text}") if it.type in ("error", "warning") else None)
    page.on("pageerror", lambda it: said.append(f"{page.url}: {it}"))
    yield page, asked, said
    context.close()


def test_nothing_leaves_and_nothing_is_kept(watched: tuple[Page, list[str], list[str]], proved: Proved, served: str) -> None:
    page, asked, said = watched
    for seen in _crawl(proved):
        page.goto(served + seen.address, wait_until="networkidle" if seen.kind == "" else "load")
        assert page.evaluate("() => window.proofHeard || []") == [], seen
    elsewhere = [url for url in asked if not url.startswith((served, "data:"))]
    assert asked and not elsewhere, listed(elsewhere)
    assert not said, listed(said)
    assert page.context.cookies() == []
    kept = page.evaluate(KEPT)
    assert not any(kept.values()), kept


def test_no_answer_is_missing(watched: tuple[Page, list[str], list[str]], proved: Proved, served: str) -> None:
    page, *_ = watched
    missing: list[str] = []
    page.on("response", lambda it: missing.append(f"{page.url}: {it.url} {it.status}") if it.status >= 400 else None)
    for seen in _crawl(proved):
        page.goto(served + seen.address)
    assert not missing, listed(missing)


def test_a_guard_would_notice_a_request_that_leaves(browser: Browser, served: str) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(LISTEN)
    page.goto(served)
    page.evaluate("() => { const i = new Image(); i.src = 'https://elsewhere.example/x.gif'; return new Promise(r => { i.onerror = r }) }")
    heard = page.evaluate("() => window.proofHeard")
    assert len(heard) == 1 and heard[0].startswith("img-src: https://elsewhere.example/")
    page.context.close()


def test_without_scripts_the_same_is_said_and_linked(browser: Browser, proved: Proved, served: str) -> None:
    told: dict[bool, dict[Seen, Any]] = {}
    for scripts in (True, False):
        page = browser.new_context(java_script_enabled=scripts).new_page()
        told[scripts] = {}
        for seen in _crawl(proved):
            page.goto(served + seen.address)
            told[scripts][seen] = page.evaluate(SAID)
        page.context.close()
    gone = {seen: {link for link in links if link[0] != "#"} - set(told[False][seen][1]) for seen, (_, links) in told[True].items()}
    lost = [f"{seen}: {sorted(links)}" for seen, links in gone.items() if links]
    assert not lost, listed(lost)
    assert [h1 for h1, _ in told[True].values()] == [h1 for h1, _ in told[False].values()]


def test_no_page_holds_what_the_policy_would_stop(proved: Proved) -> None:
    """Read from the files: no inline script, style or handler, no frame, nothing loaded from elsewhere, a strict policy on each page."""
    wrong = []
    loads = re.compile(r'<(?:script|img|source|video|audio|iframe|link rel="(?:stylesheet|icon|preload|manifest)")[^>]*(?:src|href)="(https?:)?//')
    for seen in proved.pages:
        text = proved.file(proved.at(seen)).read_text(encoding="utf-8")
        found = [
            what
            for what, pattern in (
                ("a script in the page", r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)"),
                ("a style in the page", r"<style\b|<[a-z][^>]*\sstyle="),
                ("a handler in the page", r"<[a-z][^>]*\son[a-z]+="),
                ("a frame", r"<(?:iframe|object|embed|frame)\b"),
            )
            if re.search(pattern, text)
        ]
        found += ["loads from elsewhere"] if loads.search(text) and seen.kind != "404.html" else []
        found += ["no policy"] if "default-src 'self'" not in text or "unsafe" in text.partition("<body")[0] else []
        wrong += [f"{seen}: {what}" for what in found]
    assert not wrong, listed(wrong)
