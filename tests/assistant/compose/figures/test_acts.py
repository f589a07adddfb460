"""Claims on acts: what a question asks a figure of, and which clauses speak of that."""

import pytest

from assistant.compose.figures.acts import act_of


@pytest.mark.parametrize(
    ("question", "clause", "held"),
    [
        (
            "Combien de temps le gardien a-t-il pour répondre à ma lettre ?",
            "il répond sous un mois",
            True,
        ),
        (
            "Combien de temps le gardien a-t-il pour rendre son rapport ?",
            "il notifie son rapport dans un délai d'un mois",
            True,
        ),
        (
            "Combien de temps le gardien a-t-il pour rendre son rapport ?",
            "le maire transmet le dossier au gardien sous un mois",
            False,
        ),
        (
            "Combien de temps le parvis peut-il être suspendu ?",
            "la suspension ne peut excéder un mois",
            True,
        ),
        (
            "Combien de temps le parvis fermé reste-t-il en travaux ?",
            "le parvis est fermé au public sous un mois",
            False,
        ),
        (
            "Le permis, c'est valable combien de temps ?",
            "sa durée de validité est d'un an",
            True,
        ),
        (
            "Sous combien de temps le permis est-il délivré ?",
            "le permis est valable un an",
            False,
        ),
        (
            "Combien de temps faut-il pour que le refus soit définitif ?",
            "la liste paraît dans le mois du jour où le refus est devenu définitif",
            False,
        ),
        ("Combien coûte la visite du parvis ?", "la visite est de 5 euros", True),
        ("Combien coûte la visite du parvis ?", "l'amende est de 5 euros", False),
        ("How long does the courtyard stay open?", "the courtyard closes after two hours", True),
        ("How long does the courtyard stay open?", "a guard serves for two years", False),
    ],
)
def test_a_clause_speaks_of_an_act_by_its_verb_or_by_most_of_its_object(
    question: str, clause: str, held: bool
) -> None:
    language = "en" if question.startswith("How") else "fr"
    assert act_of(question, {}, language=language).is_in(clause, language=language) is held


@pytest.mark.parametrize(
    ("question", "of_the_reader"),
    [
        ("En combien de mois le gardien doit-il juger ?", True),
        ("En combien de mois dois-je juger ?", False),
        ("En combien de mois la mairie doit-elle répondre ?", True),
        ("Combien de temps la mairie a-t-elle pour répondre ?", True),
        ("Combien de temps ai-je pour écrire à la mairie ?", False),
        ("Combien de temps faut-il pour écrire ?", False),
    ],
)
def test_what_the_reader_may_do_is_told_from_what_another_one_does(
    question: str, of_the_reader: bool
) -> None:
    act = act_of(question, {}, language="fr")
    assert act.is_of_the_reader("vous pouvez écrire dans les deux mois") is of_the_reader
    assert not act.is_of_the_reader("la mairie écrit dans les deux mois")


@pytest.mark.parametrize(
    ("question", "before", "opposed"),
    [
        ("À partir de quel âge peut-on entrer ?", "on entre jusqu'à l'âge de ", True),
        ("À partir de quel âge peut-on entrer ?", "on entre à partir de ", False),
        ("Jusqu'à quel âge peut-on entrer ?", "on entre à partir de ", True),
        ("Jusqu'à quel âge peut-on entrer ?", "on entre jusqu'à ", False),
        ("À quel âge peut-on entrer ?", "on entre jusqu'à ", False),
    ],
)
def test_until_when_is_the_contrary_of_since_when(
    question: str, before: str, opposed: bool
) -> None:
    assert act_of(question, {}, language="fr").is_opposed_by(before) is opposed
