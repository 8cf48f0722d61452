"""(reader, words, how it is to be printed) → what every sheet shows, whatever is on it: the clinic, the level, the stop signs, the codes, the pen areas' words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from .. import addresses, prose, safety
from ..messages import Words, weekdays
from ..model import Logo
from ..model.pieces import Sheet, Work
from ..model.views import Reader
from .inline import SLOT, Inline, filled, fixed, said, telephone

Data = dict[str, Any]
PAPERS = {"letter": "us-letter", "a4": "a4"}
NORMAL, LARGE = 14, 18  # points of running text
DAY = (2026, 1, 1)  # the date that a PDF bears before a release: the same content gives the same bytes


class Form(NamedTuple):
    """How a sheet is to be printed."""

    paper: str  # letter or a4
    size: int = NORMAL
    layout: str = ""  # empty: as the thing itself says

    @property
    def large(self) -> bool:
        """Whether it is in large letters."""
        return self.size == LARGE

    @property
    def format(self) -> str:
        """The paper as Typst calls it."""
        return PAPERS[self.paper]


class Whom(NamedTuple):
    """For whom a sheet is, and in which words; `languages` are those of the whole site."""

    reader: Reader
    words: Words
    languages: Mapping[str, Words]


def common(whom: Whom, form: Form, kind: str, name: str, sheet: Sheet | None, sources: tuple[Work, ...] | None = None) -> Data:
    """The data of a sheet but for its content; `name` is its first heading, `sheet` what it carries at its foot."""
    reader, words = whom.reader, whom.words
    tier = reader.tier
    title = words.say("%(letter)s – %(level)s: %(title)s", letter=tier.letter, level=tier.label, title=name) if tier else str(name)
    return {
        "kind": kind,
        "layout": form.layout,
        "paper": form.format,
        "size": form.size,
        "lang": {"tag": words.language, "dir": words.direction},
        "date": day_of(sheet),
        "title": title,
        "name": said(name),
        "tier": {"label": said(tier.label), "letter": tier.letter, "look": tier.look} if tier else None,
        "for_whom": for_whom(whom),
        "clinic": clinic(whom),
        "stop": {"short": stop_short(whom), "full": stop_full(whom)},
        "before": {"tier": said(tier.before) if tier else None, "all": _statement("before-you-start", reader)},
        "sheet": foot(sheet, whom, sources) if sheet else None,
        "days": weekdays(words.language),
        "words": spoken(words),
    }


def for_whom(whom: Whom) -> list[Inline]:
    """The first two lines of every page: whose sheet it is, and what others do. A sheet must not reach someone of another level."""
    words, tier = whom.words, whom.reader.tier
    if tier:
        return [words.say("%(level)s sheet", level=tier.label), words.say("Not your level? Do not use it.")]
    return [words.say("A sheet for everyone"), words.say("Do you have a level? Then use the sheets of your level.")]


def clinic(whom: Whom) -> Data:
    """Whom the reader can call, and when."""
    library, words = whom.reader.library, whom.words
    own = library.site.clinic
    return {
        "name": said(own.name),
        "telephone": telephone(own.telephone),
        "emergency": telephone(own.emergency),
        "hours": words.say("You can call us here: %(hours)s.", hours=own.hours),
        "closed": [said(own.out_of_hours_note) if own.out_of_hours_note else words.say("When we are closed:"), " ", telephone(own.out_of_hours)],
        "interpreter": said(own.interpreter),
        "logo": _logo(library.logo),
    }


def _logo(logo: Logo | None) -> Data | None:
    """The clinic's logo: bytes as numbers, for Typst reads no base64."""
    if logo is None:
        return None
    return {"format": logo.name.rpartition(".")[2], "bytes": list(logo.content), "width": logo.width, "height": logo.height}


def stop_short(whom: Whom) -> list[Data]:
    """The stop signs in one line each; urgency rises."""
    words, library = whom.words, whom.reader.library
    own = library.site.clinic
    signs = {name: said(library.statements[id].short) for name, id in prose.STOP_SIGNS.items()}
    return [
        {"act": words.say("Stop, and tell your therapist"), "signs": signs["tell"]},
        {"act": filled(words.say("Call us the same day: %(number)s", number=SLOT), telephone(own.telephone)), "signs": signs["same_day"]},
        {"act": filled(words.say("Call %(number)s now", number=SLOT), telephone(own.emergency)), "signs": signs["emergency"]},
    ]


def stop_full(whom: Whom) -> list[Data]:
    """The stop signs in full: what to do, what leads to the signs, and each sign."""
    words, own = whom.words, whom.reader.library.site.clinic
    signs = prose.stop_signs(whom.reader)
    acts = {
        "tell": words.say("Stop"),
        "same_day": filled(words.say("Call %(number)s", number=SLOT), telephone(own.telephone)),
        "emergency": filled(words.say("Call %(number)s now", number=SLOT), telephone(own.emergency)),
    }
    return [{"act": acts[name], "lead": said(lead), "signs": [said(sign) for sign in listed]} for name, (lead, listed) in signs.items()]


