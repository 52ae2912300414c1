"""What protects the reader's browser and the service from each other and from what is sent."""

import io
import json
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from flask.testing import FlaskClient

from service.codec import from_dict, to_dict
from service.queue import Queue
from service.records import Briefing
from service.settings import Settings
from service.storage import Storage
from service.web import create_app
from service.web.security import POLICY
from tests.desk import NOTE, brief, source, taken
from tests.sample_briefing import briefing

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}&lt;"


def at(client: FlaskClient, host: str) -> int:
    return client.get("/v1/jobs", headers={"Host": host}).status_code


# Headers


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=x", "/healthz", "/readyz", "/v1/jobs", "/v1/openapi.json", "/nothing", "/v1/nothing", "/briefings/x",
     "/static/viewer.css", "/static/viewer.js", "/static/icon.svg"],
)  # fmt: skip
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_the_policy_allows_nothing_inline_and_nothing_from_outside() -> None:
    policy = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert set(policy.values()) == {"'none'", "'self'"}


def test_a_briefings_file_is_guarded_more_strictly(client: FlaskClient, storage: Storage) -> None:
    policy = client.get(f"/v1/briefings/{brief(storage, source())}?format=html").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert policy.endswith("frame-ancestors 'none'")


def test_what_is_private_is_not_kept_by_caches(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    assert client.get(f"/v1/briefings/{document}").headers["Cache-Control"] == "no-cache"
    assert client.post("/v1/documents", data=NOTE.encode()).headers["Cache-Control"] == "no-store"


# Hosts and other sites


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8722", 200), ("localhost", 200), ("localhost:1", 200), ("[::1]:8722", 200),
        ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("localhost.evil.example:8722", 400),
    ],
)  # fmt: skip
def test_a_local_service_answers_to_local_names(client: FlaskClient, host: str, status: int) -> None:
    assert at(client, host) == status


@pytest.mark.parametrize(
    ("settings_", "host", "status"),
    [
        ({"hosts": "press.example, localhost"}, "press.example:443", 200),
        ({"hosts": "press.example"}, "127.0.0.1", 200),
        ({"hosts": "press.example", "host": "0.0.0.0"}, "localhost:8722", 200),
        ({"hosts": "press.example", "host": "10.1.2.3"}, "10.1.2.3:8722", 200),
        ({"hosts": "press.example", "host": "10.1.2.3"}, "localhost", 400),
        ({"hosts": "press.example"}, "evil.example", 400),
        ({"hosts": "press.example", "host": "0.0.0.0"}, "evil.example", 400),
        ({"host": "0.0.0.0"}, "any.example", 200),
        ({"host": "::1"}, "[::1]:8722", 200),
        ({"host": "::1"}, "evil.example", 400),
    ],
)
def test_the_names_can_be_set(
    settings: Settings, storage: Storage, settings_: dict[str, str], host: str, status: int
) -> None:
    own = replace(settings, **settings_)  # type: ignore[arg-type]
    assert at(create_app(own, storage, Queue(own)).test_client(), host) == status


