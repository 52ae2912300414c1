"""Training: what a pair of sentences goes through, what the token arrays hold, and the recipe from text to engine."""

import gzip
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from models.engine import Decoding, Identity, Translation
from models.training import curve
from models.training.batches import Tokens, pad
from models.training.config import Config, Corpus, TrainingError
from models.training.distil import distil
from models.training.fit import Log, Place, rate
from models.training.noise import Lexicon, clauses, code_switch, soil, spell_name, stands_in
from models.training.prepare import fault, pairs, prepare, read_lexicon
from service.cli_train import train

WHO = {
    "县长": "The county head",
    "老师": "The teacher",
    "记者": "The reporter",
    "农民": "The farmer",
    "医生": "The doctor",
}
DOES = {"昨天参观了": "visited", "今天介绍了": "presented", "去年修建了": "built", "仔细检查了": "inspected carefully"}
WHAT = {"新学校": "the new school", "老桥": "the old bridge", "水库": "the reservoir", "果园": "the orchard"}
SENTENCES = [
    (f"{who}{does}{what}。", f"{WHO[who]} {DOES[does]} {WHAT[what]}.")
    for who, does, what in itertools.product(WHO, DOES, WHAT)
]


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def config(folder: Path, rows: Sequence[Sequence[str]] = SENTENCES, **given: object) -> Config:
    return Config(folder / "work", (Corpus(write(folder / "pairs.tsv", rows)),), **given)  # type: ignore[arg-type]


def kept(given: Config) -> list[tuple[str, str]]:
    return [(zh, en) for zh, en, _ in pairs(given, Counter())]


# The configuration


def test_paths_of_a_configuration_are_relative_to_it(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('work = "w"\ncorpora = [{path = "a.tsv.gz", weight = 2}, {path = "b.tsv"}]\nmono = ["m.tsv"]\n')
    assert Config.load(path) == Config(
        tmp_path / "w",
        (Corpus(tmp_path / "a.tsv.gz", 2.0), Corpus(tmp_path / "b.tsv", 1.0)),
        mono=(tmp_path / "m.tsv",),
    )
    assert [corpus.name for corpus in Config.load(path).corpora] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("work = ", "cannot read"),
        ('work = "w"\n', "'corpora' is missing"),
        ('work = "w"\ncorpora = []\nstep = 3\n', "unknown entry 'step'"),
        ('work = "w"\ncorpora = []\nshape = "huge"\n', "shape cannot be 'huge'"),
        ('work = "w"\ncorpora = []\nprecision = "int8"\n', "precision cannot be 'int8'"),
        ('work = "w"\ncorpora = []\ndev = ["a"]\n', "dev cannot be 1"),
    ],
)
def test_a_wrong_configuration_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "run.toml").write_text(text)
    with pytest.raises(TrainingError, match=complaint):
        Config.load(tmp_path / "run.toml")


# prepare


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("会议昨天在北京举行。", "The meeting was held in Beijing yesterday.", None),
        ("GDP增长5.2%,CPI上涨0.2%。", "GDP grew 5.2% and the CPI rose 0.2%.", None),
        ("会议昨天在北京举行。", "会议 was held in Beijing yesterday.", "script"),
        ("Hello.", "Hello.", "script"),
        ("共有 apt-get install 命令 sudo apt-get update", "There is the command.", "script"),
        ("二〇二六", "2026", "script"),
        ("会" * 201, "word " * 180, "length"),
        ("会议昨天在北京的人民大会堂举行。", "Meeting.", "ratio"),
        ("会议昨天在北京举行。", "word " * 40, "ratio"),
    ],
)
def test_a_pair_is_kept_or_left_out_for_a_reason(tmp_path: Path, zh: str, en: str, expected: str | None) -> None:
    assert fault(zh, en.strip(), Config(tmp_path, ())) == expected


def test_pairs_are_normalised_and_come_once(tmp_path: Path) -> None:
    rows = [
        ("會議　將於１２日舉行。", "The  meeting will be held on the 12th."),
        ("会议将于12日举行", "the meeting will be held on the 12th"),
        ("只有一列",),
        ("", ""),
    ]
    counts: Counter[str] = Counter()
    found = list(pairs(config(tmp_path, rows), counts))
    assert found == [("会议 将于12日举行。", "The meeting will be held on the 12th.", "pairs")]
    assert counts == {"kept": 1, "duplicate": 1, "script": 2}


