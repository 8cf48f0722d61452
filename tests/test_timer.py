"""The timer as a person uses it: the device is put down, the clock goes on, nobody has to touch anything, and nothing goes on by itself that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from served import served
from sites import TODAY, card, site

from sitegen.build import Settings, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytest_plugins = ("browser_tools",)
pytestmark = pytest.mark.browser

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
DOSES = {
    "hold-still": {"reps": 3, "hold": "5 seconds"},
    "each-side": {"reps": 2, "hold": "10 seconds", "each_side": True},
    "long-range": {"reps": "2-3", "hold": "3-5 seconds"},
    "two-rounds": {"sets": 2, "reps": "8-12", "rest": "1 minute"},
    "round-sides": {"sets": 2, "reps": 8, "each_side": True, "rest": "30 seconds"},
    "more-rounds": {"sets": "1-2", "reps": 1, "hold": "5 seconds", "rest": "20 seconds"},
    "walk-on": {"minutes": "10-20"},
    "by-hand": {"reps": 3, "hold": "5 seconds", "fill_in": True},
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = site(tmp_path_factory.mktemp("timers"), {f"content/cards/{id}.yml": card(name=id.title(), dose=dose) for id, dose in DOSES.items()})
    outcome = build(Settings(root, TODAY))
    assert not outcome.failed, outcome.problems
    with served(root / "output") as found:
        yield found


def opened(page: Page, address: str, id: str) -> Locator:
    """A card's timer, with the clock in our hands: it stands still until we let it run."""
    page.clock.install(time=MORNING)
    page.goto(f"{address}protect/cards/{id}/")
    page.clock.pause_at(MORNING + timedelta(hours=1))
    return page.get_by_role("region", name="Timer")


def said(timer: Locator) -> str:
    return " · ".join(timer.get_by_role("status").inner_text().split("\n\n")).replace("\n", " · ")


def number(timer: Locator) -> str:
    return timer.get_by_role("timer").inner_text()


def press(timer: Locator, name: str) -> None:
    timer.get_by_role("button", name=name, exact=True).click()


def test_there_are_ten_seconds_to_put_the_device_down_and_then_it_counts_by_itself(page: Page, address: str, complaints: list[str]) -> None:
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    assert (said(timer), number(timer)) == ("Put your device down where you can see it, and get ready.", "10")
    seen = []
    page.clock.run_for(10_000)
    for seconds in (5, 5, 5, 5, 5):
        seen.append((said(timer), number(timer)))
        page.clock.run_for(seconds * 1000)
    assert seen == [("Hold · 1 of 3", "5"), ("Let go, and breathe", "5"), ("Hold · 2 of 3", "5"), ("Let go, and breathe", "5"), ("Hold · 3 of 3", "5")]
    assert said(timer) == "Well done. That is all for now."
    page.clock.run_for(600_000)
    assert said(timer) == "Well done. That is all for now."
    assert complaints == []


def test_each_second_is_shown_and_only_each_phase_is_announced(page: Page, address: str) -> None:
    timer = opened(page, address, "hold-still")
    page.evaluate(
        """() => {
            window.announced = [];
            const status = document.querySelector('.timer [role=status]');
            new MutationObserver(() => announced.push(status.innerText)).observe(status, {childList: true, subtree: true, characterData: true});
        }"""
    )
    press(timer, "Start the timer")
    numbers = []
    for _ in range(35):
        page.clock.run_for(1000)
        numbers.append(number(timer) if timer.get_by_role("timer").is_visible() else "")
    assert numbers[:12] == ["9", "8", "7", "6", "5", "4", "3", "2", "1", "5", "4", "3"]
    announced = page.evaluate("announced.length")
    assert announced == 7  # get ready, three holds, two rests, the end


def test_sides_take_turns_and_the_change_is_said(page: Page, address: str) -> None:
    timer = opened(page, address, "each-side")
    press(timer, "Start the timer")
    assert said(timer).endswith("One side first")
    seen = []
    for _ in range(7):
        page.clock.run_for(10_000)
        seen.append(said(timer))
    assert seen == [
        "Hold · 1 of 2, one side", "Now the other side", "Hold · 1 of 2, the other side", "Now the other side",
        "Hold · 2 of 2, one side", "Now the other side", "Hold · 2 of 2, the other side",
    ]  # fmt: skip


