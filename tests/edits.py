"""Random edits of a small site, as an author, a translator, a designer or an accident would make them."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from PIL import Image
from sites import write

Edit = Callable[[Path, int], None]  # (project, some number)
TIERS = ("lower", "moderate", "high", "recent")
WORDS = ("Breathe out as you rise.", "Keep both feet flat.", "Take your time & rest.", "Try a sit-up.", "Your “back” stays long.", "Grow tall.")
PARTS = (
    "Stand tall.",
    "## A heading\n\nSome words.",
    "/// tier | high\nOnly for some.\n///",
    "/// statement | stop-tell\n///",
    "/// card | {card}\n///",
    "Read [more](../{page}).",
    "Do [this](cards/{card}).",
    "/// do\n- hold on\n- pick it up {{lift-low}}\n///",
    "/// tier | lower\nSee [there](../{page}#a-heading).\n///",
    "/// figure | {figure}\n- A woman lifts her heels.\n///",
    "/// tier | lower high\n/// figure | {figure}\n- She picks it up. {{lift-low}}\n- Her back is round.\n///\n///",
)


def _some(folder: Path, pattern: str, number: int) -> Path | None:
    files = sorted(folder.glob(pattern))
    return files[number % len(files)] if files else None


def _data(file: Path) -> dict[str, Any]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def _change_card(change: Callable[[dict[str, Any], int, list[str]], None]) -> Edit:
    def edit(root: Path, number: int) -> None:
        file = _some(root / "content/cards", "*.yml", number)
        if file:
            card, ids = _data(file), sorted(f.stem for f in file.parent.glob("*.yml"))
            change(card, number // 7, ids)
            write(file, card)

    return edit


def _change_shared(name: str, change: Callable[[dict[str, Any], int], None]) -> Edit:
    def edit(root: Path, number: int) -> None:
        file = root / f"content/{name}.yml"
        rows = _data(file)
        change(rows, number)
        write(file, rows)

    return edit


def _set(field: str, value: Callable[[int, list[str]], Any]) -> Edit:
    return _change_card(lambda card, number, ids: card.update({field: value(number, ids)}))


def _drop(field: str) -> Edit:
    return _change_card(lambda card, number, ids: card.pop(field, None))


def _status(card: dict[str, Any], number: int, ids: list[str]) -> None:
    tier = TIERS[number % 4]
    word = ("allow", "modify", "avoid")[number // 4 % 3]
    card.setdefault("tiers", {})[tier] = word
    card.setdefault("stricter_because", {})[tier] = "It suits them better."
    if word == "modify":
        card.setdefault("modify", {})[tier] = "Do it seated."
    elif word == "avoid":
        card.setdefault("swap", {})[tier] = ids[number % len(ids)] if number % 2 else "ask someone to do it"


def _new_card(root: Path, number: int) -> None:
    id = f"extra-{number % 5}"
    card = {
        "name": f"Extra {number % 9}",
        "category": "balance",
        "order": number % 50,
        "goal": {"plain": "Steady steps", "why": WORDS[number % len(WORDS)]},
        "position": "standing",
        "hazards": [],
        "tiers": {"lower": "allow", "moderate": "allow", "high": "allow", "recent": "modify"},
        "modify": {"recent": "Hold on."},
        "steps": [{"move": WORDS[number % 3]}],
        "feel": "Warm.",
    }
    write(root / f"content/cards/{id}.yml", card)


POSES = (
    "{from: standing, arms: {reach: {to: counter.top, dx: 2}, hand: flat}}",
    "{from: standing, arms: {reach: {to: counter.top, dx: 3}, hand: flat}}",
    "{from: previous, legs: {heel_up: 34}, at: {ball: 11}}",
)


FIGURES = ("heel-raise", "heel-raise", "more", "heel-drop")


def _figure(root: Path, number: int) -> None:
    """A figure is drawn, or drawn in another way; now and then with a slip."""
    name = FIGURES[number % 4]
    slip = "legs: {heal_up: 1}" if number % 11 == 0 else POSES[number % 3]
    thing = "counter: {x: 28}" if number % 5 else "counter: {x: 28}, wall: {x: 120}"
    marks = ("\n    mark: do", "\n    mark: dont") if number % 6 == 5 else ("", "")
    frames = f"frames:\n  - pose: {POSES[0]}{marks[0]}\n  - pose: {slip if slip.startswith('{') else '{' + slip + '}'}{marks[1]}\n"
    write(root / f"content/figures/{name}.yml", f"person: {('rosa', 'amir', 'nobody')[number % 7 % 3]}\nprops: {{{thing}}}\n{frames}")


def _depict(card: dict[str, Any], number: int, ids: list[str]) -> None:
    """A card gains, loses or renames its figure, or changes its words for it."""
    if number % 4 == 0:
        card.pop("figure", None)
        card.pop("alt", None)
    else:
        card |= {"figure": FIGURES[number % 4], "alt": f"A picture: {WORDS[number % 3]}"}
        card["equipment"] = ["counter"]
    if number % 9 == 0:
        card["alt_dont"] = "Too far."


def _depicted(file: Path, number: int) -> None:
    if file.exists():
        card = _data(file)
        _depict(card, number, [])
        write(file, card)


def _rename_figure(root: Path, number: int) -> None:
    """A figure gets another name: whoever shows it is told, or shows the one that it replaces."""
    file = _some(root / "content/figures", "*.yml", number)
    if file:
        file.rename(file.with_stem(FIGURES[number // 3 % 4]))


def _page_figure(root: Path, number: int) -> None:
    """A page shows a figure, in other words, to other levels, another one, or none at all."""
    file = _some(root / "content/pages", "*.md", number)
    if file is None:
        return
    text = re.sub(r"\n\n(/// tier[^\n]*\n)?/// figure.*?\n///(?(1)\n///)\n", "\n", file.read_text(encoding="utf-8"), flags=re.S)
    alts = f"- {WORDS[number % 3]}{' {lift-low}' if number % 7 == 0 else ''}\n" + ("- Too far.\n" if number % 8 == 3 else "")
    there = _some(root / "content/figures", "*.yml", number // 3)
    block = f"/// figure | {there.stem if there and number % 9 else FIGURES[number % 4]}\n{alts}///\n"
    if number % 3:
        text += f"\n\n/// tier | {TIERS[number // 2 % 4]}\n{block}///\n" if number % 2 else f"\n\n{block}"
    file.write_text(text, encoding="utf-8")


def _people(rows: dict[str, Any], number: int) -> None:
    person = rows.setdefault("people", {}).setdefault(("rosa", "amir")[number % 2], {})
    person |= {"skin": f"skin-{number % 6 or 1}", "top": ("teal", "plum", "rust")[number % 3]}


def _remove(pattern: str) -> Edit:
    def edit(root: Path, number: int) -> None:
        file = _some(root / "content", pattern, number)
        if file:
            file.unlink()

    return edit


def _touch(root: Path, number: int) -> None:
    file = _some(root / "content", "**/*.*", number)
    if file:
        os.utime(file, ns=(number, number))


def _write_page(root: Path, number: int) -> None:
    file = _some(root / "content/pages", "*.md", number)
    card, page = _some(root / "content/cards", "*.yml", number), _some(root / "content/pages", "*.md", number // 3)
    figure = _some(root / "content/figures", "*.yml", number // 5)
    if file and card and page:
        part = PARTS[number % len(PARTS)].format(card=card.stem, page=page.stem, figure=figure.stem if figure else "heel-raise")
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\n\n{part}\n" if number % 5 else text.split("\n## ")[0] + f"\n\n{part}\n", encoding="utf-8")


def _new_page(root: Path, number: int) -> None:
    head = {"title": f"Page {number % 7}", "summary": {"all": "In short.", "high": WORDS[number % len(WORDS)]}, "order": number % 90}
    write(root / f"content/pages/more-{number % 4}.md", f"---\n{json.dumps(head)}\n---\n\nWords.\n\n## A heading\n\nMore words.\n")


def _week(root: Path, number: int) -> None:
    """A sample week comes, changes or goes; now and then with a card that is not for that level."""
    file = root / "content/weeks.yml"
    rows, tier, kept = (_data(file) if file.exists() else {}), TIERS[number % 7 % 3], ("slow-breath", "heel-raise")
    ids = sorted(f.stem for f in (root / "content/cards").glob("*.yml"))
    if number % 9 == 0 or not ids:
        rows.pop(tier, None)
    else:
        odd = ids[number // 3 % len(ids)] if number % 4 == 0 else kept[number % 2]
        days = [{"name": f"Day {n}", "do": [odd] if n % 3 == number % 2 else []} for n in range(7)]
        rows[tier] = {"title": "A sample week", "lead": WORDS[number % 3], "days": days, "notes": [WORDS[number % 5]]}
    if rows:
        write(file, rows)
    else:
        file.unlink(missing_ok=True)


def _week_dose(root: Path, number: int) -> None:
    """The dose of a card that sample weeks name."""
    file = root / f"content/cards/{('heel-raise', 'slow-breath')[number % 3 % 2]}.yml"
    if file.exists():
        doses: tuple[dict[str, Any], ...] = ({"reps": 5 + number % 30, "sets": 2}, {"minutes": 5 + number % 7}, {"reps": 8, "times_per_day": 1 + number % 4}, {"reps": 8, "days_per_week": 1 + number % 5})
        write(file, _data(file) | {"dose": doses[number // 3 % 4]})


def _aims(rows: dict[str, Any], number: int) -> None:
    """What a level's week aims at, in words and numbers."""
    aim = {"of": ("strength", "balance")[number % 2], "days": 1 + number % 3} | ({"minutes": number % 40 + 1} if number % 4 else {})
    rows[TIERS[number % 3]]["week"] = [{"what": "Strength", "how": WORDS[number % 3], "aim": aim}] if number % 5 else []


