"""(models, translation documents) → the same in each further language, and what is missing or out of date there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any, TypeVar

from .. import markup
from ..model import Card, Document, Handout, Library, Page, Passport
from ..names import suggestion
from ..overlay import Translated, fingerprint, texts, translated
from ..problems import Place, Problem, problem
from . import faithful
from . import pages as page_rules
from .parts import Parts

T = TypeVar("T")
_OWN = ("card", "page", "handout", "passport")
_SINGLE = ("site", "tiers", "vocabulary", "statements", "glossary", "references", "moves", "weeks")


def library(source: Library, language: str, mine: Mapping[str, Document], problems: list[Problem]) -> Library:
    """What is shared, in a language. What is not translated, or was translated from older words, stays in the source language."""

    def of(kind: str, value: T, at: str = "") -> T:
        return _of(value, mine.get(kind), source.language, problems, at=at)

    rules = replace(source.rules, tiers=of("tiers", source.rules.tiers), hazards=of("hazards", source.rules.hazards, "hazards"))
    return replace(
        source,
        language=language,
        site=of("site", source.site),
        rules=rules,
        vocabulary=of("vocabulary", source.vocabulary),
        moves=of("moves", source.moves),
        statements=of("statements", source.statements),
        glossary=of("glossary", source.glossary),
        references=of("references", source.references),
        weeks=of("weeks", source.weeks),
    )


def card(source: Card, document: Document | None, made: Parts, problems: list[Problem]) -> Card:
    """A card in a language."""
    return _of(source, document, made.language, problems)


def handout(source: Handout, document: Document | None, made: Parts, problems: list[Problem]) -> Handout:
    """A handout in a language."""
    return _of(source, document, made.language, problems)


def passport(source: Passport, document: Document | None, own: str, problems: list[Problem]) -> Passport:
    """A picture's passport in a language."""
    return _of(source, document, own, problems)


def page(source: Page, own: Document, document: Document | None, terms: markup.Glossary, made: Parts, problems: list[Problem]) -> Page:
    """A page in a language: its body is translated as a whole, or not at all."""
    head = _of(source.head, document, made.language, problems)
    if document is None:
        return Page(source.id, head, source.body, made.language)
    if document.data.get("body") != fingerprint(own.body.strip()):
        place = document.place(("body",)) if "body" in document.data else Place(document.path)
        problems.append(problem("translation-stale", "the body was translated from an older text; the site shows the source until it is done again", place, f"translate it again, then write `body: {fingerprint(own.body.strip())}` in the front matter"))
        return Page(source.id, head, source.body, made.language)
    before = len(problems)
    body = page_rules.body(document, terms, made, problems)
    if len(problems) == before:
        problems += [*_same_gates(source, body, document), *faithful.body(own, document)]
    translated_page = Page(source.id, head, body)
    problems += page_rules.gates(translated_page, document, made)  # each item and statement before the tiers that read it here
    return translated_page


def _of(value: T, document: Document | None, source: str, problems: list[Problem], *, at: str = "") -> T:
    """A model with one language's words, and what is missing or stale in them."""
    words = dict(_words(document, problems)) if document else {}
    if document:
        own = dict(texts(value, at))
        problems += [*_judged(document, words, own), *faithful.check(document, words, own)]
    return translated(value, words, source, at)


def _words(document: Document, problems: list[Problem]) -> Iterator[tuple[str, Translated]]:
    for path, row in document.data.items():
        if path == "body":
            continue
        fits = isinstance(row, dict) and isinstance(row.get("of"), str | int) and isinstance(row.get("text"), str)
        if fits and len(row) == 2 and row["text"].strip():
            yield path, Translated(str(row["of"]), " ".join(row["text"].split()))
        else:
            problems.append(problem("translation-shape", f"`{path}` is not a translated text", document.place((path,)), f"write `{path}: {{of: …, text: '…'}}`, the words in quotes"))


def _judged(document: Document, words: Mapping[str, Translated], source: Mapping[str, str]) -> Iterator[Problem]:
    for path, word in words.items():
        if path not in source:
            yield problem("translation-unknown", f"the source has no text `{path}`", document.place((path,), key=True), suggestion(path, source) or "remove it: the source has changed since")
        elif word.of != fingerprint(source[path]):
            yield problem("translation-stale", f"`{path}` was translated from older words; the site shows the source text until it is done again", document.place((path, "of")), f"translate it again, then write `of: {fingerprint(source[path])}`")
    missing = [path for path in source if path not in document.data]
    if missing:
        many = f"{len(missing)} texts are" if len(missing) > 1 else "one text is"
        yield problem("translation-missing", f"{many} not translated: " + ", ".join(f"`{m}`" for m in missing[:5]) + (" …" if len(missing) > 5 else ""), Place(document.path), "translate what is missing; until then the site shows it in the source language")


def _same_gates(page: Page, body: Any, document: Document) -> Iterator[Problem]:
    """A translated page has the same directives in the same order, so no tier's text can slip into another's."""
    wanted = [(b.kind, b.names) for b in page.body.blocks]
    found = [(b.kind, b.names) for b in body.blocks]
    claims = ([(c.hazards, c.tiers) for c in page.body.claims], [(c.hazards, c.tiers) for c in body.claims])
    if wanted != found or claims[0] != claims[1]:
        odd = next((b.line for b, other in zip_longest(body.blocks, wanted) if b and (b.kind, b.names) != other), 0)
        place = document.at(document.body_line + odd) if odd else Place(document.path)
        yield problem("translation-gates", "the translated page has other `///` blocks, or other hazards on its items, than its source", place, "keep every `///` line and every `{hazard}` of the source, in the same order")


def documents(language: str, mine: Mapping[tuple[str, str], str], source: Mapping[tuple[str, str], str]) -> Iterator[Problem]:
    """What a language has nothing for, or has for nothing; both as (kind, id) → path."""
    yield from _unknown(mine, source)
    wanted = [key for key in source if key[0] in (*_SINGLE, *_OWN)]
    missing = [source[key].removeprefix("content/") for key in _in_order(wanted) if key not in mine]
    if missing:
        shown = ", ".join(f"`{m}`" for m in missing[:5]) + (" …" if len(missing) > 5 else "")
        yield problem("translation-missing", f"{len(missing)} of {len(wanted)} files are not translated: {shown}", Place(f"content/translations/{language}"), "translate them under the same names; until then the site shows them in the source language")


def _in_order(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The shared files first, then cards, pages and handouts."""
    places = {kind: place for place, kind in enumerate((*_SINGLE, *_OWN))}
    return sorted(keys, key=lambda key: (places[key[0]], key[1]))


def _unknown(mine: Mapping[tuple[str, str], str], source: Mapping[tuple[str, str], str]) -> Iterator[Problem]:
    for (kind, id), path in mine.items():
        if kind in _OWN and (kind, id) not in source:
            known = [other for sort, other in source if sort == kind]
            yield problem("translation-unknown", f"there is no {kind} `{id}` to translate", Place(path), suggestion(id, known) or "give the file the name of its source, or remove it")
