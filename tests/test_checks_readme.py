"""README lists every check with what it looks at and its codes, as the catalogue has them. `pytest --approve` writes the table anew."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen import rules

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- checks: written by tests/test_checks_readme.py -->\n", "<!-- end of checks -->\n"


def table() -> str:
    """A row for each file of the catalogue."""
    rows = [f"| `{check.name}` | {check.asks} | {', '.join(f'`{code}`' for code in check.codes)} |" for check in rules.checks().values()]
    return "\n".join(["| check | looks at | codes |", "|---|---|---|", *rows, ""])


def test_readme_lists_every_check(approve: bool) -> None:
    text = README.read_text(encoding="utf-8")
    between = re.compile(f"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})", re.S)
    assert len(between.findall(text)) == 1
    if approve:
        README.write_text(between.sub(lambda _: table(), text), encoding="utf-8")
    else:
        assert between.findall(text)[0] == table()
