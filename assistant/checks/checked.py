"""Checked: one quotation or one citation of a text, and the verdict on it."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.citation import Citation


class ClaimKind(StrEnum):
    """What of a text is checked: words that it quotes, or an article that it cites."""

    QUOTE = "quote"
    CITATION = "citation"


class CheckVerdict(StrEnum):
    """What the documents say of a claim.

    A quotation is `exact` where its words stand to the letter, but for the marks of typography, in
    the article that it names, or in any document where it names none; `altered` where only words
    near to them do; else `not_found`. A citation is `exact` where the article exists. Either is
    `not_in_force` where that version does not hold on the day, and nobody can tell where the law is
    not held here or not named.
    """

    EXACT = "exact"
    ALTERED = "altered"
    NOT_FOUND = "not_found"
    NOT_IN_FORCE = "not_in_force"
    CANNOT_TELL = "cannot_tell"


class DifferenceKind(StrEnum):
    """How words of a quotation differ from the document's."""

    REPLACED = "replaced"
    ADDED = "added"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a quotation says otherwise: its words, "" if left out, and those of the document."""

    kind: DifferenceKind
    quoted: str
    document: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim, from `start` to `end` of the text that was given, and the verdict on it.

    `article` is what it names, as the text writes it. `detail` says why, in words of the service's
    own. `source` quotes where the words stand, or the nearest ones, or where the article begins.
    """

    kind: ClaimKind
    start: int
    end: int
    text: str
    verdict: CheckVerdict
    detail: str
    article: str | None = None
    source: Citation | None = None
    differences: tuple[Difference, ...] = ()
