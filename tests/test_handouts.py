"""Handouts: whole cards and pages of one level in one piece, in order, with what they share said once."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sites import TODAY, card, codes, page, problems, shown, site, write

from sitegen import facts, nodes, starter
from sitegen.build import Settings, build
from sitegen.overlay import fingerprint

pytestmark = pytest.mark.slow  # whole sites are built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("browser_tools",)

STEPS = "Lift one foot, then the other."
BODY = """\
Words about stairs, and [more](#hold-on), and [all](cards), and [bends](bending).

## Hold on

/// warning | With both hands
Take your time.
///

/// statement | stop-tell
///

/// statement | before-you-start
///

### A rail

/// tier | high
Words for some.
///
"""


def handout(**fields: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"title": "Two weeks", "summary": "To begin with.", "cards": ["march", "heel-raise"], "pages": ["stairs"], "log": 2, "teach_back": "How will you stop?"}
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def files(**fields: Any) -> dict[str, Any]:
    return {"content/handouts/start.yml": handout(**fields), "content/cards/march.yml": card(), "content/pages/stairs.md": page(BODY)}


def built(root: Path) -> dict[str, str]:
    """The site at `root`, built: the text of each file by its path."""
    outcome = build(Settings(root, TODAY, jobs=1))
    assert outcome.published, shown(outcome.problems)
    return {p.relative_to(root / "output").as_posix(): p.read_text(encoding="utf-8") for p in (root / "output").rglob("*") if p.suffix in {".html", ".json"}}


def sheet(found: dict[str, str], slug: str = "build-up") -> str:
    return found[f"{slug}/handouts/start/index.html"]


def version(found: dict[str, str], tier: str = "lower") -> str:
    """The handout's version at a level: while it is a draft, only programs are told."""
    rows = json.loads(found["data/codes.json"])["codes"]
    (row,) = (row for row in rows if (row["kind"], row["id"], row["tier"]) == ("handout", "start", tier))
    return str(row["version"])


# the page


def test_a_handout_says_everything_in_its_order(tmp_path: Path) -> None:
    text = sheet(built(site(tmp_path, files(intro="One at a time."))))
    text = text[text.index("<body") :]
    order = ["sheet. Not your level?", "<h1>Two weeks", "To begin with.", "One at a time.", "In this handout", 'id="start"', 'id="card-march"', 'id="card-heel-raise"', 'id="page-stairs"', 'id="log"', 'id="own-words"', "How will you stop?", 'id="stop"', 'class="colophon"']
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_card_in_a_handout_says_all_that_its_own_page_says_in_the_same_order(tmp_path: Path) -> None:
    text = sheet(built(site(tmp_path, files())), "heal")
    part = text[text.index('id="card-march"') : text.index('id="card-heel-raise"')]
    order = ["Easy march", "Steady steps", "Hold on with both hands.", "You walk with more ease.", "What you need", STEPS, "How much", "Warm and easy."]
    places = [part.index(words) for words in order]
    assert places == sorted(places)


def test_what_all_sheets_share_is_said_once(tmp_path: Path) -> None:
    found = built(site(tmp_path, files()))
    for slug in ("build-up", "heal"):
        text = sheet(found, slug)
        main = text[text.index("<main") : text.index("</main>")]
        assert main.count(">Before you start<") == 1 and main.count('class="stop-box"') == 1
        rows, _ = nodes.read((tmp_path / "content/statements.yml").read_text(encoding="utf-8"))
        assert all(main.count(rows[id]["text"]) == 1 for id in ("stop-tell", "stop-same-day", "stop-emergency", "before-you-start"))
        assert 'href="#stop">You find these signs' in main and 'href="#start">You find this' in main


def test_ids_are_used_once_headings_skip_no_level_and_links_lead_somewhere(tmp_path: Path) -> None:
    text = sheet(built(site(tmp_path, files(cards=["march", "heel-raise", "slow-breath"], pages=["stairs", "bending"]))))  # links are judged by the build
    parts = facts.of(text[text.index("<main") : text.index("</main>")])
    assert len(set(parts.ids)) == len(parts.ids) and {"page-stairs-hold-on", "page-stairs-a-rail"} <= set(parts.ids)
    assert parts.headings[0] == 1 and parts.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(parts.headings, parts.headings[1:], strict=False))
    assert {"#page-stairs-hold-on", "../../cards/", "../../bending/"} <= set(parts.links)
    assert '<h3 id="page-stairs-hold-on">' in text and '<h4 class="warning__title">' in text


