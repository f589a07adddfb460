"""Distress: messages of people who speak of dying, violence at home, hunger or the street.

It is met with kind words and numbers to call, and is not searched. It must speak of the person who
writes or of someone close: a question on what the law says of suicide, violence or lodging is a
question like any other. Where it may be either, it is taken for distress.

How people say so is in distress.toml, one row a wording.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from assistant.understand.slips import mend_slips

_WORDINGS = Path(__file__).with_name("distress.toml")
_LAYOUT = re.compile(r"\s{2,}")
_GROUP = re.compile(r"\((?!\?)")
_PLACEHOLDER = re.compile(r"<(\w+)>")


class Distress(Enum):
    """What the person is in danger of; of several, the first."""

    DYING = "dying"
    VIOLENCE = "violence"
    STREET = "street"
    HUNGER = "hunger"


def find_distress(folded: str) -> Distress | None:
    """What the person of the folded message is in danger of, None where nothing says so."""
    mended = mend_slips(folded)
    for danger, (said, unless) in _PATTERNS.items():
        if said.search(mended) and not (unless and unless.search(mended)):
            return danger
    return None


def _compile(
    wordings: Mapping[str, Mapping[str, Sequence[str]]],
) -> Mapping[Distress, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    """For each danger, what says that the person is in it, and what says that it is not so."""

    def one_of(rows: Sequence[str]) -> str:
        joined = _GROUP.sub("(?:", "|".join(_LAYOUT.sub("", row) for row in rows))
        return f"(?:{_PLACEHOLDER.sub(stands_for, joined)})"

    def stands_for(found: re.Match[str]) -> str:
        name = found[1]
        return rf"(?:\w++ ){{0,{name}}}?" if name.isdigit() else one_of(wordings["words"][name])

    patterns = {}
    for danger in Distress:
        rows = wordings[danger.value]
        said = rf"\b{one_of(rows['anywhere'])}\b"
        if "alone" in rows:
            said += f"|^{one_of(rows['alone'])}$"
        unless = rf"\b{one_of(rows['unless'])}\b" if "unless" in rows else None
        patterns[danger] = (re.compile(said), re.compile(unless) if unless else None)
    return patterns


_PATTERNS = _compile(tomllib.loads(_WORDINGS.read_text("utf-8")))
