"""templates/components → Components: what each is for, how it is called, and examples that can be shown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..problems import Place, Problem, problem

ABOUT = ("shows", "lang", "caller")  # said of an example, and no arguments, unless its macro has a parameter of that name


class Html(NamedTuple):
    """`!html`: an argument that is markup."""

    text: str


class Call(NamedTuple):
    """`!component {button: {words: …}}`: an argument that another component makes."""

    macro: str
    arguments: Mapping[str, Any]


class Drawn(NamedTuple):
    """Pictures of a figure that comes with sitegen.

    `!drawings [figure, words, words of the wrong way]` and `!movement figure` stand in a page; `!small figure` and `!person figure`
    are addresses of what a list and a home show of it.
    """

    kind: str
    figure: str
    alts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One call of a macro, as its author wrote it."""

    component: str
    macro: str
    given: Mapping[str, Any]
    text: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """A folder below templates/components."""

    name: str
    purpose: str
    macros: Mapping[str, str]  # name → its signature and what stands above it
    examples: tuple[Example, ...]


def components(folders: list[Path], problems: list[Problem]) -> list[Component]:
    """All components by name; a file in an earlier folder takes the place of the same file in a later one."""
    names = {f.parent.name for folder in folders for f in folder.glob("components/*/*.html") if f.stem == f.parent.name}
    return [_component(name, folders, problems) for name in sorted(names)]


def _component(name: str, folders: list[Path], problems: list[Problem]) -> Component:
    source = _first(folders, f"{name}/{name}.html")
    text = source.read_text(encoding="utf-8") if source else ""
    leading = re.match(r"\s*\{#-?(.*?)-?#\}", text, re.S)
    file = _first(folders, f"{name}/examples.yml")
    found = tuple(_examples(file, problems)) if file else ()
    return Component(name, " ".join(leading[1].split()) if leading else "", dict(_macros(text)), found)


def _first(folders: list[Path], path: str) -> Path | None:
    return next((file for folder in folders if (file := folder / "components" / path).is_file()), None)


_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)(\(.*?\))\s*-?%\}", re.S)


def _macros(text: str) -> Iterator[tuple[str, str]]:
    """The macros of a template and how each is called."""
    for found in _MACRO.finditer(text):
        yield found[1], found[1] + found[2]


# examples.yml


class _Reader(yaml.SafeLoader):
    """Plain YAML, and tags for what is no text."""


def _html(reader: _Reader, node: yaml.ScalarNode) -> Html:
    return Html(str(reader.construct_scalar(node)))


def _call(reader: _Reader, node: yaml.MappingNode) -> Call:
    ((macro, arguments),) = reader.construct_mapping(node, deep=True).items()
    return Call(str(macro), arguments)


def _drawings(reader: _Reader, node: yaml.SequenceNode) -> Drawn:
    figure, *alts = reader.construct_sequence(node)
    return Drawn("drawings", figure, tuple(alts))


def _drawn(reader: _Reader, node: yaml.ScalarNode) -> Drawn:
    return Drawn(node.tag.removeprefix("!"), str(reader.construct_scalar(node)))


_Reader.add_constructor("!html", _html)
_Reader.add_constructor("!component", _call)
_Reader.add_constructor("!drawings", _drawings)
for tag in ("!movement", "!small", "!person"):
    _Reader.add_constructor(tag, _drawn)


def _examples(file: Path, problems: list[Problem]) -> Iterator[Example]:
    path = f"templates/components/{file.parent.name}/{file.name}"
    text = file.read_text(encoding="utf-8")
    try:
        yield from _read(_Reader(text), file.parent.name, text, path)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        help = "each macro has a list of examples, and each example names the macro's arguments"
        problems.append(problem("template-error", f"the examples cannot be read: {getattr(error, 'problem', None) or error}", place, help))


def _read(reader: _Reader, component: str, text: str, path: str) -> list[Example]:
    top = reader.get_single_node()
    found = []
    for name, calls in top.value if top else ():
        for node in calls.value:
            given = {str(name): value for name, value in reader.construct_mapping(node, deep=True).items()}
            start, end = node.start_mark, node.end_mark
            lines = textwrap.dedent(" " * start.column + text[start.index : end.index]).rstrip()
            place = Place(path, start.line + 1, start.column + 1, 1, text.splitlines()[start.line])
            found.append(Example(component, name.value, given, lines, place))
    return found
