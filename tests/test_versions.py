"""Is my sheet still right? Each released version has a page that answers, for years; and so has each code."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from releases import release
from sites import TODAY, card, page, site, write

from sitegen import codes
from sitegen.build import Settings, build

pytestmark = pytest.mark.slow  # whole sites are built, and built again

FIRST, SECOND, THIRD = "2026-03-02", "2026-05-05", "2026-09-28"
HANDOUT = {"title": "At the counter", "summary": "Strong calves.", "cards": ["heel-raise", "slow-breath"], "pages": ["stairs"], "log": 1}
HEEL: dict[str, Any] = {
    "name": "Heel raise",
    "equipment": ["counter"],
    "hazards": ["bal-supported"],
    "steps": [{"safety": "Hold a counter that cannot move."}, {"move": "Rise onto your toes."}],
    "dose": {"reps": 8, "hold": "10 seconds"},
    "figure": "heel-raise",
    "alt": "A woman stands at a counter and lifts both heels.",
    "harder": "heel-drop",
}
WEEK = {"high": {"title": "A quiet week", "lead": "A little each day.", "days": [{"name": "Calves", "do": ["heel-raise"]}] + [{"name": "Rest", "do": ["slow-breath"]}] * 6, "notes": ["Rest."]}}
DROP = card(
    name="Heel drop",
    equipment=["counter"],
    hazards=["impact-mod", "bal-supported"],
    tiers={"lower": "allow", "moderate": "modify", "high": "avoid", "recent": "avoid"},
    modify={"moderate": "Come down softly at first."},
    swap={"high": "heel-raise", "recent": "slow-breath"},
    steps=[{"safety": "Hold a counter that cannot move."}, {"move": "Rise onto your toes, then drop your heels."}],
    dose={"reps": 31},
)
RAISE, HAND, READ = "protect/cards/heel-raise/", "protect/handouts/at-the-counter/", "protect/stairs/"


def heel(**fields: Any) -> dict[str, Any]:
    return card(**{**HEEL, **fields})


def made(root: Path, **more: Any) -> Path:
    outcome = build(Settings(root, TODAY, jobs=1, **more))
    assert outcome.published and not outcome.failed, [str(p) for p in outcome.problems]
    return root / "output"


def said(output: Path, code: str) -> str:
    """The words of the page of a version, or of a short code, without the frame."""
    text = (output / f"v/{code.lower()}/index.html").read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text.partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0])).split()).replace(" .", ".").replace(" ;", ";")


class Story:
    """A site with three releases and what each bore; after them a draft of one card."""

    def __init__(self, root: Path) -> None:
        self.root = site(root, {"content/cards/heel-raise.yml": heel(), "content/handouts/at-the-counter.yml": HANDOUT, "content/pages/stairs.md": page("Hold the rail.")})
        self.first = release(root, FIRST)
        write(root / "content/cards/heel-raise.yml", heel(dose={"reps": 8, "hold": "5 seconds"}))
        self.second = release(root, SECOND)
        steps = [{"safety": "Hold a counter with both hands."}, {"move": "Rise onto your toes."}]
        write(root / "content/cards/heel-raise.yml", heel(dose={"reps": 8, "hold": "5 seconds"}, steps=steps))
        self.third = release(root, THIRD)
        write(root / "content/pages/stairs.md", page("Hold the rail with one hand."))
        self.output = made(root)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("versions") / "site")


# what a version's page says


def test_a_version_that_still_counts_says_so_first_and_since_when(story: Story) -> None:
    words = said(story.output, story.third[RAISE])
    assert words.startswith(f"Is my sheet still right? Heel raise {story.third[RAISE]} ") and "Your sheet is still right. It counts since September 28, 2026." in words
    assert "changed" not in words and "Open it on the web" in words


def test_an_older_version_says_on_which_day_it_was_changed_and_what_from_it_to_today(story: Story) -> None:
    words = said(story.output, story.first[RAISE])
    assert "Your sheet was changed on September 28, 2026. Put the old sheet away, and use the new one." in words
    assert words.index("Read this first The warning was changed.") < words.index("Hold a counter with both hands.") < words.index("Hold: 10 seconds before, now 5 seconds.")
    assert "It was changed on these days: May 5, 2026; September 28, 2026" in words


def test_a_change_that_came_before_a_version_is_not_told_to_who_has_that_version(story: Story) -> None:
    words = said(story.output, story.second[RAISE])
    assert "The warning was changed." in words and "10 seconds" not in words and "these days" not in words


def test_a_handouts_page_tells_what_is_other_in_it(story: Story) -> None:
    words = said(story.output, story.first[HAND])
    assert story.first[HAND] != story.second[HAND] != story.third[HAND]
    assert "Heel raise: The warning was changed." in words and "Heel raise: Hold: 10 seconds before, now 5 seconds." in words
    assert "Heel raise: Hold a counter with both hands." in words, "the warning itself can be read at once"


def test_while_there_is_only_a_draft_of_a_new_one_the_newest_sheet_is_not_called_wrong(story: Story) -> None:
    words = said(story.output, story.first[READ])
    assert story.first[READ] == story.third[READ]
    assert "Your sheet is the newest one that we released. It counts since March 2, 2026. We are working on a new one." in words
    assert "changed" not in words and "Put the old sheet away" not in words


def test_a_draft_that_changes_a_warning_tells_it_to_who_holds_the_newest_sheet(story: Story, tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/heel-raise.yml": heel()})
    bore = release(root, FIRST)
    write(root / "content/cards/heel-raise.yml", heel(steps=[{"safety": "Sit down first."}, {"move": "Rise."}]))
    words = said(made(root), bore[RAISE])
    assert "newest one that we released" in words and "Read this first The warning was changed." in words and "Sit down first." in words


def test_a_version_that_came_back_counts_again(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/heel-raise.yml": heel()})
    bore = release(root, FIRST)
    write(root / "content/cards/heel-raise.yml", heel(dose={"reps": 5}))
    between = release(root, SECOND)
    write(root / "content/cards/heel-raise.yml", heel())
    output = made(root)
    assert "Your sheet is still right." in said(output, bore[RAISE])
    assert "Your sheet was changed. Put" in said(output, between[RAISE])


def test_an_older_record_without_groups_says_nothing_false(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/heel-raise.yml": heel()})
    bore = release(root, FIRST, without=("safety", "steps", "change", "swap", "mistakes", "supervision", "hazards"))
    write(root / "content/cards/heel-raise.yml", heel(steps=[{"safety": "Sit down first."}, {"move": "Rise."}]))
    release(root, SECOND)
    words = said(made(root), bore[RAISE])
    assert "Something on it was changed. Call us, and we tell you what." in words and "Only small" not in words


def test_without_a_level_no_amount_is_told_of_what_needs_one(tmp_path: Path) -> None:
    """A card that not everyone may do has a page without a level, but no steps and no dose there: neither has that of its sheet."""
    root = site(tmp_path / "site", {"content/cards/heel-drop.yml": DROP})
    text = (root / "content/cards/heel-drop.yml").read_text(encoding="utf-8")
    bore = release(root, FIRST)
    write(root / "content/cards/heel-drop.yml", text.replace("31", "37"))
    now = release(root, SECOND)
    output = made(root)
    everyone = [said(output, code) for code in (bore["cards/heel-drop/"], bore["cards/heel-drop/"][:5], now["cards/heel-drop/"])]
    assert not [words for words in everyone if "31" in words or "37" in words]
    assert "Repetitions: 31 before, now 37." in said(output, bore["build-up/cards/heel-drop/"])


# what a code's page says


def test_a_codes_page_names_the_version_that_counts_and_leads_to_the_older_ones(story: Story) -> None:
    code = story.third[RAISE][:5]
    words = said(story.output, code)
    assert f"The sheet that counts now is {story.third[RAISE]}. It counts since September 28, 2026." in words
    assert words.index(story.second[RAISE]) < words.index(story.first[RAISE]), "the newest first"
    text = (story.output / f"v/{code.lower()}/index.html").read_text(encoding="utf-8")
    assert f'href="../{story.first[RAISE].lower()}/"' in text and 'href="tel:5550142"' in text


def test_before_any_release_every_code_has_a_page_that_says_draft(tmp_path: Path) -> None:
    output = made(site(tmp_path / "site"))
    found = [row["code"] for row in json.loads((output / "data/codes.json").read_text(encoding="utf-8"))["codes"]]
    assert len(found) > 20 and {f"{code.lower()}" for code in found} == {path.name for path in (output / "v").iterdir() if path.is_dir()}
    assert all("This sheet is a draft." in said(output, code) for code in found)


def test_pages_of_versions_have_no_menu_and_ring_the_clinic(story: Story) -> None:
    for file in (story.output / "v").glob("*/index.html"):
        text = file.read_text(encoding="utf-8")
        assert "foot-menu" not in text and "<script defer" not in text and "555-0142" in text, file
        assert len(text) < 12_000, "slim"


# what is gone


def test_every_page_of_a_withdrawn_card_says_do_not_and_what_to_do_instead(tmp_path: Path) -> None:
    march = card(name="Slow march", steps=[{"move": "Lift one foot high."}], dose={"reps": 33})
    root = site(tmp_path / "site", {"content/cards/march.yml": march})
    first = release(root, FIRST)
    write(root / "content/cards/march.yml", {**march, "dose": {"reps": 34}})
    second = release(root, SECOND)
    write(root / "content/cards/march.yml", {**march, "withdrawn": {"on": THIRD, "reason": "The chair slid.", "instead": "slow-breath"}})
    output = made(root)
    for place in ("protect/cards/march/", "cards/march/"):
        for code in (first[place], second[place], first[place][:5]):
            words = said(output, code)
            assert "Do not do this exercise any more Why: The chair slid. Taken out on September 28, 2026." in words
            assert words.index("Do this instead Slow breath") < words.index("Call 555-0142 Is something")
            assert not {"33", "34", "Lift one foot"} & {found for found in ("33", "34", "Lift one foot") if found in words}
            assert "still right" not in words.removeprefix("Is my sheet still right?")
    rows = [row for row in json.loads((output / "data/codes.json").read_text(encoding="utf-8"))["codes"] if row["id"] == "march"]
    assert len(rows) == 5 and all((row["status"], row["version"]) == ("withdrawn", None) for row in rows)
    assert _files(output) == _files(made(root, clean=True, output=tmp_path / "clean"))


def test_a_card_that_became_unfit_for_a_level_is_gone_there_and_not_elsewhere(tmp_path: Path) -> None:
    march = card(name="Slow march")
    root = site(tmp_path / "site", {"content/cards/march.yml": march})
    bore = release(root, FIRST)
    write(root / "content/cards/march.yml", {**march, "tiers": {"lower": "allow", "moderate": "allow", "high": "avoid", "recent": "avoid"}, "modify": {}, "swap": {"high": "slow-breath", "recent": "Rest a while."}, "stricter_because": {"high": "It is new to us.", "recent": "It is new to us."}})
    output = made(root)
    for code in (bore["protect/cards/march/"], bore["protect/cards/march/"][:5]):
        assert "Do not do this exercise any more Our advice for your level has changed." in said(output, code) and "Do this instead Slow breath" in said(output, code)
    assert "Do this instead Rest a while" in said(output, bore["heal/cards/march/"])
    assert "Your sheet is" in said(output, bore["build-up/cards/march/"])


def test_a_sample_week_has_its_pages_too_and_keeps_them_when_it_is_taken_away(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/heel-raise.yml": heel(), "content/weeks.yml": WEEK})
    bore = release(root, FIRST)["protect/week/"]
    assert "Your sheet is still right." in said(made(root), bore)
    write(root / "content/weeks.yml", json.loads(json.dumps(WEEK).replace('["heel-raise"]', '["slow-breath"]')))
    release(root, SECOND)
    assert "The days, the moves or the minutes of the week were changed." in said(made(root), bore)
    (root / "content/weeks.yml").unlink()
    lost = [p for p in build(Settings(root, TODAY, jobs=1)).problems if p.code == "address-lost"]
    assert lost  # what was promised is not taken away in silence
    write(root / "content/redirects.yml", f"protect/week/: protect/\nc/{bore[:5].lower()}/: protect/\n")
    words = said(made(root), bore)
    assert "Please do not use this sheet any more" in words and "Ask your therapist, or call 555-0142" in words
    assert "Please do not use this sheet any more" in said(root / "output", bore[:5])


# what is printed


def test_a_page_prints_its_version_once_it_is_released_and_draft_until_then(story: Story) -> None:
    released, draft = ((story.output / f"{place}index.html").read_text(encoding="utf-8").partition('<footer class="colophon">')[2] for place in (RAISE, READ))
    assert f'Version <bdi dir="ltr">{story.third[RAISE]}</bdi>' in released and f"bones.example/v/{story.third[RAISE].lower()}/" in released
    assert "Version draft</p>" in draft and f"bones.example/v/{story.third[READ][:5].lower()}/" in draft and story.third[READ] not in draft


@pytest.mark.slow
@pytest.mark.parametrize("released", [True, False], ids=["released", "draft"])
def test_the_codes_on_sheets_lead_to_pages_that_are_there(tmp_path: Path, released: bool) -> None:
    import pdf_tools
    from pypdf import PdfReader

    root = site(tmp_path / "site", {"content/cards/heel-raise.yml": heel(), "content/handouts/at-the-counter.yml": HANDOUT, "content/pages/stairs.md": page("Hold the rail.")})
    bore = release(root, FIRST) if released else {}
    output = made(root, handouts=True)
    for place in (RAISE, HAND, READ, "stairs/"):
        file = next((output / place).glob("*.pdf"))
        read = {code for picture in pdf_tools.pictures(io.BytesIO(file.read_bytes()), 150) for code in pdf_tools.qr_codes(picture.convert("L"))}
        assert len(read) == 1, (place, read)
        path = read.pop().removeprefix("https://bones.example/")
        assert path.startswith("v/") and (output / path / "index.html").is_file()
        assert path == f"v/{bore[place].lower()}/" if released else re.fullmatch(r"v/[0-9a-z]{5}/", path)
        made_on = PdfReader(file).metadata
        assert made_on and made_on.creation_date and made_on.creation_date.date().isoformat() == (FIRST if released else "2026-01-01")


# builds


def test_an_incremental_build_makes_the_same_pages_as_a_clean_one(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {"content/cards/heel-raise.yml": heel(), "content/handouts/at-the-counter.yml": HANDOUT, "content/pages/stairs.md": page("Hold the rail.")})
    release(root, FIRST)
    made(root)
    for step in ({"dose": {"reps": 8, "hold": "5 seconds"}}, {"dose": {"reps": 9}}, {"name": "Heels up"}):
        write(root / "content/cards/heel-raise.yml", heel(**step))
        assert _files(made(root)) == _files(made(root, clean=True, output=tmp_path / "clean"))
    release(root, SECOND)
    assert _files(made(root)) == _files(made(root, clean=True, output=tmp_path / "clean"))


def test_the_script_of_the_field_knows_every_code_and_version(story: Story) -> None:
    text = (story.output / "data/versions.js").read_text(encoding="utf-8")
    (row,) = json.loads(text.removeprefix("window.sitegenVersions=").removesuffix(";\n"))
    assert row["folder"] == "v/" and row["codes"][story.third[RAISE][:5]].split() == [bore[RAISE][6:] for bore in (story.first, story.second, story.third)]
    pages_of = {f"{code}-{version}".lower() for code, found in row["codes"].items() for version in found.split()} | {code.lower() for code in row["codes"]}
    assert pages_of == {path.name for path in (story.output / "v").iterdir() if path.is_dir()}


def _files(output: Path) -> dict[str, bytes]:
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def test_a_code_of_a_sheet_is_read_with_its_version(story: Story) -> None:
    version = story.third[RAISE]
    assert codes.read_sheet(f" {version[:5].lower()} {version[6:].lower()} ") == version
    assert codes.read_sheet(version.replace("-", "")) == version and codes.read_sheet(version[:5]) == version[:5]
    assert codes.read_sheet(version[:-1]) is None and codes.read_sheet("hello") is None
