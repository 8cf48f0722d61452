"""(example, look) → what its macro makes of it, fit to stand on one page with all the others."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from markupsafe import Markup

from .. import figures, messages, nodes, starter
from ..figures import svg
from ..model.figure import Figure, Person
from ..model.tier import Tier
from ..problems import Problem, problem
from ..render import pictures
from ..render.environment import Environment, environment
from .examples import ABOUT, Call, Drawn, Example, Html

LOOKS: tuple[str, ...] = get_args(Tier.model_fields["look"].annotation)


class Shown(NamedTuple):
    """An example as it is shown."""

    html: Markup
    shows: str  # what it is an example of, in a few words
    language: str  # of the words in it; empty where they are the page's
    direction: str
    look: str  # the level's look that it wears; empty for none
    text: str  # the YAML that it was made from


class Stage:
    """Compiled templates by language, and the figures that examples show."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders
        self._made: dict[str, Environment] = {}
        self._drawn: dict[str, figures.Drawing] = {}

    def environment(self, language: str = "en") -> Environment:
        """The templates in a language; what is not translated stands in English."""
        if language not in self._made:
            self._made[language] = environment(self.folders, messages.words(language, {}))
        return self._made[language]

    def show(self, example: Example, anchor: str, look: str = "") -> Shown | Problem:
        """An example under an id of its own, wearing `look` instead of its own; or what is wrong with it."""
        try:
            return self._show(example, anchor, look)
        except Exception as error:  # anything that an example or a template does wrong is told, and the others are shown
            message = f"the example of `{example.macro}` cannot be shown: {error or type(error).__name__}"
            return problem("template-error", message, example.place, "compare its names and values with the macro's parameters")

    def _show(self, example: Example, anchor: str, look: str) -> Shown:
        macro = self._macro(example.component, example.macro, str(example.given.get("lang", "en")))
        about = {n: str(v) for n, v in example.given.items() if n in ABOUT and n not in macro.arguments}
        language = about.get("lang", "")
        given = {n: v for n, v in example.given.items() if n not in about}
        worn = _look(given)
        if look and worn:
            given, worn = _dressed(given, look), look
        arguments = {name: self._real(value, language or "en") for name, value in given.items()}
        if "caller" in about:
            arguments["caller"] = self._caller(about["caller"], language or "en")
        html = str(macro(**arguments)).strip()
        if not html:
            raise ValueError("nothing comes of it")
        direction = messages.direction(language) if language else ""
        return Shown(Markup(_apart(html, anchor)), about.get("shows", ""), language, direction, worn, example.text)

    def _macro(self, component: str, name: str, language: str) -> Any:
        template = self.environment(language).get_template(f"components/{component}/{component}.html")
        return getattr(template.module, name)

    def _caller(self, text: str, language: str) -> Any:
        template = self.environment(language).from_string(text)
        return lambda item="": Markup(template.render(item=item).strip())

    def _real(self, value: Any, language: str) -> Any:
        """An argument as a template would give it."""
        if isinstance(value, Html):
            return Markup(value.text)
        if isinstance(value, Call):
            return self._macro(value.macro.replace("_", "-"), value.macro, language)(**self._real(value.arguments, language))
        if isinstance(value, Drawn):
            return self._pictures(value, language)
        if isinstance(value, Mapping):
            return {k: self._real(v, language) for k, v in value.items()}
        return [self._real(v, language) for v in value] if isinstance(value, list) else value

    def _pictures(self, asked: Drawn, language: str) -> Any:
        words = messages.words(language, {})
        drawing = self._drawn.get(asked.figure) or self._drawn.setdefault(asked.figure, drawn(asked.figure))
        if asked.kind == "small":
            return _address(svg.small(drawing, drawing.tiles[words.direction], pictures.TILE))
        if asked.kind == "person":
            return _address(svg.small(drawing, drawing.alone, pictures.PERSON))
        shown = pictures.in_text(asked.alts or ("",), None, drawing, words, {language: words})
        return shown.drawings if asked.kind == "drawings" else shown.movement


def _address(picture: str) -> str:
    """A picture as an address that needs no file."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"


def drawn(id: str) -> figures.Drawing:
    """A figure of the starter content; ValueError where there is none that can be drawn."""
    content = starter.root() / "content"
    file = content / "figures" / f"{id}.yml"
    if not file.is_file():
        raise ValueError(f"sitegen comes with no figure `{id}`")
    figure = Figure.model_validate({**nodes.read(file.read_text(encoding="utf-8"))[0], "id": id})
    cast = nodes.read((content / "people.yml").read_text(encoding="utf-8"))[0]["people"]
    made, faults = figures.draw(figure, Person.model_validate({**cast[figure.person], "id": figure.person}))
    if made is None:
        raise ValueError("; ".join(f.message for f in faults))
    return made


def _look(given: Mapping[str, Any]) -> str:
    tier = given.get("tier")
    look = tier.get("look") if isinstance(tier, Mapping) else given.get("look")
    return look if look in LOOKS else ""


def _dressed(given: Mapping[str, Any], look: str) -> dict[str, Any]:
    tier = given.get("tier")
    return {**given, "tier": {**tier, "look": look}} if isinstance(tier, Mapping) else {**given, "look": look}


# Many examples stand on one page: each keeps its ids to itself, and its links lead nowhere else.

_ID = re.compile(r'\sid="([^"]+)"')
_NAMES = re.compile(r'(\s(?:id|for|headers|aria-(?:labelledby|describedby|controls|owns|details))=")([^"]+)"')
_HERE = re.compile(r'(href="#|url\(#)([\w-]+)')
_UNSEEN = re.compile(r"^(<[^>]*?)\shidden(?=[\s>])")  # only a script shows it, and the gallery
_AWAY = re.compile(r'(\shref=")(?!#|tel:|mailto:|https:)[^"]*"')


def _apart(html: str, anchor: str) -> str:
    own = set(_ID.findall(html))
    html = _AWAY.sub(rf'\1#{anchor}"', _UNSEEN.sub(r"\1", html))
    html = _HERE.sub(lambda f: f"{f[1]}{anchor}-{f[2]}" if f[2] in own else f[0], html)
    html = _NAMES.sub(lambda f: f[1] + " ".join(f"{anchor}-{id}" if id in own else id for id in f[2].split()) + '"', html)
    return f'<ul class="tiles">{html}</ul>' if html.startswith("<li") else html
