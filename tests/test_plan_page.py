"""A plan's link, opened as a patient opens it: the warning first, the right cards with the right doses, and none at all when a symbol is wrong."""

from __future__ import annotations

import json
import random
import socketserver
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from served import served
from sites import TODAY, card, site, write
from test_private import KEPT

from sitegen import cli, codes, plans
from sitegen.build import Settings, build
from sitegen.model.plan import Plan, Planned

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytest_plugins = ("browser_tools",)
pytestmark = pytest.mark.browser

MADE = date(2026, 11, 20)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LANGUAGES = "\nlanguages: [en, ar]\n"
DOSES: Mapping[str, Mapping[str, Any]] = {
    "toe-tap": {"sets": 1, "reps": "8-12", "days_per_week": 3, "most": {"sets": 3, "reps": 15}},
    "wall-lean": {"reps": 4, "hold": "5 seconds", "days_per_week": 7, "most": {"hold": "10 seconds"}},
    "side-reach": {"reps": 6, "each_side": True, "days_per_week": 7},
    "slow-walk": {"minutes": "5-10", "days_per_week": 7},
}
AVOIDED = {"lower": "allow", "moderate": "allow", "high": "avoid", "recent": "avoid"}
EXTRA = {"tiers": {"lower": "allow", "moderate": "allow", "high": "modify", "recent": "modify"}, "modify": {"high": "Keep one hand on the wall.", "recent": "Hold on with both hands."}, "stricter_because": {"high": "It is easy to slip."}}


def cards() -> dict[str, Any]:
    made = {id: card(name=id.replace("-", " ").capitalize(), dose=dose, **(EXTRA if id == "wall-lean" else {})) for id, dose in DOSES.items()}
    made["deep-bend"] = card(name="Deep bend", tiers=AVOIDED, stricter_because={"high": "It bends far.", "recent": "It bends far."}, swap={"high": "toe-tap", "recent": "toe-tap"}, modify=None)
    made["old-twist"] = card(name="Old twist", withdrawn={"on": "2026-11-10", "reason": "It strained backs.", "instead": "toe-tap"})
    return {f"content/cards/{id}.yml": fields for id, fields in made.items()}


RECORD = """\
2026-10-01:
  on: 2026-10-01
  sitegen: 1.0.0
  addresses: [protect/cards/old-twist/, protect/cards/toe-tap/]
  versions:
    - {{code: {toe}-{mark}22, kind: card, id: toe-tap, tier: high, language: en, status: allow, dose: {{sets: 1, reps: 5, days_per_week: 3}}, parts: {{}}}}
    - {{code: {twist}-222, kind: card, id: old-twist, tier: high, language: en, status: allow, parts: {{}}}}
"""


class Level(NamedTuple):
    """A built site, and what its plans may hold."""

    root: Path
    cards: Mapping[str, Mapping[str, Any]]

    def planned(self, id: str, **said: Any) -> Planned:
        return Planned(self.cards[id]["code"], said.pop("mark", self.cards[id]["mark"]), **said)

    def plan(self, *held: Planned, made: date = MADE, language: str = "en", tier: str = "high", cautions: tuple[str, ...] = ()) -> str:
        return plans.encode(Plan(plans.tier_mark(tier), plans.language_mark(language), made, 8, (22, 42), held, cautions))

    def usual(self) -> str:
        return self.plan(
            self.planned("wall-lean", hold=8, reason=1),
            self.planned("toe-tap", sets=2, count=10, days=2, reason=2),
            self.planned("side-reach", side="left"),
            self.planned("slow-walk"),
            cautions=("hip", "aid"),
        )


def data(output: Path, slug: str = "protect") -> Any:
    text = (output / f"data/{slug}/plan.js").read_text(encoding="utf-8")
    return json.loads(text[text.index("]=") + 2 : text.rindex(";")])


def written(root: Path) -> Path:
    site(root, cards())
    toe, twist = (codes.short(f"card/{id}", "high") for id in ("toe-tap", "old-twist"))
    return write(root / "content/published.yml", RECORD.format(toe=toe, twist=twist, mark="X")) or root


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> Level:
    root = written(tmp_path_factory.mktemp("plans"))
    outcome = build(Settings(root, TODAY))
    assert not outcome.failed, outcome.problems
    return Level(root, {row["id"]: row for row in data(root / "output")["cards"]})


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """Every line that the server would write into its log."""
    return []


