"""Who wrote it and who took the photograph: bylines, with roles before or after the names, or with none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.days import CLOCK, DAY
from service.dictionary import is_common
from service.flow import REMEMBERED
from service.records import Byline
from service.roles import AFTER, ANONYMOUS, PHOTO, PREFIXED, ROLES, role_english
from service.script import to_simplified
from service.stated import original_author, stated
from service.surnames import COMPOUND, RARE, SURNAMES, TIBETAN

MARKERS = "|｜○●■□◆◇▲△▼▽◎★☆►▶▌▍▎"
_LEAD = re.compile(
    rf"^(?:[{re.escape(MARKERS)}\s丨/—-]+|[口囗ロ][\s　]*(?=\S{{0,4}}(?:[记記]者|通[讯訊][员員]|实习生|撰稿)))"
)  # a square as scanners read it: 口 本报记者
_SEPARATORS = re.compile(rf"[\s、，,;；:：{re.escape(MARKERS)}丨]+|[/／∕╱]")
_HAN = re.compile(r"[㐀-鿿]+(?:[·•][㐀-鿿]+)*")
_WHEN = re.compile(rf"^{DAY}\s*(?:{CLOCK})?\s*(?:来源[:：]\s*\S+)?\s*|^来源[:：]\s*\S+\s+")
_LATIN_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z.'’-]+(?:\s+[A-Z][A-Za-z.'’-]+)*")
# Whose a photograph is that no reporter took.
_GIVEN = frozenset("受访者提供 受访者供图 资料图片 资料图 网络 网络图片 本报资料 主办方提供 校方提供 单位提供".split())
_GIVES = (["供稿"], ["供图"], ["供圖"])  # what offices do as well
# Roles that are words of everyday as well (统筹安排): only standing alone are they roles.
_ALONE = frozenset(
    (
        "统筹 策划 设计 视觉 文字 一审 二审 三审 初审 复审 终审 签发 审读 审校 编审 组版 排版 制版"
        " 口述 翻译 翻譯 编译 編譯 绘图 繪圖 插图 插圖 评论员 評論員 本报评论员 特约评论员 本报特约评论员 评论记者"
    ).split()
)
_APART = "著译譯"  # roles that end words as well (成效显著): only behind a space
_ROLE = re.compile(
    "(" + "|".join(sorted((r for r in ROLES if len(r) > 1 and r not in _ALONE), key=len, reverse=True)) + ")"
)
# Whose reporter it is, before the role: 潮新闻客户端 记者.
_EMPLOYER = re.compile(
    r"^[㐀-鿿·]{2,12}(?:客户端|新闻|日报|晚报|融媒体?|融媒体中心|电视台|发布|通讯社|网|报社|日報|晚報|時報|報|網)(?:\s+|\s*[／/]\s*)"
    r"(?=(?:[㐀-鿿]{2})?(?:[记記]者|通[讯訊][员員]))"
)
ORGANISATION = re.compile("[㐀-鿿]{2,14}(?:[局委部办院台馆校会所站镇乡]|中心|公司|集团|街道|大队|支队)|[㐀-鿿]{1,14}宣")
# From where a report comes, between the name and the word for it: 記者林佳蓉／台北報導.
_REPORTED_FROM = re.compile(
    r"(?<=[／/∕╱])(?!综合|綜合|摄影|攝影|本[报報])[㐀-鿿]{2,6}?(?=(?:報導|报道|特稿|專訪|专访)$)"
)
# What is said of who wrote it, behind the name: 文／林知夏（作家，现居厦门）
_WHO_WRITES = re.compile(r"^((?:文|作者|撰文|撰稿)\s*[／/|｜:：丨]\s*[^（）()，。]{2,12})[（(][^（）()。]{2,30}[）)]$")
# What is no person: from where it was sent, the source, a telephone, whose picture it is (谢敏华摄（影像中国）).
_BESIDE = re.compile(
    r"[\s　]+[发發]自[\s　]*[㐀-鿿、·]{2,14}$"
    r"|[\s　]+(?:(?:来源|來源)\s*[:：]\s*\S+|[电電][话話][\s　:：]*[\d-]{6,})$|(?<=[摄攝])\s*[（(][㐀-鿿]{2,6}[）)]$"
)
_SHOT = re.compile("(?<![㐀-鿿])([㐀-鿿])[ 　]([㐀-鿿])(?<![拍图文航跟])([摄攝])$")  # 本报记者 贺 帆摄
PADDED = re.compile("(?<![㐀-鿿])([㐀-鿿])[ 　]+([㐀-鿿])(?![㐀-鿿])")  # 杨 名
_LETTERED = re.compile("[㐀-鿿](?:[ 　][㐀-鿿]){2}")  # 杨 一 名
_PAIRED = re.compile(
    r"(?<![㐀-鿿])([文图圖摄攝])\s*[/／、&]\s*([文图圖摄攝])(?![㐀-鿿])|([文图圖摄攝])\s*[/／]\s*([文图圖摄攝])"
)
# What no foreign name is spelt with: words that stand about one in a sentence (韩正会见比尔·盖茨, 乔什·道西的一段话).
_AROUND = re.compile("[的了是在就说說会會见見与與这這那他她我你们們向对對被把也很已将將]")
# Who writes under a name of his own choice, with what he did: 文／阿舟, 南山客／文
_WROTE = "图文|圖文|文图|文圖|文字|文|作者|撰文|撰稿"
_PEN_NAME = re.compile(
    rf"(?P<role>{_WROTE})[ 　]*[／/｜|丨:：][ 　]*(?P<before>[㐀-鿿]{{2,4}})"
    rf"|(?P<behind>[㐀-鿿]{{2,4}})[ 　]*[／/][ 　]*(?P<told>{_WROTE})"
)
_NOBODY = re.compile("[图圖文摄攝社部网網报報]|综合|綜合|整理|中心|提供|来源|本刊|编辑|记者|記者|通讯|不详|佚名|未知")
LONGEST_PART, MOST_PARTS = 7, 4  # characters between two middle dots of a name, and how many such parts it has
# Before a reporter's role: what is done with him and no employer of his (接受央视记者, 叶远群向记者, 据美国调查记者).
_DONE_WITH = re.compile("^(?:据|據|在(?!线))|接受|摘自|告[诉訴]|[向对對和与與同给給跟的了]$")
_HOUSE = re.compile("(?:大学|學院|大學|学院|研究院|医院|醫院|中学|小学|学校|公司|集团|中心|银行)$")  # where names work
_INTERVIEW = frozenset("专访 專訪".split())
_REPORTS_WHAT = re.compile(
    r"(?:[记記]者|通[讯訊][员員])[^：:]{2,24}(?:[报报][道導])[：:][\s　]*\S"
)  # the report itself
_UNCLOSED = re.compile(r"[（(【〔\[][^）)】〕\]]*$")  # goes on below


def is_name(token: str) -> bool:
    """Whether a token can be a person's name: a surname and one or two characters, a Tibetan name, or one with a middle
    dot."""
    if not _HAN.fullmatch(token):
        return False
    if "·" in token or "•" in token:
        parts = re.split("[·•]", token)
        fits = len(parts) <= MOST_PARTS and max(map(len, parts)) <= LONGEST_PART
        return len(token) >= 4 and fits and not _AROUND.search(token)
    if not 2 <= len(token) <= 4:
        return False
    simple = to_simplified(token)
    if len(token) == 4:
        return simple[:2] in COMPOUND or {simple[:2], simple[2:]} <= TIBETAN
    return simple[0] in SURNAMES or simple[0] in RARE or (len(token) == 3 and simple[:2] in COMPOUND)


def _names(text: str) -> list[str]:
    """The names in a text that padding (杨 名) and line breaks have parted in the wrong places; none if it is others'.

    Names of three characters are tried before those of two.
    """
    if is_name(text):
        return [text]
    if _HOUSE.search(text):
        return []
    for at in (3, 2):
        if is_name(text[:at]) and (rest := _names(text[at:])):
            return [text[:at], *rest]
    return []


@dataclass(frozen=True, slots=True)
class Credit:
    """A name and the Chinese role it stands under, "" for none."""

    name: str
    role: str


def _tokens(text: str) -> list[str]:
    """Names and roles of a byline: parted where a separator stands, and where a role stands without one."""
    found: list[str] = []
    for token in _SEPARATORS.split(_PAIRED.sub(r"\1\2\3\4", text)):
        pieces = [piece for piece in _ROLE.split(token) if piece]
        for index, piece in enumerate(pieces):
            before = pieces[index - 1] if index else ""
            if piece.endswith(PREFIXED) and len(before) > 1 and (not found[1:] or not is_name(before)):
                found[-1] += piece  # an employer: 青岚日报记者
            elif (
                len(piece) > 2
                and piece[-1] in AFTER
                and is_name(piece[:-1])
                and piece[-1] not in _APART
                and (piece[-1] in "摄攝" or not is_name(piece))
            ):
                found += [piece[:-1], piece[-1]]
            else:
                found.append(piece)
    return found


def _bare(text: str) -> str:
    """A line without the mark, date and source before it, without brackets, and, where it is in both languages, without
    the names in Latin letters."""
    if _ROLE.search(text) and len(re.findall("[㐀-鿿]", text)) >= 4:
        text = _LATIN_NAME.sub(" ", text)
    text = _WHO_WRITES.sub(r"\1", _LEAD.sub("", text))
    text = _BESIDE.sub("", _SHOT.sub(r"\1\2 \3", text))
    return _WHEN.sub("", _LEAD.sub("", text)).strip("（()）【】〔〕[] 　")


def _is_role(token: str) -> bool:
    if token in ROLES:
        return True
    role = next((role for role in PREFIXED if token.endswith(role)), "")
    employer = token.removesuffix(role)
    return bool(role) and len(token) <= 10 and bool(_HAN.fullmatch(token)) and not _DONE_WITH.search(employer)


@lru_cache(maxsize=REMEMBERED)
def parse_byline(text: str) -> tuple[Credit, ...]:
    """The credits of a line that is nothing but a byline; empty when it is anything else.

    Understands roles before or after names, names padded to three characters (杨 名), and every separator in use.
    A line of bare names counts when a bar or ring stands before it. Who took the photograph or wrote and photographed
    is named for that (记者 李青 摄 → 摄).
    """
    if author := original_author(text):
        return (Credit(author, "作者"),)
    if _UNCLOSED.search(text) or _REPORTS_WHAT.search(text) or text.rstrip().endswith(("，", "；")):
        return ()
    if told := stated(text):
        text = told.author if _ROLE.search(told.author) else f"作者：{told.author}"
    bare = _bare(text)
    if not bare or len(bare) > 80:
        return ()
    if (pen := _PEN_NAME.fullmatch(bare)) and not _NOBODY.search(pen["before"] or pen["behind"]):
        return (Credit(pen["before"] or pen["behind"], pen["role"] or pen["told"]),)
    if bare in ANONYMOUS:
        return (Credit(bare, ""),)
    mark = text.strip()[0]
    heads = mark in "■●◎◆▲" and everyday("".join(bare.split()))  # ■通 知
    marked = mark in "|｜○丨□■●◎◆▲" and not heads and not everyday(bare)
    tokens = _tokens(_REPORTED_FROM.sub("", _EMPLOYER.sub("", bare)))
    credits, has_role = _credits(tokens)
    asked = _INTERVIEW.issuperset(credit.role for credit in credits) and _INTERVIEW.intersection(tokens)
    return credits if (has_role and not asked) or marked else ()  # 专访刘慈欣: whom it interviews


def _credits(tokens: Sequence[str]) -> tuple[tuple[Credit, ...], bool]:
    """Who is named by the roles and names of a byline, nobody where anything else stands among them; and whether a role
    does."""
    opens = bool(tokens) and tokens[0] in AFTER
    credits: list[Credit] = []
    role, pending, seen, index = "", 0, False, 0
    while index < len(tokens):
        token = tokens[index]
        if _is_role(token):
            seen = True
            last = index == len(tokens) - 1
            shown = token in PHOTO and role not in AFTER and (last or _is_role(tokens[index + 1]))
            behind = not opens and (not role or last or shown)
            if token in AFTER and pending < len(credits) and behind:
                credits[pending:] = [
                    Credit(c.name, token if token in PHOTO or not c.role else c.role) for c in credits[pending:]
                ]
                role = ""
            else:
                role = token
            pending = len(credits)
        elif tokens[index + 1 : index + 2] in _GIVES and (ORGANISATION.fullmatch(token) or everyday(token)):
            pass
        elif is_name(token):
            credits.append(Credit(token, role))
        elif credits and (
            to_simplified(token) in _GIVEN or (role.endswith(PREFIXED) and ORGANISATION.fullmatch(token))
        ):
            pass  # 通讯员 县气象台: nobody's name
        elif padded := _padded(tokens[index:]):
            credits.append(Credit("".join(padded), role))
            index += len(padded) - 1
        else:
            run = [token]
            while index + 1 < len(tokens) and not _is_role(tokens[index + 1]) and not is_name(run[-1]):
                index += 1
                run.append(tokens[index])
            names = _names("".join(run))
            apart = is_name(run[-1]) and not _names("".join(run[:-1]))  # the title of a picture: 古镇晨雾　　李青　摄
            if not names or apart or (len(names) > 1 and _is_deed(names[0])):
                return (), seen
            credits += [Credit(name, role) for name in names]
        index += 1
    return tuple(credits), seen


def _padded(tokens: Sequence[str]) -> Sequence[str]:
    """The single characters at the beginning that are one name: two, or all three where no more follow but a role (欧
    阳 舟)."""
    count = next((at for at, token in enumerate(tokens) if len(token) > 1), len(tokens))
    size = 3 if count - (count > 2 and _is_role(tokens[count - 1])) == 3 else 2
    return tokens[:size] if count >= size and is_name("".join(tokens[:size])) else ()


def _is_deed(token: str) -> bool:
    """Whether it is a verb, which may look like a name: 记者来到南湖镇."""
    import rjieba

    words = rjieba.tag(token)
    return len(words) == 1 and words[0][1].startswith("v")


def everyday(text: str) -> bool:
    """Whether one of the words is of everyday and no name, though it begins like one: 时政, 安全, 成都, 马拉松. Such
    a word is not padded as names are."""
    import rjieba

    tokens = [token for token in _SEPARATORS.split(text) if len(token) > 1]
    tags = [rjieba.tag(token, len(token) == 2) for token in tokens]
    words = (len(parts) == 1 and not parts[0][1].startswith("nr") for parts in tags)
    places = (all(tag.startswith("ns") for _, tag in parts) for parts in tags)
    return any(words) or any(places) or any(len(token) > 2 and is_common(token) for token in tokens)


@lru_cache(maxsize=REMEMBERED)
def bare_names(text: str, told: bool = False) -> tuple[Credit, ...]:
    """The credits of nothing but names, where a byline may stand without a role, or is `told` to stand; empty for
    anything else."""
    text = PADDED.sub(r"\1\2", "".join(text.split()) if _LETTERED.fullmatch(text.strip()) else text.strip())
    tokens = [token for token in _SEPARATORS.split(text) if token]
    rare = any(to_simplified(token)[0] in RARE for token in tokens)
    sure = bool(tokens) and all(map(is_name, tokens)) and (told or not (rare or everyday(text)))
    return tuple(Credit(token, "") for token in tokens) if sure else ()


def pen_name(text: str) -> tuple[Credit, ...]:
    """The credit of a name that nobody is born with (小舟), where an author is told; empty for anything else."""
    named = re.fullmatch("[㐀-鿿]{1,3}[㐀-鿿](?<![社报報网網台部组組局办辦])", text)
    return (Credit(text, ""),) if named and not everyday(text) else ()


def byline(credits: tuple[Credit, ...]) -> tuple[Byline, ...]:
    """The credits with their English: names by GB/T 28039-2011, roles by the table here."""
    from service.names import pinyin

    return tuple(
        Byline(c.name, ANONYMOUS.get(c.name) or pinyin(c.name)[0], c.role, role_english(c.role)) for c in credits
    )
