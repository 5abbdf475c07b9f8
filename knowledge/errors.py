"""What can go wrong in the knowledge base. Each error carries a stable code and a Chinese message for people."""

from __future__ import annotations

from knowledge.types import Owner

UNREADABLE_CODES = frozenset(
    (
        "empty_file",
        "unsupported_format",
        "broken_file",
        "encrypted_file",
        "zip_bomb",
        "too_large",
        "too_many_pages",
        "too_slow",
        "too_much_memory",
        "ocr_missing",
        "converter_missing",
        "unknown_encoding",
        "no_text",
    )
)
"""Why a file cannot be read."""


class KnowledgeError(Exception):
    """Base of the folder's errors: `code` is stable, `str(error)` is a Chinese sentence for people."""

    code = "knowledge_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)


class DocumentNotFound(KnowledgeError):
    """No document has this id (or no such version of it)."""

    code = "document_not_found"


class NoEarlierVersion(KnowledgeError):
    """A document has no version before the one that was to be compared."""

    code = "no_earlier_version"


class ClauseNotFound(KnowledgeError):
    """No clause, 款 or 项 has this id."""

    code = "clause_not_found"


class InvalidDocument(KnowledgeError):
    """A document folder or file cannot be read as a document."""

    code = "invalid_document"


class InvalidCorrection(KnowledgeError):
    """A value that a person set cannot be the document's: its end would come before its beginning, for example."""

    code = "invalid_correction"


class DataDirectoryInUse(KnowledgeError):
    """Another process holds the data directory's lock; `owner` says which and where it serves, if that is known."""

    code = "data_directory_in_use"

    def __init__(self, message: str, owner: Owner | None = None) -> None:
        super().__init__(message)
        self.owner = owner


class DataDirectoryDamaged(KnowledgeError):
    """The data directory cannot be read or written, or what it holds is not what this version can open."""

    code = "data_directory_damaged"


class DiskFull(KnowledgeError):
    """The disk of the data directory has no room left. What was stored is whole, what was asked for is undone."""

    code = "disk_full"


class ModelMissing(KnowledgeError):
    """The embedding model's folder is missing or unreadable."""

    code = "model_missing"


class DatabaseUnavailable(KnowledgeError):
    """A database named by URL cannot be reached, or its driver is not installed."""

    code = "database_unavailable"


class IndexUnavailable(KnowledgeError):
    """A search index does not answer in time or not at all; a rebuild or a restart may help."""

    code = "index_unavailable"


class UnreadableFile(KnowledgeError):
    """No text can be had from a file. `code` says why and is set for each error, from `UNREADABLE_CODES`."""

    code = "unreadable_file"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        assert code in UNREADABLE_CODES, code
        self.code = code

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        """The error crosses from the child process that reads a file to the one that asked for it."""
        return (type(self), (self.code, str(self)))
