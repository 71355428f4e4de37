"""Plots, written as SVG by hand: lines on logarithmic axes, and bars with the target as a line."""

from collections.abc import Mapping, Sequence
from math import log10

WIDTH, HEIGHT, MARGIN = 640, 400, 60
COLOURS = ("#1b6ca8", "#c0392b", "#7f8c8d", "#27ae60")


def log_log(title: str, across: str, up: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """A plot of (x, y) points per series, both axes logarithmic with a tick at each power of ten."""
    points = [point for line in series.values() for point in line]
    low_x, high_x = (f(log10(x) for x, _ in points) for f in (min, max))
    low_y, high_y = (f(log10(y) for _, y in points) for f in (min, max))

    def place(x: float, y: float) -> tuple[float, float]:
        right = MARGIN + (log10(x) - low_x) / (high_x - low_x) * (WIDTH - 2 * MARGIN)
        down = HEIGHT - MARGIN - (log10(y) - low_y) / (high_y - low_y) * (HEIGHT - 2 * MARGIN)
        return round(right, 1), round(down, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<text x="{WIDTH // 2}" y="24" text-anchor="middle" font-size="15">{title}</text>',
        f'<text x="{WIDTH // 2}" y="{HEIGHT - 14}" text-anchor="middle">{across}</text>',
        f'<text x="16" y="{HEIGHT // 2}" text-anchor="middle" transform="rotate(-90 16 {HEIGHT // 2})">{up}</text>',
    ]
    for power in range(int(low_x), int(high_x) + 1):
        x, _ = place(10**power, 10**low_y)
        parts.append(f'<line x1="{x}" y1="{MARGIN}" x2="{x}" y2="{HEIGHT - MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(int(low_y // 1), int(high_y // 1) + 1):
        if low_y <= power <= high_y:
            _, y = place(10**low_x, 10.0**power)
            parts.append(f'<line x1="{MARGIN}" y1="{y}" x2="{WIDTH - MARGIN}" y2="{y}" stroke="#ddd"/>')
            parts.append(f'<text x="{MARGIN - 6}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>')
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x},{y}" for x, y in (place(*point) for point in line))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{MARGIN + 10}" y="{MARGIN + 16 * number}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def bars(title: str, values: Sequence[tuple[str, float]], target: float) -> str:
    """One bar for each (name, value), red where it is below ``target``, which is a line across."""
    room, step = HEIGHT - 2 * MARGIN, (WIDTH - 2 * MARGIN) / len(values)
    scale = room / max(target, *(value for _, value in values)) / 1.1
    level = round(HEIGHT - MARGIN - target * scale, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<text x="{WIDTH // 2}" y="24" text-anchor="middle" font-size="15">{title}</text>',
    ]
    for number, (name, value) in enumerate(values):
        left, height = round(MARGIN + step * (number + 0.2), 1), round(value * scale, 1)
        top, middle = round(HEIGHT - MARGIN - height, 1), round(left + step * 0.3, 1)
        colour = COLOURS[0] if value >= target else COLOURS[1]
        parts.append(f'<rect x="{left}" y="{top}" width="{round(step * 0.6, 1)}" height="{height}" fill="{colour}"/>')
        parts.append(f'<text x="{middle}" y="{top - 6}" text-anchor="middle">{value:.2f}</text>')
        parts.append(f'<text x="{middle}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle">{name}</text>')
    parts.append(
        f'<line x1="{MARGIN}" y1="{level}" x2="{WIDTH - MARGIN}" y2="{level}" stroke="#333" stroke-dasharray="4"/>'
    )
    parts.append(f'<text x="{WIDTH - MARGIN + 4}" y="{level + 4}">{target:g}</text>')
    return "\n".join([*parts, "</svg>", ""])
