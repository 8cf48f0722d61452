"""Requests on standard input → PDFs on standard output: a program of its own, which `press.py` starts and talks to.

Typst keeps threads, and a process that has threads must not fork; the build forks. So Typst never enters the build's own process.
The program knows nothing of sitegen: it is given templates and fonts once, and then data for each sheet. Its libraries are imported
where they are used, for `press.py` takes the two ends of the wire from here.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from . import order

STANDARDS = ["ua-1", "a-2a"]  # one file that keeps both promises: PDF/UA-1 and PDF/A-2a
_OBJECT = re.compile(rb"(\d+) 0 obj")
_LENGTH = struct.Struct(">I")


def send(file: IO[bytes], *parts: bytes) -> None:
    """Writes messages, each after its length."""
    for part in parts:
        file.write(_LENGTH.pack(len(part)))
        file.write(part)
    file.flush()


def receive(file: IO[bytes]) -> bytes | None:
    """The next message; None at the end."""
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    return file.read(length)


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answers each request with what became of it, and the PDF: empty where none could be made."""
    import typst

    start = json.loads(receive(asked) or b"{}")
    with tempfile.TemporaryDirectory(prefix="sitegen-print-") as folder:
        for name, text in start["templates"].items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        letters = Path(folder, "letters")
        letters.mkdir()
        for number, font in enumerate(start["fonts"]):  # Typst would read a whole folder, and a project's own file may stand in for one of ours
            shutil.copyfile(font, letters / f"{number}{Path(font).suffix}")
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(letters)])
        given = {"families": json.dumps(fonts.families())}
        compiler = typst.Compiler(str(Path(folder, "main.typ")), root=folder, font_paths=fonts)
        while (data := receive(asked)) is not None:
            told, pdf = _made(compiler, given | {"data": data.decode()}, start["timestamp"])
            send(answers, json.dumps(told).encode(), pdf)


def _made(compiler: Any, inputs: dict[str, str], timestamp: int) -> tuple[dict[str, Any], bytes]:
    import typst

    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, sys_inputs=inputs, timestamp=timestamp)
        moved = json.loads(compiler.query("<moved>", field="value"))
    except typst.TypstError as error:
        return {"error": error.message, "where": error.diagnostic}, b""
    except BaseException as error:  # a panic of the compiler is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | BrokenPipeError):
            raise
        return {"error": str(error), "where": ""}, b""
    pages, finished = mended(pdf)
    return {"pages": pages, "moved": moved, "warnings": [warning.message for warning in warnings]}, finished


def mended(made: bytes) -> tuple[int, bytes]:
    """A PDF's pages, and itself, read out as it is meant: rows with their headers, words from right to left in their order."""
    import pikepdf

    with pikepdf.open(io.BytesIO(made)) as pdf:
        if not any([_row_headers(pdf, made), order.mended(pdf)]):
            return len(pdf.pages), made
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(pdf.pages), out.getvalue()


# headers of rows


def _row_headers(pdf: Any, made: bytes) -> bool:
    """Makes the first cell of each row of a table a header of that row: Typst tags those of columns only."""
    import pikepdf

    firsts = [cell for row in _rows(pdf, made) if (cell := row.K[0]).S == "/TD" and _holds_text(cell)]
    for cell in firsts:
        cell.S = pikepdf.Name.TH
        cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    return bool(firsts)


def _rows(pdf: Any, made: bytes) -> Iterator[Any]:
    """The rows of all tables' bodies. Typst writes its objects as plain text: to find them there takes far less time than a walk down the tree."""
    import pikepdf

    for number in _objects_with(made, b"/TBody"):
        found = pdf.get_object(number, 0)
        if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/TBody":
            yield from (row for row in _inside(found.K) if row.S == "/TR")


def _objects_with(made: bytes, name: bytes) -> Iterator[int]:
    """The numbers of the objects in which a name stands; or of others, where the bytes of a picture look like one."""
    at = made.find(name)
    while at >= 0:
        if before := _OBJECT.search(made, max(0, made.rfind(b" 0 obj", 0, at) - 10), at):
            yield int(before[1])
        at = made.find(name, at + 1)


def _inside(kids: Any) -> Iterator[Any]:
    """The elements of the structure tree that stand in one."""
    import pikepdf

    yield from (kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def _holds_text(element: Any) -> bool:
    """Whether some content is marked as this element's, or as that of one in it."""
    import pikepdf

    if "/K" not in element:
        return False
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    return any(isinstance(kid, int) for kid in kids) or any(_holds_text(kid) for kid in _inside(element.K))
