"""Parsing: a question and its conversation to one record, at the door of the service.

A follow-up is searched with the earlier question that it leans on, and what was cited for the turn
before it gains a little. No more turns are read than the constants below say, however long the
conversation is, and of each no more than a question may have.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from assistant.question import MAX_QUESTION_CHARS, Question, Role
from assistant.understand.answer_type import figure_asked, place_asked
from assistant.understand.courtesies import SmallTalk, take_off_courtesies
from assistant.understand.data_dates import asks_data_dates
from assistant.understand.distress import find_distress
from assistant.understand.document_names import name_words
from assistant.understand.follow_ups import is_follow_up
from assistant.understand.guards import forbidden
from assistant.understand.parsed_question import ParsedQuestion
from assistant.understand.pointers import find_pointer
from corpus.language import detect_language
from corpus.text import fold

# Turns before the question that are answered again, to know what they cited.
_TURNS_ANSWERED = 2
# How many turns back the question that stands alone is looked for.
_TURNS_TO_ANTECEDENT = 3
_TURNS_READ = _TURNS_ANSWERED + _TURNS_TO_ANTECEDENT
# Among these, courtesies and answers included, the questions and the language are looked for.
_TURNS_LOOKED_AT = 20

_PLAN = re.compile(
    r"\b(?:le|ce|du|au|votre|the|this) (?:\w++ )?plan\b|\bplan d action\b|\baction plan\b"
)


def parse_question(question: Question, *, leaning: bool = False) -> ParsedQuestion:
    """What was asked, read once: by itself, and in its conversation.

    With `leaning` it is read as a follow-up whatever its shape.
    """
    turns = [_parse_alone(question.text, language=_language(question))]
    if turns[0].searchable and (leaning or _needs_context(turns[0])):
        turns += _earlier_turns(question, language=turns[0].language)
    parsed: ParsedQuestion | None = None
    for back in range(min(_TURNS_ANSWERED, len(turns) - 1), -1, -1):
        turn, before = turns[back], turns[back + 1 :]
        if before and (_needs_context(turn) or (leaning and back == 0)):
            parsed = replace(turn, antecedent=_antecedent(before), previous=parsed)
        else:
            parsed = turn
    assert parsed is not None
    return parsed


def _parse_alone(message: str, *, language: str) -> ParsedQuestion:
    """What a message says by itself."""
    bared = take_off_courtesies(message)
    text = bared.text or message
    folded = fold(text)
    pointer = find_pointer(text)
    return ParsedQuestion(
        text=text,
        folded=folded,
        language=language,
        pointer=pointer,
        small_talk=bared.talk or (SmallTalk.DATA_DATES if asks_data_dates(folded) else None),
        distress=find_distress(folded if text == message else fold(message)),
        forbidden=forbidden(folded),
        name_words=name_words(pointer.rest),
        names_plan=_PLAN.search(folded) is not None,
        asked_figure=figure_asked(folded),
        asked_place=place_asked(folded),
    )


def _earlier_turns(question: Question, *, language: str) -> list[ParsedQuestion]:
    """The questions asked before, the last one first; what is no question is no context."""
    said = (
        turn.content[:MAX_QUESTION_CHARS]
        for turn in islice(reversed(question.history), _TURNS_LOOKED_AT)
        if turn.role is Role.USER
    )
    parsed = (_parse_alone(text, language=language) for text in said if text.strip())
    return list(islice((one for one in parsed if one.searchable), _TURNS_READ))


def _needs_context(turn: ParsedQuestion) -> bool:
    """Whether the turn means nothing without the one before it."""
    pointer = turn.pointer
    if pointer.articles or pointer.commitments:
        return False
    return bool(pointer.step) or is_follow_up(turn.text)


def _antecedent(before: Sequence[ParsedQuestion]) -> str:
    """The last question that stands alone, or the oldest that is looked at."""
    near = before[:_TURNS_TO_ANTECEDENT]
    return next((one for one in near if not is_follow_up(one.text)), near[-1]).text


def _language(question: Question) -> str:
    """The question's own language, or else that of the last turn that tells one."""
    said = [turn.content for turn in question.history[-_TURNS_LOOKED_AT:]]
    told = (
        detect_language(text[:MAX_QUESTION_CHARS], default="")
        for text in (question.text, *reversed(said))
    )
    return next(filter(None, told), "fr")
