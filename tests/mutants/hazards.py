"""Kinds of breaks: which movements can harm, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import safety
from sitegen.model import Card, Status

from .kind import Mutation, Spot, kind
from .library import Library
from .statuses import TIERS, WORDS
from .written import Written

SHOWN = "hazard-unnamed hazard-word hazard-maybe figure-hazard figure-hazard-maybe stricter-unexplained figure-support"


def everywhere(written: Written) -> Spot:
    """Any line of a file: what a removed hazard betrays may stand in each of them."""
    return Spot(written.path, 1, written.text.count("\n") + 1)


def _binding(library: Library, card: Card, hazard: str) -> list[str]:
    """The tiers whose status rests on this hazard alone."""
    fewer = card.model_copy(update={"hazards": tuple(h for h in card.hazards if h != hazard)})
    return [tier for tier in card.tiers if library.floor(fewer, tier) < card.tiers[tier] == library.floor(card, tier) and tier not in card.stricter_because]


@kind("hazard removed, a status rests on it", "A card no longer names the hazard that makes it `modify` or `avoid`.", SHOWN, must=True)
def _removed(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, hazard in enumerate(model.hazards):
            if _binding(library, model, hazard):
                yield card.broken(card.without(("hazards", number)), f"without {hazard}", card.line("tiers"), more=[everywhere(card)])


@kind("hazard removed, words or figure show it", "A card no longer names a hazard on which no status rests, and its words or its figure still show it.", SHOWN, must=True)
def _removed_said(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, hazard in enumerate(model.hazards):
            if not _binding(library, model, hazard):
                figure = [Spot(f"content/figures/{model.figure}.yml", 1, 10_000)] if model.figure else []
                yield card.broken(card.without(("hazards", number)), f"without {hazard}", more=[everywhere(card), *figure])


@kind("hazard unknown", "A hazard's name is misspelt.", "unknown-hazard", must=True)
def _unknown(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, hazard in enumerate(model.hazards):
            yield card.changed(("hazards", number), f"{hazard[:-1]}")
        for rung in ("easier", "harder"):
            listed = card.get(rung, "hazards")
            for number, hazard in enumerate(listed if isinstance(listed, tuple) else ()):
                yield card.changed((rung, "hazards", number), f"{hazard}s")


@kind("hazards not said", "A card has no line `hazards:`, or an empty one.", "missing-field empty-value", must=True)
def _unsaid(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        yield card.dropped(("hazards",), 1)
        yield card.changed(("hazards",), "", what="hazards: nothing")


@kind("hazard for `hazards`", "The field `hazards` is misspelt.", "unknown-field", must=True)
def _field(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        yield card.broken(card.named(("hazards",), "hazard"), "hazard:", card.line("hazards"))


def _users(library: Library, hazard: str) -> list[Spot]:
    """The cards that name a hazard, and the pages: where a table that no longer fits is told."""
    cards = [Spot(card.path, card.line("tiers"), card.line("tiers")) for card, model in library.cards.values() if hazard in model.hazards]
    return [*cards, *(Spot(w.path, 1, 10_000) for kind in ("card", "page", "statement") for w in library.of(kind) if hazard in w.text)]


@kind("table of hazards laxer", "The shared table lets a level do more with a hazard, and a card's status rests on it.", "stricter-unexplained unused-text tier-laxer-than-hazard", must=True)
def _table(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    for id, hazard in library.rules.hazards.items():
        for tier, status in hazard.tiers.items():
            for word in WORDS[: WORDS.index(str(status))]:
                if any(tier in _binding(library, model, id) for _, model in library.cards.values()):
                    yield table.changed(("hazards", id, "tiers", tier), word, more=_users(library, id))


@kind("table of hazards stricter", "The shared table is stricter than the cards that name the hazard.", "laxer-than-hazard laxer-than-dose item-avoided page-avoided statement-avoided", must=True)
def _table_stricter(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    for id, hazard in library.rules.hazards.items():
        for tier, status in hazard.tiers.items():
            if status != Status.avoid and any(id in model.hazards and model.tiers.get(tier) != Status.avoid for _, model in library.cards.values()):
                yield table.changed(("hazards", id, "tiers", tier), "avoid", more=_users(library, id))


@kind("baseline laxer", "The baseline lets a level do more, and cards rest on it.", "stricter-unexplained", must=True)
def _baseline(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    cards = [Spot(card.path, card.line("tiers"), card.line("tiers")) for card, _ in library.cards.values()]
    yield table.changed(("baseline", "recent"), "allow", more=cards)


@kind("baseline stricter", "The baseline is stricter than most cards.", "laxer-than-baseline general-order", must=True)
def _baseline_stricter(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    cards = [Spot(card.path, 1, 10_000) for card, _ in library.cards.values()]
    for tier in TIERS:
        yield table.changed(("baseline", tier), "avoid", more=cards)


@kind("table of hazards silent", "The shared table, or the baseline, says nothing about a level.", "missing-status", must=True)
def _table_silent(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    for tier in TIERS:
        yield table.dropped(("baseline", tier), table.line("baseline"))
    for id, hazard in library.rules.hazards.items():
        for tier in hazard.tiers:
            yield table.dropped(("hazards", id, "tiers", tier), table.line("hazards", id), table.line("hazards", id, "tiers"))


@kind("hazard gone from the table", "A hazard that cards name is taken out of the table.", "unknown-hazard", must=True)
def _gone(library: Library) -> Iterator[Mutation]:
    table = library.shared("hazards")
    named = {h for _, model in library.cards.values() for h in model.hazards}
    for id in library.rules.hazards:
        if id in named:
            users = [Spot(w.path, 1, 10_000) for w in library.files.values() if id in w.text and w is not table]
            yield table.dropped(("hazards", id), more=users)


@kind("level laxer than the table", "A level of tiers.yml makes a hazard laxer than the table does.", "tier-laxer-than-hazard", must=True)
def _level(library: Library) -> Iterator[Mutation]:
    tiers = library.shared("tiers")
    for tier in TIERS:
        for id, hazard in library.rules.hazards.items():
            if hazard.tiers[tier] > Status.allow:
                line = tiers.line(tier)
                yield tiers.broken(tiers.below(line, f"  hazards: {{{id}: allow}}"), f"{tier}.hazards.{id}: allow", line + 1)


def _hidden(library: Library, model: Card, hazard: str) -> bool:
    """Whether a card does not name a hazard that some level avoids, and that level sees the card in full."""
    return hazard not in model.hazards and any(safety.hazard_status(hazard, t, library.rules) == Status.avoid and model.tiers.get(t) not in (None, Status.avoid) for t in TIERS)


@kind("words of a hazard in a step", "A step has words for a movement that some level avoids, and the card does not name it.", "hazard-unnamed hazard-word hazard-maybe", must=True)
def _words(library: Library) -> Iterator[Mutation]:
    for id, hazard in library.rules.hazards.items():
        for number, (card, model) in enumerate(library.cards.values()):
            if hazard.words and _hidden(library, model, id):
                line = card.line("feel") - 1 if not model.dose else card.line("dose") - 1
                word = hazard.words[number % len(hazard.words)]
                yield card.broken(card.below(line, f"  - cue: Then try a {word}."), f"a step with “{word}”", line + 1)


@kind("words of a hazard in what a level changes", "What a level is to change has words for a movement that it avoids.", "hazard-unnamed hazard-word", must=True)
def _words_changed(library: Library) -> Iterator[Mutation]:
    for id, hazard in library.rules.hazards.items():
        for number, (card, model) in enumerate(library.cards.values()):
            for tier in model.modify:
                avoids = safety.hazard_status(id, tier, library.rules) == Status.avoid
                if hazard.words and id not in model.hazards and avoids and number % 3 == 0:
                    end = card.span(("modify", tier))[1]
                    word = hazard.words[number % len(hazard.words)]
                    yield card.broken(f"{card.text[:end].rstrip()} Then try a {word}.{card.text[end:]}", f"modify.{tier} with “{word}”", card.line("modify", tier))


@kind("words of a hazard on a page", "A page for everybody has words for a movement that some level avoids.", "hazard-word hazard-maybe", must=True)
def _words_page(library: Library) -> Iterator[Mutation]:
    pages = list(library.of("page"))
    for number, (id, hazard) in enumerate(library.rules.hazards.items()):
        for page in pages[number % 4 :: 4]:
            if hazard.words and any(safety.hazard_status(id, t, library.rules) == Status.avoid for t in TIERS):
                text, line = page.end("", f"Then try a {hazard.words[0]}.")
                yield page.broken(text, f"“{hazard.words[0]}” at the end", line + 1)


@kind("words of a hazard in a handout", "A handout's first words name a movement that one of its readers avoids.", "hazard-word handout-avoided", must=True)
def _words_handout(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        for id, hazard in library.rules.hazards.items():
            avoiding = [t for t in TIERS if safety.hazard_status(id, t, library.rules) == Status.avoid]
            only = handout.get("for")
            if hazard.words and isinstance(handout.get("intro"), str) and any(t in avoiding for t in (only if isinstance(only, tuple) else TIERS)):
                yield handout.changed(("intro",), f"Begin with a {hazard.words[0]}.")


@kind("safety step last", "A card with a hazard or thing that asks for it does not begin with a safety step.", "safety-first", must=True)
def _safety(library: Library) -> Iterator[Mutation]:
    kit = library.content.common.shared.made.vocabulary
    asks = {id for id, thing in kit.equipment.items() if thing.safety_first} if kit else set()
    for card, model in library.cards.values():
        if any(library.rules.hazards[h].safety_first for h in model.hazards) or asks & set(model.equipment):
            yield card.broken(card.named(("steps", 0, "safety"), "move"), "its first step is a move", card.line("steps", 0))
