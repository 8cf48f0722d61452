"""A photograph as a telephone writes it, made here: with its place, its camera, a comment and a color profile; and its passport."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin
from sites import File, page

SECRETS = (b"Exif", b"GPS", b"Acme", b"Maker", b"Secret", b"http://ns.adobe.com", b"xpacket", b"Sunday", b"2026:04:30")  # none of them may be published
PASSPORT = {
    "source": "our own photograph",
    "author": "The clinic",
    "license": {"name": "our own"},
    "people": False,
    "alt": "A front door with a rail on each side of its two steps.",
    "caption": "A rail on both sides.",
}
AGREED = {"people": True, "consent": {"keeper": "the front desk", "given": "2026-05-01", "until": "2031-05-01"}}


def drawn(width: int = 1600, height: int = 1000) -> Image.Image:
    """A picture whose left half is red and whose right half is blue, with a soft pattern that takes some room."""
    image = Image.new("RGB", (width, height), (200, 40, 40))
    image.paste((40, 40, 200), (width // 2, 0, width, height))
    return image


@cache  # a profile bears the second in which it was made
def photograph(kind: str = "JPEG", width: int = 1600, height: int = 1000, turned: int = 1) -> bytes:
    """Its bytes, with everything in it that gives somebody away; `turned` is how the camera was held."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110], exif[0x9286], exif[0x0132] = turned, "Acme", "Maker 3", "Secret", "2026:04:30 10:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0), 29: "2026:04:30"})
    out, beside = io.BytesIO(), dict[str, Any](exif=exif)
    xmp = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>http://ns.adobe.com/xap/1.0/ Secret</x:xmpmeta><?xpacket end='w'?>"
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "Secret Sunday")
        words.add_itxt("XML:com.adobe.xmp", xmp.decode())
        beside["pnginfo"] = words
    else:
        beside |= {"xmp": xmp, **({"comment": b"Secret Sunday"} if kind == "JPEG" else {"lossless": True})}
    beside["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawn(width, height).save(out, kind, **beside)
    return out.getvalue()


def files(name: str = "front-door", photo: bytes | None = None, **fields: Any) -> dict[str, File]:
    """A picture with its passport, and a page that shows it."""
    passport = {key: value for key, value in {**PASSPORT, **fields}.items() if value is not None}
    return {
        f"content/media/{name}.jpg": photograph() if photo is None else photo,
        f"content/media/{name}.yml": passport,
        f"content/pages/{name}.md": page(f"/// picture | {name}\n///\n", title="The front door", summary="A rail on both sides."),
    }
