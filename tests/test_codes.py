"""Codes that people say over the phone: never ambiguous, never silently wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from sitegen import codes

ids = some.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20)


@given(ids, some.sampled_from(["lower", "high", None]))
def test_a_code_is_read_back_whatever_the_case_and_the_spaces(id: str, tier: str | None) -> None:
    code = codes.short(id, tier)
    assert codes.read(code) == codes.read(f" {code[:2].lower()} {code[2:]} ") == code
    assert codes.is_whole(code)


@given(ids, some.integers(0, 4), some.sampled_from(codes.ALPHABET))
def test_one_wrong_symbol_is_always_noticed(id: str, place: int, symbol: str) -> None:
    code = codes.short(id, "high")
    wrong = code[:place] + symbol + code[place + 1 :]
    assert wrong == code or not codes.is_whole(wrong)


@given(ids, some.integers(0, 3))
def test_two_neighbours_exchanged_are_always_noticed(id: str, place: int) -> None:
    code = codes.short(id, "high")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or not codes.is_whole(swapped)


def test_codes_never_change() -> None:
    """They are printed on sheets in kitchens: a change here breaks every one of them."""
    assert [codes.short("card/heel-raise", t) for t in ("lower", "moderate", "high", "recent", None)] == GOLDEN


def test_no_code_has_a_look_alike_in_it() -> None:
    assert not set(codes.ALPHABET) & set("AEIOU01BSZ5G")
    assert len(codes.ALPHABET) == 23


def test_a_version_changes_with_each_safety_field_and_with_nothing_else() -> None:
    one = codes.version("card/x", "high", "en", ["avoid", "step"])
    assert one == codes.version("card/x", "high", "en", ["avoid", "step"])
    assert one.startswith(codes.short("card/x", "high") + "-")
    assert one != codes.version("card/x", "high", "en", ["avoid", "step!"]) and one != codes.version("card/x", "high", "ar", ["avoid", "step"])


def test_nonsense_is_no_code() -> None:
    assert [codes.read(t) for t in ("", "4", "HELLO", "4444444", "ééééé")] == [None] * 5


GOLDEN = ["JM7JR", "HP8TN", "M7MCH", "QFJVN", "JQCQR"]
