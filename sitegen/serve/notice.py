"""Problems → what a served page says of them, as HTML: an alert over the page for errors, a small note for warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..problems import Problem, count, errors

_MOST = 20  # problems in one alert; the terminal has them all

_PLAIN = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>{title}</title>
</head>
<body class="sitegen-plain">
<main>
<h1>{title}</h1>
<p>{text}</p>
{more}</main>
</body>
</html>
"""


def over(problems: Sequence[Problem]) -> str:
    """What stands over a page: nothing, where there is nothing to mend."""
    if grave := errors(problems):
        return _alert(
            f"{count(grave)}: this page is as it was before",
            grave,
            '<button type="button" class="sitegen-dev__close">Close</button>',
        )
    if slight := [p for p in problems if p.severity == "warning"]:
        told = f"<details><summary>{count(slight)}</summary>\n{_listed(slight)}</details>"
        return f'<aside class="sitegen-note" aria-label="Warnings">{told}</aside>\n'
    return ""


def instead(problems: Sequence[Problem]) -> str:
    """A page for every address while there is no site yet."""
    title = "There is no site to show yet" if errors(problems) else "The site is gone"
    text = (
        "Mend what is told here and save: this page then becomes the site by itself."
        if errors(problems)
        else "Someone removed the output folder. Save any file of yours, and the site is built again."
    )
    grave = errors(problems)
    return _PLAIN.format(title=title, text=text, more=_alert(count(grave), grave) if grave else "")


def nowhere(address: str) -> str:
    """A page for an address that is none, in a site that has no page of its own for that."""
    return _PLAIN.format(title="Page not found", text=f"There is nothing at {escape(address)}.", more="")


def _alert(title: str, problems: Sequence[Problem], button: str = "") -> str:
    return (
        f'<section class="sitegen-dev" role="alert" aria-labelledby="sitegen-dev-title">\n'
        f'<div class="sitegen-dev__head"><h2 id="sitegen-dev-title">{title}</h2>{button}</div>\n'
        f"{_listed(problems)}</section>\n"
    )


def _listed(problems: Sequence[Problem]) -> str:
    rest = len(problems) - _MOST
    return "".join(_html(p) for p in problems[:_MOST]) + (
        f"<p>and {rest} more: the terminal has them all</p>\n" if rest > 0 else ""
    )


def _html(found: Problem) -> str:
    """The report's own lines; the author's line keeps its marks beneath it, so it scrolls where the others wrap."""
    first, *rest = str(found).splitlines()
    told = [line.strip() for line in rest if line.startswith(("  why:", "  help:"))]
    snippet = "\n".join(line for line in rest if line.strip() not in told)
    return (
        f"<p><strong>{escape(first)}</strong></p>\n"
        + (f'<pre tabindex="0">{escape(snippet)}</pre>\n' if snippet else "")
        + _paragraphs(told)
    )


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines)
