"""The content model → JSON Schemas in .schema/, with the project's own ids filled in for completion."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from . import load
from .model import (
    Card,
    Figure,
    Handout,
    Hazard,
    Move,
    PageHead,
    Passport,
    Person,
    Reference,
    Reviewer,
    Site,
    Statement,
    Term,
    Tier,
    Vocabulary,
    Waiver,
    Week,
)
from .model.base import NAMES
from .model.tier import StatusWord

_KEYED: dict[str, type[BaseModel]] = {
    "tiers": Tier,
    "moves": Move,
    "statements": Statement,
    "glossary": Term,
    "references": Reference,
    "reviewers": Reviewer,
    "waivers": Waiver,
    "weeks": Week,
}


def write(project: Path) -> Iterator[str]:
    """Writes the schemas and yields their paths."""
    folder = project / ".schema"
    folder.mkdir(exist_ok=True)
    names = _names(project)
    for name, schema in schemas().items():
        file = folder / f"{name}.json"
        filled = {"$schema": "http://json-schema.org/draft-07/schema#", **_filled(schema, names)}
        file.write_text(json.dumps(filled, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        yield file.as_posix()


def schemas() -> dict[str, dict[str, Any]]:
    """One schema for each kind of file, by the name under which files refer to it."""
    found = {
        "card": _schema(Card),
        "page": _schema(PageHead),
        "handout": _schema(Handout),
        "figure": _schema(Figure),
        "media": _schema(Passport),
        "site": _schema(Site),
        "vocabulary": _schema(Vocabulary),
        "hazards": _hazards(),
        "people": _people(),
    }
    return found | {name: _keyed(kind) for name, kind in _KEYED.items()}


def _schema(kind: type[BaseModel]) -> dict[str, Any]:
    """A model's schema without `id`, which is the file's name or the key."""
    schema = kind.model_json_schema(ref_template="#/definitions/{model}")
    schema["definitions"] = schema.pop("$defs", {})
    for part in (schema, *schema["definitions"].values()):
        part.get("properties", {}).pop("id", None)
        part["required"] = [r for r in part.get("required", []) if r != "id"]
        if not part["required"]:
            del part["required"]
    return schema


def _keyed(kind: type[BaseModel]) -> dict[str, Any]:
    inner = _schema(kind)
    return {"type": "object", "definitions": inner.pop("definitions"), "additionalProperties": inner}


def _hazards() -> dict[str, Any]:
    inner = _schema(Hazard)
    statuses = TypeAdapter(dict[str, StatusWord]).json_schema()
    definitions = inner.pop("definitions")
    properties = {"baseline": statuses, "hazards": {"type": "object", "additionalProperties": inner}}
    return {
        "type": "object",
        "definitions": definitions,
        "properties": properties,
        "required": ["baseline", "hazards"],
        "additionalProperties": False,
    }


def _people() -> dict[str, Any]:
    inner = _keyed(Person)
    definitions = inner.pop("definitions")
    return {"type": "object", "definitions": definitions, "properties": {"people": inner}, "required": ["people"], "additionalProperties": False}


def _names(project: Path) -> dict[str, list[str]]:
    """The ids of a project by kind, read from whatever of it can be read: a broken card must not switch completion off."""
    found: dict[str, set[str]] = {"cards": set(), "pages": set(), "figures": set()}
    for document in load.documents(project).documents:
        if document.language:
            continue
        if f"{document.kind}s" in found:
            found[f"{document.kind}s"].add(document.id)
            continue
        for kind, rows in (
            _shelves(document.data) if document.kind in ("hazards", "vocabulary", "people") else [(document.kind, document.data)]
        ):
            found.setdefault(kind, set()).update(rows)
    return {kind: sorted(ids) for kind, ids in found.items()}


def _shelves(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(kind, rows) for kind, rows in data.items() if isinstance(rows, dict) and kind != "baseline"]


def _filled(part: Any, names: dict[str, list[str]]) -> Any:
    """The schema with each `x-names` replaced by the names that the project has."""
    if isinstance(part, list):
        return [_filled(p, names) for p in part]
    if not isinstance(part, dict):
        return part
    filled = {key: _filled(value, names) for key, value in part.items() if key != NAMES}
    known = names.get(str(part.get(NAMES, "")))
    if known and filled.get("type") == "string":
        filled.pop("pattern", None)
        filled["enum"] = known
    if known and filled.get("type") == "object":
        filled["propertyNames"] = {"enum": [*known, "all"]}
    return filled
