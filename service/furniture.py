"""What a page carries that is no article: mastheads, page numbers, imprint, telephone lines, weather, labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from service.bylines import parse_byline
from service.datelines import AGENCY
from service.days import DAY, day
from service.electronic import surrounds
from service.flow import REMEMBERED
from service.jumps import find_jump, page_number
from service.patterns import any_of
from service.roles import DESK
from service.stated import keyed, published_by

_WEEKDAY = r"(?:[（(]?(?:星期|周|週)[一二三四五六日天][）)]?)"
_LUNAR = (
    r"(?:(?:农历|農曆|夏历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?"
    r"(?:闰|閏)?[正一二三四五六七八九十冬腊臘]{1,2}月(?:初|十|廿|二十|三十)?[一二三四五六七八九十]?(?:日)?"
    r"|(?:农历|農曆)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)"
)
_TERM = (
    r"(?:[立][春夏秋冬]|雨水|惊蛰|春分|清明|谷雨|小满|芒种|夏至|小暑|大暑|处暑"
    r"|白露|秋分|寒露|霜降|小雪|大雪|冬至|小寒|大寒)"
)
_MONTH = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月")  # its day stands in large type beside it
_MONTH_DAY = r"(\d{1,2})\s*月\s*(\d{1,2})\s*"
_APART = r"[\s/／|｜·，]*"
_DATE_PART = re.compile(
    rf"(?:今[天日]是)?(?:{_WEEKDAY}{_APART})?(?:{DAY}|\d{{1,2}}月\d{{1,2}}日(?={_APART}{_WEEKDAY}))?{_APART}{_WEEKDAY}?{_APART}"
    rf"(?:{_LUNAR})?{_APART}(?:(?:[今明]日|[今明]天|次日)?{_TERM})?"
)
_NUMBER = r"[0-9０-９]{1,3}|[A-ZＡ-Ｚ][0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_PLACE = re.compile(
    rf"[■●\s]*(?:第?\s*({_NUMBER}|头)\s*版|([0-9０-９]{{1,2}}|[A-ZＡ-Ｚ]\s?[0-9０-９]{{1,2}})\s*版?)[\s:：·|/／]*([㐀-鿿·]{{2,9}})?"
    rf"|([㐀-鿿·]{{2,6}})[\s:：|/／]*(?:第\s*({_NUMBER})\s*版|([0-9０-９]{{1,2}}|[A-Z][0-9０-９]{{1,2}})\s*版?)"
)
_APART_FROM = re.compile("版[^㐀-鿿]|[^㐀-鿿]第")  # a page's number and a section that no list has
_MASTHEAD = re.compile(
    r"《?([㐀-鿿]{2,8}(?:日报|日報|校报|院报|学报|晚报|晚報|时报|時報|周报|周報|周刊|週刊|旬刊|月刊|晨报|新闻|新聞|商报|导报|特刊|快报)"
    r"|今日(?!导读|天气|气温|关注|头条|要闻|推荐|提示|视点|话题|看点|热点|优惠|出版)[㐀-鿿]{2,3}(?<!版)"
    r"|(?![^报報]*(?:预报|喜报|海报|简报|通报|公报|警报|情报|汇报|战报|捷报|年报|月报|申报|举报|[預喜海簡通公警情匯戰捷年月申舉]報|成绩|大字|[订訂][阅閱]本))(?:中[国國華华])?[㐀-鿿]{2,4}(?<!本)[报報])》?(?:数字报刊?(?:平台|系统)?|电子报刊?(?:平台)?|数字版|电子版|(?:全文|图文)?数据库(?:（[^）]*）)?)?"
)
# The paper's and the account's names side by side, in a masthead's lettering: 青岚日报青岚发布.
_TWICE_NAMED = re.compile("(([㐀-鿿]{2,3})(?:日报|晚报|时报|新闻|报))(?:掌上)?\\2(?:发布|融媒|头条)")
_WEEKEND = re.compile(r"(p\.\S+) ([㐀-鿿]{2}周末)")  # a weekly, where no paper is named beside it
# Which issue a weekly is, and when that comes out: 2023年第31期（8月7日出版）, 2023年8月7日出版
_ISSUE = re.compile(
    rf"(\d{{4}})年?\s*(?:第\s*\d{{1,4}}\s*[期号號]|{_MONTH_DAY}日?\s*(?:出版|出刊))"
    rf"(?:\s*[（(]?\s*{_MONTH_DAY}日?\s*(?:出版|出刊)?\s*[）)]?)?(?:\s*[（(]?[总總]第?\s*\d+\s*[期号號][）)]?)?"
)
_LATIN_LINE = re.compile(r"[A-Za-z0-9 .,:;@/|&'()+-]+")
_LATIN = re.compile(r"(?!\S+\.\S+\.)[A-Z][A-Za-z .&'-]{3,40}")
_SPONSOR = re.compile(
    r"[^，。]{2,24}?(?:\s*(?:主办|主辦|主管|承办|协办|出品|编印|編印)"
    r"|(?:[社会會委部局处院馆台府]|中心|集团|公司|办公室|大学|\s)\s*出版)|(?:主办|主管|主辦|出版)(?:单位)?[:：][^，。]{2,40}"
    r"|中共[^，。]{2,14}(?:委|委员会)(?:机关报|機關報|主管主办)"
)
_MAKERS = r"印刷厂|责任编辑|責任編輯|美術編輯|美术编辑|版式设计|版式|期数|期號|邮政编码|技术支持"
# How to reach them: with a number or an address behind it (市长热线：… is a headline), or on the next line.
_REACHED = r"热线|熱線|邮箱|信箱|投稿|广告部|[专專][线線]|(?:热线|监督|举报|咨询|服务|联系|值班)电话"
_COUNSEL = r"法律顾问[:：\s　]\s*(?:[㐀-鿿](?:[ 　]?[㐀-鿿]){1,2}(?=$|[\s　、])|[^，。]{2,20}(?:律师|事务所))"
_OFTEN = re.compile(r"(?:每|逢)[周旬月日]\S{0,8}出版$")
_HAN_DIGITS = "〇零○一二三四五六七八九十百千"
_PRICE = (
    r"(?<![㐀-鿿])(?:零售|每份|每[月季年]|[月季年全][价價]|[全半]年|[报報定订訂售]?[价價])+(?:[零售]?[定订訂][价價]|每?份|为)?"
    rf"[\s　:：]*[{_HAN_DIGITS}\d.]+\s*[元角分](?![㐀-鿿])"
)
# Whose editors an imprint names: 《青岚新闻》编辑部.
_MADE_BY = re.compile(
    r"^《([㐀-鿿]{2,8})》(?:编辑部|编委会|报社|杂志社|发行部|社)(?=$|[\s:：]|电话|地址|出版|主办|编印)"
)
_IMPRINT = re.compile(
    "|".join(
        (
            # what the paper is registered as, and what it costs
            r"连续出版物|連續出版物|(?:邮发|国外|郵發)代[号號]|^代[号號]\s*[:：]?\s*\d+[-—－一]\d+$|郵發代號|统一刊号|統一刊號|内部资料|准印证|准字第?\s?\S{1,8}号|ISSN"
            r"|CN\s?\d{2}[-—]\d{2,4}|定价[:：]|版权所有|ICP备|^[©Ⓒ]"
            rf"|广告经营许可|^微信公众号[:：]|内部刊物|^内部发行$|^内部交流$|免费赠阅|降雨機率|^全年[订定]价|{_PRICE}"
            r"|保留所有权利|^(?:[發发]行人|社[長长]|總編輯|总编辑|督印人)[\s　:：]+[㐀-鿿]"
            r"|^(?:本报)?(?:社址|地址)[:：\s　]|^(?:签发|编号|稿号)[:：]\s*\d+$"
            rf"|^[【\[]?(?:{AGENCY}|[㐀-鿿]{{2,4}}通[讯訊]社)[^，。]{{0,8}}(?:通稿|电稿|电讯稿|新闻稿|发稿单)[^，。]*$"
            r"|[（(][^（）()，。]{0,20}[共总]\s*\d+\s*[条篇则則项][）)]$"
            r"|^第\s*\d+\s*页(?:[\s　/，]*共\s*\d+\s*页)?$",
            r"^(?:(?:每|逢)[周旬月日][^，。]{0,8}|(?:周|旬|月|半月|双月|季)[一二三五六]?刊?)(?:出版|发行|见报)$|^[周旬双半月日]{1,2}[一二三五六]?[报刊]$",
            r"(?:今日|本期|今天|本报今日)\s*共?\s*[\d一二三四五六七八九十]+\s*(?:版|页)|(?:总|總)第?\s*\d+\s*(?:期|号|號)"
            rf"|^[（(]?(?:[㐀-鿿]刊|专版|專版)?第\s*(?:\d+|[{_HAN_DIGITS}]+)\s*(?:期|号|號)[）)]?$",
            # who makes it, and how to reach them
            r"(?:^|[\s　])[㐀-鿿]{0,8}(?:[电電][话話]|[热熱][线線]|[专專][线線]|手[机機]|[传傳]真)[\s　:：]*"
            r"[（(]?[\d０-９][\d０-９（）() －—-]{6,}(?=$|[\s　])",
            rf"(?:{_MAKERS})\s*(?:[:：]|[(（]?\d)|{_COUNSEL}",
            rf"(?:{_REACHED})[\s　]*(?:[:：][\s　]*(?:$|[(（]?[\dA-Za-z]|[㐀-鿿]{{2,12}}\d)"
            r"|[(（]?\d[\d（）()\s-]{4,}(?=$|[\s　]))|(?:征订|订阅|读者)热线$",
            r"^[㐀-鿿]{2,8}[:：]\s*[\d（(][\d（）()\s-]{6,}$",
            _MADE_BY.pattern,
            r"^(?:印刷|承印|出版|发行|编辑部|总编室|社址|订阅|供稿)(?:单位)?[:：]|承印[:：厂]|^[㐀-鿿]{2,12}供稿$",
            r"https?://|www\.|[\w.]+@[\w.]+|^(?:本[版报刊])?(?:电话|電話|地址|邮编|传真|网址|值班电话)[:：]|QQ群?[:：\s]*\d{5,}|新闻网[:：]|^\S{2,6}\s?(?:APP|App)$|客户端下载$",
            # codes to scan, where pictures are from, lottery numbers
            r"^(?:微信)?扫一扫|^请?扫描[^，。]{0,10}(?:码|碼|$)|^(?:[^，。]{0,8}(?:微信|微博|抖音|号|客户端|APP|App|官方|报|网))?二维码$"
            r"|^官方(?:微信|微博|抖音|网站|视频号)(?:号|$|[\s　:：])",
            r"^[（(]?(?:(?:本版|文中|以上|资料)?图片(?:均)?由[^，。]{2,20}(?:提供|拍摄)|资料图片|资料图|资料照片)[）)]?$",
            r"^[（(]?[图圖]片?[／/：:][^，。]{2,20}(?:提供|翻[攝摄拍]|授[權权])[^，。]{0,8}$",
            r"(?:体彩|福彩|双色球|大乐透|七乐彩|排列[35三五])[^，。]*(?:\d[\s,+＋]*){3,}",
        )
    )
)
# Editors of a page one after the other, whatever their names.
_DESK_ROLE = rf"(?:{any_of(DESK)})"
_DESKS = re.compile(
    rf"(?:[㐀-鿿]{{2,4}}(?:中心|[組组部]))?{_DESK_ROLE}[\s:：/／|｜]*(?!{_DESK_ROLE})"
    rf"[㐀-鿿](?:[ 　]?[㐀-鿿]){{1,3}}?(?=$|[\s　|｜、;；]|{_DESK_ROLE})"
)
# One of them alone, whatever name he goes by.
_DESK_ALONE = re.compile(
    rf"(?:{_DESK_ROLE}|视频|剪辑|拍摄|配音|音频|出镜|海报)[ 　]*[:：|｜丨/／][ 　]*[^\s，。：:]{{2,4}}"
)
_BESIDE_DESKS = " 　|｜、;；"
# Nothing but the words of a forecast: 高温天气将持续一周 is a headline.
FORECAST = re.compile(
    r"(?=.{4})(?=.*(?:[天气氣晴云雲雨雪风風℃阴陰]|PM2))(?:今日|今天|今晚|今明|今晨|今早|明日|明天|后天|周[一二三四五六日末]"
    r"|星期[一二三四五六日]|本市|市区|城区|我县|全县|天气|天氣|气温|氣溫|[预預][报報]|空气质量|[湿濕]度|PM2\.5|AQI|优|良|晴|多云|多雲"
    r"|密[云雲]|阴|陰|[到转轉间間有或]|夜[间里]|白天|局部|部分"
    r"|天文[台臺](?:[预預][测測報报])?|介乎|[约約]|至|吹|和[緩缓]|清勁|清劲|[強强]|季候?[风風]|[漸渐]|大部分|部份|狂[风風]"
    r"|能[見见]度|紫外[線线]|指[數数]|百分之|[潮]?[濕湿]|[酷炎][熱热]|煙霞|烟霞|有霧|有雾|[霧雾霾]"
    r"|[小中大]?雷?[阵陣骤驟]雨|雷暴|[小中大暴]雨|[小中大]雪|偏?[东南西北東]{1,2}到?[东南西北東]{0,2}[风風]|微风|风力"
    r"|[北中南东東]部|地[区區]|沿岸|外島|大致|[间間]中|短[暂暫]|[时時](?:[间間段晴陰阴]|有)|[几幾][陣阵]|初[时時]|日[间間]|早[晚上]"
    r"|稍[后後]|午[后後]|天[晴色]|[阳陽]光|[乾干]燥|清[涼凉]|酷?[热熱]|最[高低]|相[对對]"
    r"|\d+日?|级|級|℃|°C?|度|%|[~～\-—–―/:：、，,；;．.\s　])+"
)
_LABELS = frozenset(
    (
        "要闻", "综合", "导读", "今日导读", "简讯", "简明新闻", "一句话新闻", "短讯", "新闻集萃", "本版导读", "要聞",
        "簡訊",
        "综合新闻", "图片新闻", "图片报道", "图片故事", "圖片新聞",
        "时政", "民生", "乡村", "广告", "公告栏", "简讯集", "本地要闻", "快讯", "新闻简报",
        "今日看点", "农村科技",
        "一周简讯", "導讀", "公益广告", "头条", "法治", "教育", "健康", "体育", "评论", "专版", "天气预报", "导读Guide",
        "乡镇", "经济", "社会", "文化", "专题", "副刊", "国内", "国际", "头版", "封面", "短消息",
        "诗苑", "文苑", "短波", "服务台", "編讀往來", "地方新聞", "國際新聞", "社會新聞",
        "體育新聞", "財經新聞", "綜合新聞", "生活新聞", "政治新聞", "教育新聞", "地方綜合", "焦點新聞",
        "中國新聞", "香港新聞", "即時新聞", "都會新聞", "新聞速遞", "新闻速递", "短訊", "快訊",
        "社论", "社論", "短评", "时评", "时论", "读者来信", "读者投书", "讀者投書", "讀者來函", "编读往来", "今日谈",
        "专栏", "專欄", "理论", "思想", "观点", "文艺", "读书", "财经", "科技", "旅游", "生活", "图片", "影像", "特刊",
        "人物", "农业", "工业", "记者追踪",
        "港聞", "兩岸", "港澳", "國際", "國內", "社會", "娛樂",
        "體育", "財經", "經濟", "評論", "論壇", "專題", "地產", "綜合", "廣告", "頭版",
        "对话", "访谈", "對話", "書香", "书香", "信息速递", "市场行情",
        "时讯", "社区", "快读", "速读", "速览",
        "本版标题导航", "标题导航", "本期导读", "目录", "本期目录", "目錄", "今明天气",
    )
)  # fmt: skip
# What columns of papers are called.
_COLUMN = re.compile(
    "(?:民生|便民|法治|农家|农技|农科|健康|教育|消费|社区|生活|市民|读者|编读|百姓|乡村|三农|科普|文化|旅游|职场|财经|理财|家庭|人物|城市|校园|诗歌|街谈)"
    "(?:调查|往来|顾问|漫笔|服务|信息|广角|视窗|之窗|园地|论坛|讲堂|课堂|速递|快递|播报|热线|信箱|聚焦"
    "|关注|观察|追踪|纵横|博览|连线|诗苑|文苑|巷议|速[记記遞]|短波|集锦|快訊|天地|之友|之角|门诊)|[㐀-鿿]{2}(?:快评|时评|短评|锐评|漫评|漫笔|随笔|走笔|论坛|茶座|沙龙|夜话|闲话|杂谈)|[㐀-鿿]{2,3}副刊"
    r"|[^，。]{2,16}系列(?:报道|報道|報導|访谈|评论)(?:[·:：—][㐀-鿿]{1,8}|之?[（(]?[①-⑳\d一二三四五六七八九十]{1,3}[）)]?)"
    "|(?:专家|名家|院士|书记|局长|县长|市长|校长|名医|律师|嘉宾)(?:会客[厅室]|面对面|访谈录?|答疑|支招|讲堂|在线|出诊)"
    "|以案(?:说|释|普)法|(?:健康|法治|科普|道德|市民)大?课堂"
)
_FOLLOW = re.compile(r"(?:请|扫码)?关注[“”㐀-鿿]{2,8}(?:发布|融媒|公众号|视频号|抖音号|微信号?)”?")
_APPS = re.compile(
    r"掌上[㐀-鿿]{2,3}(?:\s?客户端)?|[^，。\s]{2,8}(?:客户端|融媒|新闻网|视频号|公众号|抖音号|(?<!纲要|名单|预警|公告|数据|报告|指数|规划|方案|条例|标准|政策|成果|目录)(?:发布|發布|发佈))"
)
_TEASER = re.compile(
    rf"[●■◆▲▶►]?[^，。（(●■◆▲▶►]{{4,40}}?(?:[.…·]{{2,}}|\s+|——|[\s　]*[▶►>→»]+|[\s　]*(?:详|全文)?[见見])"
    rf"\s*(?:第?\s*(?:{_NUMBER})\s*版)"
    rf"|(?:[▶►→■●▲>＞»]+\s*|详见\s*)第?\s*(?:{_NUMBER})\s*版(?:[\s:：|·][^，。]{{4,40}})?"
    rf"|第?\s*(?:{_NUMBER})\s*版[\s:：|·]+[^，。]{{5,40}}"
    r"|[^，。]{4,40}?[.…·]{3,}\s*\d{1,3}"
    rf"|[^，。（(]{{4,40}}\s*[（(]第\s*(?:{_NUMBER})\s*版[）)]"
)
# Letters and digits in their full-width forms, as old systems set them.
_NARROW = str.maketrans({wide: chr(wide - 0xFEE0) for wide in (0xFF0D, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))})
_DOTS = str.maketrans("‧•・", "···")  # between two sections: 民生‧社會
_SPACED = re.compile(r"(?<![㐀-鿿])[㐀-鿿](?:[ 　](?=[㐀-鿿](?![㐀-鿿]))[㐀-鿿])+")
_SECTION = re.compile("[㐀-鿿·・‧•]{2,8}")
_POINTER = re.compile(rf"[▶►→>＞»]+\s*第?\s*(?:{_NUMBER})\s*版")
POINTED = re.compile(
    rf"(?:[▶►→>＞»]*\s*(?:详?见)?[（(]?第?\s*(?:{_NUMBER})\s*版[）)]?|(?<![A-Z])[A-D]\s?[0-9]{{1,2}})$"
)  # to another page
_BETWEEN = (r" {2,}|[\t　|｜]+", r"[\s|｜]+")  # the parts of a line, the widest white first
SECTION = 4  # characters of the longest name of a section; what is longer beside a page's number is a headline there


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line of furniture says of the whole page; "" for what it does not."""

    publisher: str = ""
    sponsor: str = ""
    published: str = ""
    placement: str = ""


