"""The measurement of levels; what it measures is not run here."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.levels import main, rows
from service.records import Finding, Severity
from tests.stories import unit


def test_sentences_are_scored_by_their_level() -> None:
    good = unit("会议召开。", "A meeting was held.")
    bad = replace(unit("散会。", "xyz"), findings=(Finding("number-lost", Severity.ERROR, ""),))
    high, low, every = rows([good, bad, good], ["A meeting was held.", "It was over.", "A meeting was held."])
    assert (high.level, high.sentences, high.corpus, high.mean) == ("high", 2, 100.0, 100.0)
    assert (low.level, low.sentences) == ("low", 1)
    assert low.mean == pytest.approx(0.0)
    assert (every.level, every.sentences) == ("all", 3)
    assert every.mean == pytest.approx(200 / 3)


def test_the_table_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.zh").write_text("会议召开。\n散会。\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("A meeting was held.\nIt was over.\n", encoding="utf-8")
    given = ["--set", str(tmp_path / "a.zh"), str(tmp_path / "a.en")]
    result = CliRunner().invoke(
        main, [*given, *given, "--engine", "tests.fakes:translator", "--skip", "1", "--limit", "1"]
    )
    assert result.exit_code == 0, result.output
    assert [line.split()[:2] for line in result.output.splitlines() if not line.startswith(("Tr", "Su"))] == [
        ["a", "sentences"], ["high", "1"], ["all", "1"],
        ["a", "sentences"], ["high", "1"], ["all", "1"],
        ["together", "sentences"], ["high", "2"], ["all", "2"],
    ]  # fmt: skip
