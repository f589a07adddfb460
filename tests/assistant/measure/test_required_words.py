"""Required words: what counts as quoted, and what does not."""

import pytest

from assistant.answer import Answer, Content, IndexStamp, Sentence, Timings
from assistant.citation import Citation
from assistant.measure.required_words import missing_words
from corpus.document import DocumentKind
from tests.assistant.stand_in import BUILT_AT


def answer(quote: str, *, verbatim: bool = True) -> Answer:
    """An answer of one sentence."""
    cited = Citation(
        1, "p", "d", "D", DocumentKind.LAW, "D", quote, start=0, end=len(quote), score=1.0
    )
    return Answer.answered(
        Content((Sentence(quote, (1,), verbatim),), (cited,)),
        index=IndexStamp("0", BUILT_AT),
        model="stand-in",
        language="fr",
        timings=Timings(),
    )


@pytest.mark.parametrize(
    ("words", "quote", "missing"),
    [
        ("d'un mois", "dans un délai d’un\u00a0mois", False),
        ("le silence gardé", "Le silence\ngardé", False),
        ("8 jours", "sous 18 jours", True),
        ("1 jour", "sous 1 jours", True),
        ("0,18 €", "à 0,18 €.", False),
        ("«\u00a0parvis", "un « parvis »", False),
        ("à defaut", "à défaut", True),
    ],
    ids=[
        "apostrophes and spaces of any kind",
        "case and line breaks",
        "a number is whole",
        "a word is whole",
        "a sign at the end",
        "a sign at the start",
        "accents count",
    ],
)
def test_words_are_told_in_a_quote(words: str, quote: str, missing: bool) -> None:
    assert missing_words([words], answer(quote)) == ((words,) if missing else ())


def test_each_missing_word_is_told() -> None:
    assert missing_words(["un", "deux", "trois"], answer("Deux.")) == ("un", "trois")


def test_what_is_no_quote_quotes_nothing() -> None:
    assert missing_words(["un mois"], answer("Délai : un mois", verbatim=False)) == ("un mois",)