@pytest.mark.parametrize("entry", ["hold_out", "dev"])
def test_evaluation_sentences_are_kept_out_in_either_language(tmp_path: Path, entry: str) -> None:
    held = (
        write(tmp_path / "set.zh", [("縣長昨天參觀了水庫",), ("另外一句话。",)]),
        write(tmp_path / "set.en", [("Some other sentence.",), ("THE TEACHER BUILT THE OLD BRIDGE",)]),
    )
    simplified = write(tmp_path / "set2.zh", [("县长昨天参观了水库",), ("另外一句话。",)])
    given = config(tmp_path, **{entry: (simplified, held[1])})
    left = kept(given)
    assert len(left) == len(SENTENCES) - 2
    assert ("县长昨天参观了水库。", "The county head visited the reservoir.") not in left
    assert ("老师去年修建了老桥。", "The teacher built the old bridge.") not in left


def test_a_folder_of_files_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "distilled").mkdir()
    for n, row in enumerate(SENTENCES[:2]):
        with gzip.open(tmp_path / f"distilled/{n}.tsv.gz", "wt", encoding="utf-8") as out:
            out.write("\t".join(row) + "\n")
    assert kept(Config(tmp_path, (Corpus(tmp_path / "distilled"),))) == SENTENCES[:2]


def test_corpora_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one, other = write(tmp_path / "a.tsv", SENTENCES), write(tmp_path / "b/a.tsv", SENTENCES)
    with pytest.raises(TrainingError, match="same name"):
        prepare(Config(tmp_path / "work", (Corpus(one), Corpus(other))))


# noise

LEXICON = Lexicon(
    {
        "县委": ("county Party committee", "CPC county committee"),
        "全体会议": ("plenary meeting", "plenary session"),
        "会议": ("meeting", "conference"),
        "北京": ("Beijing",),
        "和": ("and",),
    }
)


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        # The longest term counts, with the rendering that the English has.
        ("全体会议举行。", "The plenary session was held.", {" plenary session 举行。"}),
        ("会议举行。", "The conference was held.", {"conference 举行。"}),
        # A rendering that is not there, or is only part of a word, is no alignment.
        ("会议举行。", "The talks were held.", {None}),
        ("会议举行。", "The meetings were held.", {None}),
        # One to all of the terms, as the lot falls.
        (
            "北京会议举行。",
            "The Beijing meeting was held.",
            {"Beijing 会议举行。", "北京 meeting 举行。", "Beijing meeting 举行。"},
        ),
        # Names are spelled out without a lexicon.
        ("记者王小波报道。", "Wang Xiaobo reports.", {"记者 Wang Xiaobo 报道。"}),
        ("欧阳锋出席会谈。", "Ouyang Feng attended the talks.", {"Ouyang Feng 出席会谈。"}),
        ("王小波报道。", "Wang Dabo reports.", {None}),
    ],
)
def test_an_aligned_phrase_is_replaced_by_its_english(zh: str, en: str, expected: set[str | None]) -> None:
    found = {code_switch(zh, en, LEXICON, random.Random(seed)) for seed in range(30)}
    assert found == {text.strip() if text else None for text in expected}


@given(st.sampled_from(SENTENCES), st.integers())
def test_switching_only_moves_words_of_the_target_into_the_source(pair: tuple[str, str], seed: int) -> None:
    zh, en = pair
    lexicon = Lexicon({zh: (en,) for zh, en in WHAT.items()})
    switched = code_switch(zh, en, lexicon, random.Random(seed))
    assert switched is not None
    term, english = next((a, b) for a, b in WHAT.items() if a in zh)
    assert switched == zh.replace(term, f" {english} ")


@pytest.mark.parametrize(
    ("zh", "expected"),
    [("王小波", "Wang Xiaobo"), ("王波", "Wang Bo"), ("欧阳锋", "Ouyang Feng"), ("王", None), ("王A", None)],
)
def test_names_in_english(zh: str, expected: str | None) -> None:
    assert spell_name(zh) == expected


def test_a_lexicon_has_renderings_only(tmp_path: Path) -> None:
    rows = [("会议", "meeting/conference/CL:場|场[chang3]"), ("举行", "to hold"), ("县", "county"), ("局", "office"),
            ("水库", "reservoir (for water)"), ("A股", "A share")]  # fmt: skip
    lexicon = read_lexicon([write(tmp_path / "terms.tsv", rows)])
    zh, en = "会议举行县局水库A股", "conference to hold county office reservoir A share"
    assert [(zh[a.start : a.end], a.english) for a in lexicon.align(zh, en)] == [
        ("会议", "conference"), ("水库", "reservoir"),
    ]  # fmt: skip


