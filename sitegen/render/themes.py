"""templates/styles/themes → their rules twice: for a device that asks for a theme, and for a reader who chose one.

A reader's choice stands in `<html data-colors="light|dark|contrast|contrast-dark">` and wins; without it the device decides.
A theme's file holds flat rules for `:root` and for classes, as if it were the only theme; it applies to screens alone, so paper is always paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Theme(NamedTuple):
    """How one comes by a theme."""

    asked: str  # what the device says
    chosen: str  # how the choice is told on the page's root


THEMES = {  # a later one lies over those before it
    "dark": Theme("(prefers-color-scheme: dark)", ':root[data-colors$="dark"]'),
    "contrast": Theme("(prefers-contrast: more)", ':root[data-colors^="contrast"]'),
    "contrast-dark": Theme("(prefers-contrast: more) and (prefers-color-scheme: dark)", ':root[data-colors="contrast-dark"]'),
}
UNCHOSEN = ":root:not([data-colors])"
FORCED = "(forced-colors: active)"  # the reader chose all colors for the whole device: nobody else has a say
_ANYWAY = ":root:root"  # as strong as a choice, and later
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def sheet(files: Mapping[str, str], own: Mapping[str, str] | None = None) -> Iterator[str]:
    """The rules of all themes from the text of their files; `own` are a clinic's own rules for some of them."""
    texts = {name: files.get(name, "") + (own or {}).get(name, "") for name in (*THEMES, "forced")}
    for name, theme in THEMES.items():
        yield _media(f"screen and {theme.asked}", _under(UNCHOSEN, texts[name]))
    for name, theme in THEMES.items():
        yield _media("screen", _under(theme.chosen, texts[name]))
    yield _media(f"screen and {FORCED}", _under(_ANYWAY, texts["forced"]))


def _media(query: str, rules: list[str]) -> str:
    return "\n".join([f"@media {query} {{", *(f"  {rule}" for rule in rules), "}"]) + "\n"


def _under(root: str, text: str) -> list[str]:
    """A theme's rules, for a page whose root looks like this."""
    found = _RULE.findall(_COMMENT.sub("", text))
    return [f"{', '.join(_selector(root, s.strip()) for s in selectors.split(','))} {{ {' '.join(body.split())} }}" for selectors, body in found]


def _selector(root: str, selector: str) -> str:
    return root + selector.removeprefix(":root") if selector.startswith(":root") else f"{root} {selector}"
