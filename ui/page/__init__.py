"""The page: one module a room, and the frame around them."""

from ui.page.frame import build_page, head, theme

__all__ = ["build_page", "head", "theme"]
