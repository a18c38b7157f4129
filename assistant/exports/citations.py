"""One quote with its citation, ready to be pasted: plain, Markdown, or in the manner of APA (7th edition)."""

import re
from typing import Literal

from corpus.citation import NOT_NAMED
from corpus.errors import UsageError
from corpus.models import Header
from corpus.quote import Quote
from corpus.transcripts.times import format_time
from index.dates import period_of

Style = Literal["plain", "markdown", "apa"]
STYLES: tuple[Style, ...] = ("plain", "markdown", "apa")
NO_DATE = "n.d."
# What Markdown would take for its own: everywhere, and only at the beginning of a line.
_ANYWHERE = re.compile(r"([\\`*<]|(?<!\w)_|_(?!\w)|~~|&(?=#?\w+;)|!(?=\[)|\](?=[(\[]))")
_AT_LINE_START = re.compile(r"^( {0,3})(?=[#>+=|~-]|\[[^\]]*\]:)", re.M)
_NUMBERED = re.compile(r"^( {0,3}\d{1,9})(?=[.)](?:\s|$))", re.M)
_INDENTED = re.compile(r"^(?: {4,}|\t[ \t]*)", re.M)


def quotation(quote: Quote, header: Header, style: Style) -> str:
    """A quote and where it is from, in one of `STYLES`. The words are the quote's, nothing added or left out.

    Markdown marks that would change how the words look are escaped, so that they look as they were said.

    Raises:
        UsageError: There is no such style.
    """
    if style == "plain":
        return f"“{quote.text}”\n{quote.citation}"
    if style == "markdown":
        return f"{blockquote(quote.text)}\n>\n> {inline(quote.citation)}"
    if style == "apa":
        return f"“{quote.text}” {_in_text(quote, header)}\n\n{apa_reference(header, [quote.speaker] if quote.speaker else [])}"
    raise UsageError(f"{style!r} is no citation style; the styles are {', '.join(STYLES)}")


def apa_reference(header: Header, speakers: list[str]) -> str:
    """The entry of a reference list for an interview or a page.

    Names stand as the source has them: which part of a name is the family's is not said there, and not guessed.
    """
    who = _joined(speakers) if header.conversation else header.publisher
    date = f"({_apa_date(header)})."
    kind = "Interview transcript" if header.conversation else "Web page"
    what = f"{_ended(header.title, '')} [{kind}]."
    first = [f"{_ended(who, '.')} {date}", what] if who else [what, date]
    publisher = [f"{_ended(header.publisher, '.')}"] if header.publisher and header.publisher != who else []
    return " ".join([*first, *publisher, *([header.url] if header.url else [])])


def year_of(header: Header) -> str | None:
    """The year of an interview's date, where a single one can be read."""
    period = period_of(header.date) if header.date else None
    return str(period.first.year) if period and period.first.year == period.last.year else None


def blockquote(words: str) -> str:
    """Words as a Markdown quotation; each line of them is one."""
    return "\n".join(f"> {line}" if line else ">" for line in escaped(words).split("\n"))


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    text = inline(_INDENTED.sub("   ", words.replace("\r", "\n")))
    return _NUMBERED.sub(r"\1\\", _AT_LINE_START.sub(r"\1\\", text))


def inline(words: str) -> str:
    """The same for words that do not begin a line."""
    return _ANYWHERE.sub(lambda found: "".join(f"\\{mark}" for mark in found[0]), words)


def _in_text(quote: Quote, header: Header) -> str:
    who = quote.speaker or (f"“{header.title}”" if header.title else NOT_NAMED)
    return f"({', '.join([who, year_of(header) or NO_DATE, _place(quote)])})"


def _place(quote: Quote) -> str:
    if quote.page is not None:
        return f"p. {quote.page}"
    return format_time(quote.time) if quote.time is not None else f"turn {quote.turn + 1}"


def _apa_date(header: Header) -> str:
    period = period_of(header.date) if header.date else None
    if period is None:
        return header.date or NO_DATE
    if period.first == period.last:
        return f"{period.first.year}, {period.first:%B} {period.first.day}"
    return year_of(header) or str(header.date)


def _joined(names: list[str]) -> str | None:
    if len(names) < 2:
        return names[0] if names else None
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _ended(text: str, mark: str) -> str:
    return text if not mark or text.endswith((".", "!", "?")) else f"{text}{mark}"
