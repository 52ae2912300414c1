"""The viewer in a real browser: what a person does, sees and hears of, at desk and phone width, in light and dark."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from service.jobs import State
from service.settings import Settings
from service.storage import Storage
from service.termbase import Term
from tests.desk import BRIEFS, FRONT, NOTE, brief, file, remade, source, taken
from tests.running import Service, free_port, serving
from tests.sample_briefing import briefing

expect.set_options(timeout=15_000)
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="there is no chromium here"),
]
LONG = "".join(f"县里的第{number}件事情已经办好。" for number in range(64))
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose engine takes its time."""
    home = tmp_path_factory.mktemp("browser") / "home"
    settings = Settings(home=home, models=home, port=free_port())
    with serving(settings, "--no-seeds", more={"FAKE_SECONDS": "0.4"}) as service:
        yield service


@pytest.fixture(scope="module")
def shelf(service: Service) -> dict[str, str]:
    """Pages by what they show: addresses."""
    storage = Storage(service.settings.database)
    done = brief(storage, source("样张。", "sample.txt"))
    remade(storage, done, *briefing().stories)
    shown = briefing().stories[0].id
    before = storage.story(done, shown).units[0].en
    storage.correct(done, shown, "s1", before, before + " So it is.", "Li Wei")
    storage.put_termbase("asia", "desk", [Term("口袋公园", "pocket park")], "Li Wei")
    failed, job, _ = storage.add_document([source("坏的。", "broken.txt")])
    storage.fail(taken(storage, job), "the file is damaged", State.FAILED)
    waiting, job, _ = storage.add_document([file(FRONT)], "batch")
    taken(storage, job, "a worker elsewhere")
    brief(storage, file(BRIEFS))
    storage.close()
    return {"list": "/", "search": "/?q=图书馆", "nothing": "/?q=不存在", "briefing": f"/briefings/{done}",
            "failed": f"/briefings/{failed}", "running": f"/briefings/{waiting}", "absent": "/briefings/0",
            "terms": "/terms?q=县委书记", "termbase": "/terms/bases/asia",
            "edit": f"/briefings/{done}/{shown}/edit/s1"}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, service: Service, shelf: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own. At the end nothing may have gone wrong behind any page's back: no error in
    the console, no violation of the content policy, no request to anywhere else."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A page that refuses is an error to the console; here it is asked for.
        if message.type in {"error", "warning"} and "responded with a status of 4" not in message.text:
            wrong.append(message.text)

    def asked(url: str) -> None:
        if not url.startswith(service.url):
            wrong.append(f"asked for {url}")

    def open_(path: str = "/", size: str = "desk", **options: Any) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked(request.url))
        page.goto(service.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


Open = Callable[..., Page]


# Sending a page and watching it grow


def test_a_file_is_sent_and_its_briefing_grows_before_ones_eyes(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(LONG)
    page = opened()
    page.get_by_text("Translate a page").click()
    page.get_by_label("Files:").set_input_files([BRIEFS, tmp_path / "long.txt"])
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page).to_have_url(re.compile("/briefings/[0-9a-f]{16}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("briefs.txt, long.txt")
    # From here on the page is not loaded again.
    page.evaluate("window.same = true")
    expect(page.locator(".said")).to_have_text(re.compile(r"\d of 6 articles"))
    expect(page.locator(".count")).to_have_text(re.compile(r"\d+ of \d+ sentences"))
    expect(page.locator("article.story")).to_have_count(5)
    expect(page.get_by_role("navigation", name="Articles").get_by_role("listitem")).to_have_count(5)
    expect(page.locator(".stages li").last).to_contain_text(re.compile("translating [1-9]"))
    expect(page.locator("article.story")).to_have_count(6, timeout=30_000)
    expect(page.locator(".running")).to_have_count(0)
    expect(page.locator(".top .facts")).to_contain_text("6 articles")
    assert page.evaluate("window.same")
    # They stand in the order of the page, though the short ones came first.
    titles = page.locator("article.story h2 .zh").all_text_contents()
    assert titles[0] == "松溪镇修好村道"
    assert page.locator("article.story").last.locator(".unit").count() == 64


def test_a_text_is_pasted_by_keyboard_alone(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(f"{NOTE}键盘输入。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("article.story h2 .zh")).to_have_text("松溪镇建成六处口袋公园")


def test_the_list_follows_what_is_being_made(opened: Open, service: Service) -> None:
    document = service.post("/v1/documents?name=watched", f"{LONG}看着它。".encode())["job"]["document"]
    page = opened()
    card = page.locator(f"[id='{document}']")
    expect(card.locator(".said")).to_have_text("0 of 1 articles")
    expect(card.locator(".count")).to_have_text(re.compile(r"[1-9]\d* of 65 sentences"))
    expect(card.locator(".state")).to_have_text("done")
    expect(card.get_by_role("listitem")).to_have_count(1)
    expect(card.locator(".progress")).to_have_count(0)


def test_a_list_of_many_waiting_documents_leaves_the_browser_free(opened: Open, service: Service) -> None:
    storage = Storage(service.settings.database)
    waiting = []
    for i in range(8):
        document, job, _ = storage.add_document([source(f"第{i}篇在等。", f"waiting-{i}.txt")])
        taken(storage, job, f"another worker elsewhere {i}")
        waiting.append((document, job))
    page = opened()
    for document, _ in waiting:
        expect(page.locator(f"[id='{document}'] .said")).to_have_text("0 of 0 articles")
    storage.fail(taken(storage, waiting[1][1], "another worker elsewhere 1"), "the file is damaged", State.FAILED)
    storage.close()
    expect(page.locator(f"[id='{waiting[1][0]}'] .state")).to_have_text("failed")
    expect(page.locator(f"[id='{waiting[2][0]}'] .state")).to_have_text("running")
    page.get_by_role("link", name="waiting-2.txt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("waiting-2.txt")


def test_a_job_is_stopped_and_begun_again(opened: Open, service: Service) -> None:
    document = service.post("/v1/documents", f"{LONG}停下来。".encode())["job"]["document"]
    page = opened(f"/briefings/{document}")
    expect(page.locator(".stages .stage")).to_have_text(re.compile("translating [1-9]"))
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".problem")).to_contain_text("Cancelled. stopped on request")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("article.story .unit")).to_have_count(65)


def test_a_page_shows_a_story_that_was_made_anew(opened: Open, service: Service) -> None:
    storage = Storage(service.settings.database)
    document = brief(storage, source(f"{NOTE}新的。"))
    (story,) = storage.briefing(document).stories
    claim = taken(storage, storage.add_job(document), "a worker elsewhere")
    page = opened(f"/briefings/{document}")
    page.evaluate("window.same = true")
    page.get_by_text("Provenance").click()
    units = tuple(replace(unit, en="Six parks are new.") for unit in story.units)
    storage.put_story(claim, replace(story, units=units))
    storage.finish(claim)
    storage.close()
    expect(page.locator(".unit .en p").first).to_contain_text("Six parks are new.")
    expect(page.locator("article.story")).to_have_count(1)
    # It is open where it was, and the page is not another one.
    expect(page.locator(".provenance dl")).to_be_visible()
    assert page.evaluate("window.same")


def test_two_who_edit_one_sentence_lose_nothing(opened: Open, service: Service) -> None:
    storage = Storage(service.settings.database)
    document = brief(storage, source(f"{NOTE}两人改。"))
    (story,) = storage.briefing(document).stories
    storage.close()
    one, other = (opened(f"/briefings/{document}/{story.id}/edit/s1") for _ in range(2))
    for page, text in ((one, "The parks opened."), (other, "Parks are open.")):
        page.get_by_role("textbox", name="English").fill(text)
        page.get_by_role("button", name="Save").click()
    expect(other.get_by_role("alert")).to_contain_text("it reads “The parks opened.” by now")
    expect(other.get_by_role("textbox", name="English")).to_have_value("Parks are open.")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("alert")).to_have_count(0)
    expect(other.get_by_role("textbox", name="English")).to_have_value("Parks are open.")


def test_a_briefing_is_deleted(opened: Open, service: Service) -> None:
    storage = Storage(service.settings.database)
    document = brief(storage, source(f"{NOTE}删掉。", "gone.txt"))
    storage.close()
    page = opened(f"/briefings/{document}")
    page.get_by_text("Delete this briefing").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefings")
    expect(page.locator(f"[id='{document}']")).to_have_count(0)


def test_a_refused_text_is_still_there(opened: Open) -> None:
    page = opened()
    page.get_by_text("Translate a page").click()
    page.get_by_label("Or paste").fill("Only English here.")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not Chinese")
    expect(page.get_by_label("Or paste")).to_have_value("Only English here.")


def test_what_cannot_be_read_is_told(opened: Open) -> None:
    page = opened()
    page.get_by_text("Translate a page").click()
    page.get_by_label("Or paste").fill(" ")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Empty input")
    page.get_by_role("link", name="To the briefings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefings")


# Reading


def colour(page: Page, selector: str) -> str:
    found: str = page.locator(selector).first.evaluate("element => getComputedStyle(element).backgroundColor")
    return found


def test_a_point_lights_the_sentences_that_it_rests_on(opened: Open, shelf: dict[str, str]) -> None:
    page = opened(shelf["briefing"])
    story = briefing().stories[0]
    point = page.locator(".glance li").first
    rows = [f"[id='{story.id}-{unit}']" for unit in story.points[0].evidence]
    before = [colour(page, row) for row in rows]
    point.hover()
    lit = [colour(page, row) for row in rows]
    assert all(a != b for a, b in zip(before, lit, strict=True))
    page.locator("h1").hover()
    assert [colour(page, row) for row in rows] == before
    # By keyboard: what has the focus lights them too, and the reference leads to the sentence, which stays lit.
    point.get_by_role("link").first.focus()
    assert [colour(page, row) for row in rows] == lit
    page.keyboard.press("Enter")
    assert colour(page, rows[0]) == lit[0]
    expect(page.locator(rows[0])).to_be_in_viewport()


def test_a_sentence_lights_its_partner(opened: Open, shelf: dict[str, str]) -> None:
    page = opened(shelf["briefing"])
    row = page.locator(".unit").nth(1)
    dark = row.evaluate("element => getComputedStyle(element).backgroundColor")
    for side in (".zh", ".en"):
        page.locator("h1").hover()
        row.locator(side).hover()
        # The row holds both languages.
        assert row.evaluate("element => getComputedStyle(element).backgroundColor") != dark


def test_the_view_is_switched(opened: Open, shelf: dict[str, str]) -> None:
    page = opened(shelf["briefing"])
    row = page.locator(".unit").first
    zh, en = row.locator(".zh"), row.locator(".en")
    boxes = [side.bounding_box() for side in (zh, en)]
    assert all(boxes)
    # Side by side.
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]  # type: ignore[index]
    for label, shown in (("English", (False, True)), ("中文", (True, False)), ("Both", (True, True))):
        page.locator(".views").get_by_text(label).click()
        assert (zh.is_visible(), en.is_visible()) == shown
    page.locator("#view-both").focus()
    page.keyboard.press("ArrowRight")
    assert (zh.is_visible(), en.is_visible()) == (False, True)


def test_search_in_both_languages(opened: Open, shelf: dict[str, str]) -> None:
    page = opened(shelf["briefing"])
    for words, titles in (
        ("松溪镇新桥", ["松溪镇新桥月底通车"]),
        ("松溪鎮新橋", ["松溪镇新桥月底通车"]),
        ("new Songxi bridge", ["松溪镇新桥月底通车"]),
        ("no such words", []),
    ):
        page.get_by_role("searchbox").fill(words)
        # The box holds the words before the page is another one as well.
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("searchbox")).to_have_value(words)
        assert page.locator(".card li .zh").all_text_contents() == titles
    page.get_by_role("link", name="Show all").click()
    assert page.locator(".card").count() >= 4


