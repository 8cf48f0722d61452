"""What the templates, styles and catalogue promise: every word can be translated, nothing inline, readable in every theme."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from sites import TODAY
from whole import whole

from sitegen import facts, messages, starter
from sitegen.build import Settings, build
from sitegen.figures import palette
from sitegen.render import assets
from sitegen.render.environment import environment

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
HTML = sorted(TEMPLATES.rglob("*.html"))
CSS = sorted(TEMPLATES.rglob("*.css"))
COMPONENTS = sorted(p for p in (TEMPLATES / "components").iterdir() if p.is_dir())

Message = str | tuple[str, str]


def named(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


# words


def in_templates() -> Iterator[Message]:
    options = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
    for path in HTML:
        with path.open("rb") as file:
            for _, message, *_ in extract(
                "jinja2.ext:babel_extract", file, {"_": None, "gettext": None, "ngettext": (1, 2)}, options=options
            ):
                yield tuple(message) if isinstance(message, tuple | list) else message  # type: ignore[misc]


def in_python() -> Iterator[Message]:
    """What `say` and `count` are given; a message that is not written out could never be found."""
    for path in (ROOT / "sitegen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value).split(".")[-1] == "words"
            ):
                continue
            if node.func.attr == "say":
                yield ast.literal_eval(node.args[0])
            elif node.func.attr == "count":
                yield ast.literal_eval(node.args[0]), ast.literal_eval(node.args[1])


def catalogue() -> dict[Message, object]:
    with (ROOT / "sitegen/locale/en.po").open("rb") as file:
        return {m.id: m.string for m in read_po(file) if m.id}  # type: ignore[misc]


def test_every_message_in_use_is_in_the_english_catalogue_and_translated() -> None:
    known = catalogue()
    missing = sorted({str(m) for m in (*in_templates(), *in_python()) if m not in known})
    assert not missing
    assert not [
        m for m, string in known.items() if not string or (isinstance(string, tuple | list) and not all(string))
    ]


def test_no_message_in_the_catalogue_is_left_over() -> None:
    used = {*in_templates(), *in_python()}
    assert not sorted(str(m) for m in catalogue() if m not in used)


def test_a_message_keeps_its_values_in_english() -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", text))

    for message, string in catalogue().items():
        asked = values(" ".join(message) if isinstance(message, tuple) else message)
        for form in string if isinstance(string, tuple | list) else (string,):
            assert values(str(form)) == asked, message


# templates


@pytest.mark.parametrize(
    "pattern",
    [
        r"\|\s*safe\b",
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=",
        r"<script\b(?! (?:defer|async) src=\"\{\{ asset\(\"scripts/[a-z./0-9-]+\.js\"\) \}\}\"></script>)",
        r"<style\b",
        r"http://",
        r"javascript:",
        r"<iframe\b",
        r"autoescape",
    ],
)
def test_nothing_inline_and_nothing_unsafe_is_in_a_template(pattern: str) -> None:
    assert not [named(p) for p in HTML if re.search(pattern, p.read_text(encoding="utf-8"), re.I)]


def test_no_tier_is_named_in_templates_or_styles() -> None:
    tiers = yaml.safe_load((ROOT / "content/tiers.yml").read_text(encoding="utf-8"))
    names = {name for id, tier in tiers.items() for name in (id, tier["slug"], tier["label"])}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])")
    found = [(named(p), hit) for p in (*HTML, *CSS) for hit in pattern.findall(p.read_text(encoding="utf-8"))]
    assert not found


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda p: p.name)
def test_a_component_has_its_three_files(folder: Path) -> None:  # test_showroom.py renders the examples
    assert {p.name for p in folder.iterdir()} == {f"{folder.name}.html", f"{folder.name}.css", "examples.yml"}


# compiled templates, kept on disk


def pressed(cache: Path, language: str) -> tuple[str, int]:
    """A component with a day in it, in a language, and how many templates were compiled anew."""
    own = messages.words(language, {})
    env = environment([cache.parent.parent, TEMPLATES], own, cache)
    before = {f: f.stat().st_mtime_ns for f in cache.glob("*")}
    module = env.get_template("day.html").module
    return str(module), sum(f.stat().st_mtime_ns != before.get(f) for f in cache.glob("*"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    (tmp_path / "day.html").write_text('{{ "2026-11-21"|day }} {{ _("Menu") }}', encoding="utf-8")
    return tmp_path / "made" / "templates"


def test_templates_compiled_for_one_language_serve_all(cache: Path) -> None:
    assert pressed(cache, "en") == ("November 21, 2026 Menu", 1)
    assert pressed(cache, "en") == ("November 21, 2026 Menu", 0)
    assert pressed(cache, "de") == ("21. November 2026 Menu", 0)
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 500, None, "cut", "folder"])
def test_a_compiled_template_that_is_damaged_is_made_again(damage: bytes | str | None, cache: Path) -> None:
    pressed(cache, "en")
    (file,) = cache.iterdir()
    content = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(damage if isinstance(damage, bytes) else content[:-9] if damage else content[:-1] + b"?")
    assert pressed(cache, "en")[0] == "November 21, 2026 Menu"
    if damage != "folder":
        assert file.read_bytes() == content


def test_an_edited_template_is_compiled_again_and_a_closed_folder_does_not_matter(cache: Path) -> None:
    pressed(cache, "en")
    (cache.parent.parent / "day.html").write_text("changed", encoding="utf-8")
    env = environment([cache.parent.parent], messages.words("en", {}), cache)
    assert env.get_template("day.html").render() == "changed"
    blocked = cache.parent / "file"
    blocked.write_text("", encoding="utf-8")
    assert environment([cache.parent.parent], messages.words("en", {}), blocked / "in").get_template("day.html").render()


# pages


@pytest.mark.slow
def test_every_page_has_one_title_sound_headings_unique_ids_and_the_clinics_telephone(tmp_path: Path) -> None:
    assert build(Settings(starter.root(), TODAY, tmp_path / "site")).published
    settings = yaml.safe_load((starter.root() / "content/site.yml").read_text(encoding="utf-8"))
    telephone = f'href="tel:{settings["clinic"]["telephone"].replace("-", "")}"'
    wrong = []
    for page in sorted((tmp_path / "site").rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        found = facts.read("", "", text)
        levels, ids = found.headings, found.ids
        jumps = [b for a, b in itertools.pairwise(levels) if b > a + 1]
        if levels.count(1) != 1 or levels[0] != 1 or jumps:
            wrong.append((page, "headings", levels))
        if len(ids) != len(set(ids)):
            wrong.append((page, "ids", sorted(i for i in ids if ids.count(i) > 1)))
        if telephone not in text or text.count("<main ") != 1 or 'class="skip" href="#main"' not in text:
            wrong.append((page, "landmarks", ()))
    assert not wrong[:5]


def test_a_codes_own_page_goes_on_at_once_and_says_whose_it_is_and_where_it_leads() -> None:
    site = whole(starter.root())
    tiers = {e.folder: e.tier for e in site.editions if e.tier}
    for edition, view in [(e, site.card(e, id)) for e in site.editions for id in e.cards]:
        _, page, *_ = site.renderer.card(edition.reader, view)
        text, there = page.content.decode(), f"../../{view.address}"
        assert f'<meta http-equiv="refresh" content="0; url={there}">' in text
        assert f'class="button" href="{there}"' in text
        assert f'<link rel="canonical" href="{edition.library.site.address}{view.address}">' in text
        tier = tiers.get(edition.folder)
        assert (f"{tier.label}</p>" in text and f'class="part stack look-{tier.look}"' in text) if tier else "look-" not in text
        for part in ('class="bar"', "tel:", 'class="awaiting"', 'name="robots" content="noindex"', "<h1>", 'class="skip"'):
            assert part in text


# styles


class Rule(NamedTuple):
    media: str
    selectors: tuple[str, ...]
    declarations: Mapping[str, str]


def rules(css: str, media: str = "") -> Iterator[Rule]:
    """The rules of a sheet, with the media query around them; a rule within a rule is refused."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    while "{" in css:
        head, _, rest = css.partition("{")
        depth, end = 1, 0
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        body, css, head = rest[: end - 1], rest[end:], head.strip()
        if head.startswith(("@keyframes", "@page")):
            continue
        if head.startswith("@media"):
            yield from rules(body, head.removeprefix("@media").strip())
        elif head.startswith("@supports"):
            yield from rules(body, media)
        else:
            assert "{" not in body, f"nested: {head}"
            pairs = (d.partition(":") for d in body.split(";") if d.strip())
            yield Rule(media, tuple(s.strip() for s in head.split(",")), {k.strip(): v.strip() for k, _, v in pairs})


def sheet(path: Path) -> list[Rule]:
    return list(rules(path.read_text(encoding="utf-8")))


def test_colors_stand_in_the_palette_only() -> None:
    color = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
    assert not [named(p) for p in CSS if p.name != "10-palette.css" and color.search(p.read_text(encoding="utf-8"))]


def test_every_custom_property_is_defined_and_used() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in CSS)
    defined, used = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", text)), set(re.findall(r"var\((--[\w-]+)\)", text))
    assert sorted(defined - used) == []
    assert sorted(used - defined) == []


