"""The HTTP API of what an organisation knows and of what its editors change."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.corrections import digest
from service.intake import Limits
from service.memory import Entry
from service.pipeline import Pipeline, take_apart
from service.queue import Queue
from service.settings import Settings
from service.storage import Storage
from service.termbase import Term
from service.termfiles import FORMS, read_terms
from service.tmx import read_tmx, write_tmx
from service.web import create_app
from tests.desk import brief, finished, source
from tests.fakes import FakeTranslator

CSV = "zh,en\n口袋公园,vest-pocket park\n国务院,Cabinet\n".encode()
PAIR = Entry("会议召开。", "The meeting opened.", author="Li Wei", created="2025-08-06T00:00:00Z")


def behind_a_proxy(settings: Settings, storage: Storage) -> FlaskClient:
    own = replace(settings, organisation_header="X-Organisation", author_header="X-User")
    app = create_app(own, storage, Queue(own))
    app.testing = True
    return app.test_client()


def told(answer: TestResponse, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.get_json()


# termbases


def test_a_file_of_terms_becomes_a_termbase_and_touched_briefings_are_made_anew(
    client: FlaskClient, storage: Storage
) -> None:
    document = brief(storage, source())
    brief(storage, source("县图书馆延长开放时间\n\n记者 林听雨\n\n8月6日，县图书馆延长了开放时间。\n", "other.txt"))
    made = told(client.put("/v1/termbases/asia?author=Li Wei", data=CSV, content_type="text/csv"))
    assert [(c["zh"], c["version"], c["before"], c["author"]) for c in made["changes"]] == [
        ("口袋公园", 1, None, "Li Wei"),
        ("国务院", 1, None, "Li Wei"),
    ]
    assert [storage.job(job).document for job in made["jobs"]] == [document]
    assert [(c["zh"], c["winner"]) for c in made["conflicts"]] == [("口袋公园", "asia"), ("国务院", "asia")]
    (line,) = told(client.get("/v1/termbases"))["termbases"]
    assert (line["name"], line["layer"], line["version"], line["terms"]) == ("asia", "desk", 1, 2)
    # The same file again changes nothing, and makes nothing anew.
    assert told(client.put("/v1/termbases/asia", data=CSV)) == {"changes": [], "conflicts": [], "jobs": []}


@pytest.mark.parametrize("form", FORMS)
def test_a_termbase_comes_back_as_a_file(client: FlaskClient, form: str) -> None:
    told(client.put("/v1/termbases/asia", data=CSV))
    answer = client.get(f"/v1/termbases/asia?format={form}")
    assert answer.content_type.startswith(FORMS[form].media_type)
    assert [(term.zh, term.en) for term in read_terms(answer.data, f"asia{FORMS[form].suffix}")] == [
        ("口袋公园", "vest-pocket park"),
        ("国务院", "Cabinet"),
    ]


def test_entries_are_changed_one_by_one_and_what_they_were_is_kept(client: FlaskClient) -> None:
    told(client.put("/v1/termbases/asia?layer=house", data=CSV))
    told(
        client.put("/v1/termbases/asia/terms", json={"zh": "口袋公园", "en": "pocket park", "accepted": ["mini park"]})
    )
    told(client.delete("/v1/termbases/asia/terms?zh=国务院"))
    (found, *_) = told(client.get("/v1/terms?q=口袋公园"))["terms"]
    assert (found["en"], found["accepted"], found["termbase"]) == ("pocket park", ["mini park"], "asia")
    history = told(client.get("/v1/termbases/asia/history?zh=口袋公园"))["changes"]
    assert [(c["version"], c["after"]["en"]) for c in history] == [(2, "pocket park"), (1, "vest-pocket park")]
    told(client.delete("/v1/termbases/asia"))
    told(client.get("/v1/termbases/asia"), 404)
    assert len(told(client.get("/v1/termbases/asia/history"))["changes"]) == 5


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"", 422), (b"zh,en\nno English,\n", 422), (b"<martif><body>", 422), (b"\xff\xff\x00", 422)],
)
def test_what_is_no_file_of_terms_changes_nothing(client: FlaskClient, data: bytes, status: int) -> None:
    told(client.put("/v1/termbases/asia", data=data), status)
    assert told(client.get("/v1/termbases")) == {"termbases": []}


@pytest.mark.parametrize("zh", ["{P}", "{N}", "{Q}粮仓"])
def test_a_pattern_that_would_match_anything_is_refused_and_the_rest_goes_on(client: FlaskClient, zh: str) -> None:
    told(client.put("/v1/termbases/asia?layer=house", data=CSV))
    told(client.put("/v1/termbases/asia/terms", json={"zh": zh, "en": "{P}"}), 400)
    assert [term for term in told(client.get(f"/v1/terms?q={zh}"))["terms"] if term["termbase"]] == []


def test_a_term_is_looked_up_in_the_products_own_too(client: FlaskClient) -> None:
    assert [t["termbase"] for t in told(client.get("/v1/terms?q=县委书记"))["terms"]][:1] == [""]
    assert told(client.get("/v1/terms?q=plenary session"))["terms"]


# memory


def test_a_memory_goes_in_and_out_as_tmx(client: FlaskClient, storage: Storage) -> None:
    sent = client.post("/v1/memory", data=write_tmx([PAIR]), content_type="application/x-tmx+xml")
    assert told(sent) == {"added": 1, "known": 0, "skipped": 0}
    assert told(client.post("/v1/memory", data=write_tmx([PAIR])))["known"] == 1
    (found,) = told(client.get("/v1/memory?q=MEETING"))["entries"]
    assert (found["entry"]["zh"], found["entry"]["author"]) == ("会议召开。", "Li Wei")
    assert [entry.en for entry in read_tmx(client.get("/v1/memory.tmx").data, "memory.tmx")] == [PAIR.en]
    assert client.delete(f"/v1/memory/{found['id']}").status_code == 204
    told(client.delete(f"/v1/memory/{found['id']}"), 404)


# corrections


def test_a_sentence_is_corrected_seen_by_all_and_the_change_undone(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    path = f"/v1/briefings/{document}/stories/{story.id}/corrections"
    better = {"target": "s1", "after": "Six pocket parks opened in Songxi Town on August 6.", "author": "Li Wei"}
    made = told(client.post(path, json=better), 201)["correction"]
    (shown,) = told(client.get(f"/v1/briefings/{document}"))["stories"]
    assert (shown["units"][0]["en"], shown["units"][0]["origin"]) == (better["after"], "human")
    assert shown["provenance"]["edited"].startswith("Li Wei, ")
    assert shown["provenance"]["reviewed"] == ""
    assert client.get("/v1/corrections?format=tsv").text == f"{story.units[0].zh}\t{better['after']}\n"
    stale = {"target": "s1", "after": "Other.", "before": story.units[0].en}
    told(client.post(path, json=stale), 409)
    told(client.post(path, json={"target": "s1", "after": " "}), 400)
    told(client.post(path, json={"target": "s9", "after": "x"}), 404)
    told(client.post(path, json={"target": "s1", "after": "a\0b"}), 400)
    told(client.post(path, json={"target": "review", "after": "anything"}), 400)
    undone = told(client.post(f"/v1/corrections/{made['id']}/undo", json={"author": "Wang"}))
    assert undone["undone_by"] == "Wang"
    told(client.post(f"/v1/corrections/{made['id']}/undo", json={}), 409)
    assert storage.briefing(document).stories == (story,)
    assert client.get("/v1/corrections?format=tsv").text == ""
    assert [c["id"] for c in told(client.get(f"/v1/briefings/{document}/corrections"))["corrections"]] == [made["id"]]


def test_a_name_is_respelled_everywhere_and_offered_to_the_termbase(client: FlaskClient, storage: Storage) -> None:
    text = "全县干部大会召开\n\n记者 林听雨\n\n8月6日，县委书记单晓明讲话。单晓明强调，要抓落实。\n"
    document = brief(storage, source(text))
    (story,) = storage.briefing(document).stories
    (person,) = story.people
    assert person.pinyin == "Shan Xiaoming"
    path = f"/v1/briefings/{document}/stories/{story.id}/corrections"
    told(client.post(path, json={"target": f"person-{person.name}", "after": r"Dan\Xiao \g<0>"}), 201)
    (shown,) = storage.briefing(document).stories
    assert any(r"Dan\Xiao \g<0>" in unit.en for unit in shown.units)
    made = told(client.post(path, json={"target": f"person-{person.name}", "after": "Dan Xiaoming"}), 201)
    assert [(t["zh"], t["en"], t["kind"]) for t in made["terms"]] == [("单晓明", "Dan Xiaoming", "person")]
    (shown,) = storage.briefing(document).stories
    assert [p.pinyin for p in shown.people] == ["Dan Xiaoming"]
    assert "Shan Xiaoming" not in " ".join(unit.en for unit in shown.units)
    assert sum("Dan Xiaoming" in unit.en for unit in shown.units) == sum(
        "Shan Xiaoming" in unit.en for unit in story.units
    )
    assert not any(unit.findings for unit in shown.units if "Dan" in unit.en)


def test_a_story_is_signed_as_it_stands(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    (story,) = storage.briefing(document).stories
    path = f"/v1/briefings/{document}/stories/{story.id}/corrections"
    told(client.post(path, json={"target": "review", "author": "Li Wei"}), 201)
    (shown,) = storage.briefing(document).stories
    assert shown.units == story.units
    assert shown.provenance.reviewed.startswith("Li Wei, ")
    # What was changed since it was read is not signed.
    told(client.post(path, json={"target": "h1", "after": "Parks for Songxi", "author": "Wang"}), 201)
    told(client.post(path, json={"target": "review", "before": digest(story), "author": "Li Wei"}), 409)
    told(client.post(path, json={"target": "review", "author": "Wang"}), 201)
    given = told(client.get(f"/v1/briefings/{document}"))["stories"][0]["provenance"]
    assert [given[name].split(",")[0] for name in ("edited", "reviewed", "outdated")] == ["Wang", "Wang", "Li Wei"]


# going back, and deleting


def test_a_termbase_goes_back_to_a_version(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    told(client.put("/v1/termbases/asia", data=CSV))
    told(client.put("/v1/termbases/asia", data="zh,en\n县,county\n".encode()))
    made = told(client.post("/v1/termbases/asia/restore?version=1&author=Wang"))
    assert {(c["zh"], c["version"], c["author"]) for c in made["changes"]} == {
        ("口袋公园", 3, "Wang"), ("国务院", 3, "Wang"), ("县", 3, "Wang"),
    }  # fmt: skip
    assert [storage.job(job).document for job in made["jobs"]] in ([document], [])
    assert [term.zh for term in storage.terms("asia")] == ["口袋公园", "国务院"]
    for query, status in (("", 400), ("version=-1", 400), ("version=9", 404)):
        told(client.post(f"/v1/termbases/asia/restore?{query}"), status)


def test_no_entry_is_taken_that_can_never_be_found(client: FlaskClient) -> None:
    told(client.put("/v1/termbases/asia", data=CSV))
    entry = {"zh": "county", "en": "xian"}
    wrong = told(client.put("/v1/termbases/asia/terms", json=entry), 400)
    assert wrong["detail"] == "zh: a Chinese term has a Chinese character"
    told(client.put("/v1/termbases/yibao", data=CSV), 400)


def test_a_document_is_deleted(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    job = storage.newest_job(document)
    assert client.delete(f"/v1/documents/{document}").status_code == 204
    for path in (f"/v1/briefings/{document}", f"/v1/jobs/{job.id}", f"/v1/briefings/{document}/corrections"):
        told(client.get(path), 404)
    told(client.delete(f"/v1/documents/{document}"), 404)


# organisations


def test_the_proxy_says_whose_request_it_is_and_nothing_reaches_another(settings: Settings, storage: Storage) -> None:
    client = behind_a_proxy(settings, storage)
    one, other = ({"X-Organisation": name, "X-User": "Li Wei"} for name in ("one", "other"))
    job = told(client.post("/v1/documents", json={"text": "8月6日，松溪镇公园开放。"}, headers=one), 202)["job"]
    told(client.put("/v1/termbases/asia?author=Mallory", data=CSV, headers=one))
    told(client.post("/v1/memory", data=write_tmx([PAIR]), headers=one))
    (change, *_) = told(client.get("/v1/termbases/asia/history", headers=one))["changes"]
    assert change["author"] == "Li Wei"
    own = [f"/v1/jobs/{job['id']}", f"/v1/briefings/{job['document']}", f"/v1/briefings/{job['document']}/corrections"]
    for path in (*own, "/v1/termbases/asia"):
        assert client.get(path, headers=one).status_code == 200
        told(client.get(path, headers=other), 404)
    told(client.get(f"/v1/jobs/{job['id']}/events", headers=other), 404)
    told(client.post(f"/v1/jobs/{job['id']}/cancel", headers=other), 404)
    told(client.post(f"/v1/documents/{job['document']}/jobs", headers=other), 404)
    told(client.delete(f"/v1/documents/{job['document']}", headers=other), 404)
    told(client.post("/v1/termbases/asia/restore?version=0", headers=other), 404)
    for path, name in (("/v1/jobs", "jobs"), ("/v1/briefings", "briefings"), ("/v1/termbases", "termbases"),
                       ("/v1/memory", "entries"), ("/v1/corrections", "corrections")):  # fmt: skip
        assert told(client.get(path, headers=other))[name] == []
    assert read_tmx(client.get("/v1/memory.tmx", headers=other).data, "memory.tmx") == []


@pytest.mark.parametrize("headers", [{}, {"X-Organisation": "one"}, {"X-Organisation": "a b", "X-User": "Li"}])
def test_without_the_proxys_word_nothing_is_shown(
    settings: Settings, storage: Storage, headers: dict[str, str]
) -> None:
    client = behind_a_proxy(settings, storage)
    told(client.get("/v1/briefings", headers=headers), 403)
    assert client.get("/", headers=headers).status_code == 403
    assert client.get("/healthz").status_code == 200


def test_terms_and_memory_shape_what_is_translated(storage: Storage) -> None:
    storage.put_termbase("asia", "desk", [Term("口袋公园", "vest-pocket park")], "Li")
    _, plain = finished(source())
    assert storage.assets().termbase.terms["口袋公园"].en == "vest-pocket park"
    page = take_apart([source()], Limits())
    (story,) = Pipeline(FakeTranslator(), None, storage.assets()).stories(page)
    assert [(t.en, t.termbase) for t in story.terms if t.zh == "口袋公园"] == [("vest-pocket park", "asia")]
    assert "vest-pocket park" in story.units[0].en
    assert story.provenance.signature != plain[0].provenance.signature
