"""Titles that a file's properties carry: taken where a person wrote them, not where a program or a template did."""

import re

LONGEST_TITLE = 200
# What programs write by themselves: "Document1", "Microsoft Word - interview.docx", "PowerPoint Presentation", "about:blank".
_BY_A_PROGRAM = re.compile(
    r"(microsoft (office )?word( -|$)|(document|dokument|documento|untitled|unbenannt|sans titre|sin título|new document)[ \d]*$"
    r"|word document$|powerpoint presentation|about:blank|file:|https?:|title$|titel$|\S+\.(docx?|dotx?|odt|ott|rtf|pdf|html?|txt|tmp)$)",
    re.I,
)


def sensible_title(value: str | None) -> str | None:
    """The title on one line, or None where it is missing, too long, or one that a program wrote."""
    title = " ".join((value or "").split())
    if not title or len(title) > LONGEST_TITLE or _BY_A_PROGRAM.match(title) or not any(c.isalpha() for c in title):
        return None
    return title if title.isprintable() else None
