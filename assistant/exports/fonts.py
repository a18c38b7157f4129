"""Fonts for PDF: those of this machine, else the one that comes with the PDF library; nothing is fetched.

A page description has to be told where every glyph stands. Scripts whose letters join, move or run from right to left need a
text shaper for that, which is not among the program's libraries; words in them are refused, never set wrongly.
"""

import os
import sys
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from corpus.errors import UsageError

# Regular and bold of a family, the first that is there is used; the last comes with the PDF library.
FAMILIES = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Vera.ttf", "VeraBd.ttf"),
)
# Fonts with many scripts are tried first for what the family lacks, and no more than this many files.
_WIDE = ("dejavu", "noto", "unicode", "cjk", "droid", "unifont", "wqy", "arphic", "ipa", "nanum", "free")
MOST_FILES = 200
MISSING = "□"
_SHAPED = ("R", "AL")
_SHAPED_BLOCKS = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0xA840, 0xA87F), (0xAA00, 0xAADF))
_lock = threading.Lock()


class FontChain:
    """The fonts of one document: a regular and a bold one, and others for what these lack."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Choose fonts for all the characters of some texts.

        Raises:
            UsageError: A letter needs a shaper, or is in no font of this machine; the message names it.
        """
        needed = {c for text in texts for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs")}
        _refuse_shaped(needed)
        with _lock:
            self.regular, self.bold = _family()
            self._others = tuple(_covering(needed - _characters(self.regular)))
        self._known = frozenset().union(*(_characters(name) for name in (self.regular, *self._others)))
        self.missing = sorted(needed - self._known)
        letters = [c for c in self.missing if unicodedata.category(c)[0] in "LMN"]
        if letters:
            raise UsageError(
                f"no font of this machine has {_named(letters)}, so a PDF would not show the words; "
                "install a font for that script (Noto has them all), or export as DOCX or Markdown"
            )

    def markup(self, text: str, bold: bool = False) -> str:
        """Text as the PDF library's paragraph markup, each stretch in a font that has its characters."""
        first = self.bold if bold else self.regular
        parts = []
        for name, characters in groupby(self._visible(text), key=lambda c: self._font(c, first)):
            parts.append(f'<font name="{name}">{escape("".join(characters))}</font>')
        return "".join(parts).replace("\n", "<br/>")

    def _visible(self, text: str) -> Iterator[str]:
        for c in text.replace("\r", "\n"):
            category = unicodedata.category(c)
            if c.isspace() or c in self._known:
                yield c
            elif category != "Cf":  # what is invisible and in no font stays invisible
                yield MISSING

    def _font(self, character: str, first: str) -> str:
        if character.isspace() or character in _characters(first):
            return first
        return next((name for name in (self.regular, *self._others) if character in _characters(name)), first)


def remark(missing: Iterable[str]) -> str:
    """What the document says of characters that are shown as boxes; empty where there are none."""
    signs = list(missing)
    return f"Signs that no font of this machine has are shown as {MISSING}: {_named(signs)}." if signs else ""


def _refuse_shaped(needed: Iterable[str]) -> None:
    shaped = sorted(c for c in needed if unicodedata.bidirectional(c) in _SHAPED or any(a <= ord(c) <= b for a, b in _SHAPED_BLOCKS))
    if shaped:
        script = unicodedata.name(shaped[0], "such a").split()[0].capitalize()
        raise UsageError(f"a PDF cannot set {script} letters rightly ({_named(shaped)}); export as DOCX or Markdown, which keep the words")


def _named(characters: list[str]) -> str:
    shown = [f"{c} (U+{ord(c):04X} {unicodedata.name(c, 'without a name')})" for c in characters[:3]]
    more = len(characters) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


@cache
def _family() -> tuple[str, str]:
    files = {path.name: path for path in _font_files()}
    for regular, bold in FAMILIES:
        if regular in files and bold in files and (names := (_register(files[regular]), _register(files[bold]))) and all(names):
            return names[0], names[1]
    # Found by name in the PDF library's own folder.
    for name in FAMILIES[-1]:
        registerFont(TTFont(name, name))
        _CHARACTERS[name] = frozenset(map(chr, TTFont(name, name).face.charToGlyph))
    return FAMILIES[-1]


_CHARACTERS: dict[str, frozenset[str]] = {}


def _characters(name: str) -> frozenset[str]:
    return _CHARACTERS[name]


def _register(path: Path) -> str:
    """Make a font known to the PDF library; returns its name, or "" where it is of a kind that it cannot embed."""
    name = f"{path.stem}-{path.suffix[1:]}"
    if name not in _CHARACTERS:
        try:
            font = TTFont(name, str(path))
        except (TTFError, OSError, ValueError, KeyError, IndexError):
            _CHARACTERS[name] = frozenset()
            return ""
        registerFont(font)
        _CHARACTERS[name] = frozenset(chr(code) for code in font.face.charToGlyph if 0 < code < sys.maxunicode)
    return name if _CHARACTERS[name] else ""


def _covering(missing: set[str]) -> Iterator[str]:
    """Fonts that together have as many of the characters as this machine's can."""
    if not missing:
        return
    files = sorted(_font_files(), key=lambda p: (not any(mark in p.name.lower() for mark in _WIDE), p.name))
    for path in files[:MOST_FILES]:
        name = _register(path)
        if name and missing & _CHARACTERS[name]:
            missing = missing - _CHARACTERS[name]
            yield name
        if not missing:
            return


@cache
def _font_files() -> tuple[Path, ...]:
    found = [path for folder in _folders() if folder.is_dir() for path in folder.rglob("*") if path.suffix.lower() in (".ttf", ".ttc")]
    return tuple(sorted(found))


def _folders() -> list[Path]:
    home = Path.home()
    windows = Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
    folders = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"]
    return [*map(Path, folders), windows, home / ".fonts", home / ".local/share/fonts", home / "Library/Fonts"]
