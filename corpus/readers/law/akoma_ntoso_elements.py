"""The elements of Akoma Ntoso: which are provisions, divisions, schedules, items, breaks."""

import re
from xml.etree.ElementTree import Element

from corpus.xml.trees import local_name

# The provision that jurists cite by number, most telling first: where articles stand in sections,
# the article is cited; where sections stand alone, the section is.
UNITS = ("article", "section", "clause", "rule", "regulation")
UNITS_OF_SCHEDULES = (*UNITS, "paragraph")
DIVISIONS = frozenset(
    "book tome part subpart title subtitle chapter subchapter division subdivision section article "
    "clause rule regulation subrule level hcontainer transitional attachment".split()
)
ITEMS = frozenset("item point indent paragraph subparagraph subclause li proviso".split())
PARAGRAPHS = frozenset(("subsection", "alinea"))
BREAKS = frozenset(
    "p content intro wrapUp list sublist listIntroduction listConclusion listWrapUp blockList "
    "coverPage preface preamble body mainBody conclusions header introduction background "
    "motivation decision formula block blockContainer container recitals recital citations "
    "citation longTitle br ul ol div interstitial signature components component attachments "
    "act bill doc amendment amendmentBody judgment judgmentBody debate debateBody "
    "debateReport statement portion portionBody officialGazette collectionBody tblock "
    "foreign".split()
)
PICTURES = frozenset(("img", "math", "svg"))
NOTES = frozenset(("authorialNote", "popup", "remark"))
HEADINGS = frozenset(("heading", "subheading", "crossHeading"))
# "Article 12", "Artículo 1º", "SEC. 2", "§ 4", "Article premier".
_NUMBER_WORDS = re.compile(r"^(?:[^\W\d_]+\.?\s*(?=\d)|§+\s*|art(?:icle|\.)\s*)", re.IGNORECASE)
# The last part of an identifier, where it holds the number: "art_12", "sec3.a".
_NUMBERED_ID = re.compile(r"(?:^|[_-])(?:art|sec|cl|rule)_?(\d[\w.]*)$")
# What a paper of law calls the parts that follow it and number their own provisions from 1.
_NAMES = frozenset(
    "schedule annex annexe appendix anhang anlage allegato anexo bijlage form".split()
)
# "SCHEDULE 2", "Annexe II", "Appendix A – Fees".
_LABEL = re.compile(
    r"([^\W\d_]+)(?:\s+(?:n[°º]\s?)?(\d{1,3}[A-Z]{0,2}|[IVXLC]{1,7}|[A-Z])(?!\w))?", re.IGNORECASE
)
# Containers whose name is that of a provision that is cited by its number.
_PROVISIONS = frozenset(("article", "section", "clause", "rule", "regulation", "paragraph"))


def name_of(element: Element) -> str:
    """The element's name; for a container that only says what it is in an attribute, that one."""
    name = local_name(element)
    if name == "hcontainer":
        said = element.get("name", "").casefold()
        return said if said in _PROVISIONS else name
    return name


def is_schedule(element: Element) -> bool:
    """Whether an element is a part after the paper itself, numbered on its own."""
    name = local_name(element)
    if name == "attachment":
        return True
    return name in ("hcontainer", "doc") and element.get("name", "").casefold() in _NAMES


def schedule_label(element: Element, number: str, heading: str) -> str:
    """What a schedule is called: "Schedule 2", "Annexe II"; "Schedule" where it has no number."""
    named = element.get("name", "")
    for child in element:
        if not named and local_name(child) in ("doc", "hcontainer"):
            named = child.get("name", "")
    named = named.casefold() if named.casefold() in _NAMES else "schedule"
    for said in (number, heading):
        found = _LABEL.match(said.strip())
        if found and found[1].casefold() in _NAMES:
            return " ".join(filter(None, (found[1].capitalize(), found[2])))
    digits = re.match(r"\W*(\d+[A-Z]?|[IVXLC]+)\W*$", number)
    return " ".join(filter(None, (named.capitalize(), digits and digits[1])))


def unit_of(scope: Element, units: tuple[str, ...]) -> str | None:
    """The element that is cited by number in `scope`, without quotations and schedules in it."""
    names: set[str] = set()
    pending = list(scope)
    while pending:
        element = pending.pop()
        inner = is_schedule(element) and not is_schedule(scope)
        if not inner and local_name(element) != "quotedStructure":
            names.add(name_of(element))
            pending.extend(element)
    return next((name for name in units if name in names), None)


def identifier_of(element: Element) -> str:
    """The element's own identifier, by whatever name the version of the standard gives it."""
    return element.get("eId") or element.get("wId") or element.get("id") or ""


def number_of(element: Element, said: str) -> str:
    """The number of a provision, from what it says before its words, or from its identifier."""
    plain = _NUMBER_WORDS.sub("", said).strip(" .-–—:")
    if not plain and (numbered := _NUMBERED_ID.search(identifier_of(element))):
        plain = numbered.group(1)
    return plain
