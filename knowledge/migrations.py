"""Brings the tables of an older catalogue to the present ones. Nothing that is stored is lost or rewritten."""

from __future__ import annotations

from sqlalchemy import Column, Connection, inspect, update
from sqlalchemy.schema import CreateColumn, Table

from knowledge import tables


def migrate(connection: Connection, version: int) -> None:
    """Add what tables of `version` lack. A kill half-way leaves what the next start goes on with."""
    if version < 2:
        # 2: clauses of digests join facts and say what they rest on; every change is an event.
        for name in ("joins", "basis"):
            _add_column(connection, tables.clauses, tables.clauses.c[name])
        tables.events.create(connection, checkfirst=True)
    connection.execute(update(tables.schema_version).values(version=tables.SCHEMA_VERSION))


def _add_column(connection: Connection, table: Table, column: Column[object]) -> None:
    if column.name in {found["name"] for found in inspect(connection).get_columns(table.name)}:
        return
    definition = CreateColumn(column).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {definition}")
