"""content/ → Sources → Documents: every file found, and read with the line and column of every value. It judges nothing but readability."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from . import decoding, nodes, published, signatures
from .model.document import Document, Mark, Marks
from .model.document import Path as Keys
from .names import suggestion
from .problems import Place, Problem, problem

LARGEST = 1_000_000  # bytes; the longest real page has 20,000
GROWING = 40_000_000  # of the record, which grows with each release
SINGLE = ("site", "tiers", "hazards", "moves", "statements", "glossary", "references", "vocabulary", "reviewers", "people", "weeks", "published", "redirects", "reviews", "waivers")
FOLDERS = {"cards": ("card", ".yml"), "pages": ("page", ".md"), "handouts": ("handout", ".yml"), "figures": ("figure", ".yml")}
MEDIA = "media"  # the folder of pictures, and their kind
HEAVY = 60_000_001  # bytes of a picture or film that are read: enough for its judge to see that it is too large
SIGNED = "signed"  # the folder of fields as they were signed, and their kind
WORDLESS = {"figures", "people.yml", "published.yml", "redirects.yml", "reviews.yml", "waivers.yml", SIGNED}  # nothing in them is read by a patient: there is nothing to translate
GUIDE = "content/README.md"  # for those who write, not for those who read
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RULER = re.compile(r"^---[ \t]*$", re.M)
_SCRATCH = re.compile(r"^[.#]|[~#]$|\.(swp|bak|tmp|orig)$")  # what editors leave behind


Stamp = tuple[int, int, int, int]  # changes whenever a file does: time, size, inode, time of change


class Source(NamedTuple):
    """A file of content: what its path says that it is. `kind` is `catalogue` for a language's messages.po, `media` for a picture, `passport` for what is known of it."""

    path: str
    kind: str
    id: str
    language: str | None
    stamp: Stamp


