"""Claims on assistant.compose.selection: what is quoted for a question, and in which order.

The documents are made here; a sentence's closeness to the question is given with its opening words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from assistant.answer import Role
from assistant.compose.citations import OWN_PUBLISHER, cite_quotes, cite_related
from assistant.compose.disagreement import find_disagreements
from assistant.compose.selection.select import MOST_RELATED, select_openings, select_quotes
from assistant.compose.spans.quote import MOST_FOLDED
from assistant.evidence.evidence_set import Evidence, Unit
from assistant.question import Question
from assistant.understand.parse import parse_question
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.passage import Locator, cut
from corpus.segmenter import sentence_spans
from index.currency import CitedArticle, PageCurrency


def _document(
    name: str,
    *articles: tuple[str, Sequence[str]],
    kind: DocumentKind = DocumentKind.LAW,
    publisher: str | None = None,
) -> Document:
    """A document of numbered articles, each of several paragraphs."""
    builder = DocumentBuilder()
    for number, paragraphs in articles:
        builder.heading(f"Article {number}", level=2)
        blocks = [builder.paragraph(paragraph) for paragraph in paragraphs]
        first, last = blocks[0], blocks[-1]
        assert first is not None
        assert last is not None
        builder.article(Article(number, first.start, last.end))
    return builder.build(
        id=name, source_path=name, title=name, kind=kind, language="fr", publisher=publisher
    )


def _unit(
    document: Document,
    number: str,
    *,
    score: float = 0.0,
    limits: tuple[Unit, ...] = (),
    cut_before: Sequence[str] = (),
) -> Unit:
    """The unit of an article, cut into passages before each of those words."""
    article = next(one for one in document.articles if one.number == number)
    bounds = [
        article.start,
        *(document.text.index(words, article.start) for words in cut_before),
        article.end,
    ]
    passages = tuple(
        cut(document, start, end, locator=Locator(article=number))
        for start, end in pairwise(bounds)
    )
    return Unit(document, passages, score, limits=limits)


def _evidence(
    units: Sequence[Unit],
    close: Mapping[str, float],
    *,
    question: str = "Que dit le texte ?",
    terms: Mapping[str, float] | None = None,
) -> Evidence:
    """Evidence in which each sentence is as close as its opening words are said to be."""
    closeness = {}
    for unit in [*units, *(limit for one in units for limit in one.limits)]:
        for passage in unit.passages:
            for begin, finish in sentence_spans(passage.text):
                sentence = passage.text[begin:finish]
                near = [value for words, value in close.items() if sentence.startswith(words)]
                span = (passage.start + begin, passage.start + finish)
                closeness[(passage.document_id, *span)] = near[0] if near else 0.5
    return Evidence(parse_question(Question(question)), tuple(units), closeness, terms or {})


def _quoted(evidence: Evidence, *, most: int = 5) -> list[str]:
    return [one.quote for one in cite_quotes(select_quotes(evidence, most=most).quotes)[0]]


def _related(evidence: Evidence) -> list[str]:
    return [one.quote for one in cite_related(select_quotes(evidence, most=5).related, after=9)]


def _explaining(page: Unit, law: Unit, *, changed: bool = False) -> Unit:
    """The page's unit, of which the section cites the article."""
    document, number = law.key
    ids = tuple(passage.id for passage in law.passages)
    cited = CitedArticle(document, number, ids, since=date(2020, 1, 1), changed=changed)
    return replace(page, currency=PageCurrency(date(2021, 1, 1), (cited,), of_section=True))


_LONG = "Le gardien note aussi chaque passage dans un grand cahier relié de toile bleue. " * 12
_RULE = ("L1-1", ["Le gardien répond sous un mois."])
_DEROGATION = ("L1-2", ["Par dérogation à l'article L. 1-1, le gardien répond sous huit jours."])


def test_nothing_is_quoted_without_evidence() -> None:
    assert select_quotes(_evidence([], {}), most=5).quotes == ()


def test_a_short_article_is_quoted_whole_with_its_conditions() -> None:
    law = _document(
        "loi",
        (
            "1",
            [
                "Le registre est public.",
                "Le maire le signe chaque soir devant témoin.",
                "Sa lecture suppose l'accord écrit du gardien.",
            ],
        ),
    )
    unit = _unit(law, "1")
    assert _quoted(_evidence([unit], {"Le registre": 0.9})) == [unit.passages[0].text]


