"""How the page's parts tell what went wrong, and how their events run."""

from typing import Any

from corpus.errors import WhatsWorkingError
from ui.rendering import render

# An event that shows no sign of waiting and is not part of the program's own interface for other programs.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# Left to itself, the page passes over an event while one of its kind is under way: whoever is quick would lose what they did.
# (Its "always_last" is no way out: it comes with what the first event said.)
EACH: dict[str, Any] = {**QUIET, "trigger_mode": "multiple"}
IN_ORDER: dict[str, Any] = {**EACH, "concurrency_limit": 1}


def sentence(said: str | WhatsWorkingError) -> str:
    """Words, or what an error says, as a sentence: with a capital, unless it begins with the name of a file, and an end."""
    words = str(said).partition("; 'whatsworking")[0]  # what to type at a command line helps nobody on a page
    if words.partition(" ")[0].isalpha():
        words = f"{words[:1].upper()}{words[1:]}"
    return f"{words}{'' if words.endswith(('.', '?', '!')) else '.'}"


def problem_html(said: str | WhatsWorkingError) -> str:
    """What cannot be done, as the HTML of a message."""
    return render("problem.html", problem=sentence(said))
