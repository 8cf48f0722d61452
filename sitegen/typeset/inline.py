"""Words for a reader → JSON that the print templates read: a string, or what must be said of it beside.

A piece of text is a string; `{"text", "lang", "dir"}` where it is in another language than its sheet; `{"text", "ltr": true}` for numbers, codes
and addresses, which must not turn round in a text that is read from right to left, with `href` where they lead somewhere; or a list of such pieces.
"""

from __future__ import annotations

import re
from typing import Any

from ..messages import direction
from ..model import Text

Inline = Any  # str | dict | list of these: what JSON can say

SLOT = "\ue000"  # stands in a message where a number belongs; no author can write it


def said(text: str | None) -> Inline:
    """Words of the content, which keep their own language where they are not translated; None stays None."""
    if isinstance(text, Text) and text.language:
        return {"text": str(text), "lang": text.language, "dir": direction(text.language)}
    return None if text is None else str(text)


def fixed(text: str, href: str = "") -> Inline:
    """A number, code or address: read from left to right in every language, and never broken."""
    return {"text": text, "ltr": True, **({"href": href} if href else {})}


def telephone(number: str) -> Inline:
    """A telephone number that can be dialed from the screen."""
    return fixed(number, "tel:" + re.sub(r"[^0-9+]", "", number))


def filled(message: str, value: Inline) -> list[Inline]:
    """A message of the interface in which `SLOT` was left for a piece of its own."""
    before, _, after = message.partition(SLOT)
    return [piece for piece in (before, value, after) if piece]


def sentences(text: str) -> list[str]:
    """A dose's sentences one by one: each stays in one piece on paper, so that nobody reads `3 days a` and misses `week`."""
    return re.split(r"(?<=[.!?؟。۔।])\s+", text) if text else []
