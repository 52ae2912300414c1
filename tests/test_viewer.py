"""The viewer's pages, as HTML and without JavaScript."""

import io
import re
import textwrap
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from flask.testing import FlaskClient

from service.jobs import State
from service.queue import Queue
from service.records import Brief, DateRef, Finding, Severity
from service.settings import Settings
from service.storage import Storage
from service.web import create_app, viewer
from service.web.viewer import spoken, when
from tests.desk import BRIEFS, FRONT, NOTE, brief, file, finished, remade, source, taken
from tests.sample_briefing import briefing


def shown(client: FlaskClient, path: str, status: int = 200) -> Any:
    """The page as a tree. It is whole: one heading, labels for all that is asked, every reference leads somewhere."""
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    page = lxml.html.document_fromstring(answer.text)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//html/@lang") == ["en"]
    for field in page.xpath("//input[not(@type='hidden')] | //textarea | //select"):
        assert field.get("aria-label") or page.xpath("//label[@for=$name]", name=field.get("id"))
    for target in page.xpath("//a/@href[starts-with(., '#')] | //label/@for | //@aria-labelledby"):
        assert target.lstrip("#") in ids
    for evidence in " ".join(page.xpath("//@data-evidence")).split():
        assert evidence in ids
    return page


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def sample(storage: Storage) -> str:
    """A finished document with the stories of the sample briefing."""
    document, job, _ = storage.add_document([source()])
    claim = taken(storage, job)
    for story in briefing().stories:
        storage.put_story(claim, story)
    storage.finish(claim)
    return document


@pytest.mark.parametrize(
    ("iso", "text"), [("2025-08-06", "6 Aug 2025"), ("--12-31", "31 Dec"), ("", ""), ("2025-13-01", ""), ("2025", "")]
)
def test_dates(iso: str, text: str) -> None:
    assert when(iso) == text


def test_days() -> None:
    assert spoken("2026-11-24") == "Tuesday 24 November 2026"


# The list


def test_an_empty_list_asks_for_the_first_page(client: FlaskClient) -> None:
    page = shown(client, "/")
    assert page.xpath("//details/@open")
    assert "No briefing yet" in words(page)
    (form,) = page.xpath("//form[@method='post']")
    assert form.get("enctype") == "multipart/form-data"
    assert form.xpath(".//@name") == ["file", "text"]


def test_the_list_shows_headlines_by_day(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, file(BRIEFS))
    page = shown(client, "/")
    assert not page.xpath("//details/@open")
    (day,) = page.xpath("//section[@class='day']")
    assert words(day.find("h2")) == spoken(storage.briefings()[0].created[:10])
    lines = day.xpath(".//li")
    stories = storage.briefing(document).stories
    assert [words(line.xpath(".//span[@lang='zh']")[0]) for line in lines] == [story.title.zh for story in stories]
    assert [line.find("a").get("href") for line in lines] == [f"/briefings/{document}#{story.id}" for story in stories]
    assert "青岚日报" in words(lines[0])
    assert "6 Aug 2025" in words(lines[0])
    assert words(page.xpath("//*[contains(@class, 'state')]")[0]) == "done"


def test_work_in_progress_is_in_the_list(client: FlaskClient, storage: Storage) -> None:
    _, job, _ = storage.add_document([source()])
    page = shown(client, "/")
    assert words(page.xpath("//*[contains(@class, 'state')]")[0]) == "queued"
    # All of it is asked for at one address: streams are for the page of a briefing.
    assert page.xpath("//@data-job") == [job]
    assert page.xpath("//@data-events") == []


def test_search_without_javascript(client: FlaskClient, storage: Storage) -> None:
    brief(storage, file(BRIEFS))
    brief(storage, source())
    page = shown(client, "/?q=图书馆")
    assert [words(a) for a in page.xpath("//li//span[@lang='zh'][@class='zh']")] == ["县图书馆延长开放时间"]
    assert page.xpath("//input[@id='q']/@value") == ["图书馆"]
    assert words(page.xpath("//p[@class='filters']")[0]) == "1 briefing with “图书馆”. Show all"
    assert "Nothing matches" in words(shown(client, "/?q=不存在"))
    # The narrower form keeps what was searched for.
    assert shown(client, "/?q=图书馆").xpath("//input[@type='hidden']/@value") == ["图书馆"]


def test_days_and_publishers_narrow_the_list(client: FlaskClient, storage: Storage) -> None:
    brief(storage, file(BRIEFS))
    brief(storage, source())
    assert len(shown(client, "/?date=2025-08-06").xpath("//article")) == 1
    page = shown(client, "/?publisher=青岚日报")
    assert len(page.xpath("//article")) == 1
    assert [o.text for o in page.xpath("//option[@selected]")] == ["青岚日报"]


