"""The record of answers: each can be shown again for as long as the operator decided, no longer.

It keeps the question's words, the answer and what it stands on. It keeps no address, no name and no
identity of who asked.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from assistant.errors import SettingsError, UnknownAnswer

_PURGE_EVERY = 200  # answers; a purge of nothing costs well under a millisecond
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    question TEXT NOT NULL,
    refusal TEXT,
    record TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (created_at);
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    helpful INTEGER NOT NULL,
    comment TEXT,
    created_at TEXT NOT NULL
);
"""
_log = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class AnswerStore:
    """A bounded file of answers, and of what people thought of them. Threads may share it.

    With a retention of 0 days nothing is written, and the file of an earlier setting is removed.
    """

    def __init__(
        self,
        path: Path,
        *,
        retention_days: int,
        max_answers: int,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._retention = timedelta(days=retention_days)
        self._max_answers = max_answers
        self._now = now
        self._lock = Lock()
        self._saved = 0
        self._connection: sqlite3.Connection | None = None
        if retention_days == 0:
            _remove(path)
            return
        self._connection = _open(path)
        self.purge()

    @property
    def keeps(self) -> bool:
        """Whether anything is written at all."""
        return self._connection is not None

    def save(self, answer_id: str, *, question: str, refusal: str | None, record: str) -> bool:
        """Keeps an answer's record; False, and a line in the log, where it cannot be written.

        An answer is worth more than its record, so that a full disk costs only the latter.
        """
        if self._connection is None:
            return False
        try:
            with self._lock, self._connection as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO answers (id, created_at, question, refusal, record)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (answer_id, self._now().isoformat(), question, refusal, record),
                )
            self._saved += 1
            if self._saved % _PURGE_EVERY == 0:
                self.purge()
        except sqlite3.Error as error:
            _log.error("an answer could not be recorded: %s", error)
            return False
        return True

    def load(self, answer_id: str) -> str:
        """The record of an answer. Raises UnknownAnswer where none is kept, or none any more."""
        query = "SELECT record FROM answers WHERE id = ? AND created_at > ?"
        with self._lock:
            found = (
                self._connection
                and self._connection.execute(query, (answer_id, self._cutoff())).fetchone()
            )
        if not found:
            raise UnknownAnswer(self._absence())
        return str(found[0])

    def judge(self, answer_id: str, *, helpful: bool, comment: str | None) -> None:
        """Keeps what a person thought of an answer, in place of what was thought before.

        Raises UnknownAnswer where the answer is not kept: its feedback would say nothing.
        """
        self.load(answer_id)
        assert self._connection is not None
        with self._lock, self._connection as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)",
                (answer_id, helpful, comment, self._now().isoformat()),
            )

    def purge(self) -> int:
        """Removes what is too old or too much, and its feedback; gives how many answers went."""
        if self._connection is None:
            return 0
        with self._lock, self._connection as connection:
            gone = connection.execute(
                "DELETE FROM answers WHERE created_at <= ?"
                " OR number <= (SELECT max(number) FROM answers) - ?",
                (self._cutoff(), self._max_answers),
            )
            return gone.rowcount

    def close(self) -> None:
        """Closes the file; the store keeps nothing after that."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _cutoff(self) -> str:
        return (self._now() - self._retention).isoformat()

    def _absence(self) -> str:
        if not self.keeps:
            return "This service keeps no answers (its PARVIS_RETENTION_DAYS is 0): ask again"
        return (
            f"No answer is kept under that id: answers are kept for {self._retention.days} days, "
            "ask the question again"
        )


def read_asked(path: Path, *, since: datetime) -> list[tuple[datetime, str, str | None]]:
    """When and what was asked after `since`, and why it was refused if it was, the newest first.

    It reads beside a running service, and changes nothing: in particular it purges nothing, since
    another process may have been told to keep answers for longer. Nothing where there is no file.
    """
    if not path.is_file():
        return []
    query = (
        "SELECT created_at, question, refusal FROM answers WHERE created_at > ?"
        " ORDER BY number DESC"
    )
    try:
        with closing(sqlite3.connect(path, timeout=5.0)) as connection:
            connection.execute("PRAGMA query_only = ON")
            rows = connection.execute(query, (since.isoformat(),)).fetchall()
    except sqlite3.Error as error:
        raise SettingsError(
            f"{path} is not a record of answers that can be read ({error}): name another file in "
            "PARVIS_ANSWERS"
        ) from error
    return [(datetime.fromisoformat(when), what, why) for when, what, why in rows]


def forget_quoting(path: Path, document_ids: Iterable[str]) -> int:
    """Removes the answers whose record quotes one of these documents; gives how many went.

    It works beside a running service. Nothing where there is no file. Raises SettingsError.
    """
    if not path.is_file():
        return 0
    forgotten = 0
    try:
        with closing(_open(path)) as connection, connection:
            for id in document_ids:
                # As `model_dump_json` writes it; an id has no sign that JSON would write otherwise.
                gone = connection.execute(
                    "DELETE FROM answers WHERE instr(record, ?)", (f'"document_id":"{id}"',)
                )
                forgotten += gone.rowcount
    except sqlite3.Error as error:
        raise SettingsError(
            f"the answers that quote what was withdrawn are still in {path} ({error}): run the "
            "same command again, or remove the file"
        ) from error
    return forgotten


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, check_same_thread=False, timeout=5.0)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is purged is overwritten, so that a question does not outlive its days on the disk.
        connection.execute("PRAGMA secure_delete = ON")
        connection.executescript(_SCHEMA)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(
            f"the record of answers cannot be kept in {path} ({error}): name another file in "
            "PARVIS_ANSWERS, or keep no record with PARVIS_RETENTION_DAYS=0"
        ) from error
    return connection


def _remove(path: Path) -> None:
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        if file.exists():
            file.unlink()
            _log.info("%s was removed: answers are kept for 0 days", file)
