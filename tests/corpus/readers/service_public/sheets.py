"""Sheets as the DILA writes them, and the JSON that xml-js makes of one."""

import json
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

_DC = "http://purl.org/dc/elements/1.1/"
URL = "https://www.service-public.fr/particuliers/vosdroits/F1234"


def sheet(
    body: str,
    *,
    title: str = "Accès aux documents",
    type: str = "Fiche d'information",
    url: str = URL,
    audience: str = "Particuliers",
    root: str = "Publication",
    identifier: str = "F1234",
) -> str:
    """The XML of a sheet whose text is `body`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns:dc="{_DC}" ID="{identifier}" '
        f"type={quoteattr(type)} spUrl={quoteattr(url)}>"
        f"<dc:title>{title}</dc:title><dc:description>Un résumé.</dc:description>"
        "<dc:publisher>Direction de l'information légale et administrative</dc:publisher>"
        "<dc:date>modified 2020-08-13</dc:date><dc:language>Fr</dc:language>"
        f"<SurTitre>Fiche pratique</SurTitre><Audience>{audience}</Audience>"
        '<FilDAriane><Niveau ID="N1">Accueil</Niveau></FilDAriane>'
        f"{body}"
        '<VoirAussi important="non"><Fiche ID="F9"><Titre>Une autre fiche</Titre></Fiche>'
        "</VoirAussi>"
        f'<QuestionReponse ID="F8">Et la question ?</QuestionReponse></{root}>'
    )


def as_json(xml: str) -> str:
    """The same as xml-js writes it: spaces that stand alone between elements are lost."""
    return json.dumps({"children": [_node(ElementTree.fromstring(xml))], "id": "F1234"})


def _node(element: Element) -> dict[str, object]:
    children: list[dict[str, object]] = []
    _say(children, element.text)
    for part in element:
        children.append(_node(part))
        _say(children, part.tail)
    name = element.tag.replace(f"{{{_DC}}}", "dc:")
    node: dict[str, object] = {"type": "element", "name": name}
    if element.attrib:
        node["attributes"] = dict(element.attrib)
    return {**node, "children": children} if children else node


def _say(children: list[dict[str, object]], words: str | None) -> None:
    if words and words.strip():
        children.append({"type": "text", "text": words})
