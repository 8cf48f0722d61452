"""Items → a Pelican project: tiers are its categories, and a tier's topics its tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from items import CATEGORIES, TIERS, Item

from . import frame
from .sources import body, each, python_note, save

_CONFIG = f"""SITENAME = "Benchmark site"
SITEURL = ""
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
ARTICLE_PATHS = ["t1", "t2", "t3", "t4"]
PAGE_PATHS = []
STATIC_PATHS = ["static"]
EXTRA_PATH_METADATA = {{"static/site.css": {{"path": "site.css"}}}}
USE_FOLDER_AS_CATEGORY = False
DEFAULT_DATE = (2026, 1, 1)
ARTICLE_URL = "{{tier}}/{{cat}}/{{slug}}.html"
ARTICLE_SAVE_AS = ARTICLE_URL
CATEGORY_URL = "{{slug}}/index.html"
CATEGORY_SAVE_AS = CATEGORY_URL
TAG_URL = "{{slug}}.html"
TAG_SAVE_AS = "lists/{{slug}}.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION = False
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
SLUGIFY_SOURCE = "basename"
MARKDOWN = {{"extension_configs": {{"markdown.extensions." + name: {{}} for name in ("tables", "attr_list", "def_list", "toc", "admonition", "meta")}}, "output_format": "html5"}}
TIERS = {list(TIERS)}
CATS = {list(CATEGORIES.items())}
"""
_LIST = """<h1>{{ @BY@ }}</h1><ul class="list">{% for a in articles|sort(attribute="title") %}<li><a href="/{{ a.url }}">{{ a.title }}</a> <span>{{ a.description }}</span></li>
{% endfor %}</ul>"""
_HOME = '<h1>Home</h1><ul>{% for t in TIERS %}<li><a href="/{{ t[0] }}/index.html">{{ t[1] }}</a></li>{% endfor %}</ul>'
_SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for a in articles %}<url><loc>https://example.org/{{ a.url }}</loc></url>
{% endfor %}</urlset>
"""
_WORDS = {
    "TIER": "{{ article.tier }}",
    "TIER_NAME": "article.tier",
    "CATEGORY": "article.cat",
    "TITLE": "article.title",
    "SUMMARY": "article.description",
    "URL": '"/" + article.url',
    "KIND": "article.kind",
    "TIERS": "TIERS",
    "CATEGORIES": "CATS",
    "META": "article.",
    "DOSE": "article.",
}
_LIST_WORDS = _WORDS | {
    "TIER": "t1",
    "TIER_NAME": "'t1'",
    "CATEGORY": "'list'",
    "TITLE": "'List'",
    "SUMMARY": "'List'",
    "URL": "'/'",
    "KIND": "'list'",
}


def write(root: Path, made: Sequence[Item]) -> None:
    """The project at `root`."""
    save(root / "pelicanconf.py", _CONFIG)
    _write_theme(root / "theme")
    save(root / "content/static/site.css", frame.SITE_CSS)
    for tier, path, item in each(made):
        also = "".join(f"- [{c.title}]({{filename}}/{tier}/{c.category}/{c.id}.md)\n" for c in item.related)
        save(root / f"content/{path}.md", f"{_head(item, tier)}\n\n{body(item, python_note)}\n## See also\n\n{also}")


def _write_theme(theme: Path) -> None:
    main = frame.fill(frame.MAIN, {**_WORDS, "RELATED": "", "BODY": "article.content"})
    for listed in ("equipment", "topics"):  # its metadata knows no lists
        main = main.replace(f"in article.{listed} %}}", f"in article.{listed}.split(', ') %}}")
    save(theme / "templates/article.html", frame.page(main, _WORDS))
    for by in ("category", "tag"):
        save(theme / f"templates/{by}.html", frame.page(_LIST.replace("@BY@", by), _LIST_WORDS))
    save(theme / "templates/index.html", frame.page(_HOME, _LIST_WORDS))
    save(theme / "templates/sitemap.html", _SITEMAP)
    save(theme / "static/.keep", "")


def _head(item: Item, tier: str) -> str:
    lines = [
        f"Title: {item.title}",
        f"Description: {item.summary}",
        f"Kind: {'card' if item.is_card else 'prose'}",
        f"Tier: {tier}",
        f"Cat: {item.category}",
        f"Slug: {item.id}-{tier}",
        f"Category: {tier}",
        f"Tags: {tier}-{item.category}",
        f"Topics: {', '.join(item.tags)}",
        f"Tiernote: {item.notes[tier]}",
    ]
    if item.is_card:
        lines += [f"Equipment: {', '.join(item.equipment)}", "Steps: " + "\n    ".join(item.steps)]
        lines += [f"{name.capitalize()}: {number}" for name, number in asdict(item.doses[tier]).items()]
    return "\n".join(lines)