def points(text: str) -> bool:
    """Whether the line is nothing but an index's pointer to another page: ▶ 2版."""
    return bool(_POINTER.fullmatch(text.strip()))


def label(text: str) -> bool:
    """Whether the line is the name of a section, such as 简讯 or 民生调查."""
    names = re.sub(r"[\s◆■●▲▼★☆【】\[\]（）()|\ue000-\uf8ff—-]", "", text)
    name = re.sub("^[A-Z]+[/／]?(?=[㐀-鿿])|(?<=[㐀-鿿])[/／]?[A-Z]+$", "", names.replace("·", ""))
    return (
        name in _LABELS
        or name.removesuffix("新闻") in _LABELS
        or bool(_COLUMN.fullmatch(name) or _COLUMN.fullmatch(names))
        or _LABELS.issuperset(re.split("[·・‧•/／、]", names))
    )


@lru_cache(maxsize=REMEMBERED)
def recognise(text: str, head: bool, edge: bool = False) -> Facts | None:
    """What a furniture line says, or None when the line is none.

    `head` is true above the page's first body, where names of papers and apps stand; `edge` where only furniture
    has been seen so far, or the line is among the last of the page.
    """
    text = keyed(re.sub(r"》(?=\d)", "》 ", text.strip().translate(_NARROW)).replace("曰", "日"))  # as scanners read it
    whole = unspaced(text) if edge else text
    if whole != text and head and (found := _recognise(whole, head, edge)) and found.publisher:
        return found
    found = _recognise(text, head, edge)
    return _recognise(whole, head, edge) if found is None and whole != text else found


