"""Recurring topics found in the interviews themselves, to be accepted as tags or dropped."""

from assistant.themes.model import Theme
from assistant.themes.themes import STEPS, Themes

__all__ = ["STEPS", "Theme", "Themes"]
