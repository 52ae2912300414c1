"""The characters in which foreign names are written."""

TRANSLITERATES = frozenset(
    "阿埃艾安昂奥巴白拜班邦包保鲍贝本比彼宾波伯布采查达戴丹当道德登迪蒂丁东杜顿多恩尔法凡范菲费芬丰佛弗福夫盖甘冈"
    "戈格古圭哈海罕汉豪赫黑亨洪胡华怀惠霍基吉加贾简杰金卡凯坎康考柯科克肯孔库奎拉莱兰朗劳勒雷里利林琳隆卢鲁伦罗洛"
    "马玛迈麦曼芒毛梅门蒙米密敏明摩莫默墨姆穆纳娜南内尼妮宁纽努诺欧帕潘庞佩彭蓬皮平珀普奇齐恰乔切琴丘瑞萨塞桑瑟森"
    "沙莎山尚舍申圣施史舒丝斯思苏索所塔泰坦汤特滕提图托瓦万威韦维温文翁沃乌武西希夏香辛欣休许逊雅亚延扬耶叶伊易因"
    "英尤于约赞泽扎詹章珍朱卓兹佐买孜热江唐契歇茨什迦博冯龙朔翰别绍娃吕富"
)
# Those that stand in names of minorities as well, of which a dot has told.
DOTTED = TRANSLITERATES | frozenset("阔吐吾守合丽帕先提旦依赛木古扎甫孜胡浑力洪巧桂拢仓央次仁罗追旺堆措平嘉珠宗")
