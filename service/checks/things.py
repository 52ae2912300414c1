"""Plants, animals, metals and works that the English names and of which the Chinese does not speak."""

import re
from collections.abc import Iterator
from functools import cache

from service.checks.form import Complaint
from service.checks.lexicon import licensed, stem

# English words, singular, that mean little else, and the characters one of which is in what they render. Whether a
# sentence in good English has such a word without them was counted on the pairs of the dev sets.
_THINGS = """
wheat 麦  barley 麦稞  sorghum 高粱  millet 谷米粟糜黍  maize,corn 米  potato 薯土豆芋  peanut 花生
soybean,soya 豆  cotton 棉绵  sugarcane 蔗  rapeseed 油菜  sunflower 葵向日  sesame 芝麻  tobacco 烟
bamboo 竹笋筷箩篾筏  pine 松  poplar 杨  willow 柳  apple 苹果  pear 梨  peach 桃  grape 葡萄提  banana 蕉
watermelon 瓜  strawberry,blueberry,cranberry 莓果  cherry 樱圣  jujube 枣  walnut 核桃  chestnut 栗  kiwifruit 猕奇异
lychee,litchi 荔  longan 龙眼桂圆  mango 芒果  pineapple 菠萝凤梨  pomegranate 石榴  persimmon 柿  apricot 杏
tomato 番茄西红柿圣女小  cucumber 瓜  eggplant 茄  cabbage 菜蓝  carrot 萝卜  garlic 蒜  ginger 姜  onion 葱
mushroom 菇菌蘑耳  pumpkin 瓜  lettuce 菜莴苣  chili 椒辣  seaweed 藻海带紫菜  kelp 海带藻
pig,pork 猪豚肉  sheep,lamb,mutton,goat 羊羔肉  cattle,cow,beef,yak 牛  horse 马骑驹  donkey 驴  camel 驼  rabbit 兔
chicken 鸡禽  duck 鸭  goose,geese 鹅雁  shrimp,prawn,lobster 虾  crab 蟹  oyster 蚝蛎  bee,honey 蜂蜜  silkworm 蚕
deer 鹿  elephant 象  tiger 虎  panda 熊猫  monkey 猴猿  snake 蛇  mosquito 蚊  locust 蝗
copper 铜  aluminum,aluminium 铝  lithium 锂  uranium 铀浓  nickel 镍  tungsten 钨  cobalt 钴  zinc 锌  manganese 锰
gold 金  silver 银  diamond 钻金刚石  jade 玉翡翠  coal 煤炭  rubber 橡胶  marble 大理石
snow,snowfall,snowstorm 雪  hail,hailstone 雹  fog 雾  volcano 火山  earthquake 震  typhoon 台风  drought 旱荒
hurricane,tornado 飓风龙卷  avalanche 雪崩  tsunami 海啸
museum 博物馆院  library 图书馆库  subway 地铁轨轻  tunnel 隧洞棚  canal 运河渠  dam 坝库堰堤电  cemetery 墓陵园
helicopter 直升飞机  submarine 潜艇水海  drone 无人机  satellite 星  rocket 火箭  bicycle 单车自行骑
vaccine 苗疫免  cancer 癌瘤  diabetes 糖尿  pneumonia 肺炎  malaria 疟  tuberculosis 结核痨  dengue 登革骨痛热
"""


def things_added(zh: str, en: str) -> Iterator[Complaint]:
    """A thing in small letters, of a kind that one cannot take for another, for which the Chinese has no character and
    no word that the lexicon renders by it."""
    for word in dict.fromkeys(re.findall(r"(?<![\w’'-])[a-z]{3,}\b", en)):
        characters = _things().get(word)
        spoken_of = not characters or any(character in zh for character in characters)
        if not spoken_of and stem(word) not in licensed(zh):
            yield f"the source does not speak of {word}", "", word


@cache
def _things() -> dict[str, str]:
    """By an English word, of one and of more, its characters."""
    rows = (row.split() for line in _THINGS.splitlines() for row in re.split(r"\s{2,}", line.strip()) if row)
    return {
        form: characters
        for words, characters in rows
        for word in words.split(",")
        for form in (word, f"{word}s", f"{word}es", re.sub("y$", "ies", word))
    }
