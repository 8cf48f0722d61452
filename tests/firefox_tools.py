"""Firefox, driven over its own remote control (Marionette): no driver beside the browser is needed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import browser_tools

QUIET = {  # nothing is looked up elsewhere, nothing is asked at the first start
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One window; `with Firefox(folder) as firefox` closes it again."""

    def __init__(self, folder: Path, **wishes: Any) -> None:
        self.program = shutil.which("firefox-esr") or shutil.which("firefox") or browser_tools.without("there is no Firefox here: apt install firefox-esr")
        self.profile = folder / "profile"
        self.profile.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        prefs = {**QUIET, **{name.replace("__", "."): value for name, value in wishes.items()}, "marionette.port": self.port}
        (self.profile / "user.js").write_text("".join(f"user_pref({json.dumps(n)}, {json.dumps(v)});\n" for n, v in prefs.items()), encoding="utf-8")
        self.number = 0

    def __enter__(self) -> Self:
        command = [self.program, "--headless", "--marionette", "--no-remote", "--profile", str(self.profile), "--window-size", "1000,900"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.line = self._connected(time.monotonic() + 90)
        self._told()  # who it is
        self.ask("WebDriver:NewSession", {"strictFileInteractability": False})
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()
        self.process.terminate()
        self.process.wait(timeout=30)

    def _connected(self, until: float) -> socket.socket:
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=60)
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.2)

    def _told(self) -> Any:
        """One message: its length, a colon, JSON."""
        length = b""
        while (byte := self.line.recv(1)) != b":":
            length += byte
        text = b""
        while len(text) < int(length):
            text += self.line.recv(int(length) - len(text))
        return json.loads(text)

    def ask(self, command: str, values: Mapping[str, Any] | None = None) -> Any:
        """What the browser answers; its errors are raised."""
        self.number += 1
        said = json.dumps([0, self.number, command, values or {}]).encode()
        self.line.sendall(b"%d:%s" % (len(said), said))
        _, _, error, result = self._told()
        assert error is None, error
        return result

    def open(self, url: str) -> None:
        """Goes to an address, and waits until the page is there."""
        self.ask("WebDriver:Navigate", {"url": url})

    def run(self, script: str) -> Any:
        """What a function's body returns in the page."""
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def press(self, key: str) -> None:
        """One key, as a person would."""
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.ask("WebDriver:PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})
