"""«withdraw this» → the lines that say so, at the end of its file; every other byte of it stays. The emergency brake: the next build shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import build, codes, load, nodes
from ..model import Document
from ..model.tier import Status
from ..names import suggestion
from ..problems import Problem, count, errors, ordered, report
from ..settings import Settings, today
from ..speech import print_report, say

if TYPE_CHECKING:
    import argparse

KINDS = {"cards": "card", "pages": "page", "handouts": "handout"}  # by the folders in which they stand
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;()'’/-]*[A-Za-z0-9.)]")  # words that need no quotes in YAML
_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


class Refused(Exception):
    """Why nothing was withdrawn, in a sentence."""


class Asked(NamedTuple):
    """What a person asked for."""

    name: str
    reason: str
    instead: str | None
    on: date


class Done(NamedTuple):
    """What was withdrawn, and what of the project now needs a hand."""

    kind: str
    id: str
    path: str
    problems: list[Problem]


def run(options: argparse.Namespace) -> int:
    """The command: withdraws, judges the project, tells what else is to be done; returns the exit code."""
    day = today(options.today)
    try:
        done = withdraw(options.project, Asked(options.name, options.reason, options.instead, day))
    except Refused as refused:
        return say(f"sitegen: {refused}", 2)
    told = [p for p in done.problems if p.severity == "error" or _about(p, done)]
    print_report(report(told, "text"), "text")
    say(f"the {done.kind} `{done.id}` is withdrawn from {day} on: {done.path} says so")
    if errors(done.problems):
        return say(f"{count(errors(done.problems))}: mend them, for nothing can be built before", 1)
    rest = "; the places above can wait until there is time" if told else ""
    return say(f"now run `sitegen build` and put the site online: its addresses, its codes and its sheets' codes then say what to do instead{rest}")


def withdraw(project: Path, asked: Asked) -> Done:
    """Writes the withdrawal into the document's file; raises Refused and changes nothing where it cannot be."""
    reason = " ".join(asked.reason.split())
    if not reason:
        raise Refused("say why, in words that a patient understands: --reason 'A strap tore.'")
    found = {(d.kind, d.id): d for d in load.documents(project).documents if d.language is None}
    own = _named(asked.name, found)
    if "withdrawn" in own.data:
        raise Refused(f"the {own.kind} `{own.id}` is withdrawn already: {own.path} says why")
    instead = _stand_in(asked.instead, own, found, project, asked.on) if asked.instead else None
    file = project / own.path
    before = file.read_bytes()
    after = _with(before, own, {"on": asked.on.isoformat(), "reason": reason} | ({"instead": instead} if instead else {}))
    file.write_bytes(after)
    return Done(own.kind, own.id, own.path, ordered(build.prepare(Settings(project, asked.on)).problems))


def _about(found: Problem, done: Done) -> bool:
    """Whether a problem is about a place that names what was withdrawn just now."""
    return found.code == "withdrawn-named" and any(why.place and why.place.path == done.path for why in found.why)


# what is meant


def _named(name: str, found: Mapping[tuple[str, str], Document], kinds: tuple[str, ...] = ("card", "page", "handout")) -> Document:
    """The document of an id (`heel-raise`, `cards/heel-raise`), a file's path or a short code."""
    folder, _, id = name.removeprefix("content/").rpartition("/")
    stem = id.removesuffix(".yml").removesuffix(".md")
    own = [d for (kind, known), d in found.items() if kind in kinds and known == stem and KINDS.get(folder, kind) == kind]
    if len(own) > 1:
        both = " or ".join(f"`{f}/{stem}`" for f, kind in KINDS.items() if (kind, stem) in found)
        raise Refused(f"there is more than one `{stem}`: write {both}")
    code = codes.read(name) if not own else None
    own = own or [d for (kind, _), d in found.items() if code and kind in kinds and code in _codes(d, found)]
    if not own:
        known = [id for kind, id in found if kind in kinds]
        what = " or ".join(kinds)
        raise Refused(f"there is no {what} `{name}`; {suggestion(name, known, most=0) or 'use the name of its file, or a short code from its sheet'}")
    return own[0]


