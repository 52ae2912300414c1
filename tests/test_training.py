"""Training: what a pair of sentences goes through, what the token arrays hold, and the recipe from text to engine."""

import gzip
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from models.catalogue import catalogue
from models.engine import Decoding, Identity
from models.store import file_digest
from models.training import curve
from models.training.align import Aligner, align, chunks, embeddings
from models.training.batches import NO_LINK, Tokens, pad, starts
from models.training.config import SHAPES, Config, Corpus, TrainingError
from models.training.distil import distil
from models.training.fit import Log, Place, build, fit, guidance, rate, take_over
from models.training.noise import Lexicon, clauses, code_switch, soil, spell_name, stands_in
from models.training.prepare import fault, pairs, prepare, read_lexicon
from models.training.tokenizer import PAD, train_tokenizer
from service.cli_train import train
from tests.fakes import FakeTranslator, Fault

ROOT = Path(__file__).parents[1]
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


def test_a_corpus_without_a_good_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no pair is left"):
        prepare(config(tmp_path, [("Hello.", "Hello.")]))


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
        "fresh": np.ones(len(rows), bool), "corpus": np.arange(len(rows)) % 2, "names": np.array(["a", "b"])
    }  # fmt: skip
    for n, name in enumerate(("source", "target")):
        arrays[name] = np.array([token for row in rows for token in row[n]], dtype=np.uint16)
        arrays[f"{name}_length"] = np.array([len(row[n]) for row in rows], dtype=np.uint16)
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return Tokens(path, weights)


ROWS = st.lists(st.tuples(st.lists(st.integers(1, 9), min_size=1), st.lists(st.integers(1, 9), min_size=1)), min_size=1)


@settings(deadline=None)
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


def test_sources_can_be_exchanged(tmp_path: Path) -> None:
    found = tokens(tmp_path / "t.npz", [((n, 0), (n + 10, 0)) for n in range(1, 4)], {})
    batch = found.batch(np.array([1, 2]), 99, shift=1)
    assert batch.source[:, 0].tolist() == [3, 1]
    assert batch.target[:, 0].tolist() == [12, 13]


def test_padding_fills_up_to_a_multiple() -> None:
    assert pad([np.array([1, 2], np.uint16), np.array([3], np.uint16)], 9, multiple=4).tolist() == [
        [1, 2, 9, 9], [3, 9, 9, 9],
    ]  # fmt: skip


# align

# The planted language: sources are 1 to WORDS, the translation of n is n + WORDS, and PARTICLE, in every other
# target, translates nothing.
WORDS = 30
PARTICLE = 2 * WORDS + 1


def planted(path: Path, pairs: int = 400, seed: int = 5) -> tuple[Tokens, list[list[int]]]:
    """A corpus of word-for-word translations in which neighbours change places, and the links that are right."""
    rng, rows, right = random.Random(seed), [], []
    for n in range(pairs):
        words = rng.sample(range(1, WORDS + 1), rng.randint(2, 9))
        order = [place ^ 1 if place ^ 1 < len(words) else place for place in range(len(words))]
        particle = [PARTICLE] * (n % 2)
        rows.append(((*words, 0), (*particle, *(words[place] + WORDS for place in order), 0)))
        right.append([NO_LINK] * len(particle) + [*order, len(words)])
    return tokens(path, rows, {}), right


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Aligner, Tokens, list[list[int]]]:
    corpus, right = planted(tmp_path_factory.mktemp("planted") / "t.npz")
    aligner = Aligner(PARTICLE + 1)
    aligner.learn(corpus, np.arange(len(corpus)))
    return aligner, corpus, right


def test_the_aligner_finds_planted_translations(learned: tuple[Aligner, Tokens, list[list[int]]]) -> None:
    aligner, corpus, right = learned
    found = [line.tolist() for line in aligner.links(corpus, np.arange(len(corpus)))]
    assert [len(line) for line in found] == [len(line) for line in right]
    places = [(a, b) for line, other in zip(found, right, strict=True) for a, b in zip(line, other, strict=True)]
    assert all(a == b for a, b in places if b != NO_LINK)
    of_particles = [a == NO_LINK for a, b in places if b == NO_LINK]
    assert sum(of_particles) > 0.75 * len(of_particles), "what translates nothing mostly comes from nowhere"


