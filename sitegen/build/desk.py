"""A project → what a command needs that makes one thing of its content: judged, ready to be shown, and nothing built; or why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .. import publish
from ..model.views import Reader
from ..names import suggestion
from ..problems import Problem, errors
from ..render import Renderer
from ..settings import Settings
from ..typeset import press
from ..typeset.press import Press
from . import prepare, survey
from .cabinet import Cabinet
from .documents import Documents
from .reading import Content
from .weighing import settled


class Printed(NamedTuple):
    """A PDF, the name that it has of itself, its pages, and what there is to say about it."""

    content: bytes
    name: str
    pages: int
    problems: list[Problem]


class Refused(Exception):
    """Why nothing can be made: the request is at fault, or the content."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


class Desk(NamedTuple):
    """The content, whatever shows it, and what makes sheets of it."""

    settings: Settings
    content: Content
    renderer: Renderer
    documents: Documents

    def cabinet(self) -> Cabinet:
        """Where sheets are made, or found as they were made before."""
        return Cabinet(publish.workspace_for(self.settings.project, self.settings.target), Press(self.renderer.folders), trusted=not self.settings.clean)

    def readers(self, language: str) -> list[Reader]:
        """Whom a language's editions are for; without one, the site's first."""
        languages = [language] if language else self.content.languages[:1]
        found = [reader for reader in self.content.readers if reader.language in languages]
        if not found:
            raise Refused(f"the site has no language `{language}`")
        return found


def opened(settings: Settings, made: str) -> Desk:
    """The content, looked through; raises Refused where it has errors. `made` is what then is not made: `printed`."""
    plan = prepare(settings)
    found = settled(plan.problems, plan.content, settings).problems
    if plan.content is None or plan.renderer is None or errors(found):
        raise Refused(f"the content has errors, and nothing was {made}", found)
    survey.survey(plan.content, plan.renderer, (), disk=False)
    return Desk(settings, plan.content, plan.renderer, Documents(plan.content, plan.renderer, None, None))


def needs_press() -> None:
    """Raises Refused where no sheets can be made."""
    if not press.ready():
        raise Refused(f"PDFs need libraries that are not installed: {press.INSTALL}")


def levels(readers: Sequence[Reader]) -> Mapping[str, Reader]:
    """The levels by id and by address."""
    return {name: reader for reader in readers if reader.tier for name in (reader.tier.id, reader.tier.slug)}


def unknown_level(name: str, known: Mapping[str, Reader]) -> str:
    """What to say of a level that there is not."""
    return f"there is no tier `{name}`; {suggestion(name, known)}"


__all__ = ["Desk", "Printed", "Refused", "levels", "needs_press", "opened", "unknown_level"]
