"""Words that show a movement: each hazard's own are found where nobody names it, and «do not» and safe sentences are not."""

from __future__ import annotations

from pathlib import Path

import pytest
import sites
import yaml
from sites import card, page, problems, site

from sitegen import starter
from sitegen.checks import phrases
from sitegen.model import Hazard

CONTENT = starter.root() / "content"

# A sentence that shows each movement, and one with nearly the same words that does not.
SENTENCES = {
    "flex-loaded": ("Round your back and take the bag.", "Keep your back long and take the bag."),
    "flex-end": ("Bend forward until your head hangs down.", "Bend forward from your hips, with a long back."),
    "twist-gentle": ("Turn your chest slowly to the window.", "Turn with your feet until your chest faces the window."),
    "twist-end": ("Turn your shoulders as far as you can.", "Slide your hand as far as you can."),
    "twist-loaded": ("Hold the ball and twist to the left.", "Hold the ball and turn around with small steps."),
    "ext-end": ("Now bend backward over the chair.", "Walk backward to the chair."),
    "impact-low": ("March on the spot.", "Wait until the spring, in April."),
    "impact-mod": ("Hop over the line.", "We hope that you like it."),
    "impact-high": ("Step off the bench with one foot.", "Set one foot on the bench."),
    "load-heavy": ("Choose a heavy weight.", "Choose a weight that feels light."),
    "load-overhead": ("Press the weights above your head.", "Hold the weights beside your hips."),
    "lift-low": ("Pick the pen up from the floor.", "Pick a time that suits you."),
    "lift-low-loaded": ("Lift the box from the floor.", "Lift the box from the table."),
    "bal-supported": ("Rise onto your toes.", "Point your toes at the wall."),
    "bal-unsupported": ("Then let go of the counter.", "Do not let go of the counter."),
    "bal-unstable": ("Stand tall and close your eyes.", "Lie on the bed and close your eyes."),
    "step": ("Step up with your better leg.", "Take one step after the other."),
    "height": ("Climb onto the stool.", "Sit on the stool."),
    "floor": ("Lie down on the floor.", "Keep both feet on the floor."),
    "prone": ("Roll onto your front.", "Put your front foot down."),
    "rapid": ("Pull the band quickly.", "Pull the band slowly."),
    "breath-hold": ("Hold your breath and push.", "Never hold your breath."),
    "sit-loaded": ("Sit tall and pull the band.", "Sit tall and look ahead."),
    "hip-rot-loaded": ("Sit cross-legged on the bed.", "Sit on the bed with both feet down."),
    "hand-load": ("Come onto your hands and knees.", "Rest your hands above your knees."),
    "wet": ("Walk to the deep end of the pool.", "Walk to the end of the path."),
    "sit-long": ("Sit for half an hour.", "Sit for a moment."),
    "flex-sustained": ("Stay bent as you weed the bed.", "Stay tall as you water the bed."),
    "neck-load": ("Pull the bar down behind your neck.", "Pull the bar down to your chest."),
    "reach-far": ("Stretch both arms up.", "Fold both arms."),
    "lie-flat": ("Lie without a pillow.", "Lie with a pillow."),
    "fall-sport": ("You may skate on the lake.", "You may walk around the lake."),
}  # fmt: skip

ADVISED_AGAINST = (
    "Do not twist.", "Don't twist or jump.", "Do not bend, twist or lift.", "Stand up without a twist.", "Never bend and twist.",
    "Set it so near that you need not twist.", "Turn with your feet instead of twisting.", "Go down slowly, so that you do not twist.",
)  # fmt: skip
MEANT = (
    "Do not hurry, and then twist.", "Do not stop. Twist once more.", "Without hurrying, twist to the left.", "Move no faster, but twist farther.",
    "Lift it no higher than your chin and twist.", "Twisting slowly, breathe out.", "TWIST once.", "Do not forget to twist.", "Why not twist?", "Do not rush – twist slowly.",
    "Slowly (not fast) twist.", "It is easier than you think to twist.", "Do not hurry and then twist.", "Twist\u00a0to the left.", "Do not just stand there: twist.",
)  # fmt: skip

