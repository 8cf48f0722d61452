"""Subject → claims of an effect that no work stands behind; Whole → works that nothing names, and numbers of works that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Document
from ..problems import Problem, problem
from . import written
from .subject import Subject, Whole
from .written import Piece, Written

_STUDIED = (
    r"(?:stud(?:y|ies)|trials?|research(?:ers)?|reviews?|science|experts?) (?:has |have |also |clearly |now )*(?:shows?|shown|finds?|found|proves?|proved|proven|suggests?|suggested|says?|agree)\b"
    r"|\b(?:scientifically|clinically) (?:proven|tested)\b|\bproven to\b|\bbeen (?:proven|shown) to\b"
)
_COUNTED = (
    r"\b\d[\d.]* ?(?:percent|per cent|%) (?:fewer|less|lower|more|higher|better|of (?:people|women|men|falls|fractures))\b"
    r"|\b(?:by|rose|fell|drops?|cuts?) \d[\d.]* ?(?:percent|per cent|%)"
    r"|\b(?:\d[\d.]*|two|three|four|five|ten) times (?:as|more|less) (?:likely|often)\b"
    r"|\b(?:halves?|halved|doubles?|doubled|triples?) (?:the|your|their|his|her) (?:risk|chances?|odds|number|rate)"
)
_THING = r"(?:risks?|chances?|odds|falls|falling|fractures?|broken (?:bones?|hips?|spine)|bone loss|loss of bone|bone density|bone mass|osteoporosis|back pain|blood pressure|dementia|heart disease|diabetes|death)"
_EFFECT = rf"\b(?:lowers?|reduces?|cuts? (?:down )?|prevents?|wards? off|protects? (?:you |them |people )?(?:from|against)|slows?|reverses?|cures?|increases?|improves?|raises?|strengthens?|rebuilds?|treats?) (?:[a-z]+ ){{0,4}}?{_THING}\b"
_CLAIM = re.compile(f"(?P<studied>{_STUDIED})|(?P<counted>{_COUNTED})|(?P<effect>{_EFFECT})", re.I)
# Of what effects are said: a text without these words claims none.
_SIGNS = frozenset(("percent", "cent", "times", "study", "studies", "trial", "trials", "research", "researchers", "review", "reviews", "science", "expert", "experts", "proven", "shown", "halve", "halves", "halved", "double", "doubles", "doubled", "triple", "triples", "lower", "lowers", "reduce", "reduces", "cut", "cuts", "prevent", "prevents", "ward", "wards", "protect", "protects", "slow", "slows", "reverse", "reverses", "cure", "cures", "increase", "increases", "improve", "improves", "raise", "raises", "strengthen", "strengthens", "rebuild", "rebuilds", "treat", "treats"))  # fmt: skip
_OPEN = re.compile(r"\b(?:ask|nobody|no study|no trial|not known|unknown|unclear|we do not know|which|whether|how|could|what)\b|\?", re.I)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")


def finds(subject: Subject) -> Iterator[Problem]:
    """In a card, page or handout: a claim of an effect needs its work, in a `known` block or among the sources."""
    for _, text in written.english(subject):
        if not text.words.isdisjoint(_SIGNS):
            yield from _unsourced(text, bool(text.document.data.get("sources")) or _cites(subject))


def _cites(subject: Subject) -> bool:
    return bool(getattr(subject.model, "sources", ()) or getattr(getattr(subject.model, "head", None), "sources", ()))


def whole(whole: Whole) -> Iterator[Problem]:
    """Claims in statements, hazards and the like; and all that can be wrong with the works themselves."""
    for text in written.shared(whole):
        if text.document.kind in ("statements", "hazards", "moves") and not text.words.isdisjoint(_SIGNS):
            yield from _shared(text)
    source = whole.sources.get("references")
    if source:
        yield from _works(whole, source)


def _unsourced(text: Written, sourced: bool) -> Iterator[Problem]:
    for piece in text.pieces:
        if piece.form != "heading" and not piece.inside("known", "unknown", "fact", "dont"):
            yield from _claims(text, piece, sourced)


def _shared(text: Written) -> Iterator[Problem]:
    for piece in text.pieces:
        entry = text.document.data.get(piece.field.split(".")[0])
        yield from _claims(text, piece, bool(isinstance(entry, dict) and entry.get("sources")))


def _claims(text: Written, piece: Piece, sourced: bool) -> Iterator[Problem]:
    """A claim that studies are named for, or numbers, needs its own work; any other one needs one in the same document."""
    for match in _CLAIM.finditer(piece.text):
        own = text.document.kind == "page" and piece.form != "field"
        needed = not sourced or (own and match.lastgroup != "effect")
        if needed and not _asked(piece.text, match):
            if own:
                mend = "put it into a `/// known | …` block with the work that found it, or say it without the effect"
            else:
                mend = "name the work under `sources:`, or say it without the effect"
            yield problem("claim-unsourced", f"“{' '.join(match[0].split())}” claims an effect, and no work stands behind it", text.place(piece, match[0], match.start()), mend)
            return  # one in a paragraph is enough to send somebody there


def _asked(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence asks, or says that nobody knows."""
    start = max(text.rfind(sign, 0, match.start()) for sign in ".!?:\n") + 1
    end = _SENTENCE_END.search(text, match.end())
    return bool(_OPEN.search(text[start : end.end() if end else len(text)]))


