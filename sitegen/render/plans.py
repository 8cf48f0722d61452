"""Views and Editions → what plans are made from and shown with: scripts that only hold data, and the page for all plans of a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import addresses, changes, plan_words, plans, prose, safety
from ..messages import Words
from ..model import Text
from ..model.artifact import Artifact, Facts
from ..model.tier import Tier
from ..model.views import Bound, CardView, Edition, Gone, Reader
from ..prose import Pictures
from . import builder, data, frame
from .amounts import Forms, forms
from .environment import Environment, render
from .pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from .search import Rows

FEWEST = 2  # cards in a handout that are worth beginning a plan with


class Level(NamedTuple):
    """A tier as the page of plans knows it: under which marks, in whose words, and which files a plan of it needs."""

    marks: str
    tier: Tier
    folder: str
    files: tuple[str, ...]
    places: Sequence[tuple[str, str]]
    stop: Mapping[str, Any]
    before: Text


class Elsewhere(NamedTuple):
    """The page of plans in another language of the site."""

    mark: str
    address: str


# what a document adds


def row(view: CardView, reader: Reader) -> bytes:
    """What may be set of a card, and all that a list shows of it; empty where no plan of this edition may hold it."""
    if view.plan is None or reader.tier is None:
        return b""
    amount = view.sheet.substance.dose
    found = {
        "code": view.sheet.code[:-1],
        "check": view.sheet.code[-1],
        "mark": _mark(view.sheet.version),
        "id": view.id,
        "name": view.name,
        "lang": view.name.language,
        "line": view.goal.plain,
        "category": view.category.id,
        "categoryName": view.category.name,
        "address": view.address,
        "picture": addresses.small(reader.folder, view.id) if view.figure else None,
        "file": addresses.planned(reader.language_folder, reader.tier.slug, view.sheet.code),
        "version": view.sheet.version,
        "released": view.sheet.released and view.sheet.released.isoformat(),
        "first": view.first_time,
        "change": view.change,
        "amount": plan_words.plain(amount) if amount else None,
        "bounds": plan_words.plain_bounds(view.plan.amounts),
        "sides": view.plan.sides,
        "grips": list(view.plan.grips),
    }
    return data.line({name: value for name, value in found.items() if value not in (None, False)})


def bundle(bound: Bound) -> bytes:
    """A handout as a plan's beginning; empty where too little of it may stand in one."""
    held = [card.sheet.code[:-1] for card in bound.cards if card.plan is not None]
    if len(held) < FEWEST:
        return b""
    view = bound.view
    return data.line({"id": view.id, "name": view.title, "line": view.summary, "cards": held})


def _mark(version: str) -> str:
    """What a plan keeps of a card's version."""
    return version.partition("-")[2][:1]


# files of an edition


def script(reader: Reader, words: Words, rows: Iterable[Rows]) -> bytes:
    """All that a plan of this tier may hold, and what it may begin with, one card to a line."""
    tier = reader.tier
    assert tier
    marks = {
        "tier": {
            "mark": plans.tier_mark(tier.id),
            "id": tier.id,
            "slug": tier.slug,
            "label": tier.label,
            "letter": tier.letter,
            "look": tier.look,
            "lead": tier.lead,
            "before": tier.before,
            "led": reader.led,
        },
        "language": {"mark": plans.language_mark(reader.language), "tag": reader.language, "dir": words.direction},
    }
    cards, bundles = (b",\n".join(filter(None, found)) for found in zip(*((row.plan, row.bundle) for row in rows), strict=True))
    rest = b',"cards":[\n' + cards + b'\n],"bundles":[\n' + bundles + b"\n]}"
    return _kept(reader, "sitegenPlans", data.line(marks)[:-1] + rest)


def gone(edition: Edition) -> bytes:
    """What plans may still name and this tier has no more: by its code, with the reason and the way out."""
    rows = b",\n".join(data.line(_gone(one)) for one in edition.gone if one.kind == "card")
    return _kept(edition.reader, "sitegenGone", b"[\n" + rows + b"\n]")


def _gone(one: Gone) -> dict[str, Any]:
    way = one.instead
    found = {"code": one.code, "name": one.name, "status": one.status if one.status == "withdrawn" else "avoided", "on": one.on and one.on.isoformat(), "why": one.reason}
    return {name: value for name, value in found.items() if value} | ({"instead": {"words": way.words, "address": way.address}} if way else {})


