"""A copy for a USB stick: every link names a file, it opens without a server, it tells its age, and no file of anybody else is touched."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import browser_tools
import pytest
from sites import TODAY, card, site, write
from test_incremental import age, tree

from sitegen import cli, disk, starter
from sitegen.build import Settings, build
from sitegen.problems import Problem
from sitegen.publish import stick

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools",)

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"|http-equiv="refresh" content="0; url=([^"]*)"|name="sitegen-old-copy" content="([^"]*)"')
NOTICE = "This copy is old"


def copied(root: Path, folder: Path, *more: str) -> int:
    return cli.main(["build", "--no-handouts", "--project", str(root), "--usb", str(folder), "--today", TODAY.isoformat(), "--jobs", "1", *more])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stick of a small site: to be looked at, never to be changed."""
    base = tmp_path_factory.mktemp("small")
    root = site(base / "site", {"content/handouts/comfort.yml": {"title": "Comfort", "summary": "At rest.", "cards": ["slow-breath"], "log": 1}})
    assert copied(root, base / "stick") == 0
    return base / "stick"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stick of the library."""
    base = tmp_path_factory.mktemp("whole")
    shutil.copytree(starter.root() / "content", base / "site/content")
    assert cli.main(["build", "--no-handouts", "--project", str(base / "site"), "--usb", str(base / "stick"), "--today", TODAY.isoformat()]) == 0
    return base / "stick"


# links


def test_the_file_to_open_first_leads_to_the_start_in_every_language(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    write(root / "content/site.yml", (root / "content/site.yml").read_text(encoding="utf-8").rstrip("\n") + "\nlanguages: [en, ar]\n")
    assert copied(root, tmp_path / "stick") == 0
    first = (tmp_path / "stick/START-HERE.html").read_text(encoding="utf-8")
    assert 'href="ar/index.html"' in first and 'url=index.html"' in first.replace("url=./index.html", "url=index.html")


@pytest.mark.parametrize(
    ("link", "named"),
    [("./", "./index.html"), ("../", "../index.html"), ("../../cards/", "../../cards/index.html"), ("../#levels", "../index.html#levels"), ("..", "../index.html"), ("../search/?q=a/b", "../search/index.html?q=a/b"), ("#main", "#main"), ("", ""), ("?q=1", "?q=1"), ("../a.svg", "../a.svg"), ("tel:5550100", "tel:5550100"), ("https://example.org/", "https://example.org/"), ("//example.org/", "//example.org/"), ("mailto:a@b.example", "mailto:a@b.example"), ("cards/#a/", "cards/index.html#a/")],
)
def test_a_link_to_a_folder_names_its_page(link: str, named: str) -> None:
    assert disk.link(link) == named


def test_forms_and_pages_that_go_on_name_their_file_and_text_stays_as_it_is() -> None:
    html = '<head><meta http-equiv="refresh" content="0; url=../a/"></head><form action="../search/"><a class="x" href="b/">href=&#34;c/&#34;</a> ./</form>'
    made = disk.Disk(["", "protect/"]).page("protect/about/index.html", html)
    assert 'url=../a/index.html"' in made and 'action="../search/index.html"' in made and 'href="b/index.html">href=&#34;c/&#34;</a> ./' in made
    assert 'src="../../assets/scripts/copy-age.js"></script>\n</head>' in made and "sitegen-old-copy" not in made


def dead(top: Path, page: Path) -> list[str]:
    """The links of a page that name no file."""
    found = []
    for parts in LINK.findall(page.read_text(encoding="utf-8")):
        link = urlsplit(unescape("".join(parts)))
        if link.scheme or link.netloc or not link.path:
            continue
        there = (page.parent / link.path).resolve()
        if not there.is_file() or not there.is_relative_to(top):
            found.append(link.path)
    return found


@pytest.mark.slow
def test_every_link_of_a_sample_of_pages_names_a_file(whole: Path) -> None:
    pages = sorted(whole.rglob("*.html"))
    sample = random.Random(6).sample(pages, 60)
    assert {str(page): dead(whole, page) for page in sample if dead(whole, page)} == {}


@pytest.mark.slow
def test_every_link_of_a_small_site_names_a_file(small: Path) -> None:
    assert [dead(small, page) for page in small.rglob("*.html") if dead(small, page)] == []
    assert not [path for path in tree(small) if path.endswith(("worker.js", ".webmanifest", "404.html", "robots.txt", "sitemap.xml"))]
    assert not [path for path, content in tree(small).items() if b'rel="manifest"' in content or (b"scripts/keep.js" in content and path.endswith(".html"))]


# as a person opens it


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What the browser asks of anything but the disk; it has no network."""
    page.context.set_offline(True)
    heard: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else heard.append(request.url))
    return heard


