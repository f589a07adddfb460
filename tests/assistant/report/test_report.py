"""Claims on assistant.report: a page, readable offline, tells what the index holds and lacks."""

import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from assistant.cli.app import app
from assistant.measure.evaluation_history import Evaluation, append_evaluation, read_evaluations
from assistant.report.compile import compile_report
from assistant.report.french import short_moment
from assistant.report.page import write_page
from assistant.report.plots import Series, lines_plot
from assistant.report.topics import find_topics, teach_command
from corpus.ingest import Ingested, Rejected
from corpus.reading import LeftOut, ReadingWarning
from corpus.sources.record import FetchProblem
from corpus.sources.status import SourceStatus
from index.amending.withdraw import withdraw
from index.errors import NoIndex
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.store import Store
from tests.index.library import WordEncoder, gathered, law, pages
from tests.index.library import page as page_of
from tests.journeys.browser import chromium
from tests.shared import needs_chromium

_NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index")


def _build(store: Store, ingested: Ingested) -> None:
    build(ingested, store=store, encoder=WordEncoder(), policy=GatePolicy(force=True))


def _page(store: Store, answers: Path = Path("nowhere")) -> str:
    return write_page(compile_report(store, answers=answers, retention_days=30, now=_NOW))


def _asked(path: Path, *rows: tuple[str, str | None]) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE answers (number INTEGER PRIMARY KEY, created_at TEXT, question TEXT,"
            " refusal TEXT)"
        )
        connection.executemany(
            "INSERT INTO answers (created_at, question, refusal) VALUES (?, ?, ?)",
            [((_NOW - timedelta(days=1)).isoformat(), *row) for row in rows],
        )
    return path


def _addresses(page: str) -> Iterator[tuple[str, str]]:
    for node in LexborHTMLParser(page).css("[src], [href]"):
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        yield node.tag or "", address


def test_the_page_asks_for_nothing_and_runs_nothing(store: Store) -> None:
    _build(store, pages({"a": "Le parvis est ouvert.", "b": "Le gardien répond."}))
    page = _page(store)
    assert all(tag == "a" for tag, _ in _addresses(page))
    assert not LexborHTMLParser(page).css("script, link, iframe, object")
    assert "@import" not in page
    assert "url(" not in page


def test_it_tells_the_documents_and_their_passages(store: Store) -> None:
    _build(store, pages({"a": "Le parvis est ouvert.", "b": "Le gardien répond."}))
    report = compile_report(store, answers=Path("nowhere"), retention_days=30, now=_NOW)
    assert sorted(row.id for row in report.corpus.documents) == ["a", "b"]
    assert report.corpus.passages == 2
    lengths = report.corpus.lengths
    assert lengths is not None
    assert sum(one.passages for one in lengths.bins) == 2


def test_it_tells_which_pages_are_behind_the_law_that_they_explain(store: Store) -> None:
    code = law("code", {"L1-1": "Le gardien répond."})
    dated = tuple(replace(one, valid_from=date(2021, 7, 1)) for one in code.articles)
    pages = (
        replace(page_of(name, "Selon l'article L1-1 du code des parvis, il répond."), modified=day)
        for name, day in (("old", date(2020, 8, 13)), ("new", date(2022, 1, 1)))
    )
    _build(store, gathered([replace(code, articles=dated), *pages]))
    (told,) = LexborHTMLParser(_page(store)).css("#documents .warn")
    assert told.text() == "En retard sur la loi qu’il explique : L1-1 a changé le 1er juillet 2021"


def test_it_tells_what_changed_since_the_snapshot_before(store: Store) -> None:
    _build(store, pages({"a": "Le parvis est ouvert.", "b": "Le gardien répond."}))
    _build(store, pages({"a": "Le parvis est fermé.", "c": "La porte grince."}))
    changes = compile_report(
        store, answers=Path("nowhere"), retention_days=30, now=_NOW
    ).history.changes
    assert changes is not None
    assert [entry.id for entry in changes.documents_added] == ["c"]
    assert [entry.id for entry in changes.documents_changed] == ["a"]
    assert [entry.id for entry in changes.documents_removed] == ["b"]
    told = " ".join(_page(store).split())
    assert "2 passages ajoutés, 0 modifié, 2 retirés" in told