@pytest.fixture(scope="module")
def address(level: Level, heard: list[str]) -> Iterator[str]:
    class Noting(SimpleHTTPRequestHandler):
        def __init__(self, request: Any, client: Any, server: socketserver.BaseServer) -> None:
            super().__init__(request, client, server, directory=str(level.root / "output"))

        def log_message(self, format: str, *told: Any) -> None:
            heard.append(format % told + str(self.headers))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def opened(page: Page, address: str, symbols: str) -> Locator:
    """The plan's page, once it has settled."""
    page.goto("about:blank")
    page.goto(f"{address}plan/#{symbols}")
    page.wait_for_function("() => document.querySelector('[data-plan=\"patient\"]').firstElementChild")
    return page.locator("main")


def names(page: Page) -> list[str]:
    return [name.strip() for name in page.locator("article h2").all_inner_texts()]


# what is told, and in which order


def test_the_warning_stands_first_and_the_plan_says_what_it_is(page: Page, level: Level, address: str, complaints: list[str]) -> None:
    told = opened(page, address, level.usual()).inner_text()
    wanted = ["Made for one person.", "New fall, break or back pain since then? Do not start. Call", "Your plan: Maple 42", "4 exercises from your therapist, for Protect.",
              "November 20, 2026", "January 15, 2027", "Keep to the rules that you were given for your hip.", "Keep your cane or walker within reach.", "Before you start",
              "1. Wall lean", "Hold for 8 seconds. Do it 4 times.", "Keep one hand on the wall.", "How to do it", "How it should feel", "2. Toe tap", "4. Slow walk", "Stop, and get help"]  # fmt: skip
    found = [told.replace("\xa0", " ").find(words) for words in wanted]
    assert -1 not in found and found == sorted(found), dict(zip(wanted, found, strict=True))
    assert page.title().startswith("Your plan: Maple 42, Protect – ")
    assert not complaints


def test_a_fresh_profile_shows_the_cards_in_their_order_with_the_doses_that_were_encoded(page: Page, level: Level, address: str) -> None:
    opened(page, address, level.usual())
    assert names(page) == ["1. Wall lean", "2. Toe tap", "3. Side reach", "4. Slow walk"]
    assert page.locator("article .dose__sentence").all_inner_texts() == [
        "Hold for 8 seconds. Do it 4 times.",
        "Do it 10 times. Take a short rest. Then do the same again.",
        "Do it 6 times on your left side.",
        "Do it for 5 to 10 minutes.",
    ]
    more = page.locator("article").nth(1).locator(".dose__more").all_inner_texts()
    assert more[0] == "Do this on 2 days of the week." and more[-1].startswith("Your therapist chose more than usual, because you did this much before")


def test_a_link_is_read_in_small_letters_too(page: Page, level: Level, address: str) -> None:
    opened(page, address, level.usual().lower())
    assert len(names(page)) == 4


# what is not whole, not known, not allowed


def test_one_wrong_symbol_anywhere_shows_no_card_and_the_clinics_number(page: Page, level: Level, address: str) -> None:
    whole, chance = level.usual(), random.Random(8)
    opened(page, address, whole)
    for _ in range(50):
        place = chance.randrange(len(whole))
        other = chance.choice([symbol for symbol in plans.ALPHABET if symbol != whole[place]])
        page.evaluate("symbols => { location.hash = symbols }", whole[:place] + other + whole[place + 1 :])
        page.get_by_role("alert").get_by_text("This link is damaged. Please call the clinic.").wait_for()
        assert page.locator("article").count() == 0
        assert page.get_by_role("alert").get_by_role("link").get_attribute("href") == "tel:5550142"


