"""The command line: what goes in, what comes out, and what a script can rely on when something is wrong."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.cli import COMMANDS, main
from service.codec import from_dict
from service.memory import Entry
from service.records import Briefing
from service.settings import Settings
from service.tmx import write_tmx
from service.writers import WRITERS
from tests.desk import BRIEFS, FRONT, NOTE
from tests.fakes import invent
from tests.running import environment, until, yibao

SEEDS = BRIEFS.parent
Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Iterator[Run]:
    """`yibao` in this process with the fake engine and an empty folder to work in: (status, out, err)."""
    monkeypatch.setenv("YIBAO_TRANSLATOR", "tests.fakes:translator")
    monkeypatch.setenv("YIBAO_SUMMARIZER", "extractive")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, given: bytes = b"", **environ: str) -> tuple[int, bytes, str]:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        code = stopped.value.code
        return (code if isinstance(code, int) else 0), out, err.decode()

    yield call
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python had it before the command line changed it


def last_line(err: str) -> str:
    """The one line that is left on a terminal: progress bars clean up behind themselves."""
    lines = [line.rsplit("\r", 1)[-1].strip() for line in err.splitlines()]
    said = [line for line in lines if line and not line.startswith(("Translator:", "Summariser:"))]
    assert len(said) == 1, err
    return said[0]


# Starting


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        done = subprocess.run(yibao("--help"), capture_output=True, check=True)
        assert b"yibao serve" in done.stdout
        return time.perf_counter() - start

    # The machine may be busy: the best of a few tries is what it takes.
    assert any(seconds() < 0.3 for _ in range(10))


def test_help_names_every_command(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    assert all(f"  {name} " in out.decode() for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    status, out, err = run(command, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: yibao {command}".encode())


def test_version(run: Run) -> None:
    assert run("--version")[:2] == (0, b"yibao 0.1.0\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["translate"],
        ["translate", "--format", "pdf", "x"],
        ["translate", "--colour", "x"],
        ["serve", "--port", "0"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, b"")
    assert err.startswith("Usage: yibao")
    assert "Traceback" not in err


# A briefing


@pytest.mark.parametrize("form", WRITERS)
def test_a_briefing_in_every_format(run: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out{WRITERS[form].suffix}"
    assert run("translate", BRIEFS, "-o", out)[:2] == (0, b"")
    written = out.read_bytes()
    status, printed, _ = run("translate", BRIEFS, "--format", form)
    assert status == 0
    assert len(printed) > 500
    # They differ in the moment at which they were made.
    assert abs(len(written) - len(printed)) < 20
    assert written[:4] == printed[:4]


def test_what_is_written_is_the_briefing(run: Run) -> None:
    status, out, err = run("translate", BRIEFS, "--format", "json")
    assert status == 0
    found = from_dict(Briefing, json.loads(out))
    assert [story.title.zh for story in found.stories][:2] == ["松溪镇修好村道", "县图书馆延长开放时间"]
    assert found.name == "briefs.txt"
    # The choice of engines is said, and not on standard output.
    assert "Translator: tests.fakes:translator\n" in err
    assert "Summariser: extractive\n" in err


def test_a_terminal_gets_markdown(run: Run) -> None:
    assert run("translate", BRIEFS)[1].decode().startswith("# ")


def test_several_files_are_the_pages_of_one_issue(run: Run) -> None:
    def stories(*files: Path) -> Any:
        return json.loads(run("translate", *files, "--format", "json")[1])["stories"]

    apart = stories(FRONT) + stories(SEEDS / "page-2.txt")
    joined = stories(FRONT, SEEDS / "page-2.txt")
    assert len(joined) < len(apart)
    assert any(story["continued"] and story["continued"]["held"] for story in joined)


def test_standard_input(run: Run) -> None:
    status, out, _ = run("translate", "-", "--format", "json", given=NOTE.encode("gb18030"))
    assert status == 0
    assert json.loads(out)["stories"][0]["title"]["zh"] == "松溪镇建成六处口袋公园"


# Lines


@pytest.mark.parametrize(
    ("given", "passages"),
    [
        ("书记讲话。\n会议结束。\n", ["书记讲话。", "会议结束。"]),
        ("书记讲话。\n会议结束。", ["书记讲话。", "会议结束。"]),
        ("书记讲话。\r\n会议结束。\r\n", ["书记讲话。", "会议结束。"]),
        ("书记讲话。\n\n\n会议结束。\n\n", ["书记讲话。", "", "", "会议结束。", ""]),
        ("书记讲话。会议结束。\n", ["书记讲话。会议结束。"]),
        ("书记\u2028讲话。\x0b会议\x85结束。\n", ["书记\u2028讲话。\x0b会议\x85结束。"]),
        ("\ufeff书记讲话。\n", ["书记讲话。"]),
    ],
)
def test_one_line_gives_one_line(run: Run, given: str, passages: list[str]) -> None:
    status, out, _ = run("translate", "--format", "lines", "-", given=given.encode())
    assert status == 0
    lines = out.decode().removesuffix("\n").split("\n")
    assert len(lines) == len(passages)
    for line, passage in zip(lines, passages, strict=True):
        assert bool(line) == bool(passage)
        assert not passage.isalpha() or line == invent(passage)


def test_own_terms_and_memory_count(run: Run, tmp_path: Path) -> None:
    (tmp_path / "asia.csv").write_text("zh,en\n口袋公园,vest-pocket park\n", encoding="utf-8")
    (tmp_path / "house.csv").write_text("zh,en\n口袋公园,pocket garden\n", encoding="utf-8")
    (tmp_path / "past.tmx").write_bytes(write_tmx([Entry("会议召开。", "The meeting opened.")]))
    given = ["translate", "--terms", "asia.csv", "--terms", "house.csv", "--memory", "past.tmx", "-"]
    code, out, _ = run(*given, "--format", "lines", given="会议召开。\n口袋公园开放。\n".encode())
    first, second = out.decode().splitlines()
    assert (code, first) == (0, "The meeting opened.")
    assert second.startswith("Pocket garden")
    _, out, _ = run(*given, "--format", "json", given=NOTE.encode())
    (story,) = json.loads(out)["stories"]
    assert {term["termbase"] for term in story["terms"] if term["zh"] == "口袋公园"} == {"house"}


def test_many_lines_keep_their_order(run: Run, tmp_path: Path) -> None:
    count = 600
    (tmp_path / "in.txt").write_text("".join(f"第{number}号文件。\n" for number in range(1000, 1000 + count)))
    assert run("translate", "in.txt", "-o", "out.txt")[0] == 0
    lines = (tmp_path / "out.txt").read_text().splitlines()
    assert len(lines) == count
    assert all(f"{number:,}" in line or str(number) in line for number, line in enumerate(lines, 1000))


def test_lines_of_several_files_follow_each_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("书记讲话。")
    (tmp_path / "b").write_text("会议结束。\n", encoding="gb18030")
    assert run("translate", "--format", "lines", "a", "b")[1].decode().count("\n") == 2


# What is wrong


@pytest.mark.parametrize(
    ("name", "data", "status", "words"),
    [
        ("none.txt", None, 2, "cannot read none.txt: no such file or directory"),
        (".", None, 2, "cannot read .: is a directory"),
        ("a.txt", b"", 2, "there is nothing in it"),
        ("a.txt", b"Only English here, and nothing else.", 2, "there is not one Chinese character in it"),
        ("a.pdf", NOTE.encode(), 2, "the bytes are text/plain, while application/pdf its name says"),
        ("a.pdf", b"%PDF-1.7 damaged", 2, "PDF is damaged"),
        ("a.zip", b"PK\x05\x06" + bytes(18), 2, "application/zip cannot be read"),
    ],
)
@pytest.mark.parametrize("out", [[], ["-o", "out.json"]])
def test_bad_input_is_one_line(
    run: Run, tmp_path: Path, name: str, data: bytes | None, status: int, words: str, out: list[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    found, printed, err = run("translate", name, *out)
    assert (found, printed) == (status, b"")
    assert last_line(err).startswith("yibao: ")
    assert words in last_line(err)
    assert [path.name for path in tmp_path.iterdir()] == ([name] if data is not None else [])


@pytest.mark.parametrize(
    ("arguments", "environ", "status", "words"),
    [
        (["-o", "out.pdf"], {}, 2, "no format is known by the ending .pdf: give --format"),
        (["-o", "none/out.md"], {}, 4, "cannot write none/out.md: its folder does not exist"),
        (["-o", "..", "--format", "md"], {}, 4, "cannot write ..: it is a folder"),
        (["--engine", "no-such-model"], {}, 2, "no model 'no-such-model'"),
        (["--engine", "no.such:engine"], {}, 2, "no engine 'no.such:engine'"),
        ([], {"FAKE_FAULTS": '[{"needle": "修缮", "kind": "raise"}]'}, 3, "the fake engine was told to fail"),
        ([], {"YIBAO_MAX_BYTES": "10"}, 2, "more than 10 bytes: split it, or raise YIBAO_MAX_BYTES"),
        ([], {"YIBAO_MAX_ARTICLES": "x"}, 2, "YIBAO_MAX_ARTICLES must be a whole number"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, tmp_path: Path, arguments: list[str], environ: dict[str, str], status: int, words: str
) -> None:
    found, printed, err = run("translate", BRIEFS, *arguments, **environ)
    assert (found, printed) == (status, b"")
    assert last_line(err).startswith("yibao: ")
    assert words in last_line(err)
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_the_work_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("what was there")
    fault = '[{"needle": "修缮", "kind": "raise"}]'
    assert run("translate", BRIEFS, "-o", "out.md", FAKE_FAULTS=fault)[0] == 3
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]
    assert (tmp_path / "out.md").read_text() == "what was there"


def test_a_file_is_written_as_others_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.md").touch()
    (tmp_path / "link.md").symlink_to("real.md")
    mask = os.umask(0o027)
    try:
        assert run("translate", BRIEFS, "-o", "new.md")[0] == 0
    finally:
        os.umask(mask)
    assert (tmp_path / "new.md").stat().st_mode & 0o777 == 0o640
    assert run("translate", BRIEFS, "-o", "link.md")[0] == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").stat().st_size > 500


def test_a_device_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, cwd=tmp_path)
    assert run("translate", BRIEFS, "--format", "json", "-o", "pipe")[0] == 0
    assert json.loads(reader.communicate(timeout=10)[0])["stories"]
    assert (tmp_path / "pipe").is_fifo()


# As a process among others


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return environment(Settings(home=tmp_path, models=tmp_path))


def test_a_reader_that_goes_away_is_no_error(environ: dict[str, str]) -> None:
    command = " ".join([*yibao("translate"), str(BRIEFS), "--format json | sleep 0; echo ${PIPESTATUS[0]}"])
    done = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, timeout=60, check=True)
    assert done.stdout == b"141\n"
    assert b"Traceback" not in done.stderr


def test_a_word_file_goes_down_a_pipe_whole(environ: dict[str, str]) -> None:
    command = [*yibao("translate"), "-", "--format", "docx"]
    done = subprocess.run(command, env=environ, input=NOTE.encode(), capture_output=True, timeout=60, check=True)
    assert zipfile.ZipFile(io.BytesIO(done.stdout)).testzip() is None


def test_it_can_be_interrupted(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("".join(f"第{number}号文件。" for number in range(200)))
    command = [*yibao("translate"), "in.txt", "-o", "out.md"]
    process = subprocess.Popen(
        command, env=environ | {"FAKE_SECONDS": "0.2"}, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    assert process.stderr
    until(lambda: process.stderr.readline().startswith("Summariser"))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert last_line(err) == "yibao: stopped"
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]
