"""The page that says whose everything is: every published photograph, the drawings, the letters, the clinic's mark; and nothing that is not shown."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import photographs
import pytest
import sites
import vendor

from sitegen.build import Settings, build
from sitegen.overlay import fingerprint
from sitegen.render import credits

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools",)
SITE = (sites.BASE / "content/site.yml").read_text(encoding="utf-8")
FOUND = {"source": "https://pictures.example/stairs", "author": "Example Archive", "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}, "caption": None, "taken": "2026-04-30"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in two languages: a photograph with people in it, one of somebody else's for one level, and one that no page shows."""
    root = tmp_path_factory.mktemp("credits")
    files = photographs.files(**photographs.AGREED) | photographs.files("stairs", photographs.photograph(width=500, height=300), **FOUND)
    files |= photographs.files("unseen", photographs.photograph(width=40, height=30), caption="Nobody sees this.")
    files["content/pages/stairs.md"] = sites.page("/// tier | high\n\n/// picture | stairs\n///\n\n///\n")
    files["content/site.yml"] = SITE + "\nlanguages: [en, ar]\nbrand: {logo: media/logo.svg}\n"
    files["content/media/logo.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><circle r="9"/></svg>'
    files["content/translations/ar/media/front-door.yml"] = {"caption": {"of": fingerprint("A rail on both sides."), "text": "درابزين"}}
    outcome = build(Settings(sites.site(root, files, remove=["content/pages/unseen.md"]), sites.TODAY))
    assert outcome.published and not outcome.failed, sites.report(outcome.problems)
    return root / "output"


def rows(output: Path, language: str = "") -> list[list[str]]:
    """The tables' rows, as words."""
    html = (output / language / "about/credits/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<tr class="ledger__row".*?</tr>', html, re.S)
    return [[" ".join(unescape(re.sub(r'<span class="ledger__what".*?</span>|<[^>]*>', "", cell)).split()) for cell in re.findall(r"<t[hd] .*?</t[hd]>", row, re.S)] for row in found]


def test_every_published_photograph_is_credited_with_its_source_license_consent_and_day(output: Path) -> None:
    assert rows(output)[:2] == [
        ["A rail on both sides.", "The clinic", "our own photograph", "our own", "They said yes in writing, until May 1, 2031. The form is kept here: the front desk.", "Not known"],
        [photographs.PASSPORT["alt"], "Example Archive", "https://pictures.example/stairs", "CC BY 4.0", "Nobody can be recognized.", "April 30, 2026"],
    ]
    html = (output / "about/credits/index.html").read_text(encoding="utf-8")
    assert 'href="https://pictures.example/stairs"' in html and 'href="https://creativecommons.org/licenses/by/4.0/"' in html
    assert "Nobody sees this." not in html


def test_the_page_on_checking_says_until_when_people_agreed_and_leads_to_the_credits(output: Path) -> None:
    html = (output / "about/how-checked/index.html").read_text(encoding="utf-8")
    told = re.findall(r"said yes until that day: “([^”]*)”.*?</span> ([^<]*)</td>", html, re.S)
    assert told == [("A rail on both sides.", "May 1, 2031")] and 'href="../credits/"' in html


def test_another_language_has_its_own_words_for_the_same_photographs(output: Path) -> None:
    assert [row[:2] for row in rows(output, "ar")][:2] == [["درابزين", "The clinic"], [photographs.PASSPORT["alt"], "Example Archive"]]


def test_everything_that_others_made_is_named_with_its_license(output: Path) -> None:
    named = {name for row in rows(output)[2:] for name in (row[1],)}
    assert named == {f"{row['package']} {row['version']}" for row in vendor.table().values() if "package" in row}
    assert {row["licence"] for row in vendor.table().values() if "package" in row} <= set(credits.LICENSES)


def test_the_clinics_mark_is_named_as_its_own_and_only_where_there_is_one(output: Path, tmp_path: Path) -> None:
    assert "the own mark of" in (output / "about/credits/index.html").read_text(encoding="utf-8")
    assert build(Settings(sites.site(tmp_path), sites.TODAY, tiers=("high",))).published
    html = (tmp_path / "output/about/credits/index.html").read_text(encoding="utf-8")
    assert "the own mark of" not in html and "There is no photograph." in html


def test_every_page_with_a_menu_leads_to_it(output: Path) -> None:
    for address, link in (("", "about/credits/"), ("protect/", "../about/credits/"), ("ar/front-door/", "../about/credits/"), ("about/how-checked/", "../credits/")):
        assert f'href="{link}"' in (output / address / "index.html").read_text(encoding="utf-8"), address


@pytest.mark.browser
@pytest.mark.parametrize("address", ["about/credits/", "ar/about/credits/", "protect/stairs/", "front-door/"])
def test_photographs_and_credits_break_no_rule_and_fit_a_small_telephone(output: Path, address: str, page: Page) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((output / address / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
    page.evaluate(str(AXE_SCRIPT))
    found = page.evaluate("() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'best-practice']})")["violations"]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found] == []
    page.emulate_media(media="print")
    assert page.locator("main").inner_text()
