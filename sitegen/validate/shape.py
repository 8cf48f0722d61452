"""Document → model, or Problems at the fields that do not fit, in the author's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model import Document
from ..model.document import Path
from ..names import suggestion
from ..problems import Problem, problem

M = TypeVar("M", bound=BaseModel)


def model(kind: type[M], document: Document, problems: list[Problem], *, data: Mapping[str, Any] | None = None, at: Path = (), **extra: Any) -> M | None:
    """The model of a document (or of the part of it at `at`); None and problems where it does not fit."""
    value = document.data if data is None else data
    try:
        return kind.model_validate({**value, **extra})
    except ValidationError as error:
        problems += [_problem(detail, kind, document, at) for detail in error.errors(include_url=False)]
        return None


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
    path = (*at, *_known(detail["loc"], document, at))
    if detail["type"] in _READERS:
        return _READERS[detail["type"]](detail, kind, document, path)
    context = detail.get("ctx") or {}
    if "message" in context:  # one of our own
        return problem(detail["type"], str(context["message"]), document.place(path), str(context.get("help", "")))
    if detail["input"] is None:
        return problem("empty-value", f"`{_name(path)}` has no value", document.place(path, key=True), "write its value, or remove the line")
    if detail["type"].endswith(("_type", "_parsing")):
        return _wrong_type(detail, document, path)
    return problem(_OWN.get(detail["type"], "wrong-value"), _said(detail, path), document.place(path), _help(detail))


_OWN = {"empty-text": "empty-text"}


def _known(loc: tuple[int | str, ...], document: Document, at: Path) -> Path:
    """The part of pydantic's place that the author wrote: steps that only exist in the model are dropped."""
    path: Path = ()
    for step in loc:
        if (*at, *path, step) in document.marks:
            path = (*path, step)
        elif step == loc[-1] and isinstance(step, str) and step not in ("[key]", "all"):
            path = (*path, step)  # a missing field: named, though not written
    return path


def _name(path: Path) -> str:
    return str(next((p for p in reversed(path) if isinstance(p, str)), "this"))


def _unknown_field(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    name = str(detail["loc"][-1])
    known = [f for f in _fields(kind, detail["loc"][:-1]) if f != "id"]
    return problem("unknown-field", f"there is no field `{name}` here", document.place(path, key=True), suggestion(name, known, most=8))


def _missing(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    name = detail["loc"][-1]
    return problem("missing-field", f"the field `{name}` is missing", document.place(path[:-1], key=True), f"add `{name}: …`")


def _unknown_value(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    words = [w.strip("' ") for w in str((detail.get("ctx") or {}).get("expected", "")).replace(" or ", ",").split(",")]
    return problem("unknown-value", f"`{detail['input']}` is not possible here", document.place(path), suggestion(str(detail["input"]), words))


def _bad_slug(detail: ErrorDetails, kind: type[BaseModel], document: Document, path: Path) -> Problem:
    named = detail["loc"][-1] == "[key]"
    return problem("not-an-id", f"`{detail['input']}` is not written like an id", document.place(path, key=named), "use small letters, digits and hyphens")


_READERS: dict[str, Callable[[ErrorDetails, type[BaseModel], Document, Path], Problem]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "literal_error": _unknown_value,
    "enum": _unknown_value,
    "string_pattern_mismatch": _bad_slug,
}
_WANTED = {
    "string": "words", "int": "a whole number", "bool": "`true` or `false`", "tuple": "a list", "list": "a list", "dict": "fields with values", "model": "fields with values",
}


def _wrong_type(detail: ErrorDetails, document: Document, path: Path) -> Problem:
    wanted = next((words for word, words in _WANTED.items() if detail["type"].startswith(word)), "something else")
    value = detail["input"]
    found = "a list" if isinstance(value, list | tuple) else "fields" if isinstance(value, dict) else f"`{str(value).lower() if isinstance(value, bool) else value}`"
    help = "put it in quotes" if wanted == "words" and not isinstance(value, list | dict) else f"write {wanted}"
    if wanted == "a list":
        help = "write it in brackets, such as [one, two], or one `- item` a line"
    return problem("wrong-type", f"`{_name(path)}` should be {wanted}, not {found}", document.place(path), help)


def _said(detail: ErrorDetails, path: Path) -> str:
    if detail["type"] == "empty-text":
        return f"`{_name(path)}` is empty"
    if detail["type"] in ("too_short", "string_too_short"):
        return f"`{_name(path)}` needs at least one entry"
    return f"`{_name(path)}`: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _help(detail: ErrorDetails) -> str:
    return "write its words, or remove the line" if detail["type"] == "empty-text" else ""


def _fields(kind: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The field names that are known at a place of the model."""
    here: Any = kind
    for step in loc:
        models = list(_models(here))
        field = next((m.model_fields[str(step)] for m in models if isinstance(step, str) and step in m.model_fields), None)
        here = field.annotation if field else (models or [here])[0] if isinstance(step, int) or not models else models[0]
    return [name for m in _models(here) for name in m.model_fields]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models inside an annotation: Dose, tuple[Step, …], dict[TierId, Amount], X | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in get_args(annotation) for m in _models(part)]