def _statement(id: str, reader: Reader) -> Inline:
    return said(safety.inherited(reader.library.statements[id].text, reader.reads_as, reader.library.rules))


# what stands at the foot


def foot(sheet: Sheet, whom: Whom, sources: tuple[Work, ...] | None = None) -> Data:
    """Codes, the way to the newest version, and the state of review."""
    words, library = whom.words, whom.reader.library
    path = addresses.version(whom.reader.language_folder, sheet.own_code)
    return {
        **place(path, library.site.address),
        "code": fixed(sheet.code),
        "version": filled(words.say("Version %(version)s", version=SLOT), fixed(sheet.version) if sheet.released else words.say("draft")),
        "review": review(sheet, words),
        "awaiting": None if sheet.signed else words.say("Awaiting your clinic’s review."),
        "sources": [said(work.short) for work in (sheet.sources if sources is None else sources)],
    }


def day_of(sheet: Sheet | None) -> tuple[int, int, int]:
    """The date that a sheet's PDF bears: the day on which this version was released."""
    return (sheet.released.year, sheet.released.month, sheet.released.day) if sheet and sheet.released else DAY


def place(path: str, site: str) -> Data:
    """Where something stands on the web: as people type it, as a link, and as a QR code."""
    url = site + path
    typed = url.split("://", 1)[1].rstrip("/")
    return {"typed": fixed(typed, url), "qr": qr(url), "qr_typed": typed}


def review(sheet: Sheet, words: Words) -> str:
    """When it was last looked through, and when it is due."""
    from babel.dates import format_date

    def day(date: Any) -> str:
        return format_date(date, "long", words.language.replace("-", "_"))

    last = words.say("Last review: %(day)s.", day=day(sheet.reviewed)) if sheet.reviewed else words.say("Not yet reviewed.")
    if sheet.again:
        return f"{last} {words.say('Due for another look since %(day)s.', day=day(sheet.again))}"
    due = words.say("Next review: %(day)s.", day=day(sheet.next_review)) if sheet.next_review else words.say("Next review: no date yet.")
    return f"{last} {due}"


@lru_cache(maxsize=4096)
def qr(url: str) -> str:
    """A QR code as SVG, its quiet zone with it. Error correction M: a fold or a stain does not end it."""
    import segno

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=4, omitsize=True, xmldecl=False, svgns=True)
    return out.getvalue().decode()


# the interface's words


def spoken(words: Words) -> dict[str, Inline]:
    """The words that print templates need by themselves. What depends on a card or a level comes with that."""
    return {
        "name": words.say("Name"),
        "turn_over": words.say("Please turn over"),
        "page": words.say("Page %(number)s of %(all)s", number="{n}", all="{m}"),
        "code": words.say("Code"),
        "scan": words.say("Scan, or type:"),
        "qr": words.say("QR code: the newest version of this sheet, at %(address)s", address="{address}"),
        "stop": words.say("STOP"),
        "stop_title": words.say("Stop, and get help"),
        "how_to": words.say("How to do it"),
        "how_much": words.say("How much"),
        "no_dose": words.say("Your therapist will tell you how much."),
        "your_number": words.say("Your number:"),
        "changed_to": words.say("Changed to:"),
        "times": words.say("times"),
        "days": words.say("days"),
        "side": words.say("Side:"),
        "sides": [words.say("left"), words.say("right"), words.say("both")],
        "your_change": words.say("Your change:"),
        "need": words.say("What you need"),
        "nothing": words.say("Nothing but yourself."),
        "feel": words.say("How it should feel"),
        "mistakes": words.say("Common mistakes"),
        "easier": words.say("Too hard?"),
        "harder": words.say("Too easy?"),
        "top_step": words.say("Ask us before you do more."),
        "done": words.say("Done"),
        "week": words.say("Week %(number)s", number="{n}"),
        "pain_title": words.say("Pain: circle a number, 0 (none) to 10 (worst)"),
        "before": words.say("Before"),
        "after": words.say("After"),
        "limits": words.say("My limits"),
        "notes": words.say("Notes from your therapist"),
        "next_visit": words.say("Next visit"),
        "initials": words.say("Therapist’s initials, date"),
        "before_you_start": words.say("Before you start"),
        "sources": words.say("Sources"),
        # bundles
        "contents": words.say("In this handout"),
        "own_words": words.say("In your own words"),
        "no_test": words.say("This is no test of you. It shows us whether we said it clearly."),
    }