def test_a_headline_leads_to_its_story(opened: Open, shelf: dict[str, str]) -> None:
    page = opened(shelf["list"])
    page.get_by_text("松溪镇新桥月底通车").click()
    expect(page.get_by_role("heading", name="松溪镇新桥月底通车")).to_be_in_viewport()


def test_everything_can_be_read_and_sent_without_javascript(opened: Open, shelf: dict[str, str]) -> None:
    page = opened(shelf["list"], java_script_enabled=False)
    page.get_by_text("Translate a page").click()
    page.get_by_label("Or paste").fill(f"{NOTE}没有脚本。")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page).to_have_url(re.compile("/briefings/"))
    # The page asks again by itself, every ten seconds.
    expect(page.locator("article.story h2 .zh")).to_have_text("松溪镇建成六处口袋公园", timeout=25_000)
    page.locator(".views").get_by_text("English").click()
    assert not page.locator(".unit .zh").first.is_visible()


# For everyone, everywhere

PAGES = ["list", "search", "nothing", "briefing", "failed", "running", "absent", "terms", "termbase", "edit"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_barriers(opened: Open, shelf: dict[str, str], name: str, scheme: str, size: str) -> None:
    page = opened(shelf[name], size, color_scheme=scheme)
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out(opened: Open, shelf: dict[str, str], name: str, width: int) -> None:
    page = opened(shelf[name], "phone")
    page.set_viewport_size({"width": width, "height": 800})
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_schemes_differ(opened: Open, shelf: dict[str, str]) -> None:
    light, dark = (opened(shelf["briefing"], color_scheme=scheme) for scheme in ("light", "dark"))
    assert colour(light, "body") != colour(dark, "body")
