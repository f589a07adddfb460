"""Runs of blocks are cut into as few stretches as fit, where a cut hurts least."""

from corpus.builder import DocumentBuilder
from corpus.splitters.packing import pack, pieces
from tests.corpus.laws import count_words, law


def stretches(words: str, *, capacity: int) -> list[str]:
    """The stretches of an article, each with its line breaks as "/"."""
    code = law(("1", words))
    parts = pieces(code, code.blocks[1:], count_tokens=count_words, capacity=capacity)
    return [
        code.text[parts[first].start : parts[last - 1].end].replace("\n\n", "\n").replace("\n", "/")
        for first, last in pack(parts, capacity=capacity)
    ]


def test_what_fits_stays_together() -> None:
    assert stretches("Un deux.\nTrois quatre.", capacity=4) == ["Un deux./Trois quatre."]


def test_stretches_are_as_few_and_as_even_as_the_budget_allows() -> None:
    assert stretches("Aa bb.\nCc dd.\nEe ff.\nGg hh.", capacity=6) == [
        "Aa bb./Cc dd.",
        "Ee ff./Gg hh.",
    ]


def test_a_cut_falls_between_items_of_the_outer_list_rather_than_the_inner() -> None:
    words = "Sont :\n1° Un :\na) Aa bb ;\nb) Cc dd ;\n2° Deux :\na) Ee ff ;\nb) Gg hh."
    assert stretches(words, capacity=14) == [
        "Sont :/1° Un :/a) Aa bb ;/b) Cc dd ;",
        "2° Deux :/a) Ee ff ;/b) Gg hh.",
    ]


def test_a_list_is_not_cut_from_its_introduction_where_it_fits_with_it() -> None:
    words = "Aa bb cc dd ee.\nSont ouverts :\n1° Les parcs ;\n2° Les bois."
    assert stretches(words, capacity=12) == [
        "Aa bb cc dd ee.",
        "Sont ouverts :/1° Les parcs ;/2° Les bois.",
    ]


def test_an_item_counts_the_introduction_that_is_told_beside_it() -> None:
    words = "Sont ouverts ici :\n1° Aa bb cc dd ;\n2° Ee ff gg hh ;\n3° Ii jj kk ll."
    assert stretches(words, capacity=13) == [
        "Sont ouverts ici :/1° Aa bb cc dd ;",
        "2° Ee ff gg hh ;",
        "3° Ii jj kk ll.",
    ]


def test_an_alinea_that_is_too_long_is_cut_between_its_sentences() -> None:
    assert stretches("Aa bb cc. Dd ee. Gg hh ii jj.", capacity=6) == [
        "Aa bb cc. Dd ee.",
        "Gg hh ii jj.",
    ]


def test_a_sentence_is_never_cut() -> None:
    assert stretches("Aa bb cc dd ee ff. Gg.", capacity=3) == ["Aa bb cc dd ee ff.", "Gg."]


def test_items_and_rows_know_the_words_that_announce_them() -> None:
    code = law(("1", "Ouvert. Sont admis :\n1° Un ;\n2° Deux.\nEnfin."))
    parts = pieces(code, code.blocks[1:], count_tokens=count_words, capacity=100)
    told = [code.text[slice(*part.introduction)] if part.introduction else None for part in parts]
    assert told == [None, "Sont admis :", "Sont admis :", None]


def test_an_introduction_longer_than_half_the_budget_is_not_told() -> None:
    code = law(("1", "Sont admis au parc :\n1° Un ;\n2° Deux."))
    parts = pieces(code, code.blocks[1:], count_tokens=count_words, capacity=8)
    assert [part.introduction for part in parts] == [None, None, None]


def test_a_table_that_is_too_long_is_cut_between_its_rows() -> None:
    builder = DocumentBuilder()
    builder.paragraph("Les droits sont ceux-ci.")
    for row in ("Aa | Bb", "Cc | Dd", "Ee | Ff", "Gg | Hh"):
        builder.table_row(row)
    code = builder.build(id="t", source_path="t", title="Tarif")
    parts = pieces(code, code.blocks, count_tokens=count_words, capacity=13)
    cut = pack(parts, capacity=13)
    assert [code.text[parts[a].start : parts[b - 1].end] for a, b in cut] == [
        "Les droits sont ceux-ci.\n\nAa | Bb\nCc | Dd",
        "Ee | Ff\nGg | Hh",
    ]