def test_older_briefings_are_a_link_away(
    client: FlaskClient, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "PAGE", 2)
    for i in range(5):
        storage.add_document([source(f"第{i}篇", f"{i}.txt")])
    seen, path = [], "/"
    while path:
        page = shown(client, path)
        seen += [words(a) for a in page.xpath("//h3/a")]
        path = next(iter(page.xpath("//a[.='Older briefings']/@href")), "")
    assert seen == ["4.txt", "3.txt", "2.txt", "1.txt", "0.txt"]


def test_the_list_says_that_there_is_more(
    client: FlaskClient, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "PAGE", 2)
    for i in range(4):
        brief(storage, source(f"松溪镇公园\n\n8月6日，第{i}处公园开放。", f"{i}.txt"))
    page = shown(client, "/?q=公园")
    assert words(page.xpath("//p[@class='filters']")[0]) == "2 or more briefings with “公园”. Show all"
    (path,) = page.xpath("//a[.='Older briefings']/@href")
    page = shown(client, path)
    # These are all that are left.
    assert words(page.xpath("//p[@class='filters']")[0]) == "2 older briefings with “公园”. Show all"
    assert not page.xpath("//a[.='Older briefings']")


@pytest.mark.parametrize("path", ["/?date=yesterday", "/?q=" + "x" * 300, "/?q=%00"])
def test_a_question_that_is_none_is_told_on_a_page(client: FlaskClient, path: str) -> None:
    page = shown(client, path, 400)
    assert words(page.find(".//h1")) == "Bad request"


@pytest.mark.parametrize("path", ["/briefings/0000000000000000", "/briefings/x", "/nothing"])
def test_what_is_not_there_is_told_on_a_page(client: FlaskClient, path: str) -> None:
    page = shown(client, path, 404)
    assert words(page.find(".//h1")) == "Not found"
    assert page.xpath("//main//a/@href") == ["/"]


# A briefing


def test_a_briefing_shows_all_that_it_has(client: FlaskClient, storage: Storage) -> None:
    page = shown(client, f"/briefings/{sample(storage)}")
    first, second = page.xpath("//article[@class='story']")
    story, excerpt = briefing().stories
    text = words(first)
    for unit in (*story.headings, *story.units):
        assert " ".join(unit.zh.split()) in text
        assert " ".join(unit.en.split()) in text
        for finding in unit.findings:
            assert finding.message in text
    for point in story.points:
        assert point.en in text
    for person in story.people:
        assert f"{person.pinyin} {person.name}" in text
    for figure in story.figures:
        assert figure.en in text
        assert figure.zh in text
        assert figure.meaning.zh in text
        assert figure.meaning.en in text
    (asked,) = first.xpath(".//section[@class='brief']/dl")
    assert [words(each) for each in asked.xpath("dt")] == ["Who", "What", "When", "Where", "Why"]
    assert [words(each) for each in asked.xpath("dd")] == [
        "County Party theory group 县委理论学习中心组 h2s1Shen Zhiyuan 沈知远 h3",
        "County Party theory group holds study session 县委理论学习中心组举行专题学习会 h2",
        "5 Aug, morning 8月5日上午 s1",
        "青岚 dateline",
        "not stated",
    ]
    for byline in story.byline:
        assert f"{byline.name_en} {byline.name}" in text
    assert story.publisher.en in text
    assert "5 Aug 2025" in text
    assert f"year inferred: {story.date.reason}" in text
    assert "Moderate confidence" in text
    for value in (story.provenance.model, story.provenance.digest, story.provenance.signature, "not reviewed"):
        assert value in text
    assert "Excerpt: continues on p.5, which is not held." in words(second)
    assert "year not stated" in words(second)
    assert "Low confidence" in words(second)
    marks = {mark.getparent().getparent().getparent().get("id")[-2:]: words(mark) for mark in first.find_class("level")}
    assert marks == {"s2": "low confidence, the engine was unsure"}
    assert first.xpath(".//a[.='Source page']/@href") == [story.url]
    assert excerpt.title.en in words(page.xpath("//nav[@class='contents']")[0])


def test_chinese_and_english_stand_side_by_side(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, file(FRONT))
    page = shown(client, f"/briefings/{document}")
    for story in storage.briefing(document).stories:
        rows = page.xpath("//article[@id=$id]//div[contains(@class, 'unit')]", id=story.id)
        assert [words(row.xpath("./*[@lang='zh']")[0]) for row in rows] == [" ".join(u.zh.split()) for u in story.units]
        assert [row.get("id") for row in rows] == [f"{story.id}-{unit.id}" for unit in story.units]
        assert all(row.xpath(".//p[@lang='en']") for row in rows)
        # Sentences of a paragraph stand together.
        groups = page.xpath("//article[@id=$id]//div[contains(@class, 'paragraph')]", id=story.id)
        assert len(groups) == len({(unit.part, unit.paragraph) for unit in story.units})


