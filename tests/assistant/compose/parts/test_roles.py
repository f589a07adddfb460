"""A quote is labelled by what its first sentence does, where the cue is certain."""

import pytest

from assistant.answer import Content, Role, Sentence
from assistant.citation import Citation
from assistant.compose.parts.roles import with_roles
from corpus.document import DocumentKind


def _role(words: str, *, kind: DocumentKind = DocumentKind.LAW, given: Role = Role.OTHER) -> Role:
    citation = Citation(
        number=1,
        passage_id="p",
        document_id="d",
        title="d",
        kind=kind,
        label="d",
        quote=words,
        start=0,
        end=len(words),
        score=1.0,
    )
    (sentence,) = with_roles(Content((Sentence(words, (1,), role=given),), (citation,))).sentences
    return sentence.role


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Toute demande fait l'objet d'un accusé.", Role.RULE),
        ("Sauf urgence, les membres doivent être convoqués.", Role.RULE),
        ("Par dérogation à l'article L. 1-1, la grille peut rester ouverte.", Role.EXCEPTION),
        ("II. - Toutefois, le gardien peut fermer.", Role.EXCEPTION),
        ("Les dispositions du R. 1-5 ne sont pas applicables aux agents.", Role.EXCEPTION),
        ("Le présent article ne s'applique pas aux petits parvis.", Role.EXCEPTION),
        ("However, the keeper may close the gate.", Role.EXCEPTION),
        ("Le gardien répond dans un délai d'un mois à compter de la demande.", Role.DELAY),
        ("La durée de la fermeture est de trois jours.", Role.DELAY),
        ("The keeper must answer within twenty days.", Role.DELAY),
        ("Le visiteur dispose d'un délai de deux mois pour saisir la commission.", Role.REMEDY),
        ("La décision peut faire l'objet d'un recours gracieux.", Role.REMEDY),
        ("Vous pouvez contester le refus.", Role.REMEDY),
        ("Vous pouvez former, dans les 2 mois, un recours contre le refus.", Role.REMEDY),
        ("La demande est adressée au gardien du parvis.", Role.WHOM),
    ],
)  # fmt: skip
def test_a_cue_tells_the_role(words: str, role: Role) -> None:
    assert _role(words) is role


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("La grille est peinte en vert.", id="no cue"),
        pytest.param("2° Les agents qui doivent ouvrir la grille ;", id="an item of a list"),
        pytest.param("Le parvis s'étend devant l'édifice.", id="a fact"),
    ],
)
def test_without_a_certain_cue_a_quote_has_no_role(words: str) -> None:
    assert _role(words) is Role.OTHER


def test_a_time_that_only_a_condition_names_is_no_delay() -> None:
    words = "Le gardien ne peut fermer que si la fermeture intervient dans un délai de deux mois."
    assert _role(words) is Role.RULE
    assert _role("A défaut de réponse dans un délai de six jours, il ferme.") is Role.OTHER


def test_a_demand_of_which_only_a_clause_speaks_is_not_for_whom_to_turn_to() -> None:
    words = "Lorsqu'une demande est adressée à un autre gardien, celui-ci la transmet."
    assert _role(words) is Role.OTHER


def test_a_page_states_no_rule_of_law() -> None:
    assert _role("Le gardien doit ouvrir.", kind=DocumentKind.PAGE) is Role.OTHER


def test_a_role_that_is_told_stays() -> None:
    assert _role("Toutefois, il peut fermer.", given=Role.PLAIN) is Role.PLAIN
