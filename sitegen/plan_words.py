"""(dose, what a plan sets of it, words) → whole sentences; and the same sentences as a table, from which templates/scripts/plan-doses.js says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import doses, timing
from .messages import Words
from .model import Amount, Ceiling, Timing
from .model.plan import Planned

NUMBERS = 500  # beyond, the form that goes with a number is that of 400 to 499, in every language


def said(amount: Amount | None, planned: Planned, words: Words) -> doses.Said:
    """The sentences of a dose that a plan's numbers stand in already (bounds.applied), on the side that the plan names."""
    return doses.said(amount, words, planned.side) if amount else doses.Said("")


def timer(amount: Amount | None, planned: Planned, words: Words) -> Timing | None:
    """What a timer counts for it: one side where the plan names one."""
    return timing.of(amount, words, planned.side) if amount else None


def grip(name: str, words: Words) -> str:
    """How to hold on, as a sentence; nothing where it is as the card says."""
    return _grips(words).get(name, "")


def reason(number: int, words: Words) -> str:
    """Why it is more than usual, as the patient reads it; nothing for 0."""
    told = _reasons(words)
    return told[number - 1] if 0 < number <= len(told) else ""


def caution(name: str, words: Words) -> str:
    """What to mind in every exercise of a plan."""
    return _cautions(words).get(name, "")


def _grips(words: Words) -> dict[str, str]:
    return {
        "both": words.say("Hold on with both hands."),
        "one": words.say("Hold on with one hand."),
        "fingertips": words.say("Rest only your fingertips on something firm that cannot move."),
    }


def _reasons(words: Words) -> list[str]:
    return [
        words.say("Your therapist chose more than usual, because the usual amount has become easy for you."),
        words.say("Your therapist chose more than usual, because you did this much before and did well."),
        words.say("Your therapist chose more than usual, to reach a goal that you set together."),
        words.say("Your therapist chose more than usual, because you have practiced it here together."),
    ]


def _cautions(words: Words) -> dict[str, str]:
    return {
        "hip": words.say("Keep to the rules that you were given for your hip."),
        "weight": words.say("Put only as much weight on your leg as you were told."),
        "shoulder": words.say("Be gentle with your shoulder. Lift your arm only as far as it feels easy."),
        "dizzy": words.say("Wait if you feel dizzy. If you get dizzy on the way, stop, sit down, and tell your therapist."),
        "aid": words.say("Keep your cane or walker within reach."),
    }


def choices(words: Words) -> dict[str, list[tuple[str | int, str]]]:
    """Short labels for those who make a plan, each with the value that it stands for."""
    return {
        "sides": [("", words.say("Each side")), ("left", words.say("Left side only")), ("right", words.say("Right side only"))],
        "grips": [
            ("", words.say("As the exercise says")),
            ("both", words.say("Both hands")),
            ("one", words.say("One hand")),
            ("fingertips", words.say("Fingertips")),
        ],
        "reasons": [
            (1, words.say("The usual amount has become easy")),
            (2, words.say("Did this much before, and did well")),
            (3, words.say("To reach a goal set together")),
            (4, words.say("Practiced here together")),
        ],
        "cautions": [
            ("hip", words.say("Hip precautions")),
            ("weight", words.say("Weight-bearing limit")),
            ("shoulder", words.say("Shoulder")),
            ("dizzy", words.say("Dizziness")),
            ("aid", words.say("Walking aid")),
        ],
    }


# for scripts: the messages of doses.py under short names. tests/plans/vectors.json holds both against each other.

