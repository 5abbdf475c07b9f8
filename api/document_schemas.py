"""What goes out over HTTP about documents: as they stand, their versions, and files that come and go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import ClauseOfDocument
from knowledge.types import Level, Validity


class Reference(BaseModel):
    """Another document; `doc_id` is null while it is not in the knowledge base."""

    title: str
    doc_no: str | None
    doc_id: str | None


class DocumentSummary(BaseModel):
    """What a document says of itself. `validity` is as of today."""

    doc_id: str
    version: str
    title: str
    doc_no: str | None
    issuer: str | None
    level: Level
    region: str | None
    issued: date | None
    effective_from: date | None
    effective_to: date | None
    validity: Validity
    supersedes: list[Reference]
    superseded_by: Reference | None
    topics: list[str]
    source_kind: Literal["original", "digest"]
    source: str | None
    summarises: str | None
    state: Literal["current", "removed"]
    removed_at: datetime | None


class DocumentVersion(BaseModel):
    """A stored version of a document: `version` is the sha256 of its text."""

    version: str
    loaded_at: datetime
    is_current: bool


class FlagShown(BaseModel):
    """Something to look at in a file that was read: a stable code and a sentence for people."""

    code: str
    text: str


class FieldChange(BaseModel):
    """A field of the metadata that a person set, and its values before and after (`2023-01-01 → 2024-01-01`)."""

    field: str
    text: str


class DocumentEvent(BaseModel):
    """A recorded change of a document; `file` is null where it came with parkbot.

    `changes` are what a `corrected` event set.
    """

    kind: Literal["added", "updated", "removed", "restored", "corrected"]
    version: str
    at: datetime
    file: str | None
    changes: list[FieldChange]


class DocumentDetail(DocumentSummary):
    """A document with its whole stored text, its clauses in order, and its versions and events, the last one first.

    `flags` are those of the version shown, `by_hand` the fields whose value a person set.
    """

    text: str
    clauses: list[ClauseOfDocument]
    versions: list[DocumentVersion]
    flags: list[FlagShown]
    by_hand: list[str]
    events: list[DocumentEvent]


class DocumentsResponse(BaseModel):
    """Every document of the knowledge base."""

    documents: list[DocumentSummary]


class ChangedClause(BaseModel):
    """A clause whose words changed."""

    clause_id: str
    label: str
    before: str
    after: str


class RenumberedClause(BaseModel):
    """A clause that has the same words under another number."""

    from_clause_id: str
    to_clause_id: str
    label: str


class DocumentDifferences(BaseModel):
    """What changed between two versions of a document, clause by clause."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    doc_id: str
    title: str
    from_version: str = Field(alias="from")
    to_version: str = Field(alias="to")
    added: list[ClauseOfDocument]
    gone: list[ClauseOfDocument]
    changed: list[ChangedClause]
    renumbered: list[RenumberedClause]


class LoadError(BaseModel):
    """Why a file was refused, or what in it is in doubt."""

    code: str
    detail: str


class ClauseLine(BaseModel):
    """A clause of a preview: its label and first words."""

    clause_id: str
    label: str
    text: str


class LoadResult(BaseModel):
    """What happened to a file, or with `status` `preview` what would happen.

    `flagged`: it was loaded, and `error` says what a person should look at. `change` is what loading does to the
    knowledge base (`corrected`: the text is there, only values set by hand differ), `replaces` the version that it
    takes the place of. `computed` explains metadata that was worked out; `by_hand` are the fields that a person set,
    each with what the text itself says of it. `notices` say what went wrong after the file was safe. `tree` is given
    with a preview only.
    """

    file: str
    doc_id: str | None
    status: Literal["added", "updated", "unchanged", "preview", "refused", "flagged"]
    clauses: int
    version: str | None
    error: LoadError | None
    title: str | None
    change: Literal["added", "updated", "restored", "corrected", "unchanged", "refused"]
    replaces: str | None
    flags: list[FlagShown]
    metadata: dict[str, Any]
    computed: dict[str, str]
    by_hand: dict[str, Any]
    notices: list[str]
    tree: list[ClauseLine]


class Removal(BaseModel):
    """A document that was taken out, its `version` still readable, or brought back. `notices`: what went wrong then."""

    doc_id: str
    title: str
    version: str
    status: Literal["removed", "restored"]
    notices: list[str]


class CorrectionResult(BaseModel):
    """A document whose metadata a person set: `metadata` as it is now, `by_hand` all fields ever set so.

    `unchanged`: all was so already. `notices` say what went wrong after the change was safe.
    """

    doc_id: str
    title: str
    version: str
    status: Literal["corrected", "unchanged"]
    changes: list[FieldChange]
    metadata: dict[str, Any]
    by_hand: list[str]
    notices: list[str]
