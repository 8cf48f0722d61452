"""content/reviews.yml and content/signed/ ⇄ who signed what, and the fields as they were then.

An entry is one line, and the lines are sorted: two people who signed on two branches have added different lines, and git keeps both
(`merge=union`). The fields stand in a file of their own for each subject and language, made of nothing but the content, so that
two people who sign the same thing write the same file.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from . import nodes, signing
from .model.signature import Signature
from .signing import Data, Fields

if sys.platform != "win32":
    import fcntl

PLACE, FOLDER = "content/reviews.yml", "content/signed"
ATTRIBUTES = "content/.gitattributes"
UNION = "reviews.yml merge=union"
HEAD = """\
# Who of the clinic has signed what, in which language, and when: one line each, in the order of the alphabet. `sitegen review sign` writes it.
# A signature is a hash of the words as they were, recorded in git: it shows what was signed and whether it is still the same. It is not cryptography.
# To withdraw a signature, remove its line. Where git put two lines for the same thing, keep the later one.
"""
FOLDERS = {"cards": "card", "pages": "page", "handouts": "handout"}
_KINDS = {kind: folder for folder, kind in FOLDERS.items()}
_PLAIN = re.compile(r"[A-Za-z][\w-]*", re.A)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]")  # what no file of content may hold as it is
_ENTRY = re.compile(r"([^\s:#\"']+): \{.*\}\s*")
_ROW = re.compile(r"( {2}| {4})(?:- |(\"(?:[^\"\\]|\\.)*\"|[\w-]+):(?: |$))(.*)")


class Subject(NamedTuple):
    """What is signed, in one language: a card, page or handout by its id, or a shared kind, whose id is its kind."""

    kind: str
    id: str
    language: str

    @property
    def name(self) -> str:
        """As people write it: `cards/heel-raise`, `tiers`."""
        return f"{_KINDS[self.kind]}/{self.id}" if self.kind in _KINDS else self.kind

    @property
    def key(self) -> str:
        """As the line in reviews.yml begins, and as the file of its fields is called."""
        return f"{self.name}.{self.language}"

    @property
    def snapshot(self) -> str:
        """Where its fields stand as they were signed."""
        return f"{FOLDER}/{self.key}.yml"


def subject(key: str) -> Subject | None:
    """The subject of a line's beginning; None for what is none."""
    name, _, language = key.rpartition(".")
    folder, slash, id = name.partition("/")
    if slash:
        return Subject(FOLDERS[folder], id, language) if folder in FOLDERS and id and "/" not in id else None
    return Subject(name, name, language) if name in signing.SHARED else None


# entries


def text(entries: Mapping[str, Signature]) -> str:
    """The whole of reviews.yml."""
    return HEAD + "".join(f"{key}: {line(entries[key])}\n" for key in sorted(entries)) if entries else HEAD + "{}\n"


def line(entry: Signature) -> str:
    """An entry behind its key."""
    return f"{{by: {entry.by}, on: {entry.on.isoformat()}, safety: '{entry.safety}', rest: '{entry.rest}'}}"


# the fields as they were signed


def snapshot(subject: Subject, fields: Fields) -> str:
    """The file of a subject's fields: a line for each item, so that git shows which one changed. The marks tell which one a hand has changed."""
    rows = [f"# {subject.name} in {subject.language}, as it was signed: `sitegen review show` holds it against what stands there now. It is never edited by hand."]
    for part, group in fields._asdict().items():
        rows.append(f"{part}:" if group else f"{part}: {{}}")
        for name, value in group.items():
            rows += _written(name, value)
    rows.append("marks:")
    rows += [f"  {part}: {_json({name: mark[:8] for name, mark in signing.marks(group).items()})}" for part, group in fields._asdict().items()]
    return "\n".join(rows) + "\n"


def _written(name: str, value: Data) -> list[str]:
    key = _key(name)
    if isinstance(value, list) and value:
        return [f"  {key}:", *(f"    - {_json(item)}" for item in value)]
    if isinstance(value, Mapping) and value:
        return [f"  {key}:", *(f"    {_key(inner)}: {_json(item)}" for inner, item in value.items())]
    return [f"  {key}: {_json(value)}"]


