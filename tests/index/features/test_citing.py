"""A page that is found votes for the articles that its section cites, or else its document."""

import numpy as np

from corpus.law.citation_grammar import Relation
from corpus.law.citation_graph import Reference
from corpus.passage import Locator, Passage
from index.features.citing import CitingPages


def _passage(id: str, document: str, *path: str) -> Passage:
    return Passage(id, document, 0, 5, "Texte", Locator(heading_path=path))


PASSAGES = [
    _passage("a0", "law"),
    _passage("a1", "law"),
    _passage("a2", "law"),
    _passage("p0", "page", "Délais"),
    _passage("p1", "page", "Délais"),
    _passage("p2", "page", "Textes"),
    _passage("q0", "other"),
]


def _reference(source: str, target: str, articles: int = 1) -> Reference:
    return Reference(source, (target,), "law", target, Relation.CITES, 0, 1, articles)


def _citing(*references: Reference) -> CitingPages:
    return CitingPages.of(PASSAGES, references, laws={"law"})


def _votes(citing: CitingPages, *ordinals: int) -> list[tuple[int, int, int, bool]]:
    votes = citing.votes(np.array(ordinals, np.int64))
    rows = zip(votes.voters, votes.articles, votes.named, votes.near, strict=True)
    return [(int(voter), int(a), int(named), bool(near)) for voter, a, named, near in rows]


def test_a_passage_votes_for_what_its_section_cites_and_for_what_its_document_does() -> None:
    citing = _citing(_reference("p0", "a0"), _reference("p2", "a1", articles=3))
    assert _votes(citing, 4, 6, 5) == [
        (0, 0, 1, True),
        (0, 1, 3, False),
        (2, 0, 1, False),
        (2, 1, 3, True),
    ]


def test_an_article_that_is_cited_twice_counts_once_by_its_nearest_and_narrowest_citation() -> None:
    citing = _citing(
        _reference("p0", "a0", articles=9),
        _reference("p1", "a0", articles=2),
        _reference("p2", "a0"),
    )
    assert _votes(citing, 3) == [(0, 0, 2, True)]


def test_a_law_and_a_page_that_cites_nothing_have_no_vote() -> None:
    citing = _citing(_reference("a0", "a1"), _reference("p0", "a0"))
    assert _votes(citing, 0, 6) == []
    assert citing.citing(1).tolist() == []
    assert citing.citing(0).tolist() == [3]


def test_without_any_citation_nothing_is_voted() -> None:
    assert _votes(_citing(), 0, 3, 6) == []


def test_a_document_that_cites_thousands_votes_for_those_it_names_most_narrowly() -> None:
    articles = [_passage(f"a{place}", "law") for place in range(1000)]
    passages = [*articles, _passage("p0", "page", "Un"), _passage("p1", "page", "Deux")]
    references = [_reference("p0", f"a{place}", articles=1000 - place) for place in range(1000)]
    citing = CitingPages.of(passages, references, laws={"law"})
    votes = citing.votes(np.array([1001], np.int64))
    assert votes.articles.tolist() == list(range(800, 1000))