def test_the_rest_of_the_page_is_accounted_for(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, file(FRONT))
    (rest,) = shown(client, f"/briefings/{document}").xpath("//section[@class='rest']")
    found = storage.briefing(document)
    for text in (*found.furniture, *found.unassigned):
        assert " ".join(text.split()) in words(rest)
    assert len(rest.xpath(".//tbody/tr")) == len(found.repairs)


def test_the_view_is_switched_without_javascript(client: FlaskClient, storage: Storage) -> None:
    page = shown(client, f"/briefings/{sample(storage)}")
    assert page.xpath("//input[@name='view']/@id") == ["view-both", "view-en", "view-zh"]
    assert page.xpath("//input[@checked]/@id") == ["view-both"]
    # The style sheet does it by what follows the switch, so it must stand in `main` with the stories.
    assert page.xpath("//main/input[@name='view']")
    assert page.xpath("//main//div[@class='stories']")


def test_every_format_can_be_saved(client: FlaskClient, storage: Storage) -> None:
    page = shown(client, f"/briefings/{sample(storage)}")
    links = page.xpath("//p[@class='downloads']/a")
    assert [link.text for link in links] == ["Word", "TMX", "XLIFF", "JSON", "Markdown", "HTML"]
    for link in links:
        answer = client.get(link.get("href"))
        assert answer.status_code == 200
        assert ("download" in link.attrib) == ("Content-Disposition" in answer.headers)


def test_a_briefing_grows(client: FlaskClient, storage: Storage) -> None:
    document, job, _ = storage.add_document([file(BRIEFS)])
    page = shown(client, f"/briefings/{document}")
    assert "queued" in words(page.xpath("//section[contains(@class, 'running')]")[0])
    assert page.xpath("//noscript/meta[@http-equiv='refresh']")
    claim = taken(storage, job)
    whole, stories = finished(file(BRIEFS))
    storage.put_page(claim, whole)
    storage.put_story(claim, stories[0])
    storage.progress(claim, stories[0].id, "done", 3, 3)
    storage.progress(claim, stories[1].id, "translating", 1, 2)
    page = shown(client, f"/briefings/{document}")
    assert len(page.xpath("//article[@class='story']")) == 1
    assert [words(line).rsplit(" ", 1)[1] for line in page.xpath("//ol[@class='stages']/li")][:2] == [
        "done",
        "translating",
    ]
    assert (page.xpath("//progress/@max"), page.xpath("//progress/@value")) == (["5"], ["4"])
    storage.finish(claim)
    page = shown(client, f"/briefings/{document}")
    assert not page.xpath("//noscript | //progress")


@pytest.mark.parametrize("state", [State.FAILED, State.QUARANTINED, State.CANCELLED])
def test_a_job_that_ended_badly_says_why_and_can_be_tried_again(
    client: FlaskClient, storage: Storage, state: State
) -> None:
    document, job, _ = storage.add_document([source()])
    storage.fail(taken(storage, job), "the reason", state)
    (box,) = shown(client, f"/briefings/{document}").xpath("//section[contains(@class, 'problem')]")
    assert words(box) == f"{state.value.capitalize()}. the reason Try again"
    answer = client.post(box.xpath(".//form/@action")[0])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/briefings/{document}")
    assert storage.newest_job(document).state is State.QUEUED


def test_a_running_job_can_be_stopped(client: FlaskClient, storage: Storage) -> None:
    document, job, _ = storage.add_document([source()])
    (action,) = shown(client, f"/briefings/{document}").xpath("//section[contains(@class, 'running')]//form/@action")
    assert client.post(action).status_code == 303
    assert storage.job(job).state is State.CANCELLED


