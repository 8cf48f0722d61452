"""Nothing unsafe reaches a tier: a unique marker in every text of every card and page of the starter library, looked for in every file built.

What is expected is worked out here from the author's own tables, not by asking sitegen.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sites import TODAY

from sitegen import nodes, starter
from sitegen.build import Settings, build, prepare
from sitegen.build.cabinet import Made
from sitegen.build.documents import Documents, Read, Shown, Volume, Yield
from sitegen.build.printing import VOLUMES, Printing
from sitegen.build.survey import survey
from sitegen.typeset.press import Pdf

pytestmark = pytest.mark.slow  # whole sites are built

TIERS = {"lower": "build-up", "moderate": "strengthen", "high": "protect", "recent": "heal"}
GENERAL = ("lower", "moderate", "high")
READS_AS = "high"
EVERYWHERE = {*TIERS, "general"}
MARK = re.compile(r"zq\d+zq")


class Planted:
    """Markers by what they stand for, and where each belongs."""

    def __init__(self) -> None:
        self.belongs: dict[str, set[str]] = {}
        self.what: dict[str, str] = {}
        self.names: dict[str, str] = {}  # marker of a card's name → card id

    def new(self, what: str, belongs: set[str]) -> str:
        mark = f"zq{len(self.belongs) + 1}zq"
        self.belongs[mark], self.what[mark] = belongs, what
        return mark


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, dict[str, str], dict[str, Any]]:
    """The starter with markers, built: (markers, text of each file by path, the cards as written)."""
    root = tmp_path_factory.mktemp("marked")
    shutil.copytree(starter.root() / "content", root / "content")
    _depict(root)
    planted, cards = Planted(), {}
    for file in sorted((root / "content/cards").glob("*.yml")):
        data, _ = nodes.read(file.read_text(encoding="utf-8"))
        cards[file.stem] = json.loads(json.dumps(data))
        file.write_text(json.dumps(_marked_card(file.stem, data, planted), ensure_ascii=False), encoding="utf-8")
    for file in sorted((root / "content/pages").glob("*.md")):
        file.write_text(_marked_page(file.stem, file.read_text(encoding="utf-8"), planted), encoding="utf-8")
    _bind(root, planted, [*cards])
    outcome = build(Settings(root, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems]
    files = {p.relative_to(root / "output").as_posix(): p.read_text(encoding="utf-8") for p in (root / "output").rglob("*") if p.suffix in {".html", ".json", ".js", ".xml", ".txt", ".svg"}}
    return planted, files | _sheets(root), cards


class _Unset:
    """Stands where sheets are set: it hands back what they are made of. A sheet can hold nothing else, and to set them all takes minutes."""

    def pdf(self, data: str) -> Made:
        return Made("", Pdf(data.encode(), 1))


def _sheets(root: Path) -> dict[str, str]:
    """All that each sheet of the site is made of, by the path of the sheet."""
    plan = prepare(Settings(root, TODAY))
    assert plan.content and plan.renderer
    survey(plan.content, plan.renderer, (), disk=False)
    printing = Printing(_Unset(), plan.renderer.words, ("letter",), root)  # type: ignore[arg-type]
    documents = Documents(plan.content, plan.renderer, None, printing)
    done = Yield()
    for key in (key for key in plan.content.records if key[0] in ("card", "page", "handout")):
        for reader, whole in documents.shown(key):
            make = printing.card if isinstance(whole, Shown) else printing.page if isinstance(whole, Read) else printing.handout
            make(reader, *whole, done.prints)
    for reader in (reader for reader in plan.content.readers if reader.tier):
        for kind in VOLUMES:
            assert all(documents.volume(Volume(reader.key, kind), done))
    return {artifact.path: artifact.content.decode() for artifact in done.prints.artifacts}


def test_every_sheet_is_looked_through(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    planted, files, cards = built
    sheets = {path: set(MARK.findall(text)) for path, text in files.items() if path.endswith(".pdf")}
    assert len(sheets) > 900 and all(marks for path, marks in sheets.items() if not path.endswith(("-log.pdf", "-log-large.pdf")))
    for tier, slug in TIERS.items():
        taught = {id for id, card in cards.items() if card["tiers"][tier] != "avoid" and card.get("supervision") != "always"}
        named = {planted.what[mark].split(" ", 1)[0] for mark in sheets[f"{slug}/print/{slug}-booklet.pdf"]}
        assert taught and taught <= named


def test_every_marker_is_found_in_exactly_the_editions_where_it_belongs(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    planted, files, _ = built
    found: dict[str, set[str]] = {mark: set() for mark in planted.belongs}
    for path, text in files.items():
        for mark in set(MARK.findall(text)):
            found[mark].add(_edition(path))
    wrong = {planted.what[m]: (sorted(planted.belongs[m]), sorted(found[m])) for m in found if planted.belongs[m] != found[m] - {"shared"}}
    assert wrong == {}
    assert len(found) > 600


def test_pages_outside_the_editions_hold_names_only(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    planted, files, _ = built
    shared = {planted.what[m] for path, text in files.items() if _edition(path) == "shared" for m in MARK.findall(text)}
    assert {what.split(" ", 1)[1] for what in shared} <= {"name", "title", "summary.all", "summary", f"summary.{READS_AS}"}  # the home page shows the advice for everyone


def test_the_name_of_an_avoided_card_stands_only_where_its_swap_does(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    planted, files, cards = built
    for mark, id in planted.names.items():
        for tier, slug in TIERS.items():
            if cards[id]["tiers"][tier] != "avoid":
                continue
            swap = cards[id]["swap"][tier]
            own = {f"{slug}/not-at-this-level/index.html", f"{slug}/cards/{swap}/index.html", f"data/{slug}/cards.json", f"data/{slug}/lists.js"}
            assert {p for p, text in files.items() if p.startswith((f"{slug}/", f"data/{slug}/")) and mark in text} <= own


def test_an_avoided_card_has_no_address_id_or_code_in_the_tier(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    _, files, cards = built
    for id, card in cards.items():
        for tier, slug in TIERS.items():
            if card["tiers"][tier] == "avoid":
                assert f"{slug}/cards/{id}/index.html" not in files
                assert not [name for name in ("cards.json", "search.js", "lists.js", "plan.js", "gone.js") if f'"{id}"' in files[f"data/{slug}/{name}"]]
                assert not [name for name in files if name.startswith(f"data/{slug}/plan/") and f"/{id}." in files[name]]
                assert not [name for name in ("search.js", "lists.js", "plan.js", "gone.js") if f"cards/{id}/" in files[f"data/{slug}/{name}"]]
                assert not [p for p, text in files.items() if p.startswith(f"{slug}/") and f"cards/{id}/" in text]


def test_a_figure_has_no_file_where_its_card_has_no_steps(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    _, files, cards = built
    drawn = {id: card for id, card in cards.items() if "figure" in card}
    assert {"heel-raise", DRAWN_AND_AVOIDED, DRAWN_AND_SUPERVISED} <= set(drawn)
    for id, card in drawn.items():
        supervised = card.get("supervision") == "always"
        shown = {slug for tier, slug in TIERS.items() if card["tiers"][tier] != "avoid" and not supervised}
        if all(card["tiers"][tier] == "allow" for tier in GENERAL) and not supervised:
            shown.add("")
        own = {f"{slug}/figures/{id}.svg".removeprefix("/") for slug in shown}
        assert {path for path in files if path.endswith(f"figures/{id}.svg")} == own
        assert {path for path, text in files.items() if path.endswith(f"cards/{id}/index.html") and "figure__drawing" in text} == {f"{slug}/cards/{id}/index.html".removeprefix("/") for slug in shown}


def test_words_for_a_figure_inside_a_tier_block_are_planted_too(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    planted, _, _ = built
    belongs = {frozenset(planted.belongs[mark]) for mark, what in planted.what.items() if " words at " in what}
    assert belongs >= {frozenset({"lower", "moderate", "high", "general"}), frozenset(EVERYWHERE)}


def test_a_handout_holds_all_that_its_level_is_taught_and_no_word_of_what_it_must_avoid(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    planted, files, cards = built
    for tier, slug in TIERS.items():
        found = set(MARK.findall(files[f"{slug}/handouts/all-of-it/index.html"]))
        avoided = {id for id, card in cards.items() if card["tiers"][tier] == "avoid"}
        supervised = {id for id, card in cards.items() if card.get("supervision") == "always"}
        of = {mark: what.split(" ", 1) for mark, what in planted.what.items() if what.split(" ", 1)[0] in cards}
        assert supervised and (avoided or tier in ("lower", "moderate"))
        assert {what for mark in found if (what := planted.what[mark]).split(" ", 1)[0] in avoided} == set()
        assert {of[mark][1] for mark in found & of.keys() if of[mark][0] in supervised} == ({"name", "goal.plain", "goal.why"} if supervised - avoided else set())
        whole = {mark for mark, (id, _) in of.items() if id not in avoided | supervised and tier in planted.belongs[mark]}
        assert whole and whole <= found


def test_nobody_without_a_level_gets_a_handout(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    _, files, _ = built
    assert {path for path in files if "handouts/all-of-it/" in path and path.endswith(".html")} == {f"{slug}/handouts/all-of-it/index.html" for slug in TIERS.values()}
    assert "all-of-it" not in files["handouts/index.html"]


def test_the_sitemap_lists_no_tier(built: tuple[Planted, dict[str, str], dict[str, Any]]) -> None:
    _, files, _ = built
    assert not [slug for slug in TIERS.values() if f"/{slug}/" in files["sitemap.xml"]]
    assert files["sitemap.xml"].count("<loc>") > 30


# planting


DRAWN_AND_AVOIDED, DRAWN_AND_SUPERVISED = "heel-drop", "foam-stand"


def _depict(root: Path) -> None:
    """A figure for a card that some avoid, and for one that is done only with a therapist, whatever the starter has drawn so far."""
    for id in (DRAWN_AND_AVOIDED, DRAWN_AND_SUPERVISED):
        file = root / f"content/cards/{id}.yml"
        data, _ = nodes.read(file.read_text(encoding="utf-8"))
        if "figure" not in data:
            file.write_text(json.dumps({**data, "figure": "heel-raise", "alt": "At a counter."}), encoding="utf-8")


def _bind(root: Path, planted: Planted, cards: list[str]) -> None:
    """A handout of every card and page, for every level, with words of its own."""
    pages = sorted(file.stem for file in (root / "content/pages").glob("*.md"))
    handout = {
        "title": f"All of it {planted.new('all-of-it title', set(TIERS))}",
        "summary": {t: f"In short {planted.new(f'all-of-it summary.{t}', {t})}." for t in TIERS},
        "intro": {t: f"To begin with {planted.new(f'all-of-it intro.{t}', {t})}." for t in ("lower", "recent")},
        "teach_back": f"What will you do {planted.new('all-of-it teach_back', set(TIERS))}?",
        "cards": cards,
        "pages": pages,
        "log": 1,
    }
    (root / "content/handouts").mkdir(exist_ok=True)
    (root / "content/handouts/all-of-it.yml").write_text(json.dumps(handout), encoding="utf-8")


def _marked_card(id: str, data: dict[str, Any], planted: Planted) -> dict[str, Any]:
    status = data["tiers"]
    allowed = {t for t in TIERS if status[t] != "avoid"}
    whole = all(status[t] == "allow" for t in GENERAL) and data.get("supervision") != "always"
    taught = (allowed if data.get("supervision") != "always" else set()) | ({"general"} if whole else set())
    hazards = _hazards()

    def mark(text: str, what: str, belongs: set[str]) -> str:
        return f"{text.rstrip('.')} {planted.new(f'{id} {what}', belongs)}."

    marked = dict(data)
    marked["name"] = f"{data['name']} {planted.new(f'{id} name', EVERYWHERE)}"
    planted.names[f"zq{len(planted.belongs)}zq"] = id
    marked["goal"] = {k: mark(v, f"goal.{k}", allowed | {"general"}) for k, v in data["goal"].items()}
    marked["steps"] = [{k: mark(v, f"steps.{n}", taught) for k, v in step.items()} for n, step in enumerate(data["steps"])]
    marked["feel"] = mark(data["feel"], "feel", taught)
    marked["mistakes"] = [{k: mark(v, f"mistakes.{n}.{k}", taught) for k, v in m.items()} for n, m in enumerate(data.get("mistakes", ()))]
    if "modify" in data:
        marked["modify"] = {t: mark(v, f"modify.{t}", {t} if status[t] == "modify" else set()) for t, v in data["modify"].items()}
    for field, readers in (("gentle", set()), ("alt", taught), ("alt_dont", taught)):
        if field in data:
            marked[field] = mark(data[field], field, readers)
    if "stricter_because" in data:
        marked["stricter_because"] = {t: mark(v, f"stricter_because.{t}", set()) for t, v in data["stricter_because"].items()}
    if "swap" in data:
        marked["swap"] = {t: mark(v, f"swap.{t}", {t} | ({"general"} if t == READS_AS and not whole else set())) if " " in v else v for t, v in data["swap"].items()}
    # nobody in `recent` is led on to a harder step
    for field, readers in (("easier", taught), ("harder", taught - {"recent"})):
        rung = data.get(field)
        if isinstance(rung, dict):
            safe = {t for t in readers if all(hazards[h][READS_AS if t == "general" else t] != "avoid" for h in rung.get("hazards", ()))}
            marked[field] = {**rung, "text": mark(rung["text"], f"{field}.text", safe)}
    return marked


def _hazards() -> dict[str, dict[str, str]]:
    data, _ = nodes.read((starter.root() / "content/hazards.yml").read_text(encoding="utf-8"))
    return {id: row["tiers"] for id, row in data["hazards"].items()}


def _marked_page(id: str, text: str, planted: Planted) -> str:
    """Markers in every tier block, in plain paragraphs around them, in the words for figures, and in the front matter's tier texts."""
    _, head, body = text.split("---\n", 2)
    data, _ = nodes.read(head)
    for field in ("summary", "today", "teach_back"):
        if isinstance(data.get(field), dict):
            data[field] = {t: f"{v} {planted.new(f'{id} {field}.{t}', _readers(t, data[field]))}" for t, v in data[field].items()}
        elif field in data:
            data[field] = f"{data[field]} {planted.new(f'{id} {field}', EVERYWHERE)}"
    data["title"] = f"{data['title']} {planted.new(f'{id} title', EVERYWHERE)}"
    return "---\n" + json.dumps(data, ensure_ascii=False) + "\n---\n" + "\n".join(_marked_body(id, body, planted))


