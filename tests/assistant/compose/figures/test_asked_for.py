"""Claims on the figure asked for in an answer: it leads, it is followed, it is told, or nothing is.

The documents are small codes made here; every sentence is as close to the question as the others,
unless a test says otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.compose.citations import cite_quotes
from assistant.compose.figures.asked import holds_asked_for
from assistant.compose.figures.choosing import asked_for
from assistant.compose.figures.referred import quotes_that_answer, with_figures_referred_to
from assistant.compose.ranking import Ranking
from assistant.compose.selection.select import select_quotes
from assistant.compose.spans.quote import Quote
from assistant.compose.tuning import TUNING
from assistant.evidence.evidence_set import Evidence, Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.law.citation_graph import citation_graph
from corpus.passage import Locator, cut
from index.snapshot.index import Index

_DAY = date(2026, 1, 1)


def _code(**articles: str) -> Document:
    builder = DocumentBuilder()
    builder.heading("Code des parvis", level=1)
    for name, words in articles.items():
        number = name.replace("_", "-")
        builder.heading(f"Article {number}", level=2)
        block = builder.paragraph(words)
        assert block is not None
        builder.article(Article(number, block.start, block.end))
    return builder.build(id="code", source_path="code.json", kind=DocumentKind.LAW, language="fr")


def _units(document: Document) -> dict[str, Unit]:
    return {
        one.number: Unit(
            document,
            (cut(document, one.start, one.end, locator=Locator(article=one.number)),),
            score=-3.0 * place,
        )
        for place, one in enumerate(document.articles)
    }


def _evidence(question: str, *units: Unit) -> Evidence:
    return Evidence(parse_question(Question(question)), units)


def _index(document: Document) -> Index:
    passages = [unit.passages[0] for unit in _units(document).values()]
    references = citation_graph([document], passages)
    by_id = {one.id: one for one in passages}
    return cast(
        Index,
        SimpleNamespace(
            documents={document.id: document},
            passage=by_id.__getitem__,
            references_from=lambda _: references,
        ),
    )


def _labels(quotes: tuple[Quote, ...]) -> list[str]:
    return [one.unit.key[1] for one in quotes]


def test_the_article_that_sets_the_figure_of_the_best_one_leads() -> None:
    units = _units(
        _code(
            L1_1="Le parvis ferme au-dessus d'un seuil fixé par décret.",
            L1_2="Le gardien tient un registre.",
            D1_3="Le seuil prévu à l'article L1-1 est fixé à 500 visiteurs.",
        )
    )
    quotes = select_quotes(
        _evidence("Combien de visiteurs au maximum ?", *units.values()), most=5
    ).quotes
    assert _labels(quotes)[:2] == ["D1-3", "L1-1"]


def test_an_article_that_only_names_the_best_one_beside_a_figure_does_not_lead() -> None:
    units = _units(
        _code(
            L1_1="Le parvis ferme au-dessus d'un seuil fixé par décret.",
            D1_3="Le gardien envoie l'avis prévu à l'article L1-1 à 500 visiteurs.",
        )
    )
    quotes = select_quotes(
        _evidence("Combien de visiteurs au maximum ?", *units.values()), most=5
    ).quotes
    assert _labels(quotes)[0] == "L1-1"


def test_the_article_to_which_a_quote_refers_for_its_delay_is_quoted_after_it() -> None:
    code = _code(
        L1_1="Le silence gardé pendant le délai prévu à l'article R1-9 vaut refus.",
        R1_9="Le gardien répond dans un délai d'un mois à compter de la demande.",
    )
    evidence = _evidence("Au bout de combien de temps est-ce un refus ?", _units(code)["L1-1"])
    quotes = select_quotes(evidence, most=5).quotes
    index = _index(code)
    followed = with_figures_referred_to(
        quotes, Ranking(evidence, TUNING), index, most=5, as_of=_DAY
    )
    assert (_labels(quotes), _labels(followed)) == (["L1-1"], ["L1-1", "R1-9"])
    assert not holds_asked_for(quotes_that_answer(quotes, index), evidence.question)
    assert holds_asked_for(quotes_that_answer(followed, index), evidence.question)
    told = asked_for(cite_quotes(followed)[0], evidence)
    assert told is not None
    assert (told.text, told.citation) == ("Délai : 1 mois, à compter de la demande", 2)
    assert code.text[told.start : told.end] == "un mois"


def test_an_article_that_a_quote_names_for_no_figure_is_not_followed() -> None:
    code = _code(
        L1_1="Le gardien ferme le parvis que définit l'article R1-9.",
        R1_9="Le parvis est fermé un mois.",
    )
    evidence = _evidence("Au bout de combien de temps ferme-t-il ?", _units(code)["L1-1"])
    quotes = select_quotes(evidence, most=5).quotes
    ranking = Ranking(evidence, TUNING)
    assert with_figures_referred_to(quotes, ranking, _index(code), most=5, as_of=_DAY) == quotes


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Combien de membres siègent ?", False),
        ("Combien de gardiens siègent ?", True),
        ("Combien coûte l'entrée ?", False),
        ("Qui siège ?", True),
    ],
)
def test_an_answer_holds_the_figure_asked_for_or_needs_none(question: str, held: bool) -> None:
    unit = _units(_code(L1_1="Le conseil compte onze gardiens."))["L1-1"]
    evidence = _evidence(question, unit)
    assert holds_asked_for(select_quotes(evidence, most=5).quotes, evidence.question) is held


def test_of_two_delays_in_one_sentence_none_is_told() -> None:
    words = "Le gardien répond sous un mois, ou sous deux mois en été."
    evidence = _evidence("Dans quel délai répond-il ?", _units(_code(L1_1=words))["L1-1"])
    assert asked_for(cite_quotes(select_quotes(evidence, most=5).quotes)[0], evidence) is None


def test_of_a_figure_that_replaces_another_none_is_told() -> None:
    words = "À Mayotte, les mots : « dix gardiens » sont remplacés par les mots : « six gardiens »."
    evidence = _evidence("Combien de gardiens ?", _units(_code(L1_1=words))["L1-1"])
    assert asked_for(cite_quotes(select_quotes(evidence, most=5).quotes)[0], evidence) is None


def _told(question: str, words: str) -> str | None:
    evidence = _evidence(question, _units(_code(L1_1=words))["L1-1"])
    told = asked_for(cite_quotes(select_quotes(evidence, most=5).quotes)[0], evidence)
    return told.text if told is not None else None


def test_a_figure_of_another_act_is_not_told() -> None:
    asked = "Combien de temps le gardien a-t-il pour rendre son rapport ?"
    assert _told(asked, "Le gardien rend son rapport sous huit jours.") == "Délai : 8 jours"
    assert _told(asked, "Le maire avise le gardien sous huit jours.") is None


def test_a_clause_that_measures_what_was_said_before_it_is_told() -> None:
    words = "Le maire peut geler le versement. La durée de la mesure ne peut excéder trois mois."
    asked = "Combien de temps peut-on geler le versement ?"
    assert _told(asked, words) == "Délai : 3 mois au plus"


def test_what_the_reader_may_do_is_not_told_as_what_another_one_must() -> None:
    words = "Vous pouvez saisir le gardien de ce refus dans un délai de deux mois."
    assert _told("Sous quel délai le gardien doit-il juger un refus ?", words) is None


def test_a_figure_that_is_about_so_much_is_not_told() -> None:
    assert _told("Combien de visiteurs ?", "Le parvis compte près de 500 visiteurs.") is None
    assert _told("Combien de visiteurs ?", "Le parvis compte 500 visiteurs.") is not None


def test_a_delay_that_a_list_goes_on_from_is_not_told_without_it() -> None:
    words = "Le recours se présente dans un délai de deux mois suivant :\n\nla fête."
    assert _told("Sous quel délai se présente un recours ?", words) is None


def test_a_line_has_no_half_of_a_bracket() -> None:
    words = "Le recours se présente (dans un délai de deux mois suivant la fête)."
    told = _told("Sous quel délai se présente un recours ?", words)
    assert told == "Délai : 2 mois, suivant la fête"


def _page(*sections: str) -> Sequence[Unit]:
    builder = DocumentBuilder()
    blocks = []
    for place, words in enumerate(sections):
        builder.heading(f"Partie {place}", level=2)
        blocks.append(builder.paragraph(words))
    page = builder.build(id="page", source_path="p.md", kind=DocumentKind.PAGE, language="fr")
    return [
        Unit(page, (cut(page, one.start, one.end, locator=Locator()),), score=-2.0 * place)
        for place, one in enumerate(blocks)
        if one is not None
    ]


def test_a_section_of_the_same_page_that_holds_the_figure_leads_from_further_below() -> None:
    asked = "Combien de temps est valable le permis ?"
    units = _page("Le permis ouvre le parvis.", "Le permis est valable trois ans.")
    first = select_quotes(_evidence(asked, *units), most=5).quotes[0]
    assert first.text == "Le permis est valable trois ans."
    law = _units(_code(L1_1="Le permis ouvre le parvis.", L1_2="Le permis vaut trois ans."))
    far = [law["L1-1"], replace(law["L1-2"], score=-2.0)]
    assert _labels(select_quotes(_evidence(asked, *far), most=5).quotes)[0] == "L1-1"
