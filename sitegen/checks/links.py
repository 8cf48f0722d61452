"""Facts of a page → links that lead nowhere or into another level."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import urlsplit

from ..model.artifact import Facts
from ..problems import Place, Problem, problem

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


class Links:
    """The links of one site's pages. `known` has the path of every file of it, `address` is where it will live.

    `levels` are the folders of the tiers: no page in one of them may lead a reader into another. What neighbouring pages
    write alike is worked out once: every page stands in a folder of its own, and most links begin with the way out of it.
    """

    def __init__(self, known: Container[str], address: str, levels: Collection[str] = ()) -> None:
        self.known, self.address, self.levels = known, address, levels
        self._fine: dict[tuple[str, str | None], set[str]] = {}  # (folder of folders, level) → links out of them in which nothing is wrong

    def fine(self, here: str) -> set[str]:
        """The links that are known to be good on any page whose folder stands beside that of this page."""
        around = here[: here.rfind("/", 0, here.rfind("/")) + 1]
        return self._fine.setdefault((around, _level(here, self.levels)), set())

    def led(self, here: str, link: str) -> tuple[str | None, str, bool]:
        """The file that a link leads to (None for one out of the site), the place in it, whether it crosses into another level."""
        return (*_destination(here, link, self.address), _crosses(here, link, self.address, self.levels))


class Checked(NamedTuple):
    """What is wrong with a page's links, the places of other pages that it counts on, as `path#place`, and where it leads out."""

    problems: list[Problem]
    wanted: list[str]
    outside: tuple[str, ...]  # addresses that lead out of the site: whether they answer, only their owners know


def check(page: Facts, links: Links) -> Checked:
    """What is wrong with the links of a rendered page."""
    found, wanted, fine = list[Problem](), list[str](), links.fine(page.path)
    for link in page.links:
        if link in fine or (link.startswith("#") and (link == "#" or link[1:] in page.ids)):
            continue
        there, anchor, crosses = links.led(page.path, link)
        if there is not None and there not in links.known:
            found.append(_nowhere(page, link))
        elif there == page.path and anchor and anchor not in page.ids:
            found.append(no_place(page.path, page.source, f"{there}#{anchor}"))
        elif there is not None and anchor and there != page.path and there.endswith(".html"):
            wanted.append(f"{there}#{anchor}")
        elif link.startswith("../") or there is None:
            fine.add(link)
        if crosses:
            found.append(_crossing(page, link))
            fine.discard(link)
    outside = tuple(link for link in page.links if link.startswith(("https:", "http:", "//")) and not link.startswith(links.address))
    return Checked(found, wanted, outside)


def _destination(here: str, link: str, address: str) -> tuple[str | None, str]:
    """The file that a link leads to (None for one out of the site) and the place in it."""
    inside = link.startswith(address)
    if not inside and _OUTSIDE.match(link):
        return None, ""
    path, _, anchor = (link.removeprefix(address) if inside else link).partition("#")
    return (_target("" if inside else here, path) if path or inside else here), anchor


def _nowhere(page: Facts, link: str) -> Problem:
    message = f"the page {page.path} links to `{link}`, which is not in the site"
    return problem("broken-link", message, Place(page.source or page.path), "mend the link where it is written, or the template that makes it")


def no_place(path: str, source: str, wanted: str) -> Problem:
    """The problem of a page that leads to a place which the other page does not have."""
    there, _, anchor = wanted.partition("#")
    message = f"the page {path} links to `#{anchor}`, and there is no such place on {there}"
    return problem("broken-link", message, Place(source or path), "mend the link, or give the place its id")


def _crosses(here: str, link: str, address: str, levels: Collection[str]) -> bool:
    """Whether a page of one level leads into another one, however that is written."""
    own = _level(here, levels)
    if own is None or link.startswith(("mailto:", "tel:", "data:", "#")):
        return False
    parts, host = urlsplit(link), urlsplit(address).hostname
    if bool(parts.scheme or parts.netloc) and parts.hostname != host:
        return False
    absolute = parts.scheme or parts.netloc or parts.path.startswith("/")
    there = _level(parts.path.removeprefix(urlsplit(address).path).lstrip("/") if absolute else _target(here, parts.path), levels)
    return there not in (None, own)


def _crossing(page: Facts, link: str) -> Problem:
    message = f"the page {page.path} leads from one level into another: `{link}`"
    return problem("level-crossed", message, Place(page.source or page.path), "name the page or card alone, such as `lifting`: each level has its own")


def _level(path: str, levels: Collection[str]) -> str | None:
    """The tier's slug in a path: the first part, or the second after a language."""
    return next((part for part in path.split("/")[:2] if part in levels), None)


def _target(here: str, path: str) -> str:
    folder = here.rsplit("/", 1)[0] + "/" if "/" in here else ""
    joined = normpath("/" + folder + path).lstrip("/")
    return (
        (f"{joined}/index.html" if joined else "index.html")
        if path.endswith("/") or not path or joined == ""
        else joined
    )
