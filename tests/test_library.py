"""What organisations know, in the database: termbases, memory, corrections; and that none of it reaches another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, update

from service.corrections import digest
from service.errors import BadRequest, Conflict, NotFound
from service.memory import Entry
from service.records import Severity
from service.schema import corrections
from service.storage import Storage
from service.termbase import Term
from tests.desk import BRIEFS, NOTE, brief, file, finished, remade, source, taken

TERM = Term("口袋公园", "pocket park")


def as_read(storage: Storage, document: str) -> str:
    """What who signs the document's one story has read."""
    (story,) = storage.briefing(document).stories
    return digest(story)


def test_a_termbase_is_versioned_and_its_history_kept(storage: Storage) -> None:
    storage.put_termbase("asia", "desk", [TERM], "Li Wei")
    storage.put_terms("asia", [Term("口袋公园", "vest-pocket park")], "Wang")
    storage.remove_term("asia", "口袋公园", "Wang")
    assert storage.terms("asia") == []
    assert [(c.version, c.before and c.before.en, c.after and c.after.en) for c in storage.term_history("asia")] == [
        (3, "vest-pocket park", None),
        (2, "pocket park", "vest-pocket park"),
        (1, None, "pocket park"),
    ]
    assert storage.put_termbase("asia", "desk", [], "Wang") == []


def test_the_house_counts_before_a_desk_and_both_before_the_product(storage: Storage) -> None:
    storage.put_termbase("asia", "desk", [TERM, Term("县委", "desk's")], "Li")
    storage.put_termbase("house", "house", [Term("口袋公园", "house's")], "Li")
    known = storage.assets().termbase.terms
    assert (known["口袋公园"].en, known["口袋公园"].termbase, known["县委"].en) == ("house's", "house", "desk's")
    assert len(known) > 1_000
    storage.delete_termbase("house", "Li")
    assert storage.assets().termbase.terms["口袋公园"].en == "pocket park"


def test_an_edited_term_touches_the_documents_that_have_it(storage: Storage) -> None:
    document = brief(storage, source())
    assert storage.touched(["口袋公园"]) == [document]
    assert storage.touched(["国务院"]) == storage.touched([]) == storage.touched(["口袋公园"], "other") == []
    assert len(storage.renew([document], "batch")) == 1
    assert storage.renew([document], "batch") == []


