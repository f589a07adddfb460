"""Claims on assistant.understand.follow_ups: what leans on an earlier question, what does not."""

import pytest

from assistant.understand.follow_ups import is_follow_up


@pytest.mark.parametrize(
    "text",
    [
        "Et dans quel délai ?",
        "Et pour une commune ?",
        "Dans quel délai ?",
        "Ce délai peut-il être prolongé ?",
        "Qui la préside ?",
        "Combien de membres compte-t-elle ?",
        "Est-il gratuit ?",
        "Quand rend-elle son avis ?",
        "Quelles sont les exceptions ?",
        "What about fees?",
        "Pourquoi ?",
        "Ils ont combien de jours ?",
        "Elle peut refuser ?",
        "Ça marche comment ?",
        "They have how many days?",
        "How many members does it have?",
        "Cette habilitation dure jusqu'à quand ?",
        "Et par téléphone ?",
        "C'est payant ?",
        "Par mail, c'est gratuit ?",
        "Combien de temps ?",
        "Where?",
        "Quelle différence avec le retrait ?",
        "What are the exceptions?",
        "Qui est concerné ?",
        "Je peux avoir un papier qui le prouve ?",
        "Lesquelles sont obligatoires pour une commune ?",
    ],
)
def test_a_question_without_a_subject_of_its_own_is_a_follow_up(text: str) -> None:
    assert is_follow_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "La CADA peut-elle refuser un avis ?",
        "L'administration doit-elle me répondre ?",
        "Qui nomme les personnes responsables de l'accès ?",
        "Où est publiée la décision d'organiser une consultation ouverte ?",
        "Combien de jours avant l'enquête publique l'affichage doit-il avoir lieu ?",
        "Faut-il une licence pour réutiliser des données publiques ?",
        "Who can ask for an administrative document?",
        "Ce qui compte pour la demande, c'est quoi ?",
        "Qui vote cette année au conseil municipal ?",
        "Est-ce que la mairie publie les délibérations du conseil ?",
        "La commune a pris une décision. Cette décision peut-elle être retirée ?",
        "Pour ma thèse, je cherche une base de données protégée.",
        "OGP, à quoi ça sert ?",
        "Quelle différence entre l'abrogation et le retrait ?",
        "Qu'est-ce que le quorum ?",
        "Il manque une pièce à mon dossier, que se passe-t-il ?",
        "Is it compulsory to go through the CADA before going to court?",
        "Peut-on acheter son logement social ?",
        "En quoi internet a-t-il changé la participation des citoyens ?",
    ],
)
def test_a_question_with_a_subject_stands_alone(text: str) -> None:
    assert not is_follow_up(text)
