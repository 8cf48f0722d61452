"""Items → an Eleventy project with Nunjucks and markdown-it; no template pass over the Markdown, which would only cost time."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from pathlib import Path

from items import CATEGORIES, TIERS, Item

from . import frame
from .sources import CATEGORIES_JSON, TIERS_JSON, body, each, front, save

_CONFIG = """import mdit from "markdown-it";
import container from "markdown-it-container";
import anchor from "markdown-it-anchor";
export default function (cfg) {
  const lib = mdit({ html: true }).use(container, "note", { render: (t, i) => t[i].nesting === 1 ? '<div class="admonition note"><p class="admonition-title">Note</p>\\n' : "</div>\\n" }).use(anchor);
  cfg.setLibrary("md", lib);
  cfg.addPassthroughCopy({ "static/site.css": "site.css" });
  cfg.setFreezeReservedData(false);
  let map = new Map();
  const byTitle = (a, b) => a.data.title < b.data.title ? -1 : 1;
  cfg.addCollection("lists", (api) => {
    const out = {}; map = new Map();
    for (const p of api.getAll()) { const d = p.data; if (!d.sid) continue; map.set(d.tier + "/" + d.cat + "/" + d.sid, p);
      (out[d.tier] ||= []).push(p); (out[d.tier + "/" + d.cat] ||= []).push(p); }
    for (const k in out) out[k].sort(byTitle);
    return out; });
  cfg.addFilter("cardof", (ref, tier) => { const p = map.get(tier + "/" + ref); return p ? { url: "/" + tier + "/" + ref + ".html", title: p.data.title } : null; });
  return { dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk", templateFormats: ["md", "njk", "html"] };
}
"""
_RELATED = '<h2>See also</h2><ul class="related">{% for r in linked %}{% set x = r | cardof(tier) %}{% if x %}<li><a href="{{ x.url }}">{{ x.title }}</a></li>{% endif %}{% endfor %}</ul>'
_LIST = """<h1>{{ title }}</h1>
<ul class="list">{% for p in collections.lists["@LIST@"] %}<li><a href="{{ p.url }}">{{ p.data.title }}</a> <span>{{ p.data.description }}</span></li>
{% endfor %}</ul>
"""
_HOME = """---
layout: base.njk
title: Home
permalink: /index.html
---
<h1>Home</h1><ul>{% for t in tiers %}<li><a href="/{{ t[0] }}/index.html">{{ t[1] }}</a></li>{% endfor %}</ul>
"""
_SITEMAP = """---
permalink: /sitemap.xml
eleventyExcludeFromCollections: true
---
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for p in collections.all %}<url><loc>https://example.org{{ p.url }}</loc></url>
{% endfor %}</urlset>
"""
_TIER_DATA = """export default { tier: "@TIER@", layout: "page.njk", permalink: (d) => "/" + d.tier + "/" + d.cat + "/" + d.sid + ".html" };
"""
_WORDS = {
    "TIER": "{{ tier }}",
    "TIER_NAME": "tier",
    "CATEGORY": "cat",
    "TITLE": "title",
    "SUMMARY": "description",
    "URL": "page.url",
    "KIND": "kind",
    "TIERS": "tiers",
    "CATEGORIES": "cats",
    "META": "",
    "DOSE": "dose.",
}


def write(root: Path, made: Sequence[Item]) -> None:
    """The project at `root`; its modules are those beside the program that ELEVENTY names."""
    save(root / "eleventy.config.mjs", _CONFIG)
    save(root / "package.json", '{"name":"bench","private":true,"type":"module"}\n')
    save(root / "_data/tiers.json", TIERS_JSON)
    save(root / "_data/cats.json", CATEGORIES_JSON)
    save(root / "static/site.css", frame.SITE_CSS)
    main = frame.fill(frame.MAIN, {**_WORDS, "RELATED": _RELATED, "BODY": "content | safe"})
    save(root / "_includes/base.njk", frame.page("{{ content | safe }}", _WORDS))
    save(root / "_includes/page.njk", frame.page(main, _WORDS))  # whole: a layout within a layout costs more
    save(root / "content/index.njk", _HOME)
    save(root / "content/sitemap.njk", _SITEMAP)
    for tier, label in TIERS:
        save(root / f"content/{tier}/{tier}.11tydata.js", _TIER_DATA.replace("@TIER@", tier))
        _write_list(root, label, tier)
        for category, name in CATEGORIES.items():
            _write_list(root, name, tier, category)
    for tier, path, item in each(made):
        save(root / f"content/{path}.md", front(item, tier) + body(item, _note))
    if program := os.environ.get("ELEVENTY"):
        modules = next((p for p in Path(program).absolute().parents if p.name == "node_modules"), None)
        if modules:
            (root / "node_modules").symlink_to(modules)


def _write_list(root: Path, title: str, tier: str, category: str = "") -> None:
    place = f"{tier}/{category}" if category else tier
    head = f"title: {title}\nlayout: base.njk\ntier: {tier}\n" + (f"cat: {category}\n" if category else "")
    text = f"---\n{head}permalink: /{place}/index.html\n---\n" + _LIST.replace("@LIST@", place)
    save(root / f"content/lists/{place.replace('/', '-')}.njk", text)


def _note(words: str) -> str:
    return "::: note\n" + "\n".join(textwrap.wrap(words, 100)) + "\n:::"
