"""A number → a sitegen project with so many tier pages, written as a person would write it.

    python tests/bench/corpus.py FOLDER TIER_PAGES

Everything that a peer shows of an item stands in its card or page here, apart from its tags, for which sitegen has no place.
Half the cards may be done as they are by most tiers, as in the starter: the general edition shows those whole, and only where
a tier must change the card has its note a place. The other half ask every tier to change something: all four notes are shown.
"""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import items
import yaml
import yml
from items import Item, Part
from yml import Row

from sitegen import codes, starter

TIERS = dict(zip(("lower", "moderate", "high", "recent"), (tier for tier, _ in items.TIERS), strict=True))
SHARED = ("tiers", "statements", "reviewers", "glossary")
OWN = {  # what a clinic writes over the starter's words; the pages link to example.org, which must be somebody else
    "name: Your clinic": "name: Bench clinic",
    "'555-0100'": "'555-0142'",
    "'555-0101'": "'555-0143'",
    "https://example.org/": "https://bench.example/",
}
EDITED = ("base.html", "components/steps/steps.html")  # the templates that the bench changes: the frame, and one of cards only

Statuses = Mapping[str, str]
_OPEN = {"lower": "allow", "moderate": "allow", "high": "allow", "recent": "modify"}
_CAREFUL = {**_OPEN, "high": "modify"}
_CLOSE = dict.fromkeys(TIERS, "modify")
# hazards of the starter with the statuses that they ask for; the closest one says by itself that it is stricter
KINDS: tuple[tuple[list[str], Statuses], ...] = (
    ([], _OPEN),
    (["impact-low"], _CLOSE),
    (["bal-supported"], _OPEN),
    ([], _CLOSE),
    (["lie-flat"], _CAREFUL),
    (["bal-supported"], _CLOSE),
    (["impact-low"], _OPEN),
    (["lie-flat"], _CLOSE),
)
_BECAUSE = "The team wants each of these to be learned with care."
_RANKS = {"allow": 0, "modify": 1}


def write(root: Path, made: Sequence[Item]) -> Path:
    """The project of these items at `root`."""
    shutil.rmtree(root, ignore_errors=True)
    for folder in ("cards", "pages"):
        (root / "content" / folder).mkdir(parents=True)
    _write_shared(root)
    again = _recodes(made)
    numbers = {item.id: number for number, item in enumerate(made)}
    for item in made:
        code = {"recode": again[item.id]} if item.id in again else {}
        if item.is_card:
            text = yml.document(_card(item, numbers) | code)
            (root / f"content/cards/{item.id}.yml").write_text(text, encoding="utf-8")
        else:
            text = f"---\n{yml.document(_head(item) | code)}---\n\n{_body(item)}"
            (root / f"content/pages/{item.id}.md").write_text(text, encoding="utf-8")
    return root


