"""A term has one rendering throughout a story."""

from dataclasses import replace

import pytest

from service.consistency import consistent
from service.records import Placeable, Severity, Span, Unit
from tests.stories import unit

POST = Placeable(
    Span(0, 4), "县委书记", "secretary of the county committee", ("county Party chief", "Party chief"), "post"
)
BODY = Placeable(
    Span(0, 4), "政协", "People's Political Consultative Conference", ("CPPCC", "political consultative body")
)


def told(*english: str, term: Placeable = POST, origin: str = "mt") -> list[Unit]:
    return consistent(
        [
            replace(unit("县委书记讲话。", en, f"s{n}"), terms=(term,), origin=origin)
            for n, en in enumerate(english, start=1)
        ]
    )


def test_drift_is_put_right_and_noted() -> None:
    one, other = told("The secretary of the county committee spoke.", "County Party chief Li left.")
    assert one.findings == ()
    assert other.en == "Secretary of the county committee Li left."
    assert [(f.check, f.severity, f.zh) for f in other.findings] == [("repaired", Severity.NOTE, "县委书记")]


@pytest.mark.parametrize(
    "english",
    [
        ("The Party chief spoke.", "The Party chief left."),
        ("The Secretary of the County Committee spoke.", "A secretary of the county committee left."),
        ("The secretary of the county committee spoke.", "He left."),
    ],
)
def test_what_does_not_drift_is_left_alone(english: tuple[str, ...]) -> None:
    units = told(*english)
    assert [each.en for each in units] == list(english)
    assert not any(each.findings for each in units)


def test_a_short_form_after_the_long_one_is_no_drift() -> None:
    units = told("The People's Political Consultative Conference met.", "The CPPCC rose.", term=BODY)
    assert not any(each.findings for each in units)


def test_a_surname_after_the_full_name_is_no_drift() -> None:
    name = Placeable(Span(0, 3), "特朗普", "Donald Trump", ("Trump",), "person")
    assert not any(each.findings for each in told("Donald Trump spoke.", "Trump left.", term=name))


@pytest.mark.parametrize(
    ("kind", "preferred", "other", "english"),
    [
        ("plan", "expanding domestic demand", "expanded domestic demand",
         ("Expanding domestic demand comes first.", "Last year the city expanded domestic demand.")),
        ("slogan", "walk in the front ranks", "in the forefront",
         ("It is to walk in the front ranks.", "The province was in the forefront.")),
        ("society", "take effect", "took effect", ("They take effect today.", "The rules took effect.")),
        ("law", "victim", "victims", ("A victim spoke.", "The victims spoke.")),
    ],
)  # fmt: skip
def test_verbs_and_forms_of_the_same_words_are_no_drift(
    kind: str, preferred: str, other: str, english: tuple[str, ...]
) -> None:
    units = told(*english, term=Placeable(Span(0, 4), "县委书记", preferred, (other,), kind))
    assert [(each.en, each.findings) for each in units] == [(en, ()) for en in english]


def test_nouns_of_other_kinds_drift() -> None:
    plan = Placeable(Span(0, 4), "县委书记", "rural revitalization", ("rural vitalization",), "plan")
    (_, other) = told("Rural revitalization is due.", "They spoke of rural vitalization.", term=plan)
    assert other.en == "They spoke of rural revitalization."


def test_where_it_cannot_be_put_right_it_is_marked() -> None:
    twice = "The Party chief and the other Party chief met."
    assert [f.check for f in told("The secretary of the county committee spoke.", twice)[1].findings] == ["drift"]


def test_what_a_person_wrote_is_marked_and_not_changed() -> None:
    written = "The Party chief left."
    (_, other) = told("The secretary of the county committee spoke.", written, origin="memory")
    assert (other.en, [f.check for f in other.findings]) == (written, ["drift"])