def _key(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _json(name)


def _json(value: Data) -> str:
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def read(written: str) -> dict[str, Any]:
    """What a file of signed fields holds: line by line where it stands as it was written, else as YAML; raises nodes.Unreadable."""
    known = by_lines(written)
    if known is not None:
        return known
    found = signing.plain(nodes.read(written)[0])
    return found if isinstance(found, dict) else {}


def by_lines(written: str) -> dict[str, Any] | None:
    """What such a file holds; None where it does not stand as it was written."""
    try:
        return _by_lines(written)
    except ValueError:
        return None


def _by_lines(written: str) -> dict[str, Any]:
    """Ten times as fast as YAML, for these files are read whenever anything was signed; raises ValueError for any other shape."""
    found: dict[str, Any] = {}
    part: dict[str, Any] = {}
    name = ""
    for row in written.split("\n"):
        match = _ROW.fullmatch(row)
        if row.startswith("#") or not row:
            continue
        if match is None:
            head, _, rest = row.partition(":")
            if head in found or rest not in ("", " {}"):
                raise ValueError(row)
            part = found[head] = {}
            continue
        indent, key, value = match.groups()
        key = json.loads(key) if key and key.startswith('"') else key
        if len(indent) == 2 and key is not None and key not in part:
            name = key
            part[name] = json.loads(value) if value else None
        elif len(indent) == 4 and name:
            _inside(part, name, key, json.loads(value))
        else:
            raise ValueError(row)
    if any(value is None for group in found.values() for value in group.values()):
        raise ValueError("a field without a value")
    return found


def _inside(part: dict[str, Any], name: str, key: str | None, value: Data) -> None:
    """An item of a list or group that has lines of its own; raises ValueError where it stands in neither."""
    if part[name] is None:
        part[name] = [] if key is None else {}
    group = part[name]
    if key is None and isinstance(group, list):
        group.append(value)
    elif key is not None and isinstance(group, dict) and key not in group:
        group[key] = value
    else:
        raise ValueError(name)


def fields(data: Mapping[str, Any]) -> Fields:
    """The fields of what `read` has found; what has no such shape is as good as nothing."""
    parts = (data.get(name) for name in Fields._fields)
    return Fields(*(part if isinstance(part, dict) else {} for part in parts))


def altered(data: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first field whose mark it does not have any more, as (part, field): somebody has changed it by hand. None where all fit."""
    known = data.get("marks")
    for part, group in fields(data)._asdict().items():
        written = known.get(part) if isinstance(known, dict) else None
        now = {name: mark[:8] for name, mark in signing.marks(group).items()}
        odd = [name for name in dict.fromkeys((*now, *(written if isinstance(written, dict) else ()))) if not isinstance(written, dict) or now.get(name) != written.get(name)]
        if odd:
            return part, odd[0]
    return None


def place(lines: tuple[str, ...], part: str, name: str) -> int:
    """The line, from 1, in which a field begins; that of its part where it is no more."""
    begin = next((number for number, row in enumerate(lines) if row.startswith(f"{part}:")), 0)
    after = (number for number, row in enumerate(lines[begin + 1 :], begin + 2) if row.startswith(f"  {_key(name)}:"))
    return next(after, begin + 1)


# written whole, or not at all


def merged(before: str | None, new: Mapping[str, Signature]) -> str:
    """reviews.yml with these entries; every other line stays as it is. Raises ValueError with a line that is no entry."""
    comments, rows = [], dict[str, str]()
    for row in (before or "").splitlines():
        entry = _ENTRY.fullmatch(row)
        if entry:
            rows[entry[1]] = row.rstrip()
        elif row.startswith("#"):
            comments.append(row)
        elif row.strip() not in ("", "{}"):
            raise ValueError(row.strip())
    rows |= {key: f"{key}: {line(entry)}" for key, entry in new.items()}
    head = "\n".join(comments) + "\n" if comments else HEAD
    return head + ("\n".join(rows[key] for key in sorted(rows)) or "{}") + "\n"


@contextmanager
def alone(project: Path) -> Iterator[None]:
    """Whoever else signs here waits until this is done: a line that was written meanwhile would be lost."""
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(project / "content", os.O_RDONLY)
    try:
        with suppress(OSError):  # a network disk without locks: there two can only be asked not to
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # which lets go of it


def put(files: Mapping[Path, str]) -> None:
    """Puts files there: all of them are written beside their places first, so that a full disk leaves every old one as it was."""
    drafts: dict[Path, Path] = {}
    try:
        for file, content in files.items():
            if draft := _draft(file.resolve(), content.encode("utf-8", "surrogateescape")):
                drafts[file.resolve()] = draft
        for file, draft in drafts.items():
            draft.replace(file)
    except BaseException:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        raise


def _draft(file: Path, raw: bytes) -> Path | None:
    """The file that will take this one's place; None where it is the same already."""
    with suppress(OSError):
        if file.read_bytes() == raw:
            return None
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.new")
    try:
        with draft.open("wb") as opened:
            opened.write(raw)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            shutil.copymode(file, draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


__all__ = ["ATTRIBUTES", "FOLDER", "FOLDERS", "HEAD", "PLACE", "UNION", "Subject", "alone", "altered", "fields", "line", "merged", "place", "put", "read", "snapshot", "subject", "text"]
