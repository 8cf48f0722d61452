"""The bytes of a film or its captions → why they cannot be shown, if so. Nothing is taken out of a film: one that says where it was taken is refused."""

from __future__ import annotations

from collections.abc import Iterator

from .photos import Flaw

LARGEST = 60_000_000  # bytes: three minutes in a good quality
ENDINGS = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".vtt", ".srt")
_WHERE = (b"\xa9xyz", b"ISO6709", b"loci", b"GPSCoordinates", b"exif:GPS")
_MEND = "save it again without: `ffmpeg -i old.mp4 -map_metadata -1 -c copy new.mp4`"


def unfit(name: str, content: bytes) -> Flaw | None:
    """What is wrong with a film (`.mp4`) or with captions (`.vtt`)."""
    if name.endswith(".vtt"):
        return None if content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") else Flaw("media-kind", "these are no captions that browsers read", "save them as WebVTT: the first line is `WEBVTT`")
    if not name.endswith(".mp4"):
        return Flaw("media-kind", f"old tablets do not play a file that ends in `.{name.rpartition('.')[2]}`", "save films as MP4 (H.264), and captions as WebVTT")
    if len(content) > LARGEST:
        return Flaw("media-too-large", f"the film has more than {LARGEST // 1_000_000} MB", "save it in a smaller size, or cut it into parts: three minutes in 720 lines have about 40 MB")
    boxes = list(_boxes(content))
    if content[4:8] != b"ftyp" or not {b"moov", b"mdat"} <= {kind for kind, _ in boxes}:
        return Flaw("media-broken" if content[4:8] == b"ftyp" else "media-kind", "this is no whole MP4 film", "save it again as MP4 (H.264)")
    beside = b"".join(inside for kind, inside in boxes if kind not in (b"mdat", b"free"))
    return Flaw("film-location", "the film says where it was taken", _MEND) if any(sign in beside for sign in _WHERE) else None


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The outermost parts of an MP4 file, by kind; one that is cut off is left out."""
    at = 0
    while at + 8 <= len(content):
        size, kind, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        size = size or len(content) - at
        if size < head or at + size > len(content):
            return
        yield kind, content[at + head : at + size]
        at += size
