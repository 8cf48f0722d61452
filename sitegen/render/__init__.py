"""Editions → Artifacts, one at a time: the pages through their templates, the data files, the styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from .. import addresses, facts, safety
from ..messages import Words
from ..model import Library
from ..model.artifact import Artifact, Facts, Unit
from ..model.views import Edition
from . import assets, data, pages
from .environment import Broken, environment, render


@dataclass(slots=True)
class Renderer:
    """Everything that rendering needs; built before any worker starts, and read only from then on."""

    libraries: Mapping[str, Library]
    editions: list[Edition]
    words: Mapping[str, Words]
    folders: list[Path]  # templates: the project's own first, then the package's
    project: Path
    environments: dict[str, jinja2.Environment] = field(default_factory=dict)

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
        plain = self._plain(unit)
        if plain is not None:
            path, content = plain
            return Artifact(path, content, Facts(path, ""))
        page = self._page(unit)
        text = self._html(page, unit)
        path = addresses.file(page.address)
        return Artifact(path, text.encode(), facts.read(path, page.source, text))

    # files that are no pages

    def _plain(self, unit: Unit) -> tuple[str, bytes] | None:
        site = self.libraries[self.first_language].site
        first = [e for e in self.editions if e.library.language == self.first_language]
        if unit.kind == "data":
            assert unit.edition is not None
            edition = self.editions[unit.edition]
            return addresses.data(edition.language_folder, edition.tier.slug if edition.tier else None), data.cards(edition)
        if unit.kind == "codes.json":
            return "data/codes.json", data.codes(first)
        if unit.kind == "sitemap":
            general = next((e for e in first if e.tier is None), None)
            return "sitemap.xml", data.sitemap(
                general,
                ["", "cards/", "glossary/", "references/", "about/how-checked/"] if general else [""],
                site.address,
            )
        if unit.kind == "robots":
            return "robots.txt", data.robots(site.address)
        if unit.kind == "nojekyll":
            return ".nojekyll", b""  # GitHub Pages then serves every folder as it is
        if unit.kind == "asset":
            return f"assets/{unit.id}", dict(assets.files(self.folders))[unit.id]
        return None

    # pages

    def _page(self, unit: Unit) -> pages.Page:
        words = self.words[unit.language]
        if unit.edition is not None:
            make = pages.EDITION[unit.kind]
            return make(self.editions[unit.edition], words, *(unit.id.split("/") if unit.id else ()))
        library, folder = self.libraries[unit.language], addresses.edition(unit.language, self.first_language, None)
        mine = [e for e in self.editions if e.library.language == unit.language]
        general = next((e for e in mine if e.tier is None), None)
        if unit.kind == "home":
            return pages.home(general, library, words, folder)
        if unit.kind == "how-checked":
            return pages.how_checked(general, library, words, folder)
        if unit.kind == "404":
            return pages.missing(words)
        return (pages.codes if unit.kind == "codes" else pages.printing)(mine, words, folder)

    def _html(self, page: pages.Page, unit: Unit) -> str:
        env = self.environments.setdefault(unit.language, environment(self.folders, self.words[unit.language]))
        edition = self.editions[unit.edition] if unit.edition is not None else None
        values = {**self._common(page, unit, edition), **page.values}
        where = (
            f"{page.source} for {edition.tier.label if edition and edition.tier else 'everyone'}"
            if edition
            else page.source
        )
        return render(env, page.template, values, where, self._shown)

    def _common(self, page: pages.Page, unit: Unit, edition: Edition | None) -> dict[str, Any]:
        library, words = self.libraries[unit.language], self.words[unit.language]
        site, here = library.site, page.address
        general = edition is not None and edition.tier is None
        folder = addresses.edition(unit.language, self.first_language, None)
        lost = page.template == "404.html"
        values = {
            "site": site,
            "clinic": site.clinic,
            "words": words,
            "edition": edition,
            "tier": edition.tier if edition else None,
            "tiers": [
                pages.TierLink(e.tier, e.folder)
                for e in self.editions
                if e.tier and e.library.language == unit.language
            ],
            "here": here,
            "home": folder,
            "folder": edition.folder if edition else folder,
            "crumbs": page.crumbs,
            "languages": self._languages(here, unit.language) if not lost else [],
            "noindex": True,  # until the clinic has released its site, no search engine may list any of it
            "canonical": site.address + here
            if (edition is None or general) and not lost and unit.kind != "code"
            else None,
            "general": general,
            "awaiting": True,
            "title": page.title,
            "description": page.description,
            "dev": False,
            "menu": self._menu(edition, words, folder),
            "link": (lambda address: site.address + address)
            if lost
            else (lambda address: addresses.link(here, address)),
            "asset": (lambda name: f"{site.address}assets/{name}")
            if lost
            else (lambda name: addresses.link(here, f"assets/{name}")),
        }
        return values | _statements(library, edition)

    def _languages(self, here: str, language: str) -> list[dict[str, str]]:
        """This page in the other languages: the same ids stand in every one."""
        if len(self.libraries) < 2:
            return []
        rest = here.removeprefix(addresses.edition(language, self.first_language, None))
        others = [w for code, w in self.words.items() if code != language and code in self.libraries]
        return [
            {
                "language": w.language,
                "name": w.name,
                "direction": w.direction,
                "address": addresses.edition(w.language, self.first_language, None) + rest,
            }
            for w in others
        ]

    def _menu(self, edition: Edition | None, words: Words, folder: str) -> list[tuple[str, str]]:
        end = [
            (words.say("Choose your level"), folder),
            (words.say("I have a code"), f"{folder}c/"),
            (words.say("Print"), f"{folder}print/"),
            (words.say("How this site was checked"), f"{folder}about/how-checked/"),
        ]
        if edition is None:
            return end
        top = edition.folder
        own = [
            (words.say("Home"), top),
            (words.say("Exercises"), addresses.listing(top)),
            (words.say("Advice"), f"{top}#advice"),
            (words.say("Not at this level"), f"{top}not-at-this-level/"),
        ]
        shared = [
            (words.say("Words explained"), f"{top}glossary/"),
            (words.say("Where this comes from"), f"{top}references/"),
        ]
        return [*(own if edition.tier else own[1:2]), *shared, *end]

    def _shown(self, file: str) -> str:
        """A template's path as its author knows it."""
        path = Path(file)
        for top in (self.project, *(f.parent for f in self.folders)):
            if path.is_relative_to(top):
                return path.relative_to(top).as_posix()
        return file if file.startswith("templates") else f"templates/{path.name}"


