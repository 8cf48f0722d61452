"""`sitegen plan`: a text becomes a link that says the same, a link is said in words, and what a level does not allow is told with a way out."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sites import card, site

from sitegen import cli, plan_text, plans, starter
from sitegen.build import desk, handed, planned
from sitegen.build.desk import Refused
from sitegen.build.planned import Made, Wish
from sitegen.build.shelf import Shelf
from sitegen.model.plan import Plan, Planned
from sitegen.problems import Problem
from sitegen.settings import Settings

pytestmark = pytest.mark.slow  # whole sites are built, and built again

DAY = date(2026, 11, 22)
EXAMPLE = "protect: heel-raise 2x8 3/week because goal; sit-stand"
SCHEMA = json.loads((Path(__file__).parent / "plans/command.schema.json").read_text(encoding="utf-8"))


def settings(root: Path | None = None) -> Settings:
    return Settings(root or starter.root(), DAY)


def made(text: str, root: Path | None = None, **wish: Any) -> Made:
    return planned.planned(settings(root), Wish(text, **wish))


def refused(text: str, root: Path | None = None, **wish: Any) -> list[Problem]:
    with pytest.raises(Refused) as told:
        made(text, root, **wish)
    return told.value.problems


@cache
def shelf(tier: str = "protect") -> Shelf:
    """What a level of the starter has."""
    opened = desk.opened(settings(), "planned")
    return Shelf(opened, desk.levels(opened.readers(""))[tier])


@cache
def held(tier: str = "protect") -> tuple[str, ...]:
    """The cards that a plan of a level may hold."""
    return tuple(id for id in shelf(tier).faces if not shelf(tier).refused(id))


def run(*arguments: str | Path) -> int:
    return cli.main(["plan", "--project", str(starter.root()), "--today", DAY.isoformat(), *map(str, arguments)])


# making


def test_the_example_of_the_readme_is_a_link_that_says_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert f'sitegen plan "{EXAMPLE}"' in readme
    assert run(EXAMPLE, "--name", "Maple 42", "--caution", "hip") == 0
    link, title, _, mind, *lines = capsys.readouterr().out.splitlines()
    plan = plans.decode(link.partition("#")[2])
    assert plans.title(plan) == "Maple 42" and "Maple 42" in title and plan.cautions == ("hip",) and "Hip" in mind
    assert (plan.made, plan.review) == (DAY, DAY + timedelta(weeks=8))
    assert [(shelf().by_code[one.code][1], one.sets, one.count, one.days, one.reason) for one in plan.cards] == [("heel-raise", 2, 8, 3, 3), ("sit-stand", None, None, None, 0)]
    assert lines[0].startswith("1. Heel raise (M7MCH): Do it 8 times. Rest for 1 minute. Then do the same again. Do this on 3 days of the week.")


@pytest.mark.parametrize("name", ["heel-raise", "Heel raise", "M7MCH", "m7mc", "m7 mch"])
def test_a_card_is_named_by_id_name_or_code(name: str) -> None:
    assert [one.view.id for one in made(f"Protect: {name} 8").cards] == ["heel-raise"]


def test_a_level_is_named_by_id_address_or_label() -> None:
    assert {made(f"{tier}: heel-raise").plan.tier for tier in ("high", "protect", "Protect")} == {plans.tier_mark("high")}


def test_a_review_day_becomes_whole_weeks_and_is_never_later() -> None:
    assert made(EXAMPLE, review=DAY + timedelta(days=20)).plan.weeks == 2
    with pytest.raises(Refused, match="a week later"):
        made(EXAMPLE, review=DAY + timedelta(days=6))


def test_the_same_wish_on_the_same_day_is_the_same_plan_and_others_have_other_names() -> None:
    assert made(EXAMPLE).link == made(EXAMPLE).link
    assert len({made(f"protect: {id}").plan.name for id in held()[:6]}) > 3


@pytest.mark.parametrize("name", ["Mapel 42", "Maple", "Maple 99", "42"])
def test_a_name_that_the_format_does_not_have_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="name"):
        made(EXAMPLE, name=name)


@pytest.mark.parametrize(
    ("text", "code", "marked", "help"),
    [
        ("protekt: heel-raise", "plan-unknown", "protekt", "did you mean `protect`?"),
        ("protect: heel-rase 8", "plan-unknown", "heel-rase", "did you mean `heel-raise`?"),
        ("protect: heel-raise q8", "plan-unclear", "q8", ""),
        ("protect: heel-raise; heel-raise 8", "plan-full", "heel-raise", "keep one of them"),
        ("protect: heel-raise 2x8", "plan-outside", "2x8", "add one of `because easy`"),
        ("protect: heel-raise 200", "plan-outside", "200", "from "),
        ("protect: heel-raise hold 5s", "plan-outside", "hold 5s", "the card says: Do it 8 to 12 times."),
        ("protect: heel-raise 20min", "plan-outside", "20min", "the card says"),
        ("protect: heel-raise left", "plan-outside", "left", "leave the side out"),
        ("protect: heel-raise hands fingertips", "plan-outside", "hands fingertips", "use one of `hands both`"),
        ("heal: calf-stretch 10x1 because goal", "plan-outside", "10x1", "here a plan never goes above the usual dose"),
    ],
)
def test_a_fault_is_told_at_its_place_with_a_way_to_mend_it(text: str, code: str, marked: str, help: str) -> None:
    told = refused(text)[0]
    assert told.code == code and told.place.source[told.place.column - 1 :][: told.place.length] == marked and help in told.help


def test_everything_wrong_is_told_at_once_in_the_order_of_the_text() -> None:
    found = refused("protect: heel-rase; sit-stand 3/month 900; heel-raise because pain; nothing at all")
    marked = [p.place.source[p.place.column - 1 :][: p.place.length] for p in found]
    assert marked == ["heel-rase", "3/month", "900", "because pain", "nothing"]


def test_more_than_sixteen_cards_are_refused_and_sixteen_are_not() -> None:
    assert len(made(f"protect: {'; '.join(held()[:16])}").cards) == 16
    (told,) = refused(f"protect: {'; '.join(held()[:17])}")
    assert told.code == "plan-full" and "16" in told.message


def test_no_card_that_a_level_avoids_comes_into_a_plan_by_any_name() -> None:
    """Every card that a level does not do on its own, by id and by the code that it would have there."""
    for tier in ("heal", "protect"):
        away = [id for id in shelf(tier).faces if shelf(tier).refused(id)]
        assert away
        texts = [f"{tier}: {'; '.join(part)}" for part in (away, [shelf(tier).code(id) for id in away])]
        for text in texts:
            found = [p for p in refused(text) if p.code == "plan-refused"]
            assert len(found) == len(away)


def test_an_avoided_card_is_refused_with_its_swap_and_a_supervised_one_with_a_word(tmp_path: Path) -> None:
    tiers = ("lower", "moderate", "high", "recent")
    away = {"tiers": dict.fromkeys(tiers, "avoid"), "swap": dict.fromkeys(tiers, "heel-raise"), "stricter_because": dict.fromkeys(tiers, "It was asked for."), "modify": None}
    root = site(tmp_path, {"content/cards/march.yml": card(name="March", supervision="always"), "content/cards/jump.yml": card(name="Jump", **away)})
    march, jump = refused("protect: march; jump", root)
    assert "only with a therapist" in march.message
    assert jump.code == "plan-refused" and jump.help == "take this instead: `heel-raise`"


def test_the_code_of_another_level_is_not_taken_for_this_one() -> None:
    (told,) = refused(f"protect: {shelf('build-up').code('heel-raise')}")
    assert told.code == "plan-refused" and told.help == f"its code in Protect is {shelf().code('heel-raise')}"


# reading


def test_a_link_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    link = made(EXAMPLE, name="Maple 42").link
    for text in (link, link.partition("#")[2], link.partition("#")[2].lower()):
        assert run(text) == 0
        out = capsys.readouterr().out
        assert out.startswith(link + "\n") and "Maple 42" in out and "Do it 8 times." in out


@pytest.mark.parametrize("slip", [lambda text: text[:-1], lambda text: text[:30] + ("Q" if text[30] != "Q" else "P") + text[31:], lambda text: text + "Q", lambda text: "#" + text[:5], lambda text: "#"])
def test_a_damaged_link_is_no_plan_and_shows_no_card(slip: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(slip(made(EXAMPLE).payload)) == 1
    shown = capsys.readouterr()
    assert "plan-damaged" in shown.out and "Heel raise" not in shown.out + shown.err


def hostile(*cards: Planned, tier: str = "high") -> Plan:
    """A plan that somebody put together by hand."""
    return Plan(plans.tier_mark(tier), plans.language_mark("en"), DAY, 8, (22, 42), cards)


def test_a_link_made_by_hand_shows_nothing_that_the_level_does_not_allow(capsys: pytest.CaptureFixture[str]) -> None:
    heal = shelf("heal")
    away = next(id for id, face in heal.faces.items() if heal.refused(id) and not face.supervised)
    good = Planned(heal.code("ankle-pump")[:-1], heal.mark("ankle-pump"))
    plan = hostile(good, Planned(heal.code(away)[:-1], "K"), Planned(shelf().code("heel-raise")[:-1], "K"), Planned("2222", "K"), tier="recent")
    assert run(plans.encode(plan)) == 1
    shown = capsys.readouterr()
    assert [line for line in shown.out.splitlines() if re.match(r"\d+\. ", line)] == [line for line in shown.out.splitlines() if "Ankle pumps" in line]
    assert shown.err.count("[plan-refused]") == 2 and shown.err.count("[plan-unknown]") == 1


def test_a_dose_above_todays_bound_is_shown_as_usual_and_said() -> None:
    plan = hostile(Planned(shelf().code("heel-raise")[:-1], shelf().mark("heel-raise"), sets=9, count=90, reason=1))
    read = made(plans.encode(plan))
    assert {p.code for p in read.problems} == {"plan-outside"} and all("Do it 8 to 12 times." in p.help for p in read.problems)
    assert read.cards[0].view.dose == "Do it 8 to 12 times." and not any("more than usual" in line for line in read.cards[0].view.dose_more)


def test_a_card_that_changed_since_is_told_and_not_refused(capsys: pytest.CaptureFixture[str]) -> None:
    mark = "K" if shelf().mark("heel-raise") != "K" else "2"
    assert run(plans.encode(hostile(Planned(shelf().code("heel-raise")[:-1], mark)))) == 0
    assert "has changed since the plan was made" in capsys.readouterr().err


def test_what_was_made_reads_as_what_was_asked_for_every_card() -> None:
    """Each card of a level by itself, with the least that may be set of it."""
    for start in range(0, len(held()), 16):
        wanted = []
        for id in held()[start : start + 16]:
            amounts = {name: bound.least for name, bound in shelf().bounds(id).amounts.items()}
            wanted.append((id, Planned(shelf().code(id)[:-1], shelf().mark(id), **amounts)))
        plan = hostile(*(one for _, one in wanted))
        text = plan_text.write(plan, "protect", {one.code: id for id, one in wanted}, {one.code: shelf().counted(id) for id, one in wanted})
        again = made(text, name="Maple 42")
        assert again.plan == plan and made(again.link).plan == plan and not again.problems


# handing on


def long_plan() -> Made:
    """Sixteen cards with the longest names of the level, all that can be set of each set, and all cautions."""
    names = {id: str(shelf().card(id).view.name) for id in held()}
    said = []
    for id in sorted(names, key=lambda id: -len(names[id]))[:16]:
        bounds = shelf().bounds(id)
        amounts = {name: bound.usual for name, bound in bounds.amounts.items()}
        one = Planned("", "", **amounts, side="left" if bounds.sides else "", grip=bounds.grips[0] if bounds.grips else "")
        said.append(f"{id} {plan_text.short(one, shelf().counted(id))}")
    return made(f"protect: {'; '.join(said)}", cautions=["aid", "hip", "weight", "shoulder", "dizzy"])


@pytest.mark.parametrize("which", ["short", "long"])
def test_the_note_is_ascii_and_at_most_600_signs_and_holds_the_plan(which: str) -> None:
    plan = made(EXAMPLE) if which == "short" else long_plan()
    note = handed.note(plan)
    assert note.isascii() and len(note) <= 600
    assert plans.decode(note.splitlines()[-1].rpartition("#")[2]) == plan.plan
    assert all(str(number) in note for number in range(1, len(plan.cards) + 1)) and plan.plan.made.isoformat() in note


def test_the_message_says_each_dose_and_whom_to_call_before_it() -> None:
    plan = made(EXAMPLE)
    text = handed.text(plan)
    assert text.index("Do not start") < text.index("1. Heel raise") and text.endswith(plan.link)
    assert all(sentence in text for one in plan.cards for sentence in (one.view.dose, *one.view.dose_more))


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_code_in_a_file_leads_to_the_plan(ending: str, tmp_path: Path) -> None:
    import zxingcpp
    from PIL import Image

    from sitegen import raster

    file = tmp_path / f"plan.{ending}"
    assert run(EXAMPLE, "--qr", file) == 0
    if ending == "svg":
        picture = Image.open(io.BytesIO(raster.png(file.read_text(encoding="utf-8"), 400)))
    else:
        picture = Image.open(file)
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    assert [found.text for found in zxingcpp.read_barcodes(ground.convert("L"))] == [made(EXAMPLE).link]


def test_other_programs_get_all_of_it_as_the_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    for text in (EXAMPLE, long_plan().link):
        assert run(text, "--format", "json") == 0
        found = json.loads(capsys.readouterr().out)
        assert list(_against(found, SCHEMA)) == []
        assert plans.encode(plans.decode(found["payload"])) == found["payload"]
    assert list(_against({**found, "made": "today", "extra": 1}, SCHEMA)) == [".extra is not known", ".made"]


def test_faults_are_told_to_other_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("protect: nothing", "--format", "json") == 1
    assert [row["code"] for row in json.loads(capsys.readouterr().out)] == ["plan-unknown"]


@pytest.mark.parametrize("arguments", [["--weeks", "0"], ["--weeks", "2", "--review-by", "2027-01-01"], ["--qr", "code.gif"], ["--caution", "knee"]])
def test_an_option_that_cannot_be_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(EXAMPLE, *arguments)
    assert ended.value.code == 2


HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "enum": lambda value, said: value in said,
    "const": lambda value, said: value == said,
    "minimum": lambda value, said: value >= said,
    "maximum": lambda value, said: value <= said,
    "maxItems": lambda value, said: len(value) <= said,
    "pattern": lambda value, said: bool(re.search(said, value)),
}


def _against(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Where a value is not as a schema says; knows the words that this schema uses, and refuses others."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int}
    wrong = []
    for word, said in schema.items():
        if word == "type":
            wrong += [] if isinstance(value, kinds[said]) else [path]
        elif word == "properties":
            wrong += [slip for name, inner in said.items() if name in value for slip in _against(value[name], inner, f"{path}.{name}")]
        elif word == "required":
            wrong += [f"{path}.{name} is missing" for name in said if name not in value]
        elif word == "additionalProperties":
            wrong += [f"{path}.{name} is not known" for name in value if name not in schema["properties"]]
        elif word == "items":
            wrong += [slip for at, inner in enumerate(value) for slip in _against(inner, said, f"{path}[{at}]")]
        elif word in HOLDS:
            wrong += [] if HOLDS[word](value, said) else [path]
        else:
            assert word in ("$schema", "title", "description"), word
    return wrong
