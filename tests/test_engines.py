"""The contract of `models.engine`, held to every engine; and what each engine owes beyond it."""

import math
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import ctranslate2
import pytest

import models
import models.engine
from models import cuda, decoder
from models.convert import convert
from models.decoder import Decoder
from models.engine import Decoding, Identity, Summarizer, Translation, Translator
from models.errors import ModelError, UnknownModel, UnsupportedModel
from models.instruct import InstructSummarizer, InstructTranslator, tidy
from models.registry import ensure, open_summarizer, open_translator, pick_device, pick_summarizer, pick_translator
from models.seq2seq import CTranslate2Translator, Pieces, TransformersTranslator
from models.store import Store
from tests import tiny

SENTENCES = ["县委召开会议。", *tiny.CHINESE, "会议强调，要坚持。", "120家企业"]
Open = Callable[[str], Translator]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny model directories and one GGUF file."""
    root = tmp_path_factory.mktemp("models")
    for make in (tiny.marian, tiny.nllb, tiny.m2m, tiny.qwen2, tiny.bart):
        make(root / make.__name__)
    tiny.gguf_file(root / "qwen2", root / "tiny.gguf")
    return root


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def opened(folder: Path, store: Store) -> Open:
    """Engines by name, each opened once. "transformers" is the reference on Marian's weights."""

    @cache
    def by_name(name: str) -> Translator:
        if name == "transformers":
            identity = Identity("transformers", "marian", store.digest(folder / "marian"))
            return TransformersTranslator(folder / "marian", Pieces(folder / "marian"), identity, 1)
        known = name if ":" in name else str(folder / name)
        return open_translator(known, store=store, device="cpu", threads=1, announce=lambda _: None)

    return by_name


ENGINES = {
    "marian": "ctranslate2",
    "nllb": "ctranslate2",
    "transformers": "transformers",
    "qwen2": "instruct",
    "tiny.gguf": "instruct",
    "tests.fakes:translator": "fake",
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, opened: Open) -> Translator:
    return opened(request.param)


def test_it_satisfies_the_protocol(engine: Translator) -> None:
    assert isinstance(engine, Translator)
    assert engine.max_tokens >= 100
    assert engine.batch_size >= 1


@pytest.mark.parametrize(("name", "kind"), ENGINES.items())
def test_the_registry_opens_the_engine_that_can_run_the_model(name: str, kind: str, opened: Open) -> None:
    assert opened(name).identity.engine == kind


def test_what_ctranslate2_cannot_convert_runs_in_transformers(folder: Path, store: Store) -> None:
    """M2M-100: CTranslate2's converter does not find its language tokens where transformers 5 keeps them."""
    said: list[str] = []
    engine = open_translator(str(folder / "m2m"), store=store, device="cpu", threads=1, announce=said.append)
    assert engine.identity.engine == "transformers"
    assert said[1].startswith("CTranslate2 does not know the model in m2m")
    (made,) = engine.translate(SENTENCES[:1], Decoding())
    assert not made.text.startswith("__en__")


# Sentences from which on one may be such a tie.
TIES = 4


def same(some: Sequence[Translation], others: Sequence[Translation]) -> bool:
    """Whether two runs said the same: what came to an end word for word, scores but for the last digits.

    What was broken off at the limit may differ where a beam, given more room by a longer neighbour, went another way;
    and one sentence where int8, which rounds otherwise in another batch, tips a tie: these networks are noise.
    """
    other = [
        a.complete != b.complete or (a.complete and not (a.text == b.text and close(a.score, b.score)))
        for a, b in zip(some, others, strict=True)
    ]
    return sum(other) <= (len(some) > TIES)


def close(score: float | None, other: float | None) -> bool:
    return score == other or (score is not None and other is not None and abs(score - other) < 0.02)


def test_one_output_for_each_input_in_order(engine: Translator) -> None:
    together = engine.translate(SENTENCES)
    assert same(together, engine.translate(SENTENCES[:3]) + engine.translate(SENTENCES[3:]))
    assert same(together, engine.translate(SENTENCES[::-1])[::-1])


def test_a_sentence_does_not_depend_on_its_neighbours(engine: Translator) -> None:
    assert same(engine.translate(SENTENCES), [engine.translate([sentence])[0] for sentence in SENTENCES])


def test_no_sentences_give_no_translations(engine: Translator) -> None:
    assert engine.translate([]) == []


