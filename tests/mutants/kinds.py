"""All kinds, in the order of the table."""

from . import doses, hazards, statuses, ways
from .kind import KINDS

GROUPS = (statuses, hazards, doses, ways)

__all__ = ["GROUPS", "KINDS"]
