"""The editor's desk: correcting, signing, and keeping terms, by forms and without JavaScript."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html

from service.memory import Entry
from service.storage import Storage
from service.termbase import Term
from service.tmx import write_tmx
from tests.desk import brief, source

TEXT = "全县干部大会召开\n\n记者 林听雨\n\n8月6日，松溪镇口袋公园开放，县委书记单晓明讲话。\n"


def shown(client: FlaskClient, path: str) -> Any:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def text(page: Any) -> str:
    return " ".join(page.text_content().split())


@pytest.fixture
def story(storage: Storage) -> str:
    """The path of a story's editing pages."""
    storage.put_termbase("asia", "desk", [Term("口袋公园", "pocket park")], "Li")
    document = brief(storage, source(TEXT))
    (found,) = storage.briefing(document).stories
    return f"/briefings/{document}/{found.id}/edit"


def fill(page: Any, **values: str) -> dict[str, str]:
    """The first form of the page, filled in as a browser would send it."""
    (form, *_) = page.xpath("//main//form[@method='post']")
    fields = {field.get("name"): field.value for field in form.xpath(".//input | .//textarea | .//select")}
    assert values.keys() <= fields.keys()
    return {name: value or "" for name, value in {**fields, **values}.items()}


def test_every_sentence_point_and_name_leads_to_its_form(client: FlaskClient, story: str) -> None:
    page = shown(client, story.rsplit("/", 2)[0])
    links = page.xpath("//a[@class='edit']/@href")
    assert {link.rsplit("/", 1)[1] for link in links} >= {"h1", "s1", "point-1"}
    for link in {*links, f"{story}/review"}:
        assert shown(client, link).xpath("//form[@method='post']")


def test_a_sentence_is_changed_and_changed_back(client: FlaskClient, story: str) -> None:
    page = shown(client, f"{story}/s1")
    before = page.xpath("//textarea")[0].value
    sent = fill(page, after="The park was opened.", author="Li Wei")
    answer = client.post(f"{story}/s1", data=sent)
    assert (answer.status_code, answer.location) == (303, f"{story}/s1")
    page = shown(client, f"{story}/s1")
    assert page.xpath("//textarea")[0].value == "The park was opened."
    assert "Li Wei" in text(page.xpath("//ul[@class='history']")[0])
    # The name is kept for the next form.
    assert page.xpath("//input[@name='author']/@value") == ["Li Wei"]
    # Whoever still sees the old sentence is told, and has both texts before him.
    late = client.post(f"{story}/s1", data={**sent, "after": "Parks were opened."}, headers={"Accept": "text/html"})
    assert late.status_code == 409
    again = html.fromstring(late.text)
    assert again.xpath("//textarea")[0].value == "Parks were opened."
    assert again.xpath("//input[@name='before']/@value") == ["The park was opened."]
    assert "it reads “The park was opened.” by now" in text(again.xpath("//*[@role='alert']")[0])
    (undo,) = page.xpath("//form[contains(@action, '/undo')]")
    client.post(undo.get("action"), data={field.name: field.value for field in undo.xpath(".//input")})
    page = shown(client, f"{story}/s1")
    assert page.xpath("//textarea")[0].value == before
    assert "undone by Li Wei" in text(page)


def test_a_new_rendering_is_offered_to_the_termbase(client: FlaskClient, storage: Storage, story: str) -> None:
    page = shown(client, f"{story}/person-单晓明")
    client.post(f"{story}/person-单晓明", data=fill(page, after="Dan Xiaoming"))
    (form,) = shown(client, f"{story}/person-单晓明").xpath("//form[contains(@action, '/terms/entries')]")
    fields = {field.get("name"): field.value for field in form.xpath(".//input")}
    assert fields == {"zh": "单晓明", "kind": "person", "en": "Dan Xiaoming", "termbase": "asia"}
    client.post(form.get("action"), data=fields)
    assert storage.assets().termbase.terms["单晓明"].en == "Dan Xiaoming"


def test_a_story_is_signed(client: FlaskClient, story: str) -> None:
    page = shown(client, f"{story}/review")
    client.post(f"{story}/review", data=fill(page, author="Li Wei"))
    assert "Li Wei, 20" in text(shown(client, story.rsplit("/", 2)[0]).xpath("//details[@class='provenance']")[0])


