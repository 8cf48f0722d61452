"""Pages, statements, glossary terms and references."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from .base import CardId, HazardId, Model, PageId, ReferenceId, ShelfId, Slug, Text, TierCards, TierText
from .card import Withdrawal
from .review import Review

_SENTENCES = re.compile(r"(?<=[.!?؟])\s+")


class PageWithdrawal(Withdrawal):
    """Why a page is no longer offered. `instead` is another page."""

    instead: PageId | None = None


class PageHead(Model):
    """The front matter of a page."""

    title: Text
    summary: TierText
    order: int = 500
    shelf: ShelfId | None = None  # under which heading lists show it
    today: TierText | None = None
    teach_back: TierText | None = None  # a question that readers answer in their own words
    cards: TierCards = {}
    sources: tuple[ReferenceId, ...] = ()
    hazards: tuple[HazardId, ...] = ()  # what the page's own text teaches
    review: Review = Review()
    was: tuple[Slug, ...] = ()
    recode: Annotated[int, Field(ge=2, le=99)] | None = None  # only where two short codes would clash
    withdrawn: PageWithdrawal | None = None


class Statement(Model):
    """Advice that is used in many places in the same words."""

    id: Slug
    text: TierText
    short: Text | None = None  # one line, for a card
    listed: bool = False  # its first sentence leads, and each further one is an item of a list
    hazards: tuple[HazardId, ...] = ()
    retired: tuple[str, ...] = ()  # older wordings that must not come back
    sources: tuple[ReferenceId, ...] = ()
    review: Review = Review()

    def parts(self, text: Text) -> tuple[Text, tuple[Text, ...]]:
        """One tier's words as the sentence that leads and the items of its list; all of them lead where it is no list."""
        if not self.listed:
            return text, ()
        lead, *items = (Text(s).foreign(text.language) if text.language else Text(s) for s in _SENTENCES.split(text))
        return lead, tuple(items)


class Term(Model):
    """A word of the trade, explained. The plain word comes first."""

    id: Slug
    plain: Text
    medical: Text | None = None
    means: Text
    also: tuple[Text, ...] = ()  # other spellings that link here


class Reference(Model):
    """A published work that a statement rests on."""

    id: Slug
    authors: str
    year: int = Field(ge=1900, le=2100)
    title: str
    journal: str  # of a web page or a book its publisher
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    pmid: Annotated[str, Field(pattern=r"^\d{1,9}$")] | None = None
    pmcid: Annotated[str, Field(pattern=r"^PMC\d{1,9}$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://[^\s/]+\.[^\s]+$")] | None = None  # of a work that has no number of these
    erratum: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    short: Text  # how a card names it: "Too Fit To Fracture, 2015"
    language: str = "en"
    note: Text | None = None

    @property
    def address(self) -> str | None:
        """Where to read it."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url


__all__ = ["CardId", "PageHead", "Reference", "Statement", "Term"]
