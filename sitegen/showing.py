"""argv → galleries of figures and components, or one sheet: written where somebody looks at them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .speech import print_report, say

if TYPE_CHECKING:
    import argparse


def figure(options: argparse.Namespace) -> int:
    """Draws figures: each a file of its own, or all on a sheet; returns the exit code."""
    from . import gallery
    from .problems import count, errors, report

    if options.props:
        from .figures.props import described

        print("\n".join(described()))  # noqa: T201
        return 0
    if not options.id and not options.all:
        return say("sitegen: say which figures, such as `sitegen figure heel-raise`, or `--all`", 2)
    drawings, problems = gallery.gallery(options.project, () if options.all else options.id)
    print_report(report(problems, options.format), options.format)
    palette, failed = "gray" if options.gray else "color", int(bool(errors(problems)))
    if not drawings:
        return say(f"{count(problems)}: nothing was drawn", 1)
    if options.sheet:
        refused = gallery.hang(drawings, options.sheet, palette)
        return say(f"sitegen: {refused}", 2) if refused else say(f"{_figures(len(drawings))} on the sheet {options.sheet}; {count(problems)}", failed)
    for file in gallery.show(drawings, options.project / ".sitegen" / "figures", palette):
        print(file)  # noqa: T201
    return say(f"{_figures(len(drawings))} drawn; {count(problems)}", failed)


def components(options: argparse.Namespace) -> int:
    """Writes the gallery of components; returns the exit code."""
    from . import showroom
    from .problems import count, errors, report

    shown = showroom.write(options.project, options.output)
    print_report(report(shown.problems, options.format), options.format)
    return say(f"{shown.components} components with {shown.examples} examples; {count(shown.problems)}; look at {shown.page.resolve()}", int(bool(errors(shown.problems))))


def handout(options: argparse.Namespace) -> int:
    """Makes one PDF; returns the exit code."""
    from .build import oneoff
    from .problems import report
    from .settings import Settings, today

    settings = Settings(options.project, today(options.today), strict=options.strict)
    how = oneoff.How(options.names, options.tier, options.language, options.paper, options.layout, options.size == "large")
    try:
        printed = oneoff.printed(settings, how)
    except oneoff.Refused as refused:
        print_report(report(refused.problems, options.format), options.format)
        return say(f"sitegen: {refused}", 1 if refused.problems else 2)
    file = options.output or Path(printed.name)
    file.write_bytes(printed.content)
    print_report(report(printed.problems, options.format), options.format)
    return say(f"{file} has {printed.pages} page{'s' if printed.pages > 1 else ''}")


def _figures(count: int) -> str:
    return f"{count} figure{'s' if count != 1 else ''}"
