"""The nouns of the content: frozen, complete, and the same word everywhere."""

from .base import ALL, Length, Range, Text, Timing
from .card import Card, Override, Rung, Step, Withdrawal
from .document import Document
from .dose import Amount, Ceiling, Dose
from .face import CardFace, Depicted, Face, FigureFace, HandoutFace, Laxer, PageFace, Reach, Seen, Shown
from .figure import Figure, Person
from .fragment import Block, Claim, Fragment, Heading, Link
from .gone import Gone, Withdrawn
from .handout import Handout
from .library import Library, Page, Ruleset
from .media import Medium, Passport, Photo
from .page import PageHead, Reference, Statement, Term
from .published import Record, Release, Released, Substance, Version
from .review import Calendar, Due, Review, ReviewTerms
from .site import BrandColors, Clinic, Entry, Logo, Named, Reviewer, Site, Vocabulary
from .tier import Hazard, Move, Status, Tier, WeekRow
from .waiver import Checks, Waiver, Weight
from .week import Aim, Counted, Portion, Week, WeekDay, Weekly

__all__ = [
    "ALL",
    "Aim",
    "Amount",
    "Block",
    "BrandColors",
    "Calendar",
    "Card",
    "CardFace",
    "Ceiling",
    "Checks",
    "Claim",
    "Clinic",
    "Counted",
    "Depicted",
    "Document",
    "Dose",
    "Due",
    "Entry",
    "Face",
    "Figure",
    "FigureFace",
    "Fragment",
    "Gone",
    "Handout",
    "HandoutFace",
    "Hazard",
    "Heading",
    "Laxer",
    "Length",
    "Library",
    "Link",
    "Logo",
    "Medium",
    "Move",
    "Named",
    "Override",
    "Page",
    "PageFace",
    "PageHead",
    "Passport",
    "Person",
    "Photo",
    "Portion",
    "Range",
    "Reach",
    "Record",
    "Reference",
    "Release",
    "Released",
    "Review",
    "ReviewTerms",
    "Reviewer",
    "Ruleset",
    "Rung",
    "Seen",
    "Shown",
    "Site",
    "Statement",
    "Status",
    "Step",
    "Substance",
    "Term",
    "Text",
    "Tier",
    "Timing",
    "Version",
    "Vocabulary",
    "Waiver",
    "Week",
    "WeekDay",
    "WeekRow",
    "Weekly",
    "Weight",
    "Withdrawal",
    "Withdrawn",
]
