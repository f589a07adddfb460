"""The words around a passage are the document's own, to the letter."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.http.surrounding_text import surrounding_text
from corpus.builder import DocumentBuilder
from corpus.document import BlockKind, Document
from corpus.passage import Locator, cut
from tests.assistant.stand_in import law, passages_of

words = st.text(alphabet="abcé .\n", min_size=1, max_size=300).filter(str.strip)


def made_of(paragraphs: list[str]) -> Document:
    builder = DocumentBuilder()
    for paragraph in paragraphs:
        builder.add(BlockKind.PARAGRAPH, paragraph)
    return builder.build(id="d", source_path="d")


@given(paragraphs=st.lists(words, min_size=1, max_size=8), data=st.data())
def test_before_text_and_after_follow_each_other_in_the_document(
    paragraphs: list[str], data: st.DataObject
) -> None:
    document = made_of(paragraphs)
    inked = [place for place, char in enumerate(document.text) if not char.isspace()]
    start = data.draw(st.sampled_from(inked))
    end = data.draw(st.sampled_from([place for place in inked if place >= start])) + 1
    limit = data.draw(st.integers(0, 400))
    passage = cut(document, start, end, locator=Locator())

    before, after = surrounding_text(document, passage, limit=limit)

    assert len(before) <= limit
    assert len(after) <= limit
    begin = start - len(before)
    assert document.text[begin : end + len(after)] == before + passage.text + after


def test_both_sides_are_cut_where_blocks_are() -> None:
    document = made_of(["Premier.", "Deuxième.", "Troisième.", "Quatrième.", "Cinquième."])
    middle = document.blocks[2]
    passage = cut(document, middle.start, middle.end, locator=Locator())

    assert surrounding_text(document, passage, limit=20) == ("Deuxième.\n\n", "\n\nQuatrième.")
    assert surrounding_text(document, passage, limit=12) == ("Deuxième.\n\n", "\n\nQuatrième.")


def test_a_block_that_is_too_long_is_cut_between_words() -> None:
    document = made_of(["un deux trois quatre", "ICI", "cinq six sept huit"])
    middle = document.blocks[1]
    passage = cut(document, middle.start, middle.end, locator=Locator())

    before, after = surrounding_text(document, passage, limit=12)

    assert before == "quatre\n\n"
    assert after == "\n\ncinq six"


def test_a_short_document_is_given_whole() -> None:
    document = law()
    second = passages_of(document)[1]

    before, after = surrounding_text(document, second)

    assert before + second.text + after == document.text
