"""The benchmark of the checks, and the aims it holds on sentences of our own."""

import random
import re

import pytest
from click.testing import CliRunner

from benchmarks.guards import GROUPS, Row, clean, false_alarms, main, measure, plant
from benchmarks.planted import KINDS, aligned_names, name_changed, negation_removed, number_changed, posts_exchanged
from service.checks import CHECKS
from service.checks.catalogue import catalogue


def test_our_own_sentences_raise_no_alarm() -> None:
    assert false_alarms(clean()) == {}


def test_the_same_seed_plants_the_same_errors() -> None:
    assert plant(clean()) == plant(clean())
    assert plant(clean()) != plant(clean(), seed=2)


def test_every_kind_plants_something_and_names_checks_that_exist() -> None:
    assert {error.kind for error in plant(clean())} == set(KINDS)
    assert {check for *_, checks in KINDS.values() for check in checks} <= {each.id for each in catalogue()}
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(KINDS)


def test_an_error_is_one_error() -> None:
    rng = random.Random(0)
    changed = number_changed("", "It has 45 towns.", rng)
    assert changed is not None
    assert re.fullmatch(r"It has (?:4[^5]|[^4]5) towns\.", changed)
    changed = name_changed("县长许明川说。", "Xu Mingchuan said so.", rng)
    assert changed is not None
    assert changed.endswith(" said so.")
    assert changed != "Xu Mingchuan said so."
    assert negation_removed("他没有来。", "He did not come.", rng) == "He come."
    assert (
        posts_exchanged(
            "县委书记沈知远和县长许明川出席。", "Secretary Shen Zhiyuan and county head Xu Mingchuan attended.", rng
        )
        == "Secretary Xu Mingchuan and county head Shen Zhiyuan attended."
    )


def test_names_are_aligned_by_spelling_alone() -> None:
    assert aligned_names("单建国和李雪到了香港。", "Shan Jianguo and Li Xue came to Hong Kong.") == [
        ("单建国", "Shan Jianguo"),
        ("李雪", "Li Xue"),
    ]


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.group: row for row in measure(plant(clean()))}


@pytest.mark.parametrize(("group", "recall", "precision"), [("numbers", 0.98, 0.95), ("names", 0.95, 0.95)])
def test_the_aims(rows: dict[str, Row], group: str, recall: float, precision: float) -> None:
    assert rows[group].recall >= recall
    assert rows[group].precision >= precision


@pytest.mark.parametrize(
    ("group", "recall"),
    [("negation", 0.7), ("direction", 0.8), ("posts", 0.8), ("repetition", 0.95), ("untranslated", 1.0),
     ("currency", 0.9), ("quotation", 0.8)],
)  # fmt: skip
def test_what_the_other_checks_see(rows: dict[str, Row], group: str, recall: float) -> None:
    assert rows[group].recall >= recall


def test_the_table_is_printed() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert "errors planted in 0 human translations and 100 sentences of our own" in result.output
    assert all(name in result.output for name in (*GROUPS, *CHECKS))