def test_who_watches_over_the_service_asks_by_any_name(settings: Settings, storage: Storage) -> None:
    own = replace(settings, hosts="press.example")
    client = create_app(own, storage, Queue(own)).test_client()
    answers = [
        client.get(path, headers={"Host": "10.9.8.7"}).status_code for path in ("/healthz", "/readyz", "/v1/jobs")
    ]
    assert answers == [200, 503, 400]


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost:81"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
        ({"Origin": "https://localhost"}, True),
        ({"Origin": "ftp://localhost"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
@pytest.mark.parametrize("path", ["/", "/v1/documents", "/v1/translate", f"/v1/jobs/{'0' * 32}/cancel"])
def test_another_sites_page_changes_nothing(
    client: FlaskClient, storage: Storage, path: str, headers: dict[str, str], allowed: bool
) -> None:
    answer = client.post(path, data={"text": NOTE}, headers=headers)
    assert (answer.status_code == 403) is not allowed
    assert allowed or storage.recent_jobs() == []


# What is sent


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("page.txt", "page.txt"),
        ("第01版：要闻.txt", "第01版：要闻.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\page.txt", "page.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("a\tb\nc\x7f.txt", "a b c .txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("'; DROP TABLE jobs; --", "'; DROP TABLE jobs; --"),
        ("x" * 500 + ".txt", "x" * 196 + ".txt"),
        ("..", ".."),
        ("/", "松溪镇建成六处口袋公园…"),
        ("\u200b", "松溪镇建成六处口袋公园…"),
        ("a\x00b\ud800", "a b"),
    ],
)
def test_names_are_shown_and_never_used(client: FlaskClient, storage: Storage, name: str, shown: str) -> None:
    sent = json.dumps({"text": NOTE, "name": name})
    answer = client.post("/v1/documents", data=sent, content_type="application/json")
    assert answer.status_code == 202
    assert answer.get_json()["job"]["name"] == shown
    page = lxml.html.fromstring(client.get("/").data)
    assert page.xpath("//h3/a/text()") == [shown]
    assert page.xpath("//img") == []


@pytest.mark.parametrize("name", ["page.txt", "../../page.txt", "/etc/page.txt", "\u202epage.txt"])
def test_so_are_the_names_of_files(client: FlaskClient, name: str) -> None:
    answer = client.post("/v1/documents", data={"file": (io.BytesIO(NOTE.encode()), name)})
    assert answer.get_json()["job"]["name"] == "page.txt"


# What is shown

# Values that are ours or are held to a form: a page's author has no say in them.
OURS = {"id", "part", "severity", "level", "direction", "origin", "kind", "method", "iso", "evidence", "source", "unit",
        "url", "status", "created", "digest", "signature", "source_sha256"}  # fmt: skip


def spoiled(value: Any, key: str = "") -> Any:
    """The value with markup in every text that a page's author may have a say in."""
    if isinstance(value, dict):
        return {name: spoiled(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [spoiled(item, key) for item in value]
    return value + EVIL if isinstance(value, str) and key not in OURS else value


def inert(data: bytes) -> str:
    """The text of a page, in which nothing runs but our own script."""
    page = lxml.html.fromstring(data.decode())
    assert page.xpath("//script/@src") == ["/static/viewer.js"]
    assert page.xpath("//script[not(@src)] | //img | //iframe | //object | //style") == []
    assert page.xpath("//@*[starts-with(name(), 'on') or name() = 'style']") == []
    links = page.xpath("//@href | //@action | //@src")
    assert not [link for link in links if link.strip().lower().startswith(("javascript:", "data:", "//"))]
    return str(page.text_content())


def test_titles_and_texts_are_only_text(client: FlaskClient, storage: Storage) -> None:
    document, job, _ = storage.add_document([source(name=f"page{EVIL}")])
    claim = taken(storage, job)
    bad = from_dict(Briefing, spoiled(to_dict(briefing())))
    for story in bad.stories:
        storage.put_story(claim, replace(story, url="javascript:alert(1)"))
    storage.fail(claim, f"no article {EVIL}")
    page = inert(client.get(f"/briefings/{document}").data)
    # Each is there in full, as text.
    story = bad.stories[0]
    for text in (story.title.zh, story.title.en, story.units[0].en, story.findings[0].message, story.people[0].name,
                 story.dateline, story.byline[0].name_en, story.quality.reasons[0], f"no article {EVIL}"):  # fmt: skip
        assert " ".join(text.split()) in " ".join(page.split())
    listed = inert(client.get("/").data)
    assert bad.stories[0].title.zh in listed
    assert f"page{EVIL}" in listed


@pytest.mark.parametrize("path", ["/?q=", "/?publisher=", "/?before=", "/?date=", "/briefings/", "/"])
def test_what_an_address_says_is_only_text(client: FlaskClient, path: str) -> None:
    answer = client.get(path + EVIL, headers={"Accept": "text/html"})
    assert answer.status_code in {200, 400, 404}
    inert(answer.data)
    assert b"49" not in answer.data
