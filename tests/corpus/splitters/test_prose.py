"""Passages of notes and pages."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.builder import DocumentBuilder
from corpus.document import Block, BlockKind, Document, DocumentKind
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
from corpus.splitters import split
from corpus.splitters.prose import split_prose
from tests.corpus.generated import documents


def _words(text: str) -> int:
    return len(text.split()) + 2


def _letters(text: str) -> int:
    return len(text) // 4 + 3


_COUNTERS = st.sampled_from([_words, _letters])
_BUDGETS = st.integers(24, 300)


def _split(
    document: Document, max_tokens: int = 60, count: Callable[[str], int] = _words
) -> tuple[Passage, ...]:
    return split_prose(document, count_tokens=count, max_tokens=max_tokens)


def _page(*lines: str, title: str = "Titre", max_tokens: int = 60) -> tuple[Passage, ...]:
    """The passages of a page written as "h2 Titre", "p Texte", "li1 Point", "> p En boîte"."""
    kinds = {
        "h": BlockKind.HEADING,
        "p": BlockKind.PARAGRAPH,
        "li": BlockKind.LIST_ITEM,
        "tr": BlockKind.TABLE_ROW,
    }
    builder = DocumentBuilder()
    boxed: list[tuple[bool, BlockKind, int, str]] = []
    for line in lines:
        mark, text = line.removeprefix("> ").split(" ", 1)
        name = mark.rstrip("0123456789")
        boxed.append((line.startswith("> "), kinds[name], int(mark[len(name) :] or 0), text))
    index = 0
    while index < len(boxed):
        if boxed[index][0]:
            with builder.boxed():
                while index < len(boxed) and boxed[index][0]:
                    builder.add(boxed[index][1], boxed[index][3], level=boxed[index][2])
                    index += 1
        else:
            builder.add(boxed[index][1], boxed[index][3], level=boxed[index][2])
            index += 1
    document = builder.build(id="d", source_path="d.md", title=title, kind=DocumentKind.PAGE)
    return _split(document, max_tokens)


def _sentences(count: int, words: int = 8) -> str:
    return " ".join(f"Phrase {n} " + "de mots " * (words // 2 - 1) + "fin." for n in range(count))


@given(documents(), _BUDGETS, _COUNTERS)
def test_a_passage_is_to_the_letter_where_it_says(
    document: Document, max_tokens: int, count: Callable[[str], int]
) -> None:
    for passage in _split(document, max_tokens, count):
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""


@given(documents(), _BUDGETS, _COUNTERS)
def test_no_two_passages_share_an_id_or_a_character(
    document: Document, max_tokens: int, count: Callable[[str], int]
) -> None:
    passages = _split(document, max_tokens, count)
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(before.end <= after.start for before, after in pairwise(passages))


@given(documents(), _BUDGETS, _COUNTERS)
def test_every_word_outside_headings_is_in_a_passage(
    document: Document, max_tokens: int, count: Callable[[str], int]
) -> None:
    covered = {
        place
        for passage in _split(document, max_tokens, count)
        for place in range(passage.start, passage.end)
    }
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            for place in range(block.start, block.end):
                assert place in covered or not document.text[place].isalnum()


@given(documents(), _BUDGETS)
def test_every_heading_is_in_a_passage_or_above_one(document: Document, max_tokens: int) -> None:
    passages = _split(document, max_tokens)
    told = {heading for passage in passages for heading in passage.locator.heading_path}
    for block in document.blocks:
        heading = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING and any(c.isalnum() for c in heading):
            inside = any(p.start <= block.start < p.end for p in passages)
            assert inside or heading in told


@given(documents(), _BUDGETS, _COUNTERS)
@pytest.mark.slow
def test_context_and_text_keep_to_the_budget(
    document: Document, max_tokens: int, count: Callable[[str], int]
) -> None:
    for passage in _split(document, max_tokens, count):
        alone = len(passage.text.split()) == 1
        assert alone or count(f"{passage.context}\n{passage.text}") <= max_tokens


@given(documents(), _BUDGETS)
@pytest.mark.slow
def test_a_sentence_is_cut_only_where_it_is_too_long_alone(
    document: Document, max_tokens: int
) -> None:
    passages = _split(document, max_tokens)
    for block in document.blocks:
        for start, end in sentence_spans(document.text[block.start : block.end]):
            start, end = block.start + start, block.start + end  # noqa: PLW2901
            inside = [p for p in passages if p.start < end and start < p.end]
            if len(inside) > 1:
                least = min(max_tokens - _words(passage.context) for passage in inside)
                assert _words(document.text[start:end]) > least


@given(st.text())
def test_a_document_without_blocks_is_split_all_the_same(text: str) -> None:
    document = Document("d", DocumentKind.PAGE, "Titre", text)
    joined = "".join(passage.text for passage in _split(document))
    assert [c for c in joined if c.isalnum()] == [c for c in text if c.isalnum()]


def test_the_same_document_gives_the_same_passages() -> None:
    lines = ("h2 A", f"p {_sentences(20)}", "p Même texte.", "h2 B", "p Même texte.")
    assert _page(*lines) == _page(*lines)


def test_the_context_tells_title_and_headings_and_the_text_neither() -> None:
    (first, second) = _page(
        "h1 Titre", f"p {_sentences(3)}", "h2 Partie", "h3 Détail", f"p {_sentences(4)}"
    )
    assert (first.context, first.locator.heading_path) == ("Titre", ("Titre",))
    assert second.context == "Titre > Partie > Détail"
    assert second.locator.heading_path == ("Titre", "Partie", "Détail")
    assert second.text == _sentences(4)


def test_a_long_context_loses_its_outer_headings_first() -> None:
    long = "Un intitulé de partie qui n'en finit pas de dire"
    lines = (f"h2 {long} un", f"h3 {long} deux", "h4 Détail", f"p {_sentences(2)}")
    (passage,) = _page(*lines, max_tokens=48)
    assert passage.context == "Titre > Détail"
    assert passage.locator.heading_path == (f"{long} un", f"{long} deux", "Détail")


def test_no_passage_runs_over_a_heading_though_it_would_fit() -> None:
    passages = _page("h2 A", f"p {_sentences(2)}", "h2 B", f"p {_sentences(2)}", max_tokens=100)
    assert [passage.locator.heading_path for passage in passages] == [("A",), ("B",)]


def test_tiny_neighbours_are_told_together_with_their_headings() -> None:
    (passage,) = _page(
        "h2 Horaires", "h3 Lundi", "p Neuf heures.", "h3 Mardi", "p Dix heures.", max_tokens=80
    )
    assert passage.locator.heading_path == ("Horaires",)
    assert passage.text == "Lundi\n\nNeuf heures.\n\nMardi\n\nDix heures."


def test_a_heading_under_which_nothing_stands_is_not_lost() -> None:
    passages = _page("h2 Partie", f"p {_sentences(3)}", "h2 Contact : 01 23 45 67 89")
    assert [passage.text for passage in passages] == [
        _sentences(3),
        "Contact : 01 23 45 67 89",
    ]


def test_a_heading_alone_in_a_box_stays_in_its_place() -> None:
    passages = _page("h2 Partie", "> h3 Le titre", f"p {_sentences(3)}", "h2 Fin", max_tokens=80)
    assert [passage.text for passage in passages] == ["Le titre", _sentences(3), "Fin"]


def test_the_heading_of_a_box_rules_nothing_after_the_box() -> None:
    inside, after = _page(
        "h2 Partie", "> h3 Définition", f"> p {_sentences(3)}", f"p {_sentences(3)}"
    )
    assert inside.locator.heading_path == ("Partie", "Définition")
    assert after.locator.heading_path == ("Partie",)


def test_items_stay_with_the_words_that_announce_them_where_they_fit() -> None:
    passages = _page(
        f"p {_sentences(4)}", "p Il faut :", f"li1 {_sentences(1)}", f"li1 {_sentences(2)}"
    )
    assert [passage.text.split("\n")[0] for passage in passages] == [_sentences(4), "Il faut :"]


def test_items_cut_from_their_announcement_have_it_in_their_context() -> None:
    passages = _page("p Il faut tout cela :", *[f"li1 {_sentences(2)}"] * 5)
    assert len(passages) > 1
    assert all(p.context == "Titre\nIl faut tout cela :" for p in passages[1:])


def _table(
    rows: Sequence[tuple[str, ...]], *, head: int = 1, max_tokens: int = 60
) -> list[Passage]:
    builder = DocumentBuilder()
    builder.paragraph("Voici ce qui est prévu :")
    builder.table(rows, head=head)
    document = builder.build(id="d", source_path="d", title="Titre", kind=DocumentKind.PAGE)
    return list(_split(document, max_tokens))


def test_rows_cut_from_their_table_have_its_head_in_their_context() -> None:
    rows = [("Poste", "Coût"), *((f"Banc {n}", _sentences(1)) for n in range(40))]
    first, *others = _table(rows)
    assert first.text.startswith("Voici ce qui est prévu :\n\nPoste | Coût\nBanc 0")
    assert len(others) > 3
    assert all(p.context == "Titre\nPoste | Coût" for p in others)


def test_the_sentences_of_a_long_row_have_the_head_of_their_table_in_their_context() -> None:
    _, *others = _table([("Poste", "Coût"), ("Bancs", _sentences(30))])
    assert len(others) > 3
    assert all(p.context == "Titre\nPoste | Coût" for p in others)


def test_rows_of_a_table_without_head_are_told_under_what_announces_them() -> None:
    passages = _table([(f"Banc {n}", _sentences(1)) for n in range(20)], head=0)
    assert {p.context for p in passages[1:]} == {"Titre\nVoici ce qui est prévu :"}


def test_a_sentence_that_is_too_long_is_cut_after_a_clause() -> None:
    clause = "une suite de mots qui dit quelque chose de long"
    passages = _page(f"p Il y a {', '.join([clause] * 12)}.", max_tokens=40)
    assert len(passages) > 2
    assert all(passage.text.endswith((",", ".")) for passage in passages)


@pytest.mark.parametrize("junk", ["x" * 5000, "x, " * 3000, "-" * 5000, "| " * 500])
def test_what_no_person_wrote_still_keeps_to_the_budget(junk: str) -> None:
    document = Document("d", DocumentKind.PAGE, "Titre", junk)
    for passage in _split(document, 60, _letters):
        assert _letters(f"{passage.context}\n{passage.text}") <= 60


def test_the_page_is_that_of_the_first_character() -> None:
    text = f"{_sentences(5)}\n\n{_sentences(5)}"
    half = len(_sentences(5))
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, half, page=3),
        Block(BlockKind.PARAGRAPH, half + 2, len(text), page=4),
    )
    document = Document("d", DocumentKind.PAGE, "Titre", text, blocks=blocks)
    assert [passage.locator.page for passage in _split(document)] == [3, 4]


@pytest.mark.parametrize("kind", [DocumentKind.PAGE, DocumentKind.CONCEPT_NOTE])
def test_notes_and_pages_are_split_as_prose(kind: DocumentKind) -> None:
    document = Document("d", kind, "Titre", _sentences(20))
    assert split(document, count_tokens=_words, max_tokens=60) == _split(document)
