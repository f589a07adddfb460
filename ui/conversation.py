"""Conversation: the exchanges that a page holds, as the API and the chat take them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from ui import render
from ui.client import Turn
from ui.contract import Answer

REMEMBERED = 6
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Message(TypedDict):
    """One message as the chat component shows it: `content` is HTML."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what was said to it: in plain words for the API, in HTML for the page."""

    question: str
    reply: str
    html: str

    @classmethod
    def of(cls, question: str, answer: Answer) -> "Exchange":
        """The exchange that `answer` closes."""
        return cls(question=question, reply=answer.text, html=render.answer(answer))


def clean(question: str) -> str:
    """A question as the API takes it: no control characters, nothing that UTF-8 cannot say."""
    plain = question.replace("\r\n", "\n").replace("\u00a0", " ")
    sayable = plain.encode("utf-8", "ignore").decode()
    return _CONTROL.sub("", sayable).strip()


def history(exchanges: Sequence[Exchange]) -> list[Turn]:
    """The last exchanges, as the API takes them."""
    turns: list[Turn] = []
    for exchange in exchanges[-REMEMBERED:]:
        turns.append({"role": "user", "content": exchange.question})
        turns.append({"role": "assistant", "content": exchange.reply})
    return turns


def messages(exchanges: Sequence[Exchange]) -> list[Message]:
    """The exchanges, as the chat component shows them."""
    shown: list[Message] = []
    for exchange in exchanges:
        shown += [
            {"role": "user", "content": render.question(exchange.question)},
            {"role": "assistant", "content": exchange.html},
        ]
    return shown


def awaiting(exchanges: Sequence[Exchange], question: str, html: str) -> list[Message]:
    """The exchanges and a question that has no answer yet, with `html` in its place."""
    return [
        *messages(exchanges),
        {"role": "user", "content": render.question(question)},
        {"role": "assistant", "content": html},
    ]
