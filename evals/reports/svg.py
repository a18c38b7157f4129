"""Plots as SVG, drawn here: no library, no script, no request. Colours are classes, so that the page's style sets them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from evals.reports.model import Plot, Series

WIDTH, HEIGHT = 440, 270
TOP, BOTTOM, RIGHT, LEFT = 14, 44, 14, 46
# A label longer than this stands beside a horizontal bar.
LONG_LABEL = 9
LABEL_WIDTH, ROW, GAP = 150, 13, 10
COLOURS = 5


@dataclass(frozen=True)
class Axis:
    """Values along a stretch of pixels, with ticks at round numbers."""

    highest: float
    first: float
    last: float

    def at(self, value: float) -> float:
        """Pixel of a value."""
        return self.first + (self.last - self.first) * value / self.highest

    @property
    def ticks(self) -> list[float]:
        """Five round values."""
        return [self.highest * k / 4 for k in range(5)]


def draw(plot: Plot) -> str:
    """A plot as an SVG element; a matrix has none, as a table shows it best."""
    if plot.kind == "line":
        return _line(plot)
    return _rows(plot) if max(map(len, plot.labels), default=0) > LONG_LABEL else _columns(plot)


def _line(plot: Plot) -> str:
    x, y = Axis(1.0, LEFT, WIDTH - RIGHT), Axis(1.0, HEIGHT - BOTTOM, TOP)
    parts = [_grid(x, y), _names(plot)]
    if plot.diagonal:
        parts.append(f'<line class="diagonal" x1="{x.at(0):.1f}" y1="{y.at(0):.1f}" x2="{x.at(1):.1f}" y2="{y.at(1):.1f}"/>')
    for k, series in enumerate(plot.series):
        points = " ".join(f"{x.at(a):.1f},{y.at(b):.1f}" for a, b in series.points)
        parts.append(f'<polyline class="line s{k % COLOURS}" points="{points}"/>')
        if len(series.points) <= 12:
            parts += [
                f'<circle class="dot s{k % COLOURS}" cx="{x.at(a):.1f}" cy="{y.at(b):.1f}" r="3.5"><title>{a:.2f}, {b:.2f}</title></circle>'
                for a, b in series.points
            ]
    return _svg(plot, parts, HEIGHT)


def _columns(plot: Plot) -> str:
    y = Axis(_highest(plot), HEIGHT - BOTTOM, TOP)
    step = (WIDTH - LEFT - RIGHT) / max(len(plot.labels), 1)
    width = step * 0.8 / max(len(plot.series), 1)
    parts = [_grid(None, y), _names(plot)]
    for k, series in enumerate(plot.series):
        for position, value in series.points:
            left = LEFT + position * step + step * 0.1 + k * width
            title = f"{series.name}, {plot.labels[int(position)]}: {value:.3f}"
            parts.append(_bar(k, left, y.at(value), width, y.at(0) - y.at(value), title))
    every = 1 if len(plot.labels) * max(map(len, plot.labels), default=1) <= 60 else 2
    for position, label in enumerate(plot.labels):
        if position % every == 0:
            x = LEFT + (position + 0.5) * step
            parts.append(f'<text class="tick" text-anchor="middle" x="{x:.1f}" y="{HEIGHT - BOTTOM + 15}">{escape(label)}</text>')
    return _svg(plot, parts, HEIGHT)


def _rows(plot: Plot) -> str:
    group = ROW * len(plot.series) + GAP
    height = TOP + group * len(plot.labels) + BOTTOM
    x = Axis(_highest(plot), LABEL_WIDTH, WIDTH - RIGHT - 30)
    parts = []
    for tick in x.ticks:
        parts.append(f'<line class="grid" x1="{x.at(tick):.1f}" x2="{x.at(tick):.1f}" y1="{TOP}" y2="{height - BOTTOM}"/>')
        parts.append(f'<text class="tick" text-anchor="middle" x="{x.at(tick):.1f}" y="{height - BOTTOM + 15}">{_short(tick)}</text>')
    for position, label in enumerate(plot.labels):
        middle = TOP + position * group + (group - GAP) / 2 + 4
        parts.append(f'<text class="tick" text-anchor="end" x="{LABEL_WIDTH - 8}" y="{middle:.1f}">{escape(label)}</text>')
    for k, series in enumerate(plot.series):
        for at, value in series.points:
            top = TOP + at * group + k * ROW
            parts.append(
                _bar(k, LABEL_WIDTH, top, x.at(value) - LABEL_WIDTH, ROW - 2, f"{series.name}, {plot.labels[int(at)]}: {value:.3f}")
            )
            parts.append(f'<text class="value" x="{x.at(value) + 4:.1f}" y="{top + ROW - 4:.1f}">{value:.2f}</text>')
    centre = (LABEL_WIDTH + WIDTH - RIGHT) / 2
    parts.append(f'<text class="axis" text-anchor="middle" x="{centre:.0f}" y="{height - 8}">{escape(plot.y)}</text>')
    return _svg(plot, parts, height)


def _grid(x: Axis | None, y: Axis) -> str:
    parts = []
    for tick in y.ticks:
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y.at(tick):.1f}" y2="{y.at(tick):.1f}"/>')
        parts.append(f'<text class="tick" text-anchor="end" x="{LEFT - 6}" y="{y.at(tick) + 4:.1f}">{_short(tick)}</text>')
    for tick in x.ticks if x else ():
        parts.append(
            f'<text class="tick" text-anchor="middle" x="{x.at(tick) if x else 0:.1f}" y="{HEIGHT - BOTTOM + 15}">{_short(tick)}</text>'
        )
    return "".join(parts)


def _names(plot: Plot) -> str:
    middle = (TOP + HEIGHT - BOTTOM) / 2
    return (
        f'<text class="axis" text-anchor="middle" x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 8}">{escape(plot.x)}</text>'
        f'<text class="axis" text-anchor="middle" transform="rotate(-90 12 {middle:.0f})" x="12" y="{middle:.0f}">{escape(plot.y)}</text>'
    )


def _bar(k: int, x: float, y: float, width: float, height: float, title: str) -> str:
    shape = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
    return f'<rect class="bar s{k % COLOURS}" {shape} rx="1.5"><title>{escape(title)}</title></rect>'


def _highest(plot: Plot) -> float:
    """1 for shares that reach far, else a round value above the highest bar."""
    most = max((value for series in plot.series for _, value in series.points), default=1.0)
    steps = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
    return next((step for step in steps if most <= step), most * 1.1)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _svg(plot: Plot, parts: Sequence[str], height: float) -> str:
    label = escape(f"{plot.title}. {plot.y} by {plot.x}. The table below holds the values.", quote=True)
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def table_of(plot: Plot) -> tuple[list[str], list[list[str]]]:
    """A plot as a table: head and rows."""
    if plot.kind == "line":
        rows = [[series.name, f"{x:.3f}", f"{y:.3f}"] for series in plot.series for x, y in _thinned(series)]
        return ["", plot.x, plot.y], rows
    digits = 3 if plot.share else 0
    known = [dict(series.points) for series in plot.series]
    if plot.kind == "matrix":
        rows = [
            [s.name, *(f"{values.get(float(k), 0.0):.0f}" for k in range(len(plot.labels)))]
            for s, values in zip(plot.series, known, strict=True)
        ]
        return [f"{plot.y} ↓, {plot.x} →", *plot.labels], rows
    cells = [[f"{values[float(k)]:.{digits}f}" if float(k) in values else "–" for values in known] for k in range(len(plot.labels))]
    return [plot.x, *(series.name for series in plot.series)], [[label, *row] for label, row in zip(plot.labels, cells, strict=True)]


def _thinned(series: Series) -> list[tuple[float, float]]:
    """At most about twenty points of a long curve, its ends included."""
    step = max(1, len(series.points) // 20)
    kept = list(series.points[::step])
    return kept if kept[-1:] == list(series.points[-1:]) else [*kept, series.points[-1]]
