"""Claims on follow-ups through the service: what leads, and what is told beside it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import RefusalReason, Status
from assistant.evidence.answerability import WORDS_ALONE
from assistant.question import Question
from assistant.service import Service
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.ingest import Ingested
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from tests.assistant.conversing import converse
from tests.index.library import WordEncoder

_KEEPER = "Qui ouvre la grille du parvis ?"
_ARTICLES = {
    "L1-1": "Le gardien ouvre la grille du parvis.",
    "L1-2": "La grille du parvis reste fermée en cas de neige.",
    "L2-1": "Le registre des visites du parvis est tenu à la loge.",
    "R2-1": "Le registre des visites est relié en cuir.",
    "R3-1": "Les chiens sont tenus en laisse.",
}


def _code(name: str, title: str, articles: dict[str, str]) -> Document:
    builder = DocumentBuilder()
    builder.heading(title, level=1)
    for number, words in articles.items():
        block = builder.paragraph(words)
        assert block is not None
        builder.article(Article(number, block.start, block.end, valid_from=date(2020, 2, 1)))
    return builder.build(
        id=name, source_path=f"{name}.json", kind=DocumentKind.LAW, short_title=title
    )


def _service(folder: Path, *documents: Document) -> Service:
    store, encoder = Store(folder), WordEncoder()
    build(Ingested(documents), store=store, encoder=encoder, policy=GatePolicy(force=True))
    return Service(LiveIndex(store, encoder, check_every=None))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("index"), _code("code", "Code des parvis", _ARTICLES))


def test_a_follow_up_leads_with_what_was_not_shown(service: Service) -> None:
    answer = converse(service, (_KEEPER, "Et en cas de neige ?"))
    assert answer.citations[0].article == "L1-2"
    assert answer.notes == ()


def test_what_was_shown_leads_again_where_nothing_comes_near_and_says_so(
    service: Service,
) -> None:
    answer = converse(service, ("Les chiens sont-ils tenus en laisse ?", "Et les chiens ?"))
    assert answer.citations[0].article == "R3-1"
    assert answer.notes == ("Ce passage vous a déjà été cité : c'est celui qui répond le mieux.",)


def test_an_answer_names_the_question_that_it_leans_on(service: Service) -> None:
    assert converse(service, (_KEEPER, "Et en cas de neige ?")).about == _KEEPER
    assert converse(service, (_KEEPER, "Les chiens sont-ils tenus en laisse ?")).about is None


def test_a_refusal_names_it_too(service: Service) -> None:
    answer = converse(service, (_KEEPER, "Et pour un dromadaire malade ?"))
    assert answer.status is not Status.ANSWERED
    assert answer.about == _KEEPER


def test_what_leans_on_something_foreign_is_foreign(service: Service) -> None:
    answer = converse(service, ("Une recette de tarte aux pommes caramélisées ?", "Et la grille ?"))
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.OUT_OF_SCOPE


def test_a_short_question_that_finds_nothing_alone_is_tried_as_a_follow_up(
    service: Service,
) -> None:
    first, short = "Où est tenu le registre des visites ?", "Quel cuir choisir ?"
    strict = Service(service.live, calibration=replace(WORDS_ALONE, model="words", threshold=0.7))
    assert strict.ask(Question(short)).status is not Status.ANSWERED
    answer = converse(strict, (first, short))
    assert (answer.status, answer.about) == (Status.ANSWERED, first)


def test_it_stands_alone_where_what_is_found_has_none_of_its_words(service: Service) -> None:
    answer = converse(service, ("Le registre relié des visites ?", "Quel dromadaire choisir ?"))
    assert (answer.status, answer.about) == (Status.REFUSED, None)


def test_an_article_without_its_letter_is_the_one_that_has_the_number(service: Service) -> None:
    answer = service.ask(Question("Que dit l'article 3-1 ?"))
    assert [one.article for one in answer.citations] == ["R3-1"]


@pytest.mark.parametrize(
    ("asked", "choices"),
    [
        ("article 2-1", ("article L2-1", "article R2-1")),
        ("Que dit l'art. 2-1 ?", ("Que dit l'art. L2-1 ?", "Que dit l'art. R2-1 ?")),
    ],
)
def test_of_two_articles_of_one_number_each_is_a_question_that_finds_it(
    service: Service, asked: str, choices: tuple[str, ...]
) -> None:
    refusal = service.ask(Question(asked)).refusal
    assert refusal is not None
    assert refusal.reason is RefusalReason.NEEDS_PRECISION
    assert refusal.choices == choices
    assert "« L2-1 », « R2-1 »" in refusal.message
    found = [service.ask(Question(one)).citations for one in refusal.choices]
    assert [{one.article for one in citations} for citations in found] == [{"L2-1"}, {"R2-1"}]


def test_of_two_laws_with_one_article_each_is_a_question_that_finds_it(tmp_path: Path) -> None:
    service = _service(
        tmp_path,
        _code("a", "Code des parvis", {"L1-1": "Le gardien ouvre la grille."}),
        _code("b", "Code des jardins", {"L1-1": "Le jardinier taille la haie."}),
    )
    refusal = service.ask(Question("Que dit l'article L1-1 ?")).refusal
    assert refusal is not None
    assert refusal.choices == (
        "Que dit l'article L1-1 (Code des parvis) ?",
        "Que dit l'article L1-1 (Code des jardins) ?",
    )
    found = [service.ask(Question(one)).citations[0].document_id for one in refusal.choices]
    assert found == ["a", "b"]


def test_the_age_of_the_documents_is_told_by_the_dates_of_the_index(service: Service) -> None:
    answer = service.ask(Question("Les données sont à jour de quand ?"))
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.SMALL_TALK
    built = answer.index.built_at
    assert f"{built.year}" in answer.refusal.message
    assert "en vigueur depuis le 1er février 2020" in answer.refusal.message


def test_it_is_told_in_english(service: Service) -> None:
    refusal = service.ask(Question("How recent is your data?")).refusal
    assert refusal is not None
    assert "in force since 1 February 2020" in refusal.message
