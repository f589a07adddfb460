"""OpenDocument presentations give their slides in order, each under its title and on its page."""

from tests.corpus.readers.office.odf.flat import flat_lines, flat_reading

HIDDEN = (
    '<style:style style:name="H" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)


def slide(*shapes: str, style: str = "") -> str:
    styled = f' draw:style-name="{style}"' if style else ""
    return f"<draw:page{styled}>{''.join(shapes)}</draw:page>"


def frame(*words: str, role: str = "", inside: str = "") -> str:
    said = f' presentation:class="{role}"' if role else ""
    lines = "".join(f"<text:p>{one}</text:p>" for one in words)
    return f"<draw:frame{said}><draw:text-box>{lines}{inside}</draw:text-box></draw:frame>"


STEPS = (
    "<text:list><text:list-item><text:p>Ouvrir</text:p><text:list><text:list-item>"
    "<text:p>les données</text:p></text:list-item></text:list></text:list-item></text:list>"
)


def test_slides_come_in_order_under_their_titles_and_on_their_pages() -> None:
    body = slide(
        frame("Sous-titre", role="subtitle"), frame("Plan d'action", role="title")
    ) + slide(
        frame("Engagements", role="title"),
        frame(role="outline", inside=STEPS),
        "<draw:custom-shape><text:p>Une forme.</text:p></draw:custom-shape>",
        frame("3", role="page-number"),
    )
    (document,) = flat_reading(body, kind="presentation").documents
    assert flat_lines(body, kind="presentation") == [
        "h1 Plan d'action", "p Sous-titre", "h2 Engagements", "li1 Ouvrir", "li2 les données",
        "p Une forme.",
    ]  # fmt: skip
    assert [block.page for block in document.blocks] == [1, 1, 2, 2, 2, 2]


def test_hidden_slides_and_notes_are_left_out_and_told() -> None:
    notes = f"<presentation:notes>{frame('À dire', role='notes')}</presentation:notes>"
    body = slide(frame("Vu.", "Dit."), notes) + slide(frame("Secret."), style="H")
    read = flat_reading(body, styles=HIDDEN, kind="presentation")
    assert read.documents[0].text == "Vu.\n\nDit."
    assert [one.message for one in read.warnings] == [
        "left out: hidden slides (2)",
        "left out: the notes of the speaker (slides 1)",
    ]


def test_tables_are_read_by_row_and_a_slide_that_is_a_picture_is_told() -> None:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in row)
        + "</table:table-row>"
        for row in ("AB", "12")
    )
    grid = f"<draw:frame><table:table>{cells}</table:table><draw:image/></draw:frame>"
    body = slide(frame("Un titre"), grid) + slide("<draw:frame><draw:image/></draw:frame>")
    read = flat_reading(body, kind="presentation")
    assert flat_lines(body, kind="presentation") == ["h2 Un titre", "tr A | B", "tr 1 | 2"]
    assert [(one.page, one.message) for one in read.warnings] == [
        (2, "the slide is a picture, whose words were not read")
    ]
