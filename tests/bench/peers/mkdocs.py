"""Items → an MkDocs project: it has no templates for lists, so they are Markdown pages, and so are the links to related cards.

Its menu names the four tiers only: the automatic one would put all pages on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from items import CATEGORIES, TIERS, Item

from . import frame
from .sources import CATEGORIES_JSON, TIERS_JSON, body, each, front, python_note, save

_CONFIG = f"""site_name: Benchmark site
site_url: https://example.org/
docs_dir: docs
use_directory_urls: false
theme:
  name: null
  custom_dir: theme
plugins: []
markdown_extensions:
  - tables
  - attr_list
  - def_list
  - admonition
  - toc
extra:
  tiers: {TIERS_JSON}
  cats: {CATEGORIES_JSON}
nav:
  - Home: index.md
"""
_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for file in pages %}{% if not file.page.is_link %}<url><loc>{{ file.page.canonical_url|e }}</loc></url>
{% endif %}{% endfor %}</urlset>
"""
_WORDS = {
    "TIER": "{{ page.meta.tier }}",
    "TIER_NAME": "page.meta.tier",
    "CATEGORY": "page.meta.cat",
    "TITLE": "page.meta.title",
    "SUMMARY": "page.meta.description",
    "URL": "page.url",
    "KIND": "page.meta.kind",
    "TIERS": "config.extra.tiers",
    "CATEGORIES": "config.extra.cats",
    "META": "page.meta.",
    "DOSE": "page.meta.dose.",
}


def write(root: Path, made: Sequence[Item]) -> None:
    """The project at `root`."""
    save(root / "mkdocs.yml", _CONFIG + "".join(f"  - {label}: {tier}/index.md\n" for tier, label in TIERS))
    save(root / "theme/main.html", frame.page(_main(), _WORDS))
    save(root / "theme/mkdocs_theme.yml", "static_templates:\n  - sitemap.xml\nlocale: en\n")
    save(root / "theme/404.html", "<!doctype html><title>Not found</title><p>Not found</p>\n")
    save(root / "theme/sitemap.xml", _SITEMAP)
    save(root / "docs/site.css", frame.SITE_CSS)
    tiers = "".join(f"- [{label}]({tier}/index.md)\n" for tier, label in TIERS)
    save(root / "docs/index.md", f"---\ntitle: Home\nkind: list\n---\n{tiers}")
    _write_lists(root / "docs", sorted(made, key=lambda item: item.title))
    for tier, path, item in each(made):
        also = "".join(f"- [{card.title}](../{card.category}/{card.id}.md)\n" for card in item.related)
        text = f"{front(item, tier, 'slug')}{body(item, python_note)}\n## See also\n\n{also}"
        save(root / f"docs/{path}.md", text)


def _main() -> str:
    shown = frame.fill(frame.MAIN, {**_WORDS, "RELATED": "", "BODY": "page.content"})
    listed = '{% if page.meta.kind == "list" %}<h1>{{ page.meta.title }}</h1>\n{{ page.content }}\n{% else %}'
    return f"{listed}{shown}{{% endif %}}"


def _write_lists(docs: Path, by_title: Sequence[Item]) -> None:
    for tier, label in TIERS:
        rows = (f"- [{item.title}]({item.category}/{item.id}.md) {item.summary}\n" for item in by_title)
        save(docs / f"{tier}/index.md", f"---\ntitle: {label}\nkind: list\ntier: {tier}\n---\n" + "".join(rows))
        for category, name in CATEGORIES.items():
            rows = (f"- [{item.title}]({item.id}.md) {item.summary}\n" for item in by_title if item.category == category)
            head = f"---\ntitle: {name}\nkind: list\ntier: {tier}\ncat: {category}\n---\n"
            save(docs / f"{tier}/{category}/index.md", head + "".join(rows))
