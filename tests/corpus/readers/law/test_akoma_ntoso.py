"""Akoma Ntoso papers become documents whose provisions are numbered and placed."""

from datetime import date

import pytest

from corpus.document import Article, BlockKind, Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.law.labels import label
from corpus.readers.law.akoma_ntoso import read
from corpus.reading import LeftOut, Reading, SourceFile
from corpus.splitters import split
from corpus.text import MISSING
from tests.corpus.laws import count_words
from tests.shared import DOCUMENTS, needs_shared

META = """
<meta><identification source="#x">
  <FRBRWork><FRBRthis value="/xx/act/2001-02-03/4/main"/><FRBRuri value="/xx/act/2001-02-03/4"/>
    <FRBRdate date="2001-02-03" name="generation"/><FRBRauthor href="#parl"/>
    <FRBRcountry value="xx"/></FRBRWork>
  <FRBRExpression><FRBRthis value="/xx/act/2001-02-03/4/eng@/main"/>
    <FRBRdate date="2005-06-07" name="generation"/><FRBRlanguage language="{language}"/>
  </FRBRExpression></identification>
  <references><TLCOrganization eId="parl" href="/o" showAs="The Parliament"/></references></meta>
"""
GARDEN = "<section eId='sec_1'><num>1.</num><content><p>Gardens are open.</p></content></section>"


def akn(body: str, *, paper: str = "act", language: str = "eng", namespace: str = "3.0") -> bytes:
    space = f"http://docs.oasis-open.org/legaldocml/ns/akn/{namespace}"
    meta = META.format(language=language)
    return f"<akomaNtoso xmlns='{space}'><{paper}>{meta}{body}</{paper}></akomaNtoso>".encode()


def reading(body: str, paper: str = "act", language: str = "eng") -> Reading:
    return read(SourceFile("paper.xml", akn(body, paper=paper, language=language)))


def document(body: str, paper: str = "act", language: str = "eng") -> Document:
    return reading(body, paper, language).documents[0]


def words(act: Document, article: Article) -> str:
    return act.text[article.start : article.end]


def test_metadata_gives_language_dates_publisher_and_identifiers() -> None:
    act = document(f"<body>{GARDEN}</body>")
    assert (act.kind, act.language, act.publisher) == (DocumentKind.LAW, "en", "The Parliament")
    assert (act.published, act.modified) == (date(2001, 2, 3), date(2005, 6, 7))
    assert act.aliases == ("/xx/act/2001-02-03/4/main", "/xx/act/2001-02-03/4/eng@/main")


@pytest.mark.parametrize("namespace", ["1.0", "2.0", "3.0", "3.0/CSD13"])
def test_every_version_of_the_standard_is_read(namespace: str) -> None:
    raw = akn(f"<body>{GARDEN}</body>", namespace=namespace)
    (article,) = read(SourceFile("paper.xml", raw)).documents[0].articles
    assert (article.number, article.source_id) == ("1", "sec_1")


def test_an_act_is_called_as_it_says_that_it_may_be_cited() -> None:
    cited = "<p>This Act may be cited as the Garden (Access) Act, 2001 and begins now.</p>"
    body = f"<body><section><num>1.</num><content>{cited}</content></section></body>"
    title = "<preface><p><docTitle>AN ACT ABOUT GARDENS</docTitle></p></preface>"
    assert document(title + body).title == "Garden (Access) Act, 2001"
    assert document(f"{title}<body>{GARDEN}</body>").title == "AN ACT ABOUT GARDENS"


def test_chapters_lead_to_their_sections() -> None:
    act = document(
        "<body><part><num>PART I</num><heading>Access</heading><chapter><num>1</num>"
        f"{GARDEN}</chapter></part></body>"
    )
    (article,) = act.articles
    assert article.heading_path == ("PART I Access", "1")
    assert act.text == "PART I Access\n\n1\n\n1.\n\nGardens are open."


