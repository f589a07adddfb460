"""What of a passage is embedded and matched. None of it is ever quoted but the text itself."""

from corpus.passage import Passage


def passage_text(passage: Passage) -> str:
    """The words of a passage that its vector stands for and that its terms are taken from."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def sentence_text(passage: Passage, start: int, end: int) -> str:
    """The words that a sentence's vector stands for: the nearest heading and the sentence.

    `start` and `end` count characters of the document, as those of the passage do.
    """
    sentence = passage.text[start - passage.start : end - passage.start]
    heading = next((one for one in reversed(passage.locator.heading_path) if one), None)
    return f"{heading}: {sentence}" if heading else sentence
