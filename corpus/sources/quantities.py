"""Durations and sizes as a person writes them in sources.toml: "1 day", "90 s", "64 MB"."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

# The seconds of each unit, the longest first.
_SECONDS = {"week": 604_800, "day": 86_400, "hour": 3600, "minute": 60, "second": 1}
_UNITS = {"s": 1, "min": 60, "h": 3600} | {
    form: seconds for unit, seconds in _SECONDS.items() for form in (unit, f"{unit}s")
}
_BYTES = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9}
_QUANTITY = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$")
_LONGEST = timedelta(days=3650)


def parse_duration(value: object) -> timedelta:
    """The time that "30 s", "1 hour", "2 days" mean. Raises ValueError with what to write."""
    if isinstance(value, timedelta):
        return value
    match = _QUANTITY.match(value) if isinstance(value, str) else None
    unit = _UNITS.get(match.group(2).lower()) if match else None
    if match is None or unit is None or float(match.group(1)) * unit > _LONGEST.total_seconds():
        raise ValueError(
            "it is no length of time; write a number and a unit, "
            'such as "30 s", "6 hours" or "1 day"'
        )
    return timedelta(seconds=float(match.group(1)) * unit)


def parse_schedule(value: object) -> timedelta | None:
    """How often to look; None for "never". Raises ValueError below a minute."""
    if value is None or value == "never":
        return None
    every = parse_duration(value)
    if every < timedelta(minutes=1):
        raise ValueError('it is less than a minute; write "1 minute" or more')
    return every


def parse_size(value: object) -> int:
    """The bytes that "64 MB" means. Raises ValueError with what to write."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    match = _QUANTITY.match(value) if isinstance(value, str) else None
    unit = _BYTES.get(match.group(2).upper()) if match else None
    if match is None or unit is None or not float(match.group(1)):
        raise ValueError(
            'it is no size; write a number and a unit, such as "500 KB", "64 MB" or "1 GB"'
        )
    return int(float(match.group(1)) * unit)


def say_duration(duration: timedelta) -> str:
    """A length of time as a person would say it: "2 days", "1 hour", "90 seconds"."""
    seconds = duration.total_seconds()
    for unit, size in _SECONDS.items():
        if seconds >= size and seconds % size == 0:
            return _count(seconds / size, unit)
    return _count(seconds, "second")


def say_size(size: int) -> str:
    """A number of bytes as a person would say it: "64 MB", "3.2 kB"."""
    for unit, bytes_of_unit in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_of_unit:
            return f"{size / bytes_of_unit:.3g} {unit}"
    return f"{size} bytes"


def _count(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Schedule = Annotated[timedelta | None, BeforeValidator(parse_schedule)]
Size = Annotated[int, BeforeValidator(parse_size)]
