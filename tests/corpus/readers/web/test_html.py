"""Pages of the web."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import tostring
from lxml.html.builder import E

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, outline, reading

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Ouvrir ses données | Ministère</title>
<meta property="og:site_name" content="Ministère">
<link rel="canonical" href="https://exemple.gouv.fr/ouvrir">
<meta property="article:published_time" content="2024-03-02T10:00:00+01:00">
<script type="application/ld+json">{"@type": "Article", "dateModified": "2025-01-05"}</script>
<style>p { color: red }</style></head>
<body><div class="fr-skiplinks"><a href="#c">Aller au contenu</a></div>
<header role="banner"><p>Devise</p><nav><a href="/">Accueil</a></nav></header>
<div id="tarteaucitronRoot"><p>Acceptez-vous les cookies ?</p></div>
<main><nav aria-label="vous êtes ici">Accueil &gt; Ouvrir</nav>
<h1>Ouvrir &amp; publier<a class="header-anchor" href="#o">#</a></h1>
<p>Le <b>ministère</b> publie ses données<sup><a href="#n1">1</a></sup> depuis le 1<sup>er</sup>
mars, dans un format<br>ouvert. Il en a la charge et il le dit à tous ceux qui le demandent.</p>
<ul><li>Un<ul><li>Un bis</li></ul></li><li><p>Deux</p><p>et sa suite</p></li></ul>
<ol start="3"><li>Trois</li><li value="7">Sept</li></ol>
<table><caption>Coûts</caption><tr><th>Poste</th><th>Coût</th></tr>
<tr><td>Eau</td><td>3 €<ul><li>net</li><li>brut</li></ul></td></tr></table>
<table><tr><td>Un tableau d'une colonne n'est que de la mise en page.</td></tr></table>
<details><summary>Qui demande ?</summary><p>Tout le monde.</p></details>
<h3><button aria-expanded="false">Une question ?</button></h3><p>Une réponse.</p>
<img src="a.png" alt="logo"><img src="b.png" alt="Carte des communes qui publient leurs données">
<pre>a = 1
  b = 2</pre>
<div class="share-buttons"><button>Partager</button></div><script>var x = 1</script></main>
<footer>Mentions légales</footer></body></html>"""


def test_a_page_gives_its_content_without_what_surrounds_it() -> None:
    assert outline(only(_PAGE, "page.html")) == [
        "h1 Ouvrir & publier",
        "p Le ministère publie ses données depuis le 1er mars, dans un format ouvert. "
        "Il en a la charge et il le dit à tous ceux qui le demandent.",
        "li1 Un",
        "li2 Un bis",
        "li1 Deux\net sa suite",
        "li1 3. Trois",
        "li1 7. Sept",
        "p Coûts",
        "tr Poste | Coût",
        "tr Eau | 3 €; net; brut",
        "p Un tableau d'une colonne n'est que de la mise en page.",
        "> h2 Qui demande ?",
        "> p Tout le monde.",
        "h3 Une question ?",
        "p Une réponse.",
        "p Carte des communes qui publient leurs données",
        "p a = 1\nb = 2",
    ]


def test_a_page_tells_its_title_address_dates_publisher_and_language() -> None:
    page = only(_PAGE, "page.html")
    assert page.title == "Ouvrir & publier"
    assert page.url == "https://exemple.gouv.fr/ouvrir"
    assert (str(page.published), str(page.modified)) == ("2024-03-02", "2025-01-05")
    assert page.publisher == "Ministère"
    assert page.language == "fr", "the words decide, not the template's lang"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Le texte - Le site</title>", "Le texte"),
        (
            '<title>Le site | Le texte</title><meta property="og:site_name" content="Le site">',
            "Le texte",
        ),
        (
            '<title>Autre</title><meta property="og:title" content="Le texte partagé">',
            "Le texte partagé",
        ),
    ],
)
def test_a_page_without_heading_takes_its_title_from_its_head(head: str, title: str) -> None:
    page = only(f"<html><head>{head}</head><body><p>Des mots.</p></body></html>", "a.html")
    assert page.title == title


def test_an_element_with_most_of_the_words_is_kept_whatever_its_name() -> None:
    page = only(
        '<body><div class="menu share"><p>Tout le texte est ici.</p></div></body>', "a.html"
    )
    assert page.text == "Tout le texte est ici."


_ARTICLE = f"<article><h1>Le sujet</h1><p>{'Le texte de la page est ici. ' * 9}</p></article>"
_TEASER = "<article><h3>Un autre sujet</h3><p>Un mot seulement.</p></article>"


def test_the_article_beside_teasers_is_the_page() -> None:
    page = only(f"<body><div>{_TEASER}{_ARTICLE}{_TEASER}</div></body>", "a.html")
    assert outline(page) == ["h1 Le sujet", f"p {('Le texte de la page est ici. ' * 9).strip()}"]


def test_articles_of_one_size_are_all_the_page() -> None:
    page = only(f"<body>{_ARTICLE}{_ARTICLE}</body>", "a.html")
    assert page.text.count("Le sujet") == 2


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="related-posts">Autres sujets</div>',
        '<div id="comments"><p>Premier !</p></div>',
        '<aside class="sidebar">Autres sujets</aside>',
        '<ul><li><a href="/a">Un</a></li><li><a href="/b">Deux</a></li><li><a>Trois</a></li></ul>',
        "<header><p>Nom du site</p></header>",
    ],
)
def test_furniture_is_left_out_of_pages_that_name_no_content(furniture: str) -> None:
    words = "Le texte de la page est ici. " * 9
    assert only(f"<body>{furniture}<p>{words}</p></body>", "a.html").text == words.strip()


