"""What kind of document a text is."""

import pytest

from tests.corpus.outlines import only

_PROSE = "Un texte de présentation, assez long pour être un paragraphe ordinaire. " * 8
_WHOLE = _PROSE * 5

_LAWS = {
    "a decree": "# Décret n° 2031-12 du 3 janvier 2031 relatif aux comptes\n\nDécrète :\n\n"
    "Article 1er\n\nX.",
    "a law of two articles": "# Loi du 17 juillet 1978 portant mesures\n\nArticle 1\n\nA.\n"
    "\nArticle 2\n\nB.",
    "a bill": "# Projet de loi organique relatif aux données\n\nArticle 1er\n\nA.",
    "a deliberation": "# Délibération n° 2020-12\n\nVu la loi ;\n\nVu le code ;\n\nDécide :\n\nA.",
    "a code": "# Code général des communes\n\n## Article L. 1\n\nA.\n\n## Article L. 2\n\nB.",
    "a law by its articles alone": "# Texte\n\nVu la loi ;\n\nVu le code ;\n\nArticle 1er\n"
    "\nA.\n\nArticle 2\n\nB.",
    "a circular": f"# Circulaire du 27 mai 2031 relative au portail\n\n{_PROSE}",
    "a circular by its number": f"# Circulaire n° 5156/SG\n\n{_PROSE}",
    "an English act": "# Freedom of Information Act 2000\n\n1. Right of access\n\n"
    "It shall reply.\n\n"
    "2. Exemptions\n\nIt shall not apply.",
    "an act that says so": "# Wildlife (Amendment) Act, 1989\n\nEnacted by the Parliament.\n\n1. A",
}
_PLANS = {
    "a plan with numbered commitments": "# Plan d’action national 2018-2020\n\n"
    "Engagement 1\n\nA.\n\n"
    "Engagement 2\n\nB.",
    "a plan named at the end": f"# Pour une action publique transparente : plan d’action "
    "pour la France "
    f"2015-2017\n\n{_PROSE}\n\n## Engagement n° 1 : Publier\n\n{_PROSE}",
    "a plan whose title is a slogan": "# Pour une action publique transparente\n\n"
    f"Plan d’action national 2021-2023\n\n{_PROSE}\n\n## ENGAGEMENT 1 – A\n\nB.\n\n"
    f"## ENGAGEMENT 2 – C\n\nD.",
    "an English plan": "# Open Government Partnership UK National Action Plan 2013 to 2015\n"
    "\nText.",
    "a plan on open government": f"# Canada’s Fourth Plan on Open Government\n\n{_WHOLE}",
    "a plan that is named nowhere but in its text": "# Transparence\n\n"
    "Notre plan d’action tient.\n\n"
    + "".join(f"## Engagement {n}\n\nFaire.\n\n" for n in range(1, 6)),
}
_NOTES = {
    "a note that says so": f"# Note conceptuelle : la participation\n\n{_PROSE}",
    "an English one": f"# Concept note\n\nRegional forum on data\n\n{_PROSE}",
    "terms of reference": f"# Termes de référence de l’étude\n\n{_PROSE}",
    "one by its parts": f"# Atelier\n\n## Contexte\n\n{_PROSE}\n\n## Objectifs\n\nA.\n\n"
    "## Programme\n\nB.",
    "one without title": f"## CONTEXTE\n\n{_PROSE}\n\n## OBJECTIFS\n\n- A\n\n"
    "## QUESTIONS GUIDE\n\n- B",
    "one in English": "# Panel\n\n## 1. Background\n\nA.\n\n## 2. Objectives\n\nB.\n\n"
    "## Speakers\n\nC.",
}
_PAGES = {
    "news of a plan": "# Gouvernement ouvert : la France publie son plan d’action "
    f"national\n\n{_WHOLE}",
    "a page on a plan": f"# Le plan d’action national 2018-2020 est en ligne\n\n{_WHOLE}",
    "a report on a plan": "# Rapport d’autoévaluation du plan d’action national 2015-2017\n\n"
    "## Engagement 1\n\nFait.\n\n## Engagement 2\n\nFait.",
    "a page that names a plan": f"# La société civile et le plan d’action\n\n{_WHOLE}",
    "a page on a law": f"# Loi du 7 octobre 2016 pour une République numérique\n\n{_PROSE}",
    "a guide to a decree": "# Comprendre le décret n° 2016-33\n\nArticle 1\n\nA.\n\n"
    "Article 2\n\nB.",
    "a page that cites articles": f"# Guide\n\n{_WHOLE}\n\n- Article L. 311-5 du code\n"
    "- Article 6 de la loi",
    "terms of use": "# Conditions générales d’utilisation\n\nArticle 1 – A\n\nB.\n\n"
    "Article 2 – C\n\nD.",
    "a memorandum": "# Memorandum on the objects of the Education Bill, 2010\n\nIt shall be read.",
    "a guide with a context": f"# Guide\n\n## Contexte\n\n{_PROSE}\n\n## Outils\n\nA\n\n"
    "## Objectifs\n\nB\n\n"
    "## Acteurs\n\nC\n\n## Glossaire\n\nD",
    "a table that names notes": "# Liste\n\nUn mot.\n\n| A | B |\n|---|---|\n| x | concept notes |",
    "plain prose": _WHOLE,
}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param(source, kind, id=name)
        for kind, sources in (
            ("law", _LAWS),
            ("action_plan", _PLANS),
            ("concept_note", _NOTES),
            ("page", _PAGES),
        )
        for name, source in sources.items()
    ],
)
def test_a_document_tells_its_kind(source: str, kind: str) -> None:
    assert only(source, "a.md").kind == kind
