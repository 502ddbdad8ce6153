"""The ledger of a run: every entry that was ever posted, in the order of the clock."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph.clock import day_start, point
from graph.database import Database, Row
from graph.errors import NotFoundError
from graph.kinds.rewards import OF_ORDERS
from graph.reads.runs import Run, runs
from graph.reads.standings import require_member

_DAY = timedelta(days=1)
_LASTS = ("last", "last_pool", "last_total")
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger entry; `amount` in minor units, negative when it takes back.

    An empty payee is breakage; `source` is the kind a peer entry matches, a generation, or the total that the
    entry is of (a month): such a one has no order. A pool share has a pool and no order. `run` posted it, on
    the day `posted_on`; `day` is the one it belongs to. `corrects` is the key of the first entry of its
    grain, empty on that one. `name`: the payee's, as it is now.
    """

    key: str
    run: int
    kind: str
    source: str
    payee_id: str
    order_id: str
    pool: str
    day: str
    posted_on: str
    amount: int
    corrects: str
    name: str = ""


def ledger(
    database: Database,
    run: Run,
    *,
    member: str = "",
    order: str = "",
    kind: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
) -> Generator[Entry]:
    """Yield the entries of a run ordered by (clock, kind, payee), as they are read.

    Breakage comes first in its kind; shares of pools and of totals come after their day's last order.
    `from_day` is included, `to_day` is not. However large the ledger, only one day is sorted at a time.

    Raises:
        NotFoundError: when the run knows no such member or order.
    """
    posted = {one.number: one.day for one in runs(database)}
    if member:
        require_member(database, run, member)
    if order and not database.read("read/ledger/known_order", order=order, run=run.number):
        raise NotFoundError("there is no order {order!r} in run {number}", order=order, number=run.number)
    days = from_day, to_day
    if member or order:
        rows = _of_one(database, run, {"member": member, "order": order, "kind": kind}, days)
    else:
        rows = _of_days(database, run, kind, days)
    return (_entry(row, posted) for row in rows)


def _of_one(database: Database, run: Run, filters: dict[str, str], days: Days) -> Iterator[Row]:
    span = {"from": _text(days[0]), "to": _text(days[1])}
    if filters["member"]:
        return database.stream("read/ledger/of_member", run=run.number, **filters, **span)
    return database.stream(
        "read/ledger/of_order", run=run.number, order=filters["order"], kind=filters["kind"], **span
    )


def _of_days(database: Database, run: Run, kind: str, days: Days) -> Iterator[Row]:
    span = database.read("read/ledger/span")[0]
    firsts = [span[name] for name in ("first", "first_total") if span[name]]
    if not firsts:
        return
    first = date.fromisoformat(min(firsts))
    end = max(date.fromisoformat(span[name]) for name in _LASTS if span[name]) + _DAY
    day = max(first, days[0] or first)
    while day < min(end, days[1] or end):
        if not kind or kind in OF_ORDERS:
            start, stop = (point(day_start(one, run.zone)) for one in (day, day + _DAY))
            yield from database.stream(
                "read/ledger/of_orders",
                run=run.number,
                day=day.isoformat(),
                start=start,
                end=stop,
                kind=kind,
            )
        if not kind or kind not in OF_ORDERS:
            yield from database.stream(
                "read/ledger/of_day", run=run.number, day=day.isoformat(), kind=kind, pools=span["pools"]
            )
        day += _DAY


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _entry(row: Row, posted: Mapping[int, str]) -> Entry:
    return Entry(
        key=row["key"],
        run=row["run"],
        kind=row["kind"],
        source=row["source"],
        payee_id=row["payee_id"],
        order_id=row["order_id"] or "",
        pool=row["pool"] or "",
        day=row["day"],
        posted_on=posted[row["run"]],
        amount=row["amount"],
        corrects=row["corrects"] or "",
        name=row["name"],
    )
