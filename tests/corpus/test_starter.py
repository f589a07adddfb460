"""The starter documents: whole, sourced, in our own words, and true to the law they name."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import frontmatter
import pytest
from pypdf import PdfReader

from corpus.document import DocumentKind
from tests.shared import DOCUMENTS, needs_shared

STARTER = Path(__file__).resolve().parents[2] / "corpus" / "starter"
FILES = sorted(STARTER.glob("*.md"))
ARTICLE = re.compile(r"\b([LRD])\.(\*?)\s(\d{3}-\d+(?:-\d+)*)")
ARTICLE_PERMALINK = re.compile(r"legifrance\.gouv\.fr/codes/article_lc/(LEGIARTI\d{12})$")
WORD = re.compile(r"\w+")
# Names and titles that have no other wording; a run of words does not reach across them.
OFFICIAL_NAMES = (
    "code des relations entre le public et l’administration",
    "Commission d’accès aux documents administratifs",
    "Déclaration des droits de l’homme et du citoyen de 1789",
    "Haute Autorité pour la transparence de la vie publique",
    "ministre de la Transformation et de la Fonction publiques",
)
LONGEST_COMMON_RUN = 7

each_document = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def matter(path: Path) -> dict[str, object]:
    return dict(frontmatter.load(str(path)).metadata)


def body(path: Path) -> str:
    return str(frontmatter.load(str(path)).content)


def sources(path: Path) -> list[dict[str, str]]:
    found = matter(path)["sources"]
    assert isinstance(found, list)
    return found


def sentences(path: Path) -> list[str]:
    paragraphs = [line for line in body(path).splitlines() if line and not line.startswith("#")]
    return [
        sentence
        for paragraph in paragraphs
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-ZÀÉÈÊÎÔ«])", paragraph)
    ]


@cache
def articles_of_the_code(code: Path) -> dict[str, str]:
    """Number, without points or spaces, to the id of its version in force."""

    def walk(node: dict[str, object]) -> list[dict[str, str]]:
        data, children = node["data"], node.get("children", [])
        assert isinstance(data, dict)
        assert isinstance(children, list)
        own = [data] if node["type"] == "article" else []
        return own + [article for child in children for article in walk(child)]

    found = walk(json.loads(code.read_text(encoding="utf-8")))
    return {article["num"]: article["id"] for article in found if article["num"]}


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def plain_text(path: Path) -> str:
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    text = path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return re.sub(r"<[^>]*>", " ", text.replace("\\n", " "))


@cache
def runs_of_the_shared_documents() -> dict[tuple[str, ...], str]:
    return {
        run: path.name
        for path in sorted(DOCUMENTS.rglob("*"))
        if path.is_file()
        for run in runs(plain_text(path), LONGEST_COMMON_RUN + 1)
    }


def test_there_is_a_dozen_documents() -> None:
    assert 10 <= len(FILES) <= 14


@each_document
def test_the_front_matter_is_complete(path: Path) -> None:
    found = matter(path)
    assert found["id"] == path.stem
    assert found["title"] == body(path).splitlines()[0].removeprefix("# ")
    assert found["kind"] in set(DocumentKind)
    assert found["language"] == "fr"
    assert found["licence"] == "CC0-1.0"
    assert found["publisher"] == "Parvis"
    assert isinstance(found["date"], date)


def test_the_kinds_are_varied() -> None:
    assert {matter(path)["kind"] for path in FILES} == {"concept_note", "page"}


@each_document
def test_every_fact_has_a_public_source(path: Path) -> None:
    assert sources(path)
    for source in sources(path):
        assert source["fact"].strip()
        address = urlsplit(source["url"])
        assert address.scheme in ("http", "https"), source
        assert "." in (address.hostname or ""), source


@each_document
def test_a_document_is_short(path: Path) -> None:
    assert 150 <= len(body(path).split()) <= 450


@each_document
def test_french_punctuation_keeps_its_unbreakable_space(path: Path) -> None:
    assert re.findall(r".{12} [:;?!»]", body(path)) == []
    assert re.findall(r"« .{12}", body(path)) == []
    assert "'" not in body(path)


@each_document
def test_a_sentence_can_be_quoted_out_of_its_place(path: Path) -> None:
    leaning = re.compile(
        r"(Oui|Non|Elles?|Ils?|Cela|Ce|Cet|Cette|Ces|Celui|Celles?|Ceux|Son|Sa|Ses)\b"
    )
    impersonal = re.compile(r"(Il faut|Il y a)\b")
    assert [
        sentence
        for sentence in sentences(path)
        if leaning.match(sentence) and not impersonal.match(sentence)
    ] == []


@each_document
def test_a_document_has_one_title_and_distinct_sections(path: Path) -> None:
    headings = [line for line in body(path).splitlines() if line.startswith("#")]
    assert len(headings) == len(set(headings)) >= 4
    assert [line for line in headings[1:] if not line.startswith("## ")] == []


@each_document
def test_every_article_that_is_named_exists(path: Path, crpa: Path) -> None:
    named = {"".join(parts) for parts in ARTICLE.findall(body(path))}
    assert named - set(articles_of_the_code(crpa)) == set()


@each_document
def test_every_article_that_is_named_is_among_the_sources(path: Path, crpa: Path) -> None:
    ids = articles_of_the_code(crpa)
    cited = {
        match[1]
        for source in sources(path)
        if (match := ARTICLE_PERMALINK.search(source["url"])) is not None
    }
    named = {"".join(parts) for parts in ARTICLE.findall(body(path))}
    assert {number for number in named if ids[number] not in cited} == set()


@each_document
def test_every_permalink_leads_to_the_article_it_names(path: Path, crpa: Path) -> None:
    ids = articles_of_the_code(crpa)
    for source in sources(path):
        if (permalink := ARTICLE_PERMALINK.search(source["url"])) is not None:
            number = ARTICLE.search(source["fact"])
            assert number is not None, source
            assert ids["".join(number.groups())] == permalink[1], source


@needs_shared
@each_document
def test_no_sentence_is_copied(path: Path) -> None:
    known = runs_of_the_shared_documents()
    names = re.compile("|".join(map(re.escape, OFFICIAL_NAMES)), re.IGNORECASE)
    copied = {
        " ".join(run): known[run]
        for sentence in sentences(path)
        for stretch in re.split(names, re.sub(r"\(articles? [^)]*\)", "", sentence))
        for run in runs(stretch, LONGEST_COMMON_RUN + 1)
        if run in known
    }
    assert copied == {}
