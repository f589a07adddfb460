"""The marks of templates leave no debris, and where they stood for words, that shows."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.text.code_spans import CodeSpans
from corpus.readers.text.places import Places
from corpus.readers.text.template_marks import without_template_marks
from corpus.text import MISSING, is_whole
from tests.corpus.outlines import only, outline, reading
from tests.shared import SHARED, needs_shared

HOLE = f"Prix : {MISSING} euros."


@pytest.mark.parametrize(
    "mark",
    [
        "{{ page.prix }}",
        "{{page.prix}}",
        "{{{ prix }}}",
        "{{< param prix >}}",
        '{{< ref "prix.md" >}}',
        "{{% tarif 'A4' %}}",
        "{% include prix.html %}",
        "{% prix a4 %}",
        '[prix id="3"]',
        '<Prix id="a" />',
    ],
)
def test_a_word_that_a_template_writes_in_a_sentence_is_missing_and_warned_of(mark: str) -> None:
    read = reading(f"Un début.\n\nPrix : {mark} euros.")
    assert outline(read.documents[0]) == ["p Un début.", f"p {HOLE}"]
    (warning,) = read.warnings
    told = f"line 3: what a template writes in a sentence here is not in the file, “{mark}”"
    assert warning.message == told


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("{{< alert >}}\nLe texte.\n{{< /alert >}}", ["p Le texte."]),
        ("{{% notice tip %}}\nLe *texte*.\n{{% /notice %}}", ["p Le texte."]),
        ('{% hint style="info" %}\nLe texte.\n{% endhint %}', ["p Le texte."]),
        ("Le {{% abbr %}}mot{{% /abbr %}} reste.", ["p Le mot reste."]),
        ('{% quote(author="V") %}Le texte.{% end %}', ["p Le texte."]),
        ('Voir [button url="x"]le texte[/button].', ["p Voir le texte."]),
        ("[row][col a=1]Le texte.[/col][/row]", ["p Le texte."]),
        ("Un {{! caché }}mot {# caché #}ici.", ["p Un mot ici."]),
        ("Avant.\n\n{% comment %}\nCaché.\n{% endcomment %}\n\nAprès.", ["p Avant.", "p Après."]),
        ("{% raw %}Voici {{ x }}.{% endraw %}", ["p Voici {{ x }}."]),
        ("Le code `{{ x }}` reste.", ["p Le code {{ x }} reste."]),
        ("```\n{% if x %}\n```", ["p {% if x %}"]),
        ("[Le lien]({{ site.url }}/a) et <b id='{{ x }}'>gras</b>.", ["p Le lien et gras."]),
        ('{{< figure src="a.png" caption="La carte." >}}', ["p La carte."]),
        ('{{< youtube id="abc" >}}\n\nTexte.', ["p Texte."]),
        ('{{ "un mot" }} écrit.', ["p un mot écrit."]),
        ("Une [référence][1] et [un crochet].\n\n[1]: x", ["p Une référence et [un crochet]."]),
        ("Un ensemble {a, b} et {x}.", ["p Un ensemble {a, b} et {x}."]),
    ],
)
def test_marks_that_only_dress_words_go_without_a_trace(source: str, blocks: list[str]) -> None:
    read = reading(source)
    assert outline(read.documents[0]) == blocks
    assert read.warnings == ()


@pytest.mark.parametrize(
    "source",
    [
        "Le délai {% if pro %}ne {% endif %}court pas.",
        "Le délai est d'{% if pro %}un{% else %}deux{% endif %} mois.",
        "{% if pro %}Sauf exception, {% endif %}le délai est d'un mois.",
        "Le délai est\n{% if pro %}\nd'un mois.\n{% endif %}",
        "Le délai est de\n{{ page.delai }}\nmois.",
        "Le délai {{#if pro}}ne {{/if}}court pas.",
    ],
)
def test_a_sentence_that_hangs_on_a_template_is_never_quoted(source: str) -> None:
    assert MISSING in only(source).text


def test_whole_sentences_under_a_condition_are_read_and_warned_of() -> None:
    read = reading("{% if site.prod %}Le texte.{% endif %}\n\nLa suite.")
    assert outline(read.documents[0]) == ["p Le texte.", "p La suite."]
    assert [one.message for one in read.warnings] == [
        "line 1: what a template shows only on a condition was read, “{% if site.prod %}”"
    ]


def test_what_stands_in_another_file_is_warned_of_and_leaves_no_hole() -> None:
    read = reading('---\ntitle: T\n---\nAvant.\n\n{% include carte.html lieu="Paris" %}\n\nAprès.')
    assert outline(read.documents[0]) == ["p Avant.", "p Après."]
    assert [one.message for one in read.warnings] == [
        "line 6: what a template puts in here is not in the file, "
        '“{% include carte.html lieu="Paris" %}”'
    ]


def test_expressions_and_imports_are_marks_in_mdx_alone() -> None:
    source = "import A from './a';\n\nexport const x = 1;\n\nPrix : {prix} euros. {/* caché */}"
    assert outline(only(source, "a.mdx")) == [f"p {HOLE}"]
    assert "Prix : {prix} euros." in only(source, "a.md").text


def test_a_hundred_marks_cost_twenty_warnings() -> None:
    read = reading("\n\n".join(f"Prix : {{{{ p{n} }}}} euros." for n in range(100)))
    assert len(read.warnings) == 21
    assert read.warnings[-1].message == "80 more places are like these"


@given(
    st.lists(
        st.sampled_from(
            ["{{ a }}", "{% if a %}", "{% endif %}", "{{< b >}}", "{{< /b >}}", "[c d=1]",
             "Un mot.", "et", "`x`", "\n", "\n\n", "- ", "# T", "}}", "%}", "```\n", "{% raw %}"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_words_stay_in_their_order_whatever_marks_stand_between_them(pieces: list[str]) -> None:
    text = " ".join(pieces)
    read, _ = without_template_marks(text, Places(text))
    words = [word for word in read.replace(MISSING, " ").split() if word.isalpha()]
    rest = iter(text.split())
    assert all(any(word in one for one in rest) for word in words)


@pytest.mark.parametrize(
    "unit",
    ["{{", "{%", "{#", "{{<", "[a b=", "<A b=", "{{ a }} ", "{% if a %}", "[a b=1]", "`", "{{a\n"],
)
@pytest.mark.slow
def test_marks_cost_time_in_proportion_to_the_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    without_template_marks(text, Places(text), mdx=True)
    assert time.process_time() - begun < 3


def test_code_is_known_between_fences_and_between_backticks() -> None:
    text = "a `b` ``c ` d`` ` e\n\n`\n```\nf\n```\ng\n> ~~~ x\n> h\n> ~~~\ni"
    code = CodeSpans(text)
    assert "".join(c for n, c in enumerate(text) if c.isalpha() and not code.holds(n)) == "aegi"


@needs_shared
def test_the_case_has_no_mark_left_and_the_sentence_without_price_is_not_whole() -> None:
    read = reading((SHARED / "cases" / "md" / "shortcodes.md").read_bytes(), "shortcodes.md")
    blocks = outline(read.documents[0])
    assert blocks == [
        "p Le silence vaut refus au bout d’un mois.",
        "p Gardez l’accusé de réception.",
        "p Texte conditionnel.",
        f"p {HOLE}",
    ]
    assert not is_whole(blocks[-1])
    assert [one.message.split(":")[0] for one in read.warnings] == [
        "line 15", "line 17", "line 19", "line 21",
    ]  # fmt: skip
