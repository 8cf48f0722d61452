"""Items → a Hugo project."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from items import CATEGORIES, TIERS, Item

from .frame import CSS, FOOT, SITE_CSS
from .sources import CATEGORIES_JSON, TIERS_JSON, body, each, front, save

_CONFIG = f"""baseURL = "https://example.org/"
title = "Benchmark site"
uglyURLs = true
disableKinds = ["taxonomy", "term", "rss", "404"]
[params]
tiers = {TIERS_JSON}
cats = {CATEGORIES_JSON}
"""
_BASE = """<!doctype html>
<html lang="en" data-tier="{{ .Section }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - Benchmark site</title>
<meta name="description" content="{{ .Description }}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/site.css">
<style>
@CSS@</style>
</head>
<body class="tier-{{ .Section }} kind-{{ .Params.kind }}">
<a class="skip" href="#main">Skip to content</a>
{{ $p := . }}{{ $cat := .Params.cat }}{{ $tier := .Section }}
<header>
<nav aria-label="Tiers"><ul>
{{ range site.Params.tiers }}<li><a href="/{{ index . 0 }}/index.html"{{ if eq (index . 0) $tier }} aria-current="true"{{ end }}>{{ index . 1 }}</a></li>
{{ end }}</ul></nav>
<nav aria-label="Topics"><ul>
{{ range site.Params.cats }}<li><a href="/{{ $tier }}/{{ index . 0 }}/index.html"{{ if eq (index . 0) $cat }} aria-current="true"{{ end }}>{{ index . 1 }}</a></li>
{{ end }}</ul></nav>
</header>
<nav aria-label="Breadcrumb"><ol><li><a href="/index.html">Home</a></li><li><a href="/{{ $tier }}/index.html">{{ $tier }}</a></li><li><a href="/{{ $tier }}/{{ $cat }}/index.html">{{ $cat }}</a></li><li>{{ .Title }}</li></ol></nav>
<main id="main">
{{ block "main" . }}{{ end }}
</main>
<footer>@FOOT@</footer>
</body>
</html>
"""
_PAGE = """{{ define "main" }}<h1>{{ .Title }}</h1>
<aside class="tiernote"><p>{{ .Params.tiernote }}</p></aside>
{{ if eq .Params.kind "card" }}<dl class="dose"><dt>Sets</dt><dd>{{ .Params.dose.sets }}</dd><dt>Repeats</dt><dd>{{ .Params.dose.reps }}</dd><dt>Rest</dt><dd>{{ .Params.dose.rest }} seconds</dd><dt>Days a week</dt><dd>{{ .Params.dose.days }}</dd></dl>
<ul class="equipment">{{ range .Params.equipment }}<li>{{ . }}</li>{{ end }}</ul>
<ol class="steps">
{{ range $i, $s := .Params.steps }}<li id="step-{{ add $i 1 }}">{{ $s }}</li>
{{ end }}</ol>
{{ end }}<div class="body">
{{ .Content }}
</div>
<p class="topics">{{ range .Params.topics }}<span>{{ . }}</span> {{ end }}</p>
<h2>See also</h2><ul class="related">{{ $tier := .Section }}{{ range .Params.linked }}{{ with site.GetPage (printf "/%s/%s" $tier .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>{{ end }}
"""
_SECTION = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul class="list">{{ range .RegularPagesRecursive.ByTitle }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <span>{{ .Description }}</span></li>
{{ end }}</ul>{{ end }}
"""
_HOME = """{{ define "main" }}<h1>Home</h1><ul>{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
_QUOTE = """{{ if eq .Type "alert" }}<div class="admonition {{ .AlertType }}"><p class="admonition-title">Note</p>{{ .Text }}</div>{{ else }}<blockquote>{{ .Text }}</blockquote>{{ end }}
"""


def write(root: Path, made: Sequence[Item]) -> None:
    """The project at `root`."""
    save(root / "hugo.toml", _CONFIG)
    save(root / "layouts/baseof.html", _BASE.replace("@CSS@", CSS).replace("@FOOT@", FOOT))
    save(root / "layouts/page.html", _PAGE)
    save(root / "layouts/section.html", _SECTION)
    save(root / "layouts/home.html", _HOME)
    save(root / "layouts/_markup/render-blockquote.html", _QUOTE)
    save(root / "static/site.css", SITE_CSS)
    for tier, label in TIERS:
        save(root / f"content/{tier}/_index.md", f"---\ntitle: {label}\ntier: {tier}\n---\n")
        for category, name in CATEGORIES.items():
            save(root / f"content/{tier}/{category}/_index.md", f"---\ntitle: {name}\ntier: {tier}\ncat: {category}\n---\n")
    for tier, path, item in each(made):  # the id is called `sid`: a `slug` would move the page
        save(root / f"content/{path}.md", front(item, tier) + body(item, _note))


def _note(words: str) -> str:
    return "> [!NOTE]\n" + "\n".join(f"> {line}" for line in textwrap.wrap(words, 100))