def test_it_tells_what_waits_what_was_withdrawn_and_what_is_held(store: Store) -> None:
    _build(store, pages({"a": "Le parvis est ouvert.", "b": "Le gardien répond.", "c": "Mots."}))
    build(
        pages({"a": "Le parvis est ouvert.", "c": "Mots."}),
        store=store,
        encoder=WordEncoder(),
        policy=GatePolicy(keep_lost=True),
    )
    withdraw(store, "c", reason="plainte <reçue>", public="Sur demande.")
    store.rollback(store.current_id(), reason="à revoir")
    told = " ".join(LexborHTMLParser(_page(store)).text().split())
    assert "il attend votre accord, parvis build --allow-loss b" in told
    assert "plainte <reçue> Dit au public : Sur demande." in told
    assert "on est revenu le" in told
    assert "(à revoir)" in told
    assert (
        compile_report(store, answers=Path("nowhere"), retention_days=30, now=_NOW).corpus.removed
        == ()
    )


def test_evaluations_are_kept_in_order_and_plotted(store: Store) -> None:
    _build(store, pages({"a": "Le parvis est ouvert."}))
    for days, rate in ((2, 0.5), (1, 0.75)):
        at = _NOW - timedelta(days=days)
        figures = {
            "questions": 8,
            "hit@1": rate,
            "citation_recall": rate,
            "refused_out_of_scope": None,
        }
        append_evaluation(store.root, Evaluation(at, "dev.jsonl", "d", "i", "m", figures))
    assert [one.rate("hit@1") for one in read_evaluations(store.root)] == [0.5, 0.75]
    page = _page(store)
    assert "dev.jsonl" in page
    assert "<svg" in page


@pytest.mark.parametrize(
    ("hours", "labelled"),
    [((0, 2, 10), (0, 10)), ((0, 5, 10), (0, 5, 10)), ((0, 9, 10), (0, 10)), ((0,), (0,))],
    ids=["near the first", "in the middle", "near the last", "alone"],
)
def test_moments_are_labelled_where_there_is_room(
    hours: tuple[int, ...], labelled: tuple[int, ...]
) -> None:
    points = tuple((_NOW + timedelta(hours=hour), 0.5) for hour in hours)
    plot = lines_plot("id", "Titre", "Description", [Series("Part", points)], shares=True)
    told = [short_moment(_NOW + timedelta(hours=hour)) for hour in labelled]
    assert [tick.label for tick in plot.x_ticks] == told


@pytest.mark.slow  # imports scikit-learn
def test_unanswered_questions_are_grouped_and_escaped(store: Store, tmp_path: Path) -> None:
    _build(store, pages({"a": "Le parvis est ouvert."}))
    answers = _asked(
        tmp_path / "answers.sqlite3",
        ("Comment renouveler mon passeport ?", "out_of_scope"),
        ("Où renouveler un passeport perdu ?", "out_of_scope"),
        ("<script>alert(1)</script> gratuit ?", "insufficient_evidence"),
        ("Qui ouvre le parvis ?", None),
        ("Quel médicament prendre ?", "personal_case"),
    )
    report = compile_report(store, answers=answers, retention_days=30, now=_NOW)
    assert report.unanswered is not None
    assert report.unanswered.asked == 5
    assert report.unanswered.wanting == 3
    page = _page(store, answers)
    assert "passeport" in page
    assert "<code>parvis teach &#34;Où renouveler un passeport perdu ?&#34; NUMÉRO</code>" in page
    assert "<script>alert" not in page
    assert "médicament" not in page


@pytest.mark.slow  # imports scikit-learn
def test_questions_of_one_subject_make_a_topic_and_others_stand_alone() -> None:
    found = find_topics(
        [
            "Comment renouveler mon passeport ?",
            "Où renouveler un passeport perdu ?",
            "Quel est le prix du gazole ?",
        ]
    )
    [topic] = found.topics
    assert topic.questions == 2
    assert "passeport" in topic.words
    assert found.alone == ("Quel est le prix du gazole ?",)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("Qu'est-ce ?", 'parvis teach "Qu\'est-ce ?" NUMÉRO'),
        ('Et "$(rm -r x)" ?', "parvis teach 'Et \"$(rm -r x)\" ?' NUMÉRO"),
        ("Vraiment !", "parvis teach 'Vraiment !' NUMÉRO"),
        ("--help", None),
        ("Écrire à [adresse] ?", None),
        ("a" * 1001, None),
    ],
)
def test_the_command_that_teaches_a_question_is_safe_in_a_shell(
    question: str, command: str | None
) -> None:
    assert teach_command(question) == command
    if command is not None:
        assert shlex.split(command) == ["parvis", "teach", question, "NUMÉRO"]


def test_what_looks_like_an_address_is_not_shown() -> None:
    found = find_topics(["Écrivez à jean.dupont@example.org ou au 06 12 34 56 78 pour le gazole"])
    [shown] = found.alone
    assert "example.org" not in shown
    assert "34 56" not in shown


