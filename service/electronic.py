"""What portals, e-papers, offices' sites and accounts print around an article: buttons, menus, the way to the page,
links, comments, calls to readers. What they state of the article itself is read by `service.stated`."""

import re

from service.days import DAY

_COUNTED = "讚|按讚|阅读|閱讀|浏览|瀏覽|点击|點擊|点赞|收藏|在看|转发|评论|播放|人气|人氣|跟贴|参与"
_BUTTON = (
    # who has read it: before 收藏 and the like, which have no number
    rf"(?:{_COUNTED})(?:量|次数|次數|数|人数)?[:：]?\s*[（(]?[\d.,]+万?\+?\s*[次人条]?[）)]?"
    r"|[\d.,]+万?\+?\s*(?:次浏览|次播放|人参与|人已读|[条則则](?:评论|留言))|点赞|在看|写留言|留言|按讚|讚"
    r"|已?关注|举报|我[要来]?(?:打印|评论|纠错|留言|投稿|爆料|报错)(?:\s*[（(]\d+条?[）)])?|(?:发表|发布|参与|网友)?评论|登录后(?:发表|参与)评论"
    r"|(?:查看|点击)?(?:加载|查看|展开)(?:(?:更多|全部)(?:\s*\d+\s*条)?(?:评论|留言)?|\s*\d+\s*条(?:评论|留言))"
    # the way through an issue or a site
    r"|[34]?\s?[上下]一[篇版期页条則]\s?[34]?|(?:返回?|回到?)[顶頂][部端]|TOP|(?:日历|标题|高级|全文|关键[字词]|往期|数字报)检索"
    r"|(?:返回|查看|进入|回到)?(?:首页|首頁|目录|列表|版面(?:导航|概览|目录)|标题导航|往期(?:回顾|报纸)?|数字报)|返回"
    r"|[前后後]一[天期日]|日[历曆]|报社首页|电子版首页|(?:在线)?订阅本?[报刊]?|往期报[纸刊]|(?:按|选择)?日期(?:检索|查询|查找|选择)|(?:全部|所有|本期)版面|版面(?:缩略|大)?图|(?:原版|版面)(?:阅读|PDF|下载)|(?:本版[标要]?[题闻]?|文章|标题|新闻)(?:新闻|目录|导航|列表)"
    r"|(?:高级|站内|全站)?(?:搜索|搜尋)|请?输入(?:您要搜索的)?关键[字词]|第\d+条|共\d+条|登录|注册|登入|登錄|註冊"
    r"|(?:会员|个人)中心|关于我们|關於我們|联系我们|聯絡我們|广告(?:服务|刊[登例])|联系方式|招聘信息|诚聘英才|网站(?:地图|声明)"
    r"|隐私(?:声明|保护|政策)|使用帮助|(?:版权|法律)声明|手机版|电脑版|设为(?:首页|主页)|加入收藏|收藏本站"
    r"|(?:客户端|APP|App)下载|下载(?:客户端|APP)|无障碍(?:浏览|阅读|模式)|(?:长者|关怀)(?:模式|版|专区)?"
    r"|适老化(?:模式|版)?|智能(?:问答|机器人)|政务(?:微信|微博|邮箱|新媒体|公开|服务)|移动(?:客户端|版)"
    r"|简体(?:中文|版)?|繁[体體](?:中文|版)?|简|繁|English|EN|RSS(?:订阅)?"
    # what can be done with an article
    r"|放大\s?\+?|缩小\s?-?|默认\s?o?|朗读|语音(?:朗读|播报)|A\s?[+-]|[大中小]字[号號]|大图|(?:下载|查看)?PDF\s?版?(?:\s*下载)?|(?:文字|图片|图文|原)版"
    r"|字[号號体體级級](?:大小|設定|设置)?[:：]?[\s\[\]【】（()）|｜小中大特T+-]*"
    r"|(?:相关)?附件(?:下载|列表)[:：]?|打印(?:本[文页稿版]|此[页文]|页面)?|列印|轉寄|推文|收藏(?:本[文页])?|关闭(?:窗口|本页)?|關閉|纠错|報錯"
    r"|分享让更多人看到|打开|喜欢作者|没有更多(?:内容|新闻|数据|评论)?了?|已经?到底部?了?|返回[㐀-鿿]{2,4}，查看更多|(?:推荐|发送)给(?:朋友|好友)|复制(?:链接|网址)|複製連結|展开全文|收起|阅读原文|原文链接"
    r"|(?:一键)?分享(?:本文|文章|视频)?(?:到|至)?(?:微信|微博|朋友圈|QQ|LINE|好友|手机)?(?:[和及、]朋友圈)?[:：]?|扫一扫在手机上?(?:打开|查看|浏览)当前页"
    # the player of an account's film
    r"|GIF|动图|[㐀-鿿A-Za-z0-9]{2,16}已关注|Follow|Replay|Share|Like|Close|重播|赞|关闭|观看更多|更多|转载|分享点赞在看"
    r"|(?:切换到)?(?:竖屏|横屏|全屏|退出|模式)+|[，,]?时长\s?\d{1,2}:\d{2}|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}|0/0|继续(?:播放|观看)"
    r"|进度条，百分之\d+|播放|倍速(?:播放中)?|[0-3]\.\d{1,2}倍|超清|高清|流畅|视频加载失败，请刷新页面再试|刷新|视频详情|已同步到看一看(?:写下你的评论)?"
    r"|(?:您的)?浏览器不支持\s?video\s?标签|公众号|\d+篇原创内容|\d+位朋友关注|搜[尋索]結果(?:列印|匯出)?|检索结果(?:打印|导出)?"
    r"|微信(?:好友|扫一扫)?|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|朋友圈|豆瓣|Facebook|Twitter|WhatsApp|L[Ii][Nn][Ee]|Email|X"
)
_BETWEEN = r"[\s>＞»/+\[\]【】○●◀▶◄►<＜|｜:：·•,，-]*"
_BUTTONS = re.compile(rf"(?>{_BETWEEN}(?:{_BUTTON}))++{_BETWEEN}")
_POSITION = "(?:[您你]的?)?(?:当前|當前|目前|现在|現在)?的?(?:所在|所处)?的?位置"
_LABELLED = re.compile(
    rf"(?:今天是|{_POSITION}|检索条件|登录用户|[上下]一[篇条页則]|原标题|原題|网站标识码|友情链接|关注公众号"
    r"|(?:网站)?(?:主办|承办|主管|协办|建设|维护)单位)[:：是].*"
)
_ATTACHED = re.compile(
    r"(?:(?:相关)?附件\s*\d*\s*[:：.．]?|\d{1,2}\s*[.．、])?[^，。；]{1,60}"
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar|jpe?g|png)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[㐀-鿿]{2,10}[〔\[［（(]\d{4}[〕\]］）)]\s?\d+号")  # the number of an office's paper
# Who may read an office's paper, to whom copies go, when it was printed.
_RELEASED = re.compile(
    rf"[（(]此件[^（）()，。]{{2,12}}[）)]|信息公开(?:形式|选项|属性)[:：].{{0,12}}"
    rf"|(?:抄送|抄报|主送)[:：].*|[㐀-鿿]{{2,24}}[\s　]+{DAY}[\s　]*印[发發]"
)
_DATED = re.compile(r"[\[（(【](?:\d{4}[-./])?\d{1,2}[-./]\d{1,2}[\]）)】]")  # behind the titles of a list
_PLACED = re.compile("[〔【［\\[（(][图圖](?:片|略)?[\\d一二三四五六]?[〕】］\\]）)]")  # where a picture stood
_TAGS = re.compile(r"(?:[#＃][^\s#＃，。]{1,16}[#＃]?\s*)+")
_STROKES = "–=═━─-"  # of which rules are drawn
# Lists of other offices' sites; a kicker stands between dashes of two.
_EDGE = rf"(?:[{_STROKES}]{{2,}}+|—{{3,}}+)"
_SITES = re.compile(rf"\s*{_EDGE}\s*[㐀-鿿]{{2,12}}\s*{_EDGE}(?:\s*(?:{_EDGE}\s*)?[㐀-鿿]{{2,12}}\s*{_EDGE})*\s*")
_RIGHTS = re.compile(
    r"[(（][CcＣ][)）]\s?\d{4}|©|(?:如需|若要|如欲)[^。]{0,6}(?:退订|取消订阅|退訂|取消訂閱)|回复本邮件|"
    r"(?:版权|免责|平台|特别)声明[:：]|您是(?:今[天日]|本站)?的?第\s*\d+\s*位(?:访问者|访客|读者|网友)|以下文章来源于|更多精彩(?:资讯|内容)|声明[:：].{0,20}(?:注明|本网|本站|转载|版权)|互联网新闻信息服务许可证|[^，。]{0,4}公网安备"
    r"|[㐀-鿿]{1,4}(?:新?[网網]|信|新闻)(?:备|備)(?:案|字)?[号號]?[:：\s]*\d{4,}"
    r"|[（(]?(?:本稿|此稿|本文|[㐀-鿿]{0,10}(?=[仅僅只][供限]))?[仅僅只]?[供限](?:签约|订阅|授权|内部|內部)[㐀-鿿]{0,6}(?:使用|采用|参考|參考)"
    # to the papers that take an agency's copy
    r"|(?:本稿|此稿|本批稿件)[仅僅只]?供[㐀-鿿]{0,4}(?:用户|客户|会员|媒体)[㐀-鿿]{0,2}(?:使用|采用|选用|参考)"
    r"|编辑注[:：]|[^。]{0,16}\d{2,4}-\d{2,4}号?稿|[（(]?[^，。（）()]{0,12}(?:发稿|播发)(?:完毕|结束)[^。]{0,8}[。）)]?$"
    r"|(?:凡|如)?(?:本网|本站)?注明[“\"]?来源[:：]|版權所有|Copyright|COPYRIGHT|违法和不良信息举报"
    r"|本[網网報报](?![讯訊记記]).{0,12}(?:著作[權权]|版[權权])(?:所有|[归歸]|，|$)|[^，。]{0,24}版[權权]所有"
    r"|本[內内]容[^，。]{0,2}(?:著作[權权]|版[權权])|(?:编辑部|编者|总编室|发稿中心|值班编辑)(?:提示|注意|通知|说明)[:：]|本批稿件|本版文章.{0,6}代表作者"
)
_CALL = re.compile(
    r"点击(?:上方|蓝字|下方|播放|阅读原文)|长按|[扫识]码(?!支付|付款|乘车|坐车|入园|点餐|开[门锁]|骑)|识别二维码|.{0,8}点个.{0,3}在看|.{0,6}蓝字.{0,4}关注|加入.{0,6}群$"
    r"|轻触阅读原文|预览时标签不可点|(?:已)?收录于(?:合集|话题)|喜欢此内容的人还|微信扫一扫关注|扫一扫"
    r"|关注(?:我们|该?公众号)(?=$|[\s！!])|請繼續往下閱讀|不用抽 不用搶|點我(?:下載|追蹤|加入)|看更多(?=$|[\s！!])"
    r"|转发(?:提醒|给|告诉|扩散)|加入.{0,8}好友$|追蹤.{0,10}(?:粉絲團|專頁|IG)"
)
_SHARE = "(?:分享|点赞|收藏|在看|转发|关注|评论)"
_ASKS = re.compile(rf"{_SHARE}(?:[、，+和\s]*{_SHARE})+[^。]{{0,20}}[！!👇]*")  # readers, below an account's text
_SCROLL = re.compile(r"[^\w]*(?:继续|上滑|滑动|向上)+[查看阅读]*下一[个篇条][^\w]*$")
LONGEST_CALL = 40  # characters
# What may not be done without leave: with what stands here, or said to all who read it, for laws have such clauses too.
_FORBIDS = re.compile(
    "(?=.*(?:本[报報网網站刊台臺社版号號]|作品|文章|稿件|版[權权]|[轉转][載载]|摘[编編])|[未非][經经].{0,14}$)"
    "[^。]{0,40}[未非][經经][^。]{0,10}(?:授[權权]|[許许]可|同意)[^。]{0,14}(?:[轉转][載载]|使用|摘[编編])[^。]{0,20}。?"
)
_IN_APP = re.compile(
    r"(?:打开|下载|上|前往|进入|開啟|下載)[㐀-鿿]{0,12}?(?:客户端|客戶端|APP|App)[，,、 　]*[^，。]{0,14}[！!]?",
    re.IGNORECASE,
)  # to read on there
_SPECKS = re.compile(r"(?=.*[·.|~■\-])[一丨|·.~■●、\-\s]{1,5}")  # what scanners read where nothing is printed
_RULE = re.compile(rf"[—_＿*·•～~\s{_STROKES}]{{4,}}|[一—_\s{_STROKES}]{{5,}}")  # scanners read dashes as 一
_LINKS = "新闻|新聞|阅读|閱讀|报道|報道|推荐|推薦|文章|文档|信息|稿件|资讯|資訊|内容|解读|專題|专题"
_ASIDE = re.compile(
    r"(?:(?:相关|相關|推荐|推薦|延伸|往期|热门|熱門|热点|精彩|精选|编辑|更多|人氣|人气|为您|猜你)"
    rf"(?:{_LINKS}|回顾|精选|评论|留言|喜欢|喜歡)|相关附件|评论区|写留言|更多精彩|大家都在看|热榜|热搜榜"
    r"|更多[㐀-鿿]{2,4}新[闻聞]|(?:网友|網友|最新|全部|热门|精选|精彩)(?:评论|留言|跟[贴帖])|你可能[也還还]?(?:想看|喜歡|喜欢|感興趣|感兴趣)的?"
    r"|(?:本|一|24小?时)?[日周月时]?(?:点击|新闻|阅读|热点|热门|人气|热度|评论|文章|月|周)排行榜?)(?:[（(]\d+条?[）)])?[:：]?"
)
_PARTS = re.compile(r"\s*(?:>|＞|»|›|→|⇒|▶|／|/)+\s*|\s+-\s+")
_HERE = re.compile(rf"^{_POSITION}\s*[:：是]?\s*")
_START = frozenset("首页 首頁 网站首页 本网首页 新闻首页 主页".split())
_END = frozenset("正文 详情 正文页 详细内容 文章内容 文章详情 新闻详情 内容 列表 浏览文章 查看内容".split())
_MEDIUM = re.compile("[㐀-鿿A-Za-z]{2,12}?(?:网|網|报|報|在线|客户端|新闻|新聞|融媒|台)")
LONGEST_STEP = 14  # characters of a step of the way to a page
# What menus lead to.
_CHANNELS = frozenset(
    (
        "新闻 新聞 要闻 要聞 时政 政务 政治 县区 区县 市州 地市 本地 社会 社會 经济 财经 財經 产业 教育 文旅 旅游"
        " 文化 文体 健康 视频 影音 图片 专题 專題 评论 評論 理论 国内 国际 國際 兩岸 两岸 港聞 港澳 中國 地方"
        " 生活 科技 体育 體育 娱乐 娛樂 军事 汽车 房产 地產 党建 民生 直播 融媒 报纸 数字报 电子报 论坛 論壇 人事"
        " 法治 三农 乡镇 公益 招聘 信息公开 政府信息公开 办事服务 互动交流 公众参与 政民互动 数据开放 数据发布"
        " 专题专栏 新闻中心 新闻动态 政务动态 即時 即时 熱門 焦點 社論 副刊 影视 读书 艺术 环保 消费 金融 企业"
        " 能源 农业 交通 推荐 热点 热榜 发现 小说 短视频 小视频 历史 美食 时尚 游戏"
    ).split()
)
FEWEST_ENTRIES, MANY_ENTRIES = 4, 6  # of a menu, and of one whose entries a single space parts
LONGEST_ENTRY, KNOWN = 9, 0.5  # characters of an entry, and the share of those that are channels or buttons
_PICTURE = re.compile(r"[\[【（(]\s*(?:[图圖]片?|照片|插[图圖]|配[图圖])\s*\d*\s*[\]】）)]|[图圖]片\s*\d{1,2}")
_UNDER = re.compile(
    r"[\[【（(]?\s*(?:[34]?\s?[上下]一[篇条則]|责任编辑|责编|编辑|打印|关闭|纠错|原标题|附件|分享到?|返回列表|版权声明|声明[:：])"
)


