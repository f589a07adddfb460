"""Citation votes: what pages that match a question say for the articles that they cite.

    vote(article) = max of  max(0, 1 - (top - score(p)) / width) · near / √n

over the passages p that cite it, with top the highest score of all, n the number of articles that
the same words of p name, and near 1 where p's own section cites the article, less where another
part of its document does.
"""

import numpy as np
from numpy.typing import NDArray

from index.features.citing import Votes
from index.parameters import RankingParameters


def called_by(votes: Votes, *, parameters: RankingParameters) -> NDArray[np.int64]:
    """The passages of articles that the voters' own sections cite, to be scored beside them."""
    return np.unique(votes.articles[votes.near & (votes.named <= parameters.most_called)])


def count_votes(
    votes: Votes,
    voters: NDArray[np.int64],
    scores: NDArray[np.float32],
    candidates: NDArray[np.int64],
    *,
    parameters: RankingParameters,
) -> NDArray[np.float32]:
    """The vote for each of `candidates`, ascending ordinals, from 0 to 1.

    `voters` are the ordinals that `votes` were asked about, and `scores` those of `candidates`,
    among which they are.
    """
    counted = np.zeros(len(candidates), np.float32)
    rows = np.searchsorted(candidates, votes.articles)
    held = rows < len(candidates)
    held[held] = candidates[rows[held]] == votes.articles[held]
    places = np.searchsorted(candidates, voters)[votes.voters]
    merit = np.maximum(0, 1 - (scores.max(initial=0) - scores[places]) / parameters.vote_width)
    weight = np.where(votes.near, 1, parameters.vote_of_document) / np.sqrt(votes.named)
    np.maximum.at(counted, rows[held], (merit * weight).astype(np.float32)[held])
    return counted
