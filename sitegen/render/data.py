"""Editions → the files that programs read: cards.json for each edition, codes.json for all, sitemap.xml, robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from .. import addresses
from ..model import Text
from ..model.pieces import Sheet
from ..model.views import Bound, CardView, Edition, PageView, Reader, Way
from .places import DATA

SCHEMA = 1  # of these files; it rises when something in them means something else than before


def row(view: CardView) -> bytes:
    """What an edition shows of a card, as data, on one line."""
    return line(_card(view))


def line(row: Any) -> bytes:
    """Data on one line, as a script may hold it: two characters end a line in older scripts, though not in JSON."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def cards(reader: Reader, rows: Iterable[bytes]) -> bytes:
    """All cards of an edition, one to a line, in their order."""
    tier = {"id": reader.tier.id, "slug": reader.tier.slug, "label": reader.tier.label} if reader.tier else None
    about = {"$schema": _schema(addresses.data(reader.language_folder, reader.tier.slug if reader.tier else None), "cards"), "schema": SCHEMA}
    head = line({**about, "tier": tier, "language": reader.language, "reviewed": False})
    return head[:-1] + b',"cards":[\n' + b",\n".join(rows) + b"\n]}\n"


def codes(rows: Iterable[bytes]) -> bytes:
    """Every short code of the site, in each language, one to a line."""
    head = line({"$schema": _schema(DATA["codes"], "codes"), "schema": SCHEMA})
    return head[:-1] + b',"codes":[\n' + b",\n".join(sorted(rows)) + b"\n]}\n"


def code(shown: CardView | PageView | Bound, reader: Reader) -> bytes:
    """What a document's short code stands for in an edition, on one line."""
    if isinstance(shown, CardView):
        return _code(reader, "card", shown.id, shown.name, shown.address, shown.sheet)
    if isinstance(shown, PageView):
        return _code(reader, "page", shown.id, shown.title, shown.address, shown.sheet)
    return _code(reader, "handout", shown.view.id, shown.view.title, shown.view.address, shown.view.sheet)


def other_codes(edition: Edition) -> list[bytes]:
    """The same for the sample week, and for what is gone: with its status, and no version."""
    week = edition.week
    rows = [_code(edition.reader, "week", "week", week.title, week.address, week.sheet)] if week else []
    return rows + [_code(edition.reader, gone.kind, gone.id, gone.name, gone.address, Sheet(gone.code, ""), gone.status) for gone in edition.gone]


def _code(reader: Reader, kind: str, id: str, name: Text, address: str, sheet: Sheet, status: str = "") -> bytes:
    row = {
        "code": sheet.code,
        "language": reader.language,
        "tier": reader.tier.id if reader.tier else None,
        "kind": kind,
        "id": id,
        "name": name,
        "address": address,
        "status": status or ("released" if sheet.released else "draft"),
        "version": sheet.version or None,
        "released": sheet.released.isoformat() if sheet.released else None,
    }
    return line(row)


def _schema(here: str, of: str) -> str:
    """The relative link from one of these files to the schema that it follows."""
    return addresses.link(here, DATA[f"{of}.schema"])


def sitemap(edition: Edition | None, others: Iterable[str], address: str) -> bytes:
    """The general edition's addresses; tier editions are never listed."""
    paths = [*others]
    if edition:
        paths += [tile.address for tile in edition.cards.values()]
        paths += [tile.address for tile in edition.pages.values()]
    rows = "".join(f"  <url><loc>{escape(address + path)}</loc></url>\n" for path in sorted(set(paths)))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()


def robots(address: str) -> bytes:
    """Everyone may look; what must not be listed says `noindex` itself, which only works if it may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n".encode()


def _card(view: CardView) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": view.id,
        "name": view.name,
        "address": view.address,
        "code": view.sheet.code,
        "version": view.sheet.version,
        "released": view.sheet.released.isoformat() if view.sheet.released else None,
        "category": view.category.id,
        "purpose": view.goal.plain,
        "why": view.goal.why,
    }
    if not view.whole:
        return row | {"whole": False, "instead": _way(view.instead)}
    details = {
        "whole": True,
        "position": view.position.id,
        "equipment": [thing.id for thing in view.equipment],
        "change": view.change,
        "steps": [{"kind": s.kind, "text": s.text} for s in view.steps],
        "dose": view.dose,
        "dose_more": list(view.dose_more),
        "feel": view.feel,
        "supervised": view.supervised,
        "mistakes": [{"wrong": m.wrong, "mend": m.mend} for m in view.mistakes],
        "easier": _way(view.easier),
        "harder": _way(view.harder),
        "instead_of": list(view.instead_of),
        "figure": view.figure.address if view.figure else None,
        "sources": [s.id for s in view.sheet.sources],
    }
    return row | {k: v for k, v in details.items() if v not in (None, "", [])}


def _way(way: Way | None) -> dict[str, str] | None:
    return {"words": way.words, **({"address": way.address} if way.address else {})} if way else None
