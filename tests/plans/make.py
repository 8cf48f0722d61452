"""A seed → vectors.json, which every implementation of the plan format must agree with: `python tests/plans/make.py` writes it anew.

plans: each with its symbols. accepted: other spellings of the same. hostile: what must be damaged, and why. checksums: BIP-350's own strings.
words: tables of sitegen/plan_words.py. doses: an amount and a planned card → the amount with its numbers, sentences and timer. faults: bounds broken or kept.
resolved: a plan and what a level holds → what is shown.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from plan_tools import (
    Data,
    bounds_data,
    card_data,
    faults_data,
    level_of,
    plan_data,
    resolved_data,
    said_data,
    sealed,
    timing_data,
    values,
)

from sitegen import bounds, codes, messages, plan_cards, plan_words, plans
from sitegen.model import Amount
from sitegen.model.plan import CAUTIONS, GRIPS, REASONS, SIDES, Bound, Bounds, Plan, Planned

FILE = Path(__file__).parent / "vectors.json"
TIER, ENGLISH, ARABIC = plans.tier_mark("high"), plans.language_mark("en"), plans.language_mark("ar")
MADE = date(2026, 11, 22)
MAPLE = (22, 42)
ORDER = tuple(CAUTIONS)


def code(chance: Random, places: int = 4) -> str:
    return "".join(chance.choice(codes.ALPHABET) for _ in range(places))


# plans


def named() -> Iterator[Plan]:
    """Plans that are each at an edge of the format."""
    chance = Random(1)
    one, sixteen = (Planned("K7Q9", "2"),), tuple(Planned(code(chance), "Y") for _ in range(16))
    yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, one)
    yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, sixteen)
    yield Plan(TIER, ENGLISH, plans.BEGINNING, 1, (0, 11), one)
    yield Plan(TIER, ENGLISH, plans.LAST, 31, (31, 42), sixteen, ORDER)
    yield Plan(TIER, ENGLISH, date(2028, 2, 29), 8, MAPLE, one)
    everything = [Planned(card.code, "3", 31, 4095, 4095, 7, 24, "right", "fingertips", REASONS) for card in sixteen]
    yield Plan(TIER, ARABIC, plans.LAST, 31, (31, 42), tuple(everything), ORDER)
    eight = [Planned(code(chance), "7", sets=2, count=12, days=3) for _ in range(8)]
    yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, tuple(eight), ("hip", "aid"))
    for bits in range(32):
        yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, one, tuple(c for n, c in enumerate(ORDER) if bits >> n & 1))
    for number in (1, 15, 16, 17, 255, 256, 257, 4094, 4095):
        yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, (Planned("22YY", "Y", count=number, hold=number),))
    for side in SIDES:
        for grip in GRIPS:
            yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, (Planned("K7Q9", "2", side=side, grip=grip),))
    for times, reason in ((1, 0), (24, 0), (None, 1), (None, REASONS), (2, 3)):
        yield Plan(TIER, ENGLISH, MADE, 8, MAPLE, (Planned("K7Q9", "2", times=times, reason=reason),))


def any_plan(chance: Random) -> Plan:
    found = {}
    for _ in range(chance.choice((1, 2, 3, 5, 8, 16))):
        card = any_card(chance)
        found[card.code] = card
    made = plans.BEGINNING + timedelta(days=chance.randrange(32**3))
    cautions = tuple(c for c in ORDER if chance.random() < 0.3)
    return Plan(code(chance, 2), code(chance, 2), made, chance.randint(1, 31), (chance.randrange(32), chance.randint(11, 42)), tuple(found.values()), cautions)


def any_card(chance: Random) -> Planned:
    def maybe(most: int) -> int | None:
        return chance.randint(1, most) if chance.random() < 0.5 else None

    side, grip = chance.choice(SIDES), chance.choice(GRIPS)
    count, hold = maybe(chance.choice((15, 255, 4095))), maybe(chance.choice((15, 255, 4095)))
    return Planned(code(chance), code(chance, 1), maybe(31), count, hold, maybe(7), maybe(24), side, grip, chance.choice((0, 0, 1, 2, 3, 4)))


def every_plan() -> list[Plan]:
    chance = Random(8)
    return list(dict.fromkeys([*named(), *(any_plan(chance) for _ in range(70))]))


def accepted(texts: list[str]) -> Iterator[Data]:
    """The same symbols, as a person or a program may hand them over."""
    first = texts[6]
    for way in (str.lower, str.swapcase, lambda t: t[:9].lower() + t[9:], lambda t: f" {t}\n", lambda t: f"\t{t} \r\n"):
        yield {"text": way(first), "is": first}


# what must be damaged


def hostile(texts: list[str]) -> Iterator[tuple[str, str]]:
    """(why, text)."""
    chance, whole = Random(350), texts[6]
    yield from torn(chance, whole)
    yield from misspelt(whole)
    yield from forged()


def torn(chance: Random, whole: str) -> Iterator[tuple[str, str]]:
    places = chance.sample(range(len(whole)), 8)
    for place in places:
        other = chance.choice([s for s in plans.ALPHABET if s != whole[place]])
        yield "one wrong symbol", whole[:place] + other + whole[place + 1 :]
    for place in places[:4]:
        yield "one symbol dropped", whole[:place] + whole[place + 1 :]
        yield "one symbol inserted", whole[:place] + chance.choice(plans.ALPHABET) + whole[place:]
    for place in (n for n in range(0, len(whole) - 1, 13) if whole[n] != whole[n + 1]):
        yield "two symbols swapped", whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    yield "empty", ""
    yield "only spaces", "   "
    yield "too short", whole[:23]
    yield "too short, with a checksum", sealed(values(whole)[:12])
    yield "cut in half", whole[: len(whole) // 2]
    yield "twice", whole + whole
    yield "two plans", whole + " " + whole
    yield "too long", whole * 30
    yield "a megabyte", "Q" * 1_000  # the tests make it a thousand times as long
    yield "the end is missing", whole[:-1]
    yield "the beginning is missing", whole[1:]
    yield "backwards", whole[::-1]


def misspelt(whole: str) -> Iterator[tuple[str, str]]:
    wide = "".join(chr(ord(symbol) + 0xFEE0) for symbol in whole)
    yield "letters of full width", wide
    yield "one letter of full width", whole[:3] + wide[3] + whole[4:]
    yield "a Cyrillic letter", whole.replace("K", "\u041a", 1)
    yield "a dotless i", whole[:-1] + "\u0131"
    yield "a long s", whole.replace("S", "\u017f") if "S" in whole else whole[:-1] + "\u017f"
    yield "a Kelvin sign", whole.replace("K", "\u212a", 1)
    yield "a space inside", whole[:10] + " " + whole[10:]
    yield "a line break inside", whole[:10] + "\n" + whole[10:]
    yield "a hyphen inside", whole[:10] + "-" + whole[10:]
    yield "percent signs", "".join(f"%{ord(symbol):02X}" for symbol in whole)
    yield "a space as a percent sign", whole + "%20"
    yield "the mark before it", "#" + whole
    yield "a no-break space around", "\u00a0" + whole
    yield "a zero-width space around", whole + "\u200b"
    yield "a byte order mark around", "\ufeff" + whole
    yield "a null behind", whole + "\0"
    yield "symbols that are none: 1, B, I, O", whole[:5] + "1BIO" + whole[9:]
    yield "a full stop behind", whole + "."
    yield "the person part before it", "plan1" + whole
    yield "markup", "<script>alert(1)</script>"
    yield "names of objects", "__proto__"
    yield "digits", "0123456789" * 5


def forged() -> Iterator[tuple[str, str]]:
    """All with a right checksum: who makes one by hand, or a program with a mistake in it."""
    plain = values(plans.encode(Plan(TIER, ENGLISH, MADE, 8, MAPLE, (Planned("K7Q9", "2"),))))
    head, card = plain[:12], plain[12:]
    edit: Callable[[int, int], list[int]] = lambda place, value: [*plain[:place], value, *plain[place + 1 :]]  # noqa: E731
    yield "another format: 0", sealed(edit(0, 0))
    yield "another format: 2", sealed(edit(0, 2))
    yield "another format: 31", sealed(edit(0, 31))
    yield "0 weeks", sealed(edit(8, 0))
    for place, what in ((1, "tier"), (3, "language"), (12, "code"), (16, "version")):
        yield f"a {what} of a symbol that codes do not have", sealed(edit(place, plans.ALPHABET.index("Z")))
    more = [*card[:5], 16]
    for why, tail in {
        "no cards": None,
        "side 3": [*more, 3],
        "side 3 with a grip": [*more, 7],
        "more without anything in it": [*more, 0],
        "often without anything in it": [*more, 16, 0, 0],
        "25 times a day": [*more, 16, 25, 0],
        "31 times a day": [*more, 16, 31, 0],
        "reason 5": [*more, 16, 0, 5],
        "reason 9": [*more, 16, 0, 9],
        "0 rounds": [*card[:5], 1, 0],
        "8 days": [*card[:5], 8, 8],
        "0 days": [*card[:5], 8, 0],
        "a count of 0": [*card[:5], 2, 0],
        "a count with a zero before it": [*card[:5], 2, 16 | 5, 0],
        "a count with two zeros before it": [*card[:5], 2, 16 | 5, 16, 0],
        "a count of four symbols": [*card[:5], 2, 31, 31, 31, 1],
        "a count that goes on and ends": [*card[:5], 2, 16 | 5],
        "a hold of 0": [*card[:5], 4, 0],
        "a hold with a zero before it": [*card[:5], 4, 16, 0],
        "fields without their values": [*card[:5], 31],
        "often without its symbols": [*more, 16],
        "often with one symbol": [*more, 16, 3],
        "the same card twice": [*card, *card],
        "the same card twice, once with a dose": [*card, *card[:5], 1, 2],
        "half a card behind": [*card, *card[:3]],
        "a symbol behind": [*card, 0],
        "five symbols behind": [*card, *[0] * 5],
        "a last symbol of nothing": [*card, 31],
    }.items():
        yield why, sealed([*head, *(tail or [])])
    many = [values(plans.encode(Plan(TIER, ENGLISH, MADE, 8, MAPLE, (Planned(f"{a}{b}K7", "2"),))))[12:] for a in "2346" for b in "23467"]
    yield "17 cards", sealed([*head, *(symbol for one in many[:17] for symbol in one)])
    yield "20 cards", sealed([*head, *(symbol for one in many for symbol in one)])
    bech32 = plans._remainder([*plain, 0, 0, 0, 0, 0, 0]) ^ 1
    yield "the checksum of Bech32, not of Bech32m", "".join(plans.ALPHABET[v] for v in [*plain, *(bech32 >> 5 * n & 31 for n in range(5, -1, -1))])
    other = plans._remainder([*plain, 0, 0, 0, 0, 0, 0], "plans") ^ plans._TARGET
    yield "the checksum for another person part", "".join(plans.ALPHABET[v] for v in [*plain, *(other >> 5 * n & 31 for n in range(5, -1, -1))])
    yield "a checksum of zeros", "".join(plans.ALPHABET[v] for v in plain) + "QQQQQQ"


# BIP-350's own strings, of which our code reads what is behind the last 1; the rest is said to it as the person part

CHECKSUMS = {
    "valid": [
        "A1LQFN3A",
        "a1lqfn3a",
        "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
        "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
        "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
        "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
        "?1v759aa",
    ],
    "invalid": [  # the first has the checksum of its upper case; the others are right in Bech32
        "M1VUXWEZ",
        "A12UEL5L",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "?1ezyfcl",
    ],
}


# doses

AMOUNTS: list[Data] = [
    {"reps": 1},
    {"reps": 1, "each_side": True, "times_per_day": 1},
    {"reps": "8-12"},
    {"reps": 2, "times_per_day": "2-3"},
    {"reps": 10, "days_per_week": 7, "effort": 2},
    {"reps": "8-12", "sets": 2, "rest": "1 minute", "days_per_week": "2-3", "effort": "5-6"},
    {"reps": 8, "sets": 2, "each_side": True, "rest": "1-2 minutes", "days_per_week": 3, "effort": 7},
    {"reps": 10, "sets": "2-3", "rest": "30 seconds", "days_per_week": "2-3", "progress_to": {"reps": 50}},
    {"reps": 8, "sets": 3, "days_per_week": 1},
    {"reps": 1, "sets": 2, "each_side": True},
    {"reps": 10, "days_per_week": "3-5", "progress_to": {"reps": 20}, "effort": 4},
    {"reps": "5-10", "hold": "3-5 seconds", "days_per_week": "3-5", "progress_to": {"reps": 10, "hold": "10 seconds"}},
    {"reps": 3, "hold": "10-30 seconds", "each_side": True, "days_per_week": 7, "progress_to": {"hold": "1 minute"}},
    {"reps": 6, "hold": "5 seconds", "each_side": True, "days_per_week": "2-3"},
    {"reps": 10, "hold": "3-5 seconds", "sets": 2, "rest": "1 minute", "days_per_week": "2-3"},
    {"reps": 2, "hold": "30 seconds", "days_per_week": 7},
    {"reps": 1, "hold": "10 seconds", "each_side": True, "times_per_day": 3, "progress_to": {"hold": "1-2 minutes", "times_per_day": 3}},
    {"hold": "60 seconds", "times_per_day": "1-3"},
    {"hold": "90 seconds", "each_side": True},
    {"hold": "1-2 minutes", "sets": 2},
    {"reps": 5, "hold": "1 second", "times_per_day": 3},
    {"reps": 5, "hold": "5 seconds", "each_side": True, "fill_in": True, "times_per_day": 1},
    {"reps": 5, "hold": "3 seconds", "fill_in": True, "times_per_day": "2-3"},
    {"reps": 5, "sets": 1, "each_side": True, "fill_in": True, "times_per_day": 1},
    {"reps": 5, "sets": 1, "fill_in": True, "times_per_day": 2},
    {"reps": 5, "fill_in": True, "times_per_day": 3},
    {"reps": 2, "each_side": True, "days_per_week": "5-7", "progress_to": {"reps": 1}},
    {"reps": 100, "each_side": True, "days_per_week": 5},
    {"reps": 11, "each_side": True, "days_per_week": 1, "sets": 1, "rest": "1 minute"},
    {"minutes": 1},
    {"minutes": "10-20", "days_per_week": 5, "progress_to": {"minutes": 30}},
    {"minutes": "10-30", "days_per_week": "3-5", "effort": "3-4"},
    {"minutes": 60, "days_per_week": "1-3"},
    {"minutes": "5-20", "times_per_day": "1-2"},
    {"minutes": 2, "fill_in": True, "times_per_day": 3, "progress_to": {"minutes": 10}},
    {"minutes": 5, "fill_in": True, "times_per_day": 1},
    {"minutes": 3, "each_side": True, "sets": 2},
    {"steps": 1},
    {"steps": 20, "sets": 2, "rest": "1 minute", "days_per_week": "2-3"},
    {"steps": "20-30", "sets": 3, "days_per_week": "2-3", "effort": 10},
    {"steps": 500, "each_side": True, "sets": "2-4"},
    {"steps": 10, "fill_in": True, "times_per_day": 1},
    {"distance": "the length of your counter.", "sets": "2-4", "each_side": True},
    {"distance": "to the door", "days_per_week": 7},
    {"reps": 20, "when": "hourly"},
    {"reps": "1-3", "when": "each time", "effort": 0},
    {"when": "each time"},
    {"when": "each time", "each_side": True},
    {"effort": 5},
]
CHANGES: list[Data] = [
    {},
    {"count": 1},
    {"count": 2, "days": 7},
    {"count": 11, "sets": 1},
    {"sets": 2},
    {"sets": 3, "count": 100, "times": 1},
    {"hold": 1, "times": 2},
    {"hold": 60, "days": 1},
    {"hold": 600, "count": 501},
    {"hold": 4095, "count": 4095, "sets": 31, "days": 3, "times": 24},
    {"reason": 2, "grip": "one"},
]


def tongues() -> dict[str, messages.Words]:
    """English; all messages with six forms each; two of them translated, the others in English; one form for all."""
    six = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    some = {"times": plan_words.COUNT["times"], "minute": plan_words.COUNT["minute"]}
    said = {
        "en": ("en", ""),
        "all in six forms": ("ar", catalogue(six, 6, plan_words.SAY, plan_words.COUNT)),
        "a part in six forms": ("ar", catalogue(six, 6, {"hold": plan_words.SAY["hold"]}, some)),
        "one form": ("ja", catalogue("nplurals=1; plural=0;", 1, plan_words.SAY, plan_words.COUNT)),
    }
    return {name: messages.words(language, {language: text} if text else {}) for name, (language, text) in said.items()}


def catalogue(rule: str, forms: int, say: dict[str, str], count: dict[str, tuple[str, str]]) -> str:
    """A made-up translation: each message between guillemets, each form with its number; the order of values is turned round."""
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {rule}\\n"\n'
    lines = [f'\nmsgid "{message}"\nmsgstr "«{message}» ٪%%"\n' if "%(" in message else f'\nmsgid "{message}"\nmsgstr "«{message}»"\n' for message in say.values()]
    for one, many in count.values():
        lines.append(f'\nmsgid "{one}"\nmsgid_plural "{many}"\n' + "".join(f'msgstr[{n}] "{n}. «{many}» ٪%%"\n' for n in range(forms)))
    return head + "".join(lines)


def every_dose() -> Iterator[Data]:
    chance, spoken = Random(21), tongues()
    for fields in AMOUNTS:  # each as it is, and with three changes in some language
        amount = Amount.model_validate(fields)
        for side in SIDES if amount.each_side else ("",):
            for change in ({}, *chance.sample(CHANGES, 3)):
                language = "en" if not change else chance.choice(list(spoken))
                yield dose(amount, Planned("K7Q9", "2", **change, side=side), language, spoken[language])


def dose(amount: Amount, planned: Planned, language: str, words: messages.Words) -> Data:
    applied = bounds.applied(amount, planned)
    assert applied is not None
    return {
        "amount": plan_words.plain(amount),
        "planned": card_data(planned),
        "language": language,
        "applied": plan_words.plain(applied),
        "said": said_data(applied, planned, words),
        "timing": timing_data(plan_words.timer(applied, planned, words)),
    }


# bounds

BOUNDS = [
    Bounds({"sets": Bound(1, 3, 2), "count": Bound(8, 15, 12), "days": Bound(1, 7, 3), "times": Bound(1, 1, 1)}, True, ("both", "one")),
    Bounds({"hold": Bound(1, 60, 10), "count": Bound(1, 3, 3)}, False, ("both", "one", "fingertips")),
    Bounds({"count": Bound(1, 10, 10)}, True, ()),
    Bounds({}, False, ()),
]
TRIED: list[Data] = [
    {},
    {"sets": 2, "count": 12, "days": 3},
    {"sets": 3},
    {"sets": 3, "reason": 1},
    {"sets": 4, "reason": 1},
    {"count": 7},
    {"count": 13},
    {"count": 16},
    {"count": 1},
    {"hold": 10},
    {"hold": 61, "count": 3},
    {"hold": 11},
    {"hold": 11, "reason": 4},
    {"days": 7, "times": 2},
    {"side": "left"},
    {"grip": "both"},
    {"grip": "fingertips", "side": "right"},
    {"reason": 3},
]


def every_fault() -> Iterator[Data]:
    for known in BOUNDS:
        for tried in TRIED:
            planned = Planned("K7Q9", "2", **tried)
            yield {"known": bounds_data(known), "planned": card_data(planned), "faults": faults_data(bounds.faults(planned, known))}


# what is shown


def every_resolved() -> Iterator[Data]:
    held = [{"code": c, "check": codes.check_symbol(c), "mark": m, "id": f"card-{n}", **bounds_data(BOUNDS[n])} for n, (c, m) in enumerate((("K7Q9", "2"), ("22YY", "Y"), ("R2CV", "7")))]
    data = {"tier": {"mark": TIER}, "language": {"mark": ENGLISH}, "cards": held, "gone": [{"code": "9999", "check": codes.check_symbol("9999")}]}
    cards = (
        Planned("K7Q9", "2", sets=2, count=12),
        Planned("22YY", "3", hold=30, reason=2, grip="fingertips"),
        Planned("R2CV", "7", count=11, reason=1, side="left", grip="one"),
        Planned("9999", "2", sets=2),
        Planned("3333", "2"),
    )
    for tier, language in ((TIER, ENGLISH), (TIER, ARABIC), (plans.tier_mark("lower"), ENGLISH)):
        plan = Plan(tier, language, MADE, 8, MAPLE, cards)
        yield {"text": plans.encode(plan), "data": data, "cards": resolved_data(plan_cards.resolve(plan, level_of(data)))}


def everything() -> dict[str, Any]:
    """All vectors."""
    listed = every_plan()
    texts = [plans.encode(plan) for plan in listed]
    return {
        "plans": [{"text": text, "plan": plan_data(plan)} for plan, text in zip(listed, texts, strict=True)],
        "accepted": list(accepted(texts)),
        "hostile": [{"why": why, "text": text} for why, text in hostile(texts)],
        "checksums": CHECKSUMS,
        "words": {name: plan_words.table(words) for name, words in tongues().items()},
        "doses": list(every_dose()),
        "faults": list(every_fault()),
        "resolved": list(every_resolved()),
    }


def written() -> str:
    """The file: one vector a line."""
    parts = []
    for name, found in everything().items():
        rows = [json.dumps(row, ensure_ascii=True) for row in found] if isinstance(found, list) else [f"{json.dumps(k)}: {json.dumps(v)}" for k, v in found.items()]
        open, close = "[]" if isinstance(found, list) else "{}"
        parts.append(f'"{name}": {open}\n' + ",\n".join(rows) + f"\n{close}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