def surrounds(text: str) -> bool:
    """Whether a line is nothing but such things."""
    call = _CALL.match(text) and len(text) <= LONGEST_CALL and not re.search(r"[，。]\S", text)
    if call or not re.search(r"[\w。！？”’）》…]", text) or _RIGHTS.match(text) or _is_menu(text) or steps(text):
        return True
    forms = (
        _SCROLL,
        _ASKS,
        _FORBIDS,
        _RULE,
        _SPECKS,
        _BUTTONS,
        _LABELLED,
        _IN_APP,
        _ATTACHED,
        _NUMBERED,
        _DATED,
        _RELEASED,
        _PLACED,
        _TAGS,
        _SITES,
    )
    return any(form.fullmatch(text) for form in forms)


def claims(text: str) -> bool:
    """Whether a line says whose the rights are, or what may not be done with what stands there."""
    return bool(_RIGHTS.match(text))


def is_document_number(text: str) -> bool:
    """Whether a line is the number of an office's document: 青政办发〔2025〕3号."""
    return bool(_NUMBERED.fullmatch(text.strip()))


def is_button(text: str) -> bool:
    """Whether a text is a button, or several."""
    return bool(_BUTTONS.fullmatch(text))


def is_medium(text: str) -> bool:
    """Whether a text can be a medium's name: 江城新闻网."""
    return bool(_MEDIUM.fullmatch(text))


