"""The figures and people of the starter content, as models."""

from __future__ import annotations

from sitegen import nodes, starter
from sitegen.model.figure import Figure, Person

CONTENT = starter.root() / "content"


def _data(path: str) -> dict[str, object]:
    found: dict[str, object] = nodes.read((CONTENT / path).read_text(encoding="utf-8"))[0]
    return found


def _people() -> dict[str, Person]:
    cast = _data("people.yml")["people"]
    assert isinstance(cast, dict)
    return {id: Person.model_validate({**fields, "id": id}) for id, fields in cast.items()}


PEOPLE = _people()
FIGURES = {
    file.stem: Figure.model_validate({**_data(f"figures/{file.name}"), "id": file.stem}) for file in sorted((CONTENT / "figures").glob("*.yml"))
}
