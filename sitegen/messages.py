"""language + catalogues → the interface's words, with plurals; nothing here knows what they say."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations


@dataclass(frozen=True, slots=True)
class Words:
    """One language's interface: its words, its direction and its name for itself."""

    language: str
    direction: str
    name: str
    catalogue: Translations

    def say(self, message: str, **values: object) -> str:
        """A message with its values filled in."""
        return str(self.catalogue.ugettext(message)) % values if values else str(self.catalogue.ugettext(message))

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of a message that goes with a number."""
        return str(self.catalogue.ungettext(one, many, number)) % {"n": number, **values}

    def knows(self, message: str) -> bool:
        """Whether the catalogue has this message."""
        return message in self.catalogue._catalog or (message, 0) in self.catalogue._catalog


def shipped() -> Mapping[str, str]:
    """The catalogues that come with sitegen: language → PO text."""
    folder = resources.files("sitegen").joinpath("locale")
    return {
        f.name.removesuffix(".po"): f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".po")
    }


def words(language: str, own: Mapping[str, str]) -> Words:
    """The words of a language: the shipped catalogue, with the project's own messages over it; English where both are silent."""
    stock = shipped()
    return _words(language, (stock.get("en", ""), stock.get(language, ""), own.get(language, "")))


@cache  # a warm process asks for the same words at each build
def _words(language: str, texts: tuple[str, ...]) -> Words:
    said: dict[object, Message] = {}  # the later catalogue wins: a Catalog itself would keep the first
    for text in texts:
        for message in read_po(io.StringIO(text), ignore_obsolete=True) if text else ():
            if message.id and message.string and not message.fuzzy and any(message.string):
                said[message.id] = message
    merged = Catalog(locale=_locale_name(language))
    for message in said.values():
        merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Words(language, direction(language), display_name(language), Translations(compiled))


def is_known(language: str) -> bool:
    """Whether this is the tag of a language."""
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return str(Locale.parse(language, sep="-").text_direction) if is_known(language) else "ltr"


def display_name(language: str) -> str:
    """A language's name in that language."""
    own = Locale.parse(language, sep="-").display_name if is_known(language) else None
    return own or language


def _locale_name(language: str) -> str | None:
    return language.replace("-", "_") if is_known(language) else None
