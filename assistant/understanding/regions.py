"""Regions of the world as people name them, with the countries in them, and what the people of a country are called."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from assistant.understanding.words import keys_of


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    text = (files("assistant.understanding") / "data" / "regions.yaml").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for names, members in yaml.safe_load(text).items():
        countries = tuple(" ".join(keys_of(country)) for member in members for country in found.get(" ".join(keys_of(member)), (member,)))
        for name in names.split(" / "):
            found[" ".join(keys_of(name))] = countries
    return found


def countries_of_regions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each region, folded, with its countries."""
    yield from _regions().items()


def demonyms(place: str) -> list[str]:
    """What comes from a place of one word: "kenyan" of "kenya". Only regular forms."""
    if " " in place or len(place) < 4:
        return []
    if place.endswith("a"):
        return [f"{place}n", f"{place}ns"]
    if place.endswith(("i", "o")):
        return []
    return [f"{place}ian", f"{place}ians"] if place.endswith(("l", "n")) else []
