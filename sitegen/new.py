"""«begin a site, a card, a page, a handout, a figure or a picture» → files in the project, never over one that is there."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from . import __version__, load, starter
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


_HANDOUT = """\
# yaml-language-server: $schema=../../.schema/handout.json
# Write your words where the {sign} stands, and take it away. "Before you start" and the stop signs come by themselves.
title: {title}
summary: {sign} what it is good for, in a sentence
# for: [lower, moderate]     # the levels that get it; without this line all of them do
cards:                       # a level's own list stands in for the one for `all`
  all: [ankle-pump]
# pages: [falls-home]
log: 2                       # weeks to tick off
# layout: [2-up, 4-up]       # on paper: cards whole (1-up), two or four a page, or large pictures (fridge, for three to five)
teach_back: {sign} a question that the reader answers in their own words
"""
_FIGURE = """\
# yaml-language-server: $schema=../../.schema/figure.json
# {title}: `sitegen serve` shows it while you draw. Centimeters from the floor, whole degrees; what a pose does not say comes from `from`.
person: {person}                 # see content/people.yml; this one is seen least so far
props: {{counter: {{x: 28}}}}
frames:
  - pose: {{from: standing, arms: {{reach: {{to: counter.top, dx: 2}}, hand: flat}}}}
  - pose: {{from: previous, legs: {{heel_up: 34}}, at: {{ball: 11}}}}
"""
_MEDIA = """\
# yaml-language-server: $schema=../../.schema/media.json
# {title}: its picture stands beside this file as {name}.jpg (or .png). Write your words where the {sign} stands, and take it away.
source: {sign} where it comes from, as an address or in words
author: {sign} who made it
license: {{name: {sign} who may use it}}   # such as `CC BY 4.0`, with `url: https://…`; your own is `our own`
people: false                    # true where somebody can be recognized; then also:
# consent: {{keeper: who keeps the signed form, given: 2026-05-01, until: 2031-05-01}}
alt: {sign} what is to be seen, in one or two sentences, for those who do not see it
# caption: a few words that stand below it
# taken: 2026-04-30
"""
_PEOPLE = """\
# The people in the pictures. Who is drawn for which exercise says nothing about a tier.
people:
  rosa: {skin: skin-3, hair: bun}
"""
_TEMPLATES = {"card": ("cards", ".yml", _CARD), "page": ("pages", ".md", _PAGE), "handout": ("handouts", ".yml", _HANDOUT), "figure": ("figures", ".yml", _FIGURE), "media": ("media", ".yml", _MEDIA)}


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
    folder, ending, template = _TEMPLATES[what]
    file = project / "content" / folder / f"{name}{ending}"
    if file.exists():
        raise Refused(f"{file.as_posix()} is there already: open it, or choose another name")
    file.parent.mkdir(exist_ok=True)
    person = _seen_least(project) if what == "figure" else ""
    file.write_text(template.format(title=name.replace("-", " ").capitalize(), name=name, sign=UNWRITTEN, person=person), encoding="utf-8")
    if what == "figure":
        return [f"{file.as_posix()} is made: draw its poses, then name it in a card, `figure: {name}` with `alt:` in words, or show it on a page with `/// figure | {name}`"]
    if what == "media":
        return [f"{file.as_posix()} is made: fill it in, put the picture beside it as {name}.jpg, and show it on a page with `/// picture | {name}`"]
    return [f"{file.as_posix()} is made: write its words, then run `sitegen check`"]


def _seen_least(project: Path) -> str:
    """The person of the cast who stands in the fewest figures; a project without a cast gets one."""
    cast = project / "content/people.yml"
    if not cast.exists():
        cast.write_text(_PEOPLE, encoding="utf-8")
    documents = load.documents(project).documents
    people = next((d.data.get("people") for d in documents if d.kind == "people"), None)
    names = [str(name) for name in people] if isinstance(people, dict) else []
    shown = [d.data.get("person") for d in documents if d.kind == "figure"]
    return min(names, key=shown.count, default="rosa")


def _site(folder: Path) -> Iterator[str]:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is there already and not empty: choose a new folder")
    source = starter.root() / "content"
    content = folder / "content"
    shutil.copytree(source, content, ignore=shutil.ignore_patterns(".*", "*~", "published.yml", "redirects.yml"))  # what others released is no promise of this clinic
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
