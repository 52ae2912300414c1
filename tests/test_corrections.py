"""What editors change: corrections laid over a story, what follows them, whose name stands for it, what they teach."""

from dataclasses import replace

import pytest

from service.corrections import REVIEW, Correction, apply, digest
from service.records import Answer, Bilingual, Brief, Part, Person, Placeable, Point, Span, Story
from service.rewording import new_form
from tests.stories import story, unit

SESSION = "The county government held a session"
MADE = story(
    [
        unit("县政府召开会议", SESSION, "h1", Part.TITLE),
        unit("为解决出行难，县长许明川主持会议。", "Xu Mingchuan chaired it to ease travel, in order to help.", "s1"),
    ],
    points=(Point("为解决出行难，县长许明川主持会议。", "Xu Mingchuan chaired it.", ("s1",), "extractive"),),
    people=(Person("许明川", "Xu Mingchuan", Bilingual("县长", "county head"), "s1"),),
    brief=Brief(
        who=(
            Answer("县长许明川", "Xu Mingchuan, county head", ("s1",)),
            Answer("县政府", "county government", ("h1",)),
        ),
        what=(Answer("县政府召开会议", SESSION, ("h1",)),),
        where=(Answer("青岚", "Qinglan", ("dateline",)),),
        why=(Answer("为解决出行难", "in order to help", ("s1",)),),
    ),
)


def change(target: str, after: str = "", author: str = "Ann", undone: str = "", of: Story = MADE) -> Correction:
    """A correction, or of a `review` the signature, of the story as it stands."""
    zh = {u.id: u.zh for u in (*of.headings, *of.units)} | {"person-许明川": "许明川"}
    before = digest(of) if target == REVIEW else ""
    return Correction(
        "0" * 32, "d", of.id, target, zh.get(target, ""), before, after, author, "2025-08-06T09:30:00Z", undone
    )


# The five questions


def test_what_follows_its_headline() -> None:
    shown = apply(MADE, [change("h1", "Cabinet of the county meets")])
    assert shown.title.en == "Cabinet of the county meets"
    assert shown.brief == replace(MADE.brief, what=(Answer("县政府召开会议", "Cabinet of the county meets", ("h1",)),))


@pytest.mark.parametrize(
    ("english", "why"),
    [
        ("He chaired it because travel is hard.", "because travel is hard"),
        ("He chaired it for easier travel.", "He chaired it for easier travel."),
    ],
)
def test_why_follows_its_sentence(english: str, why: str) -> None:
    assert apply(MADE, [change("s1", english)]).brief.why == (Answer("为解决出行难", why, ("s1",)),)


def test_who_follows_a_names_spelling() -> None:
    shown = apply(MADE, [change("person-许明川", "Hsu Ming-chuan")])
    assert [answer.en for answer in shown.brief.who] == ["Hsu Ming-chuan, county head", "county government"]


@pytest.mark.parametrize(("post", "who"), [("county head", "Joe Doe, county head"), ("", "Joe Doe")])
def test_a_name_that_stood_in_chinese_alone_is_put_before_its_post(post: str, who: str) -> None:
    made = replace(
        MADE, people=(replace(MADE.people[0], pinyin=""),), brief=Brief(who=(Answer("县长许明川", post, ("s1",)),))
    )
    assert [a.en for a in apply(made, [change("person-许明川", "Joe Doe")]).brief.who] == [who]


def test_a_traditional_name_is_the_same_name() -> None:
    made = replace(MADE, brief=Brief(who=(Answer("縣長許明川", "Xu Mingchuan, county head", ("s1",)),)))
    assert [a.en for a in apply(made, [change("person-许明川", "Hsu")]).brief.who] == ["Hsu, county head"]


def test_without_corrections_the_story_is_the_machines() -> None:
    assert apply(MADE, []) is MADE
    assert apply(MADE, [change("h1", "x", undone="2025-08-07T00:00:00Z")]) is MADE


# Who stands for it


def names(shown: Story) -> tuple[str, str, str]:
    given = shown.provenance
    return given.edited, given.reviewed, given.outdated


def test_who_signs_what_stands_there_has_reviewed_it() -> None:
    assert names(apply(MADE, [change(REVIEW, author="Chief")])) == ("", "Chief, 2025-08-06", "")


def test_who_corrects_has_edited_it_and_no_more() -> None:
    assert names(apply(MADE, [change("h1", "Cabinet meets")])) == ("Ann, 2025-08-06", "", "")
    # Nor that, where it has nothing any more to be laid over.
    gone = replace(change("h1", "Cabinet meets"), zh="另一标题")
    assert names(apply(MADE, [gone])) == ("", "", "")


@pytest.mark.parametrize("later", [change("s1", "Nonsense.", "Intern"), change("person-许明川", "Hsu", "Intern"),
                                   change("point-1", "Nonsense.", "Intern")])  # fmt: skip