def test_a_figure_comes_without_its_movement(tmp_path: Path) -> None:
    text = sheet(built(site(tmp_path, files())))
    assert "figure__drawing" in text and "figure__motion" not in text


def test_a_card_that_needs_a_therapist_comes_by_name_and_purpose_and_is_not_in_the_log(tmp_path: Path) -> None:
    supervised = {"content/cards/watched.yml": card(name="Watched steps", supervision="always", steps=[{"move": "Secret step."}], feel="Secret feeling.")}
    text = sheet(built(site(tmp_path, files(cards=["march", "watched"]) | supervised)))
    assert "Watched steps" in text and "Only with your therapist beside you." in text and "Secret" not in text
    assert "Watched steps" not in text[text.index('id="log"') :] and "Easy march" in text[text.index('id="log"') :]


def test_the_log_has_a_row_for_each_move_and_a_box_for_each_day(tmp_path: Path) -> None:
    text = sheet(built(site(tmp_path, files(log=3))))
    assert text.count('class="ticks__table"') == 3 and text.count('class="ticks__box"') == 3 * 2 * 7
    assert re.findall(r'title="(\w+day)"', text)[:7] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert 'id="log"' not in sheet(built(site(tmp_path, files(log=None))))


# who gets it


def test_a_card_that_a_level_must_avoid_is_left_out_there_and_told(tmp_path: Path) -> None:
    root = site(tmp_path, files(cards=["march", "low-pick"]))
    (found,) = [p for p in problems(root) if p.code == "handout-left-out"]
    assert "`low-pick`" in found.message and "`recent`" in found.message and "recent: [march]" in found.help
    pages = built(root)
    name = nodes.read((root / "content/cards/low-pick.yml").read_text(encoding="utf-8"))[0]["name"]
    assert name in sheet(pages) and name not in sheet(pages, "heal") and "low-pick" not in sheet(pages, "heal")


def test_a_handout_is_made_for_those_whom_it_names_and_those_who_are_like_them(tmp_path: Path) -> None:
    root = site(tmp_path, files(**{"for": ["high"]}))
    tiers = root / "content/tiers.yml"
    tiers.write_text(tiers.read_text(encoding="utf-8") + "\nsteady: {like: high, slug: steady, label: Steady, letter: St, look: arch, line: Balance first., lead: You can., who: Anyone.}\n", encoding="utf-8")
    found = built(root)
    assert {p.split("/")[0] for p in found if "handouts/start/" in p} == {"protect", "steady"}
    assert "Two weeks" not in found["build-up/handouts/index.html"] and 'href="start/"' in found["protect/handouts/index.html"]


def test_a_withdrawn_handout_stands_nowhere(tmp_path: Path) -> None:
    found = built(site(tmp_path, files(withdrawn={"on": "2026-01-01", "reason": "A newer one."})))
    told = {p for p, text in found.items() if "handouts/start" in p or "Two weeks" in text}
    notices = {p for p in told if p.endswith("handouts/start/index.html") or re.match(r"[cv]/\w+/index\.html", p)}
    assert told == notices | {"data/codes.json"}
    assert len(notices) == 3 * 4  # in each level: where it stood, its code, its sheets
    assert all("A newer one." in found[p] and "Lift" not in found[p] for p in notices)


def test_a_site_without_handouts_has_no_list_of_them(tmp_path: Path) -> None:
    assert not [p for p in built(site(tmp_path)) if "handouts" in p]


def test_a_page_may_lead_to_the_list_in_every_edition(tmp_path: Path) -> None:
    found = built(site(tmp_path, files() | {"content/pages/more.md": page("Read [what is ready to print](handouts).")}))
    assert all('href="../handouts/"' in found[f"{slug}more/index.html"] for slug in ("", "build-up/", "heal/"))


@pytest.mark.parametrize("fields", [{"for": []}, {"log": 0}, {"log": 9}, {"readers": ["high"]}, {"cards": "march"}])
def test_a_field_that_does_not_fit_is_refused(fields: dict[str, Any], tmp_path: Path) -> None:
    found = problems(site(tmp_path, files(**fields)))
    assert found and {p.severity for p in found} == {"error"} and {p.place.path for p in found} == {"content/handouts/start.yml"}


