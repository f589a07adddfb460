"""A plan is split by commitment, with its number, its theme and its page; the rest by heading."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind, Document, DocumentKind
from corpus.law.labels import label
from corpus.passage import Passage
from corpus.readers import read
from corpus.reading import SourceFile
from corpus.splitters.action_plan import split_action_plan
from corpus.splitters.commitments import commitments_of, short_statement
from tests.corpus.laws import count_words
from tests.shared import BENCHMARKS, DOCUMENTS, needs_shared

BODY = "Le jardin ouvre ses portes à tous les habitants du quartier, chaque jour de la semaine."


def plan(
    *lines: str, title: str = "Plan d'action national 2018-2020", language: str = "fr"
) -> Document:
    """A plan: "# " to "### " begin headings, "- " an item, "| " a row, "/3" page 3."""
    builder = DocumentBuilder()
    page: int | None = None
    for line in lines:
        if line.startswith("/"):
            page = int(line[1:])
        elif line.startswith("#"):
            marks = len(line) - len(line.lstrip("#"))
            builder.heading(line.lstrip("# "), level=marks, page=page)
        elif line.startswith("- "):
            builder.list_item(line[2:], page=page)
        elif line.startswith("| "):
            builder.table_row(line[2:], page=page)
        else:
            builder.paragraph(line, page=page)
    return builder.build(
        id="plan",
        source_path="plan.md",
        title=title,
        kind=DocumentKind.ACTION_PLAN,
        language=language,
    )


def split(document: Document, *, max_tokens: int = 120) -> tuple[Passage, ...]:
    return split_action_plan(document, count_tokens=count_words, max_tokens=max_tokens)


def told(document: Document) -> dict[str | None, str]:
    """The words of each commitment, and of what is in none."""
    words: dict[str | None, list[str]] = {}
    for passage in split(document):
        words.setdefault(passage.locator.commitment, []).append(passage.text)
    return {number: " / ".join(texts) for number, texts in words.items()}


def numbers(document: Document) -> list[str]:
    return [one.number for one in commitments_of(document)]


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def names(document: Document) -> list[str]:
    return [one.name for one in commitments_of(document)]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("## FR006{} – Ouvrir les jardins", "Engagement FR006{} : Ouvrir les jardins"),
        ("## Engagement FR006{} : Ouvrir", "Engagement FR006{} : Ouvrir"),
        ("## Fiche n° {} : Ouvrir", "Fiche n° {} : Ouvrir"),
        ("## FICHE ACTION N°{} - Ouvrir", "Fiche action n°{} : Ouvrir"),
    ],
)
def test_commitments_are_told_from_codes_and_sheets_that_count(form: str, name: str) -> None:
    lines = [line for number in (1, 2, 3) for line in (form.format(number), BODY)]
    assert names(plan(*lines)) == [name.format(number) for number in (1, 2, 3)]


def test_one_heading_that_looks_like_a_code_is_no_commitment() -> None:
    assert names(plan("## EU2020 – Stratégie", BODY, "## Suite", BODY)) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("## Engagement 4 : Ouvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
        ("## ENGAGEMENT 4 - Ouvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
        ("## Engagement n° 4 – Ouvrir les jardins", "Engagement n° 4 : Ouvrir les jardins"),
        ("## Engagement n°4. Ouvrir les jardins", "Engagement n°4 : Ouvrir les jardins"),
        ("## Engagement 4 Ouvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
        ("## 2.1 Engagement 4 : Ouvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
        ("Engagement 4 : Ouvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
        ("Engagement 4\nOuvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
        ("## Commitment 4", f"Commitment 4 : {short_statement(BODY)}"),
        ("| Engagement 4 | Ouvrir les jardins", "Engagement 4 : Ouvrir les jardins"),
    ],
)
def test_a_commitment_is_told_from_the_line_that_announces_it(line: str, name: str) -> None:
    document = plan("# Nos engagements", line, BODY)
    assert names(document) == [name]
    assert numbers(document) == ["4"]


@pytest.mark.parametrize(
    "line",
    [
        "Engagement 12 sera tenu par le maire.",
        "Voir l'engagement 12 du plan précédent.",
        "Engagements 12 et 13 du plan précédent.",
        "Engagement 12 et 13 du plan précédent.",
        "Commitment 12 of the plan was kept.",
        "Engagement 2018 pour les jardins",
        "Engagement 30 % de parcs",
    ],
)
def test_a_sentence_that_speaks_of_a_commitment_announces_none(line: str) -> None:
    assert numbers(
        plan("## Engagement 1 : Ouvrir", BODY, line, "## Engagement 2 : Fermer", BODY)
    ) == [
        "1",
        "2",
    ]


def test_the_table_of_contents_gives_the_number_to_the_body() -> None:
    document = plan(
        "# Sommaire", "Engagement 1 : Ouvrir 3", "Engagement 2 : Planter 4",
        "# Avant-propos", BODY * 30,
        "# Les engagements", "/3", "Engagement 1 : Ouvrir", BODY,
        "/4", "Engagement 2 : Planter", BODY,
    )  # fmt: skip
    assert [p.locator.page for p in split(document) if p.locator.commitment] == [3, 4]


def test_a_summary_at_the_front_and_a_table_at_the_back_give_the_numbers_to_the_body() -> None:
    document = plan(
        "# Résumé", "Engagement 1 : Ouvrir", "Un mot.", "Engagement 2 : Planter", "Un mot.",
        "# Jardins", "## Engagement 1 : Ouvrir", BODY, BODY,
        "## Engagement 2 : Planter", BODY, BODY,
        "# Annexe", "| Engagement 1 | fait", "| Engagement 2 | à faire",
    )  # fmt: skip
    words = told(document)
    assert words["1"].count(BODY) == 2
    assert "Un mot." not in words["1"] + words["2"]
    assert "à faire" in words[None]


def test_an_overview_that_repeats_a_commitment_is_not_found_in_its_place() -> None:
    document = plan(
        "## Engagement 1 : Ouvrir", BODY, "# Annexe", "Vue générale.", BODY, language="en"
    )
    assert told(document) == {"1": f"Engagement 1 : Ouvrir\n\n{BODY}", None: "Vue générale."}


def test_a_paragraph_that_begins_with_another_number_does_not_take_it() -> None:
    document = plan(
        "## Engagement 1 : Ouvrir", BODY, "Engagement 3 : voir plus loin.", BODY,
        "## Engagement 2 : Planter", BODY, "## Engagement 3 : Arroser", BODY * 3,
    )  # fmt: skip
    assert numbers(document) == ["1", "2", "3"]
    assert "voir plus loin" in told(document)["1"]


def test_a_running_head_does_not_begin_the_commitment_again() -> None:
    document = plan("## Engagement 1 : Ouvrir", BODY, "## Engagement 1 : Ouvrir", BODY * 5)
    assert len(commitments_of(document)) == 1
    assert told(document)["1"].count(BODY) == 6


def test_actions_inside_commitments_are_part_of_them() -> None:
    document = plan(
        "## Engagement 1 : Ouvrir", "### Action 1 : la clé", BODY, "### Action 2 : la grille", BODY,
        "### Action 3 : le banc", BODY, "## Engagement 2 : Planter", "### Action 1 : semer", BODY,
    )  # fmt: skip
    assert numbers(document) == ["1", "2"]
    assert "Action 3 : le banc" in told(document)["1"]


@pytest.mark.parametrize("word", ["Objectif", "Mesure", "Action"])
def test_other_words_make_commitments_only_where_they_come_in_series(word: str) -> None:
    series = plan(*(line for n in (1, 2, 3) for line in (f"## {word} {n} : Ouvrir", BODY)))
    assert numbers(series) == ["1", "2", "3"]
    assert numbers(plan(f"## {word} 3 : Ouvrir", BODY, f"## {word} 9 : Fermer", BODY)) == []


NUMBERED = ("Open gardens", "Plant woods", "Water lawns", "Mend fences")


def test_numbered_headings_are_commitments_where_the_plan_has_no_word_for_them() -> None:
    lines = [line for n, t in enumerate(NUMBERED, 1) for line in (f"## {n}) {t}", BODY)]
    document = plan("# New initiatives", *lines, "# Conclusion", BODY, language="en")
    assert names(document) == [f"Commitment {n}: {t}" for n, t in enumerate(NUMBERED, 1)]
    assert split(document)[0].text == f"1) Open gardens\n\n{BODY}"


@pytest.mark.parametrize(
    "titles",
    [("Introduction", "Gardens", "Woods", "Lawns"), NUMBERED[:3], (*NUMBERED[:3], "Next steps")],
    ids=["parts", "few", "back matter"],
)
def test_numbered_parts_of_a_plan_are_no_commitments(titles: tuple[str, ...]) -> None:
    lines = [line for n, t in enumerate(titles, 1) for line in (f"## {n}. {t}", BODY)]
    assert numbers(plan(*lines, language="en")) == []


def test_numbers_that_begin_again_under_each_theme_name_no_commitment() -> None:
    lines = [
        line
        for theme in ("Gardens", "Woods")
        for n, t in enumerate(NUMBERED, 1)
        for line in (f"## {n}. {t} in {theme}", BODY)
    ]
    assert numbers(plan(*lines, language="en")) == []


def test_numbers_within_themes_stay_as_they_are_written() -> None:
    document = plan(
        "## Commitment 1.1: Open", BODY, "## Commitment 1.2: Close", BODY, language="en"
    )
    assert numbers(document) == ["1.1", "1.2"]


def test_place_and_context_tell_theme_and_name() -> None:
    document = plan(
        "# Axe 1 : Les jardins", "/7", "## Engagement 4 : Ouvrir", "### Contexte", BODY,
        "# Axe 2 : Les bois", "Introduction aux bois.", "## Engagement 5 : Planter", BODY,
    )  # fmt: skip
    fourth, between, fifth = split(document)
    assert fourth.locator.heading_path == ("Axe 1 : Les jardins", "Engagement 4 : Ouvrir")
    assert fourth.context == "PAN 2018-2020 > Axe 1 : Les jardins > Engagement 4 : Ouvrir"
    assert fourth.text == f"Engagement 4 : Ouvrir\n\nContexte\n\n{BODY}"
    assert (fourth.locator.commitment, fourth.locator.page) == ("4", 7)
    assert label(document, fourth) == "PAN 2018-2020, engagement 4"
    assert (between.text, between.locator.commitment) == ("Introduction aux bois.", None)
    assert fifth.locator.heading_path == ("Axe 2 : Les bois", "Engagement 5 : Planter")


def test_a_heading_that_says_only_the_number_is_no_text_and_the_statement_is_the_name() -> None:
    statement = (
        "The mayor will open every garden of the town to all who live in it, by the end of next "
        "year and whatever the weather."
    )
    document = plan("## Commitment 1", statement, "### Means", "Keys.", language="en")
    (passage,) = split(document)
    assert passage.text == f"{statement}\n\nMeans\n\nKeys."
    assert passage.locator.heading_path == (
        "Commitment 1: The mayor will open every garden of the town to all…",
    )


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("Ouvrir les jardins.", "Ouvrir les jardins"),
        (
            "Ouvrir les jardins de la ville, afin que chacun y vienne et que tous y soient bien",
            "Ouvrir les jardins de la ville",
        ),
        (
            "By May, the town will open all gardens that it owns and the keys that go with them",
            "By May, the town will open all gardens that it owns…",
        ),
    ],
)
def test_a_long_statement_is_called_by_its_first_clause_or_words(
    statement: str, title: str
) -> None:
    assert short_statement(statement) == title


@pytest.mark.parametrize("closing", ["Progress to date", "Next steps", "Annexe 1", "Axe 2 : Bois"])
def test_what_opens_another_part_ends_the_commitment_where_all_headings_are_alike(
    closing: str,
) -> None:
    document = plan(
        "# Engagement 1 : Ouvrir", "# Contexte", BODY, "# Engagement 2 : Planter", "# Contexte",
        BODY, f"# {closing}", "Autre chose.",
    )  # fmt: skip
    words = told(document)
    assert "Contexte" in words["2"]
    assert "Autre chose" not in words["2"]
    assert "Autre chose." in words[None]


def test_progress_told_under_a_theme_leaves_the_theme_in_force() -> None:
    document = plan(
        "# Gardens", "# Progress to date", BODY, "## Commitment 1", BODY, "# Woods",
        "# Progress to date", BODY, "## Commitment 2", BODY, language="en",
    )  # fmt: skip
    assert [one.themes for one in commitments_of(document)] == [("Gardens",), ("Woods",)]


def test_a_plan_that_numbers_nothing_is_split_as_prose() -> None:
    (passage,) = split(plan("# Jardins", BODY))
    assert (passage.text, passage.locator.heading_path) == (BODY, ("Jardins",))


@pytest.mark.slow
def test_many_lines_that_announce_commitments_cost_no_more_than_they_are() -> None:
    document = plan(*(f"Engagement {n % 90 + 1} : Ouvrir" for n in range(5000)))
    assert len(numbers(document)) > 1


WORD = st.sampled_from("le jardin ouvre engagement 3 commitment clé la ville, et L. 1".split())
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
BLOCK = st.tuples(
    st.sampled_from(BlockKind),
    st.integers(1, 4),
    st.one_of(
        SENTENCE,
        st.builds("Engagement {} : {}".format, st.integers(1, 6), SENTENCE),
        st.builds("Commitment {}".format, st.integers(1, 6)),
        st.sampled_from(["Contexte", "Next steps", "Axe 2 : les bois", "Progress to date"]),
    ),
    st.booleans(),
)


@st.composite
def plans(draw: st.DrawFn) -> Document:
    builder = DocumentBuilder()
    for kind, level, text, boxed in draw(st.lists(BLOCK, min_size=1, max_size=20)):
        depth = level if kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) else 0
        if boxed:
            with builder.boxed():
                builder.add(kind, text, level=depth)
        else:
            builder.add(kind, text, level=depth)
    return builder.build(
        id="p", source_path="p", title="Plan", kind=DocumentKind.ACTION_PLAN, language="fr"
    )


@given(plans(), st.integers(8, 80))
def test_every_passage_is_to_the_letter_a_stretch_of_its_document(
    document: Document, max_tokens: int
) -> None:
    cut = split(document, max_tokens=max_tokens)
    for passage in cut:
        assert document.text[passage.start : passage.end] == passage.text
    assert all(one.end <= other.start for one, other in pairwise(cut))
    assert len({passage.id for passage in cut}) == len(cut)


@given(plans(), st.integers(8, 80))
def test_no_words_are_lost(document: Document, max_tokens: int) -> None:
    cut = split(document, max_tokens=max_tokens)
    covered = {place for passage in cut for place in range(passage.start, passage.end)}
    committed = " ".join(
        letters(document.text[one.start : one.end]) for one in commitments_of(document)
    )
    paths = " ".join(" ".join(passage.locator.heading_path) for passage in cut)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if any(character.isalnum() for character in text) and block.start not in covered:
            if len(text.split()) >= 8 and letters(text) in committed:
                continue  # told in a commitment
            bare = text.casefold().startswith(("commitment", "engagement"))
            assert block.kind is BlockKind.HEADING or bare
            assert letters(text) in letters(paths)


def _uk_plan(name: str) -> Document:
    path = DOCUMENTS / "action_plans" / name
    (document,) = read(SourceFile(path.name, path.read_bytes())).documents
    return document


@needs_shared
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        (
            "20131031_ogp_uknationalactionplan.pdf",
            [11, 12, 14, 15, 16, 19, 20, 22, 23, 25, 26, 29, 31, 33, 37, 39, 41, 42, 43, 45, 48],
        ),
    ],
)
def test_all_commitments_of_a_real_plan_are_found_on_their_pages(
    name: str, pages: list[int]
) -> None:
    document = _uk_plan(name)
    first: dict[str, int | None] = {}
    for passage in split(document, max_tokens=250):
        if passage.locator.commitment:
            first.setdefault(passage.locator.commitment, passage.locator.page)
    assert first == {str(number): page for number, page in enumerate(pages, start=1)}


@needs_shared
def test_every_question_about_a_real_plan_asks_for_a_commitment_that_is_found() -> None:
    document = _uk_plan("20131031_ogp_uknationalactionplan.pdf")
    found = set(numbers(document))
    for line in (BENCHMARKS / "uk_plan_dev.jsonl").read_text().splitlines():
        assert set(json.loads(line)["relevant"]) <= found
