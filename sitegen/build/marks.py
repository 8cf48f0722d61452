"""A judged document, with its translations → what is signed of it in each language, and the hashes of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import signing
from ..model import Card, Document, Handout, Library, Page
from ..signing import Fields, Hashes

Signs = tuple[tuple[str, str, str], ...]  # (language, safety, rest): of its own fields, without its figures; of a figure under no language


def fields(own: Document, others: Iterable[Document], models: Mapping[str, Any], libraries: Mapping[str, Library]) -> dict[str, Fields]:
    """What is signed of a card, page or handout by language, without its figures."""
    bodies = {document.language: document.body for document in others}
    found: dict[str, Fields] = {}
    for language, model in models.items() if libraries else ():
        if isinstance(model, Card):
            found[language] = signing.card(model, libraries[language].rules)
        elif isinstance(model, Page):
            written = own.body if model.language else bodies.get(language, own.body)
            found[language] = signing.page(model, written, libraries[language])
        elif isinstance(model, Handout):
            found[language] = signing.handout(model)
    return found


def of(own: Document, others: Iterable[Document], models: Mapping[str, Any], libraries: Mapping[str, Library]) -> Signs:
    """The hashes of a card, page or handout, without its figures."""
    return tuple((language, *signing.hashes(found)) for language, found in fields(own, others, models, libraries).items())


def of_figure(document: Document) -> Signs:
    """The hashes of a figure."""
    return (("", *signing.of_figure(signing.figure(document.data))),)


def of_shared(libraries: Mapping[str, Library]) -> dict[tuple[str, str], Hashes]:
    """The hashes of what all documents share, by subject and language."""
    return {(name, language): signing.hashes(found) for language, library in libraries.items() for name, found in signing.shared(library).items()}
