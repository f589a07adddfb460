"""The administrative lexicon: what laws and plans call the things that citizens ask about."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.tsv")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """`terms` all in a question bring in `added`; both are analysed terms."""

    terms: frozenset[str]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a question's terms bring in, and what its acronyms stand for."""

    entries: tuple[Entry, ...]
    acronyms: Mapping[str, str]

    def expand(self, terms: Sequence[str]) -> tuple[str, ...]:
        """The terms that the lexicon adds, each once, none of them in `terms`."""
        present = frozenset(terms)
        added = (term for entry in self.entries if entry.terms <= present for term in entry.added)
        return tuple(dict.fromkeys(term for term in added if term not in present))

    def spell_out(self, text: str) -> str:
        """The text with what each of its acronyms stands for, in brackets behind it."""

        def spelt(found: re.Match[str]) -> str:
            meaning = self.acronyms.get(found.group().casefold())
            return found.group() if meaning is None else f"{found.group()} ({meaning})"

        return _WORD.sub(spelt, text)


def parse_lexicon(lines: Iterable[str], *, analyse: Callable[[str], Sequence[str]]) -> Lexicon:
    """The lexicon that rows of "words, words <tab> words, words" write; "#" opens a comment.

    Words in capitals are acronyms. Raises ValueError naming the row that has not two columns.
    """
    entries: list[Entry] = []
    acronyms: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        row = line.strip()
        if not row or row.startswith("#"):
            continue
        columns = row.split("\t")
        if len(columns) != 2:
            raise ValueError(
                f"row {number} of the lexicon has {len(columns)} columns, it needs 2: {row}"
            )
        asked, used = ([part.strip() for part in column.split(",")] for column in columns)
        added = tuple(dict.fromkeys(term for words in used for term in analyse(words)))
        for words in asked:
            if terms := frozenset(analyse(words)):
                entries.append(Entry(terms, added))
            if words.isupper():
                acronyms[words.casefold()] = used[0]
    return Lexicon(tuple(entries), acronyms)


@cache
def load_lexicon(analyse: Callable[[str], Sequence[str]]) -> Lexicon:
    """The lexicon of this package, its words analysed as those of the index."""
    with LEXICON.open(encoding="utf-8") as lines:
        return parse_lexicon(lines, analyse=analyse)
