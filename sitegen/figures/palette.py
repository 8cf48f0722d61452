"""Colors for stand-alone files, by role. Pages take theirs from templates/styles; both keep ink at least 3:1 on every fill."""

from __future__ import annotations

from collections.abc import Iterable

SKIN = {
    "skin-1": ("#f0cdb0", "#f7e3d3"), "skin-2": ("#dda37c", "#ebc6ab"), "skin-3": ("#c78b63", "#ddb495"),
    "skin-4": ("#b07850", "#cfa587"), "skin-5": ("#9a6a48", "#c29a7d"),
}  # fmt: skip
HAIR = {"silver": "#b4bcc8", "white": "#eceff3", "gray": "#8d97a6", "black": "#6f727c", "brown": "#a5795c", "sand": "#d2b27c"}
TOP = {"teal": ("#35a393", "#86c9bd"), "plum": ("#a784c4", "#cdb8de"), "rust": ("#d1835c", "#e5b69d"), "olive": ("#96a350", "#c3cc95"), "rose": ("#d78a9e", "#eabec9"), "sky": ("#62a5cf", "#a8cfe6")}
LEGS = {"blue": ("#6486bd", "#a3b9dc"), "slate": ("#7f8b9d", "#b5bdc9"), "sand": ("#bfa477", "#dccbae"), "moss": ("#7d9871", "#b3c5ab"), "wine": ("#b0748a", "#d2acba")}
COLOR = {
    "ink": "#18202f", "paper": "#ffffff", "shoe": "#7a8494", "shoe-far": "#b3bac5", "prop": "#f0e6d6", "prop-2": "#cdb994", "prop-3": "#a58d66", "cloth": "#ffffff",
    "metal": "#c3cad3", "glass": "#d7e6ee", "water": "#bfe0ee", "band": "#b4310f", "floor": "#6b7280", "detail": "#8a7a5c", "arrow": "#b4310f", "do": "#166534", "dont": "#b91c1c", "spine": "#ffffff",
}  # fmt: skip
GRAY = COLOR | {
    "ink": "#000000", "shoe": "#666666", "shoe-far": "#cccccc", "prop": "#ffffff", "prop-2": "#eeeeee", "prop-3": "#d5d5d5", "metal": "#e2e2e2", "glass": "#f4f4f4",
    "water": "#f0f0f0", "band": "#000000", "floor": "#000000", "detail": "#555555", "arrow": "#000000", "do": "#000000", "dont": "#000000",
    "skin": "#ffffff", "skin-far": "#ffffff", "top": "#c9c9c9", "top-far": "#ececec", "legs": "#9a9a9a", "legs-far": "#dcdcdc", "hair": "#bbbbbb",
}  # fmt: skip
LIST = COLOR | {"arrow": "#cf4a1f", "band": "#cf4a1f"}  # seen on a light ground and on a dark one
PALETTES = {"color": COLOR, "gray": GRAY, "list": LIST}
LINES = {"line": "ink", "detail": "detail", "band": "band", "floor": "floor", "arrow": "arrow", "arrow-halo": "paper", "spine": "spine", "do-line": "do", "dont-line": "paper", "badge-line": "ink"}
SIGNS = {"do": ("paper", "do"), "dont": ("dont", "dont"), "badge": ("paper", "ink")}


def fills(look: Iterable[str], palette: dict[str, str]) -> dict[str, str]:
    """The attributes of each role, for a person who looks so."""
    colors = person(look) | palette
    found = {role: f'fill="{color}"' for role, color in colors.items() if role not in ("ink", "paper")}
    found["eye"] = f'fill="{colors["ink"]}"'
    found |= {role: f'stroke="{colors[name]}"' for role, name in LINES.items()}
    return found | {role: f'fill="{colors[a]}" stroke="{colors[b]}"' for role, (a, b) in SIGNS.items()}


def person(look: Iterable[str]) -> dict[str, str]:
    """The colors of a person's skin, hair and clothes."""
    colors = {"skin": SKIN["skin-2"][0], "skin-far": SKIN["skin-2"][1], "hair": HAIR["silver"], "top": TOP["teal"][0], "top-far": TOP["teal"][1], "legs": LEGS["blue"][0], "legs-far": LEGS["blue"][1]}
    for name in look:
        kind, _, tone = name.partition("-")
        if kind == "skin":
            colors["skin"], colors["skin-far"] = SKIN[name]
        elif kind == "hair":
            colors["hair"] = HAIR[tone]
        elif kind in ("top", "legs"):
            colors[kind], colors[f"{kind}-far"] = (TOP if kind == "top" else LEGS)[tone]
    return colors
