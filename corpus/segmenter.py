"""Where sentences begin and end in French and English official prose."""

import re

# What ends with a full stop without ending a sentence. Single capital letters ("L. 311-5",
# "R. Badinter") are told by rule.
_ABBREVIATIONS = frozenset(
    "art al ch chap cf ex fig p pp vol éd coll op cit loc ibid mm mme mmes mlle mr mrs ms dr "
    "pr prof st ste sté av bd réf tél env max min no nos n° sect par § e.g i.e vs jr sr inc "
    "ltd co dept gov approx jan févr feb avr apr juil aug sept oct nov déc dec lég cass civ "
    "crim soc req c.-à-d c.à.d p.ex".split()
)
# Abbreviations that may also end a sentence: they do where a capital letter follows.
_MAY_END = frozenset("etc al co inc ltd av env max min".split())

# Possessive, and tried only where a run begins: a line of dots must not cost its square.
_END = re.compile(r"(?<![.!?…])[.!?…]++[)\]»”\"'’]*+(?:\s[»”])?(?=\s)")
_FOLLOWING = re.compile(r"\s*+[«“\"'’(\[–—-]*+\s*+")
_NOT_IN_WORDS = frozenset("([«“\"'’")
_SPACE = re.compile(r"\s*+")
_LINE = re.compile(r"[^\n]+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), in order, without the white space around them.

    A line break always ends a sentence, since the canonical text breaks lines only between blocks
    and items. Every character that is not white space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = _after_spaces(text, line.start(), line.end())
        for match in _END.finditer(text, start, line.end()):
            if _ends_sentence(text, start, match, line.end()):
                spans.append((start, match.end()))
                start = _after_spaces(text, match.end(), line.end())
        rest = text[start : line.end()].rstrip()
        if rest:
            spans.append((start, start + len(rest)))
    return spans


def _after_spaces(text: str, start: int, end: int) -> int:
    spaces = _SPACE.match(text, start, end)
    return spaces.end() if spaces else start


def _ends_sentence(text: str, start: int, match: re.Match[str], line_end: int) -> bool:
    following = _FOLLOWING.match(text, match.end(), line_end)
    at = following.end() if following else match.end()
    first = text[at : at + 1] if at < line_end else ""
    if not first or first.islower():
        return not first
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    begun = _word_start(text, start, match.start())
    word = text[begun : match.start()]
    # "1. Le dossier": the number of an item, not a sentence.
    if begun == start and word.isalnum() and len(word) <= 3:
        return False
    if len(word) == 1 and word.isupper():
        # "L. 311-5" and "R. Badinter", but not "... au titre du I. Le ministre ..."
        return word in "IVX" and not first.isdigit()
    folded = word.casefold().rstrip(".")
    if folded in _MAY_END:
        return first.isupper()
    return folded not in _ABBREVIATIONS


def _word_start(text: str, start: int, end: int) -> int:
    """Where the word begins that ends at `end`, at `start` or after it."""
    while end > start and text[end - 1] not in _NOT_IN_WORDS and not text[end - 1].isspace():
        end -= 1
    return end
