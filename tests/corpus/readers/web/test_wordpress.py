"""What the REST interface of WordPress gives."""

import json
from typing import Any

import pytest

from corpus.errors import UnreadableFile
from corpus.reading import LeftOut
from tests.corpus.outlines import only, outline, reading


def _post(**fields: Any) -> dict[str, Any]:
    return {
        "id": 12,
        "date": "2014-10-03T22:51:14",
        "modified": "2019-07-22T12:29:20",
        "slug": "ouvrir",
        "status": "publish",
        "link": "https://site.fr/ouvrir/",
        "title": {"rendered": "Ouvrir &#8211; publier"},
        "content": {"rendered": "<p>Un texte.</p>\n<h3>Partie</h3>\n<p>La suite.</p>"},
    } | fields


def test_a_page_gives_its_text_title_address_and_dates() -> None:
    page = only(json.dumps(_post()), "page.json")
    assert outline(page) == ["p Un texte.", "h3 Partie", "p La suite."]
    assert (page.id, page.title) == ("site.fr-ouvrir", "Ouvrir – publier")
    assert page.url == "https://site.fr/ouvrir/"
    assert (str(page.published), str(page.modified)) == ("2014-10-03", "2019-07-22")


def test_an_array_gives_a_document_a_post_and_leaves_drafts_out() -> None:
    draft = _post(status="draft", link="https://site.fr/b")
    locked = _post(link="https://site.fr/c", content={"rendered": "", "protected": True})
    read = reading(json.dumps([_post(), draft, locked]), "posts.json")
    assert [page.id for page in read.documents] == ["site.fr-ouvrir"]
    assert read.left_out == (
        LeftOut("posts.json#2", "its status is “draft”, not “publish”"),
        LeftOut("posts.json#3", "it is protected by a password"),
    )


def test_a_post_without_text_costs_a_warning_and_not_the_others() -> None:
    read = reading(json.dumps([_post(content={"rendered": "<img src=a>"}), _post()]), "posts.json")
    assert [page.id for page in read.documents] == ["site.fr-ouvrir"]
    assert tuple(map(str, read.warnings)) == ("posts.json: its page 1 has no text",)


def test_shortcodes_go_and_what_they_enclose_stays() -> None:
    html = '<p>[vc_row el="x"]Dedans[/vc_row] [caption]et[/caption] [1] dehors.</p>'
    assert only(json.dumps(_post(content={"rendered": html})), "a.json").text == (
        "Dedans et [1] dehors."
    )


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_a_file_cut_off_anywhere_in_its_text_gives_what_is_there(cut: int) -> None:
    html = "<p>Début du texte.</p>\n<p>" + "Été à l’œuvre. " * 20
    whole = json.dumps(_post(content={"rendered": html}))
    read = reading(whole[: whole.rindex('"') - cut], "page.json")
    (page,) = read.documents
    assert page.text.startswith("Début du texte.\n\nÉté à l’œuvre.")
    assert "is cut off before its end" in str(read.warnings[0])


def test_a_cut_array_gives_the_posts_before_the_cut() -> None:
    whole = json.dumps([_post(), _post(link="https://site.fr/b")])
    read = reading(whole[: whole.index('"link": "https://site.fr/b') + 3], "posts.json")
    assert read.documents[0].text == "Un texte.\n\nPartie\n\nLa suite."
    assert "is cut off before its end" in str(read.warnings[0])


def test_line_breaks_within_strings_are_read() -> None:
    read = reading(json.dumps(_post()).replace("\\n", "\n"), "page.json")
    assert read.documents[0].text == "Un texte.\n\nPartie\n\nLa suite."
    assert "is not valid JSON" in str(read.warnings[0])


def test_json_that_nothing_can_be_had_of_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="download it again"):
        reading('{"content":{"rendered": }}}} "a"', "page.json")
