"""A finished site → the seconds that the same files ask for at least, when nothing is made and they are only written."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import tools


def measure(folder: Path, tier_pages: int) -> None:
    """Prints a cold build beside a plain loop that writes the same bytes, in Python and, with a compiler, in C."""
    (ours,) = tools.prepared(folder, tier_pages, [])
    cold = ours.cost(tools.COLD, "").wall
    site = ours.project / ours.output
    files = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    size = sum(map(len, files.values())) / 1e6
    print(f"{tier_pages} tier pages: {len(files)} files, {size:.1f} MB; cold {cold:.2f} s")
    _tell("Python", _written(files, folder / "anew"), cold)
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler:
        _tell("C", _written_in_c(compiler, site, folder), cold)
    else:
        print("!! no C compiler: put `cc` on the path, or name one in CC")


def _tell(language: str, seconds: float, cold: float) -> None:
    print(f"the same files in a loop in {language}: {seconds:.3f} s; a cold build takes {cold / seconds:.1f} times as long")


def _written(files: dict[Path, bytes], root: Path) -> float:
    names = [(str(root / path), content) for path, content in files.items()]
    folders = sorted({str(root / path.parent) for path in files}, key=len)
    began = time.perf_counter()
    for folder in folders:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (a loop without anything else, here and below)
    for name, content in names:
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, content)
        os.close(file)
    return time.perf_counter() - began


def _written_in_c(compiler: str, site: Path, folder: Path) -> float:
    program = folder / "floor"
    subprocess.run([compiler, "-O2", "-o", str(program), str(Path(__file__).with_suffix(".c"))], check=True)
    said = subprocess.run([str(program), str(site), str(folder / "in-c")], check=True, capture_output=True, text=True).stdout
    return float(said)
