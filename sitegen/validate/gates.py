"""Cards × tiers → is any card laxer than its hazards, its dose or the baseline; does each avoided one have a way out?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .. import doses, safety, weeks
from ..model import (
    Amount,
    Card,
    CardFace,
    Depicted,
    Document,
    Laxer,
    Length,
    Move,
    Range,
    Ruleset,
    Status,
    Text,
    Weekly,
    Withdrawn,
)
from ..model.document import Path
from ..names import listed
from ..problems import Problem, Why, problem
from . import dates, withdrawn
from .parts import Parts

_UNITS = r"(?:x|times?|sets?|reps?|repetitions?|rounds?|seconds?|secs?|minutes?|mins?|hours?|days?|pounds?|lbs?|kilos?|kilograms?|kg)"
DOSE_IN_STEP = re.compile(rf"\b\d+(?:\s*(?:-|–|to)\s*\d+)?\s*{_UNITS}\b", re.I)


def check(card: Card, document: Document, made: Parts) -> Iterator[Problem]:
    """Every breach of the safety rules that a card commits by itself."""
    if not card.withdrawn:
        yield from _silent(card, document, made)
        for tier in made.rules.tiers:
            yield from _tier(card, tier, document, made)
        yield from _unused(card, document, made.rules)
    yield from _overrides(card, document, made)
    yield from _steps(card, document, made)
    yield from _ceilings(card, document, made.rules)


def face(card: Card, mentions: Iterable[tuple[Path, str]], made: Parts, *, doubtful: bool) -> CardFace:
    """What other documents may know of a card today; the words of further languages are added by their translations."""
    rules = made.current
    statuses = {tier: safety.status(card, tier, rules) for tier in rules.tiers}
    return CardFace(
        id=card.id,
        category=card.category,
        order=card.order,
        was=card.was,
        recode=card.recode,
        withdrawn=_withdrawn(card, made),
        doubtful=doubtful,
        supervised=card.supervision == "always",
        statuses=statuses,
        written={tier: safety.status(card, tier, made.rules) for tier in rules.tiers},
        everyone=safety.for_everyone(card, made.site.general if made.site else (), rules),
        easier=card.easier.card if card.easier else None,
        harder=card.harder.card if card.harder else None,
        names={},
        swaps={},
        mentions=tuple(mentions),
        settled=tuple(t for t in rules.tiers if not card.withdrawn and _settled(card, t, made)),
        depicted=Depicted(card.figure, card.alt_dont is not None, card.equipment, card.hazards) if card.figure else None,
        weekly=dict(_weekly(card, made)),
        due=dates.of(card, made),
        laxer={tier: Laxer(o.by, o.on, o.because) for tier, o in card.override.items() if tier in rules.tiers and not card.withdrawn},
    )


def _withdrawn(card: Card, made: Parts) -> Withdrawn | None:
    """A card's withdrawal; its reason in further languages is added by its translations."""
    if card.withdrawn is None:
        return None
    before = card.model_copy(update={"withdrawn": None})
    had = tuple(tier for tier in made.rules.tiers if safety.status(before, tier, made.rules) != Status.avoid)
    return Withdrawn(card.withdrawn.on, {}, card.withdrawn.instead, had)


def _weekly(card: Card, made: Parts) -> Iterator[tuple[str, Weekly]]:
    """What the sample weeks that name a card must know of its dose."""
    for tier in made.rules.tiers:
        week = weeks.of(made.weeks, tier, made.rules)
        amount = safety.dose(card, tier, made.rules) if week and card.id in week.cards else None
        if amount:
            yield tier, doses.weekly(amount)


def swaps(card: Card, rules: Ruleset) -> dict[str, Text]:
    """What each tier that avoids a card does instead, where that is said."""
    avoiding = (t for t in rules.tiers if safety.status(card, t, rules) == Status.avoid)
    return {tier: word for tier in avoiding if (word := safety.swap(card, tier, rules)) is not None}


def together(made: Parts) -> Iterator[Problem]:
    """Swaps that lead to what is avoided too, and movements that lead a tier to nothing."""
    for face in made.cards.values():
        for tier in face.settled:
            yield from _swapped(face, tier, made)
    yield from _moves(made)


