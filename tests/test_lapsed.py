"""The date bites: what nobody has looked at again says so, and then the strict levels do without it. No day breaks a build."""

from __future__ import annotations

import json
import random
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import BASE, File, card, codes, page, shown, site, write
from whole import Whole

from sitegen import safety, signing, starter
from sitegen.build import Memory, Settings, build, prepare
from sitegen.build.documents import Documents
from sitegen.cli import main
from sitegen.model import Calendar, Card, CardFace, Review, Ruleset, Status
from sitegen.problems import errors, ordered, stricter

FINE, DUE, LAPSED = date(2026, 11, 1), date(2026, 11, 2), date(2026, 12, 2)  # of what is to be looked at by November 1, 2026, and may wait 30 days
REVIEW = {"owner": "The falls team", "last": "2025-11-01", "next": "2026-11-01", "grace": 30}
TIERS = yaml.safe_load((BASE / "content/tiers.yml").read_text(encoding="utf-8"))
STRICT: File = {id: {**tier, "strict": id in ("high", "recent")} for id, tier in TIERS.items()}
WORDS = "zqmarchzq"
STAND = "person: rosa\nprops: {counter: {x: 28}}\nframes:\n  - pose: {from: standing, arms: {reach: {to: counter.top, dx: 2}, hand: flat}}\n"


def march(**fields: Any) -> dict[str, Any]:
    """A card that everyone may do while its review holds; each of its texts holds a word of its own."""
    usual = card(
        name="Easy march",
        goal={"plain": f"Steady {WORDS}", "why": f"You walk with ease {WORDS}."},
        steps=[{"move": f"Lift one foot {WORDS}."}],
        feel=f"Warm {WORDS}.",
        modify={"recent": f"Hold on {WORDS}."},
        dose={"reps": 8, "days_per_week": "2-3"},
        figure="stand",
        alt=f"She marches {WORDS}.",
        equipment=["counter"],
        review=REVIEW,
    )
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


# Every place that can name a card names this one: for levels that will have to do without it, too.
EVERYWHERE: dict[str, File] = {
    "content/tiers.yml": {id: {**tier, "strict": id in ("high", "recent"), **({"scene": ["march", "heel-raise"]} if id == "high" else {})} for id, tier in TIERS.items()},
    "content/site.yml": (BASE / "content/site.yml").read_text(encoding="utf-8") + "scene: [march]\n",
    "content/figures/stand.yml": STAND,
    "content/cards/march.yml": march(easier="slow-breath"),
    "content/cards/big-march.yml": card(name="Big march", easier="march", steps=[{"move": "Lift each foot high."}]),
    "content/cards/hops.yml": card(name="Hops", hazards=["impact-mod"], tiers={"lower": "allow", "moderate": "modify", "high": "avoid", "recent": "avoid"}, modify={"moderate": "Land softly."}, swap={"high": "march", "recent": "march"}),
    "content/moves.yml": "crunch: {name: Crunch, hazards: [flex-end], swap: march}\n",
    "content/pages/walks.md": "---\ntitle: Walks\nsummary: A little each day.\ncards: [march, slow-breath]\n---\n\nDo [the march](cards/march).\n\n## Or this\n\n/// card | march\n///\n",
    "content/handouts/only.yml": {"title": "Only this", "summary": "One move.", "cards": ["march"]},
    "content/handouts/three.yml": {"title": "Three moves", "summary": "On the fridge.", "cards": ["march", "slow-breath", "heel-raise"], "layout": ["fridge"], "log": 1},
    "content/weeks.yml": {"high": {"title": "A week", "lead": "To fit it in.", "days": [{"name": "A day", "do": ["march"]}, {"name": "Rest"}, {"name": "A day", "do": ["slow-breath"]}, *({"name": "Rest"} for _ in range(4))]}},
}


