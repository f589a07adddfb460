"""The words of OpenDocument paragraphs are those that a person sees, and holes are told."""

import pytest

from corpus.text import MISSING
from tests.corpus.readers.office.odf.flat import flat_lines, flat_warnings

HIDDEN = (
    '<style:style style:name="H" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="HH" style:family="text" style:parent-style-name="H"/>'
    '<style:style style:name="V" style:family="text">'
    '<style:text-properties text:display="true"/></style:style>'
    '<style:style style:name="HP" style:family="paragraph">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="W" style:family="text">'
    '<style:text-properties fo:font-family="Wingdings"/></style:style>'
)


def said(inside: str) -> list[str]:
    return flat_lines(f"<text:p>Début.</text:p><text:p>{inside}</text:p>", styles=HIDDEN)[1:]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("\n   Un\n   texte\t\tcoupé.\n  ", "Un texte coupé."),
        ('Un<text:s text:c="3"/>mot<text:tab/>puis<text:line-break/>ligne', "Un mot puis\nligne"),
        ("Un <text:soft-page-break/>mot", "Un mot"),
        ("<text:span>U</text:span><text:span>n</text:span> mot", "Un mot"),
        ('Le <text:date text:fixed="true">5 mai 2024</text:date>.', "Le 5 mai 2024."),
        ("Page <text:page-number>3</text:page-number>", "Page 3"),
        ("Tableau <text:sequence>2</text:sequence> : coûts", "Tableau 2 : coûts"),
        ('De <text:user-field-get text:name="a">Paris</text:user-field-get>', "De Paris"),
        ("Voir <text:bookmark-ref>p. 2</text:bookmark-ref>", "Voir p. 2"),
        ('<text:bookmark text:name="b"/>Un <text:bookmark-start text:name="c"/>mot', "Un mot"),
        ("Selon <text:bibliography-mark>[Dupont]</text:bibliography-mark>", "Selon [Dupont]"),
        ('Un <text:change-start text:change-id="c"/>mot<text:change-end/>', "Un mot"),
        ("Un <text:script>alert()</text:script>mot", "Un mot"),
        ("<text:conditional-text>Oui</text:conditional-text>, bien", "Oui, bien"),
        ('<text:hidden-text text:string-value="Vu"/> ici', "Vu ici"),
        ("<text:a>lien</text:a> &amp; &lt;texte&gt;", "lien & <texte>"),
    ],
)
def test_white_space_and_fields_are_as_shown(inside: str, text: str) -> None:
    assert said(inside) == [f"p {text}"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('Un <text:span text:style-name="H">secret</text:span>mot', "Un mot"),
        ('Un <text:span text:style-name="HH">secret</text:span>mot', "Un mot"),
        (
            '<text:span text:style-name="H">a'
            '<text:span text:style-name="V">b</text:span></text:span>c',
            "bc",
        ),
        ('Un <text:hidden-text text:is-hidden="true">secret</text:hidden-text>mot', "Un mot"),
        ('Un <text:variable-set text:display="none">secret</text:variable-set>mot', "Un mot"),
    ],
)  # fmt: skip
def test_hidden_words_are_left_out_and_told(inside: str, text: str) -> None:
    assert said(inside) == [f"p {text}"]
    assert flat_warnings(f"<text:p>{inside}</text:p>", styles=HIDDEN) == [
        "left out: hidden text (1)"
    ]


def test_hidden_paragraphs_and_sections_are_left_out_and_told() -> None:
    body = (
        "<text:p>Vu.</text:p>"
        '<text:p text:style-name="HP">Secret.</text:p>'
        '<text:p>Secret<text:hidden-paragraph text:is-hidden="true"/> aussi.</text:p>'
        '<text:section text:display="none"><text:p>Secret.</text:p></text:section>'
        '<text:section text:display="condition" text:is-hidden="true"><text:p>S.</text:p>'
        "</text:section>"
        '<text:section text:display="condition"><text:p>Vu aussi.</text:p></text:section>'
    )
    assert flat_lines(body, styles=HIDDEN) == ["p Vu.", "p Vu aussi."]
    assert flat_warnings(body, styles=HIDDEN) == [
        "left out: hidden sections (2)",
        "left out: hidden text (2)",
    ]


def test_struck_words_and_remarks_are_left_out_and_told() -> None:
    body = (
        '<text:p>Le tarif est de <text:span text:style-name="S">1,83 </text:span>0,18 euro.'
        "<office:annotation><text:p>À revoir</text:p></office:annotation></text:p>"
    )
    assert flat_lines(body, styles=HIDDEN) == ["p Le tarif est de 0,18 euro."]
    assert flat_warnings(body, styles=HIDDEN) == [
        "left out: comments (1)",
        "left out: struck text (1)",
    ]


def test_words_deleted_under_tracked_changes_are_gone() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Supprimé</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>Un <text:change text:change-id="c"/>mot.</text:p>'
    )
    assert flat_lines(body) == ["p Un mot."]


def formula(inside: str) -> str:
    return (
        '<draw:frame text:anchor-type="as-char"><draw:object><math:math>'
        f"{inside}</math:math></draw:object><draw:image/></draw:frame>"
    )


