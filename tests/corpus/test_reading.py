"""SourceFile, Reading and their warnings."""

from corpus.reading import ReadingWarning, SourceFile


def test_a_warning_names_the_file_as_reports_do_and_the_page() -> None:
    file = SourceFile("a.pdf", b"x", location="/docs/a.pdf")
    assert file.warning("it has no text", page=2) == ReadingWarning(
        "/docs/a.pdf", "it has no text", 2
    )
    assert str(file.warning("it has no text", page=2)) == "/docs/a.pdf, page 2: it has no text"
    assert [str(one) for one in file.warnings("cut off", None)] == ["/docs/a.pdf: cut off"]
    assert str(ReadingWarning("", "passages are short")) == "passages are short"