def test_at_the_lower_number_nobody_is_led_on(page: Page, address: str) -> None:
    timer = opened(page, address, "long-range")
    press(timer, "Start the timer")
    page.clock.run_for(10_000 + 3000 + 5000 + 3000)
    assert said(timer) == "You may stop here, or go on to 3."
    page.clock.run_for(3_600_000)
    assert said(timer) == "You may stop here, or go on to 3."
    press(timer, "Go on")
    assert said(timer) == "Get ready"
    page.clock.run_for(5000)
    assert said(timer) == "Hold · 3 of 3"
    page.clock.run_for(3000)
    assert said(timer) == "Well done. That is all for now."


def test_who_stops_at_the_lower_number_has_done_it_all(page: Page, address: str) -> None:
    timer = opened(page, address, "long-range")
    press(timer, "Start the timer")
    page.clock.run_for(21_000)
    press(timer, "I stop here")
    assert said(timer) == "Well done. That is all for now."


def test_a_longer_hold_is_a_choice_and_the_shortest_is_the_first(page: Page, address: str) -> None:
    timer = opened(page, address, "long-range")
    timer.get_by_text("Hold longer, or hear a sound").click()
    assert timer.get_by_role("radio", name="3 seconds").is_checked()
    timer.get_by_role("radio", name="5 seconds").check()
    press(timer, "Start the timer")
    page.clock.run_for(10_000)
    assert number(timer) == "5"


def test_a_round_goes_at_its_own_pace_and_the_rest_after_it_is_counted(page: Page, address: str) -> None:
    timer = opened(page, address, "two-rounds")
    press(timer, "Start the timer")
    page.clock.run_for(10_000)
    assert said(timer) == "Do it 8 to 12 times. · Round 1 of 2"
    assert not timer.get_by_role("timer").is_visible()
    page.clock.run_for(900_000)
    assert said(timer) == "Do it 8 to 12 times. · Round 1 of 2"
    press(timer, "This round is done")
    assert (said(timer), number(timer)) == ("Rest · Round 2 of 2", "55")
    page.clock.run_for(55_000)
    assert (said(timer), number(timer)) == ("Get ready · Round 2 of 2", "5")
    page.clock.run_for(5000)
    assert said(timer) == "Do it 8 to 12 times. · Round 2 of 2"
    press(timer, "This round is done")
    assert said(timer) == "Well done. That is all for now."


def test_a_round_has_both_sides_before_the_rest(page: Page, address: str) -> None:
    timer = opened(page, address, "round-sides")
    press(timer, "Start the timer")
    page.clock.run_for(10_000)
    assert said(timer) == "Do it 8 times. · One side first · Round 1 of 2"
    press(timer, "This round is done")
    assert said(timer) == "Now the other side · Do it 8 times. · Round 1 of 2"
    press(timer, "This round is done")
    assert said(timer).startswith("Rest")


def test_more_rounds_are_offered_and_never_begun(page: Page, address: str) -> None:
    timer = opened(page, address, "more-rounds")
    press(timer, "Start the timer")
    page.clock.run_for(900_000)
    assert said(timer) == "You may stop here, or do 2 rounds in all."
    press(timer, "Go on")
    assert said(timer) == "Rest · Round 2 of 2"
    page.clock.run_for(20_000)
    assert said(timer) == "Hold · 1 of 1 · Round 2 of 2"


def test_minutes_go_on_by_themselves_to_the_higher_number_and_say_that_one_may_stop(page: Page, address: str) -> None:
    timer = opened(page, address, "walk-on")
    press(timer, "Start the timer")
    page.clock.run_for(10_000)
    assert (said(timer), number(timer)) == ("Go on at your own pace", "10:00")
    page.clock.run_for(599_000)
    assert number(timer) == "1"
    page.clock.run_for(1000)
    assert (said(timer), number(timer)) == ("You may stop here, or go on to 20 minutes.", "10:00")
    page.clock.run_for(600_000)
    assert said(timer) == "Well done. That is all for now."


