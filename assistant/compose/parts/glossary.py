"""Glossary: the terms that the documents of an index define, and where each is defined."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.document import Document
from corpus.passage import Passage
from corpus.text import with_plain_marks
from index.snapshot.index import Index
from index.text.definitions import defined_thing, listed_thing, opens_definitions
from index.text.terms import analyse

# A single word that more than this share of the passages have needs no explaining.
_COMMON = 0.05
_FEWEST = 3  # passages: of a handful, no share says that a word is common
_LONGEST = 8  # words of a term
_MOST_ENTRIES = 20_000
_LONGEST_DEFINITION = 600  # characters
_NEAR = 120  # characters in which a definition says what its thing does
_GLOSSARY = re.compile(
    r"\A(?:définitions?|abréviations?|glossaire|lexique|vocabulaire|sigles|definitions?|glossary"
    r"|abbreviations?|acronyms?)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\A[^:\n]{2,80}? ?: \S")
# "X est un Y" says what X is where Y is said to be one that does something, or X is a name.
_COPULA = re.compile(r"\A[»\"” ]*(?:\([^)]{1,60}\) )?(?:est|désigne|is|refers to)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:qui|que|qu'|dont|par l[ea]quelle?|visant|permettant|which|that|who|whose)\b"
)
_SAME = re.compile(r"\b(?:même|seule?|premi[èe]re?|derni[èe]re?|same|only|first|last)\b")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\A(?:[A-ZÀ-Ý]{2,8}\Z|[A-ZÀ-Ý]\S+ \S)")
_ACRONYM = re.compile(r"\A[A-ZÀ-Ý]{2,8}\Z")
# "Abrogation d'un acte : ...": the law goes on to say "abrogation".
_OF_A = re.compile(r" d'une? .*\Z")
# "Au sens du présent titre": what is defined has that meaning there.
_SCOPE = re.compile(
    r"\b(?:présente? |this )(?P<part>livre|titre|chapitre|sous-section|section|paragraphe"
    r"|part|title|chapter|section)\b",
    re.IGNORECASE,
)
_LEADING_MARKS = ' -–•*«"“'


@dataclass(frozen=True, slots=True)
class Entry:
    """A term by its stems, and the sentence of a passage that defines it.

    `apart` tells, of each stem but the first, whether short words stand before it. It holds under
    the headings `scope`. `anywhere` says that it means the same in other documents: several words
    that a list defines do, and names. An `acronym` is written in no other way.
    """

    stems: tuple[str, ...]
    apart: tuple[bool, ...]
    document: Document
    passage: Passage
    start: int
    end: int
    scope: tuple[str, ...]
    anywhere: bool
    acronym: str = ""


class Glossary:
    """The terms defined in an index, by the stem that opens them."""

    def __init__(self, index: Index) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in islice(_entries(index), _MOST_ENTRIES):
            self._entries[entry.stems[0]].append(entry)

    def of(self, stem: str) -> Sequence[Entry]:
        """The terms that open with a stem."""
        return self._entries.get(stem, ())


def _entries(index: Index) -> Iterator[Entry]:
    most = max(_FEWEST, _COMMON * len(index.passages))
    for found in _definitions(index):
        for name in dict.fromkeys((found.thing, _OF_A.sub("", found.thing))):
            stems, apart = _stems(name, found.document.language)
            acronym = name if _ACRONYM.match(name) else ""
            word = len(stems) == 1 and not acronym
            if not stems or len(stems) > _LONGEST:
                continue
            if word and index.lexical.frequency(stems[0]) > most:
                continue
            yield Entry(
                stems,
                apart,
                found.document,
                found.passage,
                found.start,
                found.end,
                scope=_scope(found.opener, found.passage.locator.heading_path),
                anywhere=not word and (found.sure or _NAME.match(name) is not None),
                acronym=acronym,
            )


def _stems(name: str, language: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The stems of a term, and which of them short words that have none stand before."""
    stems: list[str] = []
    apart: list[bool] = []
    skipped = False
    for word in _WORD.findall(name):
        found = analyse(word, language=language)
        if found:
            stems.extend(found)
            apart.extend((skipped,) * len(found))
        skipped = not found
    return tuple(stems), tuple(apart[1:])


@dataclass(frozen=True, slots=True)
class _Definition:
    thing: str
    document: Document
    passage: Passage
    start: int
    end: int
    opener: str
    sure: bool


def _definitions(index: Index) -> Iterator[_Definition]:
    """Each definition that is certain, with the sentence that may say where it holds."""
    defining = {one.passage for one in index.features.definitions}
    opener, article = "", ""
    for row, passage in enumerate(index.passages):
        locator = passage.locator
        path = locator.heading_path
        in_glossary = bool(path) and _GLOSSARY.match(path[-1]) is not None
        if row not in defining and not in_glossary:
            continue
        document = index.documents[passage.document_id]
        unit = f"{document.id} {locator.article}"
        opener, article = (opener, article) if unit == article else ("", unit)
        opens_block = {block.start for block in document.blocks} if in_glossary else frozenset()
        for start, end in index.sentences(row):
            sentence = with_plain_marks(document.text[start:end])
            if end - start <= _LONGEST_DEFINITION:
                entry = start in opens_block and _ENTRY.match(sentence) is not None
                thing = _listed(sentence) if entry else opener and listed_thing(sentence)
                sure = bool(thing) or not _is_copular(sentence)
                thing = thing or _defined(sentence)
                if thing:
                    yield _Definition(
                        thing, document, passage, start, end, opener or sentence, sure
                    )
            if opens_definitions(sentence):
                opener = sentence


def _scope(words: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The headings under which a definition holds, down to the part that its words name."""
    found = _SCOPE.search(words)
    if found is None:
        return ()
    part = found["part"].casefold()
    for depth, heading in enumerate(path, 1):
        if heading.casefold().startswith(part):
            return path[:depth]
    return path


def _listed(sentence: str) -> str:
    return sentence.partition(":")[0].strip(_LEADING_MARKS)


def _is_copular(sentence: str) -> bool:
    """Whether it says what its thing is by "est un", as sentences do that define nothing."""
    thing = defined_thing(sentence)
    return thing is not None and _COPULA.match(sentence.partition(thing)[2]) is not None


def _defined(sentence: str) -> str | None:
    """What a sentence defines for sure: one that only says "est un" must say what that does."""
    thing = defined_thing(sentence)
    if thing is None or _RELATIVE.search(thing):
        return None
    after = sentence.partition(thing)[2]
    says = _NAME.match(thing) or not _COPULA.match(after) or _says_what(after[:_NEAR])
    return thing.strip(_LEADING_MARKS) if says else None


def _says_what(after: str) -> bool:
    return _RELATIVE.search(after) is not None and _SAME.search(after) is None
