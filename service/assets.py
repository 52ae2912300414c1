"""What an organisation brings to a translation: its terms over the product's own, and what it translated before."""

from dataclasses import dataclass, field

from service.memory import Memory
from service.termbase import Termbase, base


@dataclass(frozen=True)
class Assets:
    """A termbase and a translation memory; by default the product's own termbase and nothing remembered."""

    termbase: Termbase = field(default_factory=base)
    memory: Memory = field(default_factory=Memory)
