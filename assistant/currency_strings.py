"""What Parvis says of the age of its documents, and of a page beside the law that it cites."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.evidence.data_dates import DataDates
from assistant.strings import ENGLISH, FRENCH, in_language
from corpus.law.article_numbers import names_itself
from index.currency import PageCurrency

_MONTHS = {
    FRENCH: (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),
    ENGLISH: (
        "January February March April May June July August September October November December"
    ).split(),
}
_DATA_DATES = {
    FRENCH: "Mes documents ({documents}) ont été lus et indexés le {built}.",
    ENGLISH: "My documents ({documents}) were read and indexed on {built}.",
}
_NEWEST_LAW = {
    FRENCH: " La version d'article la plus récente y est en vigueur depuis le {day}.",
    ENGLISH: " The newest version of an article among them has been in force since {day}.",
}
_NEWEST_OTHER = {
    FRENCH: " Le plus récent des autres documents datés est du {day}.",
    ENGLISH: " The newest of the other dated documents is of {day}.",
}
_AFTERWARDS = {
    FRENCH: " Ce qui a changé depuis n'y est pas : voyez legifrance.gouv.fr ou service-public.fr.",
    ENGLISH: (
        " What has changed since is not among them: see legifrance.gouv.fr or service-public.fr."
    ),
}
# Of a page: its day, and whether the articles that it cites have changed since.
_CURRENCY: Mapping[str, Mapping[str, str]] = {
    "one unchanged": {
        FRENCH: "Page du {day} ; {article} n'a pas changé depuis.",
        ENGLISH: "Page of {day}; {article} has not changed since.",
    },
    "all unchanged": {
        FRENCH: "Page du {day} ; les {cited} articles qu'elle cite n'ont pas changé depuis.",
        ENGLISH: "Page of {day}; the {cited} articles that it cites have not changed since.",
    },
    "one unchanged then": {
        FRENCH: "Page du {day} ; au {on}, {article} n'avait pas changé.",
        ENGLISH: "Page of {day}; by {on}, {article} had not changed.",
    },
    "all unchanged then": {
        FRENCH: "Page du {day} ; au {on}, les {cited} articles qu'elle cite n'avaient pas changé.",
        ENGLISH: "Page of {day}; by {on}, the {cited} articles that it cites had not changed.",
    },
    "later": {
        FRENCH: "Page du {day}, écrite après le {on}.",
        ENGLISH: "Page of {day}, written after {on}.",
    },
    "changed": {
        FRENCH: "Page du {day} ; {changes}.",
        ENGLISH: "Page of {day}; {changes}.",
    },
    "more changed": {
        FRENCH: "Page du {day} ; {changes}, et {more} autres depuis.",
        ENGLISH: "Page of {day}; {changes}, and {more} others since.",
    },
    "undated": {
        FRENCH: "Page sans date : rien ne dit si les articles qu'elle cite ont changé depuis.",
        ENGLISH: (
            "Page without a date: nothing says whether the articles that it cites have changed "
            "since."
        ),
    },
    "change": {
        FRENCH: "{article} a changé le {since}",
        ENGLISH: "{article} changed on {since}",
    },
    "quoted": {
        FRENCH: "Attention, [{number}] : {text}",
        ENGLISH: "Note on [{number}]: {text}",
    },
}
_MOST_CHANGES = 4
_CHANGES_OF_MANY = 3


def currency(
    page: PageCurrency, names: Sequence[str], language: str, *, on: date | None = None
) -> str:
    """The sentence on a page that cites law; `names` call its articles, those changed first.

    `on` is the day of which it is true, where that is past: what has changed since is not known.
    """
    day = "" if page.day is None else written_day(page.day, language)
    if page.day is None:
        name = "undated"
    elif on is not None and page.day > on:
        name = "later"
    elif not page.changed:
        name = "one unchanged" if len(page.articles) == 1 else "all unchanged"
        name += "" if on is None else " then"
    else:
        name = "changed" if len(page.changed) <= _MOST_CHANGES else "more changed"
    shown = page.changed if name == "changed" else page.changed[:_CHANGES_OF_MANY]
    change = in_language(_CURRENCY["change"], language)
    changes = ", ".join(
        change.format(article=named, since=written_day(one.since, language))
        for named, one in zip(names, shown, strict=False)
    )
    return in_language(_CURRENCY[name], language).format(
        day=day,
        article=names[0],
        cited=len(page.articles),
        changes=changes,
        more=len(page.changed) - len(shown),
        on="" if on is None else written_day(on, language),
    )


def quoted_behind(number: int, text: str, language: str) -> str:
    """The sentence under an answer whose quote of that number is of a page behind its law."""
    text = text[:1].lower() + text[1:] if language == FRENCH else text
    return in_language(_CURRENCY["quoted"], language).format(number=number, text=text)


def article_name(number: str, language: str, *, section: bool) -> str:
    """What an article is called in a sentence; `section` where its law calls it one."""
    if names_itself(number):
        return number
    if language == FRENCH:
        return f"l'article {number}"
    return f"{'section' if section else 'article'} {number}"


def written_day(day: date, language: str) -> str:
    """A day as it is written in a sentence: "1er juillet 2021", "1 July 2021"."""
    french = language == FRENCH
    months = _MONTHS[FRENCH if french else ENGLISH]
    number = "1er" if french and day.day == 1 else str(day.day)
    return f"{number} {months[day.month - 1]} {day.year}"


def data_dates(dates: DataDates, language: str) -> str:
    """How recent the documents are, by the dates of their index."""
    newest = ((_NEWEST_LAW, dates.law), (_NEWEST_OTHER, dates.other))
    parts = [
        in_language(_DATA_DATES, language).format(
            documents=dates.documents, built=written_day(dates.built_at.date(), language)
        ),
        *(
            in_language(text, language).format(day=written_day(day, language))
            for text, day in newest
            if day is not None
        ),
        in_language(_AFTERWARDS, language),
    ]
    return "".join(parts)