@dataclass(slots=True)
class Found:
    """The files of content, in the order of their paths, and those of which nobody knows what they are."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Loaded:
    """What was read, and what could not be."""

    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    catalogues: dict[str, str] = field(default_factory=dict)  # language → the project's own messages.po
    media: dict[str, bytes] = field(default_factory=dict)  # pictures, by their path below content/


def documents(root: Path) -> Loaded:
    """All documents of the project at `root`, in the order of their paths; one that cannot be read is there, and empty."""
    found = sources(root)
    loaded = Loaded(problems=found.problems)
    for source in found.sources:
        read(root, source, loaded)
    return loaded


def sources(root: Path) -> Found:
    """The files of content below `root`; none of them is opened."""
    found = Found()
    if not (root / "content").is_dir():
        found.problems.append(problem("missing-file", "there is no `content` folder here", Place("content"), "run sitegen in the project's folder, or name it with --project; `sitegen new site NAME` makes a new one"))
        return found
    for path in sorted(_files(root, "content", found)):
        sort = _sort(path)
        if sort:
            found.sources.append(Source(path, *sort, _stamp(root, path)))
        else:
            found.problems.append(_unknown(path))
    if not found.sources and not found.problems:
        found.problems.append(problem("missing-file", "the `content` folder holds nothing that sitegen reads", Place("content"), "copy the content of a site that works, or begin with `sitegen new site NAME`"))
    return found


def _stamp(root: Path, path: str) -> Stamp:
    try:
        about = os.stat(f"{root}/{path}")  # noqa: PTH116 (thousands of files)
    except OSError:  # a link that leads nowhere, or gone in the meantime
        return (0, 0, 0, 0)
    return (about.st_mtime_ns, about.st_size, about.st_ino, about.st_ctime_ns)


def _files(root: Path, folder: str, loaded: Found) -> Iterator[str]:
    """Every file below a folder; links out of the project and things that are no files become problems."""
    real_root = os.path.realpath(root)
    for entry in _entries(root, folder, loaded):
        path = f"{folder}/{entry.name}"
        if _SCRATCH.search(entry.name) or path == GUIDE:
            continue
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(real_root + os.sep):
            loaded.problems.append(problem("symlink-outside", "this link leads out of the project", _at(path), "copy the file into the project instead"))
        elif _is_folder(entry) and not path.endswith((".yml", ".md", ".po")):
            if entry.is_symlink():
                loaded.problems.append(problem("symlink-outside", "this is a link to another folder, and sitegen does not follow it", _at(path), "make it a real folder, and copy the files into it"))
            else:
                yield from _files(root, path, loaded)
        else:
            yield path


def _entries(root: Path, folder: str, loaded: Found) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as entries:
            return sorted(entries, key=lambda e: e.name)
    except OSError as error:
        message, help = _unreadable(error, root / folder)
        loaded.problems.append(problem("unreadable-file", message, _at(folder), help))
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle: reading it as a file says so
        return False


def _at(path: str) -> Place:
    """A whole file or folder, its name as it can be shown: not every name on a disk is text."""
    return Place(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def read(root: Path, source: Source, loaded: Loaded) -> None:
    """Adds what a file holds; one that cannot be read is there, and empty."""
    path, kind, name, language, _ = source
    try:
        if kind == "media":
            loaded.media[path.partition("/")[2]] = _raw(root / path, enough=HEAVY)
            return
        text = _text(root / path, GROWING if kind == "published" else LARGEST)
        decoding.refuse_conflict(text if kind != "published" else "")  # there it is told how both sides are kept
        if kind == "catalogue":
            loaded.catalogues[language or ""] = text
        else:
            loaded.documents.append(_page(path, name, language, text) if kind == "page" else _data(path, kind, name, language, text))
    except nodes.Unreadable as error:
        loaded.problems.append(_problem(path, error, root))
        if kind not in ("catalogue", MEDIA):
            loaded.documents.append(Document(path, kind, name, {}, {}, (), language=language))


@lru_cache(maxsize=100_000)  # a watching process asks for the same thousands at each save
def _sort(path: str) -> tuple[str, str, str | None] | None:
    """(kind, id, language) of a path below content/; None for a file that sitegen has no use for."""
    parts = path.split("/")[1:]
    language = None
    if parts[0] == "translations" and len(parts) > 2 and _LANGUAGE.fullmatch(parts[1]):
        language, parts = parts[1], parts[2:]
        if parts == ["messages.po"]:
            return "catalogue", "messages", language
        if parts[0] in WORDLESS:
            return None
    stem, dot, ending = parts[-1].rpartition(".")
    if len(parts) == 1 and ending == "yml" and stem in SINGLE:
        return stem, stem, language
    if parts[0] == MEDIA and len(parts) == 2 and ending == "yml":
        return ("passport", stem, language) if _SLUG.fullmatch(stem) else None
    if parts[0] == MEDIA and len(parts) == 2 and language is None:
        return MEDIA, parts[1], None
    if parts[0] == SIGNED and len(parts) in (2, 3) and ending == "yml" and language is None:
        key = "/".join([*parts[1:-1], stem])
        return (SIGNED, key, None) if signatures.subject(key) else None
    kind, wanted = FOLDERS.get(parts[0], ("", ""))
    if len(parts) == 2 and dot + ending == wanted and _SLUG.fullmatch(stem):
        return kind, stem, language
    return None


def _unknown(path: str) -> Problem:
    """A file whose name fits nothing: the nearest name that would, if it was meant as content."""
    parts = path.split("/")[1:]
    if parts[0] == "translations" and len(parts) > 2 and not _LANGUAGE.fullmatch(parts[1]):
        return problem("bad-file-name", f"`{_at(parts[1])}` is not the tag of a language", _at(path), "call the folder by the language's tag, such as `es` or `pt-BR`")
    if parts[0] == "translations" and len(parts) > 2 and parts[2] in WORDLESS:
        return problem("unknown-file", "this file holds no words, so there is nothing to translate", _at(path), "remove it; what is said about a figure stands in its card, as `alt`")
    wanted = {MEDIA: ".yml"}.get(parts[0]) or FOLDERS.get(parts[0], ("", ""))[1]
    found = re.fullmatch(r"(.+?)\.(?:yaml|yml|md|markdown|json)(?:\.txt)?", parts[-1])
    if len(parts) == 2 and wanted and found:
        better = re.sub(r"[^a-z0-9]+", "-", found[1].lower()).strip("-") or "name"
        return problem("bad-file-name", "this file's name is not one that sitegen reads", _at(path), f"call it `{better}{wanted}`: small letters, digits and hyphens")
    names = [*FOLDERS, *(f"{s}.yml" for s in SINGLE)]
    near = suggestion(parts[0], names, most=0) if parts[0] not in names else ""
    return problem("unknown-file", "sitegen has no use for this file", _at(path), near or "remove it, or move it to where it belongs")


def _text(file: Path, most: int = LARGEST) -> str:
    """A file's text; raises Unreadable for what no author meant to write."""
    return decoding.text(_raw(file, most))


