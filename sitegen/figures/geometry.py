"""Points and frames in space: centimeters and degrees. X is right in the picture, Y up, Z toward the viewer."""

from __future__ import annotations

import math

Vec = tuple[float, float, float]
Frame = tuple[Vec, Vec, Vec]  # three axes at right angles: forward, up (toward the head), the person's right

ORIGIN: Vec = (0.0, 0.0, 0.0)
WORLD: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vec, b: Vec) -> Vec:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """The way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mul(a: Vec, by: float) -> Vec:
    """A vector made longer or shorter."""
    return (a[0] * by, a[1] * by, a[2] * by)


def dot(a: Vec, b: Vec) -> float:
    """How much two vectors point the same way."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """A vector at right angles to both."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: Vec) -> float:
    """A vector's length."""
    return math.sqrt(dot(a, a))


def unit(a: Vec, fallback: Vec = (0.0, 1.0, 0.0)) -> Vec:
    """The same direction with length 1; `fallback` where there is no direction."""
    length = norm(a)
    return (a[0] / length, a[1] / length, a[2] / length) if length > 1e-9 else fallback


def mix(a: Vec, b: Vec, t: float) -> Vec:
    """The point at part `t` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def along(origin: Vec, frame: Frame, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Vec:
    """The point that lies at (x, y, z) in a frame."""
    f, u, r = frame
    return (
        origin[0] + f[0] * x + u[0] * y + r[0] * z,
        origin[1] + f[1] * x + u[1] * y + r[1] * z,
        origin[2] + f[2] * x + u[2] * y + r[2] * z,
    )


def bend(frame: Frame, degrees: float) -> Frame:
    """The frame turned so that forward rises toward up (flexion of a limb that hangs down)."""
    return _turned(frame, 0, 1, degrees)


def swing(frame: Frame, degrees: float) -> Frame:
    """The frame turned so that up falls toward the right."""
    return _turned(frame, 1, 2, degrees)


def spin(frame: Frame, degrees: float) -> Frame:
    """The frame turned around its up axis, right toward forward."""
    return _turned(frame, 2, 0, degrees)


def _turned(frame: Frame, a: int, b: int, degrees: float) -> Frame:
    if not degrees:
        return frame
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    axes = list(frame)
    p, q = frame[a], frame[b]
    axes[a], axes[b] = add(mul(p, c), mul(q, s)), add(mul(p, -s), mul(q, c))
    return (axes[0], axes[1], axes[2])


def blend(a: Frame, b: Frame, t: float) -> Frame:
    """A frame between two, at part `t` of the turn; its axes stay at right angles."""
    x = unit(mix(a[0], b[0], t), a[2])
    y = mix(a[1], b[1], t)
    y = unit(sub(y, mul(x, dot(x, y))), a[1])
    return (x, y, cross(x, y))


def bone(start: Vec, end: Vec, beside: Frame) -> Frame:
    """The frame of a bone that hangs from `start` to `end`, its right side as in `beside`."""
    y = unit(sub(start, end))
    x = unit(cross(y, beside[2]), beside[0])
    return (x, y, cross(x, y))


def angle(cosine: float) -> float:
    """The angle with this cosine, in degrees; rounding beyond ±1 does no harm."""
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
