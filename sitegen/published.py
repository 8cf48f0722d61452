"""content/published.yml ⇄ its releases: one line for each address and version; and what a hand may have done to it.

Written only here, so it can be read line by line: six times as fast as YAML, and without keeping the place of everything in it, which
every build would load; it only ever grows. A file that does not stand as it was written was edited by somebody: it is read as YAML like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from . import nodes
from .model import Amount, Ceiling, Release, Status, Version
from .model.document import Path
from .model.published import Override, Vouched, Waiver, whole

HEAD = """\
# What this clinic has released: every address of the site, and every version of a card, page, handout and sample week.
# Somebody may hold any of them on paper, so `sitegen release` only ever adds a block at the end, and links and codes keep their answer.
# Lines are never edited or removed. Where two people released at the same time, keep both blocks whole, the older day first;
# if both bear the same name, call the second `2026-11-22.2`.
"""


class Fault(NamedTuple):
    """What cannot be right in a record: the problem's code, the place in the file, and the words for it."""

    code: str
    path: Path
    message: str
    help: str
    key: bool = False


# writing


def block(called: str, release: Release) -> str:
    """A release as it stands in the file."""
    lines = [f"{called}:", f"  on: {release.on.isoformat()}", f"  sitegen: {_word(release.sitegen)}"]
    lines += ["  addresses:", *(f"    - {_word(address)}" for address in release.addresses)] if release.addresses else ()
    lines += ["  versions:", *(f"    - {line(version)}" for version in release.versions)] if release.versions else ()
    for name in _DECIDED:
        rows = getattr(release, name)
        lines += [f"  {name}:", *(f"    - {_written({field: getattr(row, field) for field in type(row).model_fields})}" for row in rows)] if rows else ()
    return "\n".join(lines) + "\n"


def line(version: Version) -> str:
    """A version on one line; what it does not have is left out."""
    fields: dict[str, Any] = {"code": version.code, "kind": version.kind, "id": version.id, "tier": version.tier, "language": version.language}
    fields["status"] = version.status if version.status is None else str(version.status)
    fields |= {"dose": version.dose, "parts": version.parts or None, "holds": version.holds or None}
    return _written(fields)


def _written(value: Any) -> str:
    if isinstance(value, Amount | Ceiling):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_written(inner)}" for name, inner in value.items() if inner is not None) + "}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value) if isinstance(value, tuple) else _word(value)  # ranges and times say themselves


def _word(text: str) -> str:
    """A text that is read back as the very same: in quotes where YAML would see something else in it."""
    plain = re.fullmatch(r"[A-Za-z0-9](?:[\w./ -]*[\w/])?", text, re.A) and nodes.plain(text) == text
    return text if plain else "'" + text.replace("'", "''") + "'"


# reading

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(?:[2-9]|[1-9]\d+))?")
_ADDRESS = re.compile(r"(?!/)(?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*/)*(?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*\.html)?")
_CODE = r"[2346789CDFHJKMNPQRTVWXY]{5}-[2346789CDFHJKMNPQRTVWXY]{3}"
_VERSION = re.compile(
    rf"\{{code: (?P<code>{_CODE}), kind: (?P<kind>card|page|handout|week), id: (?P<id>[a-z][a-z0-9-]*)"
    r"(?:, tier: (?P<tier>[a-z][a-z0-9-]*))?, language: (?P<language>[a-zA-Z-]+)(?:, status: (?P<status>allow|modify|avoid))?"
    r"(?:, dose: (?P<dose>\{(?:[^{}]|\{[^{}]*\})*\}))?(?:, parts: \{(?P<parts>[^{}]+)\})?"
    rf"(?:, holds: \[(?P<holds>{_CODE}(?:, {_CODE})*)\])?\}}"
)
_VOUCHED = re.compile(
    r"\{subject: (?P<subject>[a-z]+(?:/[a-z][a-z0-9-]*)?), language: (?P<language>[a-zA-Z-]+), by: (?P<by>[a-z][a-z0-9-]*), on: (?P<on>\d{4}-\d\d-\d\d), "
    r"safety: (?P<safety>'[0-9]+'|[0-9a-f]*[a-f][0-9a-f]*), rest: (?P<rest>'[0-9]+'|[0-9a-f]*[a-f][0-9a-f]*)\}"
)
_DECIDED: dict[str, type[Vouched | Override | Waiver]] = {"signed": Vouched, "overrides": Override, "waivers": Waiver}
_LISTS = ("addresses", "versions", *_DECIDED)
_PART = re.compile(r"([a-z]+): (?:([0-9a-f]*[a-f][0-9a-f]*)|'([0-9]+)')(?:, |$)")


def read(text: str) -> dict[str, Release] | None:
    """The releases of a file that stands as it was written; None where something else is in it, or anything is wrong."""
    rows: dict[str, dict[str, Any]] = {}
    fields: dict[str, Any] = {}
    items: list[Any] | None = None
    for row in text.split("\n"):
        if row.startswith("    - ") and items is not None:
            items.append(row[6:])
        elif row.startswith("  ") and row[2:3] not in ("", " ", "-"):
            name, colon, value = row[2:].partition(":")
            if not colon or name in fields or name not in Release.model_fields or bool(value) == (name in _LISTS):
                return None
            items = [] if not value else None
            fields[name] = items if items is not None else value.strip()
        elif row.endswith(":") and row[:-1] not in rows and _NAME.fullmatch(row[:-1]):
            fields, items = rows.setdefault(row[:-1], {}), None
        elif row.strip() and not row.startswith("#"):
            return None
    releases = {name: _release(row) for name, row in rows.items()}
    found = {name: release for name, release in releases.items() if release}
    return found if len(found) == len(releases) and found and not list(faults(found)) else None


