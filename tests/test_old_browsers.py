"""Styles and scripts against the browsers of 2018: what they cannot read is either not used, or written down with what happens then."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from sitegen import starter
from sitegen.render import assets

if TYPE_CHECKING:
    from npm_tools import Tools

pytest_plugins = ("browser_tools", "npm_tools")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests/browsers"
TEMPLATES = starter.root() / "templates"
ALLOWED: dict[str, Any] = yaml.safe_load((HERE / "allowed.yml").read_text(encoding="utf-8"))


class Finding(NamedTuple):
    """Something that a browser of 2018 cannot read, or not wholly."""

    feature: str
    place: str  # file and line
    source: str  # the words in question
    message: str


# the linters


def in_styles(css: str, folder: Path, tools: Tools) -> list[Finding]:
    """What a stylesheet asks too much; what stands in an `@supports` of its own is asked for politely."""
    (folder / "site.css").write_text(css, encoding="utf-8")
    config = str(HERE / "stylelint.config.cjs")
    done = tools.run("stylelint/bin/stylelint.mjs", "--config", config, "-f", "json", "site.css", cwd=folder)
    text = done.stdout + done.stderr
    (told,) = json.loads(text[text.index('[{"source"') :])
    assert not told["invalidOptionWarnings"] and not told["parseErrors"], told
    lines, polite = css.splitlines(), set(_supported(css))
    found = [
        Finding(re.sub(r'Unexpected browser feature "(.+?)".*', r"\1", w["text"]), f"site.css:{w['line']}", _source(lines, w), w["text"])
        for w in told["warnings"]
        if w["line"] not in polite
    ]
    return found + _eslint(folder, tools, ["site.css"])


def in_scripts(folder: Path, tools: Tools) -> list[Finding]:
    """What the scripts of a folder ask too much."""
    names = [f.relative_to(folder).as_posix() for f in sorted(folder.rglob("*.js"))]
    return _eslint(folder, tools, names) if names else []


def _eslint(folder: Path, tools: Tools, names: list[str]) -> list[Finding]:
    done = tools.run("eslint/bin/eslint.js", "--config", str(HERE / "eslint.config.cjs"), "--format", "json", *names, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    found = []
    for told in json.loads(done.stdout):
        name = Path(told["filePath"]).resolve().relative_to(folder.resolve()).as_posix()
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        found += [Finding(_feature(m), f"{name}:{m['line']}", _source(lines, m), m["message"]) for m in told["messages"] if m["severity"] == 2]
    return found


def _feature(told: Mapping[str, Any]) -> str:
    """A finding's name, as allowed.yml calls it."""
    rule, message = told["ruleId"] or "syntax", told["message"]
    if rule == "css/use-baseline":
        value = re.match(r"Value '(.+)' of property '(.+)' is", message)
        name = re.match(r"[\w -]+ '(.+?)' ", message)
        assert name, message
        return f"{value[2]}: {value[1]}" if value else f":{name[1]}" if message.startswith("Selector") else name[1]
    return message.split(" is not ")[0] if rule == "compat/compat" else str(rule)


def _source(lines: list[str], told: Mapping[str, Any]) -> str:
    line, start = lines[told["line"] - 1], told["column"] - 1
    return line[start : told["endColumn"] - 1] if told.get("endLine") == told["line"] else line[start:]


def _supported(css: str) -> Iterator[int]:
    """The lines inside of `@supports` blocks."""
    for found in re.finditer(r"@supports[^{]*\{", css):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield from range(css.count("\n", 0, found.start()) + 1, css.count("\n", 0, end) + 2)


# what is allowed


def allowances() -> dict[str, str]:
    """Feature → a pattern of where it may stand; every row of the file together."""
    return {feature: where for row in ALLOWED["degrades"] for feature, where in row["features"].items()}


def too_much(found: list[Finding]) -> list[str]:
    allowed = allowances()
    return [f"{f.place}: {f.source[:80]}: {f.message[:160]}" for f in found if f.feature not in allowed or not re.search(allowed[f.feature], f.source)]


