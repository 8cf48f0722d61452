"""Items → the Markdown files that peers read: front matter for one tier, and a body with the peer's own way to write a note."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import items
from items import CATEGORIES, TIERS, Item

Note = Callable[[str], str]
TIERS_JSON = json.dumps([list(row) for row in TIERS])
CATEGORIES_JSON = json.dumps([list(row) for row in CATEGORIES.items()])


def save(file: Path, text: str) -> None:
    """One file, with the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def each(made: Sequence[Item]) -> Iterator[tuple[str, str, Item]]:
    """Every file of a peer: its tier, its path below the peer's folder of sources without the ending, and its item."""
    for tier, _ in TIERS:
        for item in made:
            yield tier, f"{tier}/{item.category}/{item.id}", item


def front(item: Item, tier: str, id_field: str = "sid") -> str:
    """The front matter of an item in a tier."""
    lines = [
        "---",
        f"title: {json.dumps(item.title)}",
        f"description: {json.dumps(item.summary)}",
        f"kind: {'card' if item.is_card else 'prose'}",
        f"tier: {tier}",
        f"cat: {item.category}",
        f"{id_field}: {item.id}",
        f"topics: [{', '.join(item.tags)}]",
        f"tiernote: {json.dumps(item.notes[tier])}",
    ]
    if item.is_card:
        lines += [f"equipment: [{', '.join(item.equipment)}]", "steps:", *(f"  - {json.dumps(s)}" for s in item.steps)]
        lines += ["dose:", *(f"  {name}: {number}" for name, number in asdict(item.doses[tier]).items())]
    lines += ["linked:", *(f"  - {card.category}/{card.id}" for card in item.related), "---", "", ""]
    return "\n".join(lines)


def body(item: Item, note: Note) -> str:
    """The body in Markdown."""
    if item.is_card:
        parts: Iterable[str] = (item.why, "\n".join(f"- {slip}" for slip in item.slips), item.advice, note(item.feel))
    else:
        parts = (note(part.words) if part.kind == "note" else items.markdown(part) for part in item.parts)
    return "\n\n".join(parts) + "\n"


def python_note(words: str) -> str:
    """A note as Python-Markdown's `admonition` reads it."""
    return "!!! note\n" + "\n".join(f"    {line}" for line in textwrap.wrap(words, 100))
