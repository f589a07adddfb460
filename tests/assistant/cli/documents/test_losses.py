"""What goes out of the index is named and asked about, by hand and under `parvis watch`."""

import shutil
from pathlib import Path

import pytest

from assistant.cli.documents.losses import policy_of
from assistant.cli.sources import _build, _sentence
from assistant.settings import read_settings
from corpus.sources.config import load_config
from index.errors import GateFailed, IndexHeld, UnknownId
from index.snapshot.store import Store
from tests.assistant.cli.documents.conftest import Run
from tests.index.library import WordEncoder


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file under a folder, with its bytes and when it was last written."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_dry_run_tells_what_would_go_come_and_change_and_writes_nothing(
    parvis: Run, built: Store, documents: Path
) -> None:
    (documents / "ponts.md").unlink()
    (documents / "phares.md").write_text("# Phares\n\nÉteints.\n", "utf-8")
    (documents / "quais.md").write_text("# Quais\n\nLes quais sont longs.\n", "utf-8")
    (documents / "vide.md").touch()
    before = tree(built.root)

    told = parvis("build", documents, "--dry-run")
    as_json = parvis("build", documents, "--dry-run", "--json").json

    assert told.status == 0
    assert tree(built.root) == before
    lines = told.out.splitlines()
    assert lines[0:2] == ["Would go: 1", "  ponts.md: “Ponts” (ponts.md)"]
    assert lines[2:4] == ["Would come: 1", "  quais.md: “Quais” (quais.md)"]
    assert lines[4:6] == [
        "Would change: 1",
        "  phares.md: “Phares” (phares.md), LESS THAN HALF OF ITS TEXT IS LEFT",
    ]
    assert f"A build would serve 3 documents; {built.current_id()} serves 3." in lines
    assert "It would be refused. The new snapshot would lose 1 of the 3" in told.out
    assert "--allow-loss ponts.md, once" in told.out
    assert lines[-1] == "Nothing was written, and nothing else serves."
    assert [one["id"] for one in as_json["gone"]] == ["ponts.md"]
    assert [one["id"] for one in as_json["new"]] == ["quais.md"]
    (changed,) = as_json["changed"]
    assert (changed["id"], changed["shrank"], changed["same_text"]) == ("phares.md", True, False)
    assert as_json["documents"] == {"before": 3, "after": 3}
    assert as_json["refused"]
    assert [Path(one["path"]).name for one in as_json["rejected"]] == ["vide.md"]
    consented = parvis("build", documents, "--dry-run", "--allow-loss", "ponts.md", "--json").json
    assert consented["refused"] is None


def test_a_dry_run_before_the_first_build_makes_no_index(
    parvis: Run, documents: Path, home: Path
) -> None:
    told = parvis("build", documents, "--dry-run")
    assert told.status == 0
    assert "A build would make the first index, of 3 documents." in told.out
    assert not (home / "var").exists()


def test_a_dry_run_says_that_it_asks_no_golden_question(
    parvis: Run, built: Store, documents: Path
) -> None:
    assert "Golden questions" not in parvis("build", documents, "--dry-run").out
    built.golden.write_text('{"question": "Quand le phare tourne-t-il ?"}\n', "utf-8")
    told = parvis("build", documents, "--dry-run").out
    assert "Golden questions: 1, which only a build asks" in told
    as_json = parvis("build", documents, "--dry-run", "--json").json
    assert as_json["golden"] == {"questions": 1, "asked": False}


def test_a_file_that_moved_is_told_as_moved(parvis: Run, built: Store, documents: Path) -> None:
    (documents / "ponts.md").rename(documents / "ponts-mobiles.md")
    told = parvis("build", documents, "--dry-run").out
    assert "  ponts-mobiles.md: “Ponts” (ponts.md), it was ponts.md, its text is the same" in told
    assert "Would go" not in told


def test_each_loss_needs_its_own_consent(parvis: Run, built: Store, documents: Path) -> None:
    for name in ("ponts.md", "jardins.md"):
        (documents / name).unlink()
    assert isinstance(parvis("build", documents).error, GateFailed)
    assert isinstance(parvis("build", documents, "--allow-loss", "ponts.md").error, GateFailed)
    assert isinstance(parvis("build", documents, "--allow-fewer", "50%").error, GateFailed)
    assert isinstance(parvis("build", documents, "--allow-loss", "pont.md").error, UnknownId)
    done = parvis("build", documents, "--allow-loss", "ponts.md", "--allow-loss", "jardins.md")
    assert done.status == 0
    assert list(built.current().documents) == ["phares.md"]


@pytest.mark.parametrize("share", ["a few", "101%", "-1", "10%%"])
def test_a_share_that_is_none_is_misuse(parvis: Run, documents: Path, share: str) -> None:
    told = parvis("build", documents, f"--allow-fewer={share}")
    assert told.status == 2
    assert "is no share of the documents" in told.err


