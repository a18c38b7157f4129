"""What a chat model is told: one text file a prompt, loaded by name."""

from importlib import resources
from string import Template


def load_prompt(name: str) -> Template:
    """The prompt of a name, with ``$placeholders``.

    Raises:
        FileNotFoundError: There is none of that name.
    """
    return Template((resources.files(__name__) / f"{name}.txt").read_text(encoding="utf-8"))