@pytest.mark.parametrize(
    "feature",
    [
        r"@layer",
        r"@container",
        r":is\(",
        r":has\(",
        r":where\(",
        r"\bclamp\(",
        r"(?<![a-z-])(?:min|max)\(",
        r"&",
        r"(?<!grid-)\bgap\s*:",
        r"\binset\s*:",
        r"aspect-ratio",
        r"!important",
        r"@import",
        r"url\((?!\"fonts/[a-z0-9-]+\.woff2\"\))",
    ],
)
def test_old_tablets_meet_no_feature_that_they_cannot_read(feature: str) -> None:
    assert not [named(p) for p in CSS if re.search(feature, p.read_text(encoding="utf-8"))]


def test_only_the_fonts_are_loaded_by_a_style_and_each_of_them_is_there() -> None:
    wanted = {(p.name, name) for p in CSS for name in re.findall(r"url\(\"(.+?)\"\)", p.read_text(encoding="utf-8"))}
    assert wanted == {("05-fonts.css", f"fonts/{p.name}") for p in (TEMPLATES / "fonts").glob("*.woff2")}


def test_no_flexible_row_has_a_gap() -> None:
    every = [r for p in CSS for r in sheet(p)]
    flexible = {s for r in every for s in r.selectors if "flex" in r.declarations.get("display", "")}
    assert not [s for r in every for s in r.selectors if "grid-gap" in r.declarations and s in flexible]


