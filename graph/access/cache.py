"""What the database said, remembered for a moment: so that not every request asks who an account is."""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from cachetools import LRUCache

SECONDS = 5.0
"""How long an answer is remembered: within that time after a change, every worker knows it."""
_MOST = 10_000
_LOCKS = 64

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Entry(NamedTuple, Generic[V]):
    """An answer, and until when it holds."""

    until: float
    value: V


class Remembered(Generic[K, V]):
    """Asks `load` at most every five seconds for each key. Safe between threads.

    It keeps at most `most` answers, those last asked for: asking for many wrong keys fills no memory.
    """

    def __init__(
        self, load: Callable[[K], V], clock: Callable[[], float] = time.monotonic, most: int = _MOST
    ) -> None:
        self._load = load
        self._clock = clock
        self._answers: LRUCache[K, Entry[V]] = LRUCache(most)
        self._lock = Lock()
        self._asking = tuple(Lock() for _ in range(_LOCKS))

    def known(self, key: K) -> Entry[V] | None:
        """Return what is remembered, without asking."""
        with self._lock:
            found = self._answers.get(key)
        return found if found is not None and self._clock() < found.until else None

    def get(self, key: K) -> V:
        """Return what is remembered, else ask; who asks for the same meanwhile waits for that answer.

        An error of `load` is raised, and not remembered.
        """
        with self._asking[hash(key) % _LOCKS]:
            if (found := self.known(key)) is not None:
                return found.value
            asked = self._clock()  # before: a change while the database answers is not missed for longer
            entry = Entry(asked + SECONDS, self._load(key))
            with self._lock:
                self._answers[key] = entry
            return entry.value