def unspaced(text: str) -> str:
    """The text without the single spaces between the characters of a word, as mastheads and sections set them."""
    return _SPACED.sub(lambda word: re.sub(r"\s", "", word.group()), text)


def _recognise(text: str, head: bool, edge: bool) -> Facts | None:
    if told := published_by(text):
        return Facts(publisher=told[0], published=day(told[1]), placement=_inner_place(text))
    if surrounds(text):
        return Facts()
    if "。" in text or len(text) > 120:
        return None
    whole = _part(text, head, edge)
    if whole is not None and not (head and edge):
        return whole
    for pattern in _BETWEEN:
        parts = [part.strip() for part in re.split(pattern, text) if part.strip()]
        if len(parts) > 1 and (found := _cover(parts, head, edge)):
            merged = _merge(parts, found)
            more = merged.publisher and merged.published and not (whole and (whole.publisher or whole.sponsor))
            if whole is None or more:
                return merged
    if whole is not None:
        return whole
    if running := _running_head(text):
        return running
    return Facts() if _TEASER.fullmatch(text) else _dated(text, head, edge)


def _running_head(text: str) -> Facts | None:
    """What a line says that names the paper and the issue or day and has nothing else but a page's number: it may stand
    over any page of it."""
    parts = [part.strip() for part in re.split(_BETWEEN[0], text) if part.strip()]
    told = [_part(part, True, True) for part in parts] if len(parts) > 1 else []
    found = [facts for facts in told if facts is not None]
    issue = any(_ISSUE.fullmatch(part) for part in parts)
    merged = _merge(parts, found) if found and len(found) == len(parts) else Facts()
    return merged if merged.publisher and not merged.publisher.isascii() and (merged.published or issue) else None


