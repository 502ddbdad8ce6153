"""What one run changed: the entries it posted, and the members whose rank it moved."""

from dataclasses import dataclass

from graph.database import Database
from graph.reads.runs import Run


@dataclass(frozen=True, slots=True)
class Posted:
    """What a run posted of one kind: `added` and `taken` (negative) in minor units."""

    kind: str
    entries: int
    added: int
    taken: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Members whose rank a run changed from `before` to `after`; `first` names some: (member_id, name)."""

    before: int
    after: int
    members: int
    first: tuple[tuple[str, str], ...]


def posted(database: Database, run: Run, team: str = "") -> list[Posted]:
    """Return what a run posted to members by kind: of a team (its root's member id), or "" for all."""
    return [Posted(**row) for row in database.read("read/history/posted", run=run.number, team=team)]


def moved(database: Database, run: Run, team: str = "", first: int = 20) -> list[Moved]:
    """Return whose rank a run changed, highest rank first; `team` as in `posted`."""
    return [
        Moved(
            row["before"],
            row["after"],
            row["members"],
            tuple((one["member_id"], one["name"] or "") for one in row["first"]),
        )
        for row in database.read("read/history/moved", run=run.number, team=team, first=first)
    ]
