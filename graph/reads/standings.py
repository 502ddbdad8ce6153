"""The standings of a run: rank, place in the tree, volumes and earnings of each member."""

import re
from collections.abc import Generator
from dataclasses import dataclass
from fractions import Fraction

from graph.database import Database, Row
from graph.errors import NotFoundError, UplineError, UserError
from graph.plan.windows import holds
from graph.reads.runs import Run

ALL_RANKS = -1
_ATTEMPTS = 5
BEYOND_IDS = "\U0010ffff" * 257
"""Ids have at most 256 characters: none sorts after this."""
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Standing:
    """A member as of a run, or in one month of it; money in minor units, an id that is not there is "".

    `rank` is the number of the rank (0-5) that it holds, `highest_rank` that of the highest it ever held; the
    depth of a root is 0; `personal`, `team` and `group` are
    volumes (group: the member included); `earned` and `held` are sums of ledger entries; `withdrawn` is what
    was paid already, of all time, also in one month; `waiting` is what of `held` waits for the receipt of its
    order (R10). `available` is what the member may have paid out: earned less held less withdrawn, perhaps
    below 0; of one month what that month brings: earned less held.
    """

    member_id: str
    sponsor_id: str
    name: str
    depth: int
    rank: int
    rank_order_id: str
    team_owner_id: str
    direct_recruits: int
    team_size: int
    personal: int
    team: int
    group: int
    earned: int
    held: int
    available: int
    withdrawn: int
    highest_rank: int
    waiting: int = 0


def standings(
    database: Database, run: Run, *, month: str = "", rank: int = ALL_RANKS, member: str = "", after: str = ""
) -> Generator[Standing]:
    """Yield the standings of a run in the order of member ids (by code point), as they are read.

    With `month` (2026-01) volumes, earned, held and available are that month's, the rest is as of the run:
    pool shares belong to the month of their day. Held is the fund's share of that month's entries, unless the
    fund is released by the run's `as_of` (R8), and what waits for the receipt of its order (R10). `member` is
    one member, `after` skips ids up to it.

    Raises:
        UserError: when the month is no month, or there is no such member in the run.
    """
    number = month_number(month) if month else 0
    if member:
        require_member(database, run, member)
    fund = run.plans[-1].fund
    share = fund.share if fund else Fraction(0)
    return _steady(
        database,
        first=member or (after + "\0" if after else ""),
        end=member + "\0" if member else BEYOND_IDS,
        run=run.number,
        as_of=run.as_of,
        holds=holds(run.plans),
        rank=rank,
        month=month,
        month_number=number,
        held_kinds=list(fund.of) if fund else [],
        part=share.numerator,
        whole=share.denominator,
    )


def _steady(database: Database, **parameters: object) -> Generator[Standing]:
    """Yield each member once, although a calculation may be moving CURRENT to versions above the run."""
    last = None
    for listed in database.stream("read/standings/list", **parameters):
        row, member = listed, listed["member_id"]
        if member == last:
            continue
        last, alone = member, {"first": member, "end": member + "\0", "rank": ALL_RANKS}
        for _ in range(_ATTEMPTS):
            if row["rank"] is not None:
                break
            row = database.read("read/standings/list", **{**parameters, **alone})[0]
        else:
            raise UplineError(
                "member {member!r} has no standing in run {run}: ask again; if it stays so, restore a backup",
                member=member,
                run=parameters["run"],
            )
        if parameters["rank"] in {ALL_RANKS, row["rank"]}:
            yield standing_of(row, month=bool(parameters["month"]))


def month_number(month: str) -> int:
    """Return a month such as 2026-01 as `year*12+month-1`: how standings count months.

    Raises:
        UserError: when it is none.
    """
    found = _MONTH.fullmatch(month)
    if found is None:
        raise UserError("{month!r} is no month: write it as 2026-01", month=month)
    return int(found[1]) * 12 + int(found[2]) - 1


def require_member(database: Database, run: Run, member: str) -> None:
    """Raise a NotFoundError when a run has no such member."""
    if not database.read("read/members/known", member=member, run=run.number):
        raise no_member(run, member)


def no_member(run: Run, member: str) -> NotFoundError:
    """Return the error that tells that a run has no such member."""
    return NotFoundError("there is no member {member!r} in run {number}", member=member, number=run.number)


def standing_of(row: Row, *, month: bool = False) -> Standing:
    """Return a standing, or that of a month, from a row with the columns of read/standings."""
    return Standing(
        member_id=row["member_id"],
        sponsor_id=row["sponsor_id"] or "",
        name=row["name"] or "",
        depth=row["depth"],
        rank=row["rank"],
        rank_order_id=row["rank_order_id"] or "",
        team_owner_id=row["team_owner_id"] or "",
        direct_recruits=row["recruits"],
        team_size=row["size"],
        personal=row["personal"],
        team=row["group"] - row["personal"],
        group=row["group"],
        earned=row["earned"],
        held=row["held"],
        available=row["earned"] - row["held"] - (0 if month else row["withdrawn"]),
        withdrawn=row["withdrawn"],
        highest_rank=row["highest_rank"],
        waiting=row["waiting"],
    )
