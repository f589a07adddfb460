"""What of a passage is embedded and matched. None of it is ever quoted but the text itself."""

from corpus.passage import Passage
from index.parameters import FEATURES


def embedded_text(passage: Passage) -> str:
    """The words that a passage's vector stands for.

    An article's nearest heading says what it is about; its code and its books, put before each
    article, only make all vectors alike (tests/benchmarks/retrieval.py).
    """
    heading = nearest_heading(passage) if passage.locator.article else passage.context
    return f"{heading}: {passage.text}" if heading else passage.text


def sentence_text(passage: Passage, start: int, end: int) -> str:
    """The words that a sentence's vector stands for: the nearest heading and the sentence.

    `start` and `end` count characters of the document, as those of the passage do.
    """
    sentence = passage.text[start - passage.start : end - passage.start]
    heading = nearest_heading(passage)
    return f"{heading}: {sentence}" if heading else sentence


def matched_text(passage: Passage) -> str:
    """The words that a passage's terms are taken from: its headings once, its own words twice."""
    return "\n".join((passage.context, *[passage.text] * FEATURES.own_words))


def nearest_heading(passage: Passage) -> str | None:
    """The innermost heading over the passage; None where there is none."""
    return next((one for one in reversed(passage.locator.heading_path) if one), None)
