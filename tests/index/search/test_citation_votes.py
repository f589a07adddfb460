"""A page that matches a question speaks for the articles that it cites."""

from pathlib import Path

import numpy as np

from index.features.citing import Votes
from index.indexing.pipeline import build
from index.parameters import RANKING
from index.search.citation_votes import called_by, count_votes
from index.search.searcher import Searcher
from index.snapshot.store import Store
from tests.index.library import WordEncoder, gathered, law, page

_CANDIDATES = np.array([1, 4, 7, 9], np.int64)


def _votes(*rows: tuple[int, int, int, bool]) -> Votes:
    voters, articles, named, near = zip(*rows, strict=True)
    return Votes(
        np.array(voters, np.int64),
        np.array(articles, np.int64),
        np.array(named, np.int64),
        np.array(near, np.bool_),
    )


def _counted(votes: Votes, *scores: float) -> list[float]:
    voters = _CANDIDATES[2:]
    found = count_votes(
        votes, voters, np.array(scores, np.float32), _CANDIDATES, parameters=RANKING
    )
    return [round(float(one), 3) for one in found]


def test_the_best_page_counts_fully_for_what_its_section_cites_and_half_for_the_rest() -> None:
    assert _counted(_votes((0, 1, 1, True), (0, 4, 1, False)), 1, 1, 9, 0) == [1, 0.5, 0, 0]


def test_a_page_far_below_the_best_passage_does_not_vote() -> None:
    below = 9 - RANKING.vote_width
    assert _counted(_votes((1, 1, 1, True)), 1, 1, 9, below + 1) == [0.25, 0, 0, 0]
    assert _counted(_votes((1, 1, 1, True)), 1, 1, 9, below - 1) == [0, 0, 0, 0]


def test_words_that_name_many_articles_say_less_of_each() -> None:
    assert _counted(_votes((0, 1, 4, True)), 1, 1, 9, 0) == [0.5, 0, 0, 0]


def test_of_several_votes_for_an_article_the_highest_counts() -> None:
    assert _counted(_votes((0, 1, 4, True), (1, 1, 1, True)), 1, 1, 9, 9) == [1, 0, 0, 0]


def test_an_article_that_is_no_candidate_gets_no_vote() -> None:
    assert _counted(_votes((0, 5, 1, True), (0, 99, 1, True)), 1, 1, 9, 0) == [0, 0, 0, 0]


def test_articles_of_the_pages_own_section_are_called_up_and_those_of_long_lists_are_not() -> None:
    votes = _votes((0, 3, 1, True), (0, 5, 1, False), (1, 6, RANKING.most_called + 1, True))
    assert called_by(votes, parameters=RANKING).tolist() == [3]


def test_the_article_that_a_matching_page_cites_is_found_by_words_of_the_page_alone(
    tmp_path: Path,
) -> None:
    code = law("code", {"L1-1": "La grille est close à la nuit.", "L1-2": "Il gèle en hiver."})
    words = "Promener son chien le soir : article L. 1-1 du Code des parvis."
    documents = gathered([code, page("chien.md", words, title="Mon chien")])
    store = Store(tmp_path)
    build(documents, store=store, encoder=WordEncoder())
    hits = Searcher(store.current(), WordEncoder()).search("promener mon chien").hits
    cited = {hit.passage.locator.article: hit.scores["cited"] for hit in hits}
    assert cited["L1-1"] > 0
    assert cited["L1-2"] == 0
