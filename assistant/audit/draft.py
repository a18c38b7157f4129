"""A draft as text, whatever program wrote it, read by the importers of the corpus."""

import re
from pathlib import Path

from corpus.decoding import normalise_line_ends
from corpus.errors import InputError, UsageError
from corpus.importers import Document, Importer, importer_for

# Of these a line is a paragraph.
_LINES_ARE_PARAGRAPHS = frozenset((".docx", ".docm", ".odt", ".ott", ".rtf", ".html", ".htm", ".xhtml"))
_HTML = frozenset((".html", ".htm", ".xhtml"))
_BLOCK_BEGIN, _BLOCK_END = "\ue000", "\ue001"
_PARAGRAPHS = re.compile(r"\n+")


def read_draft(path: Path) -> str:
    """The text of a draft.

    Raises:
        UsageError: There is no such file, or it cannot be read.
        InputError: It is in no format that is read, damaged, or holds no words.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file; give the draft's path, or - to read it from stdin") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); give a file, or - to read the draft from stdin") from error
    return text_of(path.name, data)


def text_of(name: str, data: bytes) -> str:
    """The text of a draft's bytes.

    Args:
        name: Its file name, which tells the format.
        data: Its bytes.

    Raises:
        InputError: It is in no format that is read, damaged, or holds no words.
    """
    suffix = Path(name).suffix.lower()
    importer = importer_for(name)
    if not isinstance(importer, Importer):
        raise InputError(f"{name}: holds several documents; give one draft as .docx, .odt, .pdf, .html, .md or .txt")
    if suffix in _HTML:
        data = _with_marks(data)
    text = importer.read(Document(name=name, data=data)).text
    if suffix in _LINES_ARE_PARAGRAPHS:
        text = _PARAGRAPHS.sub("\n\n", text)
    return _as_block_quotes(text) if suffix in _HTML else normalise_line_ends(text)


def _with_marks(data: bytes) -> bytes:
    """A page whose quotation elements are written as marks, which a browser would draw."""
    data = re.sub(rb"(<q\b[^>]*>)", rb"\1&ldquo;", data, flags=re.I)
    data = re.sub(rb"(</q\s*>)", rb"&rdquo;\1", data, flags=re.I)
    data = re.sub(rb"(<blockquote\b[^>]*>)", rb"\1<p>&#xE000;</p>", data, flags=re.I)
    return re.sub(rb"(</blockquote\s*>)", rb"<p>&#xE001;</p>\1", data, flags=re.I)


def _as_block_quotes(text: str) -> str:
    """Paragraphs between the two signs of a block quote, with Markdown's sign before them."""
    lines, depth = [], 0
    for line in text.split("\n"):
        if line.strip() in (_BLOCK_BEGIN, _BLOCK_END):
            depth = max(0, depth + (1 if line.strip() == _BLOCK_BEGIN else -1))
            lines.append("")
            continue
        lines.append(f"> {line}" if depth else line)
    return "\n".join(lines)
