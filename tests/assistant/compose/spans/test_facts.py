"""Facts: lines with a label and rows of tables, quoted where the question asks for them."""

import pytest

from assistant.compose.spans.asked_facts import AskedFacts
from assistant.compose.spans.facts import LONGEST_FACT, facts_of
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.passage import Locator, Passage, cut
from corpus.readers import read
from corpus.reading import SourceFile
from index.text.terms import analyse


def _document(name: str, text: str) -> Document:
    (document,) = read(SourceFile(name, text.encode())).documents
    return document


def _passages(document: Document, *, heading: str = "") -> list[Passage]:
    locator = Locator(heading_path=(heading,) if heading else ())
    return [cut(document, 0, len(document.text), locator=locator)]


def _told(document: Document, question: str, *, heading: str = "") -> list[str]:
    """The facts of the document that a question asks for, as they are quoted."""
    parsed = parse_question(Question(question))
    own = dict.fromkeys(analyse(question, language=parsed.language))
    asked = AskedFacts(parsed, dict.fromkeys(own, 1 / max(1, len(own))))
    facts = facts_of(document, _passages(document, heading=heading))
    quoted = []
    for fact, _, _ in asked.of(facts, language=document.language):
        parts = (*fact.span.antecedents, (fact.span.start, fact.span.end))
        quoted.append("\n".join(document.text[start:end] for start, end in parts))
    return quoted


VISIT = """# Visite du phare

La visite dure une heure et se fait avec un gardien.

- Lieu : jetée du Nord
- Horaires : 14h00 - 18h00
- Tarif : 6 € par personne
- Contact : phare@port.example
- Guide : Anne Le Goff
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Où se fait la visite ?", "Lieu : jetée du Nord"),
        ("À quelle heure commence-t-elle ?", "Horaires : 14h00 - 18h00"),
        ("What time does it open?", "Horaires : 14h00 - 18h00"),
        ("Combien coûte l'entrée ?", "Tarif : 6 € par personne"),
        ("À qui écrire un courriel ?", "Contact : phare@port.example"),
    ],
)
def test_a_line_with_a_label_is_told_to_who_asks_for_its_kind(question: str, told: str) -> None:
    assert told in _told(_document("phare.md", VISIT), question)


def test_a_line_is_told_to_who_says_its_label() -> None:
    assert _told(_document("phare.md", VISIT), "Nom du guide ?") == ["Guide : Anne Le Goff"]


@pytest.mark.parametrize(
    "question",
    [
        "Qu'est-ce que le gouvernement ouvert en France ?",
        "Who organises the conference on open government?",
        "Quel est le numéro de téléphone du gardien de nuit ?",
    ],
)
def test_no_line_is_told_to_who_asks_for_another_thing(question: str) -> None:
    assert _told(_document("phare.md", VISIT), question) == []


HOURS = """<html><body><main><h1>Bains</h1><table>
<tr><th>Jour</th><th>Horaires</th></tr>
<tr><td>Lundi</td><td>7h00 - 9h00</td></tr>
<tr><td>Jeudi</td><td>12h00 - 20h00</td></tr>
</table></main></body></html>"""


def test_a_row_is_told_with_the_row_that_names_its_columns() -> None:
    told = _told(_document("bains.html", HOURS), "Quels sont les horaires du jeudi ?")
    assert "Jour | Horaires\nJeudi | 12h00 - 20h00" in told
    assert "Jour | Horaires" not in told


def test_the_whole_table_is_told_where_no_row_is_named() -> None:
    told = _told(_document("bains.html", HOURS), "Quels sont les horaires ?")
    assert "Jour | Horaires\nLundi | 7h00 - 9h00\nJeudi | 12h00 - 20h00" in told


def test_a_word_alone_under_a_heading_is_the_value_of_that_heading() -> None:
    document = _document("phare.txt", "Gratuit.\n\nLa visite dure une heure.\n\nFermé.\n")
    assert _told(document, "Combien coûte la visite ?", heading="Coût") == ["Gratuit."]
    assert _told(document, "Combien coûte la visite ?") == []


def test_a_line_without_a_label_is_told_under_a_heading_that_says_its_kind() -> None:
    builder = DocumentBuilder()
    builder.paragraph("9h00 à 12h00, sauf le mardi")
    document = builder.build(
        id="d", source_path="d", title="T", kind=DocumentKind.PAGE, language="fr"
    )
    question = "Quels sont les horaires ?"
    assert _told(document, question, heading="Horaires") == [document.text]
    assert _told(document, question, heading="Divers") == []


@pytest.mark.parametrize(
    "line",
    [
        "Horaires :",
        f"Horaires : 9h00 {'x' * LONGEST_FACT}",
        "Elle ouvre : 9h00",
        "Horaires : 9h00 ;",
        "Horaires : 9h00 \ufffd",
    ],
    ids=["nothing told", "too long", "leans on another", "cut short", "unreadable"],
)
def test_a_line_that_cannot_be_understood_alone_is_not_told(line: str) -> None:
    builder = DocumentBuilder()
    builder.paragraph(line)
    document = builder.build(
        id="d", source_path="d", title="T", kind=DocumentKind.PAGE, language="fr"
    )
    assert _told(document, "Quels sont les horaires ?") == []


def test_an_announcement_tells_when_and_by_whom_of_its_front_matter() -> None:
    text = (
        "---\ntitle: Soirée\ndate_debut: 2024-09-07\nhoraires: de 13h30 à 18h00\n"
        "organisateur: la ville de Brest\n---\n\nVenez nombreux à la soirée des associations.\n"
    )
    document = _document("soiree.md", text)
    assert "Date debut : 2024-09-07" in _told(document, "Quel jour est-ce ?")
    assert "Horaires : de 13h30 à 18h00" in _told(document, "À quelle heure ?")
    assert "Organisateur : la ville de Brest" in _told(document, "Qui organise la soirée ?")
