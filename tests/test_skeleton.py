"""Pages printed with skeletons are, byte for byte, the pages that rendering alone makes, whatever a clinic's own templates do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from whole import Whole, whole

from sitegen import facts, messages, starter
from sitegen.model import Text
from sitegen.model.views import Edition
from sitegen.problems import Problem
from sitegen.render import frame, lists, pages
from sitegen.render.environment import Broken, environment, render
from sitegen.render.holes import Here, Hole, Opaque, Unknown
from sitegen.render.pictures import Pictures
from sitegen.render.skeleton import Press, Skeleton

pytestmark = pytest.mark.slow  # whole sites are built

TEMPLATES = starter.root() / "templates"
BASE = (TEMPLATES / "base.html").read_text(encoding="utf-8")
CARD = (TEMPLATES / "card.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def starter_site() -> Whole:
    return whole(starter.root())


@dataclass
class Bench:
    """A site's pages, printed and rendered side by side."""

    site: Whole
    own: Path | None = None
    others: tuple[str, ...] = ()  # languages that the site is said to have besides its own
    press: Press = field(init=False)
    frames: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folders = [self.own, TEMPLATES] if self.own else [TEMPLATES]
        self.press = Press(environment(folders, self.site.renderer.words["en"]), str)

    def around(self) -> frame.Around:
        languages = {"en": self.site.renderer.words["en"], **{o: messages.words(o, {}) for o in self.others}}
        return frame.Around(self.site.renderer.libraries["en"], languages["en"], languages)

    def both(self, number: int, page: pages.Page) -> tuple[object, object]:
        """What the press makes of a page, and what rendering makes of it: texts and facts, or the problem."""
        edition = self.site.editions[number]
        around = self.frames.setdefault(number, frame.values(self.around(), edition.reader))
        own = frame.of_page(page, self.around(), edition.reader)
        try:
            text = render(self.press.env, page.template, {**around, **own, **page.values}, page.source, str)
            wanted: object = (text, _sorted(facts.of(text)))
        except Broken as broken:
            wanted = broken.problem
        try:
            content, parts = self.press.print(page, number, around, own, page.source)
            got: object = (content.decode(), _sorted(parts))
        except Broken as broken:
            got = broken.problem
        return got, wanted

    def agree(self, *kinds: str) -> None:
        for number, edition in enumerate(self.site.editions):
            for page in _pages(self.site, edition, kinds):
                got, wanted = self.both(number, page)
                assert got == wanted, page.address

    def skeletons(self, template: str) -> int:
        return sum(isinstance(made, Skeleton) and key[0] == template for key, made in self.press.made.items())  # type: ignore[index]


def _sorted(parts: facts.Parts) -> tuple[object, ...]:
    return (sorted(parts.links), *parts[1:])


def _pages(site: Whole, edition: Edition, kinds: tuple[str, ...]) -> Iterator[pages.Page]:
    reader, words = edition.reader, site.renderer.words["en"]
    cards = [site.card(edition, id) for id in edition.cards]
    advice = [site.page(edition, id) for id in edition.pages]
    if "card" in kinds:
        yield from (pages.card(reader, words, view) for view in cards)
    if "page" in kinds:
        yield from (pages.page(reader, words, view, around, _draw) for view, around in advice)
    if "code" in kinds:
        yield from (pages.code(reader, words, view) for view in (*cards, *(view for view, _ in advice)))
    if "group" in kinds:
        yield from (lists.group(edition, words, "category", group.id) for group in edition.categories)
        yield from (lists.cards(edition, words), lists.glossary(edition, words), lists.references(edition, words))
    if "tier" in kinds and edition.tier:
        yield from (pages.tier_home(edition, words), lists.avoided(edition, words))


def _draw(figure: str, alts: tuple[str, ...]) -> Pictures:
    return Pictures(tuple(Markup('<svg aria-label="{}"></svg>').format(alt) for alt in alts), None)


EVERY = ("card", "page", "code", "group", "tier")


@pytest.mark.parametrize("others", [(), ("ar", "es")])
def test_every_page_of_the_starter_site_is_the_same(starter_site: Whole, others: tuple[str, ...]) -> None:
    bench = Bench(starter_site, others=others)
    for _ in range(2):
        bench.agree(*EVERY)
    assert all(bench.skeletons(f"{kind}.html") for kind in ("card", "page", "code"))


