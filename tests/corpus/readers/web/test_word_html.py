"""HTML as Word, LibreOffice and Google Docs save it."""

from tests.corpus.outlines import only, outline

_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Note</title>
<!--[if gte mso 9]><xml><o:Author>X</o:Author></xml><![endif]-->
<style><!-- p.MsoNormal{margin:0} span.msoDel{text-decoration:line-through} --></style></head>
<body><div class=WordSection1><p class=MsoTitle>Note sur les délais<o:p></o:p></p>
<p class=MsoToc1><a href="#_Toc1">1. Objet 2</a></p>
<h1>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span>Objet</h1>
<p class=MsoNormal>Le délai est d’un mois<a href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>.<o:p></o:p></p>
<p class=MsoNormal><span class=msoDel>Supprimé.</span><ins>Ajouté.</ins><span
style='mso-hide:all'>Caché.</span><a class=msocomanchor href="#_msocom_1">[JD1]</a></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span>
</span><![endif]>Par lettre</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'>o<span>&nbsp;&nbsp; </span></span><![endif]>Recommandée</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]>1.<span>&nbsp;&nbsp;
</span><![endif]>Premier point</p>
<!--[if gte vml 1]><v:textbox>VML</v:textbox><![endif]-->
<div style='mso-element:footnote-list'><p class=MsoFootnoteText><a href="#_ftnref1"
name="_ftn1">[1]</a> Article L. 311-1.</p></div>
<div style='mso-element:comment-list'><p class=MsoCommentText>À revoir</p></div>
</div></body></html>"""

_LIBREOFFICE = """<html><body><div title="header"><p>Direction X</p></div>
<h1 class="western">Objet</h1><p class="western">Le délai<a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> est d’un mois.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>Article 1er.</p></div>
<div title="footer"><p>Page 1</p></div></body></html>"""

_GOOGLE_DOCS = """<html><head><style>.c3{text-decoration:line-through}</style></head>
<body class="c1 doc-content"><p class="c2 title"><span>Plan</span></p><p><span>Le plan </span>
<span class="c3">ancien</span><span> nouveau</span><sup><a href="#ftnt1">[1]</a></sup>.<sup><a
href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><div><p><a href="#ftnt_ref1">[1]</a><span>&nbsp;Loi de
1978.</span></p></div><div class="c9"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>À vérifier.</p>
</div></body></html>"""


def test_what_word_writes_beside_the_text_is_left_out() -> None:
    note = only(_WORD, "note.htm")
    assert note.title == "Note sur les délais"
    assert outline(note) == [
        "h1 Note sur les délais",
        "h1 1. Objet",
        "p Le délai est d’un mois.",
        "p Ajouté.",
        "li1 Par lettre",
        "li2 Recommandée",
        "li1 1. Premier point",
        "p [1] Article L. 311-1.",
    ]


def test_headers_and_footers_of_libreoffice_are_left_out() -> None:
    assert outline(only(_LIBREOFFICE, "note.html")) == [
        "h1 Objet",
        "p Le délai est d’un mois.",
        "p 1 Article 1er.",
    ]


def test_struck_words_and_comments_of_google_docs_are_left_out() -> None:
    plan = only(_GOOGLE_DOCS, "plan.html")
    assert plan.title == "Plan"
    assert outline(plan) == ["h1 Plan", "p Le plan nouveau.", "p [1] Loi de 1978."]


def test_a_page_of_word_is_html_though_it_names_another_namespace() -> None:
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns="http://www.w3.org/TR/REC-html40"><body><p>Un mois.<o:p></o:p></p></body></html>'
    )
    assert only(page, "note.doc").text == "Un mois."
