"""How figures are written for people, in the terminal and on the page."""

from evals.reports.model import Measure


def format_value(measure: Measure) -> str:
    """A measure's value with its unit; a dash where there is none."""
    if measure.value is None:
        return "–"
    return format_number(measure.value, measure.unit)


def format_interval(measure: Measure) -> str:
    """Its 95 % interval, or nothing."""
    if measure.low is None or measure.high is None:
        return ""
    return f"{format_number(measure.low, measure.unit)} to {format_number(measure.high, measure.unit)}"


def format_number(value: float, unit: str) -> str:
    """A number with as many digits as its unit deserves."""
    if unit == "milliseconds":
        return f"{value:,.1f} ms"
    if unit == "a second":
        return f"{value:,.0f}/s"
    if unit == "ratio":
        return f"{value:.2f}×"
    return f"{value:+.3f}" if unit == "points" else f"{value:.3f}"