DRAWN = re.compile(r"(\.figure__motion(\[open\])? )?\.(f-[a-z]+(-[a-z0-9]+)*|figure__drawing)")  # a part of a drawing, as figures/ names it
FLAT = re.compile(r"\.[a-z]+(-[a-z]+)*(__[a-z]+)?(--[a-z]+)?(::?[a-z-]+)*( > \* \+ \*)?")


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda p: p.name)
def test_a_components_selectors_are_flat_and_its_own(folder: Path) -> None:
    for rule in sheet(folder / f"{folder.name}.css"):
        for selector in rule.selectors:
            if folder.name == "figure" and DRAWN.fullmatch(selector):
                continue
            assert FLAT.fullmatch(selector), selector
            assert re.match(rf"\.{folder.name}(?![a-z]|-[a-z])", selector), selector


# contrast


LOOKS = ("", "circle", "square", "shield", "leaf", "arch")
SHEET = list(rules(assets.stylesheet([TEMPLATES])))


class Way(NamedTuple):
    """How one reader comes by the colors of a page: what the device says, and what was chosen on the page."""

    device: frozenset[str] = frozenset()
    chosen: str = ""


DARK, MORE, FORCED = "(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"
BY_DEVICE = {"light": (), "dark": (DARK,), "contrast": (MORE,), "contrast-dark": (DARK, MORE)}
WAYS = {
    **{name: Way(frozenset({"screen", *asked})) for name, asked in BY_DEVICE.items()},
    **{f"{name}, chosen on a device that is {other}": Way(frozenset({"screen", *asked}), name) for name in BY_DEVICE for other, asked in BY_DEVICE.items()},
    **{f"print, {name}": Way(frozenset({"print", *asked})) for name, asked in BY_DEVICE.items()},
    **{f"print, {name} chosen": Way(frozenset({"print"}), name) for name in BY_DEVICE},
}
THEMES = [*BY_DEVICE, *(f"{name}, chosen on a device that is {other}" for name, other in itertools.pairwise([*BY_DEVICE, "light"])), "print, light", "print, contrast-dark chosen"]
ROOT_PART = re.compile(r":root(?::root|:not\(\[data-colors\]\)|\[data-colors(\^|\$)?=\"([a-z-]+)\"\])?")


