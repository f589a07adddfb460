"""Formulas, boxes, struck words and the other signs of Markdown's dialects."""

import pytest

from corpus.text import MISSING
from tests.corpus.outlines import only, outline, reading


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("~~Ancien : 12 euros.~~ Nouveau : 15 euros.", ["p Nouveau : 15 euros."]),
        ("Un {--vieux--}{++nouveau++} {~~mot~>terme~~}{>>à voir<<}.", ["p Un nouveau terme."]),
        ("Un ==surlignage==, ^^souligné^^ ; a == b == c.",
         ["p Un surlignage, souligné ; a == b == c."]),
        ("Un mot %%caché%% ici.\n\n%%\nCaché.\n\nAussi.\n%%\n\nFin.", ["p Un mot ici.", "p Fin."]),
        ("De 50 %% à 20 %% de plus.", ["p De 50 %% à 20 %% de plus."]),
        (":warning: Attention à 10:30:00. :smile:", ["p Attention à 10:30:00."]),
        ("| A | B |\n|---|---|\n| a | :white_check_mark: |\n| b | :x: |",
         ["tr A | B", "tr a | ✅", "tr b | ❌"]),
        ("Voir {ref}`les délais <d>` et {abbr}`CADA (Commission)`.",
         ["p Voir les délais et CADA (Commission)."]),
        ("Les adminis-\ntrations et celui-\nci.", ["p Les administrations et celui-ci."]),
        ("Un texte. ^bloc-1", ["p Un texte."]),
        ("*[HTML]: Langage\n\nDu HTML.", ["p Du HTML."]),
        ("[TOC]\n\nUn texte.", ["p Un texte."]),
        ("Cela coûte 5 $ ou $12, soit $5 et $6.", ["p Cela coûte 5 $ ou $12, soit $5 et $6."]),
        ("Soit $n = 3$ le nombre.", ["p Soit n = 3 le nombre."]),
    ],
)  # fmt: skip
def test_signs_are_read_as_the_page_shows_them(source: str, blocks: list[str]) -> None:
    read = reading(source)
    assert outline(read.documents[0]) == blocks
    assert read.warnings == ()


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("Soit $x_i^2$ la valeur.", [f"p Soit {MISSING} la valeur."]),
        ("Soit \\(\\frac{a}{b}\\) la valeur.", [f"p Soit {MISSING} la valeur."]),
        ("La redevance est égale à\n\n$$\nR = \\frac{a}{n}\n$$\n\noù n est le nombre.",
         [f"p La redevance est égale à {MISSING} où n est le nombre."]),
        ("Une phrase.\n\n$$x^2$$\n\nUne autre.", ["p Une phrase.", "p Une autre."]),
    ],
)  # fmt: skip
def test_a_formula_that_needs_tex_is_missing_and_warned_of(source: str, blocks: list[str]) -> None:
    read = reading(source)
    assert outline(read.documents[0]) == blocks
    (warning,) = read.warnings
    assert "a formula could not be read" in warning.message
    assert warning.message.startswith("line ")


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ('!!! note "À savoir"\n    Le texte.\n\n    - un', ["> h1 À savoir", "> p Le texte.",
                                                          "> li1 un"]),
        ("!!! warning\n    Le texte.", ["> p Le texte."]),
        ('??? tip "Plus"\n    Le texte.', ["> h1 Plus", "> p Le texte."]),
        ('=== "Onglet"\n    Le texte.', ["> h1 Onglet", "> p Le texte."]),
        ("> [!TIP] Une astuce\n> Le texte.", ["> h1 Une astuce", "> p Le texte."]),
        ("> [!NOTE]\n> Le texte.", ["> p Le texte."]),
        (":::note[Le *titre*]\nLe texte.\n:::", ["> h1 Le titre", "> p Le texte."]),
        ('::: {.callout-tip title="Titre"}\nLe texte.\n:::', ["> h1 Titre", "> p Le texte."]),
        (":::{note} Titre\n:class: x\nLe texte.\n:::", ["> h1 Titre", "> p Le texte."]),
        ("```{note} Titre\n:class: x\nLe **texte**.\n```", ["> h1 Titre", "> p Le texte."]),
        ("````{note}\n```{tip}\nUn.\n```\nDeux.\n````", ["> p Un.", "> p Deux."]),
        ("```{figure} a.png\n:name: f\n\nLa légende.\n```", ["> p La légende."]),
        ("?> Le texte.", ["p Le texte."]),
        ("<Note>\nLe **texte**.\n</Note>", ["p Le texte."]),
        ('<Tab label="Onglet">\nLe texte.\n</Tab>', ["h1 Onglet", "p Le texte."]),
    ],
)  # fmt: skip
def test_a_box_keeps_its_title_and_its_words_in_every_dialect(
    source: str, blocks: list[str]
) -> None:
    assert outline(only(source)) == blocks


@pytest.mark.parametrize(
    "mark",
    ['--8<-- "a.md"', "{!a.md!}", "```{include} a.md\n```", "> [!INCLUDE [a](a.md)]"],
)
def test_what_is_put_in_from_another_file_is_warned_of(mark: str) -> None:
    read = reading(f"Un texte.\n\n{mark}\n\nUn autre.")
    assert outline(read.documents[0]) == ["p Un texte.", "p Un autre."]
    (warning,) = read.warnings
    assert warning.message.startswith("line 3: what is put in here is in another file")


def test_values_that_r_works_out_are_missing() -> None:
    assert only("Le taux est `r x` pour cent.", "a.qmd").text == f"Le taux est {MISSING} pour cent."
    assert only("Le code `r x` est court.", "a.md").text == "Le code r x est court."
