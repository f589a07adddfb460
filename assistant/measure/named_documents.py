"""Named documents: which documents of an index the ids of labelled questions mean."""

import re
from collections import defaultdict
from pathlib import PurePath

from index.snapshot.index import Index

# How service-public.fr numbers its sheets. No article has such a number.
_SHEET = re.compile(r"(?<![A-Za-z0-9])[FN]\d+(?![A-Za-z0-9])")
# The name of a file that is no number of an article or of a commitment.
_FILE_NAME = re.compile(r"[^\W\d_]{3}|\w{8}")


class NamedDocuments:
    """The documents of an index by their ids, by those they once had, by their files' names.

    A sheet of service-public.fr may be called by its number alone: "F1234" means every document
    whose id holds it as a whole word ("F1234-associations", never "F12345"), unless it is itself
    the id of one.
    """

    def __init__(self, index: Index) -> None:
        self._documents = index.documents
        self._aliases = index.aliases
        self._sheets = defaultdict[str, set[str]](set)
        for id in index.documents:
            for number in _SHEET.findall(id):
                self._sheets[number].add(id)
        self._files = defaultdict[str, set[str]](set)
        for entry in index.catalog:
            self._files[PurePath(entry.source_path).stem].add(entry.id)

    def find(self, name: str) -> frozenset[str]:
        """The ids of the documents that `name` means; none where it means no document."""
        id = self._aliases.get(name, name)
        if id in self._documents:
            return frozenset((id,))
        return frozenset(self._sheets.get(id) or self._of_file(name))

    def _of_file(self, name: str) -> set[str]:
        found = self._files.get(name, set()) if _FILE_NAME.search(name) else set()
        return found if len(found) == 1 else set()
