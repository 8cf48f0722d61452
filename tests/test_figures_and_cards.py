"""A figure belongs to its card: drawn once, kept, shown only where the steps are, and never against the words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import TODAY, card, codes, problems, shown, site, write
from test_incremental import age, tree

from sitegen import codes as code
from sitegen import figures, raster, starter
from sitegen.build import Memory, Outcome, Settings, build
from sitegen.figures.props import KINDS
from sitegen.model import CardFace, Depicted, FigureFace, Hazard, Ruleset, Seen
from sitegen.model.document import Document
from sitegen.validate import figures as rules
from sitegen.validate import kit
from sitegen.validate.parts import Parts

pytestmark = pytest.mark.slow  # whole sites are built


def figure(person: str = "rosa", dx: int = 2) -> str:
    return f"person: {person}\nprops: {{counter: {{x: 28}}}}\nframes:\n  - pose: {{from: standing, arms: {{reach: {{to: counter.top, dx: {dx}}}, hand: flat}}}}\n"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of all figures that are drawn from now on, in their order."""
    done: list[str] = []
    draw = figures.draw

    def counted(figure: Any, person: Any) -> Any:
        done.append(figure.id)
        return draw(figure, person)

    monkeypatch.setattr(figures, "draw", counted)
    return done


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Two cards with a figure each, built a while after their last save."""
    drop = (site(tmp_path / "site") / "content/cards/heel-drop.yml").read_text(encoding="utf-8")
    write(tmp_path / "site/content/cards/heel-drop.yml", f"{drop}figure: heel-drop\nalt: Heels drop.\n")
    write(tmp_path / "site/content/figures/heel-drop.yml", figure("amir"))
    age(tmp_path / "site")
    assert made(tmp_path / "site").published
    return tmp_path / "site"


def made(root: Path, memory: Memory | None = None) -> Outcome:
    return build(Settings(root, TODAY, jobs=1), memory=memory)


def changed(root: Path) -> set[str]:
    """Files that another build changes, but for the workers, which know the digest of every file."""
    age(root)
    before = tree(root / "output")
    outcome = made(root)
    assert outcome.published, shown(outcome.problems)
    after = tree(root / "output")
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path) and not path.endswith("worker.js")}


# drawn once


@pytest.mark.parametrize("file, old, new", [("cards/heel-raise.yml", "Your calves work.", "Warm calves."), ("tiers.yml", "label:", "label: "), ("site.yml", "title:", "title: Our")])
def test_a_figure_is_not_drawn_again_when_something_else_is_saved(built: Path, drawn: list[str], file: str, old: str, new: str) -> None:
    path = built / "content" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    changed(built)
    assert drawn == []


def planned(card: str) -> set[str]:
    """Where a card stands for plans, in each level."""
    levels = {"lower": "build-up", "moderate": "strengthen", "high": "protect", "recent": "heal"}
    return {f"data/{slug}/plan/{code.short(f'card/{card}', tier)[:4].lower()}.js" for tier, slug in levels.items()}


def test_an_edited_pose_is_drawn_alone_and_makes_only_its_cards_pages_and_files_again(built: Path, drawn: list[str]) -> None:
    write(built / "content/figures/heel-raise.yml", figure(dx=3))
    found = changed(built)
    assert drawn == ["heel-raise"]
    assert all("heel-raise" in path or path in planned("heel-raise") for path in found)


def test_a_pose_whose_card_looks_another_way_now_shows_the_new_drawing(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, draw = tree(built / "output"), figures.draw

    def mirrored(figure: Any, person: Any) -> Any:
        drawing, faults = draw(figure, person)
        turned = {side: tuple(p._replace(body=f"{p.body}<path/>") for p in pictures) for side, pictures in drawing.pictures.items()}
        return drawing._replace(pictures=turned), faults

    monkeypatch.setattr(figures, "draw", mirrored)
    write(built / "content/figures/heel-raise.yml", figure(dx=3))
    found = changed(built)
    assert {path for path in before if "cards/heel-raise/" in path} <= found
    assert all("/heel-raise" in path or path in planned("heel-raise") for path in found)


def test_another_look_of_a_person_draws_everyone_again(built: Path, drawn: list[str]) -> None:
    people = built / "content/people.yml"
    people.write_text(people.read_text(encoding="utf-8").replace("skin-4", "skin-5"), encoding="utf-8")
    found = changed(built)
    assert sorted(drawn) == ["heel-drop", "heel-raise"]
    assert found and all("heel-drop" in path or path in planned("heel-drop") for path in found)


def test_a_build_with_nothing_to_do_draws_nothing(built: Path, drawn: list[str]) -> None:
    assert changed(built) == set() and drawn == []


# shown where the steps are


def test_a_figure_and_its_files_stand_only_where_the_steps_stand(built: Path) -> None:
    files = tree(built / "output")
    pages = {path: content.decode() for path, content in files.items() if re.search(r"cards/heel-(raise|drop)/index.html$", path)}
    with_steps = {path for path, text in pages.items() if 'class="steps"' in text}
    assert {path for path, text in pages.items() if 'class="figure"' in text} == with_steps != set(pages)
    own = {path.replace("/cards/", "/figures/").replace("cards/", "figures/", not path.startswith("p")).removesuffix("/index.html") for path in with_steps}
    small = {path.replace("/small/", "/") for path in files if "figures/small/" in path}
    figures = {path for path in files if path.endswith(".svg") and "/keep/" not in f"/{path}" and "figures/small/" not in path}
    assert small == figures
    assert {path.removesuffix(".svg") for path in figures} == {p.replace("cards/", "figures/") for p in own}
    assert not [path for path in files if path.startswith(("protect/", "heal/")) and "heel-drop" in path]


def test_a_stand_alone_file_bears_the_cards_words_and_one_image_serves_all_editions(built: Path) -> None:
    files = tree(built / "output")
    root = ET.fromstring(files["figures/heel-raise.svg"])
    named = {element.tag.rpartition("}")[2]: element.text for element in root}
    assert (named["title"], named["desc"]) == ("Heel raise", "A woman stands at a counter and lifts both heels.")
    images = {content for path, content in files.items() if path.endswith("figures/heel-raise.png")}
    assert len(images) == 1 and next(iter(images)).startswith(b"\x89PNG")
    assert int.from_bytes(next(iter(images))[16:20], "big") == raster.WIDTH


def test_a_page_in_another_direction_shows_the_picture_for_it_and_says_the_words_that_it_has(built: Path, tmp_path: Path) -> None:
    from sitegen.overlay import fingerprint

    page = (built / "content/site.yml").read_text(encoding="utf-8")
    write(built / "content/site.yml", page.rstrip("\n") + "\nlanguages: [en, ar]\n")
    alt = "A woman stands at a counter and lifts both heels."
    write(built / "content/translations/ar/cards/heel-raise.yml", {"alt": {"of": fingerprint(alt), "text": "امرأة"}})
    outcome = made(built)
    assert outcome.published, shown(outcome.problems)
    said = (built / "output/ar/cards/heel-raise/index.html").read_text(encoding="utf-8")
    assert 'aria-label="امرأة"' in said and alt not in said
    left = (built / "output/ar/build-up/cards/heel-drop/index.html") if (built / "output/ar/build-up/cards/heel-drop/index.html").exists() else next((built / "output/ar").glob("*/cards/heel-drop/index.html"))
    assert 'aria-label="Heels drop." lang="en"' in left.read_text(encoding="utf-8")
    assert (built / "output/ar/figures/heel-raise.svg").exists()


def test_without_the_library_no_images_are_made_and_one_note_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "ready", lambda: False)
    outcome = made(site(tmp_path))
    assert outcome.published and codes(outcome.problems) == ["figure-png"]
    assert not list((tmp_path / "output").rglob("*.png")) and list((tmp_path / "output").rglob("*.svg"))


def test_a_site_without_figures_needs_no_people_and_hears_nothing_of_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "ready", lambda: False)
    root = site(tmp_path, {"content/cards/heel-raise.yml": card(name="Heel raise", sources=["walking-2020"])}, remove=["content/people.yml", "content/figures/heel-raise.yml"])
    assert problems(root) == []


def test_a_wrong_way_stands_second_and_says_so(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = figures.draw

    def pair(figure: Any, person: Any) -> Any:
        drawing, faults = draw(figure, person)
        two = {side: (p._replace(mark="dont"), p._replace(mark="do")) for side, (p,) in drawing.pictures.items()}
        (seen,) = drawing.seen
        return drawing._replace(pictures=two, seen=(seen._replace(mark="do"), seen._replace(mark="dont"))), faults

    monkeypatch.setattr(figures, "draw", pair)
    write(built / "content/figures/heel-raise.yml", figure(dx=3))
    write(built / "content/figures/heel-drop.yml", figure(dx=3))
    outcome = made(built)
    assert codes(outcome.problems) == ["missing-alt", "missing-alt"]
    for name in ("heel-raise", "heel-drop"):
        file = built / f"content/cards/{name}.yml"
        file.write_text(file.read_text(encoding="utf-8") + "alt_dont: She leans.\n", encoding="utf-8")
    assert made(built).published
    labels = re.findall(r'aria-label="([^"]*)"', (built / "output/cards/heel-raise/index.html").read_text(encoding="utf-8").partition('class="figure"')[2].partition("</figure>")[0])
    assert labels == ["A woman stands at a counter and lifts both heels.", "Wrong way: She leans."]
    assert "Wrong way: She leans." in (built / "output/figures/heel-raise.svg").read_text(encoding="utf-8")


# never against the card


def told(scenes: list[Seen], *, equipment: tuple[str, ...] = ("counter",), hazards: tuple[str, ...] = (), dont: bool = False) -> list[str]:
    """The codes of what contradicts in a card and a figure with these scenes."""
    known = ("prone", "floor", "load-overhead", "reach-far", "impact-mod", "bal-unstable", "step", "bal-supported")
    hazard = {id: Hazard.model_construct(id=id) for id in known}
    made = Parts({}, {"figure": ["f"], "card": ["c"]}, lambda kind, id, language: Document(f"content/{kind}s/{id}.yml", kind, id, {}, {}, ()))
    made.rules = Ruleset({}, hazard, {})
    made.figures = {"f": FigureFace("f", tuple(scenes))}
    face = CardFace("c", "", 0, (), None, False, False, False, {}, {}, True, None, None, {}, {}, (), (), Depicted("f", dont, equipment, hazards))
    made.cards = {"c": face}
    return codes(rules.together(made))


COUNTER = Seen("", ("counter",), hands_on=("counter",), upright=True)


@pytest.mark.parametrize(
    "scene, hazard",
    [
        (COUNTER._replace(prone=True), "prone"),
        (COUNTER._replace(rests_on=("mat",)), "floor"),
        (COUNTER._replace(rests_on=("floor",)), "floor"),
        (COUNTER._replace(raised=True, overhead=True), "load-overhead"),
        (COUNTER._replace(overhead=True), "reach-far"),
        (COUNTER._replace(airborne=True), "impact-mod"),
        (COUNTER._replace(feet_on=("foam",)), "bal-unstable"),
        (COUNTER._replace(feet_on=("stairs",)), "step"),
    ],
)
def test_what_can_harm_in_the_picture_must_be_named_by_the_card(scene: Seen, hazard: str) -> None:
    assert told([COUNTER, scene]) == ["figure-hazard"]
    assert told([COUNTER, scene], hazards=(hazard,)) == []
    assert told([COUNTER, scene._replace(mark="dont")], dont=True) == []


def test_lying_on_the_front_needs_a_word_about_the_floor_where_one_has_to_get_down_to_it() -> None:
    assert told([COUNTER._replace(prone=True, rests_on=("mat",))], hazards=("prone",)) == ["figure-hazard"]
    assert told([COUNTER._replace(prone=True, rests_on=("mat",))], hazards=("prone", "floor")) == []
    assert told([COUNTER._replace(prone=True, rests_on=("bed",))], hazards=("prone",)) == []


@pytest.mark.parametrize("kinds, equipment, said", [
    (("counter", "footprints", "table"), ("counter", "shoes", "space"), []),
    (("worktop",), ("counter",), []),
    (("rail",), ("counter",), []),
    (("counter", "dumbbell"), ("counter",), ["figure-kit"]),
    (("counter", "something-new"), ("counter",), ["figure-kit"]),
    (("counter",), ("counter", "band"), ["figure-kit-unshown"]),
    (("bag",), ("bags", "trolley"), []),
    (("chair",), ("chair", "grabber"), []),
    (("bag", "trolley"), ("bags",), ["figure-kit"]),
    (("trolley",), ("bags", "trolley"), ["figure-kit-unshown"]),
    (("box",), (), []),
])  # fmt: skip
def test_every_thing_in_the_picture_is_needed_and_every_needed_thing_is_in_it(kinds: tuple[str, ...], equipment: tuple[str, ...], said: list[str]) -> None:
    assert told([Seen("", kinds)], equipment=equipment) == said


def test_a_wall_that_keeps_a_chair_from_sliding_is_no_equipment_but_one_to_lean_on_is() -> None:
    behind = Seen("", ("chair", "wall"))
    assert told([behind], equipment=("chair",)) == []
    assert told([behind._replace(hands_on=("wall",))], equipment=("chair",)) == ["figure-kit"]
    assert told([behind._replace(rests_on=("wall",))], equipment=("chair",)) == ["figure-kit"]


def test_of_every_thing_that_can_be_drawn_it_is_known_what_it_asks_for() -> None:
    assert set(KINDS) <= kit.KIT.keys() | kit.SCENERY
    assert not kit.KIT.keys() & kit.SCENERY and kit.KIT.keys() | kit.SCENERY >= kit.FIRM
    known = yaml.safe_load((starter.root() / "content/vocabulary.yml").read_text(encoding="utf-8"))["equipment"]
    assert {id for ids in kit.KIT.values() for id in ids} <= set(known)
    assert kit.KIT.keys() & set(known) >= kit.INSTEAD


def test_nobody_who_stands_holds_on_to_a_chair() -> None:
    held = Seen("", ("chair",), hands_on=("chair",), upright=True)
    assert told([held], equipment=("chair",)) == ["figure-support"]
    assert told([held._replace(upright=False)], equipment=("chair",)) == []


def test_a_card_that_asks_for_a_hold_shows_one_in_every_frame_in_which_somebody_stands() -> None:
    free = COUNTER._replace(hands_on=())
    assert told([COUNTER, free], hazards=("bal-supported",)) == ["figure-support"]
    assert told([COUNTER, free._replace(upright=False)], hazards=("bal-supported",)) == []
    assert told([COUNTER, free._replace(mark="dont")], hazards=("bal-supported",), dont=True) == []
    assert told([free]) == []


def test_words_for_a_wrong_way_come_with_a_picture_of_it_and_the_other_way_round() -> None:
    pair = [COUNTER._replace(mark="do"), COUNTER._replace(mark="dont")]
    assert told(pair) == ["missing-alt"] and told(pair, dont=True) == []
    assert told([COUNTER], dont=True) == ["alt-unused"]


def test_a_card_that_cannot_be_read_may_be_the_one_that_names_a_figure(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/cards/heel-raise.yml": "name: ["})
    assert {p.place.path for p in problems(root)} == {"content/cards/heel-raise.yml"}
