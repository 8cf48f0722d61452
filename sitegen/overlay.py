"""(model, translated texts) → the same model in another language. Only words change: ids, doses and statuses cannot.

A translation file names each text by its path, with the fingerprint of the source it was made from:

    steps.0.text: {of: 8c1f2a0b, text: …}

A text that is missing or was made from an older source stays in the library's own language, and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from .model import Text

T = TypeVar("T")


class Translated(NamedTuple):
    """A text in another language, and the fingerprint of what it translates."""

    of: str
    text: str


def fingerprint(text: str) -> str:
    """Eight hex digits that change whenever the words change."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text in a model, with its dotted path."""
    if isinstance(value, Text):
        if not _names_a_card(value, path):
            yield path, value
        return
    for name, inner in _children(value):
        yield from texts(inner, f"{path}.{name}" if path else name)


def translated(value: T, words: Mapping[str, Translated], source: str, path: str = "") -> T:
    """The model with its texts replaced where a translation is up to date, and marked as `source` where none is."""
    if isinstance(value, Text):
        if _names_a_card(value, path):
            return value
        found = words.get(path)
        current = found is not None and found.of == fingerprint(value)
        return Text(found.text) if found and current else value.foreign(source)  # type: ignore[return-value]
    return _rebuilt(  # type: ignore[no-any-return]
        value, lambda name, inner: translated(inner, words, source, f"{path}.{name}" if path else name))


def _names_a_card(value: Text, path: str) -> bool:
    """Whether a swap is a card's id: that is no text, and the same in every language."""
    return "swap" in path.split(".") and " " not in value


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, Mapping):
        yield from ((str(name), inner) for name, inner in value.items())
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        yield from ((str(number), inner) for number, inner in enumerate(value))


def _rebuilt(value: Any, change: Callable[[str, Any], Any]) -> Any:
    """A copy with changed children; anything without texts stays the very same object."""
    changed = {name: change(name, inner) for name, inner in _children(value)}
    if all(changed[name] is inner for name, inner in _children(value)):
        return value
    if isinstance(value, BaseModel):
        return value.model_copy(update=changed)
    if isinstance(value, Mapping):
        return {name: changed[str(name)] for name in value}
    return tuple(changed.values())
