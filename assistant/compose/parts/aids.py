"""Aids: what an index has to explain an answer by and to lead on from it, gathered once."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.compose.parts.glossary import Glossary
from assistant.compose.parts.next_steps import FoundedStep, found_steps
from corpus.steps.next_steps import Step
from index.snapshot.index import Index


@dataclass(frozen=True, slots=True)
class Aids:
    """The terms that an index defines, and the next steps that its articles found."""

    glossary: Glossary
    steps: tuple[FoundedStep, ...]


def gather_aids(index: Index, steps: Iterable[Step]) -> Aids:
    """The aids that an index gives; it reads every passage."""
    return Aids(Glossary(index), found_steps(steps, index))
