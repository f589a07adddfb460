"""The versions of the stages of a build: what another version made is made again."""

from collections.abc import Mapping
from types import MappingProxyType

from index.features.extract import FEATURES_VERSION
from index.indexed_text import TEXTS_VERSION
from index.indexing.cutting import CUT_VERSION
from index.indexing.prepare import RECORD_VERSION
from index.indexing.references import REFERENCES_VERSION
from index.questions.asked import QUESTIONS_VERSION
from index.text.terms import TERMS_VERSION

STAGE_VERSIONS: Mapping[str, int] = MappingProxyType(
    {
        "cut": CUT_VERSION,
        "texts": TEXTS_VERSION,
        "terms": TERMS_VERSION,
        "references": REFERENCES_VERSION,
        "features": FEATURES_VERSION,
        "records": RECORD_VERSION,
        "questions": QUESTIONS_VERSION,
    }
)
