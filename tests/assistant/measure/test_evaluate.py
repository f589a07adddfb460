"""Evaluation: figures worked out by hand, and what they count."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Status
from assistant.errors import BadQuestions
from assistant.measure.evaluate import evaluate, summarize
from assistant.measure.labelled_questions import (
    LabelledQuestion,
    find_unknown_ids,
    read_labelled,
)
from assistant.measure.named_documents import NamedDocuments
from assistant.question import Question
from tests.assistant.stand_in import StandInService, law, page, stand_in_service

KEYS = (
    "questions hit@1 hit@3 hit@5 hit@10 mrr@10 ndcg@10 citation_hit@1 citation_precision "
    "citation_recall answered false_refusals refused_out_of_scope verbatim_quotes latency_ms"
)


def asked(text: str, *relevant: str) -> LabelledQuestion:
    return LabelledQuestion(text, frozenset(relevant))


def must_quote(text: str, *words: str) -> LabelledQuestion:
    return LabelledQuestion(text, frozenset(("L1-1",)), must_quote=words)


def figures(service: StandInService, *questions: LabelledQuestion) -> dict[str, object]:
    return summarize(evaluate(service, questions))


def test_the_report_has_the_keys_of_the_contract_in_their_order() -> None:
    found = figures(stand_in_service(), asked("Qui peut voir un parvis ?", "L1-1"))

    assert list(found) == KEYS.split()
    assert found["latency_ms"].keys() == {"p50", "p95"}  # type: ignore[attr-defined]
    assert json.loads(json.dumps(found)) == found


def test_figures_are_those_worked_out_by_hand() -> None:
    # "demander parvis" finds L1-1, then the guide, then the plan; "gardien jours" finds L1-2 first,
    # then L1-1; "licorne" finds nothing.
    found = figures(
        stand_in_service(),
        asked("demander parvis", "L1-1"),
        asked("demander parvis", "guide"),
        asked("gardien jours huit", "L1-1"),
        asked("licorne", "L1-2"),
        asked("licorne"),
        asked("demander parvis"),
    )

    assert found["questions"] == 6
    assert found["hit@1"] == pytest.approx(1 / 4)
    assert found["hit@3"] == pytest.approx(3 / 4)
    assert found["hit@10"] == pytest.approx(3 / 4)
    assert found["mrr@10"] == pytest.approx((1 + 1 / 2 + 1 / 2 + 0) / 4)
    assert found["ndcg@10"] == pytest.approx((1 + 2 * 0.6309297535714575 + 0) / 4)
    assert found["citation_hit@1"] == pytest.approx(1 / 4)
    assert found["citation_recall"] == pytest.approx(3 / 4)
    assert found["answered"] == pytest.approx(4 / 6)
    assert found["false_refusals"] == pytest.approx(1 / 4)
    assert found["refused_out_of_scope"] == pytest.approx(1 / 2)
    assert found["verbatim_quotes"] == 1.0


def test_a_citation_that_derogates_from_a_relevant_article_counts_as_precise() -> None:
    # L1-2 begins with "Par dérogation à l'article L1-1".
    derogating = figures(stand_in_service(law()), asked("gardien répond", "L1-1"))
    other_way = figures(stand_in_service(law()), asked("gardien répond", "L1-2"))

    assert derogating["citation_precision"] == 1.0
    assert other_way["citation_precision"] == pytest.approx(1 / 2)


def test_a_hit_at_k_counts_articles_and_not_their_passages() -> None:
    # Five passages of one document come first; the wanted document is the second one all the same.
    long = page("long", "Long", "parvis parvis un.")
    service = stand_in_service(long, page("court", "Court", "parvis."))
    passages = service.live.searcher().index.passages
    assert isinstance(passages, list)
    first = passages[0]
    passages[:0] = [replace(first, id=f"copy-{number}") for number in range(5)]

    found = figures(service, asked("parvis", "court"))

    assert found["hit@3"] == 1.0
    assert found["mrr@10"] == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    "name", ["L1-1", "L. 1-1", "article L1-1", "art. l 1-1", "code-des-parvis"]
)
def test_an_id_is_an_article_however_it_is_written_or_a_document(name: str) -> None:
    assert figures(stand_in_service(), asked("demander à voir", name))["hit@1"] == 1.0


def test_where_documents_are_wanted_articles_of_another_count_as_one() -> None:
    # Both articles of the law come before the guide: one document, not two.
    found = figures(stand_in_service(), asked("gardien répond parvis", "guide"))

    assert found["mrr@10"] == pytest.approx(1 / 2)


def test_any_of_several_ids_answers() -> None:
    found = figures(stand_in_service(), asked("demander voir", "L1-1", "L9-9"))

    assert found["hit@1"] == 1.0
    assert found["citation_recall"] == 1.0


def test_without_answerable_questions_only_refusals_can_tell() -> None:
    found = figures(stand_in_service(), asked("licorne"))

    assert [name for name, value in found.items() if value is None] == [
        "hit@1",
        "hit@3",
        "hit@5",
        "hit@10",
        "mrr@10",
        "ndcg@10",
        "citation_hit@1",
        "citation_precision",
        "citation_recall",
        "false_refusals",
        "verbatim_quotes",
    ]
    assert found["refused_out_of_scope"] == 1.0


def test_without_questions_out_of_scope_nothing_is_said_of_them() -> None:
    found = figures(stand_in_service(), asked("demander voir", "L1-1"))

    assert found["refused_out_of_scope"] is None
    assert found["false_refusals"] == 0.0


class AlteringService(StandInService):
    """Quotes with a letter changed, as no service should."""

    def ask(self, question: Question) -> Answer:
        answer = super().ask(question)
        if answer.status is Status.REFUSED:
            return answer
        altered = [
            replace(one, quote="X" + one.quote[1:]) if one.number == 1 else one
            for one in answer.citations
        ]
        return replace(answer, citations=tuple(altered))


def test_a_quote_with_one_letter_changed_is_not_verbatim() -> None:
    service = AlteringService(stand_in_service(law()).live)
    found = figures(service, asked("gardien répond", "L1-1"))

    assert found["verbatim_quotes"] == pytest.approx(1 / 2)


def test_quoted_is_the_share_of_the_questions_with_words_whose_answer_quotes_them_all() -> None:
    # "gardien répond" quotes both articles, "licorne" is refused.
    found = figures(
        stand_in_service(law()),
        must_quote("gardien répond", "à voir un parvis", "HUIT\u00a0jours"),
        must_quote("gardien répond", "à voir un parvis", "sous huit ans"),
        must_quote("licorne", "parvis"),
        asked("gardien répond", "L1-1"),
    )

    assert found["quoted"] == pytest.approx(1 / 3)


def test_without_words_that_must_be_quoted_nothing_is_said_of_them() -> None:
    assert "quoted" not in figures(stand_in_service(), asked("demander voir", "L1-1"))


def test_a_page_that_says_the_same_is_a_hit_and_one_that_the_index_has_not_is_not_counted() -> None:
    service = stand_in_service(law(), page("F12-associations", "Parvis", "Voir un parvis fermé."))
    question = replace(
        asked("parvis fermé", "L1-2"), relevant_pages=frozenset(("F12", "F1", "guide"))
    )

    found = figures(service, question)

    assert found["hit@1"] == found["citation_hit@1"] == 1.0
    assert figures(stand_in_service(law()), question)["hit@1"] == 0.0
    assert find_unknown_ids((question,), service.live.searcher().index) is None


def test_a_question_that_only_a_page_answers_is_answerable_where_the_index_has_it() -> None:
    question = replace(asked("licorne"), relevant_pages=frozenset(("F12",)))
    with_page = stand_in_service(page("F12", "Parvis", "Voir un parvis fermé."))

    assert figures(with_page, question)["false_refusals"] == 1.0
    assert figures(stand_in_service(), question)["false_refusals"] is None


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("F12", {"F12-associations", "sp.F12"}),
        ("F123", {"F123"}),
        ("F1", set()),
        ("sp.F12", {"sp.F12"}),
        ("sp", set()),
        ("F7", {"F12-associations"}),
        ("note-du-parvis", {"note.txt"}),
        ("note", set()),
        ("lisez-moi", set()),
    ],
    ids=[
        "a sheet by its number",
        "a sheet by its id",
        "never by the beginning of one",
        "a document by its whole id",
        "never by a part of it",
        "a document by the id it had",
        "a file by its name without the ending",
        "never by a part of its name",
        "never by a name that two files have",
    ],
)
def test_an_id_means_documents(name: str, means: set[str]) -> None:
    names = ("F12-associations", "sp.F12", "F123", "F123-associations")
    files = {"note.txt": "note-du-parvis.txt", "a": "a/lisez-moi.md", "b": "b/lisez-moi.md"}
    pages = [page(one, one, "Un parvis.") for one in (*names, *files)]
    pages = [replace(one, source_path=files.get(one.id, one.source_path)) for one in pages]
    service = stand_in_service(*pages)
    index = service.live.searcher().index
    index.aliases["F7"] = "F12-associations"  # type: ignore[index]

    assert NamedDocuments(index).find(name) == means


def test_progress_is_told_question_by_question() -> None:
    told: list[tuple[int, int]] = []
    evaluate(
        stand_in_service(),
        [asked("demander", "L1-1"), asked("licorne")],
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 2), (2, 2)]


def test_labelled_questions_are_read_with_numbers_and_what_else_is_written(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"question": "Une ?", "relevant": ["L1-1", 2], "answer": "Oui."}\n\n'
        '{"question": "Deux ?", "relevant": [], "relevant_pages": ["F1"], "must_quote": ["x"]}\n',
        "utf-8",
    )

    assert read_labelled(path) == (
        asked("Une ?", "L1-1", "2"),
        LabelledQuestion("Deux ?", frozenset(), frozenset(("F1",)), ("x",)),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no question"),
        (b'{"question": "a", "relevant": []}\n{"question": ', "line 2, is not JSON"),
        (b'{"question": "a"}', "line 1, is not a labelled question"),
        (b'{"question": " ", "relevant": []}', "line 1, is not a labelled question"),
        (b'{"question": "a", "relevant": "L1-1"}', "line 1, is not a labelled question"),
        (b'{"question": "a", "relevant": [null]}', "line 1, has no list of ids or words under"),
        (b'{"question": "a", "relevant": [], "must_quote": "b"}', "words under “must_quote”"),
        (b'{"question": "a", "relevant": [], "must_quote": [" "]}', "words under “must_quote”"),
        (b'{"question": "a", "relevant": [], "relevant_pages": 1}', "under “relevant_pages”"),
        (b"[]", "line 1, is not a labelled question"),
        (b'{"question": "\xe9", "relevant": []}', "is not UTF-8"),
    ],
    ids=[
        "empty",
        "cut off",
        "no ids",
        "blank",
        "a lone id",
        "null",
        "lone words",
        "blank words",
        "a number of pages",
        "a list",
        "Latin-1",
    ],
)
def test_a_file_that_cannot_be_evaluated_is_told_by_its_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)

    with pytest.raises(BadQuestions, match=message):
        read_labelled(path)


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadQuestions, match=r"nowhere\.jsonl cannot be read"):
        read_labelled(tmp_path / "nowhere.jsonl")


def test_ids_that_the_index_does_not_hold_are_told_and_the_questions_that_name_no_other() -> None:
    questions = (
        asked("Un ?", "Article L. 1-1", "guide"),
        asked("Deux ?", "L1-1", "L1-9"),
        asked("Trois ?", "guides"),
        asked("Quatre ?"),
    )
    index = stand_in_service().live.searcher().index

    unknown = find_unknown_ids(questions, index)

    assert unknown is not None
    assert [one.name for one in unknown.ids] == ["L1-9", "guides"]
    assert unknown.questions == ("Trois ?",)
    assert str(unknown).startswith("2 of the 5 ids that the questions name are not in the index: ")
    assert "guides (near: guide)" in str(unknown)
    assert find_unknown_ids(questions[:1], index) is None