HEADING = "<title>{{ title|plain }}"
IN_BASE = {  # what stands where the title stood; whether cards still have a skeleton
    "printed": ("<title>{{ title }}", True),
    "alias": ("{% set name = title %}<title>{{ name|plain }}", True),
    "defined": ("<title>{{ title if title is defined }}", False),
    "upper": ("<title>{{ title|upper }}", False),
    "length": ("<title>{{ title|length }}", False),
    "truncated": ("<title>{{ title|truncate(9) }}", False),
    "number": ("<title>{{ title|int(3) }}", False),
    "string": ("<title>{{ 'yes' if title is string }}", False),
    "compared": ("<title>{% if title == 'Wall push' %}!{% endif %}", False),
    "sliced": ("<title>{{ title[:3] }}", False),
    "joined": ("<title>{{ ('x' ~ title)|upper }}", False),
    "listed": ("<title>{{ [title, description]|join(', ') }}", False),
    "message": ("<title>{{ _('Code %(code)s', code=title) }}", False),
    "caught": ("<title>{% set t %}{{ title }}{% endset %}{{ t|upper }}{{ t|length }}", False),
    "filtered": ("<title>{% filter upper %}{{ title }}{% endfilter %}", False),
    "macro": ("{% macro m(x) %}{{ x }}{% endmacro %}<title>{{ m(title)|length }}", False),
    "page value": ("<title>{{ card.name|upper if card is defined }}", False),
    "address": ("<title>{{ here }}", False),
    "address compared": ("<title>{{ 'list' if here == 'cards/' else 'other' }}", True),
    "address looked into": ("<title>{% if here.startswith('protect') %}P{% endif %}", False),
    "not escaped": ("<title>{% autoescape false %}{{ title }}{% endautoescape %}", False),
    "included": ("<title>{% include 'mine.html' %}", True),
    "imported": ("{% import 'mine.html' as mine with context %}<title>{{ mine }}", False),
    "block caught": ("<title>{{ title|plain }}{{ self.main()|length }}", False),
    "block of its own": ("<title>{% block name %}{{ title|upper }}{% endblock %}", True),
    "link to a card": ("<title>{{ link('cards/wall-push/') }}{{ link('protect/cards/sit-to-stand/#how') }}", True),
}


@pytest.mark.parametrize("name", IN_BASE)
def test_a_base_of_the_clinics_own_that_uses_the_title(name: str, starter_site: Whole, tmp_path: Path) -> None:
    text, fits = IN_BASE[name]
    (tmp_path / "base.html").write_text(BASE.replace(HEADING, text), encoding="utf-8")
    (tmp_path / "mine.html").write_text("{{ title }}", encoding="utf-8")
    bench = Bench(starter_site, tmp_path)
    bench.agree("card", "page")
    assert bool(bench.skeletons("card.html")) == fits


IN_CARD = {  # what stands before the block `main` of a card
    "page value in a block": ("{% block strip %}{{ card.name }}{% endblock %}", True),
    "super": ("{% block strip %}{{ super() }}{{ super()|length }}{% endblock %}", True),
    "super with a page value": ("{% block foot %}{{ super() }}{{ card.name }}{% endblock %}", False),
    "set from a page value": ("{% set name = card.name %}{% block strip %}{{ name }}{% endblock %}", False),
    "set": ("{% set name = 'x' %}{% block strip %}{{ name }}{% endblock %}", True),
    "shared by blocks": (
        "{% set seen = namespace(whole=false) %}{% block languages %}{% set seen.whole = card.whole %}{% endblock %}"
        "{% block foot %}{{ seen.whole }}{% endblock %}",
        False,
    ),
    "mutable": (
        "{% set seen = [] %}{% block languages %}{% do seen.append(card.id) %}{% endblock %}{% block foot %}{{ seen }}{% endblock %}",
        False,
    ),
}


@pytest.mark.parametrize("name", IN_CARD)
def test_a_card_template_of_the_clinics_own(name: str, starter_site: Whole, tmp_path: Path) -> None:
    text, fits = IN_CARD[name]
    own = CARD.replace("{% block main %}", f"{text}\n{{% block main %}}")
    (tmp_path / "card.html").write_text(own, encoding="utf-8")
    bench = Bench(starter_site, tmp_path)
    bench.agree("card")
    assert bool(bench.skeletons("card.html")) == fits


