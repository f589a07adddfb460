"""Whatever a sheet is made of, its words are all there, once, in its order; or it is refused."""

import re
import string
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from tests.corpus.outlines import only, reading
from tests.corpus.readers.service_public.sheets import as_json, sheet

_WORD = st.text(string.ascii_lowercase, min_size=2, max_size=8)
_INLINE = st.sampled_from("MiseEnEvidence LienInterne LienIntra Expression Valeur Citation".split())


def _element(name: str, inside: str, title: str = "") -> str:
    named = f"<Titre><Paragraphe>{title}</Paragraphe></Titre>" if title else ""
    return f"<{name}>{named}{inside}</{name}>"


_PARAGRAPH = st.lists(
    st.tuples(_WORD, st.none() | _INLINE).map(
        lambda one: f"<{one[1]}>{one[0]}</{one[1]}>" if one[1] else one[0]
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: f"<Paragraphe>{' '.join(parts)}</Paragraphe>")
_ITEM = st.lists(_PARAGRAPH, min_size=1, max_size=2).map(lambda all: f"<Item>{''.join(all)}</Item>")
_LIST = st.lists(_ITEM, min_size=1, max_size=3).map(
    lambda all: f'<Liste type="puce">{"".join(all)}</Liste>'
)
_ROW = st.lists(_PARAGRAPH.map(lambda one: f"<Cellule>{one}</Cellule>"), min_size=1, max_size=3)
_TABLE = st.lists(_ROW, min_size=1, max_size=3).map(
    lambda rows: "<Tableau>" + "".join(f"<Rangée>{''.join(row)}</Rangée>" for row in rows)
    + "</Tableau>"
)  # fmt: skip
_CONTACT = st.tuples(_WORD, _PARAGRAPH).map(
    lambda one: _element("OuSAdresser", f"<Texte>{one[1]}</Texte>", one[0])
)
_LEAF = _PARAGRAPH | _LIST | _TABLE | _CONTACT
_NAMES = st.sampled_from("Chapitre SousChapitre ANoter Attention Rappel Nouveau".split())
_CONTENT = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.builds(
            lambda name, title, parts: _element(name, "".join(parts), title),
            _NAMES, _WORD, st.lists(inner, max_size=3),
        ),
        st.lists(st.tuples(_WORD, inner), min_size=1, max_size=3).map(
            lambda told: "<BlocCas>" + "".join(_element("Cas", one, name) for name, one in told)
            + "</BlocCas>"
        ),
        st.lists(inner, max_size=3).map(lambda parts: _element("Texte", "".join(parts))),
    ),
    max_leaves=6,
)  # fmt: skip


@given(parts=st.lists(_CONTENT, min_size=1, max_size=3))
def test_no_word_is_lost_or_told_twice(parts: list[str]) -> None:
    body = f"<Texte>{_element('Paragraphe', 'debut')}{''.join(parts)}</Texte>"
    xml = sheet(body)
    spaced = re.sub(r"(?<=>)(?=<)", " ", body)
    expected = " ".join(ElementTree.fromstring(spaced).itertext()).split()
    document = only(xml, "a.xml")
    assert re.findall(r"\w+", document.text) == expected
    again = only(as_json(xml), "a.json")
    assert (again.text, again.blocks) == (document.text, document.blocks)


@given(
    names=st.lists(
        st.sampled_from(
            "Texte Chapitre Titre Paragraphe Liste Item BlocCas Cas Tableau Rangée Cellule ANoter "
            "OuSAdresser ServiceEnLigne NoticeLiee Introduction Reference Definition Image Source "
            "LienExterneCommente Commentaire LienExterne FragmentConditionne Situation".split()
        ),
        min_size=1,
        max_size=30,
    ),
    depth=st.integers(0, 6),
    cut=st.integers(0, 4000),
)
def test_any_elements_in_any_order_are_read_or_refused(
    names: list[str], depth: int, cut: int
) -> None:
    body, opened = "", []
    for number, name in enumerate(names):
        body += f'<{name} URL="https://e.org/{number}" ID="{number % 3}">mot{number}'
        opened.append(name)
        while len(opened) > depth:
            body += f"</{opened.pop()}>"
    body += "".join(f"</{name}>" for name in reversed(opened))
    xml = sheet(body)
    for text, path in ((xml, "a.xml"), (as_json(xml), "a.json"), (xml[:cut], "a.xml")):
        try:
            read = reading(text, path)
        except UnreadableFile as refused:
            assert refused.remedy  # noqa: PT017
            continue
        for document in read.documents:
            assert document.text.strip()
            assert all(document.text[link.start : link.end].strip() for link in document.links)