def test_a_finding_about_the_story_is_shown(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    story = storage.briefing(document).stories[0]
    remade(storage, document, replace(story, findings=(Finding("x", Severity.WARNING, "look at this"),)))
    assert "look at this" in words(shown(client, f"/briefings/{document}"))


def test_a_point_says_which_of_its_sentences_a_check_complains_of(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    story = storage.briefing(document).stories[0]
    wrong = Finding("number-lost", Severity.ERROR, "the number 23 is not in the translation")
    units = tuple(replace(u, findings=(wrong,)) if u.id in story.points[0].evidence else u for u in story.units)
    remade(storage, document, replace(story, units=units))
    marks = shown(client, f"/briefings/{document}").xpath("//li[@data-evidence]//span[@class='mark warning']")
    assert f"{story.points[0].evidence[0]}: number lost" in map(words, marks)


def without_its_article(storage: Storage) -> str:
    """A document made anew without the article whose headline Li has corrected."""
    document = brief(storage, source())
    story = storage.briefing(document).stories[0]
    storage.correct(document, story.id, "h1", story.title.en, "Parks for Songxi", "Li")
    page, _ = finished(source())
    storage.put_page(taken(storage, storage.add_job(document)), replace(page, articles=()))
    return document


def test_a_finding_about_the_briefing_is_shown(client: FlaskClient, storage: Storage) -> None:
    document = without_its_article(storage)
    (mark,) = shown(client, f"/briefings/{document}").xpath("//p[@class='mark warning']")
    assert words(mark) == "a correction, “Parks for Songxi” (Li), no longer fits: its article is no more"


def test_a_correction_whose_article_is_no_more_is_undone_from_the_briefing(
    client: FlaskClient, storage: Storage
) -> None:
    document = without_its_article(storage)
    (form,) = shown(client, f"/briefings/{document}").xpath("//form[contains(@action, '/undo')]")
    assert words(form) == "Undo Li’s “Parks for Songxi”"
    answer = client.post(form.get("action"), data={"correction": form.xpath("input/@value")[0], "author": "Wang"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/briefings/{document}")
    assert shown(client, f"/briefings/{document}").xpath("//p[@class='mark warning']") == []


def test_a_story_without_headline_or_date(client: FlaskClient, storage: Storage) -> None:
    document = brief(storage, source())
    story = storage.briefing(document).stories[0]
    bare = replace(
        story,
        headings=(),
        points=(),
        date=DateRef("昨日", "", False, ""),
        byline=(),
        people=(),
        figures=(),
        brief=Brief(),
        terms=(),
    )
    remade(storage, document, bare)
    page = shown(client, f"/briefings/{document}")
    assert "Article 1 (no headline)" in words(page.xpath("//article")[0])
    assert "昨日" in words(page.xpath("//article")[0])
    # Lists call it by how it begins.
    begins = textwrap.shorten(story.units[0].en, 72, placeholder=" …")
    assert begins in words(shown(client, "/"))


def test_a_database_that_is_gone_is_told_on_a_page(settings: Settings) -> None:
    gone = replace(settings, database_url="sqlite:////nowhere/at/all.db")
    client = create_app(gone, Storage(gone.database), Queue(gone)).test_client()
    page = shown(client, "/", 503)
    assert words(page.find(".//h1")) == "Service unavailable"


# Sending a page


def test_a_file_is_sent_by_form(client: FlaskClient, storage: Storage) -> None:
    answer = client.post("/", data={"file": (io.BytesIO(NOTE.encode()), "note.txt"), "text": ""})
    document = storage.recent_jobs()[0].document
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/briefings/{document}")
    assert storage.recent_jobs()[0].name == "note.txt"


def test_a_text_is_pasted(client: FlaskClient, storage: Storage) -> None:
    answer = client.post("/", data={"file": (io.BytesIO(b""), ""), "text": NOTE}, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert taken(storage, storage.recent_jobs()[0].id).sources[0].data == NOTE.encode()


@pytest.mark.parametrize(
    ("data", "status", "title"),
    [
        ({"text": " "}, 422, "Empty input"),
        ({"text": "Only English here."}, 422, "Not Chinese"),
        ({"file": (io.BytesIO(NOTE.encode()), "a.pdf")}, 415, "Mislabelled input"),
    ],
)
def test_what_cannot_be_read_is_told_on_a_page(
    client: FlaskClient, data: dict[str, Any], status: int, title: str
) -> None:
    headers = {"Accept": "text/html"}
    answer = client.post("/", data=data, content_type="multipart/form-data", headers=headers)
    assert answer.status_code == status
    assert re.search(f"<h1>{title}</h1>", answer.text)
    # What was pasted is not lost.
    assert [pasted.strip() for pasted in lxml.html.fromstring(answer.text).xpath("//textarea/text()")] == list(
        filter(None, [data.get("text", "").strip()])
    )


def test_the_foot_says_who_translates(client: FlaskClient, storage: Storage) -> None:
    assert words(shown(client, "/").find(".//footer/p")).startswith("Machine translation, made on this machine. Check")
    storage.greet("w1", "opus-mt-zh-en")
    assert "made on this machine by opus-mt-zh-en." in words(shown(client, "/").find(".//footer/p"))
