"""Numbers, ticks and crosses: signs whose shape says what they mean, whatever their color."""

from __future__ import annotations

from .pen import numbers

DIGITS = (
    "M-1.6-2.2L.6-4V4", "M-2.4-2.2C-2-5 2.6-4.8 2.3-1.8C2-.2-1.6 1.6-2.5 4H2.6", "M-2.3-3.2C-1-4.8 2.2-4.4 2-2C1.9-.6.4-.2-.4-.2C.8-.2 2.5.4 2.3 2.2C2 4.6-1.4 4.8-2.6 3",
    "M1 4V-4L-2.7 1.8H2.7", "M2.2-4H-1.7L-2.1-.5C.6-1.4 2.7-.2 2.4 2C2.1 4.4-1 4.8-2.5 3.2", "M1.6-4C-1.4-2.6-2.4-.4-2.4 1.6C-2.4 4.8 2.4 4.8 2.4 1.7C2.4-1-1.4-1.2-2.3 1",
)  # fmt: skip
REACH = 27.0  # centimeters of room that a sign needs at a picture's upper left


def badge(kind: str, number: int, x: float, y: float, scale: float = 1.0) -> str:
    """A sign with its middle at (x, y), y down: a tick in a circle, a cross in an octagon, or a number in a circle."""
    place = f'transform="translate({numbers(x, y)})scale({10 * scale:g})"'
    if kind == "do":
        return f'<g {place}><circle class="f-do" r="9" stroke-width="2.4"/><path class="f-do-line" d="M-4.4.4l3.2 3.6 5.8-7.6" stroke-width="3"/></g>'
    if kind == "dont":
        octagon = "M-3.9-9.4h7.8l5.5 5.5v7.8l-5.5 5.5h-7.8l-5.5-5.5v-7.8z"
        return f'<g {place}><path class="f-dont" d="{octagon}" stroke-width="1"/><path class="f-dont-line" d="M-4-4l8 8m0-8l-8 8" stroke-width="3.2"/></g>'
    digit = DIGITS[number - 1]
    return f'<g {place}><circle class="f-badge" r="8" stroke-width="1.4"/><path class="f-badge-line" d="{digit}" stroke-width="1.8"/></g>'
