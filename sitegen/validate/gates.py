"""Cards × tiers → is any card laxer than its hazards, its dose or the baseline; does each avoided one have a way out?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import safety
from ..model import Amount, Card, Ceiling, Document, Ruleset, Status
from ..model.dose import top
from ..problems import Place, Problem, Why, problem
from .parts import Parts

_UNITS = r"(?:x|times?|sets?|reps?|repetitions?|rounds?|seconds?|secs?|minutes?|mins?|hours?|days?|pounds?|lbs?|kilos?|kilograms?|kg)"
DOSE_IN_STEP = re.compile(rf"\b\d+(?:\s*(?:-|–|to)\s*\d+)?\s*{_UNITS}\b", re.I)


def check(made: Parts) -> Iterator[Problem]:
    """Every breach of the safety rules by a card."""
    for id, card in made.cards.items():
        document = made.documents["card", id]
        if not card.withdrawn:
            for tier in made.rules.tiers:
                yield from _tier(card, tier, document, made)
        yield from _overrides(card, document, made.rules)
        yield from _steps(card, document, made)
        yield from _unused(card, document, made.rules)
        for tier in made.rules.tiers:
            yield from _ceiling(card, tier, document, made.rules)
    yield from _moves(made)


def _tier(card: Card, tier: str, document: Document, made: Parts) -> Iterator[Problem]:
    rules = made.rules
    word = safety.inherited(card.tiers, tier, rules)
    if word is None:
        yield problem("missing-status", f"the card says nothing about tier `{tier}`", document.place(("tiers",), key=True), f"add `{tier}: allow`, `modify` or `avoid`")
        return
    if tier in card.tiers:
        yield from _word(card, tier, word, document, made)
    status = safety.status(card, tier, rules)
    if status == Status.modify and safety.inherited(card.modify, tier, rules) is None:
        yield problem("modify-without-text", f"the card is `modify` for tier `{tier}`, and does not say what to change", document.place(("tiers", tier)), f"add `modify: {{{tier}: …}}`, beginning with what to do")
    if status == Status.avoid:
        yield from _swap(card, tier, document, made)


def _word(card: Card, tier: str, word: Status, document: Document, made: Parts) -> Iterator[Problem]:
    """The author's word against what binds the card in this tier."""
    rules = made.rules
    binding = safety.reasons(card, tier, rules)
    least = binding[0] if binding else safety.Reason(safety.BASELINE, Status.allow)
    override = safety.inherited(card.override, tier, rules)
    if word < least.status and not (override and word == Status.modify):
        yield _laxer(card, tier, word, least, document, made)
    elif word > least.status and safety.inherited(card.stricter_because, tier, rules) is None:
        yield problem("stricter-unexplained", f"the card is `{word}` for tier `{tier}`, stricter than its hazards ask (`{least.status}`)", document.place(("tiers", tier)), f"say why in `stricter_because: {{{tier}: …}}`, or write `{least.status}`")


def _laxer(card: Card, tier: str, word: Status, least: safety.Reason, document: Document, made: Parts) -> Problem:
    place = document.place(("tiers", tier))
    hazards = made.documents["hazards", "hazards"]
    if least.source == safety.BASELINE:
        why = Why("every card starts from the baseline unless it says `gentle:` with a reason", hazards.place(("baseline", tier)))
        return problem("laxer-than-baseline", f"card is `{word}` for tier `{tier}`, but the baseline says `{least.status}`", place, f"change to `{least.status}`, or say in `gentle:` why this card is an exception", why=[why])
    hazard = made.rules.hazards.get(least.source)
    line = hazards.place(("hazards", least.source), key=True) if hazard else None
    why = Why(str(hazard.why) if hazard else "this hazard is not known", line)
    mend = f"change to `{least.status}`" + (f", and name a swap in `swap: {{{tier}: …}}`" if least.status == Status.avoid else f", and say in `modify: {{{tier}: …}}` what to change")
    if least.source in card.hazards:
        return problem("laxer-than-hazard", f"card is `{word}` for tier `{tier}`, but hazard `{least.source}` says `{least.status}`", place, mend, why=[why])
    return problem("laxer-than-dose", f"card is `{word}` for tier `{tier}`, but its dose there is `{least.source}`, which is `{least.status}`", place, f"{mend}; or make the dose lighter", why=[why])


