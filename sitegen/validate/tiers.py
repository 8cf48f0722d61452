"""Tiers and site → do they hold together: addresses, letters, inheritance, a status for every hazard, facts in date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from .. import plans, safety
from ..model import ALL, Document, Ruleset, Statement, Status
from ..model.document import Path
from ..names import listed
from ..problems import Place, Problem, problem
from .parts import Parts

RESERVED = {"cards", "c", "v", "plan", "figures", "handouts", "print", "data", "assets", "about", "glossary", "references", "not-at-this-level", "general", "404", "index", "pages", "week", "search", "log", "keep", "old-copy", "codes", "servers", "media"}
NO_TIER = {ALL: "it stands for every tier in texts and statuses", "general": "it stands for readers whose tier nobody knows", "site": "it stands for the clinic where tiers are signed"}
UNAIDED = "none"  # no equipment, in addresses
LIST_FOLDERS = {"category", "equipment", "position"}
NEEDED_STATEMENTS = ("stop-tell", "stop-same-day", "stop-emergency", "before-you-start", "ring-first")


def check(made: Parts, today: date) -> Iterator[Problem]:
    """What is wrong with tiers.yml, hazards.yml and site.yml as a whole."""
    yield from _tiers(made)
    yield from _hazards(made)
    yield from _addresses(made)
    yield from _marks(made)
    yield from _facts(made, today)
    yield from _statements(made)
    yield from _general(made)
    if statements := made.documents.get(("statements", "statements")):
        yield from _speechless(made, statements)


def _tiers(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("tiers", "tiers"))
    if document is None:
        return
    seen: dict[tuple[str, str], str] = {}
    for id, tier in made.all_tiers.items():
        if id in NO_TIER:
            yield problem("tier-reserved", f"no tier can be called `{id}`: {NO_TIER[id]}", document.place((id,), key=True), "give it another id, such as `steady`")
        for field in ("label", "slug", "letter", "look") if tier.enabled else ():
            value = getattr(tier, field)
            other = seen.setdefault((field, value), id)
            if other != id:
                yield problem("tier-twice", f"tier `{id}` has the same {field} as tier `{other}`", document.place((id, field)), "give each tier its own: people tell them apart by word, letter and shape")
        if tier.enabled and tier.like and tier.like in made.all_tiers and not made.all_tiers[tier.like].enabled:
            yield problem("like-loop", f"tier `{id}` is like `{tier.like}`, which is not enabled", document.place((id, "like")), f"enable `{tier.like}`, or choose another tier")
        yield from _laxer_hazards(id, made, document)
    for circle in sorted({_circle(id, made) for id in made.all_tiers} - {()}):
        said = f"{listed('tier', circle)} are like one another" if len(circle) > 1 else f"tier `{circle[0]}` is like itself"
        yield problem("like-loop", f"{said}, in a circle", document.place((circle[0], "like")), "let `like` lead to a tier that stands on its own")


def _circle(id: str, made: Parts) -> tuple[str, ...]:
    """The tiers that are like one another in a circle, if `like` leads from this one into such a circle."""
    line = Ruleset(made.all_tiers, {}, {}).lineage(id)
    back = made.all_tiers[line[-1]].like
    return tuple(sorted(line[line.index(back) :])) if back in line else ()


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
    if made.rules.baseline or document.data.get("baseline") == {}:  # one that does not fit was told
        yield from _silent("the baseline", made.rules.baseline, document, ("baseline",), made)
    for id, hazard in made.rules.hazards.items():
        if id == safety.BASELINE:
            yield problem("hazard-reserved", f"no hazard can be called `{id}`: it stands for what every card starts from", document.place(("hazards", id), key=True), "give it another id, such as `usual-strain`")
        yield from _silent(f"hazard `{id}`", hazard.tiers, document, ("hazards", id, "tiers"), made)


def _silent(what: str, table: Mapping[str, Status], document: Document, path: Path, made: Parts) -> Iterator[Problem]:
    """Tiers that a table of statuses forgets; where one is misspelt, that was told."""
    whole = [t for t in made.rules.tiers if _leads_somewhere(t, made.rules)]
    silent = [t for t in whole if safety.inherited(table, t, made.rules) is None]
    if silent and all(t in made.written("tier") for t in table):
        yield problem("missing-status", f"{what} says nothing about {listed('tier', silent)}", document.place(path, key=True), f"add `{silent[0]}: allow`, `modify` or `avoid`")


def _leads_somewhere(tier: str, rules: Ruleset) -> bool:
    """Whether all the tiers that this one is like are there to inherit from."""
    like = rules.tiers[rules.lineage(tier)[-1]].like
    return like is None or like in rules.tiers


def _addresses(made: Parts) -> Iterator[Problem]:
    """No two things may want the same address."""
    tiers = made.documents.get(("tiers", "tiers"))
    languages = set(made.site.languages) if made.site else set()
    for id, tier in made.rules.tiers.items():
        if tiers and tier.slug in RESERVED | languages:
            yield problem("address-taken", f"tier `{id}` cannot have the address `/{tier.slug}/`: the site uses it itself", tiers.place((id, "slug")), "choose another slug")
    vocabulary = made.documents.get(("vocabulary", "vocabulary"))
    if made.vocabulary and vocabulary and UNAIDED in made.vocabulary.equipment:
        yield problem("address-taken", f"equipment cannot be called `{UNAIDED}`: the list of what needs no equipment has that address", vocabulary.place(("equipment", UNAIDED), key=True), "choose another id; a card that needs nothing has no `equipment`")


def _marks(made: Parts) -> Iterator[Problem]:
    """A plan says its level and its language in two symbols each: no two may have the same."""
    tiers, site = made.documents.get(("tiers", "tiers")), made.documents.get(("site", "site"))
    seen: dict[str, str] = {}
    for id in made.all_tiers if tiers else ():  # also those that are switched off: their plans are still about
        mark = plans.tier_mark(id)
        other = seen.setdefault(mark, id)
        if tiers and other != id:
            yield problem("plan-mark-clash", f"tier `{id}` would have the same mark {mark} in plans as tier `{other}`", tiers.place((id,), key=True), f"give tier `{id}` another id before any plan is made")
    spoken: dict[str, str] = {}
    for number, language in enumerate(made.site.languages if made.site else ()):
        if site and made.site and language.casefold() in (other.casefold() for other in made.site.languages[:number]):
            yield problem("language-twice", f"`{language}` stands in `languages` twice", site.place(("languages", number)), "remove one of the two, or write the tag that was meant")
            continue
        mark = plans.language_mark(language)
        other = spoken.setdefault(mark, language)
        if site and other != language:
            yield problem("plan-mark-clash", f"language `{language}` would have the same mark {mark} in plans as language `{other}`", site.place(("languages", number)), "write one of the two with its region, such as `pt-BR`")


def together(made: Parts) -> Iterator[Problem]:
    """Cards and pages that want an address of the site's own, or one another's old ids."""
    languages = set(made.site.languages) if made.site else set()
    slugs = {tier.slug: id for id, tier in made.rules.tiers.items()}
    for kind, id in ((kind, id) for kind, ids in made.ids.items() for id in ids):
        taken = id in RESERVED | languages | slugs.keys() if kind == "page" else id in LIST_FOLDERS
        place = Place(made.document(kind, id).path if taken else "")
        if (kind == "page" and id in RESERVED | languages) or (kind == "card" and id in LIST_FOLDERS):
            yield problem("address-taken", f"a {kind} cannot be called `{id}`: the site uses that address itself", place, "give the file another name")
        elif kind == "page" and id in slugs:
            yield problem("address-taken", f"a page cannot be called `{id}`: tier `{slugs[id]}` has that address", place, "give the file another name")
    for kind, owners in (("card", made.cards), ("page", made.pages), ("handout", made.handouts)):
        earlier: dict[str, str] = {}
        for id, owner in owners.items():
            for number, old in enumerate(owner.was):
                other = id if old in owners else earlier.setdefault(old, id)
                if old in owners or other != id:
                    whose = f"the id of a {kind} of today" if old in owners else f"an old id of {kind} `{other}` already"
                    yield problem("id-taken", f"`{old}` is {whose}", made.document(kind, id).place(("was", number)), "an old id belongs to one document for ever: remove it here")


def _facts(made: Parts, today: date) -> Iterator[Problem]:
    if not made.site:
        return
    document = made.documents["site", "site"]
    for id, fact in made.site.facts.items():
        if fact.expires < today:
            yield problem("fact-expired", f"the fact `{id}` was good until {fact.expires} and is out of date", document.place(("facts", id, "expires")), "look it up at its source, then set text, `as_of` and `expires` anew")


def _general(made: Parts) -> Iterator[Problem]:
    """Who has no level reads the words of the last tier of `general`: none of the others may be the stricter one."""
    if not made.site or any(t not in made.rules.tiers for t in made.site.general):
        return
    *others, last = made.site.general
    for hazard in made.rules.hazards:
        least = safety.hazard_status(hazard, last, made.rules)
        stricter = next((t for t in others if safety.hazard_status(hazard, t, made.rules) > least), None)
        if stricter:
            place = made.documents["site", "site"].place(("general",))
            mend = "put the most careful of them last: its words are shown to those who have no level"
            yield problem("general-order", f"tier `{stricter}` is stricter than `{last}`, which stands last (hazard `{hazard}`)", place, mend)
            return


def _statements(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("statements", "statements"))
    for id in NEEDED_STATEMENTS if document and document.marks else ():
        assert document
        written = document.data.get(id)
        if written is None:
            yield problem("missing-statement", f"the statement `{id}` is missing: cards and handouts show it", Place(document.path, 1, 1), f"add `{id}:` with its text")
        elif id.startswith("stop-") and id in made.statements and not made.statements[id].short:
            yield problem("missing-field", f"the field `short` is missing in `{id}`: cards show it", document.place((id,), key=True), "add `short: …`, one line")
        elif id in made.statements:
            yield from _shown_to_all(made.statements[id], document, made)


def _speechless(made: Parts, document: Document) -> Iterator[Problem]:
    """Statements without words for a tier: a page would show nothing in their place."""
    for id, statement in made.statements.items():
        silent = [t for t in made.rules.tiers if safety.inherited(statement.text, t, made.rules) is None]
        if silent:
            place = document.place((id, "text"), key=True)
            yield problem("missing-tier-text", f"the statement `{id}` says nothing to {listed('tier', silent)}", place, f"add `all: …` for everyone, or a text for `{silent[0]}`")


def _shown_to_all(statement: Statement, document: Document, made: Parts) -> Iterator[Problem]:
    """The site itself shows these to every tier: none of them may teach what one must avoid."""
    for tier in made.rules.tiers:
        binding = safety.strictest(statement.hazards, tier, made.rules)
        if binding and binding.status == Status.avoid and binding.source in made.rules.hazards:
            place = document.place((statement.id, "hazards"))
            mend = "reword the statement so that it fits everyone, and take the hazard away"
            yield problem("statement-avoided", f"every tier reads `{statement.id}`, and `{tier}` must avoid `{binding.source}`", place, mend)
            return
