"""What a template is given of a sample week, and the tile by which it and all other lists show a card."""

from __future__ import annotations

from typing import NamedTuple

from .base import Range, Text
from .paper import Paper
from .pieces import Sheet
from .week import Aim


class Tile(NamedTuple):
    """A card as lists and other pages of an edition show it."""

    id: str
    name: Text
    address: str
    line: Text
    code: str
    category: str
    position: str
    equipment: tuple[str, ...]
    whole: bool
    supervised: bool
    first_time: bool
    changed: bool
    dose_short: str
    picture: str | None = None  # its small picture's address, where its figure is shown
    paper: Paper = Paper()


class Task(NamedTuple):
    """A card on one day of a sample week."""

    tile: Tile
    minutes: int  # about; 0 where that cannot be told
    long: int | None  # as long as the week says, where it says so
    times: Range  # a day
    each_time: bool


class DayView(NamedTuple):
    """A day of a sample week; its minutes hold those of every day."""

    name: Text
    tasks: tuple[Task, ...]
    minutes: int
    note: Text | None


class Total(NamedTuple):
    """What a sample week adds up to, beside what is aimed at."""

    what: Text
    days: int
    minutes: int
    aim: Aim


class WeekView(NamedTuple):
    """A tier's sample week."""

    title: Text
    address: str
    lead: Text
    every_day: tuple[Task, ...]
    every_day_minutes: int
    days: tuple[DayView, ...]  # from Monday
    totals: tuple[Total, ...]
    notes: tuple[Text, ...]
    sheet: Sheet
    left_out: tuple[Text, ...] = ()  # cards that were withdrawn: their names


__all__ = ["DayView", "Task", "Tile", "Total", "WeekView"]