def test_terms_are_looked_up_added_and_removed(client: FlaskClient, storage: Storage) -> None:
    entry = {"zh": "口袋公园", "en": "pocket park", "termbase": "asia", "author": "Li"}
    answer = client.post("/terms/entries", data=entry)
    assert (answer.status_code, storage.assets().termbase.terms["口袋公园"].en) == (303, "pocket park")
    page = shown(client, "/terms?q=口袋公园")
    assert "pocket park" in text(page.xpath("//tbody")[0])
    (remove,) = page.xpath("//form[contains(@action, 'remove')]")
    client.post(remove.get("action"), data={field.name: field.value for field in remove.xpath(".//input")})
    assert storage.terms("asia") == []
    assert "secretary" in text(shown(client, "/terms?q=县委书记").xpath("//tbody")[0])


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("terms.csv", "zh,en\n口袋公园,pocket park\n".encode(), ("asia", "house", 1)),
        ("broken.csv", b"zh,en\nonly,\n", None),
    ],
)
def test_a_file_of_terms_is_taken_whole_or_not_at_all(
    client: FlaskClient, storage: Storage, name: str, data: bytes, kept: tuple[str, str, int] | None
) -> None:
    form = {"file": (io.BytesIO(data), name), "name": "asia", "layer": "house"}
    answer = client.post("/terms/files", data=form)
    assert answer.status_code == (200 if kept else 422)
    assert [(line.name, line.layer, line.terms) for line in storage.termbases()] == ([kept] if kept else [])


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"zh": "县", "en": "county", "termbase": "a/b"},
        {"zh": "县", "en": "county", "termbase": "yibao"},
        {"zh": "county", "en": "xian", "termbase": "asia"},
        {"zh": "县", "en": " ", "termbase": "asia"},
        {"zh": "县" * 201, "en": "county", "termbase": "asia"},
        {"zh": "县", "en": "c" * 501, "termbase": "asia"},
        {"zh": "县", "en": "coun\0ty", "termbase": "asia"},
        {"zh": "县", "en": "county", "kind": "k" * 51, "termbase": "asia"},
    ],
)
def test_an_entry_that_cannot_be_is_refused(client: FlaskClient, storage: Storage, data: dict[str, str]) -> None:
    assert client.post("/terms/entries", data=data).status_code == 400
    assert storage.termbases() == []


def test_a_layer_that_there_is_not_is_refused(client: FlaskClient, storage: Storage) -> None:
    form = {"file": (io.BytesIO("zh,en\n县,county\n".encode()), "terms.csv"), "name": "asia", "layer": "bogus"}
    assert client.post("/terms/files", data=form).status_code == 400
    assert storage.termbases() == []


@pytest.mark.parametrize(
    ("target", "data", "status"),
    [
        ("s1", {"after": "a" * 20_000}, 303),
        ("s1", {"after": "a" * 20_001}, 400),
        ("s1", {"after": "a\0b"}, 400),
        ("s1", {"after": "a", "kind": "person"}, 400),
        ("s1/undo", {"correction": "0" * 32}, 404),
        ("s1/undo", {"correction": "\0"}, 400),
        ("review", {"after": "a"}, 400),
        ("point-9", {"after": "a"}, 404),
        ("point-" + "9" * 190, {"after": "a"}, 404),
        ("point-" + "9" * 5_000, {"after": "a"}, 400),
    ],
)
def test_a_correction_is_held_to_the_limits_of_the_api(
    client: FlaskClient, story: str, target: str, data: dict[str, str], status: int
) -> None:
    assert client.post(f"{story}/{target}", data=data).status_code == status


def test_no_form_is_shown_for_what_is_not_there(client: FlaskClient, story: str) -> None:
    for target in ("point-9", "point-" + "9" * 5_000):
        assert client.get(f"{story}/{target}").status_code == 404


def test_what_cannot_be_saved_stays_in_the_form(client: FlaskClient, story: str) -> None:
    page = shown(client, f"{story}/s1")
    told = client.post(f"{story}/s1", data=fill(page, after="a" * 20_001))
    assert told.status_code == 400
    assert html.fromstring(told.text).xpath("//textarea")[0].value == "a" * 20_001


def test_nobody_signs_what_was_changed_while_he_read(client: FlaskClient, story: str) -> None:
    review = fill(shown(client, f"{story}/review"), author="Chief")
    client.post(f"{story}/s1", data=fill(shown(client, f"{story}/s1"), after="The park was opened.", author="Li Wei"))
    told = client.post(f"{story}/review", data=review)
    assert told.status_code == 409
    assert "the article was changed meanwhile" in told.text
    assert client.post(f"{story}/review", data=fill(html.fromstring(told.text), author="Chief")).status_code == 303
    provenance = text(shown(client, story.rsplit("/", 2)[0]).xpath("//details[@class='provenance']")[0])
    assert "EditedLi Wei, 20" in provenance
    assert "ReviewedChief, 20" in provenance