def test_without_an_index_there_is_no_report(store: Store) -> None:
    with pytest.raises(NoIndex):
        _page(store)


def test_the_command_is_there() -> None:
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert "report" in names


def _troubled(store: Store) -> str:
    """The page of an index with refusals, copies and sources that have troubles."""
    found = pages({"a.md": "Le parvis est ouvert.", "b.md": "Le gardien répond."})
    first = replace(found.documents[0], other_paths=("copie/a.md",))
    refused = Rejected(
        "plan.pdf", "it is a broken PDF (no end)", "open it in a viewer and save it again"
    )
    warnings = (
        ReadingWarning("b.md", "it has fewer than 20 words: check that all of it was read"),
    )
    left_out = (LeftOut("code.json: article L2", "it is repealed"),)
    _build(
        store,
        replace(
            found,
            documents=(first, *found.documents[1:]),
            rejected=(refused,),
            left_out=left_out,
            warnings=warnings,
        ),
    )
    lone = "https://mairie.example/robots.txt asks that it be left alone"
    problems = (
        FetchProblem(
            path="https://mairie.example/agenda", reason=lone, remedy="", since=_NOW, robots=True
        ),
        FetchProblem(
            path="https://mairie.example/x.pdf",
            reason="the server answers 500 Internal Server Error",
            remedy="try again later",
            since=_NOW,
        ),
    )
    source = SourceStatus(
        name="mairie",
        type="sitemap",
        address="https://mairie.example/sitemap.xml",
        documents=2,
        size=9,
        last_success=_NOW,
        failing_since=_NOW,
        error="mairie: its text has shrunk from 3,608 to 1,048 characters",
        problems=problems,
    )
    return write_page(
        compile_report(
            store, answers=Path("nowhere"), retention_days=30, sources=(source,), now=_NOW
        )
    )


def test_it_is_in_french_throughout_with_reasons_remedies_and_warnings(store: Store) -> None:
    page = _troubled(store).replace("\u00a0", " ")
    text = " ".join(LexborHTMLParser(page).body.text(separator=" ").split())  # type: ignore[union-attr]
    assert 'lang="en"' not in page
    for said in (
        "c’est un PDF cassé (no end) ouvrez-le dans une visionneuse et enregistrez-le de nouveau",
        "code.json: article L2 il est abrogé",
        "b.md : il a moins de 20 mots : vérifiez qu’il a été lu en entier",
        "son texte est passé de 3\u202f608 à 1\u202f048 caractères".replace("\u202f", " "),
        "le serveur répond 500 Internal Server Error ; réessayez plus tard",
    ):
        assert said in text.replace("\u202f", " "), said


def test_it_names_the_file_and_the_id_of_a_document_and_its_other_paths(store: Store) -> None:
    _build(store, pages({"a.md": "Le parvis est ouvert."}))
    moved = page_of("nouveau/lieu.md", "Le parvis est ouvert.", title="A")
    _build(store, gathered([replace(moved, other_paths=("copie/a.md",))]))
    place, other = LexborHTMLParser(_page(store)).css("#documents .place")
    assert place.text() == "nouveau/lieu.md · a.md"
    assert other.text() == "aussi : copie/a.md"


def test_it_tells_what_robots_txt_left_out_apart_from_what_failed(store: Store) -> None:
    page = LexborHTMLParser(_troubled(store))
    section = page.css_first("#sources")
    assert section is not None
    assert "robots.txt" in section.css_first("h3").text()  # type: ignore[union-attr]
    listed = [one.text() for one in section.css("details li")]
    assert listed == ["https://mairie.example/agenda, depuis le 22 novembre 2026"]
    assert "agenda" not in section.css_first("table").text()  # type: ignore[union-attr]


@needs_chromium
def test_on_a_phone_it_is_read_without_scrolling_to_the_side(store: Store, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(_troubled(store), "utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(report.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        wide = (
            "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
        )
        assert page.evaluate(f"{wide}.length") == 0
        small = "parseFloat(getComputedStyle(e).fontSize) < 12"
        assert (
            page.evaluate(f"[...document.querySelectorAll('td, li')].filter(e => {small}).length")
            == 0
        )


@needs_chromium
def test_an_endless_word_does_not_widen_the_page(store: Store, tmp_path: Path) -> None:
    _build(store, pages({"a": "Le parvis est ouvert."}))
    endless = ("x" * 900, "out_of_scope")
    answers = _asked(tmp_path / "answers.sqlite3", endless, endless, ("z" * 900, "out_of_scope"))
    report = tmp_path / "report.html"
    report.write_text(_page(store, answers), "utf-8")
    with chromium() as browser:
        for width in (360, 1000):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(report.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width
