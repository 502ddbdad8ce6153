"""What is told of a member's pay beside rewards: what people adjusted, and what was withdrawn already."""

from dataclasses import dataclass

from graph.database import Database
from graph.money import Money
from graph.reads.runs import Run
from graph.words.reasons import Reason, reason

_MOST = 12  # of each, the newest


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An adjustment on its day: what of it stands, why and by whom; `entries`: their keys in the ledger."""

    adjustment_id: str
    day: str
    amount: Money
    reason: Reason
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was paid out (cash) or spent on an order (purchase); `at` in microseconds UTC."""

    withdrawal_id: str
    at: int
    amount: Money
    kind: str
    order_id: str
    reason: Reason


def adjustments_of(database: Database, run: Run, member_id: str) -> tuple[Adjusted, ...]:
    """Return the last adjustments that runs up to one posted, newest first."""
    rows = database.read("read/explain/adjustments", member=member_id, run=run.number, limit=_MOST)
    return tuple(
        Adjusted(
            row["adjustment_id"],
            row["day"],
            row["amount"],
            reason(
                "adjusted",
                reason=row["reason"] or "",
                decided_by=row["decided_by"],
                approved_by=row["approved_by"],
            ),
            tuple(sorted(row["entries"])),
        )
        for row in rows
    )


def withdrawals_of(database: Database, run: Run, member_id: str) -> tuple[Withdrawn, ...]:
    """Return the last withdrawals that a run counted, newest first."""
    rows = database.read(
        "read/explain/withdrawals", member=member_id, run=run.number, as_of=run.as_of, limit=_MOST
    )
    return tuple(Withdrawn(**row, reason=why_withdrawn(row["kind"], row["order_id"])) for row in rows)


def why_withdrawn(kind: str, order_id: str) -> Reason:
    """Return why a withdrawal lowers what is available."""
    return reason("withdrawn_purchase", order=order_id) if kind == "purchase" else reason("withdrawn_cash")
