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
from service.web import create_app
from tests.desk import BRIEFS, answering, brief, file, source
from tests.fakes import FakeTranslator

OPERATIONS = [
    "POST /v1/documents",
    "POST /v1/documents/{document}/jobs",
    "GET /v1/jobs",
    "GET /v1/jobs/{job}",
    "GET /v1/jobs/{job}/events",
    "POST /v1/jobs/{job}/cancel",
    "GET /v1/briefings",
    "GET /v1/briefings/{document}",
    "POST /v1/translate",
    "GET /v1/schema/briefing.json",
]
NOTHING_WRONG = ("GET /v1/schema/briefing.json", GenerationMode.NEGATIVE)
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
    brief(storage, file(BRIEFS))
    storage.add_document([source()])
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
    # Nothing can be sent that is wrong where nothing is sent.
    [(label, mode) for label in OPERATIONS for mode in GenerationMode if (label, mode) != NOTHING_WRONG],
)
def test_the_api_does_what_it_says(
    api: schemathesis.BaseSchema, storage: Storage, label: str, mode: GenerationMode
) -> None:
    documents = [line.id for line in storage.briefings()]
    jobs = [job.id for job in storage.recent_jobs()]

    @FEW
    @given(operation(api, label).as_strategy(generation_mode=mode), st.data())
    def run(case: schemathesis.Case, data: st.DataObject) -> None:
        # Half of the ids are those of something that is there.
        for name, there in (("document", documents), ("job", jobs)):
            if case.path_parameters and name in case.path_parameters and data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(there))
        # A stream of a job that waits would last.
        if not label.endswith("events") or case.path_parameters["job"] not in waiting:
            case.call_and_validate(checks=CHECKS)

    waiting = {job.id for job in storage.recent_jobs() if not job.ended}
    with answering(storage, FakeTranslator()):
        run()