@pytest.fixture(scope="session")
def styles(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    return in_styles(assets.stylesheet([TEMPLATES]), tmp_path_factory.mktemp("styles"), tools)


@pytest.fixture(scope="session")
def scripts(tools: Tools) -> list[Finding]:
    return in_scripts(TEMPLATES / "scripts", tools)


def test_browsers_of_2018_can_read_the_styles_or_what_they_lose_is_written_down(styles: list[Finding]) -> None:
    assert not too_much(styles)


def test_browsers_of_2018_can_run_the_scripts(scripts: list[Finding]) -> None:
    assert not too_much([f for f in scripts if not f.place.startswith("vendor/")])


def test_what_scripts_of_others_need_is_written_down(scripts: list[Finding]) -> None:
    needs: dict[str, set[str]] = {}
    for finding in scripts:
        if finding.place.startswith("vendor/"):
            needs.setdefault(finding.place.removeprefix("vendor/").split(":")[0], set()).add(finding.feature)
    assert needs == {row["script"]: set(row["needs"]) for row in ALLOWED["vendored"]}


def test_nothing_is_allowed_that_is_not_used(styles: list[Finding], scripts: list[Finding]) -> None:
    used = {f.feature for f in (*styles, *scripts)}
    assert sorted(set(allowances()) - used) == []


def test_what_degrades_to_what_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [f"| {row['what']} | {row['then']} |" for row in ALLOWED["degrades"] if row["then"]] + [f"| {row['then']} |" for row in ALLOWED["vendored"]]
    assert rows and not [row for row in rows if row not in readme]


NEW_STYLES = (
    ".a { display: flex; gap: 1rem; }",
    ".a:has(p) { color: red; }",
    ".a { width: min(10px, 2em); }",
    ".a { font-size: clamp(1px, 2px, 3px); }",
    ".a { aspect-ratio: 1; }",
    ".a { inset: 0; }",
    ".a { color: red; & p { color: red; } }",
    "@layer x { .a { color: red; } }",
    "@container (min-width: 2px) { .a { color: red; } }",
    "@media (width >= 40em) { .a { color: red; } }",
    "@supports (display: flex) { .a { text-wrap: balance; } }",
)
OLD_STYLES = (
    ".a { display: grid; grid-gap: 1rem; grid-template-columns: minmax(0, 1fr); color: var(--text); }",
    "@supports (aspect-ratio: 1) { .a { aspect-ratio: 1; } }",
)
NEW_SCRIPTS = (
    "var a = window?.name;",
    "var a = window.name ?? 1;",
    "var a = {...window};",
    "try { f(); } catch { f(); }",
    "var a = 'x'.replaceAll('x', 'y');",
    "var a = 'x'.matchAll(/x/g);",
    "var a = [[1]].flat();",
    "var a = structuredClone({});",
    "new ResizeObserver(function () {});",
    "fetch('x').finally(function () {});",
    "import('x');",
    "eval('1');",
)
OLD_SCRIPTS = ("Array.from([1]).includes(1);", "var a = async function () { await fetch('x'); };", "localStorage.getItem('sitegen:x');")


def test_a_style_that_is_too_new_is_found_and_an_old_one_is_not(tools: Tools, tmp_path: Path) -> None:
    found = too_much(in_styles("\n".join((*NEW_STYLES, *OLD_STYLES)), tmp_path, tools))
    assert {int(line.split(":")[1]) for line in found} == set(range(1, len(NEW_STYLES) + 1))


def test_a_script_that_is_too_new_is_found_and_an_old_one_is_not(tools: Tools, tmp_path: Path) -> None:
    for number, line in enumerate((*NEW_SCRIPTS, *OLD_SCRIPTS), 1):
        (tmp_path / f"{number}.js").write_text(f"(function () {{\n  'use strict';\n  {line}\n}})();\n", encoding="utf-8")
    found = too_much(in_scripts(tmp_path, tools))
    assert {line.split(": ")[0] for line in found} == {f"{n}.js:3" for n in range(1, len(NEW_SCRIPTS) + 1)}