def test_a_correction_is_shown_remembered_and_undone(storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    before = story.units[0]
    made = storage.correct(document, story.id, "s1", before.en, "Six pocket parks opened on August 6.", "Li Wei")
    (shown,) = storage.briefing(document).stories
    assert (shown.units[0].en, shown.units[0].origin) == ("Six pocket parks opened on August 6.", "human")
    assert (shown.provenance.edited[:8], shown.provenance.reviewed) == ("Li Wei, ", "")
    assert storage.briefings(query="pocket parks")
    assert storage.assets().memory.find(before.zh) is not None
    with pytest.raises(Conflict):
        storage.correct(document, story.id, "s1", before.en, "Another.", "Wang")
    storage.undo(made.id, "Wang")
    assert storage.briefing(document).stories == (story,)
    assert storage.assets().memory.find(before.zh) is None
    assert [c.undone_by for c in storage.corrections(document)] == ["Wang"]
    with pytest.raises(Conflict):
        storage.undo(made.id, "Wang")


def test_undoing_a_correction_leaves_what_another_has_remembered(storage: Storage) -> None:
    english = "Six pocket parks opened on August 6."
    made = []
    for name in ("one", "two"):
        document = brief(storage, source(f"{NOTE}{name}"))
        (story,) = storage.briefing(document).stories
        sentence = story.units[0]
        made.append(storage.correct(document, story.id, "s1", sentence.en, english, "Li").id)
    assert [found.entry.origin for found in storage.remembered()] == made[::-1]
    storage.undo(made[0], "Wang")
    match = storage.assets().memory.find(sentence.zh)
    assert match is not None
    assert match.en == english
    storage.undo(made[1], "Wang")
    assert storage.memory() == []


def test_of_a_sentence_corrected_back_the_last_wording_is_remembered(storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    reads = story.units[0].en
    for english in ("The parks opened.", "Six parks opened.", "The parks opened."):
        reads = storage.correct(document, story.id, "s1", reads, english, "Li").after
    match = storage.assets().memory.find(story.units[0].zh)
    assert match is not None
    assert match.en == "The parks opened."


def test_a_correction_outlives_a_story_made_anew(storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    storage.correct(document, story.id, "h1", story.title.en, "Parks for Songxi", "Li")
    remade(storage, document, story)
    assert storage.briefing(document).stories[0].title.en == "Parks for Songxi"
    with pytest.raises(NotFound):
        storage.correct(document, story.id, "s99", "", "x", "Li")


def test_of_several_corrections_of_one_moment_the_last_counts(storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    reads, wordings = story.title.en, [f"Parks {number}" for number in range(6)]
    for english in wordings:
        reads = storage.correct(document, story.id, "h1", reads, english, "Li").after
    with storage.engine.begin() as db:
        db.execute(update(corrections).values(created="2025-08-06T09:30:00.000Z"))
    assert [correction.after for correction in storage.corrections(document)] == wordings
    assert storage.briefing(document).stories[0].title.en == wordings[-1]


def test_corrections_of_an_article_that_is_no_more_are_reported_and_can_be_undone(storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    made = [
        storage.correct(document, story.id, "h1", story.title.en, "Parks for Songxi", "Li"),
        storage.correct(document, story.id, "h1", "Parks for Songxi", "New parks for Songxi", "Li"),
        storage.correct(document, story.id, "review", as_read(storage, document), "", "Wang"),
    ]
    page, _ = finished(source())
    article = replace(page.articles[0], id="ba9876543210")
    storage.put_page(taken(storage, storage.add_job(document)), replace(page, articles=(article,)))
    briefing = storage.briefing(document)
    assert briefing.stories == ()
    assert [(f.check, f.severity, f.message, f.en) for f in briefing.findings] == [
        (
            "correction", Severity.WARNING,
            "a correction, “New parks for Songxi” (Li), no longer fits: its article is no more", "New parks for Songxi",
        ),
        ("correction", Severity.WARNING, "the signature of Wang no longer fits: its article is no more", ""),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        storage.correct(document, story.id, "h1", story.title.en, "x", "Li")
    for correction in made:
        assert storage.undo(correction.id, "Li").undone
    assert storage.briefing(document).findings == ()
    assert storage.memory() == []


@contextmanager
def asked(storage: Storage) -> Iterator[list[str]]:
    """The statements that the database is given."""
    statements: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(storage.engine, "before_cursor_execute", note)
    yield statements
    event.remove(storage.engine, "before_cursor_execute", note)


def test_what_is_read_is_asked_for_once(storage: Storage) -> None:
    document = brief(storage, file(BRIEFS))
    briefing = storage.briefing(document)
    first, *others = briefing.stories
    storage.correct(document, first.id, "h1", first.title.en, "Parks for Songxi", "Li")
    with asked(storage) as statements:
        assert storage.story(document, first.id).title.en == "Parks for Songxi"
    assert len(statements) == 2
    assert [storage.story(document, story.id) for story in others] == others
    with asked(storage) as statements:
        assert storage.briefing(document).stories[0].title.en == "Parks for Songxi"
    assert len(statements) == 3
    with asked(storage) as statements:
        assert len(storage.corrections(document)) == 1
    assert len(statements) == 2
    for ask in (storage.corrections, lambda name: storage.story(name, first.id), lambda _: storage.story(document, "")):
        with pytest.raises(NotFound):
            ask("0" * 16)


def test_layers_are_those_of_one_moment(storage: Storage) -> None:
    storage.put_termbase("asia", "desk", [TERM, Term("县委", "county Party committee")], "Li")
    storage.put_termbase("world", "house", [TERM], "Li")
    storage.put_termbase("empty", "house", [], "Li")
    storage.put_termbase("other", "house", [TERM], "Li", "other")
    with asked(storage) as statements:
        layers = storage.layers()
    assert len(statements) == 1
    assert [(name, [term.zh for term in entries]) for name, entries in layers] == [
        ("empty", []), ("world", ["口袋公园"]), ("asia", ["县委", "口袋公园"]),
    ]  # fmt: skip
    assert layers[1][1] == storage.terms("world")


def test_nothing_reaches_another_organisation(storage: Storage) -> None:
    document = brief(storage, source())
    other, _, new = storage.add_document([source()], organisation="other")
    assert (other != document, new) == (True, True)
    storage.remember([Entry("会议召开。", "The meeting opened.")])
    storage.put_termbase("asia", "desk", [TERM], "Li")
    assert storage.assets("other").memory.find("会议召开。") is None
    assert storage.assets("other").termbase.terms["口袋公园"].termbase == ""
    assert (storage.termbases("other"), storage.memory("other"), storage.corrections(organisation="other")) == (
        [],
        [],
        [],
    )
    for ask in (storage.briefing, storage.newest_job, storage.add_job):
        with pytest.raises(NotFound):
            ask(document, organisation="other")
    assert [line.id for line in storage.briefings(organisation="other")] == [other]


def test_a_pair_is_remembered_once_and_forgotten(storage: Storage) -> None:
    pair = Entry("会议召开。", "The meeting opened.", origin="file.tmx")
    assert (storage.remember([pair, pair]), storage.remember([pair])) == (1, 0)
    (found,) = storage.remembered("meeting")
    storage.forget_pair(found.id)
    assert storage.remembered() == []
    with pytest.raises(NotFound):
        storage.forget_pair(found.id)


# Going back, and deleting


def test_a_termbase_goes_back_to_any_version(storage: Storage) -> None:
    storage.put_termbase("asia", "house", [TERM, Term("县委", "county committee")], "Li")
    storage.put_terms("asia", [Term("口袋公园", "vest-pocket park"), Term("县", "county")], "Li")
    storage.put_termbase("asia", "house", [Term("镇", "town")], "Wang")
    first, second, third = {"口袋公园": "pocket park", "县委": "county committee"}, {"县": "county"}, {"镇": "town"}
    second = first | second | {"口袋公园": "vest-pocket park"}
    for version, held in ((2, second), (1, first), (3, third), (0, {}), (4, second)):
        storage.restore_termbase("asia", version, "Wang")
        assert {term.zh: term.en for term in storage.terms("asia")} == held
    assert storage.termbases()[0].layer == "house"
    # To where it is nothing is to be done.
    assert storage.restore_termbase("asia", storage.termbases()[0].version, "Wang") == []
    for version in (-1, 99):
        with pytest.raises(NotFound):
            storage.restore_termbase("asia", version, "Wang")
    with pytest.raises(NotFound):
        storage.restore_termbase("asia", 1, "Wang", "other")


def test_a_termbase_that_was_deleted_comes_back(storage: Storage) -> None:
    storage.put_termbase("asia", "desk", [TERM], "Li")
    storage.delete_termbase("asia", "Li")
    storage.restore_termbase("asia", 1, "Wang")
    assert [(line.name, line.layer, line.version, line.terms) for line in storage.termbases()] == [
        ("asia", "desk", 3, 1)
    ]
    assert storage.assets().termbase.terms["口袋公园"].termbase == "asia"


@pytest.mark.parametrize("name", ["yibao", "Yibao"])
def test_no_termbase_goes_by_the_products_name(storage: Storage, name: str) -> None:
    with pytest.raises(BadRequest):
        storage.put_termbase(name, "desk", [TERM], "Li")


def test_a_document_is_deleted_with_all_that_was_made_of_it(storage: Storage) -> None:
    document, other = brief(storage, source()), brief(storage, file(BRIEFS))
    (story,) = storage.briefing(document).stories
    storage.correct(document, story.id, "h1", story.title.en, "Parks for Songxi", "Li")
    with pytest.raises(NotFound):
        storage.delete_document(document, "other")
    storage.delete_document(document)
    assert [line.id for line in storage.briefings()] == [other]
    assert storage.briefings(query="Parks") == storage.corrections() == []
    assert [job.document for job in storage.recent_jobs()] == [other]
    for ask in (storage.briefing, storage.newest_job, storage.add_job, storage.corrections, storage.delete_document):
        with pytest.raises(NotFound):
            ask(document)
    # What was learnt stays, and the same bytes are a new document.
    assert [entry.en for entry in storage.memory()] == ["Parks for Songxi"]
    assert brief(storage, source()) == document


def test_a_worker_finds_the_job_of_a_deleted_document_gone(storage: Storage) -> None:
    document, job, _ = storage.add_document([source()])
    claim = taken(storage, job)
    page, stories = finished(source())
    storage.put_page(claim, page)
    storage.delete_document(document)
    for ask in (lambda: storage.beat(claim), lambda: storage.put_story(claim, stories[0]),
                lambda: storage.progress(claim, stories[0].id, "done", 1, 1)):  # fmt: skip
        with pytest.raises(Conflict):
            ask()
    storage.finish(claim)
    assert storage.claim(job, "w2", 3) is None
