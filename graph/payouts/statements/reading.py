"""Statements of a month or a batch, read from the ledger, the withdrawals and the lines of batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.clock import END_DAY, FIRST_DAY, day_of
from graph.database import Database, Row
from graph.errors import NotFoundError, UplineError, UserError
from graph.explain.payments import why_withdrawn
from graph.months import first_day_of, month_name, number_of
from graph.payouts.statements.booking import Books
from graph.payouts.statements.lines import Event, events_of, failed_between, paid_lines
from graph.payouts.statements.model import Movement, Section, Statement
from graph.payouts.statements.reasons import EntryReasons
from graph.reads.runs import Run, runs
from graph.reads.standings import month_number, require_member, standings

_ORDER = tuple(Section)
_ALL_DAYS = END_DAY.isoformat()


@dataclass(frozen=True, slots=True)
class Periods:
    """What a member can have statements of: months and batches, newest first."""

    months: tuple[str, ...]
    batches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """What lies before a statement, and what in it.

    Before: what runs up to `before` counted of days before `first`, withdrawals up to the time `first_at`. In
    it: what else runs up to `until` counted of days before `end`, withdrawals up to `end_at`.
    """

    before: int
    first: str
    first_at: int
    until: Run
    end: str
    end_at: int


@dataclass(frozen=True, slots=True)
class _Told:
    """Name of the member, what the ledger and the wallet bring into a statement, and its movements."""

    name: str
    opening: int
    movements: tuple[Movement, ...]


def month_statement(database: Database, run: Run, member_id: str, month: str) -> Statement:
    """Return a member's statement of a month (2026-01), as a run knows it.

    Raises:
        UserError: when the month is none.
        NotFoundError: when the run knows no such member, or the month has not begun as of it.
    """
    number = month_number(month)
    if number < number_of(FIRST_DAY):
        raise UserError("{month!r} is no month: write it as 2026-01", month=month)
    require_member(database, run, member_id)
    books = _books(database, run)
    if number > books.last_month:
        raise NotFoundError(
            "run {run} is of {day}: the month {month} has not begun by then",
            run=run.number,
            day=run.day,
            month=month,
        )
    closed, before = books.closing(number), books.closing(number - 1)
    until, end = closed or run, first_day_of(number + 1)
    span = _Span(
        before.number if before else 0,
        first_day_of(number).isoformat(),
        books.start_of(number) - 1,
        until,
        end.isoformat(),
        min(books.start_of(number + 1) - 1, until.as_of),
    )
    counted, since = events_of(books, paid_lines(database, member_id))
    months = [(books.month_of(event.day, event.run), event) for event in counted]
    read = _read(database, books, member_id, span, [event for place, event in months if place == number])
    opening = read.opening + sum(event.amount for place, event in months if place < number)
    return Statement(
        run=run,
        member_id=member_id,
        name=read.name,
        month=month,
        batch=0,
        begins=span.first,
        ends=(end - timedelta(days=1)).isoformat(),
        complete=closed is not None,
        opening=opening,
        closing=opening + sum(movement.amount for movement in read.movements),
        held=_held(database, until, member_id),
        until=until,
        paid_since=0 if closed else since,
        movements=read.movements,
    )


def batch_statement(database: Database, run: Run, member_id: str, number: int) -> Statement:
    """Return a member's statement of an approved batch: from its line before on, with what this one pays.

    Raises:
        NotFoundError: when the run knows no such member, or no such batch that was approved pays it.
    """
    require_member(database, run, member_id)
    lines = paid_lines(database, member_id)
    place = next((at for at, paid in enumerate(lines) if paid.line.batch == number), None)
    if place is None:
        raise NotFoundError(
            "no batch {number} that was approved pays member {member!r}", number=number, member=member_id
        )
    books, line, earlier = Books(runs(database)), lines[place].line, [paid.line for paid in lines[:place]]
    last = max((paid.run for paid in earlier), default=0)
    before, until = books.numbered(last) if last else None, books.numbered(max(line.run, last))
    span = _Span(last, _ALL_DAYS, before.as_of if before else -1, until, _ALL_DAYS, until.as_of)
    counted = [Event(paid, until, lines[place].day, back=True) for paid in failed_between(lines, place)]
    counted.append(Event(lines[place], until, lines[place].day, back=False))
    paid_before = earlier[-1].paid + earlier[-1].gross if earlier else 0
    if paid_before - sum(event.amount for event in counted) != line.paid + line.gross:
        raise UplineError(
            "batch {number} says that {member!r} had been paid otherwise than the batches before it paid",
            number=number,
            member=member_id,
        )
    read = _read(database, books, member_id, span, counted)
    opening = read.opening - paid_before
    return Statement(
        run=run,
        member_id=member_id,
        name=read.name,
        month="",
        batch=number,
        begins=before.day if before else "",
        ends=until.day,
        complete=True,
        opening=opening,
        closing=opening + sum(movement.amount for movement in read.movements),
        held=line.held if line.run == until.number else None,
        until=until,
        paid_since=0,
        movements=read.movements,
    )


def periods_of(database: Database, run: Run, member_id: str) -> Periods:
    """Return of what a member can have statements as of a run.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    require_member(database, run, member_id)
    row = database.read("payouts/statement/begins", member=member_id, run=run.number)[0]
    lines = paid_lines(database, member_id)
    days = [paid.day for paid in lines] + ([row["day"]] if row["day"] else [])
    days += [] if row["at"] is None else [day_of(row["at"], run.zone).isoformat()]
    last = _books(database, run).last_month
    first = min([last, *(number_of(date.fromisoformat(day)) for day in days)])
    return Periods(
        tuple(month_name(number) for number in range(last, first - 1, -1)),
        tuple(paid.line.batch for paid in reversed(lines)),
    )


