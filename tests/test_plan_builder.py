"""A therapist makes a plan: by keyboard, by touch and in a few clicks; within its bounds, with nothing stored and nothing sent."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pdf_tools import qr_codes

from sitegen import plans
from sitegen.model.plan import Plan

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request

pytest_plugins = ("browser_tools", "starter_web")
pytestmark = pytest.mark.browser

FIVE = ["Heel raise", "Chair stand", "One-leg stand", "Chin tuck", "Shoulder-blade squeeze"]
BUNDLE = "Good posture in five minutes"
NOTHING = "[localStorage.length, sessionStorage.length, document.cookie]"


@pytest.fixture
def bench(page: Page, web: str) -> Page:
    """The builder, with a level chosen."""
    return at_level(page, web, "Protect")


def at_level(page: Page, web: str, level: str) -> Page:
    page.goto(f"{web}plan/")
    page.get_by_role("radio", name=level, exact=True).check()
    page.get_by_label(f"Search in {level}").wait_for()
    return page


def ready_made(page: Page, name: str = BUNDLE) -> None:
    page.get_by_text("Begin with a ready-made set", exact=True).click()
    page.get_by_role("button", name=name).click()


def add(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label("Search in").fill(name)
        page.get_by_role("button", name=f"Add {name}", exact=True).click()


def item(page: Page, name: str) -> Locator:
    """A card of the plan."""
    return page.locator(".plan-list__item").filter(has=page.get_by_role("heading", name=re.compile(rf"^\d+\. {re.escape(name)}$")))


def order(page: Page) -> list[str]:
    return [re.sub(r"^\d+\. ", "", name) for name in page.locator(".plan-list__name").all_inner_texts()]


def dial(page: Page, name: str, label: str) -> Locator:
    return item(page, name).get_by_label(label, exact=True)


def link(page: Page) -> str:
    return page.get_by_label("The link", exact=True).input_value()


def made(page: Page) -> Plan:
    """The plan in the link, as the program reads it."""
    return plans.decode(link(page).partition("#")[2])


def data(page: Page) -> Any:
    """What the page knows of the level."""
    return page.evaluate("window.sitegenBench.data")


def names(page: Page, plan: Plan) -> list[str]:
    known = {card["code"]: card["name"] for card in data(page)["cards"]}
    return [known[card.code] for card in plan.cards]


def said(page: Page, words: str) -> None:
    """What a screen reader is told, after a moment."""
    page.wait_for_function("words => document.querySelector('[data-part=said]').textContent.includes(words)", arg=words)


# as people do it


def reach(page: Page, wanted: Locator) -> None:
    """To something by the Tab key alone."""
    for _ in range(250):
        if wanted.count() and wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {wanted}")


def test_a_plan_of_five_cards_with_two_changed_doses_is_made_by_keyboard_alone(page: Page, web: str, complaints: list[str]) -> None:
    page.goto(f"{web}plan/")
    reach(page, page.get_by_role("radio", name="Build up", exact=True))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Search in Protect").wait_for()
    for name in FIVE:
        reach(page, page.get_by_label("Search in Protect"))
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(name)
        reach(page, page.get_by_role("button", name=f"Add {name}", exact=True))
        page.keyboard.press("Enter")
        said(page, name)
    for name in FIVE[:2]:
        reach(page, dial(page, name, "Times"))
        page.keyboard.type("6")
    reach(page, page.get_by_role("button", name="Move One-leg stand up"))
    page.keyboard.press("Enter")
    plan = made(page)
    assert names(page, plan) == ["Heel raise", "One-leg stand", "Chair stand", "Chin tuck", "Shoulder-blade squeeze"]
    assert [card.count for card in plan.cards] == [6, None, 6, None, None]
    assert (plan.tier, plan.language) == (plans.tier_mark("high"), plans.language_mark("en"))
    assert complaints == []


def test_the_same_by_touch_on_a_telephone(browser: Browser, web: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{web}plan/")
    page.get_by_role("radio", name="Protect", exact=True).tap()
    for name in FIVE:
        page.get_by_label("Search in Protect").tap()
        page.get_by_label("Search in Protect").fill(name)
        page.get_by_role("button", name=f"Add {name}", exact=True).tap()
    for name in FIVE[:2]:
        dial(page, name, "Times").select_option("6")
    page.get_by_role("button", name="Move One-leg stand up").tap()
    drag_by_touch(page, item(page, "Shoulder-blade squeeze").locator("[data-handle]"), item(page, "Chin tuck"))
    plan = made(page)
    assert names(page, plan) == ["Heel raise", "One-leg stand", "Chair stand", "Shoulder-blade squeeze", "Chin tuck"]
    assert [card.count for card in plan.cards] == [6, None, 6, None, None]
    context.close()


def drag_by_touch(page: Page, handle: Locator, to: Locator) -> None:
    """A finger from a handle to the upper half of a card."""
    page.set_viewport_size({"width": 360, "height": 1600})  # so far from the edges that the page need not scroll
    to.evaluate("one => one.scrollIntoView({ block: 'center' })")
    start, end = handle.bounding_box(), to.bounding_box()
    assert start and end
    session = page.context.new_cdp_session(page)
    x, y = start["x"] + 20, start["y"] + 20
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + (end["y"] + 10 - y) * step / 8}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_from_a_ready_made_set_to_a_printed_plan_with_two_changed_doses_it_takes_at_most_12_clicks(page: Page, web: str) -> None:
    page.add_init_script("window.printed = []; window.print = () => { window.printed.push([location.hash, document.querySelectorAll('[data-plan=patient] article').length]); };")
    page.goto(f"{web}plan/")
    clicks = 0

    def click(there: Locator) -> None:
        nonlocal clicks
        there.click()
        clicks += 1

    def choose(there: Locator, value: str) -> None:
        nonlocal clicks
        there.select_option(value)
        clicks += 2  # one opens the list, one takes from it

    click(page.get_by_role("radio", name="Protect", exact=True))
    click(page.get_by_text("Begin with a ready-made set", exact=True))
    click(page.get_by_role("button", name=BUNDLE))
    first, second = order(page)[:2]
    choose(dial(page, first, "Times"), "4")
    choose(dial(page, second, "Times"), "3")
    click(page.get_by_role("button", name="Print the sheet"))
    page.wait_for_function("() => window.printed.length")
    (printed,) = page.evaluate("window.printed")
    plan = plans.decode(printed[0][1:])
    assert printed[1] == len(plan.cards) == 5
    assert [card.count for card in plan.cards] == [4, 3, None, None, None]
    assert clicks <= 12
    page.go_back()
    assert order(page)[:2] == [first, second] and page.get_by_label("The link", exact=True).is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Print the sheet"


# doses


def test_the_patients_own_sentence_follows_each_choice_and_says_just_that(bench: Page) -> None:
    add(bench, "Heel raise")
    dial(bench, "Heel raise", "Times").select_option("6")
    assert "6 times" in item(bench, "Heel raise").locator(".plan-list__reads").inner_text()
    said(bench, "6 times")


def test_more_than_usual_asks_for_a_reason_right_there_and_nothing_is_handed_over_without(bench: Page) -> None:
    name = "Lying head and shoulder press"
    add(bench, name)
    dial(bench, name, "Times").select_option(label="10, more than usual")
    why = item(bench, name).get_by_label("Why more than usual?")
    assert why.is_visible() and why.get_attribute("aria-invalid") == "true"
    assert item(bench, name).get_by_text("Choose a reason here").is_visible()
    assert not bench.get_by_label("The link", exact=True).is_visible()
    assert bench.get_by_text(f"Not ready yet: {name} has more than usual.").is_visible()
    why.select_option(label="To reach a goal set together")
    assert "to reach a goal that you set together" in item(bench, name).locator(".plan-list__reads").inner_text()
    (card,) = made(bench).cards
    assert (card.count, card.reason) == (10, 3)
    dial(bench, name, "Times").select_option("")
    assert not why.is_visible()
    assert made(bench).cards[0].reason == 0


def test_where_each_step_is_picked_face_to_face_no_more_than_usual_is_offered(page: Page, web: str) -> None:
    at_level(page, web, "Heal")
    known = data(page)
    assert known["tier"]["led"] is True
    for card in known["cards"][:16]:
        add(page, card["name"])
    assert page.locator(".plan-list__item option").filter(has_text="more than usual").count() == 0
    assert page.get_by_text("So more than usual cannot be set from here.").count() > 0


def test_a_forged_choice_beyond_the_bounds_is_taken_back(bench: Page) -> None:
    add(bench, "Heel raise")
    before = link(bench)
    times = dial(bench, "Heel raise", "Times")
    for forged in ("999", "0", "-3", "4.5", "x"):
        times.evaluate("(one, value) => { one.add(new Option(value, value)); one.value = value; one.dispatchEvent(new Event('change', { bubbles: true })); }", forged)
        assert times.input_value() == "" and link(bench) == before
    item(bench, "Heel raise").evaluate("row => { const one = row.querySelector('select'); one.dataset.dial = 'grip'; one.add(new Option('x', 'fingertips-of-others')); one.value = 'fingertips-of-others'; one.dispatchEvent(new Event('change', { bubbles: true })); }")
    assert link(bench) == before


def test_every_choice_that_is_offered_is_within_the_bounds(bench: Page) -> None:
    known = data(bench)
    for card in known["cards"][:16]:
        add(bench, card["name"])
    outside = []
    for card in known["cards"][:16]:
        for name, (least, most, _) in card["bounds"].items():
            values = bench.locator(f"#dial-{card['code']}-{name} option").evaluate_all("all => all.map(one => one.value).filter(Boolean).map(Number)")
            outside += [(card["name"], name, value) for value in values if not least <= value <= most]
            assert not values or most in values or most == card["bounds"][name][2], (card["name"], name)
    assert outside == []


# order


def test_buttons_move_a_card_keep_the_focus_and_say_where_it_is_now(bench: Page) -> None:
    add(bench, *FIVE)
    bench.get_by_role("button", name="Move Chair stand down").press("Enter")
    said(bench, "Chair stand is now 3 of 5")
    assert order(bench) == ["Heel raise", "One-leg stand", "Chair stand", "Chin tuck", "Shoulder-blade squeeze"]
    assert bench.evaluate("document.activeElement.getAttribute('aria-label')") == "Move Chair stand down"
    for _ in range(3):
        bench.keyboard.press("Enter")
    said(bench, "Chair stand is now 5 of 5")
    assert bench.evaluate("document.activeElement.getAttribute('aria-label')") == "Move Chair stand down"


def test_a_card_is_dragged_by_its_handle_with_a_mouse(bench: Page) -> None:
    add(bench, *FIVE)
    bench.set_viewport_size({"width": 1280, "height": 3000})
    start, end = item(bench, "Chin tuck").locator("[data-handle]").bounding_box(), item(bench, "Heel raise").bounding_box()
    assert start and end and start["width"] >= 44 and start["height"] >= 44
    bench.mouse.move(start["x"] + 10, start["y"] + 10)
    bench.mouse.down()
    bench.mouse.move(start["x"] + 10, (start["y"] + end["y"]) / 2, steps=4)
    bench.mouse.move(start["x"] + 10, end["y"] + 5, steps=4)
    bench.mouse.up()
    assert order(bench)[0] == "Chin tuck" and names(bench, made(bench)) == order(bench)
    said(bench, "Chin tuck is now 1 of 5")


def test_what_was_taken_out_can_be_put_back_with_its_dose(bench: Page) -> None:
    add(bench, *FIVE)
    dial(bench, "Chair stand", "Times").select_option("6")
    bench.get_by_role("button", name="Take Chair stand out").click()
    assert "Chair stand" not in order(bench)
    assert bench.evaluate("document.activeElement.textContent.trim()") == "Put it back"
    bench.keyboard.press("Enter")
    assert order(bench) == FIVE and made(bench).cards[1].count == 6


def test_sixteen_cards_are_the_most(bench: Page) -> None:
    codes = [card["code"] for card in data(bench)["cards"][:20]]
    bench.evaluate("codes => window.sitegenBench.add(codes)", codes)
    assert len(made(bench).cards) == 16
    assert bench.get_by_text("A plan holds 16 exercises. The rest was left out.").first.is_visible()


# levels


def test_another_level_is_asked_first_and_what_it_has_not_is_named(bench: Page) -> None:
    add(bench, "Heel raise", "One-leg stand", "Chin tuck")
    dial(bench, "Heel raise", "Times").select_option("6")
    here = {card["name"]: card["id"] for card in data(bench)["cards"]}
    bench.get_by_role("radio", name="Heal", exact=True).check()
    asked = bench.get_by_text("Change the plan to Heal?")
    asked.wait_for()
    assert made(bench).tier == plans.tier_mark("high")
    bench.get_by_role("button", name="Keep Protect").click()
    assert bench.get_by_role("radio", name="Protect", exact=True).is_checked() and len(order(bench)) == 3
    bench.get_by_role("radio", name="Heal", exact=True).check()
    asked.wait_for()
    told = bench.locator("[data-part=change-left]").inner_text()
    bench.get_by_role("button", name="Change to Heal").click()
    there = {card["id"] for card in data(bench)["cards"]}
    for name in ("Heel raise", "One-leg stand", "Chin tuck"):
        assert (name in told) == (here[name] not in there) == (here[name] not in {card["id"] for card in data(bench)["cards"] if card["code"] in {c.code for c in made(bench).cards}})
    assert made(bench).tier == plans.tier_mark("recent") and all(card.count is None for card in made(bench).cards)


# looking for an exercise


def test_the_search_forgives_case_and_accents_and_offers_only_what_the_level_has(bench: Page) -> None:
    field = bench.get_by_label("Search in Protect")
    for words in ("HEEL RAISE", "heel  raise", "héel ráise"):
        field.fill(words)
        assert bench.locator(".pick__name").first.inner_text() == "Heel raise"
    field.fill("")
    bench.get_by_label("Kind of exercise").select_option(label="Balance")
    assert set(bench.locator(".pick__kind").all_inner_texts()) == {"Balance"}
    bench.get_by_label("Kind of exercise").select_option("")
    bench.get_by_role("button", name=re.compile("^Show all")).click()
    assert len(bench.locator(".pick").all()) == len(data(bench)["cards"])
    field.fill("no such words")
    assert bench.get_by_text("No exercise of this level has these words.").is_visible()


def test_a_pressed_button_says_that_the_exercise_is_in_the_plan_and_takes_it_out_again(bench: Page) -> None:
    add(bench, "Heel raise")
    button = bench.get_by_role("button", name="Added Heel raise", exact=True)
    assert button.get_attribute("aria-pressed") == "true"
    assert button.evaluate("one => one === document.activeElement")
    button.click()
    assert order(bench) == []


# handing over


def test_dates_cautions_and_names_stand_in_the_link(bench: Page) -> None:
    add(bench, "Heel raise")
    bench.get_by_label("Hip precautions").check()
    bench.get_by_label("Walking aid").check()
    assert bench.get_by_text("Keep to the rules that you were given for your hip.").is_visible()
    bench.get_by_label("Made on").fill("2026-12-01")
    bench.get_by_label("Look at it again in").select_option("4")
    plan = made(bench)
    assert (plan.made.isoformat(), plan.weeks, plan.cautions) == ("2026-12-01", 4, ("hip", "aid"))
    assert bench.get_by_text("That is on December 29, 2026").is_visible()
    first = plans.title(plan)
    seen = {first}
    for _ in range(6):
        bench.get_by_role("button", name="Another name").click()
        seen.add(plans.title(made(bench)))
    assert len(seen) > 1
    bench.get_by_label("Made on").fill("")
    bench.get_by_label("Made on").blur()
    assert bench.get_by_text("Please write a day from 2026 on").is_visible() and not bench.get_by_label("The link", exact=True).is_visible()


def test_the_code_on_the_screen_leads_to_the_link_light_and_dark(bench: Page) -> None:
    from PIL import Image

    ready_made(bench)
    for scheme in ("light", "dark"):
        bench.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        code = bench.get_by_role("img", name=re.compile("QR code of the plan"))
        picture = Image.open(io.BytesIO(code.screenshot()))
        assert qr_codes(picture) == [link(bench)]
    box = code.bounding_box()
    modules = int((code.get_attribute("viewBox") or "").split()[2])
    assert box
    millimeters = box["width"] / 96 * 25.4
    assert millimeters * (modules - 8) / modules >= 29.9 and millimeters / modules >= 0.5


def test_a_long_plan_has_a_larger_code_and_says_so(bench: Page) -> None:
    codes = [card["code"] for card in data(bench)["cards"][:16]]
    bench.evaluate("codes => { const bench = window.sitegenBench; bench.add(codes); bench.plan.cards.forEach(card => { const bounds = bench.card(card.code).bounds || {}; for (const name in bounds) card[name] = bounds[name][0]; }); bench.changed(); }", codes)
    bench.get_by_text("This plan is long, so its code is larger.").wait_for()
    from PIL import Image

    code = bench.get_by_role("img", name=re.compile("QR code of the plan"))
    assert qr_codes(Image.open(io.BytesIO(code.screenshot()))) == [link(bench)]


def test_what_is_copied_is_the_link_and_that_is_said(browser: Browser, web: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = at_level(context.new_page(), web, "Protect")
    ready_made(page)
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link(page)
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false; }")
    page.get_by_role("button", name="Copy it as text").click()
    page.get_by_text("The words are selected").wait_for()
    assert page.evaluate("getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)").endswith(link(page))
    context.close()


def test_the_text_has_every_sentence_and_the_note_every_card(bench: Page) -> None:
    add(bench, *FIVE)
    dial(bench, "Heel raise", "Times").select_option("6")
    text, note = (bench.locator(f"[data-part={name}]").input_value() for name in ("text", "note"))
    for name in FIVE:
        assert name in text and name in note
    assert "6 times" in text and link(bench) in text and "Do not start." in text
    plan = made(bench)
    assert plan.made.isoformat() in note and plan.review.isoformat() in note and plans.encode(plan) in note and "Protect" in note


def test_the_note_is_never_longer_than_600_nor_has_it_letters_that_a_record_cannot_keep(bench: Page) -> None:
    notes = bench.evaluate("""() => {
      const bench = window.sitegenBench, all = bench.data.cards, found = [];
      let seed = 7;
      const random = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };
      const words = ['Heel', 'Übung', 'Стоя', 'رفع', '跟上', 'x'.repeat(90), 'a b', '“q”', '\\u0007', 'é'];
      for (let turn = 0; turn < 150; turn++) {
        const size = 1 + random(16), start = random(all.length - 16);
        bench.plan.cards.length = 0;
        for (let n = 0; n < size; n++) {
          const card = all[start + n], planned = { code: card.code, mark: card.mark };
          card.name = Array.from({ length: 1 + random(9) }, () => words[random(words.length)]).join(' ');
          for (const name in card.bounds || {}) if (random(2)) planned[name] = card.bounds[name][random(2)];
          if (random(2)) planned.reason = 1 + random(4);
          bench.plan.cards.push(planned);
        }
        bench.plan.cautions = ['hip', 'weight', 'shoulder', 'dizzy', 'aid'].slice(random(6));
        found.push([bench.note.note(), bench.payload(), bench.plan.cards.map(card => card.code)]);
      }
      return found;
    }""")
    assert max(len(note) for note, _, _ in notes) <= 600
    for note, payload, codes in notes:
        assert re.fullmatch(r"[\x20-\x7e\n]+", note)
        assert payload in note and plans.encode(plans.decode(payload)) == payload
        assert [card.code for card in plans.decode(payload).cards] == codes
        assert re.search(rf"(^|; |\n){len(codes)} ", note), note  # the last card is in it


# plans that were made before


def opened(page: Page, text: str) -> str:
    if not page.get_by_label("Paste its link here").is_visible():
        page.get_by_text("Change a plan that you made before").click()
    page.get_by_label("Paste its link here").fill(text)
    page.get_by_role("button", name="Open the plan").click()
    page.wait_for_function("document.getElementById('opened').textContent")
    return page.locator("#opened").inner_text()


def test_a_link_is_opened_again_with_its_doses_a_new_name_and_todays_date(bench: Page, web: str) -> None:
    add(bench, *FIVE)
    dial(bench, "Heel raise", "Times").select_option("6")
    bench.get_by_label("Hip precautions").check()
    before, address = made(bench), link(bench)
    bench.goto("about:blank")
    bench.goto(f"{web}plan/")
    assert "The plan is open" in opened(bench, f"  {address} ")
    after = made(bench)
    assert after.cards == before.cards and after.cautions == before.cautions and order(bench) == FIVE


@pytest.mark.parametrize("text", ["", "nonsense", "https://example.org/plan/#", "#PMX36Q29G5GP2T3VVQFT7TFZ8NVJJXQMXVPVQPTMRRQGRMH5Z", "http://x/#%%%", "ſſſſ" * 9])
def test_what_is_no_whole_link_is_refused_in_words(text: str, bench: Page, complaints: list[str]) -> None:
    assert "This is not a whole link of a plan." in opened(bench, text)
    assert order(bench) == [] and complaints == []


def test_a_card_of_another_level_in_a_hand_made_link_is_refused_and_told(page: Page, web: str) -> None:
    at_level(page, web, "Build up")
    other = [card["code"] for card in data(page)["cards"]]
    at_level(page, web, "Protect")
    add(page, "Heel raise")
    plan = made(page)
    forged = plan._replace(cards=(*plan.cards, type(plan.cards[0])(other[0], plan.cards[0].mark)))
    assert "is not one of this level, and was left out" in opened(page, plans.encode(forged))
    assert order(page) == ["Heel raise"]


def test_the_patients_view_has_a_way_back_to_change_the_plan(bench: Page, web: str) -> None:
    add(bench, *FIVE)
    payload = link(bench).partition("#")[2]
    bench.goto("about:blank")
    bench.goto(f"{web}plan/#{payload}")
    bench.get_by_role("button", name="For therapists: change this plan").click()
    bench.get_by_label("The link", exact=True).wait_for()
    assert order(bench) == FIVE
    bench.goto("about:blank")
    bench.goto(f"{web}plan/?edit#{payload}")
    bench.get_by_label("The link", exact=True).wait_for()
    assert order(bench) == FIVE


# favorites


def favorites(page: Page) -> None:
    page.get_by_text("My favorites", exact=True).click()


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('sitegen:favorites')") or "[]")


def test_nothing_is_stored_before_keep_is_pressed_and_a_favorite_comes_back_after_a_reload(bench: Page, web: str) -> None:
    add(bench, *FIVE)
    dial(bench, "Heel raise", "Times").select_option("6")
    assert bench.evaluate(NOTHING) == [0, 0, ""]
    favorites(bench)
    bench.get_by_role("button", name="Keep this plan here").click()
    assert bench.get_by_text("Please name it first.").is_visible() and bench.evaluate(NOTHING) == [0, 0, ""]
    bench.get_by_label("Name it. No patient names, please.").fill("Strong legs")
    bench.get_by_role("button", name="Keep this plan here").click()
    assert [row["name"] for row in kept(bench)] == ["Strong legs"]
    before = made(bench)
    bench.goto(f"{web}plan/")
    favorites(bench)
    bench.get_by_role("button", name="Open Strong legs").click()
    bench.get_by_label("The link", exact=True).wait_for()
    assert made(bench).cards == before.cards
    bench.get_by_role("button", name="Remove Strong legs").click()
    assert bench.evaluate(NOTHING) == [0, 0, ""]


def test_favorites_are_written_to_a_file_and_read_from_one(bench: Page, web: str, browser: Browser, tmp_path: Path) -> None:
    add(bench, "Heel raise")
    favorites(bench)
    for name in ("One", "Two"):
        bench.get_by_label("Name it. No patient names, please.").fill(name)
        bench.get_by_role("button", name="Keep this plan here").click()
    with bench.expect_download() as download:
        bench.get_by_role("button", name="Save all as a file").click()
    file = tmp_path / "favorites.json"
    download.value.save_as(file)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{web}plan/")
    favorites(page)
    page.get_by_label("Read a file of favorites").set_input_files(file)
    page.get_by_text("Plans read from the file: 2").wait_for()
    assert [row["name"] for row in kept(page)] == ["One", "Two"]
    context.close()


def test_a_damaged_file_is_refused_in_words_and_changes_nothing(bench: Page, complaints: list[str]) -> None:
    add(bench, "Heel raise")
    payload = link(bench).partition("#")[2]
    favorites(bench)
    good = {"sitegen": "favorites", "plans": [{"name": "One", "plan": payload}]}
    for damaged in (
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"sitegen": "favorites"}',
        b'{"sitegen": "favorites", "plans": [null]}',
        json.dumps(good).encode()[:-4],
        json.dumps({**good, "plans": [{"name": "One", "plan": payload[:-1] + ("Q" if payload[-1] != "Q" else "P")}]}).encode(),
        json.dumps({**good, "plans": [{"name": 7, "plan": payload}]}).encode(),
        bytes(range(256)) * 40,
        b"x" * 600_000,
    ):
        bench.get_by_label("Read a file of favorites").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": damaged})
        bench.get_by_text("This file is no list of favorites, or it is damaged.").wait_for()
        bench.locator("[data-part=favorite-said]").evaluate("one => { one.textContent = ''; }")
    assert kept(bench) == [] and complaints == []


# what is promised everywhere


def test_no_request_leaves_and_no_server_hears_of_a_plan(page: Page, web: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    at_level(page, web, "Protect")
    ready_made(page)
    payload = link(page).partition("#")[2]
    page.get_by_role("img", name=re.compile("QR code of the plan")).wait_for()
    assert {request.url.startswith(web) for request in asked} == {True}
    assert not [request.url for request in asked if payload in request.url or request.method != "GET"]
    assert page.evaluate(NOTHING) == [0, 0, ""]


def test_from_a_disk_a_plan_is_made_as_well(page: Page, starter_site: Path, complaints: list[str]) -> None:
    page.goto((starter_site / "output/plan/index.html").as_uri())
    page.get_by_role("radio", name="Protect", exact=True).check()
    ready_made(page)
    assert len(made(page).cards) == 5
    page.get_by_role("img", name=re.compile("QR code of the plan")).wait_for()
    assert complaints == []


def test_without_scripts_the_page_says_so_and_leads_to_handouts_and_codes(browser: Browser, web: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{web}plan/")
    assert page.get_by_text("Making a plan needs a browser that runs scripts.").is_visible()
    assert not page.get_by_text("Your patient’s level").is_visible()
    for name in ("Handouts and sheets to print", "All codes", "List of codes, Protect"):
        page.get_by_role("link", name=name).click()
        page.wait_for_load_state()
        assert page.locator("h1").is_visible()
        page.go_back()
    page.context.close()


def test_therapists_are_led_to_the_builder(page: Page, web: str) -> None:
    page.goto(f"{web}about/therapists/")
    page.get_by_role("link", name="Make a plan").click()
    page.wait_for_url("**/plan/")
    assert page.get_by_role("heading", name="Make a plan").is_visible()


# eyes and hands


def filled(page: Page) -> None:
    """The builder with everything open that it can show."""
    ready_made(page)
    add(page, "Wall arm slide")
    first = page.locator(".plan-list__item option").filter(has_text="more than usual").first
    first.evaluate("one => { one.parentNode.value = one.value; one.parentNode.dispatchEvent(new Event('change', { bubbles: true })); }")
    page.get_by_role("button", name=re.compile("^Take .* out$")).last.click()
    page.evaluate("() => document.querySelectorAll('#builder details').forEach(one => { one.open = true; })")


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    from axe_playwright_python.base import AXE_SCRIPT

    def broken(page: Page) -> list[str]:
        page.evaluate(AXE_SCRIPT)
        result = page.evaluate("() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })")
        return [f"{rule['id']}: {node['html'][:120]}" for rule in result["violations"] for node in rule["nodes"]]

    return broken


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_builder_breaks_no_rule_of_accessibility(width: int, scheme: Any, bench: Page, axe: Callable[[Page], list[str]]) -> None:
    bench.set_viewport_size({"width": width, "height": 900})
    bench.emulate_media(color_scheme=scheme)
    filled(bench)
    assert axe(bench) == []
    bench.locator("[data-dial=reason]:visible").first.select_option("1")
    bench.get_by_role("img", name=re.compile("QR code of the plan")).wait_for()
    assert axe(bench) == []


@pytest.mark.parametrize(("width", "size"), [(320, ""), (360, "3"), (1280, "3")])
def test_nothing_of_the_builder_needs_sideways_scrolling_and_every_target_is_large(width: int, size: str, bench: Page) -> None:
    bench.set_viewport_size({"width": width, "height": 900})
    if size:
        bench.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    filled(bench)
    bench.locator("[data-dial=reason]:visible").first.select_option("1")
    assert bench.evaluate("document.documentElement.scrollWidth") <= width
    small = bench.evaluate("""() => Array.from(document.querySelectorAll('#builder button, #builder select, #builder input, #builder textarea, #builder summary, #builder a'))
      .filter(one => one.offsetParent).map(one => [one, (one.closest('label') || one).getBoundingClientRect()])
      .filter(pair => pair[1].width < 44 || pair[1].height < 43.5).map(pair => pair[0].outerHTML.slice(0, 90))""")
    assert small == []
