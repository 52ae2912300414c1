"""A job's progress as server-sent events (WHATWG HTML, section 9.2)."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack

from flask import Response

from service.codec import to_dict
from service.errors import NotFound
from service.storage import Storage
from service.web.limits import SILENT_SECONDS, STREAM_SECONDS
from service.web.waiting import place


def stream(storage: Storage, job: str, organisation: str) -> Response:
    """The job whenever it changes, as `progress` events; ends with the job. Raises NotFound, ServiceUnavailable."""
    storage.job(job, organisation)
    taken = place(f"ask GET /v1/jobs/{job} instead")
    answer = Response(_held(taken, _events(storage, job, organisation)), mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"
    answer.call_on_close(taken.close)
    return answer


def _held(taken: ExitStack, events: Iterator[str]) -> Iterator[str]:
    """The events; the stream's place is free as soon as they end, whether the answer is closed or not."""
    with taken:
        yield from events


def _events(storage: Storage, job: str, organisation: str) -> Iterator[str]:
    last, spoke = "", time.monotonic()
    deadline = spoke + STREAM_SECONDS
    yield "retry: 2000\n\n"
    while time.monotonic() < deadline:
        try:
            found = storage.job(job, organisation)
        except NotFound:  # deleted meanwhile
            return
        state = json.dumps(to_dict(found), ensure_ascii=False)
        if state != last:
            yield f"event: progress\ndata: {state}\n\n"
            last, spoke = state, time.monotonic()
        if found.ended:
            return
        if time.monotonic() - spoke > SILENT_SECONDS:
            yield ": still here\n\n"
            spoke = time.monotonic()
        time.sleep(0.5)
