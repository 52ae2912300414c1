"""Processes of a running service killed in the middle of their work: every job comes to its end, nothing is lost."""

import http.client
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from service.codec import from_dict, to_dict
from service.engines import open_scorer
from service.records import Briefing, Source, Story
from service.settings import Settings
from service.storage import Storage
from tests.desk import BRIEFS, NOTE, file, finished, source
from tests.running import Service, family, free_port, serving, suspend, until

pytestmark = pytest.mark.chaos
SLOW = {"FAKE_SECONDS": "0.4"}
# The pages that are sent, each of a few articles, the last one long.
LONG = source("".join(f"县里的第{number}件事情已经办好。" for number in range(120)), "long.txt")
GIVEN = [file(BRIEFS), source(NOTE), LONG]


def settings_in(folder: Path, **more: Any) -> Settings:
    return Settings(home=folder / "home", models=folder / "models", port=free_port(), stale_seconds=3, **more)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with a slow engine, which every test leaves in working order."""
    with serving(settings_in(tmp_path_factory.mktemp("chaos")), "--no-seeds", more=SLOW) as service:
        yield service


def kill(process: psutil.Process) -> None:
    process.kill()
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def send(service: Service, tag: str) -> dict[str, Source]:
    """Send the pages, made unlike all that were sent before: source by job."""
    sent = {}
    for given in GIVEN:
        changed = Source(given.name, given.data + f"\n\n此稿编号为{tag}。\n".encode(), given.media_type)
        sent[service.post("/v1/documents", changed.data)["job"]["id"]] = changed
    return sent


def get(service: Service, path: str) -> Any:
    """What a client that tries again gets."""

    def ask() -> Any:
        try:
            return service.get(path)
        except (OSError, http.client.HTTPException):
            return None

    return until(ask, what=path)


def job(service: Service, job: str) -> Any:
    return get(service, f"/v1/jobs/{job}")["job"]


def in_the_middle(service: Service, jobs: dict[str, Source]) -> None:
    """Wait until the long page is being translated."""
    last = list(jobs)[-1]
    until(lambda: any(0 < a["done"] < a["total"] for a in job(service, last)["articles"]), 60, "in the middle")


def text_of(story: Story) -> Any:
    """What a story says, without when it was made."""
    plain = to_dict(story)
    del plain["provenance"]
    return plain


def all_done(service: Service, jobs: dict[str, Source], seconds: float = 60) -> None:
    """Wait for the jobs; their briefings must be what one quiet process makes of the pages, second reader and all."""
    reader = open_scorer(Settings.from_environ(), lambda _: None)
    for id_, given in jobs.items():
        until(lambda id_=id_: job(service, id_)["state"] not in ("queued", "running"), seconds, f"the end of {id_}")
        found = job(service, id_)
        assert (found["state"], found["error"]) == ("done", "")
        assert {article["stage"] for article in found["articles"]} == {"done"}
        briefing = from_dict(Briefing, get(service, f"/v1/briefings/{found['document']}"))
        page, stories = finished(Source("upload", given.data, "text/plain"), scorer=reader)
        assert list(map(text_of, briefing.stories)) == list(map(text_of, sorted(stories, key=lambda s: s.order)))
        assert briefing.furniture == tuple(passage.text for passage in page.furniture)


def leader(name: str) -> Callable[[Service], psutil.Process]:
    return lambda service: service.members(name)[0]


VICTIMS = {
    "the worker's child": lambda service: service.members("worker")[1],
    "the worker's parent": leader("worker"),
    "the broker": leader("broker"),
    "the web process": leader("web"),
    "the web process's child": lambda service: service.members("web")[1],
    "the sweeper": leader("sweeper"),
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_process_killed_in_the_middle(service: Service, victim: str) -> None:
    jobs = send(service, victim)
    in_the_middle(service, jobs)
    kill(VICTIMS[victim](service))
    all_done(service, jobs)
    until(lambda: get(service, "/readyz")["status"] == "ok", 30, "the service is whole again")
    # One of each, and none left over.
    assert {name: len(service.members(name)) for name in ("broker", "web", "worker", "sweeper")} == {
        "broker": 1, "web": 2, "worker": 2, "sweeper": 1,
    }  # fmt: skip


def test_messages_that_the_broker_lost_are_sent_again(service: Service) -> None:
    import redis

    jobs = send(service, "空")
    in_the_middle(service, jobs)
    jobs |= send(service, "又空")
    redis.Redis(unix_socket_path=str(service.settings.broker_socket)).flushall()
    all_done(service, jobs, 90)


def test_killed_again_and_again_every_job_is_done(service: Service) -> None:
    jobs: dict[str, Source] = {}
    for round_, victim in enumerate(["the worker's child", "the broker", "the worker's parent"]):
        jobs |= send(service, f"第{round_}轮")
        time.sleep(1.5)
        kill(VICTIMS[victim](service))
    all_done(service, jobs, 120)


def test_a_document_that_kills_its_worker_is_given_up(tmp_path: Path) -> None:
    poison = {"FAKE_FAULTS": '[{"needle": "毒", "kind": "kill"}]'}
    with serving(settings_in(tmp_path), "--no-seeds", more=poison) as service:
        bad = service.post("/v1/documents", "这一篇有毒。".encode())["job"]["id"]
        good = service.post("/v1/documents", NOTE.encode())["job"]["id"]
        until(lambda: job(service, bad)["state"] == "quarantined", 60, "quarantine")
        found = job(service, bad)
        assert found["deliveries"] == 4
        assert found["error"].startswith("given up after 3 tries")
        until(lambda: job(service, good)["state"] == "done")


def test_a_service_killed_whole_goes_on_where_it_was(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with serving(settings, "--no-seeds", more=SLOW) as service:
        jobs = send(service, "全")
        in_the_middle(service, jobs)
        for member in family(service.process.pid):
            member.kill()
        service.process.wait()
    with serving(settings, "--no-seeds") as service:
        all_done(service, jobs)


def test_stopped_in_a_long_batch_again_and_again_no_try_is_counted(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, max_deliveries=1)
    jobs: dict[str, Source] = {}
    for _ in range(2):
        with serving(settings, "--no-seeds", more=SLOW) as service:
            jobs = jobs or send(service, "停")
            in_the_middle(service, jobs)
            with closing(Storage(settings.database)) as storage:
                suspend(service.members("worker")[1], storage)
            assert service.stop() == 0
    with serving(settings, "--no-seeds") as service:
        all_done(service, jobs)
        assert {job(service, id_)["deliveries"] for id_ in jobs} == {1}


def test_children_of_a_killed_parent_end_by_themselves(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with serving(settings, "--no-seeds", more=SLOW) as service:
        jobs = send(service, "孤")
        in_the_middle(service, jobs)
        children = family(service.process.pid)[1:]
        os.kill(service.process.pid, signal.SIGKILL)
        service.process.wait()
        try:
            until(lambda: not [child for child in children if child.is_running()], 30, "no orphans")
        finally:
            for child in children:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
    with serving(settings, "--no-seeds") as service:
        all_done(service, jobs)


def test_a_changed_term_makes_the_stories_that_have_it_anew_though_the_worker_dies(service: Service) -> None:
    sent = send(service, "改词")
    for each in sent:
        until(lambda each=each: job(service, each)["state"] == "done", 120, "done")
    briefings = [job(service, each)["document"] for each in sent]
    before = {story["id"]: story for d in briefings for story in get(service, f"/v1/briefings/{d}")["stories"]}
    term = "口袋公园"
    having = {s["id"] for s in before.values() if any(term in unit["zh"] for unit in s["headings"] + s["units"])}
    assert 0 < len(having) < len(before)
    jobs = service.put("/v1/termbases/asia", f"zh,en\n{term},vest-pocket park\n".encode())["jobs"]
    assert jobs
    kill(service.members("worker")[-1])
    for each in jobs:
        until(lambda each=each: job(service, each)["state"] == "done", 120, "done again")
    after = {story["id"]: story for d in briefings for story in get(service, f"/v1/briefings/{d}")["stories"]}
    assert {id for id in after if after[id] != before[id]} == having
    for id in having:
        assert any(t["en"] == "vest-pocket park" and t["termbase"] == "asia" for t in after[id]["terms"])