def test_a_page_that_slept_knows_what_time_it_is(page: Page, address: str) -> None:
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    page.clock.fast_forward(10_000 + 5000 + 5000 + 2000)  # no tick in between: the device slept
    assert (said(timer), number(timer)) == ("Hold · 2 of 3", "3")


def test_a_pause_keeps_what_is_left_however_long_it_lasts(page: Page, address: str) -> None:
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    page.clock.run_for(12_000)
    press(timer, "Pause")
    assert said(timer) == "Paused. Take your time. · 1 of 3"
    page.clock.run_for(600_000)
    assert number(timer) == "3"
    press(timer, "Go on")
    assert (said(timer), number(timer)) == ("Hold · 1 of 3", "3")
    page.clock.run_for(3000)
    assert said(timer) == "Let go, and breathe"


@pytest.mark.parametrize("paused", [False, True])
def test_escape_and_stop_end_it_kindly(paused: bool, page: Page, address: str) -> None:
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    page.clock.run_for(11_000)
    if paused:
        press(timer, "Pause")
    page.keyboard.press("Escape")
    assert said(timer) == "Stopped. Rest as long as you need."
    press(timer, "Start the timer")
    press(timer, "Stop")
    assert said(timer) == "Stopped. Rest as long as you need."
    page.clock.run_for(60_000)
    assert said(timer) == "Stopped. Rest as long as you need."


def test_it_works_with_the_keyboard_alone_and_the_focus_is_never_lost(page: Page, address: str) -> None:
    timer = opened(page, address, "long-range")
    timer.get_by_role("link", name="Stop at once if something hurts.").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    def focused() -> str:
        return str(page.evaluate("document.activeElement.innerText"))

    steps = []
    assert focused() == "Start the timer"
    for key, wait in (("Enter", 11_000), ("Space", 100), ("Space", 10_000), ("Tab", 0), ("Enter", 0)):
        page.keyboard.press(key)
        page.clock.run_for(wait)
        steps.append(focused())
    assert steps == ["Pause", "Go on", "I stop here", "Go on", "Pause"]
    page.keyboard.press("Escape")
    assert focused() == "Start the timer"


def test_the_stop_signs_are_one_press_away(page: Page, address: str) -> None:
    timer = opened(page, address, "hold-still")
    timer.get_by_role("link", name="Stop at once if something hurts.").click()
    assert page.url.endswith("#stop")
    assert page.locator("#stop").inner_text() == "Stop, and get help"


def test_it_is_silent_unless_somebody_wants_a_sound(page: Page, address: str) -> None:
    page.add_init_script("window.sounds = 0; const Was = AudioContext; window.AudioContext = class extends Was { createOscillator() { sounds += 1; return super.createOscillator(); } }")
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    page.clock.run_for(60_000)
    assert page.evaluate("sounds") == 0
    timer.get_by_text("Hear a sound").click()
    timer.get_by_role("checkbox", name="With a gentle sound").check()
    press(timer, "Start the timer")
    page.clock.run_for(60_000)
    assert page.evaluate("sounds") == 7  # three holds, two rests, and two for the end


def test_what_only_a_therapist_doses_has_no_timer(page: Page, address: str) -> None:
    assert opened(page, address, "by-hand").count() == 0


def test_nothing_is_kept_and_without_scripts_there_is_no_timer(browser: Browser, page: Page, address: str) -> None:
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    page.clock.run_for(60_000)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}protect/cards/hold-still/")
    assert not plain.get_by_text("Start the timer").is_visible()
    assert plain.get_by_text("Hold for 5 seconds. Do it 3 times.").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("size", ["", "3"])
def test_its_buttons_are_large_and_stay_where_they_are(width: int, size: str, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script(f"""if ("{size}") localStorage.setItem("sitegen:display", '{{"size":"{size}"}}')""")
    timer = opened(page, address, "hold-still")
    press(timer, "Start the timer")
    places = []
    for _ in range(3):
        page.clock.run_for(5000)
        box = timer.get_by_role("button", name="Stop", exact=True).bounding_box()
        assert box and box["height"] >= 56
        places.append(box["y"] - (timer.bounding_box() or box)["y"])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown = timer.get_by_role("timer").bounding_box()
        assert shown and shown["y"] >= 0
    assert max(places[1:]) - min(places[1:]) < 2
    context.close()
