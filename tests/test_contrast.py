"""Doubts of the lexicon, and a second reader that settles them."""

from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import pytest

from models.engine import Decoding, Translation
from models.errors import ModelError
from models.registry import open_scorer
from models.scorer import MarianScorer
from models.store import Store
from service.checks import check_unit
from service.checks.contrast import doubts, settled, unsaid
from service.checks.lexicon import chinese_words
from service.checks.negation import noes
from service.checks.opposites import opposed
from service.checks.undenied import denying, undenied_en, undenied_zh
from service.passages import translate_texts
from service.records import Severity, Unit
from tests.fakes import FakeTranslator

ZH = "考察团参观了新建的图书馆，与当地教师座谈，晚上观看了学生的演出。"
GOOD = (
    "The delegation visited the newly built library, talked with local teachers and in the evening watched "
    "a performance of the students."
)
THIN = "The delegation visited the newly built library and watched a performance of the students in the evening."


class Fixed:
    """A scorer that finds an English likelier by `gain` without a part of the Chinese."""

    model = "reader"

    def __init__(self, gain: float) -> None:
        self.gain, self.calls = gain, list[Sequence[tuple[str, str]]]()

    def log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.calls.append(pairs)
        return [-20.0 if zh == ZH else -20.0 + self.gain for zh, _ in pairs]


def test_a_clause_that_the_lexicon_finds_thin_is_in_doubt() -> None:
    (found,) = doubts(ZH, THIN)
    assert found.finding.zh in "与当地教师座谈"
    assert ("考察团参观了新建的图书馆，晚上观看了学生的演出。", THIN) in found.undone[0]


def test_what_is_clearly_rendered_is_not_in_doubt() -> None:
    assert list(doubts(ZH, GOOD)) == []


def test_what_the_lexicon_itself_calls_left_out_is_not_in_doubt() -> None:
    en = "The delegation visited the newly built library."
    assert "omission" in [finding.check for finding in check_unit(ZH, en)]
    assert list(doubts(ZH, en)) == []


@pytest.mark.parametrize(("gain", "found"), [(12.0, True), (0.0, False), (-12.0, False)])
def test_a_doubt_is_settled_by_what_is_likelier_without(gain: float, found: bool) -> None:
    (findings,) = settled([(ZH, THIN)], Fixed(gain))
    assert bool(findings) == found
    for finding in findings:
        assert (finding.check, finding.severity) == ("omission", Severity.WARNING)
        assert finding.message == f"nothing in the English seems to render {finding.zh}"


def test_all_doubts_are_asked_at_once_and_nothing_else_is() -> None:
    scorer = Fixed(12.0)
    findings = list(settled([(ZH, GOOD), (ZH, THIN), ("", ""), (ZH, THIN)], scorer))
    assert [len(each) for each in findings] == [0, 1, 0, 1]
    (asked,) = scorer.calls
    assert {en for _, en in asked} == {THIN}


# A no taken out or put in


@pytest.mark.parametrize(
    ("zh", "word", "expected"),
    [
        ("双方没有达成一致。", "没有", "双方有达成一致。"), ("他不同意。", "不", "他同意。"),
        ("该款项尚未到账。", "尚未", "该款项尚到账。"), ("无法联系。", "无法", "可以联系。"),
    ],
)  # fmt: skip
def test_a_chinese_sentence_without_its_no(zh: str, word: str, expected: str) -> None:
    assert undenied_zh(zh, next(each for each in chinese_words(zh) if each.text == word)) == expected


@pytest.mark.parametrize(
    ("en", "expected"),
    [
        ("They did not agree.", "They did agree."), ("It can't be done.", "It can be done."),
        ("He won't come.", "He will come."), ("They left without notice.", "They left with notice."),
        ("No date was set.", "date was set."), ("It cannot last.", "It can last."),
        ("They don’t know.", "They do know."),
    ],
)  # fmt: skip
def test_an_english_sentence_without_its_no(en: str, expected: str) -> None:
    (no,) = noes(en)
    assert undenied_en(en, no) == expected


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("双方不同意。", "The two sides have agreed.", ("The two sides have not agreed.",)),
        ("双方不同意。", "The two sides agreed.", ("The two sides did not agreed.", "The two sides do not agreed.")),
        ("他们不放松。", "They kept easing.", ("They kept not easing.",)),
        ("双方不同意。", "They were of one mind.", ("They were not of one mind.",)),
        ("双方不同意。", "Both said yes.", ()),
    ],
)  # fmt: skip
def test_english_with_a_no_put_in(zh: str, en: str, expected: tuple[str, ...]) -> None:
    no = next(word for word in chinese_words(zh) if "不" in word.text)
    assert denying(zh, en, no) == expected


