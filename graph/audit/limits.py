"""How often an event is recorded: once in an hour where it repeats, a few per minute in a flood."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from cachetools import FIFOCache

from graph.audit.events import Event

HOUR, MINUTE = 3_600_000_000, 60_000_000  # microseconds, as the times of events
_MOST = 50_000


class Once:
    """Says which keys come for the first time in an hour. Safe between threads.

    At most 50,000 keys are kept, as hashes; the one that came first is forgotten, and then counts as new.
    """

    def __init__(self) -> None:
        self._seen: FIFOCache[int, int] = FIFOCache(_MOST)
        self._lock = Lock()

    def first(self, key: Hashable, at: int) -> bool:
        """Return whether a key did not come within the hour before a time in microseconds."""
        hashed = hash(key)
        with self._lock:
            if at < self._seen.get(hashed, 0):
                return False
            self._seen[hashed] = at + HOUR
            return True


@dataclass(slots=True)
class _Window:
    ends: int
    count: int = 0
    last: Event | None = None  # the last event that was only counted
    more: int = 0


class PerMinute:
    """Lets a few events of each key through in a minute and counts the others. Safe between threads."""

    def __init__(self) -> None:
        self._windows: dict[Hashable, _Window] = {}
        self._lock = Lock()

    def passes(self, event: Event, limits: Mapping[Hashable, int]) -> bool:
        """Return whether an event is below the limits of all its keys; else it is only counted."""
        with self._lock:
            windows = []
            for key, most in limits.items():  # behind a full one no window is made: a flood fills no memory
                windows.append(self._window(key, event.at))
                if windows[-1].count >= most:
                    windows[-1].more += 1
                    windows[-1].last = event
                    return False
            for window in windows:
                window.count += 1
            return True

    def counted(self, at: int) -> Iterator[Event]:
        """Yield, for each minute that is over, the last event that was only counted, and how many `more`."""
        with self._lock:
            over = [key for key, window in self._windows.items() if window.ends <= at]
            ended = [self._windows.pop(key) for key in over]
        for window in ended:
            if window.last is not None:
                yield replace(window.last, detail={**window.last.detail, "more": window.more - 1})

    def _window(self, key: Hashable, at: int) -> _Window:
        window = self._windows.get(key)
        if window is None:
            window = self._windows[key] = _Window(at + MINUTE)
        elif window.ends <= at:
            if window.last is None:
                window = self._windows[key] = _Window(at + MINUTE)
            else:  # `counted` has not told of it yet: the same minute goes on
                window.ends, window.count = at + MINUTE, 0
        return window
