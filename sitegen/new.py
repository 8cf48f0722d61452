"""«begin a site, a card or a page» → files in the project, never over one that is there."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from . import __version__, starter
from .model.base import SLUG, UNWRITTEN

_CARD = """\
# yaml-language-server: $schema=../../.schema/card.json
# Write your words where the {sign} stands, and take it away.
name: {title}
category: legs               # see content/vocabulary.yml
goal:
  plain: {sign} what it is good for, in a few words
  why: {sign} how that helps in daily life
equipment: [counter]
position: standing
hazards: [bal-supported]     # see content/hazards.yml; [] where nothing can harm
tiers:                       # never laxer than the strictest hazard
  lower: allow
  moderate: allow
  high: allow
  recent: modify
modify:
  recent: {sign} what to do differently
steps:
  - safety: {sign} what keeps the person safe
  - move: {sign} what to do, one thing in each step
dose:
  sets: 1
  reps: 8-10
  days_per_week: 3
  effort: 4-5
  most: {{sets: 2, reps: 12}}
  tiers:
    recent: {{reps: 5, days_per_week: 3, most: {{reps: 5}}}}
feel: {sign} what the person feels when it is right
"""
_PAGE = """\
---
title: {title}
summary: {sign} the one thing to remember, in a sentence
today: {sign} one thing to do today
---

{sign} Begin with what the reader can do.

## A part of it

/// do
- {sign} say what to do
///
"""


class Refused(Exception):
    """Why nothing was begun, in a sentence."""


def begin(what: str, name: str, project: Path) -> list[str]:
    """Makes the files and returns the lines to tell; raises Refused and changes nothing where something stands in the way."""
    if what == "site":
        return list(_site(Path(name)))
    if not re.fullmatch(SLUG, name):
        raise Refused(f"`{name}` cannot be an id: use small letters, digits and hyphens, such as `heel-raise`")
    if not (project / "content").is_dir():
        raise Refused(
            f"there is no content folder in {project.resolve()}: begin a site first, or name its folder with --project"
        )
    file = (
        project / "content" / ("cards" if what == "card" else "pages") / f"{name}.{'yml' if what == 'card' else 'md'}"
    )
    if file.exists():
        raise Refused(f"{file.as_posix()} is there already: open it, or choose another name")
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        (_CARD if what == "card" else _PAGE).format(title=name.replace("-", " ").capitalize(), sign=UNWRITTEN), encoding="utf-8"
    )
    return [f"{file.as_posix()} is made: write its words, then run `sitegen check`"]


def _site(folder: Path) -> Iterator[str]:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is there already and not empty: choose a new folder")
    source = starter.root() / "content"
    content = folder / "content"
    shutil.copytree(source, content, ignore=shutil.ignore_patterns(".*", "*~"))
    (folder / ".gitignore").write_text("/output/\n/.sitegen/\n/.schema/\n", encoding="utf-8")
    _remember_origin(content)
    yield f"{folder.as_posix()} is made with the starter library"
    yield f"next: cd {folder.as_posix()}, write your clinic's name and telephone into content/site.yml, then run `sitegen serve --open`"


def _remember_origin(content: Path) -> None:
    """Each copied file's fingerprint goes into site.yml, so that later corrections of the starter can be offered."""
    files = sorted(f for f in content.rglob("*") if f.is_file() and f.name != "site.yml")
    # quoted: a fingerprint of digits only would be read as a number
    rows = "".join(
        f"    {f.relative_to(content).as_posix()}: '{hashlib.sha256(f.read_bytes()).hexdigest()[:16]}'\n" for f in files
    )
    note = "\n# Written by `sitegen new site`: which starter files these were, so that corrections can be offered. Leave as it is.\n"
    with (content / "site.yml").open("a", encoding="utf-8", newline="\n") as site:
        site.write(f"{note}library:\n  version: {__version__}\n  files:\n{rows}")
