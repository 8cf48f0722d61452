"""templates/vendored.toml → the files that others made, fetched from their packages and made again: `python tests/vendor.py`.

For developers only. It asks npm for the packages and, where fonts are made, pip for the tools, each by name and exact version.
A file whose sum differs from the table is told, and nothing is written; `--accept` writes files and sums after a version was raised.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

TEMPLATES = Path(__file__).parent.parent / "templates"
TABLE = TEMPLATES / "vendored.toml"


class Vendored(NamedTuple):
    """One file, and where it comes from."""

    path: str  # below templates/
    package: str
    version: str
    sources: tuple[str, ...]  # in the package
    made: str
    sha256: str


def table() -> dict[str, Any]:
    """The table as it stands."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def vendored() -> Iterator[Vendored]:
    """Every file of the table."""
    for name, entry in table().items():
        if name != "tools":
            for path, file in entry["files"].items():
                yield Vendored(path, entry["package"], entry["version"], tuple(file["from"]), file.get("made", ""), file["sha256"])


def fetched(package: str, version: str, folder: Path) -> Mapping[str, bytes]:
    """The files of an npm package."""
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        found = {m.name.partition("/")[2]: packed.extractfile(m) for m in packed.getmembers() if m.isfile()}
        content = {name: file.read() for name, file in found.items() if file}
    archive.unlink()
    return content


# fonts


def for_pages(sources: list[bytes]) -> bytes:
    """A variable font with the weights that pages use, packed for the web."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(sources[0]), recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": (400, 400, 800)}, inplace=True)
    font.flavor = "woff2"
    return _saved(font)


def for_paper(sources: list[bytes]) -> bytes:
    """A font that was packed for the web, unpacked for programs that make PDFs."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(sources[0]), recalcTimestamp=False)
    font.flavor = None
    return _saved(font)


def _saved(font: Any) -> bytes:
    file = io.BytesIO()
    font.save(file, reorderTables=True)
    return file.getvalue()


def made(file: Vendored, package: Mapping[str, bytes]) -> bytes:
    """A file as it stands in templates/."""
    sources = [package[name] for name in file.sources]
    if not file.made:
        return sources[0]
    return {"for pages": for_pages, "for paper": for_paper, "its licence": for_its_licence}[file.made](sources)


# words


def for_its_licence(sources: list[bytes]) -> bytes:
    """The MIT licence of a script whose package brings none, with the owner that the script's head names."""
    head = sources[0].decode("utf-8")
    owner = re.search(r"Copyright \(c\) [^\n]+", head)
    assert owner and "Licensed under the MIT license" in head
    return (MIT % owner[0].strip()).encode()


MIT = """MIT License

%s

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


# the whole


def with_tools(arguments: list[str]) -> int:
    """This program again, where the tools of the table are installed."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        tools = [f"{name}=={version}" for name, version in table()["tools"].items()]
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *tools], check=True)
        return subprocess.run([python, __file__, "--here", *arguments], check=False).returncode


def renewed(accept: bool, say: Callable[[str], None]) -> int:
    """Fetches and makes everything; 1 where something is not as the table says."""
    packages: dict[str, Mapping[str, bytes]] = {}
    contents: dict[Vendored, bytes] = {}
    for file in vendored():
        if file.package not in packages:
            with tempfile.TemporaryDirectory() as folder:
                packages[file.package] = fetched(file.package, file.version, Path(folder))
        contents[file] = made(file, packages[file.package])
    other = {file: content for file, content in contents.items() if hashlib.sha256(content).hexdigest() != file.sha256}
    for file in other:
        say(f"{file.path} is not what the table says: {file.package} {file.version} makes another file")
    if other and not accept:
        return 1
    text = TABLE.read_text(encoding="utf-8")
    for file, content in contents.items():
        target = TEMPLATES / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        pattern = re.compile(rf'(files\."{re.escape(file.path)}"\](?:\n(?!\[).*)*?\nsha256 = ")[0-9a-f]*(")')
        text = pattern.sub(rf"\g<1>{hashlib.sha256(content).hexdigest()}\g<2>", text)
        say(f"{file.path}: {len(content):,} bytes")
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="write what was made, and its sums, even where it is new")
    parser.add_argument("--here", action="store_true", help="the tools are installed in this Python already")
    asked = parser.parse_args()
    if not asked.here:
        return with_tools(["--accept"] if asked.accept else [])
    return renewed(asked.accept, print)


if __name__ == "__main__":
    sys.exit(main())
