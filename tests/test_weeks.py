"""Sample weeks: they add up to the aims of their level, hold only what it may do at home, and follow their cards' doses."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from sites import TODAY, card, codes, problems, shown, site, write
from whole import whole

from sitegen import starter, tailor, weeks
from sitegen.build import Settings, build
from sitegen.model import Aim, Length, Portion, Range, Weekly

pytestmark = pytest.mark.slow  # whole sites are built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("browser_tools",)
CONTENT = starter.root() / "content"
LEVELS = ("lower", "moderate", "high")
SLUGS = {"lower": "build-up", "moderate": "strengthen", "high": "protect"}


def data(path: str) -> dict[str, Any]:
    found = yaml.safe_load((CONTENT / path).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's content, built."""
    root = tmp_path_factory.mktemp("weeks")
    shutil.copytree(CONTENT, root / "content")
    assert build(Settings(root, TODAY)).published
    return root


def text(root: Path, path: str) -> str:
    """What stands on a page, without its marks."""
    main = (root / "output" / path).read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


# the words of an aim and its numbers


def said(how: str) -> dict[str, tuple[int, int]]:
    """An aim's numbers, read out of its words as a person reads them."""
    found: dict[str, tuple[int, int]] = {}
    if m := re.search(r"(\d+) or (\d+) days a week", how):
        found["days"] = (int(m[1]), int(m[2]))
    elif m := re.search(r"(?:on )?(\d+) days a week(?: or more)?", how):
        found["days"] = (int(m[1]), int(m[1]))
    elif "most days" in how:
        found["days"] = (4, 4)
    elif re.search(r"minutes every day", how):
        found["days"] = (7, 7)
    if m := re.search(r"(\d+) to (\d+) minutes every day", how):
        found["minutes"] = (7 * int(m[1]), 7 * int(m[2]))
    elif m := re.search(r"(\d+) to (\d+) minutes a week", how):
        found["minutes"] = (int(m[1]), int(m[2]))
    elif m := re.search(r"(\d+) minutes a week or more", how):
        found["minutes"] = (int(m[1]), int(m[1]))
    elif m := re.search(r"Start with (\d+) minutes at a time, on (\d+) days a week\. Build up to about (\d+) minutes a day", how):
        found["minutes"] = (int(m[1]) * int(m[2]), int(m[3]) * 7)
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_an_aims_numbers_say_the_same_as_the_words_beside_them(level: str) -> None:
    rows = [row for row in data("tiers.yml")[level]["week"] if row["what"] != "Help from us"]
    assert all("aim" in row for row in rows)
    for row in rows:
        aim = Aim.model_validate(row["aim"])
        numbers = {name: tuple(value) for name, value in (("days", aim.days), ("minutes", aim.minutes)) if value}
        assert numbers == said(row["how"]), row


def test_every_aim_has_cards_that_count_towards_it() -> None:
    counted = {entry.get("counts") for entry in data("vocabulary.yml")["categories"].values()}
    assert {row["aim"]["of"] for level in LEVELS for row in data("tiers.yml")[level]["week"] if "aim" in row} <= counted


# the starter's weeks


def test_the_starters_weeks_have_nothing_to_tell() -> None:
    assert [p for p in problems(CONTENT.parent) if p.code.startswith("week-")] == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_reader_who_adds_up_the_page_comes_to_the_sums_below_it(level: str, built: Path) -> None:
    """Line by line, from what is printed: minutes by what the card counts towards, and days."""
    week, found = data("weeks.yml")[level], text(built, f"{SLUGS[level]}/week/index.html")
    kinds = {id: entry.get("counts") for id, entry in data("vocabulary.yml")["categories"].items()}
    cards = {f.stem: yaml.safe_load(f.read_text(encoding="utf-8")) for f in (CONTENT / "cards").glob("*.yml")}
    by_name = {c["name"]: kinds[c["category"]] for c in cards.values()}
    html = (built / f"output/{SLUGS[level]}/week/index.html").read_text(encoding="utf-8")
    lines = re.findall(r'days__link"[^>]*>([^<]+)</a></p>\s*<p class="days__how">(.*?)</p>', html, re.S)
    every, others = lines[: len(week["every_day"])], lines[len(week["every_day"]) :]
    assert len(others) == sum(len(day.get("do", [])) for day in week["days"])
    spent: dict[str | None, int] = {}
    for number, (name, how) in enumerate([*every, *others]):
        minutes = re.search(r"about (\d+) minute", how) or re.match(r"(\d+) minutes?$", how.split("<")[0].strip())
        assert minutes, (name, how)
        spent[by_name[unescape(name)]] = spent.get(by_name[unescape(name)], 0) + int(minutes[1]) * (7 if number < len(every) else 1)
    whats = {row["what"]: row["aim"] for row in data("tiers.yml")[level]["week"] if "aim" in row}
    for what, aim in whats.items():
        if "minutes" in aim:
            told = re.search(rf"{re.escape(what)} This week: about (\d+) minutes", found)
            assert told and int(told[1]) == spent[aim["of"]], what
    days = [int(n) for n in re.findall(r"In all: about (\d+) minute", found)]
    assert len(days) == 7 and sum(days) == sum(spent.values())


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_strength_days_stand_side_by_side_and_no_day_is_longer_than_an_hour(level: str) -> None:
    edition = next(e for e in whole(CONTENT.parent).editions if e.tier and e.tier.id == level)
    assert edition.week
    strong = {id for id, entry in data("vocabulary.yml")["categories"].items() if entry.get("counts") == "strength"}
    trained = [any(task.tile.category in strong for task in day.tasks) for day in edition.week.days]
    assert 2 <= sum(trained) <= 3 and not any(trained[n] and trained[n - 1] for n in range(7))
    assert max(day.minutes for day in edition.week.days) <= 60


