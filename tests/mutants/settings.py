"""Kinds of breaks: the clinic's settings, the levels themselves, old addresses, translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .hazards import everywhere
from .kind import Mutation, Spot, kind
from .library import Library


@kind("fact expired", "A price has passed the day until which it was good.", "fact-expired")
def _fact(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for id in site.document.data["facts"]:
        yield site.changed(("facts", id, "expires"), "2026-11-20", site.line("facts", id))
        lines = [Spot(site.path, n, n) for n in (site.line("facts", id), site.line("facts", id, "expires"))]
        yield Mutation({site.path: site.text + "\n"}, tuple(lines), f"{id}, a year too late", date(2028, 1, 1))


@kind("fact without its date", "A price does not say when it was looked up, or until when it is good.", "missing-field not-a-date")
def _undated(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for id in site.document.data["facts"]:
        for name in ("as_of", "expires"):
            yield site.dropped(("facts", id, name), site.line("facts", id))
            yield site.changed(("facts", id, name), "next year")


@kind("telephone that rings nowhere", "A telephone number holds words.", "not-a-telephone")
def _telephone(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for name in ("telephone", "emergency", "out_of_hours"):
        yield site.changed(("clinic", name), "call us")
        yield site.changed(("clinic", name), "'555-0100, ask for Reception'")


@kind("clinic's number gone", "The clinic's number, or the number for emergencies, is not said.", "missing-field")
def _numbers(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for name in ("name", "telephone", "emergency"):
        yield site.dropped(("clinic", name), site.line("clinic"))


@kind("address that is none", "The site's address cannot be one.", "not-an-address")
def _address(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for address in ("example.org", "our website", "ftp://example.org/"):
        yield site.changed(("address",), address)


@kind("general edition for others", "Those who have no level are shown what a stricter level avoids.", "general-order unknown-tier", must=True)
def _general(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for order in ("[high, moderate, lower]", "[lower, high, moderate]", "[lower, moderate, protect]"):
        yield site.changed(("general",), order)


@kind("two levels alike", "Two levels have the same address, letter or look.", "tier-twice")
def _alike(library: Library) -> Iterator[Mutation]:
    tiers = library.shared("tiers")
    ids = [*library.rules.tiers]
    for number, id in enumerate(ids):
        for name in ("slug", "letter", "look"):
            other = str(tiers.get(ids[number - 1], name))
            yield tiers.changed((id, name), other, tiers.line(ids[number - 1], name))


@kind("level gone", "A level is taken out of tiers.yml while cards speak of it.", "unknown-tier", must=True)
def _gone(library: Library) -> Iterator[Mutation]:
    tiers = library.shared("tiers")
    others = tuple(everywhere(w) for w in library.files.values() if w is not tiers)
    for id in ("lower", "moderate", "high", "recent"):
        yield tiers.dropped((id,), more=others)


@kind("level like itself", "Levels take what they lack from one another, in a circle.", "like-loop", must=True)
def _like(library: Library) -> Iterator[Mutation]:
    tiers = library.shared("tiers")
    for id in ("lower", "moderate", "high", "recent"):
        line = tiers.line(id)
        yield tiers.broken(tiers.below(line, f"  like: {id}"), f"{id}.like: {id}", line + 1)


@kind("aim that counts nothing", "A level's aim counts something that nothing counts towards.", "unknown-value unknown-field")
def _aim(library: Library) -> Iterator[Mutation]:
    tiers = library.shared("tiers")
    for path in tiers.document.marks:
        if path[-1:] == ("of",) and "aim" in path:
            yield tiers.changed(path, "strenght")


@kind("color that nobody can read", "The clinic's color is too light for the words on it.", "color-contrast not-a-color")
def _color(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    for color in ("'#9ad0d0'", "'#ffcc00'", "teal"):
        text, line = site.end("brand:", f"  colors: {{main: {color}}}")
        yield site.broken(text, color, line + 1)


@kind("logo missing", "The settings name a logo that is not there.", "logo-missing")
def _logo(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    text, line = site.end("brand:", "  logo: media/logo.svg")
    yield site.broken(text, "no such logo", line + 1)


@kind("logo that runs", "The logo holds a script, or loads something from elsewhere.", "logo-unsafe logo-kind")
def _unsafe(library: Library) -> Iterator[Mutation]:
    site = library.shared("site")
    text, line = site.end("brand:", "  logo: media/logo.svg")
    for inner in ("<script>alert(1)</script>", '<image href="https://example.org/x.png"/>', '<circle r="3" onclick="alert(1)"/>'):
        logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{inner}</svg>'
        yield Mutation({site.path: text, "content/media/logo.svg": logo}, (Spot(site.path, line + 1, line + 1), Spot("content/media/logo.svg", 0, 9)), inner)


REDIRECTS = "content/redirects.yml"


@kind("old addresses in a circle", "Old addresses lead to one another.", "redirect-loop")
def _circle(library: Library) -> Iterator[Mutation]:
    for a, b in (("old/", "older/"), ("pain-page/", "stop-page/")):
        yield Mutation({REDIRECTS: f"{a}: {b}\n{b}: {a}\n"}, (Spot(REDIRECTS, 1, 2),), f"{a} → {b} → {a}")


@kind("old address to nothing", "An old address leads to what is no page of the site.", "redirect-nowhere")
def _nowhere(library: Library) -> Iterator[Mutation]:
    for target in ("pian-stop/", "cards/no-such-card/", "nothing/like/it/"):
        yield Mutation({REDIRECTS: f"old/: {target}\n"}, (Spot(REDIRECTS, 1, 1),), target)


@kind("old address into another level", "An old address of one level leads into another one.", "redirect-crosses", must=True)
def _crosses(library: Library) -> Iterator[Mutation]:
    slugs = [tier.slug for tier in library.rules.tiers.values()]
    for number, slug in enumerate(slugs):
        yield Mutation({REDIRECTS: f"{slug}/old-page/: {slugs[number - 1]}/pain-stop/\n"}, (Spot(REDIRECTS, 1, 1),), f"{slug} → {slugs[number - 1]}")


@kind("old address taken", "A page stands at what is called an old address.", "redirect-taken")
def _taken(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        yield Mutation({REDIRECTS: f"{page.document.id}/: lifting/\n"}, (Spot(REDIRECTS, 1, 1),), page.document.id)


# in two languages


def _overlays(library: Library) -> list[str]:
    return [path for path in library.files if path.startswith("content/translations/") and path.endswith(".yml")]


@kind("translation stale", "Words were changed after they were translated.", "translation-stale", world="translated")
def _stale(library: Library) -> Iterator[Mutation]:
    for path in _overlays(library):
        kind, _, name = path.removeprefix("content/translations/ar/").partition("/")
        source, overlay = library.files[f"content/{kind}/{name}"], library.files[path]
        for field in ("feel", "name", "title"):
            if isinstance(source.get(field), str) and field in overlay.document.data and '"' not in source.text.split("\n")[source.line(field) - 1]:
                row = source.text.split("\n")[source.line(field) - 1]
                line = overlay.line(field)
                yield Mutation({source.path: source.text.replace(row, f"{row} Anew.", 1)}, (Spot(path, line, line + 3),), f"{source.path}: {field}")


@kind("translation's print altered", "The print of the words that a translation was made from is another one.", "translation-stale translation-shape wrong-value", world="translated")
def _print(library: Library) -> Iterator[Mutation]:
    for path in _overlays(library):
        overlay = library.files[path]
        for field in list(overlay.document.data)[:3]:
            yield overlay.broken(overlay.put((field, "of"), '"00000000"'), f"{field}.of", *range(overlay.line(field), overlay.line(field) + 4))


@kind("translation of nothing", "A translation is for a text, or a document, that there is not.", "translation-unknown", world="translated")
def _nothing(library: Library) -> Iterator[Mutation]:
    for path in _overlays(library):
        overlay = library.files[path]
        field = next(iter(overlay.document.data))
        yield overlay.broken(overlay.named((field,), '"namex"'), "namex", overlay.line(field))
        other = path.replace(".yml", "-x.yml")
        yield Mutation({other: overlay.text}, (Spot(other),), other)


@kind("translation missing", "A text of a document that is translated has no translation.", "translation-missing", world="translated")
def _missing(library: Library) -> Iterator[Mutation]:
    for path in _overlays(library):
        overlay = library.files[path]
        for field in list(overlay.document.data)[:3]:
            text = re.sub(rf'^ "{re.escape(field)}": \{{.*?^ \}},?\n', "", overlay.text, count=1, flags=re.M | re.S)
            yield overlay.broken(text, f"without {field}", more=[everywhere(overlay), Spot(path)])


@kind("translated words of a button spoiled", "A translated button lost the value that stands in it.", "message-values", world="translated")
def _button(library: Library) -> Iterator[Mutation]:
    path = "content/translations/ar/messages.po"
    text = (library.root / path).read_text(encoding="utf-8")
    for found in [*re.finditer(r'^msgstr "([^"]*%\((\w+)\)s[^"]*)"', text, re.M)][:40]:
        broken = text[: found.start(1)] + found[1].replace(f"%({found[2]})s", "") + text[found.end(1) :]
        line = text.count("\n", 0, found.start()) + 1
        yield Mutation({path: broken}, (Spot(path, line - 12, line + 4),), f"without %({found[2]})s")
