"""Sheets of service-public.fr: their cases, boxes, prices, terms, and the law that they cite."""

from datetime import date

import pytest

from corpus.document import Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.splitters.sections import sections_of
from tests.corpus.outlines import only, outline, reading
from tests.corpus.readers.service_public.sheets import URL, as_json, sheet


def both(body: str, **said: str) -> Document:
    """What is read of a sheet, which is the same from XML and from JSON."""
    xml = sheet(body, **said)
    document = only(xml, "F1234.xml")
    again = only(as_json(xml), "F1234.json")
    assert (again.text, again.blocks, again.links) == (
        document.text,
        document.blocks,
        document.links,
    )
    return document


def p(words: str) -> str:
    return f"<Paragraphe>{words}</Paragraphe>"


def chapter(title: str, body: str, *, name: str = "Chapitre") -> str:
    return f"<{name}><Titre>{p(title)}</Titre>{body}</{name}>"


def cases(*told: tuple[str, str]) -> str:
    inside = "".join(f"<Cas><Titre>{title}</Titre>{body}</Cas>" for title, body in told)
    return f'<BlocCas affichage="onglet">{inside}</BlocCas>'


def paths(document: Document) -> list[tuple[tuple[str, ...], str]]:
    """Each section with its headings."""
    return [
        (section.path, document.text[section.start : section.end])
        for section in sections_of(document)
    ]


def test_a_sheet_says_what_it_is() -> None:
    document = both(f"<Texte>{p('Vous avez ce droit.')}</Texte>")
    assert (document.id, document.title, document.kind) == (
        "F1234",
        "Accès aux documents",
        DocumentKind.PAGE,
    )
    assert (document.url, document.language) == (URL, "fr")
    assert (document.modified, document.published) == (date(2020, 8, 13), None)
    assert document.licence == "Licence Ouverte 2.0"
    assert document.publisher == "Direction de l'information légale et administrative"
    assert document.text == "Vous avez ce droit."


@pytest.mark.parametrize(
    ("url", "audience", "identifier", "title"),
    [
        ("https://www.service-public.fr/particuliers/vosdroits/F1", "X", "F1234", "T"),
        (
            "https://www.service-public.fr/professionnels-entreprises/vosdroits/F1",
            "Particuliers",
            "F1234-professionnels",
            "T (professionnels)",
        ),
        (
            "https://entreprendre.service-public.fr/vosdroits/F1",
            "X",
            "F1234-professionnels",
            "T (professionnels)",
        ),
        ("", "Associations", "F1234-associations", "T (associations)"),
    ],
)
def test_a_sheet_that_is_not_for_everyone_says_for_whom(
    url: str, audience: str, identifier: str, title: str
) -> None:
    document = both(f"<Texte>{p('Un.')}</Texte>", url=url, audience=audience, title="T")
    assert (document.id, document.title) == (identifier, title)
    expected = "https://www.service-public.fr/associations/vosdroits/F1234"
    assert document.url == (url or expected)


def test_chapters_and_cases_are_headings_and_what_follows_cases_holds_for_all() -> None:
    inner = cases(("Majeur", p("À 18 ans.")), ("Mineur", p("Avant 18 ans.")))
    body = chapter(
        "Refus",
        chapter(
            "Décision",
            cases(("Cas général", p("Un mois.")), ("Dossier médical", inner)) + p("Dans les deux."),
            name="SousChapitre",
        ),
    )
    document = both(f"<Texte>{body}</Texte>")
    assert paths(document) == [
        (("Refus", "Décision", "Cas général"), "Un mois."),
        (("Refus", "Décision", "Dossier médical", "Majeur"), "À 18 ans."),
        (("Refus", "Décision", "Dossier médical", "Mineur"), "Avant 18 ans."),
        (("Refus", "Décision"), "Dans les deux."),
    ]


def test_situations_stand_over_their_chapters() -> None:
    situation = f"<Situation><Titre>En ligne</Titre><Texte>{chapter('Coût', p('Rien.'))}</Texte>"
    document = both(
        f'<ListeSituations affichage="onglet">{situation}</Situation></ListeSituations>'
    )
    assert outline(document) == ["h1 En ligne", "h2 Coût", "p Rien."]


@pytest.mark.parametrize("name", ["ANoter", "ASavoir", "Attention", "Rappel", "Exemple", "Inconnu"])
def test_what_is_set_apart_is_boxed_with_its_title_before_its_first_words(name: str) -> None:
    items = "<Liste type='puce'><Item>" + p("un") + "</Item></Liste>"
    box = f"<{name}><Titre>À noter</Titre>{p('il y a :')}{items}</{name}>"
    document = both(f"<Texte>{p('Avant.')}{box}{p('Après.')}</Texte>")
    assert outline(document) == ["p Avant.", "> p À noter : il y a :", "> li1 un", "p Après."]


def test_a_box_in_a_case_does_not_end_the_case() -> None:
    box = f"<Attention><Titre>Attention</Titre>{p('un piège.')}</Attention>"
    document = both(f"<Texte>{cases(('À Paris', p('Un.') + box + p('Deux.')))}</Texte>")
    assert paths(document) == [(("À Paris",), "Un.\n\nAttention : un piège.\n\nDeux.")]


