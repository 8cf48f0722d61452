"""The kind of a file that is no document's own → where it stands: a file of the site, or a folder of an edition or a language."""

from __future__ import annotations

VERSIONS = "data/versions.js"
DATA = {"codes": "data/codes.json", **{f"{of}.schema": f"data/{of}.schema.json" for of in ("cards", "codes", "plan", "release")}}

FILES = {
    "cards.schema": DATA["cards.schema"],
    "codes.schema": DATA["codes.schema"],
    "plan.schema": DATA["plan.schema"],
    "release.schema": DATA["release.schema"],
    "versions.js": VERSIONS,
    "release.json": "release.json",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
    "nojekyll": ".nojekyll",
    "404": "404.html",
    "start-here": "START-HERE.html",
}
FOLDERS = {
    "tier": "",
    "home": "",
    "cards": "cards/",
    "avoided": "not-at-this-level/",
    "week": "week/",
    "handouts": "handouts/",
    "old-copy": "old-copy/",
    "not-in-copy": "keep/missing/",
    "manifest": "manifest.webmanifest",
    "icon": "keep/icon.svg",
    "icon.png": "keep/icon.png",
    "glossary": "glossary/",
    "references": "references/",
    "search": "search/",
    "codes": "c/",
    "versions": "v/",
    "print": "print/",
    "desk": "print/",
    "code-list": "codes/",
    "therapists": "about/therapists/",
    "plan": "plan/",
    "plan-format": "about/plan-format/",
    "data": "about/data/",
    "how-checked": "about/how-checked/",
    "credits": "about/credits/",
    "display": "about/display/",
    "log": "log/",
}
