"""Data for other systems: files that follow their schemas, every code in them, and pages that describe themselves without saying more than they show."""

from __future__ import annotations

import html
import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from releases import release
from sites import TODAY, card, page, site, write

from sitegen import codes, plans
from sitegen.build import Settings, build
from sitegen.model.plan import CAUTIONS, GRIPS, REASONS, SIDES, Plan, Planned

pytestmark = pytest.mark.slow  # whole sites are built, and built again

jsonschema = pytest.importorskip("jsonschema")
FIRST = "2026-03-02"
RAISE = "protect/cards/slow-breath/"


def made(root: Path) -> Path:
    outcome = build(Settings(root, TODAY, jobs=1))
    assert outcome.published and not outcome.failed, [str(p) for p in outcome.problems]
    return root / "output"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in two languages, released; after that a page was edited."""
    files = {"content/handouts/comfort.yml": {"title": "Comfort", "summary": "At rest.", "cards": ["slow-breath"]}, "content/pages/stairs.md": page("Hold the rail.")}
    root = site(tmp_path_factory.mktemp("data") / "site", files)
    settings = root / "content/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "languages: [en, ar]\n", encoding="utf-8")
    works = root / "content/references.yml"
    works.write_text(works.read_text(encoding="utf-8").replace("title: Walking", "doi: 10.1000/walking.2020, title: Walking"), encoding="utf-8")
    release(root, FIRST)
    write(root / "content/pages/stairs.md", page("Hold the rail with one hand."))
    return made(root)


def read(output: Path, path: str) -> Any:
    return json.loads((output / path).read_text(encoding="utf-8"))


def checker(output: Path, of: str) -> Any:
    schema = read(output, f"data/{of}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema" and schema["$id"] == f"https://bones.example/data/{of}.schema.json"
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


# files


def test_every_file_of_cards_follows_its_schema_in_each_language(output: Path) -> None:
    check, files = checker(output, "cards"), sorted(output.rglob("cards.json"))
    assert len(files) == 10
    for file in files:
        told = json.loads(file.read_text(encoding="utf-8"))
        check.validate(told)
        assert (file.parent / told["$schema"]).resolve() == (output / "data/cards.schema.json").resolve()
        for row in told["cards"]:
            assert (output / row["address"] / "index.html").is_file() and row["released"] == FIRST


def test_a_schema_refuses_what_is_no_card(output: Path) -> None:
    check, told = checker(output, "cards"), read(output, "data/protect/cards.json")
    for wrong in ({"code": "AAAAA"}, {"version": None}, {"steps": ["Rise."]}, {"released": "soon"}):
        assert not check.is_valid({**told, "cards": [{**told["cards"][0], **wrong}]})
    assert not check.is_valid({**told, "schema": 2})


def test_codes_holds_every_code_of_every_edition_and_language(output: Path) -> None:
    told = read(output, "data/codes.json")
    checker(output, "codes").validate(told)
    rows = told["codes"]
    assert {row["language"] for row in rows} == {"en", "ar"} and {row["kind"] for row in rows} >= {"card", "page", "handout"}
    assert {row["tier"] for row in rows} == {None, "lower", "moderate", "high", "recent"}
    for row in rows:
        folder = "" if row["language"] == "en" else "ar/"
        assert (output / row["address"] / "index.html").is_file() and (output / f"{folder}c/{row['code'].lower()}/index.html").is_file()
        assert row["version"].startswith(row["code"])
        address = f"{folder}v/{(row['version'] if row['status'] == 'released' else row['code']).lower()}/"
        assert (output / address / "index.html").is_file()
    coded = {path.parent.name for path in output.glob("c/*/index.html")}
    assert {row["code"].lower() for row in rows if row["language"] == "en"} == coded
    drafts = {row["id"] for row in rows if row["status"] == "draft"}
    assert drafts == {"stairs"} and all((row["released"] is None) == (row["id"] == "stairs") for row in rows)


def test_an_edit_that_no_list_shows_is_seen_in_the_codes(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/march.yml": card()})
    before = {row["address"]: row["version"] for row in read(made(root), "data/codes.json")["codes"]}
    write(root / "content/cards/march.yml", card(steps=[{"move": "Lift one foot, and hold it."}]))
    after = {row["address"]: row["version"] for row in read(made(root), "data/codes.json")["codes"]}
    assert {address for address in before if before[address] != after[address]} == {a for a in before if a.endswith("cards/march/")} != set()


def test_the_page_about_the_data_leads_to_every_file(output: Path) -> None:
    text = (output / "about/data/index.html").read_text(encoding="utf-8")
    found = {(output / "about/data" / href).resolve() for href in re.findall(r'href="([^"]+\.json)"', text)}
    own = {file.resolve() for file in output.glob("data/**/*.json")}
    assert own <= found and 'href="../data/"' in (output / "about/therapists/index.html").read_text(encoding="utf-8")


# plans


def _planned(chance: random.Random) -> Planned:
    amounts = {name: chance.choice([None, chance.randint(1, most)]) for name, most in (("sets", 31), ("count", 4095), ("hold", 4095), ("days", 7), ("times", 24))}
    return Planned(codes.short(f"card/{chance.random()}", "high")[:4], chance.choice(codes.ALPHABET), **amounts, side=chance.choice(SIDES), grip=chance.choice(GRIPS), reason=chance.randint(0, REASONS))


def _decoded(plan: Plan) -> dict[str, Any]:
    """A plan as a program writes it down: what is absent is left out."""
    cards = [{name: getattr(one, name) for name in one.__dataclass_fields__ if getattr(one, name) not in (None, "", 0)} for one in plan.cards]
    return {"format": plans.FORMAT, **plan._asdict(), "made": plan.made.isoformat(), "name": list(plan.name), "cautions": list(plan.cautions), "cards": cards}


def test_any_plan_that_a_link_can_say_follows_the_schema(output: Path) -> None:
    check, chance = checker(output, "plan"), random.Random(8)
    for _ in range(200):
        cards = tuple(_planned(chance) for _ in range(chance.randint(1, plans.MOST_CARDS)))
        name = (chance.randint(0, 31), plans.FIRST_NUMBER + chance.randint(0, 31))
        wanted = Plan(plans.tier_mark("high"), plans.language_mark("en"), date(2026, 11, 22), chance.randint(1, plans.WEEKS), name, cards, tuple(c for c in CAUTIONS if chance.random() < 0.5))
        check.validate(_decoded(plans.decode(plans.encode(wanted))))


@pytest.mark.parametrize(
    "wrong",
    [{"weeks": 0}, {"weeks": 32}, {"cards": []}, {"name": [1]}, {"name": [1, 10]}, {"made": "tomorrow"}, {"cautions": ["heart"]}, {"patient": "Ann"}, {"tier": "high"}, {"cards": [{"code": "4H7K"}]}, {"cards": [{"code": "4H7K", "mark": "R", "days": 8}]}],
    ids=str,
)
def test_what_no_link_can_say_is_refused(output: Path, wrong: dict[str, Any]) -> None:
    plan = Plan(plans.tier_mark("high"), plans.language_mark("en"), date(2026, 11, 22), 8, (22, 42), (Planned("4H7K", "R"),))
    check = checker(output, "plan")
    assert check.is_valid(_decoded(plan)) and not check.is_valid({**_decoded(plan), **wrong})


# pages


def described(text: str) -> dict[str, Any] | None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(found[1]) if found else None


def test_cards_pages_and_handouts_describe_themselves(output: Path) -> None:
    told = described((output / f"{RAISE}index.html").read_text(encoding="utf-8"))
    assert told and told["@type"] == "MedicalWebPage" and told["url"] == f"https://bones.example/{RAISE}" and told["inLanguage"] == "en"
    assert told["publisher"]["name"] == "Test Clinic" and told["dateModified"] == FIRST
    for place in ("protect/stairs/", "protect/handouts/comfort/", "ar/stairs/"):
        assert described((output / f"{place}index.html").read_text(encoding="utf-8"))
    draft = described((output / "protect/stairs/index.html").read_text(encoding="utf-8"))
    assert draft and "dateModified" not in draft


def test_no_review_is_claimed_that_nobody_signed(output: Path) -> None:
    found = [told for file in output.rglob("index.html") if (told := described(file.read_text(encoding="utf-8")))]
    assert len(found) > 40 and not [told for told in found if {"lastReviewed", "reviewedBy"} & set(told)]


def test_sources_are_cited_with_their_numbers(output: Path) -> None:
    told = described((output / "protect/cards/heel-raise/index.html").read_text(encoding="utf-8"))
    assert told and told["citation"] == [{"@type": "CreativeWork", "name": "Walking and bones", "identifier": "doi:10.1000/walking.2020", "url": "https://doi.org/10.1000/walking.2020"}]


def test_nothing_is_described_that_the_page_does_not_show(output: Path) -> None:
    for file in output.rglob("index.html"):
        text = file.read_text(encoding="utf-8")
        told = described(text)
        if told:
            words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text.partition("<body")[2])).split())
            assert told["description"] in words and told["name"].split(",")[0] in words and told["publisher"]["name"] in words, file


def test_a_hostile_name_cannot_end_the_block(tmp_path: Path) -> None:
    name = "Stand </script><script>alert(1)</script> & <!-- rise"
    output = made(site(tmp_path / "site", {"content/cards/march.yml": card(name=name)}))
    text = (output / "protect/cards/march/index.html").read_text(encoding="utf-8")
    told = described(text)
    assert told and told["name"].startswith(name) and "<script>alert" not in text and text.count("<script") == text.count("</script>")
