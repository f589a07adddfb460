"""Refusals: what is said where there is no answer, and the nearest passages where there are any."""

from datetime import date

from assistant import currency_strings, strings
from assistant.answer import Refusal, RefusalReason
from assistant.compose.citations import cite_nearest
from assistant.compose.content import Composed
from assistant.compose.currency import with_currency
from assistant.compose.parts.named_articles import with_names
from assistant.evidence.data_dates import read_data_dates
from assistant.evidence.retrieve import Retrieved
from assistant.understand.courtesies import SmallTalk
from assistant.understand.parsed_question import ParsedQuestion
from index.snapshot.index import Index

_NEAREST = 3


def refuse_unsearched(parsed: ParsedQuestion, index: Index) -> Refusal:
    """What is said to a courtesy, or to someone in distress, for whom nothing is searched."""
    if parsed.distress is not None:
        return Refusal(
            RefusalReason.DISTRESS,
            strings.in_language(strings.DISTRESS[parsed.distress], parsed.language),
            links=strings.DISTRESS_LINKS[parsed.distress],
        )
    assert parsed.small_talk is not None
    if parsed.small_talk is SmallTalk.DATA_DATES:
        message = currency_strings.data_dates(read_data_dates(index), parsed.language)
    else:
        message = strings.in_language(strings.SMALL_TALK[parsed.small_talk], parsed.language)
    return Refusal(RefusalReason.SMALL_TALK, message)


def refuse(
    parsed: ParsedQuestion,
    retrieved: Retrieved,
    composed: Composed,
    index: Index,
    *,
    reason: RefusalReason,
    most: int,
    as_of: date,
) -> Refusal:
    """The refusal for `reason`; on the subject, with what would have led as the nearest passage."""
    choices = ", ".join(f"« {choice.name} »" for choice in retrieved.choices)
    # Off the subject, the nearest are noise, and beside names that were not told apart.
    named = bool(retrieved.choices) and bool(parsed.pointer)
    foreign = retrieved.reason is RefusalReason.OUT_OF_SCOPE or reason is RefusalReason.UNSAFE
    near = not foreign and not named
    most = min(most, _NEAREST)
    nearest = cite_nearest(retrieved.hits, composed.content, most=most) if near else ()
    nearest = with_currency(nearest, index, as_of=as_of, language=parsed.language)
    return Refusal(
        reason,
        strings.refusal(reason, parsed.language, choices=choices, nearest=len(nearest)),
        nearest=with_names(nearest, index, as_of=as_of),
        choices=tuple(choice.question for choice in retrieved.choices),
    )
