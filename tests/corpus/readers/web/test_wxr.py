"""The export of a WordPress site gives its published pages, and names what it leaves out."""

from corpus.readers import read
from corpus.reading import LeftOut, Reading, SourceFile
from tests.corpus.outlines import outline
from tests.shared import SHARED, needs_shared

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Ville</title>
<language>fr-FR</language>"""


def _item(content: str = "<p>Un texte.</p>", **fields: str) -> str:
    said = {"status": "publish", "post_type": "page", "post_date": "2024-03-04 10:00:00"} | fields
    link = said.pop("link", "https://ville.example/acces/")
    title = said.pop("title", "Accès")
    told = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in said.items())
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link}</link>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded>{told}</item>"
    )


def _read(*items: str) -> Reading:
    return read(SourceFile("site.xml", f"{_HEAD}{''.join(items)}</channel></rss>".encode()))


def test_a_published_page_has_its_text_title_address_and_date() -> None:
    (page,) = _read(_item("<h2>Délai</h2><p>Un mois.</p>", title="Accès & délais")).documents
    assert outline(page) == ["h2 Délai", "p Un mois."]
    assert (page.id, page.title) == ("ville.example-acces", "Accès & délais")
    assert (page.url, str(page.published)) == ("https://ville.example/acces/", "2024-03-04")
    assert (page.language, page.publisher) == ("fr", "Ville")


def test_lines_set_apart_are_paragraphs_as_wordpress_shows_them() -> None:
    (page,) = _read(_item("Un mois.\n\nLa CADA est saisie.\n\n<ul><li>Un</li></ul>")).documents
    assert outline(page) == ["p Un mois.", "p La CADA est saisie.", "li1 Un"]


def test_what_is_not_published_or_no_page_is_left_out_and_told() -> None:
    found = _read(
        _item(),
        _item(status="draft", title="Brouillon"),
        _item(status="private", title="Privé"),
        _item(status="archived", title="Archivé"),
        _item(post_password="abc", title="Fermé"),
        _item(post_type="attachment", status="inherit"),
        _item(post_type="nav_menu_item"),
        _item(post_type="nav_menu_item"),
        _item(post_type="wp_global_styles"),
    )
    assert [page.text for page in found.documents] == ["Un texte."]
    assert found.left_out == (
        LeftOut("site.xml#2 (Brouillon)", "its status is “draft”, not “publish”"),
        LeftOut("site.xml#3 (Privé)", "its status is “private”, not “publish”"),
        LeftOut("site.xml#4 (Archivé)", "its status is “archived”, not “publish”"),
        LeftOut("site.xml#5 (Fermé)", "it is protected by a password"),
        LeftOut("site.xml: attachment", "items of this type are no pages (1)"),
        LeftOut("site.xml: nav_menu_item", "items of this type are no pages (2)"),
        LeftOut("site.xml: wp_global_styles", "items of this type are no pages (1)"),
    )


def test_an_export_of_drafts_alone_gives_no_document_and_says_why() -> None:
    found = _read(_item(status="draft"))
    assert (found.documents, len(found.left_out)) == ((), 1)


def test_comments_on_a_page_are_not_its_words() -> None:
    item = _item().replace(
        "</item>", "<wp:comment><wp:comment_content>Non !</wp:comment_content></wp:comment></item>"
    )
    assert [page.text for page in _read(item).documents] == ["Un texte."]


@needs_shared
def test_the_shared_export_gives_its_published_page_only() -> None:
    path = SHARED / "cases" / "txt" / "wxr-draft.xml"
    found = read(SourceFile(path.name, path.read_bytes()))
    assert [(page.title, page.text) for page in found.documents] == [
        ("Délais", "Le délai est d’un mois.")
    ]
