"""A copy on the reader's own device: nothing before it is asked for, whole when it is, never in the way of newer advice, and gone when it is removed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sites import TODAY, card, site, write
from test_incremental import age, compared, tree

from sitegen import addresses
from sitegen.build import Memory, Settings, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools",)
pytestmark = pytest.mark.slow  # whole sites are built

STATE = "[data-copy-say]:not([hidden])"
HANDOUT = {"title": "Comfort", "summary": "At rest.", "cards": ["slow-breath"], "log": 1}


class Host:
    """A web host below a path, that can be cut off and come back at the same address."""

    def __init__(self, folder: Path, path: str = "/") -> None:
        asked_for: list[str] = []

        class Handler(SimpleHTTPRequestHandler):
            def translate_path(self, asked: str) -> str:
                asked_for.append(asked)
                return super().translate_path("/" + asked.removeprefix(path)) if asked.startswith(path) else "/nowhere"

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "max-age=600")  # as many hosts do: what the browser remembers by itself is not the internet
                super().end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.path, self.asked = path, asked_for
        self._handler, self.port = partial(Handler, directory=str(folder)), 0
        self.begin()
        self.top = f"http://127.0.0.1:{self.port}{path}"

    def begin(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = site(tmp_path / "site", {"content/handouts/comfort.yml": HANDOUT})
    age(root)
    assert build(Settings(root, TODAY, jobs=1)).published
    return root


@pytest.fixture(params=["/", "/bones/"])
def host(root: Path, request: pytest.FixtureRequest) -> Iterator[Host]:
    host = Host(root / "output", request.param)
    yield host
    host.end()


def keep(page: Page, edition: str) -> None:
    """Presses the button, and waits for the copy."""
    page.goto(f"{edition}keep/")
    page.get_by_role("button", name="Keep a copy").click()
    page.locator("[data-copy-say=have]").wait_for()


def stored(page: Page) -> tuple[int, list[str], int]:
    """How many workers are registered, the names of all caches, and how many notes are stored."""
    found = page.evaluate("async () => [(await navigator.serviceWorker.getRegistrations()).length, await caches.keys(), localStorage.length + sessionStorage.length]")
    return found[0], found[1], found[2]


def kept_on(page: Page, days: int) -> None:
    """The copy was kept so many days ago, by its own record."""
    page.evaluate(
        """async (days) => {
          const day = new Date(Date.now() - days * 864e5).toISOString().slice(0, 10);
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const asked of await cache.keys()) if (asked.url.endsWith('record.json')) {
              const told = await (await cache.match(asked)).json();
              await cache.put(asked, new Response(JSON.stringify(Object.assign(told, {on: day}))));
            }
          }
        }""",
        days,
    )


def files(worker: bytes) -> dict[str, str]:
    """What a worker has to keep, with digests."""
    told = json.loads(worker.decode().partition(" = ")[2].partition(";\n")[0])
    return {row[0]: row[1] for row in told["files"]}


# in the browser


@pytest.mark.browser
def test_nothing_is_registered_or_stored_before_the_press(host: Host, page: Page, complaints: list[str]) -> None:
    for place in ("", "protect/", "protect/cards/slow-breath/", "protect/keep/", "keep/", "protect/old-copy/"):
        page.goto(host.top + place, wait_until="networkidle")
        assert stored(page) == (0, [], 0)
    page.goto(f"{host.top}protect/keep/")
    assert page.locator(STATE).inner_text() == "There is no copy on this device now."
    assert page.get_by_role("button").all_inner_texts() == ["Keep a copy"]
    assert not complaints


@pytest.mark.browser
def test_after_the_press_every_page_of_the_level_opens_without_the_internet(host: Host, root: Path, page: Page, complaints: list[str]) -> None:
    keep(page, f"{host.top}protect/")
    assert page.get_by_role("button").all_inner_texts() == ["Get a new copy", "Remove the copy"]
    assert not complaints
    host.end()
    try:
        for file in sorted((root / "output/protect").rglob("*.html")):
            place = file.relative_to(root / "output").as_posix().removesuffix("index.html")
            page.goto(host.top + place)
            assert page.locator("h1").count() == 1 and page.url == host.top + place
            assert page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.goto(f"{host.top}protect/cards/heel-raise/index.html")
        assert page.locator("h1").inner_text() == "Heel raise"
        page.goto(f"{host.top}protect/cards/?q=heel")
        assert page.locator("h1").count() == 1
        page.goto(f"{host.top}protect/cards/never-there/")
        assert page.url == f"{host.top}protect/keep/missing/"
        page.goto(f"{host.top}protect/keep/")
        assert page.locator(STATE).inner_text().startswith("You have a copy of")
    finally:
        host.begin()


@pytest.mark.browser
def test_the_general_copy_leaves_the_levels_alone(root: Path, page: Page) -> None:
    host = Host(root / "output")
    keep(page, host.top)
    held = page.evaluate("async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).flat()")
    assert "/" in held and "/cards/slow-breath/" in held
    assert not [path for path in held if path.split("/")[1] in ("build-up", "strengthen", "protect", "heal", "c", "v", "print")]
    page.goto(f"{host.top}protect/")
    assert page.locator("h1").inner_text() == "Protect"
    host.end()
    page.goto(f"{host.top}cards/slow-breath/")
    assert page.locator("h1").inner_text() == "Slow breath"
    with pytest.raises(Exception, match="ERR_"):
        page.goto(f"{host.top}protect/cards/")


@pytest.mark.browser
def test_newer_advice_wins_and_a_new_build_brings_the_copy_up_to_date(host: Host, root: Path, page: Page) -> None:
    keep(page, f"{host.top}protect/")
    (before,) = stored(page)[1]
    host.asked.clear()
    write(root / "content/cards/slow-breath.yml", (root / "content/cards/slow-breath.yml").read_text(encoding="utf-8").replace("Slow breath", "Quiet breath"))
    assert build(Settings(root, TODAY, jobs=1)).published
    page.goto(f"{host.top}protect/cards/slow-breath/")
    assert page.locator("h1").inner_text() == "Quiet breath"
    until = time.monotonic() + 20
    while stored(page)[1] in ([before], []) or len(stored(page)[1]) > 1:
        assert time.monotonic() < until
    host.end()
    fetched = {path for path in host.asked if path.endswith("/")}
    assert {"/protect/cards/", "/protect/cards/slow-breath/"} <= {"/" + path.removeprefix(host.path) for path in fetched}
    assert len(fetched) < 20, "what has not changed is taken from the copy before"
    page.goto(f"{host.top}protect/cards/")
    assert page.get_by_text("Quiet breath").count() and not page.get_by_text("Slow breath").count()
    host.begin()


@pytest.mark.browser
@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True), (-400, False), (20_000, True)])
def test_after_90_days_a_notice_stands_before_exercises_and_before_nothing_else(days: int, old: bool, root: Path, page: Page) -> None:
    host = Host(root / "output")
    keep(page, f"{host.top}protect/")
    kept_on(page, days)
    page.goto(f"{host.top}protect/cards/heel-raise/")
    assert page.locator("h1").inner_text() == "Heel raise", "the internet has the newest"
    host.end()
    for place in ("cards/heel-raise/", "handouts/comfort/"):
        page.goto(f"{host.top}protect/{place}")
        assert (page.locator("h1").inner_text() == "This copy is old") is old
    for place in ("", "pain/", "cards/", "handouts/", "not-at-this-level/", "keep/"):
        page.goto(f"{host.top}protect/{place}")
        assert page.locator("h1").inner_text() != "This copy is old"


@pytest.mark.browser
def test_who_has_checked_goes_on_for_a_day(host: Host, page: Page) -> None:
    keep(page, f"{host.top}protect/")
    kept_on(page, 100)
    host.end()
    try:
        page.goto(f"{host.top}protect/cards/heel-raise/")
        assert page.get_by_text("Your copy is of").is_visible() and page.get_by_text("{day}").count() == 0
        page.get_by_role("link", name="I have checked with my therapist").click()
        assert page.locator("h1").inner_text() == "Heel raise"
        page.goto(f"{host.top}protect/cards/slow-breath/")
        assert page.locator("h1").inner_text() == "Slow breath"
        kept_on(page, 100)
        page.evaluate("async () => { const c = await caches.open((await caches.keys())[0]); for (const r of await c.keys()) if (r.url.endsWith('record.json')) { const t = await (await c.match(r)).json(); await c.put(r, new Response(JSON.stringify(Object.assign(t, {seen: '2020-01-01'})))); } }")
        page.goto(f"{host.top}protect/cards/slow-breath/")
        assert page.locator("h1").inner_text() == "This copy is old", "that was another day"
    finally:
        host.begin()
    page.get_by_role("link", name="Try again").click()
    assert page.locator("h1").inner_text() == "Slow breath"


@pytest.mark.browser
def test_the_notice_leads_nowhere_but_into_its_own_edition(host: Host, page: Page) -> None:
    for to in ("//example.org/", "https://example.org/", "../heal/", "javascript:alert(1)", "cards/../../heal/", "cards/heel-raise"):
        page.goto(f"{host.top}protect/old-copy/?to={to}")
        assert not page.get_by_role("link", name="I have checked").is_visible()
    page.goto(f"{host.top}protect/old-copy/?to=cards/heel-raise/&of=2026-01-02")
    assert page.get_by_text("January 2, 2026").is_visible()
    assert "/protect/cards/heel-raise/?seen=" in page.get_by_role("link", name="I have checked").evaluate("link => link.href")


@pytest.mark.browser
def test_a_copy_that_is_removed_leaves_nothing_behind(host: Host, page: Page) -> None:
    keep(page, f"{host.top}protect/")
    page.evaluate("async () => { await caches.open('somebody-elses'); }")
    assert stored(page)[0] == 1 and len(stored(page)[1]) == 2
    assert json.loads(page.evaluate("localStorage.getItem('sitegen:copy')"))["tier"] == "protect"
    page.get_by_role("button", name="Remove the copy").click()
    page.get_by_text("The copy is gone").wait_for()
    assert stored(page) == (0, ["somebody-elses"], 0)
    page.goto(f"{host.top}protect/cards/slow-breath/")
    page.goto(f"{host.top}protect/")
    assert stored(page) == (0, ["somebody-elses"], 0)


@pytest.mark.browser
def test_all_copies_go_at_once_when_another_page_asks_for_it(host: Host, page: Page) -> None:
    for edition in ("protect/", "heal/", ""):
        keep(page, host.top + edition)
    assert stored(page)[0] == 3
    page.evaluate("() => window.sitegenCopy.remove()")
    assert stored(page) == (0, [], 0)


@pytest.mark.browser
def test_what_cannot_be_fetched_makes_no_half_copy_and_a_new_one_takes_the_old_ones_place(host: Host, root: Path, page: Page) -> None:
    folder = root / "output/protect/cards/slow-breath"
    folder.rename(root / "elsewhere")
    page.goto(f"{host.top}protect/keep/")
    page.get_by_role("button", name="Keep a copy").click()
    page.get_by_text("That did not work").wait_for()
    assert stored(page) == (0, [], 0)
    (root / "elsewhere").rename(folder)
    page.get_by_role("button", name="Keep a copy").click()
    page.locator("[data-copy-say=have]").wait_for()
    kept_on(page, 200)
    page.reload()
    assert "It is old now" in page.locator(STATE).inner_text()
    page.get_by_role("button", name="Get a new copy").click()
    page.locator("[data-copy-say=have]").wait_for()


@pytest.mark.browser
def test_without_scripts_or_a_safe_connection_the_page_says_what_else_can_be_done(root: Path, page: Page) -> None:
    assert page.context.browser
    host = Host(root / "output")
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{host.top}protect/keep/")
    assert plain.get_by_text("This device cannot keep a copy").is_visible() and not plain.get_by_role("button").count()
    context.close()
    host.end()


# what is built


def test_a_changed_page_changes_the_copy_of_its_own_edition_only(root: Path) -> None:
    before = tree(root / "output")
    file = root / "content/cards/heel-raise.yml"
    write(file, file.read_text(encoding="utf-8").replace("Keep both hands", "Keep two hands"))
    age(root)
    outcome = build(Settings(root, TODAY, jobs=1))
    after = tree(root / "output")
    assert {path for path in after if path.endswith("worker.js") and after[path] != before[path]} == {"heal/worker.js"}
    old, new = files(before["heal/worker.js"]), files(after["heal/worker.js"])
    assert {path for path in new if new[path] != old.get(path)} == {"heal/cards/heel-raise/", "data/heal/search.js"}
    compared(root, outcome, root.parent / "clean", "a card")


def test_a_new_name_and_a_card_that_goes_leave_copies_as_a_clean_build_makes_them(root: Path) -> None:
    memory = Memory()
    write(root / "content/cards/more.yml", card(name="More"))
    age(root)
    compared(root, build(Settings(root, TODAY, jobs=1), memory=memory), root.parent / "one", "a new card")
    assert "protect/cards/more/" in files(tree(root / "output")["protect/worker.js"])
    (root / "content/cards/more.yml").unlink()
    compared(root, build(Settings(root, TODAY, jobs=1), memory=memory), root.parent / "two", "a card that goes")
    assert "protect/cards/more/" not in files(tree(root / "output")["protect/worker.js"])


def test_a_copy_holds_its_level_and_what_all_share_and_nothing_of_another_level(root: Path) -> None:
    found = tree(root / "output")
    for slug in ("build-up", "strengthen", "protect", "heal"):
        listed = files(found[f"{slug}/worker.js"])
        assert {path.split("/")[0] for path in listed} <= {slug, "assets", "data"}
        pages = {path.removesuffix("index.html") for path in found if path.startswith(f"{slug}/") and path.endswith(".html")}
        assert pages <= set(listed) and "assets/site.css" in listed
        assert not [path for path in listed if path.startswith("data/") and path.split("/")[1] != slug]
        assert all(f"{path}index.html" in found if not path or path.endswith("/") else path in found for path in listed)
    name = json.loads(found["protect/manifest.webmanifest"])
    assert (name["short_name"], name["lang"], name["dir"], name["display"], name["theme_color"][0]) == ("Protect", "en", "ltr", "minimal-ui", "#")
    assert all(f"protect/{one['src']}" in found for one in name["icons"])
    assert [path for path in found if path.endswith(".html") and b"webmanifest" in found[path]] == ["build-up/keep/index.html", "heal/keep/index.html", "keep/index.html", "protect/keep/index.html", "strengthen/keep/index.html"]


def test_languages_have_copies_of_their_own(tmp_path: Path) -> None:
    text = (site(tmp_path / "base") / "content/site.yml").read_text(encoding="utf-8")
    root = site(tmp_path / "site", {"content/site.yml": text + "languages: [en, ar]\n"})
    assert build(Settings(root, TODAY, jobs=1)).published
    found = tree(root / "output")
    for path in ("ar/worker.js", "ar/protect/worker.js"):
        assert all(name.startswith(("ar/", "assets/")) for name in files(found[path]))
    assert not [name for name in files(found["worker.js"]) if name.startswith("ar/")]
    assert json.loads(found["ar/protect/manifest.webmanifest"])["dir"] == "rtl"
    assert found["ar/protect/worker.js"].startswith(b'self.sitegenCopy = {"top":"../../"')


def test_a_day_of_release_stands_on_every_page_and_in_every_worker(tmp_path: Path) -> None:
    text = (site(tmp_path / "base") / "content/site.yml").read_text(encoding="utf-8")
    root = site(tmp_path / "site", {"content/site.yml": text + "released: 2026-11-20\n"})
    assert build(Settings(root, TODAY, jobs=1)).published
    found = tree(root / "output")
    assert all(b'<meta name="sitegen-release" content="2026-11-20">' in content for path, content in found.items() if path.endswith(".html"))
    assert all(b'"released":"2026-11-20"' in content for path, content in found.items() if path.endswith("worker.js"))
    assert build(Settings(root, TODAY + timedelta(days=1), jobs=1)).published
    assert tree(root / "output") == found


@pytest.mark.parametrize(
    ("place", "held"),
    [("cards/a/", True), ("cards/a/index.html", True), ("handouts/b/", True), ("week/", True), ("plan/", True), ("cards/", False), ("handouts/", False), ("cards/equipment/none/", False), ("pain/", False), ("", False), ("index.html", False), ("week.txt", False), ("not-at-this-level/", False)],
)
def test_a_notice_belongs_before_cards_handouts_weeks_and_plans(place: str, held: bool) -> None:
    assert addresses.holds_exercises(place) is held
