"""Document → model, or Problems at the fields that do not fit, in the author's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model import Document
from ..model.base import SLUG
from ..model.document import Path
from ..names import nearest, suggestion
from ..problems import Place, Problem, problem

M = TypeVar("M", bound=BaseModel)


def model(kind: type[M], document: Document, problems: list[Problem], *, data: Mapping[str, Any] | None = None, at: Path = (), **extra: Any) -> M | None:
    """The model of a document (or of the part of it at `at`); None and problems where it does not fit."""
    if not document.marks:  # it could not be read, and load has said why
        return None
    value = document.data if data is None else data
    found = [_own_id(document, at)] if "id" in extra and "id" in value else []
    try:
        made = kind.model_validate({**value, **extra})
    except ValidationError as error:
        found += [_problem(detail, kind, document, at) for detail in _told_once(_telling(error.errors(include_url=False), kind), document, at)]
    if document.kind != "published":  # a record is long, and nobody writes it by hand
        told = {p.place for p in found}
        found += (p for path in _empty(value, at) if (p := _hollow(path, document)).place not in told)
    problems += found
    return None if found else made


def _empty(value: object, path: Path) -> Iterator[Path]:
    """Fields that have a name and nothing behind it, also those that may be left out."""
    for name, inner in value.items() if isinstance(value, Mapping) else ():
        if inner is None:
            yield (*path, name)
        elif isinstance(inner, Mapping):
            yield from _empty(inner, (*path, name))


def _hollow(path: Path, document: Document) -> Problem:
    return problem("empty-value", f"`{_name(path)}` has no value", document.place(path, key=True), "write its value, or remove the line")


def _own_id(document: Document, at: Path) -> Problem:
    name = "the file's name is its id" if not at else f"`{at[-1]}` in front of these fields is the id"
    return problem("unknown-field", "there is no field `id` here", document.place((*at, "id"), key=True), f"remove the line: {name}")


def _telling(details: list[ErrorDetails], kind: type[BaseModel]) -> list[ErrorDetails]:
    """Without the echoes of other mistakes: a list «too short» for its bad items, a field «missing» for its misspelt name."""
    misspelt = {
        (*d["loc"][:-1], nearest(str(d["loc"][-1]), _fields(kind, d["loc"][:-1])))
        for d in details
        if d["type"] == "extra_forbidden"
    }
    return [
        d
        for d in details
        if not (d["type"] == "missing" and d["loc"] in misspelt)
        and not (d["type"] == "too_short" and any(o is not d and o["loc"][: len(d["loc"])] == d["loc"] for o in details))
    ]


def _told_once(details: list[ErrorDetails], document: Document, at: Path) -> list[ErrorDetails]:
    """Where a value may be one of several things, it is told why it is not the likeliest: what fits least is its echo."""
    paths = [(*at, *_known(d, document, at)) for d in details]

    def echo(number: int) -> bool:
        path, unlike = paths[number], len(paths[number]) < len((*at, *details[number]["loc"]))
        nearer = any(len(p) > len(path) and p[: len(path)] == path for p in paths)
        return unlike and (nearer or path in paths[:number])

    return [d for number, d in enumerate(details) if not echo(number)]


def entries(kind: type[M], document: Document | None, problems: list[Problem], *, at: Path = (), named: bool = True) -> dict[str, M]:
    """The models of a file (or part of it) that is one mapping, keyed by id."""
    found: dict[str, M] = {}
    if document is None:
        return found
    rows = document.data
    for step in at:
        rows = rows.get(str(step), {})
    for name, row in rows.items():
        if not isinstance(row, dict):
            problems.append(problem("wrong-type", f"`{name}` has no fields", document.place((*at, name)), "indent its fields below it, each as `name: value`"))
            continue
        made = model(kind, document, problems, data=row, at=(*at, name), **({"id": name} if named else {}))
        if made is not None:
            found[name] = made
    return found


def _problem(detail: ErrorDetails, kind: type[BaseModel], document: Document, at: Path) -> Problem:
    path = (*at, *_known(detail, document, at))
    if detail["type"] in _READERS:
        return _READERS[detail["type"]](detail, kind, document, path)
    context = detail.get("ctx") or {}
    if "message" in context:  # one of our own
        return problem(detail["type"], str(context["message"]), document.place(path), str(context.get("help", "")))
    if detail["input"] is None:
        return _hollow(path, document)
    if detail["type"].endswith(("_type", "_parsing")):
        return _wrong_type(detail, kind, document, path)
    return problem(_OWN.get(detail["type"], "wrong-value"), _said(detail, path), document.place(path), _help(detail, path))


_OWN = {"empty-text": "empty-text"}


def _known(detail: ErrorDetails, document: Document, at: Path) -> Path:
    """The part of pydantic's place that the author wrote: steps that only exist in the model are dropped."""
    path: Path = ()
    loc = detail["loc"]
    for step in loc:
        if (*at, *path, step) in document.marks:
            path = (*path, step)
        elif step == loc[-1] and isinstance(step, str) and (detail["type"] == "missing" or step == "id"):
            path = (*path, step)  # named, though not written
    return path


def _name(path: Path) -> str:
    return str(next((p for p in reversed(path) if isinstance(p, str)), "this"))


