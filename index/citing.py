"""Citing: the mentions and references of each document, taken over where nothing bears on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from corpus.document import DocumentKind
from corpus.law.citation_graph import mentions_of, resolve
from corpus.law.provisions import Law, Laws
from index.build.cutting import CutDocument
from index.build.plan import Plan
from index.snapshot.index import Index
from index.snapshot.manifest import Entry
from index.snapshot.records import mentions_line, parse_mentions, references_line


@dataclass(frozen=True, slots=True)
class Citations:
    """For each document, a line of its mentions of articles, and one of its references to those
    that the corpus holds."""

    mentions: list[bytes] = field(default_factory=list, repr=False)
    references: list[bytes] = field(default_factory=list, repr=False)


def cite(plan: Plan) -> Citations:
    """The citations of a plan's documents.

    Those of a document that has not changed are taken over, unless it names another law and the
    laws are not the same.
    """
    laws = Laws(
        Law(cut.document, partial(getattr, cut, "passages"))
        for entry, cut in zip(plan.entries, plan.documents, strict=True)
        if _is_law(entry)
    )
    same_laws = plan.before is not None and _laws(plan.before.catalogue) == _laws(plan.entries)
    citations = Citations()
    for cut in plan.documents:
        mentions, references = _cite(cut, laws, plan.before, same_laws=same_laws)
        citations.mentions.append(mentions)
        citations.references.append(references)
    return citations


def _cite(
    cut: CutDocument, laws: Laws, before: Index | None, *, same_laws: bool
) -> tuple[bytes, bytes]:
    if cut.kept is None or before is None:
        mentions = mentions_of(cut.document) if cut.passage_lines else ()
        line = mentions_line(mentions)
    else:
        line = before.workings.mentions[cut.kept.place]
        found = () if same_laws else parse_mentions(line)
        if not any(mention.law for mention in found):
            return line, before.reference_lines[cut.kept.place]
        mentions = tuple(found)
    return line, references_line(list(resolve(mentions, cut.document, cut.passages, laws=laws)))


def _laws(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.id, entry.record) for entry in entries if _is_law(entry)]


def _is_law(entry: Entry) -> bool:
    return entry.kind is DocumentKind.LAW and entry.passages > 0
