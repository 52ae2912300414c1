"""What stands in boxes beside the news: indexes of other pages, the weather, advertisements and classified notices,
calls for contributions."""

import itertools
import re
from collections.abc import Iterator, Sequence, Set

from service.bylines import parse_byline
from service.datelines import is_dateline
from service.days import DAY
from service.display import OFFICE
from service.furniture import FORECAST, POINTED, SECTION
from service.lines import Line
from service.stated import sent

_INDEX = re.compile(
    "[今本]?[日期版报天]?(?:要闻|新闻|版面|内容|精彩|要聞|新聞)?(?:导读|目录|看点|提要|导航|索引|導讀|目錄|提要)"
)
TITLE = 3  # lines of a title in an index
_PROSE = re.compile("[。；]")
_RUNS = re.compile("[，。；]")
# What heads a box: the forecast, numbers drawn, small advertisements.
_FORECAST_HEAD = (
    r"(?:[今明]日|今[天明](?:两天)?|明天|[本一][周週]|周末|近[日期]|未来[一二三四五六七两3-7]天|各地|(?:主要)?城市|本[市县地]"
    r"|[我全][市县省国國台]|市区|城区|[㐀-鿿]{2,3}[市县区州])*"
    r"(?:天[气氣]|[气氣]象)(?:[预預][报報]|概[况況]|信息|趋势|服[务務]|提示)?"
)
_BOX = re.compile(
    rf"{_FORECAST_HEAD}|天文[台臺][预預][测測報报]"
    r"|(?:.{0,8}(?:[开開][奖獎]|攪珠|派彩)(?:[结結]果|[号號][码碼]|公告|信息)|分[类類]小?[广廣]告|小[广廣]告|小[檔档]案)$"
)
# What stands in boxes and lists: the weather, lotteries, whom to call.
_SERVICE = re.compile(
    r"天[气氣]|气温|℃|[风風]\s?\d|空气质量|双色球|大乐透|排列\s?[35三五]|[福体]彩|[开開][奖獎]|攪珠|[号號][码碼]"
    r"|[热熱][线線]|[电電][话話]|限行|[订定]价|^徵[ 　]|[意面]洽|洽[ 　]|^供[水电热气]|^燃气|\d{3,4}-\d{7,8}"
)
# What a table of prices is called: 主要批发市场价格, 表1 塘头价, 今日金价一览.
_QUOTED = re.compile(
    r"(?:价格?|價格?|行情|牌[价價]|报价|報價|汇率|匯率|指[数數]|[价價]目)(?:行情|信息|参考|监测|动态|对比|周报|日报|快[报讯递])?(?:一[览覽])?表?(?:[（(][^（）()]*[）)])?$"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")  # behind a title: where and in what things are counted
LISTED, LISTING, SERVICES = 8, 20, 3  # lines of a list, characters of each at most, and how many say what it is
_PLACE = re.compile(r"[㐀-鿿]{2,4}(?:[:：]|(?=今[天日晚]|明[天日]|白天|夜间|晴|阴|多云))")
_ADVERTISED = re.compile(r"[（(·【\[]?(?:公益)?广告[）)·】\]]?")
_ADDRESS, _TELEPHONE = (
    re.compile(r"(?:地址|厂址|店址|地点)[:：]"),
    re.compile(r"(?:电话|热线|手机|专线)[:：]|\d{3,4}-\d{7,8}"),
)
_IMPRINT = re.compile("社址|本报地址|编辑部|责编|责任编辑|邮发")
_ADVERT = re.compile("(?:诚聘|招聘|招租|出租|出售|转让|征婚|招商|招生|拍卖)(?:启事|启示|信息|公告|简章|广告)?")
_LOST = re.compile(
    "(?:遗失|丢失|不慎遗失)[^。]*(?:作废|声明)|(?:本院|法院)(?:已)?(?:依法)?受理.*(?:送达|缺席)|债权人.*申报债权|清算组"
)
_LOST_HEAD = re.compile("(?:遗失|挂失|遗失作废)?(?:声明|启事)|(?:人民)?法院公告|公告(?:送达|栏)|声明公告")
_SMALL_HEAD = re.compile(
    "[【\\[](?:公[ 　]*告|通[ 　]*[知告]|[启啟][ 　]*事|[声聲][ 　]*明)[】\\]]"
)  # says nothing itself
_LOST_OPENS = re.compile("遗失|丢失|本院.{0,4}受理|经(?:本?公司)?(?:股东|成员|社员|全体|董事|合伙人)")
_WANTED = re.compile(
    "(?:低价|急|诚|长期|现|因[^，。]{2,6})?(?:出售|求购|求租|出租|招租|转让|收购|招聘|急聘|诚聘|聘|寻找|寻|承接|供应|征婚)(?![^，。]{0,20}(?:的|了))"
)
_DIALLED = re.compile(r"\d{3,4}[-－—]\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?:电话|手机|联系)[:：]?\s*\d{6,}")
LONGEST_WANTED = 4  # lines of a small advertisement
LONGEST_LOST, LONGEST_NOTICE = 8, 40  # lines of a classified notice, and of one that an office signs
_NOTICED = re.compile(
    "[^，。；：]{0,24}(?:出让|拍卖|变卖|竞[买价拍]|招标|中标|采购|招租|招商|转让|注销|减资|清算|合并|分立|解散|催收|送达)"
    "[^，。；：]{0,12}(?:公告|公示|通告|通知|预告|启事)"
)
_CALL = re.compile(
    "(?=.*(?:[来來]稿|投稿|[征徵]稿|[赐賜]稿))"
    "(?=.*(?:[欢歡]迎|[征徵]集|敬[请請]|[请請][发發]|[请請]寄|[请請][注註]明|文[责責]自[负負]|稿[酬费費]|一稿多投|[删刪]改|本[版报刊報]邮箱))"
)
_CALLED = re.compile(
    "(?:[征徵]稿|[约約]稿)(?:启事|啟事|通知|函)?|稿[约約]|(?:[征徵]稿|投稿)[须須]知"
    "|本[版报報刊栏欄](?:[启啟]事|敬告)|[本小]?[版报報刊栏欄]{1,2}(?:[欢歡]迎|[征徵]|[长長]期|面向|[“《「])|[欢歡]迎"
)
_OFFERED = re.compile(
    "(?:[请請]|[欢歡]迎|有意者|可)(?:[^，。]{0,8}(?:[预預][约約]|[报報]名|登[记記]|[咨諮][询詢]|洽[询詢]?|索取|[联聯][系絡络]|[来來致去]电|[来來致]電)[^，。]{0,6})[。！]?$"
)
_OWN_HEAD = re.compile(
    "(?:[启啟][ 　]*事|公[ 　]*告|通[ 　]*[知告]|敬[ 　]*告|勘[ 　]*[误誤])"
)  # which says nothing itself
_OWN = re.compile("(?:应.{2,8}要求，|因[^，。]{2,16}，)?本[报報刊版](?!讯|訊|记者|記者|[㐀-鿿]{0,4}[消通])")
_BY_PAPER = re.compile("(?:^|(?<=[。！？])[ 　]*)本[报報刊社][㐀-鿿]{0,6}$")  # who signs
# What it said wrong: 更正：昨日A3版…应为…, 上期勘误：…
_CORRECTS = re.compile("[【\\[（(]?[㐀-鿿]{0,4}(?:更正|勘误|勘誤)[】\\]）)]?[：:]")
_WRONG = re.compile("[应應][为為是作]|有[误誤]|[误誤][为為写寫作]|之[误誤]|特此[更订訂]正")
LONGEST_BOX, LONGEST_CALL = 15, 8  # lines
SAID = 2  # sentences of an advertisement


def boxes(lines: Sequence[Line], rows: Set[int]) -> set[int]:
    """Which lines of a page are of such boxes. `rows` are where the rows of tables begin, which a box may have only
    below its title."""
    found = _indexes(lines) | _classified(lines) | _wanted(lines) | _calls(lines, rows) | _offers(lines)
    found |= _own(lines) | _corrections(lines)
    for block in _blocks(lines):
        if _is_advertisement([_bare(lines[at].clean) for at in block]):
            found |= set(block)
    return (
        {at for at in found if lines[at].flow.at[0] not in rows}
        | _services(lines)
        | _markets(lines, rows)
        | _notices(lines)
    )


def _markets(lines: Sequence[Line], rows: Set[int]) -> set[int]:
    """Tables of what things cost on the market, with the lines over them that say so."""
    found: set[int] = set()
    start = 0
    for at in range(1, len(lines) + 1):
        row = at < len(lines) and lines[at].flow.at[0] in rows
        if row and lines[at - 1].flow.at[0] not in rows:
            start = at
        elif not row and lines[at - 1].flow.at[0] in rows:
            heads = itertools.takewhile(lambda index: _is_title(lines[index]), range(start - 1, max(-1, start - 4), -1))
            titles = [index for index in heads if _QUOTED.search(_bare(lines[index].clean))]
            found |= set(range(titles[-1], at)) if titles else set()
    return found


def _is_title(line: Line) -> bool:
    return not (_RUNS.search(_ASIDE.sub("", line.clean)) or line.ends or line.closes or parse_byline(line.clean))


def lists(lines: Sequence[Line], rows: Set[int]) -> set[int]:
    """Which lines are of a list beside the news without a title: the weather, numbers drawn, telephones."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line and len(line.clean) <= LISTING and not _RUNS.search(line.clean) and line.flow.at[0] not in rows:
            run.append(index)
            continue
        services = [at for at in run if _SERVICE.search(lines[at].clean)]
        told = bool(run) and run[0] > 0 and lines[run[0] - 1].clean.endswith("：")
        if len(services) >= SERVICES and not told:
            label = [services[0] - 1] if services[0] - 1 in run and len(lines[services[0] - 1].clean) <= SECTION else []
            within = [*label, *(at for at in run if services[0] <= at <= services[-1])]
            found |= set(within) if len(within) >= LISTED else set()
        run = []
    return found


def is_advertised(text: str) -> bool:
    """Whether a line says that what stands with it is an advertisement."""
    return bool(_ADVERTISED.fullmatch(_bare(text)))


def _bare(text: str) -> str:
    """The text without spaces and ornaments."""
    return re.sub(r"[\s◆■●▲▼★☆◎○□►▶]", "", text)


def _blocks(lines: Sequence[Line]) -> Iterator[range]:
    """The runs of lines of one column that white lines part."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].blank or lines[at].left != lines[at - 1].left:
            if at - start <= LONGEST_BOX:
                yield range(start, at)
            start = at


def _indexes(lines: Sequence[Line]) -> set[int]:
    """The titles and page numbers below the word for an index, whichever stands first."""
    found: set[int] = set()
    for head, line in enumerate(lines):
        if not _INDEX.fullmatch(_bare(line.clean)):
            continue
        last = head
        for at in range(head + 1, len(lines)):
            if lines[at].left != line.left or _PROSE.search(lines[at].clean) or parse_byline(lines[at].clean):
                break
            if POINTED.search(lines[at].clean):
                last = at
            elif at - last > TITLE:
                break
        found |= set(range(head + 1, last + 1))
        numbered = last > head and POINTED.fullmatch(lines[head + 1].clean.strip())
        if numbered and last + 1 < len(lines) and lines[last + 1].left == line.left and not lines[last + 1].blank:
            found.add(last + 1)
    return found


def _services(lines: Sequence[Line]) -> set[int]:
    """Boxes with a title: what follows it in its line and below, to a white line or, where none follows or the title's
    line tells something itself, to the last line that tells of what such boxes have."""
    found: set[int] = set()
    for head, line in enumerate(lines):
        text = re.sub(r"[\s◆■●▲▼★☆【】\[\]|·—]", "", line.clean)
        title = _BOX.match(text)
        told = text[title.end() :].lstrip("：") if title else ""
        within = head > 0 and not line.blank and not lines[head - 1].ends and _RUNS.search(lines[head - 1].clean)
        if not title or within or (told and not _is_forecast(told)):
            continue
        end = head + 1
        while end < len(lines) and lines[end].left == line.left and _goes_on(lines[end]):
            end += 1
        parted = not told and (end == len(lines) or lines[end].blank)
        while not parted and end > head + 1 and not _tells(lines[end - 1]):
            end -= 1
        if told or end > head + 1:
            found |= set(range(head, end))
    return found


def _goes_on(line: Line) -> bool:
    """Whether a box has the line below others: it is of a forecast or, with no white above, tells of what boxes have or
    is no sentence."""
    return _is_forecast(line.clean) or (not line.blank and (_tells(line) or not _RUNS.search(line.clean)))


def _tells(line: Line) -> bool:
    return bool(_SERVICE.search(line.clean)) or _is_forecast(line.clean)


def _is_forecast(text: str) -> bool:
    bare = text.rstrip("。").strip()
    told = bare.replace("。", "，")
    return bool(FORECAST.fullmatch(told) or FORECAST.fullmatch(_PLACE.sub("", told, count=1)))


def _classified(lines: Sequence[Line]) -> set[int]:
    """Notices of what was lost, of companies to their creditors, of courts that serve a writ, and short ones that an
    office signs under 【公告】, with the words over them and who signs."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        told = at > 0 and bool(_SMALL_HEAD.fullmatch(lines[at - 1].clean))
        if at in found or not (told or _LOST_OPENS.search(line.clean)) or is_dateline(line.clean):
            continue
        ending = next((end for end in range(at, min(len(lines), at + LONGEST_LOST)) if lines[end].ends), at)
        text = "".join(each.clean for each in lines[at : ending + 1])
        signed = ending + 1 < len(lines) and OFFICE.fullmatch(_bare(lines[ending + 1].clean))
        if not (_LOST.search(text) or (told and signed)) or len(re.findall("[。！？]", text)) > SAID:
            continue
        begun = at > 0 and not line.blank and not lines[at - 1].ends and not _heads_notice(lines[at - 1])
        first = at - begun
        while first and _heads_notice(lines[first - 1]):
            first -= 1
        found |= set(range(first, ending + 1 + bool(signed)))
    return found


def _wanted(lines: Sequence[Line]) -> set[int]:
    """Small advertisements: what is offered or asked for, up to the telephone number."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if not _WANTED.match(_bare(line.clean)):
            continue
        text = ""
        for last in range(at, min(len(lines), at + LONGEST_WANTED)):
            text += lines[last].clean
            if _DIALLED.search(text):
                headed = at > 0 and len(_bare(lines[at - 1].clean)) <= SECTION and _is_title(lines[at - 1])
                found |= set(range(at - headed, last + 1))
            if lines[last].ends or _DIALLED.search(text):
                break
    return found


def _notices(lines: Sequence[Line]) -> set[int]:
    """Notices of what is sold, let or wound up, from the title, and whose it is above that, to the day below
    who signs it. An office's site states when it published one: there it is what the page is about."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if at in found or not _NOTICED.fullmatch(_bare(line.clean)):
            continue
        for last in range(at + 1, min(len(lines), at + LONGEST_NOTICE)):
            text = lines[last].clean
            if parse_byline(text) or is_dateline(text) or sent(text):
                break
            if re.fullmatch(DAY, _bare(text)) and OFFICE.fullmatch(_bare(lines[last - 1].clean)):
                owned = at > 0 and OFFICE.fullmatch(_bare(lines[at - 1].clean))
                found |= set(range(at - bool(owned), last + 1))
                break
    return found


def _heads_notice(line: Line) -> bool:
    text = _bare(line.clean)
    return any(form.fullmatch(text) for form in (_LOST_HEAD, _NOTICED, _ADVERTISED, _SMALL_HEAD))


def _is_advertisement(texts: Sequence[str]) -> bool:
    """Whether a block says that it is one, begins as those do that offer work or goods, or is an address and telephone
    below nothing that is told."""
    if len(texts) < 2 or any(is_dateline(text) or parse_byline(text) for text in texts):
        return False
    whole = "".join(texts)
    if _ADVERT.fullmatch(texts[0]) or (
        any(map(is_advertised, (texts[0], texts[-1]))) and len(re.findall("[。！？]", whole)) <= SAID
    ):
        return True
    reached = _ADDRESS.search(whole) and _TELEPHONE.search(whole)
    return bool(reached) and not _PROSE.search(whole) and not _IMPRINT.search(whole)


def _own(lines: Sequence[Line]) -> set[int]:
    """Notices that a paper gives of itself, from the title to the last sentence: when it comes out, whom to call."""
    found: set[int] = set()
    for at, line in enumerate(lines[:-1]):
        if not (_OWN_HEAD.fullmatch(line.clean) and _OWN.match(lines[at + 1].clean)):
            continue
        for last in range(at + 1, min(len(lines), at + LONGEST_CALL)):
            text = lines[last].clean
            if lines[last].left != line.left or (last > at + 1 and lines[last].blank):
                break
            if parse_byline(_BY_PAPER.sub("", text)) or is_dateline(text):
                break
            if lines[last].ends or _BY_PAPER.search(text):
                found |= set(range(at, last + 1))
    return found


def _corrections(lines: Sequence[Line]) -> set[int]:
    """What papers and agencies say that they had wrong, in the sentence behind that word."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        last = next((end for end in range(at, min(len(lines), at + LONGEST_WANTED)) if lines[end].ends), at)
        if _CORRECTS.match(line.clean) and _WRONG.search("".join(each.clean for each in lines[at : last + 1])):
            found |= set(range(at, last + 1))
    return found


def _offers(lines: Sequence[Line]) -> set[int]:
    """What an office offers to readers, below a title as short as a section's: it ends with how to come by it."""
    found: set[int] = set()
    for block in _blocks(lines):
        title, text = lines[block[0]], "".join(lines[at].clean for at in block[1:])
        short = 1 < len(block) <= LONGEST_WANTED and len(_bare(title.clean)) <= SECTION and _is_title(title)
        told = is_dateline(text) or any(parse_byline(lines[at].clean) for at in block)
        if short and not told and _OFFERED.search(text) and len(re.findall("[。！？]", text)) <= SAID:
            found |= set(block)
    return found


def _calls(lines: Sequence[Line], rows: Set[int]) -> set[int]:
    """What asks readers for contributions, from its title or first word to the end of a sentence that says how."""
    found: set[int] = set()
    for first, line in enumerate(lines):
        above = lines[first - 1] if first else None
        begins = above is None or line.blank or above.ends or above.closes or above.left != line.left
        begins = begins or (above is not None and above.flow.at[0] in rows)
        if first in found or not begins or not _CALLED.match(_bare(line.clean)):
            continue
        text = ""
        for last in range(first, min(len(lines), first + LONGEST_CALL)):
            text += _bare(lines[last].clean)
            whole = last + 1 == len(lines) or lines[last + 1].blank or lines[last + 1].left != line.left
            if _CALL.search(text) and (whole or lines[last].ends):
                found |= set(range(first, last + 1))
                break
            if whole:
                break
    return found