def test_words_within_a_sentence_stay_in_it() -> None:
    document = both(
        "<Texte>"
        + p(
            "Le 1<Exposant>er</Exposant> <LienIntra LienID='R1' type='Définition de glossaire'>jour"
            "</LienIntra>, <Valeur>0,18 €</Valeur> par m<Exposant>2</Exposant> de "
            "<MiseEnEvidence>papier</MiseEnEvidence> "
            "<Expression>CO<Indice>2</Indice></Expression>\n."
        )
        + "</Texte><Definition ID='R1'><Titre>Jour</Titre><Texte>"
        + p("24 heures")
        + "</Texte></Definition><Abreviation ID='R2' type='Sigle'><Titre>RAPO</Titre><Texte>"
        + p("Recours administratif")
        + "</Texte></Abreviation>"
    )
    assert outline(document) == [
        "p Le 1er jour, 0,18 € par m² de papier CO₂.",
        "h1 Définitions",
        "li1 Jour : 24 heures",
        "h1 Abréviations",
        "li1 RAPO : Recours administratif",
    ]


def test_spaces_that_json_has_lost_are_put_back_but_not_in_a_word() -> None:
    link = '<LienInterne LienPublication="F{}">{}</LienInterne>'
    words = (
        f"Votre {link.format(1, 'C')}{link.format(1, 'arte')} <MiseEnEvidence>et</MiseEnEvidence> "
        f"{link.format(2, 'titre')} d'<Expression>un</Expression> <Valeur>1</Valeur>"
        "<Exposant>er</Exposant> <LienIntra LienID='R1'>jour</LienIntra>"
    )
    assert both(f"<Texte>{p(words)}</Texte>").text == "Votre Carte et titre d'un 1er jour"


def test_the_law_that_a_sheet_cites_is_listed_with_its_gloss_and_its_address() -> None:
    code = (
        "https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000031366350/LEGISCTA000031367685/"
    )
    decree = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000042475143"
    document = both(
        f"<Texte>{p(f'Selon  le <LienExterne URL={decree!r}>décret du 29 octobre</LienExterne>.')}"
        "</Texte>"
        f'<Reference type="Texte de référence" URL="{code}" ID="R1"><Titre>Code : articles L300-1'
        " et L300-2</Titre><Complement>Accès aux documents</Complement></Reference>"
        '<Definition ID="R2"><Titre>Loi</Titre><Texte><Paragraphe>Règle</Paragraphe></Texte>'
        '<Reference type="Texte de référence" URL=""><Titre>Constitution</Titre></Reference>'
        "</Definition>"
    )
    assert outline(document) == [
        "p Selon le décret du 29 octobre.",
        "h1 Textes de référence",
        "li1 Code : articles L300-1 et L300-2 – Accès aux documents",
        "li1 Constitution",
        "h1 Définitions",
        "li1 Loi : Règle",
    ]
    assert [(document.text[link.start : link.end], link.target) for link in document.links] == [
        ("décret du 29 octobre", decree),
        ("Code : articles L300-1 et L300-2 – Accès aux documents", code),
    ]


def test_services_and_contacts_are_lines_where_they_stand_and_not_told_again() -> None:
    service = (
        '<ServiceEnLigne ID="R1" URL="https://a.fr" type="Formulaire" numerocerfa="11531*03">'
        "<Titre>Demande</Titre><Source ID='R2'>Ministère</Source>"
        "<NoticeLiee ID='R3' numerocerfa='51206#03' type='Notice'>Pour remplir</NoticeLiee>"
        "</ServiceEnLigne>"
    )
    contact = (
        '<OuSAdresser ID="R4" type="National"><Titre>Cada</Titre><PivotLocal>x</PivotLocal><Texte>'
        + chapter("Par courrier", p("TSA 50730") + p("75334 PARIS"))
        + "</Texte></OuSAdresser>"
    )
    elsewhere = '<OuSAdresser ID="R5" type="Local"><Titre>Mairie</Titre></OuSAdresser>'
    body = cases(("En ligne", service + contact + p("Puis attendez.")))
    help = '<QuiPeutMAider ID="R6" type="Local"><Titre>Un conseil</Titre></QuiPeutMAider>'
    document = both(f"<Texte>{body}</Texte>{help}{elsewhere}{contact}{service}")
    assert outline(document) == [
        "> h1 En ligne",
        "> li1 Formulaire : Demande – cerfa n° 11531*03 – Ministère",
        "> li2 Notice : Pour remplir – cerfa n° 51206#03",
        "> li1 Cada",
        "> p Par courrier : TSA 50730\n75334 PARIS",
        "> p Puis attendez.",
        "h1 Où s'adresser ?",
        "li1 Mairie",
        "h1 Qui peut m'aider ?",
        "li1 Un conseil",
    ]


