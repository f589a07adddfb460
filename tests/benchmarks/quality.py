"""The measures behind the warnings on quality, for each document of a folder, the oddest first.

python -m tests.benchmarks.quality [FOLDER]
"""

import sys
from operator import itemgetter
from pathlib import Path

from corpus.document import Document
from corpus.ingest import collect, ingest
from corpus.intake import quality
from corpus.language import share_of_commonest
from tests.shared import SHARED


def measures(document: Document) -> tuple[float, float, float, float, float]:
    """Commonest words, odd words, single letters, letters a word, marks a word."""
    words = quality._WORD.findall(document.text)
    tokens = quality._TOKEN.findall(document.text)
    single = [one for one in words if len(one) == 1]
    single = [one for one in single if one.lower() not in quality._LETTERS_THAT_ARE_WORDS]
    return (
        share_of_commonest(words),
        sum(bool(quality._ODD_TOKEN.search(one)) for one in tokens) / len(tokens),
        len(single) / len(words),
        sum(map(len, words)) / len(words),
        len(quality._MOJIBAKE.findall(document.text)) / len(words),
    )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "documents"
    documents = [one for one in ingest(collect([folder])).documents if len(one.text.split()) >= 20]
    found = [(*measures(one), len(one.text.split()), one.source_path) for one in documents]
    names = ("commonest", "odd", "single", "letters", "marks")
    for place, name in enumerate(names):
        down = name in ("odd", "single", "marks")
        ordered = sorted(found, key=itemgetter(place), reverse=down)
        print(f"{name}, {'highest' if down else 'lowest'}:")
        for one in ordered[:5]:
            print(f"  {one[place]:7.4f}  {one[-2]:6} words  {one[-1]}")


if __name__ == "__main__":
    main()
