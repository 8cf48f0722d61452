"""(first id, tier) → the short code that people say over the phone; safety-relevant fields → the version after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

ALPHABET = "2346789CDFHJKMNPQRTVWXY"  # no vowels, nothing that looks like another symbol
_PLACES = 4
_AFTER = 3  # of a version
_TYPED = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
WEEK = "page/week"  # what the codes of sample weeks are made from: no page can have that name
_LOOKALIKES = str.maketrans(
    {
        "0": "Q",
        "O": "Q",
        "1": "J",
        "I": "J",
        "L": "J",
        "5": "X",
        "S": "X",
        "B": "8",
        "Z": "2",
        "G": "6",
        "U": "V",
        "A": "4",
        "E": "3",
    }
)


def name(kind: str, id: str, was: Sequence[str], recode: int | None) -> str:
    """What a document's codes are made from: the id under which it was first released, which never changes.

    `recode` is the author's way out of a clash: 2 or more, written into the document for ever.
    """
    return f"{kind}/{was[0] if was else id}" + (f"/{recode}" if recode else "")


def short(first_id: str, tier: str | None) -> str:
    """The code of a card or page in a tier: four symbols and a check symbol, upper case."""
    number = _number("\n".join((first_id, tier or "general")))
    symbols = _symbols(number, _PLACES)
    return symbols + check_symbol(symbols)


def check_symbol(symbols: str) -> str:
    """The weighted sum of the places, modulo 23: one wrong symbol or two swapped ones never pass."""
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(symbols, 2))
    return ALPHABET[total % len(ALPHABET)]


def is_whole(code: str) -> bool:
    """Whether a code's check symbol fits."""
    known = len(code) == _PLACES + 1 and all(c in ALPHABET for c in code)
    return known and check_symbol(code[:-1]) == code[-1]


def read(typed: str) -> str | None:
    """The code that a person meant: case, spaces and hyphens do not matter, look-alikes are forgiven; None if it cannot be one."""
    code = "".join(c for c in typed.upper() if c.isalnum())
    for candidate in (code, code.translate(_LOOKALIKES)):
        if is_whole(candidate):
            return candidate
    return None


def read_sheet(typed: str) -> str | None:
    """The same for what stands on a sheet: a code with its version or without; None if it cannot be one."""
    symbols = "".join(c for c in typed.upper() if c in _TYPED)
    code, rest = read(symbols[: _PLACES + 1]), symbols[_PLACES + 1 :].translate(_LOOKALIKES)
    if code is None or len(rest) not in (0, _AFTER):
        return None
    return f"{code}-{rest}" if rest else code


def version(first_id: str, tier: str | None, language: str, safety_fields: Iterable[str]) -> str:
    """The short code and three symbols that change whenever something safety-relevant changes."""
    number = _number("\n".join((tier or "general", language, *safety_fields)))
    return f"{short(first_id, tier)}-{_symbols(number, _AFTER)}"


def mark(name: str) -> str:
    """Two symbols for a name of which there are few: a tier or a language."""
    return _symbols(_number(name), 2)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8, person=b"sitegen code 1").digest(), "big")


def _symbols(number: int, places: int) -> str:
    symbols = []
    for _ in range(places):
        number, rest = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[rest])
    return "".join(symbols)
