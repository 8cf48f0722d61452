"""What a camera writes into a file beside its dots is not published, and the dots are as people are meant to see them."""

from __future__ import annotations

import io
import random

import photographs
import pytest
from PIL import Image

from sitegen import photos


def developed(name: str, content: bytes) -> tuple[photos.Photo, ...]:
    found = photos.developed(name, content)
    assert isinstance(found, tuple), found
    return found


@pytest.mark.parametrize(("ending", "kind", "becomes"), [("jpg", "JPEG", "jpg"), ("jpeg", "JPEG", "jpg"), ("png", "PNG", "png"), ("webp", "WEBP", "jpg")])
def test_nothing_that_gives_somebody_away_is_left_in_a_published_picture(ending: str, kind: str, becomes: str) -> None:
    taken = photographs.photograph(kind)
    assert sum(secret in taken for secret in photographs.SECRETS) >= 4  # else this test would show nothing
    for photo in developed(f"door.{ending}", taken):
        assert photo.name in (f"door.{becomes}", f"small/door.{becomes}")
        assert [secret for secret in photographs.SECRETS if secret in photo.content] == []
        shown = Image.open(io.BytesIO(photo.content))
        assert not shown.getexif() and set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert shown.size == (photo.width, photo.height)


def test_a_jpeg_holds_only_what_draws_it_and_a_png_too() -> None:
    jpeg, png = developed("door.jpg", photographs.photograph())[0].content, developed("door.png", photographs.photograph("PNG"))[0].content
    markers = set[int]()
    at = 2
    while jpeg[at + 1] != 0xDA:
        markers.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    assert markers <= {0xE0, 0xDB, 0xC2, 0xC4}  # JFIF, tables, the frame: no APP1 (EXIF, XMP), no APP2 (profiles), no comment
    chunks, at = set[bytes](), 8
    while at < len(png):
        chunks.add(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    assert chunks <= {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize(("turned", "upright"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")])
def test_a_picture_is_upright_however_the_camera_was_held(turned: int, upright: str) -> None:
    photo = developed("door.jpg", photographs.photograph(width=800, height=400, turned=turned))[0]
    image = Image.open(io.BytesIO(photo.content)).convert("RGB")
    wide, high = image.size
    spots = {"left": (5, high // 2), "right": (wide - 5, high // 2), "top": (wide // 2, 5), "bottom": (wide // 2, high - 5)}
    red, _, blue = image.getpixel(spots[upright])  # type: ignore[misc]
    assert red > blue and (wide > high) == (turned in (1, 3))


def test_large_pictures_become_two_sizes_and_small_ones_stay_one() -> None:
    assert [(p.width, p.height) for p in developed("door.jpg", photographs.photograph())] == [(1200, 750), (600, 375)]
    assert [(p.width, p.height) for p in developed("door.jpg", photographs.photograph(width=500, height=300))] == [(500, 300)]


def test_what_is_clear_stays_clear_also_where_it_was_webp() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "WEBP", lossless=True)
    (photo,) = developed("sign.webp", out.getvalue())
    assert photo.name == "sign.png" and Image.open(io.BytesIO(photo.content)).getpixel((3, 3)) == (0, 0, 0, 0)


def test_what_was_rubbed_out_is_not_published_below_what_is_clear() -> None:
    """A program that makes a face clear leaves its colors in the file."""
    image = Image.new("RGBA", (700, 40), (200, 10, 10, 0))
    image.paste((10, 200, 10, 255), (0, 0, 20, 40))
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        image.save(out, kind, **({"lossless": True, "exact": True} if kind == "WEBP" else {}))
        for photo in developed(f"face.{kind.lower()}", out.getvalue()):
            drawn = Image.open(io.BytesIO(photo.content))
            assert drawn.getpixel((photo.width - 9, 9)) == (0, 0, 0, 0) and drawn.getpixel((3, 3)) == (10, 200, 10, 255)


@pytest.mark.parametrize("beside", [{}, {"transparency": 0}], ids=["alone", "with a clear gray"])
def test_an_x_ray_of_many_grays_is_not_white(beside: dict[str, int]) -> None:
    image = Image.new("I;16", (60, 40))
    image.putdata([x * 1000 for _ in range(40) for x in range(60)])
    out = io.BytesIO()
    image.save(out, "PNG", **beside)
    (photo,) = developed("spine.png", out.getvalue())
    drawn = Image.open(io.BytesIO(photo.content)).convert("RGB")
    assert [drawn.getpixel((x, 9)) for x in (1, 30, 59)] == [(3, 3, 3), (117, 117, 117), (230, 230, 230)]


def test_the_same_file_gives_the_same_bytes() -> None:
    taken = photographs.photograph()
    first = developed("door.jpg", taken)
    photos.developed.cache_clear()
    assert developed("door.jpg", taken) == first


def test_a_picture_that_moves_or_is_another_kind_or_too_heavy_is_refused() -> None:
    frames, noise = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(frames, "PNG", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")])
    Image.frombytes("RGB", (900, 900), random.Random(1).randbytes(900 * 900 * 3)).save(noise, "PNG")
    refused = {"moves.png": frames.getvalue(), "door.gif": b"GIF89a", "door": b"", "noise.png": noise.getvalue(), "huge.jpg": b"\xff\xd8" + bytes(photos.LARGEST)}
    found = {name: photos.developed(name, content) for name, content in refused.items()}
    assert {name: flaw.code if isinstance(flaw, photos.Flaw) else "" for name, flaw in found.items()} == {
        "moves.png": "media-kind",
        "door.gif": "media-kind",
        "door": "media-kind",
        "noise.png": "media-too-large",
        "huge.jpg": "media-too-large",
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_file_is_told_and_never_raises(kind: str) -> None:
    whole = photographs.photograph(kind, 300, 200)
    name = f"door.{kind.lower()}"
    for seed in range(60):
        chance = random.Random(seed)
        broken = bytearray(whole[: chance.randrange(len(whole))] if seed % 2 else whole)
        for _ in range(0 if seed % 2 else 30):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        found = photos.developed(name, bytes(broken))
        assert isinstance(found, photos.Flaw) or all(secret not in photo.content for photo in found for secret in photographs.SECRETS)
