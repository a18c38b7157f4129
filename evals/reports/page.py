"""An evaluation as one HTML page that holds all it needs: no script, no font, no request."""

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from evals.reports.model import Case, Evaluation, Measure, Plot, SuiteReport
from evals.reports.numbers import format_interval, format_value
from evals.reports.svg import COLOURS, draw, table_of

# Questions that a page shows with their words, for each suite.
WORST = 12
TILES = 4


def render_page(evaluation: Evaluation) -> str:
    """The page. All words from sources are escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(value=format_value, interval=format_interval)
    environment.globals.update(
        svg=_svg, table_of=table_of, worst=worst, tiles=_tiles, position=_position, shade=_shade, position_of=_position_of, colours=COLOURS
    )
    folder = files("evals.reports") / "templates"
    style = Markup((folder / "report.css").read_text(encoding="utf-8"))
    template = environment.from_string((folder / "report.html").read_text(encoding="utf-8"))
    return template.render(evaluation=evaluation, style=style)


def worst(suite: SuiteReport) -> list[Case]:
    """Lost questions, of each kind the worst first, the kinds taking turns so that none crowds the others out."""
    groups: dict[str, list[Case]] = {}
    for case in suite.cases:
        if case.won is False:
            groups.setdefault(f"{case.variant} {case.kind}", []).append(case)
    ordered = [sorted(group, key=_badness) for group in groups.values()]
    turns = (group[k] for k in range(max(map(len, ordered), default=0)) for group in ordered if k < len(group))
    return [case for _, case in zip(range(WORST), turns, strict=False)]


def _badness(case: Case) -> tuple[float, float, str]:
    """Low for bad: nothing right found; or an answer to the unanswerable that seemed the surest, a refusal the least sure."""
    similarity = case.scores.get("similarity", 0.0)
    return case.scores.get("nDCG@10", 0.0), similarity if case.scores.get("refused") else -similarity, case.id


def _tiles(suite: SuiteReport) -> Sequence[Measure]:
    return [measure for measure in suite.measures if measure.value is not None][:TILES]


def _position(value: float | None) -> str:
    """Where a share stands on a scale from 0 to 100."""
    return f"{100 * min(max(value or 0.0, 0.0), 1.0):.1f}"


def _shade(plot: Plot, cell: str) -> int:
    """How dark a cell of a matrix is, from 0 to 9."""
    most = max((value for series in plot.series for _, value in series.points), default=0.0)
    return round(9 * float(cell) / most) if most else 0


def _svg(plot: Plot) -> Markup:
    return Markup(draw(plot))  # every word in it is escaped where it is drawn


def _position_of(cells: list[str], name: str) -> int:
    """Where the column of a matrix stands that bears the name of a row."""
    return cells.index(name) if name in cells else -1
