"""The service is a corridor: one question goes through each room once, in one order."""

import sys
from collections.abc import Callable
from itertools import groupby
from types import FrameType
from typing import Any

from assistant import service as corridor
from assistant.answer import Status
from assistant.question import Question
from assistant.service import Service

WAY = ["assistant.understand", "assistant.evidence", "assistant.compose", "assistant.answer"]


def rooms_entered(run: Callable[[], object]) -> list[str]:
    """The rooms of the assistant that `service.py` calls into while `run` runs, in order."""
    entered: list[str] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or frame.f_back is None:
            return
        if frame.f_back.f_code.co_filename != corridor.__file__:
            return
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("assistant.") and frame.f_code.co_filename != corridor.__file__:
            entered.append(".".join(module.split(".")[:2]))

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return [room for room, _ in groupby(room for room in entered if room in WAY)]


def test_a_question_enters_each_room_once(crpa_service: Service) -> None:
    question = Question("Au bout de combien de temps le silence vaut-il accord ?")
    assert crpa_service.ask(question).status is Status.ANSWERED
    assert rooms_entered(lambda: crpa_service.ask(question)) == WAY
