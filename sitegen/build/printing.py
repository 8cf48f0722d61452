"""A document's views → its sheets as PDFs, in the sizes and on the paper of the clinic; and the sheets that a whole level has."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import addresses
from ..messages import Words
from ..model.artifact import Artifact, Facts
from ..model.paper import Print
from ..model.views import Bound, CardView, Edition, PageAround, PageView, Reader
from ..problems import Problem
from ..typeset import booklets, cards, handouts, logs, pages, troubles
from ..typeset.press import Unprintable
from ..typeset.sheet import LARGE, NORMAL, Data, Form, Whom
from .cabinet import Cabinet

if TYPE_CHECKING:
    from ..figures import Drawing

VOLUMES = ("booklet", "log")  # what a level has as a whole


@dataclass(slots=True)
class Prints:
    """What came of a document on paper."""

    made: dict[str, list[Print]] = field(default_factory=dict)  # by edition
    keys: list[str] = field(default_factory=list)  # under which their PDFs stand on the shelf
    moved: list[tuple[Iterable[str], troubles.About]] = field(default_factory=list)  # cards that did not fit their layout, and on which sheet
    problems: list[Problem] = field(default_factory=list)
    artifacts: list[Artifact] = field(default_factory=list)

    def of(self, reader: Reader) -> list[Print]:
        """The sheets of an edition."""
        return self.made.get(reader.key, [])

    def told(self) -> list[Problem]:
        """What is wrong with them; a card that did not fit its place is told once for all levels."""
        return [*self.problems, *troubles.gathered(self.moved)]


class Job(NamedTuple):
    """A sheet to be made: where it goes, of what kind it is, its data in any form, and the sizes in which it is wanted."""

    place: str
    id: str
    kind: str
    data: Callable[[Form], Data]
    about: troubles.About
    layout: str = ""
    suffix: str = ""  # in the file's name
    sizes: tuple[int, ...] = (NORMAL, LARGE)


class Printing:
    """Makes the sheets of documents; `papers` are those of the site, the usual one first."""

    def __init__(self, cabinet: Cabinet, words: Mapping[str, Words], papers: tuple[str, ...], project: Path) -> None:
        self.cabinet, self.words, self.papers, self.project = cabinet, words, papers, project

    def card(self, reader: Reader, view: CardView, drawing: Drawing | None, prints: Prints) -> None:
        """A card's own sheet; only readers of a level have one."""
        if reader.tier is None or not view.whole:
            return
        data = cards.sheet(view, drawing, self._whom(reader), Form(self.papers[0]))
        self._make(reader, Job(view.address, view.id, "card", _same(data), self._about(reader, "card", view.id, view.name)), prints)

    def page(self, reader: Reader, view: PageView, around: PageAround, drawings: Mapping[str, Drawing], prints: Prints) -> None:
        """A page of advice; and by itself what is filled in on it, if there is something."""
        about, whom = self._about(reader, "page", view.id, view.title), self._whom(reader)
        data = pages.sheet(view, around, drawings, whom, Form(self.papers[0]))
        self._make(reader, Job(view.address, view.id, "page", _same(data), about), prints)
        if view.body.has_form(reader.lineage):
            self._make(reader, Job(view.address, view.id, "form", lambda form: pages.form(view, whom, form) or {}, about, suffix="form"), prints)

    def handout(self, reader: Reader, bound: Bound, drawings: Mapping[str, Drawing], prints: Prints) -> None:
        """A handout, in each of its layouts."""
        view, about, whom = bound.view, self._about(reader, "handout", bound.view.id, bound.view.title), self._whom(reader)
        for number, layout in enumerate(view.layouts):
            data = handouts.sheet(bound, drawings, whom, Form(self.papers[0], layout=layout))
            sizes = (NORMAL,) if layout == handouts.FRIDGE else (NORMAL, LARGE)  # its letters are large as it is
            self._make(reader, Job(view.address, view.id, "handout", _same(data), about, layout, layout if number else "", sizes), prints)

    def volume(self, kind: str, edition: Edition, shown: Iterable[tuple[CardView, Drawing | None]], prints: Prints) -> None:
        """A booklet of all that a level may do, or the log in which it is written down."""
        whom, form = self._whom(edition.reader), Form(self.papers[0])
        data = booklets.sheet(edition, list(shown), whom, form) if kind == "booklet" else logs.sheet(whom, form)
        about = troubles.About("content/tiers.yml", kind, edition.tier.label if edition.tier else "", root=self.project, language=edition.reader.language)
        self._make(edition.reader, Job(addresses.page(edition.folder, "print"), kind, kind, _same(data), about), prints)

    def _about(self, reader: Reader, kind: str, id: str, title: str) -> troubles.About:
        return about(reader, kind, id, title, self.project)

    def _whom(self, reader: Reader) -> Whom:
        return Whom(reader, self.words[reader.language], self.words)

    def _make(self, reader: Reader, job: Job, prints: Prints) -> None:
        """A sheet in all its sizes, on each paper."""
        for form in (Form(paper, size) for paper in self.papers for size in job.sizes):
            about = job.about._replace(whom=f"{job.about.whom}, large print") if form.large else job.about
            try:
                made = self.cabinet.pdf(json.dumps(job.data(form), ensure_ascii=False, separators=(",", ":")))
            except Unprintable as error:
                prints.problems += troubles.of(error, about)
                continue
            path = name(reader, job.place, job.id, job.suffix, form.large, "" if form.paper == self.papers[0] else form.paper)
            prints.moved += [(made.pdf.moved, about)] if made.pdf.moved and job.kind != "booklet" else []  # a card's own sheet tells it
            prints.keys.append(made.key)
            prints.artifacts.append(Artifact(path, made.pdf.content, Facts(path, "")))
            printed = Print(path, job.kind, job.layout, form.paper, form.large, made.pdf.pages, len(made.pdf.content))
            prints.made.setdefault(reader.key, []).append(printed)


