"""Names of generators → tools with a project each, made of the same items: what to run, what to edit, and where it must show."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import peers
from items import TIERS, Item
from processes import Cost, Failed, surroundings, timed

COLD, SAME, CARD, NAME, PAGE, FRAME, STEPS = ROWS = (
    "cold",
    "no change",
    "one card edited",
    "one card renamed",
    "one page edited",
    "frame template edited",
    "steps template edited",
)
NEAREST = {NAME: CARD, PAGE: CARD, STEPS: FRAME}  # a peer makes everything anew for each of these: it is asked once
_SETTLED = 0.2  # seconds; what was saved a moment before a build is not trusted, and a person is never that quick


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to sources: its files, what becomes of their text, and the pages that must show it."""

    files: tuple[Path, ...]
    change: Callable[[str, str], str]  # the text and a mark → the new text, which shows the mark
    pages: Callable[[], list[Path]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator with its project."""

    name: str
    project: Path
    command: list[str]
    made: tuple[str, ...]  # what a cold build must not find
    output: str
    edits: Mapping[str, Edit]

    def cost(self, row: str, mark: str) -> Cost:
        """One build as the row says; raises Failed where the site does not show the edit."""
        if row == COLD:
            self.forget()
        elif row != SAME:
            self.save(row, mark)
            time.sleep(_SETTLED)
        found = timed(self.command, self.project)
        if row in self.edits:
            self._prove(row, mark)
        return found

    def save(self, row: str, mark: str) -> None:
        """Edits the sources."""
        edit = self.edits[row]
        for file in edit.files:
            before = file.read_text(encoding="utf-8")
            after = edit.change(before, mark)
            if after == before:
                raise Failed(f"the bench finds nothing to edit in {file.relative_to(self.project)} any more")
            file.write_text(after, encoding="utf-8")

    def forget(self) -> None:
        """Removes all that was built or kept."""
        for name in self.made:
            path = self.project / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def sources(self) -> dict[Path, str]:
        """The texts of all the files that the edits change."""
        return {file: file.read_text(encoding="utf-8") for edit in self.edits.values() for file in edit.files}

    def _prove(self, row: str, mark: str) -> None:
        pages = self.edits[row].pages()
        stale = [page for page in pages if mark not in page.read_text(encoding="utf-8")]
        if stale or not pages:
            where = stale[0].relative_to(self.project) if stale else "no page"
            raise Failed(f"{self.name}, {row}: the edit does not show in {where}")


def prepared(folder: Path, tier_pages: int, names: Sequence[str]) -> list[Tool]:
    """sitegen and the peers named, each with its project below `folder`; a peer that is missing is told, and left out."""
    programs = {name: peers.PEERS[name].program() for name in names}
    for name in [name for name, program in programs.items() if not program]:
        print(f"!! {name} is missing: {peers.PEERS[name].wanted}", file=sys.stderr)
        del programs[name]
    # in a process of its own: a command's memory is counted from no less than that of the process which started it
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        first = pool.apply(_write, (folder, tier_pages, tuple(programs)))
    return [_sitegen(folder / "sitegen", first), *(_peer(folder, peers.PEERS[n], p, first) for n, p in programs.items() if p)]


def version(tool: Tool) -> str:
    """What a tool says of itself."""
    if tool.name == "sitegen":
        from sitegen import __version__

        return f"sitegen {__version__}"
    asked = [tool.command[0], "version" if tool.name == "hugo" else "--version"]
    said = subprocess.run(asked, cwd=tool.project, env=surroundings(), capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+(\.\d+)+", said)
    return f"{tool.name} {number[0] if number else '?'}"


def _write(folder: Path, tier_pages: int, names: Sequence[str]) -> tuple[Item, Item]:
    """Writes the projects; the first card and the first page are those that will be edited."""
    import corpus
    import items

    made = items.build(tier_pages)
    corpus.write(folder / "sitegen", made)
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
        peers.PEERS[name].write(folder / name, made)
    first = made[0], next(item for item in made if not item.is_card)
    for item in first:
        item.related = []  # they would bring all the others along
    return first


def _sitegen(project: Path, first: tuple[Item, Item]) -> Tool:
    card, page = (item.id for item in first)
    output = project / "output"

    def cards() -> list[Path]:
        return list(_found(output, f"cards/{card}/index.html"))

    def pages() -> list[Path]:
        return list(_found(output, f"{page}/index.html"))

    source = project / f"content/cards/{card}.yml"
    edits = {
        CARD: Edit((source,), lambda text, mark: _line(text, "feel", f"Edited {mark} words."), cards),
        NAME: Edit((source,), lambda text, mark: _line(text, "name", f"Renamed {mark}"), lambda: [*cards(), *_found(output, "cards/index.html")]),
        PAGE: Edit((project / f"content/pages/{page}.md",), _appended, pages),
        FRAME: Edit((project / "templates/base.html",), _framed, lambda: [*cards(), *pages()]),
        STEPS: Edit((project / "templates/components/steps/steps.html",), _marked_steps, cards),
    }
    command = [sys.executable, "-m", "sitegen", "build", "--no-handouts"]
    return Tool("sitegen", project, command, ("output", ".sitegen"), "output", edits)


def _found(output: Path, address: str) -> Iterator[Path]:
    """A page in the general edition and in each tier."""
    return (file for file in (output / address, *output.glob(f"*/{address}")) if file.is_file())


def _peer(folder: Path, peer: peers.Peer, program: str, first: tuple[Item, Item]) -> Tool:
    project, card = folder / peer.name, first[0]
    names = [{"tier": tier, "category": card.category, "id": card.id} for tier, _ in TIERS]
    shown = [project / peer.page.format(**name) for name in names]
    edits = {
        CARD: Edit(tuple(project / peer.source.format(**name) for name in names), _appended, lambda: shown),
        FRAME: Edit((project / peer.frame,), _framed, lambda: shown),
    }
    return Tool(peer.name, project, peer.command(program), peer.made, peer.made[0], edits)


def _line(text: str, field: str, words: str) -> str:
    return re.sub(rf"^{field}: .*$", f"{field}: {words}", text, count=1, flags=re.M)


def _appended(text: str, mark: str) -> str:
    return f"{text}\nEdited {mark} words.\n"


def _framed(text: str, mark: str) -> str:
    return text.replace("</body>", f"<p>Edited {mark} words.</p>\n</body>")


def _marked_steps(text: str, mark: str) -> str:
    return text.replace("<ol ", f'<ol data-edited="{mark}" ', 1)
