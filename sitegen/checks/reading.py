"""A document's views → how hard each tier's text is to read, what is above its aim, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

from .. import reading
from ..model import Document, Library
from ..model.views import CardView, HandoutView, PageView, Reader
from ..problems import Place
from ..reading import Measures, Passage
from . import texts

SENTENCE, PARAGRAPH, MASKED, PAGES = 20, 3, 0.08, 6  # words, sentences, share of the words, grade of half of all pages

# Headings and the heads of tables are left out: short as they are, each would make its page look easier than it is.
_HEADS = re.compile(r"<(h[1-6]|th)\b.*?</\1>", re.S)
_BLOCKS = re.compile(r"</?(?:p|li|ul|ol|table|thead|tbody|tr|td|dl|dt|dd|blockquote|div|hr|br|pre)\b[^>]*>")
_TAGS = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"\]\([^)]*\)")

Source = tuple[Document, ...]


class Above(NamedTuple):
    """Something that is above its aim, in whose words, and where they stand."""

    what: str
    words: str = ""
    place: Place | None = None
    code: str = ""  # under which a build tells it


class Finding(NamedTuple):
    """A document in one language: its measures by tier, and what is above its aims."""

    kind: str
    id: str
    language: str
    path: str
    tiers: Mapping[str, Measures]
    above: tuple[Above, ...] = ()

    @property
    def tier(self) -> str:
        """The tier that has it hardest."""
        return max(self.tiers, key=lambda tier: (self.tiers[tier].grade or 0, self.tiers[tier].longest_sentence))

    @property
    def worst(self) -> Measures:
        """Of each measure that of the tier which has it hardest."""
        every = list(self.tiers.values())
        lengths = max(m.longest_sentence for m in every), max(m.longest_paragraph for m in every)
        return self.tiers[self.tier]._replace(longest_sentence=lengths[0], longest_paragraph=lengths[1], masked=max(m.masked for m in every))


def masks(library: Library, cards: Iterable[str]) -> re.Pattern[str] | None:
    """Finds names that the site itself explains: cards as their names are written, words of the glossary in any case."""
    names = {str(name) for name in cards}
    terms = {str(word) for term in library.glossary.values() for word in (term.plain, term.medical) if word}
    if not names | terms:
        return None
    return re.compile(rf"(?<![\w-])(?:{_any(names)}|(?i:{_any(terms)}))(?![\w-])")


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first; sorted under their first letters, so that most places in a text are passed at a glance."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(those)})" for letter, those in rests.items()) or "(?!)"


def passages(view: CardView | PageView | HandoutView, reader: Reader) -> Iterator[Passage]:
    """What a tier reads of a document: not its name, which is a heading, and not what is printed around it."""
    if isinstance(view, CardView):
        for field, text in texts.of_card(view):
            if field != "name":
                heard = field in ("alt", "alt_dont")
                yield Passage(text, block=field != "dose" and not heard, read=not heard)  # a dose is put into sentences by sitegen
        return
    own = view.intro if isinstance(view, HandoutView) else view.today
    yield from (Passage(text) for text in (view.summary, own, view.teach_back) if text)
    if isinstance(view, HandoutView):  # its cards and pages are measured by themselves
        return
    for run in texts.of_body(view.body.parts, reader):
        if run.kind in ("statement", "signs"):
            yield Passage(str(run), block=run.kind == "statement")  # signs are a list
        elif run.kind != "log":  # the heads of a table to fill in
            heard = run.kind == "figure"
            yield from (Passage(line, block=not heard, read=not heard) for line in _lines(str(run)))


def _lines(html: str) -> Iterator[str]:
    for block in _BLOCKS.split(_HEADS.sub("<p>", html)):
        text = " ".join(unescape(_TAGS.sub("", block)).split())
        if text:
            yield text


def finding(
    document: Document,
    language: str,
    views: Iterable[tuple[Reader, CardView | PageView | HandoutView]],
    masks: re.Pattern[str] | None,
    aim: float,
    sources: Source,
) -> Finding | None:
    """One document in one language; None where no tier reads it. Its words are looked for in `sources`."""
    english = language.split("-")[0] == "en"
    read = {reader.reads_as: tuple(passages(view, reader)) for reader, view in views}
    tiers = {tier: reading.measure(said, masks, english=english) for tier, said in read.items()}
    if not tiers:
        return None
    found = Finding(document.kind, document.id, language, document.path, tiers)
    return found._replace(above=tuple(_above(found, read, masks, aim, sources)))


def _above(found: Finding, read: Mapping[str, tuple[Passage, ...]], masks: re.Pattern[str] | None, aim: float, sources: Source) -> Iterator[Above]:
    worst, every = found.worst, {passage: None for said in read.values() for passage in said}
    if worst.longest_sentence > SENTENCE:
        for sentence in dict.fromkeys(s for p in every for s in reading.sentences(p.text, masks)):
            if sentence.words > SENTENCE:
                yield Above(f"a sentence of {sentence.words} words", sentence.text, _where(sentence.text, sources), "reading-sentence")
    if worst.longest_paragraph > PARAGRAPH:
        for passage in every:
            if passage.block and len(said := reading.sentences(passage.text, masks)) > PARAGRAPH:
                yield Above(f"a paragraph of {len(said)} sentences", passage.text, _where(passage.text, sources), "reading-paragraph")
    if worst.grade is not None and round(worst.grade, 1) > aim:
        spoken = [s for p in read[found.tier] if p.read for s in reading.sentences(p.text, masks)]
        hardest = sorted(dict.fromkeys(spoken), key=lambda s: -_weight(s, aim))[:3]
        yield from (Above("hard", s.text, _where(s.text, sources), "reading-grade") for s in hardest if _weight(s, aim) > 0)
    if worst.masked > MASKED:
        yield Above(f"{worst.masked:.0%} of the words are names of cards or terms: they count as easy, so more text between them would help")


def _weight(sentence: reading.Sentence, aim: float) -> float:
    """How much a sentence does to lift a whole text above the aim."""
    return sentence.words * (reading.flesch_kincaid(sentence.words, 1, sentence.syllables) - aim)


def _where(text: str, sources: Source) -> Place | None:
    """The line in which a text begins: its first words, where an author wrote them one after the other."""
    wanted = [word.lower() for word in _WORD.findall(text)]
    for length in (8, 5, 3):
        if len(wanted) >= length or length == 3:
            for document in sources:
                line = _line(document, wanted[:length])
                if line:
                    return document.at(line)
    return None


def _line(document: Document, wanted: list[str]) -> int:
    stream = [(word.lower(), number) for number, line in enumerate(document.lines, 1) for word in _WORD.findall(_LINK.sub("]", line))]
    words = [word for word, _ in stream]
    for start in range(len(words) - len(wanted) + 1):
        if words[start] == wanted[0] and words[start : start + len(wanted)] == wanted:
            return stream[start][1]
    return 0


__all__ = ["MASKED", "PAGES", "PARAGRAPH", "SENTENCE", "Above", "Finding", "finding", "masks", "passages"]
