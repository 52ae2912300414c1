"""Posts in English, put together from level, place, body and title (renderings: docs of the seed termbase)."""

import re

LEVELS = {"省": "Province", "市": "City", "县": "County", "区": "District", "镇": "Town", "乡": "Township",
          "街道": "Subdistrict", "州": "Prefecture", "村": "Village"}  # fmt: skip
LOWER = {"省": "provincial", "市": "city", "县": "county", "区": "district", "镇": "town", "乡": "township",
         "街道": "subdistrict", "州": "prefecture", "村": "village"}  # fmt: skip
# Body → English: with {X} the place ("Qinglan County"), without a place {x} the level ("county").
BODIES = {
    "委": ("CPC {X} Committee", "CPC {x} committee"),
    "党委": ("CPC {X} Committee", "Party committee"),
    "委常委会": ("Standing Committee of the CPC {X} Committee", "Standing Committee of the CPC {x} committee"),
    "人大常委会": ("Standing Committee of the {X} People's Congress", "Standing Committee of the {x} people's congress"),
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
    "委组织部": ("Organization Department of the CPC {X} Committee", "organization department of the CPC {x} committee"),
    "委宣传部": ("Publicity Department of the CPC {X} Committee", "publicity department of the CPC {x} committee"),
    "委统战部": ("United Front Work Department of the CPC {X} Committee", "united front work department of the CPC {x} committee"),
    "委政法委": ("Political and Legal Affairs Commission of the CPC {X} Committee", "political and legal affairs commission of the CPC {x} committee"),
}  # fmt: skip
TITLES = {
    "书记": "secretary", "主席": "chairperson", "主任": "director", "委员": "member", "常委": "Standing Committee member",
    "部长": "head", "局长": "director", "院长": "president", "检察长": "procurator-general", "秘书长": "secretary-general",
    "组长": "head", "成员": "member", "主任委员": "chairperson", "厅长": "director", "处长": "head", "科长": "section chief",
    "办公室主任": "office director", "负责人": "head", "主要负责人": "principal head", "总经理": "general manager",
    "董事长": "chairman", "校长": "president", "所长": "director", "站长": "station head", "会长": "president",
    "行长": "president", "馆长": "curator", "社长": "director", "总编辑": "editor-in-chief", "理事长": "chairman",
    "总裁": "president", "经理": "manager", "队长": "captain", "工程师": "engineer", "专员": "commissioner",
}  # fmt: skip
PLAIN = {
    "总书记": "general secretary", "国家主席": "president", "总理": "premier", "国务院总理": "premier of the State Council",
    "副总理": "vice premier", "外交部长": "foreign minister", "外交部发言人": "Foreign Ministry spokesperson", "发言人": "spokesperson",
    "总统": "president", "首相": "prime minister", "大使": "ambassador", "国务委员": "state councilor", "中央军委主席": "chairman of the Central Military Commission",
    "省长": "governor", "市长": "mayor", "县长": "county head", "区长": "district head", "镇长": "town head", "乡长": "township head",
    "村支书": "village Party secretary", "村党支部书记": "secretary of the village Party branch", "党支部书记": "secretary of the Party branch",
    "村委会主任": "director of the villagers' committee", "教授": "professor", "研究员": "researcher", "院士": "academician",
    "记者": "reporter", "村民": "villager", "居民": "resident", "企业家": "entrepreneur", "县领导": "county leader", "市领导": "city leader",
    "省领导": "provincial leader", "领导": "leader", "总书记、国家主席": "general secretary and president", "党组书记": "secretary of the leading Party members' group",
    "党组副书记": "deputy secretary of the leading Party members' group", "党组成员": "member of the leading Party members' group",
    "专家": "expert", "医生": "doctor", "司令员": "commander", "政委": "political commissar", "工委主任": "director of the working committee",
    "人大主席": "chairperson of the people's congress", "负责人": "head", "创始人": "founder", "种粮大户": "large-scale grain grower",
}  # fmt: skip
GROUP = "leading Party members' group"
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_BODY = "|".join(sorted(BODIES, key=len, reverse=True))
_LEVEL = "|".join(LEVELS)
_PARSE = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{2,4}}?)??(?P<level>{_LEVEL})?(?P<body>{_BODY})?(?P<group>党组)?(?P<vice>常务副|第一副|副)?(?P<title>{_TITLE}|[省市县区镇乡]长)"
)


def post_english(post: str, place: str = "", level: str = "") -> str:
    """A post in English; "" when a part is unknown.

    `place` is the romanised name (without its level: "Qinglan") and `level` the Chinese level (县) of the place that the
    article is about: they name what the article leaves out. Several posts joined by 、 share the first one's body.
    """
    found, body = [], ("", "")
    for part in re.split("[、兼]", post):
        english, body = _one(part, place, level, body)
        if not english:
            return ""
        found.append(english)
    return " and ".join(found)


def _one(post: str, place: str, level: str, inherited: tuple[str, str]) -> tuple[str, tuple[str, str]]:
    vice = next((v for v in ("常务副", "第一副", "副") if v in post), "")
    bare = post.replace(vice, "") if vice else post
    prefix = {"常务副": "executive deputy ", "第一副": "first deputy ", "副": "deputy "}.get(vice, "")
    if bare in PLAIN and not (inherited[0] and bare.startswith("党组")):
        return prefix + PLAIN[bare], inherited
    match = _PARSE.fullmatch(post)
    if not match:
        return "", inherited
    title = match["title"]
    if title[0] in LEVELS and title[1] == "长":
        head = PLAIN[title]
        return prefix + (f"{head} of {_place(match, place, level)[0]}" if match["place"] else head), inherited
    body = inherited[0]
    if match["body"]:
        named, lower = _place(match, place, level)
        forms = BODIES[match["body"]]
        body = forms[0].format(X=named) if named else forms[1].format(x=lower)
    if match["group"]:
        of = f"{GROUP} of the {body}" if body else GROUP
    else:
        of = body
    role = "chairperson" if title == "主任" and "people's congress" in body.lower() else TITLES[title]
    role = prefix.replace("deputy", "vice") + role if role == "chairperson" else prefix + role
    return (f"{role} of the {of}" if of else role), (body, "")


def _place(match: re.Match[str], place: str, level: str) -> tuple[str, str]:
    from service.names import place_pinyin

    of = match["level"] or level
    if match["place"]:
        return f"{place_pinyin(match['place'])} {LEVELS.get(of, '')}".strip(), ""
    if of == level and place:
        return f"{place} {LEVELS[of]}", ""
    return "", LOWER.get(of, "local")
