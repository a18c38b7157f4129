"""Rich Text Format to paragraphs and tables: what the page shows once all tracked changes are accepted.

Left out are deleted and hidden text, field codes, notes, comments, headers, footers, pictures and automatic numbers.
"""

import copy
from dataclasses import dataclass

from corpus.documents.blocks import Block
from corpus.documents.rtf_story import Story
from corpus.documents.rtf_tokens import Kind, Token, charset_codec, code_page_codec, tokens

# Groups that are no words of the page. A group that begins with \* is skipped too, unless it is one of the known.
_LEFT_OUT = frozenset(
    """colortbl stylesheet header headerl headerr headerf footer footerl footerr footerf footnote annotation pict nonshppict object
    fldinst xe tc txe rxe listtext pntext pntxta pntxtb ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn shprslt sp upr author operator
    keywords comment doccomm subject category manager company hlinkbase buptim creatim revtim printim nonesttables atnid atnauthor
    listtable listoverridetable revtbl rsidtbl filetbl generator themedata datastore latentstyles template private do""".split()
)
_KNOWN_STARRED = frozenset("shpinst shptxt nesttableprops".split())
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_PARAGRAPH_ENDS = frozenset("par sect".split())
_SWITCHES = {"b": "bold", "v": "hidden", "deleted": "deleted", "mvf": "deleted"}
_DOCUMENT_SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
DEFAULT_CODEC = "cp1252"
MOST_FALLBACKS = 32  # characters that may follow a Unicode character for old readers


@dataclass(slots=True)
class _State:
    """What a group inherits and its end restores. ``codec`` of None is the document's."""

    skipped: bool = False
    title: bool = False
    fonts: bool = False
    box: bool = False
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    codec: str | None = None
    fallbacks: int = 1
    level: int = 0


class RtfReader:
    """Reads one RTF document; afterwards ``title`` and ``complete`` tell what else is known of it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._stories = [Story()]
        self._state = _State()
        self._stack: list[_State] = []
        self._codec = DEFAULT_CODEC
        self._fonts: dict[int, str | None] = {}
        self._font, self._default_font = 0, 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._high: int | None = None
        self._starred = False
        self._title: list[str] = []
        self.complete = False

    @property
    def title(self) -> str:
        """The title in the document's properties."""
        return "".join(self._title)

    def blocks(self) -> list[Block]:
        """The document's paragraphs and tables in reading order."""
        for token in tokens(self._data):
            self._take(token)
            if token.kind is Kind.CLOSE and not self._stack:
                self.complete = True  # What follows the outermost group is not the document
                break
        self._flush()
        self._lose_half()
        while len(self._stories) > 1:
            self._end_box()
        return self._stories[0].finished()

    def _take(self, token: Token) -> None:
        kind = token.kind
        if kind is Kind.TEXT or kind is Kind.BYTE:
            self._starred = False
            self._take_bytes(token.data)
        elif kind is Kind.OPEN:
            self._flush()
            self._to_skip = 0
            self._stack.append(copy.copy(self._state))
            self._state.box = False
        elif kind is Kind.CLOSE:
            self._flush()
            self._to_skip = 0
            self._close_group()
        elif kind is Kind.SYMBOL and self._to_skip:
            self._to_skip -= 1
        elif kind is Kind.SYMBOL:
            self._symbol(token.name)
        else:
            self._word(token.name, token.number)

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if skipped < len(data) and not self._state.skipped:
            self._lose_half()
            self._bytes += data[skipped:]

    def _close_group(self) -> None:
        if self._state.box:
            self._end_box()
        if self._stack:
            self._state = self._stack.pop()

    def _end_box(self) -> None:
        box = self._stories.pop()
        self._stories[-1].add_box(box.finished())

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in _SYMBOLS:
            self._write(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        self._to_skip = 0  # a control word is no stand-in for old readers, whatever a careless writer counted
        if self._state.fonts and word in ("f", "fcharset", "cpg"):
            self._font_entry(word, number or 0)
        elif word == "u":
            self._unicode(number or 0)
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif self._state.skipped:
            return
        elif (starred and word not in _KNOWN_STARRED) or word in _LEFT_OUT:
            self._flush()
            self._state.skipped = True
        elif not (self._structure(word) or self._destination(word)):
            self._property(word, number)

    def _structure(self, word: str) -> bool:
        """Ends of paragraphs, cells and rows."""
        if word not in ("cell", "row", "nestcell", "nestrow", *_PARAGRAPH_ENDS):
            return False
        self._flush()
        story, state = self._stories[-1], self._state
        within = max(state.level, 2)
        if word in _PARAGRAPH_ENDS:
            if not (state.deleted or state.hidden):
                story.end_paragraph(state.level)
        elif word == "cell":
            story.end_cell(1)
        elif word == "row":
            story.end_row(1)
        elif word == "nestcell":
            story.end_cell(within)
        else:
            story.end_row(within)
        return True

    def _destination(self, word: str) -> bool:
        if word == "fonttbl":
            self._state.fonts = True
        elif word == "title":
            self._state.title = True
        elif word == "shptxt":
            self._flush()
            self._stories.append(Story())
            self._state.box, self._state.level = True, 0
        else:
            return False
        return True

    def _property(self, word: str, number: int | None) -> None:
        self._flush()
        state = self._state
        if word in _SWITCHES:
            setattr(state, _SWITCHES[word], number != 0)
        elif word == "plain":
            state.bold = state.hidden = state.deleted = False
            state.codec = self._fonts.get(self._default_font)
        elif word == "f":
            state.codec = self._fonts.get(number or 0)
        elif word == "uc":
            state.fallbacks = min(max(number or 0, 0), MOST_FALLBACKS)
        elif word == "pard":
            state.level = 0
        elif word == "intbl":
            state.level = max(state.level, 1)
        elif word == "itap":
            state.level = max(number or 0, 0)
        elif word == "deff":
            self._default_font = number or 0
        elif word == "ansicpg":
            self._codec = code_page_codec(number or 0) or self._codec
        elif word in _DOCUMENT_SETS:
            self._codec = _DOCUMENT_SETS[word]

    def _font_entry(self, word: str, number: int) -> None:
        if word == "f":
            self._font = number
        else:
            self._fonts[self._font] = charset_codec(number) if word == "fcharset" else code_page_codec(number)

    def _unicode(self, number: int) -> None:
        """A UTF-16 unit, written as a signed number; two make one character where they are surrogates."""
        self._to_skip = self._state.fallbacks
        unit = number & 0xFFFF
        self._flush()
        if 0xD800 <= unit < 0xDC00:
            self._lose_half()
            self._high = unit
        elif 0xDC00 <= unit < 0xE000:
            high, self._high = self._high, None
            self._show("\ufffd" if high is None else chr(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)))
        else:
            self._lose_half()
            self._show(chr(unit))

    def _lose_half(self) -> None:
        """Half a surrogate pair that nothing completed is no character."""
        if self._high is not None:
            self._high = None
            self._show("\ufffd")

    def _write(self, text: str) -> None:
        self._flush()
        self._lose_half()
        self._show(text)

    def _flush(self) -> None:
        """Decode and show the bytes collected so far."""
        if self._bytes:
            text = self._bytes.decode(self._state.codec or self._codec, "replace")
            self._bytes.clear()
            self._show(text)

    def _show(self, text: str) -> None:
        state = self._state
        if state.skipped or state.hidden or state.deleted or state.fonts:
            return
        if state.title:
            self._title.append(text)
        else:
            self._stories[-1].add("".join(c for c in text if c >= " " or c in "\t\n"), state.bold)
