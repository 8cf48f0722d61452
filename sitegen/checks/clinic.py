"""Libraries + catalogues → what the clinic still has to write: its own number, the words of a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import messages
from ..model import Document, Library
from ..problems import Place, Problem, problem


def check(libraries: Mapping[str, Library], document: Document, catalogues: Mapping[str, str]) -> Iterator[Problem]:
    """Starter words in site.yml, unknown languages, and what is wrong with each language's `messages.po`."""
    first = next(iter(libraries.values()))
    place = document.place(("languages",))
    for language in libraries:
        if not messages.is_known(language):
            mend = "use a tag such as `en`, `es` or `ar`"
            yield problem("unknown-language", f"`{language}` is not the tag of a language", place, mend)
        elif language in catalogues or language != first.language:
            yield from _messages(language, catalogues.get(language, ""))
    yield from _placeholders(first, document)


def _messages(language: str, own: str) -> Iterator[Problem]:
    path, lines = f"content/translations/{language}/messages.po", own.splitlines()
    for fault in messages.faults(own, language):
        source = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
        place = Place(path, fault.line, 1, len(source), source) if fault.line else Place(path)
        yield problem(fault.code, fault.message, place, fault.help)


def _placeholders(library: Library, document: Document) -> Iterator[Problem]:
    """What a clinic has not yet written over the starter's words."""
    site = library.site
    stock = (
        (site.clinic.name == "Your clinic", ("clinic", "name"), "the clinic's name"),
        (site.clinic.telephone == "555-0100", ("clinic", "telephone"), "the telephone number"),
        (site.clinic.out_of_hours == "555-0101", ("clinic", "out_of_hours"), "the number for evenings and weekends"),
        (site.address == "https://example.org/", ("address",), "the site's address"),
    )
    for still, path, what in stock:
        if still:
            mend = "write your clinic's own before anyone reads the site"
            yield problem("clinic-placeholder", f"{what} is still the starter's", document.place(path), mend)
