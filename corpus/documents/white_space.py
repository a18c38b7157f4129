"""Paragraphs of formats in which white space is only layout (HTML, OpenDocument): runs of it are one space."""

import re

_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")


class ParagraphText:
    """Collects the pieces of a paragraph as they come."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool, bool]] = []

    def add(self, text: str | None, bold: bool = False) -> None:
        """Add text whose white space is layout."""
        if text:
            self._pieces.append((text, bold, False))

    def keep(self, text: str, bold: bool = False) -> None:
        """Add text whose white space counts: a line break, a tab, spaces that stay, preformatted text."""
        self._pieces.append((text, bold, True))

    def finished(self) -> tuple[str, int]:
        """The text, without white space at its ends, and how many characters at its beginning are bold."""
        parts: list[str] = []
        bold, leading_bold, after_space = 0, True, True
        for raw, is_bold, kept in self._pieces:
            part = raw if kept else _WHITE_SPACE.sub(" ", raw)
            if not kept and after_space:
                part = part.removeprefix(" ")
            if not part:
                continue
            if part.startswith("\n") and parts and parts[-1].endswith(" "):
                parts[-1] = parts[-1][:-1]
                bold -= leading_bold
            after_space = part.endswith("\n") if kept else part.endswith(" ")
            parts.append(part)
            leading_bold = leading_bold and (is_bold or not part.strip())
            bold += len(part) if leading_bold else 0
        text = "".join(parts).rstrip(" \n")
        return text, min(bold, len(text))
