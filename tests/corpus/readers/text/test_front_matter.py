"""Front matter in YAML, TOML and JSON, and the days on which a page is published."""

import json
from datetime import date

import pytest
import tomlkit
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.fields import USUAL_FIELDS
from corpus.readers import read
from corpus.readers.text.front_matter import split_front_matter
from corpus.reading import LeftOut, Reading, SourceFile
from tests.corpus.outlines import only, reading
from tests.shared import SHARED, needs_shared

DAY = date(2026, 3, 1)
WRITTEN = {
    "YAML": lambda fields: f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n",
    "TOML": lambda fields: f"+++\n{tomlkit.dumps(fields)}+++\n",
    "JSON": lambda fields: json.dumps(fields, indent=2, ensure_ascii=False) + "\n",
}
WORDS = st.text(st.characters(categories=["L", "N"], include_characters=" :'-#é"), max_size=20)


def on_day(text: str) -> Reading:
    return read(SourceFile("page.md", text.encode(), day=DAY))


@pytest.mark.parametrize("form", WRITTEN)
def test_front_matter_of_each_form_names_the_page(form: str) -> None:
    fields = {"title": "Le délai", "licence": "LO 2.0", "lang": "fr", "url": "https://a.fr/x",
              "date": "2024-03-01"}  # fmt: skip
    page = only(WRITTEN[form](fields) + "\nUn texte.", "page.md")
    assert (page.title, page.licence, page.language) == ("Le délai", "LO 2.0", "fr")
    assert (page.url, page.published) == ("https://a.fr/x", date(2024, 3, 1))
    assert page.text == "Un texte."


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=30)
@given(title=WORDS, body=WORDS)
@pytest.mark.slow
def test_front_matter_and_text_come_apart_as_they_were_put_together(
    form: str, title: str, body: str
) -> None:
    fields = {"title": f"T{title}", "draft": False}
    text = f"{WRITTEN[form](fields)}\nUn texte {body}"
    front, rest = split_front_matter(text, USUAL_FIELDS, on=DAY)
    assert front.title == " ".join(f"T{title}".split())
    assert rest.strip() == f"Un texte {body}".strip()


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"draft": True}, "is not published (draft: true)"),
        ({"published": False}, "is not published (published: false)"),
        ({"private": True}, "is not published (private: true)"),
        ({"permalink": False}, "is not published (permalink: false)"),
        ({"visibility": "private"}, "is not published (visibility: private)"),
        ({"expiryDate": "2021-01-01"}, "expired on 2021-01-01"),
        ({"expires": "2026-03-01"}, "expired on 2026-03-01"),
        ({"unpublishdate": "1er mars 2026"}, "expired on 2026-03-01"),
        ({"publishDate": "2026-03-02"}, "is published from 2026-03-02 on"),
    ],
)
def test_a_page_that_is_not_published_on_that_day_is_left_out(
    form: str, fields: dict[str, object], why: str
) -> None:
    found = on_day(WRITTEN[form]({"title": "T", **fields}) + "\nUn texte.")
    assert found.documents == ()
    assert found.left_out == (LeftOut("page.md", f"its front matter says that it {why}"),)


def test_a_page_is_read_from_its_first_day_to_the_one_before_its_last() -> None:
    fields = {"publishDate": date(2026, 3, 1), "expiryDate": date(2026, 3, 2)}
    (page,) = on_day(WRITTEN["TOML"](fields) + "\nUn texte.").documents
    assert page.published == date(2026, 3, 1)


def test_a_day_that_is_none_is_warned_of() -> None:
    found = on_day("---\ntitle: T\nexpiryDate: bientôt\n---\nUn texte.")
    assert [one.message for one in found.warnings] == [
        "its expirydate “bientôt” is no day, and was not heeded"
    ]


def test_fields_that_a_generator_keeps_in_a_table_are_read() -> None:
    assert only("+++\ntitle = 'T'\n[extra]\nlicense = 'LO'\n+++\nUn texte.").licence == "LO"


def test_front_matter_that_hexo_begins_without_a_rule_is_read() -> None:
    page = only("title: Le titre\ndate: 2020-01-02\n---\nUn texte.", "page.md")
    assert (page.title, page.text) == ("Le titre", "Un texte.")


def test_toml_that_is_not_valid_is_read_line_by_line() -> None:
    found = reading("+++\ntitle = Sans guillemets\nlicence = 'LO'\n+++\nUn texte.")
    (page,) = found.documents
    assert (page.title, page.licence, page.text) == ("Sans guillemets", "LO", "Un texte.")
    assert "its front matter is not valid TOML" in found.warnings[0].message


@pytest.mark.parametrize(
    "text",
    ["+++\n\nUn texte.", "{ceci} est un texte.", "Titre : un\n---\nUn texte."],
)
def test_a_text_that_only_looks_like_front_matter_loses_no_word(text: str) -> None:
    read = only(text, "page.md")
    said = f"{read.title} {read.text}"
    assert all(word in said for word in text.split() if word.isalpha())


@needs_shared
def test_the_cases_are_read_or_left_out_as_they_say() -> None:
    cases = SHARED / "cases"
    (page,) = reading((cases / "md" / "toml.md").read_bytes(), "toml.md").documents
    assert (page.title, page.published) == ("Demander un document", date(2024, 3, 1))
    assert (page.licence, page.url) == ("Licence Ouverte 2.0", "https://www.example.org/demander")
    for name, why in (
        ("md/json-front.md", "is not published (draft: true)"),
        ("misc/expired.md", "expired on 2021-01-01"),
    ):
        found = reading((cases / name).read_bytes(), name)
        assert found.left_out == (LeftOut(name, f"its front matter says that it {why}"),)


def test_yaml_may_end_with_three_dots() -> None:
    page = only("---\ntitle: Le dépôt\n...\n\n# Délai\n\nUn mois.\n\n---\n\nFin.\n")
    assert page.title == "Le dépôt"
    assert page.text == "Délai\n\nUn mois.\n\nFin."


@pytest.mark.parametrize(
    "fields",
    ['---json\n{"title": "Délai", "draft": false}\n---\n', '---toml\ntitle = "Délai"\n---\n'],
)
def test_the_rule_over_front_matter_may_name_its_format(fields: str) -> None:
    document = only(f"{fields}\nUn mois.", "page.md")
    assert (document.title, document.text) == ("Délai", "Un mois.")


def test_an_object_that_holds_its_own_text_is_no_front_matter() -> None:
    assert only('{"title": "Délai", "text": "Un mois."}\n', "a.json").text == "Un mois."
