"""(Library, tier) → Reader; (card, page or handout, Reader) → its view; all faces and tiles → an Edition: what one group may read and do."""

from .gone import gone, moved
from .handouts import bound, handout, handout_tile
from .lists import Neighbors, cards_in_order, edition, pages_in_order
from .views import card, complete, page, page_tile, reader, tile

__all__ = ["Neighbors", "bound", "card", "cards_in_order", "complete", "edition", "gone", "handout", "handout_tile", "moved", "page", "page_tile", "pages_in_order", "reader", "tile"]
