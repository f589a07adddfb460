"""What kind of document a text is, told from its title, its headings and its words."""

import re
from collections.abc import Sequence

from corpus.document import Article, Block, BlockKind, DocumentKind

# A law announces itself in its title, by its nature and then by a number, a date or a subject.
_LAW_TITLE = re.compile(
    r"""^\W*(?:
        (?:projet|proposition|avant-projet)\s+de\s+(?:loi|d[ée]cret|r[èe]glement)
      | (?:loi|ordonnance|d[ée]cret(?:-loi)?|arr[êe]t[ée]|circulaire|d[ée]lib[ée]ration|d[ée]cision
          |instruction|directive|r[èe]glement)
        (?:\s+(?:organique|constitutionnelle|minist[ée]rielle?|interminist[ée]rielle?|d[’']application
          |g[ée]n[ée]ral|d[ée]l[ée]gu[ée]|d[’']ex[ée]cution))*
        \s*(?:\((?:ue|ce|cee)\)\s*)?(?:n[°ºo]|du\s+\d|de\s+\d|\d|relatif|relative|portant|pour\s+une)
      | code\s+(?:d[eu]s?\b|d[’']|g[ée]n[ée]ral|p[ée]nal|civil)
      | constitution\s+(?:du|de)\b
      | d[ée]claration\s+des\s+droits
      | an\s+act\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ACT_TITLE = re.compile(
    r"\b(?:act|bill|regulations|ordinance)\b,?\s*(?:of\s+)?(?:\d{4}\b|$)", re.IGNORECASE
)
_ABOUT_LAW = re.compile(
    r"\b(?:memorandum|explanatory|guide|fiche|étude|exposé|résumé|summary|note|présentation|faq)\b",
    re.IGNORECASE,
)
_ARTICLE_LINE = re.compile(
    r"^\W*(?:article|art\.?)\s+(?:(?:[LRDA]\.?\s?\*?\s?)?\d[\w.*-]*|premier|unique|[IVX]+\b)"
    r"(?!\s+(?:de|du|des|d[’']|of)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_ENACTED = re.compile(
    r"\b(?:be it enacted|enacted by|a adopté la loi dont la teneur suit|promulgue la loi|"
    r"(?:décrète|arrête|ordonne)\s*:|short title and commencement)",
    re.IGNORECASE,
)

_PLAN_NAME = (
    r"(?:plan\s+d[’']actions?(?:\s+national(?:\s+de\s+la\s+france)?)?|plan\s+national\s+d[’']actions?"
    r"|(?:national|open\s+government(?:\s+partnership)?|ogp)\s+action\s+plan|\bPAN\b|\bNAP\b"
    r"|plan\s+de\s+acci[oó]n(?:\s+nacional)?)"
)
_PLAN_TITLE = re.compile(_PLAN_NAME, re.IGNORECASE)
_PLAN_FIRST = re.compile(
    r"^\W*(?:(?:le|la|the|our|premier|deuxième|second|troisième|quatrième|cinquième|first|third|"
    r"fourth|fifth|sixth|\d+\s?(?:er|e|ème|st|nd|rd|th))\s+)*" + _PLAN_NAME,
    re.IGNORECASE,
)
_COMMITMENT_LINE = re.compile(
    r"^\W*(?:engagement|commitment|compromiso)\s*(?:n[°ºo]\.?\s*)?(\d{1,2})\b",
    re.IGNORECASE | re.MULTILINE,
)
# What speaks of a plan is not the plan: news of it, and reports on it.
_ABOUT_PLAN = re.compile(
    r"\b(?:publi(?:e|ent|cation|shes|shed)|renouvelle(?:nt)?|lance(?:nt|ment)?|présente(?:nt)?|adopte(?:nt)?"
    r"|launch(?:es|ed)?|announce[sd]?|rapport|bilan|(?:auto-?)?évaluation|self-assessment|report|review"
    r"|mid-term|suivi|consultation|communiqué|comment|how|pourquoi|why|qu[’']est-ce|faq|guide|webinaire"
    r"|atelier|appel)\b",
    re.IGNORECASE,
)

_NOTE_NAME = re.compile(
    r"\b(?:notes?\s+(?:conceptuelles?|de\s+concept|de\s+cadrage|d[’']orientation)|concept\s+(?:note|paper)s?"
    r"|termes?\s+de\s+r[ée]f[ée]rence|terms\s+of\s+reference|nota\s+conceptual|background\s+(?:note|paper)"
    r"|document\s+de\s+cadrage)\b",
    re.IGNORECASE,
)
_NOTE_HEADINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(r"^\W*(?:[\dIVX]+[.)\s-]*)?(?:" + words + r")\b", re.IGNORECASE)
    for words in (
        r"(?:introduction\s+et\s+)?contexte|justification|rationale|background|context",
        r"objectifs?|objectives?|finalités?|aims?|purpose",
        r"méthodologie|methodology|format|déroulement|modalités|approach|démarche",
        r"résultats?\s+attendus?|expected\s+(?:results|outcomes|outputs)|livrables",
        r"questions?\s+(?:guide|directrices?|clés?|à\s+débattre)|(?:guiding|key)\s+questions",
        r"public\s+(?:cible|visé)|participants?|intervenants?|target\s+audience|speakers",
        r"programme|agenda|ordre\s+du\s+jour|calendrier",
    )
)
_DEFINES = re.compile(r"\s(?:est|sont|désigne|désignent|is|are|refers\s+to|means)\s", re.IGNORECASE)


def tell_kind(
    title: str, text: str, blocks: Sequence[Block] = (), articles: Sequence[Article] = ()
) -> DocumentKind:
    """The kind of a document; PAGE where nothing says that it is something else."""
    if articles:
        return DocumentKind.LAW
    headings = tuple(text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADING)
    if _is_concept_note(title, text, headings):
        return DocumentKind.CONCEPT_NOTE
    if _is_action_plan(title, text):
        return DocumentKind.ACTION_PLAN
    if _is_law(title, text):
        return DocumentKind.LAW
    if _defines_its_title(title, text, blocks, headings):
        return DocumentKind.CONCEPT_NOTE
    return DocumentKind.PAGE


def _is_law(title: str, text: str) -> bool:
    if _ABOUT_LAW.search(title):
        return False
    lines = len({match.group() for match in _ARTICLE_LINE.finditer(text)})
    if _LAW_TITLE.search(title) or _ACT_TITLE.search(title):
        return True
    enacted = bool(_ENACTED.search(text))
    words = len(text.split())
    # Some page lists articles; in a law they come every few hundred words.
    return lines >= 2 and (enacted or lines * 400 >= words)


def _is_action_plan(title: str, text: str) -> bool:
    named = bool(_PLAN_TITLE.search(title))
    about = bool(_ABOUT_PLAN.search(title))
    commitments = len(set(_COMMITMENT_LINE.findall(text)))
    if about:
        return False
    if named and (commitments >= 2 or _PLAN_FIRST.search(title)):
        return True
    if named:
        return not re.search(r"[.!?:]\s*$|\s:\s", title)
    return commitments >= 4 and bool(_PLAN_TITLE.search(text[:3000]))


def _is_concept_note(title: str, text: str, headings: Sequence[str]) -> bool:
    if _NOTE_NAME.search(title) or _NOTE_NAME.search(text[:300]):
        return True
    hits = [any(pattern.search(h) for h in headings) for pattern in _NOTE_HEADINGS]
    of_a_note = sum(1 for h in headings if any(p.search(h) for p in _NOTE_HEADINGS))
    return hits[1] and sum(hits) >= 2 and of_a_note * 2 >= len(headings)


def _defines_its_title(
    title: str, text: str, blocks: Sequence[Block], headings: Sequence[str]
) -> bool:
    """Whether a short text without parts opens by saying what its title is."""
    if len(headings) > 1 or len(text) > 8000:
        return False
    name = re.sub(r"\W+", " ", title).strip().casefold()
    if not name or len(name.split()) > 6:
        return False
    for block in [b for b in blocks if b.kind is BlockKind.PARAGRAPH][:2]:
        opening = text[block.start : block.end][:300]
        verb = _DEFINES.search(opening)
        if verb and name in re.sub(r"\W+", " ", opening[: verb.start()]).casefold():
            return True
    return False
