"""Going down the lines of a page: text until something else comes, then what that is part of."""

import re
from dataclasses import dataclass, field

from service.bylines import MARKERS, Credit, parse_byline
from service.captions import ends_caption, is_caption
from service.closings import Closing
from service.datelines import Opening, opening, opens_news
from service.draft import Draft
from service.flow import Flow, join
from service.furniture import label
from service.headlines import Heads
from service.jumps import Jump, find_jump
from service.lines import Habits, Line
from service.pictures import (
    LONGEST_CAPTION,
    LONGEST_SHOWN,
    POINTERS,
    breaks_off,
    caption_begins,
    is_flush,
    is_shown,
    is_under_picture,
)
from service.reading import Stretch, Surroundings, is_echoed, is_list, stretches
from service.roles import ANONYMOUS, DESK, PHOTOGRAPHER
from service.signatures import Signatures
from service.stated import Stated

_MARKED = re.compile(r"^[■▲◆●▼◇□★]\s*\S|^【[^】]{2,40}】")
_LEAD_IN = re.compile(r"【[^】]{2,4}】(?=\S)")
_ITEM = re.compile(r"[■▲◆●▼◇□★]\s*[^\s，。；：]{2,8}：(?=\S)")  # ■桐木乡：…
# What the editors add to the article above, though it is signed.
_AFTERWORD = re.compile(
    "[【■▲◆●（(]?(?:编后语?|编后话|编余|編後語?|編後話|編餘|回音|回应|本报回复|部门回复|有关部门回复)[】）)]?[:：]?"
)
# What stands over a part of an article and not over another one.
_WITHIN = re.compile(
    "[【■▲◆●]?(?:(?:法官|检察官|律师|专家|民警)(?:说法|提醒|提示|释法|点评)|案情(?:回放|简介)?|法院审理|裁判要旨|典型意义|法条链接|法律链接"
    "|(?:相关|新闻|背景|知识)链接|数[读说据]|数字(?:解读|看点)?|"
    "新闻背景|记者手记|采访札记|记者观察|名词解释|温馨提示|小贴士|新闻多一点|点评|释法)】?"
)
# A note to other editors.
_NOTED = re.compile("[（(]?(?:编者注|编者註|编注|附注|注)[：:]|[（(](?:配[图圖]|[图圖]片|照片)[见見][^。（）()]*[）)]$")
EDITORS_NOTE = frozenset(
    (
        "编者按 编者的话 编者语 编前 编前语 开栏的话 开栏语 开篇的话 編者按 編者的話 核心提示 核心阅读 核心閱讀"
        " 阅读提示 新闻提示 内容提要 內容提要"
    ).split()
)