def _write_shared(root: Path) -> None:
    """The files beside the cards and pages, and the two templates that the bench edits, as the starter has them."""
    content, theirs = root / "content", starter.root() / "content"
    for name in SHARED:
        shutil.copy(theirs / f"{name}.yml", content)
    site = (theirs / "site.yml").read_text(encoding="utf-8")
    for stock, own in OWN.items():
        site = site.replace(stock, own)
    (content / "site.yml").write_text(_unpeopled(site), encoding="utf-8")
    (content / "tiers.yml").write_text(_unpeopled((content / "tiers.yml").read_text(encoding="utf-8")), encoding="utf-8")
    (content / "moves.yml").write_text("{}\n", encoding="utf-8")  # the starter's lead to the starter's cards
    (content / "hazards.yml").write_text(yml.document(_hazards(theirs)), encoding="utf-8")
    (content / "vocabulary.yml").write_text(yml.document(_vocabulary(theirs)), encoding="utf-8")
    (content / "references.yml").write_text(yml.document(_cited(theirs)), encoding="utf-8")
    for name in EDITED:
        (root / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(starter.root() / "templates" / name, root / "templates" / name)


def _unpeopled(text: str) -> str:
    """Settings without the people in the heads of pages, who show the starter's cards."""
    return re.sub(r"^ *scene:.*\n", "", text, flags=re.M)


def _hazards(theirs: Path) -> dict[str, object]:
    """The starter's hazards, each without the words that a random text could form by chance."""
    found = yaml.safe_load((theirs / "hazards.yml").read_text(encoding="utf-8"))
    found["baseline"] = Row(found["baseline"])
    for hazard in found["hazards"].values():
        hazard["tiers"] = Row(hazard["tiers"])
        for name in {"words", "steps_say"} & hazard.keys():
            hazard[name] = [phrase for phrase in hazard[name] if not _by_chance(phrase)]
    return dict(found)


def _cited(theirs: Path) -> dict[str, object]:
    """The works that the shared files rest on; those of the starter's cards and pages are not named here."""
    shared = "\n".join((theirs / f"{name}.yml").read_text(encoding="utf-8") for name in (*SHARED, "hazards"))
    works = yaml.safe_load((theirs / "references.yml").read_text(encoding="utf-8"))
    return {id: Row(work) for id, work in works.items() if re.search(rf"\b{id}\b", shared)}


def _by_chance(phrase: str) -> bool:
    """Whether each of its words, or another that may stand for it, is one of those that texts are made of."""
    choices = [choice.split("|") for choice in re.findall(r"[^ …-]+", phrase)]
    return all({f"{word}{end}" for word in words for end in ("", "s", "es", "ing")} & set(items.WORDS) for words in choices)


def _vocabulary(theirs: Path) -> dict[str, object]:
    positions = yaml.safe_load((theirs / "vocabulary.yml").read_text(encoding="utf-8"))["positions"]
    return {
        "categories": {id: Row(name=name) for id, name in items.CATEGORIES.items()},
        "equipment": {_id(name): Row(name=name.capitalize()) for name in items.EQUIPMENT},
        "positions": {id: Row(entry) for id, entry in positions.items()},
    }


def _recodes(made: Sequence[Item]) -> dict[str, int]:
    """Where two short codes would clash, what the second author would write into `recode`."""
    taken: set[str] = set()
    again: dict[str, int] = {}
    for item in made:
        for attempt in (None, *range(2, 100)):
            first = codes.name("card" if item.is_card else "page", item.id, (), attempt)
            mine = {codes.short(first, tier) for tier in (*TIERS, None)}
            if len(mine) > len(TIERS) and not mine & taken:
                taken |= mine
                if attempt:
                    again[item.id] = attempt
                break
    return again


def _id(name: str) -> str:
    return name.replace(" ", "-")


# cards


def kind(number: int) -> tuple[list[str], Statuses]:
    """The hazards of the card with this number, and what each tier may do with it."""
    return KINDS[number % len(KINDS)]


def _card(card: Item, numbers: Mapping[str, int]) -> dict[str, object]:
    number = numbers[card.id]
    hazards, statuses = kind(number)
    changed = {tier: card.notes[theirs] for tier, theirs in TIERS.items() if statuses[tier] == "modify"}
    fields: dict[str, object] = {
        "name": card.title,
        "category": card.category,
        "goal": {"plain": card.summary, "why": items.plain(card.why)},
        "equipment": [_id(name) for name in card.equipment],
        "position": ("standing", "sitting", "lying", "kneeling", "walking")[number % 5],
        "hazards": hazards,
        "tiers": Row(statuses),
    }
    if statuses is _CLOSE:
        fields["stricter_because"] = dict.fromkeys(("lower", "moderate", "high"), _BECAUSE)
    fields["modify"] = changed
    first = "safety" if "bal-supported" in hazards else "move"
    fields["steps"] = [{"move" if n else first: step} for n, step in enumerate(card.steps)]
    fields["dose"] = _dose(card)
    fields["feel"] = card.feel
    fields["mistakes"] = list(_mistakes(card))
    # figures: the cards of the bench will share 60 (`"figure": f"bench-{number % 60}"`), once the site can show them
    return fields | dict(_rungs(card, numbers))


def _dose(card: Item) -> dict[str, object]:
    """The lower tier's dose for all, and the others' own."""
    base, *others = ({"sets": d.sets, "reps": d.reps, "rest": _time(d.rest), "days_per_week": d.days} for d in card.doses.values())
    return {**base, "tiers": {tier: Row(dose) for tier, dose in zip(list(TIERS)[1:], others, strict=True)}}


def _time(seconds: int) -> str:
    return "1 minute" if seconds == 60 else f"{seconds} seconds"


def _mistakes(card: Item) -> Iterator[dict[str, str]]:
    """The three slips, with the advice shared out among them, whole sentences each."""
    advice = re.split(r"(?<=\.) ", items.plain(card.advice))
    for number, slip in enumerate(card.slips):
        mend = advice[number : number + 1] if number < 2 else advice[2:]
        yield {"wrong": items.plain(slip), "mend": " ".join(mend)}


def _rungs(card: Item, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The related cards as the next steps, where that makes no circle and no easier card is the stricter one."""
    here = numbers[card.id]
    for field, other in zip(("harder", "easier"), card.related, strict=True):
        there = numbers[other.id]
        if field == "harder" and there > here:
            yield field, other.id
        if field == "easier" and there < here and _is_as_open(kind(there)[1], kind(here)[1]):
            yield field, other.id


def _is_as_open(one: Statuses, other: Statuses) -> bool:
    return all(_RANKS[one[tier]] <= _RANKS[other[tier]] for tier in TIERS)


# pages


def _head(page: Item) -> dict[str, object]:
    return {
        "title": page.title,
        "summary": page.summary,
        "today": {tier: page.notes[theirs] for tier, theirs in TIERS.items()},
        "cards": [card.id for card in page.related],
    }


def _body(page: Item) -> str:
    return "\n\n".join(map(_part, page.parts)) + "\n"


def _part(part: Part) -> str:
    if part.kind == "note":
        return "/// warning | Note\n" + "\n".join(textwrap.wrap(part.words, 100)) + "\n///"
    return items.markdown(part)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), items.build(int(sys.argv[2]))))