def _dated(text: str, head: bool, edge: bool) -> Facts | None:
    """A line over a page that has its day, the paper's name or the number of an issue, with names of a section or a
    supplement that no list has."""
    if not (head and edge):
        return None
    for pattern in _BETWEEN:
        parts = [part.strip() for part in re.split(pattern, text) if part.strip()]
        found = [_part(part, head, edge) for part in parts]
        named = [bool(_SECTION.fullmatch(part)) for part, facts in zip(parts, found, strict=True) if facts is None]
        dated = any(facts and (facts.publisher or len(facts.published) == len("2025-08-06")) for facts in found)
        counted = any(facts and re.search("第.*[期号號]$", part) for part, facts in zip(parts, found, strict=True))
        if (dated or counted) and all(named):
            return _merge(parts, [facts or Facts() for facts in found])
    return None


def _cover(parts: Sequence[str], head: bool, edge: bool) -> list[Facts]:
    """What the parts say, one by one or two together (责任编辑 卫小满); nothing where one is no furniture."""
    after: tuple[list[Facts] | None, ...] = ([], None)  # what the parts behind the next one and the one after that say
    last: Facts | None = None
    for at in reversed(range(len(parts))):
        alone, pair = _part(parts[at], head, edge), _part(" ".join(parts[at : at + 2]), head, edge)
        if pair and pair.publisher and last:
            pair = None  # a section's name before the paper's
        told = ((facts, rest) for facts, rest in zip((alone, pair), after, strict=True) if facts is not None)
        after = next(([facts, *rest] for facts, rest in told if rest is not None), None), after[0]
        last = alone
    return after[0] or []