# In a translation


class Forgetful(FakeTranslator):
    """An engine that writes one English at its first try and another at all later ones."""

    def __init__(self, first: str = THIN, later: str = GOOD) -> None:
        super().__init__()
        self.first, self.later = first, later

    def translate(
        self, sentences: Sequence[str], decoding: Decoding | None = None, words: Sequence[Sequence[str]] = ()
    ) -> list[Translation]:
        return [Translation(self.first if decoding == self.default else self.later, -0.1) for _ in sentences]


def warned(unit: Unit) -> list[str]:
    """The checks that found more than a note: a scorer that is always for leaving out finds words to note, too."""
    return [finding.check for finding in unit.findings if finding.severity is not Severity.NOTE]


def test_what_the_scorer_finds_left_out_is_tried_again() -> None:
    (alone,) = translate_texts([ZH], Forgetful())
    assert (alone.en, alone.origin, alone.findings) == (THIN, "mt", ())
    (unit,) = translate_texts([ZH], Forgetful(), scorer=Fixed(12.0))
    assert (unit.en, unit.origin, warned(unit)) == (GOOD, "mt-retry", [])


def test_an_engine_does_not_read_its_own_english_again() -> None:
    scorer = Fixed(12.0)
    scorer.model = Forgetful(THIN, THIN).identity.model
    (unit,) = translate_texts([ZH], Forgetful(THIN, THIN), scorer=scorer)
    assert (unit.findings, scorer.calls) == ((), [])


def test_what_stays_left_out_is_said() -> None:
    (unit,) = translate_texts([ZH], Forgetful(THIN, THIN), scorer=Fixed(12.0))
    assert (unit.en, warned(unit)) == (THIN, ["omission"])


# The model that comes with yibao


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> MarianScorer:
    return open_scorer(store=Store(tmp_path_factory.mktemp("models")), device="cpu", threads=1, announce=lambda _: None)


def test_it_finds_a_translation_likelier_than_another_sentence(scorer: MarianScorer) -> None:
    right, wrong = scorer.log_likelihoods([(ZH, GOOD), ("县委书记主持会议。", GOOD)])
    assert right > wrong
    assert scorer.log_likelihoods([]) == []


def test_it_does_not_depend_on_what_stands_beside(scorer: MarianScorer) -> None:
    together = scorer.log_likelihoods([(ZH, GOOD), (ZH, THIN), ("县委书记主持会议。", "It rains.")])
    assert together[1] == pytest.approx(scorer.log_likelihoods([(ZH, THIN)])[0], rel=0.02)


def test_it_settles_what_the_lexicon_doubts(scorer: MarianScorer) -> None:
    ((finding,), nothing) = settled([(ZH, THIN), (ZH, GOOD)], scorer)
    assert finding.zh in "与当地教师座谈，"
    assert nothing == ()


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("他表示，禁止在公共场所吸烟的规定将于下月实施。",
         "He said that the rule banning smoking in public places will take effect next month.", []),
        ("他表示，禁止在公共场所吸烟的规定将于下月实施。",
         "He said that the rule banning smoking in public places will not take effect next month.",
         ["negation-gained"]),
        ("光靠加征关税对解决问题帮助不大。", "Tariffs alone do not help much to solve the problem.", []),
        ("光靠加征关税对解决问题帮助不大。", "Tariffs alone do help much to solve the problem.", ["negation-lost"]),
        ("当地媒体批评该国不放松制裁。", "Local media criticised it for not easing the sanctions.", []),
        ("当地媒体批评该国不放松制裁。", "Local media criticised it for easing the sanctions.", ["negation-lost"]),
    ],
)  # fmt: skip
def test_it_hears_a_no_that_others_hide(scorer: MarianScorer, zh: str, en: str, found: list[str]) -> None:
    (findings,) = settled([(zh, en)], scorer)
    said = [finding.check for finding in (*check_unit(zh, en), *findings)]
    assert [check for check in said if check.startswith("negation")] == found


def test_it_is_not_loaded_before_it_is_asked(tmp_path: Path) -> None:
    said: list[str] = []
    open_scorer(store=Store(tmp_path), device="cpu", announce=said.append)
    assert said == []
    assert not list(tmp_path.rglob("*.bin"))


@pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="has a GPU")
def test_a_gpu_that_is_not_there_is_said(tmp_path: Path) -> None:
    scorer = open_scorer(store=Store(tmp_path), device="cuda", announce=lambda _: None)
    with pytest.raises(ModelError, match="the second reader cannot be loaded on cuda"):
        scorer.log_likelihoods([(ZH, GOOD)])


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("前三季度，全市出口增长12.4%，进口下降3.1%。",
         "In the first three quarters the city's exports rose by 12.4% and imports fell by 3.1%.", []),
        ("前三季度，全市出口增长12.4%，进口下降3.1%。",
         "In the first three quarters the city's exports rose by 3.1% and imports fell by 12.4%.",
         ["numbers-exchanged"]),
        ("日本首相就此事向韩国总统表示感谢。",
         "The prime minister of Japan thanked the president of South Korea for this.", []),
        ("日本首相就此事向韩国总统表示感谢。",
         "The prime minister of South Korea thanked the president of Japan for this.", ["names-exchanged"]),
        ("县长陈国华介绍了情况，村民李秀兰表示支持。",
         "Chen Guohua, the county head, explained the matter, and the villager Li Xiulan was in favour.", []),
        ("县长陈国华介绍了情况，村民李秀兰表示支持。",
         "Li Xiulan, the county head, explained the matter, and the villager Chen Guohua was in favour.",
         ["names-exchanged"]),
        ("本月起，该国暂停进口牛肉。", "From this month on the country suspends imports of beef.", []),
        ("本月起，该国暂停进口牛肉。", "From this month on the country suspends exports of beef.", ["opposite"]),
        ("受台风影响，东部沿海将有大雨。",
         "Under the influence of the typhoon, there will be heavy rain in western coastal areas.", ["opposite"]),
        ("工程师张敏说，她在这里工作了十年。",
         "Engineer Zhang Min said that she had worked here for ten years.", []),
        ("工程师张敏说，她在这里工作了十年。",
         "Engineer Zhang Min said that he had worked here for ten years.", ["opposite"]),
    ],
)  # fmt: skip
def test_it_sees_what_stands_in_the_place_of_something_else(
    scorer: MarianScorer, zh: str, en: str, found: list[str]
) -> None:
    (findings,) = settled([(zh, en)], scorer)
    assert [finding.check for finding in findings] == found


def test_a_word_is_not_turned_beside_its_opposite_nor_where_the_chinese_tells_no_sex() -> None:
    assert [turn.word for turn in opposed("出入境证件", "exit and entry papers of the west")] == ["west"]
    assert [turn.texts for turn in opposed("他是新来的。", "He came West.")] == [
        ("She came West.",),
        ("He came East.",),
    ]
    assert list(opposed("工程师来了。", "The engineer brought his son.")) == []
    words = [
        turn.word
        for turn in opposed("", "Northwest of the left-hand entry-level bestseller’s, long-term and short-term")
    ]
    assert words == ["Northwest"]
    assert [turn.word for turn in opposed("她走了。", "When the mayor spoke, she left.")] == ["she", "left"]


LOST = "展览首次在本市举行，展出国产汽车三十辆。"


@pytest.mark.parametrize(
    ("en", "words"),
    [
        ("The exhibition is held in the city for the first time, with 30 domestically made cars on display.", []),
        ("The exhibition is held in the city, with 30 domestically made cars on display.", ["首次"]),
    ],
)
def test_it_sees_words_that_are_left_out(scorer: MarianScorer, en: str, words: list[str]) -> None:
    (findings,) = settled([(LOST, en)], scorer, unsaid)
    assert [(finding.zh, finding.severity) for finding in findings] == [(word, Severity.NOTE) for word in words]


def test_a_word_is_noted_but_not_tried_again_for(scorer: MarianScorer) -> None:
    en = "The exhibition is held in the city, with 30 domestically made cars on display."
    (unit,) = translate_texts([LOST], Forgetful(en, en), scorer=scorer)
    assert (unit.origin, [(finding.check, finding.zh) for finding in unit.findings]) == ("mt", [("word", "首次")])


def test_english_of_another_sentence_has_no_words_left_out() -> None:
    assert list(unsaid(LOST, "Nobody knows what the weather will be like in the mountains tomorrow.")) == []
