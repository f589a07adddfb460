"""A page that is behind the law is told as such, and leads no answer on what has changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import currency_strings as strings
from assistant.answer import Answer
from assistant.http.schemas import AnswerOut
from assistant.question import Question
from assistant.service import Service
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from index.currency import CitedArticle, CurrencyState, PageCurrency
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.live import LiveIndex
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.library import WordEncoder, gathered

_OLD, _NEW = date(2016, 1, 1), date(2021, 7, 1)
_QUESTION = "Dans quel délai le gardien du parvis répond-il aux visiteurs ?"
_SAYS = "Le gardien du parvis répond aux visiteurs dans un délai de deux mois"


_RULE = "Toute demande est suivie d'une réponse du gardien avant un mois."


def _law(begins: date, *, rule: str = _RULE) -> Document:
    builder = DocumentBuilder()
    for number, words in (
        ("L1-1", rule),
        ("L9-9", "Les gravats sont retirés par leur propriétaire."),
    ):
        builder.heading(f"Article {number}", level=2)
        block = builder.paragraph(words)
        assert block is not None
        builder.article(Article(number, block.start, block.end, valid_from=begins))
    return builder.build(
        id="code",
        source_path="code",
        title="Code des parvis",
        kind=DocumentKind.LAW,
        language="fr",
        short_title="CP",
    )


def _page(
    name: str,
    *lines: str,
    day: date | None = date(2020, 8, 13),
    publisher: str = "DILA",
    kind: DocumentKind = DocumentKind.PAGE,
) -> Document:
    builder = DocumentBuilder()
    builder.heading(name.capitalize(), level=1)
    for line in lines:
        builder.paragraph(line)
    return builder.build(
        id=name,
        source_path=name,
        title=name.capitalize(),
        kind=kind,
        language="fr",
        modified=day,
        publisher=publisher,
    )


def _ask(folder: Path, *documents: Document, as_of: date | None = None) -> Answer:
    encoder, store = WordEncoder(), Store(folder)
    build(gathered(documents), store=store, encoder=encoder, policy=GatePolicy(force=True))
    assert verify(store, encoder=encoder).problems == ()
    live = LiveIndex(store, encoder, check_every=None)
    return Service(live).ask(Question(_QUESTION, as_of=as_of))


def _cites(article: str = "L1-1") -> str:
    return f"{_SAYS} (article {article} du code des parvis)."


def test_a_page_whose_articles_have_not_changed_leads_and_says_so(tmp_path: Path) -> None:
    answer = _ask(tmp_path, _law(_OLD), _page("fiche", _cites()))
    first = answer.citations[0]
    assert first.document_id == "fiche"
    assert first.currency is not None
    assert first.currency.state is CurrencyState.CURRENT
    assert first.currency.text == "Page du 13 août 2020 ; l'article L1-1 n'a pas changé depuis."
    assert answer.notes == ()


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2020, 9, 1), "Page du 13 août 2020 ; au 1er septembre 2020, l'article L1-1 n'avait"),
        (date(2018, 5, 2), "Page du 13 août 2020, écrite après le 2 mai 2018."),
    ],
)
def test_of_a_past_day_nothing_is_said_of_what_has_changed_since(
    tmp_path: Path, as_of: date, said: str
) -> None:
    answer = _ask(tmp_path, _law(_OLD), _page("fiche", _cites()), as_of=as_of)
    (told,) = {one.currency.text for one in answer.citations if one.currency is not None}
    assert told.startswith(said)


def test_a_page_that_is_behind_gives_way_to_the_article_that_has_changed(tmp_path: Path) -> None:
    answer = _ask(tmp_path, _law(_NEW), _page("fiche", _cites()))
    assert [one.article for one in answer.citations] == ["L1-1"]
    page = next(one for one in answer.related if one.document_id == "fiche")
    assert page.currency is not None
    assert page.currency.state is CurrencyState.BEHIND
    said = "l'article L1-1 a changé le 1er juillet 2021."
    assert page.currency.text == f"Page du 13 août 2020 ; {said}"
    assert [one.label for one in page.currency.articles] == ["CP, art. L1-1"]
    assert answer.notes == ()


def test_a_page_that_is_behind_gives_way_to_one_that_is_not(tmp_path: Path) -> None:
    other = _page("autre", f"{_SAYS}, sauf en août.", "Rien d'autre.")
    answer = _ask(tmp_path, _law(_NEW), _page("fiche", _cites("L9-9")), other)
    assert answer.citations[0].document_id != "fiche"


def test_a_page_that_is_behind_on_another_point_leads_and_says_so(tmp_path: Path) -> None:
    builder = DocumentBuilder()
    builder.heading("Fiche", level=1)
    builder.heading("Visites", level=2)
    builder.paragraph(f"{_SAYS}.")
    for hour in range(60):
        builder.paragraph(f"La cloche de la tour sonne {hour} coups.")
    builder.heading("Textes", level=2)
    builder.paragraph("Les gravats : article L9-9 du code des parvis.")
    page = builder.build(
        id="fiche", source_path="fiche", kind=DocumentKind.PAGE, modified=date(2020, 8, 13)
    )
    answer = _ask(tmp_path, _law(_NEW), page)
    first = answer.citations[0]
    assert first.document_id == "fiche"
    assert first.currency is not None
    assert first.currency.state is CurrencyState.BEHIND
    assert answer.notes[0].startswith("Attention, [1] : page du 13 août 2020")


def _page_on_a_range(law: Document, *, unchanged: str) -> tuple[Document, Document]:
    """A page that ends with the range of the law's articles, of which that one has not changed."""
    articles = tuple(
        replace(one, valid_from=_OLD) if one.number == unchanged else one for one in law.articles
    )
    builder = DocumentBuilder()
    builder.heading("Fiche", level=1)
    builder.heading("Visites", level=2)
    builder.paragraph(f"{_SAYS}.")
    for hour in range(60):
        builder.paragraph(f"La cloche de la tour sonne {hour} coups.")
    builder.heading("Textes de référence", level=2)
    builder.paragraph("Code des parvis : articles L1-1 à L9-9.")
    page = builder.build(
        id="fiche",
        source_path="fiche",
        kind=DocumentKind.PAGE,
        modified=date(2020, 8, 13),
        publisher="DILA",
    )
    return replace(law, articles=articles), page