@pytest.mark.parametrize("symbols", ["xyxy", "<img src=x onerror=alert(1)>", "%", "%E0%A4%A", "main-not", "P" * 400])
def test_what_is_no_plan_is_damaged_and_nothing_of_it_comes_into_the_page(page: Page, level: Level, address: str, symbols: str, complaints: list[str]) -> None:
    told = opened(page, address, symbols)
    assert "This link is damaged" in told.inner_text() and symbols not in told.inner_text()
    assert not complaints


@pytest.mark.parametrize(("tier", "language"), [("nobody", "en"), ("high", "xx")])
def test_a_level_or_language_that_is_not_here_is_said(page: Page, level: Level, address: str, tier: str, language: str) -> None:
    told = opened(page, address, level.plan(level.planned("toe-tap"), tier=tier, language=language)).inner_text()
    assert "This plan is for a level or a language that these pages do not have. Please call the clinic." in told and not names(page)


def test_a_card_of_another_level_is_refused_without_its_name_or_its_file(page: Page, level: Level, address: str) -> None:
    own = {row["id"]: row for row in data(level.root / "output", "strengthen")["cards"]}
    assert "deep-bend" in own and "deep-bend" not in level.cards
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url))
    for code in (own["deep-bend"]["code"], codes.short("card/deep-bend", "high")[:4]):
        told = opened(page, address, level.plan(Planned(code, own["deep-bend"]["mark"]), level.planned("toe-tap"))).inner_text()
        assert "One exercise of this plan is not for this level. It is not shown." in told or "This exercise is not for your level now" in told
        assert names(page) == ["1. Toe tap"]
    assert not [url for url in asked if own["deep-bend"]["code"].lower() in url]


def test_what_was_withdrawn_is_named_with_the_reason_and_the_way_out(page: Page, level: Level, address: str) -> None:
    twist = codes.short("card/old-twist", "high")
    told = opened(page, address, level.plan(Planned(twist[:4], "2"), level.planned("slow-walk")))
    assert "We do not use this exercise any more: Old twist. Do not do it.\nIt strained backs." in told.inner_text().replace("\n\n", "\n")
    told.get_by_role("link", name="Toe tap").click()
    assert page.url == f"{address}protect/cards/toe-tap/"


def test_what_changed_since_the_plan_was_made_is_told_before_the_steps(page: Page, level: Level, address: str) -> None:
    assert level.cards["toe-tap"]["mark"] != "X"
    told = opened(page, address, level.plan(level.planned("toe-tap", mark="X"))).inner_text()
    assert 0 < told.find("This exercise has changed since your plan was made.") < told.find("How to do it")
    news = page.locator('[data-slot="news"] li').all_inner_texts()
    assert news and any("5" in line and "12" in line for line in news), news
    assert "has changed since" not in opened(page, address, level.usual()).inner_text()


@pytest.mark.parametrize("said", [{"count": 40, "reason": 1}, {"count": 14}, {"sets": 9, "reason": 3}, {"side": "left"}])
def test_more_than_today_allows_is_the_usual_dose_and_a_word(page: Page, level: Level, address: str, said: dict[str, Any]) -> None:
    told = opened(page, address, level.plan(level.planned("toe-tap", **said)))
    assert told.locator(".dose__sentence").inner_text() == "Do it 8 to 12 times."
    assert "this is the usual one" in told.locator(".dose").inner_text()


# its day


def test_after_the_day_a_notice_stands_before_anything_else_and_the_plan_stays_reachable(page: Page, level: Level, address: str) -> None:
    page.clock.install(time=NOON)
    told = opened(page, address, level.plan(level.planned("toe-tap"), made=date(2026, 9, 1)))
    text = told.inner_text()
    assert 0 < text.find("Your plan was to be looked at again by October 27, 2026. Please call us before you go on.") < text.replace("\xa0", " ").find("Maple 42")
    assert "Toe tap" not in text and "Made for one person" not in text
    told.get_by_role("button", name="Show my plan all the same").press("Enter")
    assert "Made for one person." in told.inner_text() and "1. Toe tap" in told.inner_text()