def _settled(card: Card, tier: str, made: Parts) -> bool:
    """Whether a card's status in a tier stands: what follows from one that must change is not worth saying."""
    word = safety.inherited(card.tiers, tier, made.rules)
    return word is not None and not (tier in card.tiers and _lax(card, tier, word, made))


def _silent(card: Card, document: Document, made: Parts) -> Iterator[Problem]:
    """Tiers that a card forgets."""
    silent = [t for t in made.rules.tiers if safety.inherited(card.tiers, t, made.rules) is None]
    if silent:
        yield problem("missing-status", f"the card says nothing about {listed('tier', silent)}", document.place(("tiers",), key=True), f"add `{silent[0]}: allow`, `modify` or `avoid`")


def _tier(card: Card, tier: str, document: Document, made: Parts) -> Iterator[Problem]:
    rules = made.rules
    word = safety.inherited(card.tiers, tier, rules)
    if word is None:
        return
    if tier in card.tiers and (wrong := _word(card, tier, word, document, made)):
        yield wrong
        if wrong.code != "stricter-unexplained":  # what follows from a status that must change is not worth saying
            return
    status = safety.status(card, tier, rules)
    if status == Status.modify and safety.inherited(card.modify, tier, rules) is None:
        yield problem("modify-without-text", f"the card is `modify` for tier `{tier}`, and does not say what to change", document.place(("tiers", tier)), f"add `modify: {{{tier}: …}}`, beginning with what to do")
    if status == Status.avoid and safety.swap(card, tier, rules) is None:
        yield problem("avoid-without-swap", f"the card is `avoid` for tier `{tier}`, and does not say what to do instead", document.place(("tiers", tier)), f"add `swap: {{{tier}: …}}`: a card's id, or words such as `ask someone to carry it`")


def _word(card: Card, tier: str, word: Status, document: Document, made: Parts) -> Problem | None:
    """The author's word against what binds the card in this tier."""
    rules = made.rules
    binding = safety.reasons(card, tier, rules)
    least = binding[0] if binding else safety.Reason(safety.BASELINE, Status.allow)
    if _lax(card, tier, word, made):
        return _laxer(card, tier, word, least, document, made)
    if word > least.status and safety.inherited(card.stricter_because, tier, rules) is None:
        return problem("stricter-unexplained", f"the card is `{word}` for tier `{tier}`, stricter than its hazards ask (`{least.status}`)", document.place(("tiers", tier)), f"add the hazard that makes it so to `hazards`, or say why in `stricter_because: {{{tier}: …}}`")
    return None


def _lax(card: Card, tier: str, word: Status, made: Parts) -> bool:
    """Whether the author's word is laxer than what binds the card, and nobody took that decision."""
    override = card.override.get(tier)
    return word < safety.floor(card, tier, made.rules) and not (override and word == Status.modify)


def _laxer(card: Card, tier: str, word: Status, least: safety.Reason, document: Document, made: Parts) -> Problem:
    place = document.place(("tiers", tier))
    hazards = made.document("hazards", "hazards")
    if least.source == safety.BASELINE:
        why = Why("every card starts from the baseline unless it says `gentle:` with a reason", hazards.place(("baseline", tier)))
        return problem("laxer-than-baseline", f"the card is `{word}` for tier `{tier}`, but the baseline says `{least.status}`", place, f"change to `{least.status}`, or say in `gentle:` why this card is an exception", why=[why])
    hazard = made.rules.hazards.get(least.source)
    line = hazards.place(("hazards", least.source), key=True) if hazard else None
    why = Why(str(hazard.why) if hazard else "this hazard is not known", line)
    mend = f"change to `{least.status}`{_missing(card, tier, least.status, made)}"
    if least.source in card.hazards:
        return problem("laxer-than-hazard", f"the card is `{word}` for tier `{tier}`, but hazard `{least.source}` says `{least.status}`", place, mend, why=[why])
    return problem("laxer-than-dose", f"the card is `{word}` for tier `{tier}`, but its dose there is `{least.source}`, which is `{least.status}`", place, f"{mend}; or make the dose lighter", why=[why])


def _missing(card: Card, tier: str, status: Status, made: Parts) -> str:
    """What a card must still say once its status is the stricter one."""
    if status == Status.avoid and safety.swap(card, tier, made.rules) is None:
        return f", and name a swap in `swap: {{{tier}: …}}`"
    if status == Status.modify and safety.inherited(card.modify, tier, made.rules) is None:
        return f", and say in `modify: {{{tier}: …}}` what to change"
    return ""