@dataclass
class Walk:
    """Goes down the lines of a page and gathers them: text until something else comes, then what that is part of.

    `signed` says who is named on lines of their own, and where; `fresh` that a headline has just been read, `stated`
    that a site prints something between it and the text, `told` what.
    """

    manner: Habits
    signed: Signatures
    sequence: list[Heads | Draft] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    credits: list[tuple[Flow, tuple[Credit, ...], str]] = field(default_factory=list)
    jumps: list[tuple[Flow, Jump]] = field(default_factory=list)
    fresh: bool = False
    stated: bool = False
    told: Stated | None = None

    @property
    def last(self) -> Draft | None:
        return self.sequence[-1] if self.sequence and isinstance(self.sequence[-1], Draft) else None

    def take(self, line: Line, row: bool) -> None:
        """Take the next line; `row` says that it is a row of a table."""
        self._pass(line)
        if row:
            self.flush("")
            (self.last or self._open(line.page)).add_row(line.flow)
        elif self.last and self.last.done and not self.text and (line.close.source or parse_byline(line.clean)):
            self.last.credit(line.flow, parse_byline(line.clean))
        elif _NOTED.match(line.clean) and self._is_done:
            self.flush("closing")  # a note to other editors
            (self.last or self._open(line.page)).credit(line.flow)
        elif (names := parse_byline(line.clean)) and all(name.role in PHOTOGRAPHER for name in names):
            self._photo(line, names)
        elif line.close.start == 0 and line.close.credits and self.text and self.text[0].clean[0] in POINTERS:
            # signed, what has such a mark before it is a brief and shows no photograph
            self.text[-1] = self.text[-1].with_flow(join([self.text[-1].flow, line.flow]))
            self.flush("")
        elif line.close.start == 0 and (line.close.jump or line.close.done or self._is_open(line)):
            self.flush("closing")
            self._close(line)
        elif (jump := find_jump(line.clean)) and jump.start == 0 and not line.clean[jump.end :].strip("）)。 　"):
            self.flush("")
            self.jumps.append((line.flow, jump))
            self.fresh = True
        elif line.clean.strip("：:【】") in EDITORS_NOTE:
            self.flush("")
            self._open(line.page).note(line.flow)
            self.fresh = False
        elif names := self._byline(line):
            self.flush("closing" if line.flow.at[0] in self.signed.below else "byline")
            self._credit(line, names)
        elif (begin := opening(line.clean)).text and begin.end >= len(line.clean):
            self.flush("byline")
            self._send(line, begin)
        else:
            self._gather(line)

    def _send(self, line: Line, begin: Opening) -> None:
        """Take a dateline on a line of its own; what it calls its report is the headline where none stands above."""
        flow, title = line.flow, begin.title
        if title and not self.fresh and len(line.clean) == len(flow):
            self.sequence.append(Heads((line.with_flow(flow.part(title.start, title.stop)),)))
            self.fresh, flow = True, flow.part(0, title.start)
        self.credits.append((flow, begin.credits, begin.text))

    def _pass(self, line: Line) -> None:
        """Pass what a site prints between a headline and its text, or at the end of an article."""
        if line.under == "stated":
            self.flush("stated")
            self.stated = True
        elif line.under == "end":
            self.flush("closing" if self.text and self.text[-1].ends else "")
            if self.last:
                self.last.closed = True
        self.told = line.told or self.told

    def _is_open(self, line: Line) -> bool:
        """Whether there is a body that the bracketed byline of this line can end."""
        above = self.text[-1] if self.text else None
        if above and line.blank and line.left < above.left:
            return False  # it stands over what is below the columns
        if above:
            return above.ends or above.closes
        return bool(self.last and not (self.last.closed and self.last.names) and not self.credits)

    def _byline(self, line: Line) -> tuple[Credit, ...]:
        begun = opening(line.clean)
        names = begun.credits if begun.end >= len(line.clean) and not begun.text else ()
        names = names or parse_byline(line.clean) or self.signed.authors.get(line.flow.at[0], ())
        above = self.text[-1] if self.text else None
        if above and len(re.findall("[（(]", above.clean)) > len(re.findall("[）)]", above.clean)):
            return ()  # it goes on with a bracket of the line above
        told = line.clean[0] in MARKERS or line.flow.at[0] in self.signed.authors
        bare = len(names) == 1 and not names[0].role and not told and names[0].name not in ANONYMOUS
        if bare and above and not above.ends and not self.signed.trailing:
            return ()
        return tuple(name for name in names if name.role not in DESK) or names

    def _gather(self, line: Line) -> None:
        if is_under_picture(line):
            self.flush("")
            (self.last or self._open(line.page)).add_caption(line.flow)
            return
        posted = self._is_posted(line)
        caption = posted or is_caption(line.clean)
        if _WITHIN.fullmatch(line.clean) or _AFTERWORD.fullmatch(line.clean):
            self.flush("")
            if self.last and not self.credits and (_AFTERWORD.fullmatch(line.clean) or not self.last.closed):
                self.last.head_part(line.flow)
                self.last.closed = False
                return
        brief = _MARKED.match(line.clean) and not self._leads_in(line)
        if label(line.clean) or brief or (caption and line.clean[:1] in f"图上下左右圖{POINTERS}"):
            self.flush("")
            self.fresh = self.fresh or not caption
        marked = line.clean[0] in POINTERS
        whole = posted or ends_caption(line.clean) or (line.ends and line.clean[0] in "图圖▲▼△▽")
        if caption and whole and (marked or not self.text or self.text[-1].ends):
            self.flush("picture" if breaks_off(self.text) else "")
            held = (d for d in reversed(self.sequence) if isinstance(d, Draft) and d.page == line.page)
            beside = next(held, None)
            near = beside if marked else self.last
            (near or self._open(line.page)).add_caption(line.flow)
            return
        self.text.append(line)
        if ends_caption(line.clean):
            self.flush("")

    def _is_posted(self, line: Line) -> bool:
        """Whether a line points to the photograph above it in what an account or a site has published, where nothing
        else has such marks and captions need no full stop."""
        within = self.last.stated if self.last else self.stated
        told = self.manner.wrapped or line.clean.endswith(("：", "；")) or len(line.clean) > LONGEST_SHOWN
        return bool(within and line.clean[0] in POINTERS and not (told or line.labelled or opens_news(line.clean[1:])))

    def _leads_in(self, line: Line) -> bool:
        """Whether a word in brackets opens a paragraph of the article above, and is no headline of a brief; or a mark
        and whom it is about does, below what says what all of these are about."""
        if _ITEM.match(line.clean) and self.text:
            return self.text[-1].ends and not (self.text[-1].closes or _MARKED.match(self.text[0].clean))
        word = _LEAD_IN.match(line.clean)
        if not word or opens_news(line.clean[word.end() :]):
            return False
        above = self.last if not self.fresh and self.last and not self.last.closed else None
        heading = above.title.text if above and above.title else ""
        begun = self.text[0].clean if self.text else heading or (above.text if above else "")
        return bool(begun) and not begun.startswith("【")

    def flush(self, after: str, apart: bool = False) -> None:
        """Put the lines gathered so far into bodies and headlines; `after` says what follows them, `apart` that they do
        not go on with what was read before."""
        lines, self.text = self.text, []
        found = stretches(lines, self.manner, Surroundings(self._before(apart), after))
        for stretch in found:
            if stretch.heading:
                self.sequence.append(Heads(stretch.lines))
                self.fresh = True
            else:
                shown = after == "photographer" and stretch is found[-1]
                after_rows = stretch is found[0] and self.last is not None and self.last.tabled
                self._body(stretch, shown and (apart or after_rows or not stretch.runs_on))

    def _before(self, apart: bool) -> str:
        """What was read before the lines gathered so far, as `Surroundings` calls it."""
        if self.credits or (self.stated and self.fresh):
            return "byline"
        if self.jumps:
            return "jump"
        if not self.sequence:
            return "nothing"
        if apart or not self.last:
            return ""
        return "end" if self.last.closed else "" if self.last.ended else "middle"

    @property
    def _is_done(self) -> bool:
        """Whether what was read last says that its article is complete."""
        return self.text[-1].close.done if self.text else self.last is not None and self.last.done

    def _photo(self, line: Line, names: tuple[Credit, ...]) -> None:
        """Take a photographer's line, and the short text above it, if any, as its caption."""
        begins = caption_begins(self.text, self.manner)
        if begins:
            self.text, caption = self.text[:begins], self.text[begins:]
            self.flush("picture" if breaks_off(self.text) else "")
            if is_flush(caption, self.manner) and caption[-1].ends and not is_echoed(caption, 0):
                (self.last or self._open(line.page)).add_caption(join(each.flow for each in caption))
            else:
                self.text = caption
        self.flush("photographer", apart=begins > 0)
        if self.last:
            self.last.credit(line.flow, names)
        else:
            self.credits.append((line.flow, names, ""))

    def _body(self, stretch: Stretch, shown: bool) -> None:
        """Add a paragraph; `shown` says that a photographer's line stands below it."""
        flow = join((line.flow for line in stretch.lines), between="　" if is_list(stretch.lines[0]) else "")
        page, draft = stretch.lines[0].page, self.last
        apart = is_shown(stretch, flow.text, self.manner, self.fresh, self.last)
        shown = shown and len(flow) <= LONGEST_CAPTION and not opening(flow.text).end
        pictured = shown and self.credits and not self.fresh  # below the photographer's name in a site's fields
        if pictured or ((is_caption(flow.text) or apart or shown) and not self.credits):
            (draft if draft and not pictured else self._open(page)).add_caption(flow)
            return
        turned = draft is not None and draft.until != page and draft.ended
        opens = opening(flow.text).end and not (draft and draft.stated)
        begins = self.fresh or self.credits or self.jumps or self.stated or opens
        if draft is None or draft.closed or turned or (begins and (draft.paragraphs or not draft.captions)):
            draft = self._open(page)
        elif stretch.runs_on and not draft.ended:
            flow = join([draft.paragraphs.pop(), flow])
        draft.add(flow)
        draft.until = stretch.lines[-1].page
        self.fresh = False

    def _open(self, page: int) -> Draft:
        opened = bool(self.credits) or self.stated
        draft = Draft(page=page, until=page, opened=opened, stated=self.stated, told=self.told)
        for flow, names, dateline in self.credits:
            draft.credit(flow, names)
            draft.dateline = draft.dateline or dateline
        headed = bool(self.sequence) and isinstance(self.sequence[-1], Heads)
        for flow, jump in self.jumps:
            draft.take_up(flow, jump, headed)
        self.credits, self.jumps, self.stated, self.told = [], [], False, None
        self.sequence.append(draft)
        return draft

    def _close(self, line: Line) -> None:
        draft = self.last
        close = line.close
        if draft and (
            not draft.closed
            or (close.jump and not draft.continued)
            or (close.credits and not draft.names)
            or (close.done and not draft.done)
        ):
            draft.close(line.flow, line.close)
        elif self.sequence and line.close.credits:
            self._credit(line, line.close.credits)

    def _credit(self, line: Line, names: tuple[Credit, ...]) -> None:
        draft = self.last
        if draft and draft.noted and not draft.names:
            draft.credit(line.flow, names)
            draft.opened = True
        elif draft and not draft.closed and (self.signed.trailing or line.flow.at[0] in self.signed.authors):
            draft.close(line.flow, Closing(0, names))
        else:
            self.credits.append((line.flow, names, ""))

    def settle(self) -> None:
        """Give bylines that no body followed to the article above, if it has none."""
        draft = self.last
        for flow, names, _ in self.credits:
            if draft and not draft.names:
                draft.credit(flow, names)