def _raw(file: Path, most: int | None = None, enough: int = LARGEST) -> bytes:
    """What a file holds; of a picture no more than its judge needs to see that it is too large."""
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise nodes.Unreadable("not-a-file", "a folder or device stands where a file should be", -1, 0, "remove it, or give it another name")
        if most and about.st_size > most:
            raise nodes.Unreadable("file-too-large", f"the file is far too large for text: {about.st_size // 1_000_000 or 1} MB", -1, 0, "look what was pasted into it: a card or page has a few kilobytes")
        with file.open("rb") as opened:
            return opened.read(most or enough)
    except OSError as error:
        message, help = _unreadable(error, file)
        raise nodes.Unreadable("unreadable-file", message, -1, 0, help) from None


def _unreadable(error: OSError, file: Path) -> tuple[str, str]:
    """What is wrong, and its mend."""
    if isinstance(error, FileNotFoundError) and file.is_symlink():
        return "this is a link to a file that is not there", "put the file itself here instead of the link"
    if isinstance(error, PermissionError):
        return "you are not allowed to read this", "ask whoever looks after the computer for the right to read it"
    return f"this cannot be read ({error.strerror})", "open it in your editor; if that fails too, copy it anew"


def _data(path: str, kind: str, name: str, language: str | None, text: str) -> Document:
    if kind == "published" and (releases := published.read(text)):  # nothing is wrong in it, so nobody asks for its lines
        return Document(path, kind, name, releases, {(): Marks(None, Mark(0, 0, 0))}, (), language=language)
    if kind == SIGNED and (fields := signatures.by_lines(text)):  # likewise, but that one line may have to be shown
        return Document(path, kind, name, fields, {(): Marks(None, Mark(0, 0, 0))}, tuple(text.split("\n")), language=language)
    _refuse_tabs(text)
    try:
        value, marks = nodes.read(text)
    except nodes.Unreadable as error:
        raise published.explained(error, text) if kind == "published" else error from None
    _must_be_mapping(value, marks)
    return Document(path, kind, name, value, marks, tuple(text.split("\n")), language=language)


def _page(path: str, name: str, language: str | None, text: str) -> Document:
    """A page: front matter between two `---` lines, then Markdown."""
    if not text.strip():
        raise nodes.Unreadable("empty-file", "the file is empty", -1, 0, "write its front matter and text, or remove the file")
    if not _RULER.match(text):
        raise nodes.Unreadable("no-front-matter", "the page does not begin with front matter", 0, 0, "begin the file with a line `---`, then title and summary, then `---` again")
    end = _RULER.search(text, 3)
    if end is None:
        raise nodes.Unreadable("no-front-matter", "the front matter is opened here and has no end", 0, 0, "close it with a line `---` below title and summary", 3)
    head, body = text[text.index("\n") + 1 : end.start()], text[end.end() :].removeprefix("\n")
    _refuse_tabs(head, 1)
    value, marks = _shifted(head)
    _must_be_mapping(value, marks)
    return Document(path, "page", name, value, marks, tuple(text.split("\n")), body, text.count("\n", 0, end.end()) + 1, language)


def _shifted(head: str) -> tuple[Any, dict[Keys, Marks]]:
    """The front matter's values, their marks counted from the top of the file."""
    try:
        value, marks = nodes.read(head)
    except nodes.Unreadable as error:
        error.line += 1
        raise
    down = {path: Marks(_down(m.key), Mark(m.value.line + 1, m.value.column, m.value.length)) for path, m in marks.items()}
    return value, down


def _down(mark: Mark | None) -> Mark | None:
    return mark and Mark(mark.line + 1, mark.column, mark.length)


def _refuse_tabs(text: str, down: int = 0) -> None:
    found = re.search(r"^[ ]*\t", text, re.M)
    if found:
        line = text.count("\n", 0, found.start())
        raise nodes.Unreadable("yaml-tab", "the line is indented with a tab", line + down, found.end() - found.start() - 1, "use spaces: two for each level")


def _must_be_mapping(value: object, marks: dict[Keys, Marks]) -> None:
    if not isinstance(value, dict):
        found = "a list" if isinstance(value, tuple) else "nothing" if value is None else "a single word or text"
        mark = marks[()].value
        raise nodes.Unreadable("not-fields", f"the file holds {found}, not fields", mark.line, mark.column, "write fields, each as `name: value`")


def _problem(path: str, error: nodes.Unreadable, root: Path) -> Problem:
    if error.line < 0:
        return problem(error.code, error.message, Place(path), error.help)
    try:
        lines = decoding.lines((root / path).read_bytes().decode("utf-8-sig", "replace"))
    except OSError:  # gone in the meantime
        lines = []
    source = decoding.INVISIBLE.sub("\ufffd", lines[error.line]) if error.line < len(lines) else ""
    return problem(error.code, error.message, Place(path, error.line + 1, error.column + 1, error.length, source), error.help)
