"""Each file that no reader takes is told by what it is, with what can be done about it."""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.formats.detect import detect
from corpus.formats.foreign_files import foreign_binary
from corpus.formats.foreign_json import keys_of
from corpus.reading import SourceFile
from tests.shared import SHARED, needs_shared


def refusal(raw: str | bytes, path: str = "dossier/fichier") -> str:
    with pytest.raises(UnreadableFile) as refused:
        detect(SourceFile(path, raw.encode() if isinstance(raw, str) else raw))
    return f"{refused.value.reason}; {refused.value.remedy}"


def compound(*names: str, root_class: bytes = b"") -> bytes:
    """A compound file with entries of these names, after a root of this class."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(16) + bytes(4)
    entries = b""
    for name in ("Root Entry", *names):
        written = name.encode("utf-16-le") + b"\0\0"
        kind = b"\x05" if name == "Root Entry" else b"\x02"
        entry = written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + kind
        if name == "Root Entry":
            entry = entry.ljust(80, b"\0") + root_class
        entries += entry.ljust(128, b"\0")
    return head.ljust(512, b"\0") + entries


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("entries", "what", "remedy"),
    [
        (["__substg1.0_1000001F"], "a message of Outlook", "save it as .eml or PDF"),
        (["__properties_version1.0", "WordDocument"], "a message of Outlook", ".eml or PDF"),
        (["WordDocument"], "an old Word file", "DOCX or ODT"),
        (["WORKBOOK"], "an old Excel file", "XLSX, ODS or CSV"),
        (["Book"], "an old Excel file", "XLSX, ODS or CSV"),
        (["PowerPoint Document"], "an old PowerPoint file", "PPTX, ODP or PDF"),
        (["VisioDocument"], "a Visio drawing", "save it as PDF"),
        (["Quill", "Contents"], "a Publisher file", "save it as PDF"),
        (["EncryptedPackage"], "it is encrypted", "remove its password"),
        (["Contents"], "a file of an old Office program", "save it as PDF, DOCX"),
    ],
)
def test_a_compound_file_is_told_by_what_is_in_it(
    entries: list[str], what: str, remedy: str
) -> None:
    told = refusal(compound(*entries))
    assert what in told
    assert remedy in told


def test_a_letter_with_a_message_in_it_is_told_by_its_class() -> None:
    raw = compound("__properties_version1.0", "WordDocument", root_class=b"\x06\x09\x02\x00")
    assert "an old Word file" in refusal(raw)


def test_a_compound_file_of_which_nothing_is_left_is_told_by_its_name() -> None:
    assert "a message of Outlook" in refusal(compound()[:512], "courriel.msg")
    assert "an old Word file" in refusal(compound()[:512], "note.DOC")
    assert "a file of an old Office program" in refusal(compound()[:512], "note")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a picture"),
        (b"BM\x8a\0\0\0\0\0\0\0", "a picture"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (b"ID3\x04\0\0\0", "a sound recording"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "a sound recording"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\0\1\0\0Standard Jet DB", "an Access database"),
        (b"PAR1\x15\0\x15", "Parquet"),
        (b"MZ\x90\0\3\0\0", "a program"),
        (b"\x7fELF\2\1\1", "a program"),
        (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1", "OneNote"),
        (b"x" * 257 + b"ustar\x0000", "a tar archive"),
        (archive("Index/Document.iwa"), "Apple's iWork"),
        (archive("META-INF/container.xml", "OEBPS/a.xhtml"), "an EPUB book"),
        (archive("a.txt"), "a zip archive"),
        ("{\\rtf1 Texte}", "RTF"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0", "a calendar"),
        ("BEGIN:VCARD\nFN:Jean", "an address card, with personal data"),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour.", "subtitles"),
        ("1\n00:00:01,000 --> 00:00:02,000\nBonjour.", "subtitles"),
        ("% Note\n\\documentclass{article}\n\\begin{document}Texte", "LaTeX"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "a key"),
        ("#!/bin/sh\necho a", "a script"),
        ("<?php echo 1;", "a script"),
        ("diff --git a/x b/x\n", "a patch"),
    ],
)
def test_what_is_no_document_is_named_with_a_remedy(raw: str | bytes, what: str) -> None:
    told = refusal(raw)
    assert what in told
    assert len(told.split("; ")[1]) > 8


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.rst", "Titre\n=====\n\n.. note:: Texte\n", "reStructuredText"),
        ("a.adoc", "= Titre\n\nNOTE: Texte.\n", "AsciiDoc"),
        ("a.mediawiki", "== Titre ==\n'''gras'''\n", "the markup of a wiki"),
    ],
)
def test_other_markup_is_refused_with_how_to_convert_it(name: str, text: str, what: str) -> None:
    assert what in refusal(text, name)
    assert "convert it to Markdown or HTML" in refusal(text, name)


@pytest.mark.parametrize("text", ["BMW est une marque.", "MZ", "ID3 est un format", "BZh."])
def test_letters_that_begin_a_text_too_are_no_magic(text: str) -> None:
    assert foreign_binary(f"{text}\nUn texte simple, en français.".encode(), "") is None


@pytest.mark.parametrize(
    ("value", "what", "remedy"),
    [
        ({"type": "FeatureCollection", "features": []}, "GeoJSON", "the page that describes them"),
        ({"openapi": "3.1.0", "paths": {}}, "a web service (OpenAPI)", "export it as HTML"),
        ({"name": "a", "version": "1", "scripts": {}}, "settings of a program", "take it out"),
        ({"nbformat": 4, "cells": []}, "a Jupyter notebook", "export it as HTML"),
        ({"titre": "a", "contenu": "b"}, "without a “text” (it has titre, contenu)", '"text"'),
        ([{"titre": "a"}], "its first entry has no “text” (it has titre)", '"text"'),
        (["a", "b"], "a JSON list of strings", '"text"'),
        ([1], "a JSON list of numbers", '"text"'),
        ({}, "JSON with nothing in it", "take it out"),
        ({"type": "object", "properties": {"a": {}}}, "describes data (JSON Schema)", "export it"),
    ],
)
@pytest.mark.parametrize("after", ["", "\n", " \n", "\n\n"])
def test_json_without_text_says_what_it_has_and_what_is_wanted(
    value: object, what: str, remedy: str, after: str
) -> None:
    told = refusal(json.dumps(value) + after)
    assert what in told
    assert remedy in told


def test_lines_without_text_are_told_by_their_number_and_their_keys() -> None:
    told = refusal('\n{"id": "a", "contenu": "Un."}\n{"id": "b", "contenu": "Deux."}')
    assert told.startswith("line 1 has no text (it has id, contenu); name the key")


def test_a_record_of_many_keys_is_told_by_a_few() -> None:
    assert keys_of({f"k{n}": 1 for n in range(20)}) == "it has k0, k1, k2, k3, k4, k5, k6, k7, …"


@given(st.binary(max_size=2000))
def test_any_compound_file_is_told(rest: bytes) -> None:
    found = foreign_binary(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rest, ".doc")
    assert found is not None
    assert all(found)


@needs_shared
@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("misc/courriel.msg", "it is a message of Outlook; save it as .eml or PDF"),
        ("json/no-text-key.jsonl", "line 1 has no text (it has id, titre, contenu); name the key"),
    ],
)
def test_the_cases_are_refused_with_their_own_remedy(case: str, told: str) -> None:
    assert refusal((SHARED / "cases" / case).read_bytes(), case).startswith(told)


def _piece(text: str, file: str) -> dict[str, object]:
    return {"type": "Text", "element_id": "1", "text": text, "metadata": {"filename": file}}


def test_the_pieces_of_one_file_are_no_documents() -> None:
    pieces = [_piece("Article 1er", "loi.pdf"), _piece("Le droit est ouvert.", "loi.pdf")]
    for text in (json.dumps(pieces), "\n".join(map(json.dumps, pieces))):
        told = refusal(text)
        assert "it holds loi.pdf cut into pieces" in told
        assert "give the whole as the file that it was" in told


def test_pieces_that_name_no_file_or_several_are_pieces_all_the_same() -> None:
    pieces = [_piece("Un.", "a.pdf"), _piece("Deux.", "b.pdf")]
    assert "it holds files cut into pieces" in refusal(json.dumps(pieces))
    for piece in pieces:
        piece["metadata"] = {}
    assert "it holds a file cut into pieces" in refusal(json.dumps(pieces))
