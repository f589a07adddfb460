"""A full disk, a folder that must not be written to, two builds at once: one clear error each."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import BuildInProgress, CannotWrite
from index.indexing.pipeline import build
from index.indexing.prune import prune
from index.snapshot.lock import building
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.library import SAMPLES, WordEncoder, pages

pytestmark = pytest.mark.slow

MORE = SAMPLES | {f"{number}.md": f"Page {number}. " + "Des mots. " * 900 for number in range(40)}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB, where the system lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def assert_untouched(store: Store, id: str) -> None:
    assert store.current_id() == id
    assert verify(store, encoder=WordEncoder()).problems == ()
    assert [one.id for one in store.snapshots()] == [id]


def test_a_full_disk_is_one_clear_error_and_the_next_build_succeeds(
    small_disk: Path, words: WordEncoder
) -> None:
    store = Store(small_disk / "index")
    id = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    with pytest.raises(CannotWrite, match=r"No space left.*free some space"):
        build(pages(MORE), store=store, encoder=words)
    assert_untouched(store, id)
    changed = SAMPLES | {"phares.md": "Le phare est éteint."}
    assert build(pages(changed), store=store, encoder=words).snapshot_id != id
    assert verify(store, encoder=words).problems == ()


def test_old_snapshots_can_be_removed_to_make_room_on_a_full_disk(
    small_disk: Path, words: WordEncoder
) -> None:
    store = Store(small_disk / "index")
    old = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    changed = SAMPLES | {"phares.md": "Le phare est éteint."}
    new = build(pages(changed), store=store, encoder=words).snapshot_id
    fill(small_disk)
    with pytest.raises(CannotWrite, match="`parvis prune --keep 1` removes old snapshots"):
        build(pages(MORE), store=store, encoder=words)
    assert prune(store, keep=1) == [old]
    assert_untouched(store, new)


def test_a_disk_that_cannot_be_written_to_is_one_clear_error(
    small_disk: Path, words: WordEncoder
) -> None:
    store = Store(small_disk / "index")
    id = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(CannotWrite, match=r"Read-only.*allow writing there"):
        build(pages(MORE), store=store, encoder=words)
    assert_untouched(store, id)


def test_a_limit_on_the_size_of_files_is_one_clear_error(store: Store, words: WordEncoder) -> None:
    id = build(pages(SAMPLES), store=store, encoder=words).snapshot_id
    program = (
        "import resource; from pathlib import Path; from index.indexing.pipeline import build;"
        "from index.snapshot.store import Store;"
        "from tests.index.library import WordEncoder, pages;"
        "from tests.index.test_faults import MORE;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000));"
        f"build(pages(MORE), store=Store(Path({str(store.root)!r})), encoder=WordEncoder())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert "index.errors.CannotWrite" in done.stderr
    assert f"{store.cache} cannot be written or read (disk I/O error)" in done.stderr
    assert_untouched(store, id)


def test_a_folder_of_someone_else_is_one_clear_error(tmp_path: Path, words: WordEncoder) -> None:
    (tmp_path / "index").write_text("a file where the index should be", encoding="utf-8")
    with pytest.raises(CannotWrite, match=str(tmp_path)):
        build(pages(SAMPLES), store=Store(tmp_path / "index"), encoder=words)


def test_a_second_build_is_told_who_holds_the_first(store: Store, words: WordEncoder) -> None:
    with (
        building(store.root),
        pytest.raises(BuildInProgress, match=rf"process {os.getpid()} on .*, since 20"),
    ):
        build(pages(SAMPLES), store=store, encoder=words)
    build(pages(SAMPLES), store=store, encoder=words)


def test_of_two_builds_at_once_one_serves_and_the_other_is_refused(store: Store) -> None:
    outcomes: list[str] = []

    def run(number: int) -> None:
        slow = WordEncoder(pause=0.3)
        try:
            build(pages(SAMPLES | {"n.md": f"Page {number}."}), store=store, encoder=slow)
            outcomes.append("built")
        except BuildInProgress:
            outcomes.append("refused")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["built", "refused"]
    assert verify(store, encoder=WordEncoder()).problems == ()


def test_a_lock_left_by_a_dead_process_holds_nobody_up(store: Store, words: WordEncoder) -> None:
    program = (
        "import os; from pathlib import Path; from index.snapshot.lock import building\n"
        f"with building(Path({str(store.root)!r})): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program], timeout=60, check=False)
    assert (store.root / "building.json").exists()
    build(pages(SAMPLES), store=store, encoder=words)
    assert not (store.root / "building.json").exists()


def test_snapshots_cannot_be_changed_while_a_build_is_under_way(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    with building(store.root):
        with pytest.raises(BuildInProgress):
            store.rollback()
        with pytest.raises(BuildInProgress):
            prune(store, keep=1)
