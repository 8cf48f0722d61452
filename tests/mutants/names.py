"""Kinds of breaks: names of things that are somewhere else, and where words come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.document import Path

from .kind import Mutation, Spot, kind
from .library import Library
from .written import Written


def using(library: Library, word: str, *kinds: str, but: Written | None = None) -> list[Spot]:
    """Every line of the files in which a word stands."""
    files = (w for w in library.files.values() if w is not but and (not kinds or w.document.kind in kinds))
    return [Spot(w.path, n, n) for w in files if word in w.text for n, row in enumerate(w.text.split("\n"), 1) if word in row]


def _renamed(library: Library, kind: str, *fields: str) -> Iterator[Mutation]:
    """Each value of these fields, misspelt; of a list each entry."""
    for written in library.of(kind):
        for field in fields:
            value = written.get(field)
            paths: list[Path] = [(field, n) for n in range(len(value))] if isinstance(value, tuple) else [(field,)] if isinstance(value, str) else []
            for path in paths:
                yield written.changed(path, f"{written.get(*path)}x")


@kind("category, position or thing unknown", "A card names a category, a starting position or a thing that is not in the vocabulary.", "unknown-category unknown-position unknown-equipment")
def _vocabulary(library: Library) -> Iterator[Mutation]:
    yield from _renamed(library, "card", "category", "position", "equipment")


@kind("shelf unknown", "A page stands on a shelf that is not in the vocabulary.", "unknown-shelf")
def _shelf(library: Library) -> Iterator[Mutation]:
    yield from _renamed(library, "page", "shelf")


@kind("vocabulary entry gone", "A category, a thing, a position or a shelf is taken out of the vocabulary while it is used.", "unknown-category unknown-position unknown-equipment unknown-shelf")
def _vocabulary_gone(library: Library) -> Iterator[Mutation]:
    vocabulary = library.shared("vocabulary")
    for group, rows in vocabulary.document.data.items():
        for id in rows:
            users = [s for s in using(library, id, "card", "page") if re.search(rf"^(category|position|equipment|shelf):.*\b{id}\b", library.files[s.path].text.split("\n")[s.first - 1])]
            if users:
                yield vocabulary.dropped((group, id), more=users)


@kind("reference unknown", "A card, page, hazard, statement or week rests on a work that is not in the list.", "unknown-reference")
def _reference(library: Library) -> Iterator[Mutation]:
    for written in library.files.values():
        for path in written.document.marks:
            if len(path) > 1 and path[-2] == "sources" and isinstance(path[-1], int):
                yield written.changed(path, f"{written.get(*path)}x")


@kind("reference dropped from the list", "A work that texts rest on is taken out of references.yml.", "unknown-reference")
def _reference_gone(library: Library) -> Iterator[Mutation]:
    references = library.shared("references")
    for id in references.document.data:
        users = using(library, id, but=references)
        if users:
            yield references.dropped((id,), more=users)


@kind("reference of a claim unknown", "What is said to be known rests on a work that is not in the list.", "unknown-reference")
def _claim(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in enumerate(page.text.split("\n"), 1):
            found = re.fullmatch(r"/// known \| (\S+).*", row)
            if found:
                yield page.broken(page.text.replace(row, row.replace(found[1], f"{found[1]}x"), 1), f"/// known | {found[1]}x", number, *[n for n, r in enumerate(page.text.split("\n"), 1) if r == row])


@kind("DOI malformed", "The number by which a work is found is not written like one.", "wrong-value")
def _doi(library: Library) -> Iterator[Mutation]:
    references = library.shared("references")
    for id, row in references.document.data.items():
        if "doi" in row:
            yield references.changed((id, "doi"), f"https://doi.org/{row['doi']}")
            yield references.changed((id, "doi"), row["doi"].replace("/", " ", 1))
        for number in ("pmid", "pmcid"):
            if number in row:
                yield references.changed((id, number), "see journal")


@kind("work without its year", "A work has no year, or one that cannot be.", "missing-field out-of-bounds wrong-value")
def _year(library: Library) -> Iterator[Mutation]:
    references = library.shared("references")
    for id in references.document.data:
        yield references.changed((id, "year"), "20222")
        yield references.dropped((id, "year"), references.line(id))


@kind("statement unknown", "A page shows a statement that does not exist.", "unknown-statement")
def _statement(library: Library) -> Iterator[Mutation]:
    yield from _blocks(library, "statement")


@kind("statement gone", "A statement that pages or every card show is taken out.", "unknown-statement missing-statement")
def _statement_gone(library: Library) -> Iterator[Mutation]:
    statements = library.shared("statements")
    for id in statements.document.data:
        users = using(library, f"/// statement | {id}")
        if users or id.startswith("stop-"):
            yield statements.dropped((id,), 1, more=users)


@kind("card on a page unknown", "A page shows a card that does not exist.", "unknown-card")
def _card(library: Library) -> Iterator[Mutation]:
    yield from _blocks(library, "card")


@kind("fact unknown", "A page shows a fact that is not in site.yml.", "unknown-fact")
def _fact(library: Library) -> Iterator[Mutation]:
    yield from _blocks(library, "fact")


def _blocks(library: Library, name: str) -> Iterator[Mutation]:
    for page in library.of("page"):
        rows = page.text.split("\n")
        for number, row in enumerate(rows):
            if row.startswith(f"/// {name} |"):
                yield page.broken("\n".join([*rows[:number], f"{row}x", *rows[number + 1 :]]), f"{row}x", number + 1)


@kind("card in a list unknown", "A page, a handout, a scene or a sample week lists a card that does not exist.", "unknown-card")
def _listed(library: Library) -> Iterator[Mutation]:
    cards = {w.document.id for w in library.of("card")}
    for written in library.files.values():
        if written.document.kind in ("page", "handout", "site", "tiers", "weeks"):
            for path in written.document.marks:
                value = written.get(*path)
                if isinstance(value, str) and value in cards and isinstance(path[-1], int):
                    yield written.changed(path, f"{value}x")


@kind("page in a handout unknown", "A handout holds a page that does not exist.", "unknown-page")
def _page(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        for path in handout.document.marks:
            if path[:1] == ("pages",) and isinstance(path[-1], int):
                yield handout.changed(path, f"{handout.get(*path)}x")


@kind("page gone", "A page is deleted while others lead to it.", "dead-link unknown-page")
def _page_gone(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        id = page.document.id
        users = [s for s in using(library, id, "page", "handout", but=page) if re.search(rf"\]\([./]*{id}[)#]|^pages:.*\b{id}\b", library.files[s.path].text.split("\n")[s.first - 1])]
        if users:
            yield Mutation({page.path: None}, tuple(users), f"without {id}")


@kind("old id taken", "A card says that it was once called what another is called now.", "id-taken")
def _was(library: Library) -> Iterator[Mutation]:
    ids = [*library.cards]
    for number, (card, _) in enumerate(library.cards.values()):
        text, line = card.end(f"was: [{ids[number - 1]}]")
        yield card.broken(text, f"was: {ids[number - 1]}", line, more=[Spot(f"content/cards/{ids[number - 1]}.yml")])


@kind("withdrawn without a reason", "A card, page or handout is withdrawn, and nobody says why.", "missing-field")
def _unreasoned(library: Library) -> Iterator[Mutation]:
    for sort in ("card", "page", "handout"):
        for written in library.of(sort):
            line = written.line("title" if sort != "card" else "name")
            yield written.broken(written.below(line, "withdrawn: {on: 2026-11-01}"), "withdrawn, and no reason", line + 1)


@kind("withdrawn for nothing", "What is offered in place of something withdrawn does not exist.", "unknown-card unknown-page unknown-handout")
def _instead(library: Library) -> Iterator[Mutation]:
    for sort in ("card", "page", "handout"):
        for written in library.of(sort):
            line = written.line("title" if sort != "card" else "name")
            yield written.broken(written.below(line, "withdrawn: {on: 2026-11-01, reason: Newer advice., instead: no-such-thing}"), "withdrawn for what does not exist", line + 1)


@kind("owner of nothing", "A document's review has a field that nobody knows, or a date that is none.", "unknown-field not-a-date wrong-type review-order")
def _review(library: Library) -> Iterator[Mutation]:
    for sort in ("card", "page", "handout"):
        for number, written in enumerate(library.of(sort)):
            if ("review",) in written:
                wrong = ("{ownr: physiotherapy}", "{owner: physiotherapy, next: 2027-02-30}", "{owner: physiotherapy, last: soon}")[number % 3]
                yield written.changed(("review",), wrong)
