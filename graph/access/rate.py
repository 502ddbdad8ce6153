"""How often an account may do something, counted in the memory of one process."""

import time
from collections.abc import Callable
from math import ceil
from threading import Lock

from cachetools import LRUCache

_MOST = 30_000


class Rate:
    """Lets `most` attempts through in a stretch of seconds, per name. Safe between threads.

    At most 30 000 names are kept; the one not seen for longest is forgotten.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._times: LRUCache[str, list[float]] = LRUCache(_MOST)
        self._lock = Lock()

    def wait(self, name: str) -> int:
        """Count an attempt, or return after how many seconds there is room for one; 0: it may be made."""
        with self._lock:
            now = self._clock()
            times = [at for at in self._times.get(name, []) if at > now - self._seconds]
            if len(times) >= self._most:
                return max(1, ceil(times[0] + self._seconds - now))
            self._times[name] = [*times, now]
            return 0
