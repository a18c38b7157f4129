"""A quote with its citation as text to paste elsewhere: plain, Markdown, or in the style of the APA (7th edition)."""

import re

from corpus.models import Frozen, Header
from corpus.quote import Quote
from corpus.transcripts.times import format_time

# What Markdown or HTML would read as markup; a backslash before it keeps the rendered words what they are.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&:=])")
_YEAR = re.compile(r"(?:1[5-9]|2\d)\d\d")
APA_BLOCK_WORDS = 40


class Copies(Frozen):
    """A quote to paste: the exact words between quotation marks, then where they are from."""

    plain: str
    markdown: str
    apa: str


def copies(quote: Quote, header: Header) -> Copies:
    """The quote in each form.

    Args:
        quote: Verified words with their citation.
        header: Of its interview.
    """
    lines = (_MARKUP.sub(r"\\\1", line) for line in f"“{quote.text}”".split("\n"))
    cited = _MARKUP.sub(r"\\\1", quote.citation)
    return Copies(
        plain=f"“{quote.text}”\n— {quote.citation}",
        markdown="\n".join([*(f"> {line}".rstrip() for line in lines), ">", f"> — {cited}"]),
        apa=apa(quote, header),
    )


def apa(quote: Quote, header: Header) -> str:
    """A quotation after the APA's manual: who, year and place behind the words, the reference below.

    A name stays in the order in which the source has it, as nothing tells which part of it is the family name. What is not
    known is "n.d." or left out; what names nobody is cited by its title.
    """
    year = found[0] if (found := _YEAR.search(header.date or "")) else "n.d."
    who = quote.speaker or quote.organisation or header.publisher
    named = who or f"“{header.title}”"
    where = _apa_place(quote)
    words = quote.text if len(quote.text.split()) >= APA_BLOCK_WORDS else f"“{quote.text}”"
    kind = " [Interview]" if header.conversation else ""
    of = [header.publisher if header.publisher != who else None, header.url]
    date = header.date or "n.d."
    what = f"{who}. ({date}). {header.title}{kind}." if who else f"{header.title}{kind}. ({date})."
    reference = " ".join([what, *(f"{part}." if part != header.url else part for part in of if part)])
    return f"{words} ({named}, {year}, {where})\n\n{reference}"


def _apa_place(quote: Quote) -> str:
    if quote.page is not None:
        return f"p. {quote.page}"
    if quote.time is not None:
        return format_time(quote.time)
    return f"para. {quote.turn + 1}"