def _swap(card: Card, tier: str, document: Document, made: Parts) -> Iterator[Problem]:
    swap = safety.swap(card, tier, made.rules)
    if swap is None:
        yield problem("avoid-without-swap", f"the card is `avoid` for tier `{tier}`, and does not say what to do instead", document.place(("tiers", tier)), f"add `swap: {{{tier}: …}}`: a card's id, or words such as `ask someone to carry it`")
        return
    other = made.cards.get(swap)
    if other and (other.withdrawn or safety.status(other, tier, made.rules) == Status.avoid):
        state = "withdrawn" if other.withdrawn else f"`avoid` for tier `{tier}`"
        line = made.documents["card", other.id].place(("withdrawn",) if other.withdrawn else ("tiers", tier), key=bool(other.withdrawn))
        yield problem("swap-avoided", f"the swap `{swap}` is itself {state}", document.place(("swap", tier)), "name a card that this tier may do, or say in words what to do instead", why=[Why("a swap must be something this tier can do", line)])


def _overrides(card: Card, document: Document, rules: Ruleset) -> Iterator[Problem]:
    for tier, override in card.override.items():
        place = document.place(("override", tier), key=True)
        if override.to != Status.modify or (tier in rules.tiers and safety.floor(card, tier, rules) != Status.avoid):
            yield problem("override-not-possible", f"an override goes only from `avoid` to `modify`, and here it does not (tier `{tier}`)", place, "remove it, or tag the hazard that it is about")
        else:
            yield problem("override-in-force", f"tier `{tier}` does this card although its hazards say `avoid`: decided by {override.by} on {override.on}, because: {override.because}", place)


def _steps(card: Card, document: Document, made: Parts) -> Iterator[Problem]:
    for number, step in enumerate(card.steps):
        found = DOSE_IN_STEP.search(step.text)
        if found:
            place = document.find(found[0], start=document.place(("steps", number)).line)
            yield problem("dose-in-step", f"the step says how much (`{found[0]}`)", place, "say how much in `dose:` only, so that no tier reads another's number")
    why = _needs_safety(card, made)
    if why and card.steps[0].kind != "safety":
        yield problem("safety-first", f"the first step is not a `safety` step, and the card has `{why}`", document.place(("steps", 0)), "begin with what keeps the person safe, such as `- safety: Hold a counter that cannot move.`")


def _needs_safety(card: Card, made: Parts) -> str | None:
    hazards = (h for h in card.hazards if h in made.rules.hazards and made.rules.hazards[h].safety_first)
    kit = made.vocabulary.equipment if made.vocabulary else {}
    return next(hazards, None) or next((e for e in card.equipment if e in kit and kit[e].safety_first), None)


def _unused(card: Card, document: Document, rules: Ruleset) -> Iterator[Problem]:
    """Texts that no tier will ever read: most often a status was changed and the text forgotten."""
    for field, status in (("modify", Status.modify), ("swap", Status.avoid)):
        for tier in getattr(card, field):
            heirs = [t for t in rules.tiers if tier in rules.lineage(t)]
            if heirs and all(safety.status(card, t, rules) != status for t in heirs):
                yield problem("unused-text", f"`{field}` has a text for tier `{tier}`, where the card is not `{status}`", document.place((field, tier), key=True), f"remove it, or set the status to `{status}`")


def _ceiling(card: Card, tier: str, document: Document, rules: Ruleset) -> Iterator[Problem]:
    amount = safety.dose(card, tier, rules)
    if amount is None or amount.most is None:
        return
    for name in Ceiling.model_fields:
        asked, most = getattr(amount, name), getattr(amount.most, name)
        goal = getattr(amount.progress_to, name) if amount.progress_to else None
        if most and max(top(asked), top(goal)) > most.high:
            yield problem("dose-over-ceiling", f"the dose of `{name}` for tier `{tier}` is above the card's own ceiling of {most}", _dose_place(document, tier, name, amount), "lower the dose, or raise `most` if a clinician agrees")


def _dose_place(document: Document, tier: str, name: str, amount: Amount) -> Place:
    for path in (("dose", "tiers", tier, name), ("dose", name)):
        if path in document.marks:
            return document.place(path)
    return document.place(("dose",), key=True)


def _moves(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("moves", "moves"))
    for id, move in made.moves.items():
        for tier in made.rules.tiers:
            binding = safety.strictest(move.hazards, tier, made.rules)
            if binding and binding.status == Status.avoid and document and safety.way_out(move.swap, tier, made.cards, made.rules) is None:
                yield problem("move-without-swap", f"tier `{tier}` has nothing to do instead of `{id}`: `{move.swap}` leads nowhere there", document.place((id, "swap")), "name a card that each tier may do, or whose own swap leads to one")

