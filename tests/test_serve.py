"""What an author sees in the browser while editing: every save, nothing lost, and the report where something is wrong."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sites import site, write

from sitegen import starter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools",)
pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 10  # seconds until a page counts as never changing: generous, for busy machines
NOON = "1795262400"  # sites.TODAY, for SOURCE_DATE_EPOCH
PAIN = "---\ntitle: When it hurts\nsummary: Stop, rest and ring us.\n---\n\nStop the move. {}\n"
STUBBORN = """
import sys, time
from pathlib import Path
from sitegen import cli, load
def slowly(root, source, loaded, read=load.read):
    if (root / "content/pages/boom.md").exists():
        raise LookupError("no such drawer")
    read(root, source, loaded)
    while (root / "hold").exists():
        (root / "held").touch()
        time.sleep(0.01)
load.read = slowly
sys.exit(cli.main(sys.argv[1:]))
"""


def _minds_ctrl_c() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would all that the tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Served:
    """`sitegen serve` on a free port, in a process of its own."""

    def __init__(self, root: Path, *more: str, program: tuple[str, ...] = ("-m", "sitegen")) -> None:
        self.root = root
        command = [sys.executable, *program, "serve", "--project", str(root), "--port", "0", *more]
        kept_quiet = {"SOURCE_DATE_EPOCH": NOON, "PYTHONWARNINGS": "error::DeprecationWarning:sitegen"}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | kept_quiet, preexec_fn=_minds_ctrl_c
        )
        self.said: list[str] = []
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.match(r"(http://(\S+):(\d+)/) shows the site", line):
                self.address, self.port = found[1], int(found[3])
                break
        else:
            raise AssertionError(f"it never served: {self.said} {self.process.stderr and self.process.stderr.read()}")
        threading.Thread(target=self.said.extend, args=(self.process.stdout,), daemon=True).start()

    def stop(self) -> tuple[int, str]:
        """Ctrl-C: the exit code, and what was said on the way out."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.stderr
        complaint = self.process.stderr.read()
        return self.process.wait(20), complaint

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """The answer to a request whose path is sent as it is written."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)
        link.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            link.putheader(name, value)
        link.endheaders()
        answer = link.getresponse()
        return answer, answer.read().decode()

    def terminal(self, words: str) -> bool:
        """Whether the terminal says it, sooner or later."""
        return _soon(lambda: any(words in line for line in self.said))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small site that the tests edit one after the other; each leaves it valid."""
    running = Served(site(tmp_path_factory.mktemp("served") / "clinic"))
    yield running
    code, complaint = running.stop()
    assert (code, complaint) == (0, "")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def start(root: Path, *more: str, **options: tuple[str, ...]) -> Served:
        running.append(Served(root, *more, **options))
        return running[-1]

    yield start
    assert [r.stop() for r in running] == [(0, "")] * len(running)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def sees(page: Page, words: str, where: str = "body") -> bool:
    """Whether the words come to stand there. Asked at each frame: a locator would look twice a second only."""
    page.wait_for_function(
        "([where, words]) => document.querySelector(where)?.textContent.includes(words)", arg=[where, words]
    )
    return True


