"""Claims on stretches: how much is quoted around a sentence, and what a cut or a fold tells."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.spans.quotable_spans import quotable_spans
from assistant.compose.spans.stretch import BOUNDS, Stretch, stretch_around
from assistant.evidence.evidence_set import Unit
from corpus.builder import DocumentBuilder
from corpus.document import DocumentKind
from corpus.passage import Locator, cut

_LONG = "Le gardien note aussi chaque passage dans un grand cahier relié de toile bleue. " * 12
_ITEM = "les demandes qui portent sur un registre clos depuis de très nombreuses années"


def _unit(blocks: Sequence[tuple[str, str]], *, kind: DocumentKind = DocumentKind.LAW) -> Unit:
    """An article of a law, or a page, of such blocks in one passage."""
    builder = DocumentBuilder()
    for block, text in blocks:
        if block == "heading":
            builder.heading(text, level=2)
        elif block == "item":
            builder.list_item(text)
        elif block == "row":
            builder.table_row(text)
        else:
            builder.paragraph(text)
    document = builder.build(id="d", source_path="d", title="T", kind=kind, language="fr")
    number = "L1-1" if kind is DocumentKind.LAW else None
    passage = cut(document, 0, len(document.text), locator=Locator(article=number))
    return Unit(document, (passage,), 1.0)


def _around(unit: Unit, words: str, likeness: Mapping[str, float] | None = None) -> Stretch:
    """The stretch around the sentence that begins so."""
    text = unit.document.text
    span = next(
        one
        for one in quotable_spans(unit.document, unit.passages)
        if text[one.core[0] :].startswith(words)
    )

    def like(line: tuple[int, int]) -> float:
        near = (likeness or {}).items()
        return max((value for key, value in near if key in text[slice(*line)]), default=0.0)

    return stretch_around(unit, span, like)


def _shown(unit: Unit, stretch: Stretch) -> list[str]:
    return [unit.document.text[start:end] for start, end in stretch.shown]


def _folded(unit: Unit, stretch: Stretch) -> list[str]:
    return [unit.document.text[start:end] for start, end in stretch.folded]


def test_of_a_long_article_only_the_alinea_is_quoted() -> None:
    unit = _unit([("p", "Le registre est public."), ("p", _LONG), ("p", "Le parvis est clos.")])
    stretch = _around(unit, "Le registre")
    assert _shown(unit, stretch) == ["Le registre est public."]
    assert not stretch.cut_after


def test_alineas_that_lean_on_each_other_are_quoted_together() -> None:
    unit = _unit(
        [
            ("p", "Le parvis est clos."),
            ("p", "Le registre est public."),
            ("p", "Toutefois, il ferme le soir."),
            ("p", "Ce délai court dès la demande."),
            ("p", _LONG),
        ]
    )
    together = (
        "Le registre est public.\n\nToutefois, il ferme le soir.\n\nCe délai court dès la demande."
    )
    for words in ("Le registre", "Toutefois", "Ce délai"):
        assert _shown(unit, _around(unit, words)) == [together]


def test_a_reservation_that_does_not_fit_is_marked_by_the_cut() -> None:
    unit = _unit([("p", "Le registre est public."), ("p", f"Toutefois, {_LONG}")])
    stretch = _around(unit, "Le registre")
    assert _shown(unit, stretch) == ["Le registre est public."]
    assert stretch.cut_after
    assert not stretch.cut_before


_ITEMS = [("item", "1° Aux gardiens ;"), ("item", "2° Aux visiteurs.")]


def test_an_alinea_that_may_be_set_aside_is_quoted_with_what_sets_it_aside() -> None:
    unit = _unit(
        [
            ("p", "Nul ne peut être puni."),
            ("p", "La peine peut toutefois être prononcée."),
            ("p", _LONG),
        ]
    )
    together = "Nul ne peut être puni.\n\nLa peine peut toutefois être prononcée."
    assert _shown(unit, _around(unit, "Nul")) == [together]


def test_what_limits_an_alinea_by_its_number_is_quoted_with_it() -> None:
    limit = [("p", "Les premier et troisième alinéas ne sont pas applicables :"), *_ITEMS]
    unit = _unit([("p", "Le registre est public."), ("p", "Il est clos."), ("p", _LONG), *limit])
    words = "\n".join(
        ["Les premier et troisième alinéas ne sont pas applicables :", "", *[i for _, i in _ITEMS]]
    )
    stretch = _around(unit, "Le registre")
    assert _shown(unit, stretch)[1] == words
    assert not stretch.cut_after


def test_a_limit_of_another_alinea_is_not_quoted() -> None:
    words = "Le quatrième alinéa ne s'applique pas aux gardiens."
    unit = _unit([("p", "Le registre est public."), ("p", _LONG), ("p", words)])
    stretch = _around(unit, "Le registre")
    assert (_shown(unit, stretch), stretch.cut_after) == (["Le registre est public."], False)


def test_a_limit_too_long_to_show_is_folded_and_marked_by_the_cut() -> None:
    limit = f"Le premier alinéa ne s'applique pas aux gardiens. {_LONG}".strip()
    unit = _unit([("p", "Le registre est public."), ("p", "Le parvis est clos."), ("p", limit)])
    stretch = _around(unit, "Le registre")
    assert _shown(unit, stretch) == ["Le registre est public."]
    assert _folded(unit, stretch) == [limit]
    assert stretch.cut_after


def test_a_limit_that_does_not_say_of_what_is_marked_by_the_cut() -> None:
    words = "Les gardiens ne sont pas soumis à ces règles."
    unit = _unit([("p", "Le registre est public."), ("p", _LONG), ("p", words)])
    stretch = _around(unit, "Le registre")
    assert (_shown(unit, stretch), stretch.cut_after) == (["Le registre est public."], True)


def test_the_items_of_an_opening_that_is_leaned_on_are_folded() -> None:
    words = "Le premier alinéa s'applique la nuit."
    unit = _unit([("p", "Le registre est ouvert :"), *_ITEMS, ("p", _LONG), ("p", words)])
    stretch = _around(unit, "Le premier")
    assert _shown(unit, stretch) == ["Le registre est ouvert :", words]
    assert _folded(unit, stretch) == ["1° Aux gardiens ;\n2° Aux visiteurs."]


def test_an_alinea_too_long_to_quote_is_cut_after_whole_sentences_and_says_so() -> None:
    unit = _unit([("p", f"{_LONG}Le registre est public. {_LONG}")])
    stretch = _around(unit, "Le registre")
    [shown] = _shown(unit, stretch)
    assert shown.startswith("Le registre est public.")
    assert shown.endswith(".")
    assert len(shown) <= BOUNDS.article
    assert (stretch.cut_before, stretch.cut_after) == (True, True)


def test_of_a_long_list_the_opening_the_item_and_the_closing_words_are_shown() -> None:
    items = [f"{number}° Pour le registre {number}, {_ITEM} ;" for number in range(1, 16)]
    unit = _unit(
        [
            ("p", "Le maire refuse :"),
            *[("item", item) for item in items],
            ("p", "dans les conditions que fixe un décret."),
        ]
    )
    stretch = _around(unit, "4°")
    assert _shown(unit, stretch) == [
        "Le maire refuse :",
        items[3],
        "dans les conditions que fixe un décret.",
    ]
    assert _folded(unit, stretch) == ["\n".join(items[:3]), "\n".join(items[4:])]


def test_who_asks_for_all_of_a_list_too_long_to_show_gets_the_likeliest_item() -> None:
    items = [f"{number}° Pour le registre {number}, {_ITEM} ;" for number in range(1, 20)]
    unit = _unit([("p", "Le maire refuse :"), *[("item", item) for item in items]])
    shown = _shown(unit, _around(unit, "12°", {"registre 12": 0.9}))
    assert shown == ["Le maire refuse :", items[11]]


def test_the_row_of_a_table_is_quoted_under_what_stands_over_it() -> None:
    rows = [f"Registre {number} | {_ITEM} | Service {number}" for number in range(1, 16)]
    unit = _unit(
        [
            ("p", "Les services compétents figurent dans ce tableau."),
            ("row", "Registre | Demandes | Service"),
            *[("row", row) for row in rows],
        ]
    )
    stretch = _around(unit, "Registre 5")
    assert _shown(unit, stretch) == [
        "Les services compétents figurent dans ce tableau.\n\nRegistre | Demandes | Service",
        rows[4],
    ]
    assert _folded(unit, stretch) == ["\n".join(rows[:4]), "\n".join(rows[5:])]


def test_a_short_section_of_a_page_is_quoted_whole_and_no_other() -> None:
    unit = _unit(
        [
            ("p", "Le parvis est clos."),
            ("heading", "Le registre"),
            ("p", "Le registre est public."),
            ("p", "Il faut le demander au gardien."),
            ("heading", "Le gardien"),
            ("p", "Le gardien a un manteau."),
        ],
        kind=DocumentKind.PAGE,
    )
    assert _shown(unit, _around(unit, "Le registre est")) == [
        "Le registre est public.\n\nIl faut le demander au gardien."
    ]


def test_a_section_is_quoted_from_its_opening_where_that_is_near() -> None:
    opening = "Le registre se lit en deux heures. " * 11
    words = "Le grand registre se lit chez le gardien du parvis. " * 9
    unit = _unit(
        [("p", opening), ("p", words), ("p", _LONG)],
        kind=DocumentKind.PAGE,
    )
    stretch = _around(unit, "Le grand")
    assert _shown(unit, stretch) == [f"{opening.strip()}\n\n{words.strip()}"]
    assert (stretch.cut_before, stretch.cut_after) == (False, True)


def test_of_a_long_section_what_follows_is_quoted_within_bounds() -> None:
    words = [f"Le registre {number} se lit chez le gardien du parvis." for number in range(40)]
    unit = _unit([("p", one) for one in words], kind=DocumentKind.PAGE)
    stretch = _around(unit, words[20])
    [shown] = _shown(unit, stretch)
    assert shown.startswith(words[20])
    assert (stretch.cut_before, stretch.cut_after) == (True, True)
    assert BOUNDS.section / 2 < len(shown) <= BOUNDS.section


def test_what_a_page_says_of_itself_is_left_out_of_its_section() -> None:
    unit = _unit(
        [
            ("p", "Vous voulez lire le registre de la mairie ?"),
            ("p", "Nous vous indiquons les démarches à faire."),
            ("p", "Le registre est public."),
        ],
        kind=DocumentKind.PAGE,
    )
    assert _shown(unit, _around(unit, "Le registre est")) == ["Le registre est public."]


def test_an_item_broken_in_two_by_its_file_is_read_as_one() -> None:
    unit = _unit(
        [
            ("p", "Le maire va :"),
            ("item", "publier le registre et le tenir à jour avant"),
            ("heading", "la fin de la présente année civile"),
            ("item", "ouvrir le parvis."),
        ],
        kind=DocumentKind.PAGE,
    )
    [shown] = _shown(unit, _around(unit, "ouvrir"))
    assert "la fin de la présente année" in shown


@pytest.mark.parametrize("shown", [(), ((0, 5), (3, 8))], ids=["nothing", "overlapping"])
def test_a_stretch_shows_something_and_nothing_twice(shown: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="do not overlap"):
        Stretch(shown)


_SENTENCE = st.sampled_from(
    [
        "Le registre est public.",
        "Toutefois, il ferme le soir.",
        "Ce délai court dès la demande.",
        "Sont refusées les demandes :",
        "Qui peut le lire ?",
        _LONG.strip(),
        _ITEM + " ;",
    ]
)


@given(
    st.lists(st.tuples(st.sampled_from(["p", "item", "row", "heading"]), _SENTENCE), min_size=1),
    st.sampled_from([DocumentKind.LAW, DocumentKind.PAGE]),
)
def test_a_stretch_holds_its_sentence_in_reading_order(
    blocks: list[tuple[str, str]], kind: DocumentKind
) -> None:
    unit = _unit(blocks, kind=kind)
    for span in quotable_spans(unit.document, unit.passages):
        stretch = stretch_around(unit, span, lambda _: 0.5)
        assert any(start <= span.core[0] < end for start, end in stretch.shown)
        assert list(stretch.shown) == sorted(stretch.shown)
        assert all(0 <= start < end <= len(unit.document.text) for start, end in stretch.shown)


@given(st.lists(_SENTENCE, min_size=1, max_size=8))
def test_nothing_is_cut_off_an_article_that_fits(sentences: list[str]) -> None:
    unit = _unit([("p", one) for one in sentences])
    if len(unit.document.text) > BOUNDS.article:
        return
    for span in quotable_spans(unit.document, unit.passages):
        stretch = stretch_around(unit, span, lambda _: 0.5)
        assert _shown(unit, stretch) == [unit.document.text]
        cut_or_folded = stretch.cut_before or stretch.cut_after or stretch.folded
        assert not cut_or_folded
