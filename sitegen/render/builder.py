"""Editions → what the page for plans must know to make one: where the data of every level and language stand, and the labels of what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from .. import addresses, messages, plan_words, plans
from ..messages import Words
from ..model.views import Edition


class Source(NamedTuple):
    """Where the data of one level in one language stand."""

    marks: str
    plan: str
    gone: str
    words: str
    page: str  # where its plans are opened


def values(every: Iterable[Edition], words: Words) -> dict[str, Any]:
    """What templates/parts/builder.html is made from. A plan may be in any language of the site, whichever its therapist reads."""
    leveled = [edition for edition in every if edition.tier]
    languages = dict.fromkeys(edition.reader.language for edition in leveled)
    return {
        "editions": [_source(edition) for edition in leveled],
        "languages_of_plans": [(plans.language_mark(one), messages.display_name(one), one) for one in languages],
        "choices": plan_words.choices(words),
        "span": words.say("%(low)s to %(high)s", low="{low}", high="{high}"),
        "review_weeks": range(1, plans.WEEKS + 1),
        "card_counts": range(1, plans.MOST_CARDS + 1),
    }


def _source(edition: Edition) -> Source:
    reader, tier = edition.reader, edition.reader.tier
    assert tier
    top = reader.language_folder
    marks = plans.tier_mark(tier.id) + plans.language_mark(reader.language)
    plan, gone = (addresses.data(top, tier.slug, name) for name in ("plan.js", "gone.js"))
    return Source(marks, plan, gone, addresses.data(top, None, "plan-words.js"), addresses.plan(top))


__all__ = ["Source", "values"]