def _swapped(card: CardFace, tier: str, made: Parts) -> Iterator[Problem]:
    swap = card.swaps[made.language].get(tier)
    other = made.cards.get(swap) if swap and safety.avoids(card, tier) else None
    if other and not other.withdrawn and safety.avoids(other, tier):
        state, line = f"`avoid` for tier `{tier}`", made.document("card", other.id).place(("tiers", tier))
        place = made.document("card", card.id).place(("swap", tier))
        yield problem("swap-avoided", f"the swap `{swap}` is itself {state}", place, "name a card that this tier may do, or say in words what to do instead", why=[Why("a swap must be something this tier can do", line)])


def _overrides(card: Card, document: Document, made: Parts) -> Iterator[Problem]:
    for tier, override in card.override.items():
        place = document.place(("override", tier), key=True)
        if override.to != Status.modify:
            yield problem("override-not-possible", f"an override cannot go to `{override.to}`", document.place(("override", tier, "to")), "write `modify`, or remove the override")
        elif tier in made.rules.tiers and safety.floor(card, tier, made.rules) != Status.avoid:
            yield problem("override-not-possible", f"nothing says `avoid` for tier `{tier}`, so there is nothing to override", place, "remove it, or add the hazard that it is about to `hazards`")
        elif override.by in made.reviewers:
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
            words = [w for t in heirs for w in (safety.status(card, t, rules), safety.inherited(card.tiers, t, rules))]
            if heirs and status not in words:
                yield problem("unused-text", f"`{field}` has a text for tier `{tier}`, where the card is not `{status}`", document.place((field, tier), key=True), f"remove it, or set the status to `{status}`")


def _ceilings(card: Card, document: Document, rules: Ruleset) -> Iterator[Problem]:
    """Each number above the card's own ceiling, once for all tiers that would read it."""
    readers: dict[tuple[Path, str, str], list[str]] = {}
    for tier in rules.tiers:
        for steps, amount, most in _excesses(safety.dose(card, tier, rules)):
            place = _written_at(steps, tier, document, rules)
            readers.setdefault((place, f"{steps[-1]}: {amount}", str(most)), []).append(tier)
    for (path, asked, limit), tiers in readers.items():
        yield problem("dose-over-ceiling", f"`{asked}` is above the card's own ceiling of {limit}, for {listed('tier', tiers)}", document.place(path), "lower it; or, if a clinician agrees, raise `most`")


def _excesses(amount: Amount | None) -> Iterator[tuple[tuple[str, ...], Range | Length, Range | Length]]:
    """The words of a dose that are above its ceiling: where, how much, and the most there may be."""
    for name, most in amount.most or () if amount else ():
        for steps, part in (((name,), amount), (("progress_to", name), amount.progress_to if amount else None)):
            asked = getattr(part, name, None)
            if most and asked and asked.high > most.high:
                yield steps, asked, most


def _written_at(steps: tuple[str, ...], tier: str, document: Document, rules: Ruleset) -> Path:
    """Where a word of a tier's dose was written: for the tier, for one it is like, or for all."""
    ways: list[Path] = [("dose", "tiers", t, *steps) for t in rules.lineage(tier)]
    return next((way for way in ways if way in document.marks), ("dose", *steps))


def _moves(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("moves", "moves"))
    for id, move in made.moves.items():
        known = all(h in made.rules.hazards for h in move.hazards) and (" " in move.swap or move.swap in made.cards)
        stranded = [t for t in made.rules.tiers if known and _stranded(move, t, made)]
        if document and stranded:
            yield problem("move-without-swap", f"`{move.swap}` leads {listed('tier', stranded)} to nothing that they may do instead of `{id}`", document.place((id, "swap")), "name a card that each tier may do, or whose own swap leads to one")


def _stranded(move: Move, tier: str, made: Parts) -> bool:
    """Whether a tier must avoid a movement and is led nowhere."""
    binding = safety.strictest(move.hazards, tier, made.rules)
    avoided = binding is not None and binding.status == Status.avoid
    return avoided and safety.way_out(move.swap, tier, made.cards, made.language) is None and not withdrawn.astray(move.swap, tier, made)
