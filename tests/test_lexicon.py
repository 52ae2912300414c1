"""The lexicon of the checks: how words are cut, what renders what, how it is learned, and what is concluded from it."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.coverage import main as calibrate
from benchmarks.guards import clean
from benchmarks.lexicon import Pair, learn, main, weigh
from service.checks.coverage import addition, omission, unlicensed, unrendered
from service.checks.lexicon import (
    chinese_weights,
    chinese_words,
    english_weights,
    english_words,
    parts,
    renderings,
    stem,
)
from tests.fakes import invent


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("report reports reported reporting", "report"),
        ("country countries", "countr"),
        ("stop stops stopped stopping", "stop"),
        ("call calls called", "call"),
        ("government governments governmental", "govern"),
        ("is", "is"),
    ],
)
def test_forms_of_a_word_share_its_stem(words: str, key: str) -> None:
    assert {stem(word) for word in words.split()} == {key}


def test_words_know_where_they_stand() -> None:
    en = "The county's reports, 48 of them."
    assert [en[word.start : word.end] for word in english_words(en)] == ["The", "county", "reports", "of", "them"]
    assert [word.key for word in english_words(en)][1:3] == ["count", "report"]
    zh = "县长汇报工作。"
    assert "".join(word.text for word in chinese_words(zh)) == zh
    assert all(zh[word.start : word.end] == word.text for word in chinese_words(zh))


def test_a_word_is_rendered_by_what_renders_its_parts() -> None:
    assert parts("县") == ("县",)
    assert renderings("学校") <= renderings("学校食堂")
    assert stem("school") in renderings("学校")
    assert renderings("\0") == frozenset()


def test_weights_say_what_is_likely_to_have_a_counterpart() -> None:
    assert chinese_weights("学校").missing > chinese_weights("进行").missing >= 0 >= chinese_weights("进行").found
    assert english_weights("zzzzzz") is None


TOY = [
    ("学校 开门", "school open"),
    ("学校 关门", "school shut"),
    ("医院 开门", "clinic open"),
    ("医院 关门", "clinic shut"),
] * 9


def test_what_stands_together_renders_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.lexicon.COMMON", 0)
    monkeypatch.setattr("benchmarks.lexicon.LEAST", 1)
    pairs = [Pair(tuple(zh.split()), tuple(en.split())) for zh, en in TOY]
    table = learn(pairs)
    assert (table["学校"], table["医院"]) == ({"school"}, {"clinic"})
    chinese, english = weigh(pairs, table)
    assert chinese["学校"][0] < 0 < chinese["学校"][1]
    assert english["school"][0] < 0 < english["school"][1]


def corpus(folder: Path, pairs: list[tuple[str, str]]) -> Path:
    path = folder / "pairs.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{zh}\t{en}\n" for zh, en in pairs)
    return path


def test_the_tables_are_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(corpus(tmp_path, clean() * 3)), "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert all((tmp_path / name).stat().st_size for name in ("words.tsv", "stems.tsv"))


def test_the_thresholds_are_printed(tmp_path: Path) -> None:
    result = CliRunner().invoke(calibrate, [str(corpus(tmp_path, clean()))])
    assert result.exit_code == 0, result.output
    assert "a clause added" in result.output


ZH = "县长许明川汇报工作，受灾群众已经搬进新房，学校下个月开学。"


def test_the_run_that_looks_left_out() -> None:
    run = unrendered(ZH, "County head Xu Mingchuan reported on the work.")
    assert "搬进新房，学校下个月开学" in ZH[run.start : run.end]
    assert "许明川" not in ZH[run.start : run.end]


def test_the_run_that_looks_put_in() -> None:
    en = "County head Xu Mingchuan reported on the work, while heavy snow destroyed the harvest of many farmers."
    run = unlicensed("县长许明川汇报工作。", en)
    assert "destroyed the harvest" in en[run.start : run.end]
    assert "Xu Mingchuan" not in en[run.start : run.end]


def test_a_sentence_of_which_the_lexicon_knows_nothing_is_not_judged() -> None:
    for zh, _ in clean():
        assert not [*omission(zh, invent(zh)), *addition(zh, invent(zh))]
    assert not list(omission(ZH, "The weather was fine."))
