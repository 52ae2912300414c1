"""The arithmetic of the measurements; what they measure is not run here."""

import gzip
import re
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from benchmarks import cities, naming, pages, renderings
from benchmarks.__main__ import machine, start_up, table
from benchmarks.guards import fired
from benchmarks.speed import RATIOS, middle, ratios, take_turns
from benchmarks.terms import of_memory, of_terms
from service.evaluation import Bitext
from service.records import Finding, Severity
from tests.fakes import FakeTranslator


def test_systems_take_turns_and_every_other_turn_goes_backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.speed.OFTEN", 2)
    order: list[str] = []
    seconds = take_turns({name: partial(order.append, name) for name in "abc"}, 2)
    assert "".join(order) == "abccba" * 2
    assert {name: len(found) for name, found in seconds.items()} == {"a": 2, "b": 2, "c": 2}


def test_a_round_counts_by_its_fastest_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.speed.OFTEN", 3)
    waits = iter([0.1, 0.02, 0.2])
    (seconds,) = take_turns({"engine": lambda: time.sleep(next(waits))}, 1)["engine"]
    assert 0.02 <= seconds < 0.1


def test_the_middle_by_length_stands_for_all() -> None:
    assert middle(["aaaa", "a", "aaaaa", "aa", "aaa"], 3) == ["aa", "aaa", "aaaa"]
    assert middle(["a"], 4) == ["a"]


def test_ratios_are_of_speeds_round_by_round() -> None:
    seconds = {"raw CTranslate2": [1.0, 1.0, 4.0], "engine": [1.0, 2.0, 4.0], "whole path": [2.0, 2.0, 5.0],
               "transformers in batches": [10.0, 10.0, 60.0]}  # fmt: skip
    assert ratios(seconds) == {
        "engine / raw CTranslate2": {"median": 1.0, "low": 0.5, "high": 1.0, "wanted": 0.97},
        "engine / transformers in batches": {"median": 10.0, "low": 5.0, "high": 15.0, "wanted": 5.0},
        "whole path / engine": {"median": 0.8, "low": 0.5, "high": 1.0, "wanted": 0.9},
    }


def test_the_table_shows_every_figure() -> None:
    found = {
        "model": {"parameters": 77_900_000, "sentences": 40, "tokens_each": 32, "beam": 4},
        "tokens_per_second": {"engine": 400.0},
        "peak_memory_mb": {"engine": 600},
        "ratios": {name: {"median": 1.0, "low": 0.9, "high": 1.1, "wanted": 0.97} for name in RATIOS},
        "start_up_seconds": {"median": 0.15, "low": 0.14},
    }
    text = table(found)
    assert "77.9M parameters, 40 sentences of 32 output tokens, beam 4" in text
    assert "engine                                 400.0       600" in text
    assert all(name in text for name in RATIOS)
    assert "0.90 to 1.10" in text


def test_the_machine_is_named() -> None:
    facts = machine()
    assert facts["processor"]
    assert facts["threads"] >= 1
    assert len(facts["load_before"]) == 3


def test_start_up_is_measured_by_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.__main__.STARTS", 1)
    assert [0 < seconds < 60 for seconds in start_up()] == [True]


def test_guards_are_counted_by_system() -> None:
    test = Bitext(
        "x",
        ("投资3亿元。", "会议召开。"),
        ("It invested 300 million yuan.", "The meeting was held."),
        {"s": ("", "开会")},
    )
    counts = fired(test)
    assert not counts["human"]
    assert counts["s"] == {"empty": 1, "number-lost": 1, "untranslated": 1}


def test_terms_and_memory_are_measured_by_using_them() -> None:
    sizes = [line.split() for line in of_terms((10, 5_000), 20)][1:]
    assert [size for size, *_ in sizes] == ["10", "5,000"]
    assert float(sizes[1][3]) > 1
    found = {line[:12].strip(): line[12:].split()[0] for line in list(of_memory(300, 20))[2:]}
    assert found["exact"] == "100.0%"
    assert float(found["one in ten"].rstrip("%")) > 80
    assert float(found["new"].rstrip("%")) < 20


def city(name: str, zh: str, people: int, country: str = "GB") -> dict[str, object]:
    return {"name": name, "countrycode": country, "population": people, "alternatenames": [zh, name.lower()]}


