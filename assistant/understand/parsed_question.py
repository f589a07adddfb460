"""ParsedQuestion: all that was read in a question and in the turns that it follows, once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import shorten

from assistant.answer import RefusalReason
from assistant.understand.answer_type import AskedFigure
from assistant.understand.courtesies import SmallTalk
from assistant.understand.distress import Distress
from assistant.understand.follow_ups import is_follow_up
from assistant.understand.pointers import Pointer

_SENTENCES = re.compile(r"(?<=[.?!])\s+")
# Characters of what a follow-up leans on, as it is told.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question as it was understood before anything is searched.

    `text` is the question without the courtesies around it, and `folded` its words without accents
    or marks. `small_talk` and `distress` say why it is not to be searched, and `forbidden` why it
    may not be answered.
    `name_words` are those that may name a document, and `names_plan` says that it speaks of a plan
    without its name. `asked_figure` is the figure that it asks for; `asked_place` what
    the folded words of an answer should hold where it asks for a place.

    `antecedent` is the earlier question that a follow-up leans on, which stands alone; `previous`
    is the turn just before the follow-up. Both are empty where the question stands alone.
    """

    text: str
    folded: str
    language: str
    pointer: Pointer
    small_talk: SmallTalk | None = None
    distress: Distress | None = None
    forbidden: RefusalReason | None = None
    name_words: frozenset[str] = frozenset()
    names_plan: bool = False
    asked_figure: AskedFigure | None = None
    asked_place: re.Pattern[str] | None = None
    antecedent: str = ""
    previous: "ParsedQuestion | None" = field(default=None, repr=False)

    @property
    def searchable(self) -> bool:
        """Whether anything is looked for: for what is forbidden too, the nearest passages are."""
        return self.small_talk is None and self.distress is None

    @property
    def about(self) -> str | None:
        """What it leans on, as it is told: what was asked before, where that is short its words."""
        asked = [
            one
            for one in _SENTENCES.split(self.antecedent)
            if one.endswith("?") and not is_follow_up(one)
        ]
        return shorten(asked[-1] if asked else self.antecedent, _LONGEST, placeholder="…") or None

    def turns(self) -> Iterator["ParsedQuestion"]:
        """The question after those of the turns before that it leans on, the oldest first."""
        chain = [self]
        while (previous := chain[-1].previous) is not None:
            chain.append(previous)
        return reversed(chain)
