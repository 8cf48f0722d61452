"""content/ → Documents: whatever lies in the folder becomes a document or a problem, and every place is the author's."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import BASE, card, codes, page, problems, site, write

from sitegen import load, rules
from sitegen.model import Document

CARD = "content/cards/march.yml"
PAGE = "content/pages/stairs.md"
TEXT = (BASE / "content/cards/heel-raise.yml").read_text(encoding="utf-8")


def read(root: Path, content: bytes | str, path: str = CARD) -> load.Loaded:
    """What load makes of a project with one file."""
    write(root / path, content)
    return load.documents(root)


def document(root: Path, content: bytes | str, path: str = CARD) -> Document:
    loaded = read(root, content, path)
    assert not loaded.problems
    return loaded.documents[0]


# what a document knows


def test_documents_come_in_the_order_of_their_paths_with_kind_and_id() -> None:
    found = [(d.path, d.kind, d.id) for d in load.documents(BASE).documents]
    assert found == sorted(found)
    assert ("content/cards/heel-raise.yml", "card", "heel-raise") in found
    assert ("content/pages/pain.md", "page", "pain") in found
    assert ("content/tiers.yml", "tiers", "tiers") in found


def test_a_page_knows_its_body_and_where_it_begins(tmp_path: Path) -> None:
    found = document(tmp_path, "---\ntitle: Stairs\n---\n\nHold the rail.\n", PAGE)
    assert found.data == {"title": "Stairs"}
    assert found.body == "\nHold the rail.\n"
    assert found.source(found.body_line + found.body.split("\n").index("Hold the rail.") + 1) == "Hold the rail."
    assert str(found.place(("title",))) == f"{PAGE}:2:8"


@pytest.mark.parametrize("end", ["---", "---\n", "---  \n", "---\t\n"])
def test_front_matter_may_be_all_there_is(end: str, tmp_path: Path) -> None:
    found = document(tmp_path, f"---  \ntitle: Stairs\n{end}", PAGE)
    assert (found.data, found.body) == ({"title": "Stairs"}, "")


def test_a_ruler_in_the_text_of_a_page_is_no_front_matter(tmp_path: Path) -> None:
    found = document(tmp_path, "---\ntitle: Stairs\n---\n\nUp\n\n---\n\nDown\n", PAGE)
    assert found.body == "\nUp\n\n---\n\nDown\n"


def test_a_translation_knows_its_language(tmp_path: Path) -> None:
    found = document(tmp_path, "feel: {of: 0a1b2c3d, text: Leicht}\n", "content/translations/pt-BR/cards/march.yml")
    assert (found.kind, found.id, found.language) == ("card", "march", "pt-BR")


def test_the_words_of_a_language_are_handed_on_as_they_are(tmp_path: Path) -> None:
    loaded = read(tmp_path, 'msgid "Print"\n', "content/translations/es/messages.po")
    assert loaded.catalogues == {"es": 'msgid "Print"\n'}


# how a file was saved


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_no_value_and_no_place(ending: str, tmp_path: Path) -> None:
    mine = document(tmp_path / "mine", TEXT)
    theirs = document(tmp_path / "theirs", TEXT.replace("\n", ending))
    assert theirs == mine


@pytest.mark.parametrize("path", [CARD, PAGE])
def test_a_byte_order_mark_changes_nothing(path: str, tmp_path: Path) -> None:
    text = (TEXT if path == CARD else page("Hold the rail.\n")).encode()
    assert document(tmp_path / "with", codecs.BOM_UTF8 + text, path) == document(tmp_path / "without", text, path)


def test_windows_line_ends_do_not_change_what_is_wrong(tmp_path: Path) -> None:
    text = page("/// tier | hihg\nHold the rail.\n///\n")
    mine = problems(site(tmp_path / "mine", {PAGE: text}))
    assert problems(site(tmp_path / "theirs", {PAGE: text.replace("\n", "\r\n")})) == mine
    assert codes(mine) == ["unknown-tier"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_another_encoding_is_told_and_never_guessed(encoding: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, "name: Übung\n".encode(encoding))
    assert codes(loaded.problems)[0] in ("not-utf8", "control-character")


@pytest.mark.parametrize("start", [b"", codecs.BOM_UTF8])
def test_a_letter_in_an_old_encoding_is_found_exactly(start: bytes, tmp_path: Path) -> None:
    loaded = read(tmp_path, start + b"name: March\r\nfeel: L\xe9ger\r\n")
    assert str(loaded.problems[0].place) == f"{CARD}:2:8"


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x85", "\u200b", "\u2028", "\u2029", "\ufeff"]
)
def test_an_invisible_character_is_found_exactly(sign: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, f"name: March\nfeel: Light{sign} on your feet\n")
    found = loaded.problems[0]
    assert (found.code, str(found.place)) == ("control-character", f"{CARD}:2:12")
    assert f"U+{ord(sign):04X}" in found.message
    assert sign not in str(found)


@pytest.mark.parametrize(
    "word", ["é", "ß", "naïve", "日本", "عربي", "😀", "a\u200db", "non\u00a0breaking", "soft\u00adhyphen"]
)
def test_letters_of_every_script_are_welcome(word: str, tmp_path: Path) -> None:
    assert document(tmp_path, f"name: {word}\n").data == {"name": word}


# what lies in the folder


@pytest.mark.parametrize(
    "name", [".march.yml.swp", "march.yml~", "#march.yml#", ".DS_Store", "march.yml.orig", ".git/config"]
)
def test_what_editors_leave_behind_is_passed_over(name: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, b"\xff\xfe\x00", f"content/cards/{name}")
    assert not loaded.documents
    assert codes(loaded.problems) == ["missing-file"]  # nothing was found


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "march.yml", "name: March\n")
    (tmp_path / "content" / "cards").mkdir(parents=True)
    (tmp_path / CARD).symlink_to(tmp_path / "shared" / "march.yml")
    assert load.documents(tmp_path).documents[0].data == {"name": "March"}


def test_links_that_lead_to_each_other_are_one_problem_each(tmp_path: Path) -> None:
    (tmp_path / "content" / "cards").mkdir(parents=True)
    (tmp_path / CARD).symlink_to("other.yml")
    (tmp_path / CARD).with_name("other.yml").symlink_to("march.yml")
    assert codes(load.documents(tmp_path).problems) == ["unreadable-file", "unreadable-file"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users here")
@pytest.mark.parametrize("path", [CARD, "content/cards"])
def test_what_may_not_be_read_is_a_problem(path: str) -> None:
    with somebody_else(), tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write(root / CARD, "name: March\n")
        (root / path).chmod(0)
        try:
            assert codes(load.documents(root).problems) == ["unreadable-file"]
        finally:
            (root / path).chmod(0o700)


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """Root may read everything: for a while, this process is nobody."""
    if os.geteuid() != 0:
        yield
        return
    rules.catalogue()  # nobody may not be able to read the checkout
    try:
        os.seteuid(65534)
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are always text here")
def test_a_file_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "content" / "cards").mkdir(parents=True)
    Path(os.fsdecode(bytes(tmp_path / "content/cards") + b"/\xfcbung.yml")).write_text("name: x\n")
    found = load.documents(tmp_path).problems
    assert codes(found) == ["bad-file-name"]
    assert "\ufffdbung.yml" in str(found[0])
    str(found[0]).encode()


@pytest.mark.parametrize("content", [b"\xff\xff", None])
def test_broken_words_of_a_language_are_a_problem(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "content/translations/es/messages.po"
    if content is None:
        file.mkdir(parents=True)
    else:
        write(file, content)
    loaded = load.documents(tmp_path)
    assert codes(loaded.problems) in (["not-utf8"], ["not-a-file"])
    assert not loaded.catalogues


def test_a_card_that_cannot_be_read_is_still_known_by_name(tmp_path: Path) -> None:
    loaded = read(tmp_path, "feel: [\n")
    assert codes(loaded.problems) == ["yaml-syntax"]
    assert [(d.kind, d.id, d.data) for d in loaded.documents] == [("card", "march", {})]


# anything at all

PIECES = st.sampled_from(
    [b"name: ", b"feel: warm\n", b"- ", b"  ", b"\n", b"\r\n", b"\t", b"---\n", b"/// tier | high\n", b"///\n", b"[", b"]", b"{", b"}",
     b"'", b'"', b"&a", b"*a", b"!x", b"\x00", b"\xff", b"\xc3\xa9", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"# ", b"|\n", b": ", b","]
)  # fmt: skip
ANY_BYTES = st.one_of(st.binary(max_size=80), st.lists(PIECES, max_size=20).map(b"".join))


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anywhere")


@given(content=ANY_BYTES)
@settings(max_examples=250, deadline=None)
def test_any_bytes_give_a_document_or_a_problem(content: bytes, anywhere: Path) -> None:
    for path in (CARD, PAGE):
        write(anywhere / path, content)
    loaded = load.documents(anywhere)
    told = {p.place.path for p in loaded.problems}
    for found in loaded.documents:
        assert (found.path in told) != bool(found.marks)
    assert {d.path for d in loaded.documents} == {CARD, PAGE}
    for problem in loaded.problems:
        assert problem.help
        assert problem.place.column <= len(problem.place.source) + 1
        str(problem).encode()


WORDS = st.sampled_from(
    ["avoid", "allow", "{", "}", "[", "]", ":", "- ", "\n", "'", "null", "12", "/// tier | high\n", "/// do\n", "///\n", "> ", "# ", "<b>",
     "<div>\n", "<!--", "](cards/heel-drop)", "{lift-low}", "like: high", "recent", "*a", "\u00a0", "```\n", "====\n", "- - -\n", "1 minute"]
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("project"))


@given(
    file=st.sampled_from(sorted(p.relative_to(BASE).as_posix() for p in BASE.rglob("*.*"))),
    at=st.floats(0, 1),
    cut=st.integers(0, 30),
    put=st.lists(WORDS, max_size=3),
)
@settings(max_examples=80, deadline=None)
def test_any_slip_of_the_hand_is_told_in_sentences(
    file: str, at: float, cut: int, put: list[str], project: Path
) -> None:
    text = (BASE / file).read_text(encoding="utf-8")
    place = round(at * len(text))
    write(project / file, text[:place] + "".join(put) + text[place + cut :])
    try:
        for problem in problems(project):
            assert problem.help or problem.severity == "note"
            assert problem.place.column <= len(problem.place.source) + 1
            assert "nput should" not in problem.message
    finally:
        write(project / file, text)


def test_a_card_made_of_data_is_as_good_as_one_written_by_hand(tmp_path: Path) -> None:
    assert problems(site(tmp_path, {CARD: card()})) == []
