"""(reader, faces, tiles) → the sample week of an edition: its days with their minutes, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .. import addresses, codes, overlay, safety, weeks
from ..model import CardFace, Portion, Range, Review, Substance, Week, Weekly
from ..model.views import DayView, Reader, Sheet, Task, Tile, Total, WeekView
from .views import sheet


def week(reader: Reader, cards: Mapping[str, CardFace], tiles: Mapping[str, Tile]) -> WeekView | None:
    """A tier's sample week; None in the general edition, and where nobody has written one."""
    library, tier = reader.library, reader.tier
    found = weeks.of(library.weeks, tier.id, library.rules) if tier else None
    if found is None or tier is None:
        return None
    out = {id for id in found.cards if cards[id].withdrawn or safety.waits(cards[id], tier.id)}
    left_out = tuple(cards[id].names[reader.language] for id in dict.fromkeys(found.cards) if id in out)
    found = weeks.without(found, out)
    doses = {id: cards[id].weekly[tier.id] for id in found.cards if tier.id in cards[id].weekly}
    counts = weeks.counted({id: cards[id].category for id in found.cards}, library.vocabulary)
    added = weeks.sums(found, doses, counts)
    every_day = tuple(_tasks(found.every_day, doses, tiles))
    days = tuple(_days(found, doses, tiles))
    rows = weeks.rows(tier.id, library.rules)
    return WeekView(
        title=found.title,
        address=addresses.page(reader.folder, "week"),
        lead=found.lead,
        every_day=every_day,
        every_day_minutes=sum(task.minutes for task in every_day),
        days=days,
        totals=tuple(Total(row.what, *added.get(row.aim.of, weeks.Sum()), row.aim) for row in rows if row.aim),
        notes=found.notes,
        sheet=_sheet(found, every_day, days, reader),
        left_out=left_out,
    )


def _days(week: Week, doses: weeks.Doses, tiles: Mapping[str, Tile]) -> Iterator[DayView]:
    for number, day in enumerate(week.days):
        minutes = sum(weeks.minutes(portion, doses.get(portion.card)) for portion in week.portions(number))
        yield DayView(day.name, tuple(_tasks(day.do, doses, tiles)), minutes, day.note)


def _tasks(portions: Iterable[Portion], doses: weeks.Doses, tiles: Mapping[str, Tile]) -> Iterator[Task]:
    """The cards of a day. One without a tile is not for this edition: validation has refused it, and it is not shown."""
    for portion in portions:
        dose = doses.get(portion.card) or Weekly(None)
        times = Range(portion.times, portion.times) if portion.times else dose.times
        if portion.card in tiles:
            yield Task(tiles[portion.card], weeks.minutes(portion, dose), portion.minutes, times, dose.each_time)


def _sheet(week: Week, every_day: Iterable[Task], days: Iterable[DayView], reader: Reader) -> Sheet:
    done = [(-1, task) for task in every_day] + [(number, task) for number, day in enumerate(days) for task in day.tasks]
    fields = (f"{day}:{task.tile.id}:{task.tile.dose_short}:{task.minutes}:{task.times}" for day, task in done)
    said = list(fields)
    return sheet(codes.WEEK, said, week.sources, Review(), reader, Substance(parts={"week": overlay.fingerprint("\n".join(said))}))
