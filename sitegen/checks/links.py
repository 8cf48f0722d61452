"""Facts of all artifacts → links that lead nowhere, ids used twice, pages without one clear title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import normpath
from urllib.parse import urlsplit

from ..model.artifact import Facts
from ..problems import Place, Problem, problem

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


def check(facts: Iterable[Facts], address: str, levels: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with the links, ids and titles of the rendered pages; `address` is where the site will live.

    `levels` are the folders of the tiers: no page in one of them may lead a reader into another.
    """
    by_path = {f.path: f for f in facts}
    for fact in by_path.values():
        if not fact.path.endswith(".html"):
            continue
        for link in fact.links:
            yield from _link(fact, link, by_path, address)
            yield from _crossing(fact, link, address, levels)
        yield from _ids(fact)
        if fact.headings.count(1) != 1:
            yield problem(
                "page-title-count",
                f"the page {fact.path} has {fact.headings.count(1)} main titles",
                Place(fact.source or fact.path),
                "a page has one `<h1>`: look at its template",
            )


def _link(fact: Facts, link: str, by_path: Mapping[str, Facts], address: str) -> Iterator[Problem]:
    inside = link.startswith(address)
    if not inside and _OUTSIDE.match(link):
        return
    path, _, anchor = (link.removeprefix(address) if inside else link).partition("#")
    there = _target("" if inside else fact.path, path) if path or inside else fact.path
    if there not in by_path:
        yield problem(
            "broken-link",
            f"the page {fact.path} links to `{link}`, which is not in the site",
            Place(fact.source or fact.path),
            "mend the link where it is written, or the template that makes it",
        )
    elif anchor and there.endswith(".html") and anchor not in by_path[there].ids:
        yield problem(
            "broken-link",
            f"the page {fact.path} links to `{link}`, and there is no such place on {there}",
            Place(fact.source or fact.path),
            "mend the link, or give the place its id",
        )


def _crossing(fact: Facts, link: str, address: str, levels: Collection[str]) -> Iterator[Problem]:
    """A link from one level's page into another level, however it is written."""
    own, host = _level(fact.path, levels), urlsplit(address).hostname
    parts = urlsplit(link)
    elsewhere = bool(parts.scheme or parts.netloc) and parts.hostname != host
    if own is None or elsewhere or link.startswith(("mailto:", "tel:", "data:", "#")):
        return
    absolute = parts.scheme or parts.netloc or parts.path.startswith("/")
    there = _level(parts.path.removeprefix(urlsplit(address).path).lstrip("/") if absolute else _target(fact.path, parts.path), levels)
    if there not in (None, own):
        message = f"the page {fact.path} leads from one level into another: `{link}`"
        yield problem("level-crossed", message, Place(fact.source or fact.path), "name the page or card alone, such as `lifting`: each level has its own")


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


def _ids(fact: Facts) -> Iterator[Problem]:
    seen: set[str] = set()
    for id in fact.ids:
        if id in seen:
            yield problem(
                "id-twice",
                f"the page {fact.path} has two places called `#{id}`",
                Place(fact.source or fact.path),
                "give one of them another id: links cannot tell them apart",
            )
        seen.add(id)
