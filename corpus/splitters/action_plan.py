"""Action plans: passages by commitment; what stands outside the commitments by heading."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, BlockKind, Document
from corpus.passage import Locator, Passage
from corpus.splitters import CountTokens
from corpus.splitters.commitments import Commitment, commitments_of
from corpus.splitters.distinct import distinct
from corpus.splitters.prose import PassageCutter, split_prose, split_sections
from corpus.splitters.sections import Section, sections_of
from corpus.text import letters

# The part of the budget that context may take before it is shortened.
_CONTEXT_SHARE = 3
_FEWEST_REPEATED = 8  # words that no two parts of a plan share by chance


def split_action_plan(
    document: Document, *, count_tokens: CountTokens, max_tokens: int
) -> tuple[Passage, ...]:
    """The passages of an action plan in reading order, each in one commitment or in none.

    The headings inside a commitment ("Context", "Timescales") are part of its text; a heading that
    says only its number is not.
    """
    commitments = commitments_of(document)
    if not commitments:
        return split_prose(document, count_tokens=count_tokens, max_tokens=max_tokens)
    plan = _Plan(document, count_tokens, max_tokens)
    made = [passage for one in commitments for passage in plan.of_commitment(one)]
    for sections in _outside(document, sections_of(document), commitments):
        made += split_sections(document, sections, count_tokens=count_tokens, max_tokens=max_tokens)
    made += plan.of_lost_headings(made, commitments)
    return distinct(sorted(made, key=lambda passage: passage.start))


@dataclass(frozen=True, slots=True)
class _Plan:
    document: Document
    count_tokens: CountTokens
    max_tokens: int

    def of_commitment(self, commitment: Commitment) -> Iterator[Passage]:
        cutter = PassageCutter(self.document, self.count_tokens, self.max_tokens)
        blocks = commitment.blocks
        if commitment.bare and len(blocks) > 1:
            blocks = blocks[1:]
        yield from cutter.cut_blocks(
            _with_headings_in_text(blocks),
            locator=Locator(
                heading_path=(*commitment.themes, commitment.name), commitment=commitment.number
            ),
            context=self._context(commitment),
        )

    def of_lost_headings(
        self, made: Sequence[Passage], commitments: Sequence[Commitment]
    ) -> list[Passage]:
        """The headings outside commitments that no passage of `made` has in its text or path."""
        told = {heading for passage in made for heading in passage.locator.heading_path}
        places = sorted(
            [
                *((passage.start, passage.end) for passage in made),
                *((one.start, one.blocks[0].end) for one in commitments if one.bare),
            ]
        )
        cutter = PassageCutter(self.document, self.count_tokens, self.max_tokens)
        lost: list[Passage] = []
        for block in self.document.blocks:
            if block.kind is not BlockKind.HEADING:
                continue
            before = bisect_right(places, (block.start, len(self.document.text))) - 1
            covered = before >= 0 and block.start < places[before][1]
            if not covered and self.document.text[block.start : block.end] not in told:
                said = replace(block, kind=BlockKind.PARAGRAPH, level=0)
                lost += cutter.cut_blocks([said], locator=Locator(), context=self._title)
        return lost

    @property
    def _title(self) -> str:
        return self.document.short_title or self.document.title

    def _context(self, commitment: Commitment) -> str:
        """Title, nearest theme and name; the longest of them shortened to what context may take."""
        parts = [self._title, *commitment.themes[-1:], commitment.name]
        allowed = max(1, self.max_tokens // _CONTEXT_SHARE)
        while self.count_tokens(" > ".join(parts)) > allowed:
            longest = max(parts, key=len)
            words = longest.split()
            if len(words) < 4:
                if len(parts) == 1:
                    break
                parts.pop(0)
                continue
            parts[parts.index(longest)] = " ".join(words[: len(words) * 2 // 3])
        return " > ".join(parts)


def _with_headings_in_text(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each heading drawn into the paragraph that follows it."""
    made: list[Block] = []
    begun: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            begun = replace(begun, end=block.end) if begun else block
            begun = replace(begun, kind=BlockKind.PARAGRAPH, level=0)
        elif begun is not None and block.kind is BlockKind.PARAGRAPH:
            made.append(replace(begun, end=block.end))
            begun = None
        else:
            if begun is not None:
                made.append(begun)
                begun = None
            made.append(block)
    if begun is not None:
        made.append(begun)
    return made


def _outside(
    document: Document, sections: Sequence[Section], commitments: Sequence[Commitment]
) -> Iterator[list[Section]]:
    """The sections outside the commitments, in runs that no commitment interrupts.

    What repeats a commitment to the letter, as overviews do, is left out: it would be found in
    place of the commitment itself.
    """
    said = "\n".join(letters(document.text[one.start : one.end]) for one in commitments)
    run: list[Section] = []
    upcoming = list(reversed(commitments))
    for section in sections:
        kept: list[Block] = []
        for block in section.blocks:
            while upcoming and upcoming[-1].end <= block.start:
                upcoming.pop()
            if not upcoming or block.end <= upcoming[-1].start:
                words = document.text[block.start : block.end]
                if len(words.split()) < _FEWEST_REPEATED or letters(words) not in said:
                    kept.append(block)
                continue
            if kept:
                run.append(_clipped(section, kept))
                kept = []
            if run:
                yield run
                run = []
        if kept:
            run.append(_clipped(section, kept))
    if run:
        yield run


def _clipped(section: Section, blocks: Sequence[Block]) -> Section:
    """The section with some of its blocks, and no heading opened but directly before them."""
    opened = section.opened if blocks[0] == section.blocks[0] else ()
    return replace(section, blocks=tuple(blocks), opened=opened)
