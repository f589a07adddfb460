"""Console: results on standard output, everything else on standard error."""

import json
import os
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from assistant.translation.command_line import in_language
from assistant.translation.locale import reads_french

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID
    from typer import BadParameter

_EVERY_S = 10.0
# What the stages of a build are called for a person.
_STAGES = {
    "cut": "Cutting documents into passages",
    "passages": "Embedding passages",
    "sentences": "Embedding sentences",
    "questions": "Embedding questions",
}


def say(text: str) -> None:
    """Tells a person, in their language, something that is not the command's result."""
    say_words(in_language(text))


def say_words(text: str) -> None:
    """Tells a person words as they are."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def show(text: str) -> None:
    """Prints the command's result, or a part of it, in the person's language."""
    show_words(in_language(text))


def show_words(text: str) -> None:
    """Prints words that are not ours, and so are not translated: quotes, titles, answers."""
    print(text)  # noqa: T201


def titled(path: str, title: str) -> str:
    """A file and its title, with the marks of the person's language, and no word translated."""
    if reads_french(os.environ):
        return f"{path}\u00a0: «\u00a0{title}\u00a0»"
    return f"{path}: “{title}”"


def misuse(message: str, *, hint: str | None = None) -> "BadParameter":
    """The error of a command that is given what it cannot take; `hint` names the option.

    Without it the library names the option that it is reading.
    """
    from typer import BadParameter

    return BadParameter(in_language(message), param_hint=hint)


def count(number: int, noun: str) -> str:
    """A number of things, for a person: "1 document", "2,000 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def answer_as_text(answer: Mapping[str, Any]) -> str:
    """An answer of the HTTP contract as a terminal shows it: sentences, then numbered sources.

    Of what is only near, the message and the passages.
    """
    refusal = answer["refusal"]
    lines = [*_before(answer), str(answer["text"])]
    if refusal:
        lines += [f"  {choice}" for choice in refusal["choices"]]
    lines.append("")
    for citation in refusal["nearest"] if refusal else answer["citations"]:
        link = citation["permalink"] or citation["url"]
        lines.append(f"[{citation['number']}] {citation['label']}" + (f"  {link}" if link else ""))
        if refusal:
            lines.append(f"    {citation['quote']}")
    return "\n".join((*lines, *_after(answer))).rstrip()


def _before(answer: Mapping[str, Any]) -> list[str]:
    """What stands above the sentences: what the question leans on, the answer in a word."""
    lines = []
    if answer["about"]:
        lines.append(f"{in_language('You ask about:')} {answer['about']}")
    if word := answer["yes_or_no"]:
        lines.append(f"{in_language('In short:')} {word['text']} [{word['citation']}]")
    if figure := answer["asked_for"]:
        label = in_language("In short, from the text quoted:")
        lines.append(f"{label} {figure['text']} [{figure['citation']}]")
    return [*lines, ""] if lines else []


def _after(answer: Mapping[str, Any]) -> list[str]:
    """What stands below the sources: next steps, and passages that are no part of the answer."""
    lines = [
        f"{in_language('What next:')} {step['text']} ({step['citation']['label']})"
        for step in answer["next_steps"]
    ]
    if answer["related"]:
        labels = dict.fromkeys(citation["label"] for citation in answer["related"])
        lines.append(f"{in_language('See also:')} {'; '.join(labels)}")
    return ["", *lines] if lines else []


def show_json(result: object) -> None:
    """Prints the command's result for a program to read."""
    show_words(json.dumps(result, ensure_ascii=False, indent=2))


class StageDisplay:
    """Shows how far long work is, stage by stage, until the end of the `with` block.

    A terminal gets a bar for the stage under way; a file gets a line when a stage begins, every
    ten seconds, and where it ends.
    """

    def __init__(self) -> None:
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        self._stage = ""
        self._told_at = 0.0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._bars = _bars()
            self._bars.start()
        return self

    def __exit__(self, *raised: object) -> None:
        if self._bars is not None:
            self._bars.stop()

    def tell(self, stage: str, done: int, total: int, *, note: str = "") -> None:
        """Tells that `stage` is at `done` of `total`, 0 where that is not known."""
        stage = _STAGES.get(stage, stage)
        begins = stage != self._stage
        self._stage = stage
        if self._bars is not None:
            if begins and self._task is not None:
                self._bars.remove_task(self._task)
            if begins or self._task is None:
                self._task = self._bars.add_task(in_language(stage), total=total or None, note="")
            self._bars.update(self._task, completed=done, total=total or None, note=note[-40:])
        elif begins or (total and done == total) or time.monotonic() - self._told_at >= _EVERY_S:
            self._told_at = time.monotonic()
            say(f"{stage}: {done:,} of {total:,}" if total else f"{stage}: {done:,}")


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
