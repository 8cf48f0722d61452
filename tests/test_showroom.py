"""The gallery of components: whole, true to the templates, and usable by itself. What it walks through, the tests walk through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitegen import cli, showroom, starter
from sitegen.problems import Problem

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools",)

TEMPLATES = starter.root() / "templates"
STAGE = showroom.Stage([TEMPLATES])
FOUND: list[Problem] = []
COMPONENTS = showroom.components([TEMPLATES], FOUND)
EXAMPLES = [(c, n) for c in COMPONENTS for n in range(len(c.examples))]

# Of these a page of the site has one each. The gallery shows several side by side, and all of them inside its own `main`.
FRAMES = ("landmark-unique", "landmark-no-duplicate-main", "landmark-complementary-is-top-level")


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    shown = showroom.write(folder)
    assert shown.problems == []
    return shown.page.parent


# examples


def test_examples_can_be_read() -> None:
    assert FOUND == []
    assert len(COMPONENTS) == sum(1 for p in (TEMPLATES / "components").iterdir() if p.is_dir())


@pytest.mark.parametrize(("component", "number"), EXAMPLES, ids=[f"{c.name}-{n + 1}" for c, n in EXAMPLES])
def test_an_example_renders_and_is_not_empty(component: showroom.Component, number: int) -> None:
    shown = STAGE.show(component.examples[number], "here")
    assert not isinstance(shown, Problem), shown
    words = re.sub(r"<[^>]*>", "", shown.html).strip()
    assert words or re.search(r"<(svg|img|input|td)\b", shown.html)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.name)
def test_a_component_says_what_it_is_for_and_has_examples_of_its_main_macro(component: showroom.Component) -> None:
    assert component.purpose.endswith("."), component.purpose
    assert component.name.replace("-", "_") in {e.macro for e in component.examples}


def test_no_example_names_a_level_of_the_content() -> None:
    tiers = (starter.root() / "content/tiers.yml").read_text(encoding="utf-8")
    labels = [label.strip() for label in re.findall(r"^  label: ([^#\n]+)", tiers, re.M)]
    assert len(labels) >= 4
    texts = {p.parent.name: p.read_text(encoding="utf-8") for p in (TEMPLATES / "components").glob("*/examples.yml")}
    assert not [(name, label) for name, text in texts.items() for label in labels if re.search(rf"\b{label}\b", text)]


def site(root: Path, files: dict[str, str]) -> Path:
    """A project with components of its own."""
    for path, text in files.items():
        file = root / "templates/components" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def shown(root: Path, name: str) -> str:
    assert showroom.write(root).problems == []
    return (root / ".sitegen/components" / f"{name}.html").read_text(encoding="utf-8")


GREETING = '{# Says `hello`. #}\n{% macro greeting(name, more=()) %}<p class="greeting" id="g">{{ name }}{{ more|join }}{{ caller(name) if caller is defined }}</p>{% endmacro %}\n'


def test_a_projects_own_component_is_shown_with_its_purpose_signature_and_yaml(tmp_path: Path) -> None:
    text = shown(site(tmp_path, {"greeting/greeting.html": GREETING, "greeting/examples.yml": "greeting:\n  - {shows: usual, name: <Ann>}\n  - name: Ben\n    more: [1, 2]\n"}), "greeting")
    assert 'Says <code class="showroom__word">hello</code>.' in text
    assert "greeting(name, more=())" in text
    assert ">usual</h3>" in text.replace("</span> ", "</span>").replace("\n", "")
    assert "{shows: usual, name: &lt;Ann&gt;}" in text and "name: Ben\nmore: [1, 2]" in text
    assert '<p class="greeting" id="greeting-1-g">&lt;Ann&gt;</p>' in text and 'id="greeting-2-g">Ben12<' in text
    assert 'href="greeting.html"' in text and 'href="button.html"' in text


def test_a_projects_own_macro_takes_the_place_of_the_shipped_one_and_keeps_its_examples(tmp_path: Path) -> None:
    own = '{# Ours. #}{% macro steps(items) %}<ul class="ours">{% for step in items %}<li>{{ step.text }}</li>{% endfor %}</ul>{% endmacro %}'
    text = shown(site(tmp_path, {"steps/steps.html": own}), "steps")
    assert '<ul class="ours"><li>Hold a counter that cannot move.</li>' in text and "Ours." in text


def test_an_example_may_hold_markup_a_component_and_what_the_caller_prints(tmp_path: Path) -> None:
    examples = """\
