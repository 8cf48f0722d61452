"""A project as it stands → a release of it, appended to its content/published.yml: made of the views themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sites import TODAY
from whole import whole

from sitegen.build import Settings, prepare
from sitegen.build.documents import Documents
from sitegen.model.pieces import Sheet
from sitegen.model.views import Reader


def release(root: Path, on: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Releases whatever the project shows now; `without` leaves groups of words out, as an older record would. Returns version codes by address."""
    rows = [row for row in _rows(root) if row[1].version not in _known(root)]
    file = root / "content/published.yml"
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    versions = "".join(f"    - {json.dumps(_version(*row, without), ensure_ascii=False)}\n" for row in rows)
    addresses = "".join(f"    - {json.dumps(row[4])}\n" for row in rows)
    name = on if f'"{on}":' not in before else f"{on}.2"
    block = f'"{name}":\n  on: {on}\n  sitegen: "0.0"\n'
    block += f"  addresses:\n{addresses}  versions:\n{versions}" if rows else ""
    file.write_text(before + block, encoding="utf-8")
    return {row[4]: row[1].version for row in _rows(root)}


def _known(root: Path) -> set[str]:
    plan = prepare(Settings(root, TODAY))
    assert plan.content, [str(p) for p in plan.problems]
    return {found.version.code for found in plan.content.readers[0].library.record}


def _rows(root: Path) -> list[tuple[Reader, Sheet, str, str, str]]:
    seen = whole(root)
    documents = Documents(seen.content, seen.renderer, None, None)
    rows = []
    for key in seen.content.records:
        for reader, shown in documents.shown(key) if key[0] != "figure" else ():
            view: Any = shown.bound.view if hasattr(shown, "bound") else shown.view
            rows.append((reader, view.sheet, key[0], view.id, view.address))
    rows += [(e.reader, e.week.sheet, "week", "week", e.week.address) for e in seen.editions if e.week]
    return rows


def _version(reader: Reader, sheet: Sheet, kind: str, id: str, address: str, without: tuple[str, ...]) -> dict[str, Any]:
    made_of = sheet.substance
    row: dict[str, Any] = {"code": sheet.version, "kind": kind, "id": id, "language": reader.language}
    row |= {"tier": reader.tier.id} if reader.tier else {}
    row |= {"status": str(made_of.status)} if made_of.status is not None else {}
    row |= {"dose": _dose(made_of.dose)} if made_of.dose else {}
    row |= {"parts": {group: mark for group, mark in made_of.parts.items() if group not in without}, "holds": list(made_of.holds)}
    return row


def _dose(amount: Any) -> dict[str, Any]:
    """A dose as an author would write it."""
    found = {}
    for name, value in amount.__dict__.items():
        if value is not None:
            found[name] = _dose(value) if name in ("most", "progress_to") else value if isinstance(value, bool | str) else _number(name, value)
    return found


def _number(name: str, value: Any) -> int | str:
    said = str(value.low) if value.low == value.high else f"{value.low}-{value.high}"
    return f"{said} seconds" if name in ("hold", "rest") else said if "-" in said else int(said)