def _codes(document: Document, found: Mapping[tuple[str, str], Document]) -> Iterator[str]:
    """The short codes of a document, in all tiers."""
    was, recode = document.data.get("was"), document.data.get("recode")
    first = codes.name(document.kind, document.id, [str(w) for w in was] if isinstance(was, list | tuple) else (), recode if isinstance(recode, int) else None)
    tiers = found.get(("tiers", "tiers"))
    yield from (codes.short(first, tier) for tier in (None, *(tiers.data if tiers else ())))


def _stand_in(name: str, own: Document, found: Mapping[tuple[str, str], Document], project: Path, day: date) -> str:
    """The id of what is offered instead; raises Refused for what cannot be."""
    other = _named(name, found, (own.kind,))
    if other.id == own.id:
        raise Refused(f"`{own.id}` cannot stand in for itself: name another {own.kind}, or leave --instead away")
    if "withdrawn" in other.data:
        raise Refused(f"`{other.id}` is withdrawn itself: name another {own.kind}, or leave --instead away")
    if own.kind == "card":
        content = build.prepare(Settings(project, day)).content
        face = content.card_faces.get(other.id) if content else None
        if face and all(status == Status.avoid for status in face.statuses.values()):
            raise Refused(f"every level must avoid `{other.id}`: name another card, or leave --instead away")
    return other.id


# written into its file


def _with(before: bytes, own: Document, fields: Mapping[str, str]) -> bytes:
    """A file's bytes with the withdrawal added; raises Refused where its shape is one that nobody but its author should touch."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    block = end.join([b"withdrawn:", *(f"  {key}: {value if key != 'reason' else _quoted(value)}".encode() for key, value in fields.items())]) + end
    after = _in_page(before, block) if own.kind == "page" else _at_end(before, block, fields, end)
    if not _only_added(before, after, own.kind):
        raise Refused(f"{own.path} is written in a way that nothing can be added to by itself; write into it:\n{block.decode()}")
    return after


def _at_end(before: bytes, block: bytes, fields: Mapping[str, str], end: bytes) -> bytes:
    bare = before.rstrip()
    if bare.endswith(b"}") and _begin(before).startswith("{"):  # all of it in braces
        return bare[:-1].rstrip().rstrip(b",") + b', "withdrawn": ' + json.dumps(fields, ensure_ascii=False).encode() + b"}" + before[len(bare) :]
    return before + (b"" if before.endswith(b"\n") else end) + block


def _begin(content: bytes) -> str:
    """The first characters of a YAML file that are no comment."""
    lines = content.decode("utf-8-sig", "replace").splitlines()
    return next((line for line in lines if line.strip() and not line.startswith("#")), "")


def _in_page(before: bytes, block: bytes) -> bytes:
    """Before the line that closes the front matter."""
    closing = re.compile(rb"^---[ \t]*\r?$", re.M)
    opened = closing.search(before)
    closed = closing.search(before, opened.end()) if opened else None
    return before[: closed.start()] + block + before[closed.start() :] if closed else before


def _only_added(before: bytes, after: bytes, kind: str) -> bool:
    """Whether a file now says the same as before and, once, that it is withdrawn."""
    try:
        old, new = _fields(before, kind), _fields(after, kind)
    except nodes.Unreadable:
        return False
    return isinstance(new, dict) and "withdrawn" in new and {**new, "withdrawn": None} == {**old, "withdrawn": None}


def _fields(content: bytes, kind: str) -> dict[str, object]:
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    value, _ = nodes.read(text.split("---", 2)[1] if kind == "page" else text)
    return dict(value)


def _quoted(words: str) -> str:
    """Words as YAML reads them back."""
    return words if _PLAIN.fullmatch(words) and words.lower() not in _WORDS else json.dumps(words, ensure_ascii=False)


__all__ = ["Asked", "Done", "Refused", "run", "withdraw"]