def _same(data: Data) -> Callable[[Form], Data]:
    """The data of a sheet that says the same in each size and on each paper."""
    return lambda form: data | {"size": form.size, "paper": form.format}


def name(reader: Reader, place: str, id: str, suffix: str = "", large: bool = False, paper: str = "") -> str:
    """Where a sheet stands in the site."""
    return addresses.pdf(place, reader.tier.slug if reader.tier else None, id, layout=suffix, large=large, paper=paper)


def paths(reader: Reader, place: str, kind: str, tile: Any, papers: tuple[str, ...]) -> Iterator[str]:
    """Where the sheets of a document will stand, from what lists know of it: the same as are made."""
    suffixes: list[tuple[str, bool]] = [("", True)]
    if kind == "card" and (reader.tier is None or not tile.whole):
        return
    if kind == "page" and tile.form:
        suffixes.append(("form", True))
    if kind == "handout":
        suffixes = [(layout if number else "", layout != "fridge") for number, layout in enumerate(tile.layouts)]
    for suffix, both in suffixes:
        for large in (False, True) if both else (False,):
            for number, paper in enumerate(papers):
                yield name(reader, place, tile.id, suffix, large, paper if number else "")


def volume_paths(reader: Reader, kind: str, papers: tuple[str, ...]) -> Iterator[str]:
    """Where a sheet of a whole level will stand."""
    place = addresses.page(reader.folder, "print")
    yield from (name(reader, place, kind, "", large, paper if number else "") for large in (False, True) for number, paper in enumerate(papers))


def about(reader: Reader, kind: str, id: str, title: str, project: Path) -> troubles.About:
    """A document as problems speak of it."""
    folder, ending = {"card": ("cards", "yml"), "page": ("pages", "md"), "handout": ("handouts", "yml")}[kind]
    return troubles.About(f"content/{folder}/{id}.{ending}", str(title), reader.tier.label if reader.tier else "everyone", root=project, language=reader.language)