def _release(row: Mapping[str, Any]) -> Release | None:
    versions = tuple(found for text in row.get("versions", ()) if (found := _version(text)))
    addresses = tuple(row.get("addresses", ()))
    try:
        fields = {"on": date.fromisoformat(row["on"]), "sitegen": row["sitegen"], "addresses": addresses, "versions": versions}
        fields |= {name: tuple(_decided(kind, text) for text in row.get(name, ())) for name, kind in _DECIDED.items()}
    except (KeyError, ValueError, nodes.Unreadable):
        return None
    whole = len(versions) == len(row.get("versions", ())) and all(_word(text) == text for text in (row["sitegen"], *addresses))
    return Release.model_construct(**{name: fields[name] for name in row}) if whole else None


def _version(text: str) -> Version | None:
    found = _VERSION.fullmatch(text)
    if not found:
        return None
    fields: dict[str, Any] = {name: value for name, value in found.groupdict().items() if value is not None}
    if "status" in fields:
        fields["status"] = Status[fields["status"]]
    if "holds" in fields:
        fields["holds"] = tuple(fields["holds"].split(", "))
    if "parts" in fields:
        parts = _PART.findall(fields["parts"])
        if _PART.sub("", fields["parts"]):
            return None
        fields["parts"] = {name: mark or digits for name, mark, digits in parts}
    if "dose" in fields:
        fields["dose"] = _dose(fields["dose"])
    return None if fields.get("dose", fields) is None else Version.model_construct(**fields)


def _decided(kind: type[Vouched | Override | Waiver], text: str) -> Vouched | Override | Waiver:
    """Who decided what. Signatures are many, and so they are read at a glance; raises ValueError or Unreadable."""
    found = _VOUCHED.fullmatch(text) if kind is Vouched else None
    if found:
        fields: dict[str, Any] = found.groupdict()
        marks = {name: fields[name].strip("'") for name in ("safety", "rest")}
        return Vouched.model_construct(**fields | marks | {"on": date.fromisoformat(fields["on"])})
    return kind.model_validate(nodes.read(text)[0])


@lru_cache(maxsize=10_000)
def _dose(text: str) -> Amount | None:
    """A dose of which hundreds of lines may say the same."""
    try:
        return whole(Amount.model_validate(nodes.read(text)[0]))
    except (nodes.Unreadable, ValueError):
        return None


def explained(error: nodes.Unreadable, text: str) -> nodes.Unreadable:
    """Why the file cannot be read, where two people released at the same time: what a merge leaves, in words that help here."""
    rows = text.split("\n")
    mark = next((number for number, row in enumerate(rows) if re.match(r"(<<<<<<<|=======|>>>>>>>)", row)), None)
    if mark is not None:
        message = "two people released at the same time, and this line is what joining their work has left"
        help = "remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`, and keep all blocks between them whole, the older day first"
        return nodes.Unreadable("yaml-syntax", message, mark, 0, help, 7)
    if error.code == "duplicate-key" and error.column == 0 and (found := _NAME.match(rows[error.line])):
        taken = {row[:-1] for row in rows}
        free = next(name for number in range(2, 1000) if (name := f"{found[1]}.{number}") not in taken)
        error.help = f"two people released on one day: keep both blocks, and call the second `{free}:`"
    return error


# what a hand may have done


def faults(releases: Mapping[str, Release]) -> Iterator[Fault]:
    """What cannot be right, in the order of the file."""
    before: dict[str, date] = {}
    seen: dict[tuple[str, str], Version] = {}
    for name, release in releases.items():
        yield from _misnamed(name, release)
        later = next((other for other, on in before.items() if on > release.on), None)
        if later:
            yield Fault("record-order", (name,), f"the release of {release.on} stands below that of {before[later]}", f"move the whole block above `{later}:`; the oldest release stands first", key=True)
        before[name] = release.on
        for number, address in enumerate(release.addresses):
            if not _ADDRESS.fullmatch(address):
                yield Fault("record-address", (name, "addresses", number), f"`{address}` cannot be an address of this site", "take back what was changed in this line; addresses count from the site's root, such as `protect/cards/heel-raise/`")
        yield from _contradictions(name, release.versions, seen)


def _misnamed(name: str, release: Release) -> Iterator[Fault]:
    if not _NAME.fullmatch(name) or name[:10] != release.on.isoformat():
        help = f"call it by the day on which it was released: `{release.on}`, and a second one of that day `{release.on}.2`"
        yield Fault("record-name", (name,), f"`{name}` is not the name of this release", help, key=True)


def _contradictions(name: str, versions: Iterable[Version], seen: dict[tuple[str, str], Version]) -> Iterator[Fault]:
    """The same version twice is nothing: two people may have released it. But a code that stands for two things answers for neither."""
    for number, version in enumerate(versions):
        first = seen.setdefault((version.code, version.language), version)
        if first is not version and not same(first, version):
            what = f"version {version.code} stands for something else here than further up in this file"
            yield Fault("record-version", (name, "versions", number), what, "one of the two lines was changed by hand: compare them with an older copy of this file, and put back what stood there")


def same(one: Version, other: Version) -> bool:
    """Whether two versions stand for the same words and the same dose."""
    return (one.kind, one.tier, one.language, one.substance) == (other.kind, other.tier, other.language, other.substance)
