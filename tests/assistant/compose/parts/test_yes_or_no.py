"""A yes or a no is told only where the leading quote says it of the very act asked about."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Content, YesOrNo
from assistant.compose.parts.yes_or_no import with_yes_or_no
from assistant.evidence.evidence_set import Evidence, Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from index.snapshot.index import Index
from tests.assistant.compose.parts.quoting import code, indexed, passage_with, quoting

_MAY = "Toute personne peut visiter le parvis."
_MAY_NOT = "Le gardien ne peut fermer la grille."
_ONLY = "Le gardien ne peut ouvrir le portail que le matin."
_NEED_NOT = "Le gardien n'est pas tenu de balayer les marches."
_MUST = "Le gardien doit éclairer la façade."
_PASSIVE = "Un banc public peut être déplacé."
_ADDRESS = "Toute personne peut connaître l'adresse administrative du gardien."
_FRAUD = "Un acte obtenu par ruse peut toujours être retiré."
_BY = "Une fontaine peut être vidée par le jardinier."
_BY_ANYONE = "Un arbre mort peut être coupé par toute personne."
_UNLESS = "Le gardien ne peut vendre le kiosque, sauf accord du conseil."
_IF = "Lorsque la pluie tombe, le gardien peut couvrir la statue."
_NARROW = "Le gardien n'est pas tenu de répondre aux demandes abusives de visite nocturne."
_LIMITED = "Le gardien peut louer la cour.\nToutefois, cette faculté ne s'applique pas le dimanche."
_RULES = (
    _MAY,
    _MAY_NOT,
    _ONLY,
    _NEED_NOT,
    _MUST,
    _PASSIVE,
    _BY,
    _BY_ANYONE,
    _ADDRESS,
    _FRAUD,
    _UNLESS,
    _IF,
    _NARROW,
    _LIMITED,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    articles = {f"L1-{number}": words for number, words in enumerate(_RULES)}
    return indexed(tmp_path_factory.mktemp("rules"), code(articles))


def _told(
    index: Index, question: str, *quotes: str, content: Content | None = None
) -> YesOrNo | None:
    content = content or quoting(index, *quotes)
    units = tuple(
        Unit(index.documents["code"], (passage_with(index, words),), 1.0) for words in quotes
    )
    evidence = Evidence(parse_question(Question(question)), units)
    return with_yes_or_no(content, evidence).yes_or_no


@pytest.mark.parametrize(
    ("question", "quote", "yes"),
    [
        ("Puis-je visiter le parvis ?", _MAY, True),
        ("Ai-je le droit de visiter le parvis ?", _MAY, True),
        ("Est-ce que je peux visiter le parvis ?", _MAY, True),
        ("Le gardien peut-il fermer la grille ?", _MAY_NOT, False),
        ("Le gardien doit-il balayer les marches ?", _NEED_NOT, False),
        ("Le gardien est-il tenu de balayer les marches ?", _NEED_NOT, False),
        ("Le gardien doit-il éclairer la façade ?", _MUST, True),
        ("Peut-on déplacer un banc public ?", _PASSIVE, True),
        ("Un banc public peut-il être déplacé ?", _PASSIVE, True),
        ("Le jardinier peut-il vider une fontaine ?", _BY, True),
        ("Une décision obtenue par ruse peut-elle être retirée ?", _FRAUD, True),
        ("Puis-je couper un arbre mort ?", _BY_ANYONE, True),
        ("Un arbre mort peut-il être coupé par une entreprise ?", _BY_ANYONE, True),
    ],
)
def test_a_modal_on_the_same_act_says_yes_or_no(
    index: Index, question: str, quote: str, yes: bool
) -> None:
    told = _told(index, question, quote)
    assert told is not None
    assert (told.yes, told.citation) == (yes, 1)
    assert told.text == ("Oui, d'après ce texte." if yes else "Non, d'après ce texte.")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param("Qui peut visiter le parvis ?", _MAY, id="a question for whom"),
        pytest.param("Comment puis-je visiter le parvis ?", _MAY, id="a question for how"),
        pytest.param("Peut-on visiter le parvis ou le kiosque ?", _MAY, id="two things"),
        pytest.param("N'est-il pas interdit de visiter le parvis ?", _MAY, id="negated"),
        pytest.param("Ne peut-on pas visiter le parvis ?", _MAY, id="negated by its verb"),
        pytest.param("Peut-on visiter le parvis sans billet ?", _MAY, id="without something"),
        pytest.param("Peut-on visiter le parvis la nuit ?", _MAY, id="more than the rule says"),
        pytest.param("Peut-on refuser de visiter le parvis ?", _MAY, id="another act"),
        pytest.param("Puis-je connaître l'adresse du gardien ?", _ADDRESS, id="a narrower thing"),
        pytest.param(
            "Un acte obtenu par erreur peut-il être retiré ?", _FRAUD, id="of another thing"
        ),
        pytest.param("Doit-on visiter le parvis ?", _MAY, id="a duty, of a right"),
        pytest.param("Le maire peut-il fermer la grille ?", _MAY_NOT, id="of someone else"),
        pytest.param("Puis-je vider une fontaine ?", _BY, id="by someone else"),
        pytest.param("Un banc public peut-il être déplacé par un usager ?", _PASSIVE, id="by one"),
        pytest.param(
            "Un arbre mort peut-il être coupé par le maire ?", _BY_ANYONE, id="by the mayor"
        ),
        pytest.param("Le maire peut-il vider une fontaine ?", _BY, id="by another body"),
        pytest.param("Le gardien peut-il ouvrir le portail ?", _ONLY, id="in one way only"),
        pytest.param("Le gardien peut-il éclairer la façade ?", _MUST, id="a right, of a duty"),
        pytest.param("Le gardien peut-il couvrir la statue ?", _IF, id="under a condition"),
        pytest.param("Le gardien doit-il répondre aux demandes ?", _NARROW, id="a narrower rule"),
        pytest.param("Doit-il répondre à toutes les demandes ?", _NARROW, id="of all"),
        pytest.param("Puis-je visiter le parvis ? Il pleut.", _MAY, id="another sentence"),
    ],
)
def test_where_it_is_not_certain_nothing_is_told(index: Index, question: str, quote: str) -> None:
    assert _told(index, question, quote) is None


def test_an_exception_that_is_quoted_is_told_with_it(index: Index) -> None:
    told = _told(index, "Le gardien peut-il vendre le kiosque ?", _UNLESS)
    assert told is not None
    assert told.text == "Non, d'après ce texte, sous les réserves qu'il énonce."


def test_a_limit_of_the_article_that_is_not_quoted_forbids_it(index: Index) -> None:
    rule, limit = _LIMITED.split("\n")
    question = "Le gardien peut-il louer la cour ?"
    assert _told(index, question, rule) is None
    told = _told(index, question, rule, limit)
    assert told is not None
    assert told.yes
    assert told.text == "Oui, d'après ce texte, sous les réserves qu'il énonce."


def test_an_article_that_limits_it_and_is_not_quoted_forbids_it(index: Index) -> None:
    document = index.documents["code"]
    limit = Unit(document, (passage_with(index, _IF),), 0.0)
    unit = Unit(document, (passage_with(index, _MAY),), 1.0, limits=(limit,))
    evidence = Evidence(parse_question(Question("Puis-je visiter le parvis ?")), (unit,))
    assert with_yes_or_no(quoting(index, _MAY), evidence).yes_or_no is None
    assert with_yes_or_no(quoting(index, _MAY, _IF), evidence).yes_or_no is not None


def test_a_limit_that_is_folded_away_forbids_it(index: Index) -> None:
    rule, limit = _LIMITED.split("\n")
    content = quoting(index, rule, limit)
    folded = replace(content, sentences=(replace(content.sentences[0], folded=(2,)),))
    assert _told(index, "Le gardien peut-il louer la cour ?", rule, content=folded) is None


def test_a_quote_that_is_cut_before_its_words_says_nothing(index: Index) -> None:
    content = quoting(index, _MAY)
    cut = replace(content, sentences=(replace(content.sentences[0], cut_before=True),))
    assert _told(index, "Puis-je visiter le parvis ?", _MAY, content=cut) is None


def test_a_text_in_another_language_says_nothing(index: Index) -> None:
    assert _told(index, "May I visit the parvis?", _MAY) is None


def test_english_text_answers_an_english_question(tmp_path: Path) -> None:
    rule = "Any person may visit the square."
    document = replace(code({"L1-1": rule}), language="en")
    index = indexed(tmp_path, document)
    told = _told(index, "May I visit the square?", rule)
    assert told is not None
    assert told.text == "Yes, according to this text."