greeting:
  - {name: !html "<b>Ann</b>"}
  - {name: Ben, more: [!component {button: {words: Go, href: ../x/}}]}
  - {name: Cleo, caller: "<i>{{ item }}</i>"}
  - {name: Dia, lang: ar}
"""
    text = shown(site(tmp_path, {"greeting/greeting.html": GREETING, "greeting/examples.yml": examples}), "greeting")
    assert "<b>Ann</b></p>" in text
    assert 'Ben<a class="button" href="#greeting-2"><span class="button__words">Go</span></a>' in text
    assert "Cleo<i>Cleo</i>" in text
    assert '<div class="showroom__stage" lang="ar" dir="rtl">' in text


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        ("greeting:\n  - {name: Ann}\n  - {nome: Ben}\n", "templates/components/greeting/examples.yml:3:5: error: the example of `greeting` cannot be shown: macro 'greeting' takes no keyword argument 'nome'"),
        ("greeting:\n  - {}\n", "cannot be shown: parameter 'name' was not provided"),
        ("greeting:\n  - {name: Ann\n", "templates/components/greeting/examples.yml:3:1: error: the examples cannot be read: expected ',' or '}'"),
        ("greeting: 5\n", "examples.yml: error: the examples cannot be read"),
        ("hello:\n  - {name: Ann}\n", "has no attribute 'hello'"),
        ("greeting:\n  - {name: !movement no-such}\n", "sitegen comes with no figure `no-such`"),
    ],
)
def test_a_broken_example_is_told_with_its_line_and_the_others_are_shown(examples: str, said: str, tmp_path: Path) -> None:
    root = site(tmp_path, {"greeting/greeting.html": GREETING, "greeting/examples.yml": examples})
    result = showroom.write(root)
    assert len(result.problems) == 1 and said in str(result.problems[0])
    assert "See all exercises" in result.page.read_text(encoding="utf-8")


def test_the_command_says_how_many_and_where_and_keeps_what_is_in_a_folder_that_it_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/note.txt").write_text("keep", encoding="utf-8")
    assert cli.main(["components", "--project", str(tmp_path), "-o", str(tmp_path / "mine")]) == 0
    said = capsys.readouterr().err
    assert f"{len(COMPONENTS)} components with {len(EXAMPLES)} examples; no problems" in said and str(tmp_path / "mine/index.html") in said
    assert (tmp_path / "mine/note.txt").read_text(encoding="utf-8") == "keep"
    root = site(tmp_path, {"greeting/greeting.html": GREETING, "greeting/examples.yml": "greeting: [{}]"})
    assert cli.main(["components", "--project", str(root)]) == 1


# pages


def test_every_component_stands_on_the_index_has_a_page_and_is_in_every_look_and_theme(gallery: Path) -> None:
    pages = {p.name: p.read_text(encoding="utf-8") for p in gallery.glob("*.html")}
    themed = {f"{look or 'plain'}-in-{theme}.html" for look in ("", *showroom.LOOKS) for theme in showroom.THEMES}
    assert set(pages) == {"index.html", *(f"{c.name}.html" for c in COMPONENTS), *themed}
    for component in COMPONENTS:
        for name in ("index.html", f"{component.name}.html", *themed):
            for number in range(1, len(component.examples) + 1):
                assert f'id="{component.name}-{number}"' in pages[name], (component.name, name)
        for text in pages.values():
            assert f'href="{component.name}.html"' in text
    for name in themed:
        assert f'data-colors="{name.split("-in-")[1][:-5]}"' in pages[name] and f'href="{name}"' in pages["index.html"]


def test_on_the_page_of_a_look_every_level_wears_it(gallery: Path) -> None:
    for look in showroom.LOOKS:
        worn = set(re.findall(r'class="[^"]*\blook-([a-z]+)', (gallery / f"{look}-in-dark.html").read_text(encoding="utf-8")))
        assert worn == {look}


def test_ids_are_each_ones_own_and_links_lead_to_what_there_is(gallery: Path) -> None:
    for page in gallery.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), page.name
        for there in re.findall(r'\shref="([^"]+)"', text):
            file, _, _part = there.partition("#")
            assert there.startswith(("tel:", "mailto:", "https:", "data:", "#")) or (gallery / file).is_file(), (page.name, there)
        for named in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', text):
            assert set(named.split()) <= set(ids), (page.name, named)


# in a browser


@pytest.fixture(scope="session")
def check() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return lambda page: Axe().run(page, options={"rules": {rule: {"enabled": False} for rule in FRAMES}}).response["violations"]


def opened(browser: Browser, file: Path, width: int, **device: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **device)
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def plain(violations: list[Any]) -> list[tuple[str, str]]:
    return [(v["id"], n["html"][:200]) for v in violations for n in v["nodes"]]


DEVICES = [("light", "no-preference"), ("dark", "no-preference"), ("light", "more"), ("dark", "more")]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "contrast"), DEVICES)
@pytest.mark.parametrize("width", [1280, 360])
def test_no_example_breaks_a_rule_of_accessibility_on_any_device(width: int, scheme: Any, contrast: Any, browser: Browser, gallery: Path, check: Any) -> None:
    for page in opened(browser, gallery / "index.html", width, color_scheme=scheme, contrast=contrast):
        assert plain(check(page)) == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("theme", showroom.THEMES)
def test_no_example_breaks_a_rule_of_accessibility_in_a_theme_that_was_chosen(theme: str, browser: Browser, gallery: Path, check: Any) -> None:
    look = dict(zip(showroom.THEMES, ("shield", "circle", "square", "leaf"), strict=True))[theme]
    for page in opened(browser, gallery / f"{look}-in-{theme}.html", 360):
        assert plain(check(page)) == []


@pytest.mark.browser
def test_the_checker_sees_an_example_without_a_name(browser: Browser, gallery: Path, check: Any) -> None:
    for page in opened(browser, gallery / "button.html", 360):
        assert plain(check(page)) == []
        page.evaluate("document.querySelector('.showroom__stage .button__words').remove()")
        assert [id for id, _ in plain(check(page))] == ["link-name"]


SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
  if (e instanceof SVGElement || e.closest('.figure__motion')) return false;  // the movement passes behind a window
  const s = getComputedStyle(e), hides = v => v === 'hidden' || v === 'clip';
  if (s.clip === 'rect(0px, 0px, 0px, 0px)') return false;  // it is only heard
  return (hides(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (hides(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map(e => e.className + ' ' + ((e.closest('.showroom__example') || {}).id || ''))"""


@pytest.mark.browser
def test_nothing_scrolls_sideways_on_the_smallest_screen(browser: Browser, gallery: Path) -> None:
    for name in ("index.html", "shield-in-light.html"):
        for page in opened(browser, gallery / name, 320):
            assert page.evaluate(SIDEWAYS) == 0
            assert page.evaluate(CLIPPED) == []
            page.evaluate("document.querySelector('.steps__text').textContent = 'W'.repeat(60); document.querySelector('.steps__text').className = ''; document.querySelector('.steps').style.whiteSpace = 'nowrap'")
            assert page.evaluate(SIDEWAYS) > 0  # and it would be seen


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 768])
def test_nothing_is_clipped_when_text_is_twice_as_large(width: int, browser: Browser, gallery: Path) -> None:
    for page in opened(browser, gallery / "index.html", width):
        page.evaluate("document.documentElement.style.fontSize = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize) + 'px'")
        assert page.evaluate(SIDEWAYS) == 0
        assert page.evaluate(CLIPPED) == []
        page.evaluate("document.querySelector('.stop-box').style.height = '40px'")
        assert page.evaluate(CLIPPED) != []
