"""Kinds of breaks of content that somebody has signed: every change that decides about safety is told, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen import signatures
from sitegen.model import Status

from .doses import LAST, NUMBERS, _amounts, _doses
from .hazards import everywhere
from .kind import Mutation, Spot, kind
from .library import Library
from .pages import HAZARD, TIER, _line, _rows
from .statuses import TIERS, WORDS
from .written import Written

CHANGED = "signature-changed"


def _of(card: Written, text: str, what: str, *lines: int) -> Mutation:
    """A change of a signed document, told at its lines or anywhere in it; of a dose also in the sample weeks, and then first."""
    return card.broken(text, what, *lines, more=[Spot("content/weeks.yml", 1, 10_000), *([] if lines else [everywhere(card)])])


@kind("signed: status laxer within the rules", "A clinic was stricter than the rules, its reason is taken out with the status, and all that the rules ask is there.", f"{CHANGED} unused-text", must=True, world="signed")
def _status(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier, status in model.tiers.items():
            floor = library.floor(model, tier)
            for word in WORDS[WORDS.index(str(floor)) : WORDS.index(str(status))]:
                yield _of(card, card.put(("tiers", tier), word), f"tiers.{tier}: {word}")


@kind("signed: status changed", "Any status is another than the one that was signed.", f"{CHANGED} laxer-than-hazard laxer-than-baseline laxer-than-dose unused-text modify-without-text avoid-without-swap stricter-unexplained", must=True, world="signed")
def _any_status(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier, status in model.tiers.items():
            for word in WORDS:
                if word != str(status):
                    yield _of(card, card.put(("tiers", tier), word), f"tiers.{tier}: {word}")


@kind("signed: hazard taken out or added", "A card has another hazard than when it was signed.", f"{CHANGED} hazard-unnamed hazard-maybe hazard-word figure-hazard figure-hazard-maybe stricter-unexplained laxer-than-hazard safety-first figure-support", must=True, world="signed")
def _hazard(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, hazard in enumerate(model.hazards):
            yield _of(card, card.without(("hazards", number)), f"without {hazard}")
        named = ", ".join((*model.hazards, "sit-long")) if "sit-long" not in model.hazards else None
        if named:
            yield _of(card, card.put(("hazards",), f"[{named}]"), "with sit-long")


@kind("signed: dose heavier within its ceiling", "A dose asks for more than was signed, and its ceiling allows it.", f"{CHANGED} dose-over-ceiling laxer-than-dose range-backwards week-too-often week-sum week-amount", must=True, world="signed")
def _heavier(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for within, most in _doses(card):
            for at, value, ceiling in _amounts(card, within, most):
                found = LAST.search(value)
                if found and int(found[0]) < ceiling:
                    yield _of(card, card.put(at, LAST.sub(str(int(found[0]) + 1), value)), f"{'.'.join(map(str, at))}: one more")


@kind("signed: dose changed", "Any number of a dose is another than the one that was signed.", f"{CHANGED} laxer-than-dose range-backwards dose-over-ceiling out-of-bounds week-too-often week-sum week-amount", must=True, world="signed")
def _dose(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            value = str(card.get(*path))
            if path[:1] == ("dose",) and path[-1] in (*NUMBERS, "rest", "effort") and (found := LAST.search(value)):
                yield _of(card, card.put(path, LAST.sub(str(int(found[0]) + 1), value)), f"{'.'.join(map(str, path))}: one more")


@kind("signed: ceiling raised or gone", "The most that a card allows is more than was signed, or is no longer said.", f"{CHANGED} dose-over-ceiling out-of-bounds", must=True, world="signed")
def _ceiling(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            if path[:1] == ("dose",) and "most" in path[:-1]:
                value = str(card.get(*path))
                yield _of(card, card.put(path, LAST.sub(lambda found: str(int(found[0]) + 1), value)), f"{'.'.join(map(str, path))}: one more")
            elif path[:1] == ("dose",) and path[-1:] == ("most",):
                yield _of(card, card.without(path), f"without {'.'.join(map(str, path))}")


@kind("signed: another swap", "A level is offered another card than the one that was signed.", f"{CHANGED} swap-avoided", must=True, world="signed")
def _swap(library: Library) -> Iterator[Mutation]:
    for id, (card, model) in library.cards.items():
        for tier in model.swap:
            fits = [o for o, face in library.faces.items() if o not in (id, model.swap[tier]) and face.statuses[tier] != Status.avoid]
            for other in (fits[0], fits[-1]):
                yield _of(card, card.put(("swap", tier), other), f"swap.{tier}: {other}")


@kind("signed: words of a step", "A step says something else than when it was signed, or is gone.", f"{CHANGED} safety-first hazard-maybe", must=True, world="signed")
def _step(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, step in enumerate(model.steps):
            end = card.span(("steps", number, step.kind))[1]
            yield _of(card, f"{card.text[:end].rstrip()} Then once more.{card.text[end:]}" if card.text[end - 1] not in "\"'" else card.text.replace("steps:", "steps:\n  - cue: Then once more.", 1), f"steps.{number} goes on")
            if len(model.steps) > 1:
                yield _of(card, card.without(("steps", number, step.kind)), f"without steps.{number}")


@kind("signed: change for a level in other words", "What a level is to do otherwise is said in other words than those that were signed.", CHANGED, must=True, world="signed")
def _modify(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.modify:
            yield _of(card, card.put(("modify", tier), "Do as much as you like."), f"modify.{tier}")


@kind("signed: supervision gone", "A card that asked for a therapist is done alone.", f"{CHANGED} hazard-maybe", must=True, world="signed")
def _supervision(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        if ("supervision",) in card:
            yield _of(card, card.without(("supervision",)), "without supervision")


@kind("signed: what feels wrong, and its mend", "A mistake with its mend is taken out of a signed card, or `feel` is another.", CHANGED, world="signed")
def _mistakes(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        yield _of(card, card.put(("feel",), "You feel nothing at all."), "feel")
        if ("mistakes",) in card:
            yield _of(card, card.without(("mistakes",)), "without mistakes")


@kind("signed: pose", "A figure shows another pose than when its card or page was signed.", f"{CHANGED} figure-joint-limit figure-falls figure-through figure-unreachable figure-floats figure-unsafe-spine figure-hazard figure-hazard-maybe figure-still-arrow figure-stray-arrow figure-leap figure-support", must=True, world="signed")
def _pose(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        for path in figure.document.marks:
            value = figure.get(*path)
            if path[-1:] in (("lean",), ("knee",), ("elbow",), ("neck",), ("shoulder",)) and isinstance(value, int):
                yield _of(figure, figure.put(path, str(value + (3 if value < 60 else -3))), ".".join(map(str, path)))


@kind("signed: table of hazards", "A status, or what keeps people safe with a hazard, is another than when the table was signed.", f"{CHANGED} laxer-than-hazard laxer-than-dose stricter-unexplained unused-text item-avoided page-avoided statement-avoided", must=True, world="signed")
def _table(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    users = [everywhere(w) for w in library.files.values() if w.document.kind in ("card", "page", "statements", "tiers")]
    for id, hazard in library.rules.hazards.items():
        for tier, status in hazard.tiers.items():
            for word in WORDS:
                if word != str(status):
                    yield table.changed(("hazards", id, "tiers", tier), word, more=[everywhere(table), *users])
        if hazard.safety_first:
            yield _of(table, table.without(("hazards", id, "safety_first")), f"{id} without safety_first")


@kind("signed: statement in other words", "A statement that every card or many pages show says something else.", CHANGED, must=True, world="signed")
def _statement(library: Library) -> Iterator[Mutation]:
    statements = library.shared("statements")
    pages = [everywhere(page) for page in library.of("page")]
    for path in statements.document.marks:
        if path[-1:] in (("text",), ("short",), ("all",), ("recent",)) and isinstance(statements.get(*path), str):
            yield statements.changed(path, "Go on as before.", more=[everywhere(statements), *pages])


@kind("signed: levels, weeks, movements and words", "What all share is another than when it was signed: who a level is for, a week, a way out, what a word means.", f"{CHANGED} week-sum week-no-rest week-amount move-without-swap", world="signed")
def _shared(library: Library) -> Iterator[Mutation]:
    for name, fields in (("tiers", ("who", "before", "lead", "how")), ("weeks", ("lead", "note")), ("glossary", ("means",)), ("moves", ("plain", "name"))):
        written = library.shared(name)
        for path in written.document.marks:
            if path[-1:] and path[-1] in fields and isinstance(written.get(*path), str):
                yield written.changed(path, '"Anyone who would like to."', more=[everywhere(written)])


@kind("signed: page in other words", "A page says something else than when it was signed.", f"{CHANGED} hazard-maybe", must=True, world="signed")
def _page(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if re.match(r"(- )?[A-Za-z][^|{}\[\]]+[.a-z]$", row):
                yield _of(page, _line(page, number, f"{row} Or do the opposite."), f"line {number}", number)


@kind("signed: hazard of an item gone", "An item of a signed page no longer names the hazard that it teaches.", f"{CHANGED} hazard-maybe figure-hazard figure-hazard-maybe", must=True, world="signed")
def _braces(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if HAZARD.search(row):
                yield _of(page, _line(page, number, HAZARD.sub("", row)), f"line {number} without its hazard")


@kind("signed: level's words for others", "What stood for some levels of a signed page stands for all, or for others.", f"{CHANGED} item-avoided link-to-avoided hazard-word hazard-maybe statement-avoided figure-hazard figure-hazard-maybe heading-skips unknown-anchor id-twice", must=True, world="signed")
def _block(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            found = TIER.fullmatch(row)
            if found:
                others = [t for t in TIERS if t not in found[1].split()]
                for tiers in (["lower", "moderate", "high", "recent"], others):
                    if tiers and sorted(tiers) != sorted(found[1].split()):
                        yield _of(page, _line(page, number, f"/// tier | {' '.join(tiers)}"), f"line {number}: for {', '.join(tiers)}")


@kind("signed: handout holds something else", "A handout has other cards or other words than when it was signed.", f"{CHANGED} handout-left-out handout-fridge hazard-maybe", world="signed")
def _handout(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        for path in handout.document.marks:
            if path[:1] == ("cards",) and isinstance(path[-1], int):
                yield _of(handout, handout.without(path), f"without {handout.get(*path)}")
        if isinstance(handout.get("intro"), str):
            yield _of(handout, handout.put(("intro",), "Do all of it at once."), "intro")


# the signatures themselves


def _entries(library: Library) -> Iterator[tuple[Written, str, Written]]:
    """The lines of reviews.yml, each with the file of the fields that it stands for."""
    reviews = library.files[signatures.PLACE]
    for key in reviews.document.data:
        named = signatures.subject(key)
        assert named
        text = (library.root / named.snapshot).read_bytes().decode()
        yield reviews, key, Written(reviews.document, text)


@kind("signature: hash altered", "The hash in a signature is changed by hand.", "signature-altered wrong-value", must=True, world="signed")
def _hash(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        for part in ("safety", "rest"):
            old = str(reviews.get(key, part))
            yield reviews.changed((key, part), f"'{'0' if old[0] != '0' else '1'}{old[1:]}'")


@kind("signature: signed fields altered", "The fields as they were signed are changed by hand, so that they fit what stands there now.", "signature-altered", must=True, world="signed")
def _snapshot(library: Library) -> Iterator[Mutation]:
    for _, key, kept in _entries(library):
        path = f"{signatures.FOLDER}/{key}.yml"
        for number, row in enumerate(kept.text.split("\n"), 1):
            found = re.fullmatch(r'( {2,4}(?:- |[\w-]+: |"[^"]+": ))"(.+)"', row)
            if found and not row.startswith("  safety:"):
                rows = kept.text.split("\n")
                rows[number - 1] = f'{found[1]}"Something else."'
                yield Mutation({path: "\n".join(rows)}, (Spot(path, 1, number),), f"{key}: line {number}")
                break


@kind("signature: signed fields gone", "The file of the fields as they were signed is deleted.", "signature-altered", must=True, world="signed")
def _gone(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        line = reviews.line(key)
        yield Mutation({f"{signatures.FOLDER}/{key}.yml": None}, (Spot(reviews.path, line, line),), f"without {key}.yml")


@kind("signature: of nobody known", "Somebody who is not in the list of reviewers has signed.", "unknown-reviewer", must=True, world="signed")
def _nobody(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        yield reviews.changed((key, "by"), "nobody-known")


@kind("signature: reviewer gone", "The person who has signed is taken out of the list of reviewers.", "unknown-reviewer", must=True, world="signed")
def _person(library: Library) -> Iterator[Mutation]:
    people = library.shared("reviewers")
    yield Mutation({people.path: "{}\n"}, (everywhere(library.files[signatures.PLACE]),), "without test-person")


@kind("signature: in the future", "Something was signed on a day that is still to come.", "review-day", must=True, world="signed")
def _future(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        yield reviews.changed((key, "on"), "2027-01-31")


@kind("signature: of what is not there", "Something was signed that is not there, or in a language that the site does not have.", "review-subject review-language", must=True, world="signed")
def _nothing(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        yield reviews.broken(reviews.named((key,), f"{key.removesuffix('.en')}-x.en"), f"{key}: renamed", reviews.line(key))
        yield reviews.broken(reviews.named((key,), f"{key.removesuffix('.en')}.fr"), f"{key}: in French", reviews.line(key))


@kind("signature: without name, day or hash", "A signature lacks its person, its day or a hash.", "missing-field", must=True, world="signed")
def _lacking(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        for part in ("by", "on", "safety", "rest"):
            yield reviews.dropped((key, part), reviews.line(key))


@kind("signature: merge left open", "The marks of a merge that was not finished stand among the signatures.", "merge-conflict", must=True, world="signed")
def _merge(library: Library) -> Iterator[Mutation]:
    for reviews, key, _ in _entries(library):
        number = reviews.line(key)
        row = reviews.text.split("\n")[number - 1]
        yield reviews.broken(_line(reviews, number, "<<<<<<< HEAD", row, "=======", row, ">>>>>>> theirs"), key, *range(number, number + 5))
