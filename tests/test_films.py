"""Films: nothing of one is fetched before somebody presses play, its words stand below it, and paper says where it is watched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import photographs
import pytest
import sites
from served import served

from sitegen import films
from sitegen.build import Settings, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools",)

VTT = "WEBVTT\n\n00:00.000 --> 00:04.000\nHold on first.\n"
FILM = {"file": "get-up.mp4", "length": "2 minutes", "summary": "How somebody gets up from the floor.", "transcript": ["He rolls on to his side.", "“Take your time,” he says."], "captions": "get-up.vtt"}
ELSEWHERE = {name: value for name, value in FILM.items() if name not in ("file", "captions")} | {"address": "https://films.example/get-up"}


def box(kind: bytes, inside: bytes = b"") -> bytes:
    return (8 + len(inside)).to_bytes(4, "big") + kind + inside


def mp4(beside: bytes = b"", dots: bytes = bytes(2000)) -> bytes:
    """A film in its outermost boxes: enough for what looks at files, and for a browser to ask for it."""
    return box(b"ftyp", b"isom\0\0\2\0isommp41") + box(b"moov", beside) + box(b"mdat", dots)


def files(film: dict[str, Any], **more: Any) -> dict[str, sites.File]:
    made = photographs.files("get-up", photographs.photograph(width=500, height=300), film=film, caption=None, **more)
    made["content/pages/get-up.md"] = sites.page("/// film | get-up\n///\n", title="Get up", summary="Take your time.")
    return made | ({"content/media/get-up.mp4": mp4(), "content/media/get-up.vtt": VTT} if "file" in film else {})


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a film that stands here, one that stands elsewhere, and one that no page shows."""
    made = {path.replace("get-up", "stand-up"): text for path, text in files(ELSEWHERE).items()} | files(FILM)
    made["content/pages/stand-up.md"] = sites.page("/// film | stand-up\n///\n", title="Stand up", summary="Take your time.")
    made |= {f"content/media/unseen.{ending}": content for ending, content in (("jpg", photographs.photograph(width=40, height=30)), ("mp4", mp4()))}
    made["content/media/unseen.yml"] = photographs.PASSPORT | {"film": {**FILM, "file": "unseen.mp4", "captions": "get-up.vtt"}}
    root = sites.site(tmp_path_factory.mktemp("films"), made)
    outcome = build(Settings(root, sites.TODAY))
    assert outcome.published and not outcome.failed, sites.report(outcome.problems)
    return root / "output"


def test_only_films_that_a_page_shows_are_published_and_no_copy_for_a_device_holds_one(output: Path) -> None:
    assert sorted(f.name for f in output.glob("media/*")) == ["get-up.jpg", "get-up.mp4", "get-up.vtt", "stand-up.jpg"]
    assert (output / "media/get-up.mp4").read_bytes() == mp4()
    workers = [file.read_text(encoding="utf-8") for file in output.rglob("worker.js")]
    assert workers and all(".mp4" not in text and "media/get-up.jpg" in text for text in workers)


def test_what_is_said_and_seen_stands_below_the_film_in_words(output: Path) -> None:
    for page in ("get-up", "stand-up"):
        html = (output / page / "index.html").read_text(encoding="utf-8")
        after = html.partition('<figure class="film">')[2].partition("</figure>")[2]
        assert after.lstrip().startswith('<details class="film__transcript">') and "He rolls on to his side." in after
        assert "Length: 2 minutes." in html and "How somebody gets up from the floor." in html


def test_a_film_elsewhere_is_a_link_that_says_so_and_nothing_of_it_is_on_the_page(output: Path) -> None:
    html = (output / "stand-up/index.html").read_text(encoding="utf-8")
    assert '<a class="tap" href="https://films.example/get-up"' in html and "Watch the film at films.example" in html and "This leads to another website." in html
    assert "<video" not in html and html.count("films.example/get-up") == 2  # the link, and the same as people type it on paper


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_nothing_of_a_film_is_asked_for_before_somebody_presses_play(output: Path, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 400, "height": 900})
    page, asked = context.new_page(), list[str]()
    context.on("request", lambda it: asked.append(it.url))
    with served(output) as address:
        for place in ("get-up/", "stand-up/"):
            page.goto(address + place, wait_until="networkidle")
        assert any(url.endswith("media/get-up.jpg") for url in asked)  # the still is there
        assert not [url for url in asked if url.endswith((".mp4", ".vtt")) or not url.startswith((address, "data:"))]
        page.goto(address + "get-up/", wait_until="networkidle")
        with context.expect_event("request", lambda it: it.url.endswith("get-up.mp4")):
            video = page.locator("video")
            video.focus()
            page.keyboard.press("Space")
    context.close()


@pytest.mark.browser
def test_a_page_with_a_film_breaks_no_rule_fits_a_small_telephone_and_prints_where_it_is(output: Path, page: Page) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    page.set_viewport_size({"width": 320, "height": 640})
    for place in ("get-up", "stand-up"):
        page.goto((output / place / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate(str(AXE_SCRIPT))
        found = page.evaluate("() => axe.run(document)")["violations"]
        assert [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in found] == []
        page.emulate_media(media="print")
        told = page.locator("main a[data-paper]").first.evaluate("link => getComputedStyle(link, '::after').content")
        assert ("/media/get-up.mp4" if place == "get-up" else "films.example/get-up") in told
        page.emulate_media(media="screen")


@pytest.mark.slow
def test_on_paper_stand_the_address_the_length_and_what_is_in_it(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    site = sites.site(tmp_path, files(FILM), remove=["content/pages/pain.md", "content/pages/bending.md"])
    assert build(Settings(site, sites.TODAY, handouts=True, tiers=("high",))).published
    pages = pdfium.PdfDocument(tmp_path / "output/protect/get-up/protect-get-up.pdf")
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "How somebody gets up from the floor. Length: 2 minutes." in text and "/media/get-up.mp4" in text


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.mp4", mp4(), None),
        ("a.mp4", mp4(dots=b"\xa9xyz loci"), None),  # by chance, among its dots
        ("a.mp4", mp4(box(b"udta", box(b"\xa9xyz", b"+51.5074-000.1278/"))), "film-location"),
        ("a.mp4", mp4(box(b"meta", b"com.apple.quicktime.location.ISO6709+51.5")), "film-location"),
        ("a.mp4", mp4()[:-9], "media-broken"),
        ("a.mp4", b"RIFF....AVI ", "media-kind"),
        ("a.mov", mp4(), "media-kind"),
        ("a.mp4", mp4(dots=bytes(films.LARGEST)), "media-too-large"),
        ("a.vtt", VTT.encode(), None),
        ("a.vtt", b"1\n00:00:01,000 --> 2\n", "media-kind"),
    ],
)
def test_a_film_that_tells_where_it_was_taken_or_that_old_tablets_do_not_play_is_refused(name: str, content: bytes, code: str | None) -> None:
    flaw = films.unfit(name, content)
    assert (flaw and flaw.code) == code


def test_a_film_without_its_words_is_refused(tmp_path: Path) -> None:
    silent = {name: value for name, value in FILM.items() if name != "transcript"}
    assert sites.codes(sites.problems(sites.site(tmp_path, files(silent)))) == ["missing-field"]