def cards(**more: dict[str, Any]) -> dict[str, File]:
    return {"content/tiers.yml": STRICT, "content/figures/stand.yml": STAND, **{f"content/cards/{id.replace('_', '-')}.yml": fields for id, fields in more.items()}}


def on(root: Path, day: date) -> Whole:
    """All editions of a project on a day."""
    plan = prepare(Settings(root, day))
    assert plan.content and plan.renderer and not errors(plan.problems), shown(plan.problems)
    documents = Documents(plan.content, plan.renderer, None, None)
    return Whole(plan.content, plan.renderer, [documents.edition(reader) for reader in plan.content.readers])


def told(root: Path, day: date) -> list[str]:
    return codes(ordered(prepare(Settings(root, day)).problems))


def face(found: Whole, id: str) -> CardFace:
    return found.content.card_faces[id]


def texts(root: Path, *folders: str) -> dict[str, str]:
    """The text of each published file in these folders, by its path."""
    files = (file for folder in folders for file in (root / "output" / folder).rglob("*"))
    return {file.relative_to(root / "output").as_posix(): file.read_text(encoding="utf-8") for file in files if file.suffix in (".html", ".js", ".json", ".svg", ".xml", ".txt")}


# what is told


def test_it_is_told_from_the_day_after_its_own_and_as_a_warning_after_the_last_day_of_grace(tmp_path: Path) -> None:
    site(tmp_path, cards(march=march()))
    days = {FINE: [], DUE: ["review-due"], LAPSED - timedelta(days=1): ["review-due"], LAPSED: ["review-lapsed"]}
    assert {day: told(tmp_path, day) for day in days} == days
    (late,) = prepare(Settings(tmp_path, LAPSED)).problems
    assert "(The falls team looks after it)" in late.message and late.message.endswith("tiers `high` and `recent` do without it")
    assert (late.place.path, late.place.source[late.place.column - 1 :][:12], late.severity) == ("content/cards/march.yml", '"2026-11-01"', "warning")
    assert late.why[0].place and late.why[0].place.path == "content/tiers.yml" and '"strict"' in late.why[0].place.source


def test_no_day_of_the_next_look_is_more_than_five_years_away(tmp_path: Path) -> None:
    told_of = {"last: 2024-02-29, next: 2029-02-28": [], "last: 2024-02-29, next: 2029-03-01": ["review-dates"], "next: 2031-11-21": [], "next: 2031-11-22": ["review-dates"]}
    root = site(tmp_path)
    written = (root / "content/cards/slow-breath.yml").read_text(encoding="utf-8")
    for review, expected in told_of.items():
        (root / "content/cards/slow-breath.yml").write_text(f"review: {{{review}}}\n{written}", encoding="utf-8")
        assert told(root, date(2026, 11, 21)) == expected, review


def test_a_strict_build_refuses_what_has_lapsed_and_takes_what_is_only_due(tmp_path: Path) -> None:
    site(tmp_path, cards(march=march()))
    for day, refused in ((DUE, False), (LAPSED, True)):
        assert bool(errors(stricter(prepare(Settings(tmp_path, day)).problems))) is refused


def test_pages_handouts_and_statements_are_told_too_and_what_is_withdrawn_is_not(tmp_path: Path) -> None:
    head = "---\ntitle: Stairs\nsummary: One at a time.\nreview: {next: 2026-11-01, grace: 30}\n---\n\nHold on.\n"
    statements = yaml.safe_load((BASE / "content/statements.yml").read_text(encoding="utf-8"))
    statements["pick-up"]["review"] = REVIEW
    out = march(withdrawn={"on": "2026-03-04", "reason": "A band tore."})
    site(tmp_path, {**cards(old_march=out), "content/pages/stairs.md": head, "content/statements.yml": statements, "content/handouts/a.yml": {"title": "A", "summary": "B.", "cards": ["slow-breath"], "review": REVIEW}})
    found = {day: {(p.code, p.place.path) for p in prepare(Settings(tmp_path, day)).problems} for day in (FINE, DUE, LAPSED)}
    paths = {"content/handouts/a.yml", "content/pages/stairs.md", "content/statements.yml"}
    assert found == {FINE: set(), DUE: {("review-due", path) for path in paths}, LAPSED: {("review-lapsed", path) for path in paths}}


