"""Laws and plans are abbreviated as those who cite them do, and nothing else is."""

import pytest

from corpus.builder import DocumentBuilder
from corpus.document import DocumentKind
from corpus.law.abbreviations import short_title
from corpus.law.labels import label
from corpus.passage import Locator, Passage

LAW, PLAN, PAGE = DocumentKind.LAW, DocumentKind.ACTION_PLAN, DocumentKind.PAGE


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Code des relations entre le public et l'administration", "CRPA"),
        ("Code des relations entre le public et l’administration", "CRPA"),
        ("CODE DE LA SANTÉ PUBLIQUE", "CSP"),
        ("Code général des collectivités territoriales", "CGCT"),
        ("Code général des impôts, partie législative", "CGI"),
        ("Code de justice administrative (partie réglementaire)", "CJA"),
        ("Code de la propriété intellectuelle", "CPI"),
        ("Code des jardins", None),
        ("Code civil", None),
        (
            "Loi n° 78-753 du 17 juillet 1978 portant diverses mesures d'amélioration",
            "Loi n° 78-753 du 17 juillet 1978",
        ),
        (
            "LOI n°2016-1321 du 7 octobre 2016 pour une République numérique (1)",
            "Loi n° 2016-1321 du 7 octobre 2016",
        ),
        (
            "Loi organique n° 2013-906 du 11 octobre 2013 relative à la transparence",
            "Loi organique n° 2013-906 du 11 octobre 2013",
        ),
        ("Arrêté du 1er mars 2010 fixant un tarif", "Arrêté du 1er mars 2010"),
        ("Loi du 29 juillet 1881 sur la liberté de la presse", "Loi du 29 juillet 1881"),
        (
            "Directive (UE) 2019/1024 du Parlement européen et du Conseil du 20 juin 2019",
            "Directive (UE) 2019/1024",
        ),
        ("Loi n° 78-753 du 17 juillet 1978", None),
        ("Projet de loi relatif aux jardins", None),
        ("Freedom of Information Act 2000", None),
    ],
)
def test_a_law_is_called_by_its_acronym_or_its_number_and_date(
    title: str, short: str | None
) -> None:
    assert short_title(title, kind=LAW, language="fr") == short


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Plan d'action national 2018-2020", "PAN 2018-2020"),
        ("Plan d’action national pour la France 2015 - 2017", "PAN 2015-2017"),
        ("Plan d'action national 2021-23", "PAN 2021-2023"),
        (
            "Pour une action publique transparente et collaborative : plan d'action national "
            "pour la France (2018-2020)",
            "PAN 2018-2020",
        ),
        (
            "Partenariat pour un gouvernement ouvert – 2e plan national d'action 2018 à 2020",
            "PAN 2018-2020",
        ),
        ("Plan d'action national du Maroc 2018-2020", "PAN Maroc 2018-2020"),
        ("Plan d'action national pour la biodiversité 2018-2020", None),
        ("Plan d'action national", None),
        ("Plan d'action national 2020-2018", None),
    ],
)
def test_a_french_plan_is_called_by_its_years(title: str, short: str | None) -> None:
    assert short_title(title, kind=PLAN, language="fr") == short


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Open Government Partnership UK National Action Plan 2013 to 2015", "UK NAP 2013-2015"),
        ("UK National Action Plan for Open Government 2021–2023", "UK NAP 2021-2023"),
        ("Canada's 2022-24 National Action Plan on Open Government", "Canada NAP 2022-2024"),
        ("France's National Action Plan 2018-2020", "France NAP 2018-2020"),
        ("Open Government National Action Plan 2016/2018", "NAP 2016-2018"),
        ("UK National Action Plan on Business and Human Rights 2016-2020", None),
        ("France and Canada: Open Government National Action Plan 2016-2018", None),
    ],
)
def test_an_english_plan_is_called_by_country_and_years(title: str, short: str | None) -> None:
    assert short_title(title, kind=PLAN, language="en") == short


def test_a_page_about_a_law_keeps_its_title() -> None:
    title = "Loi n° 78-753 du 17 juillet 1978 : ce qui change"
    assert short_title(title, kind=PAGE, language="fr") is None


def _built(*, given: str | None) -> str:
    builder = DocumentBuilder()
    builder.paragraph("Texte.")
    document = builder.build(
        id="d",
        source_path="d",
        title="Code de la santé publique",
        kind=LAW,
        language="fr",
        short_title=given,
    )
    return label(document, Passage("p", "d", 0, 6, "Texte.", Locator(article="L1")))


def test_every_document_gets_its_short_title_unless_the_source_gives_one() -> None:
    assert _built(given=None) == "CSP, art. L1"
    assert _built(given="C. santé publ.") == "C. santé publ., art. L1"
