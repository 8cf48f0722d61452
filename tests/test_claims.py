"""A claim of an effect has its work, and a work has its use: told where it is missing, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import sites
from sites import told

REFERENCES = (sites.BASE / "content" / "references.yml").read_text(encoding="utf-8")


def test_a_claim_without_a_work_is_told_and_a_question_or_a_known_one_is_not(tmp_path: Path) -> None:
    good = {
        "known": "/// known | walking-2020\nStudies show 23 percent fewer falls.\n///",
        "unknown": "/// unknown\nWhether it prevents falls.\n///",
        "asked": "Can it lower my risk of a fall? Ask whether it slows bone loss.",
        "open": "Nobody knows how far it improves bone density.",
        "plain": "Slow down on the stairs. Lower your heels.\n\nCut the rope. Raise one foot.",
        "heading": "## What prevents a fall\n\nHold the rail.",
    }
    bad = {
        "studies": ("Studies have shown that it helps.", "Studies have shown"),
        "percent": ("It led to 23 percent fewer falls.", "23 percent fewer"),
        "times": ("You are 3 times as likely to fall.", "3 times as likely"),
        "half": ("It halves your risk.", "halves your risk"),
        "lowers": ("- hold on\n- it lowers the chance of a fall", "lowers the chance"),
        "prevents": ("Walking prevents osteoporosis.", "prevents osteoporosis"),
    }
    found = told(tmp_path, good | {name: text for name, (text, _) in bad.items()})
    assert {name: marks for name, marks in found.items() if marks} == {name: [f"claim-unsourced: {words}"] for name, (_, words) in bad.items()}


def test_sources_of_a_page_stand_behind_its_effects_but_a_study_is_named_where_it_is_told(tmp_path: Path) -> None:
    pages = {"effect": "Walking lowers the risk of a fall.", "study": "In a trial there were 23 percent fewer falls."}
    files: dict[str, sites.File] = {f"content/pages/{name}.md": sites.page(text).replace("title:", "sources: [walking-2020]\ntitle:", 1) for name, text in pages.items()}
    found = sites.problems(sites.site(tmp_path, files))
    assert [(p.code, p.place.path) for p in found] == [("claim-unsourced", "content/pages/study.md")]


def test_a_card_and_a_statement_name_their_works_too(tmp_path: Path) -> None:
    why = {"plain": "Steady steps", "why": "Balance work prevents falls."}
    said = (sites.BASE / "content" / "statements.yml").read_text(encoding="utf-8") + "walk: {text: Walking slows bone loss.}\nstep: {text: Walking slows bone loss., sources: [walking-2020]}\n"
    files: dict[str, sites.File] = {"content/cards/bare.yml": sites.card(goal=why), "content/cards/cited.yml": sites.card(goal=why, sources=["walking-2020"], name="Other march"), "content/statements.yml": said}
    found = sites.problems(sites.site(tmp_path, files))
    assert [(p.code, p.place.path, p.place.source.split(":")[0]) for p in found if p.code == "claim-unsourced"] == [
        ("claim-unsourced", "content/cards/bare.yml", '  "why"'),
        ("claim-unsourced", "content/statements.yml", "walk"),
    ]


def test_a_work_that_nothing_names_is_told_wherever_else_it_could_be_named(tmp_path: Path) -> None:
    works = REFERENCES + "".join(f'{name}: {{authors: A, year: 2020, title: T, journal: J, short: "{name}"}}\n' for name in ("in-page", "in-block", "in-card", "in-statement", "in-hazard", "nowhere"))
    base = {name: (sites.BASE / "content" / f"{name}.yml").read_text(encoding="utf-8") for name in ("statements", "hazards")}
    files: dict[str, sites.File] = {
        "content/references.yml": works,
        "content/pages/stairs.md": sites.page("/// known | in-block\nRails help.\n///").replace("title:", "sources: [in-page]\ntitle:", 1),
        "content/cards/march.yml": sites.card(sources=["in-card"]),
        "content/statements.yml": base["statements"] + "rail: {text: Hold the rail., sources: [in-statement]}\n",
        "content/hazards.yml": base["hazards"].replace("    safety_first: true", "    safety_first: true\n    sources: [in-hazard]"),
    }
    found = sites.problems(sites.site(tmp_path, files))
    assert [(p.code, p.place.source.split(":")[0]) for p in found] == [("reference-unused", "nowhere")]


def test_the_numbers_of_a_work_are_looked_at_each_in_its_own_way(tmp_path: Path) -> None:
    fields = {
        "fine": {"doi": "10.1016/S0140-6736(02)08657-9", "pmid": "12345", "pmcid": "PMC12345", "url": "https://www.cdc.gov/steadi/"},
        "stop": {"doi": "10.1007/s00198-014-2881-4."},
        "bracket": {"doi": "10.1007/s00198-013-2523-2)"},
        "address": {"doi": "10.1007/https://doi.org/10.1007/x"},
        "zero": {"pmid": "0123"},
        "pmc": {"pmcid": "PMC0123"},
        "field": {"url": "https://doi.org/10.1007/s00198-014-9999-4"},
        "twice": {"pmid": "12345"},
        "neighbor": {"url": "https://www.cdc.gov/steadi/"},
    }
    works = {name: {"authors": "A", "year": 2020, "title": "T", "journal": "J", "short": name, **numbers} for name, numbers in fields.items()}
    page = sites.page("Hold on.").replace("title:", f"sources: [walking-2020, balance-2021, {', '.join(works)}]\ntitle:", 1)
    text = REFERENCES + "".join(f"{name}: {{{', '.join(f'{key}: {chr(39)}{value}{chr(39)}' for key, value in work.items() if key != 'year')}, year: 2020}}\n" for name, work in works.items())
    found = sites.problems(sites.site(tmp_path, {"content/references.yml": text, "content/pages/stairs.md": page}))
    assert {p.place.source.split(":")[0]: p.code for p in found} == {
        **dict.fromkeys(("stop", "bracket", "address", "zero", "pmc", "field"), "reference-number"),
        "twice": "reference-twice",
    }
