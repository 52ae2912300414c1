"""The fixed English phrases of a briefing: what the product itself says around what the papers say.

Braces are filled in by whoever writes the phrase; what goes in is never itself a phrase with braces.
"""

BRIEFING = "Briefing: {name}"
NOTHING = "No article is finished yet."
ONE_STORY, STORIES = "1 article", "{number} articles"
CONTENTS = "CONTENTS"
MACHINE = "Machine translation"
CREATED = "Made {moment}"

# the head of an item
ORIGINAL = "原题: "
NO_HEADLINE = "no headline was found"
NO_PUBLISHER = "source not stated"
NO_DATE = "date not stated"
NO_YEAR = "[year not stated]"
YEAR_INFERRED = "[year inferred: {year}, {reason}]"
BY = "By "
DATELINE = "Dateline: "
EXCERPT = {
    "to": "[Excerpt: continues on {page}, not held]",
    "from": "[Excerpt: begins on {page}, not held]",
}
JOINED = {
    "to": "[Continued on {page}, joined here]",
    "from": "[Begins on {page}, joined here]",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# the sections of an item
AT_A_GLANCE = "AT A GLANCE"
FIVE_WS = "WHO / WHAT / WHEN / WHERE / WHY"
QUESTIONS = {"who": "Who", "what": "What", "when": "When", "where": "Where", "why": "Why"}
NOT_STATED = "not stated"
KEY_FIGURES = "KEY FIGURES"
FIGURE_COLUMNS = ("Value", "As printed", "Meaning", "Sentence")
KEY_QUOTES = "KEY QUOTES"
PEOPLE = "PEOPLE"
FULL_TRANSLATION = "FULL TRANSLATION"
PAIR_COLUMNS = ("Sentence", "中文", "English")
TERMS = "TERMS"
UNVERIFIED = "[unverified rendering]"
NOTES = "TRANSLATOR'S NOTES"
QUALITY = "QUALITY"
PROVENANCE = "PROVENANCE"

DOUBTED = "[a check complains of {sentences}]"
REWORDED = "[wording by the summariser; the Chinese is its evidence]"
UNCERTAIN = "[reading of the name to be checked]"
NO_TRANSLATION = "[no translation]"
PARTS = {"kicker": "kicker", "title": "headline", "deck": "deck", "body": "", "caption": "caption"}
ORIGINS = {
    "mt": "",
    "mt-retry": "second try: a check rejected the first translation",
    "verbatim": "taken over as printed: nothing to translate",
    "memory": "from the translation memory",
    "human": "translated by a person",
}
LEVELS = {"high": "High", "moderate": "Moderate", "low": "Low"}
CONFIDENCE = {"high": "", "moderate": "moderate confidence", "low": "low confidence"}
UNSURE = "the engine was unsure"

NOT_REVIEWED = "Machine translation, not reviewed"
REVIEWED = "Machine translation, reviewed by {name}"
EDITED = "Edited by {name}"
OUTDATED = "Signed by {name}, before it was changed"
TRANSLATED_BY = "Translated by {engine} {model}, weights {digest}"
POINTS_BY = "Points: {summary}"
TERMBASE = "Termbase version {version}"
SIGNATURE = "Signature {signature}"
SOURCE_DIGEST = "Source SHA-256 {digest}"

# the end of a briefing: what of the source is in no article
REST = "THE REST OF THE SOURCE"
FURNITURE = "PAGE FURNITURE"
REPAIRS = "REPAIRS TO THE SOURCE"
UNASSIGNED = "UNASSIGNED TEXT"
NONE = "none"
REPAIR_KINDS = {"doubled": "doubled type", "quotes": "scrambled quotation marks", "encoding": "bytes not decoded"}
REPAIR_COLUMNS = ("Kind", "Characters", "In the source", "Read as")
