"""The same work asked for by several at once is done once."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class SingleFlight(Generic[Key, Result]):
    """Gives whoever asks for what is under way the outcome of that; what is done is forgotten. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[Key, Future[Result]] = {}

    def do(self, key: Key, work: Callable[[], Result]) -> Result:
        """The result of the work under a key.

        Raises:
            Exception: What the work raises, to all who wait for it.
        """
        with self._lock:
            waiting = self._under_way.get(key)
            future = self._under_way.setdefault(key, Future())
        if waiting:
            return waiting.result()
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]
        return future.result()
