"""Plots as inline SVG: axes, units, labels; colours come from the page's style sheet. Pure, and the same bytes every time."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from envjudge.report.text import figure

WIDTH = 720


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from low to high onto places from begin to end."""

    low: float
    high: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        share = 0.5 if span <= 0 else (value - self.low) / span
        return self.begin + min(1.0, max(0.0, share)) * (self.end - self.begin)


def ticks(low: float, high: float, wanted: int = 6, least: float = 0.0) -> tuple[float, ...]:
    """Round values from low to high, about as many as wanted, at least `least` apart."""
    span = high - low
    if not (0 < span < 1e300):
        return (low,)
    raw = max(span / max(1, wanted), least)
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(each * unit for each in (1, 2, 5, 10) if each * unit >= raw * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(number * step, 12) for number in range(first, last + 1))


def widened(numbers: Iterable[float]) -> tuple[float, float]:
    """Lowest and highest with a little room, never the same."""
    found = tuple(numbers) or (0.0, 1.0)
    low, high = min(found), max(found)
    room = (high - low) * 0.04 or max(abs(high) * 0.1, 0.5)
    return low - room, high + room


def _el(name: str, body: str = "", **attributes: str | float) -> str:
    inside = "".join(f' {key.rstrip("_").replace("_", "-")}="{_place(value) if isinstance(value, float) else escape(value)}"'
                     for key, value in attributes.items())
    return f"<{name}{inside}>{body}</{name}>" if body else f"<{name}{inside}/>"


