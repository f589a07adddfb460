"""Documents, each with all that follows from it alone, whatever else the corpus holds."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import orjson

from corpus.document import Document
from corpus.law.citation_grammar import Mention
from corpus.law.citation_graph import mentions_of
from corpus.passage import Passage
from index.features.extract import find_definitions
from index.features.passage_features import Definition
from index.features.word_counts import count_words
from index.indexed_text import matched_text
from index.indexing.cache import Cache, cache_key
from index.indexing.cutting import Bounds, Split, cut_document, sentence_bounds
from index.snapshot.index import Index
from index.snapshot.records import from_json, parse_passage, passage_line, to_line
from index.text.terms import analyse

# To be raised when what is kept of a document is written otherwise than before.
RECORD_VERSION = 3

_KEPT_EVERY = 64  # documents


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document, its passages, and what they hold.

    `sentences` has the bounds of each passage's sentences, and `terms` how often it holds each
    term. `definitions` name their passages by their numbers in the document. `words` says how often
    it has each word. `record` digests all that is known of it, and `cut` its passages and
    sentences.
    """

    document: Document
    line: bytes = field(repr=False)
    record: str
    cut: str
    passages: tuple[Passage, ...] = field(repr=False)
    sentences: tuple[Bounds, ...] = field(repr=False)
    terms: tuple[Mapping[str, int], ...] = field(repr=False)
    mentions: tuple[Mention, ...] = field(repr=False)
    definitions: tuple[Definition, ...] = field(repr=False)
    words: Mapping[str, int] = field(repr=False)


class Preparer:
    """Prepares documents, or finds in the cache what it made of the very same ones before.

    `settings` is the digest of the settings of the build.
    """

    def __init__(self, split: Split, *, cache: Cache, settings: str) -> None:
        self._split = split
        self._cache = cache
        self._settings = settings
        self._new: list[tuple[bytes, bytes]] = []

    def prepare(self, document: Document) -> PreparedDocument:
        """The document with what follows from it. Raises UnreadableFile where it cannot be cut."""
        line = to_line(document)
        record = hashlib.sha256(line).hexdigest()
        key = cache_key("document", self._settings, record)
        for _, value in self._cache.find([key]):
            return _parse_record(value, document, line, record)
        prepared = _prepare(document, line, record, self._split)
        self._new.append((key, cached_record(prepared)))
        if len(self._new) >= _KEPT_EVERY:
            self.flush()
        return prepared

    def flush(self) -> None:
        """Keeps in the cache what is not there yet."""
        self._cache.add(self._new)
        self._new.clear()


def document_keys(index: Index) -> Iterator[bytes]:
    """The cache's keys of all the documents of a snapshot."""
    settings = index.manifest.settings
    return (cache_key("document", settings, entry.record) for entry in index.catalog)


def _prepare(document: Document, line: bytes, record: str, split: Split) -> PreparedDocument:
    passages = cut_document(document, split)
    sentences = tuple(sentence_bounds(passage) for passage in passages)
    terms = (analyse(matched_text(one), language=document.language) for one in passages)
    return PreparedDocument(
        document=document,
        line=line,
        record=record,
        cut=_digest(passages, sentences),
        passages=passages,
        sentences=sentences,
        terms=tuple(Counter(one) for one in terms),
        mentions=mentions_of(document) if passages else (),
        definitions=tuple(find_definitions(document, passages, sentences)),
        words=count_words([document.text]),
    )


def _digest(passages: Sequence[Passage], sentences: Sequence[Bounds]) -> str:
    digest = hashlib.sha256(b"\n".join(map(passage_line, passages)))
    for bounds in sentences:
        digest.update(b"\0" + bounds.astype("<i4").tobytes())
    return digest.hexdigest()


def cached_record(prepared: PreparedDocument) -> bytes:
    """What is kept of the document in the cache: all that does not stand in its own line."""
    content = {
        "cut": prepared.cut,
        "passages": [orjson.Fragment(passage_line(one)) for one in prepared.passages],
        "sentences": prepared.sentences,
        "terms": prepared.terms,
        "mentions": prepared.mentions,
        "definitions": prepared.definitions,
        "words": prepared.words,
    }
    return orjson.dumps(content, default=sorted, option=orjson.OPT_SERIALIZE_NUMPY)


def _parse_record(value: bytes, document: Document, line: bytes, record: str) -> PreparedDocument:
    content = orjson.loads(value)
    documents = {document.id: document}
    return PreparedDocument(
        document=document,
        line=line,
        record=record,
        cut=content["cut"],
        passages=tuple(parse_passage(row, documents) for row in content["passages"]),
        sentences=tuple(np.array(rows, np.int32) for rows in content["sentences"]),
        terms=tuple(content["terms"]),
        mentions=from_json(tuple[Mention, ...], content["mentions"]),
        definitions=from_json(tuple[Definition, ...], content["definitions"]),
        words=content["words"],
    )
