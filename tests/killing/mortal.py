"""A database whose process dies at a commit: what it wrote up to there stays, and nothing of it comes after.

Every commit goes through three methods of `Database`; here they count. So each boundary between two commits
has a number and the name of the statement before it, whatever the code above does.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from graph.catalogue import statement
from graph.database import Database, Row, counted

_LAST_CALL = re.compile(r"^CALL \([^\n]*\{$", re.MULTILINE)
_ROWS = 2  # of a batched statement that is killed between two batches


class KilledError(BaseException):
    """Stands for the end of the process: nothing that cleans up may catch it as an error of its own."""


def _raise() -> NoReturn:
    raise KilledError


@dataclass
class Life:
    """How many commits a process lives for (None: to its end), and what it committed.

    half: it dies inside the batched statement after these, when a few rows of it are committed. die: how.
    """

    commits: int | None = None
    half: bool = False
    die: Callable[[], object] = _raise
    done: list[str] = field(default_factory=list)
    over: bool = False

    def go_on(self) -> None:
        """Raise when the process is dead: whatever still runs of it reaches the database no more."""
        if self.over:
            raise KilledError

    def committed(self, name: str) -> None:
        self.done.append(name)
        if not self.half and len(self.done) == self.commits:
            self.end()

    def ends_inside(self) -> bool:
        return self.half and len(self.done) == self.commits

    def end(self) -> NoReturn:
        self.over = True
        self.die()
        raise KilledError


class DiesAfter(Life):
    """A life that ends after the first commit of a statement."""

    def __init__(self, name: str, die: Callable[[], object] = _raise) -> None:
        super().__init__(die=die)
        self._name = name

    def committed(self, name: str) -> None:
        super().committed(name)
        if self._name in name.split(", "):
            self.end()


@dataclass(frozen=True)
class MortalDatabase(Database):
    """A database as a process sees it that will be killed."""

    life: Life = field(default_factory=Life)

    def read(self, name: str, /, **parameters: object) -> list[Row]:
        self.life.go_on()
        return super().read(name, **parameters)

    def stream(self, name: str, /, **parameters: object) -> Iterator[Row]:
        self.life.go_on()
        return super().stream(name, **parameters)

    def write_all(self, steps: list[tuple[str, Mapping[str, object]]]) -> list[list[Row]]:
        self.life.go_on()
        rows = super().write_all(steps)
        self.life.committed(", ".join(name for name, _ in steps))
        return rows

    def batched(self, name: str, /, **parameters: object) -> int:
        self.life.go_on()
        if self.life.ends_inside():
            self._begin(name, parameters)
            self.life.end()
        rows = super().batched(name, **parameters)
        self.life.committed(name)
        return rows

    def ensure_schema(self, name: str, /, **parameters: object) -> None:
        self.life.go_on()
        super().ensure_schema(name, **parameters)
        self.life.committed(name)

    def _begin(self, name: str, parameters: Mapping[str, object]) -> None:
        """Run a batched statement for its first rows only, as if killed after the batch that had them."""
        text = counted(statement(name))
        last = list(_LAST_CALL.finditer(text))[-1].start()
        begun = f"{text[:last]}WITH * LIMIT {_ROWS}\n{text[last:]}"
        with self.driver.session(database=self.name) as session:
            session.run(begun, dict(parameters)).consume()