@pytest.mark.parametrize("blank", ["", " ", "\n", "\u3000"])
def test_white_space_gives_an_empty_translation(engine: Translator, blank: str) -> None:
    assert engine.translate([blank]) == [Translation("")]
    around = engine.translate([SENTENCES[0], blank, SENTENCES[1]])
    assert around[1] == Translation("")
    assert same([around[0], around[2]], engine.translate(SENTENCES[:2]))


def test_the_same_sentence_gives_the_same_translation(engine: Translator) -> None:
    assert engine.translate(SENTENCES) == engine.translate(SENTENCES)
    assert same(*[[made] for made in engine.translate([SENTENCES[1], SENTENCES[1]])])


def test_tokens_are_counted_before_decoding(engine: Translator) -> None:
    counts = [engine.count_tokens("会议" * n) for n in (1, 10, 100)]
    assert counts == sorted(set(counts))
    assert engine.count_tokens(SENTENCES[0]) >= 1


def test_a_sentence_over_the_budget_is_refused_not_cut(engine: Translator) -> None:
    longest = next(
        "会" * n for n in range(engine.max_tokens, 0, -1) if engine.count_tokens("会" * n) <= engine.max_tokens
    )
    assert len(engine.translate([longest])) == 1
    with pytest.raises(ValueError, match=rf"over the engine's {engine.max_tokens}$"):
        engine.translate([SENTENCES[0], longest + "会议"])


@pytest.mark.parametrize("decoding", [Decoding(), Decoding(beam=3), Decoding(beam=2, repetition_penalty=1.1),
                                      Decoding(no_repeat_ngram=2)])  # fmt: skip
def test_every_decoding_is_understood(engine: Translator, decoding: Decoding) -> None:
    assert len(engine.translate(SENTENCES[:3], decoding)) == 3


def test_words_are_put_where_they_are_likely_and_what_stands_before_them_stays(
    engine: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models.engine, "LEAST_LIKELY", -math.inf)
    draft, words = "the county held a meeting", "committee"
    found = engine.resume(SENTENCES[:2], [draft, draft], [words, words])
    assert [len(each) for each in found] == [models.engine.PLACES if engine.heeds_words else 0] * 2
    for made in chain(*found):
        before, _, _ = made.text.partition(words)
        assert before.strip()
        assert draft.startswith(before.strip())


def test_words_that_are_nowhere_likely_are_put_nowhere(engine: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models.engine, "LEAST_LIKELY", 0.0)
    assert engine.resume(SENTENCES[:1], ["the county held a meeting"], ["committee"]) == [[]]
    assert engine.resume([], [], []) == []


def test_the_likeliest_places_come_first() -> None:
    assert models.engine.likeliest({2: -3.0, 5: -0.1, 9: -1.0, 12: -9.0}) == [5, 9]
    assert models.engine.likeliest({2: -9.0}) == []


def test_scores_are_mean_log_probabilities(engine: Translator) -> None:
    for made in engine.translate(SENTENCES):
        assert made.score is not None
        assert -20 < made.score <= 0


def test_the_identity_says_whose_words_they_are(engine: Translator) -> None:
    identity = engine.identity
    assert len(identity.digest) == 64
    assert list(identity.options) == sorted(identity.options)
    assert f"beam={engine.default.beam}" in identity.options


def test_other_weights_have_another_digest(folder: Path, store: Store, opened: Open, tmp_path: Path) -> None:
    assert store.digest(tiny.qwen2(tmp_path / "qwen2", seed=2)) != opened("qwen2").identity.digest
    assert opened("marian").identity.digest == opened("transformers").identity.digest
    assert opened("marian").identity.digest == Store(tmp_path).digest(folder / "marian")


# seq2seq: CTranslate2 beside transformers


