"""LiveIndex: the snapshot that serves, whole at every moment, until a newer one is taken up."""

import logging
import threading

from index.encoder import Encoder
from index.errors import ParvisIndexError
from index.search.searcher import Searcher
from index.snapshot.store import Store

_log = logging.getLogger(__name__)


class LiveIndex:
    """Serves one snapshot after another. Safe to share between threads.

    Whoever holds a searcher keeps its snapshot to the end of the request. Where the current
    snapshot cannot be used, the one that served goes on; at start, the newest one that can be used
    is taken. `check_every` is in seconds; None never looks for a newer snapshot.
    """

    def __init__(self, store: Store, encoder: Encoder, *, check_every: float | None = 0.5) -> None:
        self._store = store
        self._encoder = encoder
        self._taking = threading.Lock()
        self._searcher: Searcher | None = None
        self._tried: str | None = None
        self._error: ParvisIndexError | None = None
        self._fault: str | None = None
        self._waits = check_every is not None
        self._closed = threading.Event()
        if check_every is not None:
            threading.Thread(
                target=self._watch, args=(check_every,), name="live-index", daemon=True
            ).start()

    def searcher(self) -> Searcher:
        """The searcher of the snapshot that serves.

        Raises NoIndex, ModelMismatch, DamagedSnapshot or FormatMismatch where there is none.
        """
        searcher = self._searcher
        if searcher is not None:
            return searcher
        self.refresh()
        if self._searcher is not None:
            return self._searcher
        assert self._error is not None
        raise self._error

    @property
    def problem(self) -> str | None:
        """Why the current snapshot does not serve, in one sentence; None where it does."""
        return None if self._error is None else str(self._error)

    def refresh(self) -> bool:
        """Takes up the current snapshot if it is another one than serves; whether it did.

        One that cannot be used is tried once, unless nothing serves.
        """
        with self._taking:
            try:
                id = self._store.current_id()
                if id == self._tried and self._searcher is not None:
                    return False
                self._tried = id
                self._searcher = self._load(id)
                self._error = None
                return True
            except ParvisIndexError as error:
                news = str(error) != self.problem
                self._error = error
                instead = None if self._searcher is not None else self._take_newest_usable()
                # Where nothing serves, whoever asks is told; only who waits for an index is not.
                if news and (self._searcher is not None or self._waits):
                    _log.warning("The current snapshot does not serve. %s", error)
                if instead is not None:
                    _log.warning("The snapshot %s serves instead.", instead)
                return False

    def close(self) -> None:
        """Stops looking for newer snapshots."""
        self._closed.set()

    def _load(self, id: str) -> Searcher:
        encoder = self._encoder
        index = self._store.load(id, fingerprint=encoder.fingerprint, model=encoder.name)
        searcher = Searcher(index, encoder)
        # What is imported or mapped at the first search is so before a citizen waits for it.
        searcher.search(index.catalogue[0].title if index.catalogue else "index", limit=1)
        return searcher

    def _take_newest_usable(self) -> str | None:
        for snapshot in reversed(self._store.snapshots()):
            if snapshot.problem is None and snapshot.id != self._tried:
                try:
                    self._searcher = self._load(snapshot.id)
                except ParvisIndexError:
                    continue
                return snapshot.id
        return None

    def _watch(self, check_every: float) -> None:
        while not self._closed.wait(check_every):
            try:
                self.refresh()
                self._fault = None
            except OSError as error:
                # Too many open files, a disk that hangs: what serves goes on, and the next look
                # may fare better.
                if str(error) != self._fault:
                    _log.warning("The index cannot be looked at. %s", error)
                self._fault = str(error)
                self._tried = None
