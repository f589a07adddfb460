"""Claims on assistant.understand.courtesies: what surrounds a question is taken off it."""

import pytest

from assistant.understand.courtesies import SmallTalk, take_off_courtesies


@pytest.mark.parametrize(
    ("message", "talk"),
    [
        ("Bonjour", SmallTalk.GREETING),
        ("bonjour Parvis !", SmallTalk.GREETING),
        ("Hello there!", SmallTalk.GREETING),
        ("Bonsoir, comment allez-vous ?", SmallTalk.GREETING),
        ("Merci beaucoup", SmallTalk.THANKS),
        ("Super, merci pour votre aide !", SmallTalk.THANKS),
        ("Thank you very much", SmallTalk.THANKS),
        ("Merci, au revoir", SmallTalk.THANKS),
        ("ok, merci d'avance", SmallTalk.THANKS),
        ("D'accord", SmallTalk.THANKS),
        ("Slt", SmallTalk.GREETING),
        ("Merci bcp", SmallTalk.THANKS),
        ("Je vous remercie de votre aide", SmallTalk.THANKS),
        ("Bonjour, j'ai une question", SmallTalk.GREETING),
        ("Bonjour, je voudrais savoir", SmallTalk.GREETING),
        ("Au revoir", SmallTalk.FAREWELL),
        ("Bonne journée à tous", SmallTalk.FAREWELL),
        ("Qui es-tu ?", SmallTalk.IDENTITY),
        ("Bonjour, qui êtes-vous ?", SmallTalk.IDENTITY),
        ("Es-tu un robot ou un humain ?", SmallTalk.IDENTITY),
        ("What can you do?", SmallTalk.IDENTITY),
        ("À quoi sers-tu ?", SmallTalk.IDENTITY),
    ],
)
def test_a_courtesy_is_told_whatever_its_accents_and_marks(message: str, talk: SmallTalk) -> None:
    assert take_off_courtesies(message).talk is talk


@pytest.mark.parametrize(
    "question",
    [
        "Bonjour, comment obtenir un document administratif ?",
        "Merci de me dire qui préside la CADA",
        "Je vous remercie de publier les avis",
        "Qui est responsable de l'accès aux documents ?",
        "À quoi sert la CADA ?",
        "Que peut faire l'administration ?",
        "Quelle est l'aide publique au développement ?",
        "Who are the members of the commission?",
    ],
)
def test_a_question_that_begins_politely_is_still_a_question(question: str) -> None:
    assert take_off_courtesies(question).talk is None


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Merci. Autre chose : qui préside la CADA ?", "qui préside la CADA ?"),
        ("Bonjour, je voudrais savoir qui préside la CADA", "qui préside la CADA"),
        ("Bonjour je voudrais savoir si la CADA peut refuser", "la CADA peut refuser"),
        ("Bjr, quel est le délai ?", "quel est le délai ?"),
        ("Super-profits : que dit la loi ?", "Super-profits : que dit la loi ?"),
        ("Quel est le délai ? Merci d'avance !", "Quel est le délai ?"),
        ("Quel est le délai, s'il vous plaît ?", "Quel est le délai ?"),
        ("Quel est le délai ? Bonne journée et à bientôt", "Quel est le délai ?"),
        ("Merci de me dire qui préside la CADA", "qui préside la CADA"),
        ("ok, et pour les communes ?", "et pour les communes ?"),
        ("Merci beaucoup ! Et dans quel délai ?", "Et dans quel délai ?"),
        ("Madame, Monsieur, quel est le délai ? Cordialement", "quel est le délai ?"),
        ("Bonjour « L. 311-1 » ?", "« L. 311-1 » ?"),
        ("Hello, could you please tell me what open data is? Thanks!", "what open data is?"),
        ("Thanks. Another question: who can ask?", "who can ask?"),
    ],
)
def test_courtesies_around_a_question_are_taken_off(message: str, question: str) -> None:
    bared = take_off_courtesies(message)
    assert (bared.text, bared.talk) == (question, None)


@pytest.mark.parametrize(
    "question",
    [
        "Ça va prendre combien de temps ?",
        "Merci de publier les données de la commune",
        "Bien que la loi le prévoie, la mairie refuse",
        "Super projet de loi : où le lire ?",
        "Et dans quel délai ?",
        "Comment allez-vous publier les données ?",
        "La question du délai est-elle réglée ?",
        "Thanks to which law can I ask?",
    ],
)
def test_what_only_looks_like_a_courtesy_stays(question: str) -> None:
    assert take_off_courtesies(question).text == question