def test_first_embeddings_have_translations_side_by_side(learned: tuple[Aligner, Tokens, list[list[int]]]) -> None:
    aligner, _, _ = learned
    vectors = embeddings(aligner.counts, 64, seed=1)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1)
    assert likeness[1 : WORDS + 1].argmax(1).tolist() == list(range(WORDS + 1, 2 * WORDS + 1))
    assert np.array_equal(vectors, embeddings(aligner.counts, 64, seed=1))


def test_the_aligner_takes_pairs_in_chunks_that_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.training.align.CELLS", 3 * 18**2)
    corpus, _ = planted(tmp_path / "t.npz", pairs=50)
    order = np.argsort(corpus.lengths)
    made = list(chunks(corpus, order))
    assert np.concatenate(made).tolist() == order.tolist()
    assert all(len(rows) * (corpus.lengths[rows].max() + 8) ** 2 <= 3 * 18**2 for rows in made if len(rows) > 1)
    assert 10 < len(made) < 50
    assert list(chunks(corpus, order[:0])) == []


def test_guidance_fades_out(tmp_path: Path) -> None:
    given = Config(tmp_path, (), aligned=True, guide=2.0, guide_steps=100)
    assert [guidance(step, given) for step in (0, 50, 100, 101)] == [2.0, 1.0, 0.0, 0.0]
    assert guidance(1, Config(tmp_path, (), guide=2.0)) == 0.0


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
    log.write_dev(Place(40), 1.5, 2.5)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    del lines[1]["tokens_per_second"]
    assert lines == [
        {"step": 20, "tokens": 5},
        {"step": 40, "epoch": 0, "loss": 1.75, "rate": 0.1, "tokens": 9},
        {"step": 40, "dev_loss": 1.5, "exchanged_loss": 2.5},
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


def test_a_teacher_makes_pairs_of_what_it_can_translate(tmp_path: Path) -> None:
    good, held, refused = "县长昨天参观了新学校。", "老师去年修建了老桥。", "记者今天介绍了果园。"
    mono = [good, held, refused, "农民不见了。", "医生没有完。", "长" * 31]
    given = config(
        tmp_path,
        mono=(write(tmp_path / "mono.tsv", [("news", zh) for zh in mono]),),
        hold_out=(write(tmp_path / "set.zh", [(held,)]),),
    )
    teacher = FakeTranslator((Fault("不见", "empty"), Fault("没有完", "unfinished")), batch_size=2, max_tokens=30)
    folder = distil(given, teacher, lambda zh, en: zh != refused)
    assert [zh for call in teacher.calls for zh in call] == [good, refused, "农民不见了。", "医生没有完。"]
    assert kept(Config(tmp_path, (Corpus(folder),))) == [(good, FakeTranslator().translate([good])[0].text)]
    calls = len(teacher.calls)
    distil(given, teacher, lambda zh, en: True)
    assert len(teacher.calls) == calls, "what is done is not done again"


def test_a_student_learns_the_sentence_and_what_the_teacher_was_asked(tmp_path: Path) -> None:
    plain, named = "农民修建了果园。", "县长参观了学校。"
    given = config(tmp_path, mono=(write(tmp_path / "mono.tsv", [(plain,), (named,)]),))
    teacher = FakeTranslator()
    folder = distil(given, teacher, lambda zh, en: True, given=lambda zh: zh.replace("学校", " the school "))
    assert [zh for call in teacher.calls for zh in call] == [plain, "县长参观了 the school 。"]
    (_, en) = (t.text for t in FakeTranslator().translate([plain, "县长参观了 the school 。"]))
    assert kept(Config(tmp_path, (Corpus(folder),)))[1:] == [(named, en), ("县长参观了 the school 。", en)]


def test_two_teachers_are_not_mixed(tmp_path: Path) -> None:
    given = config(tmp_path, mono=(write(tmp_path / "mono.tsv", [SENTENCES[0]]),))
    distil(given, FakeTranslator(), lambda zh, en: True)
    other = FakeTranslator()
    other.identity = Identity("fake", "other", "1" * 64)
    with pytest.raises(TrainingError, match="another teacher"):
        distil(given, other, lambda zh, en: True)


def test_the_guards_judge_what_a_teacher_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBAO_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv(
        "FAKE_FAULTS", json.dumps([{"needle": "水库", "kind": "copy"}, {"needle": "学校", "kind": "loop"}])
    )
    path = tmp_path / "run.toml"
    path.write_text('work = "work"\ncorpora = [{path = "work/distilled"}]\nmono = ["mono.tsv"]\n')
    write(
        tmp_path / "mono.tsv",
        [("县长昨天参观了水库。",), ("县长参观了新学校。",), ("县长参观了老桥。",), ("记者参观了老桥。",)],
    )
    run("distil", path, "--teacher", "tests.fakes:translator", "--limit", 3)
    assert [zh for zh, _ in kept(Config.load(path))] == ["县长参观了老桥。", "county head参观了老桥。"]


# The whole way

RECIPE = """
work = "work"
corpora = [{ path = "pairs.tsv" }]
dev = ["dev.zh", "dev.en"]
lexicon = ["terms.tsv"]
shape = "nano"
precision = "float32"
vocabulary = 480
switch = 0.3
steps = 240
batch_tokens = 1200
rate = 4e-3
warmup = 40
cooldown = 100
smoothing = 0.0
dropout = 0.0
aligned = true
guide_steps = 60
save_every = 30
"""
HELD = SENTENCES[::8]


def run(*arguments: object) -> str:
    result = CliRunner().invoke(train, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recipe run from text to exported model, on 70 pairs."""
    import torch

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("recipe")
    path = folder / "run.toml"
    path.write_text(RECIPE)
    write(folder / "pairs.tsv", SENTENCES)
    write(folder / "terms.tsv", list(WHAT.items()))
    write(folder / "dev.zh", [(zh,) for zh, _ in HELD])
    write(folder / "dev.en", [(en,) for _, en in HELD])
    for step in ("prepare", "tokenizer", "align", "fit", "average", "export"):
        run(step, path)
    return path


@pytest.fixture(scope="module")
def exported(recipe: Path) -> Path:
    return recipe.parent / "work/export"


def copied(recipe: Path, folder: Path, text: str) -> Path:
    """Another run that begins where the tokens and links of `recipe` are there. Returns its configuration."""
    (folder / "work").mkdir(parents=True)
    for made in ("tokens.npz", "dev.npz", "alignment.npz"):
        shutil.copyfile(recipe.parent / "work" / made, folder / "work" / made)
    shutil.copytree(recipe.parent / "work/tokenizer", folder / "work/tokenizer")
    (folder / "run.toml").write_text(text)
    return folder / "run.toml"


def state(work: Path) -> dict[str, object]:
    import torch

    found: dict[str, object] = torch.load(work / "state.pt", weights_only=True)
    return found


def test_the_log_and_the_curve_tell_of_the_run(recipe: Path) -> None:
    lines = [json.loads(line) for line in (recipe.parent / "work/metrics.jsonl").read_text().splitlines()]
    losses = [line["loss"] for line in lines if "loss" in line]
    assert [line["step"] for line in lines if "loss" in line] == sorted({*range(20, 241, 20), *range(30, 241, 30)})
    assert [line["step"] for line in lines if "dev_loss" in line] == list(range(30, 241, 30))
    assert losses[0] > 3
    assert losses[-1] < 0.02
    assert "<polyline" in (recipe.parent / "work/export/curve.svg").read_text()


def test_steps_that_are_done_are_not_done_again(recipe: Path) -> None:
    work = recipe.parent / "work"
    files = [work / name for name in ("prepared.tsv.gz", "tokenizer", "tokens.npz", "dev.npz", "alignment.npz")]
    before = [path.stat().st_mtime_ns for path in files]
    assert "prepared already" in run("prepare", recipe)
    run("tokenizer", recipe)
    run("align", recipe)
    assert [path.stat().st_mtime_ns for path in files] == before


def test_the_token_arrays_hold_the_text(recipe: Path) -> None:
    import sentencepiece

    work = recipe.parent / "work"
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "tokenizer/source.spm"))
    arrays = np.load(work / "tokens.npz")
    with gzip.open(work / "prepared.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    assert len(rows) > len(SENTENCES) - len(HELD), "there are noisy copies"

    def text(side: str, at: int) -> str:
        start, end = starts(arrays[f"{side}_length"])[at : at + 2]
        *ids, last = arrays[side][start:end].tolist()
        assert last == 0
        return str(pieces.decode(ids))

    assert [text("target", at) for at in np.cumsum(arrays["fresh"]) - 1] == [en for _, en, _ in rows]
    assert [text("source", at) for at in range(len(rows))] == [" ".join(zh.split()) for zh, _, _ in rows]
    assert len(arrays["target_length"]) == len(SENTENCES) - len(HELD), "noisy copies share their target"


@pytest.mark.filterwarnings("ignore:Recommended")
def test_the_tokenizer_knows_every_character_and_makes_wide_digits_narrow(exported: Path) -> None:
    from transformers import MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(exported)
    for text in ("龘镕玥", "Žižek 2026"):
        ids = tokenizer(text)["input_ids"]
        assert tokenizer.unk_token_id not in ids
        assert tokenizer.decode(ids, skip_special_tokens=True) == text
    assert tokenizer("１２３％")["input_ids"] == tokenizer("123%")["input_ids"]


@pytest.mark.filterwarnings("ignore:Recommended")
def test_marian_loads_the_export_unchanged_and_gives_exact_copies(exported: Path) -> None:
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(exported)
    model = MarianMTModel.from_pretrained(exported, dtype=torch.float32)
    learned = [pair for pair in SENTENCES if pair not in HELD]
    with torch.no_grad():
        out = model.generate(**tokenizer([zh for zh, _ in learned], return_tensors="pt", padding=True), num_beams=1)
    assert tokenizer.batch_decode(out, skip_special_tokens=True) == [en for _, en in learned]
    padding = model.get_input_embeddings().weight[model.config.pad_token_id]
    assert not padding.any(), "decoding starts from a zero embedding, here and in CTranslate2"


@pytest.mark.filterwarnings("ignore:Recommended")
def test_the_export_opens_through_the_registry_in_int8(exported: Path, tmp_path: Path) -> None:
    from models.registry import open_translator
    from models.store import Store

    engine = open_translator(str(exported), store=Store(tmp_path), device="cpu", threads=1, announce=lambda _: None)
    assert engine.identity.engine == "ctranslate2"
    learned = [pair for pair in SENTENCES if pair not in HELD]
    found = engine.translate([zh for zh, _ in learned], Decoding(beam=1))
    assert [result.text for result in found] == [en for _, en in learned]
    # A term put into the source in English comes out as it is.
    assert engine.translate(["记者昨天参观了 the old bridge 。"])[0].text == "The reporter visited the old bridge."


def test_shards_are_small_enough_for_a_repository(exported: Path) -> None:
    assert max(path.stat().st_size for path in exported.iterdir()) < 20_000_000
    assert {"config.json", "generation_config.json", "source.spm", "target.spm", "vocab.json", "curve.svg"} <= {
        path.name for path in exported.iterdir()
    }


def test_the_average_is_the_mean_of_the_newest_checkpoints(recipe: Path) -> None:
    import torch

    work = recipe.parent / "work"
    paths = sorted((work / "checkpoints").glob("*.pt"))
    assert [path.stem for path in paths] == [f"{step:07}" for step in range(30, 241, 30)]
    mean = torch.load(work / "averaged.pt", weights_only=True)["model.shared.weight"]
    states = [torch.load(path, weights_only=True)["model.shared.weight"] for path in paths[-4:]]
    assert torch.allclose(mean, torch.stack(states).mean(0), atol=1e-6)


@pytest.mark.parametrize("step", ["tokenizer", "align", "fit", "average", "export"])
def test_a_step_says_which_comes_before_it(tmp_path: Path, step: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text('work = "w"\ncorpora = []\n')
    with pytest.raises(TrainingError, match=r"run `yibao train [a-z]+` first"):
        run(step, path)


def test_a_run_takes_over_an_exported_model(recipe: Path, exported: Path, tmp_path: Path) -> None:
    import torch
    from transformers import MarianMTModel

    config = Config.load(copied(recipe, tmp_path, RECIPE.replace("aligned = true", f'begin = "{exported}"')))
    shutil.rmtree(config.work / "tokenizer")
    train_tokenizer(config)
    assert (config.work / "tokenizer/vocab.json").read_bytes() == (exported / "vocab.json").read_bytes()
    fit(replace(config, steps=1, rate=0.0, cooldown=0))
    given = MarianMTModel.from_pretrained(exported, dtype=torch.float32).state_dict()
    begun = state(config.work)["model"]
    assert isinstance(begun, dict)
    assert torch.equal(begun["model.shared.weight"], given["model.shared.weight"])


def test_a_model_of_another_shape_is_not_taken_over(recipe: Path, exported: Path) -> None:
    config = replace(Config.load(recipe), shape="tiny")
    with pytest.raises(TrainingError, match="another shape or vocabulary"):
        take_over(build(config), exported)


def test_a_run_that_cannot_be_compiled_goes_on_without(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    def broken(measure: object, dynamic: bool) -> object:
        def fail(*given: object, **named: object) -> object:
            raise KeyError("queries")

        return fail

    monkeypatch.setattr(torch, "compile", broken)
    compiled, plain = (
        replace(Config.load(copied(recipe, tmp_path / name, RECIPE)), steps=2, cooldown=0, compile=name == "compiled")
        for name in ("compiled", "plain")
    )
    fit(compiled)
    assert "the compiled step failed (KeyError('queries')): going on without compiling" in capsys.readouterr().out
    fit(plain)
    made, expected = (state(config.work)["model"] for config in (compiled, plain))
    assert isinstance(made, dict)
    assert isinstance(expected, dict)
    assert all(torch.equal(made[name], expected[name]) for name in expected)


def test_a_step_that_fails_uncompiled_fails(recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    def fail(*given: object, **named: object) -> object:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(torch, "compile", lambda measure, dynamic: measure)
    monkeypatch.setattr("models.training.fit.loss_of", fail)
    config = replace(Config.load(copied(recipe, tmp_path, RECIPE)), steps=2, compile=True)
    with pytest.raises(RuntimeError, match="out of memory"):
        fit(config)


def test_an_aligned_run_asks_for_the_alignment(recipe: Path, tmp_path: Path) -> None:
    path = copied(recipe, tmp_path, RECIPE)
    (path.parent / "work/alignment.npz").unlink()
    with pytest.raises(TrainingError, match="run `yibao train align` first"):
        run("fit", path)


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Runs of 60 steps on the planted language, aligned and not."""
    folder = tmp_path_factory.mktemp("guided")
    vocabulary = {str(token): token for token in range(PARTICLE + 1)} | {PAD: PARTICLE + 1}
    found = {}
    for aligned in (True, False):
        work = folder / str(aligned)
        (work / "tokenizer").mkdir(parents=True)
        (work / "tokenizer/vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
        planted(work / "tokens.npz", pairs=4000)
        planted(work / "dev.npz", pairs=60, seed=6)
        align(planted_run(work, aligned))
        fit(planted_run(work, aligned))
        found[aligned] = work
    return found


def planted_run(work: Path, aligned: bool) -> Config:
    return Config(
        work, (), shape="nano", precision="float32", steps=60, batch_tokens=600, rate=3e-3, warmup=20, dropout=0.0,
        aligned=aligned, guide_steps=200,
    )  # fmt: skip


def looks_right(guided: dict[bool, Path], aligned: bool) -> float:
    """How many target pieces the last cross-attention, as transformers itself reports it, looks for where they are."""
    import torch

    model = build(planted_run(guided[aligned], aligned))
    model.load_state_dict(state(guided[aligned])["model"])
    model.set_attn_implementation("eager")
    model.eval()
    padding = model.config.pad_token_id
    corpus, right = planted(guided[aligned] / "dev.npz", pairs=60, seed=6)
    batch = corpus.batch(np.arange(len(corpus)), padding)
    source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
    with torch.no_grad():
        found = model(
            input_ids=source, attention_mask=source != padding, output_attentions=True,
            decoder_input_ids=torch.nn.functional.pad(target, (1, -1), value=padding),
        )  # fmt: skip
    looked_at = found.cross_attentions[-1].mean(1).flatten(0, 1)[batch.places].argmax(1).numpy()
    links = np.concatenate(right)
    return float((looked_at == links)[links != NO_LINK].mean())


def test_guided_attention_looks_at_the_source_of_the_next_piece(guided: dict[bool, Path]) -> None:
    assert looks_right(guided, aligned=True) > 1.4 * looks_right(guided, aligned=False)


def test_an_aligned_run_learns_sooner_what_the_source_says(guided: dict[bool, Path]) -> None:
    last = {run: json.loads((work / "metrics.jsonl").read_text().splitlines()[-1]) for run, work in guided.items()}
    assert last[True]["dev_loss"] < last[False]["dev_loss"] - 0.3
    gaps = {run: line["exchanged_loss"] - line["dev_loss"] for run, line in last.items()}
    assert gaps[True] > 1.4 * gaps[False]


def test_an_alignment_that_lies_there_changes_nothing_unasked(guided: dict[bool, Path], tmp_path: Path) -> None:
    import torch

    shutil.copytree(guided[False], tmp_path / "work")
    for left in ("alignment.npz", "state.pt"):
        (tmp_path / "work" / left).unlink()
    fit(planted_run(tmp_path / "work", aligned=False))
    one, other = state(guided[False])["model"], state(tmp_path / "work")["model"]
    assert all(torch.equal(one[name], other[name]) for name in one)


# Killed and resumed

SMALL_STEPS = RECIPE.replace("steps = 240", "steps = 60").replace("save_every = 30", "save_every = 5").replace(
    "dropout = 0.0", "dropout = 0.1"
).replace("float32", "bfloat16")  # fmt: skip


def test_a_killed_run_goes_on_bit_for_bit(recipe: Path, tmp_path: Path) -> None:
    """One run is left alone, the other killed (SIGKILL) in the middle of a step and started again."""
    import torch

    works = [copied(recipe, tmp_path / name, SMALL_STEPS).parent / "work" for name in ("whole", "killed")]
    whole, killed = works
    torch.set_num_threads(1)
    run("fit", whole.parent / "run.toml")

    command = [sys.executable, "-c", "from service.cli import main; main()", "train", "fit", killed.parent / "run.toml"]
    process = subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"}, stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(killed.glob("checkpoints/*10.pt")):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was killed before it came to its end"
    assert 5 <= state(killed)["place"]["step"] < 60
    run("fit", killed.parent / "run.toml")

    one, other = state(whole), state(killed)
    assert other["place"] == one["place"]
    assert all(torch.equal(one["model"][name], other["model"][name]) for name in one["model"])
    moments = [s["optimiser"]["state"] for s in (one, other)]
    assert all(torch.equal(moments[0][i]["exp_avg_sq"], moments[1][i]["exp_avg_sq"]) for i in moments[0])
    losses = [
        [(line["step"], line.get("loss"), line.get("dev_loss"), line.get("tokens")) for line in lines]
        for lines in ([json.loads(t) for t in (w / "metrics.jsonl").read_text().splitlines()] for w in works)
    ]
    assert losses[0] == losses[1]
    assert torch.equal(one["random"]["cpu"], other["random"]["cpu"])


# What is written about it


def test_the_documented_configuration_is_one(tmp_path: Path) -> None:
    text = (ROOT / "docs/training.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.S)
    (tmp_path / "run.toml").write_text(example, encoding="utf-8")
    assert Config.load(tmp_path / "run.toml").shape == "small"
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == set(SHAPES)
    assert set(re.findall(r"^yibao train (\w+)", text, re.M)) == set(train.commands)


# The weights that come with yibao


def test_the_shipped_weights_are_what_the_catalogue_says() -> None:
    entry = catalogue()["yibao-zh-en"]
    folder = ROOT / "models/weights" / entry.name
    found = {path.name: (path.stat().st_size, file_digest(path)) for path in folder.iterdir()}
    assert {name: found[name] for name in found if name not in {"MODEL_CARD.md", "curve.svg"}} == {
        artefact.name: (artefact.size, artefact.sha256) for artefact in entry.artefacts
    }
    assert max(size for size, _ in found.values()) < 20_000_000
    assert sum(size for size, _ in found.values()) < 75_000_000


@pytest.mark.filterwarnings("ignore:Recommended")
def test_the_shipped_weights_open_by_their_name(tmp_path: Path) -> None:
    from models.registry import open_translator
    from models.store import Store

    said: list[str] = []
    engine = open_translator("fast", store=Store(tmp_path), device="cpu", threads=1, announce=said.append)
    assert said[0].endswith("from yibao itself …")
    assert (engine.identity.engine, engine.identity.model) == ("ctranslate2", "yibao-zh-en")
    (result,) = engine.translate(["县委书记王建峰主持会议。"])
    assert result.text == "Wang Jianfeng, secretary of the CPC county committee, presided over the meeting."
