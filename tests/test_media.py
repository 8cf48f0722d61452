"""Pictures: published where a page shows them, with their words and in their place; not published where none does."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import photographs
import pytest
import sites
import yaml
from edits import EDITS
from PIL import Image

from sitegen import load, photos, signing, tailor, validate
from sitegen.build import Settings, build, judging, reading
from sitegen.build.keep import Store
from sitegen.model import Page, media
from sitegen.model.base import UNWRITTEN
from sitegen.new import begin
from sitegen.overlay import fingerprint
from sitegen.rules import catalogue

SITE = (sites.BASE / "content/site.yml").read_text(encoding="utf-8")


def built(root: Path, **asked: Any) -> Path:
    outcome = build(Settings(root, sites.TODAY, **asked))
    assert outcome.published and not outcome.failed, sites.report(outcome.problems)
    return root / "output"


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def pictures(output: Path) -> list[str]:
    return sorted(f.relative_to(output).as_posix() for f in output.rglob("*") if f.suffix in (".jpg", ".png", ".webp") and "media" in f.parts)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a picture that everybody sees, one that one level sees, and one that nobody does."""
    root = tmp_path_factory.mktemp("pictures")
    files = photographs.files(**photographs.AGREED) | photographs.files("stairs", photographs.photograph(width=500, height=300)) | photographs.files("unseen")
    files["content/pages/stairs.md"] = sites.page("/// tier | high\n\n/// picture | stairs\n///\n\n///\n")
    return built(sites.site(root, files, remove=["content/pages/unseen.md"]))


def test_only_pictures_that_a_page_shows_are_published(output: Path) -> None:
    assert pictures(output) == ["media/front-door.jpg", "media/small/front-door.jpg", "media/stairs.jpg"]


def test_no_secret_of_a_photograph_stands_anywhere_in_the_site(output: Path) -> None:
    for file in output.rglob("*"):
        if file.is_file() and "media" in file.parts:
            assert [secret for secret in photographs.SECRETS if secret in file.read_bytes()] == []


def test_a_page_shows_its_picture_with_its_size_its_words_and_whose_it_is(output: Path) -> None:
    page = (output / "protect/front-door/index.html").read_text(encoding="utf-8")
    assert 'src="../../media/small/front-door.jpg" width="1200" height="750" alt="A front door with a rail' in page
    assert 'srcset="../../media/small/front-door.jpg 600w, ../../media/front-door.jpg 1200w"' in page
    assert "A rail on both sides." in page and "Picture: The clinic (our own)" in page


def test_a_picture_for_one_level_is_shown_to_it_alone_and_kept_in_its_copy_alone(output: Path) -> None:
    def told(name: str) -> list[str]:
        return sorted(f.relative_to(output).parts[0] for f in output.glob(f"*/{name}") if "media/stairs.jpg" in f.read_text(encoding="utf-8"))

    assert len(told("stairs/index.html")) == 1 and told("stairs/index.html") == told("worker.js")
    assert "media/front-door.jpg" in (output / "worker.js").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_page_that_is_withdrawn_takes_its_picture_with_it(tmp_path: Path) -> None:
    root = sites.site(tmp_path, photographs.files())
    assert pictures(built(root))
    page = root / "content/pages/front-door.md"
    page.write_text(page.read_text(encoding="utf-8").replace("title:", "withdrawn: {on: 2026-11-20, reason: It is no more.}\ntitle:"), encoding="utf-8")
    assert pictures(built(root)) == []


@pytest.mark.slow
def test_a_picture_is_described_in_the_language_of_its_page_and_says_where_it_is_not(tmp_path: Path) -> None:
    words = photographs.PASSPORT["alt"]
    files = photographs.files() | {
        "content/site.yml": SITE + "\nlanguages: [en, ar]\n",
        "content/translations/ar/media/front-door.yml": {"alt": {"of": fingerprint(str(words)), "text": "باب أمامي"}},
    }
    output = built(sites.site(tmp_path, files))
    page = (output / "ar/front-door/index.html").read_text(encoding="utf-8")
    assert 'src="../../media/small/front-door.jpg"' in page and 'alt="باب أمامي"' in page
    assert '<span lang="en" dir="auto">A rail on both sides.</span>' in page


@pytest.mark.slow
def test_on_paper_the_picture_stands_with_the_words_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    output = built(sites.site(tmp_path, photographs.files(), remove=(f"content/{file}" for file in ("pages/pain.md", "pages/bending.md"))), handouts=True, tiers=("high",))
    sheet = output / "protect/front-door/protect-front-door.pdf"
    drawn = pdfium.PdfDocument(sheet)
    assert any(found.type == 3 and found.get_px_size() == (600, 375) for page in drawn for found in page.get_objects())
    text = "".join(page.get_textpage().get_text_range() for page in drawn)
    assert "A rail on both sides." in text and "Picture: The clinic" in text
    import pypdf

    assert any(photographs.PASSPORT["alt"] == str(found.get_object().get("/Alt")) for found in _structured(pypdf.PdfReader(sheet)))


def _structured(reader: Any) -> list[Any]:
    return [found for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm)) if isinstance(found := reader.get_object(number), dict) and "/Alt" in found]


def test_without_what_reads_pictures_a_site_with_pictures_is_refused_and_one_without_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "find_spec", lambda name: None)  # as where it is not installed
    assert sites.codes(sites.problems(sites.site(tmp_path / "with", photographs.files()))) == ["media-reader"]
    assert sites.problems(sites.site(tmp_path / "without")) == []


