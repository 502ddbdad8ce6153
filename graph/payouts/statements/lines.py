"""What batches paid a member, as statements count it: when it left the balance, when it came back."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.clock import day_of
from graph.database import Database
from graph.payouts.batches import Line, LineState, line_of
from graph.payouts.statements.booking import Books
from graph.payouts.statements.model import Movement, Section
from graph.reads.runs import Run
from graph.words.reasons import Reason, reason


@dataclass(frozen=True, slots=True)
class Paid:
    """A line of an approved batch: the day of the batch, and when it was approved (microseconds)."""

    line: Line
    day: str
    approved_at: int


@dataclass(frozen=True, slots=True)
class Event:
    """A line that leaves the balance, or comes `back` as it failed: the day, and the run that counts it."""

    paid: Paid
    run: Run
    day: str
    back: bool

    @property
    def amount(self) -> int:
        """What it adds to the balance, minor units."""
        return self.paid.line.gross if self.back else -self.paid.line.gross

    @property
    def movements(self) -> tuple[Movement, ...]:
        """What is paid and what is withheld of it."""
        line, sign = self.paid.line, 1 if self.back else -1
        parts = ((Section.PAID, line.net), (Section.WITHHELD, line.withheld))
        return tuple(
            Movement(
                section,
                self.day,
                self.run.number,
                self.run.day,
                sign * amount,
                (self._reason(section),),
                batch=line.batch,
            )
            for section, amount in parts
            if amount
        )

    def _reason(self, section: Section) -> Reason:
        line = self.paid.line
        batch = str(line.batch)
        if self.back:
            return reason("payout_back", batch=batch)
        if section is Section.WITHHELD:
            return reason("payout_withheld", batch=batch, gross=line.gross)
        if line.state is LineState.PAID and line.reference:
            return reason("payout_referred", batch=batch, reference=line.reference)
        names = {
            LineState.OPEN: "payout_open",
            LineState.PAID: "payout_paid",
            LineState.FAILED: "payout_failed",
        }
        return reason(names[line.state], batch=batch)


def paid_lines(database: Database, member_id: str) -> list[Paid]:
    """Return the lines of a member of approved batches, oldest first."""
    rows = database.read("payouts/read/of_member", member=member_id)
    return [Paid(line_of(row["line"], ""), row["day"], row["approved_at"]) for row in reversed(rows)]


def events_of(books: Books, lines: Sequence[Paid]) -> tuple[list[Event], int]:
    """Return what runs count of lines, as nights do, and what they do not yet: paid less failed since."""
    counted: list[Event] = []
    since = 0
    for paid in lines:
        line, run = paid.line, books.counting(paid.approved_at)
        failed = line.state is LineState.FAILED
        back = books.counting(line.decided_at) if failed else None
        if run:
            counted.append(Event(paid, run, paid.day, back=False))
        if back:
            day = day_of(line.decided_at, back.zone).isoformat()
            counted.append(Event(paid, back, day, back=True))
        since += 0 if run else line.gross
        since -= line.gross if failed and not back else 0
    return counted, since


def failed_between(lines: Sequence[Paid], place: int) -> list[Paid]:
    """Return the lines before one that were counted as paid for the line before it, and no more for it.

    By what the lines say was paid before them: no clock decides what a statement adds up to.
    """
    failed = sorted(
        (paid for paid in lines if paid.line.state is LineState.FAILED),
        key=lambda paid: (paid.line.decided_at, paid.line.batch),
    )
    back: list[Paid] = []
    for at in range(1, place + 1):
        before, line = lines[at - 1].line, lines[at].line
        missing, back = before.paid + before.gross - line.paid, []
        while missing > 0 and failed and failed[0].line.batch < line.batch:
            back.append(failed.pop(0))
            missing -= back[-1].line.gross
    return back
