"""A page's figure stands in its text: drawn inline with the author's words, for those who read that place, and never against them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import TODAY, codes, page, problems, shown, site, write
from test_figures_and_cards import changed, made
from test_incremental import age, tree

from sitegen import figures as engine
from sitegen import markup
from sitegen.build import Settings, build
from sitegen.model import FigureFace, PageFace, Reach, Ruleset, Seen, Shown
from sitegen.model.document import Document
from sitegen.model.fragment import Block
from sitegen.model.tier import Hazard
from sitegen.overlay import fingerprint
from sitegen.validate import figures as rules
from sitegen.validate.parts import Parts

pytestmark = pytest.mark.slow  # whole sites are built

PAIR = "person: rosa\nframes:\n  - pose: {from: standing}\n    mark: do\n  - pose: {from: standing, spine: slumped}\n    mark: dont\n"
BODY = """Some words.

/// tier | lower moderate
/// figure | stand
- A woman & her dog stand *tall*. {lift-low}
- Her back is round.
///
///
"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A page that shows a pair to two tiers, and another page; built a while after their last save."""
    root = site(tmp_path / "site", {"content/pages/stairs.md": page(BODY), "content/figures/stand.yml": PAIR})
    age(root)
    outcome = made(root)
    assert outcome.published, shown(outcome.problems)
    return root


def labels(file: Path) -> list[str]:
    return re.findall(r'<svg class="figure__drawing[^>]*aria-label="([^"]*)"', file.read_text(encoding="utf-8"))


def test_a_pair_stands_in_the_text_of_those_who_read_its_block_and_of_nobody_else(built: Path) -> None:
    output, said = built / "output", ["A woman &amp; her dog stand tall.", "Wrong way: Her back is round."]
    assert labels(output / "build-up/stairs/index.html") == said
    assert labels(output / "strengthen/stairs/index.html") == said
    for folder in ("", "protect/", "heal/"):
        text = (output / f"{folder}stairs/index.html").read_text(encoding="utf-8")
        assert "figure__drawing" not in text and "dog" not in text


def test_a_page_gives_its_figure_no_file_of_its_own_and_counts_as_showing_it(built: Path) -> None:
    assert not [path for path in tree(built / "output") if "figures/" in path and "heel-raise" not in path]
    assert "figure-without-card" not in codes(problems(built))


def test_an_edited_pose_makes_exactly_the_pages_that_show_it_again(built: Path) -> None:
    showing = {path for path, content in tree(built / "output").items() if path.endswith(".html") and b"her dog" in content}
    write(built / "content/figures/stand.yml", PAIR.replace("spine: slumped", "lumbar: 12, thoracic: 28"))
    pages = {path for path in changed(built) if not path.endswith("worker.js")}  # workers know the digest of every file
    assert pages == showing == {"build-up/stairs/index.html", "strengthen/stairs/index.html"}
    assert changed(built) == set()


def test_a_figure_that_is_renamed_or_gone_is_told_at_the_page(built: Path) -> None:
    (built / "content/figures/stand.yml").rename(built / "content/figures/stands.yml")
    age(built)
    outcome = made(built)
    assert outcome.published is None
    assert [(p.code, p.place.path, p.place.line) for p in outcome.problems] == [("unknown-figure", "content/pages/stairs.md", 9)]
    assert outcome.problems[0].help == "did you mean `stands`?"


def test_a_figure_that_leaves_its_tier_block_is_refused_where_it_would_be_seen(built: Path) -> None:
    body = BODY.replace("/// tier | lower moderate\n", "").replace("///\n///\n", "///\n")
    write(built / "content/pages/stairs.md", page(body))
    (found,) = problems(built)
    assert (found.code, found.message) == ("item-avoided", "tier `recent` must avoid `lift-low`, and would see this figure")


