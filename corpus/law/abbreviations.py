"""Short titles: how a jurist or an official abbreviates the title of a law or a plan."""

import re

from corpus.countries import countries_in, without_countries
from corpus.document import DocumentKind
from corpus.stop_words import FOLDED_STOP_WORDS
from corpus.text import fold

# The acronyms that French jurists cite these codes by, without explanation.
_CODES = {
    fold(title): acronym
    for title, acronym in {
        "code de justice administrative": "CJA",
        "code de l'action sociale et des familles": "CASF",
        "code de l'entrée et du séjour des étrangers et du droit d'asile": "CESEDA",
        "code de l'organisation judiciaire": "COJ",
        "code de la commande publique": "CCP",
        "code de la construction et de l'habitation": "CCH",
        "code de la propriété intellectuelle": "CPI",
        "code de la santé publique": "CSP",
        "code de la sécurité intérieure": "CSI",
        "code de la sécurité sociale": "CSS",
        "code de procédure civile": "CPC",
        "code de procédure pénale": "CPP",
        "code des juridictions financières": "CJF",
        "code des postes et des communications électroniques": "CPCE",
        "code des relations entre le public et l'administration": "CRPA",
        "code général de la fonction publique": "CGFP",
        "code général de la propriété des personnes publiques": "CGPPP",
        "code général des collectivités territoriales": "CGCT",
        "code général des impôts": "CGI",
        "code monétaire et financier": "CMF",
        "code rural et de la pêche maritime": "CRPM",
        "livre des procédures fiscales": "LPF",
    }.items()
}
CODE_ACRONYMS = frozenset(_CODES.values())
# Of a title whose words stand one space apart.
_ASIDE = re.compile(r" ?(?:\([^()]*\)|,? (?:version|partie)\b.*)$", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\bn\s?[°ºo]\.?\s?(?=\d)")

_DAY = r"(?:\d{1,2}(?:er)?\s+[^\W\d_]+\s+\d{4})"
_NUMBERED_LAW = re.compile(
    rf"""
    (?:(?:loi|ordonnance|d[ée]cret(?:-loi)?|arr[êe]t[ée]|d[ée]lib[ée]ration|d[ée]cision|circulaire
        |instruction)
      (?:\s+(?:organique|constitutionnelle|(?:inter)?minist[ée]riel(?:le)?|pr[ée]fectoral|municipal))?
      (?:\s+n\s?[°ºo]\.?\s?(?=\S*\d)\S+)?\s+(?:du|de)\s+{_DAY}
    |(?:directive|r[èe]glement)\s*(?:d[ée]l[ée]gu[ée]e?\s*|d[’']ex[ée]cution\s*)?
      \((?:ue|ce|cee|euratom)\)\s*(?:n\s?[°ºo]\s?)?\d+/\d+
    )(?=\W|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)

_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:[-–—/]|to|à|au|and|et)\s*((?:20)?\d\d)\b", re.IGNORECASE
)
_PLAN = re.compile(
    r"plans?\s+d[’']actions?\s+nationa(?:l|ux)|plan\s+national\s+d[’']actions?|\bPAN\b"
    r"|national\s+action\s+plan|\bNAP\s?\d?\b|open\s+government\s+(?:national\s+)?(?:action\s+)?plan"
    r"|plan\s+d[’']actions?\s+(?:pour\s+|de\s+|du\s+)(?:un\s+|le\s+)?gouvernement\s+ouvert",
    re.IGNORECASE,
)
# There are national action plans on everything; those of open government say so, or nothing else.
_OPEN_GOVERNMENT = re.compile(
    r"open\s+government|gouvernement\s+ouvert|\bOGP\b|\bPGO\b"
    r"|action\s+publique\s+(?:plus\s+)?transparente|open\s+gov\b",
    re.IGNORECASE,
)
_PLAIN_WORDS = FOLDED_STOP_WORDS | frozenset(
    "first second third fourth fifth sixth seventh 1st 2nd 3rd 4th 5th 6th premier deuxieme "
    "troisieme quatrieme cinquieme final version republic republique kingdom new revised national "
    "nationale summary resume".split()
)


def short_title(title: str, *, kind: DocumentKind, language: str) -> str | None:
    """How the title is abbreviated: "CRPA", "Loi n° 78-753 du 17 juillet 1978", "PAN 2018-2020".

    None where nobody would know the document by less than its title.
    """
    title = " ".join(title.split())
    match kind:
        case DocumentKind.LAW:
            short = _law(title)
        case DocumentKind.ACTION_PLAN:
            short = _plan(title, language=language)
        case _:
            return None
    return short if short and len(short) < len(title) else None


def _law(title: str) -> str | None:
    code = _CODES.get(fold(_ASIDE.sub("", title)))
    if code:
        return code
    named = _NUMBERED_LAW.match(title)
    if named is None:
        return None
    nature, *others = _NUMBER_SIGN.sub("n° ", named.group()).split()
    return " ".join((nature.capitalize(), *others))


def _plan(title: str, *, language: str) -> str | None:
    years = _YEARS.search(title)
    if years is None or not _PLAN.search(title):
        return None
    first, last = years[1], years[2]
    if len(last) == 2:
        last = first[:2] + last
    if int(last) < int(first):
        return None
    rest = _YEARS.sub(" ", _PLAN.sub(" ", title))
    countries = countries_in(rest)
    if len(countries) > 1:
        return None
    if not _OPEN_GOVERNMENT.search(title) and not _says_no_more(rest):
        return None
    span = f"{first}-{last}"
    name = (countries[0].french if language == "fr" else countries[0].english) if countries else ""
    if language != "fr":
        return f"{name} NAP {span}".lstrip()
    # In French, "PAN" alone is France's.
    return f"PAN {span}" if name in ("", "France") else f"PAN {name} {span}"


def _says_no_more(rest: str) -> bool:
    """Whether what a title says beside plan and years is only a country, a rank or an article."""
    words = without_countries(rest).split()
    return all(word in _PLAIN_WORDS or word.isdecimal() for word in words)