def test_a_reviewer_stands_there_by_name(tmp_path: Path) -> None:
    people: File = {"test-person": {"name": "Test Person", "role": "Tester"}}
    site(tmp_path, {**cards(march=march(review={**REVIEW, "owner": "test-person"})), "content/reviewers.yml": people})
    assert "(Test Person looks after it)" in prepare(Settings(tmp_path, DUE)).problems[0].message
    found = on(tmp_path, DUE)
    assert found.card(found.editions[1], "march").sheet.owner == "Test Person"


# which tiers do without it


def test_strict_tiers_do_without_a_lapsed_card_and_the_others_keep_it(tmp_path: Path) -> None:
    found = {day: face(on(site(tmp_path, cards(march=march())), day), "march") for day in (DUE, LAPSED)}
    was = {"lower": Status.allow, "moderate": Status.allow, "high": Status.allow, "recent": Status.modify}
    assert found[DUE].statuses == found[DUE].written == found[LAPSED].written == was
    assert found[LAPSED].statuses == {**was, "high": Status.avoid, "recent": Status.avoid}
    assert [t for t in TIERS if safety.waits(found[LAPSED], t)] == ["high", "recent"] and not any(safety.avoids(found[LAPSED], t) for t in TIERS)
    assert found[DUE].everyone and not found[LAPSED].everyone


def test_a_tier_is_as_strict_as_the_one_it_is_like_unless_it_says_otherwise() -> None:
    tiers = yaml.safe_load((BASE / "content/tiers.yml").read_text(encoding="utf-8"))
    from sitegen.model import Tier

    def tier(id: str, **more: Any) -> Tier:
        return Tier.model_validate({"id": id, **tiers["high"], **more})

    rules = Ruleset({"high": tier("high", strict=True), "steady": tier("steady", like="high"), "calm": tier("calm", like="steady", strict=False), "calmer": tier("calmer", like="calm"), "lower": tier("lower")}, {}, {})
    assert {id: rules.strict(id) for id in rules.tiers} == {"high": True, "steady": True, "calm": False, "calmer": False, "lower": False}


def test_without_a_day_rules_are_as_they_were_written_and_no_signature_asks_what_day_it_is(tmp_path: Path) -> None:
    plan = prepare(Settings(site(tmp_path, cards(march=march())), LAPSED))
    assert plan.content
    library = plan.content.common.shared.libraries["en"]
    model = _card("march", march())
    assert safety.status(model, "high", library.rules) == Status.avoid and safety.status(model, "high", library.rules.written) == Status.allow
    earlier = library.rules.on(Calendar(FINE))
    assert signing.card(model, library.rules) == signing.card(model, earlier) and library.rules.written == earlier.written


def test_statuses_only_get_stricter_as_days_pass(tmp_path: Path) -> None:
    plan = prepare(Settings(site(tmp_path, {"content/tiers.yml": STRICT}), FINE))
    assert plan.content
    rules, luck = plan.content.common.shared.libraries["en"].rules, random.Random(9)
    files = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((tmp_path / "content/cards").glob("*.yml"))}
    for id, fields in files.items():
        for _ in range(40):
            start = date(2026, 1, 1) + timedelta(days=luck.randrange(1000))
            review = Review(last=start, next=luck.choice([None, start + timedelta(days=luck.randrange(1, 900))]), grace=luck.choice([None, 0, 30, 56]))
            model = _card(id, fields).model_copy(update={"review": review})
            before = dict.fromkeys(rules.tiers, Status.allow)
            for day in sorted(start + timedelta(days=luck.randrange(-100, 1500)) for _ in range(12)):
                now = rules.on(Calendar(day))
                statuses = {tier: safety.status(model, tier, now) for tier in rules.tiers}
                assert all(statuses[t] >= max(before[t], safety.status(model, t, now.written)) for t in statuses), (id, review, day)
                assert all(statuses[t] == safety.status(model, t, now.written) for t in ("lower", "moderate")), "a tier that is not strict about it"
                before = statuses


