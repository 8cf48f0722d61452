"""argv → galleries of figures and components, or one sheet: written where somebody looks at them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from .speech import print_report, say

if TYPE_CHECKING:
    import argparse

    from .build import planned


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


def plan(options: argparse.Namespace) -> int:
    """Makes a plan of a text, or reads a link; returns the exit code."""
    from .build import handed, planned
    from .build.desk import Refused
    from .problems import errors, report
    from .settings import Settings, today

    settings = Settings(options.project, today(options.today), strict=options.strict)
    wish = planned.Wish(options.text, options.language, options.made, options.weeks, options.review_by, options.name, options.caution)
    try:
        made = planned.planned(settings, wish)
        files = _plan_files(options, made)
    except Refused as refused:
        print_report(report(refused.problems, options.format), options.format)
        return say(f"sitegen: {refused}", 1 if refused.problems else 2)
    if options.format == "json":
        print(json.dumps(planned.record(made), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(handed.note(made) if options.note else handed.text(made) if options.as_text else "\n".join(handed.lines(made)))  # noqa: T201
        if made.problems:
            say("\n" + report(made.problems))
    for line in files:
        say(line)
    return say("sitegen: some of it would be refused today", 1) if errors(made.problems) else 0


def _plan_files(options: argparse.Namespace, made: planned.Made) -> list[str]:
    """Writes the sheet and the code that were asked for, and says so."""
    from .build import planned
    from .qr import plan_png, plan_qr

    told = []
    if options.qr:
        code = plan_qr(made.link)
        options.qr.write_bytes(code.svg.encode() if options.qr.suffix.lower() == ".svg" else plan_png(made.link))
        told.append(f"{options.qr} is its code: print it at least {code.side:g} mm wide")
    if options.pdf:
        sheet = planned.sheet(made, options.paper, options.size == "large")
        file = options.pdf / sheet.name if options.pdf.is_dir() else options.pdf
        file.write_bytes(sheet.content)
        told.append(f"{file} has {sheet.pages} pages")
    return told


def _figures(count: int) -> str:
    return f"{count} figure{'s' if count != 1 else ''}"
