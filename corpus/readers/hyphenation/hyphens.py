"""Words cut by a hyphen, put together again by what French and English words there are."""

import re
import unicodedata
from typing import NamedTuple

from corpus.readers.hyphenation.word_list import are_words, is_word, languages_of, times_said

_HYPHENS = ("-", "\u00ad", "\u2010")
_LONGEST_WORD = 200
_CUT = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)[-\u00ad\u2010]$")
_FIRST = re.compile(r"([^\W_]+)(['’]?)([^\W_]*)(-?)")
_ADDRESS = re.compile(r"\S*[/@_]\S*$")
# A word with one hyphen in it, after which a space may have been left; no part of an address.
_WITHIN = re.compile(
    r"(?<![\w@/.-])((?:[^\W\d_]{1,2}['’])?)([^\W\d_]{2,30})[-\u2010]"
    r"( ?)([^\W\d_]{2,30})(?![\w@/-]|\.\w)"
)
# Parts of compound words that keep their hyphen; the second only before a word.
_KEEPS_BEFORE = frozenset(
    "non ex vice sous quasi ci là au-delà celui celle ceux celles vis t lui elle eux "
    "nous vous soi moi self dit est".split()
)
_KEEPS_BEFORE_WORD = frozenset(
    "avant après demi semi mi peut quelques quelque à a grand chef haut saint sainte well long "
    "court hors porte co pré post anti auto éco eco bio néo neo pseudo para contre ultra super "
    "hyper infra extra mini maxi trans bi tri pro pre over under cross un in on up by nu "
    "médico socio politico technico franco anglo agro macro psycho".split()
)
# English writes rare words with these in both ways: "re-use", "non-renewable".
_ENGLISH = frozenset("re non co pre multi sub anti".split())
_KEEPS_AFTER = frozenset(
    "ci là même mêmes il ils elle elles on ce je tu nous vous moi toi lui leur leurs le la les y "
    "en t dire être vis dessus dessous delà après avant à unis uni".split()
)
# What is written in one with the word after it; the second but before a vowel.
_WRITTEN_IN_ONE = frozenset("re ré dé dés mé sur télé tele pluri péri uni".split())
_WRITTEN_IN_ONE_BEFORE_CONSONANT = frozenset(
    "multi micro géo geo méta meta intra inter hydro photo électro".split()
)
_VOWELS = tuple("aeiouyàâéèêëîïôûü")
_PREFIXES = _KEEPS_BEFORE_WORD | _WRITTEN_IN_ONE | _WRITTEN_IN_ONE_BEFORE_CONSONANT
_ENDINGS = frozenset("ment ments nage mage sage sable tant rie riser".split())
_ELIDED = frozenset("d l qu n s j c m t".split())  # "main-d'œuvre"
_CONJUNCTIONS = frozenset("et ou ni and or to".split())
# Shorter first parts are words by chance: "la-bélisation".
_SHORTEST = 3
# "re-use" keeps its hyphen, which is heard 378 times in one; "re-port" does not. Below this, too,
# "de-mande" may be two words. Measured by tests/benchmarks/cut_words.py.
_RARE = 400
# "follow-up" keeps its own, too: hardly heard in one, each side so often by itself.
_HARDLY_SAID, _USUAL = 100, 20_000
# So many words that can only be cut make a text whose hyphens are not to be trusted.
_CUT_THROUGHOUT = 3


def join_lines(line: str, following: str) -> str:
    """`line` and `following` as one; a word cut between them is mended.

    The hyphen goes where both sides make a word, or where one is none by itself. It stays in
    compound words, before a capital, between figures, and in addresses.
    """
    if line[-1:] not in _HYPHENS:
        return f"{line} {following}"
    cut = _CUT.search(line, max(0, len(line) - _LONGEST_WORD))
    first = _FIRST.match(following)
    if not cut or not first:
        return f"{line} {following}"
    if line.endswith("\u00ad"):
        joint = ""
    elif _ADDRESS.search(line, max(0, len(line) - _LONGEST_WORD)):
        joint = "-"
    else:
        joint = _joint(cut[1], first)
    return f"{line[: cut.end(1)]}{joint}{following}"


def _joint(side: str, other: re.Match[str]) -> str:
    """What stands between the two sides of a hyphen at the end of a line."""
    before, after, elided, rest, hyphen = re.split(r"[-'’]", side)[-1], *other.groups()
    if not (before.isalpha() and after.isalpha()):
        return "-" if after[0].isdigit() or after[0].islower() else "- "
    shouted = len(before) > 1 and before.isupper()
    if shouted != after.isupper() or not (shouted or after[0].islower()):
        return "-"
    before, after = _folded(before), _folded(after)
    wholes = [before + after]
    if elided:
        wholes += [f"{before}{after}'{rest.lower()}", f"{before}{after}e"]
    whole = max(wholes, key=times_said)
    if "-" in side or hyphen:
        return "" if is_word(whole) and not are_words(before, after) and before != "t" else "-"
    if elided and after in _ELIDED and not is_word(whole):
        return "-"
    if not is_word(whole) and after in _CONJUNCTIONS and not shouted:
        return "- "
    if is_word(whole):
        keeps = _keeps_though_whole(before, after, whole)
    else:
        keeps = shouted or _keeps(before, after)
    return "-" if keeps else ""