def stands_for_picture(text: str) -> bool:
    """Whether a line is what stands where a site's page shows a photograph: [图片]."""
    return bool(_PICTURE.fullmatch(text))


def is_entry(text: str) -> bool:
    """Whether a text is what menus have: a channel or a button."""
    return text in _CHANNELS or is_button(text)


def _is_menu(text: str) -> bool:
    """Whether a line is the entries of a menu: short names side by side, many of them those of channels or buttons."""
    if re.search("[，。；！？]", text):
        return False
    text = re.sub("(?<![㐀-鿿])([首主])[ 　]([页頁])(?![㐀-鿿])", r"\1\2", text)
    for parts, fewest in ((r"\s*[|｜]\s*|\s{2,}|　+", FEWEST_ENTRIES), (r"\s+[-·/]?\s*|\s*[-·]\s*", MANY_ENTRIES)):
        found = [entry for entry in re.split(parts, text.strip()) if entry]
        entries = [entry.strip("[]【】") for entry in found]
        sure = bool(entries) and (entries[0] in _START or all(entry[0] in "[【" for entry in found))
        enough = len(entries) >= (FEWEST_ENTRIES if sure else fewest)
        known = sum(map(is_entry, entries))
        short = all(len(entry) <= LONGEST_ENTRY for entry in entries)
        led = entries[:1] and entries[0] in _START and re.search("[|｜]", text)
        if enough and short and (led or known >= max(3, KNOWN * len(entries))):
            return True
    return False