def _card(id: str, fields: dict[str, Any]) -> Card:
    return Card.model_validate_json(json.dumps({"id": id, **fields}))


# nothing breaks


def test_a_lapsed_card_breaks_nothing_wherever_it_is_named(tmp_path: Path) -> None:
    site(tmp_path, EVERYWHERE)
    assert (told(tmp_path, FINE), told(tmp_path, LAPSED)) == ([], ["review-lapsed"])
    found = on(tmp_path, LAPSED)
    general, lower, moderate, high, recent = found.editions
    assert high.people == ("protect/figures/people/heel-raise.svg",) and not general.people and high.week and high.week.left_out == ("Easy march",)
    for strict, folder in ((high, "protect"), (recent, "heal")):
        assert "march" not in strict.cards and "Easy march" not in [row.name for row in strict.avoided]
        (gone,) = strict.gone
        assert (gone.status, gone.address, gone.reason) == ("waiting", f"{folder}/cards/march/", None)
        assert gone.instead and gone.instead.address == f"{folder}/cards/slow-breath/"  # its easier way
        assert {row.name: row.instead and row.instead.words for row in strict.avoided}["Hops"] == "Slow breath"  # led on through the card that waits
        assert found.card(strict, "big-march").easier is None and found.page(strict, "walks")[1].tiles.keys() == {"slow-breath"}
        assert found.card(strict, "slow-breath").instead_of and "Easy march" not in found.card(strict, "slow-breath").instead_of
    assert "march" in lower.cards and "march" in moderate.cards and not lower.gone
    assert not found.card(general, "march").whole and found.card(general, "march").instead
    assert found.content.views(("card", "march")).keys() == {general.reader.key, lower.reader.key, moderate.reader.key}  # all pages, data and sheets are made of these


def test_what_to_do_instead_is_the_easier_way_before_the_words_of_the_level_and_else_to_ask(tmp_path: Path) -> None:
    ways = {"easier": {"easier": "slow-breath"}, "avoided": {"easier": "lapsed"}, "lapsed": {}, "words": {"easier": {"text": "Sit down to do it."}}}
    files = cards(**{name: march(name=f"March {name}", **way) for name, way in ways.items()})
    tiers: File = {**STRICT, "high": {**STRICT["high"], "instead": "Ask us for another."}}  # type: ignore[dict-item,index,call-overload]
    found = on(site(tmp_path, {**files, "content/tiers.yml": tiers}), LAPSED)
    led = {e.tier.id: {gone.id: gone.instead and str(gone.instead.words) for gone in e.gone} for e in found.editions if e.tier}
    assert led["high"] == {"easier": "Slow breath", "avoided": "Ask us for another.", "lapsed": "Ask us for another.", "words": "Ask us for another."}
    assert led["recent"] == {"easier": "Slow breath", "avoided": None, "lapsed": None, "words": None}


@pytest.mark.slow
def test_no_word_of_a_lapsed_card_reaches_a_strict_tier_and_all_comes_back_once_somebody_has_looked(tmp_path: Path) -> None:
    site(tmp_path, EVERYWHERE)
    outcome = build(Settings(tmp_path, LAPSED))
    assert outcome.published and codes(outcome.problems) == ["review-lapsed"]
    strict = texts(tmp_path, "protect", "heal", "data/protect", "data/heal")
    assert len(strict) > 40 and not [path for path, text in strict.items() if WORDS in text or "figures/march" in text]
    kept = texts(tmp_path, "build-up", "data/build-up")
    assert [path for path, text in kept.items() if WORDS in text]
    for code in json.loads((tmp_path / "output/data/codes.json").read_text(encoding="utf-8"))["codes"]:
        assert (code["id"], code["tier"]) not in (("march", "high"), ("march", "recent")) or (code["status"], code["version"]) == ("waiting", None)
    notice = strict["protect/cards/march/index.html"]
    assert "Leave this exercise out for now" in notice and "../slow-breath/" in notice
    write(tmp_path / "content/cards/march.yml", march(easier="slow-breath", review={**REVIEW, "last": "2026-12-01", "next": "2027-12-01"}))
    again = build(Settings(tmp_path, LAPSED))
    assert again.published and again.problems == []
    assert WORDS in texts(tmp_path, "protect/cards/march")["protect/cards/march/index.html"]


