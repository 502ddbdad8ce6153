"""The members on whom most depends."""

from dataclasses import dataclass
from decimal import Decimal

from graph.database import Database
from graph.metrics.model import rate
from graph.metrics.query import metric
from graph.reads.runs import Run


@dataclass(frozen=True)
class Heavy:
    """A member with the people and the volume (minor units) of its group, since ever.

    share: of the company's revenue. sponsor_share: of its sponsor's group volume; None at the head of a tree.
    """

    member_id: str
    name: str
    rank: int
    people: int
    volume: int
    share: Decimal | None
    sponsor_id: str
    sponsor_share: Decimal | None


def heaviest(database: Database, run: Run, limit: int = 50) -> list[Heavy]:
    """Return the members whose groups bought most, the largest first: what goes if the team does, too."""
    revenue = sum(int(str(row["revenue"])) for row in metric(database, run, "payout"))
    return [
        Heavy(
            row["member_id"],
            row["name"],
            row["rank"],
            row["people"],
            row["volume"],
            rate(row["volume"], revenue),
            row["sponsor_id"],
            rate(row["volume"], row["sponsor_volume"] or 0),
        )
        for row in database.read("read/impact/heaviest", run=run.number, limit=limit)
    ]
