"""Editions → Artifacts, one at a time: the pages through their templates, the data files, the styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import addresses, facts
from ..messages import Words
from ..model import Library
from ..model.artifact import Artifact, Facts, Unit
from ..model.views import Edition
from . import assets, data, frame, pages
from .environment import Broken, render
from .memory import Memory


@dataclass(slots=True)
class Renderer:
    """Everything that rendering needs; built before any worker starts, and read only from then on (but for its memory)."""

    libraries: Mapping[str, Library]
    editions: list[Edition]
    words: Mapping[str, Words]  # of the languages in `libraries`
    folders: list[Path]  # templates: the project's own first, then the package's
    project: Path
    memory: Memory = field(default_factory=Memory)
    frames: dict[tuple[str, int | None], frame.Values] = field(default_factory=dict)

    @property
    def first_language(self) -> str:
        return next(iter(self.libraries))

    def units(self) -> Iterator[Unit]:
        """Every file of the site, in a fixed order."""
        for number, edition in enumerate(self.editions):
            yield from _edition_units(number, edition)
        for language in self.libraries:
            for kind in ("home", "codes", "print", "how-checked"):
                yield Unit(None, language, kind)
        for kind in ("404", "codes.json", "sitemap", "robots", "nojekyll"):
            yield Unit(None, self.first_language, kind)
        for name, _ in assets.files(self.folders):
            yield Unit(None, self.first_language, "asset", name)

    def artifact(self, unit: Unit) -> Artifact:
        """One finished file; raises Broken with the template's line when a template fails."""
        if unit.kind in _PLAIN:
            path, content = _PLAIN[unit.kind](self, unit)
            return Artifact(path, content, Facts(path, ""))
        page, around, edition = self._page(unit), self._around(unit.language), self._edition(unit)
        key = (unit.language, unit.edition)
        if key not in self.frames:
            self.frames[key] = frame.values(around, edition)
        name = f"{unit.language}:{edition.tier.id if edition and edition.tier else edition is not None}"

        def make() -> Artifact:
            values = {**self.frames[key], **frame.of_page(page, around, edition), **page.values}
            env = self.memory.environment(self.folders, around.words)
            reader = edition.tier.label if edition and edition.tier else "everyone"
            text = render(env, page.template, values, f"{page.source} for {reader}", self._shown)
            path = addresses.file(page.address)
            return Artifact(path, text.encode(), facts.read(path, page.source, text))

        return self.memory.artifact(page, name, self.frames[key], make)

    def _edition(self, unit: Unit) -> Edition | None:
        return self.editions[unit.edition] if unit.edition is not None else None

    def _of_language(self, language: str) -> list[Edition]:
        return [e for e in self.editions if e.library.language == language]

    def _around(self, language: str) -> frame.Around:
        return frame.Around(self.libraries[language], self.words[language], self._of_language(language), self.words)

    def _page(self, unit: Unit) -> pages.Page:
        words, edition = self.words[unit.language], self._edition(unit)
        if edition is not None:
            return pages.EDITION[unit.kind](edition, words, *(unit.id.split("/") if unit.id else ()))
        around = self._around(unit.language)
        general = next((e for e in around.editions if e.tier is None), None)
        if unit.kind == "home":
            return pages.home(around.editions, around.library, words, around.folder)
        if unit.kind == "how-checked":
            return pages.how_checked(general, around.library, words, around.folder)
        if unit.kind == "404":
            return pages.missing(words)
        return (pages.codes if unit.kind == "codes" else pages.printing)(around.editions, words, around.folder)

    def _shown(self, file: str) -> str:
        """A template's path as its author knows it."""
        path = Path(file)
        for top in (self.project, *(f.parent for f in self.folders)):
            if path.is_relative_to(top):
                return path.relative_to(top).as_posix()
        return file if file.startswith("templates") else f"templates/{path.name}"

    # files that are no pages

    def _data(self, unit: Unit) -> tuple[str, bytes]:
        edition = self._edition(unit)
        assert edition
        slug = edition.tier.slug if edition.tier else None
        return addresses.data(edition.language_folder, slug), data.cards(edition)

    def _codes(self, unit: Unit) -> tuple[str, bytes]:
        return "data/codes.json", data.codes(self._of_language(unit.language))

    def _sitemap(self, unit: Unit) -> tuple[str, bytes]:
        general = next((e for e in self._of_language(unit.language) if e.tier is None), None)
        own = ["", "cards/", "glossary/", "references/", "about/how-checked/"] if general else [""]
        return "sitemap.xml", data.sitemap(general, own, self.libraries[unit.language].site.address)

    def _robots(self, unit: Unit) -> tuple[str, bytes]:
        return "robots.txt", data.robots(self.libraries[unit.language].site.address)

    def _nojekyll(self, unit: Unit) -> tuple[str, bytes]:
        return ".nojekyll", b""  # GitHub Pages then serves every folder as it is

    def _asset(self, unit: Unit) -> tuple[str, bytes]:
        return f"assets/{unit.id}", dict(assets.files(self.folders))[unit.id]


_PLAIN = {
    "data": Renderer._data,
    "codes.json": Renderer._codes,
    "sitemap": Renderer._sitemap,
    "robots": Renderer._robots,
    "nojekyll": Renderer._nojekyll,
    "asset": Renderer._asset,
}


def _edition_units(number: int, edition: Edition) -> Iterator[Unit]:
    language = edition.library.language
    if edition.tier:
        yield Unit(number, language, "tier")
        yield Unit(number, language, "avoided")
    yield from (Unit(number, language, kind) for kind in ("cards", "glossary", "references", "data"))
    yield from (Unit(number, language, "card", id) for id in edition.cards)
    yield from (Unit(number, language, "page", id) for id in edition.pages)
    shelves = (("category", edition.categories), ("equipment", edition.equipment), ("position", edition.positions))
    for by, groups in shelves:
        yield from (Unit(number, language, "group", f"{by}/{g.id}") for g in groups)
    yield from (Unit(number, language, "code", code) for code in pages.sheets(edition))


__all__ = ["Broken", "Memory", "Renderer"]
