"""The words of paragraphs: what is shown is read, what is not is left out, gaps are told."""

import pytest

from corpus.text import MISSING
from tests.corpus.readers.office.docx.word import (
    lines,
    p,
    parts_of,
    run,
    style,
    warnings,
    word,
    zipped,
)  # fmt: skip

_FIELD = "<w:r>{begin}</w:r><w:r><w:instrText>{code}</w:instrText></w:r>{rest}"
_MARK = '<w:fldChar w:fldCharType="{}"/>'


def field(code: str, result: str | None = None, begin: str = _MARK.format("begin")) -> str:
    """A complex field, with its result if it has one."""
    shown = "" if result is None else f"<w:r>{_MARK.format('separate')}</w:r>{result}"
    rest = f"{shown}<w:r>{_MARK.format('end')}</w:r>"
    return _FIELD.format(begin=begin, code=code, rest=rest)


def only(runs: str, styles: str = "") -> str:
    """The one block of a document with one paragraph of these runs."""
    (line,) = lines(word(p(runs), styles=styles) if styles else word(p(runs)))
    return line.partition(" ")[2]


def test_words_taken_out_or_moved_away_are_gone_and_new_ones_stay() -> None:
    runs = (
        run("Le délai ") + f"<w:del>{run('court')}</w:del><w:moveFrom>{run('ici')}</w:moveFrom>"
        f"<w:ins>{run('long')}</w:ins><w:moveTo>{run(' là')}</w:moveTo>"
    )
    assert only(runs) == "Le délai long là"


def test_a_paragraph_whose_mark_is_deleted_is_one_with_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = p("Un mois ", properties=gone) + p("à compter ", properties=gone) + p("du jour.")
    assert lines(word(body + p("Fin."))) == ["p Un mois à compter du jour.", "p Fin."]


def test_a_paragraph_whose_mark_is_deleted_before_a_table_stands_alone() -> None:
    body = p("Un mois.", properties="<w:rPr><w:del/></w:rPr>")
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    assert lines(word(body + table)) == ["p Un mois.", "tr a | b"]


_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
_STYLES = (
    style("Secret", _HIDDEN) + style("Secret en clair", based_on="Secret")
    + style("Note interne", _HIDDEN, kind="character")
    + style("Visible", '<w:rPr><w:vanish w:val="0"/></w:rPr>', based_on="Secret")
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (p(run("a") + run("b", "<w:vanish/>")), "a"),
        (p(run("a") + run("b", '<w:vanish w:val="false"/>')), "ab"),
        (p("b", style="Secret") + p("a"), "a"),
        (p("b", style="Secretenclair") + p("a"), "a"),
        (p(run("a") + run("b", '<w:rStyle w:val="Noteinterne"/>')), "a"),
        (p(run("a", '<w:rStyle w:val="Noteinterne"/>'), style="Secret"), "a"),
        (p(run("a", "<w:vanish w:val='0'/>"), style="Secret"), "a"),
        (p("a", style="Visible"), "a"),
        (p(run("a", "<w:webHidden/>")), "a"),
    ],
    ids=[
        "a run", "a run that is not hidden", "a style", "a style based on it", "a style of letters",
        "hidden in both styles, which is shown", "a run shown in a hidden style",
        "a style that shows again", "hidden on the web only",
    ],
)  # fmt: skip
def test_hidden_text_is_left_out(body: str, shown: str) -> None:
    assert lines(word(body, styles=_STYLES)) == [f"p {shown}"]


def test_struck_words_are_left_out_and_told() -> None:
    body = p(run("Le tarif est de ") + run("1,83 ", "<w:strike/>") + run("0,18 euro."))
    assert lines(word(body)) == ["p Le tarif est de 0,18 euro."]
    assert warnings(word(body)) == [
        "words that are struck through are left out, "
        "in the paragraph that begins “Le tarif est de 0,18 euro”"
    ]


def test_fields_show_their_results_and_not_their_codes() -> None:
    link = field(' HYPERLINK "http://a.fr" ', run("le site"))
    assert only(run("Voir ") + link + run(" : ")) == "Voir le site :"
    simple = '<w:fldSimple w:instr=" REF a "><w:r><w:t>article 2</w:t></w:r></w:fldSimple>'
    assert only(run("Voir l’") + simple + run(".")) == "Voir l’article 2."


def test_a_reference_that_leads_nowhere_is_a_gap_that_is_told() -> None:
    broken = field("REF a", run("Erreur ! Source du renvoi introuvable."))
    raw = word(p(run("Selon l’") + broken + run(" le délai court.")))
    assert lines(raw) == [f"p Selon l’{MISSING} le délai court."]
    assert [one.partition(",")[0] for one in warnings(raw)] == ["a reference leads nowhere"]


@pytest.mark.parametrize("code", ["LISTNUM", "AUTONUM", "EQ \\f(1;2)"])
def test_what_only_word_works_out_is_a_gap_that_is_told(code: str) -> None:
    raw = word(p(run("Selon le ") + field(code) + run(" le délai court.")))
    assert lines(raw) == [f"p Selon le {MISSING} le délai court."]
    assert len(warnings(raw)) == 1


