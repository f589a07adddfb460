"""Claims on index.contacts: a page's first words count, unless they only tell whom to call."""

import pytest

from index.features.contacts import tells_whom_to_call


@pytest.mark.parametrize(
    "text",
    [
        "Par téléphone : 01 23 45 67 89, du lundi au vendredi de 9h à 17h.",
        "0 800 123 456 (appel gratuit)",
        "Appelez le 39 99 pour joindre le gardien.",
        "Depuis l'étranger : +33 1 23 45 67 89",
    ],
)
def test_hours_and_numbers_only_tell_whom_to_call(text: str) -> None:
    assert tells_whom_to_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le gardien ouvre la grille du parvis chaque matin.",
        "La redevance est de 3500 euros par an.",
        "L'article L. 3123-4 s'applique aux gardiens.",
        "Le parvis est ouvert à tous, " * 10 + "et le gardien répond au 01 23 45 67 89.",
    ],
)
def test_prose_says_more_than_whom_to_call(text: str) -> None:
    assert not tells_whom_to_call(text)
