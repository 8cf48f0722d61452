"""A clinic's colors are refused or readable, in every theme; its logo stands on every page, and moves nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import sites
from pydantic import ValidationError
from test_templates import EDGES, LOOKS, PAIRS, THEMES, WAYS, contrast, properties, resolved, rules, sheet

from sitegen import brand, colors, logo, starter
from sitegen.build import Settings, build
from sitegen.model import BrandColors, Logo
from sitegen.render import assets, themes

TEMPLATES = starter.root() / "templates"
BLUE = BrandColors(main="#1f4a7d", accent="#d5e6f6")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}"><circle r="9"/></svg>'


def some_brands() -> list[BrandColors]:
    """Colors as they come, each replaced by the nearest that passes."""
    some = random.Random(11)

    def color() -> str:
        return colors.written((some.randrange(256), some.randrange(256), some.randrange(256)))

    asked = [*(BrandColors(main=color(), accent=color()) for _ in range(6)), BrandColors(main=color()), BrandColors(accent=color()), BrandColors(main="#808080", accent="#ffffff")]
    return [mended(own) for own in asked]


def mended(own: BrandColors) -> BrandColors:
    while found := {slip.field: slip.nearest for slip in brand.unreadable(own)}:
        own = own.model_copy(update=found)
    return own


@pytest.mark.parametrize("own", [BLUE, *some_brands()], ids=lambda own: f"{own.main} {own.accent}")
def test_whatever_passes_is_readable_in_every_theme_on_every_level(own: BrandColors) -> None:
    whole = list(rules(assets.stylesheet([TEMPLATES], own)))
    for theme in THEMES:
        for look in LOOKS:
            values = properties(WAYS[theme], set(), whole) | (properties(WAYS[theme], {f".look-{look}", '[class*="look-"]'}, whole) if look else {})
            pairs = [(a, b, 7.0) for a, b in PAIRS] + [(a, b, 3.0) for a, b in (*EDGES, ("warm-edge", "warm-strong"))]
            assert not [(theme, look, a, b) for a, b, least in pairs if contrast(resolved(a, values), resolved(b, values)) < least]


@pytest.mark.parametrize("field", ["main", "accent"])
@pytest.mark.parametrize("color", ["#2e8bc0", "#e0a020", "#7f7f7f", "#ff0000", "#00ff00"])
def test_the_color_that_is_named_instead_passes(field: str, color: str) -> None:
    (slip,) = brand.unreadable(BrandColors.model_validate({field: color}))
    assert slip.field == field and color in slip.message
    assert not [*brand.unreadable(BrandColors.model_validate({field: slip.nearest}))]


def test_the_starters_own_colors_would_pass_and_change_nothing_that_matters() -> None:
    own = BrandColors(main="#0f393b", accent="#ffe5a4")
    assert not [*brand.unreadable(own)]
    assert "--bar: #0f393b" in brand.light(own) and "--warm-strong: #ffe5a4" in brand.light(own)


def test_colors_that_break_only_each_other_are_told_at_the_accent() -> None:
    main, accent = mended(BrandColors(main="#2e8bc0", accent="#ffffff")).main, "#e2e9e6"
    assert not [*brand.unreadable(BrandColors(accent=accent))]
    (slip,) = brand.unreadable(BrandColors(main=main, accent=accent))
    assert slip.field == "accent" and f"links in `{main}` on it" in slip.message


def test_the_brand_knows_the_colors_of_the_themes() -> None:
    for theme, known in (("light", brand.LIGHT), ("dark", brand.DARK)):
        values = properties(WAYS[theme], set())
        assert {name: colors.written(colors.parsed(resolved(name, values))) for name in known} == dict(known)
        for look, tints in brand.TINTS.items():
            tint = resolved("look-tint", values | properties(WAYS[theme], {f".look-{look}"}))
            assert tint == tints[theme == "dark"]
    assert {*brand.TINTS, ""} == {*LOOKS}


def test_more_contrast_forced_colors_and_paper_say_themselves_all_that_a_brand_says() -> None:
    said = {*re.findall(r"--([a-z-]+):", brand.light(BLUE) + brand.dark(BLUE))}
    for name in ("contrast.css", "contrast-dark.css", "forced.css"):
        assert said <= {k.removeprefix("--") for r in sheet(TEMPLATES / "styles/themes" / name) for k in r.declarations}
    assert said <= {k.removeprefix("--") for r in sheet(TEMPLATES / "styles/90-print.css") for k in r.declarations}


def test_without_a_brand_the_sheet_is_the_same_as_ever() -> None:
    assert assets.stylesheet([TEMPLATES]) == assets.stylesheet([TEMPLATES], BrandColors())
    assert [*themes.sheet({"dark": ":root { --a: b; }"})] == [*themes.sheet({"dark": ":root { --a: b; }"}, {})]


@pytest.mark.parametrize("value", ["0f393b", "#0f393", "#0f393g", "rgb(0,0,0)", "teal", 12, "#0f393b;}"])
def test_nothing_but_a_color_gets_into_the_sheet(value: object) -> None:
    with pytest.raises(ValidationError):
        BrandColors.model_validate({"main": value})


# logo


@pytest.mark.parametrize(("w", "h", "shown"), [(60, 20, (120, 40)), (400, 20, (200, 10)), (10, 10, (40, 40)), (2, 90, (1, 40))])
def test_a_logo_is_fitted_into_the_bar(w: int, h: int, shown: tuple[int, int]) -> None:
    found = logo.read("media/logo.svg", SVG.format(w=w, h=h).encode())
    assert isinstance(found, Logo) and (found.width, found.height) == shown


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>", "<foreignObject/>", "<animate/>", '<a href="https://example.org/"/>', '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg#a"/>',
        '<g onclick="x()"/>', "<style>@import 'x.css';</style>", '<g style="fill: url(https://example.org/x)"/>', '<image href="javascript:x()"/>',
        "<style>a { background: url( 'x.png' ) }</style>",
    ],
)  # fmt: skip
def test_a_logo_that_runs_moves_or_loads_something_is_refused(inside: str) -> None:
    found = logo.read("media/logo.svg", SVG.format(w=9, h=9).replace("</svg>", inside + "</svg>").encode())
    assert isinstance(found, logo.Unfit) and found.code == "logo-unsafe"


@pytest.mark.parametrize("inside", ['<use href="#a"/>', '<g fill="url(#a)"/>', '<image href="data:image/png;base64,AAAA"/>', "<!-- made by hand -->", "<style>.a { fill: url(#b) }</style>"])
def test_a_logo_may_refer_to_itself(inside: str) -> None:
    assert isinstance(logo.read("media/logo.svg", SVG.format(w=9, h=9).replace("</svg>", inside + "</svg>").encode()), Logo)


def test_entities_that_grow_without_end_are_refused_before_they_are_read() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format(w=9, h=9)
    assert isinstance(logo.read("media/logo.svg", bomb.encode()), logo.Unfit)


def png(width: int, height: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (width, height), (31, 74, 125)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(("content", "code"), [(b"", "logo-kind"), (b"GIF89a", "logo-kind"), (png(4, 4)[:30], "logo-kind"), (png(4, 4)[:-5], "logo-kind"), (SVG.format(w=1, h=1).encode(), "logo-kind")])
def test_what_is_no_png_is_refused_whatever_its_name(content: bytes, code: str) -> None:
    found = logo.read("media/logo.png", content)
    assert isinstance(found, logo.Unfit) and found.code == code
    assert isinstance(logo.read("media/logo.png", png(80, 40)), Logo)


def branded(root: Path) -> Path:
    """The base site with a logo and a color of its own."""
    settings = sites.BASE.joinpath("content/site.yml").read_text(encoding="utf-8")
    return sites.site(root, {"content/site.yml": f"{settings}\nbrand: {{logo: media/logo.svg, colors: {{main: '#1f4a7d'}}}}\n", "content/media/logo.svg": SVG.format(w=60, h=20)})


def test_the_logo_stands_in_the_bar_and_on_paper_with_its_size_and_beside_the_name(tmp_path: Path) -> None:
    root = branded(tmp_path)
    assert build(Settings(root, sites.TODAY)).published
    assert (root / "output/assets/logo.svg").read_bytes() == (root / "content/media/logo.svg").read_bytes()
    text = (root / "output/index.html").read_text(encoding="utf-8")
    assert text.count('src="assets/logo.svg" alt="" width="120" height="40"') == 2
    assert '<span class="bar__title">Test Clinic</span>' in text


@pytest.mark.slow
def test_an_edited_logo_or_color_is_on_every_page_after_the_next_build_as_if_all_were_made_anew(tmp_path: Path) -> None:
    root = branded(tmp_path / "site")
    build(Settings(root, sites.TODAY))
    for path, old, new in (("media/logo.svg", "0 0 60 20", "0 0 20 20"), ("site.yml", "#1f4a7d", "#5b3a68"), ("site.yml", "{logo: media/logo.svg, ", "{")):
        file = root / "content" / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        if "logo" in old:  # what nobody names as the logo would need a passport
            (root / "content/media/logo.svg").unlink()
        outcome = build(Settings(root, sites.TODAY))
        assert outcome.published
        clean = tmp_path / "clean"
        assert build(Settings(root, sites.TODAY, clean, clean=True)).published
        assert tree(root / "output") == tree(clean)
    assert not (root / "output/assets/logo.svg").exists()


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
