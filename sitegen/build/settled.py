"""Content → which pages and sheets show nothing but what somebody of the clinic has signed: those no longer await a review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model import PageFace
from . import signed

if TYPE_CHECKING:
    from .judging import Key
    from .reading import Content


@dataclass(frozen=True, slots=True)
class Settled:
    """What is settled. Nothing is where nobody has signed anything, and then nothing is looked at."""

    whole: frozenset[str] = frozenset()  # languages in which everything is: those of pages that show a little of many documents
    shared: frozenset[str] = frozenset()  # languages in which all is that every page stands on
    own: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)  # of a document by itself: its languages
    shown: Mapping[tuple[str, str], tuple[Key, ...]] = field(default_factory=dict)  # what else a page or handout shows

    def document(self, key: Key, language: str) -> bool:
        """Whether a document's own page and sheets are."""
        return language in self.shared and all(language in self.own.get(shown, ()) for shown in (key, *self.shown.get(key, ())))

    def mark(self, key: Key) -> bytes:
        """Names in which languages a document's pages are: they look otherwise then."""
        return ",".join(language for language in sorted(self.shared) if self.document(key, language)).encode()

    @property
    def key(self) -> bytes:
        """Names what all other pages stand on."""
        return ",".join(sorted(self.whole)).encode()


def of(content: Content) -> Settled:
    """What is settled in a site."""
    if not content.ledger.entries:
        return Settled()
    rows = signed.signed(content)
    languages = {row.language for row in rows}
    waiting = [row for row in rows if not row.holds]
    whole = languages - {row.language for row in waiting}
    shared = languages - {row.language for row in waiting if row.kind == row.id and row.kind != "weeks" and (row.kind, row.id) not in content.records}
    own: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        own.setdefault((row.kind, row.id), set()).update({row.language} if row.holds else ())
    there = own.keys()
    shown = {key: tuple(other for other in dict.fromkeys(_shown(content, key)) if other in there) for key in there if key[0] in ("page", "handout")}
    return Settled(frozenset(whole), frozenset(shared), {key: frozenset(held) for key, held in own.items()}, shown)


def _shown(content: Content, key: Key) -> Iterator[Key]:
    """The cards and pages that a page or handout shows, to whomever; what is withdrawn is shown to nobody."""
    face = content.faces.get(key)
    yield from content.records[key].holds if key in content.records else ()
    if isinstance(face, PageFace):
        yield from (("card", name) for path, name in face.mentions if path[0] == "cards")
        yield from (("card", id) for reach in face.reach.values() for id, _ in reach.cards)
