"""What holds for the readers of text whatever they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.reading import Reading
from tests.corpus.outlines import reading

_MARKS = st.sampled_from(
    "# ## **gras** _x_ - 1. > ``` ` ::: [[a|b]] ![[x]] [a](b) {:.c} {% x %} | --- <p> </p> <li> "
    "<br> <table> <tr> <td> </table> <details> <summary> <title> <script> <!-- &amp; &#0; ● • \f "
    "\n \n\n \t A. I. Article Engagement mot Mot MOT mots, fin. coupé- ---\n title: * == "
    "![i](j)".split(" ")
)
_TEXTS = st.lists(_MARKS | st.text(max_size=12), max_size=40).map(" ".join)


def _read(text: str, path: str) -> Reading:
    try:
        return reading(text, path)
    except UnreadableFile as refused:
        assert refused.reason  # noqa: PT017
        assert refused.remedy  # noqa: PT017
        return Reading(())


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html", "a.org", "a.json"])
@given(text=_TEXTS)
@pytest.mark.slow
def test_any_text_is_read_or_refused_and_blocks_cover_it(path: str, text: str) -> None:
    for document in _read(text, path).documents:
        assert document.title
        assert document.text.strip()
        covered = [False] * len(document.text)
        for block in document.blocks:
            covered[block.start : block.end] = [True] * (block.end - block.start)
        assert all(inside or c.isspace() for inside, c in zip(covered, document.text, strict=True))


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@given(words=st.lists(st.from_regex(r"[a-zé]{4,9}", fullmatch=True), min_size=3, max_size=60))
@pytest.mark.slow
def test_words_of_prose_are_neither_lost_nor_changed(path: str, words: list[str]) -> None:
    lines = [" ".join(words[n : n + 7]) for n in range(0, len(words), 7)]
    text = "Une phrase " + "\n".join(lines) + "."
    source = f"<html><body><p>{text}</p></body></html>" if path == "a.html" else text
    (document,) = _read(source, path).documents
    assert document.text == " ".join(text.split())