# As somebody may write it in other words than the first that come to mind; each hazard with its texts, a line each.
OTHER_WORDS = {
    "twist-gentle": "Swivel at the waist.|Turn your torso to the left.|Let both knees fall to one side.|Bring your right elbow to your left knee.",
    "flex-end": "Touch your ankles.|Reach for the floor.|Fold forward over your legs.|Hang your head and roll down.|Slump forward.|Do ten curl-ups.|Do ten situps."
    "|Lift your head and shoulders off the bed.|Hug your knees.|Round your spine like a cat.|Bend over the basin.|Bend forwards.",
    "impact-mod": "Run on the spot.|Go for a short run.|Rise up and come down hard.|Bound up the stairs.|Do star jumps.|Gallop to the door.",
    "lift-low-loaded": "Pick the laundry basket up off the ground.|Hoist the crate from the floor.|Lift the bucket up off the carpet.",
    "load-overhead": "Push the tins up over your head.|Raise the dumbbells above shoulder height.|Press the bottles toward the ceiling.|Hold the weights up high.",
    "prone": "Lie face downwards.|Do the superman.|Lie prone.",
    "breath-hold": "Take a deep breath, hold it, and push.|Hold the breath as you lift.|Push hard with your breath held.|Do not breathe as you lift.",
    "bal-unsupported": "Stand on your left leg.|Balance on the right foot.|Take your hands off the chair.|Walk heel to toe.",
    "bal-unstable": "Shut your eyes.|Close both eyes.|Stand on a folded towel.",
    "ext-end": "Lean backwards as far as you can.|Arch backwards.|Drop your head back.",
    "floor": "Sit down on the carpet.|Lower yourself to the ground.",
    "height": "Stand on the kitchen chair.|Climb the ladder.",
    "rapid": "Pull fast.|Do it as quick as you can.|Move at top speed.|Flick your head.",
    "hand-load": "Do ten pushups.|Do ten press ups.",
    "neck-load": "Roll your head in circles.",
}  # fmt: skip
HARMLESS = (
    "Reach behind you for the arms of the chair, then sit down.", "Fold your arms over your chest.", "Lift without holding your breath.", "Squeeze the ball and let go.",
    "Lift your foot a little off the ground.", "Sit on a firm chair, not on a swivel chair.", "Rest your elbow on your right knee.", "Lean right back and rest.",
    "You are bound to feel stiff at first.", "Let the tap run until it is warm.", "Your heart beats faster.", "Keep breathing easily.", "A little wobble is normal.",
    "Ask us before you run, ski or jump.", "Nobody should jump here.", "A walk is better than a jog.", "Stay away from sit-ups.", "Is it safe to twist?", "May I jump?",
    "Wait until we have shown you how to twist.", "Rather than bend over, kneel.", "Raise your arms to shoulder height.", "Leave out sit-ups.", "Do not rush, bend over or twist.",
)  # fmt: skip


def hazards() -> dict[str, Hazard]:
    """The starter's own."""
    rows = yaml.safe_load((CONTENT / "hazards.yml").read_text(encoding="utf-8"))["hazards"]
    return {id: Hazard.model_validate({"id": id, **{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}}) for id, row in rows.items()}


def named(text: str, known: dict[str, Hazard]) -> set[str]:
    """Every hazard that would do for the words of a text."""
    return {hazard for said in phrases.said(text, phrases.phrases(known)) for hazard in said.hazards}


def test_each_hazard_finds_its_own_words_and_spares_safe_ones() -> None:
    known = hazards()
    assert {id for id, hazard in known.items() if hazard.steps_say} <= set(SENTENCES)
    wrong = [(id, text) for id, (found, _) in SENTENCES.items() if id not in named(text := found, known)]
    wrong += [(id, text) for id, (_, spared) in SENTENCES.items() if id in named(text := spared, known)]
    assert not wrong


@pytest.mark.parametrize("texts, found", [(ADVISED_AGAINST, False), (MEANT, True)], ids=["advised against", "meant"])
def test_what_is_advised_against_is_no_slip(texts: tuple[str, ...], found: bool) -> None:
    known = hazards()
    assert [text for text in texts if ("twist-gentle" in named(text, known)) is not found] == []


def test_other_words_for_the_same_movement_are_found_and_harmless_ones_are_not() -> None:
    known = hazards()
    assert [(id, text) for id, texts in OTHER_WORDS.items() for text in texts.split("|") if id not in named(text, known)] == []
    assert [(text, named(text, known)) for text in HARMLESS if named(text, known)] == []