def test_a_signature_does_not_stay_under_words_that_were_changed_later(later: Correction) -> None:
    later = replace(later, zh=MADE.points[0].zh) if later.target == "point-1" else later
    signed = change(REVIEW, author="Chief")
    assert names(apply(MADE, [signed, later])) == ("Intern, 2025-08-06", "", "Chief, 2025-08-06")
    # It is under them again when that is undone.
    assert names(apply(MADE, [signed, replace(later, undone="2025-08-07T00:00:00Z")])) == ("", "Chief, 2025-08-06", "")


def test_a_signature_does_not_stay_under_a_story_made_anew_in_other_words() -> None:
    anew = replace(MADE, headings=(replace(MADE.headings[0], en="Government meets"),))
    signed = change(REVIEW, author="Chief")
    assert names(apply(anew, [signed])) == ("", "", "Chief, 2025-08-06")
    # In the same words it does, whatever made them.
    same = replace(MADE, provenance=replace(MADE.provenance, signature="1" * 16))
    assert names(apply(same, [signed])) == ("", "Chief, 2025-08-06", "")


def test_who_signs_again_has_reviewed_it() -> None:
    edit = change("h1", "Cabinet meets")
    edited = apply(MADE, [edit])
    both = [
        change(REVIEW, author="Chief"),
        change(REVIEW, author="Deputy"),
        edit,
        change(REVIEW, author="Chief", of=edited),
    ]
    assert names(apply(MADE, both)) == ("Ann, 2025-08-06", "Chief, 2025-08-06", "Deputy, 2025-08-06")


def test_a_signature_of_which_nobody_knows_what_it_was_under_proves_nothing() -> None:
    old = replace(change(REVIEW, author="Chief"), before="")
    assert names(apply(MADE, [old])) == ("", "", "Chief, 2025-08-06")


# What a correction teaches


@pytest.mark.parametrize(
    ("zh", "en", "before", "after", "form"),
    [
        # Words in the term's place, and the sentence around them as it was.
        ("常务会议", "executive meeting", "Xu chaired the 45th executive meeting on Monday.",
         "Xu chaired the 45th regular session on Monday.", "regular session"),
        ("综合治理", "comprehensive treatment", "The town pushes comprehensive treatment of rivers.",
         "The town pushes integrated management of rivers.", "integrated management"),
        ("口袋公园", "pocket park", "A pocket park opened.", "A vest-pocket garden opened.", "vest-pocket garden"),
        ("口袋公园", "pocket parks", "Pocket parks opened here.", "Small gardens opened here.", "Small gardens"),
        ("融媒体中心", "convergence media center", "The convergence media center said so.",
         "The integrated media center said so.", "integrated media center"),
        ("县委书记", "county party secretary", "Wang, county party secretary, spoke.",
         "Wang, Party secretary of the county, spoke.", "Party secretary of the county"),
        ("会议", "meeting", "It held a meeting on roads.", "It held an assembly on roads.", "assembly"),
        # Still there, never there, or a part of another word.
        ("公园", "park", "The park opened.", "The park was opened.", ""),
        ("公园", "garden", "The park opened.", "The square opened.", ""),
        ("公园", "park", "The parking lot opened.", "The lot opened.", ""),
        # A rewritten sentence says of no word which it stands for.
        ("县政府", "county government", SESSION, "Cabinet of the county meets", ""),
        ("会议", "session", SESSION, "Cabinet of the county meets", ""),
        ("青岚县", "Qinglan County", "The town of Qinglan County goes on.", "The hills are cleaned this year.", ""),
        ("常务会议", "executive meeting", "Xu presided over the county government's 45th executive meeting.",
         "Xu chaired the 45th regular session of the county government.", ""),
        ("公园", "park", "The park in the town opened on Monday.", "The mayor praised all who came.", ""),
        # Left out, longer than any term, or pointed at.
        ("乡村振兴", "rural revitalization", "We push rural revitalization on.", "We push on.", ""),
        ("公园", "park", "Six parks and a park opened here.", "Six parks and what is called gardens opened here.", ""),
        ("县政府", "county government", "The county government said so on Monday.", "It said so on Monday.", ""),
        # A pattern's number.
        ("第45次常务会议", "45th executive meeting", "Xu chaired the 45th executive meeting on Monday.",
         "Xu chaired the 45th regular session on Monday.", ""),
        ("第四十五次常务会议", "45th executive meeting", "Xu chaired the 45th executive meeting on Monday.",
         "Xu chaired the 45th regular session on Monday.", ""),
        ("一带一路", "Belt and Road", "The Belt and Road brings trade.", "The Silk Road brings trade.", "Silk Road"),
    ],
)  # fmt: skip
def test_a_new_rendering_is_what_stands_in_the_terms_place(
    zh: str, en: str, before: str, after: str, form: str
) -> None:
    assert new_form(Placeable(Span(0, len(zh)), zh, en), before, after) == form
