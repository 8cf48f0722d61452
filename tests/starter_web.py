"""The built starter → its address on this machine; a test file has it by `pytest_plugins = ("browser_tools", "starter_web")`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *told: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="session")
def web(starter_site: Path) -> Iterator[str]:
    """Where the starter answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(starter_site / "output")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