def _unknown_field(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    name = str(detail["loc"][-1])
    known = [f for f in _fields(kind, detail["loc"][:-1]) if f != "id"]
    place = document.place(path, key=True)
    if detail["input"] is None and " " in name:  # `{plain: Push, pull and carry}`: the comma ended the text
        return problem("unknown-field", f"there is no field `{name}` here", place, "put a text that holds a comma in quotes, or write each field on a line of its own")
    return problem("unknown-field", f"there is no field `{name}` here", place, suggestion(name, known, most=8) or "remove the line, or look for the right name in a file that works")


def _missing(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    name, above = detail["loc"][-1], path[:-1]
    if isinstance(name, int):  # of a list with a place for each value
        return problem("wrong-value", f"`{_name(path)}` has too few values", document.place(path), "write them all, in brackets: [one, two]")
    if not above:
        return problem("missing-field", f"the field `{name}` is missing", Place(document.path, 1, 1), f"add `{name}: …`")
    return problem("missing-field", f"the field `{name}` is missing in `{_name(above)}`", document.place(above, key=True), f"add `{name}: …`")


def _unknown_value(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    words = [w.strip("' ") for w in str((detail.get("ctx") or {}).get("expected", "")).replace(" or ", ",").split(",")]
    return problem("unknown-value", f"`{detail['input']}` is not possible here", document.place(path), suggestion(str(detail["input"]), words))


def _bad_slug(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    written = str(detail["input"])
    if (detail.get("ctx") or {}).get("pattern") != SLUG:
        said, mend = _SPELLINGS.get(_name(path), ("is not written as it should be", "compare it with a file that works"))
        return problem("wrong-value", f"`{written}` {said}", document.place(path), mend)
    if path[-1:] == ("id",):  # the name of an entry
        path = path[:-1]
        named = True
    else:
        named = detail["loc"][-1] == "[key]"
    better = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")
    return problem("not-an-id", f"`{written}` is not written like an id", document.place(path, key=named), "use small letters, digits and hyphens" + (f": `{better}`" if better else ""))


_READERS: dict[str, Callable[[ErrorDetails, type[BaseModel], Document, Path], Problem]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "literal_error": _unknown_value,
    "enum": _unknown_value,
    "string_pattern_mismatch": _bad_slug,
}
_SPELLINGS = {
    "code": ("is not the code of a version", "put back what stood there, from an older copy of the file; codes look like K7Q9R-ABC"),
    "email": ("is not an e-mail address", "write it like front-desk@example.org"),
    "languages": ("is not the tag of a language", "write its tag, such as `en`, `es` or `pt-BR`"),
    "source": ("is not the address of a web page", "write the whole address, beginning with https://"),
    "url": ("is not the address of a web page", "write the whole address, beginning with https://"),
    "doi": ("is not a DOI", "write only the part that begins with 10., such as 10.1136/bjsports-2021-104634"),
    "erratum": ("is not a DOI", "write only the part that begins with 10., such as 10.1136/bjsports-2021-104634"),
    "pmid": ("is not a PubMed number", "write its digits only, in quotes, such as '32427503'"),
    "pmcid": ("is not a PubMed Central number", "write PMC and its digits, such as PMC5112023"),
}
_BY_TIER = {"baseline", "tiers", "modify", "swap", "stricter_because", "override"}
_WANTED = {
    "string": "words",
    "int": "a whole number",
    "bool": "`true` or `false`",
    "tuple": "a list",
    "list": "a list",
    "dict": "fields of its own",
    "model": "fields of its own",
}


def _wrong_type(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    wanted = next((words for word, words in _WANTED.items() if detail["type"].startswith(word)), "something else")
    value = detail["input"]
    found = "a list" if isinstance(value, list | tuple) else "fields" if isinstance(value, dict) else f"`{str(value).lower() if isinstance(value, bool) else value}`"
    help = f"put it in quotes: '{found[1:-1]}'" if wanted == "words" and found[0] == "`" else f"write {wanted}"
    if wanted == "a list":
        help = "write it in brackets, such as [one, two], or one `- item` a line"
    elif wanted == "fields of its own":
        names = [f for f in _fields(kind, detail["loc"]) if f != "id"][:2] if detail["type"].startswith("model") else []
        names = names or (["lower", "recent"] if _name(path) in _BY_TIER else ["name"])
        help = f"write them below it, each as `name: value`, or in braces: {{{', '.join(f'{n}: …' for n in names)}}}"
    return problem("wrong-type", f"`{_name(path)}` should be {wanted}, not {found}", document.place(path), help)


def _said(detail: ErrorDetails, path: Path) -> str:
    if detail["type"] == "empty-text":
        return f"`{_name(path)}` is empty"
    limits = detail.get("ctx") or {}
    said = _LIMITS.get(detail["type"], "")
    return f"`{_name(path)}` {said.format(**limits)}" if said else f"`{_name(path)}`: {detail['msg'][0].lower()}{detail['msg'][1:]}"


_LIMITS = {
    "too_short": "has no entries",
    "too_long": "has too many entries",
    "string_too_short": "is empty",
    "string_too_long": "is too long",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too great",
}
_MENDS = {
    "empty-text": "write its words, or remove the line",
    "too_short": "write at least one, or remove the line if it is not needed",
    "too_long": "write at most {max_length}",
    "string_too_short": "write its value",
    "string_too_long": "write at most {max_length} letters",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
}


def _help(detail: ErrorDetails, path: Path) -> str:
    return _MENDS.get(detail["type"], "compare it with a file that works").format(**(detail.get("ctx") or {}))


def _fields(kind: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The field names that are known at a place of the model."""
    here: Any = kind
    for step in loc:
        models = list(_models(here))
        field = next((m.model_fields[str(step)] for m in models if isinstance(step, str) and step in m.model_fields), None)
        here = field.annotation if field else (models or [here])[0] if isinstance(step, int) or not models else models[0]
    return [field.alias or name for m in _models(here) for name, field in m.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models inside an annotation: Dose, tuple[Step, …], dict[TierId, Amount], X | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in get_args(annotation) for m in _models(part)]
