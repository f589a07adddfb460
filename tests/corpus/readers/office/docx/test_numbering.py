"""Paragraphs have the numbers that Word shows before them."""

import pytest

from corpus.readers.office.docx.numerals import numeral
from corpus.text import MISSING
from tests.corpus.readers.office.docx.word import (
    abstract,
    item,
    level,
    lines,
    num,
    p,
    style,
    warnings,
    word,
)  # fmt: skip

_OVERRIDE = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'


def numbered(body: str, numbering: str, styles: str = "") -> list[str]:
    """The text of each block, without what it is."""
    return [
        line.partition(" ")[2] for line in lines(word(body, numbering=numbering, styles=styles))
    ]


def test_lists_of_one_definition_count_on_and_one_that_says_so_starts_again() -> None:
    numbering = abstract(level(0, "%1°")) + num(1) + num(2) + num(3, more=_OVERRIDE.format(0, 1))
    body = item("a") + item("b", list_id=2) + item("c", list_id=3) + item("d", list_id=3)
    assert numbered(body, numbering) == ["1° a", "2° b", "1° c", "2° d"]


def test_a_list_starts_again_once_and_not_each_time_that_it_is_used() -> None:
    numbering = abstract(level(0, "%1.")) + num(1) + num(2, more=_OVERRIDE.format(0, 5))
    body = item("a") + item("b", list_id=2) + item("c") + item("d", list_id=2)
    assert numbered(body, numbering) == ["1. a", "5. b", "6. c", "7. d"]


def test_deeper_levels_start_again_after_each_number_above_them() -> None:
    numbering = abstract(level(0, "%1."), level(1, "%1.%2", "lowerLetter")) + num(1)
    body = item("a") + item("b", depth=1) + item("c", depth=1) + item("d") + item("e", depth=1)
    assert numbered(body, numbering) == ["1. a", "1.a b", "1.b c", "2. d", "2.a e"]


def test_a_level_that_never_restarts_counts_on_through_the_titles() -> None:
    never = level(1, "Art. %2", more='<w:lvlRestart w:val="0"/>')
    numbering = abstract(level(0, "Titre %1", "upperRoman"), never) + num(1)
    body = item("a") + item("b", depth=1) + item("c") + item("d", depth=1)
    assert numbered(body, numbering) == ["Titre I a", "Art. 1 b", "Titre II c", "Art. 2 d"]


def test_a_level_may_restart_only_after_one_further_up() -> None:
    third = level(2, "%3", more='<w:lvlRestart w:val="1"/>')
    numbering = abstract(level(0, "%1."), level(1, "%2)"), third) + num(1)
    body = "".join(item("x", depth=depth) for depth in (0, 1, 2, 1, 2, 0, 2))
    assert numbered(body, numbering) == ["1. x", "1) x", "1 x", "2) x", "2 x", "2. x", "1 x"]


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    numbering = abstract(level(0, "%1."), level(1, "%1.%2.")) + num(1)
    assert numbered(item("a", depth=1) + item("b"), numbering) == ["1.1. a", "2. b"]


def test_a_bullet_has_no_part_in_the_numbers_below_it() -> None:
    numbering = abstract(level(0, "%1"), level(1, "•", "bullet"), level(2, "%1%2.%3")) + num(1)
    assert numbered(item("a") + item("b", depth=2), numbering) == ["1 a", "1.1 b"]


def test_legal_numbers_are_in_figures_throughout() -> None:
    legal = level(1, "%1.%2", "upperLetter", "<w:isLgl/>")
    numbering = abstract(level(0, "%1.", "upperRoman"), legal) + num(1)
    assert numbered(item("a") + item("b", depth=1), numbering) == ["I. a", "1.1 b"]


def test_an_empty_paragraph_of_a_list_is_counted_and_a_deleted_one_is_not() -> None:
    numbering = abstract(level(0, "%1.")) + num(1)
    gone = item("").replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    assert numbered(item("a") + item("") + gone + item("b"), numbering) == ["1. a", "3. b"]


def test_a_level_of_a_list_can_be_another_than_that_of_its_definition() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerRoman")}</w:lvlOverride>'
    numbering = abstract(level(0, "%1.")) + num(1) + num(2, more=own)
    body = item("a") + item("b", list_id=2)
    assert numbered(body, numbering) == ["1. a", "ii) b"]


def test_a_style_of_lists_leads_to_its_definition() -> None:
    numbering = (
        abstract(more='<w:numStyleLink w:val="Articles"/>')
        + abstract(level(0, "§ %1"), name=1, more='<w:styleLink w:val="Articles"/>')
        + num(1, 0) + num(2, 1)
    )  # fmt: skip
    linked = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    assert numbered(item("a"), numbering, style("Articles", linked, kind="numbering")) == ["§ 1 a"]


def test_styles_of_lists_that_lead_to_one_another_are_no_trap() -> None:
    numbering = abstract(more='<w:numStyleLink w:val="A"/>') + num(1)
    linked = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    assert numbered(item("a"), numbering, style("A", linked, kind="numbering")) == ["a"]


