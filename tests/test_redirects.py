"""Old addresses lead on: ids under `was:`, whatever redirects.yml names, and whole folders of which addresses were released."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from sites import TODAY, File, card, codes, page, problems, site, write

from sitegen.build import Outcome, Settings, build

pytestmark = pytest.mark.slow  # whole sites are built, and built again

RELEASED = {"2026-02-01": {"on": "2026-02-01", "sitegen": "1.0", "addresses": ["shield/", "shield/pain/", "shield/cards/hop/", "shield/cards/slow-breath/", "old-list/"]}}


def built(root: Path, files: dict[str, File], **asked: object) -> Path:
    """The output of the base site with these files."""
    outcome = build(Settings(site(root, files), TODAY, **asked))  # type: ignore[arg-type]
    assert outcome.published, [str(p) for p in outcome.problems]
    return root / "output"


def leads(output: Path, address: str) -> str:
    """Where the page at an address leads at once, from the site's root; empty for a page that stays."""
    text = (output / address / "index.html").read_text(encoding="utf-8")
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text)
    if not found:
        return ""
    there = os.path.normpath(f"{address}{found[1]}") + "/"
    assert f'<link rel="canonical" href="https://bones.example/{there}">' in text
    assert f'href="{found[1]}"' in text  # and a plain link, for browsers that are told to stay
    return there


def test_an_old_id_leads_to_the_new_one_in_every_edition_that_shows_it(tmp_path: Path) -> None:
    hops = card(was=["leap", "jump"], tiers={"lower": "allow", "moderate": "allow", "high": "allow", "recent": "avoid"}, modify=None, swap={"recent": "slow-breath"}, stricter_because={"recent": "It needs a healed bone."})
    output = built(tmp_path, {"content/cards/hops.yml": hops, "content/pages/stairs.md": page("Hold on.").replace("summary", "was: [steps]\nsummary")})
    assert leads(output, "build-up/cards/leap/") == leads(output, "build-up/cards/jump/") == "build-up/cards/hops/"
    assert leads(output, "cards/leap/") == "cards/hops/"
    assert leads(output, "protect/steps/") == "protect/stairs/"
    assert not (output / "heal/cards/leap").exists()  # it must avoid the card, and nobody ever gave it that address


def test_an_old_id_of_a_withdrawn_card_has_the_notice(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/cards/hops.yml": card(was=["leap"], withdrawn={"on": "2026-03-04", "reason": "A band tore."})})
    for address in ("build-up/cards/leap/", "build-up/cards/hops/"):
        assert leads(output, address) == ""
        assert "A band tore." in (output / address / "index.html").read_text(encoding="utf-8")


def test_a_line_of_redirects_leads_an_old_address_on_over_other_old_ones(tmp_path: Path) -> None:
    output = built(tmp_path, {
        "content/redirects.yml": "older/: old/\nold/: protect/cards/leap/\nold.html: pain/\n",
        "content/cards/hops.yml": card(was=["leap"]),
    })  # fmt: skip
    assert leads(output, "older/") == leads(output, "old/") == "protect/cards/hops/"
    assert "url=pain/" in (output / "old.html").read_text(encoding="utf-8")


def test_a_folder_that_moved_leads_on_all_of_it_that_was_released(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/published.yml": RELEASED, "content/redirects.yml": "shield/*: protect/*\nold-list/: glossary/\n", "content/cards/hops.yml": card(was=["hop"])})
    assert {address: leads(output, address) for address in ("shield/", "shield/pain/", "shield/cards/hop/", "shield/cards/slow-breath/", "old-list/")} == {
        "shield/": "protect/", "shield/pain/": "protect/pain/", "shield/cards/hop/": "protect/cards/hops/", "shield/cards/slow-breath/": "protect/cards/slow-breath/", "old-list/": "glossary/",
    }  # fmt: skip


def test_of_a_part_of_the_site_only_what_leads_into_it_is_made(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/redirects.yml": "old/: protect/pain/\nelder/: heal/pain/\n"}, tiers=("high",))
    assert leads(output, "old/") == "protect/pain/"
    assert not (output / "elder").exists()


def test_old_addresses_are_listed_nowhere(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/redirects.yml": "old/: pain/\n", "content/cards/hops.yml": card(was=["leap"]), "content/cards/out.yml": card(withdrawn={"on": "2026-03-04", "reason": "A band tore."})})
    listed = [output / "sitemap.xml", *(f for f in output.glob("data/**/*.js*") if f.name != "codes.json")]  # codes.json tells of what is gone, with its status
    assert len(listed) > 5
    for file in listed:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r'[/"](old|cards/leap|cards/out)/', text), file
    for address in ("old/", "cards/leap/", "cards/out/"):
        assert '<meta name="robots" content="noindex">' in (output / address / "index.html").read_text(encoding="utf-8")


def test_a_redirect_is_judged_against_the_whole_site_whatever_is_built(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/redirects.yml": "old/: heal/pian/\n"})
    outcome = build(Settings(root, TODAY, tiers=("high",)))
    assert codes(outcome.problems) == ["redirect-nowhere"]
    assert str(outcome.problems[0].place) == "content/redirects.yml:1:7"


def test_a_folder_that_leads_into_itself_is_a_circle(tmp_path: Path) -> None:
    assert codes(problems(site(tmp_path, {"content/redirects.yml": "shield/*: shield/deeper/*\n"}))) == ["redirect-loop"]


@pytest.mark.slow
def test_after_a_withdrawal_and_a_rename_an_incremental_build_has_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/hops.yml": card(swap={"recent": "march"}), "content/cards/march.yml": card(), "content/published.yml": RELEASED, "content/redirects.yml": "shield/*: protect/*\nold-list/: glossary/\nshield/cards/hop/: protect/cards/hops/\n"})

    def same() -> Outcome:
        for file in (p for p in root.rglob("*") if p.is_file() and ".sitegen" not in p.parts and "output" not in p.parts):
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))
        outcome = build(Settings(root, TODAY))
        assert outcome.published, [str(p) for p in outcome.problems]
        clean = build(Settings(root, TODAY, output=tmp_path / "clean/output", clean=True, jobs=1))
        assert [str(p) for p in outcome.problems] == [str(p) for p in clean.problems]
        here, there = ({p.relative_to(top): p.read_bytes() for p in top.rglob("*") if p.is_file()} for top in (root / "output", tmp_path / "clean/output"))
        assert here == there
        return outcome

    same()
    write(root / "content/cards/march.yml", card(withdrawn={"on": "2026-03-04", "reason": "A band tore."}))
    same()
    (root / "content/cards/hops.yml").rename(root / "content/cards/leap.yml")
    write(root / "content/cards/leap.yml", card(was=["hops"], swap={"recent": "march"}))
    same()
    write(root / "content/cards/march.yml", card(withdrawn={"on": "2026-03-04", "reason": "Two people fell.", "instead": "leap"}))
    same()
    write(root / "content/cards/march.yml", card())
    same()
    assert leads(root / "output", "shield/cards/hop/") == "protect/cards/leap/"
    assert (root / "output/protect/cards/hops/index.html").is_file()
