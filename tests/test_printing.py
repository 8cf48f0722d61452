"""A build and its sheets: made when they are asked for, kept by what they say, the same bytes each time; and one sheet by itself."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from sites import TODAY, card, codes, page, site, write
from test_incremental import age, tree

from sitegen import starter
from sitegen.build import Memory, Settings, build, check
from sitegen.cli import main
from sitegen.typeset import press

pytestmark = pytest.mark.slow  # whole sites are built

HANDOUT = {"title": "Comfort", "summary": "At rest.", "cards": ["slow-breath"], "log": 1}
ASKED = Settings(Path(), TODAY, jobs=1, handouts=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with its sheets: to be copied."""
    root = site(tmp_path_factory.mktemp("printed") / "site", {"content/handouts/comfort.yml": HANDOUT, "content/pages/stairs.md": page("Hold the rail.\n\n/// checklist\n- light\n- rail\n///")})
    age(root)
    outcome = build(ASKED._replace(project=root))
    assert outcome.published, outcome.problems
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "site", symlinks=True)
    return tmp_path / "site"


def again(root: Path, **more: Any) -> Any:
    return build(ASKED._replace(project=root, **more))


def pdfs(root: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(root / "output").items() if path.endswith(".pdf")}


def shelf(root: Path) -> set[str]:
    return {file.name for file in (root / ".sitegen/sheets").iterdir()}


# when sheets are made


def test_sheets_stand_beside_the_pages_that_lead_to_them(made: Path) -> None:
    paths = set(pdfs(made))
    assert {f"protect/cards/slow-breath/protect-slow-breath{size}.pdf" for size in ("", "-large")} <= paths
    assert {"protect/handouts/comfort/protect-comfort.pdf", "stairs/everyone-stairs.pdf", "protect/stairs/protect-stairs-form-large.pdf", "protect/print/protect-booklet.pdf"} <= paths
    assert not [path for path in paths if path.startswith(("cards/", "c/", "handouts/"))], "without a level there are sheets of advice only"
    words = (made / "output/protect/cards/slow-breath/index.html").read_text(encoding="utf-8")
    assert 'href="protect-slow-breath.pdf"' in words and 'href="protect-slow-breath-large.pdf"' in words


def test_without_sheets_no_page_leads_to_one(root: Path) -> None:
    outcome = again(root, handouts=False)
    assert outcome.published and not pdfs(root)
    assert not [path for path, content in tree(root / "output").items() if b".pdf" in content and path.endswith(".html")]
    again(root)
    assert pdfs(root)


def test_the_same_content_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    anew = again(made, output=tmp_path / "output", clean=True)
    assert anew.published
    assert {path: content for path, content in tree(tmp_path / "output").items() if path.endswith(".pdf")} == pdfs(made)


def test_the_paper_is_the_clinics(made: Path, root: Path) -> None:
    file = root / "content/site.yml"
    write(file, file.read_text(encoding="utf-8") + "\npaper: a4\n")
    assert again(root).published
    import pdf_tools

    path = "protect/cards/slow-breath/protect-slow-breath.pdf"
    assert pdf_tools.about(pdfs(made)[path]).size == (612, 792)
    assert [round(points) for points in pdf_tools.about(pdfs(root)[path]).size] == [595, 842]


