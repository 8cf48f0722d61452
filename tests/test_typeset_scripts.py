"""Sheets have the letters of many languages, and are mirrored for those that are read from right to left; what cannot be printed is told in words."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pdf_tools
import pytest
import sites

import sitegen
from sitegen import build, load, starter, tailor, validate
from sitegen.model.views import CardAround, CardView
from sitegen.overlay import fingerprint, texts
from sitegen.problems import Problem, stricter
from sitegen.typeset import cards, sheet, troubles
from sitegen.typeset.press import Press, Unprintable

TEMPLATES = starter.root() / "templates"
LINE = """#import "components/tokens.typ": families
#let d = json(bytes(sys.inputs.data))
#set document(title: "A line", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: families, lang: d.lang)
#par(d.words)
"""
ABOUT = troubles.About("content/cards/heel-raise.yml", "Heel raise", "Protect")


@pytest.fixture
def press() -> Iterator[Callable[..., Press]]:
    """Makes presses of the shipped templates under those of some folders, and ends them."""
    made: list[Press] = []

    def begin(*folders: Path, shipped: Path = TEMPLATES) -> Press:
        made.append(Press([*folders, shipped]))
        return made[-1]

    yield begin
    for one in made:
        one.close()


@pytest.fixture
def one_line(tmp_path: Path) -> Path:
    """Templates that print nothing but some words, in the letters of all sheets."""
    sites.write(tmp_path / "line/print/main.typ", LINE)
    return tmp_path / "line"


def line(words: str, lang: str = "en") -> str:
    return json.dumps({"words": words, "lang": lang})


def refused(press: Press, data: str, about: troubles.About = ABOUT) -> list[Problem]:
    with pytest.raises(Unprintable) as met:
        press.pdf(data)
    return troubles.of(met.value, about)


# letters

ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى ـ ًٌٍَُِّْ ،؛؟ «٠١٢٣٤٥٦٧٨٩» ٪",
    "fa": "پچژگکی ۀ ۰۱۲۳۴۵۶۷۸۹ می\u200cشود",
    "ur": "ٹڈڑںھہۂۃےۓئگکی ۔",
    "ps": "ټځڅډړږښګڼېۍئ",
    "ckb": "ڕڵۆێەڤپچژگ",
    "ug": "ئەېۆۇۈۋڭگچژپ",
    "es": "áéíñóúü ¿¡ ªº",
    "pl": "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ",
    "tr": "çğıİöşü",
    "so": "≤ ≥ ≈ ± × ½ − – — … “” ‘’",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_a_sheet_has_the_letters_of(language: str, press: Callable[..., Press], one_line: Path) -> None:
    assert press(one_line).pdf(line(ALPHABETS[language], language)).pages == 1


def test_everything_that_comes_with_the_program_can_be_printed(press: Callable[..., Press], one_line: Path) -> None:
    files = [*(starter.root() / "content").rglob("*.yml"), *(starter.root() / "content").rglob("*.md"), Path(sitegen.__file__).parent / "locale/en.po"]
    letters = {letter for file in files for letter in file.read_text(encoding="utf-8") if not letter.isspace()}
    assert press(one_line).pdf(line(" ".join(sorted(letters)))).pages == 1


def without_arabic(folder: Path) -> Path:
    """The shipped templates, but for one typeface."""
    shutil.copytree(TEMPLATES / "print", folder / "print")
    shutil.copytree(TEMPLATES / "fonts", folder / "fonts", ignore=shutil.ignore_patterns("Vazirmatn*"))
    return folder


def test_a_project_brings_a_typeface_by_putting_it_into_a_folder(tmp_path: Path, press: Callable[..., Press], one_line: Path) -> None:
    shipped, words = without_arabic(tmp_path / "shipped"), line("heel raise رفع الكعب")
    # a typeface that nobody names
    tokens = (shipped / "print/components/tokens.typ").read_text(encoding="utf-8")
    sites.write(shipped / "print/components/tokens.typ", tokens.replace('"Vazirmatn", ', ""))
    assert {found.code for found in refused(press(one_line, shipped=shipped), words)} == {"sheet-letter"}
    (one_line / "fonts/paper").mkdir(parents=True)
    shutil.copyfile(TEMPLATES / "fonts/paper/Vazirmatn-Regular.ttf", one_line / "fonts/paper/Ours.ttf")
    made = press(one_line, shipped=shipped).pdf(words)
    assert [font.name for font in pdf_tools.fonts(made.content)] == ["AtkinsonHyperlegibleNext-Regular", "Vazirmatn-Regular"]


def test_a_typeface_of_the_project_stands_in_for_ours_of_the_same_name(press: Callable[..., Press], one_line: Path) -> None:
    (one_line / "fonts/paper").mkdir(parents=True)
    for weight in ("Regular", "Bold"):
        shutil.copyfile(TEMPLATES / "fonts/paper/AtkinsonHyperlegibleNext-Bold.ttf", one_line / f"fonts/paper/Vazirmatn-{weight}.ttf")
    with pytest.raises(Unprintable, match=r"unknown font family: vazirmatn|could not be displayed"):
        press(one_line).pdf(line("رفع"))


def test_another_typeface_makes_another_press(press: Callable[..., Press], one_line: Path) -> None:
    before = press(one_line).maker
    (one_line / "fonts/paper").mkdir(parents=True)
    shutil.copyfile(TEMPLATES / "fonts/paper/Vazirmatn-Regular.ttf", one_line / "fonts/paper/Ours.ttf")
    assert press(one_line).maker != before


# what is told of letters


def test_a_letter_that_cannot_be_printed_is_named_where_it_stands(press: Callable[..., Press], one_line: Path) -> None:
    about = ABOUT._replace(source="# a ✓ in a remark\nname: Heel raise\nfeel: Your calves work ✓\n")
    assert [str(found) for found in refused(press(one_line), line("Your calves work ✓"), about)] == [
        "content/cards/heel-raise.yml:3:24: error: `✓` (check mark) cannot be printed on the sheet of `Heel raise`: no typeface for sheets has it [sheet-letter]\n"
        "  3 | feel: Your calves work ✓\n"
        "    |                        ^\n"
        "  help: say it in words, or put a typeface that has it into `templates/fonts/paper/`: two TTF files, Regular and Bold"
    ]


def places(found: Iterable[Problem]) -> list[tuple[str, str]]:
    """Where each problem is, and what stands in its first backquotes."""
    return [(str(one.place), re.findall(r"`([^`]*)`", one.message)[0]) for one in found]


def test_each_of_a_few_letters_is_told(press: Callable[..., Press], one_line: Path) -> None:
    about = ABOUT._replace(source="name: Up → down\nfeel: good ✓\n")
    assert places(refused(press(one_line), line("Up → down, good ✓ and ✓"), about)) == [("content/cards/heel-raise.yml:1:10", "→"), ("content/cards/heel-raise.yml:2:12", "✓")]


def test_of_a_script_that_no_typeface_has_one_letter_is_told(press: Callable[..., Press], one_line: Path) -> None:
    (found,) = refused(press(one_line), line("踵を上げて下ろす"), ABOUT._replace(source="name: 踵を上げて下ろす\n"))
    assert (str(found.place), found.code) == ("content/cards/heel-raise.yml:1:7", "sheet-letter")
    assert found.message == "many letters of `Heel raise` cannot be printed, for no typeface for sheets has them; the first is `踵` (cjk unified ideograph-8e35)"


def test_a_mark_is_told_with_the_letter_that_it_joins(press: Callable[..., Press], one_line: Path) -> None:
    (found,) = refused(press(one_line), line("The e\u0323nd"), ABOUT._replace(source="name: The e\u0323nd\n"))
    assert (str(found.place), found.place.length) == ("content/cards/heel-raise.yml:1:11", 2)
    assert found.message.startswith("`e\u0323` (latin small letter e with combining dot below) cannot be printed")


def test_a_letter_from_words_that_all_share_is_told_once_for_all_sheets(tmp_path: Path, press: Callable[..., Press], one_line: Path) -> None:
    root = sites.site(tmp_path / "site")
    shared = root / "content/site.yml"
    shared.write_text(shared.read_text(encoding="utf-8").replace("Test Clinic", "Clinic ✓"), encoding="utf-8")
    with pytest.raises(Unprintable) as met:
        press(one_line).pdf(line("Clinic ✓"))
    found = [one for card in ("heel-raise", "heel-drop") for one in troubles.of(met.value, troubles.About(f"content/cards/{card}.yml", card, "Protect", root=root))]
    assert len(set(found)) == 1
    assert str(found[0]).startswith("content/site.yml:2:16: error: `✓` (check mark) cannot be printed: no typeface")


def test_a_letter_of_a_translation_is_found_there(tmp_path: Path, press: Callable[..., Press], one_line: Path) -> None:
    root = sites.site(tmp_path / "site", {"content/translations/zh/cards/heel-raise.yml": "name: {of: 0, text: 踵}\n", "content/translations/ja/cards/heel-raise.yml": "name: 踵\n"})
    (found,) = refused(press(one_line), line("踵"), ABOUT._replace(root=root, language="zh"))
    assert str(found.place) == "content/translations/zh/cards/heel-raise.yml:1:21"


def test_a_letter_that_is_nowhere_to_be_found_is_told_at_the_start(press: Callable[..., Press], one_line: Path) -> None:
    assert places(refused(press(one_line), line("✓"), ABOUT._replace(source="name: Heel raise\n"))) == [("content/cards/heel-raise.yml:1:1", "✓")]


# what is told of sheets


@pytest.mark.parametrize("refuse", ['assert(1cm < d.room * 1mm, message: "heel-raise does not fit its place")', 'panic("heel-raise does not fit its place")'])
def test_a_sheet_that_is_too_full_names_the_card_and_the_place_in_the_template(refuse: str, tmp_path: Path, press: Callable[..., Press]) -> None:
    sites.write(tmp_path / "print/main.typ", f"#let d = json(bytes(sys.inputs.data))\n#{refuse}\n")
    (found,) = refused(press(tmp_path), '{"room": 5}', ABOUT._replace(source="name: Heel raise\n"))
    assert str(found).splitlines() == [
        "content/cards/heel-raise.yml:1:1: error: the sheet of `Heel raise` for Protect has more than its paper can hold [sheet-full]",
        "  1 | name: Heel raise",
        "    | ^",
        "  why:  templates/print/main.typ:2 — heel-raise does not fit its place",
        "  help: shorten its longest steps and lines, or put what belongs to a card of its own there; print is never made smaller",
    ]


@pytest.mark.parametrize(
    ("template", "place", "message"),
    [
        ('#let d = json(bytes(sys.inputs.data))\n#d.kards\n', "templates/print/main.typ:2:4", 'the template fails: dictionary does not contain key "kards"'),
        ("#let d = (\n", "templates/print/main.typ:1:10", "the template fails: unclosed delimiter"),
        ('#import "components/mine.typ": it\n#it(1)\n', "templates/print/components/mine.typ:1:15", "the template fails: assertion failed"),
        ('#set document(title: "x")\n#set text(font: "Nowhere")\nA line\n', "templates/print", "no sheet could be made: unknown font family: nowhere"),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(template: str, place: str, message: str, tmp_path: Path, press: Callable[..., Press]) -> None:
    sites.write(tmp_path / "print/main.typ", template)
    sites.write(tmp_path / "print/components/mine.typ", "#let it(n) = {assert(n > 1)}\n")
    (found,) = refused(press(tmp_path), "{}")
    assert (found.code, str(found.place), found.message) == ("template-error", place, message)
    assert found.help == "it was met while making the sheet of content/cards/heel-raise.yml for Protect"


def test_a_card_that_moved_is_told_once_for_all_levels_and_sizes() -> None:
    about = troubles.About("content/handouts/counter.yml", "At the counter", "Protect", "title: At the counter\n")
    found = troubles.gathered([(["heel-raise"], about), (["heel-raise", "march"], about._replace(whom="Protect, large print")), ([], about._replace(whom="Heal"))])
    assert [(one.severity, one.message) for one in found] == [
        ("note", "`heel-raise` needs more room on the sheet of `At the counter` and stands in the next larger layout (Protect; Protect, large print)"),
        ("note", "`march` needs more room on the sheet of `At the counter` and stands in the next larger layout (Protect, large print)"),
    ]
    assert troubles.moved(["march"], about) == troubles.gathered([(["march"], about)])
    assert stricter(found) == found  # the sheet is whole: no reason to hold back a release


def test_what_makes_sheets_is_missing_only_where_it_is() -> None:
    assert troubles.absent() == []
    code = "import sys; sys.path.insert(0, sys.argv[1]); from sitegen.typeset import troubles; print(*troubles.absent())"
    bare = subprocess.run([sys.executable, "-I", "-S", "-c", code, str(Path(sitegen.__file__).parent.parent)], capture_output=True, text=True, check=True)
    assert bare.stdout == (
        "content: warning: no sheets were made for printing, and pages do not link to any: typst and pikepdf and segno are not installed [sheets-missing]\n"
        '  help: `pip install "bonewell[print]"`, or build with --no-handouts\n'
    )


# from right to left


@pytest.mark.parametrize(
    "words",
    [
        "ارفع الكعبين ببطء (نحو 3 ثوان)، ثم أنزلهما.",  # a space from one typeface between words from another
        "جيدًا، مرّة ببطءٍ ثم ببطء. قِفْ، قف! مُدَّ يدَكَ.",  # marks, that stand beside no letter of their own
        "اتصل 555-0142 أو 112. هل تشعر بألم؟",
        "Say شكرًا جزيلًا at the end, then rest.",
        "پاشنه‌ها را بلند کنید؛ ۳ بار.",
        "ایڑیاں آہستہ اٹھائیں۔ 5 بار۔",
    ],
)
def test_words_are_read_out_in_their_order_and_each_letter_once(words: str, press: Callable[..., Press], one_line: Path) -> None:
    language = "en" if words[0].isascii() else "ar"
    assert pdf_tools.spoken(press(one_line).pdf(line(words, language)).content) == words.replace("\u200c", "")


def test_a_phrase_that_breaks_over_lines_is_read_line_by_line(press: Callable[..., Press], one_line: Path) -> None:
    words = " ".join(["ضع يديك على طاولة ثابتة وارفع كعبيك ببطءٍ ثم أنزلهما مرّة بعد مرّة."] * 6)
    assert pdf_tools.spoken(press(one_line).pdf(line(words, "ar")).content) == words


def test_sheets_from_left_to_right_stay_as_they_were_made(press: Callable[..., Press], one_line: Path) -> None:
    import pikepdf

    from sitegen.typeset import order

    with pikepdf.open(io.BytesIO(press(one_line).pdf(line("From left to right")).content)) as pdf:
        assert not order.mended(pdf)


WORDS = {
    "name": "رفع الكعب",
    "goal.plain": "خطوات ثابتة",
    "goal.why": "تمشي براحة.",
    "modify.recent": "أمسك بيديك.",
    "steps.0.text": "أمسك طاولة ثابتة (لا تتحرك).",
    "steps.1.text": "ارتفع ثم انزل في 3 ثوان.",
    "feel": "دفء في الساق.",
    "alt": "شخص يقف عند طاولة.",
}
SPOKEN = {"Call %(number)s now": "اتصل بالرقم %(number)s الآن", "How to do it": "الخطوات", "STOP": "قف", "Done": "تم", "Page %(number)s of %(all)s": "صفحة %(number)s من %(all)s"}
NUMBER = "(555) 555-0142"


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sheet of one card in English, and in Arabic where there are words for it, by language."""
    root = tmp_path_factory.mktemp("mirrored")
    settings = (sites.BASE / "content/site.yml").read_text(encoding="utf-8").replace("555-0142", NUMBER)
    sites.site(root, {"content/site.yml": settings + "languages: [en, ar]\n"})
    loaded = load.documents(root)
    common = validate.shared([d for d in loaded.documents if d.kind in validate.SHARED], {}, sites.TODAY)
    (card,) = (d for d in loaded.documents if (d.kind, d.id) == ("card", "heel-raise"))
    words = {path: {"of": fingerprint(text), "text": WORDS[path]} for path, text in texts(validate.judged(card, {}, common).models["en"])}
    sites.write(root / "content/translations/ar/cards/heel-raise.yml", words)
    sites.write(root / "content/translations/ar/messages.po", "".join(f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in {"": "Content-Type: text/plain; charset=utf-8\\n", **SPOKEN}.items()))
    plan = build.prepare(build.Settings(root, date(2026, 11, 22)))
    assert plan.content and plan.renderer
    press, made = Press([TEMPLATES]), {}
    for reader in plan.content.readers:
        view = plan.content.views(("card", "heel-raise")).get(reader.key)
        if reader.tier and reader.tier.id == "lower" and isinstance(view, CardView):
            assert view.figure
            whom = sheet.Whom(reader, plan.renderer.words[reader.language], plan.renderer.words)
            data = cards.sheet(tailor.complete(view, CardAround()), plan.content.drawn(view.figure.id), whom, sheet.Form("a4"))
            made[reader.language] = press.pdf(json.dumps(data)).content
    press.close()
    return made