_ARTICLES = abstract(
    level(0, "TITRE %1 –", "upperRoman", '<w:pStyle w:val="Titre"/>'),
    level(1, "Article %2 :", more='<w:pStyle w:val="Article"/><w:lvlRestart w:val="0"/>'),
) + num(5)
_IN_LIST = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
_STYLES = (
    style("Titre", _IN_LIST.replace("</w:pPr>", '<w:outlineLvl w:val="0"/></w:pPr>'))
    + style("Article", _IN_LIST)
    + style("Article bis", based_on="Article")
)


def test_the_level_of_a_style_is_the_one_that_names_it_or_what_it_is_based_on() -> None:
    body = p("Objet", style="Titre") + p("Un.", style="Article") + p("Deux.", style="Articlebis")
    assert lines(word(body, numbering=_ARTICLES, styles=_STYLES)) == [
        "h1 TITRE I – Objet", "p Article 1 : Un.", "p Article 2 : Deux.",
    ]  # fmt: skip


def test_a_paragraph_can_take_the_number_of_its_style_off() -> None:
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Un.", style="Article") + p("Hors.", style="Article", properties=off)
    assert numbered(body, _ARTICLES, _STYLES) == ["Article 1 : Un.", "Hors."]


def test_a_number_is_written_apart_from_its_words_unless_nothing_is_between() -> None:
    close = level(0, "%1)", more='<w:suff w:val="nothing"/>')
    assert numbered(item("a"), abstract(close) + num(1)) == ["1)a"]
    assert numbered(item("mot"), abstract(close.replace("%1)", "N%1")) + num(1)) == ["N1 mot"]


def test_numbers_may_be_filled_up_with_zeros() -> None:
    custom = level(0, "%1").replace(
        '<w:numFmt w:val="decimal"/>',
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        "</mc:Fallback></mc:AlternateContent>",
    )
    assert numbered(item("a"), abstract(custom) + num(1)) == ["001 a"]


def test_words_of_a_level_without_number_are_read_and_hidden_numbers_are_not() -> None:
    none = abstract(level(0, "Article unique", "none")) + num(1)
    hidden = abstract(level(0, "%1.", more="<w:rPr><w:vanish/></w:rPr>")) + num(1)
    assert numbered(item("Texte."), none) == ["Article unique Texte."]
    assert numbered(item("Texte."), hidden) == ["Texte."]


def test_a_number_of_an_unknown_form_is_missing() -> None:
    numbering = abstract(level(0, "%1.", "russianLower")) + num(1)
    assert numbered(item("Texte."), numbering) == [f"{MISSING}. Texte."]


def test_items_in_cells_have_their_numbers() -> None:
    cells = f"<w:tc>{item('un') + item('deux')}</w:tc><w:tc>{p('b')}</w:tc>"
    numbering = abstract(level(0, "%1.")) + num(1)
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert lines(word(body, numbering=numbering)) == ["tr 1. un 2. deux | b"]
    assert warnings(word(body, numbering=numbering)) == []


@pytest.mark.parametrize(
    ("count", "form", "language", "written"),
    [
        (4, "upperRoman", None, "IV"), (1999, "lowerRoman", None, "mcmxcix"),
        (28, "lowerLetter", None, "bb"), (3, "upperLetter", None, "C"),
        (7, "decimalZero", None, "07"), (12, "decimalZero", None, "12"),
        (2, "decimalEnclosedCircle", None, "②"), (5, "chicago", None, "**"),
        (1, "ordinal", "fr", "1er"), (2, "ordinal", "fr", "2e"),
        (11, "ordinal", "en", "11th"), (22, "ordinal", "en", "22nd"),
        (1, "ordinalText", "fr", "Premier"), (9, "ordinalText", "fr", "Neuvième"),
        (21, "ordinalText", "fr", "Vingt et unième"), (80, "ordinalText", "fr", "Quatre-vingtième"),
        (4, "ordinalText", "fr", "Quatrième"), (71, "cardinalText", "fr", "Soixante et onze"),
        (95, "cardinalText", "fr", "Quatre-vingt-quinze"),
        (80, "cardinalText", "fr", "Quatre-vingts"),
        (20, "ordinalText", "en", "Twentieth"), (43, "cardinalText", "en", "Forty-three"),
        (32, "ordinalText", "en", "Thirty-second"), (0, "none", None, ""),
        (3, "cardinalText", "de", None), (0, "upperRoman", None, None), (3, "hebrew1", None, None),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(
    count: int, form: str, language: str | None, written: str | None
) -> None:
    assert numeral(count, form, language=language) == written


def test_a_number_that_cannot_be_written_is_told() -> None:
    numbering = abstract(level(0, "Article %1", "hebrew1")) + num(1)
    made = word(item("La demande est écrite."), numbering=numbering)
    assert lines(made) == [f"p Article {MISSING} La demande est écrite."]
    assert warnings(made) == [
        "a number that Word works out is not in the file,"
        " in the paragraph that begins “La demande est écrite”"
    ]
