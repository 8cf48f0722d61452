"""All kinds, in the order of the table."""

from . import statuses, hazards, doses, ways, names, figures, pages, handouts, files, settings  # noqa: I001 (this order)
from .kind import KINDS

GROUPS = (statuses, hazards, doses, ways, names, figures, pages, handouts, files, settings)

__all__ = ["GROUPS", "KINDS"]
