"""Required words: whether an answer quotes the words that a label says it must."""

import re
from collections.abc import Iterable

from assistant.answer import Content
from corpus.text import with_plain_marks


def missing_words(required: Iterable[str], answer: Content) -> tuple[str, ...]:
    """Those of `required` that no quoted sentence of the answer holds; all of them of a refusal.

    White space, apostrophes and case make no difference. Words are whole: "8 jours" is not in
    "18 jours".
    """
    quoted = _comparable(" ".join(one.text for one in answer.sentences if one.verbatim))
    return tuple(words for words in required if not _pattern(words).search(quoted))


def _comparable(text: str) -> str:
    return " ".join(with_plain_marks(text).casefold().split())


def _pattern(words: str) -> re.Pattern[str]:
    wanted = _comparable(words)
    start = r"(?<!\w)" if wanted[0].isalnum() else ""
    end = r"(?!\w)" if wanted[-1].isalnum() else ""
    return re.compile(f"{start}{re.escape(wanted)}{end}")
