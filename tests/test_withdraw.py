"""`sitegen withdraw`: the emergency brake. It writes a few lines and nothing else, and whatever it is pulled for, the next build succeeds."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sites import TODAY, File, card, page, problems, site

from sitegen import cli, codes, nodes, starter
from sitegen.build import Settings, build, prepare
from sitegen.release.withdraw import Asked, Done, Refused, withdraw

pytestmark = pytest.mark.slow  # whole sites are built, and built again

DAY = date(2026, 11, 20)
EVERY = sorted(p.stem for p in (starter.root() / "content/cards").glob("*.yml"))
# The others as often as somebody asks for them: two seconds each.
TRIED = EVERY if os.environ.get("SITEGEN_WHOLE") else ["heel-raise", "hip-hinge", "sit-stand", "slow-breath" if "slow-breath" in EVERY else EVERY[0]]
YAML = """\
# The march. %s
name: Easy march   # said aloud
category: balance
goal: {plain: Steady steps, why: You walk with more ease.}
position: standing
hazards: []
tiers: {lower: allow, moderate: allow, high: allow, recent: modify}
modify: {recent: Hold on with both hands.}
steps:
  - move: Lift one foot, then the other.

feel: Warm and easy."""


def pulled(root: Path, name: str, reason: str = "A strap tore.", instead: str | None = None) -> Done:
    return withdraw(root, Asked(name, reason, instead, DAY))


def refused(root: Path, name: str, reason: str = "A strap tore.", instead: str | None = None) -> str:
    """Why nothing is withdrawn; no file is another afterwards."""
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    with pytest.raises(Refused) as why:
        pulled(root, name, reason, instead)
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before
    return str(why.value)


@pytest.mark.parametrize("before", [YAML, YAML + "\n", YAML.replace("\n", "\r\n") + "\r\n", "\ufeff" + YAML + "\n# the end\n"], ids=["no last line end", "usual", "Windows", "marked"])
def test_every_byte_that_was_there_stays(before: str, tmp_path: Path) -> None:
    file = site(tmp_path, {"content/cards/march.yml": before.encode()}) / "content/cards/march.yml"
    pulled(tmp_path, "march", "Two people fell: we look into it #2", "slow-breath")
    after = file.read_bytes()
    assert after.startswith(before.encode())
    assert b"\r\n" in after or b"\r" not in after
    told, _ = nodes.read(after.decode("utf-8-sig").replace("\r\n", "\n"))
    assert told["withdrawn"] == {"on": "2026-11-20", "reason": "Two people fell: we look into it #2", "instead": "slow-breath"} or str(told["withdrawn"]["on"]) == "2026-11-20"
    assert not [p for p in problems(tmp_path) if p.severity == "error"]


def test_a_card_in_braces_is_withdrawn_within_them(tmp_path: Path) -> None:
    site(tmp_path, {"content/cards/march.yml": card()})
    pulled(tmp_path, "march")
    assert (tmp_path / "content/cards/march.yml").read_text(encoding="utf-8").endswith('"withdrawn": {"on": "2026-11-20", "reason": "A strap tore."}}')
    assert problems(tmp_path) == []


def test_a_page_is_withdrawn_in_its_front_matter(tmp_path: Path) -> None:
    text = page("Hold the rail.\n\n---\n\nAnd breathe.\n")
    site(tmp_path, {"content/pages/stairs.md": text})
    done = pulled(tmp_path, "stairs", instead="pain")
    assert (done.kind, done.path) == ("page", "content/pages/stairs.md")
    after = (tmp_path / "content/pages/stairs.md").read_text(encoding="utf-8")
    assert after == text.replace("---\n\nHold", "withdrawn:\n  on: 2026-11-20\n  reason: A strap tore.\n  instead: pain\n---\n\nHold")


def test_a_handout_and_a_short_code_are_understood(tmp_path: Path) -> None:
    handout: File = "title: The first week\nsummary: A start.\ncards: [slow-breath]\n"
    site(tmp_path, {"content/handouts/start.yml": handout, "content/cards/march.yml": YAML + "\nwas: [walk]\n"})
    assert pulled(tmp_path, "start").kind == "handout"
    assert pulled(tmp_path, codes.short("card/walk", "high").lower()).id == "march"


def test_what_cannot_be_meant_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    hops = card(tiers=dict.fromkeys(("lower", "moderate", "high", "recent"), "avoid"), modify=None, swap=dict.fromkeys(("lower", "moderate", "high", "recent"), "slow-breath"), stricter_because=dict.fromkeys(("lower", "moderate", "high", "recent"), "It is unkind."))
    site(tmp_path, {"content/cards/march.yml": YAML, "content/cards/gone.yml": card(withdrawn={"on": "2026-01-01", "reason": "A band tore."}), "content/cards/hops.yml": hops, "content/pages/march.md": page("One, two.")})
    assert "did you mean `heel-raise`?" in refused(tmp_path, "heel-riase")
    assert "say why" in refused(tmp_path, "heel-raise", "  ")
    assert "is withdrawn already" in refused(tmp_path, "gone")
    assert "did you mean `slow-breath`?" in refused(tmp_path, "heel-raise", instead="slow-breaht")
    assert "`gone` is withdrawn itself" in refused(tmp_path, "heel-raise", instead="gone")
    assert "every level must avoid `hops`" in refused(tmp_path, "heel-raise", instead="hops")
    assert "cannot stand in for itself" in refused(tmp_path, "heel-raise", instead="heel-raise")
    assert "there is no card `pain`" in refused(tmp_path, "heel-raise", instead="pain")
    assert "`cards/march` or `pages/march`" in refused(tmp_path, "march")
    assert pulled(tmp_path, "pages/march").kind == "page"
    assert pulled(tmp_path, "content/cards/march.yml").kind == "card"


def test_the_command_tells_what_else_now_needs_a_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/pages/stairs.md": page("Do [this](cards/heel-raise).")})
    assert cli.main(["withdraw", "heel-raise", "--reason", "A strap tore.", "--project", str(root), "--today", "2026-11-20"]) == 0
    out, said = capsys.readouterr()
    assert "content/pages/stairs.md:6:11: note: the card `heel-raise` is withdrawn: the link leads to a notice that says so [withdrawn-named]" in out
    assert "the card `heel-raise` is withdrawn from 2026-11-20 on" in said
    assert cli.main(["withdraw", "heel-raise", "--reason", "Again.", "--project", str(root)]) == 2


def test_what_is_wrong_anyway_does_not_keep_the_brake_from_being_pulled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/cards/march.yml": {"name": "March"}})
    assert cli.main(["withdraw", "heel-raise", "--reason", "A strap tore.", "--project", str(root)]) == 1
    assert "mend them" in capsys.readouterr().err
    assert "withdrawn:" in (root / "content/cards/heel-raise.yml").read_text(encoding="utf-8")


def test_the_notice_names_why_and_what_to_do_and_no_step_dose_or_figure(tmp_path: Path) -> None:
    taught = {"steps": [{"move": "zqstep lift one foot."}], "dose": {"reps": 7, "days_per_week": 3}, "feel": "zqfeel warm.", "mistakes": [{"wrong": "zqwrong", "mend": "zqmend"}], "goal": {"plain": "zqgoal", "why": "zqwhy"}}
    root = site(tmp_path, {"content/cards/march.yml": card(**taught, equipment=["counter"], figure="heel-raise", alt="zqalt", was=["walk"]), "content/cards/heel-raise.yml": card(name="Raise")})
    pulled(root, "march", instead="slow-breath")
    outcome = build(Settings(root, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems]
    for address in ("protect/cards/march/", "protect/cards/walk/", f"c/{codes.short('card/walk', 'high').lower()}/"):
        words = re.sub(r"(?:<[^>]*>|\s)+", " ", (root / f"output/{address}index.html").read_text(encoding="utf-8"))
        for wanted in ("Do not do this exercise any more", "Why: A strap tore.", "Do this instead", "Slow breath", "Have you done it, and feel pain?", "555-0142"):
            assert wanted in words
    told = {file.as_posix() for file in (root / "output").rglob("*") if file.suffix in {".html", ".json", ".js", ".svg", ".xml", ".txt"} and b"zq" in file.read_bytes()}
    assert told == set()
    assert not list((root / "output").glob("**/figures/**/march*"))


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_the_starter_can_be_built_with_any_of_its_cards_withdrawn(name: str, tmp_path: Path) -> None:
    shutil.copytree(starter.root() / "content", tmp_path / "content")
    pulled(tmp_path, name)
    plan = prepare(Settings(tmp_path, TODAY))
    assert [str(p) for p in plan.problems if p.severity != "note"] == []
    assert plan.renderer


@pytest.mark.slow
def test_a_whole_site_is_built_with_a_card_withdrawn_that_much_depends_on(tmp_path: Path) -> None:
    shutil.copytree(starter.root() / "content", tmp_path / "content")
    pulled(tmp_path, "sit-stand")
    outcome = build(Settings(tmp_path, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems if p.severity == "error"]
    assert "Please leave this out" in (tmp_path / "output/protect/week/index.html").read_text(encoding="utf-8")
    assert '"sit-stand"' not in (tmp_path / "output/data/protect/cards.json").read_text(encoding="utf-8")


def test_a_handout_of_which_everything_is_withdrawn_says_so(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/handouts/start.yml": "title: The first week\nsummary: A start.\ncards: [slow-breath]\n"})
    pulled(root, "slow-breath")
    outcome = build(Settings(root, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems]
    assert "Nothing is left in this handout" in (root / "output/protect/handouts/start/index.html").read_text(encoding="utf-8")


def test_a_week_is_without_what_is_withdrawn_and_adds_up_what_is_left(tmp_path: Path) -> None:
    day = {"name": "A day", "do": ["march", "slow-breath"]}
    week: File = {"high": {"title": "A week", "lead": "Take your time.", "days": [day, *[{"name": "Rest"}] * 6]}}
    root = site(tmp_path, {"content/cards/march.yml": card(dose={"minutes": 10}), "content/weeks.yml": week})
    pulled(root, "march")
    outcome = build(Settings(root, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems]
    text = (root / "output/protect/week/index.html").read_text(encoding="utf-8")
    assert "Please leave this out" in text
    assert "cards/march/" not in text
