"""Kinds of breaks → for each how many were caught, and which were not."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from sitegen import starter

from .kind import Kind, Mutation
from .kinds import KINDS
from .library import Library, shipped
from .misses import KNOWN_MISSES

SAMPLE = {True: 2, False: 1}  # cases of each kind that must be caught, and of the others


class Miss(NamedTuple):
    """A break that nothing told of, or not where it is; what was told instead."""

    kind: str
    where: str
    what: str
    told: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}" + "".join(f"\n      {line}" for line in self.told or ("nothing was told",))


class Result(NamedTuple):
    """What came of one kind."""

    kind: Kind
    fits: int  # places
    tried: int
    misses: tuple[Miss, ...]
    codes: frozenset[str] = frozenset()  # those that told

    @property
    def unlisted(self) -> list[Miss]:
        """Those that nobody knew of."""
        return [miss for miss in self.misses if miss.kind not in KNOWN_MISSES]


def sampled(mutations: Sequence[Mutation], count: int) -> list[Mutation]:
    """A few of them, spread over all: always the same ones."""
    if len(mutations) <= count:
        return list(mutations)
    return [mutations[n * len(mutations) // count + len(mutations) // (2 * count)] for n in range(count)]


def tried(kind: Kind, library: Library, *, whole: bool) -> Result:
    """One kind, at every place or at a few."""
    fits = list(kind.places(library))
    chosen = fits if whole else sampled(fits, SAMPLE[kind.must])
    found = [_judged(kind, mutation, library) for mutation in chosen]
    misses = tuple(miss for miss in found if isinstance(miss, Miss))
    return Result(kind, len(fits), len(chosen), misses, frozenset(code for code in found if isinstance(code, str)))


def _judged(kind: Kind, mutation: Mutation, library: Library) -> Miss | str:
    """The code that tells of a mutation; a miss where none does."""
    where = ", ".join(sorted(mutation.files))
    if all(path in library.files and library.files[path].text == text for path, text in mutation.files.items()):
        return Miss(kind.name, where, mutation.what, ("the file is as it was: the kind is at fault",))
    try:
        told = library.told(mutation)
    except Exception as error:  # a traceback is always a bug: here it is a miss, and the other kinds go on
        return Miss(kind.name, where, mutation.what, (f"sitegen failed: {error!r} in {traceback.extract_tb(error.__traceback__)[-1]}",))
    teller = library.teller(kind, mutation, told)
    if teller:
        return teller.code
    return Miss(kind.name, where, mutation.what, tuple(f"{p.severity} {p.code} at {p.place}" for p in told if p.severity != "note")[:6])


def libraries(kinds: Iterable[Kind], folder: Path) -> dict[str, Library]:
    """The contents that these kinds break, each in a folder of its own."""
    return {world: shipped(folder / world, starter.root() / "content", world) for world in dict.fromkeys(kind.world for kind in kinds)}


def run(kinds: Sequence[Kind], folder: Path, *, whole: bool, jobs: int = 1, progress: Callable[[Result], None] = lambda result: None) -> list[Result]:
    """All kinds, in their order; several processes have a copy of the content each."""
    if jobs < 2:
        results = []
        for result in _run(kinds, folder, whole):
            results.append(result)
            progress(result)
        return results
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        shares = [[kind.name for kind in kinds[n::jobs]] for n in range(jobs)]
        parts = pool.map(_share, shares, [folder / str(n) for n in range(jobs)], itertools.repeat(whole))
        found = {result[0]: Result(KINDS[result[0]], *result[1:]) for part in parts for result in part}
    return [found[kind.name] for kind in kinds]


def _share(names: Sequence[str], folder: Path, whole: bool) -> list[tuple[str, int, int, tuple[Miss, ...], frozenset[str]]]:
    return [(result.kind.name, *result[1:]) for result in _run([KINDS[name] for name in names], folder, whole)]


def _run(kinds: Sequence[Kind], folder: Path, whole: bool) -> Iterator[Result]:
    worlds = libraries(kinds, folder)
    for kind in kinds:
        yield tried(kind, worlds[kind.world], whole=whole)
