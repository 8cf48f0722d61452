"""YAML as authors write it: words stay words, every place is kept, and what could mislead is refused where it stands."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import nodes
from sitegen.nodes import Unreadable


def value(text: str) -> Any:
    return nodes.read(f"it: {text}\n")[0]["it"]


def refused(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        nodes.read(text)
    return caught.value


@pytest.mark.parametrize(
    "word",
    [
        "no", "No", "yes", "on", "off", "y", "n", "NO",  # Norway's answer is a word
        "12:30", "1:30:00", "190:20:30",  # a time of day is no number of seconds
        "0123", "0x1F", "0o17", "0b11", "1_000", "+0123",
        "10-15", "8-12", "1/2", "1.5", ".5", "1e3", ".inf", ".nan", "--", "+",
        "2026-11-21", "2026-11-21 10:00:00", "2026-11-21T10:00:00Z",
        "=", "nUll", "tRue", "1234567890123456789012345",
    ],
)  # fmt: skip
def test_what_only_looks_like_something_else_stays_words(word: str) -> None:
    assert value(word) == word


@pytest.mark.parametrize("word", ["true", "True", "TRUE", "false", "False", "FALSE"])
def test_true_and_false_are_the_only_words_for_yes_and_no(word: str) -> None:
    assert value(word) is (word.lower() == "true")


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~", ""])
def test_nothing_is_nothing(word: str) -> None:
    assert value(word) is None


@pytest.mark.parametrize("number", [0, 7, -3, 10, 2026, 999999999999999999])
def test_a_whole_number_is_a_number(number: int) -> None:
    assert value(str(number)) == number


@pytest.mark.parametrize("word", ["no", "12", "true", "null", "2026-11-21", "*warm*", "a: b", "# five"])
def test_quotes_make_a_text_of_anything(word: str) -> None:
    assert value(f'"{word}"') == value(f"'{word}'") == word


def test_lists_cannot_be_changed_and_fields_keep_their_order() -> None:
    read, _ = nodes.read("b: [1, two]\na: {d: 1, c: 2}\n")
    assert read == {"b": (1, "two"), "a": {"d": 1, "c": 2}}
    assert list(read) == ["b", "a"]
    assert list(read["a"]) == ["d", "c"]


def test_texts_of_several_lines_are_read_as_yaml_says() -> None:
    read, _ = nodes.read("folded: >\n  one\n  two\nkept: |\n  one\n  two\nplain: one\n  two\n")
    assert read == {"folded": "one two\n", "kept": "one\ntwo\n", "plain": "one two"}


def test_every_value_and_every_name_keeps_its_place() -> None:
    _, marks = nodes.read('name: Heel raise\ngoal:\n  why: "it helps"\nsteps:\n  - move: up\n  - cue: slow\n')
    assert marks["name",] == ((0, 0, 4), (0, 6, 10))
    assert marks["goal", "why"] == ((2, 2, 3), (2, 7, 10))
    assert marks["steps", 1] == (None, (5, 4, 0))
    assert marks["steps", 1, "cue"] == ((5, 4, 3), (5, 9, 4))


def test_columns_count_letters_and_not_bytes() -> None:
    _, marks = nodes.read("é€😀: {ü: word}\n")
    assert marks["é€😀", "ü"].value == (0, 9, 4)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a:\n  b: 1\n  'b': 2\n", "duplicate-key", 3, 3),
        ("a: {b: 1, b: 2}\n", "duplicate-key", 1, 11),
        ("a: 1\nb: *a\n", "yaml-alias", 2, 4),
        ("a: *warm* and easy\n", "yaml-alias", 1, 4),
        ("a: &easy warm\n", "yaml-alias", 1, 4),
        ("a: &\n", "yaml-alias", 1, 4),
        ("- &x [1]\n", "yaml-alias", 1, 3),
        ("&x a: 1\n", "yaml-alias", 1, 1),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag", 1, 4),
        ("a: !!str 5\n", "yaml-tag", 1, 4),
        ("a: !Stop here\n", "yaml-tag", 1, 4),
        ("a: !q!x y\n", "yaml-tag", 1, 4),
        ("a: 1\n<<: {b: 1}\n", "yaml-merge", 2, 1),
        ("a:\n  <<: {b: 1}\n", "yaml-merge", 2, 3),
        ("a: 1\n---\nb: 2\n", "yaml-documents", 2, 1),
        ("a: {[b]: 1}\n", "yaml-key", 1, 5),
        ("? {b: 1}\n: 2\n", "yaml-key", 1, 3),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "yaml-deep", 1, 28),
        ("a: one: two\n", "yaml-syntax", 1, 7),
        ("a: 1\nb 2\n", "yaml-syntax", 2, 1),
        ("a:1\nb: 2\n", "yaml-syntax", 1, 1),
        ("a: {b: 1}\nb:1\nc: 2\n", "yaml-syntax", 2, 1),
        ("a: 1\nb: 'two\nc: 3\n", "yaml-syntax", 2, 4),
        ("a: 1\nb: [two\nc: 3\n", "yaml-syntax", 2, 4),
        ("a: {b: c: d}\n", "yaml-syntax", 1, 9),
        ("a: [b] and c\n", "yaml-syntax", 1, 8),
        ("a: 'b' and c\n", "yaml-syntax", 1, 8),
        ("a: word\n  b: 2\n", "yaml-syntax", 2, 3),
        ("a:\n  b: 1\n c: 2\n", "yaml-syntax", 3, 2),
        ("a: - b\n", "yaml-syntax", 1, 4),
        ("a: @b\n", "yaml-syntax", 1, 4),
        ("a: `b`\n", "yaml-syntax", 1, 4),
        ("a: | b\n", "yaml-syntax", 1, 6),
        ('a: "50\\%"\n', "yaml-syntax", 1, 7),
        ("a: [b,,]\n", "yaml-syntax", 1, 7),
    ],
)
def test_what_could_mislead_is_refused_at_its_place(text: str, code: str, line: int, column: int) -> None:
    fault = refused(text)
    assert (fault.code, fault.line + 1, fault.column + 1) == (code, line, column)
    assert fault.help
    assert "cannot be read as YAML" not in str(fault)


def test_the_first_of_two_equal_names_is_told_too() -> None:
    assert str(refused("a: 1\nb: 2\na: 3\n")) == "`a` is written twice (first on line 1)"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n# only a remark\n"])
def test_a_text_without_content_is_empty_or_nothing(text: str) -> None:
    try:
        assert nodes.read(text)[0] is None
    except Unreadable as fault:
        assert fault.code == "empty-file"


def test_an_alias_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.perf_counter()
    fault = refused("\n".join(rows))
    assert (fault.code, fault.line, fault.column) == ("yaml-alias", 0, 4)
    assert time.perf_counter() - started < 0.1


def test_deep_brackets_are_refused_before_they_fill_the_stack() -> None:
    assert refused("a: " + "[" * 100_000).code == "yaml-deep"
    assert refused("\n".join("  " * n + "a:" for n in range(1000))).code == "yaml-deep"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_windows_line_ends_change_nothing(ending: str) -> None:
    lines = ["name: Heel raise", "steps:", "  - move: up"]
    assert nodes.read(ending.join(lines)) == nodes.read("\n".join(lines))


WORDS = st.sampled_from(
    ["a", "b: ", "c:", "- ", "  ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", ":", "'", '"', "#", "&x", "*x", "!t", "|", ">",
     "%", "@", "?", "---", "...", "<<: ", "null", "12:30", "é", "😀", "\\", "\x85", "\u2028", "\ufeff", "~", "\x00"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map("".join)))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_values_with_places_or_one_reason(text: str) -> None:
    try:
        read, marks = nodes.read(text)
    except Unreadable as fault:
        assert fault.code.startswith(("yaml-", "duplicate-key", "empty-file"))
        assert str(fault)
        assert fault.help
        assert -1 <= fault.line <= len(text)
    else:
        assert () in marks
        assert set(marks) == set(_paths(read))


def _paths(read: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = read.items() if isinstance(read, dict) else enumerate(read) if isinstance(read, tuple) else ()
    return [path, *(p for name, part in inner for p in _paths(part, (*path, name)))]


PLAIN = st.text("abé日😀 ", min_size=1, max_size=8).map(lambda word: f"x{word}x")


@given(st.dictionaries(PLAIN, st.one_of(PLAIN, st.lists(PLAIN, min_size=1, max_size=3)), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_each_mark_leads_back_to_the_words_that_the_author_wrote(fields: dict[str, Any]) -> None:
    lines = [f"{k}: {v}" if isinstance(v, str) else f"{k}: [{', '.join(v)}]" for k, v in fields.items()]
    read, marks = nodes.read("\n".join(lines))
    for name, written in read.items():
        key, mark = marks[name,]
        assert key is not None
        assert lines[key.line][key.column : key.column + key.length] == name
        for number, word in enumerate(written if isinstance(written, tuple) else ()):
            mark = marks[name, number].value
            assert lines[mark.line][mark.column : mark.column + mark.length] == word
        if isinstance(written, str):
            assert lines[mark.line][mark.column : mark.column + mark.length] == written
