"""The shipped content is broken in every way that matters, and each break is told with the right code at the right line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sites
from mutants import table
from mutants.kinds import KINDS
from mutants.misses import KNOWN_MISSES
from mutants.run import Result, libraries, run, sampled

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return run(list(KINDS.values()), tmp_path_factory.mktemp("mutants"), whole=False)


def test_each_kind_of_break_is_told_at_its_line(results: list[Result]) -> None:
    missed = [str(miss) for result in results for miss in result.unlisted]
    assert not missed, "\n" + "\n".join(missed)


def test_each_kind_fits_somewhere(results: list[Result]) -> None:
    assert [result.kind.name for result in results if not result.fits] == []
    assert len(results) >= 40
    assert sum(result.tried for result in results) >= 200


def test_what_is_not_caught_is_no_status_hazard_ceiling_swap_or_signature() -> None:
    assert {name for name in KNOWN_MISSES if KINDS[name].must} == set()


def test_what_is_listed_as_not_caught_is_not_caught(results: list[Result]) -> None:
    assert [r.kind.name for r in results if r.kind.name in KNOWN_MISSES and not r.misses] == []


def test_the_table_has_every_kind() -> None:
    assert [row.kind for row in table.kept()] == list(KINDS), "PYTHONPATH=.:tests python -m mutants --whole --write"


def test_a_whole_check_tells_of_a_break_as_the_bench_does(tmp_path: Path) -> None:
    kind = KINDS["swap to an avoided card"]
    library = libraries([kind], tmp_path)["plain"]
    (mutation,) = sampled(list(kind.places(library)), 1)
    teller = library.teller(kind, mutation, library.told(mutation))
    root = tmp_path / "again"
    shutil.copytree(library.root / "content", root / "content")
    for path, text in mutation.files.items():
        assert isinstance(text, str)
        (root / path).write_text(text, encoding="utf-8")
    assert teller in sites.problems(root, library.today)