def test_cities_whose_names_can_be_relied_on() -> None:
    given = [
        city("Aglóvsk", "阿格洛夫斯克", 20_000),
        # in traditional characters; one far larger than its namesake
        city("Torbury", "托爾伯里", 900_000),
        city("Torbery", "托尔伯里", 20_000),
        # namesakes alike in size; short and small, so perhaps a person; words; known; at home
        city("Marlo", "马尔洛港", 300_000),
        city("Merlow", "马尔洛港", 200_000),
        city("Garv", "加尔夫", 20_000),
        city("Old Town", "旧城区", 500_000),
        city("Bologna", "博洛尼亚", 400_000),
        city("Agrovsk", "阿格罗夫斯克", 90_000, "CN"),
    ]
    assert list(cities.meant(given)) == [("托尔伯里", "Torbury"), ("阿格洛夫斯克", "Aglóvsk")]
    assert cities.plain("Aglóvsk and Łódź") == "Aglovsk and Lodz"


def test_a_city_is_refuted_by_translations_without_it(tmp_path: Path) -> None:
    corpus = tmp_path / "pairs.tsv.gz"
    corpus.write_bytes(gzip.compress("托尔伯里下雨\tRain in Torbury\n加尔夫说\tGarve said\n".encode()))
    assert cities.refuted({"托尔伯里": "Torbury", "加尔夫": "Garv Town"}, [corpus]) == {"加尔夫"}


def test_required_renderings_stand_in_their_sentences_and_no_empty_text_has_them() -> None:
    asked = renderings.read()
    names = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    names += "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    names += "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    names += "twenty-eighth"
    assert {each.set for each in asked} == set(names.split())
    assert all(span in each.zh for each in asked for span, _ in each.required)
    assert all(len(list(renderings.missed(each, ""))) == len(each.required) for each in asked)


@pytest.mark.parametrize(
    ("letter", "least"),
    [
        ("k", 0.92),
        ("m", 0.89),
        ("n", 0.88),
        ("p", 0.93),
        ("q", 0.93),
        ("r", 0.94),
        ("s", 0.94),
        ("t", 0.94),
        ("u", 0.95),
        ("v", 0.75),
    ],
)
def test_pages_are_read_as_well_as_they_were(letter: str, least: float) -> None:
    asked = [answer for name in pages.names() if name.startswith(letter) for answer in pages.answers(name)]
    assert sum(answer.right for answer in asked) >= least * len(asked) > 100


def test_renderings_are_held_marked_or_neither() -> None:
    required = (("860亿元", re.compile("86 billion yuan")), ("投资", re.compile("invest")))
    asked = [renderings.Asked("x", "投资860亿元。", required)]
    found: list[renderings.Missed] = []
    lines = list(renderings.table(asked, FakeTranslator(), found))
    assert lines[1].split()[:3] == ["x", "1", "2"]
    assert [miss.span for miss in found] == ["投资"]
    assert not list(renderings.missed(asked[0], "They invested 86 billion yuan."))


@pytest.mark.parametrize(
    ("zh", "marked"),
    [("省委宣传部", True), ("宣传部", True), ("第27次", False), ("", True), ("省委宣传部李明讲话", True)],
)
def test_a_miss_is_marked_by_a_finding_of_its_span_or_of_the_sentence(zh: str, marked: bool) -> None:
    asked = renderings.Asked("x", "省委宣传部开会。", ())
    finding = Finding("term-lost", Severity.WARNING, "…", zh)
    assert renderings.Missed(asked, "省委宣传部", "A meeting.", (finding,)).marked == marked


def test_the_english_of_a_pair_tells_who_is_named_and_leaves_open_what_it_only_half_says() -> None:
    english = "Mr. Wang said that Lin Xiaoyan had won."
    assert naming.paired("王教练说，林晓燕赢了。", english) == naming.Example(
        "王教练说，林晓燕赢了。", ((5, "林晓燕"),), frozenset({"王教", "王教练", "林晓"})
    )


def test_a_sentence_is_used_again_with_other_names_in_the_same_places() -> None:
    drawer = naming.Drawer(Counter("王李张"), (Counter("伟丽"), Counter("建秀"), Counter("国英")))
    again = drawer.varied(naming.Example("林晓燕说，林晓燕赢了。", ((0, "林晓燕"), (5, "林晓燕")), frozenset()))
    (first, name), (second, same) = again.names
    assert name == same != "林晓燕"
    assert again.text == f"{name}说，{name}赢了。"
    assert (first, second) == (0, len(name) + 2)
