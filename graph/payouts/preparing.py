"""Preparing a batch: its lines are what is payable as of a run, and not in an earlier batch."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graph.access.writing import now
from graph.clock import day_of
from graph.database import Database
from graph.errors import ConflictError, UserError
from graph.locking import writer_lock
from graph.money import to_decimal
from graph.payouts.batches import Batch, batch_numbered
from graph.payouts.payable import as_of, totals
from graph.payouts.restoring import refuse_blocked
from graph.payouts.settings import PayoutSettings
from graph.reads.runs import Run, published_run, run_numbered

LONGEST_NOTE = 1000
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be prepared, and by whom.

    by: name of the account. run: of the figures, None: the published one. minimum: of a line in minor units,
    None: that of the settings. day: on which it is to be paid, None: today in the plan's zone. key: of the
    request: the same one makes one batch only; None: each makes its own.
    """

    by: str
    run: int | None = None
    minimum: int | None = None
    note: str = ""
    day: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch; not `new`: the same request had made it before."""

    batch: Batch
    new: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """A batch that is being prepared."""

    number: int
    token: str
    run: Run
    minimum: int
    day: date


def prepare(
    database: Database, terms: PayoutSettings, order: Order, progress: Progress = lambda _step: None
) -> Prepared:
    """Prepare a batch; return the one that the same key made before, if there is one.

    `progress` hears the name of each step before it. A preparing that was killed leaves nothing that counts:
    the next one cleans up.

    Raises:
        ConflictError: when a batch is open already, or payouts are blocked after a restore.
        UserError: when nothing is payable, or the note is too long.
        NotFoundError, NothingPublishedError: when there is no such run, or none at all.
        DatabaseBusyError: while a load, a night or another preparing goes on.
    """
    if len(order.note) > LONGEST_NOTE or not order.note.isprintable():
        raise UserError("the note is no line of at most {most} characters", most=LONGEST_NOTE)
    with writer_lock(database, "payout prepare") as still_ours:
        database.ensure_schema("system/schema/payouts")

        def step(name: str) -> None:
            still_ours()
            progress(name)

        step("clean up")
        _clean_up(database)
        step("begin")
        run = published_run(database) if order.run is None else run_numbered(database, order.run)
        opened = _begin(database, terms, order, run)
        if isinstance(opened, int):
            return Prepared(batch_numbered(database, opened), new=False)
        step("totals")
        carried = totals(database, run, opened.minimum).of_batch
        step("lines")
        _write_lines(database, terms, opened)
        step("finish")
        _finish(database, opened, carried)
        step("done")
        return Prepared(batch_numbered(database, opened.number), new=True)


def _clean_up(database: Database) -> None:
    for row in database.read("payouts/prepare/left_behind"):
        database.batched("payouts/prepare/discard", number=row["number"])
        database.write("payouts/prepare/give_up", number=row["number"], now=now())


def _begin(database: Database, terms: PayoutSettings, order: Order, run: Run) -> _Opened | int:
    """Open a batch; return the number of the one that the same key made, if there is one."""
    minimum = max(terms.minimum if order.minimum is None else order.minimum, 1)
    day = order.day or day_of(now(), run.zone)
    token = secrets.token_hex(16)
    row = database.write(
        "payouts/prepare/begin",
        token=token,
        key=order.key,
        run=run.number,
        as_of=run.as_of,
        day=day.isoformat(),
        currency=run.plans[-1].currency,
        minimum=minimum,
        note=order.note or None,
        terms=terms.model_dump_json(),
        by=order.by,
        now=now(),
    )[0]
    if row["number"] is not None:
        return _Opened(row["number"], token, run, minimum, day)
    if row["same"] is not None:
        return int(row["same"])
    refuse_blocked(database)
    raise ConflictError(
        "batch {number} is open: approve or cancel it first, so that nothing is paid twice",
        number=row["open"],
    )


def _write_lines(database: Database, terms: PayoutSettings, opened: _Opened) -> None:
    known = database.read("payouts/read/settled")[0]
    begins = terms.withholding.begins_as(opened.day) if terms.withholding else None
    database.batched(
        "payouts/prepare/lines",
        number=opened.number,
        minimum=opened.minimum,
        void=known["void"],
        only_requested=terms.requests.only == "yes",
        period=[b["number"] for b in known["days"] if begins and b["day"].startswith(begins)],
        brackets=terms.withholding.parameters() if terms.withholding else [],
        **as_of(opened.run, known["settled"]),
    )


def _finish(database: Database, opened: _Opened, carried: dict[str, int]) -> None:
    rows = database.write(
        "payouts/prepare/finish", number=opened.number, token=opened.token, totals=carried, now=now()
    )
    if not rows or not rows[0]["lines"]:
        raise UserError(
            "nothing is payable as of run {run} from {minimum} on: what there is is held, carried or paid",
            run=opened.run.number,
            minimum=to_decimal(opened.minimum),
        )
