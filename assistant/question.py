"""A question as typed, made fit to be searched for."""

import re
import unicodedata

from corpus.errors import QuestionError

_SPACE = re.compile(r"\s+")


def as_written(text: str) -> str:
    """The text as it can be stored and shown: unpaired surrogates, which no encoding can write, are replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_question(text: str, longest: int) -> str:
    """The question on one line, without control characters.

    Args:
        text: As typed.
        longest: Most characters that are taken.

    Raises:
        QuestionError: It is empty, has no letters or digits, or is too long.
    """
    if len(text) > longest:
        raise QuestionError(f"a question may have at most {longest:,} characters, this one has {len(text):,}; shorten it")
    kept = "".join(c if not unicodedata.category(c).startswith("C") or c.isspace() else " " for c in text)
    question = _SPACE.sub(" ", kept).strip()
    if not any(c.isalnum() for c in question):
        raise QuestionError(
            "the question is empty; type what you want to know, for example: How do we get government to own our programme?"
        )
    return question