@pytest.mark.slow
def test_every_address_that_was_released_still_answers_when_a_card_lapses(tmp_path: Path) -> None:
    site(tmp_path, {**EVERYWHERE, "content/cards/march.yml": march(easier="slow-breath", category="only", was=["stepping"]), "content/vocabulary.yml": (BASE / "content/vocabulary.yml").read_text(encoding="utf-8").replace("categories:\n", "categories:\n  only: {name: Only one}\n")})
    assert build(Settings(tmp_path, FINE)).published
    pages = [path.removesuffix("index.html") for path in texts(tmp_path, "") if path.endswith("/index.html") and not path.startswith(("c/", "v/"))]
    assert "protect/cards/category/only/" in pages
    write(tmp_path / "content/published.yml", {FINE.isoformat(): {"on": FINE.isoformat(), "sitegen": "1.0", "addresses": sorted(pages), "versions": []}})
    outcome = build(Settings(tmp_path, LAPSED))
    assert outcome.published and codes(outcome.problems) == ["review-lapsed"], shown(outcome.problems)


def test_no_plan_of_a_strict_level_holds_it_and_it_is_said_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site(tmp_path, EVERYWHERE)
    asked = ["plan", "protect: march; slow-breath", "--project", str(tmp_path), "--format", "json", "--today"]
    assert main([*asked, FINE.isoformat()]) == 0
    capsys.readouterr()
    assert main([*asked, LAPSED.isoformat()]) == 1
    told = "".join(capsys.readouterr())
    assert "nobody has looked at `march` again since 2026-11-01, so Protect does without it" in told and "take this instead: `slow-breath`" in told