def test_words_that_license_nothing_are_no_license(tmp_path: Path) -> None:
    for number, name in enumerate(("Unknown", "none.", "All rights reserved.", "n/a", "© copyright", "???")):
        files = photographs.files(photo=photographs.photograph(width=40, height=30), license={"name": name})
        assert sites.codes(sites.problems(sites.site(tmp_path / str(number), files))) == ["media-license"], name


def test_a_logo_needs_no_passport(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (80, 40)).save(out, "PNG")
    files: dict[str, sites.File] = {"content/site.yml": SITE + "\nbrand: {logo: media/logo.png}\n", "content/media/logo.png": out.getvalue()}
    assert sites.problems(sites.site(tmp_path, files)) == []


@pytest.mark.slow
def test_consent_that_ends_is_told_on_the_day_after_also_where_nothing_else_has_changed(tmp_path: Path) -> None:
    root = sites.site(tmp_path, photographs.files(people=True, consent={"keeper": "the front desk", "given": "2026-05-01", "until": sites.TODAY.isoformat()}))
    built(root)
    tomorrow = build(Settings(root, sites.TODAY.replace(day=sites.TODAY.day + 1)))
    assert sites.codes(tomorrow.problems) == ["media-consent-over"]


def test_the_codes_that_a_release_asks_for_are_in_the_catalogue_as_errors() -> None:
    assert all(catalogue()[code].severity == "error" for code in media.LICENSED)


def test_a_passport_that_was_just_begun_says_what_is_still_to_be_written(tmp_path: Path) -> None:
    root = sites.site(tmp_path, {"content/media/front-door.jpg": photographs.photograph(width=40, height=30)})
    begin("media", "front-door", root)
    found = sites.problems(root)
    assert {p.code for p in found} == {"unwritten"} and [p.place.line for p in found] == [3, 4, 5, 8]
    passport = root / "content/media/front-door.yml"
    passport.write_text(passport.read_text(encoding="utf-8").replace(UNWRITTEN, ""), encoding="utf-8")
    assert sites.codes(sites.problems(root)) == ["media-unused"]


@pytest.mark.slow
def test_after_each_edit_of_a_picture_an_incremental_build_has_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    root = sites.site(tmp_path / "site")
    built(root, tiers=("high",))
    shown = 0
    for number in (1, 2, 6, 3, 4, 1, 5):  # it comes with a page, changes, is described anew, leaves the page, comes back, goes
        EDITS["a photograph and its passport"](root, number)
        outcomes = [build(Settings(root, sites.TODAY, tiers=("high",), output=root.with_name(f"clean-{clean}") if clean else None, clean=clean)) for clean in (False, True)]
        assert sites.report(outcomes[0].problems) == sites.report(outcomes[1].problems)
        if outcomes[1].published:
            shown += bool(pictures(root / "output"))
            assert tree(root / "output") == tree(root.with_name("clean-True"))
    assert shown >= 3


def test_a_picture_that_is_replaced_or_described_anew_unsigns_its_page_and_makes_it_another_version_and_a_credit_does_not(tmp_path: Path) -> None:
    def signed(name: str, **change: Any) -> tuple[str, str]:
        root = sites.site(tmp_path / name, photographs.files(**change))
        content = reading.content(Settings(root, sites.TODAY), Store(None), {}, b"")
        library = content.common.shared.libraries["en"]
        document = next(d for d in load.documents(root).documents if (d.kind, d.id) == ("page", "front-door"))
        page = validate.judged(document, {}, content.common.shared).models["en"]
        assert isinstance(page, Page)
        view = tailor.page(page, judging.readers(content.common.shared)[0])
        assert view
        return signing.hashes(signing.page(page, document.body, library)).safety, view.sheet.version

    first = signed("first")
    assert signed("credit", author="Somebody else", source="another place") == first
    for name, change in {"file": {"photo": photographs.photograph(width=900)}, "alt": {"alt": "A back door."}, "caption": {"caption": "No rail."}}.items():
        hash, version = signed(name, **change)
        assert hash != first[0] and (version != first[1] or name == "caption"), name


@pytest.mark.slow
def test_a_picture_that_nobody_looked_at_again_is_told_then_left_out_of_strict_levels_and_no_build_breaks(tmp_path: Path) -> None:
    tiers = yaml.safe_load((sites.BASE / "content/tiers.yml").read_text(encoding="utf-8"))
    tiers["high"]["strict"] = True
    root = sites.site(tmp_path / "site", photographs.files(review={"last": "2025-11-20", "next": sites.TODAY.isoformat(), "grace": 10}) | {"content/tiers.yml": tiers})
    told = []
    for later in (0, 1, 10, 11):
        outcomes = [build(Settings(root, sites.TODAY + timedelta(days=later), tiers=("high", "lower"), output=root.with_name("clean") if clean else None, clean=clean)) for clean in (False, True)]
        assert outcomes[0].published and tree(root / "output") == tree(root.with_name("clean"))
        shown = ["media/" in (root / f"output/{tiers[tier]['slug']}/front-door/index.html").read_text(encoding="utf-8") for tier in ("lower", "high")]
        told.append((sites.codes(outcomes[0].problems), *shown))
    assert told == [([], True, True), (["review-due"], True, True), (["review-due"], True, True), (["review-lapsed"], True, False)]
