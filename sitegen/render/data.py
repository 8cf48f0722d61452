"""Editions → the files that programs read: cards.json for each edition, codes.json, sitemap.xml, robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from ..model.views import CardView, Edition, Way


def cards(edition: Edition) -> bytes:
    """What this edition shows of its cards, as data."""
    rows = [_card(view) for view in edition.cards.values()]
    tier = {"id": edition.tier.id, "slug": edition.tier.slug, "label": edition.tier.label} if edition.tier else None
    return _json({"tier": tier, "language": edition.library.language, "reviewed": False, "cards": rows})


def codes(editions: Iterable[Edition]) -> bytes:
    """Short code → address, for every card and page in every edition of the first language."""
    rows: dict[str, str] = {}
    for edition in editions:
        rows |= {c.sheet.code: c.address for c in edition.cards.values()}
        rows |= {p.sheet.code: p.address for p in edition.pages.values()}
    return _json(dict(sorted(rows.items())))


def sitemap(edition: Edition | None, others: Iterable[str], address: str) -> bytes:
    """The general edition's addresses; tier editions are never listed."""
    paths = [*others]
    if edition:
        paths += [c.address for c in edition.cards.values()]
        paths += [p.address for p in edition.pages.values()]
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
        "category": view.category_id,
        "purpose": view.card.goal.plain,
        "why": view.card.goal.why,
    }
    if not view.whole:
        return row | {"whole": False, "instead": _way(view.instead)}
    details = {
        "whole": True,
        "position": view.card.position,
        "equipment": list(view.card.equipment),
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
        "sources": [s.id for s in view.sheet.sources],
    }
    return row | {k: v for k, v in details.items() if v not in (None, "", [])}


def _way(way: Way | None) -> dict[str, str] | None:
    return {"words": way.words, **({"address": way.address} if way.address else {})} if way else None


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, separators=(",", ": ")) + "\n").encode()
