"""Records of a newspaper archive as plain text: each field on a line of its own behind its name, then the text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.days import day
from service.furniture import recognise
from service.jumps import page_number
from service.readers.reading import Limits, Reading
from service.records import Block, Metadata, Role, Span

_ROLES = {
    name: role
    for role, names in (
        (Role.TITLE, "标题 題目 题目 题名 篇名 標題 正题 主标题"),
        (Role.KICKER, "引题 肩题 眉题 引題 肩題 眉題"),
        (Role.DECK, "副题 副标题 副題 副標題"),
        (Role.BYLINE, "作者 记者 記者 责任者"),
        (Role.CAPTION, "图片说明 图片标题 图说 图注 照片说明 圖片說明"),
    )
    for name in names.split()
}
_FACTS = {
    name: fact
    for fact, names in (
        ("published", "日期 出版日期 发布日期 发表日期 发布时间 发稿时间 报纸日期"),
        ("placement", "版次 版面 版号 版名"),
        ("publisher", "报纸 报纸名称 报名 媒体 報紙"),
        ("source", "来源 出处"),
        ("", "专栏 栏目 分类 类别 专题 欄目 字数 关键词 主题词 期号 发稿编号 稿件编号 稿件序号 稿号"),
    )
    for name in names.split()
}
_BODIES = frozenset("正文 内容 全文 內容 原文".split())
_NAMES = "|".join(sorted([*_ROLES, *_FACTS, *_BODIES], key=len, reverse=True))
# 【标题】…, [标题]…, 标题：…, 标题=…, <标题>…</标题>, and <标题>=…,
# in which programs that export give any name to what they hold.
_FIELD = re.compile(
    rf"^[ \t　]*(?:【(?P<mark>{_NAMES})】|\[(?P<square>{_NAMES})\]|<(?P<tag>[㐀-鿿\w]{{2,12}})>[ \t]*="
    rf"|<(?P<element>{_NAMES})>|(?P<equal>{_NAMES})[ 　]*=|(?P<plain>{_NAMES})[ 　]*[:：])[ \t　]*",
    re.MULTILINE,
)
# What a program prints between two records.
_BETWEEN = re.compile(
    r"^[ \t　]*(?:第\s*\d+\s*条[，/\s　共\d条]*|返回(?:目录|列表).*|打印本文.*|</?REC(?:ORD)?>"
    r"|--[ \t].*(?=\s*(?:</?REC|\Z))|[=\-*#—－~]{3,})$",
    re.MULTILINE | re.IGNORECASE,
)
# A line, or what stands in one from an indent behind a sentence on.
_LINE = re.compile(r"[ \t　]*(?:(?!(?<=[。！？”’）…：])　　)[^\n\f])*\S")
_PROSE = re.compile("[，。；].*[，。；]", re.DOTALL)


def is_labelled(text: str) -> bool:
    """Whether a text is made of such records: nothing that reads like an article stands before the first field, and a
    title stands before a body."""
    fields = list(_FIELD.finditer(text))
    names = [_name(field) for field in fields]
    titles = [at for at, name in enumerate(names) if _ROLES.get(name) is Role.TITLE]
    bodies = [at for at, name in enumerate(names) if name in _BODIES]
    return bool(titles and bodies) and titles[0] < bodies[0] and not _PROSE.search(text[: fields[0].start()])


def read(text: str, limits: Limits) -> Reading:
    """An article for each record; what stands before the first, and between two, is furniture. Raises TooLarge."""
    fields = list(_fields(text))
    ends = [*(field.start() for field in fields[1:]), len(text)]
    blocks = list(_lines(text, 0, fields[0].start(), Role.FURNITURE, None))
    metadata: dict[int, Metadata] = {}
    number, seen = 0, set[str]()
    for field, end in zip(fields, ends, strict=True):
        name = _name(field)
        # 字数 and the like may also end a record, and what stands under its photographs.
        if name in seen or (seen & _BODIES and not _may_end(name)):
            number, seen = number + 1, set()
        if not seen:
            metadata[number] = Metadata()
            limits.check("articles", number + 1)
        seen.add(name)
        after = _BETWEEN.search(text, field.end(), end)
        closed = text.find(f"</{name}>", field.end(), end)
        stop = min(after.start() if after else end, closed if closed >= 0 else end)
        fact, role = _FACTS.get(name, ""), _ROLES.get(name)
        value = field.end() if name in _BODIES or role or fact else field.start()  # 字数：12 is no page's number
        blocks += [Block(Span(field.start(), value), Role.FURNITURE)] if value > field.start() else []
        if name in _BODIES:
            blocks += _paragraphs(text, value, stop, number)
        elif role:
            blocks += _lines(text, value, stop, role, number)
        else:
            metadata[number] = _told(metadata[number], fact, " ".join(text[field.end() : stop].split()))
            blocks += _lines(text, value, stop, Role.FURNITURE, None)
        blocks += _lines(text, stop, end, Role.FURNITURE, None)
    return Reading(text, tuple(blocks), (Span(0, len(text)),), metadata)


def _fields(text: str) -> Iterator[re.Match[str]]:
    """The fields. Within a body 记者：… and [记者] are questions: only a title or what the first record opens with is a
    field that has nothing but a colon."""
    opening, within = "", False
    for field in _FIELD.finditer(text):
        name = _name(field)
        opening = opening or name
        asked = field["plain"] or (field["square"] and _ROLES.get(name) is Role.BYLINE)
        if not within or not asked or name == opening or _ROLES.get(name) is Role.TITLE:
            within = name in _BODIES
            yield field


def _name(field: re.Match[str]) -> str:
    return next(name for name in field.groups() if name)


def _may_end(name: str) -> bool:
    return _ROLES.get(name) is Role.CAPTION or (name not in _ROLES and not _FACTS.get(name))


def _told(known: Metadata, fact: str, value: str) -> Metadata:
    if fact == "published":
        return replace(known, published=day(value) or known.published)
    if fact == "placement":
        number = re.search(r"[A-Z]?\d+", value)
        return replace(known, placement=f"p.{page_number(number[0])}") if number else known
    named = fact == "publisher" or (fact == "source" and not known.publisher)  # 来源：读者来信 is no paper
    return replace(known, publisher=value) if named and value else known


def _lines(text: str, start: int, end: int, role: Role, article: int | None) -> Iterator[Block]:
    for line in re.finditer(r"[^\n\f]*\S", text[start:end]):
        begin = start + line.start() + len(line[0]) - len(line[0].lstrip())
        yield Block(Span(begin, start + line.end()), role, article)


def _paragraphs(text: str, start: int, end: int, article: int) -> Iterator[Block]:
    """The paragraphs of a body: a new one where a line is indented or a white one stands before it, or, where no line
    is, at every line. A program that exports a body as one line leaves the indents in it."""
    lines = list(_LINE.finditer(text[start:end]))
    indented = any(re.match(r"[ \t　]{2,}|　", line[0]) for line in lines[1:])
    opened: int | None = None
    last = start
    for line in lines:
        shown = start + line.start() + len(line[0]) - len(line[0].lstrip())
        white = text.count("\n", last, shown) > 1
        opens = not indented or white or line[0][0].isspace() or recognise(line[0].strip(), False) is not None
        if opened is not None and opens:
            yield Block(Span(opened, last), Role.PARAGRAPH, article)
            opened = None
        opened = shown if opened is None else opened
        last = start + line.end()
    if opened is not None:
        yield Block(Span(opened, last), Role.PARAGRAPH, article)
