"""Lists and headings are numbered as an office program shows them."""

import pytest

from tests.corpus.readers.office.odf.flat import flat_lines, flat_warnings


def level(number: int, form: str = "1", **more: str) -> str:
    said = "".join(
        f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in more.items()
    )
    return f'<text:list-level-style-number text:level="{number}" style:num-format="{form}"{said}/>'


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def item(*inside: str, **more: str) -> str:
    said = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    parts = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in inside)
    return f"<text:list-item{said}>{parts}</text:list-item>"


def items(*inside: str, **more: str) -> str:
    said = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f"<text:list{said.replace('text:id', 'xml:id')}>{''.join(inside)}</text:list>"


DOTTED = list_style("N", level(1, style__num_suffix="."), level(2, "a", style__num_suffix=")"))


@pytest.mark.parametrize(
    ("form", "start", "written"),
    [
        ("1", 1, "1. 2."),
        ("a", 26, "z. aa."),
        ("A", 3, "C. D."),
        ("i", 3, "iii. iv."),
        ("I", 9, "IX. X."),
        ("01, 02, 03, ...", 9, "09. 10."),
        ("", 1, ""),
    ],
)
def test_each_form_of_number_is_written(form: str, start: int, written: str) -> None:
    style = list_style("N", level(1, form, style__num_suffix=".", text__start_value=str(start)))
    lines = flat_lines(items(item("x"), item("y"), style_name="N"), styles=style)
    assert " ".join(line.split()[1] for line in lines if line.count(" ") > 1) == written


def test_letters_go_in_step_where_the_style_says_so() -> None:
    style = list_style("N", level(1, "a", style__num_letter_sync="true", text__start_value="27"))
    assert flat_lines(items(item("x"), item("y"), style_name="N"), styles=style) == [
        "li1 aa x", "li1 bb y",
    ]  # fmt: skip


def test_a_form_that_is_not_known_is_told_and_not_guessed() -> None:
    style, body = list_style("N", level(1, "一, 二, 三, ...")), items(item("x"), style_name="N")
    assert flat_lines(body, styles=style) == ["li1 x"]
    assert flat_warnings(body, styles=style) == [
        "numbers of the form “一, 二, 三, ...” are not known and left out"
    ]


def test_a_list_goes_on_where_it_says_so_and_begins_again_where_not() -> None:
    body = (
        items(item("un"), item("deux"), style_name="N", id="L1")
        + "<text:p>Puis :</text:p>"
        + items(item("trois"), style_name="N", continue_numbering="true")
        + items(item("un"), style_name="N")
        + items(item("quatre"), style_name="N", continue_list="L1")
    )
    assert flat_lines(body, styles=DOTTED) == [
        "li1 1. un", "li1 2. deux", "p Puis :", "li1 3. trois", "li1 1. un", "li1 4. quatre",
    ]  # fmt: skip


def test_a_list_of_another_style_between_is_not_gone_on_with() -> None:
    other = list_style("M", level(1, "A"))
    body = (
        items(item("un"), style_name="N")
        + items(item("a"), style_name="M")
        + items(item("un encore"), style_name="N", continue_numbering="true")
    )
    assert flat_lines(body, styles=DOTTED + other)[-1] == "li1 1. un encore"


def test_items_may_begin_anew_and_lists_within_begin_with_each_item() -> None:
    within = items(item("x"), item("y"))
    body = items(
        item("un", within), item("dix", within, start_value="10"), item("onze"), style_name="N"
    )
    assert flat_lines(body, styles=DOTTED) == [
        "li1 1. un", "li2 a) x", "li2 b) y",
        "li1 10. dix", "li2 a) x", "li2 b) y", "li1 11. onze",
    ]  # fmt: skip


def test_a_number_shows_the_levels_above_that_its_style_shows() -> None:
    style = list_style(
        "N",
        level(1, "I", style__num_suffix="."),
        level(2, "1", text__display_levels="2", style__num_prefix="(", style__num_suffix=")"),
    )
    body = items(item("x", items(item("y"), item("z"))), style_name="N")
    assert flat_lines(body, styles=style) == ["li1 I. x", "li2 (I.1) y", "li2 (I.2) z"]


