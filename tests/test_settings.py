"""What can be set, by which variable, and what is refused."""

import ast
import subprocess
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadRequest
from service.queue import Queue
from service.serve import broker_command
from service.settings import Settings

ROOT = Path(__file__).parents[1]
# Modules that set a variable for a library, or hand the environment on to a process.
MAY_SET = {"models/seq2seq.py", "models/fetch.py", "service/serve.py", "service/settings.py"}


def test_without_a_variable_everything_has_its_default() -> None:
    assert Settings.from_environ({}) == Settings()
    assert Settings.from_environ({"YIBAO_PORT": "", "YIBAO_HOME": "", "OTHER": "1"}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("YIBAO_HOME", "/srv/yibao", "home", Path("/srv/yibao")),
        ("YIBAO_MIRROR", "~/mirror", "mirror", Path.home() / "mirror"),
        ("YIBAO_PORT", "9000", "port", 9000),
        ("YIBAO_THREADS", "0", "threads", 0),
        ("YIBAO_MAX_BYTES", "1", "max_bytes", 1),
        ("YIBAO_DATABASE_URL", "postgresql://h/d", "database_url", "postgresql://h/d"),
        ("YIBAO_HOSTS", "a.example, b.example", "hosts", "a.example, b.example"),
        ("YIBAO_SUMMARIZER", "extractive", "summarizer", "extractive"),
    ],
)
def test_a_variable_sets(variable: str, text: str, name: str, value: object) -> None:
    assert Settings.from_environ({variable: text}) == replace(Settings(), **{name: value})


@pytest.mark.parametrize("text", ["x", "1.5", "-1", "0", " ", "1e3", "٣x"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="YIBAO_STALE_SECONDS must be a whole number from 1, not"):
        Settings.from_environ({"YIBAO_STALE_SECONDS": text})


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)
VALUES: dict[object, st.SearchStrategy[object]] = {
    int: st.integers(1, 10**9),
    str: TEXTS,
    Path: TEXTS.map(lambda text: Path("/srv") / text.lstrip("/")),
    Path | None: st.none() | TEXTS.map(lambda text: Path("/srv") / text.lstrip("/")),
}


@given(st.builds(Settings, **{field.name: VALUES[field.type] for field in fields(Settings)}))  # type: ignore[arg-type]
def test_a_child_process_has_the_same_settings(settings: Settings) -> None:
    assert Settings.from_environ(settings.to_environ()) == settings


@pytest.mark.parametrize("name", ["a b", "译报", "what?x=1", "c#", "50%41", "a@b:c", "-"])
def test_a_home_may_have_any_name(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    home.mkdir()
    settings = Settings(home=home)
    engine = sa.create_engine(settings.database)
    engine.connect().close()
    engine.dispose()
    assert (home / "yibao.db").exists()
    command = broker_command(settings)
    broker = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not (there := Queue(settings).ping()) and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        broker.terminate()
        broker.wait()
    assert there


def test_embedded_parts_lie_in_the_home() -> None:
    settings = Settings(home=Path("/srv/yibao"))
    assert settings.database == "sqlite:////srv/yibao/yibao.db"
    assert settings.broker == "redis+socket:///srv/yibao/broker.sock?virtual_host=0"
    elsewhere = replace(settings, socket=Path("/run/b.sock"))
    assert elsewhere.broker == "redis+socket:///run/b.sock?virtual_host=0"
    own = replace(settings, database_url="postgresql://h/d", broker_url="amqp://h")
    assert (own.database, own.broker) == ("postgresql://h/d", "amqp://h")


def test_every_setting_is_explained() -> None:
    explained = Settings.__doc__ or ""
    assert [f.name for f in fields(Settings) if f"`{f.name}`" not in explained] == ["host", "port"]


def reads_environment(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} for node in ast.walk(tree))


def test_one_module_reads_the_environment() -> None:
    modules = [path for package in ("models", "service", "workers", "prompts", "seeds")
               for path in (ROOT / package).rglob("*.py")]  # fmt: skip
    assert {str(path.relative_to(ROOT)) for path in modules if reads_environment(path)} <= MAY_SET
