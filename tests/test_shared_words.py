"""The starter's glossary and references: plain, each word once, each work to be found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from sites import TODAY, site, write

from sitegen import build, nodes, reading, starter
from sitegen.checks.reading import masks
from sitegen.model import Library, Reference, Term

CONTENT = starter.root() / "content"
WORK = {"id": "x", "authors": "A", "year": 2020, "title": "T", "journal": "J", "short": "S"}


def entries(name: str) -> dict[str, Any]:
    found = nodes.read((CONTENT / name).read_text(encoding="utf-8"))[0]
    assert isinstance(found, dict)
    return found


TERMS = {id: Term.model_validate({**fields, "id": id, "also": tuple(fields.get("also", ()))}) for id, fields in entries("glossary.yml").items()}
WORKS = {id: Reference.model_validate({**fields, "id": id}) for id, fields in entries("references.yml").items()}


def test_a_word_leads_to_one_term_only() -> None:
    words = Counter(word.lower() for term in TERMS.values() for word in {term.plain, term.medical or term.plain, *term.also})
    assert len(TERMS) >= 60
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("id", TERMS)
def test_a_term_is_explained_in_two_short_sentences_at_grade_six(id: str) -> None:
    names = masks(Library(*[None] * 5, TERMS, {}, {}), ())  # type: ignore[arg-type]
    found = reading.measure([reading.Passage(TERMS[id].means)], names)
    assert found.sentences <= 2 and found.longest_sentence <= 20
    assert found.grade is not None and found.grade <= 6


def test_nearly_every_work_can_be_found() -> None:
    assert {id for id, work in WORKS.items() if not work.address} <= {"pemat2013", "aaos2010", "usda-calcium"}  # in print only, or without a lasting address


def test_no_work_stands_there_twice() -> None:
    numbers = Counter(n for work in WORKS.values() for n in (work.doi, work.pmid, work.pmcid) if n)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_a_web_page_is_a_work_too_and_a_number_comes_before_it() -> None:
    page = Reference.model_validate({**WORK, "url": "https://example.org/bones"})
    assert page.address == "https://example.org/bones"
    assert Reference.model_validate({**WORK, "url": "https://example.org/", "doi": "10.1000/x"}).address == "https://doi.org/10.1000/x"


@pytest.mark.parametrize("url", ["http://example.org/", "example.org", "https://", "javascript:alert(1)"])
def test_an_address_that_is_no_secure_page_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        Reference.model_validate({**WORK, "url": url})


def test_the_page_of_references_leads_to_a_web_page(tmp_path: Path) -> None:
    work = {**{k: v for k, v in WORK.items() if k != "id"}, "url": "https://example.org/bones"}
    root = site(tmp_path)
    known = nodes.read((root / "content/references.yml").read_text(encoding="utf-8"))[0]
    write(root / "content/references.yml", {**known, "bones2020": work})  # type: ignore[dict-item]
    assert not build.build(build.Settings(root, TODAY)).failed
    assert 'href="https://example.org/bones"' in next((root / "output").rglob("references/index.html")).read_text(encoding="utf-8")
