"""Topics: questions that had no answer, put together by the terms that they share."""

import re
import shlex
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.report.figures import Topic
from corpus.language import detect_language
from corpus.questions.taught import LONGEST_QUESTION
from index.text.terms import analyse

# Looked at on 330 real questions of five sets: 0.85 put strangers together by one common word, and
# 0.75 left pairs of evident kin alone.
_APART = 0.8
# How people ask, which says nothing of what they ask about.
_ASKING = frozenset(
    "appliquer avantage bénéficier cas comprendre concerner condition connaître démarche demander "
    "devoir effectuer existe faut fonctionner obtenir possible pourrait pouvoir prévu procédure "
    "recourir règle savoir trouver utiliser veux voudrais".split()
)
# Comparing each with each takes a matrix of their square: 2,000 take 32 MB and two seconds.
MOST = 2_000
_EXAMPLES = 5
_NAMED = 3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[adresse]"),
    (re.compile(r"(?:\+\d|\d)(?:[ .-]?\d){8,}"), "[numéro]"),
)


# What a shell reads within double quotes.
_SPECIAL = frozenset('"$`\\!')


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics, the most asked first, and the questions that resemble no other, newest first."""

    topics: tuple[Topic, ...]
    alone: tuple[str, ...]


def find_topics(questions: Sequence[str]) -> Topics:
    """The topics of `questions`, which are given newest first.

    Questions of the same terms are one question asked several times. What looks like an e-mail
    address or a telephone number is not shown.
    """
    asked = _by_terms(questions)
    groups = _groups(list(asked))
    topics, alone = [], []
    for group in groups:
        texts = [text for terms in group for text in asked[terms]]
        if len(texts) > 1:
            topics.append(Topic(_name(texts), len(texts), _shown(texts)[:_EXAMPLES]))
        else:
            alone.extend(texts)
    topics.sort(key=lambda topic: (-topic.questions, topic.words))
    order = {text: place for place, text in reversed(list(enumerate(questions)))}
    return Topics(tuple(topics), _shown(sorted(alone, key=order.__getitem__)))


def masked(text: str) -> str:
    """The text on one line, without what could name or reach a person by a number or an address."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def teach_command(question: str) -> str | None:
    """The command that teaches what answers a question that is shown, to be completed.

    None where it was not asked in these words, or cannot be taught.
    """
    hidden = any(instead in question for _, instead in _MASKS)
    if hidden or question.startswith("-") or len(question) > LONGEST_QUESTION:
        return None
    quoted = shlex.quote(question) if _SPECIAL & set(question) else f'"{question}"'
    return f"parvis teach {quoted} NUMÉRO"


def _terms(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(analyse(text, language=detect_language(text))) - _asking()))


@cache
def _asking() -> frozenset[str]:
    return frozenset(term for word in _ASKING for term in analyse(word, language="fr"))


def _by_terms(questions: Iterable[str]) -> Mapping[tuple[str, ...], list[str]]:
    asked: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for text in questions:
        asked[_terms(text) or (text,)].append(text)
    return asked


def _groups(asked: list[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Average linkage on the cosines of weighted terms: no group by a chain of chance words."""
    if len(asked) < 2:
        return [[terms] for terms in asked]
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    weighted = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(asked)
    distances = 1 - (weighted @ weighted.T).toarray()
    labels = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=_APART
    ).fit_predict(distances.clip(min=0.0))
    groups: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for terms, label in zip(asked, labels, strict=True):
        groups[int(label)].append(terms)
    return list(groups.values())


def _name(texts: Sequence[str]) -> tuple[str, ...]:
    """The commonest words of a topic, each in its commonest form."""
    held: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        language = detect_language(text)
        found: dict[str, str] = {}
        for word in _WORD.findall(unicodedata.normalize("NFC", text)):
            for term in analyse(word, language=language):
                if term not in _asking():
                    found.setdefault(term, word.lower())
        held.update(found.keys())
        for term, word in found.items():
            forms[term][word] += 1
    ranked = sorted(held, key=lambda term: (-held[term], -len(term), term))
    shared = [term for term in ranked if held[term] > 1] or ranked
    return tuple(dict.fromkeys(forms[term].most_common(1)[0][0] for term in shared[:_NAMED])) or (
        masked(texts[0]),
    )


def _shown(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(masked(text) for text in texts))