def test_an_unknown_level_among_the_lists_makes_no_second_problem(tmp_path: Path) -> None:
    assert codes(problems(site(tmp_path, files(cards={"recnt": ["march"]}, pages=None)))) == ["unknown-tier"]


# where it is found


def test_a_handout_has_its_code_and_stands_first_in_the_print_desk(tmp_path: Path) -> None:
    found = built(site(tmp_path, files()))
    rows = {row["address"]: row["code"] for row in json.loads(found["data/codes.json"])["codes"]}
    code = rows["build-up/handouts/start/"]
    assert code in sheet(found) and code in found["c/index.html"] and f"c/{code.lower()}/index.html" in found
    assert "build-up/print/" in found["print/index.html"]
    desk = found["build-up/print/index.html"]
    assert desk.index("../handouts/start/#on-paper") < desk.index("../cards/march/#large-print")
    home = found["build-up/index.html"]
    assert home.index('id="print"') < home.index("handouts/start/")


@pytest.mark.parametrize("edited", ["card", "page", "own words", "nothing that is read"])
def test_the_version_changes_with_whatever_is_in_it(edited: str, tmp_path: Path) -> None:
    root = site(tmp_path, files())
    before = version(built(root))
    changed: dict[str, tuple[str, Any]] = {
        "card": ("content/cards/march.yml", card(steps=[{"move": "Lift one foot."}])),
        "page": ("content/pages/stairs.md", page(BODY.replace("Take your time.", "Go slowly."))),
        "own words": ("content/handouts/start.yml", handout(summary="To go on with.")),
        "nothing that is read": ("content/handouts/start.yml", handout(order=3)),
    }
    path, content = changed[edited]
    write(root / path, content)
    assert (version(built(root)) == before) is (edited == "nothing that is read")


def test_a_handout_is_translated_as_cards_are(tmp_path: Path) -> None:
    root = site(tmp_path, files())
    settings = root / "content/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nlanguages: [en, de]\n", encoding="utf-8")
    write(root / "content/translations/de/handouts/start.yml", {"title": {"of": fingerprint("Two weeks"), "text": "Zwei Wochen"}, "summary.all": {"of": "00000000", "text": "Zu Beginn."}})
    assert {"translation-stale", "translation-missing"} <= set(codes(problems(root)))
    text = built(root)["de/build-up/handouts/start/index.html"]
    assert "<h1>Zwei Wochen" in text and '<span lang="en" dir="auto">To begin with.</span>' in text and ">Mo<" in text.replace("Mo.", "Mo")


# on paper


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_each_move_has_a_sheet_of_its_own_and_none_is_split(paper: str, browser: Browser, tmp_path: Path) -> None:
    """The library's own handouts: a cover, a sheet for each move, and then the pages, the log and the stop signs."""
    outcome = build(Settings(starter.root(), TODAY, output=tmp_path / "output"))
    assert outcome.published
    for address in ("heal/handouts/comfort-pack", "strengthen/handouts/two-weeks-strengthen", "protect/handouts/walking-plan"):
        context = browser.new_context()
        sheets = context.new_page()
        sheets.goto((tmp_path / "output" / address / "index.html").as_uri())
        sheets.emulate_media(media="print")
        rows = [box["height"] for row in sheets.locator(".ticks__box").all() if (box := row.bounding_box())]
        assert rows and min(rows) >= 9 / 25.4 * 96, "a row is as high as a pen needs"
        names = sheets.locator("h2.card__name").all_inner_texts()
        sheets.pdf(path=str(tmp_path / "paper.pdf"), format=paper)
        context.close()
        pages = subprocess.run(["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
        level = re.search(r"\w.* sheet\. Not your level\?", pages[0])
        assert level and all(level[0] in text for text in pages), "each sheet begins with its level"
        begun = [n for n, text in enumerate(pages) if "Code for this move" in text]
        assert begun == list(range(1, len(names) + 1)), "one sheet for each move, one after the other"
        assert all(re.search(rf"^\s*{re.escape(name)}\b", pages[n], re.M) for n, name in zip(begun, names, strict=True))
        assert len(pages) <= len(names) + 10