def test_a_field_within_the_code_of_another_is_not_shown() -> None:
    inner = field("REF a", run("caché"))
    outer = f"<w:r>{_MARK.format('begin')}</w:r>{inner}<w:r>{_MARK.format('separate')}</w:r>"
    assert only(outer + run("vu") + f"<w:r>{_MARK.format('end')}</w:r>" + run(".")) == "vu."


def test_a_field_that_is_never_closed_hides_nothing() -> None:
    assert only(f"<w:r>{_MARK.format('begin')}</w:r>" + run("Tout se lit.")) == "Tout se lit."


def test_a_table_of_contents_is_left_out_over_its_paragraphs() -> None:
    first = p(_FIELD.format(begin=_MARK.format("begin"), code=' TOC \\o "1-3" ', rest="")
              + f"<w:r>{_MARK.format('separate')}</w:r>" + run("Objet 2"))  # fmt: skip
    last = p(run("Délais 3") + f"<w:r>{_MARK.format('end')}</w:r>")
    assert lines(word(first + last + p("Le texte."))) == ["p Le texte."]
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Sommaire')}</w:sdtContent></w:sdt>"
    )
    assert lines(word(control + p("Le texte."))) == ["p Le texte."]


def test_boxes_to_tick_and_choices_of_forms_are_read() -> None:
    box = (
        "<w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox></w:ffData>"
        "</w:fldChar>"
    )
    ticked = field("FORMCHECKBOX", begin=box.format("<w:default w:val='0'/><w:checked/>"))
    free = field("FORMCHECKBOX", begin=box.format("<w:default w:val='0'/>"))
    choice = (
        "<w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
        "<w:listEntry w:val='Oui'/><w:listEntry w:val='Non'/></w:ddList></w:ffData></w:fldChar>"
    )
    assert only(ticked + run(" A ") + free + run(" B ")) == "☒ A ☐ B"
    assert only(run("Accord : ") + field("FORMDROPDOWN", begin=choice)) == "Accord : Non"


def test_hidden_words_are_told_with_their_place() -> None:
    body = p(run("Le délai ") + run("interne ", "<w:vanish/>") + run("court."))
    assert warnings(word(body)) == [
        "words that are hidden are left out, in the paragraph that begins “Le délai court”"
    ]
    assert warnings(word(p("Dit.") + p(run(" ", "<w:vanish/>")))) == []


def test_symbols_are_read_by_their_fonts() -> None:
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    assert only(run("n ") + sign.format("Symbol", "F0A3") + run(" 5")) == "n ≤ 5"
    assert only(sign.format("Wingdings", "00FE") + run(" Oui")) == "☑ Oui"
    assert only(sign.format("Arial", "2264") + run(" 5")) == "≤ 5"
    fonts = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert only(run("angle ") + run("a ", fonts) + run("\uf062", fonts)) == "angle α β"
    assert only(run("Fait ") + run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')) == (
        "Fait ✓"
    )
    assert only(field("SYMBOL 179 \\f Symbol \\s 12") + run(" 10 agents")) == "≥ 10 agents"


def test_a_sign_that_is_not_known_is_a_gap_that_is_told() -> None:
    sign = '<w:r><w:sym w:font="Bookshelf Symbol 7" w:char="F04D"/></w:r>'
    body = p(run("Au plus ") + sign + run(" agents."))
    assert lines(word(body)) == [f"p Au plus {MISSING} agents."]
    assert warnings(word(body)) == [
        "a sign of a font of symbols is not known, in the paragraph that begins “Au plus agents”"
    ]
    assert lines(word(p("Vaut \ue0b3 dix."))) == [f"p Vaut {MISSING} dix."]


def test_a_point_of_an_unnamed_font_before_a_paragraph_makes_an_item() -> None:
    assert lines(word(p("\uf0b7 ouvrir les données"))) == ["li1 ouvrir les données"]


def test_breaks_tabs_and_hyphens_are_as_they_show() -> None:
    runs = (
        "<w:r><w:t>Le délai</w:t><w:br/><w:t>est d’un mois.</w:t><w:br/><w:t>Il</w:t><w:tab/>"
        "<w:t>court</w:t><w:noBreakHyphen/><w:t>il</w:t><w:softHyphen/><w:t>lico</w:t></w:r>"
    )
    assert only(runs) == "Le délai est d’un mois.\nIl court-illico"


def test_lines_parted_by_a_separator_stay_two_words() -> None:
    assert only(run("quatre\u2028échelles")) == "quatre échelles"


def test_figures_above_and_below_the_line_are_told_from_those_on_it() -> None:
    high, low = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    assert only(run("10") + run("3", high) + run(" m") + run("2", high)) == "10³ m²"
    assert only(run("CO") + run("2", low) + run(", le 1") + run("er", high)) == "CO₂, le 1er"


