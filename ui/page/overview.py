"""The overview: the corpus as pictures, each with a table beside it; every bar opens its quotes."""

from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from gradio.context import Context
from pydantic import ValidationError

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from corpus.models import Origin
from corpus.quote import Quote
from corpus.wording import counted
from index import Choice, verified_quotes
from index.census import NO_INSIGHT
from ui.overview import DIMENSIONS, Overview
from ui.page.beside import source_beside
from ui.page.charts import heat_chart, insight_chart, timeline_chart, value_chart
from ui.page.events import number
from ui.page.refused import refusal
from ui.page.static import static
from ui.page.telling import IN_ORDER, QUIET, problem_html
from ui.page.themes import build_themes, theme_of, theme_quotes
from ui.rendering import macros, render

MEASURES = ("Quotes", "Interviews", "Organisations")
STEP, MOST = 10, 500
Updates = dict[Any, Any]


def build_overview(assistant: Assistant) -> None:
    """The room that shows what the corpus is made of."""
    tab = Context.block
    with gr.Row(elem_id="overview", elem_classes="room", equal_height=False):
        with gr.Column(elem_id="overview-main", scale=3, min_width=300):
            parts = _build_parts(assistant, tab)
        with gr.Column(elem_id="overview-side", scale=2, min_width=300):
            chosen = gr.HTML("", elem_id="overview-quotes", js_on_load=static("overview.js"), apply_default_css=False)
    room = _Room(assistant, parts)
    last = gr.State(["{}", 0])
    if isinstance(tab, gr.Tab):
        tab.select(room.draw, [parts.dimension, parts.measure], parts.all, **QUIET)
    for control in (parts.dimension, parts.measure):
        control.input(room.draw_values, [parts.dimension, parts.measure], [parts.values, parts.values_table], **IN_ORDER)
    for event, act, given, shown in (
        (chosen.submit, room.open, None, [chosen, last]),
        (chosen.select, room.read, [last], [chosen, last]),
        (chosen.clear, room.again, [last], chosen),
    ):
        done = event(act, given, shown, **IN_ORDER)
        done.then(js="() => window.whatsworkingOverview.show()", **QUIET)


def _build_parts(assistant: Assistant, tab: Any) -> "_Parts":
    head = gr.HTML("", elem_id="overview-head", apply_default_css=False)
    with gr.Column(elem_id="overview-charts") as charts:
        insights, insights_table = _chart(
            "By insight", "insights", "What people tagged, and what the program suggests for all that nobody has."
        )
        gr.HTML('<div class="room-part"><h3>By what is known of the interviews</h3></div>', apply_default_css=False)
        with gr.Row(elem_id="overview-controls"):
            dimension = gr.Dropdown(
                [(_words(name), name) for name in DIMENSIONS], value=DIMENSIONS[0], label="Look at", elem_id="overview-dimension"
            )
            measure = gr.Radio(list(MEASURES), value=MEASURES[0], label="Count", elem_id="overview-measure")
        values, values_table = _chart("", "values")
        heat, heat_table = _chart("Insight by organisation", "heat", "How many quotes of each organisation stand under each insight.")
        timeline, timeline_table = _chart("Over time", "timeline", "Interviews by their date.")
        gaps = gr.HTML("", elem_id="overview-gaps", apply_default_css=False)
        build_themes(assistant, tab)
    return _Parts(
        head, charts, insights, insights_table, dimension, measure, values, values_table, heat, heat_table, timeline, timeline_table, gaps
    )


def _chart(title: str, name: str, words: str = "") -> tuple[gr.Plot, gr.HTML]:
    """A chart with its heading, its table and buttons to save it."""
    if title:
        gr.HTML(render("overview_title.html", title=title, words=words), apply_default_css=False)
    with gr.Row(elem_classes="picture", equal_height=False):
        with gr.Column(scale=3, min_width=280):
            plot = gr.Plot(
                show_label=False, label=title or "By what is known of the interviews", elem_id=f"chart-{name}", elem_classes="chart"
            )
            gr.HTML(render("overview_save.html", name=name, title=title or "this chart"), elem_classes="save-row", apply_default_css=False)
        with gr.Column(scale=3, min_width=280):
            table = gr.HTML("", elem_id=f"table-{name}", apply_default_css=False)
    return plot, table


@dataclass
class _Parts:
    """The components of the room."""

    head: gr.HTML
    charts: gr.Column
    insights: gr.Plot
    insights_table: gr.HTML
    dimension: gr.Dropdown
    measure: gr.Radio
    values: gr.Plot
    values_table: gr.HTML
    heat: gr.Plot
    heat_table: gr.HTML
    timeline: gr.Plot
    timeline_table: gr.HTML
    gaps: gr.HTML
    all: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.all = [part for name, part in vars(self).items() if name not in ("measure",)]


