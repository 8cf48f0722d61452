"""Facts of a finished page → what keeps a browser, a screen reader or a slow line from making something of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ..model import Weight
from ..model.artifact import Facts
from ..problems import Place, Problem, problem

_SPOKEN = re.compile(r"""\slang=(["']?)[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\1(?=[\s>]|$)""", re.I)
_DIRECTED = re.compile(r"""\sdir=(["']?)(?:ltr|rtl)\1(?=[\s>]|$)""", re.I)
KILO = 1000  # as networks count


def check(page: Facts) -> Iterator[Problem]:
    """What is wrong with its titles, ids, pictures and its language."""
    yield from _headings(page)
    yield from _ids(page)
    for tag in dict.fromkeys(page.bare):
        shown = tag if len(tag) < 80 else f"{tag[:77]}…"
        mend = 'say what it shows: `alt="…"` or `aria-label="…"`; `alt=""` or `aria-hidden="true"` where it is only for the eye'
        yield problem("picture-without-words", f"the page {page.path} has a picture without words: `{shown}`", _place(page), mend)
    if len(page.roots) != 1 or not _SPOKEN.search(page.roots[0]) or not _DIRECTED.search(page.roots[0]):
        yield problem("page-language", f"the page {page.path} does not say its language and direction", _place(page), 'begin it with `<html lang="en" dir="ltr">`, filled in for its language: look at its template')


def weight(page: Facts, size: int, pictures: Mapping[str, int], most: Weight) -> Iterator[Problem]:
    """Where it is heavier than the clinic wants. `pictures` are the sizes of its pictures, by path."""
    if size > most.page * KILO:
        message = f"the page {page.path} has {-(-size // KILO)} kB of text and drawings; {most.page} kB are meant to be enough"
        yield problem("page-weight", message, _place(page), "make two pages of it, or show fewer drawings")
    together = sum(pictures.values())
    if together > most.pictures * KILO:
        heaviest = max(pictures, key=lambda path: (pictures[path], path))
        message = f"the page {page.path} shows {-(-together // KILO)} kB of pictures; {most.pictures} kB are meant to be enough. The heaviest is {heaviest}"
        yield problem("page-weight", message, _place(page), "show fewer pictures on it, or smaller ones")


def _headings(page: Facts) -> Iterator[Problem]:
    if page.headings.count(1) != 1:
        message = f"the page {page.path} has {page.headings.count(1)} main titles"
        yield problem("page-title-count", message, _place(page), "a page has one `<h1>`: look at its template")
    for before, after in pairwise(page.headings):
        if after > before + 1:
            message = f"the page {page.path} goes from a heading of level {before} straight to one of level {after}"
            yield problem("heading-order", message, _place(page), f"make it level {before + 1}: `{'#' * (before + 1)}` in a text, `<h{before + 1}>` in a template")
            return


def _ids(page: Facts) -> Iterator[Problem]:
    seen: set[str] = set()
    for id in page.ids:
        if id in seen:
            yield problem("id-twice", f"the page {page.path} has two places called `#{id}`", _place(page), "give one of them another id: links cannot tell them apart")
        seen.add(id)


def _place(page: Facts) -> Place:
    return Place(page.source or page.path)


__all__ = ["check", "weight"]