def test_of_a_long_article_the_sentence_that_holds_the_delay_asked_for_decides() -> None:
    law = _document(
        "loi", ("1", ["Le maire répond par écrit.", _LONG, "Le maire répond sous deux mois."])
    )
    evidence = _evidence(
        [_unit(law, "1")],
        {"Le maire répond par": 0.84, "Le maire répond sous": 0.82},
        question="Dans quel délai le maire répond-il ?",
    )
    assert _quoted(evidence)[0] == "Le maire répond sous deux mois."


def test_an_article_cut_into_passages_is_one_quote_of_several_citations() -> None:
    law = _document("loi", ("1", ["Le registre est public.", "Il ferme le soir."]))
    evidence = _evidence([_unit(law, "1", cut_before=["Il ferme"])], {"Le registre": 0.9})
    [quote] = select_quotes(evidence, most=5).quotes
    assert [document.text for document, _ in quote.parts] == [
        "Le registre est public.",
        "Il ferme le soir.",
    ]


def test_where_there_is_no_room_for_the_whole_article_it_is_marked_as_cut() -> None:
    law = _document("loi", ("1", ["Le registre est public.", "Il ferme le soir."]))
    evidence = _evidence([_unit(law, "1", cut_before=["Il ferme"])], {"Le registre": 0.9})
    _, [sentence] = cite_quotes(select_quotes(evidence, most=1).quotes)
    assert sentence.text == "Le registre est public."
    assert sentence.cut_after


def test_items_that_do_not_answer_are_folded_where_they_stand() -> None:
    long = "qui portent sur des registres clos depuis de nombreuses années " * 7
    law = _document(
        "loi",
        (
            "1",
            [
                "Sont refusées les demandes :",
                f"1° Celles {long.strip()} ;",
                f"2° Celles des gardiens, {long.strip()} ;",
                f"3° Celles {long.strip()}.",
            ],
        ),
    )
    evidence = _evidence([_unit(law, "1")], {"2° Celles": 0.9})
    citations, sentences = cite_quotes(select_quotes(evidence, most=5).quotes)
    assert [one.text[:12] for one in sentences] == ["Sont refusée", "2° Celles de"]
    folded = [[citations[number - 1].quote[:9] for number in one.folded] for one in sentences]
    assert folded == [["1° Celles"], ["3° Celles"]]


def test_no_more_is_folded_away_than_a_reader_can_open() -> None:
    items = [
        f"{number}° Celles du registre {number}, tenu par un gardien ;" for number in range(1, 40)
    ]
    law = _document("loi", ("1", ["Sont refusées les demandes :", *items]))
    unit = _unit(law, "1", cut_before=items)
    [quote] = select_quotes(_evidence([unit], {"20° Celles": 0.9}), most=5).quotes
    assert len(quote.folded) == MOST_FOLDED


def test_an_article_that_derogates_follows_the_rule_as_its_exception() -> None:
    law = _document("loi", _RULE, _DEROGATION)
    unit = _unit(law, "L1-1", limits=(_unit(law, "L1-2"),))
    evidence = _evidence([unit], {"Le gardien": 0.9, "Par dérogation": 0.8})
    assert _quoted(evidence) == [_RULE[1][0], _DEROGATION[1][0]]
    roles = [quote.role for quote in select_quotes(evidence, most=5).quotes]
    assert roles == [Role.RULE, Role.EXCEPTION]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("L1-1", "Le chapitre ne s'applique pas entre gardiens."),
        ("L1-1", "Par dérogation à l'article L. 1-7, le gardien répond sous huit jours."),
    ],
    ids=["from its chapter", "from another article"],
)
def test_what_derogates_from_something_else_is_left_out(number: str, words: str) -> None:
    law = _document("loi", _RULE, ("L1-2", [words]))
    unit = _unit(law, number, limits=(_unit(law, "L1-2"),))
    assert _quoted(_evidence([unit], {"Le gardien": 0.9, words: 0.89})) == [_RULE[1][0]]


