"""PDF pages that are shown turned: where their words stand as a person sees them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Turned:
    """How a page is shown: its box in points, turned clockwise by so many degrees."""

    left: float
    bottom: float
    wide: float
    high: float
    degrees: int

    @property
    def height(self) -> float:
        """The height of the page as it is shown."""
        return self.wide if self.degrees in (90, 270) else self.high

    @property
    def width(self) -> float:
        """The width of the page as it is shown."""
        return self.high if self.degrees in (90, 270) else self.wide

    def by(self, degrees: int) -> "Turned":
        """The same page, turned by so many degrees in place of its own."""
        return replace(self, degrees=degrees % 360)

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
            case 0:
                return x, y
            case _:
                across, up = math.cos(slope := math.radians(self.degrees)), math.sin(slope)
                return x * across + y * up, y * across - x * up

    def unplace(self, x: float, y: float) -> tuple[float, float]:
        """The point of the page that is shown there."""
        match self.degrees:
            case 90:
                x, y = self.wide - y, x
            case 180:
                x, y = self.wide - x, self.high - y
            case 270:
                x, y = y, self.high - x
            case _:
                pass
        return x + self.left, y + self.bottom

    def box(self, x0: float, y0: float, x1: float, y1: float) -> "Box":
        """Where a stretch of the page is shown."""
        one, other = self.place(x0, y0), self.place(x1, y1)
        return Box(
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a page, in points from the bottom left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def wide(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def high(self) -> float:
        """How high it is."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float, *, slack: float = 0.0) -> bool:
        """Whether a point stands in it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The least box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
