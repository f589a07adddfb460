"""Documents and passages as lines of JSON, and back, to the letter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

import orjson

from corpus.document import Article, Block, BlockKind, Document, DocumentKind
from corpus.law.citation_grammar import Mention, Relation
from corpus.law.citation_graph import Reference
from corpus.passage import Locator, Passage

_block_row = attrgetter(*(field.name for field in fields(Block)))
_PASSAGE_FIELDS = tuple(
    field.name for field in fields(Passage) if field.name not in ("text", "locator")
)
_passage_row = attrgetter(*_PASSAGE_FIELDS)
_locator_row = attrgetter(*(field.name for field in fields(Locator)))
_DOCUMENT_ID = _PASSAGE_FIELDS.index("document_id")
_START, _END = _PASSAGE_FIELDS.index("start"), _PASSAGE_FIELDS.index("end")
_FROM, _TO = _PASSAGE_FIELDS.index("valid_from"), _PASSAGE_FIELDS.index("valid_to")


def document_line(document: Document) -> bytes:
    """The document as one line of JSON; the same document always gives the same line."""
    content = {field.name: getattr(document, field.name) for field in fields(Document)}
    content["blocks"] = [_block_row(block) for block in document.blocks]
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def parse_document(line: bytes) -> Document:
    """The document of a line made by document_line."""
    content: dict[str, Any] = orjson.loads(line)
    content["kind"] = DocumentKind(content["kind"])
    content["blocks"] = tuple(Block(BlockKind(row[0]), *row[1:]) for row in content["blocks"])
    content["articles"] = tuple(_article(one) for one in content["articles"])
    content["aliases"] = tuple(content["aliases"])
    for name in ("published", "modified"):
        content[name] = _date(content[name])
    return Document(**content)


def _article(content: dict[str, Any]) -> Article:
    content["heading_path"] = tuple(content["heading_path"])
    content["valid_from"] = _date(content["valid_from"])
    content["valid_to"] = _date(content["valid_to"])
    return Article(**content)


def passage_line(passage: Passage) -> bytes:
    """The passage as one line of JSON, without its text, which is its document's."""
    return orjson.dumps([*_passage_row(passage), _locator_row(passage.locator)])


def parse_passage(content: Sequence[Any], documents: Mapping[str, Document]) -> Passage:
    """The passage of a line made by passage_line and loaded, its text cut from its document."""
    *row, locator = content
    row[_FROM], row[_TO] = _date(row[_FROM]), _date(row[_TO])
    text = documents[row[_DOCUMENT_ID]].text[row[_START] : row[_END]]
    return Passage(
        **dict(zip(_PASSAGE_FIELDS, row, strict=True)),
        text=text,
        locator=Locator(tuple(locator[0]), *locator[1:]),
    )


def references_line(references: Sequence[Reference]) -> bytes:
    """The references of one document to articles as one line of JSON."""
    return orjson.dumps(references)


def parse_references(line: bytes) -> list[Reference]:
    """The references of a line made by references_line."""
    return [
        Reference(**one | {"targets": tuple(one["targets"]), "relation": Relation(one["relation"])})
        for one in orjson.loads(line)
    ]


def mentions_line(mentions: Sequence[Mention]) -> bytes:
    """The mentions of articles in one document as one line of JSON."""
    return orjson.dumps(mentions)


def parse_mentions(content: Iterable[dict[str, Any]]) -> Iterator[Mention]:
    """The mentions of a line made by mentions_line and loaded."""
    return (Mention(**one | {"relation": Relation(one["relation"])}) for one in content)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
