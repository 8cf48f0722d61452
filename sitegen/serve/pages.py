"""A request → a file of output/, opened by its path; HTML gets the reload script and the notice on its way out."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httputil import HTTPServerRequest, split_host_and_port
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from .. import gallery
from ..figures import sheet
from ..publish import MARKER
from . import notice
from .builds import News, Workshop

_HERE = r"(localhost|127(\.\d+){3}|\[::1\])"
_TYPES = mimetypes.MimeTypes()  # the language's own table: the system's may call a script plain text
for _type, _ending in (("text/javascript", ".js"), ("font/woff2", ".woff2"), ("image/webp", ".webp")):
    _TYPES.add_type(_type, _ending)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_LIVE = re.compile(rb'"(https?://[^"]+?/)assets/')
_DEV = {name: (Path(__file__).parent / name).read_bytes() for name in ("dev.css", "dev.js")}


def application(workshop: Workshop, only_here: bool) -> Application:
    """All addresses. A server for this computer only answers to this computer's names.

    A page elsewhere on the web could otherwise give its own name this computer's address, and read along (DNS rebinding).
    """
    app = Application(default_handler_class=_Stranger, log_function=lambda handler: None)
    app.add_handlers(
        _HERE if only_here else ".*",
        [
            (r"/livereload", _Socket, {"workshop": workshop}),
            (r"/livereload\.js", _Script),
            (r"/__sitegen/(dev\.css|dev\.js)", _Dev),
            (r"/figures/", _Figures, {"workshop": workshop}),
            (r"/(.*)", _Pages, {"workshop": workshop}),
        ],
    )
    return app


class _Plain(RequestHandler):
    """GET and HEAD, and nothing is ever kept by the browser: the next moment it may be another page."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        return None

    def give(self, content: bytes, name: str, status: int = 200) -> None:
        """Ends the answer with these bytes, in the type that the name's ending says."""
        kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.finish(content)


class _Pages(_Plain):
    """The site as it was last published."""

    def initialize(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def get(self, path: str) -> None:
        """The file at a path of the site, or what stands in its place."""
        await self._workshop.ready.wait()
        output, news = self._workshop.output, self._workshop.news  # the news first: no page is older than its number
        folder = not path or path.endswith("/")
        content = _read(output, f"{path}index.html" if folder else path)
        if not (output / MARKER).is_file():
            self._give_page(notice.instead(news.problems).encode(), News(news.number), 503)
        elif content is not None and (folder or path.endswith(".html")):
            self._give_page(content, news)
        elif content is not None:
            self.give(content, path)
        elif not folder and _read(output, f"{path}/index.html") is not None:
            self.redirect(quote(f"/{path}/") + (f"?{self.request.query}" if self.request.query else ""))
        else:
            own = _read(output, "404.html")
            self._give_page(_at_home(own) if own else notice.nowhere(self.request.path).encode(), news, 404)

    head = get

    def _give_page(self, html: bytes, news: News, status: int = 200) -> None:
        self.give(_dressed(html, news, _reload_script(self.request)), "page.html", status)


class _Figures(_Plain):
    """All figures on one sheet, as their files are now."""

    def initialize(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def get(self) -> None:
        """The sheet, drawn anew each time."""
        await self._workshop.ready.wait()
        news = self._workshop.news
        shown = await asyncio.to_thread(gallery.gallery, self._workshop.project)
        page = sheet.html(shown.drawings).encode()
        self.give(_dressed(page, News(news.number, tuple(shown.problems)), _reload_script(self.request)), "page.html")

    head = get


class _Dev(_Plain):
    """The looks and the behaviour of the notices."""

    def get(self, name: str) -> None:
        self.give(_DEV[name], name)

    head = get


class _Script(_Plain, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's own script."""


class _Stranger(_Plain):
    """Asked for by a name that is not this computer's."""

    def prepare(self) -> None:
        self.give(b"This server answers only to http://localhost or http://127.0.0.1, with its port.\n", "no.txt", 403)


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's socket, for pages of this server only; a page that missed a reload while it loaded gets it now."""

    def initialize(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def check_origin(self, origin: str) -> bool:
        return bool(WebSocketHandler.check_origin(self, origin))

    def on_message(self, message: str) -> None:
        super().on_message(message)
        shown = json.loads(message).get("plugins", {}).get("sitegen", {}).get("number")
        if shown is not None and shown != str(self._workshop.news.number):
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})


def _read(output: Path, path: str) -> bytes | None:
    """The bytes at an address; None for one that is no file, has empty parts or leads out of the site."""
    if "\0" in path or "//" in f"/{path}":
        return None
    file = (output / path).resolve()
    try:
        return file.read_bytes() if file.is_relative_to(output.resolve()) else None
    except OSError:
        return None


def _at_home(html: bytes) -> bytes:
    """The site's own 404 page, whose links name the place where the site will live."""
    found = _LIVE.search(html)
    return html.replace(b'"' + found[1], b'"/') if found else html


def _reload_script(request: HTTPServerRequest) -> str:
    """Where livereload's script is, with the port that the browser knows, which may be a tunnel's."""
    port = split_host_and_port(request.host)[1] or (443 if request.protocol == "https" else 80)
    six = request.host_name.startswith("[")  # such an address the script cannot read from its own
    return f"/livereload.js?port={port}" + (f"&amp;host={escape(request.host_name)}" if six else "")


def _dressed(html: bytes, news: News, reload_script: str) -> bytes:
    """A page as it is shown while somebody edits; nothing of this is ever in output/."""
    scripts = (
        '<link rel="stylesheet" href="/__sitegen/dev.css">'
        f'<script defer src="/__sitegen/dev.js" data-number="{news.number}"></script>'
        f'<script defer src="{reload_script}"></script>'
    ).encode()
    end, told = _HEAD_END.search(html), notice.over(news.problems).encode()
    html = html[: end.start()] + scripts + html[end.start() :] if end else html + scripts
    body = _BODY.search(html)
    return html[: body.end()] + b"\n" + told + html[body.end() :] if body else html + told
