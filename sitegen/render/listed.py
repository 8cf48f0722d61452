"""An edition → which of its files are no document's own."""

from __future__ import annotations

from collections.abc import Iterator

from .. import raster
from ..model.artifact import Unit
from ..model.views import Edition
from . import filters


def of(number: int, edition: Edition) -> Iterator[Unit]:
    """The pages and files that are made of many documents of an edition."""
    language = edition.reader.language
    if edition.tier:
        yield Unit(number, language, "tier")
        yield Unit(number, language, "avoided")
        yield Unit(number, language, "desk")
        yield Unit(number, language, "gone.js")
    if edition.week:
        yield Unit(number, language, "week")
        yield Unit(number, language, "week-code")
    yield from (Unit(number, language, kind) for kind in ("cards", "code-list", "glossary", "references", "search", "log", "lists.js", "old-copy"))
    shelves = (("category", edition.categories), ("equipment", edition.equipment), ("position", edition.positions))
    for by, groups in shelves:
        yield from (Unit(number, language, "group", f"{by}/{g.id}") for g in groups)
    if filters.offered(edition):
        yield Unit(number, language, "group", f"equipment/{filters.UNAIDED}")


def on_device(number: int, edition: Edition) -> Iterator[Unit]:
    """What an edition needs beside its worker and the page that starts it, to be kept on a device."""
    kinds = ("not-in-copy", "manifest", "icon", *(["icon.png"] if raster.ready() else []))
    yield from (Unit(number, edition.reader.language, kind) for kind in kinds)
