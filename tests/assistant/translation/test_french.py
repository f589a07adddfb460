"""Every message has its French, and what is made of messages is found again in it."""

import re
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.translation import catalogue
from assistant.translation.catalogue import in_french, load_french
from assistant.translation.locale import reads_french
from assistant.translation.template import fill, parse_template
from corpus.questions.taught import read_questions
from corpus.reading import SourceFile
from tests.messages import messages

_TABLE = tomllib.loads(
    (Path(catalogue.__file__).parent / "french.toml").read_text(encoding="utf-8")
)
_HOLE = re.compile(r"\{(?:n|\d[^{}]*)?\}")


@pytest.mark.slow
def test_every_message_of_the_code_has_its_french() -> None:
    missing = [
        one for one in messages() if one.template not in {**_TABLE["messages"], **_TABLE["words"]}
    ]
    assert missing == [], "python -m tests.messages prints rows to fill in"


@pytest.mark.slow
def test_no_row_is_of_a_message_that_the_code_no_longer_makes() -> None:
    made = {one.template for one in messages()}
    assert [english for english in _TABLE["messages"] if english not in made] == []


@pytest.mark.parametrize("table", ["messages", "words"])
def test_the_french_of_a_row_fills_the_same_holes(table: str) -> None:
    for english, french in _TABLE[table].items():
        holes = len(parse_template(english).holes)
        named = [one[1:-1] for one in _HOLE.findall(french)]
        places = {int(one[0]) for one in named if one[:1].isdigit()}
        if places:
            assert places == set(range(1, holes + 1)), english
            assert all(one[:1].isdigit() for one in named), english
        else:
            assert len(named) == holes, english


def test_no_row_is_left_in_english() -> None:
    same = {one for one, french in _TABLE["messages"].items() if one == french}
    assert same == {"Index      {}", "parvis {}", "--allow-fewer {}%", "--allow-loss {}"}


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "3 documents indexed (law 1, page 2), 1 left out, 0 rejected; 1,234 passages; 3.5 s.",
            "Dans l’index : 3 documents (loi 1, page 2) ; 1 laissé de côté, 0 refusé ; "
            "1\u202f234 passages ; 3,5 s.",
        ),
        (
            "  docs/a.pdf: it is a broken PDF (no end); open it in a viewer and save it again",
            "  docs/a.pdf : c’est un PDF cassé (no end) ; ouvrez-le dans une visionneuse et "
            "enregistrez-le de nouveau",
        ),
        (
            "metadata.csv: line 6: line 3 says already what a.md is",
            "metadata.csv : ligne 6 : la ligne 3 dit déjà ce qu’est a.md",
        ),
        (
            "The new snapshot would lose 2 of the 3 documents that serve: “Jardins” (jardins), "
            "“Ponts” (ponts). They were read from docs, and those that serve from the sources that "
            "come with Parvis. Nothing was changed; if this is meant, give `parvis build` "
            "--allow-loss jardins --allow-loss ponts, once.",
            "La nouvelle version perdrait 2 des 3 documents en service : « Jardins » (jardins), "
            "« Ponts » (ponts). Ils ont été lus dans docs, et ceux qui sont en service dans les "
            "sources qui viennent avec Parvis. Rien n’a été changé ; si c’est voulu, donnez une "
            "fois `parvis build` --allow-loss jardins --allow-loss ponts.",
        ),
        (
            "no link is known to 4 documents: e and b.md, a.md, b.md and 1 more; metadata.csv can "
            "give it",
            "aucun lien n’est connu vers 4 documents : e and b.md, a.md, b.md et 1 de plus ; "
            "metadata.csv peut le donner",
        ),
        (
            "docs/a.html: its accents were encoded twice, and were mended",
            "docs/a.html : ses accents étaient codés deux fois, et ont été réparés",
        ),
        (
            "feed.xml: it is an RSS feed, which holds extracts of pages; give the pages "
            "themselves, as HTML, or name their site as a source",
            "feed.xml : c’est un fil RSS, qui contient des extraits de pages ; donnez les pages "
            "elles-mêmes, en HTML, ou nommez leur site comme source",
        ),
        ("act.xml: section 4: it is not in force", "act.xml : section 4 : il n’est pas en vigueur"),
        ("mine: 1 document, 1 new; 2 problems", "mine : 1 document, 1 de plus ; 2 problèmes"),
        ("0 snapshots removed.", "Supprimé : 0 version."),
        ("a.pdf, page 3: it has no text", "a.pdf, page 3 : il n’a pas de texte"),
        (
            "docs: style sheets are left out: a.css, b.css",
            "docs : laissé de côté, car ce ne sont pas des documents mais des feuilles de style : "
            "a.css, b.css",
        ),
        (
            "nothing has changed: the index of 2 documents serves as before.",
            "rien n’a changé : l’index de 2 documents sert comme avant.",
        ),
        ("« dix » n’est pas une part des documents\u00a0: écrivez", None),
        ("Le titre d'un document: rien à traduire; voilà", None),
        ("https://x.example/a: b, c", None),
    ],
    ids=[
        "with numbers and nouns",
        "a file, a reason and a remedy",
        "a message within another",
        "a refusal of the gate",
        "names that hold words of ours",
        "one of several words in a sentence",
        "what an XML file is",
        "the status of a section",
        "counts",
        "none of a thing",
        "the page of a warning",
        "a hole is one part, not its file and it",
        "a message made a sentence",
        "what is in French",
        "a text of no message",
        "an address",
    ],
)
def test_what_is_made_of_messages_is_said_in_french(english: str, french: str | None) -> None:
    said = in_french(english).replace("\u00a0", " ")
    assert said == (french or english).replace("\u00a0", " ")