def test_a_range_of_which_another_article_has_changed_is_no_warning(tmp_path: Path) -> None:
    answer = _ask(tmp_path, *_page_on_a_range(_law(_NEW), unchanged="L1-1"))
    first = answer.citations[0]
    assert first.document_id == "fiche"
    assert first.currency is not None
    assert first.currency.state is CurrencyState.BEHIND
    assert answer.notes == ()


def test_the_changed_article_of_a_range_leads_where_it_is_nearer_than_the_page(
    tmp_path: Path,
) -> None:
    law = _law(_NEW, rule=_QUESTION.replace(" ?", " : en un mois."))
    answer = _ask(tmp_path, *_page_on_a_range(law, unchanged="L9-9"))
    assert answer.citations[0].document_id == "code"


def test_a_plan_is_of_its_day_and_leads_whatever_has_changed(tmp_path: Path) -> None:
    plan = _page("plan", _cites(), kind=DocumentKind.ACTION_PLAN)
    answer = _ask(tmp_path, _law(_NEW), plan)
    assert answer.citations[0].document_id == "plan"


def test_a_page_without_a_date_is_told_as_undated(tmp_path: Path) -> None:
    answer = _ask(tmp_path, _law(_NEW), _page("fiche", _cites(), day=None))
    first = answer.citations[0]
    assert first.currency is not None
    assert (first.document_id, first.currency.state) == ("fiche", CurrencyState.UNKNOWN)
    assert first.currency.text.startswith("Page sans date : ")


@pytest.mark.parametrize(("begins", "leads"), [(_OLD, "fiche"), (_NEW, "code")])
def test_a_note_of_parvis_gives_way_to_a_page_that_is_not_behind_or_else_to_the_law(
    tmp_path: Path, begins: date, leads: str
) -> None:
    note = _page("note", f"{_SAYS}.", day=date(2026, 1, 1), publisher="Parvis")
    page = _page("fiche", f"{_SAYS}, au plus tard (article L1-1 du code des parvis).")
    law = _law(begins, rule="Le gardien répond aux visiteurs avant un mois.")
    assert _ask(tmp_path, law, note, page).citations[0].document_id == leads


def test_the_contract_carries_it(tmp_path: Path) -> None:
    answer = _ask(tmp_path, _law(_NEW), _page("fiche", _cites()))
    made = AnswerOut.model_validate(answer).model_dump(mode="json")
    law, page = (
        next(one for one in made[where] if one["document_id"] == name)
        for where, name in (("citations", "code"), ("related", "fiche"))
    )
    assert law["currency"] is None
    assert page["currency"] | {"text": "", "articles": []} == {
        "state": "behind",
        "day": "2020-08-13",
        "cited": 1,
        "articles": [],
        "text": "",
        "language": "fr",
    }
    assert page["currency"]["articles"][0]["changed"] is True


def _told(*days: date, language: str) -> str:
    articles = tuple(
        CitedArticle("code", f"L{place}", ("p",), day, day > date(2020, 8, 13))
        for place, day in enumerate(days, 1)
    )
    names = [
        strings.article_name(one.number, language, section=False)
        for one in sorted(articles, key=lambda one: (not one.changed, one.since, one.number))
    ]
    return strings.currency(PageCurrency(date(2020, 8, 13), articles), names, language)


@pytest.mark.parametrize(
    ("days", "language", "said"),
    [
        ([_OLD, _OLD], "fr", "Page du 13 août 2020 ; les 2 articles qu'elle cite n'ont pas changé"),
        ([_OLD], "en", "Page of 13 August 2020; article L1 has not changed since."),
        ([_OLD, _NEW], "en", "Page of 13 August 2020; article L2 changed on 1 July 2021."),
        (
            [_NEW, date(2022, 3, 1)],
            "fr",
            "l'article L1 a changé le 1er juillet 2021, l'article L2 a changé le 1er mars 2022.",
        ),
        ([_NEW] * 5, "fr", "et 2 autres depuis."),
    ],
)
def test_it_is_said_in_both_languages(days: list[date], language: str, said: str) -> None:
    assert said in _told(*days, language=language)