def test_articles_are_the_unit_where_sections_only_hold_them() -> None:
    act = document(
        "<body><section><num>Section 1</num><heading>Des jardins</heading><article>"
        "<num>Article 12 bis</num><content><p>Les jardins sont ouverts.</p></content></article>"
        "</section></body>",
        language="fra",
    )
    (article,) = act.articles
    assert (article.number, act.language) == ("12 bis", "fr")
    assert article.heading_path == ("Section 1 Des jardins",)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Article 12.", "12"),
        ("Artículo 1º", "1º"),
        ("SEC. 2.", "2"),
        ("§ 4", "4"),
        ("Article premier", "premier"),
        ("3A –", "3A"),
    ],
)
def test_the_number_is_kept_and_the_word_before_it_is_not(written: str, number: str) -> None:
    section = f"<section><num>{written}</num><content><p>Open.</p></content></section>"
    assert [a.number for a in document(f"<body>{section}</body>").articles] == [number]


def test_a_provision_without_a_number_has_that_of_its_identifier_or_is_none() -> None:
    act = document(
        "<body><section eId='chp_1__sec_7'><content><p>Seven.</p></content></section>"
        "<section eId='page'><content><p>Loose.</p></content></section></body>"
    )
    assert [(a.number, words(act, a)) for a in act.articles] == [("7", "Seven.")]
    assert "Loose." in act.text


def test_papers_that_come_together_are_read_together() -> None:
    raw = (
        "<akomaNtoso><documentCollection><collectionBody><p>Report.</p></collectionBody>"
        f"</documentCollection><components><component><bill><body>{GARDEN}</body></bill>"
        "</component></components></akomaNtoso>"
    ).encode()
    together = read(SourceFile("paper.xml", raw)).documents[0]
    assert together.text == "Report.\n\n1.\n\nGardens are open."
    assert [a.number for a in together.articles] == ["1"]


def test_subsections_are_paragraphs_and_points_are_items_after_their_numbers() -> None:
    act = document(
        "<body><section><num>4.</num><heading>Keys</heading>"
        "<subsection><num>(1)</num><content><p>Keys are kept.</p></content></subsection>"
        "<subsection><num>(2)</num><intro><p>They are lent to -</p></intro>"
        "<paragraph><num>(a)</num><content><p>citizens;</p></content></paragraph>"
        "<paragraph><num>(b)</num><intro><p>others:</p></intro>"
        "<subparagraph><num>(i)</num><content><p>guests.</p></content></subparagraph></paragraph>"
        "</subsection></section></body>"
    )
    lines = [(b.kind, b.level, act.text[b.start : b.end]) for b in act.blocks[1:]]
    assert lines == [
        (BlockKind.PARAGRAPH, 0, "(1) Keys are kept."),
        (BlockKind.PARAGRAPH, 0, "(2) They are lent to -"),
        (BlockKind.LIST_ITEM, 1, "(a) citizens;"),
        (BlockKind.LIST_ITEM, 1, "(b) others:"),
        (BlockKind.LIST_ITEM, 2, "(i) guests."),
    ]


def test_a_number_that_the_words_repeat_is_written_once() -> None:
    act = document(
        "<body><section><num>1.</num><content><blockList><listIntroduction>Are open:"
        "</listIntroduction><item><num>(a)</num><p>(a) parks.</p></item></blockList></content>"
        "</section></body>"
    )
    assert act.text.endswith("Are open:\n\n(a) parks.")


def test_sections_that_an_act_inserts_elsewhere_are_cited_as_the_one_that_quotes_them() -> None:
    act = document(
        "<body><section><num>2.</num><heading>New section</heading><content><p>Insert - "
        "<mod><quotedStructure><section><num>9A.</num><content><p>Hedges are cut.</p></content>"
        "</section></quotedStructure></mod></p></content></section></body>"
    )
    outer, inner = act.articles
    assert (outer.number, inner.number) == ("2", "2")
    assert words(act, inner) == "Hedges are cut."
    assert inner.heading_path == ("2. New section", "9A.")
    assert outer.start < inner.start
    assert inner.end == outer.end
    passages = split(act, count_tokens=count_words, max_tokens=60)
    assert [(p.text, p.locator.article) for p in passages] == [
        ("Insert -", "2"),
        ("Hedges are cut.", "2"),
    ]
    assert passages[1].context.endswith("New section > 9A")


