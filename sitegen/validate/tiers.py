"""Tiers and site → do they hold together: addresses, letters, inheritance, a status for every hazard, facts in date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .. import safety
from ..model import Document, Ruleset
from ..problems import Place, Problem, problem
from .parts import Parts

RESERVED = {"cards", "c", "v", "plan", "figures", "print", "data", "assets", "about", "glossary", "references", "not-at-this-level", "general", "404", "index", "pages"}
LIST_FOLDERS = {"category", "equipment", "position"}
NEEDED_STATEMENTS = ("stop-tell", "stop-same-day", "stop-emergency", "before-you-start", "ring-first")


def check(made: Parts, today: date) -> Iterator[Problem]:
    """What is wrong with tiers.yml, hazards.yml and site.yml as a whole."""
    yield from _tiers(made)
    yield from _hazards(made)
    yield from _addresses(made)
    yield from _facts(made, today)
    yield from _statements(made)


def _tiers(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("tiers", "tiers"))
    if document is None:
        return
    seen: dict[tuple[str, str], str] = {}
    for id, tier in made.all_tiers.items():
        for field in ("slug", "letter", "look") if tier.enabled else ():
            value = getattr(tier, field)
            other = seen.setdefault((field, value), id)
            if other != id:
                yield problem("tier-twice", f"tier `{id}` has the same {field} as tier `{other}`", document.place((id, field)), "give each tier its own: people tell them apart by word, letter and shape")
        if tier.like and tier.like in made.all_tiers and _in_loop(id, made):
            yield problem("like-loop", f"tier `{id}` is like itself in the end", document.place((id, "like")), "let `like` lead to a tier that stands on its own")
        elif tier.enabled and tier.like and tier.like in made.all_tiers and not made.all_tiers[tier.like].enabled:
            yield problem("like-loop", f"tier `{id}` is like `{tier.like}`, which is not enabled", document.place((id, "like")), f"enable `{tier.like}`, or choose another tier")
        yield from _laxer_hazards(id, made, document)


def _in_loop(id: str, made: Parts) -> bool:
    line = Ruleset(made.all_tiers, {}, {}).lineage(id)
    return made.all_tiers[line[-1]].like in line


def _laxer_hazards(id: str, made: Parts, document: Document) -> Iterator[Problem]:
    tier = made.all_tiers[id]
    for hazard, status in tier.hazards.items():
        known = made.rules.hazards.get(hazard)
        base = safety.inherited(known.tiers, id, Ruleset(made.all_tiers, {}, {})) if known else None
        if base is not None and status < base:
            yield problem("tier-laxer-than-hazard", f"tier `{id}` makes hazard `{hazard}` laxer: `{status}` where hazards.yml says `{base}`", document.place((id, "hazards", hazard)), f"write `{base}` or stricter, or remove the line")


def _hazards(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("hazards", "hazards"))
    if document is None:
        return
    for tier in made.rules.tiers:
        if safety.inherited(made.rules.baseline, tier, made.rules) is None:
            yield problem("missing-status", f"the baseline says nothing about tier `{tier}`", document.place(("baseline",), key=True), f"add `{tier}: allow`, `modify` or `avoid`")
        for id, hazard in made.rules.hazards.items():
            if safety.inherited(hazard.tiers, tier, made.rules) is None:
                yield problem("missing-status", f"hazard `{id}` says nothing about tier `{tier}`", document.place(("hazards", id, "tiers"), key=True), f"add `{tier}: allow`, `modify` or `avoid`")


def _addresses(made: Parts) -> Iterator[Problem]:
    """No two things may want the same address."""
    tiers = made.documents.get(("tiers", "tiers"))
    languages = set(made.site.languages) if made.site else set()
    for id, tier in made.rules.tiers.items():
        if tiers and (tier.slug in RESERVED | languages or ("page", tier.slug) in made.documents):
            yield problem("address-taken", f"the address `/{tier.slug}/` of tier `{id}` is taken", tiers.place((id, "slug")), "choose another slug")
    for kind, id in made.documents:
        if kind == "page" and id in RESERVED | languages:
            yield problem("address-taken", f"a page cannot be called `{id}`: the site uses that address itself", Place(made.documents[kind, id].path), "give the file another name")
        if kind == "card" and id in LIST_FOLDERS:
            yield problem("address-taken", f"a card cannot be called `{id}`: the site uses that address itself", Place(made.documents[kind, id].path), "give the file another name")
    for kind, owners in (("card", made.cards), ("page", made.heads)):
        taken: dict[str, str] = {}
        for id, owner in owners.items():
            for number, old in enumerate(owner.was):
                other = id if old in owners else taken.setdefault(old, id)
                if old in owners or other != id:
                    yield problem("id-taken", f"`{old}` is the id of another {kind}", made.documents[kind, id].place(("was", number)), "an old id belongs to one document for ever: remove it here")


def _facts(made: Parts, today: date) -> Iterator[Problem]:
    if not made.site:
        return
    document = made.documents["site", "site"]
    for id, fact in made.site.facts.items():
        if fact.expires < today:
            yield problem("fact-expired", f"the figure `{id}` was good until {fact.expires} and is out of date", document.place(("facts", id, "expires")), "look it up at its source, then set text, `as_of` and `expires` anew")


def _statements(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("statements", "statements"))
    for id in NEEDED_STATEMENTS if document else ():
        assert document
        written = document.data.get(id)
        if written is None:
            yield problem("missing-statement", f"the statement `{id}` is missing: cards and handouts show it", document.place(), f"add `{id}:` with its text")
        elif id.startswith("stop-") and isinstance(written, dict) and not written.get("short"):
            yield problem("missing-field", f"the statement `{id}` has no `short` line for cards", document.place((id,), key=True), "add `short: …`, one line")
