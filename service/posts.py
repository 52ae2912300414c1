"""Posts in English, put together from place, level, body and title. Renderings as in the termbase."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from service.names import place_pinyin
from service.patterns import any_of
from service.termbase import adjective

LEVELS = {
    "省": ("Province", "provincial"), "市": ("City", "municipal"), "县": ("County", "county"),
    "区": ("District", "district"), "镇": ("Town", "town"), "乡": ("Township", "township"),
    "街道": ("Subdistrict", "subdistrict"), "州": ("Prefecture", "prefecture"), "村": ("Village", "village"),
    "社区": ("Community", "community"), "自治区": ("Autonomous Region", "regional"),
}  # fmt: skip
ZONES = {
    "高新技术产业开发区": "High-Tech Industrial Development Zone", "高新区": "High-Tech Zone",
    "开发区": "Development Zone", "经济技术开发区": "Economic and Technological Development Zone",
    "经济开发区": "Economic Development Zone", "经开区": "Economic Development Zone", "旅游度假区": "Tourist Resort",
    "度假区": "Tourist Resort", "园区": "Industrial Park", "新区": "New Area", "合作区": "Cooperation Zone",
    "综合实验区": "Comprehensive Pilot Zone", "自贸试验区": "Pilot Free Trade Zone", "自贸港": "Free Trade Port",
    "自由贸易试验区": "Pilot Free Trade Zone", "自由贸易港": "Free Trade Port", "工业园区": "Industrial Park",
    "综合保税区": "Comprehensive Bonded Zone", "保税区": "Bonded Zone", "风景名胜区": "Scenic Area",
    "景区": "Scenic Area", "自然保护区": "Nature Reserve", "产业园区": "Industrial Park", "工业园": "Industrial Park",
    "产业园": "Industrial Park", "科技园": "Science Park", "科技园区": "Science Park",
}  # fmt: skip
# Body → English with the place ({X}: Qinglan County), and without one ({x}: county).
BODIES = {
    "委": ("CPC {X} Committee", "CPC {x} committee"),
    "党委": ("CPC {X} Committee", "Party committee"),
    "委常委会": ("Standing Committee of the CPC {X} Committee", "Standing Committee of the CPC {x} committee"),
    "人大常委会": (
        "Standing Committee of the {X} People's Congress",
        "Standing Committee of the {x} people's congress",
    ),
    "人大": ("{X} People's Congress", "{x} people's congress"),
    "政协": ("{X} Committee of the CPPCC", "{x} committee of the CPPCC"),
    "政府": ("{X} People's Government", "{x} people's government"),
    "人民政府": ("{X} People's Government", "{x} people's government"),
    "纪委": ("{X} Commission for Discipline Inspection", "{x} commission for discipline inspection"),
    "监委": ("{X} Supervisory Commission", "{x} supervisory commission"),
    "法院": ("{X} People's Court", "{x} people's court"),
    "人民法院": ("{X} People's Court", "{x} people's court"),
    "检察院": ("{X} People's Procuratorate", "{x} people's procuratorate"),
    "人民检察院": ("{X} People's Procuratorate", "{x} people's procuratorate"),
    "组织部": ("Organization Department of the CPC {X} Committee", "organization department of the CPC {x} committee"),
    "宣传部": ("Publicity Department of the CPC {X} Committee", "publicity department of the CPC {x} committee"),
    "统战部": (
        "United Front Work Department of the CPC {X} Committee",
        "united front work department of the CPC {x} committee",
    ),
    "社会工作部": (
        "Society Work Department of the CPC {X} Committee",
        "society work department of the CPC {x} committee",
    ),
    "政法委": (
        "Political and Legal Affairs Commission of the CPC {X} Committee",
        "political and legal affairs commission of the CPC {x} committee",
    ),
    "委办公室": ("General Office of the CPC {X} Committee", "general office of the CPC {x} committee"),
    "政府办公室": ("General Office of the {X} People's Government", "general office of the {x} people's government"),
    "人武部": ("{X} People's Armed Forces Department", "{x} people's armed forces department"),
    "党工委": ("Party Working Committee of {X}", "Party working committee"),
    "管委会": ("Administrative Committee of {X}", "administrative committee"),
    "村委会": ("{X} Villagers' Committee", "villagers' committee"),
    "居委会": ("{X} Residents' Committee", "residents' committee"),
    "党支部": ("Party branch of {X}", "Party branch"),
    "党总支": ("general Party branch of {X}", "general Party branch"),
    "总工会": ("{X} Federation of Trade Unions", "{x} federation of trade unions"),
    "妇联": ("{X} Women's Federation", "{x} women's federation"),
    "团委": ("{X} Committee of the Communist Youth League", "{x} committee of the Communist Youth League"),
    "工商联": ("{X} Federation of Industry and Commerce", "{x} federation of industry and commerce"),
    "科协": ("{X} Association for Science and Technology", "{x} association for science and technology"),
    "残联": ("{X} Disabled Persons' Federation", "{x} disabled persons' federation"),
    "融媒体中心": ("{X} Convergence Media Center", "{x} convergence media center"),
    "疾控中心": (
        "{X} Center for Disease Control and Prevention",
        "{x} center for disease control and prevention",
    ),
    "红十字会": ("{X} Red Cross Society", "{x} Red Cross society"),
    "慈善总会": ("{X} Charity Federation", "{x} charity federation"),
    "文联": (
        "{X} Federation of Literary and Art Circles",
        "{x} federation of literary and art circles",
    ),
}
# Departments of a government, without 局, 委 or 厅.
DEPARTMENTS = {
    "发展和改革": "Development and Reform", "发展改革": "Development and Reform", "发改": "Development and Reform",
    "教育": "Education", "外事": "Foreign Affairs", "国资": "State-Owned Assets",
    "民族宗教": "Ethnic and Religious Affairs",
    "粮食和物资储备": "Grain and Material Reserves", "乡村振兴": "Rural Revitalization", "水务": "Water Affairs",
    "城市管理": "Urban Management", "城管": "Urban Management", "广播电视": "Radio and Television", "数据": "Data",
    "机关事务": "Government Offices Administration", "金融": "Finance", "知识产权": "Intellectual Property",
    "经济和信息化": "Economy and Information Technology", "经信": "Economy and Information Technology",
    "科技": "Science and Technology", "科学技术": "Science and Technology", "公安": "Public Security",
    "民政": "Civil Affairs", "司法": "Justice", "财政": "Finance", "审计": "Audit", "统计": "Statistics",
    "林业": "Forestry", "人力资源和社会保障": "Human Resources and Social Security",
    "人社": "Human Resources and Social Security", "自然资源": "Natural Resources",
    "自然资源和规划": "Natural Resources and Planning", "生态环境": "Ecology and Environment",
    "住房和城乡建设": "Housing and Urban-Rural Development", "住建": "Housing and Urban-Rural Development",
    "交通运输": "Transport", "交通": "Transport", "水利": "Water Resources",
    "农业农村": "Agriculture and Rural Affairs", "商务": "Commerce", "文化和旅游": "Culture and Tourism",
    "文旅": "Culture and Tourism", "卫生健康": "Health", "卫健": "Health", "应急管理": "Emergency Management",
    "退役军人事务": "Veterans Affairs", "市场监督管理": "Market Regulation", "市场监管": "Market Regulation",
    "医疗保障": "Healthcare Security", "医保": "Healthcare Security", "体育": "Sports", "税务": "Tax",
    "气象": "Meteorological", "综合行政执法": "Comprehensive Administrative Law Enforcement",
    "信访": "Public Complaints", "招商": "Investment Promotion",
}  # fmt: skip
OFFICES = {"局": "Bureau", "委": "Commission", "厅": "Department", "办": "Office"}
TITLES = {
    "书记": "secretary", "主席": "chairperson", "主任": "director", "委员": "member",
    "常委": "Standing Committee member", "部长": "head", "局长": "director", "院长": "president",
    "检察长": "procurator-general", "秘书长": "secretary-general", "组长": "head", "成员": "member",
    "主任委员": "chairperson", "厅长": "director", "处长": "head", "科长": "section chief", "负责人": "head",
    "主要负责人": "principal head", "总经理": "general manager", "政委": "political commissar", "董事长": "chairman",
    "校长": "president", "所长": "director", "站长": "station head", "会长": "president", "行长": "president",
    "馆长": "curator", "社长": "director", "总编辑": "editor-in-chief", "理事长": "chairman", "总裁": "president",
    "经理": "manager", "队长": "captain", "工程师": "engineer", "专员": "commissioner", "厂长": "factory head",
    "镇长": "town head", "乡长": "township head", "村长": "village head", "县长": "county head",
    "总工程师": "chief engineer", "教导员": "political instructor",
    "区长": "district head", "市长": "mayor", "省长": "governor", "州长": "prefecture head",
}  # fmt: skip
PLAIN = {
    "总书记": "general secretary", "国家主席": "president", "总理": "premier",
    "国务院总理": "premier of the State Council", "外交部长": "foreign minister",
    "外交部发言人": "Foreign Ministry spokesperson", "发言人": "spokesperson", "总统": "president",
    "首相": "prime minister", "大使": "ambassador", "国务委员": "state councilor",
    "中央军委主席": "chairman of the Central Military Commission", "村支书": "village Party secretary",
    "村党支部书记": "secretary of the village Party branch",
    "村党总支书记": "secretary of the village general Party branch", "党支部书记": "secretary of the Party branch",
    "村委会主任": "director of the villagers' committee", "教授": "professor", "研究员": "researcher",
    "院士": "academician", "村民": "villager", "居民": "resident", "企业家": "entrepreneur",
    "县领导": "county leader", "市领导": "city leader", "省领导": "provincial leader", "领导": "leader",
    "党组书记": "secretary of the leading Party members' group", "专家": "expert", "医生": "doctor",
    "党组成员": "member of the leading Party members' group", "司令员": "commander", "创始人": "founder",
    "种粮大户": "large-scale grain grower", "种植大户": "large-scale grower", "老师": "teacher", "教师": "teacher",
    "学生": "student", "民警": "police officer", "志愿者": "volunteer", "农艺师": "agronomist", "律师": "lawyer",
    "网格员": "grid worker", "全国人大代表": "deputy to the National People's Congress",
    "全国政协委员": "member of the National Committee of the CPPCC", "党员": "Party member", "职工": "worker",
}  # fmt: skip
# Titles in other countries, some of which have another English there.
TITLES_ABROAD = {
    "副总统": "vice president", "总统": "president", "副总理": "deputy prime minister", "总理": "prime minister",
    "首相": "prime minister", "外交部长": "foreign minister", "外长": "foreign minister", "财长": "finance minister",
    "国防部长": "defense minister", "防长": "defense minister", "国王": "king", "议长": "speaker", "大使": "ambassador",
    "驻华大使": "ambassador to China", "国家主席": "president", "国务卿": "secretary of state",
    "副国务卿": "deputy secretary of state", "外务大臣": "foreign minister", "外相": "foreign minister",
    "防卫大臣": "defense minister", "防卫相": "defense minister", "官房长官": "chief cabinet secretary",
    "财政部长": "finance minister", "副外长": "deputy foreign minister", "国家安全顾问": "national security adviser",
    "总统特使": "presidential special envoy", "总统外事顾问": "presidential foreign affairs adviser",
    "央行行长": "central bank governor", "驻联合国代表": "ambassador to the United Nations",
    "总参谋长": "chief of the general staff", "内政部长": "interior minister", "当选总统": "president-elect",
    "总统当选人": "president-elect", "总检察长": "attorney general",
}  # fmt: skip
VICES = {"常务副": "executive deputy", "第一副": "first deputy", "副": "deputy"}
# With these heads English has vice, not deputy.
VICE_HEADS = ("chairperson", "chairman", "president", "premier", "governor", "mayor", "prime minister", "minister")
# Ranks, which stand behind a name.
RANKS = {
    "海军上将": "admiral", "海军中将": "vice admiral", "海军少将": "rear admiral",
    "空军上将": "air force general", "陆军大校": "army senior colonel", "海军大校": "navy senior colonel",
    "空军大校": "air force senior colonel", "陆军上校": "army colonel", "空军上校": "air force colonel",
    "上将": "general", "中将": "lieutenant general", "少将": "major general", "大校": "senior colonel",
    "上校": "colonel", "中校": "lieutenant colonel", "少校": "major",
}  # fmt: skip
# What heads of government are called in China, and in other countries.
HEADS_ABROAD = {"vice premier": "deputy prime minister", "premier": "prime minister", "Premier": "Prime Minister"}
# Titles behind a name, as English has them before it.
CALLED = {
    "总理": "Premier", "总统": "President", "首相": "Prime Minister", "外长": "Foreign Minister", "国王": "King",
    "国务卿": "Secretary of State", "总书记": "General Secretary", "院士": "Academician", "教授": "Professor",
    "大使": "Ambassador", "省长": "Governor", "市长": "Mayor",
}  # fmt: skip
GROUP = "leading Party members' group"


_PLACED = any_of(LEVELS)
_PART = re.compile(
    rf"(?:(?P<place>(?!自治|{any_of(ZONES)})(?:(?![副委党政府省市县区镇乡村级])[\u4e00-\u9fff]){{2,5}}?)(?:(?P<at>{_PLACED})|(?={any_of(ZONES)}))|(?P<level>{_PLACED}))?"
    rf"(?P<zone>{any_of(ZONES)})?(?:(?:委(?=[组宣统政社]))?(?P<body>{any_of(BODIES)})|委?(?P<department>{any_of(DEPARTMENTS)})(?P<office>{any_of(OFFICES)}))?"
    rf"(?P<branch>党委|党组)?(?P<vice>{any_of(VICES)})?(?P<title>{any_of(TITLES)})"
)

# Before the name of a city or county the province that it is in: 湖北襄阳市委.
_PROVINCE = re.compile(
    "^(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古)"
    "(?=[\u4e00-\u9fff]{2})"
)
# An office by its name (县统计局, 青岚县市场监管局), not as part of a post nor with what is before it (记者从市统计局).
OFFICE = re.compile(
    rf"(?:(?:(?!记者|[从据在由向对到经][省市县区]|[副委党政府省市县区镇乡村])[\u4e00-\u9fff]){{2,3}}(?=[省市县区]))?[省市县区]?"
    rf"(?:{any_of(DEPARTMENTS)})(?:{any_of(OFFICES)})(?!党委|党组|副|{any_of(TITLES)})"
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a post is held, as far as the part before said: place in English, level in Chinese, body in English."""

    place: str = ""
    level: str = ""
    body: str = ""