def test_the_sections_of_a_schedule_are_cited_as_the_schedule_s() -> None:
    act = document(
        f"<body>{GARDEN}</body><attachments><attachment><heading>SCHEDULE 2</heading>"
        "<subheading>Fees</subheading><doc name='schedule'><mainBody><section eId='sec_1'>"
        "<num>1.</num><content><p>A key costs a pound.</p></content></section></mainBody></doc>"
        "</attachment></attachments>"
    )
    assert [a.number for a in act.articles] == ["1", "Schedule 2, section 1"]
    assert act.articles[1].heading_path == ("SCHEDULE 2 Fees",)
    passages = split(act, count_tokens=count_words, max_tokens=60)
    assert label(act, passages[1]) == f"{act.title}, schedule 2, section 1"


def test_paragraphs_are_the_provisions_of_a_schedule_that_has_no_sections() -> None:
    act = document(
        f"<body>{GARDEN}<hcontainer name='schedules'><hcontainer name='schedule'><num>Schedule 1"
        "</num><heading>Parks</heading><paragraph><num>3</num><subparagraph><num>(1)</num><content>"
        "<p>Any park.</p></content></subparagraph></paragraph></hcontainer></hcontainer></body>"
    )
    assert [(a.number, words(act, a)) for a in act.articles] == [
        ("1", "Gardens are open."),
        ("Schedule 1, paragraph 3", "(1) Any park."),
    ]


def test_regulations_in_named_containers_are_provisions() -> None:
    body = (
        "<body><hcontainer name='regulation'><num>6.</num><heading>Keys</heading><content>"
        "<p>Keys are kept.</p></content></hcontainer></body>"
    )
    (article,) = document(body).articles
    assert (article.number, article.heading_path) == ("6", ())


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("removed", "it was removed"),
        ("repealed", "it is repealed"),
        ("undefined", "it is not there in this version"),
        ("uncommenced", "it is not in force"),
    ],
)
def test_what_is_no_law_by_its_status_is_left_out_and_told(status: str, reason: str) -> None:
    gone = f"<section status='{status}'><num>2.</num><content><p>Pay.</p></content></section>"
    found = reading(f"<body>{GARDEN}{gone}</body>")
    assert found.documents[0].text == "1.\n\nGardens are open."
    assert found.left_out == (LeftOut("paper.xml: section 2", reason),)


def test_struck_words_are_left_out_and_new_ones_stay() -> None:
    body = (
        "<body><section><num>1.</num><content><p>Within <del>thirty</del><ins>ten</ins> days."
        "</p></content></section></body>"
    )
    assert document(body).text == "1.\n\nWithin ten days."


PERIODS = """<meta><identification source="#x"><FRBRExpression><FRBRdate date="2012-01-01"/>
<FRBRlanguage language="eng"/></FRBRExpression></identification>
<lifecycle><eventRef eId="e1" date="2001-01-01"/><eventRef eId="e2" date="2010-01-01"/>
<eventRef eId="e3" date="2030-01-01"/></lifecycle><temporalData>
<temporalGroup eId="old"><timeInterval start="#e1" end="#e2"/></temporalGroup>
<temporalGroup eId="now"><timeInterval start="#e2" end="#e3"/></temporalGroup>
</temporalData></meta>"""


def test_a_provision_has_the_days_of_its_period_and_earlier_versions_are_left_out() -> None:
    versions = "".join(
        f"<section period='#{period}'><num>1.</num><content><p>Costs {cost}.</p></content>"
        "</section>"
        for period, cost in (("old", "two"), ("now", "three"))
    )
    raw = f"<akomaNtoso><act>{PERIODS}<body>{versions}</body></act></akomaNtoso>".encode()
    found = read(SourceFile("paper.xml", raw))
    (article,) = found.documents[0].articles
    assert words(found.documents[0], article) == "Costs three."
    assert (article.valid_from, article.valid_to) == (date(2010, 1, 1), date(2030, 1, 1))
    assert [left.reason for left in found.left_out] == [
        "it is an earlier version, which held until 2010-01-01"
    ]


