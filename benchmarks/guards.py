"""`python -m benchmarks.guards SET.zh SET.en …`: how often each guard fires on translations that people made, and on
those of other systems beside them (outputs/SET.SYSTEM.en). What a guard says of the human ones is mostly false alarm.
"""

import sys
from collections import Counter
from pathlib import Path

from service.checks import CHECKS, check_unit
from service.evaluation import Bitext, read_set
from service.translation import for_engine


def fired(test: Bitext) -> dict[str, Counter[str]]:
    """Segments that each check complains of, by system."""
    return {
        name: Counter(
            check
            for zh, en in zip(test.sources, lines, strict=True)
            for check in {finding.check for finding in check_unit(for_engine(zh), en)}
        )
        for name, lines in {"human": test.references, **test.outputs}.items()
    }


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]]
    for source, reference in zip(paths[::2], paths[1::2], strict=True):
        test = read_set(source, reference)
        print(f"{test.name}: segments of {len(test.sources)} that a check complains of")
        print(f"{'':22}" + "".join(f"{check:>14}" for check in CHECKS))
        for system, counts in fired(test).items():
            print(f"{system:22}" + "".join(f"{counts[check]:14}" for check in CHECKS))


if __name__ == "__main__":
    main()
