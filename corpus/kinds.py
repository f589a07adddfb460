"""What kind of document a text is, told from its title, its headings and its words."""

import re
from collections.abc import Sequence

from corpus.document import Article, Block, BlockKind, DocumentKind
from corpus.law.designations import speaks_of_itself
from corpus.law.law_names import own_short_title
from corpus.text import letters

_OPENING = 3000  # characters in which a document says what it is
_NUMBERED = r"(?:n\s?[°ºo]|du\s+\d|de\s+\d|\d)"

# What stands in a law's title before its name: in Belgium's official journal, the day ("11 AVRIL
# 1994. - Loi relative …"); in Québec, the chapter ("chapitre A-2.1 - Loi sur …").
_BEFORE_NAME = (
    r"(?:\d{1,2}(?:er)?\s+[^\W\d]{3,9}\s+\d{4}\s?[.:]?\s?[-–—]?\s*"
    r"|(?:chapitre\s+)?[A-Z]{1,2}-[\d.]{1,9}\s*[-–—:]\s*)?"
)
# A law's title tells its nature, and then its number, its date or its subject.
_LAW_TITLE = re.compile(
    rf"""^\W*+{_BEFORE_NAME}(?:
        (?:projet|proposition|avant-projet)\s+de\s+(?:loi|d[ée]cret|r[èe]glement)\b
      | (?:loi|ordonnance|d[ée]cret(?:-loi)?|arr[êe]t[ée]|d[ée]lib[ée]ration|d[ée]cision|directive
          |r[èe]glement)
        (?:\s+(?:organique|constitutionnelle|f[ée]d[ée]rale?|cantonale?|(?:inter)?minist[ée]rielle?
          |(?:inter)?pr[ée]fectoral|municipal|communal|royal|grand-ducal|g[ée]n[ée]ral
          |d[ée]l[ée]gu[ée]e?|d[’']application|d[’']ex[ée]cution))*
        \s*(?:\((?:ue|ce|cee)\)\s*)?
        (?:{_NUMBERED}|relati[fv]e?|portant|pour\b|sur\b|fixant|modifiant|instituant|concernant)
      | code\s+(?:d[eu]s?\b|d[’']|g[ée]n[ée]ral|p[ée]nal|civil)
      | constitution\b | d[ée]claration\s+des\s+droits
      | an?\s+(?:act|bill)\b
      | .*\b(?:act|bill|regulations|ordinance|statute)\b,?
        (?:\s+of)?(?:\s+\d{{4}})?(?:\s*\([^)]*\))?\W*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A line that begins with the nature of a law: no sentence and no visa does.
_OWN_TITLE = re.compile(
    rf"{_BEFORE_NAME}"
    r"(?:projet|proposition|avant-projet|loi|ordonnance|d[ée]cret|arr[êe]t[ée]|d[ée]lib[ée]ration"
    r"|d[ée]cision|directive|r[èe]glement|circulaire|instruction)\b"
    r"|.{3,200}\b(?:act|regulations|rules|order|ordinance),?\s+(?:of\s+)?\d{4}\W*$",
    re.IGNORECASE,
)
_CIRCULAR_TITLE = re.compile(
    rf"^\W*+(?:circulaire|circular|instruction|note\s+de\s+service)\b[^.!?:]{{0,40}}?"
    rf"(?:{_NUMBERED}|relative)",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"\W{0,5}(?:r[ée]publique\s+fran[çc]aise|libert[ée]\W{1,5}[ée]galit[ée]|minist[èe]re\b"
    r"|premi[eè]re?\s+ministre\b|pr[ée]fecture\b)",
    re.IGNORECASE,
)
_ABOUT_LAW = re.compile(
    r"\b(?:memorandum|explanatory|guide|guidance|fiche|étude|exposé|résumé|summary|note|faq"
    r"|présentation|comprendre|qu[’']est-ce|questions?|what|how|pourquoi|comment|décryptage)\b",
    re.IGNORECASE,
)
_ARTICLE_LINE = re.compile(
    r"^[^\w\n]*(?:article|art\.?)\s+((?:[LRDA]\.?\s?\*?\s?)?\d[\w.*/-]*|premier|unique|[IVX]+\b)"
    r"(?!\s*(?:(?:de|du|des|d|of|et|and|à|to)\b|,))",
    re.IGNORECASE | re.MULTILINE,
)
_SECTION_LINE = re.compile(
    r"^[^\w\n]*(?:section\s+)?(\d{1,3}[A-Z]?)(?:\s?[.(—–-]\s?\S|\s+[A-Z])", re.MULTILINE
)
_ENACTED = re.compile(
    r"\b(?:be\s+it\s+enacted|enacted\s+by|a\s+adopté\s+la\s+(?:loi|proposition)|promulgue\s+la\s+loi"
    r"|(?:décrète|arrête|arrêtent|ordonne|décide)\s*:|short\s+title(?:\s+and\s+commencement)?\b"
    r"|this\s+act\s+may\s+be\s+cited)",
    re.IGNORECASE,
)
_VISA = re.compile(r"^Vu\s+(?:le|la|les|l[’']|l\s)", re.MULTILINE)
_SHALL = re.compile(r"\b(?:shall|must)\b", re.IGNORECASE)
# Between private parties, articles make a contract and no law.
_CONTRACT = re.compile(
    r"\b(?:conditions\s+(?:générales|d[’']utilisation)|contrat|convention|statuts|charte|licence"
    r"|license|terms|agreement|privacy|confidentialité)\b",
    re.IGNORECASE,
)

_PLAN = (
    r"(?:plans?\s+d[’']actions?\b|plan\s+national\s+d[’']actions?\b|\baction\s+plan\b"
    r"|\bopen\s+government\s+plan\b|\bplan\s+(?:national\s+)?(?:on|for|pour)\s+(?:an?\s+|un\s+|le\s+)?"
    r"(?:open\s+government|gouvernement\s+ouvert)|\bplan\s+de\s+acci[oó]n\b|\bPAN\s+\d{4}|\bNAP\s*\d)"
)
_PLAN_NAMED = re.compile(_PLAN, re.IGNORECASE)
_YEARS = re.compile(r"\b20\d\d\s*(?:[-–—/]|to|à|au)\s*(?:20)?\d\d\b")
# "The United Kingdom's third …", but not "La société civile et le …".
_PLAN_FIRST = re.compile(
    r"^\W*+(?:(?!(?:et|and|dans|in|sur|on|about|avec|with|pour|for)\b)[\w’'.]++\s++){0,5}?" + _PLAN,
    re.IGNORECASE,
)
_FEWEST_WORDS = 300  # of a plan that is named as one, and has no commitment told by its number
_COMMITMENT_LINE = re.compile(
    r"^[^\w\n]*(?:engagement|commitment|compromiso)\s*(?:n\s?[°ºo]\.?\s*|#\s*|no\.?\s*)?(\d{1,2})\b",
    re.IGNORECASE | re.MULTILINE,
)
# What speaks of a plan is not the plan: news of it, and reports on it.
_ABOUT_PLAN = re.compile(
    r"\b(?:publi(?:e|ent|é|ée|cation|shes|shed)|renouvelle(?:nt)?|lance(?:nt|ment|s)?|lancé|présente(?:nt)?"
    r"|adopte(?:nt)?|launch(?:es|ed)?|announce[sd]?|rapport|bilan|(?:auto-?)?évaluation|assessment"
    r"|report|review|mid-?term|suivi|consultation|communiqué|comment|how|pourquoi|why|qu[’']est-ce"
    r"|what|faq|guide|webinaire|atelier|workshop|appel|est|sont|is|are|was|a\s+été|has\s+been|avis"
    r"|contribution|note|discours|speech|vers|towards|préparation|élaboration)\b",
    re.IGNORECASE,
)

_NOTE_NAME = re.compile(
    r"\b(?:notes?\s+(?:conceptuelles?|de\s+concept|de\s+cadrage|d[’']orientation)"
    r"|concept\s+(?:notes?|papers?)|fiche\s+concept|termes?\s+de\s+r[ée]f[ée]rence"
    r"|terms\s+of\s+reference|nota\s+conceptual|background\s+(?:note|paper)"
    r"|document\s+de\s+cadrage)\b",
    re.IGNORECASE,
)
_OBJECTIVES = 1
_NOTE_HEADINGS = tuple(
    re.compile(r"^\W*(?:[\dIVX]+[.)\s–-]*)?(?:" + words + r")\b", re.IGNORECASE)
    for words in (
        r"(?:introduction\s+et\s+|éléments\s+de\s+)?contexte|justification|rationale|background|context",
        r"(?:les\s+)?objectifs?|(?:the\s+)?objectives?|finalités?|aims?|purpose",
        r"méthodologie|methodology|format|déroulement|modalités|approach|démarche",
        r"résultats?\s+attendus?|expected\s+(?:results|outcomes|outputs)|livrables",
        r"questions?\s+(?:guides?|directrices?|clés?|à\s+débattre)|(?:guiding|key)\s+questions",
        r"public\s+(?:cible|visé)|participants?|intervenants?|target\s+audience|speakers",
        r"programme|agenda|ordre\s+du\s+jour|calendrier|timeline",
    )
)
_LONGEST_NOTE = 40_000
_LONGEST_TITLE = 500  # what is beyond tells no kind
_LONGEST_LINE = 160
_LONGEST_LAW_TITLE = 400
_FEWEST_SECTIONS = 2
_MOST_LETTERHEAD = 12  # lines before the title


def detect_kind(
    title: str, text: str, blocks: Sequence[Block] = (), articles: Sequence[Article] = ()
) -> DocumentKind:
    """The kind of a document; PAGE where nothing says that it is something else."""
    if articles:
        return DocumentKind.LAW
    title = title[:_LONGEST_TITLE]
    headings = tuple(text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADING)
    names = (title, *_opening_lines(text, blocks))
    if any(_NOTE_NAME.search(name) for name in names):
        return DocumentKind.CONCEPT_NOTE
    if _is_action_plan(title, text, names):
        return DocumentKind.ACTION_PLAN
    if _is_law(text, names):
        return DocumentKind.LAW
    if _has_parts_of_a_note(text, headings):
        return DocumentKind.CONCEPT_NOTE
    return DocumentKind.PAGE


def names_a_law(line: str) -> bool:
    """Whether a line is a law's title: its nature, and then its number, its date or its subject."""
    line = line[:_LONGEST_TITLE]
    return _LAW_TITLE.search(line) is not None and _ABOUT_LAW.search(line) is None


def is_letterhead(line: str) -> bool:
    """Whether a line names a State or a service, as those over the title of a document do."""
    return _LETTERHEAD.match(line) is not None


def law_title(text: str, blocks: Sequence[Block], *, first: bool = False) -> Block | None:
    """The title of a law that stands under a letterhead or contents; None in what is no law.

    `first` says that the first line may be it, too, where nothing says in view of what the law is
    made: a table that compares laws begins with the name of one.
    """
    signs = (
        _ENACTED.search(text)
        or _VISA.search(text)
        or _ARTICLE_LINE.search(text)
        or speaks_of_itself(text)
    )
    if not signs and not _under_letterhead(text, blocks):
        return None
    for block in blocks[:_MOST_LETTERHEAD]:
        line = text[block.start : block.end]
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or _VISA.match(line):
            break
        if len(line) > _LONGEST_LAW_TITLE or _ARTICLE_LINE.match(line):
            break
        named = (signs and names_a_law(line)) or _CIRCULAR_TITLE.match(line)
        ends = line.endswith((";", ",", ":")) or "may be cited" in line
        if named and _OWN_TITLE.match(line) and not ends:
            own = first or block.start or _ENACTED.search(text) or _VISA.search(text)
            return block if own else None
    cited = letters(own_short_title(text) or "") if signs else ""
    titled = (block for block in blocks if letters(text[block.start : block.end]) == cited)
    return next(titled, None) if cited else None


def _under_letterhead(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a text begins with the name of a State or of a service, as circulars do."""
    return bool(blocks) and _LETTERHEAD.match(text, blocks[0].start) is not None


def _opening_lines(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The short lines with which the document begins, before its first paragraph of prose."""
    lines: list[str] = []
    for block in blocks[:8]:
        line = text[block.start : block.end]
        of_prose = block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or line.endswith(".")
        if of_prose or len(line) > _LONGEST_LINE:
            break
        lines.append(line)
    return tuple(lines)


def _is_law(text: str, names: Sequence[str]) -> bool:
    """Whether a text is built as a law is; the title alone proves only a circular."""
    title = names[0]
    if _ABOUT_LAW.search(title):
        return False
    if _CIRCULAR_TITLE.search(title):
        return True
    lines = len(set(_ARTICLE_LINE.findall(text)))
    signs = bool(_ENACTED.search(text)) + (len(_VISA.findall(text)) >= 2)
    if any(_LAW_TITLE.search(name) for name in names):
        return lines + signs > 0 or _is_act(text)
    if signs and _is_act(text) and speaks_of_itself(text):
        return True
    # A page may list articles; in a law one comes every few hundred words.
    dense = lines * 400 >= len(text.split())
    return lines >= 2 and dense and (signs > 0 or not _CONTRACT.search(title))


def _is_act(text: str) -> bool:
    """Whether a text has the numbered sections of an act, and the "shall", or speaks of itself."""
    sections = len(set(_SECTION_LINE.findall(text)))
    if sections < _FEWEST_SECTIONS:
        return False
    shall = len(_SHALL.findall(text))
    return shall * 250 >= len(text.split()) or speaks_of_itself(text)


def _is_action_plan(title: str, text: str, names: Sequence[str]) -> bool:
    if _ABOUT_PLAN.search(title):
        return False
    commitments = len(set(_COMMITMENT_LINE.findall(text)))
    if _PLAN_NAMED.search(title):
        whole = bool(_PLAN_FIRST.search(title)) and len(text.split()) >= _FEWEST_WORDS
        return commitments >= 1 or whole or bool(_YEARS.search(title))
    if any(_PLAN_NAMED.search(name) and _YEARS.search(name) for name in names[1:]):
        return commitments >= 2
    return commitments >= 4 and bool(_PLAN_NAMED.search(text[:_OPENING]))


def _has_parts_of_a_note(text: str, headings: Sequence[str]) -> bool:
    """Whether most headings are those under which a meeting or a project is proposed."""
    if len(text) > _LONGEST_NOTE:
        return False
    parts = {
        number
        for number, form in enumerate(_NOTE_HEADINGS)
        for heading in headings
        if form.search(heading)
    }
    of_a_note = sum(any(form.search(heading) for form in _NOTE_HEADINGS) for heading in headings)
    return _OBJECTIVES in parts and len(parts) >= 2 and of_a_note * 2 >= len(headings)