@pytest.mark.parametrize(
    "text",
    [
        "{{ menu_links|length }}",  # set by the base
        "{{ self.strip()|length }}",
        "{{ super() }}{{ title|upper }}",
        "{% include 'mine.html' %}",
        "{% import 'mine.html' as mine with context %}{{ mine }}",
        "{% if rows is defined %}{{ rows|length }}{% endif %}",
    ],
)
def test_a_main_block_that_looks_around_itself(text: str, starter_site: Whole, tmp_path: Path) -> None:
    (tmp_path / "card.html").write_text(CARD.replace("{% block main %}", f"{{% block main %}}{text}"), encoding="utf-8")
    (tmp_path / "mine.html").write_text("{{ title }}{{ menu_links|length if menu_links is defined }}", encoding="utf-8")
    Bench(starter_site, tmp_path).agree("card")


@pytest.mark.parametrize(
    "before, after", [("{% filter upper %}", "{% endfilter %}"), ("{% for n in [1, 2] %}", "{% endfor %}")]
)
def test_a_base_that_does_something_with_the_block_main(
    before: str, after: str, starter_site: Whole, tmp_path: Path
) -> None:
    text = BASE.replace("{% block main %}{% endblock %}", f"{before}{{% block main scoped %}}{{% endblock %}}{after}")
    (tmp_path / "base.html").write_text(text, encoding="utf-8")
    Bench(starter_site, tmp_path).agree("card")


def test_a_page_that_fails_tells_the_same_as_rendering(starter_site: Whole, tmp_path: Path) -> None:
    *_, last = starter_site.editions[0].cards
    own = CARD.replace("{% block main %}", f"{{% block main %}}{{{{ 1 // 0 if card.id == '{last}' }}}}")
    (tmp_path / "card.html").write_text(own, encoding="utf-8")
    bench = Bench(starter_site, tmp_path)
    found = [bench.both(0, page) for page in _pages(starter_site, starter_site.editions[0], ("card",))]
    assert all(got == wanted for got, wanted in found)
    assert isinstance(found[-1][0], Problem)
    assert found[-1][0].place.line == CARD[: CARD.index("{% block main %}")].count("\n") + 1


def test_words_in_another_language_and_signs_are_printed_as_ever(starter_site: Whole, tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text(BASE.replace("<main ", "<p>{{ title }}{{ description }}</p><main "), encoding="utf-8")
    bench, edition = Bench(starter_site, tmp_path), starter_site.editions[0]
    words = [Text("Tom & Ann's"), Text("<b>").foreign("ar"), Text('"quoted"'), Text("plain").foreign("es")]
    for n, page in enumerate(list(_pages(starter_site, edition, ("card",))) * 2):
        got, wanted = bench.both(0, page._replace(title=words[n % 4], description=words[n // 4 % 4] if n % 3 else ""))
        assert got == wanted
    assert bench.skeletons("card.html") == 2


@pytest.mark.parametrize(
    "ask",
    [str, repr, bool, len, iter, hash, int, float, list, lambda x: x == 1, lambda x: x != 1, lambda x: x < 1,
     lambda x: x + "a", lambda x: "a" + x, lambda x: f"{x}", lambda x: x[0], lambda x: x.name_of,
     lambda x: x(), lambda x: 1 in x, lambda x: x * 2],
)  # fmt: skip
def test_nothing_can_be_asked_of_an_unknown_value(ask: Any) -> None:
    with pytest.raises(Opaque):
        ask(Unknown())
    if ask is not bool:
        with pytest.raises(Opaque):
            ask(Hole("title") if ask is not hash else Here())


def test_an_address_notes_what_it_was_compared_with() -> None:
    here = Here()
    assert not here == "a/"  # noqa: SIM201
    assert here != "b/"
    assert "c/" not in [here]
    assert here.others == {"a/", "b/", "c/"}


def test_facts_of_pieces_are_those_of_the_whole() -> None:
    pieces = ['<p id="a"><h1>', '<a href="x&amp;y">\n<img\nsrc="z">', '<h2 id="b" class="c"><a href="x&amp;y" data-href="no">', ""]
    assert facts.joined(map(facts.of, pieces)) == facts.of("".join(pieces))
    assert facts.of("".join(pieces)) == (("x&y", "z"), ("a", "b"), (1, 2), ('<img\nsrc="z">',), ())
    assert facts.of('<meta HTTP-EQUIV="Refresh" content="0; url=../">').links == ("../",)
