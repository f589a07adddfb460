"""Choices: the questions, one of which was meant, where a question leaves something open."""

from dataclasses import dataclass

from assistant.understand.parsed_question import ParsedQuestion

_END = " \t\n.?!…"


@dataclass(frozen=True, slots=True)
class Choice:
    """What may have been meant: its name, and the question that means it and can be asked as is."""

    name: str
    question: str


def named_choices(question: ParsedQuestion, names: tuple[str, ...]) -> tuple[Choice, ...]:
    """A choice for each name of what the question does not choose among."""
    asked = question.text.rstrip(_END)
    mark = " ?" if "?" in question.text[len(asked) :] else ""
    return tuple(Choice(name, f"{asked} ({name}){mark}") for name in names)
