"""The administrative lexicon: what laws and plans call the things that citizens ask about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.text.terms import analyse

LEXICONS = Path(__file__).with_name("lexicons")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Expansion:
    """`terms` of a question, where it has all of them, and the `alternatives` that texts use.

    Each alternative is one or more terms, in the language of the texts.
    """

    terms: frozenset[str]
    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Expansions of questions in one language for texts in one language, and acronyms spelt out."""

    expansions: tuple[Expansion, ...]
    acronyms: Mapping[str, str]

    def expand(self, terms: Sequence[str]) -> tuple[Expansion, ...]:
        """The expansions of these terms."""
        present = frozenset(terms)
        return tuple(one for one in self.expansions if one.terms <= present)


def spell_out(text: str) -> str:
    """The text with what each of its acronyms stands for, in brackets behind it."""
    # Those of French administration, whatever the language of the question that names them.
    acronyms = load_lexicon(questions="fr", texts="fr").acronyms

    def spelt(found: re.Match[str]) -> str:
        meaning = acronyms.get(found.group().casefold())
        return found.group() if meaning is None else f"{found.group()} ({meaning})"

    return _WORD.sub(spelt, text)


def parse_lexicon(lines: Iterable[str], *, questions: str, texts: str) -> Lexicon:
    """The lexicon that rows of "words, words <tab> words, words" write; "#" opens a comment.

    `questions` and `texts` are the languages of the left column and of the right one. Words in
    capitals are acronyms. Raises ValueError naming the row that has not two columns, or expands
    what an earlier one does.
    """
    expansions: dict[frozenset[str], Expansion] = {}
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
        alternatives = tuple(
            tuple(dict.fromkeys(analyse(words, language=texts))) for words in right
        )
        for words in left:
            terms = frozenset(analyse(words, language=questions))
            one = expansions.setdefault(terms, Expansion(terms, alternatives))
            if one.alternatives != alternatives:
                raise ValueError(f"row {number} of the lexicon expands {words!r} again: {row}")
            if words.isupper():
                acronyms[words.casefold()] = right[0]
    return Lexicon(tuple(expansions.values()), acronyms)


@cache
def load_lexicon(*, questions: str, texts: str) -> Lexicon:
    """The lexicon of this package for questions and texts in these languages; empty for others."""
    path = LEXICONS / f"{questions}-{texts}.tsv"
    if not path.exists():
        return Lexicon((), {})
    with path.open(encoding="utf-8") as lines:
        return parse_lexicon(lines, questions=questions, texts=texts)
