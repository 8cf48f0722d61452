"""Fields → the YAML that a person would write: blocks, plain words, quotes only where they are needed, short rows on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.'()/-]*(?<! )")
_NOT_WORDS = re.compile(r"true|false|yes|no|on|off|null|~|[\d.,_-]+", re.I)  # YAML reads these as something else


class Row(dict[str, object]):
    """A small table that stands on one line: `{lower: allow, recent: modify}`."""


def document(fields: Mapping[str, object]) -> str:
    """All the fields, one below the other."""
    return "\n".join(_block(fields, "")) + "\n"


def _block(fields: Mapping[str, object], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, Mapping) and value and not isinstance(value, Row):
            yield f"{indent}{name}:"
            yield from _block(value, f"{indent}  ")
        elif _is_long(value):
            yield f"{indent}{name}:"
            yield from _entries(value, f"{indent}  ")
        else:
            yield f"{indent}{name}: {_inline(value)}"


def _is_long(value: object) -> bool:
    """Whether a list needs a line for each entry: names stand side by side, sentences and tables do not."""
    return isinstance(value, list) and any(isinstance(entry, Mapping) or " " in str(entry) for entry in value)


def _entries(entries: Sequence[object], indent: str) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Mapping):
            first, *rest = _block(entry, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {_inline(entry)}"


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_in_row(entry)}" for name, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_in_row, value)) + "]"
    if isinstance(value, str) and not (_PLAIN.fullmatch(value) and not _NOT_WORDS.fullmatch(value)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _in_row(value: object) -> str:
    """An entry of a row, where a comma would end it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and "," in value else _inline(value)