@pytest.mark.parametrize("level", LEVELS)
def test_every_card_of_a_week_has_its_steps_and_its_dose_in_that_edition(level: str) -> None:
    found = whole(CONTENT.parent)
    edition = next(e for e in found.editions if e.tier and e.tier.id == level)
    assert edition.week
    for id in {task.tile.id for day in edition.week.days for task in (*edition.week.every_day, *day.tasks)}:
        view = found.card(edition, id)
        assert view.steps and view.dose and not view.supervised, id


def test_a_changed_dose_changes_the_sum_and_the_judgement(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content/cards/tall-reset.yml"
    write(file, file.read_text(encoding="utf-8").replace("times_per_day: 3", "times_per_day: 1", 1))
    found = [p.message for p in problems(tmp_path) if p.code == "week-sum"]
    assert len(found) == 2 and all("28 minutes of `back`, and its aim is 35 to 70" in message for message in found)


def test_who_has_no_level_and_whose_therapist_picks_each_card_have_no_week(built: Path) -> None:
    there = {p.parent.parent.name for p in (built / "output").rglob("week/index.html")}
    assert there == set(SLUGS.values())
    for page in ("index.html", "heal/index.html", "heal/cards/index.html"):
        assert "week/" not in (built / "output" / page).read_text(encoding="utf-8")
    for slug in SLUGS.values():
        assert 'href="week/"' in (built / f"output/{slug}/index.html").read_text(encoding="utf-8")


def test_the_code_of_a_week_leads_to_it_and_stands_with_the_other_codes(built: Path) -> None:
    code = re.search(r'colophon__code" dir="ltr">(\w+)<', (built / "output/protect/week/index.html").read_text(encoding="utf-8"))
    assert code
    assert "../../protect/week/" in (built / f"output/c/{code[1].lower()}/index.html").read_text(encoding="utf-8")
    assert ("protect/week/", code[1]) in {(row["address"], row["code"]) for row in json.loads((built / "output/data/codes.json").read_text(encoding="utf-8"))["codes"]}


# small weeks


def a_week(*do: str | dict[str, str], every: tuple[str, ...] = ()) -> dict[str, Any]:
    days = [{"name": "A day", "do": list(do) if n == 0 else []} for n in range(7)]
    return {"title": "A sample week", "lead": "One way to do it.", "every_day": list(every), "days": days}


def test_a_card_that_a_level_must_avoid_is_not_shown_even_if_nobody_refused_it(tmp_path: Path) -> None:
    """A second lock behind `week-refused`."""
    root = site(tmp_path, {"content/weeks.yml": {"lower": a_week("heel-raise", "heel-drop")}})
    found = whole(root)
    faces = found.content.card_faces
    lower, high = (next(e for e in found.editions if e.tier and e.tier.id == id) for id in ("lower", "high"))
    assert lower.week and [task.tile.id for task in lower.week.days[0].tasks] == ["heel-raise", "heel-drop"]
    bold = {**lower.library.weeks, "high": lower.library.weeks["lower"]}
    object.__setattr__(high.reader.library, "weeks", bold)
    unchecked = tailor.edition(high.reader, faces, found.content.tiles(high.reader), {}, {})
    assert unchecked.week and [task.tile.id for task in unchecked.week.days[0].tasks] == ["heel-raise"]


def test_a_level_that_is_like_another_has_its_week_unless_it_may_do_less(tmp_path: Path) -> None:
    tiers = yaml.safe_load((site(tmp_path / "base") / "content/tiers.yml").read_text(encoding="utf-8"))
    steady = {"like": "high", "slug": "steady", "label": "Steady", "letter": "St", "look": "arch", "line": "Balance first.", "lead": "You can get steadier.", "who": "People who fall."}
    files = {"content/weeks.yml": {"high": a_week("heel-raise")}, "content/tiers.yml": tiers | {"steady": steady}}
    found = whole(site(tmp_path / "same", files))
    assert {e.tier.id for e in found.editions if e.tier and e.week} == {"high", "steady"}
    stricter = steady | {"hazards": {"bal-supported": "avoid"}, "instead": "ask your therapist"}
    told = problems(site(tmp_path / "stricter", files | {"content/tiers.yml": tiers | {"steady": stricter}}))
    assert any(p.code == "week-refused" and "`steady`" in p.message for p in told)


def test_a_dose_that_a_week_uses_makes_the_week_again_and_nothing_but_what_shows_it(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/weeks.yml": {"high": a_week("march")}, "content/cards/march.yml": card(dose={"minutes": 10})})
    assert build(Settings(root, TODAY)).published
    write(root / "content/cards/march.yml", card(dose={"minutes": 14}))
    assert build(Settings(root, TODAY)).published
    assert "In all: about 14 minutes" in text(root, "protect/week/index.html")
    assert build(Settings(root, TODAY, output=tmp_path / "clean", clean=True)).published
    for file in (p for p in (tmp_path / "clean").rglob("*.html")):
        assert file.read_bytes() == (root / "output" / file.relative_to(tmp_path / "clean")).read_bytes()


def test_the_words_of_a_week_are_translated(tmp_path: Path) -> None:
    from sitegen.overlay import fingerprint

    base = yaml.safe_load((site(tmp_path / "base") / "content/site.yml").read_text(encoding="utf-8"))
    lead = {"of": fingerprint("One way to do it."), "text": "طريقة واحدة."}
    root = site(tmp_path / "site", {"content/weeks.yml": {"high": a_week("heel-raise")}, "content/site.yml": base | {"languages": ["en", "ar"]}, "content/translations/ar/weeks.yml": {"high.lead": lead}})
    outcome = build(Settings(root, TODAY))
    assert outcome.published, shown(outcome.problems)
    page = (root / "output/ar/protect/week/index.html").read_text(encoding="utf-8")
    assert "طريقة واحدة." in page and '<span lang="en" dir="auto">A sample week</span>' in page


def test_without_a_file_of_weeks_there_are_none(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert codes(problems(root)) == [] and build(Settings(root, TODAY)).published
    assert not list((root / "output").rglob("week/index.html"))


# arithmetic


@pytest.mark.parametrize(
    ("portion", "dose", "minutes"),
    [
        ({"card": "x", "minutes": 20}, Weekly(Length(600, 1800), Range(10, 30)), 20),
        ({"card": "x"}, Weekly(Length(600, 1800), Range(10, 30)), 20),
        ({"card": "x"}, Weekly(Length(20, 20)), 1),
        ({"card": "x"}, Weekly(Length(35, 35), times=Range(3, 3)), 2),
        ({"card": "x", "times": 6}, Weekly(Length(35, 35), times=Range(3, 6)), 4),
        ({"card": "x"}, Weekly(None), 0),
        ({"card": "x"}, None, 0),
    ],
)
def test_a_portion_takes_whole_minutes_and_one_at_least(portion: dict[str, Any], dose: Weekly | None, minutes: int) -> None:
    assert weeks.minutes(Portion.model_validate(portion), dose) == minutes


@pytest.mark.parametrize(
    ("aim", "found", "missed"),
    [
        ({"days": "2-3"}, (2, 0), []),
        ({"days": "2-3"}, (1, 0), [("days", True)]),
        ({"days": "2-3"}, (4, 0), [("days", False)]),
        ({"days": 4}, (7, 0), []),
        ({"minutes": 150}, (5, 200), []),
        ({"days": 7, "minutes": "105-140"}, (6, 104), [("days", True), ("minutes", True)]),
        ({"minutes": "105-140"}, (7, 141), [("minutes", False)]),
    ],
)
def test_a_single_number_is_the_least_and_a_second_the_most(aim: dict[str, Any], found: tuple[int, int], missed: list[tuple[str, bool]]) -> None:
    assert [(m.by, m.below) for m in weeks.misses(Aim.model_validate({"of": "balance", **aim}), weeks.Sum(*found))] == missed


# as it looks


@pytest.mark.browser
@pytest.mark.parametrize("level", LEVELS)
def test_a_week_fits_a_small_telephone_and_two_sheets_of_paper(level: str, built: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto((built / f"output/{SLUGS[level]}/week/index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert min(page.locator(".days__link").evaluate_all("links => links.map(l => l.getBoundingClientRect().height)")) >= 44
    assert not page.locator(".days__tick").first.is_visible()
    for paper in ("Letter", "A4"):
        sheets = page.pdf(format=paper, prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 2
    page.emulate_media(media="print")
    week = data("weeks.yml")[level]
    ticks = 7 * len(week["every_day"]) + sum(len(day.get("do", [])) for day in week["days"])
    assert page.locator(".days__tick").count() == ticks and page.locator(".days__tick").first.is_visible()
    page.close()


@pytest.mark.browser
def test_on_a_wide_screen_a_day_stands_beside_what_it_holds(built: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((built / "output/protect/week/index.html").as_uri())
    head, body = (page.locator(f".days__{part}").first.bounding_box() for part in ("head", "body"))
    assert head and body and body["x"] >= head["x"] + head["width"] and abs(body["y"] - head["y"]) < 5
    page.close()
