"""What portals, e-papers and accounts print around an article: buttons, menus, links, comments, calls to readers."""

import re

from service.days import CLOCK, DAY

_BUTTON = (
    # who has read it: before 收藏 and the like, which have no number
    r"(?:阅读|浏览|点击|点赞|收藏|在看|转发|评论)(?:量|次数|数)?[:：]?\s*[\d.,]+万?\+?|点赞|在看|写留言"
    r"|(?:查看|点击)?(?:加载|查看)(?:更多|全部评论)"
    # the way through an issue or a site
    r"|[上下]一[篇版期页条]|(?:返回|查看|进入)?(?:首页|目录|列表|版面导航|标题导航|版面概览|版面目录|往期(?:回顾|报纸)?|数字报)"
    r"|返回|日历检索|第\d+条|共\d+条|登录|注册|关于我们|联系我们|广告服务|网站地图|手机版"
    # what can be done with an article
    r"|放大|缩小|默认|朗读|字号[:：]?(?:[小中大]\s*)*|大图|(?:下载|查看)?PDF版?(?:\s*下载)?|打印(?:本文)?|收藏(?:本文)?"
    r"|关闭(?:窗口)?|复制链接|分享(?:到)?(?:微信|微博|朋友圈|QQ)?[:：]?|微信|微博|QQ空间|朋友圈|展开全文|阅读原文"
)
_BETWEEN = r"[\s>＞»/+\[\]【】○●|｜-]*"
_BUTTONS = re.compile(rf"(?>{_BETWEEN}(?:{_BUTTON}))++{_BETWEEN}")
_LABELLED = re.compile(r"(?:今天是|当前位置|您的位置|检索条件|登录用户|[上下]一[篇条页])[:：].*")
_MENU = re.compile(r"(?=.*(?:首页|登录|注册|关于我们|联系我们|导航|版权))(?:[^，。|｜]{1,8}[|｜]){3,}[^，。|｜]{1,10}")
_RIGHTS = re.compile(
    r"(?:版权|免责)声明[:：]|声明[:：].{0,20}(?:注明|本网|本站|转载|版权)|互联网新闻信息服务许可证"
    r"|本[網网報报](?![讯訊记記]).{0,12}(?:著作[權权]|版[權权])(?:所有|[归歸]|，|$)|本版文章.{0,6}代表作者"
)
_CALL = re.compile(
    r"点击(?:上方|蓝字|下方|播放|阅读原文)|长按|[扫识]码|识别二维码|.{0,8}点个.{0,3}在看|.{0,6}蓝字.{0,4}关注|加入.{0,6}群$"
)
LONGEST_CALL = 40  # characters
_SPECKS = re.compile(r"(?=.*[·.|~■\-])[一丨|·.~■●、\-\s]{1,5}")  # what scanners read where nothing is printed
_RULE = re.compile(r"[-=—_*·•～~\s]{5,}")
_ASIDE = re.compile(
    r"(?:相关(?:新闻|阅读|报道|推荐)|推荐阅读|延伸阅读|往期(?:推荐|回顾|精选)|热门(?:推荐|评论|新闻)|精彩推荐|猜你喜欢"
    r"|评论区|网友评论|最新评论|全部评论|精选留言|写留言|更多(?:新闻|精彩)|(?:点击|新闻|阅读)排行)(?:[（(]\d+条?[）)])?[:：]?"
)
_MOMENT = rf"(?P<day>{DAY})(?:\s*{CLOCK})?"
_SENT = re.compile(rf"{_MOMENT}\s*来源[:：]\s*\S+(?:\s+字[体号][:：]?[大中小\s]*)?")
_ORIGINAL = re.compile(
    rf"原创\s+(?:(?P<author>\S{{2,4}})\s+)?(?P<paper>[^\s\d]{{2,16}})\s+{_MOMENT}(?:\s+[㐀-鿿]{{2,4}})?"
)
_WHERE = re.compile(
    r"(?:当前|您的)位置[:：]\s*(?:首页|网站首页)?\s*[>＞»/]?\s*(?P<paper>[㐀-鿿]{2,9}(?:网|报|報|在线))\s*[>＞»/]"
)


def surrounds(text: str) -> bool:
    """Whether a line is nothing but such things."""
    call = _CALL.match(text) and len(text) <= LONGEST_CALL and not re.search(r"[，。]\S", text)
    if call or not re.search(r"[\w。！？”’）》…]", text) or _RIGHTS.match(text):
        return True
    return any(form.fullmatch(text) for form in (_RULE, _SPECKS, _MENU, _BUTTONS, _LABELLED))


def heads_aside(text: str) -> bool:
    """Whether the line is the title of links or comments, which go on below it."""
    return bool(_ASIDE.fullmatch(text.strip(" 　◆■●▼·|—-")))


def is_rule(text: str) -> bool:
    """Whether the line is a rule drawn in characters: -----, · · · ·"""
    return bool(_RULE.fullmatch(text))


def sent(text: str) -> str:
    """The day on which an article was published, as the line below its headline says it before source and author; ""
    for other lines."""
    found = _SENT.match(text)
    return found["day"] if found else ""


def original_author(text: str) -> str:
    """The author whom an account names below its headline (原创 陆一舟 江城慢生活 2024年6月28日); "" for other
    lines."""
    found = _ORIGINAL.fullmatch(text.strip())
    return (found["author"] or "") if found else ""


def published_by(text: str) -> tuple[str, str] | None:
    """The publisher and the day that a line says which names no author; "" for what it does not, None for other
    lines."""
    if found := _SENT.fullmatch(text):
        return "", found["day"]
    if found := _ORIGINAL.fullmatch(text):
        return found["paper"], found["day"]
    found = _WHERE.match(text)
    return (found["paper"], "") if found else None
