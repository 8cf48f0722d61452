"""language + catalogues → the interface's words, with plurals; nothing here knows what they say."""

from __future__ import annotations

# Babel is imported where it is used: it takes 40 ms, and most builds have their words from the build before.
import gettext
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from babel.messages.catalog import Message


class Catalogue(gettext.GNUTranslations):
    """A compiled catalogue, under the names that templates ask for."""

    ugettext = gettext.GNUTranslations.gettext
    ungettext = gettext.GNUTranslations.ngettext


@dataclass(slots=True)
class Words:
    """One language's interface: its words, its direction and its name for itself."""

    language: str
    direction: str
    name: str
    compiled: bytes = field(repr=False)
    _catalogue: Catalogue | None = field(default=None, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The words, read when the first one is needed."""
        if self._catalogue is None:
            self._catalogue = Catalogue(io.BytesIO(self.compiled))
        return self._catalogue

    def __getstate__(self) -> tuple[Any, ...]:
        return (self.language, self.direction, self.name, self.compiled)  # a catalogue cannot be pickled

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.language, self.direction, self.name, self.compiled = state
        self._catalogue = None

    def say(self, message: str, **values: object) -> str:
        """A message with its values filled in."""
        return str(self.catalogue.ugettext(message)) % values if values else str(self.catalogue.ugettext(message))

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of a message that goes with a number."""
        return str(self.catalogue.ungettext(one, many, number)) % {"n": number, **values}

    def knows(self, message: str) -> bool:
        """Whether the catalogue has this message."""
        known: Mapping[Any, str] = self.catalogue._catalog  # type: ignore[attr-defined]
        return message in known or (message, 0) in known


def shipped() -> Mapping[str, str]:
    """The catalogues that come with sitegen: language → PO text."""
    folder = resources.files("sitegen").joinpath("locale")
    return {
        f.name.removesuffix(".po"): f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".po")
    }


# Babel takes a line without its closing quote, and cuts the last letter off
_WHOLE_LINE = re.compile(r'\s*(?:#.*|(?:msg(?:id|id_plural|ctxt|str(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)$')


class Fault(NamedTuple):
    """What is wrong in a project's own catalogue; the line counts from 1, 0 means the file."""

    code: str
    message: str
    line: int
    help: str


def faults(text: str, language: str) -> Iterator[Fault]:
    """A catalogue that cannot be read, messages that lose a value, and how much of the interface is not translated."""
    from babel.messages.pofile import PoFileError, read_po

    torn = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() and not _WHOLE_LINE.match(line)]
    try:
        catalogue = read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        torn = torn or [getattr(error, "lineno", -1) + 1]
    if torn:
        help = "check the quotes of the line, and of those around it"
        yield Fault("message-unreadable", "the catalogue cannot be read here", torn[0], help)
        return
    said = {m.id: m for m in catalogue if m.id and m.string and any(m.string) and not m.fuzzy}
    for message in said.values():
        wanted = _values(message.id)
        for form in _forms(message.string):
            if form and _values(form) != wanted:
                names = ", ".join(f"`%({n})s`" for n in sorted(wanted)) or "none"
                yield Fault(
                    "message-values",
                    f"the translation “{form}” has other values in it than its source",
                    message.lineno or 0,
                    f"it must hold exactly these: {names}",
                )
    english = read_po(io.StringIO(shipped()["en"]))
    missing = [m.id for m in english if m.id and m.id not in said and language not in shipped()]
    if missing:
        first = missing[0] if isinstance(missing[0], str) else missing[0][0]
        yield Fault(
            "translation-missing",
            f"{len(missing)} messages of the interface are not translated, the first being “{first}”",
            0,
            "add them; until then they stand in English",
        )


def _forms(string: object) -> list[str]:
    return [string] if isinstance(string, str) else [str(form) for form in string or ()]  # type: ignore[attr-defined]


def _values(text: object) -> set[str]:
    """The names of what is filled in: %(number)s."""
    whole = " ".join(_forms(text))
    return set(re.findall(r"%\((\w+)\)s", whole)) | ({"?"} if re.search(r"%(?!\(\w+\)s|%)", whole) else set())


def words(language: str, own: Mapping[str, str]) -> Words:
    """The words of a language: the shipped catalogue, with the project's own messages over it; English where both are silent."""
    stock = shipped()
    return _words(language, (stock.get("en", ""), stock.get(language, ""), own.get(language, "")))


@cache  # a warm process asks for the same words at each build
def _words(language: str, texts: tuple[str, ...]) -> Words:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    said: dict[object, Message] = {}  # the later catalogue wins: a Catalog itself would keep the first
    for text in texts:
        said |= {message.id: message for message in _said(text)}
    merged = Catalog(locale=_locale_name(language))
    for message in said.values():
        merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    return Words(language, direction(language), display_name(language), compiled.getvalue())


def _said(text: str) -> Iterator[Message]:
    """The messages of a catalogue that are used."""
    from babel.messages.pofile import read_po

    for message in read_po(io.StringIO(text), ignore_obsolete=True) if text else ():
        if message.id and message.string and not message.fuzzy and any(message.string):
            yield message


@cache
def phrases(text: str) -> Mapping[str, tuple[str, ...]]:
    """What a project's own catalogue says: each message by its first form, with all the forms of its translation."""
    return {_forms(message.id)[0]: tuple(_forms(message.string)) for message in _said(text)}


def is_known(language: str) -> bool:
    """Whether this is the tag of a language."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    from babel import Locale

    return str(Locale.parse(language, sep="-").text_direction) if is_known(language) else "ltr"


def display_name(language: str) -> str:
    """A language's name in that language."""
    from babel import Locale

    own = Locale.parse(language, sep="-").display_name if is_known(language) else None
    return own or language


@cache
def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """The days of a week in a language, short and in full, Monday first."""
    from babel.dates import get_day_names  # its tables cost 30 ms, and few pages name a day

    short, full = (get_day_names(width, "stand-alone", _locale_name(language) or "en") for width in ("abbreviated", "wide"))
    return tuple((str(short[day]), str(full[day])) for day in range(7))


def _locale_name(language: str) -> str | None:
    return language.replace("-", "_") if is_known(language) else None
