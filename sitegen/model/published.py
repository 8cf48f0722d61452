"""What a clinic has released: every address, and of each document in each edition every version that people may hold in their hands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from .base import Day, Model, Slug, TierId
from .dose import Amount
from .tier import Status, StatusWord


class Substance(NamedTuple):
    """What of a document is safety-relevant to one group, so that two versions of it can be told apart in words."""

    status: Status | None = None  # of a card
    dose: Amount | None = None
    parts: Mapping[str, str] = {}  # fingerprints of its texts: steps, safety, change, swap, mistakes, …; what is absent is left out
    holds: tuple[str, ...] = ()  # of a handout: the version codes of what is in it


def whole(dose: Amount) -> Amount:
    """The same dose, equal to any other that says the same: a model also remembers which of its words were written."""
    return Amount.model_construct(**{name: getattr(dose, name) for name in Amount.model_fields})


class Version(Model):
    """One version of a card, page, handout or sample week in one edition, as it was released."""

    code: Annotated[str, Field(pattern=r"^[2346789CDFHJKMNPQRTVWXY]{5}-[2346789CDFHJKMNPQRTVWXY]{3}$")]
    kind: Literal["card", "page", "handout", "week"]
    id: Slug  # as it was called then
    tier: TierId | None = None  # none: the general edition
    language: str
    status: StatusWord | None = None
    dose: Annotated[Amount, AfterValidator(whole)] | None = None
    parts: dict[str, str] = {}
    holds: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The short code, without the version."""
        return self.code.partition("-")[0]

    @property
    def substance(self) -> Substance:
        return Substance(self.status, self.dose, self.parts, self.holds)


class Vouched(Model):
    """That a named person has signed a document, or what all of them share, in one language: the hashes stand for what was signed."""

    subject: Annotated[str, Field(pattern=r"^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$")]  # such as card/heel-raise or hazards
    language: str
    by: Slug
    on: Day
    safety: Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")]
    rest: Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")]


class Override(Model):
    """A named person's decision, in force at a release: a level does a card although its hazards say `avoid`."""

    card: Slug
    tier: TierId
    by: Slug
    on: Day
    because: str


class Waiver(Model):
    """A named person's decision, in force at a release: one finding of a check is let be."""

    name: Slug
    code: Slug
    file: str
    by: Slug
    on: Day
    because: str


class Release(Model):
    """What one release added. Nothing in it is ever changed or removed."""

    on: Day
    sitegen: str
    addresses: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    signed: tuple[Vouched, ...] = ()  # whatever no earlier release has
    overrides: tuple[Override, ...] = ()  # all that were in force
    waivers: tuple[Waiver, ...] = ()  # likewise


class Released(NamedTuple):
    """A version, and the day from which it counted."""

    version: Version
    on: date


@dataclass(frozen=True, slots=True)
class Record:
    """content/published.yml as a whole: its releases by name, the oldest first."""

    releases: Mapping[str, Release] = field(default_factory=dict)
    _by_code: Mapping[str, tuple[Released, ...]] = field(init=False, repr=False, compare=False)
    _addresses: Mapping[str, date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sorts what is asked for thousands of times."""
        by_code: dict[str, list[Released]] = {}
        addresses: dict[str, date] = {}
        for release in self.releases.values():
            for version in release.versions:
                by_code.setdefault(version.short, []).append(Released(version, release.on))
            for address in release.addresses:
                addresses.setdefault(address, release.on)
        object.__setattr__(self, "_by_code", {code: tuple(found) for code, found in by_code.items()})
        object.__setattr__(self, "_addresses", addresses)

    @property
    def last(self) -> date | None:
        """The day of the newest release; None before the first."""
        return max((release.on for release in self.releases.values()), default=None)

    @property
    def addresses(self) -> Mapping[str, date]:
        """Every released address of a page, counted from the site's root, and since when."""
        return self._addresses

    @property
    def signed(self) -> tuple[Vouched, ...]:
        """What stands signed, as the newest release that says so has it."""
        latest = {(one.subject, one.language): one for release in self.releases.values() for one in release.signed}
        return tuple(latest[key] for key in sorted(latest))

    def versions(self, short: str) -> tuple[Released, ...]:
        """All released versions of what a short code stands for, in all languages, the oldest first."""
        return self._by_code.get(short, ())

    def knows(self, code: str) -> bool:
        """Whether a version (`K7Q9R-ABC`) was released."""
        return any(released.version.code == code for released in self.versions(code.partition("-")[0]))

    def __iter__(self) -> Iterator[Released]:
        for found in self._by_code.values():
            yield from found
