"""What is printed beside a quote."""

from typing import Any

import pytest

from corpus.builtin import builtin_interview
from corpus.citation import cite
from corpus.models import Header, Role, Turn

PAGE = "“What’s Working: Insights About Social Innovation & Systems Change”, Solutions Insights Lab, last updated March 19, 2024"
ADDRESS = "https://whatsworkingsolutions.org/"


@pytest.mark.parametrize(
    ("index", "citation"),
    [
        (0, f"Speaker: David Levine, American Sustainable Business Network. {PAGE}, opening quote. {ADDRESS}"),
        (4, f"Speaker: not named, Zvandiri. {PAGE}, insight 2, quote 1 of 3. {ADDRESS}"),
        (11, f"Speaker: not named. {PAGE}, insight 4, quote 2 of 3. {ADDRESS}"),
        (27, f"Speaker: not named. {PAGE}, insight 9, quote 3 of 3. {ADDRESS}"),
    ],
)
def test_a_quote_of_the_page_is_cited_by_its_place_there(index: int, citation: str) -> None:
    interview = builtin_interview()
    assert cite(interview.header, interview.turns[index]) == citation


@pytest.mark.parametrize(
    ("turn", "header", "citation"),
    [
        (
            {"index": 3, "speaker": "Ada Obi", "role": Role.INTERVIEWEE, "time": 725.9},
            {},
            "Speaker: Ada Obi (interviewee). Interview “A visit”, visit.txt, turn 4, 0:12:05.",
        ),
        (
            {"index": 0, "speaker": "Ben", "role": Role.INTERVIEWER, "time": 0.0},
            {},
            "Speaker: Ben (interviewer). Interview “A visit”, visit.txt, turn 1, 0:00:00.",
        ),
        ({"index": 9, "speaker": "Ada"}, {}, "Speaker: Ada. Interview “A visit”, visit.txt, turn 10."),
        ({"index": 1}, {}, "Speaker: not named. Interview “A visit”, visit.txt, turn 2."),
        ({"index": 1, "role": Role.INTERVIEWEE}, {}, "Speaker: not named. Interview “A visit”, visit.txt, turn 2."),
        (
            {"index": 0, "speaker": "Ada", "organisation": "Well Makers", "time": 36_000.0},
            {"publisher": "The Lab", "date": "May 2024", "url": "https://example.org/a"},
            "Speaker: Ada, Well Makers. Interview “A visit”, visit.txt, The Lab, May 2024, turn 1, 10:00:00. https://example.org/a",
        ),
    ],
)
def test_a_turn_of_a_conversation_is_cited_by_who_where_and_when(turn: dict[str, Any], header: dict[str, Any], citation: str) -> None:
    interview = Header(**{"id": "visit", "title": "A visit", "source_name": "visit.txt", "conversation": True} | header)
    assert cite(interview, Turn(**{"start": 0, "end": 5} | turn)) == citation
