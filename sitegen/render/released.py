"""What was released → release.json, for other systems."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from .. import published
from ..model import Library
from .data import SCHEMA, line
from .places import DATA

_LICENSE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}  # of the starter library, and of no clinic's own words


def listed(library: Library) -> bytes:
    """What was released, for other systems: the newest release with who signed and decided what, and all versions that there ever were, one to a line. It says nothing of drafts."""
    record, site = library.record, library.site
    name, newest = list(record.releases.items())[-1]
    versions = [(of, release.on, version) for of, release in record.releases.items() for version in release.versions]
    told = hashlib.sha256("\n".join(published.line(version) for _, _, version in versions).encode())
    by = {*(one.by for one in record.signed), *(one.by for one in newest.overrides), *(one.by for one in newest.waivers)}
    head = {
        "$schema": DATA["release.schema"],
        "schema": SCHEMA,
        "release": name,
        "number": len(record.releases),
        "on": newest.on.isoformat(),
        "sitegen": newest.sitegen,
        "addresses": len(record.addresses),
        "versions": len(versions),
        "digest": f"sha256:{told.hexdigest()}",
        **({"license": _plain(site.license)} if site.license else {}),
        **({"library": {"version": site.library.version, "license": _LICENSE}} if site.library else {}),
        "reviewers": [_plain(reviewer) for reviewer in library.reviewers.values() if reviewer.id in by],
        "overrides": [_plain(one) for one in newest.overrides],
        "waivers": [_plain(one) for one in newest.waivers],
    }
    rows = [{"code": v.code, "kind": v.kind, "id": v.id, "tier": v.tier, "language": v.language, "release": of, "on": on.isoformat()} for of, on, v in versions]
    lists = {"signed": [_plain(one) for one in record.signed], "released": rows}
    listed = ",\n".join(f' "{name}": [' + ",".join(f"\n{line(row).decode()}" for row in found) + ("\n]" if found else "]") for name, found in lists.items())
    return f"{json.dumps(head, ensure_ascii=False, indent=1)[:-2]},\n{listed}\n}}\n".encode()


def _plain(model: BaseModel) -> dict[str, Any]:
    """Its fields as data; what is absent is left out."""
    return model.model_dump(mode="json", exclude_none=True)