_OF_ITS_OWN = "L'article L. 1-1 ne s'applique pas aux demandes relevant du présent article."


def test_a_derogation_for_its_own_article_is_quoted_with_what_that_is_about() -> None:
    law = _document("loi", _RULE, ("L1-2", ["Le maire reçoit le soir.", _LONG, _OF_ITS_OWN]))
    unit = _unit(law, "L1-1", limits=(_unit(law, "L1-2"),))
    evidence = _evidence([unit], {"Le gardien répond": 0.9, "L'article": 0.85})
    assert _quoted(evidence) == [_RULE[1][0], "Le maire reçoit le soir.", _OF_ITS_OWN]


def test_a_derogation_for_an_article_that_takes_long_to_say_is_only_related() -> None:
    opening = f"Le maire reçoit{' les gardiens du parvis' * 20}."
    law = _document("loi", _RULE, ("L1-2", [opening, _LONG, _OF_ITS_OWN]))
    limit = _unit(law, "L1-2", cut_before=[_LONG.strip()])
    unit = _unit(law, "L1-1", limits=(limit,))
    evidence = _evidence([unit], {"Le gardien répond": 0.9, "L'article": 0.85})
    assert _quoted(evidence) == [_RULE[1][0]]
    assert _related(evidence) == [opening]


def test_an_article_of_the_law_that_cites_the_rule_and_answers_as_well_follows_it() -> None:
    citing = ("L1-3", ["Le délai de l'article L. 1-1 court dès la demande."])
    law = _document("loi", _RULE, citing)
    units = [_unit(law, "L1-1", score=5.0), _unit(law, "L1-3", score=4.9)]
    evidence = _evidence(units, {})
    assert _quoted(evidence) == [_RULE[1][0], citing[1][0]]
    assert _related(evidence) == []


def test_what_is_near_and_linked_by_nothing_is_related_and_outside_the_answer() -> None:
    law = _document("loi", _RULE, ("L1-3", ["Le gardien porte un manteau."]))
    plan = _document(
        "plan", ("1", ["Le gardien répondra plus vite."]), kind=DocumentKind.ACTION_PLAN
    )
    units = [
        _unit(law, "L1-1", score=5.0),
        _unit(law, "L1-3", score=4.9),
        _unit(plan, "1", score=4.8),
    ]
    evidence = _evidence(units, {})
    assert _quoted(evidence) == [_RULE[1][0]]
    assert _related(evidence) == ["Le gardien porte un manteau.", "Le gardien répondra plus vite."]


def test_related_passages_are_few_each_once_and_none_far_below_the_best() -> None:
    articles = [(str(number), [f"Le registre {number} est public."]) for number in range(1, 9)]
    law = _document("loi", *articles, ("9", ["Le gardien a un manteau."]))
    units = [_unit(law, number, score=5.0) for number, _ in articles]
    related = _related(_evidence([*units, units[1], _unit(law, "9", score=1.0)], {}))
    assert related == [f"Le registre {number} est public." for number in range(2, 5)]
    assert len(related) == MOST_RELATED
    assert _related(_evidence([units[0], _unit(law, "9", score=1.0)], {})) == []


def test_related_passages_are_numbered_after_those_of_the_answer() -> None:
    law = _document("loi", _RULE, ("L1-3", ["Le gardien porte un manteau."]))
    selected = select_quotes(
        _evidence([_unit(law, "L1-1", score=5.0), _unit(law, "L1-3", score=4.9)], {}), most=5
    )
    citations, _ = cite_quotes(selected.quotes)
    [related] = cite_related(selected.related, after=len(citations))
    assert related.number == len(citations) + 1


_ARTICLE = ("1", ["Le registre est public."])
_PLAIN = ("", ["Vous pouvez lire le registre."])


def _page_and_law(
    *, of_page: float, of_law: float, publisher: str = "Service public"
) -> tuple[Unit, Unit]:
    law = _unit(_document("loi", _ARTICLE), "1", score=of_law)
    document = _document("page", _PLAIN, kind=DocumentKind.PAGE, publisher=publisher)
    start, end = document.articles[0].start, document.articles[0].end
    passage = cut(document, start, end, locator=Locator())
    return Unit(document, (passage,), of_page), law


