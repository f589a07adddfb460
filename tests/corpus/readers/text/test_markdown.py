"""Markdown as sites and notes write it."""

import pytest

from corpus.errors import UnreadableFile
from corpus.reading import LeftOut
from tests.corpus.outlines import only, outline, reading


def test_headings_paragraphs_lists_tables_and_code_become_blocks() -> None:
    page = only(
        "# Titre\n\nUn paragraphe\nsur deux lignes.\n\n- un\n  - un bis\n- deux\n\n"
        "3. trois\n4. quatre\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n```\ncode = 1\n\nfin\n```\n"
    )
    assert outline(page) == [
        "h1 Titre",
        "p Un paragraphe sur deux lignes.",
        "li1 un",
        "li2 un bis",
        "li1 deux",
        "li1 3. trois",
        "li1 4. quatre",
        "tr A | B",
        "tr 1 | 2",
        "p code = 1\nfin",
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param('Voir [le site](https://a.fr){:target="blank"}.', "Voir le site.", id="span"),
        pytest.param("Un texte.\n{: .encadre}", "Un texte.", id="block"),
        pytest.param("## Un texte {#ancre}", "Un texte", id="anchor"),
        pytest.param("[Un texte](x){ .bouton }", "Un texte", id="button"),
        pytest.param("Le code `{: .x}` reste.", "Le code {: .x} reste.", id="not in code"),
        pytest.param("Un ensemble {a, b} fini.", "Un ensemble {a, b} fini.", id="braces of prose"),
    ],
)
def test_attribute_lists_are_dropped(source: str, text: str) -> None:
    assert only(source).text == text


def test_an_attribute_list_ends_the_quotation_that_it_is_about() -> None:
    page = only("> #### Une question ?\n> Une réponse.\n{: .encadre}\nLa suite du texte.")
    assert outline(page) == ["> h4 Une question ?", "> p Une réponse.", "p La suite du texte."]


def test_a_heading_needs_no_space_after_its_marks_but_a_hashtag_is_none() -> None:
    page = only("##Titre collé\n\n#motdièse au début d'une phrase.")
    assert outline(page) == ["h2 Titre collé", "p #motdièse au début d'une phrase."]


def test_the_title_of_a_box_is_a_heading_of_the_box_alone() -> None:
    page = only("## Partie\n\n::: tip Bon à *savoir*\nDans la boîte.\n:::\n\nAprès la boîte.")
    assert outline(page) == [
        "h2 Partie",
        "> h3 Bon à savoir",
        "> p Dans la boîte.",
        "p Après la boîte.",
    ]


def test_a_box_without_title_or_end_keeps_its_text() -> None:
    assert outline(only(":::warning\nAttention.\n\n- un")) == ["> p Attention.", "> li1 un"]


def test_embedded_html_keeps_its_text_and_loses_its_markup() -> None:
    page = only(
        '<p align="center">\n  <br>\n  <i>Devise</i>\n  <img src="a.png" alt="Build">\n</p>\n\n'
        "Avant<br>\nAprès.\n\n<figure><img src=x><figcaption>La légende</figcaption></figure>\n\n"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>\n\n"
        '<iframe src="https://video"></iframe>\n\n<Bouton lien="/a" />\n\n'
        '<Button link="/b" text="Commencer" />\n\nFin.'
    )
    assert outline(page) == [
        "p Devise",
        "p Avant\nAprès.",
        "p La légende",
        "tr A | B",
        "tr 1 | 2",
        "p Commencer",
        "p Fin.",
    ]


@pytest.mark.parametrize("name", ["title", "textarea", "style", "script", "xmp", "iframe"])
def test_a_tag_named_in_prose_does_not_swallow_what_follows(name: str) -> None:
    page = only(f"La balise <{name}> sert à nommer.\n\nLa suite.")
    assert page.text == f"La balise <{name}> sert à nommer.\n\nLa suite."


def test_line_breaks_alone_on_a_line_part_paragraphs() -> None:
    assert outline(only("Un.\n<br><br>\nDeux.\n<br>\n* trois")) == ["p Un.", "p Deux.", "li1 trois"]


def test_task_marks_alerts_footnotes_and_tables_of_contents_leave_no_debris() -> None:
    page = only(
        "* TOC\n{:toc}\n\n[[toc]]\n\n- [x] fait\n\n> [!NOTE]\n> Utile.\n\nUne règle[^1].\n\n"
        "[^1]: Sa note."
    )
    assert outline(page) == ["li1 fait", "> p Utile.", "p Une règle.", "li1 1. Sa note."]


def test_a_bold_paragraph_that_does_not_end_like_a_sentence_is_a_heading() -> None:
    page = only("## Partie\n\n**Pour aller plus loin**\n\nTexte.\n\n**Ceci est important.**")
    assert outline(page) == [
        "h2 Partie",
        "h3 Pour aller plus loin",
        "p Texte.",
        "p Ceci est important.",
    ]


def test_front_matter_names_and_describes_the_document() -> None:
    page = only(
        "---\ntitle: 'L''accès : à tous ?'\nid: \"20230101101010\"\n"
        "date: 2019-05-14 10:10:00 +02:00\n"
        "lang: fr-FR\nlicence: LO\nlink: https://a.fr/x\npublisher: Etalab\n"
        "aliases: [Accès, CADA]\n"
        "short_title: Accès\nkind: law\nmodified: 3 mars 2021\n---\n\nTexte."
    )
    assert (page.id, page.title, page.short_title) == (
        "20230101101010",
        "L'accès : à tous ?",
        "Accès",
    )
    assert (str(page.published), str(page.modified)) == ("2019-05-14", "2021-03-03")
    assert (page.language, page.licence, page.url) == ("fr", "LO", "https://a.fr/x")
    assert (page.publisher, page.aliases, page.kind) == ("Etalab", ("Accès", "CADA"), "law")


