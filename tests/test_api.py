"""The HTTP API: what is sent, what comes back, and how errors are told."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.test import TestResponse

from service.codec import from_dict, schema, to_dict
from service.errors import TABLE, BadRequest
from service.intake import Limits, read
from service.jobs import State
from service.queue import Queue
from service.records import Briefing
from service.settings import Settings
from service.storage import Storage
from service.web import create_app
from service.web.limits import SHORT_TEXT, SHORT_TEXTS
from service.writers import WRITERS
from tests.desk import BRIEFS, FRONT, NOTE, answering, brief, file, finished, source, taken
from tests.fakes import FakeTranslator, Fault

ROOT = Path(__file__).parents[1]
PDF = (ROOT / "seeds" / "county-page.pdf").read_bytes()
ARTICLE = {"title": "松溪镇建成口袋公园", "paragraphs": ["8月6日，公园建成。"], "publisher": "青岚日报"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


def problem(answer: TestResponse) -> tuple[int, str]:
    """Status and type of an error, which must be a problem in full."""
    assert answer.content_type == "application/problem+json"
    body = answer.get_json(force=True)
    assert body.keys() == {"type", "title", "status", "detail"}
    assert body["status"] == answer.status_code
    assert all(body.values())
    return answer.status_code, body["type"].removeprefix("urn:yibao:problem:")


# Documents in


@pytest.mark.parametrize(
    ("sent", "name", "data"),
    [
        ({"json": {"text": NOTE}}, "松溪镇建成六处口袋公园…", NOTE.encode()),
        ({"json": {"text": NOTE, "name": "note"}}, "note", NOTE.encode()),
        ({"data": json.dumps(ARTICLE), "content_type": "application/json"}, "upload", json.dumps(ARTICLE).encode()),
        ({"data": NOTE.encode(), "content_type": "text/plain"}, "upload", NOTE.encode()),
        ({"data": NOTE.encode("gb18030"), "content_type": "text/plain"}, "upload", NOTE.encode("gb18030")),
        # What curl --data-binary says of any body.
        ({"data": NOTE.encode(), "content_type": "application/x-www-form-urlencoded"}, "upload", NOTE.encode()),
        ({"data": NOTE.encode()}, "upload", NOTE.encode()),
        ({"data": PDF, "content_type": "application/pdf"}, "upload", PDF),
        ({"data": {"text": NOTE}}, "松溪镇建成六处口袋公园…", NOTE.encode()),
        ({"data": {"text": NOTE, "name": "note"}}, "note", NOTE.encode()),
        ({"data": {"file": (io.BytesIO(PDF), "page.pdf")}}, "page.pdf", PDF),
        ({"data": {"text": NOTE}, "content_type": "multipart/form-data"}, "松溪镇建成六处口袋公园…", NOTE.encode()),
    ],
)
def test_a_document_may_come_in_many_ways(
    client: FlaskClient, storage: Storage, sent: dict[str, Any], name: str, data: bytes
) -> None:
    answer = client.post("/v1/documents", **sent)
    assert answer.status_code == 202
    body = answer.get_json()
    job = body["job"]
    assert (job["name"], job["state"], job["queue"], body["new"]) == (name, "queued", "interactive", True)
    assert answer.headers["Location"] == body["links"]["job"] == f"/v1/jobs/{job['id']}"
    assert body["links"]["briefing"] == f"/v1/briefings/{job['document']}"
    assert [s.data for s in taken(storage, job["id"]).sources] == [data]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
@pytest.mark.parametrize("declared", ["application/json", "application/json; charset=utf-8"])
def test_json_is_read_in_every_encoding(client: FlaskClient, storage: Storage, codec: str, declared: str) -> None:
    text = "8月6日，松溪公園全部建成，正式開放。"
    for body in ({"text": text}, {"title": "公園建成", "paragraphs": [text]}):
        data = json.dumps(body, ensure_ascii=False).encode(codec)
        answer = client.post("/v1/documents", data=data, content_type=declared)
        assert answer.status_code == 202, answer.text
        document = read(taken(storage, answer.get_json()["job"]["id"]).sources, Limits())
        assert text in document.text


def test_several_files_are_the_pages_of_one_issue(client: FlaskClient, storage: Storage) -> None:
    files = [(io.BytesIO(path.read_bytes()), path.name) for path in (FRONT, BRIEFS)]
    job = client.post("/v1/documents", data={"file": files}).get_json()["job"]
    assert job["name"] == "front-page.txt, briefs.txt"
    assert taken(storage, job["id"]).sources[1].data == BRIEFS.read_bytes()


def test_name_and_queue_stand_in_the_address(client: FlaskClient) -> None:
    job = client.post("/v1/documents?name=page&queue=batch", data=NOTE.encode()).get_json()["job"]
    assert (job["name"], job["queue"]) == ("page", "batch")


def test_the_same_bytes_are_the_same_job(client: FlaskClient) -> None:
    first, second = (client.post("/v1/documents", data=NOTE.encode()).get_json() for _ in range(2))
    assert (first["new"], second["new"]) == (True, False)
    assert first["job"] == second["job"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, (422, "empty-input")),
        ({"data": b" \n "}, (422, "empty-input")),
        ({"json": {"text": ""}}, (422, "empty-input")),
        ({"json": {"text": "  "}}, (422, "empty-input")),
        ({"data": {"other": "1"}, "content_type": "multipart/form-data"}, (422, "empty-input")),
        ({"data": {"file": (io.BytesIO(b""), "a.txt")}}, (422, "empty-input")),
        ({"json": {"text": "Not a word of it."}}, (422, "not-chinese")),
        ({"data": "東京都のニュースです。".encode()}, (422, "not-chinese")),
        ({"data": OLD_WORD}, (422, "encrypted")),
        ({"json": {"text": 5}}, (400, "bad-request")),
        ({"json": [1]}, (422, "unreadable-input")),
        ({"json": {"title": "松溪镇"}}, (422, "unreadable-input")),
        ({"data": b"{", "content_type": "application/json"}, (400, "bad-request")),
        ({"data": b"[" * 100_000, "content_type": "application/json"}, (400, "bad-request")),
        ({"data": b'{"text": "\\ud800"}', "content_type": "application/json"}, (400, "bad-request")),
        ({"data": NOTE.encode(), "query_string": "queue=fast"}, (400, "bad-request")),
        ({"data": NOTE.encode(), "query_string": "colour=red"}, (400, "bad-request")),
        ({"data": NOTE.encode(), "content_type": "image/png"}, (415, "mislabelled-input")),
        ({"data": PNG}, (415, "unsupported-format")),
        ({"data": {"file": (io.BytesIO(PDF), "a.txt")}}, (415, "mislabelled-input")),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(
    client: FlaskClient, storage: Storage, sent: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert problem(client.post("/v1/documents", **sent)) == expected
    assert storage.recent_jobs() == []


@pytest.mark.parametrize("over", [1, 200_000])
def test_what_is_over_the_limit_is_refused(settings: Settings, storage: Storage, over: int) -> None:
    small = replace(settings, max_bytes=1000)
    client = create_app(small, storage, Queue(small)).test_client()
    assert client.post("/v1/documents", data="松".encode() * 333).status_code == 202
    answer = client.post("/v1/documents", data=b"a" * (1000 + over))
    assert problem(answer) == (413, "too-large")
    assert "1,000 bytes" in answer.get_json(force=True)["detail"]


# Jobs


def test_a_job_tells_its_progress(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, file(BRIEFS))
    job = storage.newest_job(document)
    body = client.get(f"/v1/jobs/{job.id}").get_json()
    assert body["job"] == to_dict(job)
    assert [(a["stage"], a["done"] == a["total"]) for a in body["job"]["articles"]] == [("done", True)] * 5
    assert client.get("/v1/jobs").get_json() == {"jobs": [to_dict(job)]}
    assert client.get(body["links"]["briefing"]).status_code == 200


def test_some_jobs_are_asked_for_at_once(client: FlaskClient, storage: Storage) -> None:
    first, second, third = (storage.add_document([source(f"第{i}篇。")])[1] for i in range(3))

    def listed(query: str) -> set[str]:
        return {job["id"] for job in client.get(f"/v1/jobs?{query}").get_json()["jobs"]}

    assert listed("") == {first, second, third}
    assert listed(f"id={first}") == {first}
    assert listed(f"id={first}&id={third}&id={'0' * 32}") == {first, third}
    assert problem(client.get("/v1/jobs?id=x")) == (400, "bad-request")


def test_a_job_can_be_stopped(client: FlaskClient, storage: Storage) -> None:
    job = client.post("/v1/documents", data=NOTE.encode()).get_json()["job"]["id"]
    answer = client.post(f"/v1/jobs/{job}/cancel")
    assert (answer.status_code, answer.get_json()["job"]["state"]) == (202, "cancelled")
    assert storage.job(job).state is State.CANCELLED


def test_a_finished_job_cannot_be_stopped(client: FlaskClient, storage: Storage) -> None:
    job = storage.newest_job(brief(storage, source())).id
    assert problem(client.post(f"/v1/jobs/{job}/cancel")) == (409, "conflict")


def test_a_document_can_be_made_again(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    answer = client.post(f"/v1/documents/{document}/jobs")
    assert answer.status_code == 202
    assert storage.job(answer.get_json()["job"]["id"]).state is State.QUEUED


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/v1/jobs/{'0' * 32}", (404, "not-found")),
        ("GET", f"/v1/jobs/{'0' * 32}/events", (404, "not-found")),
        ("POST", f"/v1/jobs/{'0' * 32}/cancel", (404, "not-found")),
        ("GET", f"/v1/briefings/{'0' * 16}", (404, "not-found")),
        ("POST", f"/v1/documents/{'0' * 16}/jobs", (404, "not-found")),
        ("GET", "/v1/jobs/x", (400, "bad-request")),
        ("GET", "/v1/briefings/%00", (400, "bad-request")),
        ("GET", "/v1/jobs?limit=0", (400, "bad-request")),
        ("GET", "/v1/jobs?limit=x", (400, "bad-request")),
        ("GET", "/v1/briefings?date=today", (400, "bad-request")),
        ("GET", "/v1/briefings?date=2025-13-45", (400, "bad-request")),
        ("GET", "/v1/briefings?date=2025-02-30", (400, "bad-request")),
        ("GET", "/v1/briefings?before=junk", (400, "bad-request")),
        ("GET", "/v1/briefings?before=2025-08-06_x", (400, "bad-request")),
        ("GET", "/v1/briefings?q=%00", (400, "bad-request")),
        ("GET", "/v1/briefings?q=" + "x" * 201, (400, "bad-request")),
        ("GET", "/v1/nothing", (404, "not-found")),
        ("DELETE", "/v1/jobs", (405, "method-not-allowed")),
    ],
)
def test_what_is_not_there_or_not_asked_rightly(
    client: FlaskClient, method: str, path: str, expected: tuple[int, str]
) -> None:
    answer = client.open(path, method=method)
    assert problem(answer) == expected
    assert (answer.status_code == 405) == ("Allow" in answer.headers)


# Briefings out


@pytest.mark.parametrize("form", WRITERS)
def test_a_briefing_in_every_format(client: FlaskClient, storage: Storage, form: str) -> None:
    document = brief(storage, file(BRIEFS))
    writer = WRITERS[form]
    asked = client.get(f"/v1/briefings/{document}?format={form}")
    accepted = client.get(f"/v1/briefings/{document}", headers={"Accept": f"{writer.media_type}, */*;q=0.1"})
    assert asked.status_code == accepted.status_code == 200
    assert asked.mimetype == accepted.mimetype == writer.media_type
    if writer.media_type.startswith("text/"):
        # A browser takes it for Latin-1 else.
        assert asked.content_type == f"{writer.media_type}; charset=utf-8"
    assert asked.data == accepted.data == writer.write(storage.briefing(document))
    assert asked.headers["Vary"] == "Accept"


def test_a_briefing_is_json_where_nothing_else_is_asked(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, file(BRIEFS))
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "application/*"}):
        answer = client.get(f"/v1/briefings/{document}", headers=headers)
        assert from_dict(Briefing, answer.get_json()) == storage.briefing(document)


@pytest.mark.parametrize(
    ("form", "kind"),
    [("json", None), ("md", None), ("html", None), ("docx", ".docx"), ("tmx", ".tmx"), ("xliff", ".xlf")],
)
def test_formats_that_browsers_do_not_show_are_saved(
    client: FlaskClient, storage: Storage, form: str, kind: str | None
) -> None:
    document = brief(storage, source())
    header = client.get(f"/v1/briefings/{document}?format={form}").headers.get("Content-Disposition")
    assert header == (kind and f'attachment; filename="{document}{kind}"')


def test_formats_that_cannot_be_had(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    assert problem(client.get(f"/v1/briefings/{document}?format=pdf")) == (415, "unsupported-format")
    answer = client.get(f"/v1/briefings/{document}", headers={"Accept": "image/png"})
    assert problem(answer) == (406, "not-acceptable")


def test_a_briefing_that_did_not_change_is_not_sent_again(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    tag = client.get(f"/v1/briefings/{document}").headers["ETag"]
    again = client.get(f"/v1/briefings/{document}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    page, _ = finished(source())
    storage.put_page(taken(storage, storage.add_job(document)), replace(page, articles=()))
    assert client.get(f"/v1/briefings/{document}", headers={"If-None-Match": tag}).status_code == 200


def test_briefings_are_listed_and_searched(client: FlaskClient, storage: Storage) -> None:
    briefs, note = brief(storage, file(BRIEFS)), brief(storage, source())

    def listed(query: str) -> list[str]:
        return [line["id"] for line in client.get(f"/v1/briefings?{query}").get_json()["briefings"]]

    assert sorted(listed("")) == sorted([briefs, note])
    assert listed("q=图书馆") == [briefs]
    assert listed("q=口袋公园") == [note]
    assert listed("publisher=日报") == [briefs]
    assert listed("date=2025-08-06") == [briefs]
    assert listed("date=1999-01-01") == []
    assert len(listed("limit=1")) == 1
    title = storage.briefing(note).stories[0].title.en
    assert listed(f"q={title}") == [note]


def test_the_form_of_a_briefing_is_published(client: FlaskClient) -> None:
    answer = client.get("/v1/schema/briefing.json")
    assert answer.mimetype == "application/schema+json"
    assert answer.get_json() == schema()


# Short texts


def test_short_texts_are_translated_at_once(client: FlaskClient, storage: Storage) -> None:
    with answering(storage, FakeTranslator()):
        one = client.post("/v1/translate", json={"text": "县委书记讲话。"})
        many = client.post("/v1/translate", json={"text": ["县委书记讲话。", "", "8月6日，公园建成。\n全部开放。"]})
    assert one.status_code == many.status_code == 200
    assert one.get_json()["translator"]["model"] == "fake"
    assert [unit["zh"] for unit in one.get_json()["translations"]] == ["县委书记讲话。"]
    units = many.get_json()["translations"]
    assert len(units) == 3
    assert units[0] == one.get_json()["translations"][0]
    assert units[1]["en"] == ""
    assert "6" in units[2]["en"]


def test_short_texts_without_a_worker(client: FlaskClient, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.post("/v1/translate", json={"text": "县委"})
    assert problem(answer) == (503, "service-unavailable")
    assert answer.headers["Retry-After"] == "5"
    assert "no worker is running" in answer.get_json(force=True)["detail"]
    # A worker that lives, and is not told.
    storage.greet("w1", "fake")
    answer = client.post("/v1/translate", json={"text": "县委"})
    assert problem(answer) == (503, "service-unavailable")
    assert "the broker does not answer" in answer.get_json(force=True)["detail"]
    # One that has no time.
    monkeypatch.setattr(Queue, "send_request", lambda _: True)
    answer = client.post("/v1/translate", json={"text": "县委"})
    assert "within 2 seconds" in answer.get_json(force=True)["detail"]
    assert storage.take_request() is None


def test_an_engine_that_fails_is_told(client: FlaskClient, storage: Storage) -> None:
    with answering(storage, FakeTranslator([Fault("讲话", "raise")])):
        answer = client.post("/v1/translate", json={"text": "书记讲话。"})
    assert problem(answer) == (503, "model-error")
    assert "told to fail" in answer.get_json(force=True)["detail"]
    # Another try would not help.
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"text": ""}, (400, "bad-request")),
        ({"text": [" ", ""]}, (400, "bad-request")),
        ({"text": []}, (400, "bad-request")),
        ({"text": 5}, (400, "bad-request")),
        ({}, (400, "bad-request")),
        ({"text": "县", "to": "fr"}, (400, "bad-request")),
        ({"text": "县" * (SHORT_TEXT + 1)}, (413, "too-large")),
        ({"text": ["县"] * (SHORT_TEXTS + 1)}, (413, "too-large")),
    ],
)
def test_short_texts_that_are_refused(client: FlaskClient, body: object, expected: tuple[int, str]) -> None:
    assert problem(client.post("/v1/translate", json=body)) == expected


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'"x"', b'{"text": "\\ud800"}', b"[" * 100_000])
def test_bodies_that_are_not_of_the_form(client: FlaskClient, data: bytes) -> None:
    answer = client.post("/v1/translate", data=data, content_type="application/json")
    assert problem(answer) == (400, "bad-request")


@pytest.mark.parametrize(
    ("path", "data"), [("/v1/documents?queue=fast", NOTE.encode()), ("/v1/translate", b"[" * 100_000)]
)
def test_statuses_stand_in_one_table(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str, data: bytes
) -> None:
    monkeypatch.setitem(TABLE, BadRequest, (418, 2))
    assert problem(client.post(path, data=data, content_type="application/json")) == (418, "bad-request")


@pytest.mark.parametrize(
    ("raised", "expected"), [(MemoryError(), (500, "internal-error")), (UnprocessableEntity(), (422, "input-error"))]
)
def test_what_nobody_foresaw_is_told_under_our_names(
    settings: Settings, storage: Storage, monkeypatch: pytest.MonkeyPatch, raised: Exception, expected: tuple[int, str]
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr(storage, "recent_jobs", fail)
    answer = create_app(settings, storage, Queue(settings)).test_client().get("/v1/jobs")
    assert problem(answer) == expected


# Health


def test_the_process_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_the_service_is_not_ready_without_its_parts(client: FlaskClient, storage: Storage) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json() == {
        "status": "unavailable", "database": "ok", "broker": "does not answer",
        "workers": "none gave a sign of life", "engines": [],
    }  # fmt: skip
    storage.greet("w1", "fake")
    assert client.get("/readyz").get_json()["engines"] == ["fake"]


def test_a_database_that_is_gone_is_told(settings: Settings) -> None:
    gone = replace(settings, database_url="sqlite:////nowhere/at/all.db")
    app = create_app(gone, Storage(gone.database), Queue(gone))
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    body = client.get("/readyz").get_json()
    assert body["status"] == "unavailable"
    assert body["database"].startswith("the database does not answer")
    assert problem(client.get("/v1/jobs")) == (503, "service-unavailable")
    assert problem(client.post("/v1/documents", data=NOTE.encode())) == (503, "service-unavailable")
