"""Photographs among the news: which lines are the text below one, and whose article it belongs to."""

import re
from collections.abc import Sequence

from service.captions import ends_caption
from service.datelines import opening
from service.draft import Draft
from service.headlines import FAIR
from service.lines import Habits, Line
from service.matching import Bodies
from service.patterns import PROSE
from service.reading import Stretch
from service.roles import PHOTO, PHOTOGRAPHER

# What photographs show is somebody somewhere, and nobody speaks.
_SHOWS = re.compile("(?!.*(?:会议|强调|要求|表示|指出|[“”「」；]))[^。]*在[^。]+。")
_SHORT = re.compile("[^，。：；“”「」]{4,30}。")
POINTERS = "▲▼△▽⬆⬇"  # to a photograph
LONGEST_SHOWN = 48  # characters of a sentence that says what a photograph shows
LONGEST_CAPTION = 120  # characters of a text over a photographer's line that is the photograph's
ANOTHERS = 0.2  # likeness to an article at which a photograph is taken for its own
LEAST_LACK = 3  # half-widths that a paragraph's last line leaves empty


def caption_begins(lines: Sequence[Line], manner: Habits) -> int:
    """Which of some lines is the first of the text that a photograph has below it, where the page shows it:
    by a white line or lines wider than the column, which may part a sentence in two, or below a sentence's end by a
    new column, another width, or by no indent where a paragraph's last line stands above; 0 for none."""
    for at in range(len(lines) - 1, 0, -1):
        above, line = lines[at - 1 : at + 1]
        flush = line.wide and not line.indent
        turns = (above.page, above.left) != (line.page, line.left)
        turns = turns or bool(flush and line.lack < -2 * LEAST_LACK)
        turns = turns or bool(flush and manner.indented and above.lack > LEAST_LACK)
        grown = line.extent - 2 * line.hangs - above.extent > LEAST_LACK
        wider = flush and grown and line.lack < -LEAST_LACK <= above.lack and breaks_off(lines[:at])
        parted = line.blank and (manner.spaced or is_flush(lines[at:], manner))
        if (turns and above.ends) or wider or parted:
            return at if sum(len(each.flow) for each in lines[at:]) <= LONGEST_CAPTION else 0
    return 0


def briefs(lines: Sequence[Line]) -> list[int]:
    """Which lines begin briefs without headlines, though a mark that points to photographs stands before them: several
    have it below the name of a column, and none says who took one."""
    found: list[int] = []
    at = 0
    while at < len(lines):
        begin, at = at, at + 1
        mark = lines[begin].clean[0]
        if not lines[begin].labelled or mark not in POINTERS:
            continue
        while at < len(lines) and (lines[at].clean[0] == mark or not lines[at].blank):
            at += 1
        marked = [each for each in range(begin, at) if lines[each].clean[0] == mark]
        bodies = all(_runs(*lines[each : each + 2]) for each in marked)
        shown = any(ends_caption(line.clean) or line.close.credits for line in lines[begin:at])
        found += marked if len(marked) > 1 and bodies and not shown else []
    return found


def _runs(line: Line, below: Line | None = None) -> bool:
    """Whether a line is the first of a paragraph and no headline over one: it ends a sentence or is as wide as the
    next."""
    return line.ends or (below is not None and line.extent + LEAST_LACK > below.extent)


def breaks_off(lines: Sequence[Line]) -> bool:
    """Whether lines break off within a sentence of a body."""
    return bool(lines) and not lines[-1].ends and any(PROSE.search(line.clean) for line in lines[-2:])


def is_flush(lines: Sequence[Line], manner: Habits) -> bool:
    """Whether none of the lines is set in as the paragraphs of the page are."""
    return manner.indented and not any(line.indent or line.dense or line.sent for line in lines)


def is_shown(stretch: Stretch, text: str, manner: Habits, fresh: bool, above: Draft | None) -> bool:
    """Whether a paragraph without the indent that others have says what a photograph shows: one sentence with white
    above it, or right below a headline (`fresh`), or a short one in an article whose author took photographs, too."""
    if stretch.runs_on or not manner.indented or any(line.indent for line in stretch.lines):
        return False
    told = _SHOWS.fullmatch(text) and len(text) <= LONGEST_SHOWN and not opening(text).end
    parted = fresh or stretch.lines[0].blank or "正在" in text
    own = above is not None and any(credit.role in PHOTO - PHOTOGRAPHER for credit in above.names)
    return bool((told and parted) or (own and _SHORT.fullmatch(text)))


def is_under_picture(line: Line) -> bool:
    """Whether a line below the place of a photograph says what that shows: in one short sentence."""
    shows = _SHOWS.fullmatch(line.clean) or _SHORT.fullmatch(line.clean)
    return line.under == "picture" and bool(shows) and len(line.clean) <= LONGEST_SHOWN and not line.sent


def move_captions(drafts: Sequence[Draft]) -> None:
    """Part an article from photographs that show something else than it tells, and from who took them, who did not make
    the article. They go to the one that they are like."""
    bodies = Bodies(["".join(flow.text for flow in (*draft.headings(), *draft.paragraphs)) for draft in drafts])
    for number, draft in enumerate(drafts):
        like = bodies.likeness("".join(flow.text for flow in draft.captions))
        if len(drafts) == 1 or not draft.paragraphs or not draft.captions or like[number] >= FAIR:
            continue
        draft.names = [credit for credit in draft.names if credit.role not in PHOTOGRAPHER]
        other = drafts[like.index(max(like))]
        if max(like) >= ANOTHERS and other.page == draft.page:
            other.captions += draft.captions
            draft.captions = []
