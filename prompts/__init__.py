"""The texts that steer engines, and the fixed phrases of a briefing."""

from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    """The prompt of that name, without its final newline."""
    return files("prompts").joinpath(f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