def test_tables_keep_their_heads_and_the_cells_that_span_rows() -> None:
    def row(kind: str, *cells: str) -> str:
        return f'<Rangée type="{kind}">{"".join(cells)}</Rangée>'

    def cell(words: str, **spans: int) -> str:
        said = "".join(f' {name}="{number}"' for name, number in spans.items())
        return f"<Cellule{said}>{p(words) if words else ''}</Cellule>"

    items = "<Cellule><Liste type='puce'><Item><Paragraphe>a</Paragraphe></Item><Item><Paragraphe>b"
    table = (
        "<Tableau><TitreRiche><Paragraphe>Coût</Paragraphe></TitreRiche>"
        '<Colonne largeur="13" type="header"/>'
        + row("header", cell("Support"), cell("Tarif"))
        + row("normal", cell("Papier", fusionVerticale=2), cell("<Valeur>0,18 €</Valeur>"))
        + row("normal", f"{items}</Paragraphe></Item></Liste></Cellule>")
        + "</Tableau>"
    )
    document = both(f"<Texte>{table}</Texte>")
    assert outline(document) == [
        "p Coût",
        "tr Support | Tarif",
        "tr Papier | 0,18 €",
        "tr Papier | a; b",
    ]
    assert document.blocks[2].head == (document.blocks[1].start, document.blocks[1].end)


def test_lists_are_numbered_where_they_are_and_nested_where_they_are() -> None:
    inner = "<Liste type='puce'><Item><Paragraphe>pièce</Paragraphe></Item></Liste>"
    first = f"<Item>{p('Remplir')}{inner}{p('Signer')}</Item>"
    numbered = f"<Liste type='numero'>{first}<Item>{p('Envoyer')}</Item></Liste>"
    assert outline(both(f"<Texte>{numbered}</Texte>")) == [
        "li1 1. Remplir",
        "li2 pièce",
        "li1 Signer",
        "li1 2. Envoyer",
    ]


def test_fragments_for_different_readers_are_told_once_and_that_they_are_is_said() -> None:
    fragment = "<FragmentConditionne><Condition><estVrai var='T1'/></Condition>{}"
    told = "".join(
        fragment.format(p(words)) + "</FragmentConditionne>" for words in ("Un.", "Un.", "Deux.")
    )
    read = reading(sheet(f"<Texte>{told}</Texte>"), "a.xml")
    assert outline(read.documents[0]) == ["p Un.", "p Deux."]
    assert [warning.message for warning in read.warnings] == [
        "parts of it are for readers in situations that it does not name, and are all read"
    ]


def test_pictures_are_told_by_their_description_or_counted() -> None:
    described = "<Image type='Image'><TexteDeRemplacement>Un panneau</TexteDeRemplacement></Image>"
    read = reading(sheet(f"<Texte>{described}<Image type='Image'/></Texte>"), "a.xml")
    assert read.documents[0].text == "Un panneau"
    assert "pictures without a description are not read, 1 in all" in str(read.warnings[0])


def test_titles_that_no_element_holds_stand_over_what_follows_them() -> None:
    floating = f"<TitreFlottant>{p('Combien de temps ?')}</TitreFlottant>{p('Un mois.')}"
    bold = f"{p('<MiseEnEvidence>Validation du visa</MiseEnEvidence>')}{p('Sous 3 mois.')}"
    document = both(f"<Texte>{chapter('Visa', floating + bold)}</Texte>")
    assert paths(document) == [
        (("Visa", "Combien de temps ?"), "Un mois."),
        (("Visa", "Validation du visa"), "Sous 3 mois."),
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"type": "Dossier"}, "it leads to sheets"),
        ({"type": "Recherche guidée"}, "it leads to sheets"),
        ({"root": "ServiceComplementaire"}, "it presents a form or a service online"),
    ],
)
def test_what_only_leads_to_sheets_is_left_out(said: dict[str, str], reason: str) -> None:
    xml = sheet(f"<Texte>{p('Un.')}</Texte>", **said)
    for text, path in ((xml, "a.xml"), (as_json(xml), "a.json")):
        read = reading(text, path)
        assert read.documents == ()
        assert reason in read.left_out[0].reason


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        (sheet("<Texte/>"), "a.xml", "the sheet has no text"),
        (sheet("<Texte><Paragraphe>Un")[:400], "a.xml", "its XML is broken"),
        (as_json(sheet("<Texte/>")), "a.json", "the sheet has no text"),
        (as_json(sheet(f"<Texte>{p('Un.')}</Texte>"))[:-9], "a.json", "JSON that does not parse"),
        ("<Publication><Titre>Un livre</Titre></Publication>", "a.xml", "it is no sheet of"),
        ('{"children": [{"name": "Publication"}]}', "a.json", "it is no sheet of"),
        (sheet("<Texte>" + "<Texte>" * 3000 + "Un." + "</Texte>" * 3001), "a.xml", "too deeply"),
        (
            '<!DOCTYPE a [<!ENTITY e "x">]><Publication ID="F1">&e;</Publication>',
            "a.xml",
            "declares XML entities",
        ),
    ],
)
def test_a_file_that_is_wrong_or_cut_is_refused(text: str, path: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        reading(text, path)
