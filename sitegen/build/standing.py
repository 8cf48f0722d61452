"""Content, judged and looked through → what a release records of it: the addresses of its pages, every version of every document, and who decided what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from ..model import Version
from ..model.published import Override, Vouched, Waiver
from ..model.views import Reader, Sheet
from ..render import Renderer
from . import signed
from .documents import Bundle, Documents
from .reading import Content

KINDS = ("card", "page", "handout")
# What nobody keeps: notices that stand before something else; what is made anew for each version (`v/`); where a short code leads, for the
# codes of all recorded versions must lead somewhere anyway (`promises`), and to list them would make the record half as long again.
_PASSING = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]+)?/)?(?:v/.*|c/.+/)|.*(?:404\.html|START-HERE\.html|keep/missing/|old-copy/)")


class Standing(NamedTuple):
    """What stands on a site."""

    addresses: tuple[str, ...]
    versions: tuple[Version, ...]
    signed: tuple[Vouched, ...] = ()
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def standing(content: Content, renderer: Renderer, paths: Collection[str]) -> Standing:
    """Of a site with these paths; its lists were made."""
    pages = (path.removesuffix("index.html") for path in paths if path.endswith(".html"))
    lasting = tuple(sorted(page for page in pages if page and not _PASSING.fullmatch(page)))
    return Standing(lasting, tuple(_versions(content, renderer)), tuple(_vouched(content)), tuple(_overrides(content)), tuple(_waivers(content)))


def _vouched(content: Content) -> Iterator[Vouched]:
    """Each signature that holds, with the hashes of what was signed."""
    for row in signed.signed(content):
        if row.holds:
            entry = content.ledger.entries[row.subject]
            yield Vouched(subject=row.subject.name, language=row.language, by=entry.by, on=entry.on, safety=entry.safety, rest=entry.rest)


def _waivers(content: Content) -> Iterator[Waiver]:
    library = next(iter(content.common.shared.libraries.values()))
    yield from (Waiver(name=w.id, code=w.code, file=w.file, by=w.by, on=w.on, because=str(w.because)) for w in library.waived)


def _overrides(content: Content) -> Iterator[Override]:
    for face in content.card_faces.values():
        for tier, laxer in face.laxer.items():
            yield Override(card=face.id, tier=tier, by=laxer.by, on=laxer.on, because=str(laxer.because))


def _versions(content: Content, renderer: Renderer) -> Iterator[Version]:
    documents = Documents(content, renderer, None, None)
    for kind in KINDS:
        for key in sorted(key for key in content.records if key[0] == kind):
            for reader, whole in documents.shown(key):
                sheet = whole.bound.view.sheet if isinstance(whole, Bundle) else whole.view.sheet
                yield _version(kind, key[1], reader, sheet)
    for reader in content.readers:
        week = documents.edition(reader).week
        if week:
            yield _version("week", "week", reader, week.sheet)


def _version(kind: str, id: str, reader: Reader, sheet: Sheet) -> Version:
    made = sheet.substance
    fields: dict[str, Any] = {"code": sheet.version, "kind": kind, "id": id, "tier": reader.tier and reader.tier.id, "language": reader.language}
    fields |= {"status": made.status, "dose": made.dose, "parts": dict(made.parts) or None, "holds": made.holds or None}
    return Version.model_construct(**{name: value for name, value in fields.items() if value is not None})
