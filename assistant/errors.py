"""What can go wrong between a question and its answer.

AssistantError
├── SettingsError      a setting is wrong or unsafe
├── UnknownDocument    no document of the index has that id
│   └── RemovedDocument  it had one, and the document was removed since
│       └── WithdrawnDocument  staff took it down
├── UnknownPassage     no passage of the index has that id
│   └── RewrittenPassage  one had it, until its document was changed
├── UnknownAnswer      no answer is kept under that id
├── Overloaded         too many requests wait already
├── ModeUnavailable    the asked way of answering is not set up here
├── ModelFailed        a language model does not answer
├── MissingPackages    a command needs packages that answering does not
├── BadQuestions       a file of questions cannot be evaluated
├── CalibrationError   a calibration file is not one
└── HistoryError       the history of evaluations cannot be read
"""

from datetime import date

from corpus.document import Document
from corpus.passage import Passage


class AssistantError(Exception):
    """Base of every error of this package. Its text is one sentence that a person can act on."""


class SettingsError(AssistantError):
    """A setting is wrong or unsafe; the service does not start."""


class UnknownDocument(AssistantError):
    """No document of the index has that id."""


class RemovedDocument(UnknownDocument):
    """A document that was in the index once, and is there no more."""

    def __init__(self, document_id: str, title: str, removed_on: date) -> None:
        self.document_id = document_id
        self.title = title
        self.removed_on = removed_on
        super().__init__(self._told())

    def _told(self) -> str:
        return (
            f"“{self.title}” was removed from the index on {self.removed_on.isoformat()}: "
            "search for what replaces it"
        )


class WithdrawnDocument(RemovedDocument):
    """A document that staff took down; its title is not told, nor what `public` does not say."""

    def __init__(self, document_id: str, removed_on: date, public: str) -> None:
        self.public = public
        super().__init__(document_id, "", removed_on)

    def _told(self) -> str:
        why = f": {self.public.rstrip('.')}" if self.public else ""
        return f"This document was withdrawn on {self.removed_on.isoformat()}{why}"


class UnknownPassage(AssistantError):
    """No passage of the index has that id."""


class RewrittenPassage(UnknownPassage):
    """A passage that its document had before it was changed; `instead` stands where it stood.

    Where nothing stands there, `instead` is the document's first passage, if it has any.
    """

    def __init__(self, document: Document, changed_on: date, instead: Passage | None) -> None:
        self.document = document
        self.changed_on = changed_on
        self.instead = instead
        super().__init__(
            f"“{document.title}” was changed on {changed_on.isoformat()} and no longer has this "
            f"passage: /v1/documents/{document.id} has it as it is now"
        )


class UnknownAnswer(AssistantError):
    """No answer is kept under that id."""


class Overloaded(AssistantError):
    """Too many requests wait already."""


class ModeUnavailable(AssistantError):
    """The asked way of answering is not set up here."""


class ModelFailed(AssistantError):
    """A language model does not answer, or not as it should."""


class MissingPackages(AssistantError):
    """Packages of the extra `evaluate` are not installed; answering does without them."""


class BadQuestions(AssistantError):
    """A file of questions cannot be evaluated; its text names the line."""


class CalibrationError(AssistantError):
    """A calibration file is not one."""


class HistoryError(AssistantError):
    """The history of evaluations cannot be read; its text names the line."""
