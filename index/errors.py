"""What can go wrong in the index.

ParvisIndexError
├── NoIndex            there is no index at that place yet
├── ModelMismatch      the index was made by another model than the one at hand
├── DamagedSnapshot    what is on disk is not what the manifest says
├── FormatMismatch     the snapshot was written by another version of Parvis
├── UnknownSnapshot    no snapshot has that name
├── HoldsWithdrawn     a snapshot has a document that was taken down since
├── CannotWrite        the disk is full, or the folder cannot be written to
├── NothingToIndex     not one document could be read
├── BuildInProgress    another process is building the same index
├── IndexHeld          staff rolled back, and have not let builds serve again
├── UnknownId          no document of the index has that id
├── NotTaught          a question cannot be taught so, or was not
├── GateFailed         a candidate snapshot is worse than the one that serves
└── ModelUnavailable   the embedding model cannot be loaded
"""


class ParvisIndexError(Exception):
    """Base of every error of this package. Its text is one sentence that a person can act on."""


class NoIndex(ParvisIndexError):
    """There is no index at that place yet."""


class ModelMismatch(ParvisIndexError):
    """The index was made by another model than the one at hand."""


class DamagedSnapshot(ParvisIndexError):
    """What is on disk is not what the manifest says."""


class FormatMismatch(ParvisIndexError):
    """The snapshot was written by another version of Parvis, in another format."""


class UnknownSnapshot(ParvisIndexError):
    """No snapshot has that name."""


class HoldsWithdrawn(ParvisIndexError):
    """A snapshot has a document that was taken down since it was made: it must not serve."""


class CannotWrite(ParvisIndexError):
    """The disk is full, or the folder cannot be written to."""


class NothingToIndex(ParvisIndexError):
    """Not one document could be read, so that there is nothing to search in."""


class BuildInProgress(ParvisIndexError):
    """Another process is building the same index."""


class IndexHeld(ParvisIndexError):
    """Staff went back to an earlier snapshot, and no build replaces it until they say so."""


class UnknownId(ParvisIndexError):
    """No document of the index has that id; the text names those that are like it."""


class NotTaught(ParvisIndexError):
    """A question cannot be taught with these answers, or was not taught at all."""


class GateFailed(ParvisIndexError):
    """A candidate snapshot is worse than the one that serves, so it was not made current."""


class ModelUnavailable(ParvisIndexError):
    """The embedding model cannot be loaded."""
