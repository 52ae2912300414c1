"""The loss curve of a run as an SVG picture."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 40, 48
COLOURS = ("#2f6fb0", "#c0562f", "#8a8a8a")
TITLES = {
    "loss": "training, smoothed labels",
    "dev_loss": "development sentences",
    "exchanged_loss": "the same with the sources exchanged",
}
Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: what it is, and its points."""

    title: str
    points: Points


def read(path: Path) -> list[Line]:
    """The losses of a `metrics.jsonl`, by steps."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines = (Line(title, [(e["step"], e[name]) for e in entries if name in e]) for name, title in TITLES.items())
    return [line for line in lines if line.points]


def draw(lines: Sequence[Line], title: str) -> str:
    """An SVG picture of loss by step. Raises ValueError when there is nothing to draw."""
    points = [point for line in lines for point in line.points]
    if not points:
        raise ValueError("no points to draw")
    most = max(x for x, _ in points)
    low, high = math.floor(min(y for _, y in points)), math.ceil(max(y for _, y in points))
    high = max(high, low + 1)

    def at(x: float, y: float) -> tuple[float, float]:
        across, up = x / most if most else 0.0, (y - low) / (high - low)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<title>{title}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="14" fill="#222">{title}</text>',
    ]
    for value in range(low, high + 1):
        _, y = at(0, value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{value}</text>')
    for value in _ticks(most):
        x, y = at(value, low)
        parts.append(f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle" fill="#444">{value:,}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end" fill="#444">optimiser steps</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="#444">nats a target token</text>')
    for n, line in enumerate(lines):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in line.points))
        colour = COLOURS[n % len(COLOURS)]
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts.append(
            f'<text x="{WIDTH - RIGHT}" y="{20 + 16 * n}" text-anchor="end" fill="{colour}">{line.title}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def _ticks(most: float) -> list[int]:
    """Round step numbers from 0 to `most`, four to nine of them."""
    step = 10 ** max(0, math.floor(math.log10(max(most, 1))))
    step = next(s for s in (step // 5 or 1, step // 2 or 1, step, 2 * step) if most / s < 9)
    return list(range(0, int(most) + 1, step))
