"""`yibao models`, as typed."""

import json
from pathlib import Path

import pytest

from models.errors import ModelUnavailable
from service.cli import main
from tests import tiny

NAME = "opus-mt-zh-en"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty model store, no network, and a mirror that has a tiny Marian under the name of OPUS-MT."""
    monkeypatch.setenv("YIBAO_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("YIBAO_MIRROR", str(tmp_path / "mirror"))
    monkeypatch.setenv("YIBAO_DEVICE", "cpu")
    monkeypatch.setenv("YIBAO_THREADS", "1")
    monkeypatch.setattr("models.fetch.hub_answers", lambda repo: False)
    return tmp_path


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With its weights in the older format, as that model has them."""
    import torch
    from safetensors.torch import load_file

    folder = tiny.marian(tmp_path_factory.mktemp("marian") / NAME)
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return folder


@pytest.fixture
def mirrored(home: Path, marian: Path) -> None:
    (home / "mirror").symlink_to(marian.parent)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `yibao models WORDS`."""
    with pytest.raises(SystemExit) as end:
        main(["models", *words])
    out, err = capsys.readouterr()
    return int(str(end.value.code)), out, err


def test_list_shows_every_model_and_what_is_here(capsys: pytest.CaptureFixture[str], mirrored: None) -> None:
    status, out, _ = run(capsys, "list")
    rows = [line.split() for line in out.splitlines()]
    assert status == 0
    assert rows[0][:3] == ["NAME", "ENGINE", "FOR"]
    assert [row[:5] for row in rows if row[0] == NAME] == [[NAME, "seq2seq", "translate", "CC-BY-4.0", "no"]]
    run(capsys, "pull", NAME)
    assert [row[4] for row in map(str.split, run(capsys, "list")[1].splitlines()) if row[0] == NAME] == ["yes"]


def test_pull_says_where_it_put_it(home: Path, capsys: pytest.CaptureFixture[str], mirrored: None) -> None:
    place = home / "models" / "pulled" / NAME
    status, out, err = run(capsys, "pull", NAME)
    assert (status, out) == (0, f"{place}\n")
    assert err == f"Fetching {NAME} (CC-BY-4.0) from the folder {home / 'mirror'} …\n"
    assert run(capsys, "pull", NAME) == (0, f"{place}\n", "")
    assert run(capsys, "path", NAME) == (0, f"{place}\n", "")


def test_convert_fetches_first(home: Path, capsys: pytest.CaptureFixture[str], mirrored: None) -> None:
    status, out, err = run(capsys, "convert", NAME)
    assert status == 0
    assert (Path(out.strip()) / "model.bin").is_file()
    assert f"Converting {NAME} to int8 (once) …" in err
    assert run(capsys, "convert", NAME)[1] == out


def test_path_fetches_nothing(capsys: pytest.CaptureFixture[str], mirrored: None) -> None:
    assert run(capsys, "path", NAME) == (
        3,
        "",
        f"yibao: {NAME} is not on this machine: `yibao models pull {NAME}` fetches it\n",
    )


@pytest.mark.parametrize("command", ["pull", "convert", "path", "evaluate"])
def test_an_unknown_name_ends_with_status_2_and_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, command, "nothing")
    assert (status, out) == (2, "")
    assert (
        err == "yibao: no model 'nothing': neither in the catalogue (`yibao models list`) nor a folder nor a hub id\n"
    )


def test_a_model_that_nobody_gives_ends_with_status_3(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "pull", NAME)
    assert (status, out) == (3, "")
    assert err.splitlines()[-1].startswith(f"yibao: no source of {NAME} answers")
    assert ModelUnavailable.__name__ not in err


def test_evaluate_prints_a_table_with_signatures(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "evaluate", "tests.fakes:translator", "--limit", "10")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "county news, 10 segments; defects in a thousand segments"
    assert lines[1].split() == ["BLEU", "chrF2", "numbers", "names", "empty", "looping", "untranslated"]
    assert lines[2].split()[0] == "fake"
    assert lines[3].split() == ["reference", "100.0", "100.0", "0.0", "0.0", "0.0", "0.0", "0.0"]
    assert lines[-2].startswith("bleu: nrefs:1|")
    assert lines[-1].startswith("chrf: nrefs:1|")


def test_evaluate_measures_a_model_on_any_set(home: Path, marian: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "learned.zh").write_text("\n".join(tiny.CHINESE), encoding="utf-8")
    (home / "learned.en").write_text("\n".join(tiny.ENGLISH), encoding="utf-8")
    words = ("--source", str(home / "learned.zh"), "--reference", str(home / "learned.en"), "--json")
    status, out, _ = run(capsys, "evaluate", str(marian), *words)
    found = json.loads(out)
    assert status == 0
    assert (found["set"], found["segments"]) == ("learned", 8)
    assert set(found["signatures"]) == {"bleu", "chrf"}
    assert found["systems"][0]["system"] == NAME
    assert found["systems"][0]["chrf"] > 80  # it has learned these by heart


def test_a_source_without_reference_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "evaluate", "tests.fakes:translator", "--source", "x.zh") == (
        2, "", "yibao: --source and --reference go together\n"
    )  # fmt: skip
