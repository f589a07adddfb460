"""How the time of a function grows with its text: as the text does, or as its square."""

import time
from collections.abc import Callable

_LENGTH = 4_000
_TIMES = 8
# The square of the length would take 64 times as long; below so many seconds nothing is told.
_MOST = 24
_NOISE = 0.5
_TRIES = 3


def grows_with_length(read: Callable[[str], object], *, unit: str, begin: str = "") -> bool:
    """Whether `read` of `unit`, repeated eight times as often, takes about eight times as long."""

    def seconds(length: int) -> float:
        text = begin + unit * (length // len(unit)) + "!"
        start = time.process_time()
        read(text)
        return time.process_time() - start

    def grows() -> bool:
        long = seconds(_LENGTH * _TIMES)
        return long < _NOISE or long < _MOST * seconds(_LENGTH)

    # What a machine does besides slows one try or another; a square slows them all.
    return any(grows() for _ in range(_TRIES))