@pytest.mark.parametrize(("of_page", "of_law"), [(5.0, 4.8), (4.5, 5.0)])
def test_an_official_page_comes_before_the_article_that_it_explains(
    of_page: float, of_law: float
) -> None:
    page, law = _page_and_law(of_page=of_page, of_law=of_law)
    selected = select_quotes(_evidence([_explaining(page, law), law], {}), most=5)
    assert [(quote.role, quote.text) for quote in selected.quotes] == [
        (Role.PLAIN, _PLAIN[1][0]),
        (Role.RULE, _ARTICLE[1][0]),
    ]


def test_a_page_that_answers_much_less_well_does_not_push_the_article_away() -> None:
    page, law = _page_and_law(of_page=3.5, of_law=5.0)
    assert _quoted(_evidence([_explaining(page, law), law], {})) == [_ARTICLE[1][0]]


def test_a_page_whose_sentence_is_nearer_to_the_question_leads_from_further_below() -> None:
    page, law = _page_and_law(of_page=3.5, of_law=5.0)
    evidence = _evidence([_explaining(page, law), law], {"Vous pouvez": 0.52, "Le registre": 0.5})
    assert _quoted(evidence) == [_PLAIN[1][0], _ARTICLE[1][0]]


def test_a_page_far_below_the_article_does_not_lead_however_near_its_sentence_is() -> None:
    page, law = _page_and_law(of_page=1.0, of_law=5.0)
    evidence = _evidence([_explaining(page, law), law], {"Vous pouvez": 0.7, "Le registre": 0.5})
    assert _quoted(evidence) == [_ARTICLE[1][0]]


def test_an_article_that_answers_much_less_well_does_not_follow_the_page() -> None:
    page, law = _page_and_law(of_page=5.0, of_law=3.0)
    evidence = _evidence([_explaining(page, law), law], {})
    assert _quoted(evidence) == [_PLAIN[1][0]]
    assert _related(evidence) == [_ARTICLE[1][0]]


def test_a_page_that_is_behind_on_the_article_gives_way_to_it() -> None:
    page, law = _page_and_law(of_page=5.0, of_law=4.8)
    behind = _explaining(page, law, changed=True)
    assert _quoted(_evidence([behind, law], {}))[0] == _ARTICLE[1][0]


@pytest.mark.parametrize(
    ("among", "of_article", "leads"), [(1, 0.5, "loi"), (6, 0.5, "page"), (6, 0.6, "loi")]
)
def test_a_page_gives_way_to_the_changed_article_of_a_range_only_if_that_is_nearer(
    among: int, of_article: float, leads: str
) -> None:
    page, law = _page_and_law(of_page=5.0, of_law=4.8)
    behind = _explaining(page, law, changed=True)
    assert behind.currency is not None
    [cited] = behind.currency.articles
    currency = PageCurrency(behind.currency.day, (replace(cited, among=among),))
    behind = replace(behind, currency=currency, changed=(law,))
    evidence = _evidence([behind, law], {"Vous pouvez": 0.52, "Le registre": of_article})
    assert select_quotes(evidence, most=5).quotes[0].unit.document.id == leads


def test_a_page_that_is_behind_elsewhere_explains_the_article_that_has_not_changed() -> None:
    page, law = _page_and_law(of_page=4.5, of_law=5.0)
    explaining = _explaining(page, law)
    assert explaining.currency is not None
    other = replace(explaining.currency.articles[0], number="9", changed=True)
    currency = PageCurrency(explaining.currency.day, (*explaining.currency.articles, other))
    evidence = _evidence([replace(explaining, currency=currency), law], {})
    assert _quoted(evidence) == [_PLAIN[1][0], _ARTICLE[1][0]]


def test_a_note_of_parvis_never_leads_where_the_law_says_it() -> None:
    page, law = _page_and_law(of_page=6.0, of_law=4.0, publisher=OWN_PUBLISHER)
    evidence = _evidence([_explaining(page, law), law], {})
    assert _quoted(evidence) == [_ARTICLE[1][0]]
    assert _related(evidence) == [_PLAIN[1][0]]