def _kept(reader: Reader, table: str, value: bytes) -> bytes:
    """A script that adds a value to a table of the page, under the edition's marks."""
    name = table.encode()
    return b'window.%s=window.%s||{};%s["%s"]=%s;\n' % (name, name, name, marks_of(reader).encode(), value)


def marks_of(reader: Reader) -> str:
    """What a plan calls an edition: the marks of its tier and of its language."""
    assert reader.tier
    return plans.tier_mark(reader.tier.id) + plans.language_mark(reader.language)


def words(words: Words) -> bytes:
    """The sentences of doses in one language, for scripts."""
    return b"window.sitegenPlanWords=" + data.line(plan_words.table(words)) + b";\n"


# a card's own file


def card(reader: Reader, words: Words, view: CardView, pictures: Pictures | None, env: Environment, shown: Callable[[str], str]) -> Artifact:
    """A card as a plan shows it, and what has changed in it since older versions."""
    assert reader.tier
    here, code = addresses.plan(reader.language_folder), view.sheet.code
    values = {
        "tier": reader.tier,
        "folder": reader.folder,
        "link": lambda there: addresses.link(here, there),
        "card": view,
        "pictures": pictures,
        "at": f"{code.lower()}-",
        "typed": reader.library.site.address.removeprefix("https://") + addresses.code(reader.language_folder, code),
    }
    html = render(env, "parts/planned.html", values, f"content/cards/{view.id}.yml for {reader.tier.label}", shown)
    found = {"code": code[:-1], "html": html, "versions": list(_versions(view, reader, words))}
    path = addresses.planned(reader.language_folder, reader.tier.slug, code)
    return Artifact(path, b"sitegenPlanCard(" + data.line(found) + b");\n", Facts(path, ""))


def _versions(view: CardView, reader: Reader, words: Words) -> Iterator[dict[str, Any]]:
    """The versions that people may have plans of, the oldest first, and what is another since then."""
    for released in reader.library.record.versions(view.sheet.code):
        version = released.version
        if version.language == reader.language and version.code != view.sheet.version:
            said = [change.words for change in changes.between(version.substance, view.sheet.substance, words)]
            yield {"mark": _mark(version.code), "on": released.on.isoformat(), "said": said}


# the page


def page(editions: list[Edition], every: list[Edition], words: Words, folder: str) -> Page:
    """Where plans of a language are made and opened. Without the script it says how to reach each card."""
    levels = [_level(edition.reader, words) for edition in editions if edition.tier]
    there = {edition.reader.language: edition.language_folder for edition in every}
    values = {
        "levels": levels,
        "language_mark": plans.language_mark(words.language),
        "elsewhere": [Elsewhere(plans.language_mark(language), addresses.plan(top)) for language, top in there.items() if language != words.language],
        "words_address": addresses.data(folder, None, "plan-words.js"),
        "months": months(words.language),
        "amounts": _amounts(words),
        "noindex": True,
        **builder.values(every, words),
    }
    return Page(addresses.plan(folder), "plan.html", words.say("Plans"), "templates/plan.html", values, ((words.say("Start"), folder),))


def _level(reader: Reader, words: Words) -> Level:
    tier, library, top = reader.tier, reader.library, reader.language_folder
    assert tier
    before = safety.inherited(library.statements["before-you-start"].text, reader.reads_as, library.rules) or Text("")
    files = tuple(addresses.data(top, tier.slug, name) for name in ("plan.js", "gone.js"))
    return Level(marks_of(reader), tier, reader.folder, files, frame.main_places(reader, words, top), prose.stop_signs(reader), before)


def months(language: str) -> tuple[str, ...]:
    """A day of each month as people of this language write it, with `{d}` and `{y}` where day and year stand."""
    from babel.dates import format_date  # its tables cost 30 ms

    written = (str(format_date(date(2555, month, 28), "long", locale=language.replace("-", "_"))) for month in range(1, 13))
    return tuple(day.replace("2555", "{y}").replace("28", "{d}") for day in written)


def _amounts(words: Words) -> dict[str, Forms]:
    """The sentences of the page that go with a number."""
    return {
        "cards": forms(lambda n: words.count("%(num)s exercise", "%(num)s exercises", n, num=n)),
        "longer": forms(lambda n: words.count("You may stop here, or go on to %(num)s minute.", "You may stop here, or go on to %(num)s minutes.", n, num=n)),
        "rounds": forms(lambda n: words.count("You may stop here, or do %(num)s round in all.", "You may stop here, or do %(num)s rounds in all.", n, num=n)),
    }
