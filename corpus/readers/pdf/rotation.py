"""PDF pages that are shown turned: where their words stand as a person sees them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Turned:
    """How a page is shown: turned clockwise by so many degrees."""

    left: float
    bottom: float
    wide: float
    high: float
    degrees: int

    @classmethod
    def of(cls, page: Any) -> "Turned":
        """How a page of pypdf is shown."""
        box = page.mediabox
        left, bottom = float(box.left), float(box.bottom)
        wide, high = float(box.right) - left, float(box.top) - bottom
        return cls(left, bottom, wide, high, int(page.rotation or 0) % 360)

    @property
    def height(self) -> float:
        """The height of the page as it is shown."""
        return self.wide if self.degrees in (90, 270) else self.high

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is shown, from the bottom left."""
        x, y = x - self.left, y - self.bottom
        match self.degrees:
            case 90:
                return y, self.wide - x
            case 180:
                return self.wide - x, self.high - y
            case 270:
                return self.high - y, x
            case _:
                return x, y