@pytest.mark.slow
def test_a_whole_library_may_lapse_at_once_and_is_still_a_site(tmp_path: Path) -> None:
    shutil.copytree(starter.root() / "content", tmp_path / "content")
    for file in [*(tmp_path / "content/cards").glob("*.yml"), *(tmp_path / "content/pages").glob("*.md")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^review: \{", "review: {last: 2024-01-01, ", text, count=1, flags=re.M), encoding="utf-8")
    found = on(tmp_path, LAPSED)
    late = [p for p in found.content.problems if p.code == "review-lapsed"]
    assert len(late) > 80 and not [p for p in found.content.problems if p.severity == "warning" and p.code != "review-lapsed"]
    left = {e.tier.id: len(e.cards) for e in found.editions if e.tier}
    assert left["high"] == left["recent"] == 0 and left["lower"] > 60 and left["moderate"] > 50
    assert all(gone.status == "waiting" for e in found.editions if e.tier and e.tier.id == "high" for gone in e.gone)


# what readers see


@pytest.mark.slow
def test_what_is_due_says_so_calmly_on_its_page_and_its_sheet(tmp_path: Path) -> None:
    walks = "---\ntitle: Walks\nsummary: A little each day.\nreview: {next: 2026-11-01, grace: 30}\n---\n\nGo out.\n"
    site(tmp_path, {**cards(march=march()), "content/pages/walks.md": walks, "content/pages/rest.md": page("Sit."), "content/handouts/both.yml": {"title": "Both", "summary": "To take along.", "cards": ["march"]}})
    said = "This page is due for another look by your clinic."
    for day, expected in ((FINE, set()), (LAPSED, {"cards/march", "walks", "handouts/both"})):
        assert build(Settings(tmp_path, day, tiers=("lower",), output=tmp_path / "output")).published
        files = {path.removeprefix("build-up/").removesuffix("/index.html"): text for path, text in texts(tmp_path, "build-up").items()}
        assert {path for path, text in files.items() if said in text} == expected, day
        assert all("was due by November 1, 2026." in files[path] and "Keep moving" in files[path] for path in expected)


def test_a_sheet_on_paper_says_since_when_it_is_due(tmp_path: Path) -> None:
    from sitegen.typeset.sheet import review

    found = on(site(tmp_path, cards(march=march())), DUE)
    reader = found.editions[1].reader
    sheet = found.card(found.editions[1], "march").sheet
    assert review(sheet, found.renderer.words[reader.language]) == "Last review: November 1, 2025. Due for another look since November 1, 2026."
    earlier = on(tmp_path, FINE)
    assert review(earlier.card(earlier.editions[1], "march").sheet, found.renderer.words["en"]) == "Last review: November 1, 2025. Next review: November 1, 2026."
    assert sheet.version == earlier.card(earlier.editions[1], "march").sheet.version  # its words are the same


# incremental equals clean, whatever the day


def _same(root: Path, clean: Path, day: date, memory: Memory | None, what: str) -> None:
    outcome = build(Settings(root, day, jobs=1), memory=memory)
    wanted = build(Settings(root, day, output=clean, clean=True, jobs=1))
    assert shown(outcome.problems) == shown(wanted.problems), what
    found, expected = ({p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()} for top in (root / "output", clean))
    assert {path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path)} == set(), what


LATER = LAPSED + timedelta(days=60)
DAYS = {
    "warm": [(FINE, ""), (DUE, "feel"), (LAPSED, ""), (FINE, "")],
    "cold": [(FINE, ""), (DUE, ""), (LAPSED, "feel"), (LATER, "review"), (FINE, "feel")],
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", DAYS)
def test_a_build_on_another_day_is_that_of_a_clean_one(kind: str, tmp_path: Path) -> None:
    root, memory = site(tmp_path / "site", EVERYWHERE), Memory()
    march_file, steps = root / "content/cards/march.yml", list[str]()
    for day, edit in DAYS[kind]:
        if edit:
            fields = json.loads(march_file.read_text(encoding="utf-8"))
            fields["feel"] = f"Warm {len(steps)} {WORDS}."
            fields["review"] = {**REVIEW, "next": (day + timedelta(days=9)).isoformat()} if edit == "review" else fields["review"]
            write(march_file, fields)
        steps.append(f"{day} {edit}")
        _same(root, tmp_path / "clean", day, memory if kind == "warm" else None, " → ".join(steps))


@pytest.mark.slow
def test_a_card_that_changes_between_two_turns_is_judged_by_todays_day(tmp_path: Path) -> None:
    """What is shared was judged on an earlier day, and nothing of it has changed since: a card judged now must not be held against that day."""
    root = site(tmp_path / "site", cards(march=march()))
    assert build(Settings(root, FINE - timedelta(days=200))).published
    write(root / "content/cards/march.yml", march(review={"last": "2026-01-01", "next": "2026-06-01", "grace": 0}))
    outcome = build(Settings(root, FINE))
    assert outcome.published and codes(outcome.problems) == ["review-lapsed"]
    assert WORDS not in (root / "output/protect/cards/march/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_day_on_which_nothing_turns_makes_nothing_again(tmp_path: Path) -> None:
    root = site(tmp_path / "site", cards(march=march()))
    made = [0]
    assert build(Settings(root, DUE)).published
    outcome = build(Settings(root, LAPSED - timedelta(days=1)), lambda what, done, total: made.append(total))
    assert outcome.published and outcome.published.written == 0 and max(made) == 0
