"""A number → a sitegen project with so many tier pages, seeded: the same words on every machine. They mean nothing."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from sitegen import codes, starter

TIERS = ("lower", "moderate", "high", "recent")
SHARED = ("site", "tiers", "hazards", "vocabulary", "statements", "moves", "glossary", "references", "reviewers")
WORDS = """the a and with your slow steady keep hold rest move lower turn breathe count until before after then each side arm leg
knee hip ankle shoulder hand foot floor chair wall day week minute morning evening easy firm soft small large light water walk
stand sit press pull push feel stop start again notice write note plan ask tell care team nurse clinic home family friend support
level change grow less more often never always time place room door stair path shoe sock warm cool dry clean check look listen
wait relax calm strong able useful clear short long regular normal usual early late first second next last part range muscle
heart energy sleep night noise habit goal record chart list page card question answer reason choice practice repeat finish""".split()
SHARE_OF_CARDS = 0.6  # the rest are pages of about 750 words


def write(root: Path, tier_pages: int) -> Path:
    """The project at `root`; its cards and pages are a quarter of `tier_pages`, since each stands in four tiers."""
    shutil.rmtree(root, ignore_errors=True)
    for folder in ("cards", "pages"):
        (root / "content" / folder).mkdir(parents=True)
    for name in SHARED:
        shutil.copy(starter.root() / "content" / f"{name}.yml", root / "content")
    (root / "content/moves.yml").write_text("{}\n", encoding="utf-8")  # their swaps are cards of the starter
    chance = random.Random(20261121 + tier_pages)
    sources = tier_pages // 4
    cards = round(sources * SHARE_OF_CARDS)
    taken: set[str] = set()
    ids = list(_ids("card", "move", cards, taken))
    for number, id in enumerate(ids):
        (root / f"content/cards/{id}.yml").write_text(json.dumps(_card(chance, ids, number), indent=1), encoding="utf-8")
    for id in _ids("page", "page", sources - cards, taken):
        (root / f"content/pages/{id}.md").write_text(_page(chance, ids), encoding="utf-8")
    return root


def _ids(kind: str, stem: str, wanted: int, taken: set[str]) -> Iterator[str]:
    """Ids whose short codes do not clash: a real author would write `recode`."""
    number = 0
    while wanted:
        number += 1
        id = f"{stem}-{number}"
        mine = [codes.short(codes.name(kind, id, (), None), tier) for tier in (*TIERS, None)]
        if len(set(mine)) == len(mine) and not taken.intersection(mine):
            taken.update(mine)
            wanted -= 1
            yield id


def _sentence(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return f"{text[0].upper()}{text[1:]}."


def _paragraph(chance: random.Random, words: int) -> str:
    return " ".join(_sentence(chance, chance.randint(7, 16)) for _ in range(words // 11))


def _card(chance: random.Random, ids: list[str], number: int) -> dict[str, object]:
    return {
        "name": f"{chance.choice(WORDS).capitalize()} {chance.choice(WORDS)} {number}",
        "category": chance.choice(["posture", "legs", "arms", "balance", "core", "skills"]),
        "goal": {"plain": _sentence(chance, 6), "why": _sentence(chance, 14)},
        "equipment": chance.sample(["chair", "wall", "pillow", "towel", "ball", "stick"], chance.randint(1, 3)),
        "position": chance.choice(["lying", "sitting", "standing"]),
        "hazards": [],
        "tiers": {"lower": "allow", "moderate": "allow", "high": "allow", "recent": "modify"},
        "modify": {"recent": _sentence(chance, 12)},
        "steps": [{"move": _sentence(chance, chance.randint(6, 11))} for _ in range(chance.randint(4, 7))],
        "dose": {"sets": 2, "reps": chance.randint(9, 15), "rest": "1 minute", "days_per_week": 3, "most": {"sets": 3, "reps": 20}},
        "feel": _sentence(chance, 12),
        "mistakes": [{"wrong": _sentence(chance, 5), "mend": _sentence(chance, 7)} for _ in range(2)],
        **({"harder": ids[number + 1]} if number + 1 < len(ids) else {}),
    }


def _page(chance: random.Random, ids: list[str]) -> str:
    head = {"title": _sentence(chance, 4).rstrip("."), "summary": _sentence(chance, 14), "today": _sentence(chance, 9), "cards": chance.sample(ids, 2)}
    parts = []
    for part in range(4):
        parts += [f"## {_sentence(chance, 4).rstrip('.')}", _paragraph(chance, 60)]
        if part == 0:
            parts.append("\n".join(f"- {_sentence(chance, 9)}" for _ in range(5)))
        if part == 1:
            rows = [" | ".join(chance.choice(WORDS) for _ in range(4)) for _ in range(6)]
            parts.append("| A | B | C | D |\n| --- | --- | --- | --- |\n" + "\n".join(f"| {row} |" for row in rows))
        if part == 2:
            parts.append(f"/// tier | high recent\n{_paragraph(chance, 40)}\n///")
        parts += [f"### {_sentence(chance, 3).rstrip('.')}", _paragraph(chance, 60)]
    return f"---\n{json.dumps(head)}\n---\n\n" + "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2])))
