"""XML is what its own root element says, and never HTML because of what it holds."""

import pytest

from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.formats.detect import detect
from corpus.formats.format import Format
from corpus.readers import read
from corpus.reading import SourceFile
from tests.shared import SHARED, needs_shared

_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _detect(text: str, path: str = "a.xml") -> Format:
    return detect(SourceFile(path, text.encode()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_DECLARED + "<ARTICLE><META/></ARTICLE>", Format.DILA),
        ("<ARTICLE><META/></ARTICLE>", Format.DILA),
        (_DECLARED + "<TEXTE_VERSION/>", Format.DILA),
        (_DECLARED + '<Statute xml:lang="en"><Body/></Statute>', Format.CANADA),
        ('<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>', Format.WXR),
        (_DECLARED + '<html xmlns="http://www.w3.org/1999/xhtml"><p>A</p></html>', Format.HTML),
        (_DECLARED + "<html><body><p>A</p></body></html>", Format.HTML),
        (_DECLARED + "<!DOCTYPE html><html><p>A</p></html>", Format.HTML),
        ("<article><p>Un texte.</p></article>", Format.HTML),
        ("<HTML><BODY><P>Un texte.</P></BODY></HTML>", Format.HTML),
        ("<title>Un texte</title><p>A</p>", Format.HTML),
    ],
)
def test_the_root_tells_the_format(text: str, expected: Format) -> None:
    assert _detect(text) is expected


@pytest.mark.parametrize(
    ("text", "reason", "remedy"),
    [
        ('<rss version="2.0"><channel><p>A</p></channel></rss>', "RSS feed", "pages themselves"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>', "Atom", "pages"),
        ("<urlset><url><loc>a</loc></url></urlset>", "sitemap", "name their site"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>A</title></svg>', "SVG", "illustrates"),
        ('<w:wordDocument xmlns:w="x"><w:p/></w:wordDocument>', "Word's XML", "DOCX"),
        ('<book xmlns="http://docbook.org/ns/docbook"><title>A</title></book>', "DocBook", "HTML"),
        (_DECLARED + "<xliff><file/></xliff>", "XLIFF", "translated document"),
        (
            '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"/>',
            "legislation.gov.uk's own XML",
            "/data.akn",
        ),
        (_DECLARED + "<ACT><TITLE><P>A</P></TITLE></ACT>", "Formex", "EUR-Lex"),
        (_DECLARED + '<article article-type="x"><p>A</p></article>', "JATS", "PDF or HTML"),
        ('<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
         "<text:p/></office:document>", "part of an OpenDocument", "ODT"),
        (_DECLARED + "<parc><p>Ouvert.</p></parc>", "the root <parc>", "Akoma Ntoso"),
        ('<parc xmlns="urn:parcs"><p>Ouvert.</p></parc>', "the root <parc>", "Akoma Ntoso"),
    ],
)  # fmt: skip
def test_xml_that_no_reader_knows_is_refused_with_its_own_remedy(
    text: str, reason: str, remedy: str
) -> None:
    with pytest.raises(UnsupportedFormat) as refused:
        _detect(text)
    assert reason in refused.value.reason
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("root", ["akomaNtoso", "ARTICLE", "Statute", "rss"])
def test_entities_are_refused_and_never_resolved(root: str) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;">]>'
        f'<{root} xmlns:wp="http://wordpress.org/export/1.2/">&c;</{root}>'
    )
    outside = bomb.replace('"boom"', 'SYSTEM "file:///etc/passwd"')
    for text in (bomb, outside):
        with pytest.raises(UnreadableFile, match="declares XML entities"):
            read(SourceFile("a.xml", text.encode()))


@needs_shared
def test_the_shared_feed_is_refused_with_the_remedy() -> None:
    raw = (SHARED / "cases" / "txt" / "feed.xml").read_bytes()
    with pytest.raises(UnsupportedFormat, match=r"RSS feed.*give the pages themselves"):
        read(SourceFile("feed.xml", raw))
