"""Numbers of list items as a browser shows them."""

import pytest

from tests.corpus.outlines import only, outline


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<ol><li>a</li><li>b</li></ol>", ["1. a", "2. b"]),
        ("<ol start=0><li>a</li><li value=-3>b</li></ol>", ["0. a", "-3. b"]),
        ("<ol reversed><li>a</li><li>b</li></ol>", ["2. a", "1. b"]),
        ("<ol reversed start=9><li>a</li><li>b</li></ol>", ["9. a", "8. b"]),
        ("<ol type=a start=26><li>a</li><li>b</li></ol>", ["z. a", "aa. b"]),
        ("<ol type=I start=4><li>a</li><li type=i>b</li></ol>", ["IV. a", "v. b"]),
        ('<ol style="list-style-type: upper-alpha"><li>a</li></ol>', ["A. a"]),
        ('<ol style="list-style:none"><li>a</li></ol>', ["a"]),
        ("<ol><li>1° a</li><li>(2) b</li><li>4° c</li></ol>", ["1° a", "(2) b", "3. 4° c"]),
        ("<ul><li>a</li></ul>", ["a"]),
        ("<ol start=99999999999999999999 type=i><li>a</li></ol>", ["999999999. a"]),
    ],
)
def test_items_have_the_numbers_that_are_shown(html: str, items: list[str]) -> None:
    assert only(f"<p>Liste</p>{html}", "a.html").text == "Liste\n\n" + "\n".join(items)


def test_lists_of_google_docs_are_numbered_by_their_style() -> None:
    style = '.lst-kix_a-0>li:before{content:"(" counter(lst-ctn-kix_a-0,lower-latin) ") "}'
    page = f'<style>{style}</style><ol class="lst-kix_a-0 start" start="2"><li>Un</li></ol>'
    assert outline(only(page, "a.html")) == ["li1 (b) Un"]
