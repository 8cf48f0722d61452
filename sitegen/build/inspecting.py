"""A finished page → what the rest of the build must know of it, and what is wrong with it by itself."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .. import addresses
from ..checks import finished, links
from ..model import Library
from ..model.artifact import Artifact, Facts
from ..problems import Problem


class Page(NamedTuple):
    """What the rest of the build must know of a page that was made."""

    path: str
    source: str
    ids: tuple[str, ...]
    wanted: tuple[str, ...]  # places of other pages that it counts on
    outside: tuple[str, ...]  # addresses that lead out of the site
    heavy: tuple[Problem, ...] = ()  # that it is heavier than was meant: told also while the page stays as it is

    def like(self, same: dict[tuple[str, ...], tuple[str, ...]]) -> Page:
        """The same, with what other pages have too kept once: pages of a kind have the same places."""
        ids, wanted, outside = (same.setdefault(names, names) for names in (self.ids, self.wanted, self.outside))
        return Page(self.path, self.source, ids, wanted, outside, self.heavy)


class Inspector:
    """Looks at the pages of one build, one after the other."""

    def __init__(self, leading: links.Links, library: Library) -> None:
        self.links, self.most = leading, library.site.checks.weight
        self.sizes = {addresses.medium(photo.name): len(photo.content) for medium in library.media.values() for photo in medium.photos}

    def page(self, artifact: Artifact, problems: list[Problem]) -> Page | None:
        """What is to be known of a file, if it is a page; what is wrong with it joins the problems."""
        if not artifact.path.endswith(".html"):
            return None
        facts = artifact.facts
        found = links.check(facts, self.links)
        problems += (*found.problems, *finished.check(facts))
        pictures = dict(self._pictures(facts)) if self.sizes else {}
        heavy = tuple(finished.weight(facts, len(artifact.content), pictures, self.most))
        return Page(artifact.path, facts.source, facts.ids, tuple(found.wanted), found.outside, heavy)

    def _pictures(self, facts: Facts) -> Iterator[tuple[str, int]]:
        for link in facts.links:
            there = self.links.led(facts.path, link)[0]
            if there in self.sizes:
                yield there, self.sizes[there]


def heavy(pages: Iterable[Page], kept: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is to be told of pages that are too heavy, pickled, by path: of those made now, and of those that stay."""
    made = {page.path: page for page in pages}
    stay = {path: told for path, told in kept.items() if path not in made}
    return stay | {path: pickle.dumps(page.heavy, pickle.HIGHEST_PROTOCOL) for path, page in made.items() if page.heavy}


def told(heavy: Mapping[str, bytes]) -> list[Problem]:
    """The problems of `heavy`."""
    return [found for path in sorted(heavy) for found in pickle.loads(heavy[path])]


__all__ = ["Inspector", "Page", "heavy", "told"]
