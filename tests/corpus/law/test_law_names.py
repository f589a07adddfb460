"""A law is known by the name that a text gives it, to the end of the name and no further."""

import pytest

from corpus.law.law_names import Referent, law_after, laws_in


def names(text: str) -> list[str | None]:
    return [law.name for law in laws_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vu le code des ports et le code civil ;", ["code des ports", "code civil"]),
        ("le code du sport et des familles", ["code du sport et des familles"]),
        ("le code monétaire et financier est", ["code monétaire et financier"]),
        ("le code de la route dans sa rédaction", ["code de la route"]),
        ("du code pénal peuvent échanger", ["code pénal"]),
        ("la loi n° 9-17 du 6 mai 1978 relative à", ["loi n° 9-17 du 6 mai 1978"]),
        ("la loi organique n° 99-2 du 1er mai 1999", ["loi organique n° 99-2 du 1er mai 1999"]),
        ("le décret n°2020-12", ["décret n°2020-12"]),
        ("la loi du 1er juillet 1901", ["loi du 1er juillet 1901"]),
        ("la directive 95/46/CE", ["directive 95/46/CE"]),
        ("la loi garantit un code et un décret d'application", []),
        ("le code est public", []),
    ],
)  # fmt: skip
def test_laws_named_in_full_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "which", "name"),
    [
        (" du présent code", Referent.HERE, "code"),
        (" de la présente loi", Referent.HERE, "loi"),
        (" of this Act", Referent.HERE, "Act"),
        (" du code,", Referent.HERE, "code"),
        (" du même code", Referent.SAME, "code"),
        (" de ladite loi", Referent.SAME, "loi"),
        (" dudit code", Referent.SAME, "code"),
        (" de cette ordonnance", Referent.SAME, "ordonnance"),
        (" of the same Act", Referent.SAME, "Act"),
        (" de la loi", Referent.SAME, "loi"),
        (" du code des ports", Referent.NAMED, "code des ports"),
        (
            " de l’ordonnance n° 5-15 du 8 mai 2005",
            Referent.NAMED,
            "ordonnance n° 5-15 du 8 mai 2005",
        ),
        (" de la Constitution", Referent.NAMED, "Constitution"),
        (" du RGPD", Referent.NAMED, "RGPD"),
        (" of the Parks Act, 1985", Referent.NAMED, "Parks Act, 1985"),
        (" of the principal Act", Referent.NAMED, "principal Act"),
    ],
)  # fmt: skip
def test_the_law_named_after_an_article_is_told(text: str, which: Referent, name: str) -> None:
    law = law_after(text, 0)
    assert law is not None
    assert (law.which, law.name) == (which, name)
    assert text[law.start : law.end].endswith(name)


@pytest.mark.parametrize(
    "text", [" est applicable", ", la commune", " de la commune", " des jardins", "", " du maire"]
)
def test_other_words_name_no_law(text: str) -> None:
    assert law_after(text, 0) is None