def test_what_front_matter_tells_of_the_subject_comes_first_unless_the_text_says_it() -> None:
    page = only(
        "---\ntitle: T\nchapeau-text: Le **résumé** [ici](x){:target=a}.\n"
        "kesako: Le texte dit tout\n---\n\n"
        "Le texte dit tout."
    )
    assert outline(page) == ["p Le résumé ici.", "p Le texte dit tout."]


def test_the_place_and_times_of_an_event_are_told() -> None:
    page = only(
        "---\ntitle: Atelier\nlieu: Salle 3\nchamps:\n- intitule: 'Horaires : '\n"
        "  contenu: 9h - 12h\n"
        "  lien:\n---\n\nVenez."
    )
    assert outline(page) == ["p Venez.", "li1 Lieu : Salle 3", "li1 Horaires : 9h - 12h"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("published: false", "published: false"),
        ("draft: true", "draft: true"),
        ("status: draft", "status: draft"),
    ],
)
def test_an_unpublished_page_is_left_out_and_says_why(field: str, told: str) -> None:
    read = reading(f"---\ntitle: T\n{field}\n---\n\nTexte.")
    assert read.documents == ()
    reason = f"its front matter says that it is not published ({told})"
    assert read.left_out == (LeftOut("fichier.md", reason),)


def test_broken_front_matter_costs_a_warning_and_not_the_page() -> None:
    read = reading("---\ntitle: Un : deux\nid: abc\n---\n\nTexte.")
    (page,) = read.documents
    assert (page.id, page.title, page.text) == ("abc", "Un : deux", "Texte.")
    assert tuple(map(str, read.warnings)) == (
        "fichier.md: its front matter is not valid YAML (line 2): mapping values are not "
        "allowed in "
        "this context; it was read line by line",
    )


def test_front_matter_that_nothing_ends_is_read_up_to_the_blank_line() -> None:
    read = reading("---\ntitle: Sans fin\n\nTexte.", "note.txt")
    assert (read.documents[0].title, read.documents[0].text) == ("Sans fin", "Texte.")
    assert "has no closing “---” line" in str(read.warnings[0])


def test_a_text_that_begins_with_a_rule_has_no_front_matter() -> None:
    assert only("---\n\nPremier texte.\n\n---\n\nSecond texte.").text == (
        "Premier texte.\n\nSecond texte."
    )


def test_a_page_of_front_matter_only_holds_what_that_says() -> None:
    page = only("---\nhome: true\nheroText: Les guides\ntagline: Pour tous\n---\n")
    assert (page.title, page.text) == ("Les guides", "Pour tous")
    assert only("---\ntitle: Seul titre\n---\n").text == "Seul titre"


def test_a_page_without_any_text_is_refused_with_its_remedy() -> None:
    with pytest.raises(UnreadableFile, match=r"fichier\.md: it holds no text; write its text"):
        reading("---\nlayout: x\n---\n<!-- rien -->\n")


@pytest.mark.parametrize(
    ("front", "kind"),
    [
        ("types:\n- concept", "concept_note"),
        ("types:\n- undefined\nkezako: Un partenariat", "concept_note"),
        ('id: "20230924194130"', "concept_note"),
        ("kind: action plan", "action_plan"),
        ("title: Une page", "page"),
    ],
)
def test_front_matter_tells_the_kind(front: str, kind: str) -> None:
    assert only(f"---\n{front}\n---\n\nDu texte.").kind == kind


def test_an_unknown_kind_is_warned_of_and_told_from_the_text() -> None:
    read = reading("---\nkind: roman\n---\n\nTexte.")
    assert read.documents[0].kind == "page"
    assert "its kind “roman” is none of law, action_plan, concept_note, page" in str(
        read.warnings[0]
    )


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a/note.md", "Texte.\n\n## Une partie", "Une partie"),
        ("a/gouvernement-ouvert.md", "Texte.", "Gouvernement ouvert"),
        ("juridique/README.md", "# Introduction\n\nTexte.", "Introduction – Juridique"),
        ("003_61139b959b95959e.md", "Les mots du début.", "Les mots du début"),
    ],
)
def test_a_page_without_title_is_named_after_what_there_is(
    path: str, text: str, title: str
) -> None:
    assert only(text, path).title == title


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_words_struck_with_html_are_left_out(tag: str) -> None:
    page = only(f"# Tarif\n\nLe tarif est de <{tag}>1,83</{tag}> 0,18 euro.\n")
    assert outline(page) == ["h1 Tarif", "p Le tarif est de 0,18 euro."]


def test_html_that_is_not_read_in_a_page_is_told() -> None:
    read = reading('# Titre\n\nAvant.\n\n<object data="a.pdf"></object>\n\nAprès.\n')
    assert [one.message for one in read.warnings] == [
        "the object inserted is not read (under “Titre”)"
    ]


@pytest.mark.parametrize(
    "table",
    [
        "+----+------+\n| A  | B    |\n+====+======+\n| un | deux |\n| et | plus |\n+----+------+",
        " A     Coût\n----  ------\n un    deux\n et    plus",
    ],
)
def test_a_table_drawn_with_signs_is_told(table: str) -> None:
    read = reading(f"---\ntitle: T\n---\n# Titre\n\nAvant.\n\n{table}\n\nAprès.\n")
    assert [one.message for one in read.warnings] == [
        "line 8: a table drawn with signs is read line by line: its cells may be mixed"
    ]
    assert reading(f"# Titre\n\n```\n{table}\n```\n").warnings == ()
