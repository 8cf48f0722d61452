"""What an edition has no more, although people hold its address: withdrawn, or not for its readers now; and what each of them does instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sites import BASE, File, card, page, site
from whole import whole

from sitegen import codes
from sitegen.model.gone import Gone
from sitegen.overlay import fingerprint

OUT = {"on": "2026-03-04", "reason": "A band tore."}
HOPS = {
    "name": "Small hops",
    "hazards": ["impact-mod"],
    "tiers": {"lower": "allow", "moderate": "modify", "high": "avoid", "recent": "avoid"},
    "modify": {"moderate": "Land softly."},
    "swap": {"high": "easy-march", "recent": "Rest your heels today."},
}
TIERS = ("lower", "moderate", "high", "recent")


def found(root: Path, files: dict[str, File]) -> dict[str | None, tuple[Gone, ...]]:
    """What is gone from each edition of the base site with these files, by tier."""
    return {e.tier.id if e.tier else None: e.gone for e in whole(site(root, files)).editions}


def cards(**fields: dict[str, Any]) -> dict[str, File]:
    return {f"content/cards/{id.replace('_', '-')}.yml": fields for id, fields in fields.items()}


def release(*addresses: str, versions: tuple[str, ...] = ()) -> dict[str, File]:
    """A record with one release: these addresses, and a version of each of these codes in English."""
    rows = [{"code": f"{code}-222", "kind": "card", "id": "hops", "tier": "high", "language": "en", "status": "allow"} for code in versions]
    return {"content/published.yml": {"2026-02-01": {"on": "2026-02-01", "sitegen": "1.0", "addresses": list(addresses), "versions": rows}}}


def code(id: str, tier: str) -> str:
    """The short code of a card that was first called so."""
    return codes.short(codes.name("card", id, (), None), tier)


def led(gone: tuple[Gone, ...]) -> list[tuple[str, str | None]]:
    """Where each leads: words and address."""
    return [(str(one.instead.words), one.instead.address) if one.instead else ("", None) for one in gone]


def test_a_withdrawn_card_is_gone_for_everyone_who_would_have_it(tmp_path: Path) -> None:
    gone = found(tmp_path, cards(easy_march=card(), hops=card(**HOPS, withdrawn=OUT)))
    assert {tier for tier, ones in gone.items() if ones} == {None, "lower", "moderate"}
    (one,) = gone["lower"]
    assert (one.kind, one.id, one.name, one.status, str(one.on), one.reason) == ("card", "hops", "Small hops", "withdrawn", "2026-03-04", "A band tore.")
    assert (one.address, one.code) == ("build-up/cards/hops/", code("hops", "lower"))
    assert gone[None][0].address == "cards/hops/"


def test_nothing_is_gone_that_nobody_ever_had(tmp_path: Path) -> None:
    assert not any(found(tmp_path, cards(easy_march=card(), hops=card(**HOPS))).values())


def test_a_card_that_a_level_must_avoid_now_is_gone_where_its_address_was_released(tmp_path: Path) -> None:
    gone = found(tmp_path, cards(easy_march=card(), hops=card(**HOPS)) | release("protect/cards/hops/", "build-up/cards/hops/"))
    assert {tier for tier, ones in gone.items() if ones} == {"high"}
    (one,) = gone["high"]
    assert (one.status, one.reason, one.on) == ("avoided", None, None)
    assert led(gone["high"]) == [("Easy march", "protect/cards/easy-march/")]


def test_a_card_is_gone_where_a_version_of_its_code_was_released_even_if_the_level_has_another_address_now(tmp_path: Path) -> None:
    gone = found(tmp_path, cards(easy_march=card(), hops=card(**HOPS)) | release("shield/cards/hops/", versions=(code("hops", "high"),)))
    assert [one.address for one in gone["high"]] == ["protect/cards/hops/"]


def test_a_renamed_card_that_is_gone_knows_its_older_addresses(tmp_path: Path) -> None:
    gone = found(tmp_path, cards(easy_march=card(), hops=card(**HOPS, was=["leaps"])) | release("protect/cards/leaps/"))
    assert gone["high"][0].earlier == ("protect/cards/leaps/",)
    assert gone["high"][0].code == code("leaps", "high")


def test_a_card_withdrawn_without_another_leads_each_level_to_its_own_swap_or_to_nobody(tmp_path: Path) -> None:
    out = card(withdrawn=OUT, swap={"high": "easy-march", "recent": "Rest your heels today."})
    gone = found(tmp_path, cards(easy_march=card(), old_way=out))
    assert led(gone["high"]) == [("Easy march", "protect/cards/easy-march/")]
    assert led(gone["recent"]) == [("Rest your heels today.", None)]
    assert led(gone["lower"]) == [("", None)]


def test_what_is_named_in_its_place_goes_before_the_swap_where_the_level_may_do_it(tmp_path: Path) -> None:
    out = card(withdrawn={**OUT, "instead": "hops"}, swap={"high": "easy-march", "recent": "Rest today."})
    hops = card(**{**HOPS, "swap": {"high": "Ask us.", "recent": "Ask us."}})
    gone = found(tmp_path, cards(easy_march=card(), hops=hops, old_way=out))
    assert {tier: led(gone[tier])[0][0] for tier in TIERS} == {"lower": "Small hops", "moderate": "Small hops", "high": "Easy march", "recent": "Rest today."}


def test_what_is_named_in_its_place_is_followed_like_a_swap(tmp_path: Path) -> None:
    gone = found(tmp_path, cards(easy_march=card(), hops=card(**HOPS), old_way=card(withdrawn={**OUT, "instead": "hops"})))
    assert led(gone["high"]) == [("Easy march", "protect/cards/easy-march/")]


def test_a_swap_that_leads_to_a_withdrawn_card_goes_on_to_what_was_named_in_its_place(tmp_path: Path) -> None:
    out = card(withdrawn={**OUT, "instead": "slow-breath"})
    gone = found(tmp_path, cards(easy_march=out, hops=card(**HOPS)) | release("protect/cards/hops/"))
    assert {one.id: way for one, way in zip(gone["high"], led(gone["high"]), strict=True)}["hops"][1] == "protect/cards/slow-breath/"


def test_cards_that_name_one_another_in_their_place_end_with_nobody(tmp_path: Path) -> None:
    one, two = (card(withdrawn={**OUT, "instead": other}) for other in ("two", "one"))
    gone = found(tmp_path, cards(one=one, two=two))
    assert led(gone["lower"]) == [("", None), ("", None)]


def test_a_withdrawn_page_leads_to_the_page_in_its_place(tmp_path: Path) -> None:
    out = "---\ntitle: Old advice\nsummary: It was.\nwithdrawn: {on: 2026-01-01, reason: Newer advice., instead: stairs}\n---\n\nWords.\n"
    gone = found(tmp_path, {"content/pages/old-advice.md": out, "content/pages/stairs.md": page("Hold the rail.")})
    assert [(one.kind, one.address, one.reason) for one in gone["high"]] == [("page", "protect/old-advice/", "Newer advice.")]
    assert led(gone[None]) == [("Stairs", "stairs/")]


def test_a_withdrawn_handout_is_gone_for_those_who_got_it(tmp_path: Path) -> None:
    out: File = {"title": "The first week", "summary": "A start.", "for": ["high"], "cards": ["slow-breath"], "withdrawn": OUT}
    gone = found(tmp_path, {"content/handouts/start.yml": out})
    assert {tier for tier, ones in gone.items() if ones} == {"high"}
    assert (gone["high"][0].kind, gone["high"][0].address) == ("handout", "protect/handouts/start/")


def test_a_reason_is_told_in_the_words_of_each_language(tmp_path: Path) -> None:
    spanish: File = {"withdrawn.reason": {"of": fingerprint(OUT["reason"]), "text": "Una banda se rompió."}}
    settings = (BASE / "content/site.yml").read_text(encoding="utf-8") + "languages: [en, es]\n"
    files = cards(old_way=card(withdrawn=OUT)) | {"content/translations/es/cards/old-way.yml": spanish, "content/site.yml": settings}
    told = {(e.language_folder, one.reason) for e in whole(site(tmp_path, files)).editions for one in e.gone}
    assert told == {("", "A band tore."), ("es/", "Una banda se rompió.")}
