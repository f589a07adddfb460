"""Pages that a server gives in place of the one that was asked for: forms to log in, errors."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind
from corpus.errors import UnreadableFile
from corpus.readers.web.nodes import node_text
from corpus.text import fold

# A page of more words than this says something of its own, whatever its title is.
_FEW_WORDS = 120
_LOGGED_IN = "download it again while logged in, or save the page from the browser"
_AGAIN = "check its address and download it again, or save the page from the browser"
_LONGEST_TITLE = 150  # characters of what a page calls itself
# Titles are compared by their words, in lower case, without accents and marks.
_CODE = r"(?:40[013-58]|41\d|429|50[0-4]|52\d)"
_THING = r"(?:page|document|ressource|resource|fichier|file|url|contenu|content|article)"
_GONE = (
    r"(?:introuvable|non trouvee?|not found|inexistante?|n existe (?:pas|plus)|doesn t exist"
    r"|does not exist|n a pas ete trouvee?|n a pu etre trouvee?|n est (?:pas|plus) disponible"
    r"|(?:could not|cannot|can t) be found|(?:was|is) not found|has been removed|a ete supprimee?)"
)
_GONE = _GONE.replace(" ", r"\ ")
_ERROR = re.compile(
    rf"""(?:http\ )?(?:erreur|error|status|code)(?:\ http)?(?:\ code)?\ {_CODE}(?:\ .{{0,80}})?
      | {_CODE}
      | {_CODE}\ (?:page|not\ found|forbidden|unauthorized|bad|internal|service|gateway|acces|access
          |erreur|error|introuvable|non|interdit|gone|file|nothing|oops|oups)(?:\ .{{0,60}})?
      | (?:(?:oups|oops|desole|sorry)\ )?(?:(?:la|cette|the|this|votre|your)\ )?{_THING}
        (?:\ (?:demandee?|recherchee?|requested))?
        (?:\ (?:que\ vous|you)\ (?:[a-z]+\ ){{0,4}}[a-z]+)?
        (?:\ (?:est|is))?\ {_GONE}(?:\ (?:on|sur|dans|in)\ .{{0,40}})?
      | not\ found | forbidden | unauthorized | bad\ request | bad\ gateway
      | (?:the\ )?access\ (?:is\ )?(?:denied|forbidden)
      | acces\ (?:refuse|interdit|non\ autorise)
      | internal\ server\ error | service\ (?:temporarily\ )?(?:unavailable|indisponible)
      | service\ (?:temporairement|momentanement)\ indisponible | gateway\ time\ ?out
      | (?:erreur|error)(?:\ (?:systeme|serveur|interne|system|server))?
      | (?:an?\ error|une\ erreur)\ (?:has\ )?
        (?:occurred|est\ survenue|s\ est\ produite)(?:\ .{{0,40}})?
    """,
    re.VERBOSE,
)
_CLOSED = re.compile(
    r"(?:(?:(?:le|ce|notre|our|this|the) )?(?:site|page|service|website) (?:(?:est|is) )?"
    r"(?:actuellement |currently |temporairement |down for )?)?"
    r"(?:en (?:cours de )?(?:maintenance|construction)|under (?:maintenance|construction)"
    r"|maintenance(?: (?:en cours|mode|programmee))?|coming soon|mode maintenance"
    r"|site suspendu|account suspended)"
)
_SCRIPTED = re.compile(
    r"\b(?:enable|activate|turn on|requires?|activer|activez|necessite|desactive) "
    r"(?:[a-z]+ ){0,6}(?:javascript|cookies)\b"
    r"|\bjavascript (?:[a-z]+ ){0,6}(?:enabled|disabled|required|active|desactive|requis)\b"
    r"|\bchecking your browser\b|\bjust a moment\b"
    r"|\bverif(?:y|ying) (?:that )?you are (?:a )?human\b"
    r"|\bverifi(?:er|ez|cation) (?:[a-z]+ ){0,6}(?:humain|robot)\b|\b(?:not a|pas un) robot\b"
)
_LOGIN = re.compile(
    r"(?:se connecter|connecter|connexion|connectez vous|identification|identifiez vous"
    r"|authentification|log ?in|sign ?in|s identifier|authentication|single sign ?on)"
    r"(?: .{0,60})?"
)
_SESSION = re.compile(
    r"\b(?:session (?:a expire|est expiree|expiree|has expired|expired|timed out)"
    r"|veuillez vous (?:re)?(?:connecter|identifier|authentifier)"
    r"|vous devez (?:vous (?:re)?connecter|etre connecte)"
    r"|(?:please|you (?:must|need to)) (?:log|sign) ?in"
    r"|(?:connectez|identifiez|authentifiez) vous pour)\b"
)
_LISTING = re.compile(r"index of(?: .*)?")
_BETWEEN = re.compile(r" [|–—·»-] ")
_CHALLENGE = (
    "#challenge-form, #challenge-running, .g-recaptcha, .h-captcha, .cf-turnstile, "
    "script[src*=challenge-platform], iframe[src*=captcha], iframe[src*=_Incapsula]"
)
_PASSWORD = "input[type=password]"
_HARDLY_WORDS = 40  # beside a field for a password, or where another page is shown at once


def refuse_stand_in(
    tree: LexborHTMLParser, content: LexborNode | None, builder: DocumentBuilder, *, where: str
) -> str | None:
    """A warning where a page also asks to log in.

    Raises UnreadableFile where a page of few words stands in place of the one asked for.
    """
    words = _prose(builder)
    if words > _FEW_WORDS:
        return None
    said = _titles(tree, builder)
    if any(_ERROR.fullmatch(title) for title in said):
        raise UnreadableFile(where, "it is an error page, not the page that was asked for", _AGAIN)
    if any(_CLOSED.fullmatch(title) for title in said):
        raise UnreadableFile(where, "its site was closed for a while", "download it again later")
    if any(_LISTING.fullmatch(title) for title in said):
        raise UnreadableFile(where, "it is a list of files", "download the files that it lists")
    asks = content is not None and content.css_first(_PASSWORD) is not None
    named = any(_LOGIN.fullmatch(title) for title in said)
    if asks and (named or words < _HARDLY_WORDS):
        raise UnreadableFile(where, "it is a form to log in, not the page behind it", _LOGGED_IN)
    if named and words < _HARDLY_WORDS and tree.css_first(f"{_PASSWORD}, form") is not None:
        raise UnreadableFile(where, "it is a form to log in, not the page behind it", _LOGGED_IN)
    if words < _HARDLY_WORDS and _SESSION.search(fold(builder.text)):
        raise UnreadableFile(where, "it is a form to log in, not the page behind it", _LOGGED_IN)
    challenged = words < _HARDLY_WORDS // 2 and tree.css_first(_CHALLENGE) is not None
    says = " ".join((*said, fold(builder.text)))
    if challenged or (words < _HARDLY_WORDS and _SCRIPTED.search(says)):
        raise UnreadableFile(
            where,
            "it only asks for a browser with scripts, or for a proof that one is human",
            "save the page from the browser once it is shown whole, or as PDF",
        )
    moved = tree.css_first("meta[http-equiv=refresh], meta[http-equiv=Refresh]")
    target = (moved.attributes.get("content") or "").lower() if moved is not None else ""
    if "url" in target and words < _HARDLY_WORDS:
        raise UnreadableFile(where, "it only leads to another page", _AGAIN)
    return "it asks to log in; what is behind that is not read" if asks else None


def _prose(builder: DocumentBuilder) -> int:
    """The words that a page says in sentences, in rows and items."""
    text = builder.text
    return sum(
        len(text[block.start : block.end].split())
        for block in builder.blocks
        if block.kind is not BlockKind.HEADING
    )


def _titles(tree: LexborHTMLParser, builder: DocumentBuilder) -> list[str]:
    """What a page calls itself: its window, its first headings, its first words; by their parts."""
    nodes = [tree.css_first("title"), *tree.css("h1, h2")[:3]]
    titles = [node_text(node) for node in nodes if node is not None]
    first = builder.text.split("\n", 1)[0]
    titles.append(first.split(". ", 1)[0])
    parts = [part for title in titles for part in _BETWEEN.split(title)]
    return [fold(part[:_LONGEST_TITLE]) for part in (*titles, *parts) if part.strip()]
