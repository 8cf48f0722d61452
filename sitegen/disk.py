"""A finished page → the same page for opening from a disk, where nobody looks for `index.html` in a folder, and nobody sees its age."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from . import addresses

# In text, quotes are always written as entities: what looks so is an attribute.
_LINK = re.compile(r'(\s(?:href|action|formaction)="|http-equiv="refresh" content="\d+; ?url=)([^"]*)(?=")', re.I)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_ENDS = re.compile(r"[?#]")
_SCRIPT = "assets/scripts/copy-age.js"


class Disk:
    """Makes pages ready for a disk. `folders` are those of all editions."""

    def __init__(self, folders: Iterable[str]) -> None:
        self.folders = sorted(folders, key=len, reverse=True)

    def page(self, path: str, html: str) -> str:
        """An HTML file of the site: each link names a file, and a script sees to it that an old copy says so."""
        here = path.removesuffix("index.html")
        head = f'<script src="{escape(addresses.link(here, _SCRIPT))}"></script>\n'  # not deferred: a notice stands before an exercise, not after it
        folder = next((folder for folder in self.folders if path.startswith(folder)), None)
        if folder is not None and addresses.holds_exercises(path.removeprefix(folder)):
            notice = addresses.link(here, addresses.file(addresses.old_copy(folder)))
            head = f'<meta name="sitegen-old-copy" content="{escape(notice)}">\n{head}'
        return _LINK.sub(lambda found: found[1] + link(found[2]), html).replace("</head>", f"{head}</head>", 1)


def link(there: str) -> str:
    """A link that names the file it leads to, if it leads to a folder of the site."""
    if _ELSEWHERE.match(there):
        return there
    found = _ENDS.search(there)
    path, rest = (there[: found.start()], there[found.start() :]) if found else (there, "")
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    return f"{path}index.html{rest}" if path.endswith("/") else there
