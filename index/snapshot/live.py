"""LiveIndex: the snapshot that serves, whole at every moment, until a newer one is taken up."""

import logging
import math
import threading
import time

from index.encoder import Encoder
from index.errors import ParvisIndexError
from index.search.searcher import Searcher
from index.snapshot.store import Store
from index.snapshot.withdrawals import holds_withdrawn, withdrawn_in

_RETRY_CHECKS = 10  # Loading costs a second of a core, which those who ask want too.
_log = logging.getLogger(__name__)


class _MayPass(ParvisIndexError):
    """What is no fault of the snapshot: too many open files, a disk that hangs, short memory."""


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
        self._retry_at = 0.0
        self._retry_after = _RETRY_CHECKS * (check_every or 0)
        self._error: ParvisIndexError | None = None
        self._watches = check_every is not None
        self._closed = threading.Event()
        self.refresh()
        if check_every is not None:
            threading.Thread(
                target=self._watch, args=(check_every,), name="live-index", daemon=True
            ).start()

    def searcher(self) -> Searcher:
        """The searcher of the snapshot that serves; it never waits for one.

        Raises NoIndex, ModelMismatch, DamagedSnapshot or FormatMismatch where there is none.
        """
        searcher, error = self._searcher, self._error
        if searcher is not None:
            return searcher
        assert error is not None
        raise error.with_traceback(None)  # Or it would grow with each who asks.

    @property
    def problem(self) -> str | None:
        """Why the current snapshot does not serve, in one sentence; None where it does."""
        return None if self._error is None else str(self._error)

    def refresh(self) -> bool:
        """Takes up the current snapshot if it is another one than serves; whether it did.

        One that cannot be used is tried once, unless nothing serves; where the system or a library
        failed, it is tried again after ten checks.
        """
        with self._taking:
            try:
                id = self._store.current_id()
                if id == self._tried and time.monotonic() < self._retry_at:
                    return False
                self._tried, self._retry_at = id, math.inf
                self._searcher = self._load(id)
                self._error = None
                return True
            except ParvisIndexError as error:
                self._keep_serving(error)
            except OSError as error:
                self._keep_serving(_MayPass(f"The index cannot be looked at. {error}"))
            return False

    def close(self) -> None:
        """Stops looking for newer snapshots."""
        self._closed.set()

    def _load(self, id: str) -> Searcher:
        encoder = self._encoder
        try:
            index = self._store.load(id, fingerprint=encoder.fingerprint, model=encoder.name)
            if withdrawn := withdrawn_in(index, self._store.withdrawals()):
                raise holds_withdrawn(id, withdrawn)
            searcher = Searcher(index, encoder)
            # What is imported or mapped at the first search is so before a citizen waits for it.
            searcher.search(index.catalog[0].title if index.catalog else "index", limit=1)
        except (ParvisIndexError, OSError):
            raise
        except Exception as error:
            raise _MayPass(
                f"The snapshot {id} could not be loaded ({type(error).__name__}: {error}): it is "
                "tried again in a while; if that lasts, run `parvis rollback`."
            ) from error
        return searcher

    def _keep_serving(self, error: ParvisIndexError) -> None:
        """Notes why the current snapshot is not taken up, and sees that another serves."""
        if isinstance(error, _MayPass):
            self._retry_at = time.monotonic() + self._retry_after
        elif self._searcher is None:
            self._retry_at = 0.0
        news = str(error) != self.problem
        self._error = error
        # Where nothing serves, whoever asks is told; only who waits for an index is not.
        if news and (self._searcher is not None or self._watches):
            trace = error if isinstance(error, _MayPass) and error.__cause__ else None
            _log.warning("The current snapshot does not serve. %s", error, exc_info=trace)
        if self._searcher is None:
            self._take_newest_usable()

    def _take_newest_usable(self) -> None:
        try:
            snapshots = self._store.snapshots()
        except OSError:
            return  # As it was with the current one, which has been told.
        for snapshot in reversed(snapshots):
            if snapshot.problem is None and snapshot.id != self._tried:
                try:
                    self._searcher = self._load(snapshot.id)
                except (ParvisIndexError, OSError):
                    continue
                _log.warning("The snapshot %s serves instead.", snapshot.id)
                return

    def _watch(self, check_every: float) -> None:
        while not self._closed.wait(check_every):
            self.refresh()
