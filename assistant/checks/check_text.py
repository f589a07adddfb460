"""Checking a text: each quotation and each citation of it, held against the index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.checks import strings
from assistant.checks.checked import Checked, CheckVerdict, ClaimKind
from assistant.checks.claims import (
    MOST_QUOTATIONS,
    Quotation,
    find_quotations,
    outside_quotations,
)
from assistant.checks.held_laws import HeldLaws, Meant
from assistant.checks.matching import ALIKE, Match, match_words
from assistant.citation import Citation
from assistant.compose.citations import cite
from corpus.document import Document
from corpus.language import detect_language
from corpus.law.citation_grammar import Mention, find_mentions
from corpus.law.provisions import Provision
from corpus.law.validity import holds_on
from corpus.passage import Passage
from corpus.text import is_whole
from index.hit import Filter, Hit
from index.search.searcher import Searcher

# Passages among which words that no article is named with are looked for.
_SEARCHED = 20
# The first of these are also compared with words that stand nowhere to the letter.
_COMPARED = 5
# Of a quotation, so much is searched for; all of it is then compared.
_SEARCHED_CHARS = 1_500
# Citations of one text that are looked up.
_MOST_CITATIONS = 1_000


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The claims of a text in its order; `left_out` counts those beyond what one check looks at."""

    claims: tuple[Checked, ...]
    left_out: int = 0


def check_text(
    text: str, *, searcher: Searcher, laws: HeldLaws, as_of: date, language: str | None = None
) -> CheckedText:
    """What a text quotes and cites, in its order, each with its verdict for the day `as_of`.

    `laws` are those of the searcher's index. `language` is that of the details; without one, that
    of the text.
    """
    told_in = language or detect_language(text, default="fr")
    mentions = [
        one
        for one in find_mentions(text, language=detect_language(text, default="fr"))
        if not one.step and not one.division
    ]
    quotations = find_quotations(text, mentions)
    meant = laws.meant(text, mentions, language=told_in)
    checking = _Checking(text, searcher, as_of, told_in)
    own = outside_quotations(mentions, quotations)
    checked = [
        *(checking.citation(one, meant[one]) for one in own[:_MOST_CITATIONS]),
        *(
            checking.quotation(one, meant[one.mention] if one.mention else None)
            for one in quotations[:MOST_QUOTATIONS]
        ),
    ]
    ordered = sorted(checked, key=lambda one: one.start)
    left_out = len(own) + len(quotations) - len(checked)
    return CheckedText(tuple(_numbered(ordered)), left_out=left_out)


def _numbered(checked: Sequence[Checked]) -> Iterator[Checked]:
    number = 0
    for one in checked:
        if one.source is None:
            yield one
        else:
            number += 1
            yield replace(one, source=replace(one.source, number=number))


@dataclass(frozen=True, slots=True)
class _Found:
    """Words in the document that holds them, or nearly."""

    document: Document
    passages: tuple[Passage, ...]
    match: Match

    def cited(self) -> Citation | None:
        """The citation of the words, in the passage where they begin."""
        start = self.passages[0].start + self.match.start
        end = self.passages[0].start + self.match.end
        passage = next(one for one in reversed(self.passages) if one.start <= start)
        if not is_whole(self.document.text[start:end]):
            return None
        return cite(
            self.document, passage, (start, end), number=1, score=round(self.match.likeness, 4)
        )


