"""A team in numbers: how many people stand at which level below a member."""

from dataclasses import dataclass

from graph.database import Database
from graph.reads.runs import Run


@dataclass(frozen=True, slots=True)
class Level:
    """How many people stand at a level: 1 are the direct recruits."""

    level: int
    people: int


def levels(database: Database, run: Run, member_id: str) -> list[Level]:
    """Return the levels below a member in a run, the nearest first; none where nobody is below."""
    return [Level(**row) for row in database.read("read/members/levels", member=member_id, run=run.number)]