def post_english(post: str, place: str = "", level: str = "") -> str:
    """A post in English; "" when a part is unknown.

    `place` is the romanised name (without its level: "Qinglan") and `level` the Chinese level (县) of the place that
    the article is about: they name what the article leaves out. Posts joined by 、 share the first one's body, which
    English names behind the last.
    """
    home, seat = Seat(f"{place} {LEVELS[level][0]}" if place and level in LEVELS else "", level), Seat()
    found = []
    for part in re.split("[、兼]", post):
        english, seat = _part(part, home, seat)
        if not english:
            return ""
        found.append(english)
    return adjective(both(_sharing(found)))


def _sharing(posts: Sequence[str]) -> list[str]:
    """The posts; those right before the last that are held in the body that it names leave it to that one."""
    shared = "".join(posts[-1].partition(" of the ")[1:])
    run = takewhile(lambda post: shared and post.endswith(shared), reversed(posts[:-1]))
    first = len(posts) - 1 - len(list(run))
    return [*posts[:first], *(post.removesuffix(shared) for post in posts[first:-1]), posts[-1]]


def both(posts: Sequence[str]) -> str:
    """Posts of one person in a row: "mayor, secretary and head"."""
    return " and ".join(filter(None, (", ".join(posts[:-1]), posts[-1])))