@dataclass(frozen=True, slots=True)
class _Checking:
    """One text under check."""

    text: str
    searcher: Searcher
    as_of: date
    language: str

    def citation(self, mention: Mention, meant: Meant) -> Checked:
        """Whether the article exists, and holds on the day."""
        version = meant.on(self.as_of)
        named = self.text[mention.start : mention.end]
        if meant.law is None:
            name = "law not held" if mention.law else "law not named"
            verdict, detail = CheckVerdict.CANNOT_TELL, self._say(name, law=mention.law or "")
        elif not meant.versions:
            verdict = CheckVerdict.NOT_FOUND
            detail = self._say("no such article", article=named, law=_name(meant.law))
        elif version is None:
            verdict, detail = CheckVerdict.NOT_IN_FORCE, self._not_in_force(named, meant)
        else:
            verdict = CheckVerdict.EXACT
            how = "only one article" if meant.only else "article exists"
            detail = self._say(how, article=named, law=_name(meant.law), day=self._day(self.as_of))
        shown = version or next(iter(meant.versions), None)
        return Checked(
            ClaimKind.CITATION,
            mention.start,
            mention.end,
            named,
            verdict,
            detail,
            article=named,
            source=_opening(meant.law, shown) if meant.law and shown else None,
        )

    def quotation(self, quotation: Quotation, meant: Meant | None) -> Checked:
        """Whether the words stand where the text says that they do, or anywhere."""
        words = self.text[quotation.start : quotation.end]
        mention = quotation.mention
        named = self.text[mention.start : mention.end] if mention is not None else None
        told = Checked(
            ClaimKind.QUOTE,
            quotation.start,
            quotation.end,
            words,
            CheckVerdict.NOT_FOUND,
            "",
            article=named,
        )
        if meant is not None and meant.law is not None:
            return self._in_article(told, meant, words)
        found = self._anywhere(words)
        if found is None or found.match.likeness < ALIKE:
            return self._not_anywhere(told, untold=mention is not None)
        return self._judged(told, found, "stands" if mention is None else "stands, law untold")

    def _in_article(self, told: Checked, meant: Meant, words: str) -> Checked:
        """The verdict on words that are said to be of one article."""
        law, named = meant.law, told.article or ""
        assert law is not None
        held = [found for one in meant.versions if (found := _match(law, one.passages, words))]
        now = [one for one in held if holds_on(one.passages[0], self.as_of)]
        exact = [one for one in held if one.match.exact]
        best = next((one for one in exact if one in now), None) or max(
            now, key=lambda one: one.match.likeness, default=None
        )
        if best is not None and best.match.exact:
            return self._judged(told, best, "stands there")
        if exact:
            detail = self._not_in_force(named, meant)
            return replace(
                told, verdict=CheckVerdict.NOT_IN_FORCE, detail=detail, source=exact[0].cited()
            )
        elsewhere = self._anywhere(words)
        if elsewhere is not None and elsewhere.match.exact:
            detail = self._say("stands elsewhere", article=named)
            return replace(told, detail=detail, source=elsewhere.cited())
        if best is not None and best.match.likeness >= ALIKE:
            return self._judged(told, best, "stands there")
        if elsewhere is not None and elsewhere.match.likeness >= ALIKE:
            return replace(
                told,
                detail=self._say("near elsewhere", article=named),
                source=elsewhere.cited(),
                differences=elsewhere.match.differences,
            )
        return replace(told, detail=self._say("not in the article", article=named))

    def _judged(self, told: Checked, found: _Found, name: str) -> Checked:
        source = found.cited()
        if found.match.exact:
            if not holds_on(found.passages[0], self.as_of):
                detail = self._say("version not in force", day=self._day(self.as_of))
                return replace(
                    told, verdict=CheckVerdict.NOT_IN_FORCE, detail=detail, source=source
                )
            return replace(told, verdict=CheckVerdict.EXACT, detail=self._say(name), source=source)
        return replace(
            told,
            verdict=CheckVerdict.ALTERED,
            detail=self._say("altered"),
            source=source,
            differences=found.match.differences,
        )

    def _not_anywhere(self, told: Checked, *, untold: bool) -> Checked:
        if untold:
            # The law that it is said to be of is not here: its words may well be.
            detail = self._say("words of a law not held")
            return replace(told, verdict=CheckVerdict.CANNOT_TELL, detail=detail)
        return replace(told, detail=self._say("not anywhere"))

    def _anywhere(self, words: str) -> _Found | None:
        """Where the words stand among the passages most like them: to the letter, or nearest."""
        hits = self.searcher.search(words[:_SEARCHED_CHARS], limit=_SEARCHED, filter=Filter()).hits
        return self._best(hits, words, nearly=False) or self._best(
            hits[:_COMPARED], words, nearly=True
        )

    def _best(self, hits: Sequence[Hit], words: str, *, nearly: bool) -> _Found | None:
        found = [
            one
            for hit in hits
            if (one := _match(hit.document, self._around(hit.passage), words, nearly=nearly))
        ]
        return max(
            found,
            key=lambda one: (one.match.likeness, holds_on(one.passages[0], self.as_of)),
            default=None,
        )

    def _around(self, passage: Passage) -> tuple[Passage, ...]:
        """The passage with those of its document on either side: words may go on in these."""
        index = self.searcher.index
        rows = index.rows[passage.document_id]
        place = index.ordinal(passage.id)
        number = passage.locator.article
        near = index.passages[max(rows.start, place - 1) : min(rows.stop, place + 2)]
        return tuple(one for one in near if number is None or one.locator.article == number)

    def _not_in_force(self, named: str, meant: Meant) -> str:
        last = meant.versions[-1].passages[0]
        begins = last.valid_from is not None and self.as_of < last.valid_from
        name = "not in force yet" if begins else "no longer in force"
        day = last.valid_from if begins else last.valid_to
        return self._say(
            name, article=named, day=self._day(day) if day else "", on=self._day(self.as_of)
        )

    def _day(self, day: date) -> str:
        return strings.day(day, self.language)

    def _say(self, name: str, **parts: str) -> str:
        return strings.detail(name, self.language, **parts)


def _match(
    document: Document, passages: Sequence[Passage], words: str, *, nearly: bool = True
) -> _Found | None:
    """Where words stand in passages that follow each other."""
    if not passages:
        return None
    stretch = document.text[passages[0].start : passages[-1].end]
    match = match_words(words, stretch, nearly=nearly)
    return _Found(document, tuple(passages), match) if match is not None else None


def _opening(law: Document, version: Provision) -> Citation | None:
    """The citation of an article's first passage."""
    first = version.passages[0]
    if not is_whole(first.text):
        return None
    return cite(law, first, (first.start, first.end), number=1, score=1.0)


def _name(law: Document) -> str:
    return law.short_title or law.title
