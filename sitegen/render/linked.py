"""(a page's name, address and sheet) → what other systems read of it: a schema.org MedicalWebPage as JSON-LD, which no browser runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ..model.pieces import Sheet
from ..model.views import Reader

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # nothing in a text can end the block, or begin a comment in it


def block(reader: Reader, name: str, address: str, description: str, sheet: Sheet) -> Markup:
    """The block for a page's head. It says only what the page itself says, and a review only where the clinic has signed one."""
    site = reader.library.site
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": f"{name}, {reader.tier.label}" if reader.tier else str(name),
        "url": site.address + address,
        "inLanguage": reader.language,
        "description": str(description),
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "isPartOf": {"@type": "WebSite", "name": str(site.title), "url": site.address},
        "publisher": {"@type": "MedicalOrganization", "name": str(site.clinic.name)},
    }
    if sheet.released:
        told |= {"dateModified": sheet.released.isoformat(), "version": sheet.version}
    if sheet.signed and sheet.reviewed:
        told |= {"lastReviewed": sheet.reviewed.isoformat(), "reviewedBy": told["publisher"]}
    if sheet.sources:
        told["citation"] = list(_works(reader, sheet))
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _works(reader: Reader, sheet: Sheet) -> Iterator[dict[str, Any]]:
    for named in sheet.sources:
        work = reader.library.references[named.id]
        address = work.address
        yield {"@type": "CreativeWork", "name": work.title, **({"identifier": f"doi:{work.doi}"} if work.doi else {}), **({"url": address} if address else {})}
