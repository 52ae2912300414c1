"""What an engine's score says."""

from pathlib import Path

import pytest

from service.errors import BadRequest, NotFound
from service.evaluation import (
    DEFECTS,
    Score,
    defects,
    evaluate,
    own_set,
    read_set,
    score,
    signatures,
    translate,
)
from tests.fakes import FakeTranslator, Fault, invent

CLEAN = dict.fromkeys(DEFECTS, 0.0)


def written(folder: Path, zh: str, en: str, **outputs: str) -> tuple[Path, Path]:
    (folder / "outputs").mkdir(exist_ok=True)
    (folder / "news.zh").write_text(zh, encoding="utf-8")
    (folder / "news.en").write_text(en, encoding="utf-8")
    for system, text in outputs.items():
        (folder / "outputs" / f"news.{system}.en").write_text(text, encoding="utf-8")
    return folder / "news.zh", folder / "news.en"


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("全县投资3.5亿元。", "The county invested 350 million yuan.", set()),
        ("全县投资3.5亿元。", "The county invested 3.5 billion yuan.", {"numbers"}),
        ("全县投资3.5亿元。", "The county invested.", {"numbers"}),
        ("县长罗启明出席。", "County head Luo Qiming attended.", set()),
        ("县长罗启明出席。", "The county head attended.", {"names"}),
        ("会议在县城召开。", "", {"empty"}),
        ("会议在县城召开。", "The meeting was held in the 县城.", {"untranslated"}),
        ("会议在县城召开。", "and so on and so on and so on and so on and so on", {"looping"}),
        ("县长罗启明说，投资3亿元。", "……", {"empty", "names", "numbers"}),
    ],
)
def test_defects_are_told_apart(zh: str, en: str, found: set[str]) -> None:
    assert defects(zh, en) == found


def test_the_own_set_is_whole_and_its_references_are_clean() -> None:
    test = own_set()
    assert len(test.sources) == len(test.references) >= 30
    assert score("reference", test, test.references) == Score("reference", 100.0, 100.0, CLEAN)


def test_defects_are_counted_by_the_thousand(tmp_path: Path) -> None:
    test = read_set(
        *written(
            tmp_path, "投资3亿元。\n投资4亿元。\n", "Investment of 300 million yuan.\nInvestment of 400 million yuan.\n"
        )
    )
    found = score("x", test, ["Investment of 300 million yuan.", ""])
    assert found.per_thousand == CLEAN | {"numbers": 500.0, "empty": 500.0}
    assert 0 < found.bleu < 100
    assert 0 < found.chrf < 100


def test_an_engine_is_measured_by_its_first_answers() -> None:
    engine = FakeTranslator([Fault("县委", "empty", lasting=False)])
    test = own_set()
    found = evaluate(engine, test)
    assert found.system == "fake"
    assert found.per_thousand["empty"] == round(1000 * sum("县委" in zh for zh in test.sources) / len(test.sources), 1)
    assert found.seconds is not None


def test_long_segments_are_cut_and_joined_and_progress_is_heard() -> None:
    long = "全县各级各部门迅速行动，" * 30 + "取得成效。"
    texts = ["会议召开。", long, "新桥通车。孩子们很高兴。"]
    heard: list[int] = []
    engine = FakeTranslator(batch_size=2)
    english = translate(texts, engine, heard.append)
    assert max(len(sentence) for batch in engine.calls for sentence in batch) <= engine.max_tokens
    assert english[0] == invent("会议召开。")
    assert english[2] == f"{invent('新桥通车。')} {invent('孩子们很高兴。')}"
    assert sum(heard) == len(texts)
    assert min(heard) >= 0


def test_other_systems_outputs_are_read_where_they_lie(tmp_path: Path) -> None:
    test = read_set(*written(tmp_path, "甲\n乙\n", "A\nB\n", some="a\nb\n", other="x\ny\n"))
    assert test.name == "news"
    assert test.outputs == {"other": ("x", "y"), "some": ("a", "b")}
    assert test.first(1).sources == ("甲",)
    assert test.first(1).outputs == {"other": ("x",), "some": ("a",)}


@pytest.mark.parametrize(
    ("zh", "en", "some", "message"),
    [
        ("甲\n乙\n", "A\n", "a\nb\n", r"news\.zh has 2 lines, news\.en 1"),
        ("甲\n乙\n", "A\nB\n", "a\n", r"news\.zh has 2 lines, some 1"),
        ("", "", "", r"news\.zh is empty"),
    ],
)
def test_sets_of_unequal_length_are_refused(tmp_path: Path, zh: str, en: str, some: str, message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        read_set(*written(tmp_path, zh, en, some=some))


def test_a_set_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"cannot read .*news\.zh"):
        read_set(tmp_path / "news.zh", tmp_path / "news.en")


def test_signatures_say_how_the_scores_were_made() -> None:
    found = signatures(own_set())
    assert found["bleu"].startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert found["chrf"].startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")


def test_published_outputs_score_as_published() -> None:
    folder = Path(__file__).parents[2] / "shared" / "devsets"
    if not folder.is_dir():
        pytest.skip(f"the development sets are not at {folder}")
    test = read_set(folder / "flores-dev.zh", folder / "flores-dev.en").first(200)
    scores = {name: score(name, test, lines) for name, lines in test.outputs.items()}
    assert scores["google"].chrf > scores["bergamot-base-memory"].chrf > scores["opusmt"].chrf
    assert scores["nllb"].per_thousand["numbers"] > scores["google"].per_thousand["numbers"]
