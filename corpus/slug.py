"""Ids that can be typed and stand in an address."""

import re
import unicodedata
from collections.abc import Container

MAX_LENGTH = 80


def slugify(stem: str) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; "interview" where nothing is left."""
    folded = unicodedata.normalize("NFKC", stem).casefold()
    slug = re.sub(r"[\W_]+", "-", folded).strip("-")[:MAX_LENGTH].strip("-")
    return slug or "interview"


def unique_slug(stem: str, taken: Container[str]) -> str:
    """The slug, with "-2", "-3", … behind it where it is taken."""
    slug = slugify(stem)
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
