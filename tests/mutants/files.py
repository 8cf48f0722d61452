"""Kinds of breaks: how a file is written: what editors, programs and merges do to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .hazards import everywhere
from .kind import Mutation, Spot, kind
from .library import Library
from .names import using
from .written import Written

WORDS = ("card", "handout", "statements", "hazards", "tiers", "site", "glossary", "weeks", "moves", "references", "vocabulary")


def _yaml(library: Library) -> Iterator[Written]:
    """Files of fields, in words."""
    yield from (w for w in library.files.values() if w.document.kind in WORDS and w.document.language is None)


def _texts(written: Written) -> Iterator[tuple[int, str, str]]:
    """Lines that are a name and plain words: the number, what stands before the words, and these."""
    for number, row in enumerate(written.text.split("\n"), 1):
        found = re.fullmatch(r"( *(?:- )?(?:name|plain|why|text|feel|wrong|mend|safety|move|cue|intro|title|lead|means): )([A-Z][^\"'#{}\[\]:&*]+)", row)
        if found:
            yield number, found[1], found[2]


def _line(written: Written, number: int, *rows: str) -> str:
    lines = written.text.split("\n")
    return "\n".join([*lines[: number - 1], *rows, *lines[number:]])


@kind("tab", "A line begins with a tab.", "yaml-tab")
def _tab(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, row in enumerate(written.text.split("\n"), 1):
            if row.startswith("  "):
                yield written.broken(_line(written, number, f"\t{row[2:]}"), f"line {number}", number)
                break


@kind("colon in words", "Words without quotes hold a colon.", "yaml-syntax")
def _colon(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, words in [*_texts(written)][:3]:
            yield written.broken(_line(written, number, f"{name}Mind: {words}"), f"line {number}", number)


@kind("field twice", "A field stands twice in one place.", "duplicate-key")
def _twice(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, words in [*_texts(written)][:3]:
            if not name.strip().startswith("- "):
                yield written.broken(_line(written, number, name + words, f"{name}Other words."), f"line {number}", number + 1)


@kind("merge left open", "The marks of a merge that was not finished stand in a file.", "yaml-syntax merge-conflict block-shape heading-skips unresolved-merge conflict-left")
def _merge(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, words in [*_texts(written)][1:3]:
            rows = ("<<<<<<< HEAD", name + words, "=======", f"{name}Other words.", ">>>>>>> theirs")
            yield written.broken(_line(written, number, *rows), f"line {number}", *range(number - 1, number + 5))
    for page in library.of("page"):
        text, line = page.end("<<<<<<< HEAD", "Stand tall.", "=======", "Stand taller.", ">>>>>>> theirs")
        yield page.broken(text, "at the end", *range(line, line + 5))


@kind("remark in words", "Words without quotes hold a ` #`, from where on they would be lost.", "yaml-remark")
def _remark(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, words in [*_texts(written)][:2]:
            yield written.broken(_line(written, number, f"{name}Use step #2. {words}"), f"line {number}", number)


@kind("sign that YAML keeps", "Words begin with a sign that means something else.", "yaml-alias yaml-tag yaml-syntax")
def _sign(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for (number, name, words), sign in zip(_texts(written), "*&!%@`", strict=False):
            yield written.broken(_line(written, number, f"{name}{sign}{words}"), f"line {number}: {sign}", number)


@kind("bracket open", "A bracket is opened and never closed.", "yaml-syntax")
def _bracket(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, row in enumerate(written.text.split("\n"), 1):
            if re.fullmatch(r" *[a-z_]+: .*[\]}]", row):
                yield written.broken(_line(written, number, row[:-1]), f"line {number}", more=[everywhere(written)])
                break


@kind("letters spoiled", "A letter or sign has come out as two or three odd ones.", "garbled-text")
def _garbled(library: Library) -> Iterator[Mutation]:
    for written in (*_yaml(library), *library.of("page")):
        for number, name, words in [*_texts(written)][:2]:
            yield written.broken(_line(written, number, f"{name}Donâ€™t hurry. {words}"), f"line {number}", number)


@kind("character that nobody sees", "A file holds an invisible character.", "control-character")
def _invisible(library: Library) -> Iterator[Mutation]:
    for written in library.files.values():
        number = next((n for n, row in enumerate(written.text.split("\n"), 1) if row and not row.startswith(("#", "---"))), 0)
        row = written.text.split("\n")[number - 1]
        yield written.broken(_line(written, number, row[:3] + ("\u200b", "\ufeff", "\x07")[number % 3] + row[3:]), f"line {number}", number)


@kind("old letters", "A file was saved in an old way of writing letters.", "not-utf8")
def _old(library: Library) -> Iterator[Mutation]:
    for written in library.files.values():
        raw = f"# café\n{written.text}" if not written.path.endswith(".md") else written.text.replace("title: ", "title: Café ", 1)
        number = 1 if raw[0] == "#" else written.line("title")
        yield Mutation({written.path: raw.encode("utf-8").replace("é".encode(), b"\xe9")}, (Spot(written.path, number, number),), "saved as Latin-1")


@kind("file empty", "A file holds nothing.", "empty-file missing-file missing-statement")
def _empty(library: Library) -> Iterator[Mutation]:
    for written in library.files.values():
        yield written.broken("\n", "empty")


@kind("text empty", "A text that is always needed has quotes and no words.", "empty-text")
def _words(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, _ in [*_texts(written)][:3]:
            yield written.broken(_line(written, number, f'{name}" "'), f"line {number}", number)


@kind("value empty", "A field has a name and nothing behind it.", "empty-value")
def _value(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, _ in [*_texts(written)][:3]:
            yield written.broken(_line(written, number, name.rstrip()), f"line {number}", number)


@kind("words still to be written", "A text still holds the sign ✎.", "unwritten")
def _unwritten(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        for number, name, words in [*_texts(written)][:2]:
            if written.document.kind not in ("references",):
                yield written.broken(_line(written, number, f"{name}✎ {words}"), f"line {number}", number)
    for page in library.of("page"):
        text, line = page.end("", "✎ Say more.")
        yield page.broken(text, "at the end", line + 1)


@kind("field misspelt", "A field has a name that nobody knows.", "unknown-field wrong-type")
def _misspelt(library: Library) -> Iterator[Mutation]:
    for written in _yaml(library):
        if written.document.kind in ("card", "handout", "site"):
            for name in written.document.data:
                yield written.broken(written.named((name,), f"{name[:-1]}q"), f"{name[:-1]}q", written.line(name))


@kind("field that is needed gone", "Something that is always needed is taken out.", "missing-field missing-file")
def _needed(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for name in ("name", "category", "goal", "position", "steps", "feel"):
            yield card.dropped((name,), 1)
    for sort in ("page", "handout"):
        for written in library.of(sort):
            for name in ("title", "summary"):
                yield written.dropped((name,), 1)


@kind("kind of step unknown", "A step has no kind, or one that nobody knows.", "unknown-value step-shape wrong-type")
def _step(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, step in enumerate(model.steps):
            yield card.broken(card.named(("steps", number, step.kind), "walk"), f"steps.{number} is a `walk`", card.line("steps", number))


@kind("page without its head", "A page's first lines are not what they must be.", "no-front-matter yaml-syntax not-fields")
def _head(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        yield page.broken(page.text.removeprefix("---\n"), "without its first line", more=[everywhere(page)])


@kind("file with a wrong name", "A card or page has a name that is not read.", "bad-file-name unknown-file")
def _name(library: Library) -> Iterator[Mutation]:
    for sort in ("card", "page", "handout"):
        for written in library.of(sort):
            folder, _, name = written.path.rpartition("/")
            other = f"{folder}/{name.replace('.', ' copy.')}"
            yield Mutation({other: written.text}, (Spot(other),), other)


@kind("shared file gone", "One of the files that everything rests on is deleted.", "missing-file missing-statement unknown-hazard unknown-tier unknown-category unknown-reference unknown-person unknown-statement")
def _shared(library: Library) -> Iterator[Mutation]:
    for name in ("site", "tiers", "hazards", "statements", "vocabulary", "references", "people"):
        yield Mutation({f"content/{name}.yml": None}, (Spot(f"content/{name}.yml"), *(everywhere(w) for w in library.files.values())), f"without {name}.yml")


@kind("vocabulary unreadable", "The vocabulary is empty, gone or broken: everything else must be judged without it.", "empty-file missing-file yaml-syntax unknown-category")
def _vocabulary(library: Library) -> Iterator[Mutation]:
    vocabulary = library.shared("vocabulary")
    for text in ("\n", f"{vocabulary.text}  {{\n", None):
        yield Mutation({vocabulary.path: text}, (everywhere(vocabulary), Spot(vocabulary.path)), "unreadable" if text else "gone")


@kind("retired words back", "A text uses words that a statement has retired.", "retired-wording")
def _retired(library: Library) -> Iterator[Mutation]:
    rows = library.shared("statements").document.data
    retired = [words for row in rows.values() for words in row.get("retired", ())]
    texts = [(w, number, name, words) for w in _yaml(library) if w.document.kind in ("card", "handout") for number, name, words in [*_texts(w)][1:4]]
    for at, wording in enumerate(retired):
        for written, number, name, words in texts[at % 17 :: 17]:
            said = f"Remember to {wording}. {words}"
            yield written.broken(_line(written, number, f"{name}{said}"), f"line {number}: {wording}", number)
    for at, wording in enumerate(retired):
        for page in list(library.of("page"))[at % 5 :: 5]:
            text, line = page.end("", f"Remember to {wording}.")
            yield page.broken(text, wording, line + 1)


@kind("foot as a measure", "A unit converter took a part of the body for a length.", "unit-converted")
def _converted(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for number, name, words in _texts(card):
            if name.strip() in ("- move:", "- cue:"):
                yield card.broken(_line(card, number, f"{name}Stand on one foot (0.3 m). {words}"), f"line {number}", number)
                break


__all__ = ["using"]
