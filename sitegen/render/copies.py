"""An edition, its files with their digests → what keeps a copy of it on a device: its pages, its worker, its name and icon there."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from .. import addresses
from ..messages import Words
from ..model.tier import Tier
from ..model.views import Edition, Reader
from .environment import Environment
from .pages import Page, home_crumbs, titled

MEGABYTE = 1_000_000
_LEFT_OUT = (".pdf", ".mp4", ".vtt", ".ttf", ".otf", ".webmanifest", "/icon.svg", "/cards.json", "worker.js", "release.json", "404.html", ".txt", ".xml", ".conf", ".htaccess", "Caddyfile", "_redirects", "_headers")  # no page of the site asks for these
_PLANS = ("/plan.js", "/gone.js", "/plan-words.js")
_SHARED, _MEDIA = "assets/", "media/"
_PURPOSE = re.compile(r"(--[\w-]+):\s*(#[0-9a-fA-F]{3,8}|var\(--[\w-]+\))")

Marks = Mapping[str, tuple[str, int]]  # path → digest and size of a file of the site


class Copies:
    """Which files of a site belong into the copy of which edition. `folders` are those of all editions, `languages` those of the languages."""

    def __init__(self, folders: Iterable[str], languages: Iterable[str], pictures: Callable[[Reader], Iterable[str]] | None = None) -> None:
        self.others = {*folders, *languages} - {""}
        self._pictures, self._shown = pictures, dict[str, frozenset[str]]()

    def holds(self, reader: Reader, path: str) -> bool:
        """Whether a file belongs into an edition's copy: its own pages, figures and data, and what all pages share."""
        if path.endswith(_LEFT_OUT) or "/." in f"/{path}" or (path.endswith(".png") and "figures/" in path):
            return False
        if path.startswith(_SHARED):
            return True
        if path.startswith(_MEDIA) and not path.endswith(".html"):
            return path in self._media(reader)
        top = reader.language_folder
        if path.startswith(f"{top}data/"):
            if path.endswith(_PLANS) or "/plan/" in path:
                return False  # plans are opened outside of all levels
            return path.startswith(f"{top}data/{reader.tier.slug if reader.tier else 'general'}/")
        if not path.startswith(reader.folder):
            return False
        deeper = (folder for folder in self.others if folder.startswith(reader.folder) and folder != reader.folder)
        # Outside of all levels stand the codes and sheets of every level, too.
        return bool(reader.tier) or not path.startswith((*deeper, f"{top}c/", f"{top}v/", f"{top}print/", f"{top}plan/"))

    def _media(self, reader: Reader) -> frozenset[str]:
        """The pictures that an edition shows, by their paths."""
        if reader.key not in self._shown:
            self._shown[reader.key] = frozenset(self._pictures(reader) if self._pictures else ())
        return self._shown[reader.key]

    def of(self, reader: Reader, files: Marks) -> Marks:
        """The files of an edition's copy."""
        return {path: files[path] for path in sorted(files) if self.holds(reader, path)}


# pages


def keep(reader: Reader, words: Words, files: Marks) -> Page:
    """What a copy is, how large without this page itself, and the button that makes it."""
    own = addresses.file(addresses.keep(reader.folder))
    values = {
        "megabytes": math.ceil(sum(size for path, (_, size) in files.items() if path != own) / MEGABYTE),
        "manifest": f"{reader.folder}manifest.webmanifest",
        "worker": addresses.worker(reader.folder),
    }
    crumbs = home_crumbs(reader, words)
    return Page(addresses.keep(reader.folder), "keep.html", titled(words.say("Keep a copy on this device"), reader), "templates/keep.html", values, crumbs)


def old(edition: Edition, words: Words) -> Page:
    """What stands before the exercises of a copy that has grown old."""
    return Page(addresses.old_copy(edition.folder), "old-copy.html", titled(words.say("This copy is old"), edition), "templates/old-copy.html", {})


def missing(edition: Edition, words: Words) -> Page:
    """What a copy shows for a page that it does not hold, while there is no internet."""
    address = f"{addresses.keep(edition.folder)}missing/"
    return Page(address, "not-in-copy.html", titled(words.say("This page is not in your copy"), edition), "templates/not-in-copy.html", {})


