"""What can go wrong while documents are read.

CorpusError
├── UnreadableFile     one file cannot be read: its name, the reason and the remedy
├── UnsupportedFormat  the content is of no format that a reader knows
├── DuplicateDocument  two files give one document id
└── SourceError        a catalogue of sources, or one source of it, is wrong
"""


class CorpusError(Exception):
    """Base of every error of this package. Its text is one sentence that a person can act on."""


class UnreadableFile(CorpusError):
    """One file cannot be read; the rest of the build goes on without it."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{path}: {reason}; {remedy}")


class UnsupportedFormat(UnreadableFile):
    """The content of a file is of no format that a reader knows."""


class DuplicateDocument(UnreadableFile):
    """A file gives a document whose id another file of the same build has taken."""


class SourceError(CorpusError):
    """A catalogue of sources, or one source of it, cannot be used as it is written."""