@pytest.mark.parametrize(("made", "late"), [(date(2026, 9, 28), False), (date(2026, 9, 27), True)])
def test_on_its_last_day_a_plan_is_still_good(page: Page, level: Level, address: str, made: date, late: bool) -> None:
    page.clock.install(time=NOON)
    told = opened(page, address, level.plan(level.planned("toe-tap"), made=made))
    assert told.get_by_text("Is this plan still right for you?").is_visible() is late


# doing it


def test_one_after_another_by_keyboard(page: Page, level: Level, address: str) -> None:
    told = opened(page, address, level.usual())
    told.get_by_role("button", name="One after another").press("Enter")
    seen = []
    while True:
        shown = [name for name in page.locator("article h2").all() if name.is_visible()]
        seen += [(told.locator('[data-slot="place"]').inner_text(), [name.inner_text() for name in shown])]
        further = told.get_by_role("button", name="Next exercise")
        if not further.is_visible():
            break
        further.press("Enter")
        assert page.evaluate("() => document.activeElement.tagName") == "H2"
    assert seen == [(f"Exercise {n} of 4", [name]) for n, name in enumerate(["1. Wall lean", "2. Toe tap", "3. Side reach", "4. Slow walk"], 1)]
    told.get_by_role("button", name="The one before").press("Space")
    assert page.locator("article h2:visible").all_inner_texts() == ["3. Side reach"]
    told.get_by_role("button", name="All on one page").press("Enter")
    assert page.locator("article h2:visible").count() == 4


def test_the_timer_counts_the_plans_dose(page: Page, level: Level, address: str) -> None:
    page.clock.install(time=NOON)
    told = opened(page, address, level.usual())
    wall, walk = told.locator("article").nth(0), told.locator("article").nth(3)
    assert told.get_by_role("button", name="Start the timer").count() == 2  # the others are done at one's own pace
    wall.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(10_500)
    assert wall.locator('[data-part="phase"]').inner_text() == "Hold" and wall.get_by_role("timer").inner_text() in ("7", "8")
    assert wall.locator('[data-part="count"]').inner_text() == "1 of 4"
    walk.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(10_500)
    assert walk.get_by_role("timer").inner_text().startswith(("4:", "5:"))
    page.clock.run_for(300_000)
    assert walk.locator('[data-part="phase"]').inner_text() == "You may stop here, or go on to 10 minutes."


def test_a_link_within_the_page_does_not_take_the_plan_out_of_the_address(page: Page, level: Level, address: str) -> None:
    told = opened(page, address, level.usual())
    told.get_by_role("link", name="Stop at once if something hurts.").first.click()
    assert page.url.endswith("#" + level.usual()) and "stop-" in page.evaluate("() => document.activeElement.id")


def test_a_day_is_kept_only_after_a_yes_and_then_in_this_browser(page: Page, level: Level, address: str) -> None:
    told = opened(page, address, level.usual())
    first = told.locator("article").nth(0)
    first.get_by_role("button", name="I did this today").click()
    assert not any(page.evaluate(KEPT).values())
    first.get_by_role("button", name="Yes, keep my list").click()
    assert first.get_by_role("status").get_by_text("On your list for today.").is_visible()
    (row,) = json.loads(page.evaluate("() => localStorage.getItem('sitegen:log')"))
    assert (row["card"], row["tier"], row["version"], row["times"]) == ("wall-lean", "protect", level.cards["wall-lean"]["version"], 1)
    told.get_by_role("link", name="See my days").first.click()
    assert page.get_by_role("link", name="Wall lean").is_visible()


def test_another_plan_in_the_same_window_takes_the_place_of_the_first(page: Page, level: Level, address: str) -> None:
    opened(page, address, level.usual())
    page.evaluate("symbols => { location.hash = symbols }", level.plan(level.planned("slow-walk")))
    page.wait_for_function("() => document.querySelectorAll('article').length === 1")
    assert names(page) == ["1. Slow walk"] and page.locator(".level-strip").count() == 1
    page.evaluate("() => { location.hash = '' }")
    page.locator("#builder").wait_for()
    assert page.locator("h1").inner_text() == "Plans" and page.locator(".level-strip").count() == 0


# on paper