def _marked_body(id: str, body: str, planted: Planted) -> Iterator[str]:
    yield f"A first line {planted.new(f'{id} plain text', EVERYWHERE)}.\n"
    open_blocks: list[set[str]] = []  # who reads what stands in each
    pictured = False
    for number, line in enumerate(body.split("\n")):
        block = re.fullmatch(r"/// (\w+)(?: \| (.+))?", line)
        readers = open_blocks[-1] if open_blocks else EVERYWHERE
        if pictured and line.startswith("- "):
            words, brace, hazards = line.partition(" {")
            line = f"{words} {planted.new(f'{id} words at {number}', readers)}{brace}{hazards}"
        yield line
        if block:
            pictured = block[1] == "figure"
            tiers = set(block[2].split()) if block[1] == "tier" else readers
            open_blocks.append(tiers | ({"general"} if READS_AS in tiers else set()))
            if block[1] == "tier":
                yield f"\nA line for some {planted.new(f'{id} block at {number}', open_blocks[-1])}.\n"
        elif line == "///":
            pictured = False
            open_blocks.pop()


def _readers(key: str, texts: dict[str, str]) -> set[str]:
    """Who reads the text for `key` where others have their own: `all` is for those who have none."""
    if key != "all":
        return {key} | ({"general"} if key == READS_AS else set())
    return {t for t in TIERS if t not in texts} | ({"general"} if READS_AS not in texts else set())


def _edition(path: str) -> str:
    """The edition that a file belongs to; the home page and what stands under c/, print/ and about/ belong to none."""
    parts = path.split("/")
    first = parts[1] if parts[0] == "data" and len(parts) > 2 else parts[0]
    slugs = {slug: tier for tier, slug in TIERS.items()}
    if first in slugs:
        return slugs[first]
    if parts[0] in {"c", "v", "plan", "print", "about", "index.html", "404.html", "sitemap.xml", "robots.txt"} or path == "data/codes.json":
        return "shared"
    return "general"
