"""Each check is a small module with its codes; what it finds is told, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

from sitegen import rules
from sitegen.checks import DOCUMENTS, WHOLE

HOUSE = Path(__file__).parent.parent / "sitegen"


def test_every_check_has_a_file_in_the_catalogue_that_says_what_it_looks_at() -> None:
    told = rules.checks()
    assert {check.name for check in (*DOCUMENTS, *WHOLE)} <= told.keys()
    silent = [name for name, check in told.items() if not check.asks.endswith(".") or "[" in check.asks]
    assert silent == []


def test_every_code_belongs_to_one_check() -> None:
    owned = [code for check in rules.checks().values() for code in check.codes]
    assert sorted(owned) == sorted(rules.catalogue())


def test_a_check_tells_only_what_its_own_file_in_the_catalogue_explains() -> None:
    for check in (*DOCUMENTS, *WHOLE):
        file = HOUSE.joinpath(*check.finds.__module__.split(".")[1:]).with_suffix(".py")
        calls = (n for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "problem")
        codes = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
        assert codes <= set(rules.checks()[check.name].codes), f"{check.name} tells {codes}"
