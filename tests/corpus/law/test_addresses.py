"""An address tells which provision it names, whatever form its publisher gives it."""

import pytest

from corpus.law.addresses import identifiers_in, may_cite, numbered_places, plain_address

_CODE = "https://www.legifrance.gouv.fr"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{_CODE}/codes/article_lc/LEGIARTI000031367700", "LEGIARTI000031367700"),
        (f"{_CODE}/loda/article_lc/LEGIARTI000031367700/", "LEGIARTI000031367700"),
        (f"{_CODE}/codes/id/LEGISCTA000031367696/2020-01-01", "LEGISCTA000031367696"),
        (
            f"{_CODE}/affichCode.do;?idSectionTA=LEGISCTA000031367696&cidTexte=LEGITEXT000031366350",
            "LEGISCTA000031367696",
        ),
        (
            f"{_CODE}/affichCode.do?idSectionTA=LEGISCTA000031367696&idArticle=LEGIARTI000031367700",
            "LEGIARTI000031367700",
        ),
        (f"{_CODE}/loda/id/JORFTEXT000000886460#LEGIARTI000031367700", "LEGIARTI000031367700"),
    ],
)
def test_an_identifier_is_found_an_article_s_before_a_section_s(address: str, found: str) -> None:
    assert identifiers_in(address)[0] == found
    assert may_cite(address)


@pytest.mark.parametrize(
    ("address", "law", "number"),
    [
        (
            "https://www.legislation.gov.uk/ukpga/2000/36/section/12",
            "legislation.gov.uk/ukpga/2000/36",
            "12",
        ),
        (
            "http://legislation.gov.uk/id/ukpga/2000/36/2024-01-01/section/12A/1",
            "legislation.gov.uk/ukpga/2000/36",
            "12A",
        ),
        (
            "https://www.legislation.gov.uk/ukpga/2000/36/schedule/1/paragraph/3",
            "legislation.gov.uk/ukpga/2000/36",
            "Schedule 1, paragraph 3",
        ),
        ("https://laws.example/acts/A-1/section-4.html", "laws.example/acts/A-1", "4"),
        ("https://laws.example/act.html#article-6", "laws.example/act", "6"),
    ],
)
def test_a_number_is_found_under_the_address_of_its_law(
    address: str, law: str, number: str
) -> None:
    assert (law, number) in list(numbered_places(address))


@pytest.mark.parametrize(
    "address",
    ["https://www.cada.fr/", "#section-2", "mailto:a@example.org", "https://example.org/articles"],
)
def test_other_addresses_name_no_provision(address: str) -> None:
    assert not may_cite(address)


def test_two_addresses_of_a_law_are_the_same_but_for_version_and_format() -> None:
    one = plain_address("http://www.legislation.gov.uk/id/ukpga/2000/36")
    assert one == plain_address("https://legislation.gov.uk/ukpga/2000/36/2024-01-01?view=plain")
    assert one == plain_address("https://www.legislation.gov.uk/ukpga/2000/36/enacted/data.xml")
