"""References between articles are found as jurists write them, with their law and their purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.citation_grammar import Mention, Relation, find_mentions


def numbers(text: str, language: str = "fr") -> list[str]:
    return [
        f"{m.number}..{m.last}" if m.last else m.number
        for m in find_mentions(text, language=language)
    ]


def only(text: str, language: str = "fr") -> Mention:
    (mention,) = find_mentions(text, language=language)
    return mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en application de l'article L. 12-5", ["L12-5"]),
        ("aux articles L. 12-5 et L. 12-6, la commune", ["L12-5", "L12-6"]),
        ("des articles L. 12-5, L. 12-7 ou R. 3-1", ["L12-5", "L12-7", "R3-1"]),
        ("les articles L. 12-1 à L. 12-5", ["L12-1..L12-5"]),
        ("aux articles L. 1-1, L. 2-1 à L. 2-5 et L. 3-1", ["L1-1", "L2-1..L2-5", "L3-1"]),
        ("au 2° de l'article L. 12-6", ["L12-6"]),
        ("aux articles R. * 12-4 et R.* 12-8", ["R*12-4", "R*12-8"]),
        ("l'article 1er et l'article 12 bis", ["1", "12 bis"]),
        ("les articles 3 et 4", ["3", "4"]),
        ("à l'article 6, 3 jours après", ["6"]),
        ("L. 12-6 à L. 12-15 | Rédaction", ["L12-6..L12-15"]),
        ("que dit l12-6 du code ?", ["L12-6"]),
        ("art L 12-3-1", ["L12-3-1"]),
        ("l'article L. 12-1 dans un délai de 2 mois", ["L12-1"]),
        ("les articles L. 12-15 et suivants", ["L12-15"]),
        ("la section 1 du chapitre 2", []),
        ("le présent article", []),
        ("la loi n° 2016-1321 du 7 octobre 2016", []),
        ("au premier alinéa, 2° et 3°", []),
    ],
)
def test_french_references_are_found(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "part"),
    [
        ("under section 4(2)", "4", "(2)"),
        ("section 4 of this Act", "4", None),
        ("by section 3C, which", "3C", None),
        ("article 12 of the treaty", "12", None),
    ],
)
def test_english_references_are_found(text: str, number: str, part: str | None) -> None:
    mention = only(text, language="en")
    assert (mention.number, mention.part) == (number, part)


def test_the_articles_that_follow_may_be_meant_too() -> None:
    assert only("les articles L. 12-15 et suivants").following
    assert not only("l'article L. 12-15").following


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Code des jardins : articles L12-1 à L12-5 (arrosage)", "Code des jardins"),
        ("Code des jardins : l'article L12-1", "Code des jardins"),
        ("Code des jardins articles L12-1 et L12-5", "Code des jardins"),
        ("CRPA, art. L. 12-1 : arrosage", "CRPA"),
        ("selon l'article L. 12-1 CRPA", "CRPA"),
        ("Loi n° 9-17 du 6 mai 1978 relative aux serres : article 2", "Loi n° 9-17 du 6 mai 1978"),
        ("Garden Act 1999, section 4", "Garden Act 1999"),
        ("le code des jardins, l'article L. 12-1 s'applique", None),
        ("le code des jardins. Article L. 12-1", None),
        ("le code des jardins\narticle L. 12-1", None),
    ],
)
def test_a_law_may_be_named_before_its_articles(text: str, law: str | None) -> None:
    language = "en" if "Act" in text else "fr"
    assert {one.law for one in find_mentions(text, language=language)} == {law}


def test_sections_in_a_row_are_each_found() -> None:
    assert numbers("sections 4, 5 and 7 to 9", language="en") == ["4", "5", "7..9"]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("l'article L. 12-5 du présent code", None),
        ("l'article L. 12-5 du code", None),
        ("l'article L. 12-5", None),
        ("l'article L. 12-5 du code de l'environnement.", "code de l'environnement"),
        ("aux articles 28-1 et 28-2 du code pénal peuvent", "code pénal"),
        ("l'article 3 du code rural et de la pêche et", "code rural et de la pêche"),
        ("l'article 6 de la loi n° 9-17 du 6 mai 1978 relative", "loi n° 9-17 du 6 mai 1978"),
        ("l'article 5 de la loi du 1er juillet 1901", "loi du 1er juillet 1901"),
        ("l'article 9 du règlement (UE) 2016/679", "règlement (UE) 2016/679"),
        ("l'article 34 de la Constitution", "Constitution"),
        ("l'article L. 12-5 du CJP", "CJP"),
        ("l'article 6 de la loi", "loi"),
        ("le code civil, puis l'article 12 du même code", "code civil"),
        ("le code civil, notamment son article 12", "code civil"),
        ("l'article 4 du code civil ; au II du même article 4", "code civil"),
    ],
)  # fmt: skip
def test_the_law_that_is_named_goes_with_the_reference(text: str, law: str | None) -> None:
    assert {mention.law for mention in find_mentions(text)} == {law}


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("section 4 of this Act", None),
        ("section 4 of the principal Act", "principal Act"),
        ("section 4 of the Wildlife (Parks) Act, 1985, and", "Wildlife (Parks) Act, 1985"),
    ],
)
def test_the_act_that_is_named_goes_with_the_section(text: str, law: str | None) -> None:
    assert only(text, language="en").law == law


def test_a_law_holds_for_the_list_before_it_and_not_for_the_next() -> None:
    text = "les articles L. 1-1 et L. 1-2 du code de la route et l'article L. 2-1"
    assert [m.law for m in find_mentions(text)] == ["code de la route", "code de la route", None]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Par dérogation à l'article L. 12-1, le silence", Relation.DEROGATES),
        ("par dérogation aux dispositions de l'article L. 12-1", Relation.DEROGATES),
        ("Il peut être dérogé à l'article L. 12-1", Relation.DEROGATES),
        ("Il ne peut être dérogé à l'article L. 12-1", Relation.CITES),
        ("sans déroger à l'article L. 12-1", Relation.CITES),
        ("Les dispositions de l'article L. 12-1 ne sont pas applicables", Relation.DEROGATES),
        ("Les articles L. 12-1 et L. 12-2 ne s'appliquent pas", Relation.DEROGATES),
        ("l'application de l'article L. 12-1 peut être écartée", Relation.DEROGATES),
        ("les actes prévus à l'article L. 12-1 ne sont pas applicables", Relation.CITES),
        ("Sous réserve des dispositions de l'article L. 12-1,", Relation.SUBJECT_TO),
        ("à l'exception des cas de l'article L. 12-1", Relation.SUBJECT_TO),
        ("sauf dans les cas prévus à l'article L. 12-1", Relation.SUBJECT_TO),
        ("sauf exceptions (article L. 12-1)", Relation.CITES),
        ("sauf urgence, dans les formes de l'article L. 12-1", Relation.CITES),
        ("Sous réserve de l'article L. 1-1 et de l'article L. 12-1", Relation.SUBJECT_TO),
        ("dans les conditions prévues à l'article L. 12-1", Relation.CITES),
    ],
)
def test_the_purpose_of_a_reference_is_told_from_its_sentence(
    text: str, relation: Relation
) -> None:
    assert {mention.relation for mention in find_mentions(text)} == {relation}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("subject to section 3C, consist of", Relation.SUBJECT_TO),
        ("notwithstanding section 3C", Relation.DEROGATES),
        ("Section 3C does not apply", Relation.DEROGATES),
        ("except as provided in section 3C", Relation.SUBJECT_TO),
    ],
)
def test_the_purpose_is_told_in_english_too(text: str, relation: Relation) -> None:
    assert only(text, language="en").relation is relation


def test_the_item_that_is_cited_is_kept() -> None:
    assert only("au 2° de l'article L. 12-6").part == "2°"
    assert only("au deuxième alinéa de l'article L. 12-6").part is None


def test_the_article_before_and_the_one_after_are_references() -> None:
    steps = [m.step for m in find_mentions("à l'article précédent et à l'article suivant")]
    assert steps == [-1, 1]


def test_a_whole_division_is_a_reference_where_it_is_departed_from() -> None:
    derogation = only("Par dérogation aux dispositions du présent titre, l'acte")
    assert (derogation.division, derogation.relation) == ("titre", Relation.DEROGATES)
    assert find_mentions("Les dispositions du présent titre sont applicables.") == []


def test_offsets_span_the_number_alone() -> None:
    text = "aux articles L. 12-5 et L. 13-1 à L. 13-4 du code"
    assert [text[m.start : m.end] for m in find_mentions(text)] == [
        "L. 12-5",
        "L. 13-1 à L. 13-4",
    ]


WORDS = st.sampled_from(
    ["l'article", "articles", "L. 12-5", "R.* 3-1", "6", "à", "et", ",", "du code", "civil",
     "précédent", "de la loi", "n° 78-17", "sauf", "par dérogation", "2°",
     "section", "4(2)", "L.", "1er", "\n"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from(["fr", "en"]))
def test_any_text_gives_references_in_order_and_within_it(text: str, language: str) -> None:
    found = find_mentions(text, language=language)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(bool(m.number) + bool(m.step) + bool(m.division) == 1 for m in found)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("l'article 2bis de la loi", ["2 bis"]),
        ("les articles 8/1 et 8/2", ["8/1", "8/2"]),
        ("l'art. 10a, al. 2", ["10a"]),
        ("l'article 12, § 2", ["12"]),
        ("l'article 26decies/1", ["26 decies/1"]),
        ("l'article 5, 2e alinéa", ["5"]),
        ("l'article 12/2016 du registre", ["12"]),
    ],
)
def test_numbers_of_other_countries_are_read_whole(text: str, numbers: list[str]) -> None:
    assert [mention.number for mention in find_mentions(text)] == numbers