def applies(media: str, way: Way) -> bool:
    """Whether a device of this kind heeds the rules of a media query."""
    return all(part in way.device for part in media.split(" and ")) if media else True


def is_root(selector: str, way: Way) -> bool:
    """Whether the page's root is what a selector, or its first part, means."""
    found = ROOT_PART.fullmatch(selector)
    if not found:
        return False
    how, value = found[1], found[2]
    if value:
        return {"^": way.chosen.startswith(value), "$": way.chosen.endswith(value), None: way.chosen == value}[how]
    return ":not" not in selector or not way.chosen


def met(way: Way, classes: set[str], whole: Iterable[Rule] = SHEET) -> list[tuple[int, Rule]]:
    """The rules that an element with one of these classes meets (none: the page's root), the weightiest last."""
    found = []
    for rule in whole:
        for selector in rule.selectors if applies(rule.media, way) else ():
            first, _, rest = selector.rpartition(" ")
            hit = rest in classes and (not first or is_root(first, way)) if classes else is_root(selector, way)
            if hit:
                found.append((len(re.findall(r"[.:\[](?!not|data-colors\]\))", selector)) + selector.count(":not"), rule))
    return sorted(found, key=lambda weighed: weighed[0])


def properties(way: Way, classes: set[str], whole: Iterable[Rule] = SHEET) -> dict[str, str]:
    return {k: v for _, rule in met(way, classes, whole) for k, v in rule.declarations.items() if k.startswith("--")}


GROUNDS = ("ground", "surface", "quiet", "stage", "warm", "warm-strong", "stop-tint", "good-tint", "look-tint")
PAIRS = (
    *((text, ground) for text in ("text", "text-soft", "link") for ground in GROUNDS),
    ("on-bar", "bar"), ("bar-focus", "bar"), ("on-action", "action"), ("on-stop", "stop"), ("on-look", "look"),
)  # fmt: skip
EDGES = (
    *((edge, ground) for edge in ("edge", "floor", "stop", "good", "look", "action") for ground in ("ground", "surface", "quiet")),
    *(("focus", ground) for ground in GROUNDS),
    ("warm-edge", "warm"), ("warm-edge", "ground"), ("look", "look-tint"), ("stop", "stop-tint"), ("good", "good-tint"), ("on-stop", "stop"), ("surface", "good"), ("surface", "stop"),
)  # fmt: skip


@functools.cache
def tokens(theme: str, look: str) -> Mapping[str, str]:
    """Every custom property as one reader meets it: those of the page, and over them those of its look."""
    return properties(WAYS[theme], set()) | (properties(WAYS[theme], {f".look-{look}", '[class*="look-"]'}) if look else {})


def resolved(name: str, values: Mapping[str, str]) -> str:
    value = values[f"--{name}"]
    while inner := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = values[inner[1]]
    return value


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(c * 2 for c in digits)
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


FILLS = ("skin", "skin-far", "hair", "top", "top-far", "legs", "legs-far", "shoe", "shoe-far", "prop", "prop-two", "prop-three", "cloth", "metal", "glass", "water")
WORN = {
    "skin": [f"skin-{n}" for n in range(1, 6)],
    "hair": [f"hair-{c}" for c in ("silver", "white", "gray", "black", "brown", "sand")],
    "top": [f"top-{c}" for c in ("teal", "plum", "rust", "olive", "rose", "sky")],
    "legs": [f"legs-{c}" for c in ("blue", "slate", "sand", "moss", "wine")],
}


def dressed(theme: str, looks: Iterable[str]) -> dict[str, str]:
    """The colors of a drawing: those of the page, of every drawing, and of one person, in the order of the sheets."""
    return {**tokens(theme, ""), **properties(WAYS[theme], {".figure__drawing", *(f".f-{look}" for look in looks)})}


@pytest.mark.parametrize("name", BY_DEVICE)
def test_a_chosen_theme_is_the_same_as_one_that_the_device_asks_for_whatever_the_device_says(name: str) -> None:
    for other in BY_DEVICE:
        chosen = f"{name}, chosen on a device that is {other}"
        for look in LOOKS:
            assert tokens(chosen, look) == tokens(name, look)
        for look in (look for looks in WORN.values() for look in looks):
            assert dressed(chosen, [look]) == dressed(name, [look])
    assert not [other for other in BY_DEVICE if other != name and tokens(other, "") == tokens(name, "")]


