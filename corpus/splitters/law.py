"""Laws: a passage an article, long ones by alinéa; what stands outside the articles by heading."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Article, Block, BlockKind, Document
from corpus.errors import UnreadableFile
from corpus.law.article_numbers import names_itself
from corpus.passage import Locator, Passage, cut
from corpus.splitters import CountTokens
from corpus.splitters.articles import with_articles
from corpus.splitters.distinct import distinct
from corpus.splitters.packing import Piece, pack, page_at, pieces

# The part of the budget that context may take before its outermost headings are left out of it.
_CONTEXT_SHARE = 3
_HEADING_SHARE = 12
_RANK = re.compile(
    r"^(?:partie|livre|titre|sous-titre|chapitre|sous-chapitre|section|sous-section|paragraphe"
    r"|sous-paragraphe|part|book|title|chapter|division)\s+(?:[\dIVXLC]+[A-Z]?(?:er|re)?"
    r"|préliminaire|unique|[A-Z])(?:\s(?:bis|ter|quater))?\s*(?:[:.–—-]\s*|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"nota\s*:", re.IGNORECASE)


def split_law(
    document: Document, *, count_tokens: CountTokens, max_tokens: int
) -> tuple[Passage, ...]:
    """The passages of a law in reading order.

    An article within the budget is one passage. A longer one is cut between its alinéas or items,
    and between sentences only where an alinéa alone is too long; what is cut from the introduction
    of its list has it in its context. The notes that a source puts under an article ("Nota :") are
    not law and give no passage. Raises UnreadableFile where an article gives none: no law may lose
    one of its articles unseen.
    """
    if not document.articles:
        document = with_articles(document)
    if not document.articles:
        from corpus.splitters.prose import split_prose

        return split_prose(document, count_tokens=count_tokens, max_tokens=max_tokens)
    cutter = _Cutter(document, count_tokens, max_tokens)
    made = [passage for place, blocks in _runs(document) for passage in cutter.cut(place, blocks)]
    lost = _of_lost_articles(document, cutter, made)
    if lost:
        made = sorted([*made, *lost], key=lambda passage: passage.start)
    return distinct(made)


def _of_lost_articles(
    document: Document, cutter: "_Cutter", made: Sequence[Passage]
) -> list[Passage]:
    """The passages of articles that have none yet, since headings are all that they say."""
    starts = sorted(passage.start for passage in made)
    found: list[Passage] = []
    for article in document.articles:
        at = bisect_left(starts, article.start)
        if at < len(starts) and starts[at] < article.end:
            continue
        words = Block(BlockKind.PARAGRAPH, article.start, article.end)
        said = any(character.isalnum() for character in document.text[words.start : words.end])
        own = list(cutter.cut(_Place(article, article.heading_path), [words])) if said else []
        if said and not own:
            raise UnreadableFile(
                document.source_path,
                f"its article {article.number} gives no passage",
                "check the words of this article, and report the fault with the file",
            )
        found += own
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand: in an article, or under headings outside all articles.

    `designation` is the heading that announces the article ("Article L311-6").
    """

    article: Article | None
    headings: tuple[str, ...]
    designation: str | None = None


@dataclass(frozen=True, slots=True)
class _Cutter:
    document: Document
    count_tokens: CountTokens
    max_tokens: int

    def cut(self, place: _Place, blocks: Sequence[Block]) -> Iterator[Passage]:
        """The passages of a run of blocks that stand in one place."""
        document, article = self.document, place.article
        context = self._context(place)
        capacity = max(1, self.max_tokens - self.count_tokens(context))
        parts = pieces(document, blocks, count_tokens=self.count_tokens, capacity=capacity)
        for first, last in pack(parts, capacity=capacity):
            start, end = parts[first].start, parts[last - 1].end
            if not any(character.isalnum() for character in document.text[start:end]):
                continue
            yield cut(
                document,
                start,
                end,
                locator=Locator(
                    heading_path=place.headings,
                    article=article.number if article else None,
                    page=page_at(document.blocks, start),
                ),
                context=_with_introduction(document, context, parts, first),
                permalink=article.permalink if article else None,
                valid_from=article.valid_from if article else None,
                valid_to=article.valid_to if article else None,
            )

    def _context(self, place: _Place) -> str:
        """Short title, nearest headings and designation, within their share of the budget."""
        document = self.document
        parts = deque[str]()
        if place.article is not None:
            number = place.article.number
            designation = (place.designation or "").rstrip(" ,.:–—-")
            own_name = number if names_itself(number) else f"Article {number}"
            parts.append(designation or own_name)
        name = document.short_title or document.title
        allowed = self.max_tokens // _CONTEXT_SHARE - self.count_tokens(" > ".join((name, *parts)))
        for heading in reversed(place.headings):
            if heading.casefold() == document.title.casefold() or heading == place.designation:
                continue
            told = self._shortened(_RANK.sub("", heading))
            allowed -= self.count_tokens(f" > {told}")
            if allowed < 0:
                break
            if told:
                parts.appendleft(told)
        return " > ".join((name, *parts))

    def _shortened(self, heading: str) -> str:
        """A heading as context tells it: no capitals throughout, and its first words if long.

        Long headings would push out the outer ones, which tell a territory from the common rule.
        """
        words = (heading.capitalize() if heading.isupper() else heading).split()
        longest = self.max_tokens // _HEADING_SHARE
        while len(words) > 1 and self.count_tokens(" ".join(words)) > longest:
            words.pop()
        return " ".join(words)


def _with_introduction(document: Document, context: str, parts: Sequence[Piece], first: int) -> str:
    """The context, and under it what a list or a table was cut from: its announcement, its head."""
    introduction = parts[first].introduction
    if introduction is None:
        return context
    return f"{context}\n{document.text[introduction[0] : introduction[1]]}"


def _runs(document: Document) -> Iterator[tuple[_Place, list[Block]]]:
    """Neighbouring blocks that stand in one place, less headings and notes.

    Where articles lie one inside another, a block belongs to the innermost.
    """
    upcoming = deque(sorted(document.articles, key=lambda article: (article.start, -article.end)))
    inside: list[_Place] = []
    headings: list[tuple[int, str]] = []
    place, run = _Place(None, ()), list[Block]()
    after_heading = False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            if run:
                yield place, run
                run = []
            while headings and headings[-1][0] >= block.level:
                headings.pop()
            heading = " ".join(document.text[block.start : block.end].split())
            headings.append((block.level, heading))
            after_heading = True
            continue
        while inside and _ends_before(inside[-1], block):
            inside.pop()
        while upcoming and upcoming[0].start < block.end:
            article = upcoming.popleft()
            designation = headings.pop()[1] if after_heading and headings else None
            inside.append(_Place(article, article.heading_path, designation))
            after_heading = False
        after_heading = False
        here = inside[-1] if inside else _Place(None, tuple(text for _, text in headings))
        if run and here != place:
            yield place, run
            run = []
        place = here
        if here.article is not None:
            run.append(replace(block, start=max(block.start, here.article.start)))
        elif not _NOTE.match(document.text, block.start):
            run.append(block)
    if run:
        yield place, run


def _ends_before(place: _Place, block: Block) -> bool:
    return place.article is not None and place.article.end <= block.start
