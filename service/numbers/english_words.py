"""The words that English has for numbers, months, parts and currencies."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTHS = "January February March April May June July August September October November December"
ONES = {word: n for n, word in enumerate(_ONES.split())}
TENS = {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
BIG = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mn": 10**6,
       "bn": 10**9, "mln": 10**6, "bln": 10**9, "trn": 10**12}  # fmt: skip
# Letters tied to digits that multiply them: 3.5bn, 20k. "m" does beside a currency alone: 400m hurdles.
SUFFIXES = {"k": 10**3, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
ORDINALS = {word: n for n, word in enumerate(_ORDINALS.split(), 1)} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
MONTHS = {name[:size].lower(): n for n, name in enumerate(_MONTHS.split(), 1) for size in (3, len(name))} | {"sept": 9}
# Months that are words as well: they need a date about them.
DOUBTFUL_MONTHS = ("may", "march", "mar", "sep")
# How many of a part make the whole, by the word for one of them.
PARTS = {"half": 2, "halve": 2, "quarter": 4} | {word: n for word, n in ORDINALS.items() if n > 2}
WORDS = {"double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2, "both": 2, "pair": 2,
         "couple": 2, "bilateral": 2, "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "thrice": 3,
         "trilateral": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10,
         "once": 1, "single": 1, "primary": 1, "secondary": 2,
         "tertiary": 3, "dozen": 12, "decade": 10, "century": 100, "fortnight": 14, "noon": 12,
         "midnight": 0}  # fmt: skip
# Words that multiply what stands before them: three decades, two dozen.
LOTS = {"dozen": 12, "decades": 10, "centuries": 100, "century": 100, "fold": 1}
# What may be had one and a half of: a year and a half, an hour and a half.
PERIODS = frozenset("year month week day hour minute century decade meter metre mile kilometer kilometre".split())
# Words for many of a kind, by the least that they say: tens of thousands, several hundred, decades.
MANY = {"tens": 10, "dozens": 10, "scores": 10, "decades": 10, "hundreds": 10**2, "centuries": 10**2,
        "thousands": 10**3, "millennia": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12}  # fmt: skip
SOME = ("several", "multi", "few", "some", "many", "multiple", "numerous")
CURRENCIES = (
    ("US dollars", r"(?:US|U\.S\.)\s?\$|(?:US|U\.S\.|American) dollars?|USD"),
    ("Hong Kong dollars", r"HK\s?\$|Hong Kong dollars?|HKD"),
    ("New Taiwan dollars", r"NT\s?\$|(?:New )?Taiwan dollars?|NTD|TWD"),
    ("Australian dollars", r"AU?\s?\$|Australian dollars?|AUD"),
    ("Canadian dollars", r"CA?\s?\$|Canadian dollars?|CAD"),
    ("Singapore dollars", r"SG?\s?\$|Singapore dollars?|SGD"),
    ("US dollars", r"\$|dollars?"),
    ("yuan", r"RMB|CNY|[¥￥]|(?:Chinese )?yuan|renminbi"),
    ("yen", r"JPY|(?:Japanese )?yen"),
    ("euros", r"EUR|€|euros?"),
    ("pounds", r"GBP|£|pounds?(?: sterling)?"),
    ("rubles", r"RUB|roubles?|rubles?"),
    ("won", r"KRW|₩|(?:South )?(?:Korean )?won"),
    ("rupees", r"INR|₹|(?:Indian )?rupees?"),
)