def test_each_row_is_found_again_in_what_is_made_of_it() -> None:
    for english, french in _TABLE["messages"].items():
        template = parse_template(english)
        values = tuple(
            "12" if number else f"Xy{place}z" for place, (number, _) in enumerate(template.holes)
        )
        made = fill(english.replace("{n}", "{}"), values)
        said = load_french().translate(made)
        for value in values:
            assert value in said, (english, said)
        longest = max(re.split(r"\{[^{}]*\}", french), key=len).strip()
        assert longest.replace(" ", "") in re.sub(r"\s", "", said).replace("\u00a0", ""), english


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"document": "a"}',
        '{"question": "Qui ?"}',
        '{"document": "a", "question": "Qui ?", "answers": 3}',
        '{"document": "a", "question": "Qui ?", "answers": [null]}',
        '{"document": "a", "question": "Qui ?", "provenance": "rumour"}',
        f'{{"document": "a", "question": "{"a" * 1001}"}}',
    ],
)
def test_what_is_wrong_with_a_line_of_questions_is_french_throughout(line: str) -> None:
    _, (warning,) = read_questions(SourceFile("questions.jsonl", line.encode()))
    reason = in_french(warning.message).rpartition("(")[2]
    assert reason.startswith(("elle ", "sa ", "ses "))
    assert not {"is", "it", "its", "no", "not", "none"} & set(re.findall(r"\w+", reason))


def test_a_hostile_name_takes_no_time() -> None:
    start = time.process_time()
    for name in ("a and b " * 450, " is " * 900, "it cannot be read (" * 200, "; ".join("a" * 900)):
        load_french().translate(f"{name}: it is empty; give a folder")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("environment", "french"),
    [
        ({}, False),
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_CA"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US"}, False),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, True),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, False),
        ({"LC_ALL": "fr_FR", "PARVIS_LANG": "en"}, False),
        ({"LC_ALL": "C", "PARVIS_LANG": "fr"}, True),
    ],
    ids=str,
)
def test_the_locale_decides_and_the_setting_before_it(
    environment: Mapping[str, str], french: bool
) -> None:
    assert reads_french(environment) is french
