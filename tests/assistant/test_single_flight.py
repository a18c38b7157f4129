"""Work that several ask for at once is done once, and nothing of it is remembered."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from assistant import Assistant
from assistant.request import Request
from assistant.single_flight import SingleFlight

ASKERS = 4
MOMENT = 0.2  # seconds in which the others come to wait; those who come later begin anew


class _Slow:
    """Work that waits until all have asked for it."""

    def __init__(self, outcome: Callable[[], str]) -> None:
        self.begun, self.may_end, self.times = threading.Event(), threading.Event(), 0
        self._outcome = outcome

    def __call__(self) -> str:
        self.times += 1
        self.begun.set()
        assert self.may_end.wait(30)
        return self._outcome()


def _asked_by_all(flight: SingleFlight[str, str], work: _Slow) -> list[str | BaseException]:
    with ThreadPoolExecutor(ASKERS) as threads:
        first = threads.submit(flight.do, "key", work)
        assert work.begun.wait(30)
        others = [threads.submit(flight.do, "key", work) for _ in range(ASKERS - 1)]
        assert flight.do("another key", lambda: "another") == "another"
        time.sleep(MOMENT)
        assert work.times == 1
        work.may_end.set()
        return [future.exception() or future.result() for future in (first, *others)]


def test_those_who_ask_for_what_is_under_way_get_its_result_and_the_next_one_a_new_one() -> None:
    flight: SingleFlight[str, str] = SingleFlight()
    results = iter(("first", "second", "third", "fourth", "fifth"))
    work = _Slow(lambda: next(results))
    found = _asked_by_all(flight, work)
    assert len(set(found)) == work.times
    assert found[0] == "first"
    before = work.times
    assert flight.do("key", work) not in found
    assert work.times == before + 1


def test_a_failure_is_told_to_all_and_stands_in_nobodys_way() -> None:
    flight: SingleFlight[str, str] = SingleFlight()
    work = _Slow(lambda: str(1 / 0))
    assert {type(error) for error in _asked_by_all(flight, work)} == {ZeroDivisionError}
    assert flight.do("key", lambda: "again") == "again"


def test_a_question_that_many_ask_at_once_has_one_answer_and_it_is_not_kept(builtin: Assistant) -> None:
    request = Request("Why publish data openly?", "Why publish data openly?")
    with ThreadPoolExecutor(ASKERS) as threads:
        answers = [future.result() for future in [threads.submit(builtin.answer, request) for _ in range(ASKERS)]]
    assert all(answer == answers[0] for answer in answers)
    assert builtin._answering._under_way == {}
