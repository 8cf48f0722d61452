"""A link → its QR code."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import segno

QUIET = 4  # modules of white around it
LEAST = 30.0  # mm, with its quiet zone
MODULE = 0.5  # mm: no module is smaller


class PlanCode(NamedTuple):
    """The code of a plan's link."""

    code: segno.QRCode
    modules: int  # of a side, with the quiet zone

    @property
    def size(self) -> float:
        """How large it is printed, in mm."""
        return max(LEAST, self.modules * MODULE)

    @property
    def is_large(self) -> bool:
        """Whether it needs more room than most."""
        return self.size > LEAST

    def svg(self) -> str:
        """As a drawing that is scaled where it stands."""
        out = io.BytesIO()
        self.code.save(out, kind="svg", border=QUIET, omitsize=True, xmldecl=False, svgns=True)
        return out.getvalue().decode()

    def png(self, scale: int = 8) -> bytes:
        """As pixels."""
        out = io.BytesIO()
        self.code.save(out, kind="png", border=QUIET, scale=scale)
        return out.getvalue()


def plan_qr(link: str) -> PlanCode:
    """A plan's link: level L, and its symbols as the letters that they are, which take less room."""
    import segno

    address, mark, payload = link.partition("#")
    code = segno.make([address + mark, payload], error="l", micro=False)  # type: ignore[arg-type]  # pieces, each in the mode that suits it
    return PlanCode(code, int(code.symbol_size(border=QUIET)[0]))


__all__ = ["PlanCode", "plan_qr"]