def test_a_pattern_of_numbers_goes_before_prefix_and_suffix() -> None:
    style = list_style(
        "N", level(1), level(2, text__display_levels="2", loext__num_list_format="§ %1%-%2% :")
    )
    body = items(item("x", items(item("y"))), style_name="N")
    assert flat_lines(body, styles=style) == ["li1 1 x", "li2 § 1-1 : y"]


def test_only_the_first_paragraph_of_an_item_has_its_number_and_a_header_has_none() -> None:
    header = "<text:list-header><text:p>Titre de liste</text:p></text:list-header>"
    body = items(header, item("un", "suite"), item("deux"), style_name="N")
    assert flat_lines(body, styles=DOTTED) == [
        "li1 Titre de liste", "li1 1. un", "li1 suite", "li1 2. deux",
    ]  # fmt: skip


def test_an_item_that_only_holds_a_list_has_no_number() -> None:
    body = items(item("un"), style_name="N") + items(
        item(items(item("x"), item("y"))), item("deux"), style_name="N", continue_numbering="true"
    )
    assert flat_lines(body, styles=DOTTED) == ["li1 1. un", "li2 a) x", "li2 b) y", "li1 2. deux"]


def test_the_style_of_the_paragraphs_numbers_a_list_without_style() -> None:
    paragraph = '<style:style style:name="P" style:family="paragraph" style:list-style-name="N"/>'
    body = items(item('<text:p text:style-name="P">un</text:p>'))
    assert flat_lines(body, styles=DOTTED + paragraph) == ["li1 1. un"]


def test_bullets_are_no_words() -> None:
    bullets = (
        '<text:list-style style:name="B">'
        '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    )
    assert flat_lines(items(item("un"), style_name="B"), styles=bullets) == ["li1 un"]


def test_numbered_paragraphs_count_by_their_list() -> None:
    one = (
        '<text:numbered-paragraph text:list-id="A" text:style-name="N" text:level="{}">'
        "<text:p>{}</text:p></text:numbered-paragraph>"
    )
    body = one.format(1, "un") + one.format(2, "x") + one.format(1, "deux")
    assert flat_lines(body, styles=DOTTED) == ["li1 1. un", "li2 a) x", "li1 2. deux"]


def test_a_number_that_the_file_writes_down_is_not_said_twice() -> None:
    body = items(item("<text:number>7.</text:number>", "<text:p>sept</text:p>"), style_name="N")
    assert flat_lines(body, styles=DOTTED) == ["li1 7. sept"]


OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:outline-level-style text:level="3" style:num-format=""/>'
    "</text:outline-style>"
)


def heading(words: str, number: int = 1, **more: str) -> str:
    said = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text:h text:outline-level="{number}"{said}>{words}</text:h>'


def test_headings_are_numbered_by_the_outline() -> None:
    body = (
        heading("Objet")
        + heading("But", 2)
        + heading("Préface", is_list_header="true")
        + heading("Portée")
        + heading("Lieu", 2)
        + heading("Sans numéro", 3)
    )
    assert flat_lines(body, styles=OUTLINE) == [
        "h1 I. Objet", "h2 I.1 But", "h1 Préface", "h1 II. Portée", "h2 II.1 Lieu",
        "h3 Sans numéro",
    ]  # fmt: skip


def test_a_heading_may_begin_the_outline_anew() -> None:
    body = heading("A") + heading("B", restart_numbering="true", start_value="5") + heading("C")
    assert flat_lines(body, styles=OUTLINE) == ["h1 I. A", "h1 V. B", "h1 VI. C"]


def test_a_heading_in_a_list_of_the_outline_counts_with_the_others() -> None:
    body = heading("A") + items(item(heading("B")), style_name="Outline") + heading("C")
    assert flat_lines(body, styles=OUTLINE) == ["h1 I. A", "h1 II. B", "h1 III. C"]


def test_what_a_number_names_is_a_paragraph_of_its_own_and_no_item() -> None:
    styles = list_style("A", level(1, style__num_prefix="Article ")) + list_style(
        "R", level(1, "I", style__num_suffix=" –", text__start_value="3")
    )
    body = items(item("La demande est écrite."), item("Elle est datée."), style_name="A")
    body += items(item("un rapport"), style_name="R")
    assert flat_lines(body, styles=styles) == [
        "p Article 1 La demande est écrite.", "p Article 2 Elle est datée.", "li1 III – un rapport",
    ]  # fmt: skip
