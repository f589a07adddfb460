"""Formulas, once and on one line."""

from html import escape

import pytest

from corpus.text import MISSING
from tests.corpus.outlines import only, reading

_SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


@pytest.mark.parametrize(
    ("markup", "formula"),
    [
        ("<mi>R</mi><mo>=</mo><mi>n</mi><mo>×</mo><mn>0,18</mn>", "R = n × 0,18"),
        ("<mn>0</mn><mo>,</mo><mn>18</mn>", "0,18"),
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "a/(b + 1)"),
        ("<msqrt><mi>a</mi><mi>b</mi></msqrt>", "√(ab)"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", "3√(a)"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i^2"),
        ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mi>p</mi>", "∑_1^np"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr>"
         "</mtable>", "1 2; 3"),
        ("<semantics><mi>R</mi><annotation encoding='application/x-tex'>R</annotation></semantics>",
         "R"),
        ("<mtext>coût moyen</mtext>", "coût moyen"),
    ],
)  # fmt: skip
def test_mathml_is_written_on_one_line(markup: str, formula: str) -> None:
    assert only(f"<p>Soit <math>{markup}</math>.</p>", "a.html").text == f"Soit {formula}."


@pytest.mark.parametrize(
    "drawn",
    [
        f'<span class="katex"><span class="katex-mathml">{_SQUARE}</span>'
        '<span class="katex-html" aria-hidden="true">x2</span></span>',
        f'<span class="MathJax_Preview">x2</span><span class="MathJax"><nobr aria-hidden="true">x2'
        f'</nobr><span class="MJX_Assistive_MathML">{_SQUARE}</span></span>'
        '<script type="math/tex">x^2</script>',
        f'<mjx-container><mjx-math aria-hidden="true"></mjx-math>{_SQUARE}</mjx-container>',
        f'<span class="mwe-math-element"><span style="display:none">{_SQUARE}</span>'
        '<img class="mwe-math-fallback-image-inline" alt="x^{2}"></span>',
        f'<span class="MathJax" data-mathml="{escape(_SQUARE)}"><nobr>x2</nobr></span>',
        '<math alttext="x^2"></math>',
        '<img class="tex" alt="x^2">',
    ],
)
def test_a_formula_that_is_drawn_and_spoken_is_said_once(drawn: str) -> None:
    read = reading(f"<p>L’aire est {drawn} ici.</p>", "a.html")
    assert read.documents[0].text == "L’aire est x^2 ici."
    assert read.warnings == ()


@pytest.mark.parametrize(
    "drawn",
    [
        '<span class="katex"><span class="katex-html" aria-hidden="true">b a</span></span>',
        '<script type="math/tex">x^2</script>',
        '<img src="/images/formule1.png">',
        '<img src="https://latex.codecogs.com/x" alt="">',
        "<math></math>",
        "<math>" + "<mrow>" * 200 + "<mfrac><mi>x</mi><mi>y</mi></mfrac></math>",
    ],
)
def test_a_formula_that_cannot_be_read_leaves_a_mark_and_a_warning(drawn: str) -> None:
    read = reading(f"<p>Elle est égale à {drawn} où n compte.</p>", "a.html")
    assert read.documents[0].text == f"Elle est égale à {MISSING} où n compte."
    assert [warning.message for warning in read.warnings] == [
        "a formula is not read, in “Elle est égale à … où n compte”"
    ]
