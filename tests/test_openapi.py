"""The OpenAPI document says what the API does: requests are made from it, and answers held against it."""

import shutil
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.queue import Queue
from service.settings import Settings
from service.storage import Storage
from service.termbase import Term
from service.web import create_app
from tests.desk import BRIEFS, answering, brief, file, source
from tests.fakes import FakeTranslator

OPERATIONS = [
    "POST /v1/documents",
    "DELETE /v1/documents/{document}",
    "POST /v1/documents/{document}/jobs",
    "GET /v1/jobs",
    "GET /v1/jobs/{job}",
    "GET /v1/jobs/{job}/events",
    "POST /v1/jobs/{job}/cancel",
    "GET /v1/briefings",
    "GET /v1/briefings/{document}",
    "POST /v1/translate",
    "GET /v1/schema/briefing.json",
    "POST /v1/briefings/{document}/stories/{story}/corrections",
    "GET /v1/briefings/{document}/corrections",
    "POST /v1/corrections/{correction}/undo",
    "GET /v1/corrections",
    "GET /v1/termbases",
    "GET /v1/termbases/{name}",
    "PUT /v1/termbases/{name}",
    "DELETE /v1/termbases/{name}",
    "PUT /v1/termbases/{name}/terms",
    "DELETE /v1/termbases/{name}/terms",
    "GET /v1/termbases/{name}/history",
    "POST /v1/termbases/{name}/restore",
    "GET /v1/terms",
    "GET /v1/dictionary",
    "GET /v1/terms/conflicts",
    "GET /v1/memory",
    "POST /v1/memory",
    "GET /v1/memory.tmx",
    "DELETE /v1/memory/{entry}",
]
# Nothing can be sent that is wrong by its form where nothing is sent, or any bytes.
ANYTHING_GOES = (
    "GET /v1/schema/briefing.json",
    "GET /v1/termbases",
    "GET /v1/terms/conflicts",
    "GET /v1/memory.tmx",
    "POST /v1/memory",
)
# What takes from the others that which they ask for.
LAST = "DELETE /v1/documents/{document}"
CHECKS = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW = settings(
    max_examples=15, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def home(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database has a finished briefing and a waiting job."""
    home = tmp_path_factory.mktemp("home")
    shutil.copy(empty_database, home / "yibao.db")
    storage = Storage(Settings(home=home).database)
    document = brief(storage, file(BRIEFS))
    storage.add_document([source()])
    story = storage.briefing(document).stories[0]
    storage.correct(document, story.id, "s1", story.units[0].en, "A sentence by an editor.", "Li Wei")
    storage.put_termbase("asia", "desk", [Term("口袋公园", "pocket park")], "Li Wei")
    storage.close()
    return home


@pytest.fixture(scope="module")
def storage(home: Path) -> Storage:
    return Storage(Settings(home=home).database)


@pytest.fixture(scope="module")
def api(home: Path, storage: Storage) -> schemathesis.BaseSchema:
    """The API as it describes itself, over that database and no broker."""
    own = Settings(home=home, answer_seconds=1)
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", create_app(own, storage, Queue(own)))


def operation(api: schemathesis.BaseSchema, label: str) -> schemathesis.APIOperation:
    return next(found.ok() for found in api.get_all_operations() if found.ok().label == label)


def test_every_operation_is_tried(api: schemathesis.BaseSchema) -> None:
    # The document's own address is left out by the tool.
    assert [found.ok().label for found in api.get_all_operations()] == OPERATIONS
    assert "/v1/openapi.json" in api.raw_schema["paths"]


@pytest.mark.parametrize(
    ("label", "mode"),
    [
        (label, mode)
        for label in sorted(OPERATIONS, key=lambda label: label == LAST)
        for mode in GenerationMode
        if mode is not GenerationMode.NEGATIVE or label not in ANYTHING_GOES
    ],
)
def test_the_api_does_what_it_says(
    api: schemathesis.BaseSchema, storage: Storage, label: str, mode: GenerationMode
) -> None:
    there = {
        "document": [line.id for line in storage.briefings()] or ["0" * 16],
        "job": [job.id for job in storage.recent_jobs()],
        "story": [story.id for line in storage.briefings() for story in line.stories],
        "correction": [correction.id for correction in storage.corrections()],
        "name": ["asia"],
        "entry": [found.id for found in storage.remembered()] or ["0" * 32],
    }

    @FEW
    @given(operation(api, label).as_strategy(generation_mode=mode), st.data())
    def run(case: schemathesis.Case, data: st.DataObject) -> None:
        # Half of the ids are those of something that is there.
        for name in there.keys() & (case.path_parameters or {}).keys():
            if data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(there[name]))
        # A stream of a job that waits would last.
        if not label.endswith("events") or case.path_parameters["job"] not in waiting:
            case.call_and_validate(checks=CHECKS)

    waiting = {job.id for job in storage.recent_jobs() if not job.ended}
    with answering(storage, FakeTranslator()):
        run()
