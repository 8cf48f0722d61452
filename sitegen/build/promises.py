"""(what was released, all paths of the site) → what would answer no more: addresses, and the codes of versions that somebody holds on paper; and what of it answers by itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from .. import addresses, codes
from ..model import CardFace, HandoutFace, Library, PageFace, Released
from ..model.gone import Moved
from ..model.views import Edition, Reader
from ..problems import Place, Problem, problem
from ..render import filters
from .judging import readers
from .reading import Content

FILE = "content/published.yml"
_FILES = {"card": "content/cards/{}.yml", "page": "content/pages/{}.md", "handout": "content/handouts/{}.yml"}


_LIST = re.compile(r"(?:.+/)?cards/(?:category|equipment|position)/[^/]+/")
_Face = CardFace | PageFace | HandoutFace


def emptied(editions: Iterable[Edition], library: Library) -> Iterator[Edition]:
    """The editions, where a released list that has no card any more leads to the list of them all: to withdraw the last one must never wait for a line elsewhere."""
    editions, shelves = list(editions), library.vocabulary
    known: dict[str, Iterable[str]] = {"category": shelves.categories, "equipment": [*shelves.equipment, filters.UNAIDED], "position": shelves.positions}
    listed = [address for address in library.record.addresses if _LIST.fullmatch(address)]
    if not listed:
        yield from editions
        return
    moved = {old for edition in editions for old in edition.moved}
    for edition in editions:
        groups = {"category": edition.categories, "equipment": edition.equipment, "position": edition.positions}
        there = {group.address for found in groups.values() for group in found}
        there |= {addresses.listing(edition.folder, "equipment", filters.UNAIDED)} if filters.offered(edition) else set()
        own = {addresses.listing(edition.folder, by, id) for by, entries in known.items() for id in entries}
        lost = [address for address in listed if address in own - there - moved]
        all_of_them = Moved(addresses.listing(edition.folder))
        yield replace(edition, moved={**edition.moved, **dict.fromkeys(lost, all_of_them)}) if lost else edition


def broken(content: Content, paths: Collection[str], project: Path) -> Iterator[Problem]:
    """One problem for each released address that no path answers, and for each version whose document nobody knows; only of editions that were asked for."""
    record = content.common.shared.libraries[content.languages[0]].record
    if record.releases:
        yield from _Promises(content, paths, project).broken()


class _Promises:
    def __init__(self, content: Content, paths: Collection[str], project: Path) -> None:
        self.paths, self.project = paths, project
        self.record = content.common.shared.libraries[content.languages[0]].record
        self.all = sorted(readers(content.common.shared), key=lambda reader: len(reader.folder), reverse=True)
        self.asked = {reader.key for reader in content.readers}
        self.spoken, self.tiers = set(content.languages), {reader.tier and reader.tier.id for reader in content.readers}
        self.languages = {reader.language: reader.language_folder for reader in self.all}
        self.faces: dict[str, dict[str, _Face]] = {kind: {} for kind in _FILES}  # those withdrawn too
        for (kind, id), face in content.faces.items():
            if isinstance(face, _Face):
                self.faces[kind][id] = face

    def broken(self) -> Iterator[Problem]:
        """All that would be lost; a document that is told by its address is not told by its code, too."""
        gone = [address for address in self.record.addresses if addresses.file(address) not in self.paths and self._reader(address).key in self.asked]
        strange, silent = list(self._strange()), list(self._silent())
        if not gone and not strange and not silent:
            return
        lines = _lines(self.project / FILE)
        told = set()
        for address in gone:
            document = self._document(address)
            told.add(document)
            yield self._lost(address, document, lines)
        for found in (found for found in strange if _key(found) not in told):
            yield self._unknown(found, lines)
        for found, address in (row for row in silent if _key(row[0]) not in told):
            message = f"code {found.version.short} was released on {found.on}, and nothing would answer at `{address}` any more"
            yield problem("address-lost", message, _place(lines, found.version.code), self._redirect(address, found))

    def _reader(self, address: str) -> Reader:
        """The edition that an address belongs to; that of everybody where its level is no more."""
        return next(reader for reader in self.all if address.startswith(reader.folder))

    # addresses

    def _document(self, address: str) -> tuple[str, str] | None:
        """(kind, id) of the released document that stood at an address."""
        rest = address.removeprefix(self._reader(address).folder)
        found = re.fullmatch(r"(?:.*/)?(cards|handouts)/([^/]+)/", rest) or re.fullmatch(r"(?:.*/)?()([^/]+)/", rest)
        key = ({"cards": "card", "handouts": "handout"}.get(found[1], "page"), found[2]) if found else ("", "")
        return key if any((v.version.kind, v.version.id) == key for v in self.record) else None

    def _lost(self, address: str, document: tuple[str, str] | None, lines: list[str]) -> Problem:
        since = self.record.addresses[address]
        message = f"`{address}` was released on {since}, and nothing would answer there any more"
        if document and document[1] not in self.faces[document[0]]:
            help = self._restored(*document)
        else:
            help = self._redirect(address)
        return problem("address-lost", message, _place(lines, address), help)

    def _redirect(self, address: str, found: Released | None = None) -> str:
        """The line that leads on; a code leads where its document would."""
        reader = next((r for r in self.all if found and (r.language, r.tier and r.tier.id) == (found.version.language, found.version.tier)), None)
        return f"write where it leads now into content/redirects.yml: `{address}: {reader.folder if reader and reader.folder else self._nearest(address)}`"

    def _restored(self, kind: str, id: str) -> str:
        """How a document that is missing comes back: under its new name, or to be withdrawn."""
        file, known = _FILES[kind], {found.version.id for found in self.record if found.version.kind == kind}
        back = f"put `{file.format(id)}` back and run `sitegen withdraw {id}`: its address then says so"
        new = _likest(id, [name for name in self.faces[kind] if name not in known])
        if new is None:
            return back
        was = [*self.faces[kind][new].was, id]
        return f"if it has a new name, write `was: [{', '.join(was)}]` in {file.format(new)}; if it is to go, {back}"

    def _nearest(self, address: str) -> str:
        """A living address in the same place: a new one that is called alike, else the nearest above."""
        above = re.sub(r"[^/]+/?$", "", address)
        beside = [path.removesuffix("index.html") for path in self.paths if path.endswith("/index.html") and path.startswith(above)]
        new = _likest(address, [path for path in beside if path not in self.record.addresses and path.count("/") == address.count("/")], 0.6)
        while new is None and above and addresses.file(above) not in self.paths:
            above = re.sub(r"[^/]+/?$", "", above)
        return new or above or "about/"

    # versions

    def _strange(self) -> Iterator[Released]:
        """Of each code that no document has any more, its first version. A week has no name that could change: its code is told by its address."""
        marks = {kind: [codes.name(kind, face.id, face.was, face.recode) for face in faces.values()] for kind, faces in self.faces.items()}
        tiers = {found.version.tier for found in self.record}
        known = {codes.short(name, tier) for names in marks.values() for name in names for tier in tiers}
        known |= {codes.short(codes.WEEK, tier) for tier in tiers}
        seen: set[str] = set()
        for found in self.record:
            if found.version.short not in known | seen:
                seen.add(found.version.short)
                yield found

    def _silent(self) -> Iterator[tuple[Released, str]]:
        """The addresses of recorded codes: they are not listed in the record, for they follow from its versions, and they are held to the same."""
        seen: set[str] = set()
        for found in self.record:
            version = found.version
            if version.language in self.languages and version.language in self.spoken:
                address = addresses.code(self.languages[version.language], version.short)
                if address not in seen and addresses.file(address) not in self.paths and version.tier in self.tiers:
                    seen.add(address)
                    yield found, address

    def _unknown(self, found: Released, lines: list[str]) -> Problem:
        """A code that no document has: its file is gone, or something in it gives other codes now."""
        version = found.version
        message = f"version {version.code} of {version.kind} `{version.id}` was released on {found.on}, and no {version.kind} has its code any more"
        now = next((face for id, face in self.faces[version.kind].items() if version.id in (id, *face.was)), None)
        help = self._restored(version.kind, version.id)
        if now:
            first = f"`{(now.was or (now.id,))[0]}`"
            help = f"codes are made from `recode:` and from the first name in `was:` (now {first}), for ever: take back what was changed there in {_FILES[version.kind].format(now.id)}"
        return problem("version-lost", message, _place(lines, version.code), help)


def _key(found: Released) -> tuple[str, str]:
    return found.version.kind, found.version.id


def _likest(name: str, known: Iterable[str], least: float = 0.0) -> str | None:
    """The name that is most like this one."""
    return next(iter(difflib.get_close_matches(name, sorted(known), 1, least)), None)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError):  # gone in the meantime
        return []


def _place(lines: list[str], word: str) -> Place:
    """The first line of the record with an address or a version's code, and where in it."""
    row = re.compile(rf"\s*-\s+(?:\{{code: )?'?({re.escape(word)})(?:'?\s*$|,)")
    for number, line in enumerate(lines, 1):
        found = row.match(line)
        if found:
            return Place(FILE, number, found.start(1) + 1, len(word), line)
    return Place(FILE)
