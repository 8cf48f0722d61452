"""A built site → its pages by kind, and a sample in which every kind, level, language and component is seen. No list of pages is kept by hand.

A test file has the fixtures `proved`, `served` and `look` by `pytest_plugins = ("browser_tools", "survey")`.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from sites import TODAY, write

from sitegen import load, starter, validate
from sitegen.build import Settings, build
from sitegen.overlay import fingerprint, texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, ViewportSize

FOREIGN = "ar"  # read from right to left
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
WHOLE = bool(os.environ.get("SITEGEN_WHOLE"))  # every page instead of the sample: takes most of an hour

_CLASSES = re.compile(r'class="([^"]*)"')
_PARTS = re.compile(r"<(table|details|form|input|select|textarea|dialog|video|img|dl|blockquote|h[1-6])\b")


@dataclass(frozen=True)
class Seen:
    """One page of a built site."""

    address: str
    kind: str  # its address in an edition, with `*` for what the content names: `cards/*/`
    edition: str  # `protect`, or `` where no level is known
    language: str
    marks: frozenset[str] = field(compare=False)  # the components and elements in it

    def __str__(self) -> str:
        return self.address or "home"


def pages(output: Path, documents: Iterable[str]) -> list[Seen]:
    """All pages of a built site but those that lead straight on to another; `documents` are the ids that the content gives to pages."""
    ids, found = set(documents), []
    for file in sorted(output.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        address = file.relative_to(output).as_posix().removesuffix("index.html")
        language = re.search(r'<html lang="([^"]+)"', text)
        assert language, address
        rest = address.removeprefix(f"{FOREIGN}/") if language[1] == FOREIGN else address
        slug = rest.partition("/")[0]
        level = slug if (output / slug / "not-at-this-level").is_dir() else ""
        kind = _kind(rest.removeprefix(f"{level}/") if level else rest, ids)
        found.append(Seen(address, f"level {kind}" if level and not kind else kind, level, language[1], _marks(text)))
    return found


def _kind(address: str, ids: set[str]) -> str:
    parts = address.split("/")
    named = [p in ids or (n == 1 and parts[0] in ("c", "v")) or (n == 2 and parts[0] == "cards") for n, p in enumerate(parts)]
    return "/".join("*" if p and is_named else p for p, is_named in zip(parts, named, strict=True))


def _marks(text: str) -> frozenset[str]:
    names = {name for classes in _CLASSES.findall(text) for name in classes.split() if not name.startswith("f-")}
    return frozenset(names | set(_PARTS.findall(text)))


def sample(found: Iterable[Seen], *axes: Callable[[Seen], Iterable[object]]) -> list[Seen]:
    """As few pages as it takes (nearly) that whatever any of the axes names is in one of them."""
    left = [(page, {(n, what) for n, axis in enumerate(axes) for what in axis(page)}) for page in found]
    if WHOLE:
        return [page for page, _ in left]
    missing, chosen = set().union(*(has for _, has in left)), []
    while missing:
        page, has = max(left, key=lambda row: len(row[1] & missing))
        chosen.append(page)
        missing -= has
    return sorted(chosen, key=lambda page: page.address)


def kinds(page: Seen) -> Iterable[object]:
    """Axis: every kind of page in every language."""
    return [(page.kind, page.language)]


def levels(page: Seen) -> Iterable[object]:
    """Axis: every kind of page at every level."""
    return [(page.kind, page.edition)]


def parts(page: Seen) -> Iterable[object]:
    """Axis: every component and element on every kind of page that has it."""
    return [(page.kind, mark) for mark in page.marks]


def listed(found: Iterable[object], most: int = 60) -> str:
    """What was found, a line each, for the one who mends it."""
    lines = [str(row) for row in found]
    more = [f"… and {len(lines) - most} more"] if len(lines) > most else []
    return "\n".join([f"{len(lines)} found:", *lines[:most], *more])


def contrast(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """How much two colors differ in light, as WCAG counts it."""

    def light(color: tuple[int, ...]) -> float:
        linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((light(one), light(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True)
class Proved:
    """The site that comes with sitegen, built in its own language and in one that is read from right to left."""

    output: Path
    pages: list[Seen]
    home: str  # site.yml's address

    def of(self, kind: str, edition: str = "protect", language: str = "en") -> Seen:
        """Any page of a kind; the one with most in it."""
        fits = [p for p in self.pages if (p.kind, p.edition, p.language) == (kind, edition, language)]
        return max(fits, key=lambda page: len(page.marks))

    def at(self, page: Seen) -> str:
        """A page's whole address."""
        return self.home + page.address

    def file(self, url: str) -> Path:
        """What answers at a whole address."""
        path = self.output / url.removeprefix(self.home).partition("#")[0].partition("?")[0]
        return path / "index.html" if path.is_dir() else path


