"""Breaks that are known not to be caught, by their kind, and why: they stand in the table, and are counted as misses."""

KNOWN_MISSES: dict[str, str] = {}
