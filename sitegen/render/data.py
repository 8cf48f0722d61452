"""Editions → the files that programs read: cards.json for each edition, codes.json, release.json, sitemap.xml, robots.txt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from html import escape
from typing import Any

from .. import published
from ..model import Library
from ..model.views import CardView, Edition, Reader, Way


def row(view: CardView) -> bytes:
    """What an edition shows of a card, as data, on one line."""
    return json.dumps(_card(view), ensure_ascii=False, separators=(",", ":")).encode()


def cards(reader: Reader, rows: Iterable[bytes]) -> bytes:
    """All cards of an edition, one to a line, in their order."""
    tier = {"id": reader.tier.id, "slug": reader.tier.slug, "label": reader.tier.label} if reader.tier else None
    head = json.dumps({"tier": tier, "language": reader.language, "reviewed": False}, ensure_ascii=False, separators=(",", ":"))
    return head[:-1].encode() + b',"cards":[\n' + b",\n".join(rows) + b"\n]}\n"


def codes(editions: Iterable[Edition]) -> bytes:
    """Short code → address, for every card, page, handout and sample week in every edition of the first language."""
    rows: dict[str, str] = {}
    for edition in editions:
        rows |= {tile.code: tile.address for tile in edition.cards.values()}
        rows |= {tile.code: tile.address for tile in edition.pages.values()}
        rows |= {edition.week.sheet.code: edition.week.address} if edition.week else {}
        rows |= {tile.code: tile.address for tile in edition.handouts.values()}
    return (json.dumps(dict(sorted(rows.items())), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n").encode()


_LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}  # of the starter library, and of no clinic's own words


def release(library: Library) -> bytes:
    """What was released, for other systems: the newest release, and all versions that there ever were, one to a line. It says nothing of drafts."""
    record, origin = library.record, library.site.library
    name, newest = list(record.releases.items())[-1]
    versions = [(of, release.on, version) for of, release in record.releases.items() for version in release.versions]
    told = hashlib.sha256("\n".join(published.line(version) for _, _, version in versions).encode())
    head = {
        "release": name,
        "number": len(record.releases),
        "on": newest.on.isoformat(),
        "sitegen": newest.sitegen,
        "addresses": len(record.addresses),
        "versions": len(versions),
        "digest": f"sha256:{told.hexdigest()}",
        **({"library": {"version": origin.version, "licence": _LICENCE}} if origin else {}),
    }
    rows = [{"code": v.code, "kind": v.kind, "id": v.id, "tier": v.tier, "language": v.language, "release": of, "on": on.isoformat()} for of, on, v in versions]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{json.dumps(head, ensure_ascii=False, indent=1)[:-2]},\n "released": [\n{lines}\n]}}\n'.encode()


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
