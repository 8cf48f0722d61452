"""The voice of the content: tone, lists, don'ts, numbers and telephone numbers are told where they go wrong, and only there."""

from __future__ import annotations

from pathlib import Path

import sites
from sites import told

from sitegen.checks import tone


def held(tmp_path: Path, good: dict[str, str], bad: dict[str, tuple[str, list[str]]]) -> None:
    """Good texts stay in peace, and of each bad one exactly this is told."""
    found = told(tmp_path, good | {name: text for name, (text, _) in bad.items()})
    assert {name: marks for name, marks in found.items() if marks} == {name: marks for name, (_, marks) in bad.items()}


def test_a_tone_that_hurts_is_told_and_a_denied_or_quoted_one_is_not(tmp_path: Path) -> None:
    good = {
        "denied": "You are not fragile. It was never your fault. Nothing is guaranteed, and no move is safe for everyone.",
        "quoted": "Has somebody told you “you must never bend”? Ask us.",
        "never": "It is never too late. A rail that never moves is best. It should never hurt.",
        "just": "Hold it just below the knee. You have just begun.",
        "older": "Older people, and people with osteoporosis, lift well.",
        "cut": "A stool that refused me. The cure-all. Elderberries.",
    }
    bad = {
        "fear": ("Your crumbling bones\nmay shatter.", ["tone-fear: crumbling", "tone-fear: shatter"]),
        "ban": ("- go on\n- you must\n  never bend", ["tone-fear: you must"]),
        "blame": ("There are no excuses.", ["tone-blame: no excuses"]),
        "down": ("The elderly should just try.", ["tone-down: The elderly", "tone-down: just try"]),
        "promise": ("Not hard, and it is completely safe.", ["tone-promise: completely safe"]),
    }
    held(tmp_path, good, bad)


def test_every_wording_of_a_tone_is_found_by_itself() -> None:
    looked = tone.tones()
    assert set(looked.codes.values()) == {"tone-fear", "tone-blame", "tone-down", "tone-promise"}
    assert len(looked.codes) > 100 and all(words == words.lower() for words in looked.codes)


def test_lists_of_eight_and_donts_without_an_instead_are_told(tmp_path: Path) -> None:
    seven = "".join(f"- step {n}\n" for n in "abcdefg")
    good = {
        "seven": f"One.\n\n{seven}\nTwo.\n\n{seven}",
        "nested": f"- outer\n\n{seven.replace('- ', '    - ')}\n- more",
        "tiers": f"/// tier | high\n{seven}///\n\n/// tier | lower\n{seven}///",
        "donts": "/// dont\n- do not hurry: take your time\n- do not wait; ask\n- don't look up. Watch the step\n- do not run, but walk\n///",
        "do": "/// do\n- avoid the dark\n///\n\n- avoid the rain",
    }
    bad = {
        "eight": (f"One.\n\n{seven}- step h", ["list-long: "]),
        "checks": (f"/// checklist\n{seven}- step h\n///", ["list-long: "]),
        "alone": ("/// dont\n- do not hurry\n- do not hurry: take your time\n///", ["dont-alone: "]),
        "avoid": ("/// tier | lower moderate high recent\n/// dont\n- do not run: avoid it\n- hurrying\n///\n///", ["dont-wording: avoid", "dont-wording: "]),
    }
    held(tmp_path, good, bad)


def test_a_statement_that_is_a_list_has_seven_items_at_most(tmp_path: Path) -> None:
    base = (sites.BASE / "content" / "statements.yml").read_text(encoding="utf-8")
    signs = "signs: {listed: true, text: 'Call us. " + " ".join(f"Sign {n}." for n in "abcdefg") + "{}'}\n"
    assert told(tmp_path / "seven", {}, statements=base + signs.replace("{}", "")) == {}
    assert [mark.split(":")[0] for mark in told(tmp_path / "eight", {}, statements=base + signs.replace("{}", " Sign h."))["statements"]] == ["list-long"]


def test_shares_out_of_different_numbers_and_measures_of_one_kind_are_told(tmp_path: Path) -> None:
    good = {
        "same": "- 16 of 100 fell\n- 89 of 100 fell",
        "percent": "- 4 of 25 women (16 percent)\n- 8 of 9 women (about 89 percent)",
        "again": "In that year, 28.7 percent fell. That is more than 1 in 4.",
        "apart": "About 1 in 3 fell.\n\nAnd 20 of 100 fell outside.",
        "ways": "It is one of two ways, on 2 of 7 days, and the first of 12 weeks. Page 3 of 9 minutes.",
        "both": "Take 5 pounds (2 kilograms), 1½ inches (4 centimeters) apart.",
        "feet": "Stand on 2 feet, then on 1 foot. Eat 30 grams of protein.",
        "scale": "A pair of scales weighs pounds.",
    }
    bad = {
        "list": ("- 1 in 3 fell\n- 20 of 100 fell outside", ["numbers-base: 20 of 100"]),
        "table": ("| a | b |\n|---|---|\n| x | 3 of 10 |\n| y | one in five |", ["numbers-base: one in five"]),
        "mixed": ("About 1 in 3 fell at home, and 12 percent fell outside.", ["numbers-mixed: 1 in 3"]),
        "pounds": ("Take 5-10 pounds.", ["unit-alone: 5-10 pounds"]),
        "metric": ("Stand 10 cm away.", ["unit-alone: 10 cm"]),
        "long": ("A rope 6 feet long.", ["unit-alone: 6 feet"]),
    }
    held(tmp_path, good, bad)


def test_a_number_that_rings_is_typed_in_site_yml_only(tmp_path: Path) -> None:
    good = {"people": "Of these, 911 women fell, and 112 got up.", "call": "Call for emergency help.", "long": "Item 5-112-9 costs 911.50 and 112.5."}
    bad = {
        "own": ("Dial 112 after a fall.", ["number-typed: 112"]),
        "other": ("In an emergency\ncall 911.", ["number-typed: 911"]),
        "clinic": ("We answer under 555-0142.", ["number-typed: 555-0142"]),
    }
    held(tmp_path, good, bad)


def test_a_number_is_found_in_what_is_shared_and_in_other_languages(tmp_path: Path) -> None:
    statements = (sites.BASE / "content" / "statements.yml").read_text(encoding="utf-8").replace("Call for help now", "Call 911")
    assert told(tmp_path / "shared", {}, statements=statements) == {"statements": ["number-typed: 911"]}
    site = (sites.BASE / "content" / "site.yml").read_text(encoding="utf-8") + "languages: [es]\n"
    assert told(tmp_path / "es", {"caer": "Llame al 112."}, site=site)["caer"] == ["number-typed: 112"]
