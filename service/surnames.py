"""Chinese surnames, and how those are read that are read otherwise elsewhere."""

# The commonest, and rarer ones that page after page of officials has shown.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜"
    "崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛"
    "邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟"
    "应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳"
    "谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普"
    "阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀"
    "习付闫肖贠郇缑郄沐粘税仉俸奂桓琚郏笪逄郗訾綦荀菅蔚羿苍莘蒯衷襄谯贡贲邴郅郦鄂鄞雒靖锁闾衣信展阴昝智幸奉植衡富尧"
    "闭由竺朝怀暴宦励糜璩寿眭恽占承沃蹇矫佴濮隗绳庹闪钭殳厍乜戢宓庾巢钮木郐郧虢麴呙芈昃夔缐妫暨"
)
# Surnames with which words of everyday begin far more often: known in bylines, where little but names stands.
RARE = frozenset(
    "东从代仰候充养凤别双后咸堵宰家山广弓弘慎扶招昌松步毋水汲滑牧益禄秋空籍红终经能萨蓟蓬融诸贝越通酆青韶须鱼"
)
COMPOUND = frozenset(
    "万俟 上官 东方 东郭 令狐 公孙 南宫 司徒 司马 呼延 夏侯 宇文 尉迟 慕容 拓跋 欧阳 澹台 独孤 申屠 百里 皇甫 端木 "
    "西门 诸葛 轩辕 长孙 闻人".split()
)
# Two of these make a Tibetan name, which has no surname: 才仁扎西.
TIBETAN = frozenset(
    "扎西 才仁 次仁 才旦 次旦 泽仁 泽登 卓玛 卓嘎 多吉 平措 彭措 洛桑 旺堆 旺久 旺姆 尼玛 达娃 巴桑 边巴 普布 拉巴 "
    "米玛 格桑 索朗 索南 罗布 诺布 顿珠 丹增 旦增 丹巴 强巴 向巴 土登 白玛 班玛 央金 央宗 仁青 仁增 仁真 曲珍 曲扎 "
    "德吉 加措 嘉措 坚赞 坚参 江村 江措 嘎玛 噶玛 列确 益西 贡布 贡嘎 阿旺 桑珠 桑吉 桑杰 南杰 朗杰 朗吉 晋美 久美 "
    "昂旺 俄日 俄色 拉姆 拉毛 措姆 措毛 卓尕 占堆 更登 根登 更藏 成来 成林 群培 群增 赤列 云丹 尕藏 尕玛 完玛 才让 "
    "切吉 华旦 华多 项欠 公保 官却 觉巴 斯郎 四郎 登巴 登真 巴登 确吉 班觉 班旦 伦珠 龙珠 塔青 旺扎 旺修 旺青 索巴 "
    "松吉 银巴 其美 菊美 加布".split()
)
# Where it is not the commonest reading of the character.
READINGS = {
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "翟": "zhai",
    "覃": "qin", "朴": "piao", "乐": "yue", "缪": "miao", "卜": "bu", "黑": "he", "种": "chong", "召": "shao",
    "繁": "po", "员": "yun", "折": "she", "洗": "xian", "阚": "kan", "祭": "zhai", "参": "shen", "牟": "mu",
    "都": "du", "隗": "wei", "佴": "nai", "乜": "nie", "重": "chong", "秘": "bi", "藏": "zang", "句": "gou",
    "适": "kuo", "薄": "bo", "尉迟": "yuchi", "万俟": "moqi", "令狐": "linghu", "长孙": "zhangsun", "澹台": "tantai",
}  # fmt: skip
# Two readings are in use as a surname: a reader should check.
UNSURE = frozenset("乐覃盖谌隗柏召")
