"""Glossary: the terms that the documents of an index define, and where each is defined."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.document import Block, BlockKind, Document, DocumentKind
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
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
_POINTING = re.compile(r"\b(?:cet?|cette|ces|this|these|that|its|their)\b", re.IGNORECASE)
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
    that a list defines do, and names. An `acronym` is written in no other way. `word` is the term
    where a document other than a law defines one word alone.
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
    word: str = ""


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
                word=name if word and found.document.kind is not DocumentKind.LAW else "",
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
    opener, unit = "", ("", "")
    for row in sorted({one.passage for one in index.features.definitions}):
        passage = index.passages[row]
        document = index.documents[passage.document_id]
        if unit != (document.id, passage.locator.article or ""):
            opener, unit = "", (document.id, passage.locator.article or "")
        for start, end in index.sentences(row):
            sentence = with_plain_marks(document.text[start:end])
            listed = (opener and listed_thing(sentence)) or ""
            thing = listed or _defined(sentence)
            if thing and end - start <= _LONGEST_DEFINITION:
                sure = bool(listed) or not _is_copular(sentence)
                yield _Definition(thing, document, passage, start, end, opener or sentence, sure)
            if opens_definitions(sentence):
                opener = sentence
    for document in index.documents.values():
        yield from _listed(document, index)


def _listed(document: Document, index: Index) -> Iterator[_Definition]:
    """The entries of a document's glossaries, each a block of its own."""
    passages = index.rows.get(document.id, range(0))
    for block in _in_glossaries(document):
        words = with_plain_marks(document.text[block.start : block.end])
        row = bisect_right(passages, block.start, key=lambda one: index.passages[one].start) - 1
        if _ENTRY.match(words) and row >= 0:
            passage = index.passages[passages[row]]
            end = min(block.end, passage.end, block.start + _first_sentences(words))
            thing = words.partition(":")[0].strip(_LEADING_MARKS)
            if block.start < end:
                yield _Definition(thing, document, passage, block.start, end, "", sure=True)


def _in_glossaries(document: Document) -> Iterator[Block]:
    """The blocks under headings of a glossary."""
    level: int | None = None
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            if level is not None:
                yield block
        elif level is None or block.level <= level:
            heading = document.text[block.start : block.end]
            level = block.level if _GLOSSARY.match(heading) else None


def _first_sentences(words: str) -> int:
    """How much of an entry is told: all of it, or its first sentence where it is long."""
    return len(words) if len(words) <= _LONGEST_DEFINITION else next(iter(sentence_spans(words)))[1]


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


def _is_copular(sentence: str) -> bool:
    """Whether it says what its thing is by "est un", as sentences do that define nothing."""
    thing = defined_thing(sentence)
    return thing is not None and _COPULA.match(sentence.partition(thing)[2]) is not None


def _defined(sentence: str) -> str | None:
    """What a sentence defines for sure: one that only says "est un" must say what that does."""
    thing = defined_thing(sentence)
    if thing is None or _RELATIVE.search(thing) or _POINTING.search(thing):
        return None
    after = sentence.partition(thing)[2]
    # What opens its sentence has a capital in any case.
    named = _ACRONYM.match(thing) or (_NAME.match(thing) and not sentence.startswith(thing))
    says = named or not _COPULA.match(after) or _says_what(after[:_NEAR])
    return thing.strip(_LEADING_MARKS) if says else None


def _says_what(after: str) -> bool:
    return _RELATIVE.search(after) is not None and _SAME.search(after) is None