# Termbases: no word is lost

TWO = "zh,en\n口袋公园,vest-pocket park\n国务院,Cabinet\n".encode()


def sent(client: FlaskClient, data: bytes, name: str, termbase: str = "", status: int = 200, **form: str) -> Any:
    """The page that answers to a file."""
    answer = client.post("/terms/files", data={"file": (io.BytesIO(data), name), "name": termbase, **form})
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def report(page: Any) -> str:
    return text(page.xpath("//*[@role='status']")[0])


def typed(client: FlaskClient) -> None:
    client.post("/terms/entries", data={"zh": "综合治理", "en": "overall treatment", "termbase": "desk"})


def test_a_file_is_added_to_what_was_typed_in(client: FlaskClient, storage: Storage) -> None:
    brief(storage, source(TEXT))
    typed(client)
    # No name is proposed: one that stands there is meant.
    assert shown(client, "/terms").xpath("//input[@id='name']/@value") == []
    sent(client, TWO, "terms.csv", status=400)
    said = report(sent(client, TWO, "terms.csv", "desk"))
    assert {term.zh for term in storage.terms("desk")} == {"综合治理", "口袋公园", "国务院"}
    assert "2 added, 0 replaced, 0 removed. 1 briefing that has these terms is made anew." in said
    # And the product's word beside it.
    assert "国务院Cabinet deskState Council yibao" in said
    assert "Nothing changed" in report(sent(client, TWO, "terms.csv", "desk"))


def test_a_file_in_the_place_of_all_says_so_and_can_be_taken_back(client: FlaskClient, storage: Storage) -> None:
    typed(client)
    page = sent(client, TWO, "terms.csv", "desk", way="replace")
    assert "2 added, 0 replaced, 1 removed." in report(page)
    (back,) = page.xpath("//form[contains(@action, '/restore')]")
    answer = client.post(back.get("action"), data={field.name: field.value for field in back.xpath(".//input")})
    assert "1 added, 0 replaced, 2 removed." in report(html.fromstring(answer.text))
    assert [term.zh for term in storage.terms("desk")] == ["综合治理"]
    page = shown(client, "/terms/bases/desk?version=2")
    assert "What version 2 changed" in text(page)
    assert len(page.xpath("//table")[0].xpath(".//tbody/tr")) == 3


def test_a_termbase_is_deleted_and_brought_back(client: FlaskClient, storage: Storage) -> None:
    typed(client)
    (form,) = shown(client, "/terms/bases/desk").xpath("//details[@class='delete']/form")
    page = html.fromstring(client.post(form.get("action")).text)
    assert storage.termbases() == []
    back = page.xpath("//form[contains(@action, '/restore')]")[-1]
    client.post(back.get("action"), data={field.name: field.value for field in back.xpath(".//input")})
    assert [term.zh for term in storage.terms("desk")] == ["综合治理"]
    assert client.get("/terms/bases/none").status_code == 404
    assert client.post("/terms/bases/desk/restore", data={"version": "99"}).status_code == 404
    assert client.post("/terms/bases/desk/restore", data={"version": "x"}).status_code == 400


def test_a_memory_is_taken_and_a_pair_of_it_forgotten(client: FlaskClient, storage: Storage) -> None:
    data = write_tmx([Entry("会议召开。", "The meeting opened."), Entry("会议闭幕。", "The meeting closed.")])
    page = sent(client, data, "memory.tmx")
    assert report(page) == ("Of the file’s sentences 2 are new to the memory, 0 were there, 0 have not both languages.")
    (form, _) = page.xpath("//form[contains(@action, '/forget')]")
    assert client.post(form.get("action"), data={"q": ""}).status_code == 303
    assert len(storage.memory()) == 1
    assert client.post(form.get("action")).status_code == 404


def test_a_briefing_is_deleted(client: FlaskClient, storage: Storage, story: str) -> None:
    (form,) = shown(client, story.rsplit("/", 2)[0]).xpath("//details[@class='delete']/form")
    answer = client.post(form.get("action"))
    assert (answer.status_code, answer.location, storage.briefings()) == (303, "/", [])