def office_english(name: str, place: str = "", level: str = "") -> str:
    """An office in English, as a post in it has it; "" when it is unknown."""
    head, _, office = post_english(f"{name}成员", place, level).partition(" of the ")
    return office if head == TITLES["成员"] else ""


def _part(post: str, home: Seat, before: Seat) -> tuple[str, Seat]:
    vice = next((v for v in VICES if v in post), "")
    plain = PLAIN.get(post.replace(vice, "", 1), "")
    if plain and not (before.body and post.startswith("党组")):
        return role(vice, plain), before
    match = _PART.fullmatch(post)
    if not match:
        return "", before
    seat = _seat(match, home, before)
    title = match["title"]
    if title[0] in LEVELS and title.endswith("长"):
        named = seat.place if match["place"] else ""
        return role(match["vice"], TITLES[title]) + (f" of {named}" if named else ""), seat
    body = {"党组": f"{GROUP} of the {seat.body}" if seat.body else GROUP, "党委": _party_committee(seat)}.get(
        match["branch"] or "", seat.body
    )
    if title == "主席" and not match["body"] and seat.level == "自治区":
        body = seat.place or "autonomous region"
    if title == "常委" and body:
        return f"member of the Standing Committee of the {body}", seat
    head = "chairperson" if title == "主任" and "people's congress" in body.lower() else TITLES[title]
    return role(match["vice"], head) + (f" of the {body}" if body else ""), seat


