"""Countries: how French and English texts call them and their people.

Names of countries alone could come from CLDR (Babel), but it knows no adjectives, by which plans
and questions call most of them ("le plan britannique").
"""

import re
import unicodedata
from dataclasses import dataclass

_NOT_LETTERS = re.compile(r"[^a-z]+")
# English name, French name, and what else the country or its people are called, without accents.
_TABLE = """
Albania | Albanie | albanian
Argentina | Argentine |
Australia | Australie | australian
Belgium | Belgique | belge, belgian
Benin | Bénin | beninois, beninoise
Brazil | Brésil | bresilien, bresilienne, brazilian
Bulgaria | Bulgarie | bulgarian
Burkina Faso | Burkina Faso | burkina, burkinabe
Canada | Canada | canadien, canadienne, canadian
Chile | Chili | chilean
Colombia | Colombie | colombian
Croatia | Croatie | croatian
Czech Republic | Tchéquie | czech, republique tcheque
Côte d'Ivoire | Côte d'Ivoire | ivory coast, ivoirien, ivoirienne, ivorian
Denmark | Danemark | danish
Estonia | Estonie | estonien, estonian
Finland | Finlande | finlandais, finnish
France | France | francais, francaise, french
Georgia | Géorgie | georgian
Germany | Allemagne | allemand, allemande, german
Ghana | Ghana | ghanaian
Greece | Grèce | grec, grecque, greek
Guinea | Guinée |
Indonesia | Indonésie | indonesian
Ireland | Irlande | irlandais, irlandaise, irish
Italy | Italie | italien, italienne, italian
Kenya | Kenya | kenyan, kenyane
Korea | Corée | republic of korea
Latvia | Lettonie | latvian
Lithuania | Lituanie | lithuanian
Luxembourg | Luxembourg |
Madagascar | Madagascar |
Mexico | Mexique | mexicain, mexicaine, mexican
Moldova | Moldavie | moldovan
Morocco | Maroc | marocain, marocaine, moroccan
Netherlands | Pays-Bas | dutch
New Zealand | Nouvelle-Zélande |
Nigeria | Nigeria | nigerian
Northern Ireland | Irlande du Nord |
Norway | Norvège | norwegian
Philippines | Philippines | philippine
Portugal | Portugal | portugais, portugaise, portuguese
Romania | Roumanie | roumain, romanian
Scotland | Écosse | ecossais, ecossaise, scottish
Senegal | Sénégal | senegalais, senegalaise, senegalese
Serbia | Serbie | serbian
Slovakia | Slovaquie | slovak
South Africa | Afrique du Sud | south african
Spain | Espagne | espagnol, espagnole, spanish
Sweden | Suède | swedish
Switzerland | Suisse | swiss
Togo | Togo |
Tunisia | Tunisie | tunisien, tunisienne, tunisian
UK | Royaume-Uni | united kingdom, british, britannique, britanniques, anglais, anglaise, england
US | États-Unis | usa, united states, america, american, americain, americaine
Ukraine | Ukraine | ukrainien, ukrainienne, ukrainian
"""


@dataclass(frozen=True, slots=True)
class Country:
    """A country, as short titles call it in both languages; `names` are folded, words apart."""

    english: str
    french: str
    names: frozenset[str]


def countries_in(folded: str) -> tuple[Country, ...]:
    """The countries that a text in lower case without accents names, in its order, each once."""
    found = (_NOT_LETTERS.sub(" ", match.group()) for match in _NAMED.finditer(folded))
    return tuple(dict.fromkeys(_BY_NAME[name] for name in found))


def without_countries(folded: str) -> str:
    """The text without the names of countries."""
    return _NAMED.sub(" ", folded)


def _parse(line: str) -> Country:
    english, french, others = (part.strip() for part in line.split("|"))
    names = (_plain(name) for name in (english, french, *others.split(",")))
    return Country(english, french, frozenset(name for name in names if name))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", letters).strip()


_BY_NAME = {name: one for one in map(_parse, _TABLE.strip().splitlines()) for name in one.names}
# The longest first: Northern Ireland is not Ireland.
_NAMED = re.compile(
    rf"\b(?:{'|'.join(sorted(_BY_NAME, key=lambda name: (-len(name), name)))})\b".replace(
        " ", "[ '-]"
    )
)
