"""The cards of one level → which of them a plan may hold, by whatever name; and why not the others."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from .. import addresses, bounds, codes, plan_words, safety
from ..doses import Said
from ..figures import Drawing
from ..model import Amount, CardFace, Status
from ..model.gone import Gone as Past
from ..model.plan import Bounds, Planned
from ..model.views import Avoided, CardView, Reader
from ..names import nearest
from .desk import Desk
from .documents import Shown


class Gone(NamedTuple):
    """Why a plan of this level cannot hold a card, and what to do about it."""

    why: str
    help: str = ""


class Shelf:
    """What a plan of one level can be made of."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self.desk, self.reader, self.words = desk, reader, desk.renderer.words[reader.language]
        self.faces = desk.content.card_faces
        self.shown: dict[str, Shown] = {}

    def code(self, id: str, tier: str | None = None) -> str:
        """A card's short code, whether it is shown or not."""
        face = self.faces[id]
        return codes.short(codes.name("card", id, face.was, face.recode), tier or self._tier)

    @property
    def _tier(self) -> str:
        assert self.reader.tier
        return self.reader.tier.id

    @cached_property
    def by_code(self) -> dict[str, tuple[str, str]]:
        """Code without its check symbol → (tier, card), of all levels."""
        tiers = self.reader.library.rules.tiers
        return {self.code(id, tier)[:-1]: (tier, id) for tier in tiers for id in self.faces}

    @cached_property
    def _names(self) -> dict[str, str]:
        """What people may call a card → its id: its name in a file, now and before, and what it is called."""
        said = {_plain(face.names[self.reader.language]): id for id, face in self.faces.items()}
        return said | {old: id for id, face in self.faces.items() for old in face.was} | {id: id for id in self.faces}

    def find(self, name: str) -> tuple[str, str] | None:
        """(tier, card) for an id, a name or a short code in any level; the check symbol may be left out."""
        if id := self._names.get(_plain(name)):
            return self._tier, id
        symbols = "".join(c for c in name.upper() if c.isalnum())
        whole = codes.read(name)
        return self.by_code.get(whole[:-1] if whole else symbols)

    def near(self, name: str) -> str:
        """What is meant by a name that nobody knows, as a hint."""
        held = [id for id in self._names if id in self.faces and not self.refused(self._names[id])]
        near = nearest(_plain(name), held) or nearest(name, held)
        return f"did you mean `{near}`?" if near else "cards are named by their files in content/cards, or by their short codes"

    def refused(self, id: str, tier: str = "") -> Gone | None:
        """Why a card cannot stand in a plan of this level; None where it can."""
        face, label = self.faces[id], self.reader.tier.label if self.reader.tier else ""
        if tier and tier != self._tier:
            other = self.reader.library.rules.tiers[tier].label
            return Gone(f"this is the code of `{id}` in {other}, and the plan is for {label}", f"its code in {label} is {self.code(id)}" if not self.refused(id) else "")
        if face.withdrawn:
            return Gone(f"`{id}` was withdrawn", self._instead(face))
        if safety.waits(face, self._tier):
            return Gone(f"nobody has looked at `{id}` again since {face.due.next}, so {label} does without it", self._instead(face))
        if face.statuses.get(self._tier, Status.avoid) == Status.avoid:
            return Gone(f"`{id}` is not for {label}", self._instead(face))
        if face.supervised:
            return Gone(f"`{id}` is done only with a therapist", "no plan for the home holds it; do it together at a visit")
        return None

    def _instead(self, face: CardFace) -> str:
        """What to take in its place."""
        edition, name = self.desk.documents.edition(self.reader), face.names[self.reader.language]
        own: Avoided | Past | None = next((one for one in edition.avoided if one.name == name), None)
        own = own or next((one for one in edition.gone if (one.kind, one.id) == ("card", face.id)), None)
        if own is None or own.instead is None:
            return ""
        address = own.instead.address
        other = next((id for id, tile in self.desk.content.tiles(self.reader).items() if tile.address == address), None)
        return f"take this instead: `{other}`" if other else f"do this instead: {own.instead.words}"

    def card(self, id: str) -> Shown:
        """A card as the level shows it, and its figure."""
        if id not in self.shown:
            found = next(whole for reader, whole in self.desk.documents.shown(("card", id)) if reader is self.reader)
            assert isinstance(found, Shown)
            self.shown[id] = found
        return self.shown[id]

    def amount(self, id: str) -> Amount | None:
        """A card's own dose in this level."""
        return self.card(id).view.sheet.substance.dose

    def bounds(self, id: str) -> Bounds:
        """What a plan may set of it."""
        return self.card(id).view.plan or Bounds({})

    def mark(self, id: str) -> str:
        """The first symbol of its version, as plans keep it."""
        return self.card(id).view.sheet.version.partition("-")[2][:1]

    def counted(self, id: str) -> str:
        """What its dose counts: reps, steps, minutes, or nothing."""
        amount = self.amount(id)
        return (amount and bounds.counted(amount)) or ""

    def dosed(self, id: str, planned: Planned) -> Held:
        """A card with a plan's dose in it. One that is outside today's bounds is shown as usual, and says so."""
        shown, amount = self.card(id), self.amount(id)
        outside = tuple(bounds.faults(planned, self.bounds(id)))
        kept = Planned(planned.code, planned.mark, side=planned.side if self.bounds(id).sides else "") if outside else planned
        said = plan_words.said(bounds.applied(amount, kept), kept, self.words)
        more = [*said.more, plan_words.grip(kept.grip, self.words), plan_words.reason(kept.reason, self.words)]
        view = shown.view._replace(dose=said.main, dose_more=tuple(filter(None, more)), dose_short=said.short, fill_in=False, harder=None, top_step=False, timer=None)
        return Held(planned, view, shown.drawing, said, planned.mark != self.mark(id), outside)

    @property
    def place(self) -> str:
        """Where the plans of this level's language are opened, as a link."""
        return f"{self.reader.library.site.address}{addresses.plan(self.reader.language_folder)}#"


class Held(NamedTuple):
    """A card in a plan, as it is shown today."""

    planned: Planned
    view: CardView
    drawing: Drawing | None
    said: Said
    changed: bool = False  # since the plan was made
    outside: tuple[bounds.Fault, ...] = ()


def _plain(name: str) -> str:
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())


__all__ = ["Gone", "Held", "Shelf"]
