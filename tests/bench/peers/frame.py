"""What every peer's page has around its text: one skeleton in Jinja's language, whose @MARKS@ each peer fills in its own way."""

from __future__ import annotations

CSS = "".join(
    f".c{n}{{margin:{n % 9}px 0;padding:.{n % 7 + 1}rem 1rem;color:#1{n % 10}{n * 7 % 10}}}\n" for n in range(22)
)
SITE_CSS = CSS * 4
FOOT = (
    "<p>This text is test material for a speed measurement. It was made by a program and says nothing true about any body, "
    "illness or exercise. Do not follow it.</p><p>Words were drawn from a short list with a fixed seed, so that every run of the "
    "generator gives the same files, byte for byte, on every machine.</p><ul><li><a href=\"/index.html\">Start</a></li>"
    "<li><a href=\"/sitemap.xml\">Site map</a></li></ul><p><small>Made for a benchmark. No rights reserved.</small></p>"
)
BASE = """<!doctype html>
<html lang="en" data-tier="@TIER@">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ @TITLE@ }} - Benchmark site</title>
<meta name="description" content="{{ @SUMMARY@ }}">
<meta name="robots" content="noindex">
<link rel="canonical" href="https://example.org{{ @URL@ }}">
<link rel="stylesheet" href="/site.css">
<style>
@CSS@</style>
</head>
<body class="tier-@TIER@ kind-{{ @KIND@ }}">
<a class="skip" href="#main">Skip to content</a>
<header>
<nav aria-label="Tiers"><ul>
{% for t in @TIERS@ %}<li><a href="/{{ t[0] }}/index.html"{% if t[0] == @TIER_NAME@ %} aria-current="true"{% endif %}>{{ t[1] }}</a></li>
{% endfor %}</ul></nav>
<nav aria-label="Topics"><ul>
{% for c in @CATEGORIES@ %}<li><a href="/@TIER@/{{ c[0] }}/index.html"{% if c[0] == @CATEGORY@ %} aria-current="true"{% endif %}>{{ c[1] }}</a></li>
{% endfor %}</ul></nav>
</header>
<nav aria-label="Breadcrumb"><ol><li><a href="/index.html">Home</a></li><li><a href="/@TIER@/index.html">@TIER@</a></li><li><a href="/@TIER@/{{ @CATEGORY@ }}/index.html">{{ @CATEGORY@ }}</a></li><li>{{ @TITLE@ }}</li></ol></nav>
<main id="main">
@MAIN@
</main>
<footer>@FOOT@</footer>
</body>
</html>
"""
MAIN = """<h1>{{ @TITLE@ }}</h1>
<aside class="tiernote"><p>{{ @META@tiernote }}</p></aside>
{% if @KIND@ == "card" %}<dl class="dose"><dt>Sets</dt><dd>{{ @DOSE@sets }}</dd><dt>Repeats</dt><dd>{{ @DOSE@reps }}</dd><dt>Rest</dt><dd>{{ @DOSE@rest }} seconds</dd><dt>Days a week</dt><dd>{{ @DOSE@days }}</dd></dl>
<ul class="equipment">{% for e in @META@equipment %}<li>{{ e }}</li>{% endfor %}</ul>
<ol class="steps">
{% for s in @META@steps %}<li id="step-{{ loop.index }}">{{ s }}</li>
{% endfor %}</ol>
{% endif %}<div class="body">
{{ @BODY@ }}
</div>
<p class="topics">{% for t in @META@topics %}<span>{{ t }}</span> {% endfor %}</p>
@RELATED@"""


def page(main: str, words: dict[str, str]) -> str:
    """The whole template around what stands in `main`, with its marks filled."""
    return fill(BASE, {"MAIN": main, "CSS": CSS, "FOOT": FOOT, **words})


def fill(template: str, words: dict[str, str]) -> str:
    """A template with its marks filled, also those within the fillings."""
    for _ in range(2):
        for name, text in words.items():
            template = template.replace(f"@{name}@", text)
    return template