def test_what_a_level_reads_on_a_page_is_found_however_it_is_written(tmp_path: Path) -> None:
    """Over the end of a line, with a mark in it, behind a “not” that speaks of something else; and not where it is advised against."""
    table = yaml.safe_load((sites.BASE / "content/hazards.yml").read_text(encoding="utf-8"))
    next(iter(table["hazards"].values())).update(words=["touch your toes", "sit-up"], tiers=dict.fromkeys(("lower", "moderate", "high", "recent"), "avoid"))
    meant = (
        "Now touch\nyour toes.", "Touch *your* toes.", "Touch **your** toes.", "Do not rush: touch your toes.", "If it does not hurt, touch your toes.", "No pain? Touch your toes!",
        "Touching your toes is next.", "Touch\u00a0your  toes.", "Do no sit-up fast. Now do a sit-up.", "Do ten sit\u2011ups.", "- Rest.\n- Then touch your\n  toes.",
    )  # fmt: skip
    spared = ("Don't touch your toes.", "Don’t rush, touch your toes or bounce.", "Avoid sit-ups.", "Walking is better than a sit-up.", "May I touch my toes, or do a sit-up?", "Instead of\na sit-up, walk.")  # fmt: skip
    bodies = {f"{name}-{n}": f"{text}\n" for name, texts in (("meant", meant), ("spared", spared)) for n, text in enumerate(texts)}
    found = sites.told(tmp_path, bodies, hazards=table)
    assert [(name, bodies[name]) for name in bodies if len([t for t in found[name] if t.startswith("hazard-word: ")]) != name.startswith("meant")] == []
    assert found["meant-0"] == ["hazard-word: touch"] and found["meant-1"] == ["hazard-word: Touch *your* toes"]


def test_an_item_is_read_to_its_end_with_marks_and_over_lines(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/pages/stairs.md": page("- Stand tall, and\n  then *bend* over.\n- Do not\n  bend over.\n")})
    rules = root / "content" / "hazards.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("    safety_first: true\n", "    safety_first: true\n    steps_say: [bend over]\n"), encoding="utf-8")
    assert [(p.code, p.place.line) for p in problems(root)] == [("hazard-maybe", 7)]


def test_a_not_far_away_in_a_text_without_a_stop_speaks_of_something_else() -> None:
    assert "twist-gentle" in named("do not hurry " + "and walk on " * 50 + "and twist", hazards())


def test_every_phrase_can_be_found_in_its_own_words() -> None:
    """A misspelt pattern would never be found, and nobody would notice."""
    known = {id: hazard.model_copy(update={"unless_said": ()}) for id, hazard in hazards().items()}
    for phrase in phrases.phrases(known):
        words = {words for id in phrase.hazards for words in (*known[id].words, *known[id].steps_say)}
        assert any(phrase.pattern.search(" ".join(w.split("|")[0] for w in text.replace("…", "one").split())) for text in words), phrase


def test_words_are_told_even_where_every_level_may_do_it(tmp_path: Path) -> None:
    site(tmp_path, {"content/cards/march.yml": card(steps=[{"move": "Stand on one leg."}])})
    rules = tmp_path / "content" / "hazards.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("    safety_first: true\n", "    safety_first: true\n    steps_say: [on one leg]\n"), encoding="utf-8")
    (told,) = problems(tmp_path)
    assert (told.code, told.place.path, told.place.line) == ("hazard-maybe", "content/cards/march.yml", 21)
    assert "`bal-supported`" in told.message


def test_one_movement_is_told_once_in_a_card_and_the_goal_may_speak_of_daily_life(tmp_path: Path) -> None:
    steps = [{"move": "Twist to the left."}, {"move": "Twist to the right."}]
    goal = {"plain": "You can twist in the car", "why": "A twist is part of each day."}
    found = problems(site(tmp_path, {"content/cards/march.yml": card(steps=steps, goal=goal)}))
    assert [p.code for p in found] == ["hazard-maybe"]


def test_questions_and_what_is_known_teach_nothing(tmp_path: Path) -> None:
    body = "- May I twist to look behind me?\n\n/// unknown\n- who may twist\n///\n"
    assert problems(site(tmp_path, {"content/pages/stairs.md": page(body)})) == []


def test_phrases_are_found_by_how_their_words_begin_and_none_is_lost() -> None:
    book = phrases.betraying(("lie on your front", "up|down on it", "sit-ups", "do a v"))
    assert [said.words for said in phrases.said("Lie on your front, go down on it, do a V and sit‑ups", book)] == ["Lie on your front", "down on it", "sit‑ups", "do a V"]
    assert not list(phrases.said("Stand tall.", book))