def _folded(part: str) -> str:
    """A part in small letters, its ligatures ("ﬁ") as letters."""
    return unicodedata.normalize("NFKC", part).lower()


def _keeps_though_whole(before: str, after: str, whole: str) -> bool:
    """Whether a hyphen stays though the word is also written without, as in "re-use"."""
    languages = languages_of(whole)
    if not are_words(before, after):
        return False
    compound = f"{before}-{after}"
    if languages_of(compound) - languages or times_said(whole) <= times_said(compound):
        return True
    said = times_said(whole)
    doubtful = min(times_said(before), times_said(after)) >= _USUAL and said <= _HARDLY_SAID
    return "fr" not in languages and said < _RARE and (before in _ENGLISH or doubtful)


def _keeps(before: str, after: str) -> bool:
    """Whether a hyphen stays between parts that are no word in one."""
    called = after in _KEEPS_AFTER and is_word(before)
    if called or before in _KEEPS_BEFORE or is_word(f"{before}-{after}"):
        return True
    if not is_word(after) or after in _ENDINGS:
        return False
    if before in _WRITTEN_IN_ONE:
        return before in _ENGLISH and languages_of(after) == {"en"}
    if before in _WRITTEN_IN_ONE_BEFORE_CONSONANT:
        return after.startswith(_VOWELS)
    if before in _KEEPS_BEFORE_WORD:
        return True
    return len(before) >= _SHORTEST and len(after) >= _SHORTEST and are_words(before, after)


def mend_cut_words(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with the words that were cut at ends of lines long gone, and these as they stood.

    What can be nothing else is mended: "adminis-trations". Where there are several of these, so
    are usual words of which both sides could stand alone: "de-mande".
    """
    cuts = cuts_in(text)
    if not cuts:
        return text, ()
    passed = 0
    kept: list[str] = []
    for cut in cuts:
        kept.append(text[passed : cut.start])
        passed = cut.end
    return "".join((*kept, text[passed:])), tuple(cut.word for cut in cuts)


class Cut(NamedTuple):
    """Where the hyphen of a cut word stands, with the space after it, and that word."""

    start: int
    end: int
    word: str


def cuts_in(text: str) -> tuple[Cut, ...]:
    """The cuts of words at ends of lines long gone, as `mend_cut_words` takes them out."""
    if not any(hyphen in text for hyphen in ("-", "\u2010")):
        return ()
    found = list(_WITHIN.finditer(text))
    sure = sum(1 for match in found if _is_cut(match, doubtful=False))
    if not sure:
        return ()
    doubtful = sure >= _CUT_THROUGHOUT
    return tuple(
        Cut(match.end(2), match.start(4), match.group())
        for match in found
        if _is_cut(match, doubtful=doubtful)
    )


def _is_cut(match: re.Match[str], *, doubtful: bool) -> bool:
    """Whether a word was cut at its hyphen: its sides are no words, and both together are.

    `doubtful` takes in usual words of which each side is a word too.
    """
    if not match[4].islower() and not (match[2].isupper() and match[4].isupper()):
        return False
    before, after = _folded(match[2]), _folded(match[4])
    if before in _KEEPS_BEFORE or after in _KEEPS_AFTER or after in _CONJUNCTIONS:
        return False
    whole = before + after
    french, usual = "fr" in languages_of(whole), times_said(whole) >= _RARE
    if is_word(f"{before}-{after}") or not (french or usual):
        return False
    prefixed = before in _PREFIXES or before.endswith("o")
    # English writes "mal-formed" and "post-mortem" with a hyphen and without.
    neither = not is_word(before) and not prefixed and (match[3] or not is_word(after))
    if neither or (french and not prefixed and not are_words(before, after)):
        return True
    return doubtful and usual


def told_of_cut_words(cut: tuple[str, ...]) -> str | None:
    """What a warning says of the words that were mended within lines, if any were."""
    if not cut:
        return None
    some = ", ".join(f"“{word}”" for word in dict.fromkeys(cut[:50]))
    if len(some) > 80:
        some = some[:80].rsplit(",", 1)[0] + "…"
    return f"{len(cut)} words that a hyphen cut within a line were joined: {some}"