def test_the_starter_documents_do_not_replace_an_index_of_ones_own(
    parvis: Run, built: Store, documents: Path
) -> None:
    """There are more of them than of one's own: a count of documents would let that through."""
    told = parvis("build")
    assert isinstance(told.error, GateFailed)
    assert "“Jardins” (jardins.md), “Phares” (phares.md), “Ponts” (ponts.md)" in str(told.error)
    assert "They were read from the sources that come with Parvis" in str(told.error)
    assert f"those that serve from {documents}." in str(told.error)
    assert list(built.current().documents) == ["jardins.md", "phares.md", "ponts.md"]


def test_another_folder_with_the_same_documents_is_told_and_no_loss(
    parvis: Run, built: Store, documents: Path, home: Path
) -> None:
    shutil.copytree(documents, home / "copie")
    told = parvis("build", home / "copie", "--dry-run").out
    assert f"They were read from {home / 'copie'}, and those that serve from {documents}." in told
    built_again = parvis("build", home / "copie")
    assert built_again.status == 0
    assert "They were read from" in built_again.err
    assert built.current().manifest.origins == (str(home / "copie"),)


@pytest.mark.parametrize("command", ["build", "fetch", "status"])
def test_a_file_of_sources_that_is_not_there_is_an_error(
    parvis: Run, built: Store, home: Path, command: str
) -> None:
    told = parvis(command, "--sources", home / "nowhere.toml")
    assert told.status == 1
    assert "nowhere.toml: there is no such file" in str(told.error)
    assert len(built.current().documents) == 3


def test_a_watch_keeps_what_is_gone_until_it_is_let_go_and_takes_the_rest(
    parvis: Run, documents: Path, home: Path
) -> None:
    (home / "sources.toml").write_text(
        '[sources.here]\ntype = "folder"\npath = "documents"\n', "utf-8"
    )
    settings = read_settings()
    config = load_config(home / "sources.toml")
    watching = policy_of(None, None, keep_lost=True)

    def build() -> str:
        return _sentence(_build(config, settings, WordEncoder(), policy=watching), settings)

    build()
    (documents / "ponts.md").unlink()
    (documents / "quais.md").write_text("# Quais\n\nLes quais sont longs.\n", "utf-8")

    assert build() == (
        "4 documents and 4 passages now serve, 0 left out, 0 rejected; 1 document whose file is "
        "gone waits for consent, and goes on serving: `parvis build --allow-loss ponts.md` lets it "
        "go"
    )
    store = Store(settings.index)
    assert list(store.current().documents) == ["jardins.md", "phares.md", "ponts.md", "quais.md"]
    told = parvis("status").out
    assert "Waiting for consent: 1\n  ponts.md: “Ponts”, gone since " in told
    assert "`parvis build --allow-loss ponts.md` lets it go" in told
    (missing,) = parvis("status", "--json").json["missing"]
    assert (missing["id"], missing["path"]) == ("ponts.md", "ponts.md")
    assert build().startswith("nothing has changed: the index of 4 documents serves as before; ")

    assert parvis("build", "--allow-loss", "ponts.md").status == 0
    assert "Waiting" not in parvis("status").out
    assert build() == "nothing has changed: the index of 3 documents serves as before"


def test_what_staff_rolled_back_to_stays_until_they_release_it(
    parvis: Run, built: Store, documents: Path
) -> None:
    first = built.current_id()
    (documents / "quais.md").write_text("# Quais\n\nFaux.\n", "utf-8")
    assert parvis("build", documents).status == 0

    rolled = parvis("rollback", "--reason", "quais.md est faux")

    assert rolled.out.splitlines()[0] == f"{first} serves from now on."
    assert "until `parvis rollback --release`" in rolled.out
    refused = parvis("build", documents)
    assert isinstance(refused.error, IndexHeld)
    assert "(quais.md est faux)" in str(refused.error)
    assert built.current_id() == first
    assert "The index is held at the snapshot" in parvis("status").out
    held = parvis("status", "--json").json["held"]
    assert (held["snapshot"], held["reason"]) == (first, "quais.md est faux")
    assert "It would be refused. The index is held" in parvis("build", documents, "--dry-run").out

    assert parvis("rollback", "--release").out == "Builds serve again.\n"
    assert built.current_id() == first
    assert parvis("rollback", "--release").out == "Builds were not held.\n"
    assert parvis("build", documents).status == 0
    assert "quais.md" in built.current().documents
    assert parvis("status", "--json").json["held"] is None


def test_one_build_can_end_a_hold(parvis: Run, built: Store, documents: Path) -> None:
    (documents / "quais.md").write_text("# Quais\n\nFaux.\n", "utf-8")
    parvis("build", documents)
    parvis("rollback")
    (documents / "quais.md").write_text("# Quais\n\nVrai.\n", "utf-8")
    assert parvis("build", documents, "--release").status == 0
    assert "Vrai" in built.current().documents["quais.md"].text
    assert built.hold() is None