@pytest.mark.browser
@pytest.mark.slow
def test_a_person_walks_from_the_first_file_to_a_handout_without_a_network(whole: Path, page: Page, asked: list[str], complaints: list[str]) -> None:
    at_once(page, TODAY)
    page.goto((whole / "START-HERE.html").as_uri())
    page.wait_for_url("**/index.html")
    main = page.locator("main")
    main.get_by_role("link", name="Protect").first.click()
    assert page.locator("h1").inner_text() == "Protect" and page.url.endswith("/protect/index.html")
    page.locator("main a[href*='cards/index.html']").first.click()
    page.locator("main a[href$='bridge/index.html']").first.click()
    assert page.url.endswith("/protect/cards/bridge/index.html")
    assert page.locator("svg[role=img]").first.bounding_box()["height"] > 100  # type: ignore[index]
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.goto((whole / "protect/index.html").as_uri())
    page.locator("main a[href='pain-stop/index.html']").first.click()
    assert page.url.endswith("/protect/pain-stop/index.html") and page.locator("h1").count() == 1
    page.get_by_role("link", name="Print", exact=True).first.click()
    page.get_by_role("link", name="Go to the print desk").click()
    assert page.url.endswith("/protect/print/index.html")
    page.locator("main a[href*='handouts/']").first.click()
    assert "/protect/handouts/" in page.url and page.url.endswith("/index.html#on-paper") and page.locator("h1").count() == 1
    assert asked == [] and complaints == []


# its age


