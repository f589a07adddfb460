"""Canada's statutes in XML become laws with their sections, schedules and dates."""

from datetime import date

from corpus.document import BlockKind, Document
from corpus.readers import read
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.text import MISSING

_ACT = """<?xml version="1.0"?><Statute xmlns:lims="http://justice.gc.ca/lims" xml:lang="en"
 in-force="yes" lims:lastAmendedDate="2019-08-27"><Identification><LongTitle>An Act about gardens
</LongTitle><ShortTitle>Gardens Act</ShortTitle><BillHistory><Stages stage="assented-to"><Date>
<YYYY>2018</YYYY><MM>12</MM><DD>3</DD></Date></Stages></BillHistory><Chapter><ConsolidatedNumber>
G-1</ConsolidatedNumber></Chapter></Identification><Body>{body}</Body>{after}</Statute>"""
_KEYS = """<Heading level="1"><Label>PART 1</Label><TitleText>Access</TitleText></Heading>
<Section lims:inforce-start-date="2019-08-27"><MarginalNote>Keys</MarginalNote><Label>2.1</Label>
<Subsection><Label>(1)</Label><Text>A key is lent to</Text><Paragraph><Label>(a)</Label>
<Text>adults;</Text></Paragraph><ContinuedSectionSubsection><Text>who <Emphasis>ask</Emphasis>.
</Text></ContinuedSectionSubsection></Subsection><HistoricalNote><HistoricalNoteSubItem>2018, c. 1
</HistoricalNoteSubItem></HistoricalNote></Section>"""


def _reading(body: str, after: str = "") -> Reading:
    return read(SourceFile("act.xml", _ACT.format(body=body, after=after).encode()))


def _lines(act: Document) -> list[str]:
    return [act.text[block.start : block.end] for block in act.blocks]


def test_a_section_has_its_number_its_place_and_its_day() -> None:
    found = _reading(_KEYS)
    (act,) = found.documents
    (section,) = act.articles
    assert (act.title, act.language) == ("Gardens Act", "en")
    assert act.url == "https://laws-lois.justice.gc.ca/eng/acts/G-1/"
    assert (act.published, act.modified) == (date(2018, 12, 3), date(2019, 8, 27))
    assert (section.number, section.heading_path) == ("2.1", ("PART 1 Access",))
    assert section.valid_from == date(2019, 8, 27)
    assert _lines(act) == [
        "PART 1 Access", "2.1 Keys", "(1) A key is lent to", "(a) adults;", "who ask.",
    ]  # fmt: skip
    assert act.blocks[3].kind is BlockKind.LIST_ITEM
    assert [w.message for w in found.warnings] == ["its notes are not read, 1 in all"]


def test_repealed_sections_and_provisions_not_in_force_are_left_out() -> None:
    found = _reading(
        _KEYS + "<Section><Label>3</Label><Text><Repealed>[Repealed]</Repealed></Text></Section>",
        '<Schedule id="NifProvs"><BillPiece><Section><Label>9</Label></Section></BillPiece>'
        "</Schedule>",
    )
    assert [a.number for a in found.documents[0].articles] == ["2.1"]
    assert found.left_out == (
        LeftOut("act.xml: section 3", "it is repealed"),
        LeftOut("act.xml: Schedule", "it is no part of the law"),
    )


def test_what_a_section_puts_into_another_law_is_no_section_of_this_one() -> None:
    quoted = (
        "<AmendedText><Section><Label>5</Label><Text>Parks open.</Text></Section></AmendedText>"
    )
    (act,) = _reading(
        f"<Section><Label>4</Label><Text>It is replaced by:</Text>{quoted}</Section>"
    ).documents
    assert [(a.number, act.text[a.start : a.end]) for a in act.articles] == [
        ("4", "It is replaced by:\n\n5 Parks open.")
    ]


def test_the_sections_of_a_schedule_are_the_schedule_s() -> None:
    (act,) = _reading(
        _KEYS,
        "<Schedule><ScheduleFormHeading><Label>SCHEDULE 2</Label><TitleText>Fees</TitleText>"
        "</ScheduleFormHeading><Section><Label>1</Label><Text>A key is free.</Text></Section>"
        "<table><tgroup><row><entry>Key</entry><entry>2</entry></row></tgroup></table></Schedule>",
    ).documents
    assert [a.number for a in act.articles] == ["2.1", "Schedule 2, section 1"]
    assert act.articles[1].heading_path == ("SCHEDULE 2 Fees",)
    assert act.text.endswith("A key is free.\n\nKey | 2")


def test_a_formula_is_a_hole_that_is_told() -> None:
    found = _reading(
        "<Section><Label>1</Label><Text>The fee is <Formula><FormulaText>A × B</FormulaText>"
        "</Formula> dollars.</Text></Section>"
    )
    assert found.documents[0].text == f"1\n\nThe fee is {MISSING} dollars."
    assert found.warnings[0].message == "a formula before its headings is not read"
