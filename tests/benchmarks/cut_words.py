"""How many cut words are put together, and how many compound words keep their hyphen.

    python -m tests.benchmarks.cut_words

The words are those of the real documents and of the pages of service-public.fr in ../shared, each
cut at every place where a consonant begins a syllable: about where a typesetter cuts it. What was
decided wrongly is printed, the commonest first.
"""

import re
from collections import Counter
from collections.abc import Iterator

from corpus.ingest import collect, ingest
from corpus.readers.hyphenation.hyphens import join_lines, mend_cut_words
from tests.shared import BENCHMARKS, DOCUMENTS

_WORD = re.compile(r"(?<![\w@/.-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/-]|\.\w)")
_SYLLABLE = re.compile(
    r"(?<=[aeiouyàâéèêëîïôûü])[bcdfghjklmnpqrstvz]?(?=[bcdfghjklmnpqrstvz]h?[lr]?[aeiouyàâéèêëîïôûü])"
)
_SHORTEST = 5
_SHOWN = 40


def _words() -> Counter[str]:
    pages = BENCHMARKS / "service_public_dev" / "documents.jsonl"
    words: Counter[str] = Counter()
    for document in ingest(collect([DOCUMENTS, pages])).documents:
        words.update(match.group() for match in _WORD.finditer(document.text))
    return words


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    for place in {match.end() for match in _SYLLABLE.finditer(word)}:
        if 2 <= place <= len(word) - 2:
            yield word[:place], word[place:]


def main() -> None:
    """Prints a line for each rate, and below it what was wrong."""
    words = _words()
    ends, within, compounds, untouched = (Counter[str]() for _ in range(4))
    wrong = {"ends": ends, "within": within, "compounds": compounds, "untouched": untouched}
    tried: Counter[str] = Counter()
    for word, times in words.items():
        if "-" in word:
            for place in (match.start() for match in re.finditer("-", word)):
                line, rest = f"le {word[: place + 1]}", f"{word[place + 1 :]} suit"
                tried["compounds"] += times
                if join_lines(line, rest) != line + rest:
                    compounds[join_lines(line, rest)] += times
            tried["untouched"] += times
            untouched[word] += times * bool(mend_cut_words(word)[1])
        elif len(word) >= _SHORTEST:
            for before, after in _cuts(word):
                tried["ends"] += times
                joined = join_lines(f"le {before}-", f"{after} suit")
                ends[f"{before}-{after}"] += times * (joined != f"le {word} suit")
                tried["within"] += times
                mended, _ = mend_cut_words(f"{before}-{after}")
                within[f"{before}-{after}"] += times * (mended != word)
    for name, told in (
        ("ends", "words cut at the end of a line are whole again"),
        ("compounds", "hyphens of compound words at the end of a line stay"),
        ("within", "words cut within a line, alone in their text, are whole again"),
        ("untouched", "compound words within a line are as they were"),
    ):
        faults = wrong[name]
        share = 1 - faults.total() / tried[name]
        print(f"\n{share:.2%} of {tried[name]:,}: {told}")
        print(
            "  "
            + ", ".join(f"{word} {times}" for word, times in faults.most_common(_SHOWN) if times)
        )


if __name__ == "__main__":
    main()
