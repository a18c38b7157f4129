"""Lexical analysis."""

import pytest

from index.analysis import terms


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The governments were funding programmes", "en", ["govern", "fund", "programm"]),
        ("Café CAFÉ cafe\u0301", "en", ["cafe", "cafe", "cafe"]),
        ("What do you say about it?", "en", []),
        ("Les gouvernements financent l’école", "fr", ["gouvern", "financent", "ecol"]),
        ("snake_case and 2,500 don’t", "en", ["snake", "case", "2", "500"]),
        ("unknown language words", "xx", ["unknown", "language", "words"]),
    ],
)
def test_words_become_stems_without_stop_words_case_or_accents(text: str, language: str, expected: list[str]) -> None:
    assert terms(text, language) == expected
