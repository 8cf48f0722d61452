"""A second, right-to-left language: overlays of text only, each bound to the words it was made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sites import TODAY, codes, site, write

from sitegen import load, validate
from sitegen.build import Settings, build, prepare
from sitegen.model import Page
from sitegen.overlay import fingerprint, texts
from sitegen.problems import Problem

CARD = "content/translations/ar/cards/heel-raise.yml"
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Skip to the page"\nmsgstr "تخط"\n'


def two_languages(root: Path, files: dict[str, Any] | None = None) -> Path:
    made = site(root)
    settings = made / "content/site.yml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("languages")]
    settings.write_text("\n".join([*kept, "languages: [en, ar]"]) + "\n", encoding="utf-8")
    write(made / "content/translations/ar/messages.po", PO)
    for path, content in (files or {}).items():
        write(made / path, content)
    return made


def judged(root: Path) -> list[Problem]:
    return prepare(Settings(root, TODAY)).problems


def english(root: Path, kind: str = "card", id: str = "heel-raise") -> dict[str, str]:
    loaded = load.documents(site(root))
    common = validate.shared([d for d in loaded.documents if d.kind in validate.SHARED], {}, TODAY)
    model = validate.judged(next(d for d in loaded.documents if (d.kind, d.id) == (kind, id)), {}, common).models["en"]
    return dict(texts(model.head if isinstance(model, Page) else model))


def overlay(words: dict[str, str], **replaced: str) -> dict[str, dict[str, str]]:
    """A complete translation of some texts: each says «ترجمة» and its path."""
    return {path: {"of": fingerprint(text), "text": replaced.get(path, f"ترجمة {number}")} for number, (path, text) in enumerate(words.items())}


def test_every_text_of_a_card_can_be_translated_and_nothing_else(tmp_path: Path) -> None:
    words = english(tmp_path / "en")
    assert {"name", "goal.plain", "goal.why", "feel", "steps.0.text", "modify.recent"} <= set(words)
    assert not {"id", "category", "tiers.high", "hazards.0", "dose.reps"} & set(words)


@pytest.mark.slow
def test_a_translated_card_is_shown_in_its_language_from_right_to_left(tmp_path: Path) -> None:
    root = two_languages(tmp_path / "ar", {CARD: overlay(english(tmp_path / "en"), name="رفع الكعب")})
    outcome = build(Settings(root, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems]
    page = next((root / "output/ar").glob("*/cards/heel-raise/index.html")).read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in page and "رفع الكعب" in page and "تخط" in page


@pytest.mark.slow
def test_a_tiers_gates_are_the_same_in_every_language(tmp_path: Path) -> None:
    root = two_languages(tmp_path)
    build(Settings(root, TODAY))
    own = {p.relative_to(root / "output").as_posix() for p in (root / "output").rglob("index.html")}
    tiered = {p for p in own if p.split("/")[0] in {"build-up", "strengthen", "protect", "heal", "cards"}}
    assert tiered and {f"ar/{p}" for p in tiered} <= own


@pytest.mark.slow
def test_a_text_that_is_not_translated_says_which_language_it_is_in(tmp_path: Path) -> None:
    words = english(tmp_path / "en")
    feel = words.pop("feel")
    root = two_languages(tmp_path / "ar", {CARD: overlay(words)})
    outcome = build(Settings(root, TODAY))
    assert "translation-missing" in codes(outcome.problems)
    page = next((root / "output/ar").glob("*/cards/heel-raise/index.html")).read_text(encoding="utf-8")
    assert f'<span lang="en" dir="auto">{feel}</span>' in page


@pytest.mark.slow
def test_a_stale_translation_is_never_shown(tmp_path: Path) -> None:
    words = english(tmp_path / "en")
    root = two_languages(tmp_path / "ar", {CARD: overlay({**words, "feel": "An older wording."}, feel="كلمات قديمة")})
    outcome = build(Settings(root, TODAY))
    (stale,) = [p for p in outcome.problems if p.code == "translation-stale"]
    assert stale.place.path == CARD and fingerprint(words["feel"]) in stale.help
    assert not [p for p in (root / "output").rglob("*.html") if "كلمات قديمة" in p.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"hazards.0": {"of": "00000000", "text": "x"}}, "translation-unknown"),
        ({"name": "رفع"}, "translation-shape"),
        ({"name": {"of": "00000000", "text": "x", "tiers": {}}}, "translation-shape"),
    ],
)
def test_an_overlay_can_change_words_only(tmp_path: Path, row: dict[str, Any], code: str) -> None:
    found = judged(two_languages(tmp_path, {CARD: row}))
    assert code in codes(found)


def test_a_translated_page_must_keep_every_gate_of_its_source(tmp_path: Path) -> None:
    source = site(tmp_path / "en")
    page = next(p for p in sorted((source / "content/pages").glob("*.md")) if "/// tier" in p.read_text(encoding="utf-8"))
    body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    head = {"body": fingerprint(body.strip()), **overlay(english(tmp_path / "en2", "page", page.stem))}
    moved = body.replace("/// tier | ", "/// tier | recent ", 1)
    for text, code in ((moved, "translation-gates"), (body, None)):
        root = two_languages(tmp_path / f"ar-{code}", {f"content/translations/ar/pages/{page.name}": f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n{text}"})
        found = judged(root)
        assert ("translation-gates" in codes(found)) is (code is not None)


def test_an_empty_translation_is_refused(tmp_path: Path) -> None:
    words = english(tmp_path / "en")
    found = judged(two_languages(tmp_path / "ar", {CARD: overlay(words, feel=" ")}))
    assert "translation-shape" in codes(found)