def test_on_paper_stand_all_exercises_the_stop_signs_the_name_and_the_days(page: Page, level: Level, address: str) -> None:
    told = opened(page, address, level.usual())
    told.get_by_role("button", name="One after another").click()
    page.emulate_media(media="print")
    said = page.locator("body").inner_text().replace("\xa0", " ")
    wanted = ["Protect sheet. Not your level? Do not use it.", "Maple 42", "November 20, 2026", "January 15, 2027", "1. Wall lean", "2. Toe tap", "3. Side reach", "4. Slow walk", "Stop, and get help"]
    assert [words for words in wanted if words not in said] == []
    assert f"bones.example/plan/#{level.usual()}" in said
    assert f"c/{level.cards['toe-tap']['code'].lower()}{level.cards['toe-tap']['check'].lower()}/" in said
    assert "I did this today" not in said and "Next exercise" not in said


# nothing leaves, nothing is kept; without scripts; from a disk; in another language


def test_nothing_of_a_plan_leaves_the_page_and_nothing_is_kept(page: Page, level: Level, address: str, heard: list[str]) -> None:
    asked: list[str] = []
    page.context.on("request", lambda it: asked.append(it.url))
    heard.clear()
    opened(page, address, level.usual())
    assert len(names(page)) == 4
    assert heard and not [line for line in heard if level.usual()[:12].lower() in line.lower()]
    assert not [url for url in asked if not url.startswith((address, "data:", "about:"))]
    assert page.context.cookies() == [] and not any(page.evaluate(KEPT).values())


def test_without_scripts_the_page_leads_to_the_codes_the_levels_and_the_clinic(browser: Browser, level: Level, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}plan/#{level.usual()}")
    told = page.locator("main")
    assert told.get_by_role("link", name="I have a code").is_visible() and told.get_by_role("link", name="Protect", exact=True).is_visible()
    assert told.get_by_role("link", name="555-0142").is_visible()
    assert not page.locator(".warning:visible").count()
    context.close()


def test_a_plan_in_another_language_opens_in_that_language_with_all_that_it_says(page: Page, level: Level, tmp_path: Path) -> None:
    root = site(tmp_path, {path: fields for path, fields in cards().items() if "toe-tap" in path})
    settings = root / "content/site.yml"
    write(settings, settings.read_text(encoding="utf-8").rstrip("\n") + LANGUAGES)
    outcome = build(Settings(root, TODAY))
    assert not outcome.failed, outcome.problems
    symbols = level.plan(level.planned("toe-tap", count=10), language="ar")
    with served(root / "output") as found:
        page.goto(f"{found}plan/#{symbols}")
        page.wait_for_url(f"{found}ar/plan/#{symbols}")
        page.locator("article").wait_for()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("article .dose__sentence").inner_text() == "Do it 10 times."  # this site's catalogue has no Arabic yet


@pytest.mark.slow
def test_from_a_stick_a_plan_opens_with_its_cards_and_its_ways_lead_to_files(page: Page, level: Level, tmp_path: Path) -> None:
    root = written(tmp_path / "site")
    assert cli.main(["build", "--no-handouts", "--project", str(root), "--usb", str(tmp_path / "stick"), "--today", TODAY.isoformat(), "--jobs", "1"]) == 0
    page.clock.install(time=NOON)
    page.goto(f"{(tmp_path / 'stick/plan/index.html').as_uri()}#{level.usual()}")
    page.locator("article").nth(3).wait_for()
    assert names(page) == ["1. Wall lean", "2. Toe tap", "3. Side reach", "4. Slow walk"]
    for href in page.locator("main a[href]").evaluate_all("all => all.map(a => a.href)"):
        if href.startswith("file:"):
            assert Path(href.partition("#")[0].removeprefix("file://")).is_file(), href


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_plan_breaks_no_rule_of_accessibility_and_nothing_is_wider_than_the_screen(browser: Browser, level: Level, address: str, width: int, colors: Any) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colors)
    page = context.new_page()
    for symbols in (level.usual(), level.plan(level.planned("toe-tap"), made=date(2026, 1, 5)), "x"):
        opened(page, address, symbols)
        page.evaluate(str(AXE_SCRIPT))
        found = page.evaluate("() => axe.run(document)")["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
