"""tests/browsers/package.json → its tools, installed once and kept; a test file has them by `pytest_plugins = ("browser_tools", "npm_tools")`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from browser_tools import without

HERE = Path(__file__).parent / "browsers"
KEPT = HERE / ".installed"  # git does not look at it


class Tools(NamedTuple):
    """What npm installed."""

    modules: Path

    def run(self, script: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """What a tool says when Node runs it in a folder."""
        env = {**os.environ, "NODE_PATH": str(self.modules), "NO_COLOR": "1"}
        return subprocess.run(["node", str(self.modules / script), *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The tools that package.json names; installed anew when it has changed."""
    if not shutil.which("node"):
        without("there is no Node here: apt install nodejs npm")
    package = (HERE / "package.json").read_bytes()
    home = KEPT / hashlib.sha256(package).hexdigest()[:16]
    if not home.is_dir():
        _install(package, home)
    return Tools(home / "node_modules")


def _install(package: bytes, home: Path) -> None:
    npm = shutil.which("npm") or without("there is no npm here: apt install npm")
    KEPT.mkdir(exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=KEPT))
    (making / "package.json").write_bytes(package)
    command = [npm, "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=making, capture_output=True, text=True, timeout=600)
    if done.returncode:
        shutil.rmtree(making)
        without(f"npm could not install the tools of {HERE.name}/package.json (is this computer online?): {done.stderr.strip()[-300:]}")
    making.chmod(0o755)
    making.rename(home)
