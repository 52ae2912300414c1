"""What an organisation brings to a translation: its terms over the product's own, and what it translated before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from service.memory import Memory
from service.script import narrowed
from service.termbase import Term, Termbase, base, join


@dataclass(frozen=True)
class Assets:
    """A termbase and a translation memory; by default the product's own termbase and nothing remembered."""

    termbase: Termbase = field(default_factory=base)
    memory: Memory = field(default_factory=Memory)


def over_base(layers: Sequence[tuple[str, Iterable[Term]]]) -> Termbase:
    """Termbases by name, in order of precedence, over the product's own. Their terms are written as
    the sentences are in which they are looked for, and know which termbase they are from."""
    lowest_first = [
        [replace(term, zh=narrowed(term.zh), termbase=name) for term in terms] for name, terms in reversed(layers)
    ]
    return join(base().terms.values(), *lowest_first)
