"""The style sheets, scripts and pieces of HTML that the page brings along."""

from importlib.resources import files


def static(name: str) -> str:
    """The text of a file in ``ui/static``."""
    return (files("ui") / "static" / name).read_text(encoding="utf-8")
