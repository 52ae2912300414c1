"""A job's progress as server-sent events."""

import json
import threading
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.codec import to_dict
from service.jobs import State
from service.storage import Storage
from service.web import events
from service.web.limits import THREADS, WAITING
from tests.desk import BRIEFS, answering, brief, file, finished, source, taken
from tests.fakes import FakeTranslator, Fault


def parse(chunks: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    """Events (name, data) as a browser reads them (WHATWG HTML, 9.2.6); comments and retry times are left out."""
    lines = (line for chunk in chunks for line in chunk.decode().split("\n"))
    name, data = "message", list[str]()
    for line in lines:
        match line.partition(": "):
            case ("event", _, value):
                name = value
            case ("data", _, value):
                data.append(value)
            case ("", "", "") if data:
                yield name, json.loads("\n".join(data))
                name, data = "message", []


def test_a_finished_job_is_told_once(client: FlaskClient, storage: Storage) -> None:
    job = storage.newest_job(brief(storage, file(BRIEFS)))
    answer = client.get(f"/v1/jobs/{job.id}/events")
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert list(parse(answer.response)) == [("progress", to_dict(job))]


def test_the_stream_follows_the_job(client: FlaskClient, storage: Storage) -> None:
    _, job, _ = storage.add_document([file(BRIEFS)])
    page, stories = finished(file(BRIEFS))

    def work() -> None:
        claim = taken(storage, job)
        storage.put_page(claim, page)
        for story in stories[:2]:
            time.sleep(0.6)
            storage.put_story(claim, story)
            storage.progress(claim, story.id, "done", 1, 1)
        time.sleep(0.6)
        storage.finish(claim)

    thread = threading.Timer(0.6, work)
    thread.start()
    seen = [data for _, data in parse(client.get(f"/v1/jobs/{job}/events").response)]
    thread.join()
    assert seen[0]["state"] == "queued"
    assert seen[-1]["state"] == "done"
    done = [sum(article["stage"] == "done" for article in data["articles"]) for data in seen]
    assert done == sorted(done)
    assert {0, 1, 2} <= set(done)
    # Nothing is said twice.
    assert all(a != b for a, b in pairwise(seen))


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED, State.QUARANTINED])
def test_the_stream_ends_with_the_job_however_it_ends(client: FlaskClient, storage: Storage, state: State) -> None:
    _, job, _ = storage.add_document([source()])
    storage.fail(taken(storage, job), "why", state)
    ((_, data),) = parse(client.get(f"/v1/jobs/{job}/events").response)
    assert (data["state"], data["error"]) == (state, "why")


def test_a_long_stream_ends_and_says_when_to_ask_again(
    client: FlaskClient, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, job, _ = storage.add_document([source()])
    monkeypatch.setattr(events, "STREAM_SECONDS", 1.2)
    monkeypatch.setattr(events, "SILENT_SECONDS", 0.5)
    text = client.get(f"/v1/jobs/{job}/events").text
    assert text.startswith("retry: 2000\n\n")
    assert text.count("event: progress") == 1
    # Whoever stands between must see that the stream is alive.
    assert ": still here\n\n" in text


def test_those_who_wait_leave_threads_for_the_others(client: FlaskClient, storage: Storage) -> None:
    assert WAITING < THREADS - 5
    storage.greet("w1", "fake")
    _, job, _ = storage.add_document([source()])
    streams = [client.get(f"/v1/jobs/{job}/events") for _ in range(WAITING)]
    refused = client.get(f"/v1/jobs/{job}/events")
    assert refused.status_code == 503
    assert f"GET /v1/jobs/{job}" in refused.get_json(force=True)["detail"]
    # A short text would wait as well.
    refused = client.post("/v1/translate", json={"text": "县委"})
    assert refused.status_code == 503
    assert f"{WAITING} requests are waiting" in refused.get_json(force=True)["detail"]
    assert storage.take_request() is None
    # A browser that goes away makes room, whether it has read or not.
    next(iter(streams[0].response))
    for stream in streams:
        stream.close()
    storage.cancel(job)
    for _ in range(WAITING + 1):
        assert client.get(f"/v1/jobs/{job}/events").text


def test_a_short_text_gives_its_place_back(client: FlaskClient, storage: Storage) -> None:
    with answering(storage, FakeTranslator([Fault("讲话", "raise")])):
        answers = [client.post("/v1/translate", json={"text": "讲话"}) for _ in range(WAITING + 1)]
    assert {answer.get_json(force=True)["title"] for answer in answers} == {"Model error"}
