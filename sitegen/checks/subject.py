"""A judged document, or all of them → what a check may look at: as written, as read, and as each reader meets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from ..model import Card, Document, Face, Handout, Library, Page
from ..model.views import CardView, HandoutView, PageView, Reader

T = TypeVar("T")
View = CardView | PageView | HandoutView
Model = Card | Page | Handout


class Subject(NamedTuple):
    """One card, page or handout in which nothing is wrong so far; without models there is an error in it already."""

    document: Document
    translated: Mapping[str, Document]  # as written, by language
    models: Mapping[str, Model]  # by language, the first being the one it was written in
    views: Mapping[str, View]  # by the key of the reader: what each is shown of it
    readers: tuple[Reader, ...]  # all that the site is for, whether or not this document is shown to them
    libraries: Mapping[str, Library]  # by language
    sources: Mapping[str, Document]  # the shared documents by kind: hazards, statements, site, …
    shelf: dict[Any, Any]  # see `once`

    @property
    def model(self) -> Model | None:
        """The document in the language that it was written in."""
        return next(iter(self.models.values()), None)

    @property
    def library(self) -> Library:
        """What is shared, in the language that it was written in."""
        return next(iter(self.libraries.values()))

    def once(self, make: Callable[[Subject], T]) -> T:
        """What `make` works out of all that is shared: once for a build, not for each document. It must not look at the document."""
        if make not in self.shelf:
            self.shelf[make] = make(self)
        found: T = self.shelf[make]
        return found


class Whole(NamedTuple):
    """All that a site holds, as its documents know each other; only where nothing that is shared is wrong."""

    libraries: Mapping[str, Library]  # by language, the first being the one it was written in
    sources: Mapping[str, Document]  # the shared documents by kind
    faces: Mapping[tuple[str, str], Face]  # by (kind, id): cards, pages, handouts, figures
    cited: frozenset[str]  # the references that something names
    open: Callable[[str, str], Document]  # (kind, id) → the document, read again to show its lines

    @property
    def library(self) -> Library:
        """What is shared, in the language that it was written in."""
        return next(iter(self.libraries.values()))


__all__ = ["Model", "Subject", "View", "Whole"]
