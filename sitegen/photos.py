"""The bytes of a photograph → the same picture as it is published, with nothing in it but what is to be seen; or why it cannot be shown.

Cameras and telephones write into a file where and when it was taken, on which device, and often a small second picture that no crop
has touched. So nothing of the file is kept: its dots alone are drawn into a new one.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from .model.media import Photo

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL = "pip install 'bonewell[media]'"
ENDINGS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
LARGEST = 12_000_000  # bytes of a file that is read; a camera's photograph has six million
DOTS = 60_000_000  # in a picture that is opened: more would fill a small computer's memory
WIDE, NARROW = 1200, 600  # dots of the longer side, for large screens and for telephones and paper
HEAVIEST = 500_000  # bytes that a page may ask of an old tablet for one picture
QUALITY = 82


class Flaw(NamedTuple):
    """Why a file cannot be shown: the problem's code, what is wrong, and how to mend it."""

    code: str
    message: str
    help: str


def ready() -> bool:
    """Whether what reads pictures is installed."""
    return find_spec("PIL") is not None


@lru_cache(maxsize=200)  # a watching process asks for the same ones whenever something shared is saved
def developed(name: str, content: bytes) -> tuple[Photo, ...] | Flaw:
    """A picture in the sizes that are published, the largest first; `name` is its file's."""
    stem, _, ending = name.rpartition(".")
    if not stem:
        return Flaw("media-kind", "the file's name has no ending that says what it holds", f"give it the ending that it was saved with: `{name}.jpg`, `{name}.png` or `{name}.webp`")
    if ending not in ENDINGS:
        return Flaw("media-kind", f"pages cannot show a file that ends in `.{ending}`", f"save it as JPEG (photographs) or PNG (drawings): `{stem}.jpg`")
    if len(content) > LARGEST:
        return Flaw("media-too-large", f"the picture has more than {LARGEST // 1_000_000} MB", f"make it smaller before you put it here: {WIDE} dots on its longer side are all that pages show")
    opened = _opened(content, ENDINGS[ending])
    return opened if isinstance(opened, Flaw) else _sizes(stem, opened, ending)


def _opened(content: bytes, wanted: str) -> Image | Flaw:
    """The picture's dots, upright and in the colors of screens."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many dots, which are refused below, and of slips in what is left out anyway
            image = Image.open(io.BytesIO(content), formats=[*dict.fromkeys(ENDINGS.values()), "MPO"])
            return _unfit(image, wanted) or _upright(image)
    except Image.DecompressionBombError:
        return Flaw("media-too-large", "the picture has far too many dots", f"make it smaller before you put it here: {WIDE} dots on its longer side are all that pages show")
    except (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, struct.error, zlib.error):  # whatever a damaged file makes its reader do
        return Flaw("media-broken", "the picture is damaged or not whole", "copy it anew from where it came, or save it again in the program that made it")


def _unfit(image: Image, wanted: str) -> Flaw | None:
    """What its first bytes say against it."""
    if image.width * image.height > DOTS:
        return Flaw("media-too-large", f"the picture has {image.width} × {image.height} dots", f"make it smaller before you put it here: {WIDE} dots on its longer side are all that pages show")
    if (image.format or "").replace("MPO", "JPEG") != wanted:
        return Flaw("media-kind", f"the file is called like a {wanted} and holds a {image.format}", "give it the ending that it was saved with: .jpg, .png or .webp")
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        return Flaw("media-kind", "the picture moves", "save it as a picture that stands still: nothing on these pages moves by itself")
    return None


def _upright(image: Image) -> Image:
    """The dots as they are meant to be seen, without what was written beside them."""
    from PIL import ImageOps

    image.draft("RGB", (2 * WIDE, 2 * WIDE))
    image.load()
    profile = image.info.get("icc_profile")
    turned = _in_steps(ImageOps.exif_transpose(image))
    clear = "A" in turned.getbands() or "transparency" in turned.info
    drawn = _seen(turned.convert("RGBA")) if clear else turned.convert("RGB")
    return _on_screens(drawn, profile) if profile and turned.mode in ("RGB", "RGBA") else drawn


def _in_steps(image: Image) -> Image:
    """Grays of an X-ray in the 256 steps of screens: else all but its darkest ones would become white."""
    if not image.mode.startswith("I"):
        return image
    stepped = image.convert("I").point(lambda gray: gray * (1 / 256)).convert("L")
    stepped.info.pop("transparency", None)  # one of the old grays
    return stepped


def _seen(image: Image) -> Image:
    """Without the colors below what is quite clear: a face that was rubbed out is still in the file."""
    from PIL import Image

    seen = Image.new("RGBA", image.size, (0, 0, 0, 0))
    seen.paste(image, mask=image.getchannel("A").point(lambda clear: 255 if clear else 0))
    return seen


def _on_screens(image: Image, profile: bytes) -> Image:
    """Colors as every screen shows them: what the file says of its own is not published with it."""
    from PIL import ImageCms

    try:
        own, screens = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, screens, outputMode=image.mode) or image
    except (ImageCms.PyCMSError, OSError):  # a profile that says nothing sensible
        return image


def _sizes(stem: str, image: Image, ending: str) -> tuple[Photo, ...] | Flaw:
    """What was saved as PNG stays it, and so does what has clear parts; all else becomes JPEG, for browsers of 2018 read no WebP."""
    found: list[Photo] = []
    png = image.mode == "RGBA" or ending == "png"
    for folder, most in (("", WIDE), ("small/", NARROW)):
        if folder and max(image.size) <= NARROW:
            continue
        fitting = _fitted(image, most)
        content = _written(fitting, "PNG" if png else "JPEG")
        found.append(Photo(f"{folder}{stem}.{'png' if png else 'jpg'}", content, *fitting.size))
    if len(found[0].content) > HEAVIEST:
        return Flaw("media-too-large", f"the picture has {len(found[0].content) // 1000} kB also when it is made smaller, and may have {HEAVIEST // 1000}", "save it as JPEG: a photograph takes a tenth of a PNG's room")
    return tuple(found)


def _fitted(image: Image, most: int) -> Image:
    from PIL import Image

    scale = most / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _written(image: Image, format: str) -> bytes:
    """A new file of these dots and nothing else."""
    from PIL import Image

    fresh = Image.frombytes(image.mode, image.size, image.tobytes())  # whatever the old one knew beside its dots stays behind
    out = io.BytesIO()
    if format == "PNG":
        fresh.save(out, "PNG", optimize=True)
    else:
        fresh.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
