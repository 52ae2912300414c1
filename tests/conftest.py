"""What many tests stand on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.storage import Storage


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    storage = Storage(f"sqlite:///{path}")
    storage.migrate()
    storage.close()
    return path


@pytest.fixture
def storage(empty_database: Path, tmp_path: Path) -> Iterator[Storage]:
    """A database of the test's own: SQLite in a file."""
    path = tmp_path / "yibao.db"
    shutil.copy(empty_database, path)
    storage = Storage(f"sqlite:///{path}")
    yield storage
    storage.close()
