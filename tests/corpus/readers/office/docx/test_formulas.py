"""Formulas are one line of text that says the same, or a gap that is told."""

import pytest

from corpus.text import MISSING
from tests.corpus.readers.office.docx.word import lines, p, run, warnings, word


def t(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(content: str, name: str = "e") -> str:
    return f"<m:{name}>{content}</m:{name}>"


def fraction(above: str, below: str, kind: str = "bar") -> str:
    properties = f'<m:fPr><m:type m:val="{kind}"/></m:fPr>'
    return f"<m:f>{properties}{e(above, 'num')}{e(below, 'den')}</m:f>"


def power(base: str, high: str) -> str:
    return f"<m:sSup>{e(base)}{e(high, 'sup')}</m:sSup>"


def index(base: str, low: str) -> str:
    return f"<m:sSub>{e(base)}{e(low, 'sub')}</m:sSub>"


def brackets(content: str, begin: str = "(", end: str = ")") -> str:
    properties = f'<m:dPr><m:begChr m:val="{begin}"/><m:endChr m:val="{end}"/></m:dPr>'
    return f"<m:d>{properties}{e(content)}</m:d>"


_SUM = (
    '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
    f"{e(t('i=1'), 'sub')}{e(t('n'), 'sup')}{e(index(t('x'), t('i')))}</m:nary>"
)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (t("R = 0,18 × n"), "R = 0,18 × n"),
        (t("𝑅 = 𝟏𝟖"), "R = 18"),
        (fraction(t("a"), t("b")), "a/b"),
        (fraction(t("a + b"), t("2")), "(a + b)/2"),
        (fraction(t("2x"), t("3")), "(2x)/3"),
        (t("2") + fraction(t("1"), t("2")), "2 1/2"),
        (fraction(t("1"), t("z")) + t("dz"), "1/z dz"),
        (power(t("x"), t("2")), "x²"),
        (power(t("10"), t("-3")), "10⁻³"),
        (t("1") + power(t("2"), t("3")), "1 2³"),
        (power(brackets(t("1 + t")), t("n")), "(1 + t)ⁿ"),
        (power(t("2x"), t("2")), "(2x)²"),
        (power(power(t("x"), t("2")), t("3")), "(x²)³"),
        (power(t("e"), t("a+b")), "e^(a+b)"),
        (index(t("P"), t("max")), "Pₘₐₓ"),
        (f"<m:rad><m:deg/>{e(t('x + 1'))}</m:rad>", "√(x + 1)"),
        (f"<m:rad>{e(t('3'), 'deg')}{e(t('x'))}</m:rad>", "∛x"),
        (_SUM, "∑ᵢ₌₁ⁿ xᵢ"),
        (brackets(t("x"), "[", "["), "[x["),
        (f"<m:func>{e(t('sin'), 'fName')}{e(t('x'))}</m:func>", "sin x"),
    ],
)
def test_a_formula_is_one_line_that_says_the_same(formula: str, text: str) -> None:
    raw = word(p(run("On a ") + f"<m:oMath>{formula}</m:oMath>" + run(".")))
    assert lines(raw) == [f"p On a {text}."]
    assert warnings(raw) == []


@pytest.mark.parametrize(
    "formula",
    [
        fraction(t("n"), t("k"), "noBar"),
        f"<m:m><m:mr>{e(t('1'))}{e(t('0'))}</m:mr></m:m>",
        f"<m:eqArr>{e(t('x = 1'))}{e(t('y = 2'))}</m:eqArr>",
        f"<m:rad>{e(t('n'), 'deg')}{e(t('x'))}</m:rad>",
        f"<m:acc>{e(t('x'))}</m:acc>",
    ],
    ids=["binomial", "matrix", "system", "root of n", "accent"],
)
def test_a_formula_that_no_line_says_is_a_gap_that_is_told(formula: str) -> None:
    raw = word(p(run("Elle vaut ") + f"<m:oMath>{formula}</m:oMath>" + run(" euros.")))
    assert lines(raw) == [f"p Elle vaut {MISSING} euros."]
    assert warnings(raw) == [
        "a formula is not read, in the paragraph that begins “Elle vaut euros”"
    ]


def test_formulas_side_by_side_are_not_one() -> None:
    two = f"<m:oMath>{t('a = b')}</m:oMath><m:oMath>{t('c = d')}</m:oMath>"
    assert lines(word(p(two))) == ["p a = b c = d"]
    assert lines(word(p(f"<m:oMathPara>{two}</m:oMathPara>"))) == ["p a = b\nc = d"]


def test_a_formula_of_its_own_paragraph_that_is_not_read_is_told() -> None:
    formula = f"<m:oMathPara><m:oMath><m:acc>{e(t('x'))}</m:acc></m:oMath></m:oMathPara>"
    raw = word(p("Calcul", properties='<w:outlineLvl w:val="0"/>') + p(formula) + p("Fin."))
    assert lines(raw) == ["h1 Calcul", "p Fin."]
    assert warnings(raw) == ["a formula is not read, under the heading “Calcul”"]