def _party_committee(seat: Seat) -> str:
    return f"Party committee of the {seat.body}" if seat.body else "Party committee"


def role(vice: str | None, head: str) -> str:
    """A title with its rank: 副 and "mayor" make "vice mayor"."""
    if not vice:
        return head
    rank = VICES[vice]
    return f"{rank.replace('deputy', 'vice') if head.startswith(VICE_HEADS) else rank} {head}"


def _seat(match: re.Match[str], home: Seat, before: Seat) -> Seat:
    """The seat that a part names; what it leaves out is that of the part before."""
    level = match["at"] or match["level"] or before.level
    called = match["place"] or ""
    called = called if match["at"] == "自治区" else _PROVINCE.sub("", called)
    if match["at"]:
        place = f"{place_pinyin(called)} {LEVELS[level][0]}"
    elif called:
        place = place_pinyin(called)
    elif match["level"]:
        place = home.place if match["level"] == home.level else ""
    else:
        place = before.place
    if match["zone"]:
        zone = ZONES[match["zone"]]
        place = f"the {place} {zone}" if place else f"the {zone}"
    if not match["body"] and not match["department"]:
        return Seat(place, level, before.body)
    lower = LEVELS[level][1] if level in LEVELS else "local"
    if match["department"]:
        name = f"{DEPARTMENTS[match['department']]} {OFFICES[match['office']]}"
        return Seat(place, level, f"{place} {name}" if place else f"{lower} {name.lower()}")
    named, unnamed = BODIES[match["body"]]
    return Seat(place, level, named.format(X=place) if place else unnamed.format(x=lower))