def test_a_picture_among_words_is_a_hole_that_is_told() -> None:
    body = (
        "<body><section><num>1.</num><heading>Fee</heading><content><p>The fee is "
        "<img src='fee.png'/> pounds.</p><p><img src='park.png'/></p></content></section></body>"
    )
    found = reading(body)
    assert found.documents[0].text == f"1. Fee\n\nThe fee is {MISSING} pounds."
    assert [w.message for w in found.warnings] == ["a picture under “1. Fee” is not read"] * 2


def test_notes_beside_the_text_are_counted_in_a_warning() -> None:
    note = "<authorialNote><p>Since 2001.</p></authorialNote>"
    body = f"<body><section><num>1.</num><content><p>Open.{note}</p></content></section></body>"
    assert [w.message for w in reading(body).warnings] == ["its notes are not read, 1 in all"]


def test_tables_are_read_row_by_row() -> None:
    act = document(
        "<body><section><num>1.</num><content><table><tr><th>Key</th><th>Door</th></tr>"
        "<tr><td><p>A</p></td><td><p>North</p></td></tr></table></content></section></body>"
    )
    assert words(act, act.articles[0]) == "Key | Door\nA | North"


def test_notes_and_tables_of_contents_are_left_out_of_the_text() -> None:
    act = document(
        "<preface><toc><tocItem>1. Gardens</tocItem></toc></preface><body><section><num>1."
        "<authorialNote><p>Cap. 5</p></authorialNote></num><content><p>Open"
        "<authorialNote><p>at last</p></authorialNote>.</p></content></section></body>"
    )
    assert act.text == "1.\n\nOpen."


def test_a_section_without_words_is_left_out_and_told() -> None:
    found = reading(f"<body>{GARDEN}<section><num>2.</num></section></body>")
    assert [a.number for a in found.documents[0].articles] == ["1"]
    assert [(left.path, left.reason) for left in found.left_out] == [
        ("paper.xml: article 2", "it has no words in the source")
    ]


def test_preface_preamble_and_conclusions_are_kept() -> None:
    act = document(
        "<preface><p>No. 4</p></preface><preamble><p>Be it enacted:</p></preamble>"
        f"<body>{GARDEN}</body><conclusions><p>Done at the park.</p></conclusions>"
    )
    assert act.text == "No. 4\n\nBe it enacted:\n\n1.\n\nGardens are open.\n\nDone at the park."


BOMB = b"""<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]>
<akomaNtoso><act><body><p>&c;</p></body></act></akomaNtoso>"""
EXTERNAL = b"""<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<akomaNtoso><act><body><p>&e;</p></body></act></akomaNtoso>"""


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(BOMB, "declares XML entities", id="an entity bomb"),
        pytest.param(EXTERNAL, "declares XML entities", id="an entity that reads a file"),
        pytest.param(b"<akomaNtoso><act>", "its XML is broken", id="cut off"),
        pytest.param(b"<akomaNtoso><act/></akomaNtoso>", "it has no text", id="empty"),
        pytest.param(
            b"<akomaNtoso><act>" + b"<p>" * 5000 + b"x" + b"</p>" * 5000 + b"</act></akomaNtoso>",
            "nested too deeply",
            id="nested without end",
        ),
        pytest.param(
            b"<?xml version='1.0' encoding='klingon'?><akomaNtoso/>",
            "encoding is not known|XML is broken",
            id="an encoding that nobody knows",
        ),
    ],
)
def test_a_paper_that_cannot_be_read_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(SourceFile("paper.xml", raw))


@needs_shared
def test_all_31_sections_of_the_shared_act_are_found() -> None:
    path = DOCUMENTS / "laws" / "akomantoso_act_csd13.xml"
    act = read(SourceFile(path.name, path.read_bytes())).documents[0]
    own = [a.number for a in act.articles if not a.heading_path]
    assert own == [str(number) for number in range(1, 16)]
    assert len(act.articles) == 31
    assert [a.start for a in act.articles] == sorted(a.start for a in act.articles)
    replaced = "3. Replacement of section 3 of Cap. 376"
    quoted = [a for a in act.articles if a.heading_path[:1] == (replaced,)]
    assert [a.number for a in quoted] == ["3"] * 12
