"""The database itself: connections, migrations, and what differs between SQLite and PostgreSQL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from service.errors import ServiceUnavailable
from service.schema import jobs

# Any number will do: two services that start at once on one PostgreSQL must ask for the same.
MIGRATION_LOCK = 8722


class Database:
    """A connection pool over SQLite in WAL mode or PostgreSQL. Safe between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.sqlite = url.startswith("sqlite")
        arguments: dict[str, Any] = {"timeout": 30} if self.sqlite else {}
        self.engine = sa.create_engine(url, connect_args=arguments, pool_pre_ping=not self.sqlite)
        if self.sqlite:
            sa.event.listen(self.engine, "connect", _prepare_sqlite)

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def migrate(self) -> None:
        """Bring the tables to the present version, all or nothing; of two that try at once, one waits.

        Raises ServiceUnavailable when the database cannot be reached.
        """
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
        lock = "BEGIN IMMEDIATE" if self.sqlite else f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"
        try:
            with self._migrating() as connection, connection.begin():
                connection.exec_driver_sql(lock)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except DBAPIError as error:
            raise ServiceUnavailable(f"the database cannot be opened: {error.orig}") from None

    @contextmanager
    def _migrating(self) -> Iterator[sa.Connection]:
        """A connection on which SQLite lets a table be dropped and built again though others refer to it. It is not
        used for anything else."""
        with self.engine.connect() as connection:
            if not self.sqlite:
                yield connection
                return
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
            try:
                yield connection
            finally:
                connection.invalidate()

    def ping(self) -> None:
        """Raises ServiceUnavailable when the database does not answer."""
        try:
            with self.engine.connect() as connection:
                connection.execute(select(jobs.c.id).limit(1))
        except DBAPIError as error:
            raise ServiceUnavailable(f"the database does not answer: {error.orig}") from None

    def _insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        return sqlite.insert(table) if self.sqlite else postgresql.insert(table)

    def _upsert(self, db: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> None:
        """Insert the row, or put it in the place of the one that has its primary key."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        db.execute(self._insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=rest))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