SAY = {
    "span": "%(low)s to %(high)s",
    "each time": "Do it this way every time.",
    "every time": "Do this every time.",
    "hold": "Hold for %(time)s.",
    "hold each": "Hold for %(time)s on each side.",
    "hold left": "Hold for %(time)s on your left side.",
    "hold right": "Hold for %(time)s on your right side.",
    "once": "Do it once.",
    "once each": "Do it once on each side.",
    "once left": "Do it once on your left side.",
    "once right": "Do it once on your right side.",
    "side left": "Do it on your left side.",
    "side right": "Do it on your right side.",
    "distance": "Go this far: %(distance)s.",
    "rest": "Rest for %(time)s.",
    "short rest": "Take a short rest.",
    "again": "Then do the same again.",
    "goal hold": "When your therapist agrees, build up slowly to %(time)s.",
    "hourly": "Do this once an hour while you are resting.",
    "once a day": "Do this once a day.",
    "every day": "Do this every day.",
    "effort 2": "It should feel very easy.",
    "effort 4": "It should feel easy: you could do many more.",
    "effort 6": "Stop when you could still do a few more.",
    "effort 10": "It should feel hard, in good form: stop when you could do one or two more.",
    "short each": "%(dose)s on each side",
    "short left": "%(dose)s on your left side",
    "short right": "%(dose)s on your right side",
    "short once": "once",
    "short held": "hold %(time)s, %(times)s",
    "short every time": "every time",
}
COUNT = {
    "minute": ("%(span)s minute", "%(span)s minutes"),
    "second": ("%(span)s second", "%(span)s seconds"),
    "minutes": ("Do it for %(span)s minute.", "Do it for %(span)s minutes."),
    "steps": ("Take %(span)s step.", "Take %(span)s steps."),
    "times": ("Do it %(span)s time.", "Do it %(span)s times."),
    "times each": ("Do it %(span)s time on each side.", "Do it %(span)s times on each side."),
    "times left": ("Do it %(span)s time on your left side.", "Do it %(span)s times on your left side."),
    "times right": ("Do it %(span)s time on your right side.", "Do it %(span)s times on your right side."),
    "rounds rest": ("Do %(span)s round like this, and rest for %(time)s between rounds.", "Do %(span)s rounds like this, and rest for %(time)s between rounds."),
    "rounds": ("Do %(span)s round like this, with a short rest between.", "Do %(span)s rounds like this, with a short rest between."),
    "goal reps": ("When your therapist agrees, build up slowly to %(n)s time.", "When your therapist agrees, build up slowly to %(n)s times."),
    "goal minutes": ("When your therapist agrees, build up slowly to %(n)s minute.", "When your therapist agrees, build up slowly to %(n)s minutes."),
    "goal a day": ("You can build up to %(n)s time a day.", "You can build up to %(n)s times a day."),
    "a day": ("Do this %(span)s time a day.", "Do this %(span)s times a day."),
    "a week": ("Do this on %(span)s day of the week.", "Do this on %(span)s days of the week."),
    "short rounds": ("%(dose)s, %(span)s round", "%(dose)s, %(span)s rounds"),
    "short times": ("%(span)s time", "%(span)s times"),
    "short steps": ("%(span)s step", "%(span)s steps"),
}


def table(words: Words) -> dict[str, Any]:
    """All that a script needs to say the very same: each message, or its forms with which of them goes with 0, 1, 2, …"""
    plurals: list[str] = []
    count = {}
    for name, (one, many) in COUNT.items():
        told = [str(words.catalogue.ungettext(one, many, n)) for n in range(NUMBERS + 1)]
        forms = list(dict.fromkeys(told))
        which = "".join(str(forms.index(form)) for form in told)
        if which not in plurals:
            plurals.append(which)
        count[name] = [plurals.index(which), *forms]
    return {
        "say": {name: str(words.catalogue.ugettext(message)) for name, message in SAY.items()},
        "count": count,
        "plurals": plurals,
        "grip": _grips(words),
        "reason": ["", *_reasons(words)],
        "caution": _cautions(words),
        "choices": choices(words),
    }


def plain(amount: Amount | Ceiling) -> dict[str, Any]:
    """A dose as a script has it: ranges and times as two numbers, nothing of what is absent. `most` stays out: it is the bounds' matter."""
    found: dict[str, Any] = {}
    for name in type(amount).model_fields:
        value = getattr(amount, name, None)
        if value is not None and value is not False and name not in ("most", "tiers"):
            found[name] = plain(value) if isinstance(value, Ceiling) else list(value) if isinstance(value, tuple) else value
    return found


def plain_bounds(amounts: Mapping[str, tuple[int, int, int]]) -> dict[str, list[int]]:
    """Bounds as a script has them: least, most, and the greatest that needs no reason."""
    return {name: list(bound) for name, bound in amounts.items()}


__all__ = ["caution", "choices", "grip", "plain", "plain_bounds", "reason", "said", "table", "timer"]
