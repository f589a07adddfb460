"""Messages, made by Python's own writer of mail."""

from base64 import b64encode
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.text import MISSING
from tests.corpus.outlines import only, outline, reading

_SENTENCE = "Le délai de réponse est d’un mois à compter de la réception de la demande."


def _message(subject: str = "Délai de réponse – précision") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Jeanne Martin <jeanne.martin@exemple.fr>"
    message["To"] = "Équipe <equipe@exemple.fr>, paul@exemple.fr"
    message["Subject"] = subject
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 +0100"
    message["Message-ID"] = "<1@exemple.fr>"
    return message


def _outline(message: EmailMessage) -> list[str]:
    return outline(only(message.as_bytes(), "a.eml"))


def test_a_message_is_its_subject_its_day_and_its_body() -> None:
    message = _message()
    message.set_content(f"Bonjour,\n\n{_SENTENCE}\n")
    document = only(message.as_bytes(), "a.eml")
    assert (document.title, str(document.published)) == (
        "Délai de réponse – précision",
        "2024-03-05",
    )
    assert outline(document) == ["p Bonjour,", f"p {_SENTENCE}"]
    assert document.url is None


def test_who_wrote_to_whom_is_left_out_and_what_the_text_says_stays() -> None:
    message = _message()
    message.set_content(
        f"{_SENTENCE}\n\nÉcrire à cada@cada.fr ou à jeanne.martin@exemple.fr en cas de doute.\n\n"
        "Courriel : Jeanne.Martin@exemple.fr\n\n-- \nJeanne Martin\n01 02 03 04 05\n"
    )
    read = reading(message.as_bytes(), "a.eml")
    assert read.documents[0].text == (
        f"{_SENTENCE}\n\nÉcrire à cada@cada.fr ou à {MISSING} en cas de doute."
    )
    assert [warning.message for warning in read.warnings] == [
        "the signature under the message is left out",
        "the names and addresses of who wrote it are left out",
    ]


@pytest.mark.parametrize("mark", ["p", "div"])
def test_the_richer_body_is_read_without_the_headers_that_it_quotes(mark: str) -> None:
    message = _message()
    message.set_content("Texte seul.\n")
    message.add_alternative(
        "<div style='display:none'>Un aperçu</div>"
        f"<p>Le délai est d’<b>un mois</b>.</p><ul><li>Un</li></ul><{mark}>De : Paul"
        " &lt;p@x.fr&gt;<br>Envoyé : lundi 4 mars 2024<br>À : Jeanne<br>Objet : Délais"
        f"</{mark}><p>Quel délai ?</p>",
        subtype="html",
    )
    assert _outline(message) == [
        "p Le délai est d’un mois.",
        "li1 Un",
        "p Envoyé : lundi 4 mars 2024\nObjet : Délais",
        "p Quel délai ?",
    ]


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("line", ["-----Message d'origine-----", "_" * 32])
def test_the_headers_of_a_message_that_is_quoted_below_a_line_name_nobody(
    line: str, mark: str
) -> None:
    message = _message()
    quoted = (
        f"{line}\nDe : Paul [mailto:paul@exemple.fr]\nEnvoyé : lundi 4 mars\n"
        "À : Jeanne\nObjet : Délais\n\nQuel délai ?"
    )
    message.set_content("Oui.\n\n" + "".join(f"{mark}{one}\n" for one in quoted.split("\n")))
    text = only(message.as_bytes(), "a.eml").text
    assert ("Paul" in text, "Jeanne" in text) == (False, False)
    assert text.endswith("Objet : Délais\n\nQuel délai ?")


def test_a_page_in_a_message_that_does_not_say_so_is_no_text() -> None:
    raw = b"Subject: Avis\n\n<html><body><p>Le <b>d\xc3\xa9lai</b> court.</p></body></html>\n"
    assert outline(only(raw, "a.eml")) == ["p Le délai court."]


_SIGNED = '<div class="gmail_signature">Jeanne Martin<br>01 02 03 04 05</div>'


@pytest.mark.parametrize(
    ("subtype", "body"),
    [
        (
            "plain",
            f"{_SENTENCE}\n\n-- \nJeanne Martin\n\nLe 4 mars, Paul a écrit :\n> Quel délai ?\n",
        ),
        ("plain", f"{_SENTENCE}\n\n-- \nJeanne Martin\n\n> Quel délai ?\n"),
        ("html", f"<p>{_SENTENCE}</p>-- <br>{_SIGNED}<blockquote><p>Quel délai ?</p></blockquote>"),
        (
            "html",
            f'<p>{_SENTENCE}</p><div id="Signature"><p>Jeanne Martin</p></div>'
            "<blockquote><p>Quel délai ?</p></blockquote>",
        ),
    ],
)
def test_a_signature_is_left_out_and_the_message_quoted_after_it_stays(
    subtype: str, body: str
) -> None:
    message = _message()
    message.set_content(body, subtype=subtype)
    read = reading(message.as_bytes(), "a.eml")
    assert outline(read.documents[0]) == [f"p {_SENTENCE}", "> p Quel délai ?"]
    assert "the signature under the message is left out" in [w.message for w in read.warnings]


def test_a_forwarded_message_that_was_encoded_is_read() -> None:
    inner = _message("Délais")
    inner.set_content(f"{_SENTENCE}\n")
    outer = (
        b"Subject: TR\nMIME-Version: 1.0\nContent-Type: message/rfc822\n"
        b"Content-Transfer-Encoding: base64\n\n" + b64encode(inner.as_bytes())
    )
    assert outline(only(outer, "a.eml")) == ["h2 Délais", f"p {_SENTENCE}"]


