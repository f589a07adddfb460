"""What Pandoc writes as Markdown comes back word for word, in order."""

import random
import shutil
import subprocess

import pytest

from corpus.text import tidy
from tests.corpus.outlines import outline, reading

needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")

# Words with the signs that mean something to one dialect or another.
WORDS = (
    "le délai d'un mois L. 311-1 peut-être 50 % 12 € [sic] {note} <3 3*4 a_b_c $5 #1 ~ | ^ \\ "
    "`code` != == :ok_ {{x (1) http://a.fr/b-c l’État « oui » 1° — … & < > * _ + - = ! ~~ {%"
).split(" ")


def written(html: str, form: str) -> str:
    """HTML as Pandoc writes it in a form of Markdown."""
    command = ["pandoc", "--from=html", f"--to={form}", "--wrap=none"]
    done = subprocess.run(command, input=html, capture_output=True, text=True, check=True)
    return done.stdout


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@needs_pandoc
@pytest.mark.parametrize(("form", "seed"), [("gfm", 1), ("commonmark", 2)])
@pytest.mark.slow
def test_paragraphs_come_back_word_for_word(form: str, seed: int) -> None:
    chance = random.Random(seed)  # one run of Pandoc for all: it takes a while to start
    texts = [
        f"Mot {' '.join(chance.choices(WORDS, k=chance.randint(1, 12)))} fin." for _ in range(300)
    ]
    source = written("".join(f"<p>{escaped(text)}</p>" for text in texts), form)
    read = reading(source, "page.md")
    assert outline(read.documents[0]) == [f"p {tidy(text)}" for text in texts]
    assert read.warnings == ()


@needs_pandoc
def test_a_page_with_everything_comes_back_in_order() -> None:
    source = written(
        "<h1>Titre</h1><p>Un <em>texte</em> <strong>gras</strong> <a href='x'>lié</a>.</p>"
        "<ul><li>un</li><li>deux<ul><li>trois</li></ul></li></ul><ol start='3'><li>trois</li></ol>"
        "<blockquote><p>Citation.</p></blockquote><h2>Partie</h2>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<p>Ancien : <del>12</del> 15 euros.</p><dl><dt>Terme</dt><dd>Définition</dd></dl>",
        "gfm",
    )
    assert outline(reading(source, "page.md").documents[0]) == [
        "h1 Titre",
        "p Un texte gras lié.",
        "li1 un",
        "li1 deux",
        "li2 trois",
        "li1 3. trois",
        "> p Citation.",
        "h2 Partie",
        "tr A | B",
        "tr 1 | 2",
        "p Ancien : 15 euros.",
        "p Terme\nDéfinition",
    ]
