"""A file's bytes → its text as every editor shows it, or the one reason why they are none that an author meant to write."""

from __future__ import annotations

import re

from . import nodes

INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]")


def text(raw: bytes) -> str:
    """A file's text, its lines ended alike; raises Unreadable for what no author meant to write."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise nodes.Unreadable("not-utf8", "the file is saved as UTF-16", -1, 0, "save it again in your editor, with the encoding UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = lines(error.object[: error.start].decode("utf-8", "replace"))
        raise nodes.Unreadable("not-utf8", "this character is not saved as UTF-8", len(before) - 1, len(before[-1]), "save the file again in your editor, with the encoding UTF-8") from None
    text = "\n".join(lines(text))
    bad = INVISIBLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start())
        column = bad.start() - text.rfind("\n", 0, bad.start()) - 1
        raise nodes.Unreadable("control-character", f"an invisible character (U+{ord(bad[0]):04X}) stands here", line, column, "delete the words around it and type them again")
    return text


def lines(text: str) -> list[str]:
    """Lines as every editor counts them, whichever system the file was saved on."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def refuse_conflict(text: str) -> None:
    """Raises Unreadable where git has left both sides of what two people changed."""
    found = "<<<<<<< " in text and re.search(r"^<<<<<<< .*$(?=[\s\S]*^=======$[\s\S]*^>>>>>>> )", text, re.M)
    if found:
        end = text.index("\n>>>>>>> ", found.end())
        last = text.count("\n", 0, end) + 2
        help = "keep what is right of both sides, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
        raise nodes.Unreadable("merge-conflict", f"two people have changed the same place, and git could not join it: both sides stand from here to line {last}", text.count("\n", 0, found.start()), 0, help, len(found[0]))
