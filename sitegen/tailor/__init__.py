"""(Library, tier) → Reader; (card or page, Reader) → its view; all faces and tiles → an Edition: what one group may read and do."""

from .lists import Neighbors, cards_in_order, edition, pages_in_order
from .views import card, complete, page, page_tile, reader, tile

__all__ = ["Neighbors", "card", "cards_in_order", "complete", "edition", "page", "page_tile", "pages_in_order", "reader", "tile"]
