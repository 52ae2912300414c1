"""Records of a newspaper archive as plain text: each field on a line of its own behind its name, then the text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.days import day
from service.furniture import recognise
from service.readers.reading import Limits, Reading
from service.records import Block, Metadata, Role, Span

_ROLES = {
    name: role
    for role, names in (
        (Role.TITLE, "标题 題目 题目 题名 篇名 標題 正题 主标题"),
        (Role.KICKER, "引题 肩题 眉题 引題 肩題 眉題"),
        (Role.DECK, "副题 副标题 副題 副標題"),
        (Role.BYLINE, "作者 记者 記者 责任者"),
    )
    for name in names.split()
}
_FACTS = {
    name: fact
    for fact, names in (
        ("published", "日期 出版日期 发布日期 发表日期 发布时间 发稿时间 报纸日期"),
        ("placement", "版次 版面 版号 版名"),
        ("publisher", "报纸 报纸名称 报名 媒体 来源 出处 報紙"),
        ("", "专栏 栏目 分类 类别 专题 欄目 字数 关键词 主题词 期号 发稿编号 稿件编号 稿件序号 稿号"),
    )
    for name in names.split()
}
_BODIES = frozenset("正文 内容 全文 內容 原文".split())
_NAMES = "|".join(sorted([*_ROLES, *_FACTS, *_BODIES], key=len, reverse=True))
_FIELD = re.compile(rf"^[ \t　]*(?:【({_NAMES})】|({_NAMES})[ 　]*[:：])[ \t　]*", re.MULTILINE)
# What a program prints between two records.
_BETWEEN = re.compile(
    r"^[ \t　]*(?:第\s*\d+\s*条[，/\s　共\d条]*|返回(?:目录|列表).*|打印本文.*|[=\-*#—－~]{3,})$", re.MULTILINE
)
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
        # 字数 and the like may also end a record.
        if name in seen or (seen & _BODIES and _FACTS.get(name) != ""):
            number, seen = number + 1, set()
        if not seen:
            metadata[number] = Metadata()
            limits.check("articles", number + 1)
        seen.add(name)
        blocks.append(Block(Span(field.start(), field.end()), Role.FURNITURE))
        if name in _BODIES:
            after = _BETWEEN.search(text, field.end(), end)
            stop = after.start() if after else end
            blocks += _paragraphs(text, field.end(), stop, number)
            blocks += _lines(text, stop, end, Role.FURNITURE, None)
        elif name in _ROLES:
            blocks += _lines(text, field.end(), end, _ROLES[name], number)
        else:
            value = " ".join(text[field.end() : end].split())
            metadata[number] = _told(metadata[number], _FACTS[name], value)
            blocks += _lines(text, field.end(), end, Role.FURNITURE, None)
    return Reading(text, tuple(blocks), (Span(0, len(text)),), metadata)


def _fields(text: str) -> Iterator[re.Match[str]]:
    """The fields. Within a body only a name in brackets, a title, or what the first record opens with, is one: 记者：…
    is a question."""
    opening, within = "", False
    for field in _FIELD.finditer(text):
        name = _name(field)
        opening = opening or name
        if not within or field[1] or name == opening or _ROLES.get(name) is Role.TITLE:
            within = name in _BODIES
            yield field


def _name(field: re.Match[str]) -> str:
    return field[1] or field[2]


def _told(known: Metadata, fact: str, value: str) -> Metadata:
    if fact == "published":
        return replace(known, published=day(value) or known.published)
    if fact == "placement":
        number = re.search(r"[A-Z]?\d+", value)
        return replace(known, placement=f"p.{number[0]}") if number else known
    return replace(known, publisher=value) if fact else known


def _lines(text: str, start: int, end: int, role: Role, article: int | None) -> Iterator[Block]:
    for line in re.finditer(r"[^\n\f]*\S", text[start:end]):
        begin = start + line.start() + len(line[0]) - len(line[0].lstrip())
        yield Block(Span(begin, start + line.end()), role, article)


def _paragraphs(text: str, start: int, end: int, article: int) -> Iterator[Block]:
    """The paragraphs of a body: a new one where a line is indented or a white one stands before it, or, where no line
    is, at every line."""
    lines = list(re.finditer(r"[^\n\f]*\S", text[start:end]))
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
