"""(Library, translation documents) → the Library in each further language, and what is missing or out of date there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from .. import markup
from ..model import Document, Library, Page, Ruleset
from ..names import suggestion
from ..overlay import Translated, fingerprint, texts, translated
from ..problems import Place, Problem, problem
from . import pages as page_rules
from .parts import Parts


def library(source: Library, language: str, documents: list[Document], made: Parts, problems: list[Problem]) -> Library:
    """The library in a language. What is not translated, or was translated from older words, stays in the source language."""
    mine = {(d.kind, d.id): d for d in documents if d.language == language}
    problems += [*_unknown_documents(mine, source), *_missing_documents(mine, source, language)]
    tongue = _Tongue(source.language, mine, problems)
    glossary = tongue.of("glossary", "glossary", source.glossary)
    terms = page_rules.glossary_words(glossary)
    rules = Ruleset(tongue.of("tiers", "tiers", source.rules.tiers), tongue.of("hazards", "hazards", source.rules.hazards, at="hazards"), source.rules.baseline)
    return replace(
        source,
        language=language,
        site=tongue.of("site", "site", source.site),
        rules=rules,
        vocabulary=tongue.of("vocabulary", "vocabulary", source.vocabulary),
        cards={id: tongue.of("card", id, card) for id, card in source.cards.items()},
        pages={id: _page(page, mine.get(("page", id)), tongue, terms, made, problems) for id, page in source.pages.items()},
        moves=tongue.of("moves", "moves", source.moves),
        statements=tongue.of("statements", "statements", source.statements),
        glossary=glossary,
    )


class _Tongue:
    """Applies one language's documents to models, and notes what is missing or stale."""

    def __init__(self, source: str, mine: Mapping[tuple[str, str], Document], problems: list[Problem]) -> None:
        self.source, self.mine, self.problems = source, mine, problems

    def of(self, kind: str, id: str, value: Any, *, at: str = "") -> Any:
        document = self.mine.get((kind, id))
        words = dict(_words(document, self.problems)) if document else {}
        if document:
            self.problems += _judged(document, words, dict(texts(value, at)))
        return translated(value, words, self.source, at)


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


def _page(page: Page, document: Document | None, tongue: _Tongue, terms: markup.Glossary, made: Parts, problems: list[Problem]) -> Page:
    head = tongue.of("page", page.id, page.head)
    source = made.documents["page", page.id]
    if document is None:
        return Page(page.id, head, page.body, tongue.source)
    if document.data.get("body") != fingerprint(source.body.strip()):
        place = document.place(("body",)) if "body" in document.data else Place(document.path)
        problems.append(problem("translation-stale", "the body was translated from an older text; the site shows the source until it is done again", place, f"translate it again, then write `body: {fingerprint(source.body.strip())}` in the front matter"))
        return Page(page.id, head, page.body, tongue.source)
    before = len(problems)
    body = page_rules.body(document, terms, made, problems)
    if len(problems) == before:
        problems += _same_gates(page, body, document)
    translated_page = Page(page.id, head, body)
    problems += page_rules.gates(translated_page, document, made)  # each item and statement before the tiers that read it here
    return translated_page


def _same_gates(page: Page, body: Any, document: Document) -> Iterator[Problem]:
    """A translated page has the same directives in the same order, so no tier's text can slip into another's."""
    wanted = [(b.kind, b.names) for b in page.body.blocks]
    found = [(b.kind, b.names) for b in body.blocks]
    claims = ([(c.hazards, c.tiers) for c in page.body.claims], [(c.hazards, c.tiers) for c in body.claims])
    if wanted != found or claims[0] != claims[1]:
        odd = next((b.line for b, other in zip_longest(body.blocks, wanted) if b and (b.kind, b.names) != other), 0)
        place = document.at(document.body_line + odd) if odd else Place(document.path)
        yield problem("translation-gates", "the translated page has other `///` blocks, or other hazards on its items, than its source", place, "keep every `///` line and every `{hazard}` of the source, in the same order")


def _missing_documents(mine: Mapping[tuple[str, str], Document], source: Library, language: str) -> Iterator[Problem]:
    """Documents of which nothing at all is translated: they are shown in the source language."""
    single = [(kind, kind) for kind in ("site", "tiers", "vocabulary", "statements", "glossary", "moves") if (kind, kind) in source.documents]
    wanted = [*single, *(("card", id) for id in source.cards), *(("page", id) for id in source.pages)]
    missing = [source.documents[key].path.removeprefix("content/") for key in wanted if key not in mine]
    if missing:
        shown = ", ".join(f"`{m}`" for m in missing[:5]) + (" …" if len(missing) > 5 else "")
        yield problem("translation-missing", f"{len(missing)} of {len(wanted)} files are not translated: {shown}", Place(f"content/translations/{language}"), "translate them under the same names; until then the site shows them in the source language")


def _unknown_documents(mine: Mapping[tuple[str, str], Document], source: Library) -> Iterator[Problem]:
    known = {"card": source.cards, "page": source.pages}
    for (kind, id), document in mine.items():
        if kind in known and id not in known[kind]:
            yield problem("translation-unknown", f"there is no {kind} `{id}` to translate", Place(document.path), suggestion(id, known[kind]) or "give the file the name of its source, or remove it")