@given(st.text(alphabet="会议举行了,。;:“”12", min_size=1), st.integers())
def test_soiling_loses_no_word(zh: str, seed: int) -> None:
    soiled = soil(zh, random.Random(seed))
    assert [c for c in soiled if c.isalnum()] == [c for c in zh if c.isalnum()]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        (
            "修路;种树;建桥。",
            "roads; trees; a bridge.",
            [("修路", "roads"), ("种树", "trees"), ("建桥。", "a bridge.")],
        ),
        ("修路；种树。", "roads; trees.", [("修路", "roads"), ("种树。", "trees.")]),
        ("修路;种树。", "roads and trees.", []),
        ("修路。", "roads.", []),
    ],
)
def test_clauses_where_both_sides_have_as_many(zh: str, en: str, expected: list[tuple[str, str]]) -> None:
    assert list(clauses(zh, en)) == expected


@given(st.text(), st.text(min_size=1))
def test_whole_words_stand_in_a_text_that_has_them_between_spaces(text: str, words: str) -> None:
    assert stands_in(words, f"{text} {words} {text}")


# batches


def tokens(path: Path, rows: Sequence[tuple[Sequence[int], Sequence[int]]], weights: dict[str, float]) -> Tokens:
    """Token arrays as `encode` writes them; the pairs belong to corpora "a", "b", "a", "b" … in turn."""
    arrays: dict[str, object] = {
        "target_of": np.arange(len(rows)), "corpus": np.arange(len(rows)) % 2, "names": np.array(["a", "b"])
    }  # fmt: skip
    for n, name in enumerate(("source", "target")):
        arrays[name] = np.array([token for row in rows for token in row[n]], dtype=np.uint16)
        arrays[f"{name}_at"] = np.cumsum([0, *(len(row[n]) for row in rows)])
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return Tokens(path, weights)


ROWS = st.lists(st.tuples(st.lists(st.integers(1, 9), min_size=1), st.lists(st.integers(1, 9), min_size=1)), min_size=1)


@given(rows=ROWS, seed=st.integers(0, 9), limit=st.integers(8, 64))
def test_an_epoch_has_every_pair_within_the_limit(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[list[int], list[int]]], seed: int, limit: int
) -> None:
    found = tokens(tmp_path_factory.getbasetemp() / "t.npz", rows, {})
    batches = found.batches(0, seed, limit)
    assert sorted(i for batch in batches for i in batch.tolist()) == list(range(len(rows)))
    for batch in batches:
        longest = max(max(map(len, rows[i])) for i in batch)
        assert len(batch) == 1 or longest * len(batch) <= limit
    again = found.batches(0, seed, limit)
    assert [batch.tolist() for batch in again] == [batch.tolist() for batch in batches]


def test_weights_say_how_often_a_corpus_is_seen(tmp_path: Path) -> None:
    found = tokens(tmp_path / "t.npz", [((1,), (2,))] * 400, {"a": 2.0, "b": 0.25})
    seen = Counter(int(i) % 2 for epoch in range(4) for batch in found.batches(epoch, 1, 64) for i in batch)
    assert seen[0] == 4 * 200 * 2
    assert seen[1] == pytest.approx(4 * 200 * 0.25, rel=0.2)


def test_a_batch_says_which_tokens_count(tmp_path: Path) -> None:
    batch = tokens(tmp_path / "t.npz", [((5, 6, 0), (7, 0)), ((5, 0), (8, 9, 0))], {}).batch(np.array([0, 1]), 99)
    assert batch.source.tolist() == [[5, 6, 0] + [99] * 5, [5, 0] + [99] * 6]
    assert batch.gold.tolist() == [7, 0, 8, 9, 0]
    assert batch.target.ravel()[batch.places].tolist() == batch.gold.tolist()


def test_padding_fills_up_to_a_multiple() -> None:
    assert pad([np.array([1, 2], np.uint16), np.array([3], np.uint16)], 9, multiple=4).tolist() == [
        [1, 2, 9, 9], [3, 9, 9, 9],
    ]  # fmt: skip


# rate, log, curve


def test_the_rate_rises_falls_slowly_and_then_to_zero(tmp_path: Path) -> None:
    given = Config(tmp_path, (), rate=1.0, warmup=10, steps=100, cooldown=20)
    rates = [rate(step, given) for step in range(1, 101)]
    assert rates[4] == pytest.approx(0.5)
    assert rates.index(max(rates)) == 9
    assert rates[39] == pytest.approx(0.5)
    assert all(a > b for a, b in itertools.pairwise(rates[9:]))
    assert 0 < rates[-1] < 0.02


