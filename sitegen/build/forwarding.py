"""redirects.yml, what was released, all editions → where old addresses lead; or Problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from .. import addresses
from ..model import Document, Library, Text
from ..model.gone import Forwards, Gone, Moved
from ..model.handout import LAYOUTS
from ..model.views import Edition
from ..names import suggestion
from ..problems import Place, Problem, problem
from ..render import Renderer

_STEPS = 50  # nobody renames a page as often


class Old(NamedTuple):
    """An old address, and the entry of redirects.yml that speaks of it."""

    address: str
    entry: str


class Site(NamedTuple):
    """What stands where: pages (by their addresses) with their names, and old addresses that `was:` leads on."""

    pages: Mapping[str, Text | None]
    moved: Mapping[str, Moved]


def site(renderer: Renderer) -> Site:
    """All pages of the editions that a renderer knows."""
    pages: dict[str, Text | None] = {}
    for unit in renderer.units():
        path = renderer.path(unit)
        if path.endswith(".html") and unit.kind != "moved":
            pages[path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path] = None
    for edition in renderer.editions:
        tops = [addresses.code(edition.language_folder, tile.code) for tiles in (edition.cards, edition.pages, edition.handouts) for tile in tiles.values()]
        pages |= dict.fromkeys([*tops, addresses.keep(edition.folder)])
        pages |= {tile.address: tile.name for tile in edition.cards.values()}
        pages |= {tile.address: tile.title for tiles in (edition.pages, edition.handouts) for tile in tiles.values()}
    return Site(pages, {old: there for edition in renderer.editions for old, there in edition.moved.items()})


def led(old: str, redirects: Mapping[str, str], there: Site) -> str | None:
    """Where an old address ends, over however many steps; None where that is nowhere in the site."""
    address: str | None = old
    for _ in range(_STEPS):
        if address is None or address in there.pages:
            return address
        before = there.moved.get(address)
        address = before.address if before else addresses.forwarded(address, redirects)
    return None


def olds(library: Library) -> Iterator[Old]:
    """Every old address that redirects.yml speaks of; of a whole folder those below it that were released."""
    for entry in library.redirects:
        if not entry.endswith("*"):
            yield Old(entry, entry)
    for address in library.record.addresses:
        folder = addresses.folder_of(address, library.redirects)
        if folder and address not in library.redirects and _answers(address):
            yield Old(address, folder)


def _answers(address: str) -> bool:
    return address.endswith(("/", ".html")) or not address


def forwarded(editions: Iterable[Edition], library: Library, there: Site) -> list[Edition]:
    """The editions with the old addresses that lead into them; whatever leads into none that is built here is left out."""
    mine = {edition.folder: dict(edition.moved) for edition in editions}
    for old, _ in olds(library):
        new = led(old, library.redirects, there)
        home = max((folder for folder in mine if new is not None and new.startswith(folder)), key=len, default=None)
        if new is not None and home is not None and old not in there.pages and old not in there.moved:
            mine[home][old] = Moved(new, there.pages[new])
    return [replace(edition, moved=mine[edition.folder]) for edition in editions]


def forwards(editions: Iterable[Edition], library: Library, paths: Collection[str]) -> Forwards:
    """The same for servers, which lead on what stands beside a page, too; `paths` are all files of the site."""
    editions = list(editions)
    pages = {old: there.address for edition in editions for old, there in edition.moved.items()}
    lost = {sheet: one.address for edition in editions for one in edition.gone for sheet in _sheets_of(one, edition)}
    sheets: dict[str, list[str]] = {}
    for path in (*paths, *lost):
        if path.endswith(".pdf"):
            sheets.setdefault(path[: path.rfind("/") + 1], []).append(path)
    moved = {before: lost.get(path, path) for old, new in pages.items() for path in sheets.get(new, ()) if (before := _sheet(path, old, new)) not in paths}
    trees = {old: new for old, new in library.redirects.items() if old.endswith("*")}
    return Forwards(pages, {**lost, **moved}, dict(_beside(pages, trees, paths)), trees)


def _sheets_of(gone: Gone, edition: Edition) -> Iterator[str]:
    """What the PDFs of something were called that is gone: people may have kept their addresses."""
    slug = edition.tier.slug if edition.tier else None
    for address in (gone.address, *gone.earlier):
        for layout in ("", *(LAYOUTS if gone.kind == "handout" else ("form",) if gone.kind == "page" else ())):
            yield from (addresses.pdf(address, slug, address.strip("/").split("/")[-1], layout=layout, large=large) for large in (False, True))


def _beside(pages: Mapping[str, str], trees: Mapping[str, str], paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """The folders of old pages, the innermost first: whatever else stood there leads to the page. Those are left out that hold pages of today or other old ones."""
    holding = {path[:end] for path in (*paths, *pages) for end, sign in enumerate(path[:-1], 1) if sign == "/" and not (path[:end] in pages and path[end:] == "index.html")}
    for old, new in sorted(pages.items(), key=lambda row: (-len(row[0]), row[0])):
        if old.endswith("/") and old not in holding and addresses.forwarded(old, trees) != new:
            yield old, new


def _sheet(path: str, old: str, new: str) -> str:
    """What a sheet was called when its page had its old address: its name begins with the level and the document, and so does the address."""
    name = path[len(new) :]
    before, now = old.strip("/").split("/"), new.strip("/").split("/")
    pairs = zip(before, now, strict=True) if len(before) == len(now) else [(before[-1], now[-1])]
    for was, has in pairs:
        name = re.sub(rf"(^|-){re.escape(has)}(?=[-.])", rf"\g<1>{was}", name, count=1) if was != has else name
    return old + name


# what is wrong with it


def check(library: Library, document: Document | None, there: Site) -> Iterator[Problem]:
    """Old addresses where a page stands, and those that lead nowhere or into another level; `there` is the whole site."""
    if document is None:
        return
    levels = {tier.slug for tier in library.rules.tiers.values()}
    nowhere: dict[str, list[str]] = {}
    for old, entry in olds(library):
        if not entry.endswith("*") and (old in there.pages or old in there.moved):
            yield _taken(old, entry, document, there)
        elif old not in there.pages:
            new = led(old, library.redirects, there)
            if new is None:
                nowhere.setdefault(entry, []).append(old)
            elif _level(new, levels) not in (None, _level(old, levels)) and _level(old, levels):
                yield problem("redirect-crosses", f"`{old}` leads readers of one level to `{new}`, in another", document.place((entry,)), "lead them to a page of their own level, or to one for everyone")
    for entry in library.redirects:
        if entry.endswith("*"):
            yield from _folder(entry, library, document, there)
        if entry in nowhere:
            yield _nowhere(entry, nowhere[entry], library, document, there)


def _level(address: str, levels: Collection[str]) -> str | None:
    return next((part for part in address.split("/")[:2] if part in levels), None)


def _taken(old: str, entry: str, document: Document, there: Site) -> Problem:
    place = document.place((entry,), key=True)
    if old in there.moved:
        return problem("redirect-taken", f"`{old}` leads to `{there.moved[old].address}` already: an old id in `was:` says so", place, "remove this line")
    return problem("redirect-taken", f"a page of the site stands at `{old}`", place, "remove this line: only an address that is no more can lead elsewhere")


def _folder(entry: str, library: Library, document: Document, there: Site) -> Iterator[Problem]:
    """A folder that is to lead elsewhere, and has pages of today."""
    living = sorted(page for page in there.pages if page.startswith(entry[:-1]))
    if living:
        yield problem("redirect-taken", f"pages of the site stand below `{entry}`, such as `{living[0]}`", document.place((entry,), key=True), "name single old addresses, or a folder that is no more")
    new = library.redirects[entry]
    if not any(page.startswith(new.removesuffix("*")) for page in there.pages):
        yield problem("redirect-nowhere", f"there is nothing below `{new}` in the site", _target(entry, document), "write a folder of the site, such as `protect/*`")


def _nowhere(entry: str, lost: list[str], library: Library, document: Document, there: Site) -> Problem:
    if not entry.endswith("*"):
        new = library.redirects[entry]
        near = suggestion(new, [page for page in there.pages if page], most=0)
        return problem("redirect-nowhere", f"`{entry}` leads to `{new}`, which is no page of the site", _target(entry, document), near or "write a page's address from the site's root, such as `protect/cards/heel-raise/`")
    more = f", and so are {len(lost) - 1} more" if len(lost) > 1 else ""
    would = addresses.forwarded(lost[0], library.redirects)
    return problem("redirect-nowhere", f"`{lost[0]}` was released, and would lead to `{would}`, which is no page of the site{more}", _target(entry, document), f"say where it leads in a line of its own, such as `{lost[0]}: …`")


def _target(entry: str, document: Document) -> Place:
    return document.place((entry,))