def at_once(page: Page, day: object) -> None:
    """The device's clock says noon of this day."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("days", "old"), [(0, False), (90, False), (91, True), (4000, True), (-1, False), (-20_000, False)])
def test_after_90_days_a_notice_stands_before_exercises_and_before_nothing_else(days: int, old: bool, small: Path, page: Page, asked: list[str]) -> None:
    at_once(page, TODAY + timedelta(days=days))
    for place in ("protect/cards/heel-raise", "cards/slow-breath", "protect/handouts/comfort"):
        page.goto((small / place / "index.html").as_uri())
        page.wait_for_load_state()
        page.wait_for_function("old => document.querySelector('h1') && (document.querySelector('h1').textContent === 'This copy is old') === old", arg=old)
    for place in ("", "protect", "protect/pain", "protect/cards", "protect/not-at-this-level", "print", "about/how-checked"):
        page.goto((small / place / "index.html").as_uri())
        assert page.locator("h1").inner_text() != NOTICE
        assert page.get_by_text("Copy of November 21, 2026.").is_visible()
    assert asked == []


@pytest.mark.browser
@pytest.mark.slow
def test_who_has_checked_goes_on_from_page_to_page_that_day_and_nothing_is_stored(small: Path, page: Page, complaints: list[str]) -> None:
    at_once(page, TODAY + timedelta(days=100))
    page.goto((small / "protect/cards/heel-raise/index.html").as_uri())
    page.wait_for_url("**/protect/old-copy/index.html?to=*")
    assert page.get_by_text("Your copy is of November 21, 2026.").is_visible()
    page.get_by_role("link", name="I have checked with my therapist").click()
    assert page.locator("h1").inner_text() == "Heel raise"
    page.get_by_role("link", name="Exercises", exact=True).first.click()
    page.locator("main a[href*='slow-breath/index.html']").first.click()
    assert page.locator("h1").inner_text() == "Slow breath"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    at_once(page, TODAY + timedelta(days=101))
    page.reload()
    page.wait_for_url("**/protect/old-copy/index.html?to=*")
    assert complaints == []


class Firefox:
    """A Firefox of its own, driven through its Marionette: messages are `length:[0, number, command, parameters]`."""

    def __init__(self, program: str, profile: Path) -> None:
        profile.mkdir()
        (profile / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
        self._process = subprocess.Popen([program, "--headless", "--marionette", "--profile", str(profile)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port, until = profile / "MarionetteActivePort", time.monotonic() + 60
        while not (port.exists() and port.read_text(encoding="utf-8").strip()):
            assert time.monotonic() < until and self._process.poll() is None
            time.sleep(0.1)
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text(encoding="utf-8"))), timeout=60)
        self._number = 0
        self._heard()
        self.do("WebDriver:NewSession")

    def do(self, command: str, **parameters: object) -> Any:
        self._number += 1
        said = json.dumps([0, self._number, command, parameters])
        self._socket.sendall(f"{len(said)}:{said}".encode())
        _, _, error, result = self._heard()
        assert error is None, error
        return result

    def title(self, address: str) -> str:
        """The main title of what is shown for an address, with its style, when nothing moves any more."""
        self.do("WebDriver:Navigate", url=address)
        until = time.monotonic() + 20
        while True:
            look = "const h = document.querySelector('h1'); return [document.readyState, h && h.textContent, h && getComputedStyle(document.querySelector('.bar')).backgroundColor]"
            state, title, color = self.do("WebDriver:ExecuteScript", script=look, args=[])["value"]
            if state == "complete" and title:
                assert color != "rgba(0, 0, 0, 0)"
                return str(title)
            assert time.monotonic() < until

    def _heard(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        said = b""
        while len(said) < int(length[:-1]):
            said += self._socket.recv(int(length[:-1]) - len(said))
        return json.loads(said)

    def end(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()


@pytest.mark.browser
@pytest.mark.slow
def test_firefox_shows_the_pages_and_the_notice_from_a_disk(small: Path, tmp_path: Path) -> None:
    program = shutil.which("firefox-esr") or shutil.which("firefox") or browser_tools.without("there is no Firefox here: apt install firefox-esr")
    old = tmp_path / "old"
    shutil.copytree(small, old)
    for page in (old / "protect").rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(f'content="{TODAY}"', 'content="2020-01-01"'), encoding="utf-8")
    firefox = Firefox(program, tmp_path / "profile")
    try:
        place = "protect/cards/heel-raise/index.html"
        assert firefox.title((old / place).as_uri()) == NOTICE
        assert firefox.title((old / "protect/pain/index.html").as_uri()) == "When it hurts"
        on = firefox.do("WebDriver:ExecuteScript", script="return location.href", args=[])["value"]
        assert on.endswith("protect/pain/index.html")
        today = firefox.do("WebDriver:ExecuteScript", script="const d = new Date(); return new Date(d - d.getTimezoneOffset() * 6e4).toISOString().slice(0, 10)", args=[])["value"]
        assert firefox.title((old / place).as_uri() + f"?seen={today}") == "Heel raise"
    finally:
        firefox.end()


@pytest.mark.slow
def test_a_day_of_release_is_the_copys_day_whenever_it_is_made(tmp_path: Path) -> None:
    text = (site(tmp_path / "base") / "content/site.yml").read_text(encoding="utf-8")
    root = site(tmp_path / "site", {"content/site.yml": text + "released: 2026-10-01\n"})
    assert copied(root, tmp_path / "stick") == 0
    assert all(b'<meta name="sitegen-release" content="2026-10-01">' in content for path, content in tree(tmp_path / "stick").items() if path.endswith(".html"))
    assert b"Copy of October 1, 2026." in tree(tmp_path / "stick")["index.html"]


@pytest.mark.slow
def test_without_a_day_of_release_a_copy_of_another_day_bears_that_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    (root / "templates").mkdir()
    age(root)
    assert copied(root, tmp_path / "stick") == 0
    assert copied(root, tmp_path / "stick") == 0
    assert "are up to date" in capsys.readouterr().err
    assert cli.main(["build", "--no-handouts", "--project", str(root), "--usb", str(tmp_path / "stick"), "--today", "2026-11-22", "--jobs", "1"]) == 0
    assert "are up to date" not in capsys.readouterr().err
    assert all(b'content="2026-11-22"' in content for path, content in tree(tmp_path / "stick").items() if path.endswith(".html"))


# one project, two sites


@pytest.mark.slow
def test_the_site_for_the_web_and_the_one_for_the_disk_are_each_as_if_made_alone(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    age(root)
    for _ in range(2):
        assert build(Settings(root, TODAY, jobs=1)).published
        assert copied(root, tmp_path / "stick") == 0
        file = root / "content/cards/heel-raise.yml"
        write(file, file.read_text(encoding="utf-8").replace("Your calves work.", "Your calves work well."))
        age(root)
    assert build(Settings(root, TODAY, jobs=1)).published and copied(root, tmp_path / "stick") == 0
    alone = site(tmp_path / "alone")
    shutil.copytree(root / "content", alone / "content", dirs_exist_ok=True)
    assert build(Settings(alone, TODAY, jobs=1, clean=True)).published and copied(alone, tmp_path / "other") == 0
    assert tree(root / "output") == tree(alone / "output")
    assert tree(tmp_path / "stick") == tree(tmp_path / "other")


# any disk


def source(folder: Path, files: dict[str, str]) -> Path:
    """A built site, as far as a stick is concerned."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in {".made-by-sitegen": "built", **files}.items():
        write(folder / path, content)
    return folder


