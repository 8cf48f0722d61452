"""Words of a heading → its id."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, separator: str = "-") -> str:
    """An address part from words in any script: small letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\w]+", separator, folded).strip(separator) or "part"
