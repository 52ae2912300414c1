"""A story put together from its parts, and stories into a briefing."""

from dataclasses import replace

import pytest

from models.engine import Identity
from service.briefing import Engines, assemble, compose, now
from service.manuscript import Manuscript
from service.memory import Entry, Memory
from service.mending import Task
from service.people import Place
from service.placeables import Knowledge
from service.records import Bilingual, Continuation, Finding, Metadata, Page, Part, Point, Severity, Story
from service.termbase import Term, Termbase
from service.translation import make_ready
from tests.fakes import FakeTranslator
from tests.stories import article, page, segment, story, unit

ENGINE = Identity("fake", "small", "ab" * 32, ("beam=1",))
ENGINES = Engines(ENGINE, None)
UNITS = [
    unit("修路见成效", "Roads bear fruit", "h1", Part.TITLE),
    unit("县长许明川说：“投资3.5亿元修好了路。”", 'Xu Mingchuan said: "350 million yuan mended the roads."', "s1"),
    unit("图为新路。", "The new road.", "c1", Part.CAPTION),
]
POINT = Point("路。", "A road.", ("s1",), "extractive")


def composed(on: Page | None = None, **about: object) -> Story:
    one = replace(article("修路见成效", "8月1日，县长许明川说。"), **about)  # type: ignore[arg-type]
    known = Knowledge(Termbase({}), place=Place("Qinglan", "县"))
    note = Finding("summary", Severity.NOTE, "noted")
    return compose(Manuscript(one, known, (), "5a" * 8), on or page(one), UNITS, [POINT], [note], ENGINES)


def test_no_moment_is_told_twice() -> None:
    told = [now() for _ in range(200)]
    assert told == sorted(set(told))


def test_a_story_has_all_that_is_known_of_its_article() -> None:
    made = composed(
        metadata=Metadata("青岚日报", "2025-08-06", "https://example.org/1", "p.1"), dateline="青岚电", order=2
    )
    assert made.id == "0123456789ab"
    assert (made.order, made.placement, made.url, made.dateline) == (2, "p.1", "https://example.org/1", "青岚电")
    assert made.publisher == Bilingual("青岚日报", "Qinglan Daily")
    assert made.date.iso == "2025-08-06"
    assert made.title == Bilingual("修路见成效", "Roads bear fruit")
    assert [each.id for each in made.headings] == ["h1"]
    assert [each.id for each in made.units] == ["s1", "c1"]
    assert [(person.pinyin, person.post.en, person.unit) for person in made.people] == [
        ("Xu Mingchuan", "county head", "s1")
    ]
    assert [(figure.zh, figure.en) for figure in made.figures] == [("3.5亿元", "350 million yuan")]
    assert [(quote.en, quote.source) for quote in made.quotes] == [("350 million yuan mended the roads.", "s1")]
    assert (made.points, [finding.check for finding in made.findings]) == ((POINT,), ["summary"])


@pytest.mark.parametrize(
    ("continued", "shown"),
    [
        ((), None),
        ((Continuation("to", "p.2", True),), Continuation("to", "p.2", True)),
        (
            (Continuation("from", "p.1", True), Continuation("to", "p.3", False)),
            Continuation("to", "p.3", False),
        ),
    ],
)
def test_a_part_that_is_not_held_is_shown_before_one_that_is(
    continued: tuple[Continuation, ...], shown: Continuation | None
) -> None:
    assert composed(continued=continued).continued == shown


def test_provenance_says_who_spoke_and_of_what() -> None:
    made = composed().provenance
    assert (made.engine, made.model, made.digest, made.summary) == ("fake", "small", "ab" * 32, "extractive")
    assert made.source_sha256 == "0" * 64
    assert made.signature == "5a" * 8
    assert made.created.endswith("Z")
    assert made.reviewed == ""


SPEAKERS = [
    Engines(ENGINE, None),
    Engines(replace(ENGINE, digest="cd" * 32), None),
    Engines(replace(ENGINE, options=("beam=4",)), None),
    Engines(replace(ENGINE, engine="other"), None),
    Engines(ENGINE, ENGINE),
]


def ready(text: str, *terms: Term, memory: Memory | None = None) -> tuple[Task, ...]:
    known = Knowledge(Termbase({term.zh: term for term in terms}))
    return make_ready([segment(text)], known, FakeTranslator(), memory or Memory())


TEXT, TERM = "县委书记讲话。", Term("县委", "county committee")
KNOWN = [
    ready(TEXT),
    ready("县委书记讲了话。"),
    ready(TEXT, TERM),
    ready(TEXT, replace(TERM, en="Party committee")),
    ready(TEXT, replace(TERM, status="unverified")),
    ready(TEXT, memory=Memory([Entry(TEXT, "A speech.")])),
]


def test_other_code_signs_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ENGINES.sign(KNOWN[0])
    monkeypatch.setattr("service.briefing.code_digest", lambda: "0" * 64)
    assert ENGINES.sign(KNOWN[0]) != before


def test_another_signature_for_all_that_shapes_the_text() -> None:
    signatures = {engines.sign(KNOWN[0]) for engines in SPEAKERS} | {ENGINES.sign(tasks) for tasks in KNOWN}
    assert len(signatures) == len(SPEAKERS) + len(KNOWN) - 1
    assert all(len(signature) == 16 and int(signature, 16) >= 0 for signature in signatures)


def test_what_the_text_does_not_have_and_the_device_shape_nothing() -> None:
    assert ENGINES.sign(ready(TEXT, TERM, Term("国务院", "State Council"))) == ENGINES.sign(ready(TEXT, TERM))
    assert Engines(replace(ENGINE, device="cuda"), None).sign(KNOWN[0]) == ENGINES.sign(KNOWN[0])


def test_stories_stand_in_the_order_of_the_page_whatever_the_order_of_work() -> None:
    made = assemble(
        page(article("题"), furniture="青岚县融媒体中心主办"), [story([], order=1, id="b"), story([], order=0, id="a")]
    )
    assert [each.id for each in made.stories] == ["a", "b"]
    assert (made.id, made.name, made.furniture) == ("0" * 16, "page.txt", ("青岚县融媒体中心主办",))
    assert (made.repairs, made.unassigned) == ((), ())