def _soon(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


# every kind of edit


def test_a_saved_card_shows_at_once(served: Served, page: Page) -> None:
    page.goto(served.address + "cards/heel-raise/")
    edit(served.root / "content/cards/heel-raise.yml", "come down slowly", "sink down slowly")
    assert sees(page, "sink down slowly")


def test_a_saved_pose_and_another_look_of_a_person_show_at_once(served: Served, page: Page) -> None:
    page.goto(served.address + "cards/heel-raise/")
    shown = page.locator(".figure__picture svg").first
    drawing, look = shown.inner_html(), shown.get_attribute("class")
    edit(served.root / "content/figures/heel-raise.yml", "dx: 2", "dx: 3")
    page.wait_for_function("before => document.querySelector('.figure__picture svg')?.innerHTML !== before", arg=drawing)
    edit(served.root / "content/people.yml", "skin-3", "skin-2")
    page.wait_for_function("before => document.querySelector('.figure__picture svg')?.getAttribute('class') !== before", arg=look)


def test_a_saved_page_shows_at_once(served: Served, page: Page) -> None:
    page.goto(served.address + "pain/")
    write(served.root / "content/pages/pain.md", PAIN.format("Ring us the same day."))
    assert sees(page, "Ring us the same day.")


def test_a_saved_pose_shows_on_its_card_and_on_the_contact_sheet(served: Served, page: Page) -> None:
    pose = served.root / "content/figures/heel-raise.yml"
    page.goto(served.address + "cards/heel-raise/")
    before = page.locator(".figure__drawing").first.inner_html()
    edit(pose, "heel_up: 34", "heel_up: 20")
    page.wait_for_function("before => document.querySelector('.figure__drawing').innerHTML !== before", arg=before)
    page.goto(served.address + "figures/")
    sheet = page.locator("#heel-raise svg").first.inner_html()
    edit(pose, "heel_up: 20", "heel_up: 34")
    page.wait_for_function("before => document.querySelector('#heel-raise svg').innerHTML !== before", arg=sheet)


def test_a_figure_that_no_card_uses_is_on_the_contact_sheet_at_once(served: Served, page: Page) -> None:
    page.goto(served.address + "figures/")
    write(served.root / "content/figures/tall-stand.yml", "person: amir\nframes:\n  - pose: {from: standing}\n")
    page.wait_for_selector("#tall-stand svg")
    write(served.root / "content/figures/tall-stand.yml", "person: amir\nframes:\n  - pose: {from: standing, facing: left}\n    arrows: [{at: head}]\n")
    page.wait_for_selector("#tall-stand .large path[stroke-width='64']")


def test_settings_tiers_and_hazards_show_at_once(served: Served, page: Page) -> None:
    page.goto(served.address)
    edit(served.root / "content/site.yml", "Moves and advice", "Exercises and advice")
    assert sees(page, "Exercises and advice")
    page.goto(served.address + "heal/")
    edit(served.root / "content/tiers.yml", "Rest and move in turns.", "Move and rest in turns.")
    assert sees(page, "Move and rest in turns.")
    page.goto(served.address + "about/how-checked/")
    before = _text(page)
    edit(
        served.root / "content/hazards.yml",
        "  twist-gentle:\n",
        "  stoop:\n    name: A stoop\n    plain: Standing bent\n    why: it tires the back\n"
        "    tiers: {lower: allow, moderate: allow, high: modify, recent: avoid}\n  twist-gentle:\n",
    )
    assert _soon(lambda: _text(page) not in ("", before))


def test_an_own_template_shows_when_its_folder_is_made_and_goes_when_it_is_moved_away(
    served: Served, page: Page
) -> None:
    page.goto(served.address + "no-such-page/")
    own = served.root / "templates"
    text = (starter.root() / "templates/404.html").read_text(encoding="utf-8")
    write(own / "404.html", text.replace("<h1>", "<h1>Oh! "))
    assert sees(page, "Oh!")
    edit(own / "404.html", "Oh!", "Dear me!")
    assert sees(page, "Dear me!")
    own.rename(own.with_name("templates-off"))
    assert _soon(lambda: "Dear me!" not in (_text(page) or "Dear me!"))
    own.with_name("templates-off").rename(own)
    assert sees(page, "Dear me!")
    shutil.rmtree(own)
    assert _soon(lambda: "Dear me!" not in (_text(page) or "Dear me!"))


def test_a_style_shows_at_once(served: Served, page: Page) -> None:
    page.goto(served.address)
    styles = served.root / "templates/styles"
    write(styles / "50-own.css", "h1 { letter-spacing: 7px }\n")
    page.locator("h1").wait_for()
    assert _soon(lambda: _spacing(page) == "7px")
    write(styles / "50-own.css", "h1 { letter-spacing: 3px }\n")
    assert _soon(lambda: _spacing(page) == "3px")
    shutil.rmtree(styles.parent)
    assert _soon(lambda: _spacing(page) not in ("3px", "7px"))


def _spacing(page: Page) -> str:
    return _now(page, "() => getComputedStyle(document.querySelector('h1')).letterSpacing")


def _text(page: Page) -> str:
    return _now(page, "() => document.querySelector('main').innerText")


def _now(page: Page, script: str) -> str:
    """What a script finds at this moment; nothing, while one page takes another's place."""
    try:
        return str(page.evaluate(script))
    except Exception:
        return ""


def test_a_new_file_fills_its_address_and_a_deleted_one_leaves_it(served: Served, page: Page) -> None:
    new = served.root / "content/pages/shoes.md"
    assert page.goto(served.address + "shoes/").status == 404  # type: ignore[union-attr]
    write(new, "---\ntitle: Good shoes\nsummary: Flat and firm.\n---\n\nWear them indoors too.\n")
    assert sees(page, "Wear them indoors too.")
    new.unlink()
    assert _soon(lambda: served.ask("/shoes/")[0].status == 404)
    assert sees(page, "cannot find", "h1")


def test_saves_by_temporary_file_show_and_scratch_files_build_nothing(served: Served, page: Page) -> None:
    page.goto(served.address + "pain/")
    file = served.root / "content/pages/pain.md"
    for number, keep_backup in enumerate((False, True)):
        temporary, backup = file.with_name(".pain.md.swp"), file.with_name("pain.md~")
        if keep_backup:  # vim's way
            file.rename(backup)
            write(file, PAIN.format(f"Saved in way {number}."))
            backup.unlink()
        else:
            write(temporary, PAIN.format(f"Saved in way {number}."))
            temporary.rename(file)
        assert sees(page, f"Saved in way {number}.")
    time.sleep(0.3)
    built = len(served.said)
    for name in ("4913", ".#pain.md", "#pain.md#", "pain.md~", ".pain.md.swp"):
        write(file.with_name(name), "x")
        file.with_name(name).unlink()
    time.sleep(0.5)
    assert served.said[built:] == []


def test_whole_folders_may_be_exchanged(served: Served, page: Page) -> None:
    page.goto(served.address + "pain/")
    content, other = served.root / "content", served.root / "content-other"
    shutil.copytree(content, other)
    write(other / "pages/pain.md", PAIN.format("From the other folder."))
    content.rename(served.root / "content-old")
    other.rename(content)
    assert sees(page, "From the other folder.")
    write(content / "pages/pain.md", PAIN.format("Edited after the exchange."))
    assert sees(page, "Edited after the exchange.")
    (content / "pages").rename(served.root / "pages-away")
    assert sees(page, "cannot find", "h1")
    (served.root / "pages-away").rename(content / "pages")
    assert sees(page, "Edited after the exchange.")
    write(content / "pages/pain.md", PAIN.format("Edited after the move."))
    assert sees(page, "Edited after the move.")
    shutil.rmtree(served.root / "content-old")


def test_two_edits_at_nearly_the_same_time_both_arrive(served: Served, page: Page) -> None:
    page.goto(served.address + "cards/")
    raise_, drop = (served.root / f"content/cards/{name}.yml" for name in ("heel-raise", "heel-drop"))
    texts = raise_.read_text(encoding="utf-8"), drop.read_text(encoding="utf-8")
    for turn in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"):
        for file, text in zip((raise_, drop), texts, strict=True):
            file.write_text(re.sub(r"(?m)^name: .*", f"name: {file.stem} {turn}", text), encoding="utf-8")
            time.sleep(0.05)
        assert sees(page, f"heel-raise {turn}")
        assert sees(page, f"heel-drop {turn}")


def test_the_server_answers_while_it_builds_and_an_edit_meanwhile_is_not_lost(
    serve: Callable[..., Served], tmp_path: Path, page: Page
) -> None:
    running = serve(site(tmp_path), program=("-c", STUBBORN))
    page.goto(running.address + "pain/")
    write(tmp_path / "hold", "")
    write(tmp_path / "content/pages/pain.md", PAIN.format("First."))
    assert _soon((tmp_path / "held").exists)
    write(tmp_path / "content/pages/pain.md", PAIN.format("Second."))
    answer, text = running.ask("/pain/")
    assert (answer.status, "First." in text) == (200, False)
    (tmp_path / "hold").unlink()
    assert sees(page, "Second.")


def test_a_page_that_missed_a_reload_gets_it_when_it_connects(served: Served, page: Page) -> None:
    page.goto(served.address)
    script = """number => new Promise(done => {
        const socket = new WebSocket(`ws://${location.host}/livereload`);
        const info = {command: "info", url: location.href, plugins: {sitegen: {number: number}}};
        socket.onopen = () => socket.send(JSON.stringify(info));
        socket.onmessage = message => done(JSON.parse(message.data).command);
        setTimeout(done, 300, "nothing");
    })"""
    current = page.evaluate("() => document.querySelector('script[data-number]').dataset.number")
    assert page.evaluate(script, "1") == "reload"
    assert page.evaluate(script, current) == "nothing"


def test_how_long_an_edit_takes_is_told(
    serve: Callable[..., Served], tmp_path: Path, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the starter content; a number for people, since it says more about the machine than about the code."""
    shutil.copytree(starter.root() / "content", tmp_path / "content")
    running = serve(tmp_path)
    page.goto(running.address + "cards/heel-raise/")
    file = tmp_path / "content/cards/heel-raise.yml"
    began = time.perf_counter()
    edit(file, "name: Heel raise", "name: Heel raise soon")
    assert sees(page, "Heel raise soon", "h1")
    with capsys.disabled():
        print(f" [save to browser: {time.perf_counter() - began:.2f} s] ", end="")


# what is wrong


def test_a_broken_card_shows_its_report_over_the_last_good_page_until_it_is_mended(served: Served, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(served.address + "cards/heel-raise/")
    name = page.inner_text("h1")
    card = served.root / "content/cards/heel-raise.yml"
    edit(card, "hazards: [bal-supported]", "hazards: [bal-suported]")
    alert = page.get_by_role("alert")
    alert.get_by_text("content/cards/heel-raise.yml:6:").wait_for()
    assert "[unknown-hazard]" in alert.inner_text()
    assert "bal-supported" in alert.get_by_text("help:").inner_text()
    assert page.inner_text("h1") == name
    wide = page.evaluate("() => document.querySelector('.sitegen-dev').scrollWidth")
    assert wide <= 360
    assert served.terminal("[unknown-hazard]")
    assert served.ask("/pain/")[0].status == 200
    page.get_by_role("button", name="Close").click()
    assert alert.count() == 0
    assert page.inner_text("h1") == name
    page.reload()
    alert.wait_for()
    page.keyboard.press("Escape")
    assert alert.count() == 0
    page.reload()
    edit(card, "bal-suported", "bal-supported")
    alert.wait_for(state="detached")
    edit(card, "Your calves work.", "Your calves grow warm.")
    assert sees(page, "Your calves grow warm.")


def test_a_warning_is_a_small_note(served: Served, page: Page) -> None:
    page.goto(served.address)
    stray = served.root / "content/stray.txt"
    write(stray, "x")
    note = page.locator(".sitegen-note")
    note.get_by_text("1 warning").click()
    assert "content/stray.txt" in note.inner_text()
    assert page.get_by_role("alert").count() == 0
    stray.unlink()
    note.wait_for(state="detached")


def test_a_site_that_begins_broken_shows_why_everywhere_and_comes_when_it_is_mended(
    serve: Callable[..., Served], tmp_path: Path, page: Page, complaints: list[str]
) -> None:
    root = site(tmp_path / "clinic", {"content/cards/heel-raise.yml": "name: [\n"})
    running = serve(root)
    answer = page.goto(running.address + "cards/heel-drop/")
    assert answer and answer.status == 503
    page.get_by_role("alert").get_by_text("content/cards/heel-raise.yml:").wait_for()
    assert [c for c in complaints if "503" not in c] == []
    shutil.copy(site(tmp_path / "whole") / "content/cards/heel-raise.yml", root / "content/cards/heel-raise.yml")
    assert sees(page, "Heel drop", "h1")
    assert page.get_by_role("alert").count() == 0


def test_a_fault_of_sitegens_own_is_told_and_survived(serve: Callable[..., Served], tmp_path: Path, page: Page) -> None:
    running = serve(site(tmp_path), program=("-c", STUBBORN))
    page.goto(running.address)
    boom = tmp_path / "content/pages/boom.md"
    write(boom, "x")
    alert = page.get_by_role("alert")
    alert.get_by_text("sitegen itself failed: LookupError: no such drawer").wait_for()
    assert "undo your last change" in alert.inner_text()
    assert "LookupError" in (tmp_path / ".sitegen/internal-error.txt").read_text(encoding="utf-8")
    boom.unlink()
    alert.wait_for(state="detached")


# what is served


def test_pages_keep_their_policy_and_load_one_reload_script(served: Served, page: Page, complaints: list[str]) -> None:
    sockets: list[str] = []
    page.on("websocket", lambda opened: sockets.append(opened.url))
    page.on("framenavigated", lambda frame: sockets.clear())
    for path in ("", "cards/heel-raise/", "heal/pain/", "c/", "print/", "no-such-page/"):
        with page.expect_websocket():
            page.goto(served.address + path)
        page.wait_for_load_state("networkidle")
        assert sockets == [f"ws://127.0.0.1:{served.port}/livereload"]
        assert page.locator("style, script:not([src]):not([type='application/ld+json'])").count() == 0  # JSON-LD is data
        assert page.evaluate("() => document.styleSheets.length") == 2
    assert [c for c in complaints if "404" not in c] == []


def test_nothing_of_the_server_is_in_the_published_files(served: Served) -> None:
    published = [f for f in (served.root / "output").rglob("*") if f.is_file()]
    assert len(published) > 100
    assert not [f for f in published if re.search(rb"livereload|__sitegen|sitegen-dev", f.read_bytes())]


def test_addresses_behave_as_on_a_web_server(served: Served) -> None:
    plain, html = served.ask("/cards/")
    assert (plain.status, plain.getheader("Cache-Control")) == (200, "no-store")
    assert plain.getheader("Content-Type") == "text/html; charset=utf-8"
    head, nothing = served.ask("/cards/", "HEAD")
    assert (head.status, head.getheader("Content-Length"), nothing) == (200, str(len(html.encode())), "")
    moved, _ = served.ask("/cards?by=leg")
    assert (moved.status, moved.getheader("Location")) == (302, "/cards/?by=leg")
    assert served.ask("/assets/site.css")[0].getheader("Content-Type") == "text/css; charset=utf-8"
    for path in ("/assets", "/assets/", "/assets/site.css/", "/cards//", "//cards/", "/%00", "/" + "long" * 99):
        lost, said = served.ask(path)
        assert lost.status == 404
        assert "cannot find this page" in said
    assert [served.ask("/cards/", m)[0].status for m in ("POST", "PUT", "DELETE", "OPTIONS")] == [405] * 4


def test_no_address_leads_out_of_the_site(served: Served) -> None:
    write(served.root / "secret.txt", "the safe's code")
    (served.root / "output-other").mkdir(exist_ok=True)
    write(served.root / "output-other/secret.txt", "the safe's code")
    ways = ("..", "%2e%2e", "..%2f..", "%2e%2e%2f", "cards/..%2f..", "..%5c", "cards/../..", "%2f..", "c:")
    wanted = [f"/{way}/{name}" for way in ways for name in ("secret.txt", "output-other/secret.txt")]
    answers = [served.ask(path) for path in [*wanted, f"/{served.root}/secret.txt", "/..%2foutput-other/secret.txt"]]
    assert {answer.status for answer, _ in answers} == {404}
    assert not [text for _, text in answers if "safe's code" in text]


def test_only_this_computer_is_answered_and_only_by_its_own_name(served: Served) -> None:
    for name in ("localhost", "127.0.0.1", "[::1]"):
        assert served.ask("/", Host=f"{name}:{served.port}")[0].status == 200
    for path in ("/", "/livereload", "/livereload.js", "/__sitegen/dev.js"):
        stranger, said = served.ask(path, Host=f"evil.example:{served.port}")
        assert stranger.status == 403
        assert "<html" not in said
    for address in _own_addresses():
        with pytest.raises(OSError):
            socket.create_connection((address, served.port), timeout=2).close()


def _own_addresses() -> list[str]:
    """This machine's addresses but for the loopback's; none where it has no network."""
    found = {str(row[4][0]) for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return [a for a in found if not a.startswith("127.")]


def test_another_sites_page_cannot_listen_at_the_socket(served: Served) -> None:
    handshake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    answer, _ = served.ask("/livereload", Origin="http://evil.example", **handshake, **key)
    assert answer.status == 403


def test_a_port_in_use_is_one_clear_sentence(served: Served, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sitegen", "serve", "--project", str(site(tmp_path)), "--port", str(served.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"sitegen: port {served.port} is in use: stop the program that has it, or choose another, such as `--port {served.port + 1}`"
    ]
    assert done.stderr == ""


def test_a_build_beside_the_server_does_no_harm(served: Served, page: Page) -> None:
    page.goto(served.address + "pain/")
    command = [sys.executable, "-m", "sitegen", "build", "--no-handouts", "--project", str(served.root), "--today", "2026-11-21"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        for number in range(6):
            write(served.root / "content/pages/pain.md", PAIN.format(f"Beside a build {number}."))
            time.sleep(0.15)
    assert sees(page, "Beside a build 5.")
    page.get_by_role("alert").wait_for(state="detached")
