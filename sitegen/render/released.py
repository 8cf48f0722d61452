"""What was released → release.json, for other systems."""

from __future__ import annotations

import hashlib
import json

from .. import published
from ..model import Library

_LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}  # of the starter library, and of no clinic's own words


def listed(library: Library) -> bytes:
    """What was released, for other systems: the newest release, and all versions that there ever were, one to a line. It says nothing of drafts."""
    record, origin = library.record, library.site.library
    name, newest = list(record.releases.items())[-1]
    versions = [(of, release.on, version) for of, release in record.releases.items() for version in release.versions]
    told = hashlib.sha256("\n".join(published.line(version) for _, _, version in versions).encode())
    head = {
        "release": name,
        "number": len(record.releases),
        "on": newest.on.isoformat(),
        "sitegen": newest.sitegen,
        "addresses": len(record.addresses),
        "versions": len(versions),
        "digest": f"sha256:{told.hexdigest()}",
        **({"library": {"version": origin.version, "licence": _LICENCE}} if origin else {}),
    }
    rows = [{"code": v.code, "kind": v.kind, "id": v.id, "tier": v.tier, "language": v.language, "release": of, "on": on.isoformat()} for of, on, v in versions]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{json.dumps(head, ensure_ascii=False, indent=1)[:-2]},\n "released": [\n{lines}\n]}}\n'.encode()
