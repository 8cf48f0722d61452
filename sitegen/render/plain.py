"""A unit that is no page → its path and bytes: what search, plans, servers and other systems read, icons, styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .. import brand, raster
from ..model.artifact import Unit
from ..model.views import Edition
from . import assets, copies, data, media, places, plans, released, schemas, search, servers, versions

if TYPE_CHECKING:
    from . import Renderer


def _schema(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    return renderer.path(unit), schemas.schema(unit.kind.partition(".")[0], renderer.first.site.address)


def _sitemap(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    general = renderer.general(unit.language)
    own = ["", "cards/", "glossary/", "references/", "about/how-checked/", "about/credits/", "about/plan-format/"] if general else [""]
    return "sitemap.xml", data.sitemap(general, own, renderer.libraries[unit.language].site.address)


def _robots(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    return "robots.txt", data.robots(renderer.libraries[unit.language].site.address)


def _look(renderer: Renderer, edition: Edition) -> copies.Look:
    own = brand.light(renderer.first.site.brand.colors)  # first: that is what counts there
    return copies.look_of(edition.tier, own + assets.stylesheet(renderer.folders), renderer.memory.environment(renderer.folders, renderer.words[edition.reader.language]))


def _manifest(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    edition = renderer.editions[unit.edition or 0]
    words, site = renderer.words[unit.language], edition.library.site
    told = copies.manifest(site.title, edition.tier, words, _look(renderer, edition), raster.ready())
    return renderer.path(unit), told.encode()


def _icon(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    drawn = copies.icon(_look(renderer, renderer.editions[unit.edition or 0]))
    return renderer.path(unit), raster.png(drawn, 512) if unit.kind == "icon.png" else drawn.encode()


def _asset(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    return f"assets/{unit.id}", assets.content(unit.id, renderer.folders, renderer.first.site.brand.colors, renderer.first.logo)


def _medium(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    photo = media.files(renderer.editions).get(unit.id)
    return renderer.path(unit), photo.content if photo else (renderer.project / "content" / renderer.path(unit)).read_bytes()


def _searched(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    assert unit.edition is not None
    return renderer.path(unit), search.lists(renderer.editions[unit.edition], renderer.words[unit.language])


def _planned(renderer: Renderer, unit: Unit) -> tuple[str, bytes]:
    edition = renderer.edition(unit)
    return renderer.path(unit), plans.gone(edition) if edition else plans.words(renderer.words[unit.language])


FILES: Mapping[str, Callable[[Renderer, Unit], tuple[str, bytes]]] = {
    **dict.fromkeys((f"{of}.schema" for of in schemas.ALL), _schema),
    "versions.js": lambda renderer, _: (places.VERSIONS, versions.script(renderer.editions)),
    "sitemap": _sitemap,
    "robots": _robots,
    "nojekyll": lambda *_: (".nojekyll", b""),  # GitHub Pages then serves every folder as it is
    "server": lambda renderer, unit: (unit.id, servers.content(unit.id, renderer.first.site.address, renderer.forwards)),
    "asset": _asset,
    "medium": _medium,
    "release.json": lambda renderer, unit: (renderer.path(unit), released.listed(renderer.first)),
    "lists.js": _searched,
    "gone.js": _planned,
    "plan-words.js": _planned,
    "manifest": _manifest,
    "icon": _icon,
    "icon.png": _icon,
}