def test_a_sheet_from_right_to_left_says_so(mirrored: dict[str, bytes]) -> None:
    assert {language: (about.language, about.direction) for language, made in mirrored.items() for about in [pdf_tools.about(made)]} == {"en": ("en", "L2R"), "ar": ("ar", "R2L")}


def test_the_holes_are_punched_where_reading_begins(mirrored: dict[str, bytes]) -> None:
    edges = {}
    for language, made in mirrored.items():
        picture = pdf_tools.pictures(made, 127)[0].convert("L").point(lambda tone: 255 * (tone < 128))  # 5 dots a millimeter
        box = picture.getbbox()
        assert box
        edges[language] = box[0] / 5, (picture.width - box[2]) / 5
    assert edges["en"] == pytest.approx((20, 13), abs=1)
    assert edges["ar"] == pytest.approx((13, 20), abs=1)


def test_the_level_stands_where_reading_begins(mirrored: dict[str, bytes]) -> None:
    inks = {}
    for language, made in mirrored.items():
        picture = pdf_tools.pictures(made, 50)[0].convert("L")
        third, top = picture.width // 3, picture.height // 12
        inks[language] = [sum(255 - tone for tone in picture.crop((left, 0, left + third, top)).tobytes()) for left in (0, picture.width - third)]
    assert inks["en"][0] > inks["en"][1]
    assert inks["ar"][0] < inks["ar"][1]


