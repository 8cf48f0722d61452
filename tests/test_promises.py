"""A patient's link and sheet, and five releases: years later, after two new names, a new dose and a withdrawal, both still answer rightly."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pdf_tools import pictures, qr_codes
from served import served
from signed import sign
from sites import site, write

from sitegen import cli, codes, plans
from sitegen.build import Settings
from sitegen.build.planned import planned
from sitegen.build.typed import Wish
from sitegen.release import release

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow  # whole sites are built, and built again

pytest_plugins = ("browser_tools",)

FIRST = date(2026, 11, 22)
HANDOUT = {"title": "Comfort", "summary": "At rest.", "cards": ["slow-breath", "heel-raise"], "log": 1}


class Story(NamedTuple):
    """A site after its fifth release, and what a patient has kept from the first."""

    root: Path
    addresses: tuple[str, ...]  # all that the first release promised
    plan: str  # what stands after `#` in the patient's link
    sheet: str  # the address in the QR code of the patient's sheet, from the site's root

    def text(self, address: str) -> str:
        """What a page says, its markup left out."""
        html = (self.root / "output" / address / "index.html").read_text(encoding="utf-8")
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", html.partition("<main")[2])).split())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    root = site(tmp_path_factory.mktemp("promises") / "site", {"content/handouts/comfort.yml": HANDOUT})
    (root / "content/moves.yml").unlink(missing_ok=True)
    _release(root, 0)
    addresses = tuple(str(f.parent.relative_to(root / "output")) + "/" for f in (root / "output").rglob("index.html"))
    kept = tuple(a for a in addresses if not a.startswith("v/") and "old-copy" not in a and "keep/" not in a)
    sheet = pictures(root / "output/protect/cards/heel-raise/protect-heel-raise.pdf")
    (link,) = {code for picture in sheet for code in qr_codes(picture)}
    made = planned(Settings(root, FIRST), Wish("protect: heel-raise 1x8; slow-breath; low-pick", made=FIRST))
    _rename(root, "heel-raise", "calf-raise")
    _release(root, 1)
    _edit(root, "calf-raise", "reps: 8-12", "reps: 6-8")
    _release(root, 2)
    _rename(root, "slow-breath", "long-breath")
    _release(root, 3)
    assert cli.main(["withdraw", "low-pick", "--reason", "It was done with a round back.", "--instead", "long-breath", "--project", str(root), "--today", "2026-11-26"]) == 0
    _release(root, 4, new=False)  # nothing is promised anew: the site is published, and says what is withdrawn
    return Story(root, kept, made.payload, link.removeprefix("https://bones.example/"))


def _release(root: Path, later: int, *, new: bool = True) -> None:
    sign(root, today=FIRST)
    outcome = release(Settings(root, FIRST + timedelta(days=later), jobs=1, handouts=True))
    assert outcome.built and bool(outcome.name) == new, outcome.problems


def _rename(root: Path, old: str, new: str) -> None:
    """A card under a new name, as an author would: the file, its `was:`, and whoever names it."""
    cards = root / "content/cards"
    text = (cards / f"{old}.yml").read_text(encoding="utf-8")
    write(cards / f"{new}.yml", f"was: [{old}]\n" + re.sub(r"^name: .*$", f"name: {new.replace('-', ' ').capitalize()}", text, flags=re.M))
    (cards / f"{old}.yml").unlink()
    for file in sorted((root / "content").rglob("*.*")):
        if file.suffix in (".yml", ".md") and file.name not in (f"{new}.yml", "published.yml") and "figures" not in file.parts:
            text = file.read_text(encoding="utf-8")
            named = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text)
            if named != text:
                write(file, named)


def led_to(output: Path, address: str) -> str:
    """Where a page sends its reader on to, counted from the site's root."""
    html = (output / address / "index.html").read_text(encoding="utf-8")
    found = re.search(r'http-equiv="refresh" content="0; ?url=([^"]*)"', html)
    assert found, address
    return (output / address / unescape(found[1])).resolve().relative_to(output.resolve()).as_posix() + "/"


def _edit(root: Path, card: str, old: str, new: str) -> None:
    file = root / f"content/cards/{card}.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    write(file, text.replace(old, new, 1))


def test_every_address_of_the_first_release_still_answers(story: Story) -> None:
    assert len(story.addresses) > 60
    dead = [address for address in story.addresses if not (story.root / "output" / address / "index.html").is_file()]
    assert dead == []


def test_old_names_lead_to_the_new_ones_in_every_level(story: Story) -> None:
    for level in ("", "build-up/", "strengthen/", "protect/", "heal/"):
        assert led_to(story.root / "output", f"{level}cards/heel-raise/") == f"{level}cards/calf-raise/"
    assert led_to(story.root / "output", "protect/cards/slow-breath/") == "protect/cards/long-breath/"


def test_a_code_is_the_same_under_every_name(story: Story) -> None:
    code = codes.short("card/heel-raise", "high").lower()
    assert led_to(story.root / "output", f"c/{code}/") == "protect/cards/calf-raise/"


def test_the_first_sheet_is_told_what_has_changed_since(story: Story) -> None:
    said = story.text(story.sheet)
    assert "8 to 12" in said and "6 to 8" in said and "Calf raise" in said
    assert "Your sheet was changed on" in said and "Your sheet is still right" not in said


def test_a_withdrawn_card_says_so_at_each_of_its_old_addresses(story: Story) -> None:
    short = codes.short("card/low-pick", "high").lower()
    versions = [str(f.parent.relative_to(story.root / "output")) + "/" for f in (story.root / "output/v").glob(f"{short}*/index.html")]
    assert len(versions) >= 2  # its own, and that of the released version
    for address in ("protect/cards/low-pick/", f"c/{short}/", *versions):
        said = story.text(address)
        assert "It was done with a round back." in said and "Long breath" in said, address
        assert "Go down on one knee" not in said, address


@pytest.mark.browser
def test_the_first_link_opens_with_new_names_the_changed_dose_and_what_is_withdrawn(story: Story, page: Page) -> None:
    with served(story.root / "output") as host:
        page.goto(f"{host}plan/#{story.plan}")
        page.wait_for_selector("text=Calf raise")
        said = page.inner_text("main").replace("\xa0", " ")
        names = page.locator("[data-slot=cards] > article h2").all_inner_texts()
    assert [name.partition(" ")[2] for name in names] == ["Calf raise", "Long breath"]
    assert "It was done with a round back." in said
    assert "Go down on one knee" not in said
    assert "8 to 12" in said  # what it was before, told as a change
    assert plans.title(plans.decode(story.plan)) in said
