"""Judged content → what the report page says of how the site was checked.

What is told changes while every card and page stays as it was, so each build looks at it and compares; the rest stands
in faces, and is looked up only where the page is made. What is found in finished pages is known too late to stand on one
of them: the page says so.
"""

from __future__ import annotations

from collections import Counter

from .. import waivers
from ..model import CardFace, HandoutFace, PageFace
from ..model.checking import Checking, Cover, Open, Signs, Told
from ..model.views import Reader
from . import judging, signed
from .judging import digest
from .reading import Content

_OWN = ("card", "page", "handout")
_OF_THIS_COMPUTER = {"figure-png"}  # says what is installed, and nothing of the content


def told(content: Content) -> Told:
    """What is still open, as far as it is known before any page is made."""
    library = next(iter(content.common.shared.libraries.values()))
    counted = waivers.weighed(content.problems, library.site.checks.severity, library.waived, library.today).problems
    found = Counter((p.code, p.severity) for p in counted if p.code not in _OF_THIS_COMPUTER)
    open = tuple(Open(code, severity, times) for (code, severity), times in sorted(found.items()))
    return Told(open, _signs(content) if content.ledger.entries else ())


def _signs(content: Content) -> tuple[Signs, ...]:
    """Who signed how much."""
    rows = ((row.kind if row.kind in _OWN else "shared", row.language, row.state, row.by or "", row.on.isoformat() if row.on else "") for row in signed.signed(content))
    return tuple(Signs(*row, times) for row, times in sorted(Counter(rows).items()))


def key(found: Told) -> bytes:
    """Names what is told."""
    return digest(repr(found).encode())


def checking(content: Content, found: Told) -> Checking:
    """All that the page shows."""
    found = found if found.signs else found._replace(signs=_signs(content))
    faces, shared = tuple(content.faces.values()), content.common.shared
    general = {reader.language: True for reader in content.readers if reader.tier is None}
    cards = [face for face in faces if isinstance(face, CardFace) and not face.withdrawn]
    first, *_ = shared.libraries
    cover = {reader.tier.id: _cover(reader.tier.id, cards, content, reader) for reader in judging.readers(shared) if reader.tier and reader.language == first}
    return Checking(found, general, cover, tuple(face for face in faces if isinstance(face, CardFace | PageFace | HandoutFace)))


def _cover(tier: str, cards: list[CardFace], content: Content, reader: Reader) -> Cover:
    """How much there is for a level."""
    given = [card.said(tier) for card in cards]
    allowed, changed, supervised, avoided = (given.count(said) for said in ("allow", "modify", "supervised", "avoid"))
    return Cover(allowed, changed, supervised, avoided, len(content.page_tiles(reader)), len(content.handout_tiles(reader)))
