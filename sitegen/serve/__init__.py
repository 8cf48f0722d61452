"""A project → its site in the browser, built anew and shown at each save.

    folders ─watch→ what was saved ─builds→ output/ and News ─pages→ the browser, told through livereload's socket

livereload's socket, protocol, script and watcher are used; its server is not: it serves by its own file handler, writes
an inline script into pages whose policy forbids that, and builds in the thread that should be answering.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import socket
import webbrowser
from pathlib import Path

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from . import pages
from .builds import Workshop, say
from .watch import Watcher

_REASONS = {
    errno.EADDRINUSE: "port {port} is in use: stop the program that has it, or choose another, such as `--port {other}`",
    errno.EACCES: "this user may not have port {port}: choose one above 1023, such as `--port 8000`",
    errno.EADDRNOTAVAIL: "`{host}` is not an address of this computer: leave `--host` out, or use 127.0.0.1",
}


def serve(project: Path, host: str, port: int, *, open_browser: bool = False) -> int:
    """Serves until Ctrl-C, and returns the exit code: 1 when it could not begin."""
    if not project.is_dir():
        say(f"sitegen: there is no folder {project}: name the one that holds `content`, with --project")
        return 1
    try:
        sockets = bind_sockets(port, host)
    except OSError as error:
        unknown = isinstance(error, socket.gaierror)
        reason = _REASONS.get(errno.EADDRNOTAVAIL if unknown else error.errno or 0, f"port {{port}} fails: {error}")
        say(f"sitegen: {reason.format(host=host, port=port, other=port + 1 if port < 65535 else 8000)}")
        return 1
    try:
        asyncio.run(_run(project, sockets, open_browser))
    except KeyboardInterrupt:
        say("")  # the shell's next prompt stands on a line of its own
    return 0


async def _run(project: Path, sockets: list[socket.socket], open_browser: bool) -> None:
    """Answers, watches and builds until it is cancelled."""
    workshop = Workshop(project)
    HTTPServer(pages.application(workshop, _only_here(sockets))).add_sockets(sockets)
    logging.getLogger("livereload").setLevel(logging.CRITICAL)  # a page that was closed just now is no news
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # else a reload within 3 s of another is dropped, and the page stays old
    async with asyncio.TaskGroup() as tasks:
        LiveReloadHandler.watcher = Watcher(workshop, tasks)
        LiveReloadHandler.start_tasks()
        await workshop.ready.wait()
        address = _address(sockets[0])
        say(f"{address} shows the site, and each change as you save it; Ctrl-C ends it")
        if open_browser:
            await asyncio.to_thread(webbrowser.open, address)


def _only_here(sockets: list[socket.socket]) -> bool:
    """Whether nobody but this computer can reach the server."""
    return all(ipaddress.ip_address(s.getsockname()[0].partition("%")[0]).is_loopback for s in sockets)


def _address(bound: socket.socket) -> str:
    """What to type into this computer's browser."""
    host, port = bound.getsockname()[:2]
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{here}]:{port}/" if ":" in here else f"http://{here}:{port}/"
