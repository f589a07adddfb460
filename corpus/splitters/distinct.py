"""Ids of passages that share place and words, each made its own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from corpus.passage import Passage, passage_id


def distinct(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages in their order; those with the same id are counted, and their ids say which."""
    seen: Counter[str] = Counter()
    made: list[Passage] = []
    for passage in passages:
        again = seen[passage.id]
        seen[passage.id] += 1
        if again:
            own = passage_id(passage.document_id, passage.locator, passage.text, occurrence=again)
            made.append(replace(passage, id=own))
        else:
            made.append(passage)
    return tuple(made)