def steps(text: str) -> tuple[str, ...]:
    """The steps of the way to a page, from the site's first page to the article's (首页 > 时政 > 正文); none for other
    lines."""
    here = _HERE.match(text)
    found = [step for step in _PARTS.split(text[here.end() :] if here else text) if step]
    if len(found) < 2 or any(len(step) > LONGEST_STEP or re.search("[，。；！？]", step) for step in found):
        return ()
    parted = re.search("[>＞»›→]", text) or any(step in _CHANNELS for step in found[1:])
    named = len(found) > 2 and is_medium(found[0]) and parted
    return tuple(found) if here or named or found[0] in _START or found[-1] in _END else ()


def heads_aside(text: str) -> bool:
    """Whether the line is the title of links or comments, which go on below it."""
    first, *rest = re.split(r"[\s　]+", text.strip(" 　◆■●▼·|—-"))
    return bool(_ASIDE.fullmatch(first)) and not (rest and is_button(text))


def is_rule(text: str) -> bool:
    """Whether the line is a rule drawn in characters: -----, · · · ·"""
    return bool(_RULE.fullmatch(text))


def scrolls(text: str) -> bool:
    """Whether the line calls to scroll on to the next article, as endless pages do."""
    return bool(_SCROLL.match(text))


def leads_on(text: str) -> bool:
    """Whether the line leads from one article of an issue or a site to the next."""
    return scrolls(text) or bool(re.match(r"\s*[34]?\s?[上下]一[篇条則]", text))


def ends_article(text: str) -> bool:
    """Whether the line is of those that stand below an article, where sites have any: the way to the next one, who
    edited it, what can be done with it."""
    return bool(_UNDER.match(text)) or heads_aside(text)
