"""Data dates asked for: messages that ask how recent the documents of the service are."""

import re

# All patterns read the folded message: no accents, no marks, lower case.
_DATA = (
    r"(?:(?:vos|tes|les|ces|nos|la|ta|votre|le|ton|l|your|the|this) )"
    r"(?:donnees|informations?|documents?|textes|sources?|lois|base(?: de donnees| documentaire)?"
    r"|index|contenus?|connaissances|corpus|data|database|documents|texts|laws|knowledge)"
)
_WHO = r"(?:tu|vous|parvis|you)"
_UPDATED = r"(?:a jour|mise?s? a jour|actualise?e?s?|recente?s?|actuel(?:le)?s?|fraiche?s?)"
_FRESH = r"(?:up to date|recent|current|fresh|old|updated|refreshed)"
_ASKS = re.compile(
    r"^(?:et |and )?(?:"
    # "Les données sont à jour de quand ?", "Vos textes sont-ils à jour ?", "Es-tu à jour ?"
    rf"{_DATA} (?:(?:sont|est|ont ete|a ete)(?: (?:elles?|ils?))? {_UPDATED}"
    r"|(?:date|datent|remonte|remontent|vont|va))(?: (?:de|depuis|a|jusqu a))?"
    r"(?: (?:quand|quelle date|quel jour|quelle annee))?"
    rf"|(?:est ce que )?(?:{_WHO} (?:es|etes|est)|(?:es|etes) {_WHO}) a jour"
    rf"|est ce que {_DATA} (?:sont|est) {_UPDATED}"
    # "De quand date votre base ?", "Quand vos données ont-elles été mises à jour ?"
    rf"|(?:de|depuis|jusqu a) (?:quand|quelle date) (?:date|datent|est|sont|va|vont|remontent?)"
    rf" {_DATA}(?: {_UPDATED})?"
    rf"|quand (?:(?:est ce que )?{_DATA} (?:ont|a)(?: (?:elles?|ils?))? ete"
    rf"|(?:avez vous|as tu|parvis a t il) ete) {_UPDATED}"
    rf"|quelle est la date (?:de |des |du )?(?:(?:la |votre |ta )?(?:derniere )?mise a jour"
    rf"(?: de| des| du)?)?(?: ?(?:{_DATA}|donnees|documents|textes|parvis))?"
    # English
    rf"|how {_FRESH} (?:is|are) (?:{_DATA}|you)"
    rf"|(?:is|are) (?:{_DATA}|you) (?:still )?{_FRESH}"
    rf"|when (?:was|were) (?:{_DATA}|you) (?:last )?(?:updated|refreshed|built|indexed)"
    rf"|what (?:is|s) the date of {_DATA}|from when (?:is|are) {_DATA}"
    r")$"
)


def asks_data_dates(folded: str) -> bool:
    """Whether the folded message asks how recent the documents of the service are."""
    return _ASKS.match(folded) is not None
