"""Documents, passages and references come back from their lines as they were."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Article, Block, BlockKind, Document, DocumentKind
from corpus.law.citation_grammar import Mention, Relation
from corpus.law.citation_graph import Reference
from corpus.passage import Locator, Passage
from index.features.passage_features import Definition
from index.snapshot.records import from_line, parse_passage, passage_line, to_line

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.none() | words
days = st.none() | st.dates()


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[int, int]:
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, length))


@st.composite
def blocks(draw: st.DrawFn, length: int) -> Block:
    start, end = draw(spans(length))
    return Block(
        kind=draw(st.sampled_from(BlockKind)),
        start=start,
        end=end,
        level=draw(st.integers(0, 6)),
        page=draw(st.none() | st.integers(1, 99)),
        box=draw(st.integers(0, 3)),
    )


@st.composite
def articles(draw: st.DrawFn, length: int) -> Article:
    start, end = draw(spans(length))
    return Article(
        number=draw(words),
        start=start,
        end=end,
        heading_path=tuple(draw(st.lists(words, max_size=3))),
        source_id=draw(names),
        permalink=draw(names),
        valid_from=draw(days),
        valid_to=draw(days),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
    length = len(text)
    return Document(
        id=draw(st.from_regex(r"[A-Za-z0-9._-]{1,20}", fullmatch=True)),
        kind=draw(st.sampled_from(DocumentKind)),
        title=draw(words),
        text=text,
        language=draw(st.sampled_from(["fr", "en", "de"])),
        blocks=tuple(draw(st.lists(blocks(length), max_size=4))),
        articles=tuple(draw(st.lists(articles(length), max_size=3))),
        short_title=draw(names),
        source_path=draw(words),
        url=draw(names),
        published=draw(days),
        modified=draw(days),
        licence=draw(names),
        publisher=draw(names),
        aliases=tuple(draw(st.lists(words, max_size=2))),
    )


@given(documents())
def test_a_document_comes_back_as_it_was_and_keeps_its_line(document: Document) -> None:
    line = to_line(document)
    assert b"\n" not in line
    assert from_line(Document, line) == document
    assert to_line(from_line(Document, line)) == line


@given(documents(), st.data())
def test_a_passage_comes_back_with_the_words_of_its_document(
    document: Document, data: st.DataObject
) -> None:
    start, end = data.draw(spans(len(document.text)))
    if not document.text[start:end].strip():
        return
    passage = Passage(
        id=data.draw(words),
        document_id=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        locator=Locator(
            tuple(data.draw(st.lists(words, max_size=3))), data.draw(names), data.draw(names), 3
        ),
        context=data.draw(words),
        permalink=data.draw(names),
        valid_from=data.draw(days),
        valid_to=data.draw(days),
    )
    line = passage_line(passage)
    assert b"\n" not in line
    assert parse_passage(orjson.loads(line), {document.id: document}) == passage


def test_the_references_of_a_document_come_back_as_they_were() -> None:
    found = tuple(Reference("a", ("b", "c"), "code", "L1-2", one, 3, 12) for one in Relation)
    assert from_line(tuple[Reference, ...], to_line(found)) == found
    assert from_line(tuple[Reference, ...], to_line(())) == ()


def test_the_mentions_of_a_document_come_back_as_they_were() -> None:
    found = (
        Mention(3, 9, "L1-2", "L1-9", "code des jardins", "2°", Relation.DEROGATES),
        Mention(12, 20, step=-1),
        Mention(30, 40, division="titre"),
    )
    assert from_line(tuple[Mention, ...], to_line(found)) == found


def test_a_definition_comes_back_and_its_terms_stand_in_their_order() -> None:
    found = Definition(3, frozenset({"parvis", "ouvert", "place"}))
    assert to_line(found) == b'{"passage":3,"terms":["ouvert","parvis","place"]}'
    assert from_line(Definition, to_line(found)) == found


def test_a_line_of_another_record_is_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match=r"^as Document, kind: Field required$"):
        from_line(Document, b'{"id": "a"}')
