"""Landmarks: rivers, lakes, bridges, tunnels, stations, zones, roads and ships, and what they are called after."""

import re
from collections.abc import Iterator, Mapping

from service.checks.lexicon import words_across
from service.dictionary import is_common
from service.names import place_pinyin
from service.posts import ZONES
from service.termbase import Termbase

WATERS = {"河": "River", "江": "River", "湖": "Lake", "溪": "Stream", "水库": "Reservoir"}
LANDMARKS = WATERS | ZONES | {
    "遗址": "Site", "隧道": "Tunnel", "大桥": "Bridge", "林场": "Forest Farm", "农场": "Farm",
}  # fmt: skip
FACILITIES = {kind: LANDMARKS[kind] for kind in ("隧道", "大桥", "水库")} | {
    "特大桥": "Bridge", "火车站": "Railway Station",
    "站": "Station", "东站": "East Railway Station", "南站": "South Railway Station", "西站": "West Railway Station",
    "北站": "North Railway Station", "高铁站": "High-Speed Railway Station", "机场": "Airport", "口岸": "Port",
    "水电站": "Hydropower Station", "服务区": "Service Area", "收费站": "Toll Gate", "煤矿": "Coal Mine",
    "电厂": "Power Plant",
}  # fmt: skip
_FACILITY = "|".join(sorted(FACILITIES, key=len, reverse=True))
_AFTER = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2,4}}?)(?P<kind>{_FACILITY})(?![点台长位立姿岗住稳]|在一|出来|起来)")
# What ships are, before the name of one.
_SHIP = re.compile(
    "(?:驱逐|护卫|补给|登陆|攻击|扫雷|训练|测量|支援|侦察)舰"
    "(?P<ship>(?P<name>(?:(?![和与及为对是在从到向]|护卫|驱逐|补给|登陆|扫雷|编队|中国)[\u4e00-\u9fff]){2,3})舰)(?![艇队])"
)


# A ship without its type before it, which is told by the place that it is called after.
_NAMED = re.compile("(?=(?P<name>[\u4e00-\u9fff]{2,4})舰(?![艇队载长船炮桥体员首岛用指只群机]))")


# A road or street, told by what stands before it and by what is said to be at it (鲁山路以东, 在幸福路162号).
_ROAD = re.compile(
    "(?:^|(?<=[，。、；：（因在沿对至从经与和及区市县镇乡是于]))(?P<name>(?P<stem>(?![因在沿对至从经与和及是于的各])[\u4e00-\u9fff]{2,3}?)"
    "(?P<side>[东西南北中]?)(?P<kind>大道|大街|路|街))"
    "(?=[东西南北中]段|沿线|两[侧旁]|路口|[与至][\u4e00-\u9fff]{2,4}[路街道]|以[东西南北]|[东西南北]侧|附近|交叉|一带(?!一路)|\\d+号|供[水电热气])"
)
# With what 路 and 街 are no names: 公路沿线, 丝绸之路沿线, 快速路.
_NO_ROAD = frozenset("铁公道线思出网一丝半水陆电航条城村步车大小老之环速该这些里")
_ROADS = {"大道": "Avenue", "大街": "Street", "路": "Road", "街": "Street"}
_SIDES = {"东": " East", "西": " West", "南": " South", "北": " North", "中": " Middle", "": ""}


def roads(text: str) -> Mapping[str, str]:
    """Roads and streets with their English: 团结西路, Tuanjie West Road."""
    return {
        road["name"]: f"{place_pinyin(road['stem'])}{_SIDES[road['side']]} {_ROADS[road['kind']]}"
        for road in _ROAD.finditer(text)
        if road["stem"][-1] not in _NO_ROAD and not is_common(road["name"]) and road.start() not in words_across(text)
    }


def ships(text: str, termbase: Termbase) -> Mapping[str, str]:
    """Warships with their English; they are called after places: 护卫舰大庆舰, the frigate Daqing."""
    found = {ship["ship"]: place_pinyin(ship["name"]) for ship in _SHIP.finditer(text)}
    for name in (ship["name"] for ship in _NAMED.finditer(text)):
        levels = [name, *(f"{name}{level}" for level in "市省县区岛")]
        places = [term for term in map(termbase.terms.get, levels) if term and term.kind == "place"]
        water = name[-1] in "湖山岭河江" and bool(places)
        if places and f"{name}舰" not in termbase.terms:
            found.setdefault(f"{name}舰", place_pinyin(name) if water else _without_level(places[0].en))
    return found


def _without_level(english: str) -> str:
    return re.sub(" (?:City|Province|County|District|Island)$", "", english)


def called_after(text: str, termbase: Termbase) -> Iterator[tuple[str, str]]:
    """Tunnels, stations, ports of entry and the like that are called after a county or city without its level
    (彝良隧道), with their English."""
    for match in _AFTER.finditer(text):
        for stem in (match["stem"][at:] for at in range(len(match["stem"]) - 1)):
            levels = () if is_common(stem) else "县市区旗"
            named = [term for level in levels for term in [termbase.terms.get(stem + level)] if term]
            if english := next((term.en.rpartition(" ")[0] for term in named if term.kind == "place"), ""):
                yield stem + match["kind"], f"{english} {FACILITIES[match['kind']]}"
                break


def landmark(name: str) -> str:
    """The English of a river, bridge or the like; "" for what is none."""
    kind = max((kind for kind in LANDMARKS if name.endswith(kind)), key=len, default="")
    return f"{place_pinyin(name.removesuffix(kind))} {LANDMARKS[kind]}" if kind else ""
