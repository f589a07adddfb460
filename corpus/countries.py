"""Countries: how each is named in French and English, and its adjectives."""

import re
from dataclasses import dataclass

from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its usual short names; `forms` are its names and adjectives, folded."""

    english: str
    french: str
    forms: frozenset[str]


_ROWS = (
    "UK, Royaume-Uni, united kingdom, british, britannique, britanniques, england, anglais, "
    "anglaise",
    "France, France, francais, francaise, french",
    "US, États-Unis, usa, united states, united states of america, american, americain, americaine",
    "Canada, Canada, canadien, canadienne, canadian",
    "Ireland, Irlande, irlandais, irlandaise, irish",
    "Scotland, Écosse, ecossais, ecossaise, scottish",
    "Northern Ireland, Irlande du Nord",
    "Australia, Australie, australien, australienne, australian",
    "New Zealand, Nouvelle-Zélande",
    "Germany, Allemagne, allemand, allemande, german",
    "Spain, Espagne, espagnol, espagnole, spanish",
    "Italy, Italie, italien, italienne, italian",
    "Portugal, Portugal, portugais, portugaise, portuguese",
    "Netherlands, Pays-Bas, dutch",
    "Belgium, Belgique, belge, belgian",
    "Luxembourg, Luxembourg",
    "Switzerland, Suisse, swiss",
    "Denmark, Danemark, danish",
    "Sweden, Suède, swedish",
    "Norway, Norvège, norwegian",
    "Finland, Finlande, finlandais, finlandaise, finnish",
    "Estonia, Estonie, estonien, estonienne, estonian",
    "Latvia, Lettonie, latvian",
    "Lithuania, Lituanie, lithuanian",
    "Greece, Grèce, grec, grecque, greek",
    "Romania, Roumanie, roumain, roumaine, romanian",
    "Bulgaria, Bulgarie, bulgarian",
    "Croatia, Croatie, croatian",
    "Czech Republic, Tchéquie, czech, republique tcheque",
    "Slovakia, Slovaquie, slovak",
    "Georgia, Géorgie, georgian",
    "Ukraine, Ukraine, ukrainien, ukrainienne, ukrainian",
    "Moldova, Moldavie, moldovan",
    "Serbia, Serbie, serbian",
    "Albania, Albanie, albanian",
    "Morocco, Maroc, marocain, marocaine, moroccan",
    "Tunisia, Tunisie, tunisien, tunisienne, tunisian",
    "Senegal, Sénégal, senegalais, senegalaise, senegalese",
    "Côte d'Ivoire, Côte d'Ivoire, ivory coast, ivoirien, ivoirienne, ivorian",
    "Burkina Faso, Burkina Faso, burkina, burkinabe",
    "Benin, Bénin, beninois, beninoise",
    "Togo, Togo",
    "Guinea, Guinée",
    "Madagascar, Madagascar",
    "Ghana, Ghana, ghanaian",
    "Kenya, Kenya, kenyan, kenyane",
    "Nigeria, Nigeria, nigerian",
    "South Africa, Afrique du Sud, south african",
    "Mexico, Mexique, mexicain, mexicaine, mexican",
    "Brazil, Brésil, bresilien, bresilienne, brazilian",
    "Chile, Chili, chilean",
    "Argentina, Argentine",
    "Colombia, Colombie, colombian",
    "Indonesia, Indonésie, indonesian",
    "Philippines, Philippines, philippine",
    "Korea, Corée, republic of korea",
)


def _country(row: str) -> Country:
    english, french, *others = row.split(", ")
    return Country(english, french, frozenset((fold(english), fold(french), *others)) - {"us"})


_BY_FORM = {form: country for country in map(_country, _ROWS) for form in country.forms}
# The longest first: Northern Ireland is not Ireland.
_FORM = re.compile(rf"\b(?:{'|'.join(sorted(_BY_FORM, key=len, reverse=True))})\b")
_US = re.compile(r"\bUS\b|\bU\.S\.")  # in capitals only: "us" is a pronoun


def countries_in(text: str) -> tuple[Country, ...]:
    """The countries that a text names, each once, in its order."""
    found = [_BY_FORM[match.group()] for match in _FORM.finditer(fold(text))]
    if _US.search(text):
        found.append(_BY_FORM["usa"])
    return tuple(dict.fromkeys(found))


def without_countries(text: str) -> str:
    """The folded words of a text without the names of countries and their adjectives."""
    return " ".join(_FORM.sub(" ", fold(_US.sub(" ", text))).split())