def _held(database: Database, until: Run, member_id: str) -> int | None:
    """Return what a run holds of a member's pay; who came after it has nothing there."""
    if until.dropped is not None:
        return None
    try:
        return next(standings(database, until, member=member_id)).held
    except NotFoundError:
        return 0


def _books(database: Database, run: Run) -> Books:
    return Books([known for known in runs(database) if known.number <= run.number])


def _read(database: Database, books: Books, member_id: str, span: _Span, counted: Sequence[Event]) -> _Told:
    entries = database.read(
        "payouts/statement/entries",
        member=member_id,
        before=span.before,
        first=span.first,
        until=span.until.number,
        end=span.end,
    )[0]
    withdrawals = database.read(
        "payouts/statement/withdrawals",
        member=member_id,
        before=span.before,
        first=span.first_at,
        until=span.until.number,
        end=span.end_at,
    )
    movements = [
        *_of_entries(database, books, member_id, span.until, entries["entries"]),
        *(_of_withdrawal(row, books) for row in withdrawals if not row["before"]),
        *(movement for event in counted for movement in event.movements),
    ]
    movements.sort(key=lambda movement: (_ORDER.index(movement.section), movement.day, movement.key))
    drawn = sum(row["amount"] for row in withdrawals if row["before"])
    return _Told(entries["name"], entries["opening"] - drawn, tuple(movements))


def _of_entries(
    database: Database, books: Books, member_id: str, until: Run, rows: Sequence[Row]
) -> Iterator[Movement]:
    why = EntryReasons(database, until, member_id)
    why.read(rows)
    for row in rows:
        section, reasons = why.of(row)
        yield Movement(
            section,
            row["day"],
            row["run"],
            books.numbered(row["run"]).day,
            row["amount"],
            reasons,
            kind=row["kind"],
            source=row["source"],
            order_id="" if row["adjustment"] else row["order_id"],
            pool=row["pool"],
            key=row["key"],
        )


def _of_withdrawal(row: Row, books: Books) -> Movement:
    run = next(known for known in books.runs if known.number >= row["run"] and known.as_of >= row["at"])
    return Movement(
        Section.WITHDRAWAL,
        day_of(row["at"], run.zone).isoformat(),
        run.number,
        run.day,
        -row["amount"],
        (why_withdrawn(row["kind"], row["order_id"]),),
        kind=row["kind"],
        order_id=row["order_id"],
        key=row["withdrawal_id"],
    )
