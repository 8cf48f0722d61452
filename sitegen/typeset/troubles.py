"""What became of a sheet → problems in its author's words: a letter that no typeface has, a page too full, a template that fails, a card that moved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..problems import Place, Problem, Why, problem
from . import press
from .press import Unprintable

SINGLY = 3  # as many letters are told one by one; more are a script that no typeface has
NO_ROOM = "does not fit"  # what a print template's assertion says where a place is too small; its words name the card

_LOST = re.compile(r'the text (?:`"((?:[^"\\]|\\.)*)"` could not be displayed|contains the disallowed codepoint `"(.*)"`)')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"  # they join the letter before them
_WHERE = re.compile(r"┌─ (?:\S*/)?sitegen-print-[^/]+/(\S+):(\d+):(\d+)\n *│\n *\d+ │ (.*)\n *│ *(\^*)")


class About(NamedTuple):
    """Which sheet it was: the file of its content, what it is called, for whom and how it was to be printed."""

    path: str
    name: str
    whom: str  # `Protect, large print`
    source: str | None = None  # the file's text, where it is at hand
    root: Path | None = None  # the project: words may come from other files of its content, and are looked for there
    language: str = ""  # of the reader: translated words stand in files of their own


def of(error: Unprintable, about: About) -> list[Problem]:
    """What is wrong with a sheet that could not be made."""
    lost = list(dict.fromkeys(_unescaped(a or b) for a, b in _LOST.findall(error.where or error.message)))
    if lost:
        return _letters(lost, about)
    message, met = re.sub("^(assertion failed|panicked with): ", "", error.message), f"it was met while making the sheet of {about.path} for {about.whom}"
    if NO_ROOM in message:
        why = [Why(message, _template(error))]
        text = f"the sheet of `{about.name}` for {about.whom} has more than its paper can hold"
        help = "shorten its longest steps and lines, or put what belongs to a card of its own there; print is never made smaller"
        return [problem("sheet-full", text, _start(about), help, why=why)]
    return [problem("template-error", f"the template fails: {message}" if error.where else f"no sheet could be made: {message}", _template(error), met)]


def moved(ids: Iterable[str], about: About) -> list[Problem]:
    """What is to be said of cards that were given more room than was asked."""
    return gathered([(ids, about)])


def gathered(found: Iterable[tuple[Iterable[str], About]]) -> list[Problem]:
    """The same for many sheets: one problem for each card in a document, which names all levels and sizes."""
    whoms: dict[tuple[str, str], dict[str, None]] = {}
    abouts: dict[str, About] = {}
    for ids, about in found:
        for id in ids:
            abouts.setdefault(about.path, about)
            whoms.setdefault((about.path, id), {})[about.whom] = None
    help = "nothing has to be done; shorter words would let it stand where it was to stand"
    return [
        problem("sheet-moved", f"`{id}` needs more room on the sheet of `{abouts[path].name}` and stands in the next larger layout ({'; '.join(names)})", _start(abouts[path]), help)
        for (path, id), names in whoms.items()
    ]


def absent() -> list[Problem]:
    """That no sheets are made, where what makes them is not installed."""
    lacking = press.lacking()
    if not lacking:
        return []
    text = f"no sheets were made for printing, and pages do not link to any: {' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} not installed"
    return [problem("sheets-missing", text, Place("content"), '`pip install "bonewell[print]"`, or build with --no-handouts')]


# letters


def _letters(lost: list[str], about: About) -> list[Problem]:
    """Each letter where it stands; of many only that which stands first."""
    lost = [text for text in lost if len(lost) == 1 or not unicodedata.combining(text[0])]  # a mark is told with the letter that it joins
    found = sorted((*_found(text, about), text) for text in lost)
    if len(found) <= SINGLY:
        return [_letter(place, written, f" on the sheet of `{about.name}`" if away != 1 else "") for away, place, written, _ in found]
    _, place, written, _ = found[0]
    message = f"many letters of `{about.name}` cannot be printed, for no typeface for sheets has them; the first is {_shown(written)}"
    return [problem("sheet-letter", message, place, "put a typeface that has them into `templates/fonts/paper/`: two TTF files, Regular and Bold")]


def _letter(place: Place, written: str, where: str) -> Problem:
    message = f"{_shown(written)} cannot be printed{where}: no typeface for sheets has it"
    return problem("sheet-letter", message, place, "say it in words, or put a typeface that has it into `templates/fonts/paper/`: two TTF files, Regular and Bold")


def _found(text: str, about: About) -> tuple[int, Place, str]:
    """Where a letter stands, and with which marks: in the sheet's own file (0), in another (1), or nobody knows (2)."""
    looked = re.compile(re.escape(text) + (_MARKS + "+" if text.isascii() else _MARKS + "*"))  # by itself, any typeface has an ASCII letter
    for away, path, content in _texts(about):
        for number, line in enumerate(content.splitlines(), 1):
            remark = line.lstrip().startswith("#") and not path.endswith(".md")
            if not remark and (hit := looked.search(line)):
                return away, Place(path, number, hit.start() + 1, len(hit[0]), line), hit[0]
    return 2, _start(about), text


def _texts(about: About) -> Iterator[tuple[int, str, str]]:
    """The files in which a sheet's words may stand: its own, translated or not, those of its language, those that all share, and the rest."""
    language = about.language or _language(about.path)
    translated = about.path.replace("content/", f"content/translations/{language}/", 1) if language else about.path
    yield 0, translated, _read(about, translated)
    yield 0, about.path, _own(about)
    for path in sorted(_content(about), key=lambda path: (_language(path) != language, path.count("/"), path)):
        if path not in (translated, about.path) and _language(path) in ("", language):
            yield 1, path, _read(about, path)


def _content(about: About) -> list[str]:
    files = (about.root / "content").rglob("*.*") if about.root else ()
    return [file.relative_to(about.root).as_posix() for file in files if about.root and file.suffix in (".yml", ".md", ".po")]


def _language(path: str) -> str:
    """The language that a file translates into; empty for the first one."""
    parts = path.split("/")
    return parts[2] if parts[1:2] == ["translations"] and len(parts) > 3 else ""


def _read(about: About, path: str) -> str:
    try:
        return (about.root / path).read_text(encoding="utf-8", errors="replace") if about.root else ""
    except OSError:
        return ""


def _own(about: About) -> str:
    return about.source if about.source is not None else _read(about, about.path)


def _shown(text: str) -> str:
    """A letter with its name, for it may show nowhere: `✓` (check mark)."""
    names = " with ".join(unicodedata.name(one, f"U+{ord(one):04X}").lower() for one in text)
    return f"`{text}` ({names})"


def _unescaped(text: str) -> str:
    """As it was before Typst put it between quotes."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


# places


def _start(about: About) -> Place:
    lines = _own(about).splitlines()
    return Place(about.path, 1, 1, 0, lines[0]) if lines else Place(about.path)


def _template(error: Unprintable) -> Place:
    """The line of the template where it stopped, as its author knows it."""
    found = _WHERE.search(error.where)
    if not found:
        return Place("templates/print")
    file, line, column, source, marks = found.groups()
    return Place(f"templates/print/{file}", int(line), int(column) + 1, len(marks), source)  # Typst counts columns from 0


__all__ = ["NO_ROOM", "About", "absent", "gathered", "moved", "of"]
