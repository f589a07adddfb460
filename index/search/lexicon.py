"""The administrative lexicon: what laws and plans call the things that citizens ask about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.search.terms import analyse

LEXICONS = Path(__file__).with_name("lexicons")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """`asked`, all in a question, call up `used`: alternatives, each of one or more terms.

    The former are terms of the question's language, the latter of the texts' own.
    """

    asked: frozenset[str]
    used: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What questions in one language call up in texts of one language, and acronyms spelt out."""

    entries: tuple[Entry, ...]
    acronyms: Mapping[str, str]

    def called_up(self, terms: Sequence[str]) -> tuple[Entry, ...]:
        """The entries that these terms call up, one for the same words."""
        present = frozenset(terms)
        found: dict[frozenset[str], dict[tuple[str, ...], None]] = {}
        for entry in self.entries:
            if entry.asked <= present:
                found.setdefault(entry.asked, {}).update(dict.fromkeys(entry.used))
        return tuple(Entry(asked, tuple(used)) for asked, used in found.items())


def spell_out(text: str) -> str:
    """The text with what each of its acronyms stands for, in brackets behind it."""
    acronyms = _acronyms()

    def spelt(found: re.Match[str]) -> str:
        meaning = acronyms.get(found.group().casefold())
        return found.group() if meaning is None else f"{found.group()} ({meaning})"

    return _WORD.sub(spelt, text)


def parse_lexicon(lines: Iterable[str], *, asked: str, used: str) -> Lexicon:
    """The lexicon that rows of "words, words <tab> words, words" write; "#" opens a comment.

    `asked` is the language of questions and `used` that of texts. Words in capitals are acronyms.
    Raises ValueError naming the row that has not two columns.
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
        left, right = ([part.strip() for part in column.split(",")] for column in columns)
        alternatives = (tuple(dict.fromkeys(analyse(words, language=used))) for words in right)
        called_up = tuple(terms for terms in alternatives if terms)
        for words in left:
            if terms := frozenset(analyse(words, language=asked)):
                entries.append(Entry(terms, called_up))
            if words.isupper():
                acronyms[words.casefold()] = right[0]
    return Lexicon(tuple(entries), acronyms)


@cache
def load_lexicon(*, asked: str, used: str) -> Lexicon:
    """The lexicon of this package for questions and texts in these languages; empty for others."""
    path = LEXICONS / f"{asked}-{used}.tsv"
    if not path.exists():
        return Lexicon((), {})
    with path.open(encoding="utf-8") as lines:
        return parse_lexicon(lines, asked=asked, used=used)


@cache
def _acronyms() -> Mapping[str, str]:
    """Those of French administration, whatever the language of the question that names them."""
    return load_lexicon(asked="fr", used="fr").acronyms
