"""Parameters: every tuned number of the ranking, and the measurement that chose each.

The commands print the alternatives; they vary these records. Those of the ranking, of one
configuration for all corpora, were chosen on 2026-11-22, those of questions and citations on
2026-11-28, by

    python -m tests.benchmarks.retrieval [--index INDEX]

"Without it" below is what the mean reciprocal rank of 0.875 loses on 509 questions of six sets (all
of that command but service-public.fr), or where it says "with pages", the 0.852 of the 310 on the
CRPA, asked of an index that also holds the sheets of service-public.fr that cite it.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignalWeights:
    """The weight of each signal in a passage's score, Σ weight x signal.

    The first four multiply standardised scores, so they are a gain per standard deviation; the
    others multiply values from -1 to 1, so they are a gain in the score's own units.
    """

    dense: float = 0.5  # the passage's vector
    # The vector of the first passage of its article, commitment or page. Without it, its weight
    # given to dense: 0.005 more, but 0.029 less on the UK plan; at 0.6: 0.003.
    lead: float = 0.4
    # The vector of its nearest sentence. Without it: 0.005, at 0.6: 0.002.
    sentence: float = 0.4
    # BM25. Without it: 0.039; at 0.5: 0.002.
    lexical: float = 0.7
    # It defines what the question asks to define. Without it: 0.002.
    definition: float = 4.0
    # It holds in a territory that the question names, or does not name. Without it:
    # 0.0005.
    territory: float = 2.0
    # A law or a plan before the pages that speak of them. Higher, it put the law before the guide
    # that answers in 16 of 120 questions of readers (2026-11-22). Without it, with
    # pages: 0.015; at 1.2: 0.005.
    authority: float = 0.6
    # It is in another language than the question: vectors are less alike, fewer words meet. With
    # it 7 of 8 French questions on the English plan find their commitment first, without it 4; of
    # readers' questions across languages 15 of 24, without it 12 (2026-11-22). Without it, in all:
    # 0.007.
    cross_language: float = 1.4
    # The nearest questions speak for it, where its document is covered by questions. Without this
    # and the two that follow: 0.105, and 0.224 on 258 questions on the CRPA. Without this: 0.016,
    # at 1.0: 0.003 more. Plain sets in the law's own words lose by it (32 and 20 questions: 0.026
    # and 0.092), those of citizens gain (258: 0.044).
    question: float = 1.5
    # The words of its questions, likewise. Without it: 0.008.
    question_terms: float = 1.0
    # It answers a question that asks nearly the same, in any document: what staff teach. Without
    # it these sets change nothing.
    paraphrase: float = 10.0
    # A covered document answers a question that asks much the same. Without it, with pages: 0.043.
    known: float = 2.0
    # Pages that match the question cite it. Without it, with pages: 0.034.
    cited: float = 2.0
    # It is an article that the question calls by its number. Without it these sets change nothing.
    named_article: float = 8.0


@dataclass(frozen=True, slots=True)
class RankingParameters:
    """How a question is read and its passages are ranked; a change needs no new index."""

    weights: SignalWeights = field(default_factory=SignalWeights)
    # Passages that each of vectors and BM25 puts forward to be scored by all signals. 400 change
    # nothing.
    candidates: int = 200
    # How many of the nearest questions count, and how much nearer, in likeness, one must be to
    # count e times as much.
    nearest_questions: int = 200
    question_temperature: float = 0.1
    # From this likeness on, two questions ask nearly the same: at 0.5, the articles of a code of
    # which half have questions lose more by it (python -m tests.benchmarks.taught).
    paraphrase_likeness: float = 0.6
    # From which likeness of the nearest question on, and up to which, it is the more sure that the
    # documents covered by questions are the ones that answer.
    known_from: float = 0.35
    known_to: float = 0.55
    # How far below the best passage, in the score's own units, a page still votes for the articles
    # that it cites, and what a vote counts where another section of the page cites them.
    vote_width: float = 4.0
    vote_of_document: float = 0.5
    # Words that name more articles than so many are about none of them: they call none up.
    most_called: int = 20
    # What the vector of a follow-up's own words counts beside that of both questions as one, and
    # the terms of the question that it leans on beside its own (2026-11-28,
    # python -m tests.benchmarks.follow_ups). At 0 and at 1, 63 follow-ups have a mean
    # reciprocal rank of 0.876, at these of 0.939.
    own_words: float = 1.0
    antecedent_terms: float = 0.3
    # What a term of the lexicon counts of the question's own terms that it stands in for. Without
    # the lexicon: 0.010, of which 0.038 on the UK plan and 0.021 on all documents; at 0.4: 0.001.
    expansion: float = 0.6
    # The authority of a code's regulatory part, where that of laws and plans is 1: it says how
    # what the law says is done. At 0, with pages: 0.009; at 1 nothing.
    decree_authority: float = 2 / 3
    # The territory signal of a passage whose territory the question names, and of any other
    # territory's; 0 for a rule that holds everywhere.
    territory_named: float = 0.5
    territory_other: float = -1.0
    # Letters of the shortest word that is mended, and of the shortest that may have two slips:
    # shorter ones have too many neighbours (2026-11-22, python -m tests.benchmarks.spelling).
    shortest_mended: int = 7
    shortest_with_two_slips: int = 10
    # A definition of a single term answers only if at most one passage in so many holds the term:
    # "demande" is no thing that a definition is asked of.
    passages_per_rare_term: int = 50


@dataclass(frozen=True, slots=True)
class FeatureParameters:
    """What a build computes of each passage; a change needs a new index."""

    # BM25's saturation and length normalisation: the defaults of Lucene and bm25s are 1.2 to 1.5
    # and 0.75 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
    bm25_k1: float = 1.5
    bm25_b: float = 0.75
    # How often a passage's own words count beside those of its headings, which count once.
    own_words: int = 2
    # Words of the longest thing that a sentence is taken to define; a longer subject is a sentence
    # about something else.
    longest_defined: int = 8
    # Questions, beyond one an answer, that weigh in the metric of questions as much as knowing
    # nothing of how they differ.
    metric_prior: float = 1000.0
    # How many questions the mean of the passages counts for in that of the questions. Of one taught
    # question, ten paraphrases were given 2.1 for it in the median and of 280 unrelated questions
    # 0.2 % more than 1; at 1 the paraphrases got nothing, at 20 in an index of the other language
    # 7 % of the unrelated ones more than 1. From 50 questions on it hardly matters (2026-11-28).
    metric_origin: float = 5.0
    # A document is covered where this share of its passages has written questions.
    covered_share: float = 0.9
    # Articles that a passage votes for at the most, by what its section or its document cites.
    most_citations: int = 200
    # With fewer words than so many for each telephone number, a passage only says whom to call:
    # hours, prices of calls and an address.
    words_per_telephone: int = 40


@dataclass(frozen=True, slots=True)
class VectorSearchParameters:
    """How FAISS finds the nearest vectors.

    Chosen on 2026-11-22 by `python -m tests.benchmarks.vector_scale`, for its times and its recall
    of the ten nearest.
    """

    # Up to so many vectors each one is compared; beyond, only those of the nearest clusters are.
    exact_up_to: int = 500_000
    # With clusters, each vector is compared all the same where a filter leaves at most so many.
    exact_when_filtered_to: int = 20_000
    # FAISS compares in half precision, which takes half the time; so many more than were asked for
    # are compared again in single precision, so that the order is exact.
    compared_again: int = 32
    clusters: int = 1024
    clusters_probed: int = 512
    training_vectors_per_cluster: int = 64


@dataclass(frozen=True, slots=True)
class BackgroundParameters:
    """What fills up an index of few passages, whose own spreads say little.

    With so many `passages` or more of its own, an index has nothing of it. The others are what a
    corpus of many passages has in the mean of questions: the share of passages that hold a term
    which one of them holds, and the standard deviations of the signals, those of the vectors for
    `model`. Measured on 2026-11-28 by `python -m tests.benchmarks.background` on the CRPA, the UK
    plan, the sheets of service-public.fr and all of ../shared/documents.
    """

    passages: int = 200
    term_share: float = 0.0087
    model: str = "intfloat/multilingual-e5-small"
    dense: float = 0.0166
    sentence: float = 0.0172
    lexical: float = 0.679


RANKING = RankingParameters()
FEATURES = FeatureParameters()
VECTOR_SEARCH = VectorSearchParameters()
BACKGROUND = BackgroundParameters()