def test_another_language_says_its_own_words_and_reads_the_frames_in_its_direction(tmp_path: Path) -> None:
    base = (site(tmp_path) / "content/site.yml").read_text(encoding="utf-8")
    body = "/// figure | heel-raise\n- Her heels lift.\n///\n"
    write(tmp_path / "content/site.yml", base.rstrip("\n") + "\nlanguages: [en, ar]\n")
    for name in ("stairs", "steps"):
        write(tmp_path / f"content/pages/{name}.md", page(body))
    translated = f"---\nbody: {fingerprint(body.strip())}\n---\n\n/// figure | heel-raise\n- ترفع كعبيها.\n///\n"
    write(tmp_path / "content/translations/ar/pages/stairs.md", translated)
    outcome = made(tmp_path)
    assert outcome.published, shown(outcome.problems)

    def picture(path: str) -> str:
        return re.findall(r"<svg class=\"figure__drawing.*?</svg>", (tmp_path / "output" / path).read_text(encoding="utf-8"), re.S)[0]

    assert 'aria-label="ترفع كعبيها."' in picture("ar/stairs/index.html")
    english, arabic, left = (picture(p).partition(">")[2] for p in ("stairs/index.html", "ar/stairs/index.html", "ar/steps/index.html"))
    assert arabic != english == left  # words that are still English are read from the left, and so are the frames beside them
    assert 'aria-label="Her heels lift." lang="en"' in picture("ar/steps/index.html")


def test_a_movement_can_be_played_on_a_page_as_on_a_card(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/pages/stairs.md": page("/// figure | heel-raise\n- Her heels lift.\n///\n")})
    assert made(root).published
    motion = [re.search(r'<details class="figure__motion".*?</details>', (root / f"output/{p}/index.html").read_text(encoding="utf-8"), re.S) for p in ("stairs", "cards/heel-raise")]
    assert motion[0] and motion[1] and motion[0][0] == motion[1][0]


def test_the_words_of_a_figure_lead_to_no_glossary_and_carry_no_markup() -> None:
    terms = markup.glossary({"spine": "spine"})
    fragment, faults = markup.convert("/// figure | f\n- The `spine` is **long** & <b>tall</b>\n  &lt;3. {prone}\n\n- The spine is round.\n///\n\nThe spine.", terms, {})
    assert not faults
    (block,) = fragment.blocks
    assert (block.kind, block.names) == ("figure", ("f",))
    assert block.spoken == ("The spine is long & tall <3.", "The spine is round.")
    assert [part.names for part in block.parts if isinstance(part, Block)] == [("prone",), ()]
    assert [claim.pictured for claim in fragment.claims] == [True]


# never against the words


def told(scenes: list[Seen], words: int | None = 1, hazards: tuple[str, ...] = ()) -> list[str]:
    """The codes of what contradicts between a page and a figure with these scenes."""
    known = {id: Hazard.model_construct(id=id) for id in ("prone", "floor", "bal-supported")}
    made = Parts({}, {"figure": ["f"], "page": ["p"]}, lambda kind, id, language: Document(f"content/{kind}s/{id}", kind, id, {}, {}, ()))
    made.rules = Ruleset({}, known, {})
    made.figures = {"f": FigureFace("f", tuple(scenes))}
    reach = Reach((), (), (Shown("f", 1, words, hazards),), (), True)
    made.pages = {"p": PageFace("p", 0, (), None, False, (), {"en": reach})}
    return codes(rules.together(made))


STANDS = Seen("", upright=True)


def test_what_can_harm_in_the_picture_must_be_named_by_the_first_item() -> None:
    assert told([STANDS, STANDS._replace(prone=True)]) == ["figure-hazard"]
    assert told([STANDS, STANDS._replace(prone=True)], hazards=("prone",)) == []
    assert told([STANDS, STANDS._replace(prone=True, mark="dont")], 2) == []


def test_a_page_too_shows_nobody_who_stands_and_holds_on_to_a_chair() -> None:
    assert told([STANDS._replace(kinds=("chair",), hands_on=("chair",))]) == ["figure-support"]
    assert told([STANDS], hazards=("bal-supported",)) == ["figure-support"]


@pytest.mark.parametrize("dont, words, said", [(False, 1, []), (True, 2, []), (False, 0, ["missing-alt"]), (True, 1, ["missing-alt"]), (False, 2, ["alt-unused"]), (True, 3, ["alt-unused"]), (True, None, [])])
def test_there_are_words_for_each_way_that_is_shown_and_for_no_other(dont: bool, words: int | None, said: list[str]) -> None:
    assert told([STANDS, *([STANDS._replace(mark="dont")] if dont else ())], words) == said


def test_a_page_that_cannot_be_read_may_be_the_one_that_shows_a_figure(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/pages/stairs.md": page("/// do\n"), "content/figures/stand.yml": PAIR})
    assert {p.place.path for p in problems(root)} == {"content/pages/stairs.md"}


def test_a_page_without_figures_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    age(root)
    assert made(root).published
    monkeypatch.setattr(engine, "draw", None)
    write(root / "content/pages/pain.md", page("Other words."))
    assert build(Settings(root, TODAY, jobs=1)).published