@pytest.mark.parametrize("name", BY_DEVICE)
def test_the_browsers_own_parts_follow_the_theme(name: str) -> None:
    chosen = WAYS[f"{name}, chosen on a device that is light"]
    for way in (WAYS[name], chosen, WAYS[f"{name}, chosen on a device that is contrast-dark"]):
        schemes = [rule.declarations["color-scheme"] for _, rule in met(way, set()) if "color-scheme" in rule.declarations]
        assert schemes[-1] == ("dark" if "dark" in name else "light")


def test_paper_is_the_same_whatever_the_theme() -> None:
    for way in (name for name in WAYS if name.startswith("print")):
        for look in LOOKS:
            assert tokens(way, look) == tokens("print, light", look)
            assert dressed(way, ["top-teal"]) == dressed("print, light", ["top-teal"])


@pytest.mark.parametrize("chosen", ["", *BY_DEVICE])
def test_forced_colors_win_over_every_theme_and_choice(chosen: str) -> None:
    way = Way(frozenset({"screen", DARK, MORE, FORCED}), chosen)
    forced = {k: v for r in sheet(TEMPLATES / "styles/themes/forced.css") for k, v in r.declarations.items() if k.startswith("--")}
    shown = properties(way, set()) | properties(way, {".look-shield", '[class*="look-"]'}) | properties(way, {".figure__drawing", ".f-top-teal"})
    assert {k: shown[k] for k in forced} == forced


def test_only_the_themes_ask_which_colors_the_device_wants() -> None:
    assert not [named(p) for p in CSS if re.search(r"prefers-(color-scheme|contrast)", p.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", [look for looks in WORN.values() for look in looks])
def test_every_part_of_a_figure_stands_out_three_to_one_from_its_ink(theme: str, look: str) -> None:
    values = dressed(theme, [look])
    ink, stage = resolved("f-ink", values), resolved("stage", values)
    assert not [fill for fill in FILLS if contrast(resolved(f"f-{fill}", values), ink) < 3]
    assert contrast(resolved("f-arrow", values), stage) >= 3 and contrast(resolved("f-band", values), stage) >= 3


def test_pages_and_files_color_a_figure_alike() -> None:
    for kind, looks in WORN.items():
        for look in looks:
            values, file = dressed("light", [look]), palette.person([look]) | palette.COLOR
            assert resolved(f"f-{kind}", values) == file[kind], look
            shared = {"prop": "prop", "prop-2": "prop-two", "prop-3": "prop-three", "metal": "metal", "glass": "glass", "water": "water", "shoe": "shoe", "ink": "ink", "arrow": "arrow", "band": "band", "detail": "detail"}
            assert {name: resolved(f"f-{ours}", values) for name, ours in shared.items()} == {name: file[name] for name in shared}


def test_every_part_that_a_drawing_may_have_has_its_color() -> None:
    styled = {s.removeprefix(".f-") for r in sheet(TEMPLATES / "components/figure/figure.css") for s in r.selectors if s.startswith(".f-")}
    assert {*palette.fills((), palette.COLOR)} <= styled
    worn = {s.removeprefix(".f-") for r in sheet(TEMPLATES / "styles/25-figures.css") for s in r.selectors if s.startswith(".f-")}
    assert worn == {look for looks in WORN.values() for look in looks}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", LOOKS)
def test_text_stands_out_seven_to_one_and_edges_three_to_one(theme: str, look: str) -> None:
    values = tokens(theme, look)
    pairs = [(a, b, 7.0) for a, b in PAIRS] + [(a, b, 3.0) for a, b in EDGES]
    weak = [
        (a, b, round(ratio, 2))
        for a, b, least in pairs
        if (ratio := contrast(resolved(a, values), resolved(b, values))) < least
    ]
    assert not weak


def test_components_color_text_and_grounds_with_purposes_whose_contrast_is_known() -> None:
    texts, grounds = {a for a, _ in PAIRS}, {b for _, b in PAIRS} | {"plate"}  # on which only a logo stands
    plain = {"inherit", "currentColor", "none", "0", "transparent"}
    for path in CSS:
        for rule in sheet(path):
            for name, known in (("color", texts), ("background", grounds)):
                value = rule.declarations.get(name)
                found = re.fullmatch(r"var\(--([\w-]+)\)", value or "")
                assert value is None or value in plain or (found and found[1] in known), (
                    named(path),
                    rule.selectors,
                    value,
                )