@pytest.mark.parametrize("name", ["no-sidebar", "tag-newsletter", "category-menu", "post-social"])
def test_names_of_states_are_not_furniture(name: str) -> None:
    page = only(
        f'<body><p>{"Le début du texte. " * 9}</p><div class="{name}">La fin.</div></body>',
        "a.html",
    )
    assert page.text.endswith("La fin.")


def test_a_page_drawn_by_a_script_is_refused_with_a_remedy() -> None:
    with pytest.raises(UnreadableFile, match="no text of its own; save it from the browser"):
        reading('<!DOCTYPE html><html><body><div id="app"></div></body></html>', "a.html")


def test_paragraphs_and_headings_that_lost_their_opening_tags_stay_apart() -> None:
    page = only("<body>Un.</p>Un titre</h2>Deux.</p><p>Trois.</p></body>", "a.html")
    assert outline(page) == ["p Un.", "h2 Un titre", "p Deux.", "p Trois."]


@pytest.mark.slow
def test_nesting_deeper_than_pythons_is_read() -> None:
    page = only("<html><body>" + "<div>" * 5000 + "Au fond." + "</div>" * 5000, "a.html")
    assert page.text == "Au fond."


def test_letters_encoded_twice_and_written_as_references_are_mended() -> None:
    read = reading(
        "<p>La r&Atilde;&copy;ponse d&Atilde;&copy;j&agrave; donn&#195;&#169;e.</p>", "a.html"
    )
    assert read.documents[0].text == "La réponse déjà donnée."
    assert [warning.message for warning in read.warnings] == [
        "its accents were encoded twice, and were mended"
    ]
    assert only("<p>&lt;p&gt; &Acirc;ge</p>", "a.html").text == "<p> Âge"


_WORD = st.from_regex(r"[a-zéèàç]{2,9}", fullmatch=True)
_SENTENCE = st.lists(_WORD, min_size=2, max_size=12).map(
    lambda words: " ".join(words).capitalize() + "."
)
_INLINE = ("b", "em", "ins", "span", "a", "abbr", "u", "mark", "code", "time")


@st.composite
def _trees(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page that lxml writes, and what is to be read of it."""
    main = E.main(E.h1("Le titre"))
    said = ["Le titre"]
    for sentence, kind in draw(
        st.lists(
            st.tuples(_SENTENCE, st.sampled_from(("p", "ul", "ol", "table", "div"))), min_size=1
        )
    ):
        first, _, rest = sentence.partition(" ")
        inner = E(draw(st.sampled_from(_INLINE)), first)
        inner.tail = f" {rest}"
        struck = E(draw(st.sampled_from(("del", "s"))), "supprimé")
        if kind == "table":
            main.append(E.table(E.tr(E.td("Un"), E.td(inner, struck))))
            said += ["Un", "|", sentence]
        elif kind in ("ul", "ol"):
            main.append(E(kind, E.li(E.p(inner, struck))))
            said += [sentence] if kind == "ul" else ["1.", sentence]
        else:
            main.append(E(kind, inner, struck))
            said.append(sentence)
        main.append(E.p("Caché.", hidden=""))
    page = E.html(E.head(E.title("Le titre")), E.body(main))
    return tostring(page, encoding="unicode", method="html", doctype="<!DOCTYPE html>"), said


@settings(max_examples=15)
@given(_trees())
@pytest.mark.slow
def test_what_another_wrote_comes_back_word_for_word_in_order(
    written: tuple[str, list[str]],
) -> None:
    html, said = written
    assert only(html, "a.html").text.split() == " ".join(said).split()


_PANDOC = shutil.which("pandoc")


@pytest.mark.skipif(_PANDOC is None, reason="pandoc is not installed")
@pytest.mark.slow
def test_what_pandoc_writes_is_read_as_it_was_written() -> None:
    written = (
        "---\ntitle: Le plan\n---\n\n# Objet\n\nLe délai[^1] est de $R = \\frac{n}{2}$ jours.\n\n"
        "[^1]: Article 1er.\n\n3. trois\n4. quatre\n\nTerme\n:   Sens\n\n| A | B |\n|---|---|\n"
        "| 1 | 2 |\n\n~~barré~~ net, 10^6^\n"
    )
    html = subprocess.run(
        [str(_PANDOC), "-s", "--mathml", "-f", "markdown", "-t", "html5"],
        input=written, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert outline(only(html, "plan.html")) == [
        "h1 Le plan",
        "h1 Objet",
        "p Le délai est de R = n/2 jours.",
        "li1 3. trois",
        "li1 4. quatre",
        "li1 Terme",
        "li2 Sens",
        "tr A | B",
        "tr 1 | 2",
        "p net, 10⁶",
        "li1 1. Article 1er.",
    ]


def test_a_page_of_several_titles_has_the_one_that_names_its_window() -> None:
    page = only(
        "<html><head><title>Le budget</title></head><body><div><h1>15 juillet 2006</h1></div>"
        "<h1>Le budget</h1><p>Un texte assez long pour être celui de la page.</p></body></html>",
        "page.html",
    )
    assert page.title == "Le budget"
