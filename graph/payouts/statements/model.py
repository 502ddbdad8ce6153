"""A statement as data: opening + movements = closing, to the minor unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.money import Money
from graph.reads.runs import Run
from graph.words.reasons import Reason


class Section(StrEnum):
    """The parts of a statement, in their order. What failed comes back in the parts that it left by."""

    REWARD = "reward"
    CORRECTION = "correction"
    ADJUSTMENT = "adjustment"
    WITHDRAWAL = "withdrawal"
    WITHHELD = "withheld"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Movement:
    """A line of a statement: an entry of the ledger, a withdrawal, or what a batch pays or withholds.

    day: the one it belongs to. run, posted_on: the first run that counts it, and that run's day. kind,
    source, order_id, pool: of a ledger entry or a withdrawal, "" where there is none. batch: its number, or
    0. amount: what it adds to the balance. reasons: why; they name nobody but the member.
    """

    section: Section
    day: str
    run: int
    posted_on: str
    amount: Money
    reasons: tuple[Reason, ...]
    kind: str = ""
    source: str = ""
    order_id: str = ""
    pool: str = ""
    batch: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a member had, what changed it, and what it has: earned less withdrawn less paid.

    run: the one that is read. month: 2026-01, or "" for a statement of `batch` (else 0). begins, ends: its
    first and last day; of a batch the days of the runs between which it lies, "" for the beginning. until:
    the last run it counts. complete: whether it stays as it is: no later run changes it. held: what that run
    holds of the closing balance, None where its figures are kept no longer. paid_since: gross of batches that
    were approved after it began, less what failed, where that is in no statement yet.
    """

    run: Run
    member_id: str
    name: str
    month: str
    batch: int
    begins: str
    ends: str
    complete: bool
    opening: Money
    closing: Money
    held: Money | None
    until: Run
    paid_since: Money
    movements: tuple[Movement, ...]

    @property
    def currency(self) -> str:
        """ISO 4217 of all its amounts."""
        return self.run.plans[-1].currency

    @property
    def sums(self) -> Mapping[Section, int]:
        """What each part adds to the balance, minor units."""
        sums = dict.fromkeys(Section, 0)
        for movement in self.movements:
            sums[movement.section] += movement.amount
        return sums
