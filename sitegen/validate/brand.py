"""site.yml, pictures → is the clinic's own look one that everybody can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import brand
from .. import logo as logos
from ..model import Logo, Site
from ..names import nearest
from ..problems import Problem, problem
from .parts import Parts


def check(made: Parts, media: Mapping[str, bytes]) -> Iterator[Problem]:
    """What is wrong with the clinic's colors and logo."""
    document = made.documents.get(("site", "site"))
    if made.site is None or document is None:
        return
    own = made.site.brand
    for found in brand.unreadable(own.colors):
        yield problem("color-contrast", found.message, document.place(("brand", "colors", found.field)), f"the nearest color that passes is '{found.nearest}'")
    if own.logo and own.logo not in media:
        near = nearest(own.logo, media)
        yield problem("logo-missing", f"there is no file `content/{own.logo}`", document.place(("brand", "logo")), f"the file there is called `{near}`; give both the same name, in small letters" if near else "put the logo into the folder `content/media`, or correct the name")
    elif own.logo and isinstance(unfit := logos.read(own.logo, media[own.logo]), logos.Unfit):
        yield problem(unfit.code, unfit.message, document.place(("brand", "logo")), unfit.help)


def logo(site: Site, media: Mapping[str, bytes]) -> Logo | None:
    """The logo as pages show it, if there is one and nothing is wrong with it."""
    path = site.brand.logo
    found = logos.read(path, media[path]) if path and path in media else None
    return found if isinstance(found, Logo) else None
