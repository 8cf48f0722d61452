"""What a thing is → where it stands in the site. Paths are relative to the site's root and end in `/` where a page answers."""

from __future__ import annotations

from collections.abc import Mapping


def edition(language: str, first_language: str, tier_slug: str | None) -> str:
    """The folder of an edition: `` for the general one in the first language, `protect/`, `ar/protect/`."""
    return ("" if language == first_language else f"{language}/") + (f"{tier_slug}/" if tier_slug else "")


def card(folder: str, id: str) -> str:
    """A card's page in an edition."""
    return f"{folder}cards/{id}/"


def page(folder: str, id: str) -> str:
    """A page of advice, or one of the site's own (glossary, references, not-at-this-level)."""
    return f"{folder}{id}/"


def handout(folder: str, id: str = "") -> str:
    """A handout in an edition, or the list of them all."""
    return f"{folder}handouts/{id}/" if id else f"{folder}handouts/"


def listing(folder: str, by: str = "", id: str = "") -> str:
    """The list of all cards, or of those in one category, with one piece of equipment, or in one position."""
    return f"{folder}cards/{by}/{id}/" if by else f"{folder}cards/"


def figure(folder: str, card_id: str) -> str:
    """A card's figure as a file of its own. It bears the card's id: what a tier may see is decided card by card."""
    return f"{folder}figures/{card_id}.svg"


def image(folder: str, card_id: str) -> str:
    """The same as PNG."""
    return f"{folder}figures/{card_id}.png"


def small(folder: str, card_id: str) -> str:
    """A card's small picture, for lists."""
    return f"{folder}figures/small/{card_id}.svg"


def person(folder: str, card_id: str) -> str:
    """One person of a card's figure, to stand among others at the top of a page."""
    return f"{folder}figures/people/{card_id}.svg"


def drawings(folder: str, card_id: str, images: bool, staged: bool) -> tuple[str, ...]:
    """All files of a card's figure; `staged` where one of its people stands at the top of a page."""
    always = (figure(folder, card_id), small(folder, card_id))
    return (*always, *((image(folder, card_id),) if images else ()), *((person(folder, card_id),) if staged else ()))


def medium(name: str) -> str:
    """A picture as it is published. Its name stays when the picture is replaced: what was linked or printed shows the newer one, and one that is taken back is nowhere."""
    return f"media/{name}"


def code(language_folder: str, short: str) -> str:
    """Where a short code leads."""
    return f"{language_folder}c/{short.lower()}/"


def plan(language_folder: str) -> str:
    """Where plans are made and opened: everything about one stands after `#`."""
    return f"{language_folder}plan/"


def version(language_folder: str, code: str = "") -> str:
    """Whether a sheet is still right: of a version (`K7Q9R-ABC`), of whatever a short code stands for now, or the page that asks which."""
    return f"{language_folder}v/{code.lower()}/" if code else f"{language_folder}v/"


def data(language_folder: str, tier_slug: str | None, name: str = "cards.json") -> str:
    """One of an edition's data files: its cards for programs, or what its search reads."""
    return f"{language_folder}data/{tier_slug or 'general'}/{name}"


def planned(language_folder: str, tier_slug: str, code: str) -> str:
    """What a plan shows of a card. A plan knows it by the four symbols before the one that checks them."""
    return data(language_folder, tier_slug, f"plan/{code[:4].lower()}.js")


def pdf(place: str, tier_slug: str | None, id: str, *, layout: str = "", large: bool = False, paper: str = "") -> str:
    """A sheet as PDF, beside the page that it belongs to. Its name says for whom it is, also where it was saved; `paper` is that which is not usual here."""
    return place + "-".join(part for part in (tier_slug or "everyone", id, layout, "large" if large else "", paper) if part) + ".pdf"


def keep(folder: str) -> str:
    """The page that keeps a copy of an edition on the reader's device."""
    return f"{folder}keep/"


def old_copy(folder: str) -> str:
    """What stands before the exercises of a copy that has grown old."""
    return f"{folder}old-copy/"


def worker(folder: str) -> str:
    """The script that keeps a copy of an edition. A browser lets it answer for the pages in its own folder only."""
    return f"{folder}worker.js"


def holds_exercises(place: str) -> bool:
    """Whether what stands at this place of an edition's folder is a card, a handout or a week: what nobody should do from an old copy."""
    folder, *rest = place.removesuffix("index.html").rstrip("/").split("/")
    return len(rest) == 1 if folder in ("cards", "handouts") else folder in ("week", "plan") and not rest


def file(address: str) -> str:
    """The file that answers at an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def link(here: str, there: str) -> str:
    """The relative link from one page's address to another's; both count from the site's root.

    Written out because every page has dozens: posixpath.relpath takes eight times as long.
    """
    path, mark, anchor = there.partition("#")
    if path == here and mark:
        return f"#{anchor}"
    folder = here[: here.rfind("/") + 1]
    shared = 0
    for place, (ours, theirs) in enumerate(zip(folder, path, strict=False), 1):
        if ours != theirs:
            break
        if ours == "/":
            shared = place
    steps = "../" * folder.count("/", shared) + path[shared:]
    return (steps or "./") + mark + anchor


def folder_of(address: str, redirects: Mapping[str, str]) -> str | None:
    """The entry for a whole folder (`protect/*`) that speaks of an address; of several the most precise."""
    return max((old for old in redirects if old.endswith("*") and address.startswith(old[:-1])), key=len, default=None)


def forwarded(address: str, redirects: Mapping[str, str]) -> str | None:
    """Where redirects lead an old address, in one step."""
    if address in redirects:
        return redirects[address]
    folder = folder_of(address, redirects)
    if folder is None:
        return None
    new = redirects[folder]
    return new[:-1] + address[len(folder) - 1 :] if new.endswith("*") else new