def placed(elements: Iterable[pdf_tools.Element]) -> dict[str, float]:
    """Where each piece of text begins, in millimeters from the left."""
    return {piece.text.strip(): piece.begin / 72 * 25.4 for found in elements for piece in found.inside if not isinstance(piece, pdf_tools.Element)}


def test_columns_and_numbers_of_steps_are_mirrored(mirrored: dict[str, bytes]) -> None:
    english, arabic = (placed(pdf_tools.tree(mirrored[language]).all()) for language in ("en", "ar"))
    assert english["Name"] > 100 > arabic["Name"]
    first, second = (placed(pdf_tools.tree(mirrored[language]).all("Lbl")) for language in ("en", "ar"))
    assert first["1"] < english["How to do it"] + 10
    assert second["1"] > arabic[SPOKEN["How to do it"]] > 100


def test_the_week_runs_from_the_right(mirrored: dict[str, bytes]) -> None:
    def days(made: bytes) -> list[float]:
        heads = [cell for cell in pdf_tools.tree(made).all("TH") if cell.scope == "Column"][1:8]
        return [min(piece.begin for found in cell.all() for piece in found.inside if not isinstance(piece, pdf_tools.Element)) for cell in heads]

    assert days(mirrored["en"]) == sorted(days(mirrored["en"]))
    assert days(mirrored["ar"]) == sorted(days(mirrored["ar"]), reverse=True)


