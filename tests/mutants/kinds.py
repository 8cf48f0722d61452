"""All kinds, in the order of the table."""

from . import statuses, hazards, doses, ways, names, figures, pages, handouts, files, settings, signed  # noqa: I001 (this order)
from .kind import KINDS

GROUPS = (statuses, hazards, doses, ways, names, figures, pages, handouts, files, settings, signed)

__all__ = ["GROUPS", "KINDS"]