class _Room:
    """What the room's events do."""

    def __init__(self, assistant: Assistant, parts: _Parts) -> None:
        self._assistant = assistant
        self._parts = parts

    def draw(self, dimension: str, measure: str, request: gr.Request | None = None) -> Updates:
        """Draw everything from what is stored now."""
        parts, html = self._parts, macros("overview.html")
        if problem := refusal(self._assistant, request):
            return {parts.head: problem_html(problem), parts.charts: gr.update(visible=False)}
        try:
            overview = Overview(self._assistant)
        except WhatsWorkingError as error:
            return {parts.head: problem_html(error), parts.charts: gr.update(visible=False)}
        if not overview.counts.interviews:
            return {parts.head: html.empty(), parts.charts: gr.update(visible=False)}
        rows, heat, timeline = overview.by_insight(), overview.heat(), overview.timeline()
        known = overview.dimensions()
        chosen = dimension if dimension in known else known[0]
        values, table = self._values(overview, chosen, measure)
        return {
            parts.head: html.head(overview),
            parts.charts: gr.update(visible=True),
            parts.insights: insight_chart(rows),
            parts.insights_table: html.insights(rows),
            parts.dimension: gr.update(choices=[(_words(name), name) for name in known], value=chosen),
            parts.values: values,
            parts.values_table: table,
            parts.heat: gr.update(value=heat_chart(heat), visible=True) if heat.organisations else gr.update(visible=False),
            parts.heat_table: html.heat(heat),
            parts.timeline: gr.update(value=timeline_chart(timeline), visible=True) if timeline.rows else gr.update(visible=False),
            parts.timeline_table: html.timeline(timeline),
            parts.gaps: html.gaps(overview.gaps()),
        }

    def draw_values(self, dimension: str, measure: str, request: gr.Request | None = None) -> tuple[Any, str]:
        """Draw the chart of one dimension."""
        if problem := refusal(self._assistant, request):
            return gr.update(visible=False), problem_html(problem)
        return self._values(Overview(self._assistant), dimension, measure)

    def open(self, event: gr.EventData, request: gr.Request | None = None) -> tuple[str, list[Any]]:
        """The quotes behind a bar, a cell or a name."""
        data = event._data
        limit = min(max(number(data, "limit") or STEP, 1), MOST)
        return self._quotes(str(data["choice"]), limit, request), [str(data["choice"]), limit]

    def again(self, last: list[Any], request: gr.Request | None = None) -> str:
        """The quotes that were shown before an interview was opened."""
        return self._quotes(str(last[0]), last[1] or STEP, request)

    def read(self, last: list[Any], event: gr.EventData, request: gr.Request | None = None) -> tuple[str, list[Any]]:
        """The interview around a quote of the list or, where the event names its list, of another part of the room."""
        data = event._data
        if problem := refusal(self._assistant, request):
            return problem_html(problem), last
        return source_beside(self._assistant, data, back=True), [str(data["choice"]), STEP] if "choice" in data else last

    def _quotes(self, choice: str, limit: int, request: gr.Request | None) -> str:
        if problem := refusal(self._assistant, request):
            return problem_html(problem)
        try:
            title, quotes, total, withheld = self._chosen(choice, limit)
        except (ValidationError, WhatsWorkingError) as error:
            problem = str(error) if isinstance(error, WhatsWorkingError) else "These quotes cannot be looked up; open the room again."
            return render("overview_quotes.html", title="Quotes", problem=problem, quotes=(), total=0, withheld=0, choice=choice, step=STEP)
        return render(
            "overview_quotes.html", title=title, problem="", quotes=quotes, total=total, withheld=withheld, choice=choice, step=STEP
        )

    def _chosen(self, choice: str, limit: int) -> tuple[str, list[Quote], int, int]:
        """The title of a choice, its quotes, how many there are, and how many were withheld."""
        if theme := theme_of(choice):
            return theme_quotes(self._assistant, theme, limit)
        chosen = Choice.model_validate_json(choice)
        hits, total = self._assistant.index.census().quotes(chosen, 0, limit)
        quotes, withheld = verified_quotes(self._assistant.folder.catalog, hits)
        return self._title(chosen), quotes, total, withheld

    def _title(self, choice: Choice) -> str:
        parts: list[str] = []
        if choice.insight is not None:
            insight = self._assistant.framework.insight(choice.insight) if choice.insight != NO_INSIGHT else None
            parts.append(f"{insight.number}. {insight.title}" if insight else "Under none of the insights")
        if choice.organisation:
            parts.append(choice.organisation)
        if choice.dimension and choice.value:
            parts.append(f"{_words(choice.dimension)}: {choice.value}")
        if choice.interviews:
            parts.append(counted(len(choice.interviews), "interview"))
        if choice.origin:
            parts.append("tagged by a person" if choice.origin is Origin.HUMAN else "suggested by the program")
        return " · ".join(parts) or "All quotes"

    def _values(self, overview: Overview, dimension: str, measure: str) -> tuple[Any, str]:
        html: Any = macros("overview.html")
        rows = overview.by_value(dimension)
        table = html.values(rows, _words(dimension).lower())
        if not rows:
            return gr.update(visible=False), table
        return gr.update(value=value_chart(rows, measure.lower()), visible=True), table


def _words(name: str) -> str:
    plain = name.replace("_", " ")
    return f"{plain[:1].upper()}{plain[1:]}"
