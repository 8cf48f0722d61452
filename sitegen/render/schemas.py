"""The name of one of the site's data files → its JSON Schema (2020-12), published beside it for whoever reads or writes such data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .. import codes, plans
from ..model.plan import AMOUNTS, CAUTIONS, GRIPS, REASONS, SIDES
from .data import SCHEMA
from .places import DATA

Schema = dict[str, Any]

_SYMBOL = f"[{codes.ALPHABET}]"
_SHORT: Schema = {"type": "string", "pattern": f"^{_SYMBOL}{{5}}$"}
_VERSION: Schema = {"type": "string", "pattern": f"^{_SYMBOL}{{5}}-{_SYMBOL}{{3}}$"}
_DAY: Schema = {"type": ["string", "null"], "format": "date", "description": "the day on which this version was released; null while it is a draft"}
_WORDS: Schema = {"type": "string", "minLength": 1}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_ADDRESS: Schema = {"type": "string", "description": "where its page stands, counted from the root of the site"}
_LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
_WAY: Schema = {"type": ["object", "null"], "properties": {"words": _WORDS, "address": _ADDRESS}, "required": ["words"], "additionalProperties": False}


def _object(properties: Mapping[str, Schema], required: tuple[str, ...] | None = None, **more: Any) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": list(properties if required is None else required), "additionalProperties": False, **more}


def _listed(of: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": of, **more}


def _head(**properties: Schema) -> dict[str, Schema]:
    return {"$schema": {"type": "string"}, "schema": {"const": SCHEMA, "description": "rises when something here means something else than before"}, **properties}


def _cards() -> Schema:
    shown = {
        "id": _ID,
        "name": _WORDS,
        "address": _ADDRESS,
        "code": _SHORT,
        "version": _VERSION,
        "released": _DAY,
        "category": _ID,
        "purpose": _WORDS,
        "why": _WORDS,
        "whole": {"type": "boolean", "description": "false without a level, where not everyone may do it: there are no steps and no dose"},
    }
    more = {
        "instead": _WAY,
        "position": _ID,
        "equipment": _listed(_ID),
        "change": _WORDS,
        "steps": _listed(_object({"kind": {"enum": ["safety", "prepare", "move", "hold", "breathe", "cue"]}, "text": _WORDS})),
        "dose": _WORDS,
        "dose_more": _listed(_WORDS),
        "feel": _WORDS,
        "supervised": {"type": "boolean", "description": "only with a therapist: no steps are public"},
        "mistakes": _listed(_object({"wrong": _WORDS, "mend": _WORDS})),
        "easier": _WAY,
        "harder": _WAY,
        "instead_of": _listed(_WORDS),
        "figure": _ADDRESS,
        "sources": _listed(_ID),
    }
    card = _object(shown | more, tuple(shown)) | {"additionalProperties": True}
    tier = _object({"id": _ID, "slug": _ID, "label": _WORDS}, description="the level; null for what everyone may read")
    return _object(_head(tier={"anyOf": [{"type": "null"}, tier]}, language=_LANGUAGE, reviewed={"type": "boolean"}, cards=_listed(card)))


def _codes() -> Schema:
    row = {
        "code": _SHORT,
        "language": _LANGUAGE,
        "tier": {"anyOf": [{"type": "null"}, _ID], "description": "null: without a level"},
        "kind": {"enum": ["card", "page", "handout", "week"]},
        "id": _ID,
        "name": _WORDS,
        "address": _ADDRESS,
        "status": {"enum": ["released", "draft", "withdrawn", "avoided", "waiting"], "description": "withdrawn, avoided: nobody at this level does it any more; waiting: until somebody has looked at it again; its page says what to do instead"},
        "version": {"anyOf": [{"type": "null"}, _VERSION], "description": "as it is now; null where it is not shown any more"},
        "released": _DAY,
    }
    return _object(_head(codes=_listed(_object(row))))


def _plan() -> Schema:
    amounts: dict[str, Schema] = {name: {"type": "integer", "minimum": 1, "maximum": most} for name, most in zip(AMOUNTS, (31, 4095, 4095, 7, 24), strict=True)}
    amounts["count"]["description"] = "repetitions, steps or minutes: whichever the card's dose counts"
    amounts["hold"]["description"] = "seconds"
    card = {
        "code": {"type": "string", "pattern": f"^{_SYMBOL}{{4}}$", "description": "the card's short code in this level, without its check symbol"},
        "mark": {"type": "string", "pattern": f"^{_SYMBOL}$", "description": "the first symbol after the hyphen of its version when the plan was made"},
        **amounts,
        "side": {"enum": list(SIDES)},
        "grip": {"enum": list(GRIPS)},
        "reason": {"type": "integer", "minimum": 0, "maximum": REASONS},
    }
    two = {"type": "string", "pattern": f"^{_SYMBOL}{{2}}$"}
    first, last = plans.FIRST_NUMBER, plans.FIRST_NUMBER + 31
    name = {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0, "maximum": 31}, {"type": "integer", "minimum": first, "maximum": last}], "items": False, "minItems": 2}
    return _object(
        {
            "format": {"const": plans.FORMAT},
            "tier": two,
            "language": two,
            "made": {"type": "string", "format": "date"},
            "weeks": {"type": "integer", "minimum": 1, "maximum": plans.WEEKS, "description": "until it is looked at again"},
            "name": {**name, "description": "which word, and the number beside it"},
            "cautions": _listed({"enum": list(CAUTIONS)}, uniqueItems=True),
            "cards": _listed(_object(card, ("code", "mark")), minItems=1, maxItems=plans.MOST_CARDS),
        },
        ("tier", "language", "made", "weeks", "name", "cards"),
        description="What the link of a plan says, decoded. An amount that is absent is as the card says.",
    )


def _release() -> Schema:
    mark: Schema = {"type": "string", "pattern": "^[0-9a-f]{8,64}$"}
    on: Schema = {"type": "string", "format": "date"}
    license = _object({"name": _WORDS, "url": {"type": "string", "format": "uri"}}, ("name",))
    decided = {"by": _ID, "on": on, "because": _WORDS}
    signed = _object(
        {"subject": {"type": "string", "description": "a document such as card/heel-raise, or what all of them share, such as hazards"}, "language": _LANGUAGE, "by": _ID, "on": on, "safety": mark, "rest": mark},
        description="hashes of what was signed: of all that decides about safety, and of the rest. An entry that a person made, and no cryptographic signature",
    )
    version = _object({"code": _VERSION, "kind": {"enum": ["card", "page", "handout", "week"]}, "id": _ID, "tier": {"type": ["string", "null"]}, "language": _LANGUAGE, "release": _WORDS, "on": on})
    number: Schema = {"type": "integer", "minimum": 0}
    fields = _head(
        release=_WORDS,
        number=number,
        on=on,
        sitegen=_WORDS,
        addresses=number,
        versions=number,
        digest={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$", "description": "of all released versions as the record has them"},
        license={**license, "description": "of the clinic's own words"},
        library=_object({"version": _WORDS, "license": license}, description="the starter library that the words began with"),
        reviewers=_listed(_object({"id": _ID, "name": _WORDS, "role": _WORDS, "registration": _WORDS}, ("id", "name", "role"))),
        overrides=_listed(_object({"card": _ID, "tier": _ID, **decided})),
        waivers=_listed(_object({"name": _ID, "code": _ID, "file": _WORDS, **decided})),
        signed=_listed(signed),
        released=_listed(version),
    )
    return _object(fields, tuple(name for name in fields if name not in ("license", "library")))


ALL = {
    "cards": ("The exercises of a level, or those without one", _cards),
    "codes": ("What each short code stands for", _codes),
    "plan": ("A plan", _plan),
    "release": ("What was released, and who signed it", _release),
}


def schema(of: str, site: str) -> bytes:
    """A schema as a file; `site` is the address of the site."""
    title, make = ALL[of]
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": site + DATA[f"{of}.schema"], "title": title, **make()}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
