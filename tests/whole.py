"""A project → all its editions in memory, with every card and page as it is shown: for tests that look at what templates get."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sites import TODAY

from sitegen import tailor
from sitegen.build import Settings, prepare
from sitegen.build.documents import Documents
from sitegen.build.reading import Content
from sitegen.model.views import CardView, Edition, PageAround, PageView
from sitegen.render import Renderer


@dataclass
class Whole:
    """All editions of a site."""

    content: Content
    renderer: Renderer
    editions: list[Edition] = field(default_factory=list)

    def card(self, edition: Edition, id: str) -> CardView:
        """A card as an edition shows it."""
        view: CardView = self.content.views(("card", id))[edition.reader.key]
        return tailor.complete(view, self._neighbors(edition).of_card(id))

    def page(self, edition: Edition, id: str) -> tuple[PageView, PageAround]:
        """A page as an edition shows it, and the cards that it shows."""
        view: PageView = self.content.views(("page", id))[edition.reader.key]
        return view, self._neighbors(edition).of_page(edition.pages[id].cards)

    def _neighbors(self, edition: Edition) -> tailor.Neighbors:
        return tailor.Neighbors(edition.reader, self.content.card_faces, edition.cards)


def whole(root: Path) -> Whole:
    """The editions of the project at `root`, which must have no errors."""
    plan = prepare(Settings(root, TODAY))
    content = plan.content
    assert content and plan.renderer, [str(p) for p in plan.problems]
    documents = Documents(content, plan.renderer, None, None)
    return Whole(content, plan.renderer, [documents.edition(reader) for reader in content.readers])