@pytest.mark.parametrize(
    ("name", "decoding"),
    [
        ("marian", Decoding()),
        ("marian", Decoding(no_repeat_ngram=3)),
        ("marian", Decoding(repetition_penalty=1.2)),
        ("nllb", Decoding()),
        # transformers counts NLLB's start token, which is its end token, as a repetition: no penalty here.
        ("nllb", Decoding(no_repeat_ngram=3)),
    ],
    ids=str,
)
def test_ctranslate2_writes_what_transformers_writes(
    name: str, decoding: Decoding, folder: Path, tmp_path: Path
) -> None:
    from ctranslate2.converters import TransformersConverter

    from models.convert import no_advice

    with no_advice():
        TransformersConverter(str(folder / name)).convert(str(tmp_path / "float32"))
    pieces, identity = Pieces(folder / name), Identity("", name, "")
    fast = CTranslate2Translator(tmp_path / "float32", pieces, identity, 1).translate(SENTENCES, decoding)
    slow = TransformersTranslator(folder / name, pieces, identity, 1).translate(SENTENCES, decoding)
    assert [(made.text, made.complete) for made in fast] == [(made.text, made.complete) for made in slow]
    assert any(made.complete for made in fast)
    if decoding == Decoding():
        # The token that asks for English counts in one and not in the other.
        assert [made.score for made in fast] == pytest.approx([made.score for made in slow], abs=1e-3, rel=0.05)


def test_what_was_learned_is_translated(opened: Open) -> None:
    # Not by CTranslate2 in int8: on processors without VNNI sums of large products saturate, and the weights of a
    # network this small are large. What it makes of real weights is seen by the tests with the real model.
    assert [made.text for made in opened("transformers").translate(tiny.CHINESE, Decoding())] == tiny.ENGLISH


def test_more_than_a_batch_is_put_back_in_order(opened: Open) -> None:
    engine = opened("transformers")
    many = list(range(len(tiny.CHINESE))) * 3
    assert len(many) > engine.batch_size
    made = engine.translate([tiny.CHINESE[n] for n in many])
    assert [result.text for result in made] == [tiny.ENGLISH[n] for n in many]


@pytest.mark.parametrize("name", ["marian", "transformers"])
def test_what_runs_into_the_limit_is_cut_there_and_not_complete(
    name: str, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(opened(name)), "limit", lambda self, length: 5)
    (made,) = opened(name).translate(tiny.CHINESE[:1], Decoding())
    assert not made.complete
    assert tiny.ENGLISH[0].startswith(made.text)


# instruct


def test_a_marker_in_the_source_is_text(opened: Open) -> None:
    engine = opened("qwen2")
    assert engine.count_tokens("县委<|im_end|>") > engine.count_tokens("县委") + 2


def test_english_within_a_sentence_begins_as_a_word() -> None:
    pieces = Pieces(Path(models.__file__).parent / "weights" / "yibao-zh-en")
    touching = pieces.ids("实现gross regional product186.4亿元，County办好。")
    assert touching == pieces.ids("实现 gross regional product186.4亿元， County办好。")
    assert "▁gross" in pieces.raw.convert_ids_to_tokens(touching)


@pytest.mark.parametrize(
    ("answer", "source", "expected"),
    [
        ("The county grew.", "县里发展了。", "The county grew."),
        ("Translation: The county grew.", "县里发展了。", "The county grew."),
        ("The English translation is: It grew.", "发展了。", "It grew."),
        ('"The county grew."', "县里发展了。", "The county grew."),
        ("“The county grew.”", "“县里发展了。”", "“The county grew.”"),
        ('"Red" and "green"', "红与绿", '"Red" and "green"'),
        ("Two\nlines", "两行", "Two lines"),
        ("Translation was his trade.", "他以翻译为业。", "Translation was his trade."),
        ("", "空", ""),
        ('This sentence translates to English as: "He came."', "他来了。", "He came."),
        (
            'The sentence "来了" translates to English as: “He came, and left.”',
            "他来了，又走了。",
            "He came, and left.",
        ),
        ("This sentence is long.", "这句话很长。", "This sentence is long."),
        ("A. M. Turing came at 10 p. m.", "图灵22时到。", "A. M. Turing came at 10 p.m."),
    ],
)
def test_an_answer_is_tidied(answer: str, source: str, expected: str) -> None:
    assert tidy(answer, source) == expected


class Recorder(Decoder):
    """A decoder that answers from a list, and counts words as tokens."""

    def __init__(self, *answers: Translation) -> None:
        super().__init__(None, None)
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "asked", [])

    def count(self, text: str) -> int:
        return len(text.split())

    def answer(self, system, questions, decoding, limits, batch):  # type: ignore[no-untyped-def]
        self.asked.append(list(questions))  # type: ignore[attr-defined]
        return [self.answers.pop(0) for _ in questions]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("words", "sizes"), [(10, [32, 8]), (100, [16, 16, 8]), (160, [10, 10, 10, 10])])