def test_a_list_that_begins_like_headers_is_read() -> None:
    message = _message()
    message.set_content("Les délais sont ceux-ci.\n\nDe : un mois\n\nAu plus deux mois.\n")
    assert "De : un mois" in only(message.as_bytes(), "a.eml").text


def test_quoted_lines_stand_in_a_box() -> None:
    message = _message()
    message.set_content(
        "> Quel délai ?\n\nUn mois.\n\nLe 4 mars 2024, Paul a écrit :\n> > Bonjour\n"
    )
    assert _outline(message) == ["> p Quel délai ?", "p Un mois.", "> p Bonjour"]


def test_a_forwarded_message_is_read_and_attached_files_are_named() -> None:
    inner = _message("Délais")
    inner.set_content(f"{_SENTENCE}\n")
    inner.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="arrêté.pdf")
    message = _message("TR: Délais")
    message.set_content("Pour information.\n")
    message.add_attachment(inner)
    read = reading(message.as_bytes(), "a.eml")
    assert outline(read.documents[0]) == ["p Pour information.", "h2 Délais", f"p {_SENTENCE}"]
    assert [warning.message for warning in read.warnings] == [
        "its attachment “arrêté.pdf” is not read"
    ]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("application/pkcs7-mime", "the message is encrypted"),
        ("image/png", "the message has no text of its own"),
    ],
)
def test_a_message_that_cannot_be_read_is_refused(kind: str, reason: str) -> None:
    message = _message()
    message.set_content("x")
    message.replace_header("Content-Type", kind)
    with pytest.raises(UnreadableFile, match=reason):
        reading(message.as_bytes(), "a.eml")


def test_a_mailbox_of_one_message_is_read_and_of_several_is_refused() -> None:
    message = _message()
    message.set_content(f"{_SENTENCE}\n")
    one = b"From jeanne@exemple.fr Tue Mar  5 2024\n" + message.as_bytes().replace(b"\r\n", b"\n")
    assert only(one, "a.mbox").text == _SENTENCE
    with pytest.raises(UnreadableFile, match=r"several messages; save each .* \(\.eml\)"):
        reading(one + b"\n\n" + one, "a.mbox")


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: R\xe9ponse\r\nContent-Type: text/plain; charset=iso-8859-1",
        b"Subject: =?iso-8859-1?q?R=E9ponse?=\r\nContent-Type: text/plain; charset=inconnu",
        b"Subject: =?utf-8?b?UsOpcG9uc2U=?=\r\nDate: demain\r\nContent-Type: text/plain",
        b"Subject: R\xc3\xa9ponse\r\nDate: 31 Feb 2024 10:00\r\n"
        b"Content-Type: text/plain; charset=utf-8",
    ],
)
def test_what_is_said_wrongly_of_a_message_costs_it_nothing(head: bytes) -> None:
    raw = b"From: a@b.fr\r\nMIME-Version: 1.0\r\n" + head + b"\r\n\r\nD\xe9lai \x96 un mois.\r\n"
    document = only(raw, "a.eml")
    assert (document.title, document.text) == ("Réponse", "Délai – un mois.")
    assert document.published is None


@pytest.mark.parametrize(
    "text",
    [
        "De : Jean\nObjet : délai\n\nLe texte de la note.\n",
        "From: Jean\nTo: Paul\nSubject: memo\n\nThe text of the memo.\n",
        "Date: 2024-03-05\nSubject: un titre\n\nLe texte.\n",
    ],
)
def test_a_note_that_begins_like_a_message_is_text(text: str) -> None:
    assert "Subject" in only(text, "note.txt").text or "Objet" in only(text, "note.txt").text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_message_saved_again_in_another_encoding_is_read(encoding: str) -> None:
    message = _message()
    message.set_content(f"{_SENTENCE}\n", cte="8bit")
    text = message.as_bytes(policy=SMTPUTF8).decode()
    document = only(text.encode(encoding), "a.eml")
    assert (document.text, str(document.published)) == (_SENTENCE, "2024-03-05")


def test_a_day_as_machines_write_it_is_read() -> None:
    raw = b"From: a@b.fr\r\nDate: 2024-03-05T10:00:00Z\r\nMIME-Version: 1.0\r\n\r\nUn mot.\r\n"
    assert str(only(raw, "a.eml").published) == "2024-03-05"


def test_an_old_message_is_told_by_its_name() -> None:
    text = "From: Jean\nTo: Paul\nSubject: memo\nDate: 5 Mar 2024 10:00\n\nThe text.\n"
    assert (only(text, "a.eml").title, only(text, "a.eml").text) == ("memo", "The text.")


_WORDS = st.lists(st.from_regex(r"[a-zéèà]{2,9}", fullmatch=True), min_size=3, max_size=60).map(
    lambda words: " ".join(words).capitalize() + "."
)


@settings(max_examples=25)
@given(
    paragraphs=st.lists(_WORDS, min_size=1, max_size=4),
    encoding=st.sampled_from(["quoted-printable", "base64", "8bit"]),
    html=st.booleans(),
)
@pytest.mark.slow
def test_a_body_comes_back_word_for_word(paragraphs: list[str], encoding: str, html: bool) -> None:
    message = _message()
    if html:
        text = "".join(f"<p>{paragraph}</p>\r\n" for paragraph in paragraphs)
        message.set_content(text, subtype="html", cte=encoding)
    else:
        message.set_content("\r\n\r\n".join(paragraphs), cte=encoding)
    document = only(message.as_bytes(policy=SMTPUTF8), "a.eml")
    assert document.text.split() == " ".join(paragraphs).split()
