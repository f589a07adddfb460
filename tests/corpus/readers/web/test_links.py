"""A page keeps where its links lead, over the words that are linked, if that may be law."""

from corpus.readers import read
from corpus.reading import SourceFile

_ARTICLE = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033218964"
_SECTION = "https://www.legifrance.gouv.fr/codes/id/LEGISCTA000031367696"


def _links(name: str, text: str) -> list[tuple[str, str]]:
    (document,) = read(SourceFile(name, text.encode())).documents
    return [(document.text[one.start : one.end], one.target) for one in document.links]


def _page(body: str) -> str:
    return f"<html><head><title>Jardins</title></head><body><main>{body}</main></body></html>"


def test_links_to_law_are_kept_with_their_words_and_others_are_not() -> None:
    body = (
        f'<h1>Les jardins</h1><p>Pour l’accès, voir <a href="{_ARTICLE}">l&rsquo;article '
        f'<b>L311-6</b></a> ou <a href="https://www.cada.fr">la CADA</a>.</p>'
        f'<ul><li>Aussi <a href="{_SECTION}">ce chapitre</a></li></ul>'
        f'<table><tr><th>Qui</th><th>Où</th></tr><tr><td>Tous</td><td><a href="{_ARTICLE}">là</a>'
        f'</td></tr></table><p>Les jardins <span hidden><a href="{_SECTION}">cachés</a></span>.</p>'
    )
    assert _links("page.html", _page(body)) == [
        ("l’article L311-6", _ARTICLE),
        ("ce chapitre", _SECTION),
        ("là", _ARTICLE),
    ]


def test_all_of_a_paragraph_is_taken_for_words_that_were_laid_out_otherwise() -> None:
    body = f'<p>Les jardins ouvrent <a href="{_ARTICLE}">à huit<br>Heures</a> le matin.</p>'
    ((words, target),) = _links("page.html", _page(body))
    assert (words.split()[0], words.split()[-1], target) == ("Les", "matin.", _ARTICLE)


def test_links_of_markdown_are_kept_too() -> None:
    assert _links("page.md", f"# Jardins\n\nVoir [l'article]({_ARTICLE}) *utile*.\n") == [
        ("l'article", _ARTICLE)
    ]