LINE = (
    "<math:semantics><math:mrow><math:mi>R</math:mi><math:mo>=</math:mo><math:mi>n</math:mi>"
    "<math:mo>×</math:mo><math:mn>0,18</math:mn><math:msup><math:mi>m</math:mi>"
    "<math:mn>2</math:mn></math:msup></math:mrow>"
    "<math:annotation>R = n times 0,18</math:annotation></math:semantics>"
)
FRACTION = (
    "<math:mrow><math:mfrac><math:mrow><math:mi>a</math:mi><math:mo>+</math:mo><math:mn>1</math:mn>"
    "</math:mrow><math:mi>b</math:mi></math:mfrac><math:mo>=</math:mo><math:msqrt><math:mi>c"
    "</math:mi></math:msqrt></math:mrow>"
)
MATRIX = "<math:mtable><math:mtr><math:mtd><math:mn>1</math:mn></math:mtd></math:mtr></math:mtable>"


def test_a_formula_on_one_line_is_read_once() -> None:
    assert said(f"La redevance {formula(LINE)} est due.") == [
        "p La redevance R = n × 0,18m² est due."
    ]
    assert flat_warnings(f"<text:p>{formula(LINE)}</text:p>") == []


def test_fractions_and_roots_are_written_on_one_line() -> None:
    assert said(f"Soit {formula(FRACTION)}.") == ["p Soit (a + 1)/b = √c."]


def test_figures_above_and_below_the_line_keep_their_place() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties'
        f' style:text-position="{place} 58%"/></style:style>'
        for name, place in {"U": "super", "L": "sub", "R": "33%"}.items()
    )
    span = '<text:span text:style-name="{}">{}</text:span>'.format
    body = (
        f"<text:p>10{span('U', '-3')} m{span('R', '2')} de CO{span('L', '2')}, 1{span('U', 'er')}."
    )
    assert flat_lines(f"{body}</text:p>", styles=styles) == ["p 10⁻³ m² de CO₂, 1er."]


def test_a_formula_that_no_line_says_is_a_hole_that_is_told() -> None:
    body = f"<text:p>La redevance est égale à {formula(MATRIX)} où n compte.</text:p>"
    assert flat_lines(body) == [f"p La redevance est égale à {MISSING} où n compte."]
    (told,) = flat_warnings(body)
    assert told.startswith(
        "a formula was not read, in or after the paragraph that begins “La redev"
    )


PICTURE = '<draw:frame text:anchor-type="{}"><draw:image xlink:href="a.png"/></draw:frame>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Le seuil est de {} agents.", f"Le seuil est de {MISSING} agents."),
        ("Le seuil est de {}", f"Le seuil est de {MISSING}"),
        ("{} est dû.", f"{MISSING} est dû."),
        ("{} Téléphone", "Téléphone"),
        ("Voici la carte. {}", "Voici la carte."),
    ],
)
def test_a_picture_in_a_sentence_is_a_hole_and_beside_it_none(inside: str, text: str) -> None:
    assert said(inside.format(PICTURE.format("as-char"))) == [f"p {text}"]


def test_a_picture_beside_the_text_is_no_hole() -> None:
    assert said(f"Le seuil {PICTURE.format('paragraph')}est de dix.") == ["p Le seuil est de dix."]


def test_charts_objects_and_files_that_are_not_read_are_told() -> None:
    chart = (
        "<draw:frame><draw:object><office:document><office:body><office:chart/></office:body>"
        "</office:document></draw:object></draw:frame>"
    )
    other = '<draw:frame><draw:object-ole xlink:href="x"/></draw:frame>'
    linked = '<text:section><text:section-source xlink:href="ch1.odt"/></text:section>'
    body = f"<text:p>Texte.{chart}{other}</text:p>{linked}"
    assert [one.split(",")[0] for one in flat_warnings(body)] == [
        "a chart was not read",
        "an embedded object was not read",
        "the file ch1.odt that is inserted here was not read",
    ]


def test_letters_of_a_symbol_font_are_the_signs_that_they_show() -> None:
    ticked = '<text:span text:style-name="W">ü</text:span>'
    assert said(f"Fait {ticked} le 10") == ["p Fait ✓ le 10"]
    coded = '<text:span text:style-name="W">\uf0fc</text:span>'
    assert said(f"Fait {coded} le 10") == ["p Fait ✓ le 10"]
    assert said(f"{coded} Fait") == ["p ✓ Fait"]
    assert said("Seuil \uf0b3 10") == [f"p Seuil {MISSING} 10"]
    assert said("\uf0b7 Point") == ["li1 Point"]
    real = '<text:span text:style-name="W">≥</text:span>'
    assert said(f"Seuil {real} 10") == ["p Seuil ≥ 10"]


def test_ruby_text_is_told_and_its_base_kept() -> None:
    ruby = "<text:ruby-base>mot</text:ruby-base><text:ruby-text>mo</text:ruby-text>"
    assert said(f"Un <text:ruby>{ruby}</text:ruby>.") == ["p Un mot."]


def test_shapes_and_boxes_are_told_once_after_their_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>Boîte.</text:p></draw:text-box></draw:frame>"
    shape = (
        "<draw:custom-shape><text:p>Forme.</text:p><draw:enhanced-geometry/></draw:custom-shape>"
    )
    group = f"<draw:g>{shape}{box}</draw:g>"
    assert flat_lines(f"{box}<text:p>Texte.{group}</text:p>") == [
        "> p Boîte.", "p Texte.", "> p Forme.", "> p Boîte.",
    ]  # fmt: skip
