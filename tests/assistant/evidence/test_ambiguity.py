"""Claims on assistant.evidence.ambiguity: the choices that a question leaves, as questions."""

from assistant.evidence.ambiguity import find_choices
from assistant.evidence.evidence_set import Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.builder import DocumentBuilder
from corpus.document import Document, DocumentKind
from corpus.passage import Locator, cut
from index.text.territories import EVERYWHERE, territories_named


def _document(name: str, title: str, kind: DocumentKind) -> Document:
    builder = DocumentBuilder()
    builder.heading(title, level=1)
    builder.paragraph("Le gardien ouvre la grille.")
    return builder.build(id=name, source_path=f"{name}.md", kind=kind)


def _unit(document: Document, locator: Locator) -> Unit:
    block = document.blocks[-1]
    return Unit(document, (cut(document, block.start, block.end, locator=locator),), 1.0)


def test_of_two_plans_each_is_a_question_that_chooses_it() -> None:
    units = [
        _unit(_document(name, f"Plan {years}", DocumentKind.ACTION_PLAN), Locator())
        for name, years in (("a", "2015-2017"), ("b", "2018-2020"))
    ]
    question = parse_question(Question("Que promet le plan ?"))
    choices = find_choices(question, units, territories=frozenset())
    assert [one.question for one in choices] == [
        "Que promet le plan (Plan 2015-2017) ?",
        "Que promet le plan (Plan 2018-2020) ?",
    ]
    for one in choices:
        chosen = parse_question(Question(one.question))
        assert find_choices(chosen, units, territories=frozenset()) == ()


def test_of_two_territories_each_is_a_question_that_names_it() -> None:
    code = _document("code", "Code des parvis", DocumentKind.LAW)
    units = [
        _unit(code, Locator(article=number, heading_path=(f"Dispositions applicables {place}",)))
        for number, place in (("L7-1", "à Mayotte"), ("L7-2", "en Guyane"))
    ]
    question = parse_question(Question("Et outre-mer"))
    choices = find_choices(question, units, territories=frozenset({EVERYWHERE}))
    assert [one.question for one in choices] == [
        "Et outre-mer (Dispositions applicables à Mayotte)",
        "Et outre-mer (Dispositions applicables en Guyane)",
    ]
    for one in choices:
        named = territories_named(one.question)
        assert find_choices(parse_question(Question(one.question)), units, territories=named) == ()