def _edition_units(number: int, edition: Edition) -> Iterator[Unit]:
    language = edition.library.language
    if edition.tier:
        yield Unit(number, language, "tier")
        yield Unit(number, language, "avoided")
    yield from (Unit(number, language, kind) for kind in ("cards", "glossary", "references", "data"))
    yield from (Unit(number, language, "card", id) for id in edition.cards)
    yield from (Unit(number, language, "page", id) for id in edition.pages)
    for by, groups in (
        ("category", edition.categories),
        ("equipment", edition.equipment),
        ("position", edition.positions),
    ):
        yield from (Unit(number, language, "group", f"{by}/{g.id}") for g in groups)
    yield from (Unit(number, language, "code", code) for code in pages.sheets(edition))


def _statements(library: Library, edition: Edition | None) -> dict[str, Any]:
    """The statements that every page may show, in the words of this edition's tier."""
    tier = edition.reads_as if edition else library.site.general[-1]
    said = {id: safety.inherited(s.text, tier, library.rules) for id, s in library.statements.items()}
    stop = {
        name: library.statements[f"stop-{id}"].short
        for name, id in (("tell", "tell"), ("same_day", "same-day"), ("emergency", "emergency"))
    }
    return {"stop": stop, "before_you_start": said["before-you-start"], "ring_first": said["ring-first"]}


__all__ = ["Broken", "Renderer"]
