"""The typeface, fonts of readers' devices, words of a built site → how much a device's font is to be scaled until ours arrives.

For developers only, with fonttools and uharfbuzz installed: `python tests/standins.py SITE NAME=REGULAR.ttf,BOLD.ttf …` prints the
percentages of templates/styles/05-fonts.css. Lines then break where they will break with our typeface, almost everywhere.
"""

from __future__ import annotations

import html
import io
import re
import sys
from pathlib import Path

OURS = Path(__file__).parent.parent / "templates/fonts/atkinson-hyperlegible-next-latin.woff2"
WEIGHTS = (400, 600, 700, 800)


def words(site: Path, part: str) -> str:
    """The text of a site's pages within elements of a name, one line."""
    found = []
    for page in sorted(site.rglob("*.html"))[::7]:
        for inner in re.findall(rf"<({part})\b[^>]*>(.*?)</\1>", page.read_text(encoding="utf-8"), re.S):
            found.append(html.unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", "", inner[1], flags=re.S)))
    return " ".join(" ".join(found).split())[:200_000]


def width(font: bytes, text: str, weight: int = 0) -> float:
    """How wide a text is in a font, in ems, letters drawn together as browsers do it."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(font))
    shaper, buffer = hb.Font(face), hb.Buffer()
    if weight:
        shaper.set_variations({"wght": weight})
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(shaper, buffer)
    return sum(p.x_advance for p in buffer.glyph_positions) / face.upem


def main() -> None:
    from fontTools.ttLib import TTFont

    site, unpacked = Path(sys.argv[1]), io.BytesIO()
    font = TTFont(OURS)
    font.flavor = None
    font.save(unpacked)
    up, down = font["hhea"].ascent / font["head"].unitsPerEm, -font["hhea"].descent / font["head"].unitsPerEm
    texts = {400: words(site, "p|li"), 600: words(site, "a|th"), 700: words(site, "h2|h3|strong"), 800: words(site, "h1")}
    for asked in sys.argv[2:]:
        name, files = asked.split("=")
        regular, bold = (Path(f).read_bytes() for f in files.split(","))
        for weight in WEIGHTS:
            theirs = width(regular if weight == 400 else bold, texts[weight])
            scale = width(unpacked.getvalue(), texts[weight], weight) / theirs
            print(f"{name} {weight}: size-adjust: {scale:.2%}; ascent-override: {up / scale:.2%}; descent-override: {down / scale:.2%}; line-gap-override: 0%")


if __name__ == "__main__":
    main()
