"""The clinic's logo, its bytes → how large pages show it, or why it cannot be shown."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from .model import Logo

LARGEST = 30_000  # bytes: every first visit loads it, also over a slow line
WIDE, HIGH = 200, 40  # pixels that it may take in the bar
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "animate", "animateMotion", "animateTransform", "set", "handler", "listener"}
_LINKS = {"href", "src"}
_WITHIN = re.compile(r"#|data:image/(?:png|jpeg);base64,")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!['\"]?(?:#|data:image/))|@import|expression\(", re.I)
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(?:px|pt|mm|cm|in)?\s*")


class Unfit(NamedTuple):
    """Why a file cannot be the logo: the problem's code, what is wrong, and how to mend it."""

    code: str
    message: str
    help: str


def read(path: str, content: bytes) -> Logo | Unfit:
    """A logo fitted into the bar, from its path below content/."""
    if len(content) > LARGEST:
        return Unfit("logo-too-large", f"the logo has {-(-len(content) // 1000)} kB, and may have {LARGEST // 1000}", "ask for a simple SVG, or a PNG of 400 pixels at most: every reader's first page loads it")
    ending = path.rpartition(".")[2]
    found = _png(content) if content.startswith(_PNG) else _svg(content) if b"<svg" in content else _unknown(ending)
    if isinstance(found, Unfit):
        return found
    kind, width, height = found
    if kind != ending:
        return Unfit("logo-kind", f"the logo is called .{ending}, and holds {_a(kind)}", f"call it .{kind} here and in its folder")
    scale = min(WIDE / width, HIGH / height)
    return Logo(f"logo.{kind}", content, max(1, round(width * scale)), max(1, round(height * scale)))


def _a(kind: str) -> str:
    return "an SVG drawing" if kind == "svg" else "a PNG picture"


def _unknown(ending: str) -> Unfit:
    return Unfit("logo-kind", f"the logo is called .{ending}, and is not {_a(ending)}", "save or export it again as SVG or PNG; another name alone does not change what a file holds")


def _png(content: bytes) -> tuple[str, float, float] | Unfit:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return Unfit("logo-kind", "the logo is a PNG picture that is damaged or not whole", "save or export it again")
    width, height = struct.unpack(">II", content[16:24])
    if b"acTL" in content:
        return Unfit("logo-unsafe", "the logo moves", "save it as a picture that stands still: nothing on these pages moves by itself")
    return ("png", width, height) if width and height else Unfit("logo-kind", "the logo has no size", "save or export it again")


def _svg(content: bytes) -> tuple[str, float, float] | Unfit:
    if b"<!ENTITY" in content or b"<?xml-stylesheet" in content:
        return _unsafe("a definition that loads or makes other content")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return Unfit("logo-kind", "the logo is an SVG drawing with a mistake in it, which no browser shows", "export it again from the program that it was drawn with")
    if _plain(root.tag) != "svg":
        return _unknown("svg")
    found = next(_faults(root), None)
    if found:
        return _unsafe(found)
    size = _size(root)
    return ("svg", *size) if size else Unfit("logo-kind", "the logo does not say how large it is", "export it again with a size: its first line needs `viewBox`, or `width` and `height` in numbers")


def _unsafe(what: str) -> Unfit:
    return Unfit("logo-unsafe", f"the logo holds {what}", "export it as plain SVG: paths and colors alone, texts as paths, nothing that is loaded or runs")


def _faults(root: ElementTree.Element) -> Iterator[str]:
    """What would run, move, or be fetched from somewhere."""
    for element in root.iter():
        name = _plain(element.tag)
        if name in _ACTIVE:
            yield f"`<{name}>`"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            yield "a style that loads something from outside"
        for attribute, value in element.attrib.items():
            short = _plain(attribute)
            if short.lower().startswith("on"):
                yield f"`{short}`, which runs a script"
            elif short in _LINKS and not _WITHIN.match(value.strip()):
                yield f"a link to something outside, `{value[:40]}`"
            elif _OUTSIDE.search(value):
                yield f"something outside, in `{short}`"


def _plain(name: object) -> str:
    """A name without its namespace; comments have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _size(root: ElementTree.Element) -> tuple[float, float] | None:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    try:
        width, height = (float(part) for part in box[2:]) if len(box) == 4 else (float(found[1]) for found in lengths if found)
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else None
