"""Conversing: questions asked one after the other, as the chat asks them."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.question import Question, Role, Turn
from assistant.service import Service


def converse(service: Service, questions: Sequence[str]) -> Answer:
    """The answer to the last question, those before it answered in turn."""
    *before, last = questions
    history: tuple[Turn, ...] = ()
    for question in before:
        said = service.ask(Question(question, history=history)).text
        history = (*history, Turn(Role.USER, question), Turn(Role.ASSISTANT, said))
    return service.ask(Question(last, history=history))
