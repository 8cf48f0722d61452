"""`--tier`, `--language` → the editions that were asked for, and names that are none of the site's."""

from __future__ import annotations

from .. import validate
from ..model.views import Reader
from ..names import suggestion
from ..problems import Place, Problem, problem
from ..settings import Settings


def asked(reader: Reader, settings: Settings) -> bool:
    """Whether `--tier` and `--language` ask for what this reader reads."""
    names = {reader.tier.id, reader.tier.slug} if reader.tier else set()
    return (not settings.tiers or not names.isdisjoint(settings.tiers)) and (not settings.languages or reader.language in settings.languages)


def among(reader: Reader, tiers: list[str | None], settings: Settings) -> bool:
    """Whether this reader's edition is one of those."""
    return (reader.tier.id if reader.tier else None) in tiers and (not settings.languages or reader.language in settings.languages)


def chosen(settings: Settings, shared: validate.Shared, wrong: list[Problem]) -> list[str | None]:
    """The tiers asked for, by id or slug (all and the general edition by default); names that are none become problems."""
    first, *_ = shared.libraries.values()
    known = {name: id for id, tier in first.rules.tiers.items() for name in (id, tier.slug)}
    for kind, asked, names in (("tier", settings.tiers, known), ("language", settings.languages, shared.libraries)):
        for name in asked:
            if name not in names:
                message = f"there is no tier `{name}`" if kind == "tier" else f"the site has no language `{name}`"
                wrong.append(problem(f"unknown-{kind}", message, Place(f"--{kind}"), suggestion(name, names)))
    if settings.languages and first.language not in settings.languages and not wrong:
        message = f"`{first.language}` is missing: other languages lean on it"
        wrong.append(problem("unknown-language", message, Place("--language"), f"add `--language {first.language}`"))
    chosen = [known[t] for t in settings.tiers if t in known]
    return [None, *(dict.fromkeys(chosen or first.rules.tiers))]
