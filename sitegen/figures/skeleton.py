"""How a person is built: lengths, girths, ranges of joints and masses, for a stature of 165 cm.

Lengths and masses after Drillis and Contini (1966) and Winter (Biomechanics and Motor Control of Human Movement), adjusted
by eye so that a standing figure has ear, shoulder, hip and ankle on one plumb line. Ranges are wider than a clinic would ask
for: they catch slips of the pen, not a stiff shoulder.
"""

from __future__ import annotations

from typing import NamedTuple

STATURE = 165.0
THIGH, SHANK = 40.4, 39.6
UPPER_ARM, FOREARM = 29.7, 24.1
HIP_WIDTH, SHOULDER_WIDTH = 8.25, 16.8  # of a joint from the middle
SHOULDER_DROP, SHOULDER_FORWARD = 7.1, 3.0  # below and before the root of the neck
NECK, HEAD_HEIGHT, HEAD_RADIUS = 7.3, 6.9, 11.05
HEAD_FORWARD = 2.2
HAND, HAND_TIP = 5.2, 12.5  # palm and fingertips, from the wrist
SOLE = 6.5  # from the ankle to the floor

SPINE = (  # from the hips up: name, length, neutral tilt forward
    ("pelvis", 8.6, -13.0),
    ("lower-lumbar", 8.25, 6.0),
    ("upper-lumbar", 8.6, -2.0),
    ("lower-thorax", 13.2, -8.0),
    ("upper-thorax", 13.9, 8.0),
)
NECK_TILT, HEAD_TILT = 15.0, -9.0


class Section(NamedTuple):
    """A cut through the trunk: depth before and behind the spine, and half its width."""

    front: float
    back: float
    half: float


TRUNK = (  # at the spine's nodes: hip, L5, L3, T12, T6, C7
    Section(8.0, 11.0, 16.0),
    Section(10.5, 8.3, 15.0),
    Section(10.5, 6.6, 13.2),
    Section(11.0, 7.4, 13.6),
    Section(13.0, 8.4, 15.6),
    Section(5.0, 5.2, 6.5),
)

RADIUS = {"hip": 8.8, "thigh": 8.0, "knee": 5.7, "calf": 5.3, "cuff": 4.2, "ankle": 3.5, "shoulder": 5.4, "elbow": 3.9, "forearm": 4.0, "wrist": 2.7}
HEEL, BALL, TOE = (-4.3, -3.1), (10.5, -4.0), (5.6, -0.2)  # heel and ball from the ankle, toe tip from the ball
HEEL_RADIUS, BALL_RADIUS, TOE_RADIUS = 3.4, 2.5, 2.3

LIMITS: dict[str, tuple[int, int]] = {
    "hip": (-30, 135), "hip_abduction": (-30, 60), "hip_rotation": (-50, 60), "knee": (-3, 155), "ankle": (-75, 35), "toes": (-10, 70),
    "shoulder": (-60, 185), "shoulder_abduction": (-45, 180), "shoulder_rotation": (-95, 100), "elbow": (-5, 150), "wrist": (-85, 95),
    "lumbar": (-35, 60), "thoracic": (-30, 60), "twist": (-60, 60), "neck": (-60, 60), "head": (-30, 30), "head_turn": (-80, 80),
}  # fmt: skip
JOINTS = {
    "hip_abduction": "hip (outward)", "hip_rotation": "hip (rotation)", "shoulder_abduction": "shoulder (outward)", "shoulder_rotation": "shoulder (rotation)",
    "lumbar": "lower back", "thoracic": "upper back", "head_turn": "head (turn)",
}  # fmt: skip

MASSES = (  # from, to, where along it, part of the body's mass
    ("hip", "c7", 0.55, 0.497),
    ("c7", "crown", 0.5, 0.081),
)
LIMB_MASSES = (
    ("hip", "knee", 0.433, 0.100), ("knee", "ankle", 0.433, 0.0465), ("heel", "toe", 0.5, 0.0145),
    ("shoulder", "elbow", 0.436, 0.028), ("elbow", "hand", 0.6, 0.022),
)  # fmt: skip

SIDES = (("r", 1), ("l", -1))  # the person's right and left; the sign of their side's axis
GIRTH = {"slim": 0.93, "medium": 1.0, "broad": 1.1}