def test_long_sentences_go_in_smaller_batches(words: int, sizes: list[int]) -> None:
    decoder = Recorder(*[Translation("One.")] * 40)
    InstructTranslator(decoder, Identity("instruct", "m", "0" * 64)).translate(["w " * words] * 40)
    assert [len(asked) for asked in decoder.asked] == sizes  # type: ignore[attr-defined]


def summarizer(*answers: Translation, window: int = 1800) -> InstructSummarizer:
    return InstructSummarizer(Recorder(*answers), Identity("instruct", "m", "0" * 64), window)


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (Translation("One is said.\nTwo is said.\nThree is said."), ["One is said.", "Two is said.", "Three is said."]),
        (Translation("1. One.\n\n- Two.\n(3) Three.\n4) Four."), ["One.", "Two.", "Three."]),
        (Translation("One.\nTwo is cut o", complete=False), ["One."]),
        (Translation(""), []),
    ],
)
def test_a_summary_is_read_line_by_line(answer: Translation, lines: list[str]) -> None:
    assert summarizer(answer).summarize("Title", ["A sentence."], 3) == lines


def test_a_long_report_is_summarised_in_parts_and_the_parts_again() -> None:
    engine = summarizer(*[Translation(f"Point {n}.") for n in range(3)], Translation("All."), window=10)
    sentences = ["one two three four five six"] * 3
    assert engine.summarize("T", sentences, 1) == ["All."]
    first, last = engine.decoder.asked  # type: ignore[attr-defined]
    assert len(first) == 3
    assert "Point 0. Point 1. Point 2." in last[0]


def test_the_prompt_is_part_of_the_identity(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = opened("qwen2")
    assert isinstance(engine, InstructTranslator)
    before = engine.identity
    monkeypatch.setattr("models.instruct.text", lambda name: "another prompt")
    after = InstructTranslator(engine._decoder, replace(before, options=())).identity
    assert before.options != after.options


def test_translator_and_summariser_share_one_copy_of_the_weights(folder: Path, store: Store, opened: Open) -> None:
    engine = opened("qwen2")
    other = open_summarizer(str(folder / "qwen2"), store=store, device="cpu", threads=1, announce=lambda _: None)
    assert isinstance(engine, InstructTranslator)
    assert isinstance(other, InstructSummarizer)
    assert engine._decoder is other.decoder


# summarisers


@pytest.mark.parametrize("name", ["qwen2", "bart", "tests.fakes:summarizer"])
def test_a_summariser_gives_at_most_the_points_asked_for(name: str, folder: Path, store: Store) -> None:
    known = name if ":" in name else str(folder / name)
    engine = open_summarizer(known, store=store, device="cpu", threads=1, announce=lambda _: None)
    assert isinstance(engine, Summarizer)
    for points in (1, 3):
        lines = engine.summarize("A headline", tiny.ENGLISH, points)
        assert len(lines) <= points
        assert all(line == line.strip() != "" for line in lines)
    assert engine.summarize("A headline", []) == []
    assert engine.summarize("A headline", tiny.ENGLISH) == engine.summarize("A headline", tiny.ENGLISH)
    assert len(engine.identity.digest) == 64


def test_extractive_is_no_engine(store: Store) -> None:
    said: list[str] = []
    assert open_summarizer("extractive", store=store, announce=said.append) is None
    assert said == ["Summariser: extractive"]


# names


@pytest.mark.parametrize("name", ["no-such-model", "./nowhere", "tests.fakes:nothing", "no_such_module:engine"])
def test_a_name_that_nobody_has_is_said(name: str, store: Store) -> None:
    with pytest.raises(UnknownModel, match=name):
        open_translator(name, store=store)


def test_a_folder_without_a_model_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownModel, match=r"has no config\.json"):
        open_translator(str(tmp_path), store=store)


def test_a_folder_without_weights_is_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(UnknownModel, match="has no weights"):
        open_translator(str(tmp_path), store=store)


@pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="has a GPU")
@pytest.mark.parametrize("convertible", [True, False])
def test_a_gpu_that_is_not_there_is_said(
    convertible: bool, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> Path:
        raise UnsupportedModel("not this kind")

    if not convertible:
        monkeypatch.setattr("models.registry.convert", refuse)
    with pytest.raises(ModelError, match=r"marian cannot be loaded on cuda: .*; YIBAO_DEVICE=cpu does without a GPU"):
        open_translator(str(folder / "marian"), store=store, device="cuda")


ADVICE = "CTranslate2 needs the cuBLAS of CUDA 12 for the GPU: `pip install '.[cuda]'` in yibao's folder brings it"


@pytest.mark.parametrize(
    ("device", "gpu", "cublas", "place", "said"),
    [
        ("cpu", True, True, "cpu", []),
        ("auto", False, False, "cpu", []),
        ("auto", True, True, "cuda", []),
        ("auto", True, False, "cpu", [f"There is a GPU, and it is not used. {ADVICE}"]),
        ("cuda", True, True, "cuda", []),
        ("cuda", False, False, "cuda", []),  # loading says that there is none
    ],
)
def test_a_gpu_is_used_where_all_that_it_needs_is_there(
    device: str, gpu: bool, cublas: bool, place: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.cuda.has_gpu", lambda: gpu)
    monkeypatch.setattr("models.cuda.has_cublas", lambda: cublas)
    heard: list[str] = []
    assert pick_device(device, heard.append) == place
    assert heard == said


def test_a_gpu_that_was_asked_for_and_cannot_be_used_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.cuda.has_gpu", lambda: True)
    monkeypatch.setattr("models.cuda.has_cublas", lambda: False)
    with pytest.raises(ModelError, match=re.escape(ADVICE)):
        pick_device("cuda")


@pytest.mark.skipif(sys.platform != "linux", reason="shared objects of Linux")
def test_libraries_of_a_package_are_loaded_from_their_folder(tmp_path: Path) -> None:
    real = next(
        Path(line.split()[-1]) for line in Path("/proc/self/maps").read_text().splitlines() if "libstdc" in line
    )
    (tmp_path / "libof-a-package.so.12").symlink_to(real)
    assert cuda.load("libof-a-package.so.12", [tmp_path / "nothing", tmp_path])
    assert not cuda.load("libof-a-package.so.12", [tmp_path / "nothing"])


def test_the_choice_made_is_announced(folder: Path, store: Store) -> None:
    said: list[str] = []
    open_translator(str(folder / "marian"), store=store, device="cpu", threads=1, announce=said.append)
    assert said[-1] == f"Translator: {folder / 'marian'} (ctranslate2, cpu)"


@pytest.mark.parametrize(("answers", "chosen"), [(True, "opus-mt-zh-en"), (False, "qwen2.5-coder-1.5b-instruct")])
def test_auto_translates_with_opus_where_the_hub_answers(
    answers: bool, chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.registry.hub_answers", lambda repo: answers)
    assert pick_translator("auto", Store(tmp_path)) == chosen


def test_auto_summarises_extractively_without_a_model_on_disk(tmp_path: Path) -> None:
    assert pick_summarizer(Store(tmp_path)) == "extractive"


# conversion


def test_a_model_is_converted_once_and_whole(folder: Path, tmp_path: Path) -> None:
    store, said = Store(tmp_path), list[str]()
    digest = store.digest(folder / "qwen2")
    first = convert(folder / "qwen2", digest, store, "cpu", said.append)
    stamps = {path.name: path.stat().st_mtime_ns for path in first.iterdir()}
    assert convert(folder / "qwen2", digest, store, "cpu", said.append) == first
    assert {path.name: path.stat().st_mtime_ns for path in first.iterdir()} == stamps
    assert said == ["Converting qwen2 to int8 (once) …"]
    assert {"model.bin", "config.json", "tokenizer.json"} <= set(stamps)


def test_a_conversion_that_fails_leaves_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: Path, target: Path, watch: object) -> None:
        (target / "model.bin").write_bytes(b"half")
        raise OSError("disk full")

    store = Store(tmp_path)
    (store.root / "converted" / ".part-0123-int8").mkdir(parents=True)
    monkeypatch.setattr("models.gguf.convert", broken)
    with pytest.raises(OSError, match="disk full"):
        convert(folder / "tiny.gguf", "0123", store, "cpu", lambda _: None)
    assert list((store.root / "converted").iterdir()) == []


def test_ensure_loads_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoder, "load", lambda *_: pytest.fail("loaded"))
    store = Store(tmp_path)
    said: list[str] = []
    model = str(folder / "tiny.gguf")
    ensure(model, "tests.fakes:summarizer", store=store, device="cpu", announce=said.append)
    # Whoever starts a service hears what "auto" and the like mean.
    assert said[-2:] == [f"Translator: {model}", "Summariser: tests.fakes:summarizer"]
    assert store.converted(store.digest(folder / "tiny.gguf"), "int8").is_dir()
