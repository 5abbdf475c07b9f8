"""One SQL database with the catalogue's tables: opened, checked, migrated, and used in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from knowledge import tables
from knowledge.disk import disk_full
from knowledge.errors import DatabaseUnavailable, DataDirectoryDamaged, KnowledgeError
from knowledge.migrations import migrate


class Database:
    """SQLite, or any database that SQLAlchemy speaks by URL. Safe to use from several threads."""

    def __init__(self, url: str | URL, *, must_exist: bool) -> None:
        """Open the database, making or migrating its tables; with `must_exist` an empty one is refused.

        Raises DataDirectoryDamaged (SQLite) or DatabaseUnavailable (other databases).
        """
        self._url = _parsed(url)
        try:
            self._engine = create_engine(self._url)
        except (ImportError, NoSuchModuleError) as error:
            raise DatabaseUnavailable(f"没有安装数据库 {self._url.get_backend_name()} 的驱动程序：{error}") from error
        if self._is_sqlite:
            event.listen(self._engine, "connect", _set_up_sqlite)
        try:
            self._prepare(must_exist)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection; SQLite then folds its write-ahead log into the database file."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: done whole at the end, or not at all. Raises DiskFull, DataDirectoryDamaged or
        DatabaseUnavailable."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            full = disk_full(Path(self._url.database or "").parent, error) if self._is_sqlite else None
            raise full or self.failure(str(error.orig)) from error

    def failure(self, reason: str) -> KnowledgeError:
        """The error that says why this database cannot be used, and what to do."""
        if not self._is_sqlite:
            return DatabaseUnavailable(f"数据库 {self._url.render_as_string()} 无法使用：{reason}")
        return DataDirectoryDamaged(
            f"数据库文件 {self._url.database} 无法使用：{reason}。parkbot 不会删除或覆盖它。"
            "请检查磁盘空间和权限；若文件确已损坏，请停下服务后用自己的备份换回这个文件，"
            "或把整个数据目录移到别处后重新启动（只会重建随程序提供的文件）。"
        )

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _prepare(self, must_exist: bool) -> None:
        with self.transaction() as connection:
            if self._is_sqlite:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if found != "ok":
                    raise self.failure(str(found))
            is_empty = not inspect(connection).has_table(tables.schema_version.name)
            version = None if is_empty else connection.scalar(select(tables.schema_version.c.version))
        if version is None and must_exist:
            raise self.failure("索引还在，目录库却是空的")
        if version is None:
            self._create()
        elif version < tables.SCHEMA_VERSION:
            with self.transaction() as connection:
                migrate(connection, version)
        elif version > tables.SCHEMA_VERSION:
            raise DataDirectoryDamaged(
                f"数据由更新版本的 parkbot 写成（结构版本 {version}，本程序为 {tables.SCHEMA_VERSION}）。"
                "请升级 parkbot 后再启动。"
            )

    def _create(self) -> None:
        # The version is written last: a kill before it leaves tables that the next start completes.
        with self.transaction() as connection:
            tables.schema.create_all(connection)
            connection.execute(insert(tables.schema_version).values(version=tables.SCHEMA_VERSION))


def _parsed(url: str | URL) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise DatabaseUnavailable("数据库地址的写法不对，应如 postgresql+psycopg://用户:密码@主机/库名") from error


def _set_up_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DB-API connection, which has no common type
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "busy_timeout = 5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