def _works(whole: Whole, source: Document) -> Iterator[Problem]:
    numbers: dict[str, str] = {}
    for id, work in whole.library.references.items():
        if id not in whole.cited:
            yield problem("reference-unused", f"nothing names the work `{id}`", source.place((id,), key=True), "name it where its fact stands, in `sources` or a `/// known | …` block, or remove it")
        for name, value in (("doi", work.doi), ("erratum", work.erratum), ("pmid", work.pmid), ("pmcid", work.pmcid), ("url", work.url)):
            if value:
                yield from _number(source, id, name, value, numbers)


def _number(source: Document, id: str, name: str, value: str, numbers: dict[str, str]) -> Iterator[Problem]:
    place = source.place((id, name))
    wrong = _wrong(name, value)
    if wrong:
        yield problem("reference-number", wrong[0], place, wrong[1])
    first = numbers.setdefault(value.lower().rstrip("./"), id)
    if first != id and name not in ("erratum", "url"):
        yield problem("reference-twice", f"`{id}` is the same work as `{first}`: both have {value}", place, f"keep one, and name that one everywhere: `{first}`")


def _wrong(name: str, value: str) -> tuple[str, str] | None:
    """What is wrong with the number of a work, and how to mend it."""
    if name in ("doi", "erratum"):
        if value[-1] in ".,;:'\"”’" or (value[-1] in ")]>" and value.count("(") < value.count(")") + value.count("]") + value.count(">")):
            return f"the DOI ends in “{value[-1]}”, which belongs to the sentence that it was copied from", f"take it away: `{value.rstrip('.,;:)]>”’')}`"
        if re.search(r"doi\.org|[\s<>\"]|…|\.\.\.", value):
            return "the DOI holds signs that no DOI has", "copy it again: it begins with 10. and is followed by a slash, such as `10.1000/182`"
    if name in ("pmid", "pmcid") and value.removeprefix("PMC").startswith("0"):
        return f"no {name.upper()} begins with a zero", "copy it again from the page of the work"
    if name == "url" and re.search(r"//(?:dx\.)?doi\.org/|//(?:www\.)?(?:pubmed|pmc)\.ncbi\.nlm\.nih\.gov/|//www\.ncbi\.nlm\.nih\.gov/(?:pubmed|pmc)/", value):
        return "this address holds a number for which there is a field", "write the number into `doi`, `pmid` or `pmcid`: it stays when addresses change"
    return None
