"""A finished page that a screen reader or a slow line cannot make something of is told; one that is right is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import TODAY, codes, site, write

from sitegen import facts
from sitegen.build import Settings, build
from sitegen.checks import finished
from sitegen.model import Weight

PAGE = '<!doctype html><html lang="en" dir="ltr"><h1>A</h1>{body}</html>'


def told(body: str, page: str = PAGE) -> list[str]:
    return codes(finished.check(facts.read("a/index.html", "content/pages/a.md", page.replace("{body}", body))))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<h3>B</h3>", "heading-order"),
        ("<h2>B</h2><h3>C</h3><h2>D</h2><h4>E</h4>", "heading-order"),
        ("<h1>B</h1>", "page-title-count"),
        ('<p id="b"><p id="b">', "id-twice"),
        ('<img src="a.webp" width="3">', "picture-without-words"),
        ('<svg class="b" viewBox="0 0 1 1"><path d=""/></svg>', "picture-without-words"),
        ('<svg aria-hidden="true"><path/></svg><svg><path/></svg>', "picture-without-words"),
    ],
)
def test_what_is_wrong_is_told(body: str, code: str) -> None:
    assert told(body) == [code]


def test_what_is_right_is_not() -> None:
    right = (
        "<h2>B</h2><h3>C</h3><h2>D</h2>",
        '<img src="a.webp" alt=""><img src="b.webp" alt="A woman stands."><img aria-hidden="true" src="c.webp">',
        '<svg aria-hidden="true" viewBox="0 0 1 1"><svg width="1"><path/></svg></svg><svg role="img" aria-label="A woman"></svg>',
        "<p>Write &lt;svg&gt; or an image.</p>",
    )
    assert [body for body in right if told(body)] == []


@pytest.mark.parametrize("tag", ["<html>", '<html lang="en">', '<html lang="" dir="ltr">', '<html dir="ltr">', '<html lang="en" dir="auto">', '<html data-lang="en" dir="ltr">'])
def test_a_page_says_its_language_and_direction(tag: str) -> None:
    assert told("", PAGE.replace('<html lang="en" dir="ltr">', tag)) == ["page-language"]


@pytest.mark.parametrize("tag", ["<html lang=en dir=ltr>", "<html class='a' dir='rtl' lang='ar'>", '<html LANG="pt-BR" DIR="ltr">'])
def test_it_may_say_them_in_any_way_that_browsers_understand(tag: str) -> None:
    assert told("", PAGE.replace('<html lang="en" dir="ltr">', tag)) == []


def test_weight_is_told_above_what_the_clinic_wants_and_names_the_heaviest_picture() -> None:
    page = facts.read("a/index.html", "content/pages/a.md", PAGE)
    assert codes(finished.weight(page, 3000, {"media/a.webp": 1000, "media/b.webp": 1000}, Weight(page=3, pictures=2))) == []
    text, pictures = finished.weight(page, 3001, {"media/a.webp": 1000, "media/b.webp": 1001}, Weight(page=3, pictures=2))
    assert "has 4 kB of text" in text.message and "3 kB of pictures" in pictures.message and "media/b.webp" in pictures.message


@pytest.mark.slow  # a site is built again and again
def test_a_heavy_page_is_told_as_long_as_it_is_heavy_also_while_others_change(tmp_path: Path) -> None:
    root = site(tmp_path)
    settings = root / "content/site.yml"
    usual = settings.read_text(encoding="utf-8")
    write(settings, usual + "\nchecks: {weight: {page: 24}}\n")
    page = root / "content/pages/pain.md"
    light, heavy = page.read_text(encoding="utf-8"), "\n\n" + "Stand tall.\n\n" * 3000
    write(page, light + heavy)

    def found() -> set[str]:
        return {p.place.path for p in build(Settings(root, TODAY)).problems if p.code == "page-weight"}

    first = found()
    assert "content/pages/pain.md" in first
    card = root / "content/cards/slow-breath.yml"
    write(card, card.read_text(encoding="utf-8") + "\n# looked at\n")
    assert found() == first
    write(page, light)
    assert found() == first - {"content/pages/pain.md"}