def test_a_log_that_goes_on_drops_what_will_be_done_again(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    path.write_text('{"step": 20, "tokens": 5}\n{"step": 40, "tokens": 9}\n{"step": 60, "tok')
    log = Log(path, 20)
    log.add(2.0, 3)
    log.add(1.0, 1)
    log.write(Place(40), 0.1)
    log.write_dev(Place(40), 1.5)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    del lines[1]["tokens_per_second"]
    assert lines == [
        {"step": 20, "tokens": 5},
        {"step": 40, "epoch": 0, "loss": 1.75, "rate": 0.1, "tokens": 9},
        {"step": 40, "dev_loss": 1.5},
    ]


def test_the_curve_is_a_picture_of_the_log(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    path.write_text('{"step": 20, "loss": 9.5}\n{"step": 40, "loss": 7.5}\n{"step": 40, "dev_loss": 7.0}\n')
    lines = curve.read(path)
    assert [line.points for line in lines] == [[(20, 9.5), (40, 7.5)], [(40, 7.0)]]
    root = ElementTree.fromstring(curve.draw(lines, "A run"))
    drawn = root.findall("{http://www.w3.org/2000/svg}polyline")
    (x1, y1), (x2, y2) = (map(float, point.split(",")) for point in drawn[0].attrib["points"].split())
    assert x1 < x2
    assert y1 < y2, "a falling loss falls in the picture"


# distil


class Teacher:
    """A translator that knows the test's sentences, and says nothing for the rest."""

    identity = Identity("fake", "teacher", "0" * 64)
    max_tokens, batch_size, default = 30, 2, Decoding()

    def __init__(self) -> None:
        self.asked: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text)

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, contexts: Sequence[str] = ()
    ) -> list[Translation]:
        self.asked += sentences
        return [Translation(dict(SENTENCES).get(sentence, "")) for sentence in sentences]


def test_a_teacher_makes_pairs_that_the_guards_let_pass(tmp_path: Path) -> None:
    (one, _), (two, english), (held, _) = SENTENCES[:3]
    mono = write(
        tmp_path / "mono.tsv", [("news", one), ("news", two), ("news", held), ("news", "不知道。"), ("n", "长" * 31)]
    )
    given = config(tmp_path, mono=(mono,), hold_out=(write(tmp_path / "set.zh", [(held,)]),))
    teacher = Teacher()
    folder = distil(given, teacher, lambda zh, en: zh != one)
    assert teacher.asked == [one, two, "不知道。"]
    assert kept(Config(tmp_path, (Corpus(folder),))) == [(two, english)]
    distil(given, teacher, lambda zh, en: True)
    assert len(teacher.asked) == 3, "what is done is not done again"


def test_two_teachers_are_not_mixed(tmp_path: Path) -> None:
    given = config(tmp_path, mono=(write(tmp_path / "mono.tsv", [SENTENCES[0]]),))
    distil(given, Teacher(), lambda zh, en: True)
    other = Teacher()
    other.identity = Identity("fake", "other", "1" * 64)
    with pytest.raises(TrainingError, match="another teacher"):
        distil(given, other, lambda zh, en: True)


# The whole way

RECIPE = """
work = "work"
corpora = [{ path = "pairs.tsv" }]
dev = ["dev.zh", "dev.en"]
lexicon = ["terms.tsv"]
shape = "nano"
vocabulary = 480
switch = 0.3
steps = 400
batch_tokens = 1200
rate = 4e-3
warmup = 60
cooldown = 150
smoothing = 0.0
dropout = 0.0
save_every = 50
"""
HELD = SENTENCES[::8]


def run(*arguments: object) -> str:
    result = CliRunner().invoke(train, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The recipe run from text to exported model, on 70 pairs."""
    folder = tmp_path_factory.mktemp("recipe")
    path = folder / "run.toml"
    path.write_text(RECIPE)
    write(folder / "pairs.tsv", SENTENCES)
    write(folder / "terms.tsv", list(WHAT.items()))
    write(folder / "dev.zh", [(zh,) for zh, _ in HELD])
    write(folder / "dev.en", [(en,) for _, en in HELD])
    for step in ("prepare", "tokenizer", "fit", "average", "export"):
        run(step, path)
    yield path