def test_an_initial_that_hangs_beside_its_paragraph_is_of_its_first_word() -> None:
    initial = p("L", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert lines(word(initial + p("e parc ouvre."))) == ["p Le parc ouvre."]


def test_readings_of_words_come_in_brackets() -> None:
    ruby = f"<w:ruby><w:rt>{run('とう')}</w:rt><w:rubyBase>{run('東')}</w:rubyBase></w:ruby>"
    assert only(f"<w:r>{ruby}</w:r>") == "東 (とう)"


def test_the_first_version_of_what_comes_in_several_is_read() -> None:
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{run('neuf')}</mc:Choice>"
        f"<mc:Fallback>{run('vieux')}</mc:Fallback></mc:AlternateContent>"
    )
    assert only(both) == "neuf"
    assert only(both.replace("mc:Choice", "mc:Other")) == "vieux"


def test_a_prompt_that_nobody_filled_in_is_no_word_of_the_document() -> None:
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Cliquez ici')}</w:sdtContent></w:sdt>"
    )
    assert only(run("Le directeur est ") + prompt + run(".")) == f"Le directeur est {MISSING}."
    alone = word(p(prompt) + p("Texte."))
    assert lines(alone) == ["p Texte."]
    assert warnings(alone) == [
        "a form's prompt that nobody filled in is left out, before the first heading"
    ]


_PICTURE = (
    '<w:r><w:drawing><wp:{0}><wp:docPr id="1" name="a" descr="{1}"/><a:graphic><a:graphicData>'
    "<a:blip/></a:graphicData></a:graphic></wp:{0}></w:drawing></w:r>"
)


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (run("La redevance vaut ") + _PICTURE.format("inline", "") + run(" euros."), True),
        (_PICTURE.format("inline", "logo") + run("Ministère"), False),
        (run("Le parc ouvre. ") + _PICTURE.format("inline", ""), False),
        (run("Le parc ") + _PICTURE.format("anchor", "") + run("ouvre."), False),
    ],
    ids=["within a sentence", "before it", "after it", "floating"],
)
def test_a_picture_is_a_gap_only_in_the_midst_of_a_sentence(runs: str, shown: bool) -> None:
    raw = word(p(runs) + p("mot " * 40))
    assert (MISSING in lines(raw)[0]) is shown
    assert len(warnings(raw)) == shown


def test_pictures_with_hardly_a_word_are_told() -> None:
    raw = word(p(_PICTURE.format("inline", "")) + p("Affiche."))
    assert warnings(raw) == [
        "it holds pictures and few words: what is written in pictures is not read"
    ]
    assert warnings(word(p(_PICTURE.format("inline", "Plan du parc")) + p("Affiche."))) == []


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("<w:drawing><wp:inline><c:chart/></wp:inline></w:drawing>", "a chart is not read"),
        (
            '<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>',
            "an inserted object is not read (Excel.Sheet.12)",
        ),
        (
            '<w:object><o:OLEObject ProgID="Equation.DSMT4"/><v:imagedata/></w:object>',
            "a formula is not read",
        ),
    ],
    ids=["chart", "sheet", "formula"],
)
def test_what_is_not_read_is_told_with_its_place(drawn: str, told: str) -> None:
    alone = word(p("Bilan", properties='<w:outlineLvl w:val="0"/>') + p(f"<w:r>{drawn}</w:r>"))
    assert lines(alone) == ["h1 Bilan"]
    assert warnings(alone) == [f"{told}, under the heading “Bilan”"]
    within = word(p(run("La somme vaut ") + f"<w:r>{drawn}</w:r>" + run(" euros.")))
    assert lines(within) == [f"p La somme vaut {MISSING} euros."]


def test_lettering_and_boxes_of_old_drawings_are_read_once() -> None:
    drawn = (
        "<w:r><w:pict><v:shape><v:textpath string='PROJET'/></v:shape><v:shape><v:textbox>"
        f"<w:txbxContent>{p('Encadré.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert lines(word(p(run("Texte.") + drawn))) == ["p Texte.", "> p Encadré.", "> p PROJET"]


def test_notes_with_lists_and_marks_are_read_and_those_of_deleted_calls_are_not() -> None:
    calls = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    gone = '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    notes = "".join(
        f'<w:footnote w:id="{key}">{p(text)}</w:footnote>'
        for key, text in (("1", "Sauf le lundi."), ("2", "Retirée."))
    )
    raw = word(p(run("Ouvert.") + calls + gone), footnotes=notes)
    assert lines(raw) == ["p Ouvert.", "> p Sauf le lundi."]


def test_many_gaps_of_one_kind_are_told_in_short() -> None:
    sign = '<w:r><w:sym w:font="X" w:char="F04D"/></w:r>'
    told = warnings(word("".join(p(run(f"Le {n} ") + sign + run(".")) for n in range(14))))
    assert len(told) == 11
    assert told[-1] == "a sign of a font of symbols is not known, in 4 more places"


def test_comments_headers_and_footers_are_no_part_of_the_text() -> None:
    parts = parts_of(
        p(run("Texte.") + '<w:r><w:commentReference w:id="0"/></w:r>')
        + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
        links={"h": ("header", "header1.xml")},
        others={"word/header1.xml": f"<w:hdr>{p('En-tête')}</w:hdr>"},
        comments=f'<w:comment w:id="0">{p("Une remarque.")}</w:comment>',
    )
    assert lines(zipped(parts)) == ["p Texte."]