def _place(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, words: str, kind: str = "label", anchor: str = "start") -> str:
    return _el("text", str(escape(words)), x=float(x), y=float(y), class_=kind, text_anchor=anchor)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return _el("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=kind)


def _figure(name: str, title: str, told: str, height: float, parts: Iterable[str], width: float = WIDTH) -> Markup:
    """The parts as an image with a title and a description for those who do not see it."""
    head = _el("title", str(escape(title)), id=f"{name}-title") + _el("desc", str(escape(told)), id=f"{name}-desc")
    return Markup(_el("svg", head + "".join(parts), viewBox=f"0 0 {_place(width)} {_place(height)}", role="img",
                      aria_labelledby=f"{name}-title {name}-desc", class_="plot"))


def _x_axis(scale: Scale, y: float, label: str, top: float, least: float = 0.0) -> list[str]:
    parts = [_line(scale.begin, y, scale.end, y, "axis")]
    for tick in ticks(scale.low, scale.high, least=least):
        parts += [_line(scale(tick), top, scale(tick), y, "grid"), _text(scale(tick), y + 16, figure(tick), "tick", "middle")]
    return [*parts, _text((scale.begin + scale.end) / 2, y + 34, label, "axis-label", "middle")]


def _y_axis(scale: Scale, x: float, label: str, right: float) -> list[str]:
    parts = [_line(x, scale.begin, x, scale.end, "axis")]
    for tick in ticks(scale.low, scale.high, 4):
        parts += [_line(x, scale(tick), right, scale(tick), "grid"), _text(x - 6, scale(tick) + 4, figure(tick), "tick", "end")]
    return [*parts, _text(x, scale.end - 8, label, "axis-label", "start")]


@dataclass(frozen=True, slots=True)
class Row:
    """One agent of the ladder: mean, 95 % interval, and the return of each episode."""

    name: str
    mean: float
    low: float
    high: float
    totals: tuple[float, ...]


def ladder(name: str, rows: Sequence[Row], bounds: tuple[float, float], best: float | None) -> Markup:
    """Per agent a strip of its episodes, and below it mean and interval; the reward range is shaded."""
    each = 54.0
    bottom = 24 + each * len(rows)
    low, high = widened([*(total for row in rows for total in row.totals), *bounds, *(() if best is None else (best,))])
    x = Scale(low, high, 120, WIDTH - 20)
    parts = [_el("rect", x=x(bounds[0]), y=12.0, width=max(1.0, x(bounds[1]) - x(bounds[0])), height=bottom - 12, class_="range")]
    parts += _x_axis(x, bottom, "return of an episode (sum of rewards)", 12)
    if best is not None:
        left = x(best) > WIDTH / 2
        parts += [_line(x(best), 12, x(best), bottom, "best"),
                  _text(x(best) + (-3 if left else 3), 9, "best heard", "best-label", "end" if left else "start")]
    for number, row in enumerate(rows):
        y = 36 + each * number
        parts.append(_text(110, y + 12, row.name, "row-label", "end"))
        parts += [_el("circle", cx=x(total), cy=y + (index * 7 % 13) - 6.0, r=2.6, class_="dot") for index, total in enumerate(row.totals)]
        parts += [_line(x(row.low), y + 18, x(row.high), y + 18, "interval"),
                  _line(x(row.low), y + 13, x(row.low), y + 23, "interval"), _line(x(row.high), y + 13, x(row.high), y + 23, "interval"),
                  _el("rect", x=x(row.mean) - 3.5, y=y + 14.5, width=7.0, height=7.0, class_="mean"),
                  _text(x(row.high) + 8, y + 22, figure(row.mean), "value")]
    told = "; ".join(f"{row.name}: mean {figure(row.mean)}, 95 % interval {figure(row.low)} to {figure(row.high)}, {len(row.totals)} episodes"
                     for row in rows)
    return _figure(name, "Returns by agent", told, bottom + 42, parts)


def played_on(name: str, title: str, rewards: Sequence[float], end: int | None) -> Markup:
    """Reward summed over the steps of one episode; the line `done`, and what was paid after it, in the colour of a fault."""
    sums = [0.0]
    for reward in rewards:
        sums.append(sums[-1] + reward)
    width, height = 350.0, 190.0
    x = Scale(0, max(1, len(rewards)), 44, width - 14)
    y = Scale(*widened(sums), height - 42, 26)
    parts = [*_x_axis(x, height - 42, "step", 26, 1.0), *_y_axis(y, 44, "reward so far", width - 14)]
    upto = len(rewards) if end is None else end
    parts.append(_path([(x(n), y(total)) for n, total in enumerate(sums[:upto + 1])], "curve"))
    after = 0.0
    if end is not None:
        parts += [_line(x(end), 26, x(end), height - 42, "done"), _text(x(end) + 4, 36, "done", "done-label")]
        after = sum(max(0.0, reward) for reward in rewards[end:])
        if len(rewards) > end:
            parts.append(_path([(x(n), y(total)) for n, total in list(enumerate(sums))[end:]], "curve after" if after > 0 else "curve idle"))
    told = f"{title}: {len(rewards)} steps, {figure(sums[upto])} at the end" + (f", {figure(after)} after it" if end is not None else "")
    return _figure(name, title, told, height, parts, width)


def curves(name: str, lines: Sequence[tuple[str, Sequence[float]]]) -> Markup:
    """Reward summed over steps, one line per agent, each with its name at the end."""
    sums = []
    for label, rewards in lines:
        total, points = 0.0, [0.0]
        for reward in rewards:
            total += reward
            points.append(total)
        sums.append((label, points))
    height, right = 260.0, WIDTH - 110.0
    x = Scale(0, max((len(points) - 1 for _l, points in sums), default=1) or 1, 50, right)
    y = Scale(*widened(value for _l, points in sums for value in points), height - 42, 26)
    parts = [*_x_axis(x, height - 42, "step", 26, 1.0), *_y_axis(y, 50, "reward so far", right)]
    ends = _apart([y(points[-1]) for _l, points in sums], 14, height - 50)
    for number, ((label, points), at) in enumerate(zip(sums, ends, strict=True)):
        parts += [_path([(x(n), y(value)) for n, value in enumerate(points)], f"curve line-{number % 6}"),
                  _el("circle", cx=x(len(points) - 1), cy=y(points[-1]), r=3.0, class_=f"end line-{number % 6}"),
                  _line(x(len(points) - 1) + 4, y(points[-1]), right + 6, at, "lead"), _text(right + 10, at + 4, label, "row-label")]
    told = "; ".join(f"{label}: {figure(points[-1])} after {len(points) - 1} steps" for label, points in sums)
    return _figure(name, "Reward over the steps of a typical episode, by agent", told, height, parts)


def _apart(places: Sequence[float], least: float, lowest: float) -> list[float]:
    """The places moved down where they would lie on each other, and up where they would then lie below `lowest`."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda each: (places[each], each))
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    for each in reversed(order):
        moved[each] = min(moved[each], lowest)
        lowest = moved[each] - least
    return moved


def _path(points: Sequence[tuple[float, float]], kind: str) -> str:
    return _el("polyline", points=" ".join(f"{_place(px)},{_place(py)}" for px, py in points), class_=kind)


def latencies(name: str, kind: str, counts: Sequence[int], low: int, per_decade: int, marks: Sequence[tuple[str, float]]) -> Markup:
    """A histogram of milliseconds on a logarithmic axis. `counts` are of bins, `per_decade` of them from 10**low on; marks are
    (label, milliseconds)."""
    width, height = 350.0, 170.0
    decades = max(1, math.ceil(len(counts) / per_decade))
    x = Scale(low, low + decades, 40, width - 12)
    y = Scale(0, max(1, *counts), height - 42, 40)
    parts = [_line(40, height - 42, width - 12, height - 42, "axis")]
    for decade in range(low, low + decades + 1):
        parts += [_line(x(decade), 40, x(decade), height - 42, "grid"), _text(x(decade), height - 26, figure(10.0 ** decade), "tick", "middle")]
    parts.append(_text((40 + width - 12) / 2, height - 8, "milliseconds (logarithmic)", "axis-label", "middle"))
    step = (x.end - x.begin) / (decades * per_decade)
    parts += [_el("rect", x=40 + index * step + 0.5, y=y(count), width=max(0.5, step - 1), height=height - 42 - y(count), class_="bar")
              for index, count in enumerate(counts) if count]
    for number, (label, value) in enumerate(marks):
        place = x(math.log10(max(value, 1e-9)))
        parts += [_line(place, 30, place, height - 42, "mark"), _text(place, 26, label, "tick", "end" if number == 0 else "start")]
    parts += [_text(6, 12, "messages", "axis-label"), _text(36, 48, f"{max(counts, default=0):,}", "tick", "end"), _text(36, height - 42, "0", "tick", "end")]
    told = f"{kind}: {sum(counts)} messages; " + ", ".join(f"{label} {figure(value)} ms" for label, value in marks)
    return _figure(name, f"How long answers to {kind} took", told, height, parts, width)


def shares(name: str, title: str, parts_of: Sequence[tuple[str, float]]) -> Markup:
    """One bar, divided: (label, share of the whole from 0 to 1)."""
    x = Scale(0, 1, 0, WIDTH)
    parts: list[str] = []
    begun = 0.0
    for number, (label, share) in enumerate(parts_of):
        if share > 0:
            parts.append(_el("rect", x=x(begun), y=4.0, width=max(0.5, x(begun + share) - x(begun)), height=26.0, class_=f"share line-{number % 6}"))
        begun += share
        left = 180.0 * (number % 4)
        parts += [_el("rect", x=left, y=42.0 + 20 * (number // 4), width=10.0, height=10.0, class_=f"share line-{number % 6}"),
                  _text(left + 16, 51.0 + 20 * (number // 4), f"{label} {100 * share:.0f} %", "label")]
    told = "; ".join(f"{label} {100 * share:.0f} %" for label, share in parts_of)
    return _figure(name, title, told, 62.0 + 20 * ((len(parts_of) - 1) // 4), parts)
