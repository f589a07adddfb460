"""Verdicts on small answers made for them: each by its own rule, in their order."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Content, IndexStamp, Refusal, RefusalReason, Sentence, Timings
from assistant.citation import Citation
from assistant.measure.labelled_questions import LabelledQuestion
from assistant.measure.named_documents import NamedDocuments
from assistant.measure.relevance import RelevantUnits
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from tests.assistant.stand_in import BUILT_AT, stand_in_service
from tests.benchmarks.judged.labels import JudgedQuestion, read_judged, read_unanswerable
from tests.benchmarks.judged.rates import row, share
from tests.benchmarks.judged.verdict import Links, Verdict, judge

RULE = "Le gardien répond sous un mois."
CONDITION = "Ce délai court de l'accusé de réception."
EXCEPTION = "Par dérogation à l'article L1-1, il répond sous huit jours en été."
OTHER = "Les chiens sont tenus en laisse."
SAYS_THE_SAME = "Selon l'article L1-1 du code des parvis, comptez un mois."
BESIDE = "Le parvis se visite à pied."


def code() -> Document:
    """A rule in two sentences, an exception that names it, and an article that nothing names."""
    builder = DocumentBuilder()
    builder.heading("Code des parvis", level=1)
    for number, words in (("L1-1", f"{RULE} {CONDITION}"), ("L1-2", EXCEPTION), ("L1-3", OTHER)):
        block = builder.paragraph(words)
        assert block is not None
        builder.article(Article(number, block.start, block.end))
    return builder.build(id="code", source_path="code.json", kind=DocumentKind.LAW)


def sheet() -> Document:
    """A page that names the rule in one section, and nothing in the other."""
    builder = DocumentBuilder()
    builder.paragraph(SAYS_THE_SAME)
    builder.paragraph(BESIDE)
    return builder.build(id="F12", source_path="F12.xml", kind=DocumentKind.PAGE)


INDEX = stand_in_service(code(), sheet()).live.searcher().index
PASSAGES = {
    one.id: one
    if one.locator.article
    else replace(one, locator=replace(one.locator, heading_path=(one.text[:5],)))
    for one in INDEX.passages
}
QUESTION = JudgedQuestion(
    LabelledQuestion("Quel délai ?", frozenset(("L1-1",)), must_quote=("un mois",)),
    must_not_omit=("accusé de réception",),
)


def answer(*quotes: str) -> Answer:
    """An answer of these quotes, in their order."""
    citations = []
    for number, quote in enumerate(quotes, start=1):
        passage = next(one for one in PASSAGES.values() if quote in one.text)
        start = passage.start + passage.text.index(quote)
        citations.append(
            Citation(
                number,
                passage.id,
                passage.document_id,
                title="",
                kind=DocumentKind.LAW,
                label="",
                quote=quote,
                start=start,
                end=start + len(quote),
                score=1.0,
            )
        )
    return Answer.answered(
        Content(tuple(Sentence(one.quote, (one.number,)) for one in citations), tuple(citations)),
        index=IndexStamp("0", BUILT_AT),
        model="stand-in",
        language="fr",
        timings=Timings(),
    )


def refusal() -> Answer:
    """A refusal."""
    return Answer.refused(
        Refusal(RefusalReason.OUT_OF_SCOPE, "Rien là-dessus."),
        index=IndexStamp("0", BUILT_AT),
        model="stand-in",
        language="fr",
        timings=Timings(),
    )


def verdict(answered: Answer, question: JudgedQuestion = QUESTION) -> Verdict:
    """The verdict on an answer of the code and the sheet."""
    units = RelevantUnits(question.label.answers(NamedDocuments(INDEX)), documents=INDEX.documents)
    links = Links(INDEX.references, passages=PASSAGES)
    return judge(question, answered, units=units, links=links, passages=PASSAGES)


def test_without_an_answer_a_question_is_refused() -> None:
    assert verdict(refusal()) is Verdict.REFUSED


def test_an_answer_that_leads_with_another_unit_is_wrong_though_the_right_one_follows() -> None:
    assert verdict(answer(EXCEPTION, RULE, CONDITION)) is Verdict.WRONG


def test_a_right_lead_without_all_the_words_is_incomplete_whatever_else_is_missing() -> None:
    question = replace(QUESTION, label=replace(QUESTION.label, must_quote=("un mois", "en été")))

    assert verdict(answer(RULE, OTHER), question) is Verdict.INCOMPLETE


def test_the_words_without_their_condition_mislead_whatever_stands_beside_them() -> None:
    assert verdict(answer(RULE, OTHER)) is Verdict.MISLEADING


def test_a_quote_of_a_unit_that_nothing_links_to_the_right_one_is_padding() -> None:
    assert verdict(answer(RULE, CONDITION, OTHER)) is Verdict.PADDED


def test_an_answer_of_the_article_and_of_what_limits_it_is_whole() -> None:
    assert verdict(answer(RULE, CONDITION, EXCEPTION)) is Verdict.WHOLE


def test_the_section_of_a_page_that_names_the_article_is_no_padding_and_another_one_is() -> None:
    assert verdict(answer(RULE, CONDITION, SAYS_THE_SAME)) is Verdict.WHOLE
    assert verdict(answer(RULE, CONDITION, BESIDE)) is Verdict.PADDED


def test_a_page_that_says_the_same_may_lead() -> None:
    label = replace(QUESTION.label, relevant_pages=frozenset(("F12",)))

    assert verdict(answer(SAYS_THE_SAME, CONDITION)) is Verdict.WRONG
    assert verdict(answer(SAYS_THE_SAME, CONDITION), replace(QUESTION, label=label)) is (
        Verdict.WHOLE
    )


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (0, 10, "0.00 (0.00–0.31)"),
        (10, 10, "1.00 (0.69–1.00)"),
        (3, 15, "0.20 (0.04–0.48)"),
        (0, 0, "–"),
    ],
)
def test_a_share_is_told_with_its_exact_interval(count: int, of: int, told: str) -> None:
    assert share(count, of) == told


def test_a_row_tells_each_verdict_and_the_median_words_of_what_was_answered() -> None:
    told = row(
        "these",
        [
            (answer(RULE), Verdict.MISLEADING),
            (answer(RULE, OTHER), Verdict.MISLEADING),
            (refusal(), Verdict.REFUSED),
        ],
    )

    cells = told.split("  ")
    assert [cell.strip() for cell in cells if "(" in cell] == [
        "0.00 (0.00–0.71)",
        "0.00 (0.00–0.71)",
        "0.00 (0.00–0.71)",
        "0.67 (0.09–0.99)",
        "0.00 (0.00–0.71)",
        "0.33 (0.01–0.91)",
    ]
    assert told.endswith(" 9")


def test_questions_and_follow_ups_are_read_with_what_they_must_quote(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(
        '{"question": "Un ?", "relevant": ["L1-1"], "must_quote": ["un"], "must_not_omit": [],'
        ' "corpus": "uk_plan", "language": "en"}\n'
        '{"first": "Un ?", "then": "Et ?", "relevant": ["L1-2"], "must_quote": ["deux"],'
        ' "must_not_omit": ["trois"]}\n',
        "utf-8",
    )

    alone, follow_up = read_judged(path)

    assert alone.turns == ("Un ?",)
    assert (alone.corpus, alone.language) == ("uk_plan", "en")
    assert follow_up.turns == ("Un ?", "Et ?")
    assert follow_up.label == LabelledQuestion("Et ?", frozenset(("L1-2",)), must_quote=("deux",))
    assert follow_up.must_not_omit == ("trois",)


def test_unanswerable_questions_of_one_type_are_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "unanswerable.jsonl"
    path.write_text(
        '{"question": "Un ?", "type": "far"}\n{"question": "Deux ?", "type": "near"}\n', "utf-8"
    )

    assert read_unanswerable(path) == ("Un ?", "Deux ?")
    assert read_unanswerable(path, type="far") == ("Un ?",)