SITE = {"index.html": "home", "cards/a/index.html": "a", "cards/b/index.html": "b", "assets/site.css": "css"}
LATER = {"index.html": "home", "cards/a/index.html": "another a", "cards/c/index.html": "c", "assets/site.css": "css"}


def on(folder: Path) -> dict[str, str]:
    return {path: content.decode() for path, content in tree(folder).items() if not path.startswith(".")}


@pytest.fixture(params=["ordinary disk", "exFAT"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """An empty folder; once on a file system that has no hard links and takes A for a, where one can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "ordinary disk":
        yield folder
        return
    if not all(map(shutil.which, ("mkfs.exfat", "mount.exfat-fuse", "losetup", "umount"))) or os.geteuid() != 0:
        pytest.skip("no exFAT can be mounted here: apt install exfat-fuse exfatprogs")
    image = tmp_path / "image"
    with image.open("wb") as file:
        file.truncate(8_000_000)
    subprocess.run(["mkfs.exfat", str(image)], check=True, capture_output=True)
    loop = subprocess.run(["losetup", "-f", "--show", str(image)], check=False, capture_output=True, text=True).stdout.strip()
    if not loop:
        pytest.skip("no image can be mounted here")
    try:
        if subprocess.run(["mount.exfat-fuse", loop, str(folder)], check=False, capture_output=True).returncode:
            pytest.skip("no exFAT can be mounted here")
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
    finally:
        subprocess.run(["losetup", "-d", loop], check=False)


def test_a_second_copy_writes_only_what_has_changed_and_takes_away_what_is_gone(there: Path, tmp_path: Path) -> None:
    assert stick.copy(source(tmp_path / "site", SITE), there) == stick.Copied(4, 0, 0)
    assert on(there) == SITE and not list(stick.refusals(there, tmp_path / "site"))
    assert stick.copy(tmp_path / "site", there) == stick.Copied(0, 4, 0)
    assert stick.copy(source(tmp_path / "site", LATER), there) == stick.Copied(2, 2, 1)
    assert on(there) == LATER and not (there / "cards/b").exists()
    assert stick.copy(source(tmp_path / "site", {**LATER, "Cards.html": "list"}), there) == stick.Copied(1, 4, 0)
    assert stick.copy(source(tmp_path / "site", {**LATER, "cards.html": "list"}), there) == stick.Copied(1, 4, 1)
    assert on(there) == {**LATER, "cards.html": "list"}
    assert not list(stick.refusals(there, tmp_path / "site"))


def test_what_was_changed_on_the_stick_is_put_back(there: Path, tmp_path: Path) -> None:
    stick.copy(source(tmp_path / "site", SITE), there)
    write(there / "cards/a/index.html", "x")
    (there / "assets/site.css").unlink()
    assert stick.copy(tmp_path / "site", there) == stick.Copied(2, 2, 0)
    assert on(there) == SITE


def test_a_copy_that_was_cut_short_is_mended_by_the_next(there: Path, tmp_path: Path) -> None:
    stick.copy(source(tmp_path / "site", SITE), there)
    write(there / ".sitegen-new/cards/c/index.html", "half")
    (there / "cards/b/index.html").unlink()
    assert not list(stick.refusals(there, tmp_path / "site"))
    assert isinstance(stick.copy(source(tmp_path / "site", LATER), there), stick.Copied)
    assert on(there) == LATER and not (there / ".sitegen-new").exists()


def test_a_full_disk_leaves_the_old_copy_whole(there: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if "exFAT" not in request.node.name:
        pytest.skip("an ordinary disk is too large to be filled")
    stick.copy(source(tmp_path / "site", SITE), there)
    refused = stick.copy(source(tmp_path / "site", {**LATER, "large.html": "x" * 9_000_000}), there)
    assert isinstance(refused, Problem) and refused.code == "disk-full"
    assert on(there) == SITE and not (there / ".sitegen-new").exists()


def test_files_of_somebody_else_are_refused_by_name_and_what_systems_leave_is_not(there: Path, tmp_path: Path) -> None:
    stick.copy(source(tmp_path / "site", SITE), there)
    for path in ("System Volume Information/x", ".Trashes/1/x", "Thumbs.db", "cards/.DS_Store", "cards/._a"):
        write(there / path, "system")
    assert not list(stick.refusals(there, tmp_path / "site"))
    write(there / "cards/a/notes.txt", "mine")
    write(there / "holiday.jpg", "mine")
    found = sorted(stick.refusals(there, tmp_path / "site"), key=lambda p: p.place.path)
    assert [(p.code, Path(p.place.path).name) for p in found] == [("foreign-file", "notes.txt"), ("foreign-file", "holiday.jpg")]


@pytest.mark.parametrize(
    ("folder", "code"),
    [("full", "output-not-ours"), ("file", "output-not-a-folder"), ("site", "output-holds-project"), (".", "output-holds-project"), ("site/content/x", "output-holds-project"), ("site/output", "output-holds-project")],
)
def test_a_folder_that_is_not_for_copies_is_refused(folder: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site")
    write(tmp_path / "full/letter.txt", "mine")
    write(tmp_path / "file", "mine")
    before = tree(tmp_path)
    assert copied(root, tmp_path / folder) == 1
    said = capsys.readouterr()
    assert f"[{code}]" in said.out and "no copy was made" in said.err
    assert tree(tmp_path) == before


def test_content_with_errors_makes_no_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "site", {"content/cards/bad.yml": card(name=None)})
    assert copied(root, tmp_path / "stick") == 1
    assert "[missing-field]" in capsys.readouterr().out and not (tmp_path / "stick").exists()


@pytest.mark.parametrize("name", ["aux/index.html", "cards/con/index.html", "a:b.html", "a./index.html", "x" * 256, "Index.html"])
def test_a_name_that_some_disks_refuse_is_refused_on_all(name: str, tmp_path: Path) -> None:
    wanted = {**SITE, name: "x"}
    assert stick._unfit_path(wanted) == name and stick._unfit_path(SITE) is None
