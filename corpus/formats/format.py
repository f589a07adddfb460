"""The formats that the readers of `corpus/readers/` know, and the largest file that they take."""

from enum import StrEnum

MAX_BYTES = 64 * 1024 * 1024  # the largest French code as JSON is about 40 MB


class Format(StrEnum):
    """A format that a reader of `corpus/readers/` knows."""

    MARKDOWN = "markdown"
    HTML = "html"
    WORDPRESS = "wordpress"
    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    XLSX = "xlsx"
    PPTX = "pptx"
    CSV = "csv"
    LEGI = "legi"
    AKOMA_NTOSO = "akoma_ntoso"
    JSONL = "jsonl"
    MAIL = "mail"
    MHTML = "mhtml"
    WXR = "wxr"
    DILA = "dila"
    CANADA = "canada"
    SERVICE_PUBLIC = "service_public"