def test_a_note_of_parvis_leads_where_nothing_official_is_near() -> None:
    page, law = _page_and_law(of_page=6.0, of_law=1.0, publisher=OWN_PUBLISHER)
    assert _quoted(_evidence([page, law], {})) == [_PLAIN[1][0]]


@pytest.mark.parametrize(
    ("of_law", "first"), [(4.9, _ARTICLE[1][0]), (4.2, _PLAIN[1][0])], ids=["little", "better"]
)
def test_a_page_that_explains_no_article_leads_only_where_it_answers_better(
    of_law: float, first: str
) -> None:
    page, law = _page_and_law(of_page=5.0, of_law=of_law)
    assert _quoted(_evidence([page, law], {})) == [first]


def test_a_commitment_is_quoted_by_its_promise_rather_than_by_its_context() -> None:
    promise, context = "Le maire publiera le registre.", "Le registre est ancien."
    builder = DocumentBuilder()
    builder.paragraph(promise)
    builder.heading("Contexte", level=5)
    builder.paragraph(context)
    document = builder.build(id="plan", source_path="plan", kind=DocumentKind.ACTION_PLAN)
    passage = cut(document, 0, len(document.text), locator=Locator(commitment="1"))
    unit = Unit(document, (passage,), 5.0)
    assert _quoted(_evidence([unit], {"Le registre": 0.52, "Le maire": 0.5}))[0] == promise
    assert _quoted(_evidence([unit], {"Le registre": 0.6, "Le maire": 0.5})) == [context]


def test_no_sentence_is_said_twice() -> None:
    same = "Le registre de l'article 1 est public."
    units = [
        _unit(_document(name, ("1", [same])), "1", score=5.0) for name in ("une loi", "autre loi")
    ]
    evidence = _evidence(units, {})
    assert (_quoted(evidence), _related(evidence)) == ([same], [])


@pytest.mark.parametrize(
    ("other", "related"),
    [
        ("Le maire tient chaque jour un registre des visites, public et gratuit pour tous.", 0),
        ("Le maire tient un registre des visites, public et gratuit pour 3 personnes.", 1),
        ("Le maire ne tient pas un registre des visites, public et gratuit pour tous.", 1),
        ("Le registre des visites coûte deux euros à qui le demande.", 1),
    ],
    ids=["a version of it", "another figure", "the contrary", "another thing"],
)
def test_what_two_versions_of_a_document_say_is_said_once(other: str, related: int) -> None:
    said = "Le maire tient un registre des visites, public et gratuit pour tous."
    units = [
        _unit(_document("une loi", ("1", [said])), "1", score=5.0),
        _unit(_document("autre loi", ("1", [other])), "1", score=5.0),
    ]
    assert len(_related(_evidence(units, {}))) == related


def test_an_article_asked_for_is_read_from_its_beginning() -> None:
    law = _document("loi", ("1", ["Le maire tient un registre.", "Le registre est public."]))
    evidence = _evidence([_unit(law, "1")], {"Le registre": 0.9})
    [citation] = cite_quotes(select_openings(evidence, most=5).quotes)[0]
    assert citation.quote == "Le maire tient un registre.\n\nLe registre est public."


def test_a_long_article_asked_for_is_cut_and_says_so() -> None:
    law = _document("loi", ("1", [_LONG.strip(), _LONG.strip()]))
    _, [sentence] = cite_quotes(select_openings(_evidence([_unit(law, "1")], {}), most=5).quotes)
    assert sentence.cut_after
    assert sentence.text.endswith(".")
    assert len(sentence.text) <= 1500


def test_documents_that_disagree_are_found_among_answer_and_related() -> None:
    plan = _document(
        "plan", ("1", ["Le plan compte 21 engagements."]), kind=DocumentKind.ACTION_PLAN
    )
    page = _document("page", ("1", ["Le plan compte 26 engagements."]), kind=DocumentKind.PAGE)
    units = [_unit(plan, "1", score=5.0), _unit(page, "1", score=4.8)]
    selected = select_quotes(_evidence(units, {}), most=5)
    citations, _ = cite_quotes(selected.quotes)
    related = cite_related(selected.related, after=len(citations))
    [found] = find_disagreements((*citations, *related))
    assert (found.one.document_id, found.other.document_id) == ("plan", "page")
