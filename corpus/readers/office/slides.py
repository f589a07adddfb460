"""What is told of every presentation: what is left out of it, and what is only a picture."""

from collections.abc import Iterator, Sequence

from corpus.reading import ReadingWarning, SourceFile


def tell_slides(
    file: SourceFile, *, hidden: Sequence[int], noted: Sequence[int], pictured: Sequence[int]
) -> Iterator[ReadingWarning]:
    """Warnings of what was left out on purpose, and of slides that are only pictures."""
    if hidden:
        yield file.warning(f"left out: hidden slides ({_listed(hidden)})")
    if noted:
        yield file.warning(f"left out: the notes of the speaker (slides {_listed(noted)})")
    for number in pictured:
        yield file.warning("the slide is a picture, whose words were not read", page=number)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
