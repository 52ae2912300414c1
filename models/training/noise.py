"""What the service's sources look like and a parallel corpus does not: English inside the Chinese, lost punctuation.

Terms and names reach a sentence model as English inside its Chinese source (code-switching; Dinu et al. 2019, "Training
Neural Machine Translation to Apply Terminology Constraints"). A model that has seen such sources copies them.
"""

import random
import re
from collections.abc import Mapping

WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%"}
_PUNCTUATION = re.compile("[，。；、：“”]")


def code_switch(
    zh: str, en: str, lexicon: Mapping[str, tuple[str, ...]], longest: int, rng: random.Random
) -> str | None:
    """`zh` with one to three of its terms replaced by the English that `en` has for them; None when there is none.

    `lexicon` gives the renderings of a term; one that stands in `en` as whole words is an alignment that needs no
    aligner. `longest` is the length of the longest term.
    """
    found = []
    start = 0
    while start < len(zh):
        for end in range(min(len(zh), start + longest), start + 1, -1):
            rendering = next((r for r in lexicon.get(zh[start:end], ()) if _stands_in(r, en)), None)
            if rendering is not None:
                found.append((start, end, rendering))
                start = end - 1
                break
        start += 1
    if not found:
        return None
    chosen = sorted(rng.sample(found, min(len(found), rng.randint(1, 3))), reverse=True)
    for start, end, rendering in chosen:
        zh = f"{zh[:start]}{rendering}{zh[end:]}"
    return zh


def _stands_in(words: str, text: str) -> bool:
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def soil(zh: str, rng: random.Random) -> str:
    """`zh` as a newspaper's text layer has it: digits full-width, or punctuation lost, or a space inside."""
    match rng.randrange(3):
        case 0:
            return zh.translate(WIDE)
        case 1:
            return _PUNCTUATION.sub(lambda m: "" if rng.random() < 0.3 else m.group(), zh)
        case _:
            at = rng.randrange(len(zh) + 1)
            return f"{zh[:at]} {zh[at:]}"
