"""Breaks that are known not to be caught, by their kind, and why: they stand in the table, and are counted as misses."""

KNOWN_MISSES: dict[str, str] = {
    "hazard removed, the words show it": "another hazard keeps the card from everyone who must avoid this one, and words are held only against those who read them",
}
