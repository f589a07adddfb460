"""Claims on assistant.understand.data_dates: who asks how recent the documents are."""

import pytest

from assistant.understand.data_dates import asks_data_dates
from corpus.text import fold


@pytest.mark.parametrize(
    "message",
    [
        "Les données sont à jour de quand ?",
        "De quand date votre base ?",
        "De quand datent vos données ?",
        "Vos textes sont-ils à jour ?",
        "Êtes-vous à jour ?",
        "Quand vos données ont-elles été mises à jour ?",
        "Quelle est la date de la dernière mise à jour ?",
        "Jusqu'à quand vont vos données ?",
        "How recent is your data?",
        "When was the database last updated?",
        "Are you up to date?",
    ],
)
def test_a_question_for_the_age_of_the_documents_is_told(message: str) -> None:
    assert asks_data_dates(fold(message))


@pytest.mark.parametrize(
    "message",
    [
        "Quand les données publiques sont-elles mises à jour ?",
        "Les données publiques doivent-elles être à jour ?",
        "De quand date la loi sur l'accès aux documents ?",
        "La base de données des associations est-elle publique ?",
        "How recent must a birth certificate be?",
        "Quelle est la date de mise à jour du répertoire des informations publiques ?",
        "De quand date la loi ?",
    ],
)
def test_a_question_for_the_age_of_something_else_is_not(message: str) -> None:
    assert not asks_data_dates(fold(message))