def start(words: Words, folder: str) -> Page:
    """What to open first on a disk: it goes on to the first page."""
    return Page("START-HERE.html", "start-here.html", words.say("Start here"), "templates/start-here.html", {"start": folder})


# files


class Look(NamedTuple):
    """How an edition shows itself on a device: its shape as SVG, and three colors, or none where the styles name none."""

    shape: str = ""
    solid: str | None = None
    tint: str | None = None
    ground: str | None = None


def look_of(tier: Tier | None, css: str, env: Environment) -> Look:
    """The look of an edition, with the mark as the site's own template draws it."""
    mark = env.get_template("components/mark/mark.html").module.mark(tier.look, tier.letter) if tier else ""  # type: ignore[attr-defined]
    return look(css, tier.look if tier else None, mark)


def look(css: str, name: str | None, mark: Markup | str) -> Look:
    """The look of a tier from the site's stylesheet and its mark; without a tier, that of the site."""
    named = dict(reversed(_PURPOSE.findall(css)))  # the first counts: later ones are for other themes
    rule = re.search(rf"\.look-{re.escape(name)}\s*\{{([^}}]*)\}}", css) if name else None
    own = dict(_PURPOSE.findall(rule[1])) if rule else {}

    def color(purpose: str) -> str | None:
        value: str | None = own.get(purpose) or named.get(purpose)
        for _ in range(5):
            if value and value.startswith("var("):
                value = named.get(value[4:-1])
        return value if value and value.startswith("#") else None

    shape = re.search(r'<(?:circle|rect|path) class="[\w-]*shape" ([^>]*)/>', mark)
    drawn = shape[0].replace(shape[0].split(" ", 2)[1], "") if shape else ""
    return Look(drawn, color("--look" if name else "--action"), color("--look-tint" if name else "--stage"), color("--ground"))


def icon(look: Look) -> str:
    """A square with the shape on its floor line; what lies outside the middle may be cut off by the device."""
    solid, tint = look.solid or "black", look.tint or "white"
    person = '<circle cx="24" cy="11" r="7"/><path d="M13 46V29a11 9 0 0 1 22 0v17z"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 96 96">'
        f'<path fill="{tint}" d="M0 0h96v96H0z"/><path fill="{solid}" d="M16 73h64v4H16z"/>'
        f'<g fill="{solid}" transform="translate(24 25)">{look.shape or person}</g></svg>\n'
    )


def manifest(title: str, tier: Tier | None, words: Words, look: Look, images: bool) -> str:
    """What a device needs to know to show an edition beside its programs."""
    icons = [{"src": "keep/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}]
    if images:
        icons = [{"src": "keep/icon.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"}, *icons]
    told = {
        "name": f"{tier.label}: {title}" if tier else title,
        "short_name": tier.label if tier else title,
        "lang": words.language,
        "dir": words.direction,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": look.ground,
        "theme_color": look.solid,
        "icons": icons,
    }
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=1) + "\n"


def worker(folders: list[Path], reader: Reader, files: Marks, released: date | None) -> str:
    """The script that keeps an edition's copy: what there is to keep, with a digest of it all as its version, and how."""
    script = next(file for folder in folders if (file := folder / "offline" / "worker.js").is_file()).read_text(encoding="utf-8")
    rows = [[path.removesuffix("index.html"), mark[:12], *([1] if _warned(reader, path) else [])] for path, (mark, _) in files.items()]
    told = {
        "top": addresses.link(reader.folder, ""),
        "whole": reader.tier is not None,
        "released": released.isoformat() if released else "",
        "files": rows,
    }
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
    version = hashlib.blake2b((body + script).encode(), digest_size=8).hexdigest()
    return f'self.sitegenCopy = {body};\nself.sitegenCopy.version = "{version}";\n{script}'


def _warned(reader: Reader, path: str) -> bool:
    return path.startswith(reader.folder) and addresses.holds_exercises(path.removeprefix(reader.folder))
