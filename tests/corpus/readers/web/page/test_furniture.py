"""What is furniture in a page, and what only bears its name."""

import pytest

from tests.corpus.outlines import only, outline

_PROSE = "<p>" + "Le texte de la page est ici, et il dit ce qui est de droit. " * 6 + "</p>"


def _read(furniture: str) -> list[str]:
    page = only(f"<body><main><h1>Titre</h1>{_PROSE}{furniture}</main></body>", "a.html")
    return outline(page)[2:]


@pytest.mark.parametrize("tag", ["section", "article", "div"])
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("comment-saisir-la-cada", "Comment saisir la CADA ?"),
        ("partage-des-donnees", "Partage des données"),
        ("action-sociale", "Action sociale"),
        ("donnees-rgpd", "RGPD"),
        ("rgpd", "RGPD"),
        ("menu", "Menu de la cantine"),
        ("cookies", "Cookies"),
        ("social-security", "Social security"),
        ("share-your-data", "Your data"),
        ("navigation-interieure", "La navigation intérieure"),
        ("newsletter", "La newsletter du ministère"),
    ],
)
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_a_section_whose_name_is_its_subject_is_read(
    tag: str, name: str, heading: str, attribute: str
) -> None:
    if attribute == "class" and name == "share-your-data":
        pytest.skip("a class that its heading does not bear out is furniture's")
    section = f'<{tag} {attribute}="{name}"><h2>{heading}</h2><p>Par écrit.</p></{tag}>'
    assert _read(section) == [f"h2 {heading}", "p Par écrit."]


@pytest.mark.parametrize("name", ["comment-faire", "menu", "cookies", "partage", "social"])
def test_a_heading_is_read_whatever_its_id(name: str) -> None:
    assert _read(f'<h2 id="{name}" class="{name}">Un titre</h2><p>Dit.</p>') == [
        "h2 Un titre",
        "p Dit.",
    ]


@pytest.mark.parametrize("name", ["pager-1", "menu", "comment"])
def test_parts_of_a_table_are_read_whatever_their_names(name: str) -> None:
    table = f'<table><tbody class="{name}"><tr class="{name}"><td>a<td>b</tr></tbody></table>'
    assert _read(table) == ["tr a | b"]


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="fr-share"><p>Partager</p><ul><li><a href="x">Facebook</a></li></ul></div>',
        '<section id="comments"><h2>3 comments</h2><p>Un avis, fort bien dit.</p></section>',
        '<li id="comment-1536"><p>Un avis de lecteur, fort bien dit et un peu long.</p></li>',
        '<div id="newsletter"><h3>Newsletter</h3><p>Votre adresse</p><input type="email"></div>',
        '<div id="related"><h2>À lire aussi</h2><ul><li><a href="/a">Un autre sujet</a></ul></div>',
        '<section class="related"><h3><a href="/a">Related: un autre sujet</a></h3>'
        "<p>Il est bien dit ici ce que l’on y lira.</p></section>",
        '<div id="cookie-banner"><p>Ce site utilise des cookies.</p><button>OK</button></div>',
        "<form><p>Cette page vous aide-t-elle ?</p><label>Oui<input type=radio></label></form>",
        '<ul><li><a href="#a">Un</a></li><li><a href="#b">Deux</a></li></ul>',
        "<nav><p>Vous êtes ici</p></nav>",
        '<div role="search"><p>Chercher</p></div>',
    ],
)
def test_furniture_within_the_content_is_left_out(furniture: str) -> None:
    assert _read(furniture) == []


def test_the_header_of_a_page_that_holds_its_title_is_read() -> None:
    page = only(f"<body><header><h1>Le titre</h1><p>Du 2 mars</p></header>{_PROSE}", "a.html")
    assert outline(page)[:2] == ["h1 Le titre", "p Du 2 mars"]


def test_the_footer_of_a_quotation_and_of_notes_is_read() -> None:
    page = only(
        f"<body>{_PROSE}<blockquote><p>Cité.</p><footer>— Une autrice</footer></blockquote>"
        '<footer class="footnotes"><p>1. Une note.</p></footer><footer>Mentions</footer>',
        "a.html",
    )
    assert outline(page)[1:] == ["> p Cité.", "> p — Une autrice", "p 1. Une note."]
