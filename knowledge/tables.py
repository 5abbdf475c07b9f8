"""The catalogue's tables. Any change raises `SCHEMA_VERSION` and comes with a migration of older catalogues."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 2

schema = MetaData()

schema_version = Table("schema_version", schema, Column("version", Integer, primary_key=True, autoincrement=False))

# `version` is the current one, null once the document is removed. `shipped_hash` is the content hash of what was last
# taken from the shipped files, so that a start neither undoes a removal nor overwrites a version loaded later.
documents = Table(
    "documents",
    schema,
    Column("doc_id", String(200), primary_key=True),
    Column("version", String(64)),
    Column("content_hash", String(64)),
    Column("shipped_hash", String(64)),
)

# Old versions stay readable: the current one is named by `documents.version`. `loaded_at`: ISO 8601, UTC.
versions = Table(
    "versions",
    schema,
    Column("doc_id", String(200), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("metadata", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("loaded_at", String(40), nullable=False),
)

clauses = Table(
    "clauses",
    schema,
    Column("doc_id", String(200), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("path", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("heading_path", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    Column("joins", Text, nullable=False, server_default="[]"),
    Column("basis", Text),
    ForeignKeyConstraint(["doc_id", "version"], ["versions.doc_id", "versions.version"], ondelete="CASCADE"),
)

questions = Table(
    "questions",
    schema,
    Column("doc_id", String(200), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("path", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    ForeignKeyConstraint(
        ["doc_id", "version", "path"], ["clauses.doc_id", "clauses.version", "clauses.path"], ondelete="CASCADE"
    ),
)

# What happened to the documents, in order. `version` is the one that came or, of a removal, went; `at`: ISO 8601, UTC;
# `flags`: a JSON list of [code, Chinese text].
events = Table(
    "events",
    schema,
    Column("number", Integer, primary_key=True),
    Column("doc_id", String(200), nullable=False, index=True),
    Column("version", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Column("file_name", Text),
    Column("file_hash", String(64)),
    Column("flags", Text, nullable=False),
)

# Documents that a derived index has not caught up with; written in the transaction that changes the document.
pending = Table(
    "pending",
    schema,
    Column("index_name", String(20), primary_key=True),
    Column("doc_id", String(200), primary_key=True),
)
