"""What a page hides, and what its readers can open."""

import pytest

from tests.corpus.outlines import only, outline, reading

_SEEN = "<p>" + "Ce que tout le monde voit de la page. " * 4 + "</p>"


def _read(body: str, style: str = "") -> list[str]:
    page = (
        f"<html><head><style>{style}</style></head><body><main>{_SEEN}{body}</main></body></html>"
    )
    return outline(only(page, "a.html"))[1:]


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'hidden=""',
        'style="display:none"',
        'style="color:red; DISPLAY : NONE !important"',
        'style="visibility:hidden"',
        'style="mso-hide:all"',
        'style="position:absolute;left:-9999px"',
        'class="fr-sr-only"',
        "popover",
        'role="tabpanel" hidden',
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "section", "li"])
def test_what_no_reader_sees_is_left_out(attribute: str, tag: str) -> None:
    assert _read(f"<{tag} {attribute}>Ancienne version.</{tag}>") == []


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_words_are_left_out_and_inserted_ones_stay(tag: str) -> None:
    assert _read(f"<p>Le tarif est de <{tag}>1,83</{tag}> <ins>0,18</ins> euro.</p>") == [
        "p Le tarif est de 0,18 euro."
    ]


def test_words_that_a_style_strikes_are_left_out() -> None:
    style = ".c3{text-decoration:line-through}"
    struck = (
        '<p>Prix <span class="c3">12 €</span><span style="text-decoration:line-through">11 €</span>'
    )
    assert _read(f"{struck} 10 €.</p>", style) == ["p Prix 10 €."]


@pytest.mark.parametrize(
    "body",
    [
        '<button aria-controls="a">Voir</button><p>Entre.</p><div id="a" hidden>Ouvert.</div>',
        '<a href="#a" role="button">Voir</a><p>Entre.</p><div id="a" hidden>Ouvert.</div>',
        '<button data-bs-target="#a">Voir</button><p>Entre.</p><div id="a" hidden>Ouvert.</div>',
        "<button onclick=\"toggle('a')\">Voir</button><p>Entre.</p><div id=a hidden>Ouvert.</div>",
        '<p>Entre.</p><div aria-expanded="false"></div><div style="display:none">Ouvert.</div>',
        '<p>Entre.</p><a href="#"></a><div style="display:none">Ouvert.</div>',
        '<p>Entre.</p><div hidden="until-found">Ouvert.</div>',
        '<p>Entre.</p><div class="fr-collapse">Ouvert.</div>',
    ],
)
def test_what_a_reader_can_open_is_read(body: str) -> None:
    assert _read(body)[-2:] == ["p Entre.", "p Ouvert."]


def test_tabs_are_read_under_the_words_that_open_them() -> None:
    tabs = """<ul role="tablist"><li><button role="tab" id="t1">Particulier</button></li>
      <li><button role="tab" id="t2">Entreprise</button></li></ul>
      <div role="tabpanel" aria-labelledby="t1">Un mois.</div>
      <div role="tabpanel" aria-labelledby="t2" hidden><h2>Entreprise</h2>Deux mois.</div>"""
    assert _read(tabs) == ["h1 Particulier", "p Un mois.", "h2 Entreprise", "p Deux mois."]


def test_pages_of_a_table_shown_in_turn_are_all_read() -> None:
    rows = "".join(
        f'<tbody class="page p{n}"{" style=display:none" if n else ""}><tr><td>{n}<td>x</tbody>'
        for n in range(3)
    )
    assert _read(f"<table>{rows}</table>") == ["tr 0 | x", "tr 1 | x", "tr 2 | x"]


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        (".a{display:none}", False),
        ("#a{visibility:hidden}", False),
        ("main > .a, .z {display:none}", False),
        ("/* c */ <!-- .a{display:none} -->", False),
        ("@media screen{.a{display:none}}", False),
        ("@media (min-width:40em){.a{display:none}}", False),
        ("@media print{.a{display:none}}", True),
        ("@media (max-width:600px){.a{display:none}}", True),
        (".a{display:none} @media (min-width:800px){.a{display:block}}", True),
        (".a{display:none} .a{display:block}", True),
        (".a{display:none} #a.a{display:block}", True),
        (".a{display:none} .a.active{display:block}", True),
        (".a{display:none} input:checked ~ .a{display:block}", True),
        (".b .a{display:none}", True),
        (".a:hover{display:none}", True),
        (".a::before{display:none}", True),
        (".a{display:none", True),
        ("..{display:none} .a{color:red}", True),
    ],
)
def test_style_sheets_hide_what_they_would_hide_at_a_screen(style: str, seen: bool) -> None:
    assert _read('<p class="a" id="a">Mot.</p>', style) == (["p Mot."] if seen else [])


@pytest.mark.parametrize(
    "html",
    [
        "<style>#app{display:none}</style><div id=app><p>Toute la page.</p></div>",
        "<nav>Menu</nav><div hidden><h1>Toute la page.</h1></div><footer>Pied</footer>",
        "<p>On charge…</p><div style='visibility:hidden'><main>Toute la page.</main></div>",
        f"<p>Titre</p><div hidden>{'Un mot. ' * 200}Toute la page.</div>",
    ],
)
def test_a_page_that_a_script_shows_as_a_whole_is_read(html: str) -> None:
    assert only(html, "a.html").text.endswith("Toute la page.")


def test_hidden_sentences_are_told() -> None:
    page = (
        f"<main>{_SEEN}<p hidden>Une phrase que nul ne peut voir ici.</p><p hidden>Deux</p></main>"
    )
    assert [warning.message for warning in reading(page, "a.html").warnings] == [
        "a hidden passage is left out, “Une phrase que nul ne peut voir ici”"
    ]


def test_words_for_the_eye_alone_are_read_and_those_for_the_ear_are_not() -> None:
    price = '<span aria-hidden="true">0,18 €</span><span class="visually-hidden">dix-huit</span>'
    icons = '<i aria-hidden="true" class="material-icons">home</i><span aria-hidden="true">×</span>'
    assert _read(f"<p>Prix : {price} {icons}la page.</p>") == ["p Prix : 0,18 € la page."]