def _scene(name: str, tier: str = "") -> Edit:
    """People come to the top of a home page, or go; now and then with a card that is not for all who see it."""

    def edit(root: Path, number: int) -> None:
        file = root / f"content/{name}.yml"
        rows = _data(file)
        ids = sorted(f.stem for f in (root / "content/cards").glob("*.yml"))
        odd = ids[number // 3 % len(ids)] if ids and number % 4 == 0 else "heel-raise"
        (rows[tier] if tier else rows)["scene"] = [odd] if number % 5 else []
        write(file, rows)

    return edit


SHELVES = ("moving", "care")


def _shelf(root: Path, number: int) -> None:
    """A page moves to another shelf, or to none; now and then to one that is not there."""
    file = _some(root / "content/pages", "*.md", number)
    if file and (parts := file.read_text(encoding="utf-8").split("---\n", 2))[1:]:
        head = yaml.safe_load(parts[1])
        head.pop("shelf", None)
        if number % 4:
            head["shelf"] = SHELVES[number % 2]
        file.write_text(f"---\n{json.dumps(head)}\n---\n{parts[2]}", encoding="utf-8")


def _shelves(rows: dict[str, Any], number: int) -> None:
    named = {id: {"name": f"Shelf {number % 3} {id}"} for id in (SHELVES, SHELVES[::-1])[number % 2]}
    rows["shelves"] = dict(list(named.items())[: 1 + number % 7])


def _handout(root: Path, number: int) -> None:
    """A handout comes, or holds something else, in other words, for others; now and then with a slip."""
    cards, pages = (sorted(f.stem for f in (root / "content" / kind).glob("*.*")) for kind in ("cards", "pages"))
    some = [cards[(number + n) % len(cards)] for n in range(number % 4)] if cards else []
    handout: dict[str, Any] = {"title": f"Handout {number % 5}", "summary": {"all": "In short.", "high": WORDS[number % len(WORDS)]}, "cards": some, "order": number % 30}
    if number % 3 and pages:
        handout["pages"] = {"all": [pages[number % len(pages)]], "lower": [pages[0], pages[-1]]}
    if number % 4:
        handout |= {"log": 1 + number % 3, "intro": WORDS[number % 3]}
    if number % 5 == 1:
        handout["layout"] = ["1-up", "4-up"]
        handout["for"] = [TIERS[number % 4], TIERS[number // 4 % 4]]
    if number % 13 == 0:
        handout["cards"] = [*some, "nothing-like-it"]
    write(root / f"content/handouts/take-{number % 3}.yml", handout)


def _rename_handout(root: Path, number: int) -> None:
    file = _some(root / "content/handouts", "*.yml", number)
    if file:
        file.rename(file.with_stem(f"take-{number // 3 % 4}"))


def _held_card(root: Path, number: int) -> None:
    """A card that stands in a handout changes its words, its figure, or who may do it."""
    handout = _some(root / "content/handouts", "*.yml", number)
    held = [id for id in _data(handout).get("cards", ()) if (root / f"content/cards/{id}.yml").exists()] if handout else []
    if held:
        file = root / f"content/cards/{held[number % len(held)]}.yml"
        card = _data(file)
        (_depict, _status, lambda c, n, ids: c.update(feel=WORDS[n % len(WORDS)]))[number % 3](card, number // 3, held)
        write(file, card)


# On the day of the tests: fine, due, lapsed, reckoned from the last look, ahead of the day, and a slip.
REVIEWS: tuple[dict[str, Any], ...] = (
    {"last": "2026-11-01"},
    {"owner": "The falls team", "next": "2026-11-01", "grace": 30},
    {"last": "2025-01-01", "next": "2026-01-01", "grace": 30},
    {"last": "2025-10-20"},
    {"last": "2025-08-20", "grace": "2 weeks"},
    {"last": "2026-12-01"},
    {"last": "2026-11-01", "next": "2026-10-01"},
)


def _page_review(root: Path, number: int) -> None:
    file = _some(root / "content/pages", "*.md", number)
    if file and (parts := file.read_text(encoding="utf-8").split("---\n", 2))[1:]:
        head = {**yaml.safe_load(parts[1]), "review": REVIEWS[number // 3 % len(REVIEWS)]}
        file.write_text(f"---\n{json.dumps(head, default=str)}\n---\n{parts[2]}", encoding="utf-8")


def _language(root: Path, number: int) -> None:
    file = root / "content/site.yml"
    site = _data(file)
    site["languages"] = ["en", "ar"] if "languages" not in site else ["en"]
    if site["languages"] == ["en"]:
        del site["languages"]
    write(file, site)


def _brand(root: Path, number: int) -> None:
    """The clinic's colors come, change or go; its logo, too, or the file alone; now and then with a slip."""
    file, logo = root / "content/site.yml", root / "content/media/logo.svg"
    site = _data(file)
    colors = ({}, {"main": "#1f4a7d"}, {"accent": "#d5e6f6"}, {"main": "#5b3a68", "accent": "#f1e4f5"})[number % 4]
    site["brand"] = {"colors": colors} | ({"logo": "media/logo.svg"} if number % 5 else {})
    if number % 9 and number % 5:
        write(logo, f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {20 + number % 3 * 20} 20"><circle r="{number % 7}"/></svg>')
    else:
        logo.unlink(missing_ok=True)
        if number % 2:
            del site["brand"]
    write(file, site)


def _picture(root: Path, number: int) -> None:
    """A photograph comes, is replaced, is described anew or goes; a page begins to show it; now and then a file is left alone."""
    folder, step = root / "content/media", number % 6
    if step == 5:
        for file in (folder / "door.png", *([folder / "door.yml"] if number % 4 else [])):
            file.unlink(missing_ok=True)
        return
    if step < 3 or not (folder / "door.png").exists():
        out = io.BytesIO()
        Image.new("RGB", (40 + number % 3, 30), (number % 5 * 50, 90, 90)).save(out, "PNG")
        write(folder / "door.png", out.getvalue())
    about = {"source": "ours", "author": "A" * (1 + number % 3), "license": {"name": "our own"}, "people": False, "alt": WORDS[number % len(WORDS)]}
    write(folder / "door.yml", {name: value for name, value in about.items() if number % 11 or name != "license"})
    page = _some(root / "content/pages", "*.md", number)
    if page and step in (1, 4):
        text = page.read_text(encoding="utf-8")
        shown = "\n/// picture | door\n///\n"
        write(page, text.replace(shown, "") if shown in text else text + shown)


def _translate(root: Path, number: int) -> None:
    from sitegen.overlay import fingerprint

    file = _some(root / "content/cards", "*.yml", number)
    if file:
        name = str(_data(file).get("name", ""))
        row = {"of": fingerprint(name) if number % 3 else "00000000", "text": f"اسم {number % 11}"}
        write(root / f"content/translations/ar/cards/{file.name}", {"name": row})


def _template(root: Path, number: int) -> None:
    """A template of the clinic's own comes, changes or goes."""
    import sitegen.starter

    name = ("base.html", "card.html", "components/steps/steps.html", "handout.html", "page.html", "styles/10-palette.css", "404.html")[number % 7]
    file, shipped = root / "templates" / name, sitegen.starter.root() / "templates" / name
    if number % 4 == 0 and file.exists():
        file.unlink()
    elif shipped.is_file():
        mark = f"/* {number} */" if name.endswith("css") else f"<!-- {number} -->"
        write(file, shipped.read_text(encoding="utf-8") + mark)


def _by_hand(root: Path, number: int) -> None:
    """Somebody changes, empties or deletes a published file."""
    file = _some(root / "output", "**/*.html", number)
    if file:
        file.unlink() if number % 3 == 0 else file.write_bytes(b"mine" * (number % 2))


def _released(root: Path, number: int) -> None:
    """A release, with an address and a version that may be lost again; or none."""
    file = root / "content/published.yml"
    if number % 4 == 0:
        file.unlink(missing_ok=True)
        return
    address = ("pain/", "protect/cards/heel-raise/", "cards/slow-breath/", "heal/")[number % 3]
    version = "" if number % 5 else "  versions:\n    - {code: HP8TN-3M9, kind: card, id: heel-raise, tier: moderate, language: en, status: allow, parts: {steps: 0123abcd}}\n"
    write(file, f"2026-11-{10 + number % 3}:\n  on: 2026-11-{10 + number % 3}\n  sitegen: 0.1.0\n  addresses:\n    - {address}\n{version}")


def _damage(root: Path, number: int) -> None:
    """A file of the work space loses a byte, its end, or itself."""
    files = sorted(f for f in (root / ".sitegen").glob("*") if f.is_file())
    if files:
        file = files[number % len(files)]
        raw = bytearray(file.read_bytes())
        if number % 5 == 0:
            file.unlink()
        elif raw:
            raw[number % len(raw)] ^= 1 + number % 255
            file.write_bytes(raw if number % 3 else raw[: number % len(raw)])


def _forget_output(root: Path, number: int) -> None:
    shutil.rmtree(root / ("output" if number % 2 else ".sitegen"), ignore_errors=True)


def _a_record(number: int) -> dict[str, Any]:
    """A record of some addresses: of a folder that is no more, and of cards that a level may have to avoid now."""
    folder = ("shield", "protect", "heal")[number % 3]
    return {"2026-02-01": {"on": "2026-02-01", "sitegen": "1.0", "addresses": [f"{folder}/", f"{folder}/pain/", f"{folder}/cards/heel-drop/"]}}


def _waive(root: Path, number: int) -> None:
    """A rule made graver, a finding left as it is, or neither any more."""
    write(root / "content/reviewers.yml", {"test-person": {"name": "Test Person", "role": "tester"}})
    about = {"words": "strength work" if number % 3 == 2 else "tier", "by": "test-person", "on": "2026-11-01", "because": "It is meant so."}
    where = (("stricter-unexplained", "content/cards/heel-raise.yml"), ("hazard-word", "content/pages/pain.md"), ("week-no-rest", "content/weeks.yml"))[number % 3]
    write(root / "content/waivers.yml", {"one": {"code": where[0], "file": where[1], **about}} if number % 2 else {})


def _graver(rows: dict[str, Any], number: int) -> None:
    rows["checks"] = {"severity": {("week-no-rest", "translation-missing", "stricter-unexplained")[number % 3]: "warning"}} if number % 2 else {}


def _sign(root: Path, number: int) -> None:
    """Somebody signs everything, what is shared, or some; now and then a signature is taken back, or a hand has been in it."""
    import signed

    place = root / "content/reviews.yml"
    if number % 7 == 0 and place.exists():
        lines = place.read_text(encoding="utf-8").split("\n")
        del lines[3 + number % max(1, len(lines) - 4)]
        place.write_text("\n".join(lines) if any("{by" in line for line in lines) else "{}\n", encoding="utf-8")
    elif number % 11 == 0 and (file := _some(root / "content/signed", "**/*.yml", number)):
        file.write_text(file.read_text(encoding="utf-8").replace("a", "b", 1), encoding="utf-8")
    else:
        signed.sign(root, (lambda subject: True, lambda subject: subject.kind == subject.id, lambda subject: (len(subject.id) + number) % 3 == 0, lambda subject: True)[number % 4])


EDITS: dict[str, Edit] = {
    "waive": _waive,
    "make a rule graver": _change_shared("site", _graver),
    "signatures": _sign,
    "more signatures": lambda root, n: _sign(root, n + 1),
    "the feel of a card": _set("feel", lambda n, ids: WORDS[n % len(WORDS)]),
    "a step": _set("steps", lambda n, ids: [{"safety": "Hold on."}, {"move": WORDS[n % len(WORDS)]}]),
    "a card's name": _set("name", lambda n, ids: f"Name {n % 6}"),
    "a card's purpose": _set("goal", lambda n, ids: {"plain": f"Goal {n % 4}", "why": WORDS[n % 3]}),
    "a status": _change_card(_status),
    "a harder card": _set("harder", lambda n, ids: ids[n % len(ids)]),
    "an easier card": _set("easier", lambda n, ids: ids[n % len(ids)] if n % 3 else {"text": "Sit down to do it."}),
    "no harder card": _drop("harder"),
    "no easier card": _drop("easier"),
    "a dose": _set("dose", lambda n, ids: {"sets": 1 + n % 3, "reps": 5 + n % 8, "tiers": {TIERS[n % 4]: {"reps": 4}}}),
    "what a timer counts": _set("dose", lambda n, ids: ({"reps": 3 + n % 3, "hold": ("5 seconds", "3-10 seconds")[n % 2], "each_side": n % 3 == 0}, {"minutes": 5 + n % 7}, {"sets": 2, "reps": 8, "rest": "1 minute", "fill_in": n % 2 == 0})[n // 2 % 3]),
    "a card's order": _set("order", lambda n, ids: n % 40),
    "equipment": _set("equipment", lambda n, ids: [["counter"], [], ["counter", "counter"]][n % 3]),
    "hazards": _set("hazards", lambda n, ids: [[], ["bal-supported"], ["lift-low"], ["impact-mod"]][n % 4]),
    "supervision": _set("supervision", lambda n, ids: ("none", "first-time", "always")[n % 3]),
    "an old id": _set("was", lambda n, ids: [f"old-{n % 3}"]),
    "a card's review": _set("review", lambda n, ids: REVIEWS[n % len(REVIEWS)]),
    "a page's review": _page_review,
    "a statement's review": _change_shared("statements", lambda rows, n: rows["pick-up"].update(review=REVIEWS[n % len(REVIEWS)])),
    "how long reviews hold": _change_shared("site", lambda rows, n: rows.update(review={"every": f"{1 + n % 24} months", "grace": n % 90})),
    "a strict tier": _change_shared("tiers", lambda rows, n: rows[TIERS[n % 4]].update(strict=n % 3 > 0)),
    "a card withdrawn": _set("withdrawn", lambda n, ids: {"on": "2026-01-01", "reason": "Newer advice."}),
    "a card withdrawn for another": _set("withdrawn", lambda n, ids: {"on": "2026-01-02", "reason": WORDS[n % 3], "instead": ids[n % len(ids)]}),
    "a card back": _drop("withdrawn"),
    "old addresses": lambda root, n: write(root / "content/redirects.yml", {"old/": ("pain/", "heal/", "protect/cards/slow-breath/")[n % 3], "shield/*": ("protect/*", "heal/*")[n // 3 % 2]}),
    "what was released": lambda root, n: write(root / "content/published.yml", _a_record(n)),
    "a new card": _new_card,
    "a card gone": _remove("cards/extra-*.yml"),
    "any card gone": _remove("cards/*.yml"),
    "a page's text": _write_page,
    "a new page": _new_page,
    "a page gone": _remove("pages/more-*.md"),
    "a figure": _figure,
    "a pose": _figure,
    "a figure gone": _remove("figures/*.yml"),
    "a figure renamed": _rename_figure,
    "a page's figure": _page_figure,
    "another page's figure": lambda root, n: _page_figure(root, n // 2),
    "a handout": _handout,
    "another handout": lambda root, n: _handout(root, n // 2),
    "a handout renamed": _rename_handout,
    "a handout gone": _remove("handouts/*.yml"),
    "a card in a handout": _held_card,
    "a card's figure": _change_card(_depict),
    "the figure's own card": lambda root, n: _depicted(root / "content/cards/heel-raise.yml", n),
    "a person": _change_shared("people", _people),
    "the telephone": _change_shared("site", lambda site, n: site["clinic"].update(telephone=f"555-01{n % 90 + 10}")),
    "the clinic's colors and logo": _brand,
    "a photograph and its passport": _picture,
    "the day of release": _change_shared("site", lambda site, n: site.update(released=f"2026-10-{n % 3 + 10}")),
    "a release": _released,
    "a tier's label": _change_shared("tiers", lambda tiers, n: tiers["high"].update(label=f"Label {n % 5}")),
    "a hazard's words": _change_shared("hazards", lambda file, n: file["hazards"]["lift-low"].update(words=["grow tall", "flat"][: n % 3])),
    "a statement": _change_shared("statements", lambda rows, n: rows["stop-tell"].update(text=f"Tell us: {WORDS[n % 3]}")),
    "a word of the glossary": _change_shared("glossary", lambda rows, n: rows.update({"spine": {"plain": "tall", "means": WORDS[n % 3]}})),
    "a name in the vocabulary": _change_shared("vocabulary", lambda rows, n: rows["categories"]["balance"].update(name=f"Balance {n % 3}")),
    "what is at hand in a home": _change_shared("vocabulary", lambda rows, n: rows["equipment"]["counter"].update(at_hand=bool(n % 2))),
    "what else a move is called": _change_shared("moves", lambda rows, n: rows["crunch"].update(words=["curl-up", "sit-up"][: n % 3])),
    "a sample week": _week,
    "another sample week": lambda root, n: _week(root, n // 2),
    "the dose of a card in a sample week": _week_dose,
    "the aims of a week": _change_shared("tiers", _aims),
    "what counts towards an aim": _change_shared("vocabulary", lambda rows, n: rows["categories"]["strength"].update(counts=("strength", "balance")[n % 2])),
    "who stands on the home page": _scene("site"),
    "who stands on a level's home": _scene("tiers", "high"),
    "a page's shelf": _shelf,
    "the shelves": _change_shared("vocabulary", _shelves),
    "a language": _language,
    "a translation": _translate,
    "a translation gone": _remove("translations/ar/cards/*.yml"),
    "a template": _template,
    "a file touched": _touch,
    "a published file changed by hand": _by_hand,
    "the work space damaged": _damage,
    "the output or the work space gone": _forget_output,
}