def test_a_check_judges_sheets_and_makes_none(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(made / "content", root / "content")
    write(root / "content/cards/slow-breath.yml", card(name="Slow breath ☂"))
    outcome = check(ASKED._replace(project=root))
    assert codes(outcome.problems).count("sheet-letter") == 1
    assert not (root / "output").exists()


# what a change makes again


def test_nothing_is_made_again_when_nothing_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, kept = tree(root / "output"), shelf(root)

    def never(*_: object) -> None:
        raise AssertionError("a sheet was made again")

    monkeypatch.setattr(press.Press, "pdf", never)
    assert again(root).published.written == 0
    write(root / "templates/page.html", (Path(press.__file__).parents[2] / "templates/page.html").read_text(encoding="utf-8") + "\n")
    assert again(root).published, "another template for the web is no reason to print anything again"
    assert tree(root / "output") == before and shelf(root) == kept


def test_a_change_makes_only_the_sheets_that_show_it(root: Path) -> None:
    before = pdfs(root)
    text = (root / "content/cards/slow-breath.yml").read_text(encoding="utf-8")
    write(root / "content/cards/slow-breath.yml", text.replace("Slow breath", "Quiet breath"))
    assert again(root).published
    changed = {path for path, content in pdfs(root).items() if before[path] != content}
    own = {path for path in before if "slow-breath" in path or "comfort" in path or "booklet" in path}
    assert own <= changed and {path for path in changed - own if not path.endswith(("-large.pdf", ".pdf"))} == set()
    assert "protect/cards/heel-raise/protect-heel-raise.pdf" not in changed
    assert len(shelf(root)) <= len(pdfs(root)), "what nobody needs any more is thrown away"


@pytest.mark.parametrize("warm", [True, False])
def test_after_edits_sheets_are_those_of_a_clean_build(root: Path, tmp_path: Path, warm: bool) -> None:
    memory = Memory()
    edits = {
        "content/cards/heel-raise.yml": lambda text: text.replace("heels", "two heels"),
        "content/pages/stairs.md": lambda text: text.replace("- rail", "- a rail on both sides"),
        "content/handouts/comfort.yml": lambda text: text.replace("At rest.", "At rest, and slow."),
        "content/site.yml": lambda text: text.replace("Monday", "Tuesday"),
    }
    for file, edit in edits.items():
        text = (root / file).read_text(encoding="utf-8")
        write(root / file, edit(text))
        assert build(ASKED._replace(project=root), memory=memory if warm else None).published
    (root / "content/handouts/comfort.yml").unlink()
    assert build(ASKED._replace(project=root), memory=memory if warm else None).published
    again(root, output=tmp_path / "output", clean=True)
    assert tree(root / "output") == tree(tmp_path / "output")


def test_a_damaged_sheet_on_the_shelf_is_made_again(root: Path) -> None:
    before = pdfs(root)
    for file in (root / ".sitegen/sheets").iterdir():
        file.write_bytes(file.read_bytes()[:-50])
    again(root, handouts=False)
    assert again(root).published and pdfs(root) == before


def test_a_sheet_that_was_changed_by_hand_is_put_back(root: Path) -> None:
    before = pdfs(root)
    file = root / "output/protect/cards/slow-breath/protect-slow-breath.pdf"
    file.unlink()
    file.write_bytes(b"something else")
    assert again(root).published and pdfs(root) == before


# where something is missing


def test_without_the_extra_a_build_warns_and_links_to_no_sheet(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "find_spec", lambda name: None)
    press.lacking.cache_clear()
    try:
        outcome = again(root)
        assert outcome.published and codes(outcome.problems).count("sheets-missing") == 1 and not pdfs(root)
        assert again(root, strict=True).published is None, "who is strict will not do without"
        assert again(root, strict=True, handouts=False).published
    finally:
        monkeypatch.undo()
        press.lacking.cache_clear()


def test_a_failing_print_template_is_told_and_the_old_site_stays(root: Path) -> None:
    before = tree(root / "output")
    own = (Path(press.__file__).parents[2] / "templates/print/card.typ").read_text(encoding="utf-8")
    write(root / "templates/print/card.typ", own + "\n#panic(\"here\")\n")
    outcome = again(root)
    assert outcome.published is None and "template-error" in codes(outcome.problems)
    assert "templates/print/card.typ" in {problem.place.path for problem in outcome.problems}
    assert tree(root / "output") == before


def test_a_letter_without_a_typeface_names_the_card_and_where_it_stands(root: Path) -> None:
    text = (root / "content/cards/slow-breath.yml").read_text(encoding="utf-8")
    write(root / "content/cards/slow-breath.yml", text.replace("Slow breath", "Slow ☂ breath"))
    outcome = again(root)
    (found,) = [problem for problem in outcome.problems if problem.code == "sheet-letter"]
    assert outcome.published is None
    assert (found.place.path, found.place.line > 0, "umbrella" in found.message) == ("content/cards/slow-breath.yml", True, True)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be stopped here")
def test_a_compositor_that_is_killed_is_told_and_the_next_one_takes_over() -> None:
    ours = press.Press([starter.root() / "templates"])
    with pytest.raises(press.Unprintable, match="parse JSON"):
        ours.pdf("no data")
    assert ours._compositor
    first = ours._compositor[1]
    first.send_signal(signal.SIGSTOP)
    Timer(0.3, first.kill).start()
    with pytest.raises(press.Unprintable, match="in the middle of a sheet"):
        ours.pdf("no data")
    with pytest.raises(press.Unprintable, match="parse JSON"):
        ours.pdf("no data")
    ours.close()


# one sheet


def printed(root: Path, *arguments: str) -> int:
    return main(["handout", *arguments, "--project", str(root), "--today", TODAY.isoformat()])


def test_one_card_is_the_sheet_that_a_build_makes(root: Path, tmp_path: Path) -> None:
    assert printed(root, "slow-breath", "--tier", "protect", "-o", str(tmp_path / "one.pdf")) == 0
    assert (tmp_path / "one.pdf").read_bytes() == pdfs(root)["protect/cards/slow-breath/protect-slow-breath.pdf"]
    assert printed(root, "comfort", "--tier", "high", "--size", "large", "-o", str(tmp_path / "two.pdf")) == 0
    assert (tmp_path / "two.pdf").read_bytes() == pdfs(root)["protect/handouts/comfort/protect-comfort-large.pdf"]


def test_a_code_tells_its_level_and_a_sheet_its_own_name(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads((root / "output/data/protect/cards.json").read_text(encoding="utf-8"))
    code = next(row["code"] for row in rows["cards"] if row["id"] == "slow-breath")
    monkeypatch.chdir(tmp_path)
    assert printed(root, f" {code[:3].lower()}-{code[3:].lower()} ", "--paper", "a4") == 0
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["protect-slow-breath-a4.pdf"]


def test_cards_are_put_together_as_asked(root: Path, tmp_path: Path) -> None:
    import pdf_tools

    ids = sorted(file.stem for file in (root / "content/cards").glob("*.yml"))[:4]
    for layout in ("1-up", "2-up", "4-up"):
        code = printed(root, "slow-breath", "heel-raise", "--tier", "protect", "--layout", layout, "-o", str(tmp_path / f"{layout}.pdf"))
        assert code == 0 and "Slow breath" in pdf_tools.spoken(tmp_path / f"{layout}.pdf") and ids


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["slow-breath"], "say for which level: `--tier build-up`"),
        (["slow-breth", "--tier", "protect"], "did you mean `slow-breath`?"),
        (["slow-breath", "--tier", "protekt"], "there is no tier `protekt`"),
        (["heel-drop", "--tier", "protect"], "`heel-drop` is not for Protect; do this instead: Heel raise"),
        (["comfort", "slow-breath", "--tier", "protect"], "only cards can be put together"),
        (["slow-breath", "--tier", "protect", "--language", "xx"], "the site has no language `xx`"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_plain_words(asked: list[str], said: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(root, *asked, "-o", str(tmp_path / "none.pdf")) == 2
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert not (tmp_path / "none.pdf").exists()