def _merge(parts: Sequence[str], found: Sequence[Facts]) -> Facts:
    """What the parts of a line say together: of each kind the first. A section's name completes the page number."""
    merged = Facts(*(next((v for f in found if (v := getattr(f, name.name))), "") for name in fields(Facts)))
    if merged.published and not merged.publisher and (weekend := _WEEKEND.fullmatch(merged.placement)):
        return replace(merged, publisher=weekend[2], placement=weekend[1])
    section = next((part for part in parts if label(part)), "")
    if section and merged.placement and " " not in merged.placement:
        return replace(merged, placement=f"{merged.placement} {section}")
    return merged


def _part(text: str, head: bool, edge: bool) -> Facts | None:
    """The same for a line that says one thing."""
    if find_jump(text):
        return None
    if head and edge and not re.search("[㐀-鿿]", text) and (english := day(text)):
        return Facts(published=english)
    masthead = _MASTHEAD.fullmatch(re.sub(r"[\s　]+", "", text)) if head and edge and not label(text) else None
    if masthead := masthead or (_TWICE_NAMED.fullmatch(text) if head and edge else None):
        return Facts(publisher=masthead.group(1))
    if head and _LATIN.fullmatch(text):
        return Facts(publisher=text)
    if (place := _PLACE.fullmatch(_plain(text))) and not _IMPRINT.search(text) and (edge or not text.isdigit()):
        number = next(g for g in place.group(1, 2, 5, 6) if g)
        if not number.strip("0０"):
            return None
        section = re.sub(_WEEKDAY, "", place.group(3) or place.group(4) or "")  # 12 星期三 is the day in large type
        if head and edge and _MASTHEAD.fullmatch(section) and section[-1] in "报報":
            return Facts(publisher=section, placement=f"p.{page_number(number)}")
        if not section or label(section) or (((head and edge) or _APART_FROM.search(text)) and _is_short(section)):
            return Facts(placement=f"p.{page_number(number)} {section}".strip())
    if issue := _ISSUE.fullmatch(text):
        return Facts(published=_issued(issue))
    if re.search(r"[0-9年月周期]", text) and (_DATE_PART.fullmatch(text) or (edge and _MONTH.fullmatch(text))):
        return Facts(published=day(text) or _month(text))
    if len(text) <= 60 and (head or edge) and _SPONSOR.fullmatch(text) and not _OFTEN.search(text):
        name = re.sub(r"[\s　]*(?:主办|主辦|主管|承办|编印|編印|出版|机关报)+$", "", text)
        name = re.split(r"[\s　]{2,}|[\s　]+\S{2,8}[:：]", re.split(r"主管[\s　]+", name)[-1])[0]
        return Facts(sponsor=re.sub(r"^\S{2,4}[:：]", "", name))
    if _IMPRINT.search(text) and "，" not in text:
        maker = _MADE_BY.match(text)
        return Facts(publisher=maker[1] if maker else "", published=day(text), placement=_inner_place(text))
    if label(text) or _FOLLOW.fullmatch(text) or surrounds(text) or ((head or edge) and FORECAST.fullmatch(text)):
        return Facts()
    credits = parse_byline(text)
    if credits and all(credit.role in DESK for credit in credits):
        return Facts()
    if _DESK_ALONE.fullmatch(text):
        return Facts()
    if len(_DESKS.findall(text)) > 1 and not _DESKS.sub("", text).strip(_BESIDE_DESKS):
        return Facts()
    if head and edge and _LATIN_LINE.fullmatch(text) and re.search("[A-Za-z]{3}", text):
        return Facts()
    if head and edge and _APPS.fullmatch(text) and len(text) <= 10:
        return Facts()
    return None


