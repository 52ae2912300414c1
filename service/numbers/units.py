"""What Chinese counts in, and how English says it."""

CURRENCIES = {
    "元": "yuan", "块钱": "yuan", "人民币": "yuan", "美元": "US dollars", "美金": "US dollars", "欧元": "euros",
    "港元": "Hong Kong dollars", "港币": "Hong Kong dollars", "日元": "yen", "英镑": "pounds", "卢布": "rubles",
    "韩元": "won", "卢比": "rupees", "澳元": "Australian dollars", "加元": "Canadian dollars",
    "新台币": "New Taiwan dollars",  "新元": "Singapore dollars", "瑞士法郎": "Swiss francs", "泰铢": "baht",
    "澳门元": "patacas", "澳门币": "patacas", "加拿大元": "Canadian dollars", "澳大利亚元": "Australian dollars",
    "新加坡元": "Singapore dollars", "新西兰元": "New Zealand dollars", "纽元": "New Zealand dollars",
    "林吉特": "ringgit", "印尼盾": "rupiah", "菲律宾比索": "Philippine pesos", "比索": "pesos", "雷亚尔": "reais",
    "兰特": "rand", "里拉": "lira", "里亚尔": "rials", "沙特里亚尔": "Saudi riyals", "迪拉姆": "dirhams",
    "第纳尔": "dinars", "谢克尔": "shekels", "埃镑": "Egyptian pounds", "坚戈": "tenge", "格里夫纳": "hryvnias",
    "图格里克": "tugriks", "瑞典克朗": "Swedish kronor", "挪威克朗": "Norwegian kroner",
    "丹麦克朗": "Danish kroner", "兹罗提": "zlotys", "福林": "forints", "奈拉": "naira", "先令": "shillings",
    "塔卡": "taka", "缅元": "kyats", "缅币": "kyats", "基普": "kip", "瑞尔": "riels",
    "越南盾": "dong", "元新台币": "New Taiwan dollars", "元人民币": "yuan", "元港币": "Hong Kong dollars",
}  # fmt: skip
UNITS = {
    **CURRENCIES,
    "亩": "mu", "公顷": "hectares", "平方公里": "square kilometers", "平方千米": "square kilometers",
    "平方米": "square meters", "平米": "square meters", "公里": "kilometers", "千米": "kilometers", "米": "meters",
    "厘米": "centimeters", "毫米": "millimeters", "海里": "nautical miles", "英里": "miles", "英尺": "feet",
    "公斤": "kilograms", "千克": "kilograms", "斤": "jin", "克": "grams", "毫克": "milligrams", "吨": "tons",
    "千瓦时": "kilowatt-hours", "千瓦": "kilowatts", "兆瓦时": "megawatt-hours", "兆瓦": "megawatts",
    "吉瓦时": "gigawatt-hours", "吉瓦": "gigawatts", "瓦": "watts", "标箱": "TEUs", "度电": "kilowatt-hours",
    "摄氏度": "degrees Celsius", "℃": "degrees Celsius", "度": "degrees", "立方米": "cubic meters", "升": "liters",
    "毫升": "milliliters", "桶": "barrels", "分贝": "decibels",
    "人次": "visits", "人": "people", "名": "people", "位": "people", "户": "households", "辆": "vehicles",
    "年": "years", "月": "months", "周": "weeks", "天": "days", "小时": "hours", "分钟": "minutes", "秒": "seconds",
    "岁": "years old", "周岁": "years old", "倍": "times", "次": "times", "国": "countries", "省": "provinces",
    "市": "cities", "县": "counties", "乡镇": "towns and townships", "镇": "towns", "村": "villages",
    "社区": "communities", "架次": "sorties", "艘": "ships", "册": "volumes", "页": "pages", "字": "characters",
}  # fmt: skip
# What is counted; all other units measure.
COUNTED = frozenset("人次 人 名 位 户 辆 次 国 省 市 县 乡镇 镇 村 社区 架次 艘 册 页 字 标箱 桶".split())
# Measure words: they make a numeral a number and have no English of their own.
MEASURES = (
    *"个家项台架件条种座所间场批处支套起例宗笔张部届期级号只头株棵层道份枚大类款把颗轮封幅幢栋组队片块门班艺章节篇句步点声遍回趟顿",
    *"阵环段箱袋瓶杯双对副集代旬", "季度", "周年", "连冠", "连增", "连任", "车道", "车间", "频道", "人组",
)  # fmt: skip
# Units that come in thousands of another, or that English may turn into its own: factors from the Chinese unit.
CONVERSIONS: dict[str, tuple[str, ...]] = {
    "亩": ("0.0666667", "0.164737"),
    "斤": ("0.5", "0.0005"),
    "公斤": ("0.001", "2"),
    "千克": ("0.001",),
    "千米": ("1000",),
    "公里": ("1000", "2"),
    "米": ("0.001",),
    "里": ("0.5",),
    "千瓦": ("0.001", "1000"),
    "千瓦时": ("0.001",),
    "度电": ("0.001",),
    "吨": ("1000",),
    "平方公里": ("100",),
    "倍": ("100",),
    "周": ("7",),
    "天": ("24",),
}
HEDGES_BEFORE = {
    "近": "nearly", "将近": "nearly", "接近": "nearly", "约": "about", "大约": "about", "约为": "about",
    "大概": "about", "超过": "more than", "超": "more than", "逾": "more than", "突破": "more than",
    "至少": "at least", "不少于": "at least", "不低于": "at least", "不足": "less than", "不到": "less than",
    "低于": "less than", "未满": "less than", "不满": "less than",
    "最多": "at most", "不超过": "at most", "至多": "at most", "高达": "as much as", "达": "",
    **{f"不{may}{bound}": "at least" for may in "得能应可" for bound in ("低于", "少于")},
    **{f"不{may}超过": "at most" for may in "得能应可"},
}  # fmt: skip
HEDGES_AFTER = {
    "余": "more than", "多": "more than", "几": "more than", "以上": "or more", "以下": "or less", "以内": "or less",
    "左右": "about", "上下": "about", "许": "about",
}  # fmt: skip
