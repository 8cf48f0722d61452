"""(edition, its cards) → the data of a level's booklet: cover, contents, how to begin, every exercise, logs to tick off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .. import safety
from ..figures import Drawing, svg
from ..messages import Words
from ..model.views import Edition, Reader
from .cards import card
from .inline import Inline, said
from .logs import Shown, level_foot
from .logs import spoken as of_logs
from .sheet import Data, Form, Whom, common, foot

WEEKS = 4  # of the log at the end
CHOSEN, TOLD = ("level-chosen",), ("warm-up", "hold-on", "pain-rule")  # statements that everybody should know; a clinic may have taken some out
_SLENDER = 0.7  # the width of a standing person's picture, of its height


def sheet(edition: Edition, cards: Sequence[Shown], whom: Whom, form: Form) -> Data:
    """The data of a level's booklet; `cards` are all of its edition, in any order. Those for which a therapist must be there are only listed."""
    data = common(whom, form, "booklet", whom.words.say("My exercise booklet"), None)
    known = {view.id: (view, drawing) for view, drawing in cards}
    own = [known[tile.id] for group in edition.categories for tile in group.cards if tile.id in known]
    return data | {
        "sheet": level_foot(whom, [view.sheet for view, _ in own]),
        "words": data["words"] | of_logs(whom.words) | spoken(whom.words),
        "people": people(edition.reader, known),
        "level": level(edition.reader),
        "how": how_to(whom.words),
        "groups": groups(edition, known),
        "cards": [card(view, drawing, whom) | {"foot": foot(view.sheet, whom)} for view, drawing in own if not view.supervised],
        "weeks": WEEKS,
    }


def groups(edition: Edition, known: Mapping[str, Shown]) -> list[Data]:
    """The exercises by kind, as the contents list them; `here` where they have pages of their own."""
    shown = [(group.entry.name, [tile for tile in group.cards if tile.id in known]) for group in edition.categories]
    return [
        {"name": said(name), "cards": [{"id": tile.id, "name": said(tile.name), "here": not tile.supervised} for tile in tiles]}
        for name, tiles in shown
        if tiles
    ]


def people(reader: Reader, known: Mapping[str, Shown]) -> list[str]:
    """The people who stand at the top of the level's home, for the cover: an invitation, and nothing to learn."""
    drawn: list[Drawing | None] = [known[id][1] for id in reader.scene if id in known]
    return [svg.small(drawing, drawing.alone, _SLENDER, "gray") for drawing in drawn if drawing]


def level(reader: Reader) -> Data:
    """What a level is about: its first words, what it works on, its week, and what everybody should know."""
    tier, library = reader.tier, reader.library
    assert tier  # without a level there is no booklet

    def stated(ids: Sequence[str]) -> list[Inline]:
        texts = [library.statements[id].text for id in ids if id in library.statements]
        return [said(words) for text in texts if (words := safety.inherited(text, reader.reads_as, library.rules))]

    return {
        "line": said(tier.line),
        "lead": said(tier.lead),
        "goals": [said(goal) for goal in tier.goals],
        "week": [[said(row.what), said(row.how)] for row in tier.week],
        "chosen": stated(CHOSEN),
        "told": stated(TOLD),
    }


def how_to(words: Words) -> list[str]:
    """How the booklet is used, step by step."""
    return [
        words.say("This booklet has every exercise of your level. You do not need them all: your therapist ticks yours in the list."),
        words.say("Read “Before you start” first."),
        words.say("Go to an exercise that is ticked. Its page shows you how to do it, and how much."),
        words.say("When you have done it, put a tick in your log. It is at the end."),
        words.say("Write down your questions, and bring the booklet to your next visit."),
    ]


def spoken(words: Words) -> dict[str, Inline]:
    """The words that a booklet needs beside those of a log."""
    return {
        "my_therapist": words.say("My therapist"),
        "contents": words.say("What is in this booklet"),
        "read_first": words.say("Read this first"),
        "how_to_use": words.say("How to use this booklet"),
        "your_level": words.say("Your level"),
        "plan": words.say("Your plan"),
        "goals": words.say("What we work on"),
        "your_week": words.say("Your week"),
        "week_lead": words.say("Aim for this together with your therapist. A little, often, beats a lot at once."),
        "with_therapist": words.say("Only with your therapist"),
        "keep_track": words.say("Keep track"),
        "questions": words.say("Questions for my therapist"),
        "questions_lead": words.say("Write down here what you would like to ask at your next visit."),
    }


__all__ = ["sheet"]
