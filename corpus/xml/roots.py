"""What an XML file is, told from its root element: read by which reader, or refused and why."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import UnsupportedFormat

_HEAD = 5_000  # characters in which a root's first children are looked for
# Possessive throughout: what is skipped before the root must not be tried in every other way.
_ROOT = re.compile(
    r"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->"
    r"|<!DOCTYPE(?:[^<>\[]|\[[^\]]*+\])*+>)*+<(?:([\w.-]++):)?([\w.-]++)([^<>]*+)"
)
_NAMESPACE = re.compile(r"xmlns(?::([\w.-]++))?\s*+=\s*+[\"']([^\"']*+)[\"']")
_DECLARED = re.compile(r"<\?xml\s")
_HTML_ROOTS = frozenset(
    "html head body main article section div nav header footer p h1 h2 h3 h4 h5 h6 ul ol table "
    "title meta span br form".split()
)
_XHTML = "http://www.w3.org/1999/xhtml"


class XmlFormat(StrEnum):
    """XML that a reader of `corpus/readers/` knows; the values are those of `Format`."""

    AKOMA_NTOSO = "akoma_ntoso"
    WXR = "wxr"
    DILA = "dila"
    CANADA = "canada"
    SERVICE_PUBLIC = "service_public"


@dataclass(frozen=True, slots=True)
class XmlRoot:
    """The root element of a text: its name without prefix, its namespace, and what follows.

    `declared` says that the text calls itself XML ("<?xml …"), and `closed` that it ends with the
    root's end. `head` is the beginning of what the root holds, its own attributes first.
    """

    name: str
    namespace: str
    declared: bool
    closed: bool
    head: str

    @property
    def is_html(self) -> bool:
        """Whether the root is HTML's: written in small letters, or a page's own in any."""
        if self.name.casefold() == "html":  # Word gives it a namespace of its own
            return True
        if self.namespace:
            return self.namespace == _XHTML
        return self.name.casefold() == "body" or (
            self.name in _HTML_ROOTS and not self._is_journal_article
        )

    @property
    def is_xml(self) -> bool:
        """Whether the text is XML and no HTML: it says so, or its root is one that is known."""
        known = self.name in _FORMATS or (self.closed and self.name in _REFUSED)
        return not self.is_html and (self.declared or bool(self.namespace) or known)

    @property
    def _is_journal_article(self) -> bool:
        return self.declared and "article-type" in self.head[:500]


_FORMATS = {
    "akomaNtoso": XmlFormat.AKOMA_NTOSO,
    "akomantoso": XmlFormat.AKOMA_NTOSO,
    "ARTICLE": XmlFormat.DILA,
    "TEXTE_VERSION": XmlFormat.DILA,
    "TEXTELR": XmlFormat.DILA,
    "SECTION_TA": XmlFormat.DILA,
    "VERSIONS": XmlFormat.DILA,
    "JO": XmlFormat.DILA,
    "IDCC": XmlFormat.DILA,
    "TEXTE_CNIL": XmlFormat.DILA,
    "TEXTE_JURI_ADMIN": XmlFormat.DILA,
    "TEXTE_JURI_JUDI": XmlFormat.DILA,
    "TEXTE_JURI_CONSTIT": XmlFormat.DILA,
    "Statute": XmlFormat.CANADA,
    "Regulation": XmlFormat.CANADA,
    "Publication": XmlFormat.SERVICE_PUBLIC,
    "ServiceComplementaire": XmlFormat.SERVICE_PUBLIC,
}
_PAGES = "give the pages themselves, as HTML, or name their site as a source"
_EXPORT = "export it as HTML, DOCX, PDF or text"
_FROM_SITE = "download the same text as HTML or PDF"
_NO_DOCUMENT = "take it out, or give the document itself as PDF, DOCX, HTML or text"
_EUR_LEX = "take the same act as HTML or PDF from EUR-Lex"
_UK = (
    "take the same act as Akoma Ntoso: its address on legislation.gov.uk, ended by /data.akn"
    " instead of /data.xml"
)
# What else roots say: the name of the format, and what to do.
_REFUSED = {
    "rss": ("an RSS feed, which holds extracts of pages", _PAGES),
    "feed": ("an Atom feed, which holds extracts of pages", _PAGES),
    "RDF": ("RDF data or an RSS feed", _PAGES),
    "urlset": ("a sitemap, which only lists pages", _PAGES),
    "sitemapindex": ("a sitemap, which only lists pages", _PAGES),
    "opml": ("a list of feeds (OPML)", _PAGES),
    "OAI-PMH": ("a catalogue (OAI-PMH), which only describes documents", _PAGES),
    "mediawiki": ("an export of MediaWiki", "give its pages as HTML"),
    "Legislation": ("legislation.gov.uk's own XML", _UK),
    "ACT": ("an act of the EU's Official Journal (Formex)", _EUR_LEX),
    "CONS.ACT": ("an act of the EU's Official Journal (Formex)", _EUR_LEX),
    "GENERAL": ("a text of the EU's Official Journal (Formex)", _EUR_LEX),
    "ANNEX": ("an annex of the EU's Official Journal (Formex)", _EUR_LEX),
    "DECISION": ("a decision of the EU's Official Journal (Formex)", _EUR_LEX),
    "PUBLICATION": ("a list of the EU's Official Journal (Formex)", _EUR_LEX),
    "Bill": ("a bill or an annual statute in XML", _FROM_SITE),
    "lawDoc": ("a law in United States Legislative Markup", _FROM_SITE),
    "uscDoc": ("a law in United States Legislative Markup", _FROM_SITE),
    "dokumente": ("a German law in XML", _FROM_SITE),
    "NIR": ("an Italian law in NormeInRete", _FROM_SITE),
    "svg": ("a drawing (SVG)", "give the document that it illustrates"),
    "TEI": ("a text in TEI", _EXPORT),
    "dita": ("a text in DITA", _EXPORT),
    "xliff": ("a file of translations (XLIFF)", "give the translated document itself"),
    "tmx": ("a memory of translations (TMX)", "give the translated document itself"),
    "wordDocument": ("Word's XML of 2003", "open it in Word or LibreOffice and save it as DOCX"),
    "Workbook": ("Excel's XML of 2003", "save it as XLSX or CSV"),
    "ncx": ("the contents of an EPUB book", "export the book as PDF, HTML or text"),
    "container": ("a part of an EPUB book", "export the book as PDF, HTML or text"),
    "plist": ("a file of settings", _NO_DOCUMENT),
    "configuration": ("a file of settings", _NO_DOCUMENT),
    "project": ("the settings of a program", _NO_DOCUMENT),
    "schema": ("a schema of XML", _NO_DOCUMENT),
    "stylesheet": ("a style sheet (XSLT)", _NO_DOCUMENT),
    "kml": ("map data (KML)", _NO_DOCUMENT),
    "gpx": ("map data (GPX)", _NO_DOCUMENT),
    "FeatureCollection": ("map data (GML)", _NO_DOCUMENT),
    "MD_Metadata": ("a record of metadata", _NO_DOCUMENT),
}
_REFUSED_SPACES = {
    "http://docbook.org/ns/docbook": ("a text in DocBook", _EXPORT),
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": (
        "a part of an OpenDocument file",
        "give the whole file, saved as ODT, ODS or ODP",
    ),
    "http://schemas.microsoft.com/office/2006/xmlPackage": (
        "an Office file as one XML file that is no text document",
        "open it in its program and save it as PPTX, XLSX or PDF",
    ),
    "http://www.idpf.org/2007/opf": ("a part of an EPUB book", _EXPORT),
    "http://xml.house.gov/schemas/uslm/1.0": (
        "a law in United States Legislative Markup",
        _FROM_SITE,
    ),
}
_DOCBOOK = frozenset(("book", "chapter", "refentry"))
_WORDPRESS = "wordpress.org/export/"


def root_of(text: str) -> XmlRoot | None:
    """The root element of `text`; None where it begins with none."""
    found = _ROOT.match(text)
    if found is None:
        return None
    prefix, name, attributes = found.groups()
    spaces = dict(_NAMESPACE.findall(attributes[:_HEAD]))
    head = text[found.start(3) : found.start(3) + _HEAD]
    end = f"</{prefix}:{name}>" if prefix else f"</{name}>"
    return XmlRoot(
        name=name,
        namespace=spaces.get(prefix or "", ""),
        declared=_DECLARED.match(text) is not None,
        closed=text[-_HEAD:].rstrip().endswith(end),
        head=head,
    )


def format_of(root: XmlRoot, path: str) -> XmlFormat:
    """The format of a file whose root is no HTML. Raises UnsupportedFormat where none reads it."""
    if root.name == "rss" and _WORDPRESS in root.head:
        return XmlFormat.WXR
    known = _FORMATS.get(root.name) or _FORMATS.get(root.name.casefold())
    if known is not None:
        return known
    what, remedy = (
        _REFUSED_SPACES.get(root.namespace)
        or _REFUSED.get(root.name)
        or _refused_by_look(root)
        or (f"XML with the root <{root.name}>", "give it as Akoma Ntoso, HTML, PDF or text")
    )
    raise UnsupportedFormat(path, f"it is {what}", remedy)


def _refused_by_look(root: XmlRoot) -> tuple[str, str] | None:
    if root.name == "article" or "JATS" in root.head[:500]:
        return "an article of a journal (JATS)", "give it as PDF or HTML"
    if root.name in _DOCBOOK:
        return "a text in DocBook", _EXPORT
    return None
