"""Small documents and a quick encoder, for tests that need no model."""

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.ingest import Ingested, Rejected
from index.encoder import Progress, Vectors

SAMPLES = {
    "jardins.md": "Les jardins partagés ouvrent à huit heures. Chacun y cultive une parcelle.",
    "ponts.md": "Le pont tournant laisse passer les péniches le mardi. Il ferme la nuit.",
    "phares.md": "Les phares s'allument au crépuscule. Leur gardien tient un registre.",
}


class WordEncoder:
    """Vectors made of the words of a text: the same words, the same vector, on any machine."""

    def __init__(self, *, name: str = "words", dimension: int = 32, pause: float = 0.0) -> None:
        self.name = name
        self.dimension = dimension
        self.max_tokens = 512
        self.encoded: list[str] = []
        self._pause = pause

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(f"{self.name} {self.dimension}".encode()).hexdigest()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        time.sleep(self._pause)
        self.encoded.extend(texts)
        if progress is not None:
            progress(len(texts), len(texts))
        return self._encode(texts)

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
                vectors[row] += np.random.default_rng(seed).standard_normal(self.dimension)
            vectors[row, 0] += 1e-3
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def page(path: str, words: str, *, title: str | None = None, id: str | None = None) -> Document:
    """A page of one heading, and a paragraph for each line of `words`."""
    builder = DocumentBuilder()
    builder.heading(title or path.removesuffix(".md").capitalize(), level=1)
    for line in words.split("\n"):
        builder.paragraph(line)
    return builder.build(id=id, source_path=path, kind=DocumentKind.PAGE, language="fr")


def law(path: str, articles: dict[str, str], *, titles: Mapping[str, str] = {}) -> Document:
    """A law of these articles; `titles` are the headings of some, by the number of the article."""
    builder = DocumentBuilder()
    builder.heading("Code des parvis", level=1)
    for number, words in articles.items():
        above = (titles[number],) if number in titles else ()
        builder.heading(f"Article {number}", level=2)
        block = builder.paragraph(words)
        assert block is not None
        builder.article(Article(number, block.start, block.end, heading_path=above))
    return builder.build(
        id=None, source_path=path, kind=DocumentKind.LAW, language="fr", short_title="CP"
    )


def pages(words: dict[str, str]) -> Ingested:
    """A page for each path and its words."""
    return gathered(page(path, text) for path, text in words.items())


def gathered(documents: Iterable[Document], *, rejected: Iterable[str] = ()) -> Ingested:
    """Documents, and the paths of files that were refused."""
    return Ingested(
        documents=tuple(documents),
        rejected=tuple(Rejected(path, "it is torn", "mend it") for path in rejected),
    )
