"""Charts of the overview, drawn by plotly in the browser: each bar and cell carries the choice of quotes that it opens.

Colours are of middle lightness, so that they stand out on the light and on the dark page; what people tagged and what the program
suggested also differ by hatching. Texts have the ink of the light page, for exports; the style sheet gives them that of the page.
"""

import html
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from corpus.models import Origin
from index import Choice
from ui.overview import Heat, Row, Timeline

TAGGED, SUGGESTED, PLAIN = "#1f8a7d", "#d0922b", "#3f7fae"
INK, PAPER, GRID = "#1d2326", "#ffffff", "rgba(128,128,128,0.25)"
HEAT = [[0.0, "rgba(31,138,125,0.06)"], [0.001, "#d3ebe6"], [1.0, "#4db3a4"]]  # light enough for dark figures
BARS_SHOWN = 15
_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"


def insight_chart(rows: Sequence[Row]) -> go.Figure:
    """Quotes by insight: those that people tagged, and beside them those that the program suggests."""
    tagged = _bars(rows, [row.tagged for row in rows], "tagged by a person", TAGGED, "", _of(rows, Origin.HUMAN))
    suggested = _bars(rows, [row.suggested for row in rows], "suggested by the program", SUGGESTED, "/", _of(rows, Origin.SUGGESTED))
    bars = [tagged, suggested]
    figure = go.Figure(bars, _layout(_height(len(rows)), "quotes"))
    figure.update_xaxes(dtick=_whole(max((row.tally.quotes for row in rows), default=0)))
    figure.update_layout(barmode="stack", legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "xanchor": "left"})
    return _with_names(figure, [row.name for row in rows])


def value_chart(rows: Sequence[Row], measure: str) -> go.Figure:
    """One of the counts by the values of a dimension, the first of them."""
    shown = sorted(rows, key=lambda row: -getattr(row.tally, measure))[:BARS_SHOWN]
    counts = [getattr(row.tally, measure) for row in shown]
    bars = _bars(shown, counts, measure, PLAIN, "", [_choice(row.choice) for row in shown])
    figure = go.Figure([bars], _layout(_height(len(shown)), measure))
    figure.update_xaxes(dtick=_whole(max(counts, default=0)))
    return _with_names(figure, [row.name for row in shown])


def heat_chart(heat: Heat) -> go.Figure:
    """Quotes by insight and organisation."""
    choices = [[_choice(Choice(insight=n, organisation=name)) for name in heat.organisations] for n in heat.numbers]
    texts = [[str(count) if count else "" for count in row] for row in heat.counts]
    names = [_plain(name, 60) for name in heat.organisations]
    cells = go.Heatmap(
        z=heat.counts,
        x=list(range(len(names))),
        y=list(range(len(heat.insights))),
        text=texts,
        texttemplate="%{text}",
        textfont={"color": "#0c1a18", "size": 13},
        customdata=choices,
        colorscale=HEAT,
        zmin=0,
        zmax=max((count for row in heat.counts for count in row), default=0) or 1,
        xgap=2,
        ygap=2,
        showscale=False,
        hovertext=[
            [f"{_plain(i, 60)}<br>{name}: {count} quotes" for name, count in zip(names, row, strict=True)]
            for i, row in zip(heat.insights, heat.counts, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure = go.Figure([cells], _layout(170 + 42 * len(heat.insights), ""))
    figure.update_xaxes(
        tickvals=list(range(len(names))),
        ticktext=[_plain(name, 22) for name in heat.organisations],
        side="bottom",
        tickangle=-35,
        showgrid=False,
    )
    rows = {"tickvals": list(range(len(heat.insights))), "ticktext": [_plain(name, 24) for name in heat.insights]}
    figure.update_yaxes(**rows, autorange="reversed", showgrid=False, tickfont={"size": 11})
    return figure


def timeline_chart(timeline: Timeline) -> go.Figure:
    """Interviews by date."""
    rows = timeline.rows
    bars = go.Bar(
        x=[row.name for row in rows],
        y=[row.tally.interviews for row in rows],
        customdata=[_choice(row.choice) for row in rows],
        marker={"color": PLAIN},
        hovertemplate="%{x}: %{y} interviews<extra></extra>",
        width=0.6 if len(rows) > 3 else 0.25,
    )
    layout = _layout(260, "")
    figure = go.Figure([bars], layout)
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(
        title={"text": "interviews"},
        rangemode="tozero",
        dtick=None if max((r.tally.interviews for r in rows), default=0) > 4 else 1,
        gridcolor=GRID,
    )
    return figure


def _bars(rows: Sequence[Row], counts: Sequence[int], name: str, colour: str, shape: str, choices: Sequence[str]) -> go.Bar:
    return go.Bar(
        x=list(counts),
        y=list(range(len(rows))),
        name=name,
        orientation="h",
        customdata=list(choices),
        marker={"color": colour, "pattern": {"shape": shape, "size": 6, "solidity": 0.25, "fgcolor": "rgba(255,255,255,0.9)"}},
        text=[str(count) if count else "" for count in counts],
        textposition="auto",
        textangle=0,
        insidetextfont={"color": INK if shape else PAPER},
        hovertext=[_plain(row.name, 70) for row in rows],
        hovertemplate=f"%{{hovertext}}<br>%{{x}} {name}<extra></extra>",
    )


def _of(rows: Sequence[Row], origin: Origin) -> list[str]:
    """The choices behind rows, of quotes that stand there by one origin; no insight has none."""
    return [_choice(row.choice.model_copy(update={"origin": origin}) if row.choice.insight else row.choice) for row in rows]


def _layout(height: int, across: str) -> go.Layout:
    return go.Layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
        paper_bgcolor=PAPER,
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": _FONT, "size": 13, "color": INK},
        bargap=0.56,
        dragmode=False,
        hoverlabel={"align": "left"},
        xaxis={
            "title": {"text": across},
            "gridcolor": GRID,
            "zeroline": False,
            "rangemode": "tozero",
            "automargin": True,
            "fixedrange": True,
        },
        yaxis={"automargin": True, "fixedrange": True, "zeroline": False},
    )


def _with_names(figure: go.Figure, names: Sequence[str]) -> go.Figure:
    """Put the name of each row above its bar, so that bars have the whole width also on a phone."""
    for place, name in enumerate(names):
        figure.add_annotation(
            text=_plain(name, 46, lines=1),
            xref="paper",
            x=0,
            xanchor="left",
            y=place,
            yshift=19,
            yanchor="middle",
            showarrow=False,
            align="left",
        )
    figure.update_yaxes(showticklabels=False, range=[len(names) - 0.45, -0.75], showgrid=False)
    return figure


def _whole(largest: int) -> int | None:
    """The step of an axis that would else have halves."""
    return 1 if largest <= 5 else None


def _height(rows: int) -> int:
    return 90 + 50 * max(rows, 1)


def _choice(choice: Choice) -> str:
    return choice.model_dump_json(exclude_defaults=True)


def _plain(name: str, width: int, lines: int = 2) -> str:
    """A name in at most so many lines; plotly reads a little HTML in texts, so what looks like it is escaped."""
    wrapped = textwrap.wrap(" ".join(name.split()), width, max_lines=lines, placeholder="…") or [""]
    return "<br>".join(html.escape(line, quote=False) for line in wrapped)