def _is_short(section: str) -> bool:
    """Whether it can be the name of a section, or of two: 市场·加工."""
    names = section.split("·")
    return len(names) <= 2 and all(0 < len(name) <= SECTION for name in names)


def _plain(text: str) -> str:
    """The text without the dots or dashes around a page's number and the spaces in a word of two characters."""
    return re.sub(
        "(?<![㐀-鿿])([㐀-鿿])[ 　]([㐀-鿿])(?![㐀-鿿])", r"\1\2", re.sub(r"^[·—-]\s*(\d{1,2})\s*[·—-]$", r"\1", text)
    ).translate(_DOTS)


def _month(text: str) -> str:
    month = _MONTH.fullmatch(text)
    return "{}-{:0>2}".format(*month.groups()) if month else ""


def _issued(issue: re.Match[str]) -> str:
    """The day on which an issue comes out; "" where only its number is said."""
    year, *told = issue.groups()
    month, number = next(((a, b) for a, b in (told[2:], told[:2]) if a), ("", ""))
    return day(f"{year}-{month}-{number}") if month else ""


def _inner_place(text: str) -> str:
    found = re.search(r"第\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*版[\s:：·]*([㐀-鿿]{2,4}(?=\s|$))?", text)
    return f"p.{page_number(found.group(1))} {found.group(2) or ''}".strip() if found else ""