@pytest.fixture(scope="session")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    """The starter site in two languages: some documents are translated, so that both whole and mixed pages are there."""
    root = tmp_path_factory.mktemp("proved")
    shutil.copytree(starter.root() / "content", root / "content")
    ids = [file.stem for kind in ("cards", "pages", "handouts") for file in sorted((root / "content" / kind).iterdir())]
    _translate(root)
    outcome = build(Settings(root, TODAY))
    assert outcome.published and not outcome.failed, [str(p) for p in outcome.problems]
    home = re.search(r"^address: (\S+)", (root / "content/site.yml").read_text(encoding="utf-8"), re.M)
    assert home
    return Proved(root / "output", pages(root / "output", ids), home[1])


def _translate(root: Path) -> None:
    settings = root / "content/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("languages: [en]", f"languages: [en, {FOREIGN}]"), encoding="utf-8")
    write(root / f"content/translations/{FOREIGN}/messages.po", _messages())
    loaded = load.documents(root)
    common = validate.shared([d for d in loaded.documents if d.kind in validate.SHARED], {}, TODAY)
    half = [d for d in loaded.documents if d.kind in ("card", "handout") and d.id < "m"]  # a page's body is bound to its blocks, and stays as it is
    for document in half:
        words = texts(validate.judged(document, {}, common).models["en"])
        overlay = {path: {"of": fingerprint(text), "text": _foreign(text)} for path, text in words}
        write(root / f"content/translations/{FOREIGN}/{document.kind}s/{document.id}.yml", overlay)


def _messages() -> bytes:
    stock = Path(load.__file__).parent / "locale/en.po"
    with stock.open("rb") as file:
        english = read_po(file)
    catalog = Catalog(locale=FOREIGN)
    for message in english:
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[-1]
            catalog.add(message.id, _foreign(one) if isinstance(message.id, str) else [_foreign(one)] * catalog.num_plurals)
    written = io.BytesIO()
    write_po(written, catalog)
    return written.getvalue()


def _foreign(text: str) -> str:
    """Arabic letters that are as long as the words and keep what is put in between; not a translation."""
    kept = re.split(r"(%\(\w+\)[sd]|%%|<[^>]*>|\{[^}]*\}|`[^`]*`)", text)
    return "".join(part if n % 2 else re.sub(r"[A-Za-z]", lambda m: "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[ord(m[0]) % 28], part) for n, part in enumerate(kept))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(proved: Proved) -> Iterator[str]:
    """Where the proved site answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(proved.output)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def look(browser: Browser, proved: Proved) -> Iterator[Page]:
    """One page for all looks of a test file, where the site stands at its own address: nothing that a look does may stay behind."""
    context = browser.new_context(viewport=DESK)
    context.route(f"{proved.home}**", lambda route: _answer(route, proved.file(route.request.url)))
    yield context.new_page()
    context.close()


def _answer(route: Route, file: Path) -> None:
    if file.is_file():
        route.fulfill(path=file)
    else:
        route.fulfill(status=404)
