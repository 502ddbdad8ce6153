"""Ids, names and initials of all members in the memory of a process: any part is found in milliseconds."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

from graph.database import Database
from graph.reads.current import Current
from graph.reads.initials import initials

BY_ID, BY_PART = 0, 1
"""How a member was found: its id begins with the text, or each word is a part of id, name or initials."""
_MARKS = re.compile("[\u0300-\u036f]")
_MOST_WORDS = 10


@dataclass(frozen=True)
class Directory:
    """Members in the order of ids. text: a line for each of id, name and initials, folded; starts: where."""

    ids: list[str]
    text: str
    starts: "array[int]"

    def matches(self, text: str, *, by: int = BY_ID, after: str = "") -> Iterator[tuple[str, int]]:
        """Yield who is found, as (id, BY_ID) and then (id, BY_PART), each in the order of ids.

        They begin behind the member found so (`by`, `after`). Nothing of the text has a meaning of its own.
        """
        if by == BY_ID:
            yield from ((self.ids[at], BY_ID) for at in self._beginning(_whole(text), after))
            after = ""
        yield from ((self.ids[at], BY_PART) for at in self._with_parts(text, after))

    def finds(self, text: str, member_id: str) -> int | None:
        """Return how the text finds a member, BY_ID or BY_PART; None where it does not."""
        at = bisect_left(self.ids, member_id)
        if at == len(self.ids) or self.ids[at] != member_id:
            return None
        line = self._line(at)
        if line.startswith(_whole(text)):
            return BY_ID
        words = _words(text)
        return BY_PART if words and all(word in line for word in words) else None

    def _beginning(self, folded: str, after: str) -> Iterator[int]:
        place = self.text.find(f"\n{folded}", self._behind(after))
        while place >= 0:
            yield (at := bisect_right(self.starts, place + 1) - 1)
            place = self.text.find(f"\n{folded}", self._end(at))

    def _with_parts(self, text: str, after: str) -> Iterator[int]:
        words, whole = _words(text), _whole(text)
        if not words:
            return
        longest = max(words, key=len)
        place = self.text.find(longest, self._behind(after))
        while place >= 0:
            at = bisect_right(self.starts, place) - 1
            line = self._line(at)
            if all(word in line for word in words) and not line.startswith(whole):
                yield at
            place = self.text.find(longest, self._end(at))

    def _behind(self, after: str) -> int:
        """Return where the line break before the first line behind an id is."""
        at = bisect_right(self.ids, after) if after else 0
        return self.starts[at] - 1 if at < len(self.ids) else len(self.text)

    def _end(self, at: int) -> int:
        """Return where the line break behind a line is."""
        return self.starts[at + 1] - 1 if at + 1 < len(self.starts) else len(self.text)

    def _line(self, at: int) -> str:
        return self.text[self.starts[at] : self._end(at)]


def directory(members: Iterable[tuple[str, str]]) -> Directory:
    """Return the directory of members by id and name ("": none)."""
    known = sorted(members)
    lines = [fold(f"{member_id}\t{name}\t{initials(name)}") for member_id, name in known]
    starts, place = array("q"), 1
    for line in lines:
        starts.append(place)
        place += len(line) + 1
    return Directory([member_id for member_id, _name in known], "\n" + "\n".join(lines), starts)


def fold(text: str) -> str:
    """Return a text as it is compared: without capitals and accents, full-width letters as the others."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


class Directories:
    """Keeps the directory of the newest facts: read when somebody searches, again after facts changed.

    Safe between threads.
    """

    def __init__(self, database: Database, current: Current) -> None:
        self._database = database
        self._current = current
        self._lock = Lock()
        self._kept: tuple[str, Directory] | None = None

    def newest(self) -> Directory:
        """Return the directory; reads the names of all members where facts have changed.

        Raises:
            NothingPublishedError: when nothing is published yet.
        """
        facts = self._current.published().facts
        with self._lock:
            if self._kept is None or self._kept[0] != facts:
                rows = self._database.stream("read/members/names")
                self._kept = facts, directory((row["member_id"], row["name"]) for row in rows)
            return self._kept[1]


def _whole(text: str) -> str:
    """Return what an id begins with: no id has a tab or line break, behind which other parts stand."""
    return fold(text.strip()).replace("\t", "\0").replace("\n", "\0")


def _words(text: str) -> list[str]:
    return [fold(word) for word in text.split()[:_MOST_WORDS]]