def test_numbers_codes_and_addresses_do_not_turn_round(mirrored: dict[str, bytes]) -> None:
    pieces = [piece for found in pdf_tools.tree(mirrored["ar"]).all() for piece in found.inside if not isinstance(piece, pdf_tools.Element)]
    for fixed in (NUMBER, "112"):
        shown = [piece for piece in pieces if piece.text == fixed]
        assert shown and not any(piece.reversed for piece in shown), fixed
    assert any(re.fullmatch(r"bones\.example/ar/v/[0-9a-z]{5}", piece.text) and not piece.reversed for piece in pieces)


def test_what_is_read_out_is_in_the_order_of_the_card(mirrored: dict[str, bytes]) -> None:
    said = pdf_tools.spoken(mirrored["ar"])
    order = [WORDS["name"], WORDS["goal.plain"], WORDS["alt"], SPOKEN["How to do it"], WORDS["steps.0.text"], WORDS["steps.1.text"], WORDS["feel"], "اتصل بالرقم 112 الآن", f"\n{SPOKEN['Done']}\n"]
    places = [said.find(words) for words in order]
    assert -1 not in places, [words for words, place in zip(order, places, strict=True) if place < 0]
    assert places == sorted(places)
    assert re.search(r"صفحة 1 من \d", said)


def test_words_in_the_first_language_are_marked_as_such(mirrored: dict[str, bytes]) -> None:
    told = pdf_tools.languages(pdf_tools.tree(mirrored["ar"]))
    assert next(marked for marked, text in told if WORDS["steps.1.text"] in text) == "ar"
    assert all("en" in marked for marked, text in told if "fixed rail" in text or "Sharp" in text)
