"""What a tier is led to: rungs, swaps and lists as one edition shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sites import card, site
from whole import whole

from sitegen.model.views import Avoided, CardView, Edition

HOPS = {
    "name": "Small hops",
    "hazards": ["impact-mod"],
    "tiers": {"lower": "allow", "moderate": "modify", "high": "avoid", "recent": "avoid"},
    "modify": {"moderate": "Land softly."},
    "swap": {"high": "easy-march", "recent": "ask your therapist"},
}


@dataclass
class Shown:
    """What one tier is shown: its lists, and its cards whole."""

    edition: Edition
    cards: dict[str, CardView]

    @property
    def avoided(self) -> tuple[Avoided, ...]:
        return self.edition.avoided


def editions(root: Path, **cards: dict[str, Any]) -> dict[str | None, Shown]:
    """The editions of the base site with some cards more, by tier."""
    found = whole(site(root, {f"content/cards/{id.replace('_', '-')}.yml": c for id, c in cards.items()}))
    return {e.tier.id if e.tier else None: Shown(e, {id: found.card(e, id) for id in e.cards}) for e in found.editions}


def march(found: dict[str | None, Shown], tier: str | None) -> CardView:
    return found[tier].cards["easy-march"]


def test_a_harder_card_is_left_out_where_it_is_avoided_and_the_top_step_is_said(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(harder="hops"), hops=card(**HOPS))
    assert (march(found, "lower").harder.address, march(found, "lower").top_step) == ("build-up/cards/hops/", False)  # type: ignore[union-attr]
    assert (march(found, "high").harder, march(found, "high").top_step) == (None, True)


def test_words_for_a_harder_way_carry_hazards_of_their_own(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(harder={"text": "Hop on the spot.", "hazards": ["impact-mod"]}))
    assert march(found, "moderate").harder and not march(found, "high").harder


def test_nobody_is_led_to_a_harder_step_where_the_therapist_picks_each_one(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(harder={"text": "Lift your knees."}, easier={"text": "Sit to do it."}))
    assert march(found, "high").harder and march(found, "high").easier
    assert (march(found, "recent").harder, march(found, "recent").top_step) == (None, False)
    assert march(found, "recent").easier


def test_a_card_that_needs_a_therapist_leads_nowhere(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(supervision="always", harder={"text": "Faster."}, easier={"text": "Slower."}))
    view = march(found, "lower")
    assert view.supervised and not (view.steps or view.easier or view.harder or view.top_step or view.dose or view.feel)


def test_a_card_says_what_it_is_done_instead_of_only_where_that_is_avoided(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(), hops=card(**HOPS))
    assert march(found, "high").instead_of == ("Small hops",)
    assert march(found, "lower").instead_of == ()
    assert march(found, None).instead_of == ()


def test_the_list_of_what_is_not_at_this_level_has_a_way_out_for_each(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(), hops=card(**HOPS))
    for tier in ("lower", "moderate", "high", "recent"):
        assert all(a.instead.words for a in found[tier].avoided)
    assert {a.name for a in found["recent"].avoided} >= {"Small hops"}
    assert found[None].avoided == ()


def test_the_general_edition_shows_a_card_whole_only_where_all_its_tiers_may_do_it(tmp_path: Path) -> None:
    found = editions(tmp_path, easy_march=card(), hops=card(**HOPS))[None]
    assert found.cards["easy-march"].whole and found.cards["easy-march"].steps
    hops = found.cards["hops"]
    assert not hops.whole and not hops.steps and not hops.dose and not hops.equipment
    assert hops.instead and hops.instead.address == "cards/easy-march/"


def test_a_withdrawn_card_stands_nowhere(tmp_path: Path) -> None:
    gone = card(withdrawn={"on": "2026-01-01", "reason": "A band tore."})
    found = editions(tmp_path, easy_march=card(), old_way=gone)
    assert not [tier for tier, shown in found.items() if "old-way" in shown.cards]
    assert not [a for edition in found.values() for a in edition.avoided if a.name == "Easy march" and not a.instead]


def test_a_withdrawn_page_stands_nowhere(tmp_path: Path) -> None:
    page = "---\ntitle: Old advice\nsummary: It was.\nwithdrawn: {on: 2026-01-01, reason: Newer advice.}\n---\n\nWords.\n"
    found = whole(site(tmp_path, {"content/pages/old-advice.md": page}))
    assert not [edition.reader.key for edition in found.editions if "old-advice" in edition.pages]
