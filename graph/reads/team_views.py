"""Saved views over a whole team: who falls behind, who stopped buying, who is one step from the next rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.database import Database, Row
from graph.kinds.conditions import BY_NAME
from graph.kinds.conditions.direct import DirectRecruits
from graph.kinds.conditions.legs import Legs
from graph.plan import Plan
from graph.reads.members import Member, members, read_whole
from graph.reads.runs import Run
from graph.reads.standings import Standing
from graph.reads.views import View
from graph.words.reasons import Reason, reason

_SEARCHED = 2_000
"""The largest team in which the nearest to a rank is searched for, where a page names many."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Who is nearest to the rank that somebody above needs, and what it must do for it."""

    member_id: str
    name: str
    tasks: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A member of a view. Volumes of the month and of the one before in minor units.

    They are the group's, of who stopped the member's own. last_order: microseconds UTC, 0 without any.
    task: what to do; nearest: with whom.
    """

    member: Member
    this_month: int
    month_before: int
    last_order: int
    task: Reason
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True)
class TeamView:
    """Some rows of a view, how many it has in all, and the sums of all of them by month."""

    rows: tuple[ViewRow, ...]
    total: int
    this_month: int
    month_before: int


@dataclass(frozen=True, slots=True)
class _Short:
    """How many a member misses of a condition, by its place in the rank."""

    place: int
    number: int


def team_view(
    database: Database, run: Run, member_id: str, view: View, month: int, *, skip: int = 0, limit: int
) -> TeamView:
    """Return at most `limit` members of the team behind the first `skip`; month: `year * 12 + month - 1`.

    The night keeps with each standing what a view looks at (docs/graph-model.md): one walk reads it.
    """
    row = read_whole(
        lambda: database.read(
            "read/tree/view/rows",
            member=member_id,
            view=list(View).index(view),
            month=month,
            **_of(run),
            skip=skip,
            limit=limit,
        ),
        lambda row: bool(row["known"]),
    )[0]
    people = members(database, run, [one["member_id"] for one in row["rows"]])
    known = {person.standing.member_id for person in people}  # the run may not know all of them
    rows = [one for one in row["rows"] if one["member_id"] in known]
    tasks = _TASKS[view](database, run, rows, people, month)
    return TeamView(
        tuple(
            ViewRow(person, one["now"], one["before"], one["last_order"] or 0, *task)
            for person, one, task in zip(people, rows, tasks, strict=True)
        ),
        row["total"],
        row["now"],
        row["before"],
    )


@dataclass(frozen=True, slots=True)
class ViewCounts:
    """How many of a team each view has; stopped_before: what those who stopped bought in the month before."""

    behind: int
    stopped: int
    near: int
    stopped_before: int


def view_counts(database: Database, run: Run, member_id: str, month: int) -> ViewCounts:
    """Return how many of the team each view has; month: `year * 12 + month - 1`. One walk reads them all."""
    row = read_whole(
        lambda: database.read("read/tree/view/counts", member=member_id, month=month, **_of(run)),
        lambda row: bool(row["known"]),
    )[0]
    return ViewCounts(row["behind"], row["stopped"], row["near"], row["stopped_before"])


def _of(run: Run) -> dict[str, object]:
    return {"run": run.number, "least": run.plans[0].climbing_from}


def nearest(
    database: Database, run: Run, of: Iterable[tuple[str, Legs | DirectRecruits]], limit: int
) -> dict[str, list[Nearest]]:
    """Return who is nearest to the rank of a condition, by the member that needs it, nearest first.

    Each is in a leg that has too few members of the rank, and holds the rank below it.
    """
    plan = run.plans[0]
    rows = [_search(plan, member_id, condition) for member_id, condition in of]
    by_member = {str(row["member"]): int(str(row["rank"])) for row in rows}
    read = read_whole(
        lambda: database.read("read/tree/nearest", rows=rows, **_of(run), limit=limit),
        lambda row: bool(row["known"]),
    )
    return {
        row["member_id"]: [
            Nearest(
                one["member_id"],
                one["name"] or "",
                tuple(tasks_to(plan, by_member[row["member_id"]], one["missing"])),
            )
            for one in row["near"]
        ]
        for row in read
    }


def tasks_to(plan: Plan, rank: int, missing: Sequence[str]) -> list[Reason]:
    """Return what must be done to reach a rank, by what a standing says is missing of it."""
    if not plan.steps_up(rank):
        return [reason("task_package", package=plan.entry_package, price=_price(plan))]
    conditions = plan.ranks[rank].conditions
    shorts = [_short(text) for text in missing]
    return [
        BY_NAME[conditions[short.place].kind].task(conditions[short.place], plan, short.number)
        for short in shorts
    ]


def _price(plan: Plan) -> int:
    return plan.packages[plan.entry_package].price


def _short(text: str) -> _Short:
    place, _colon, number = text.partition(":")
    return _Short(int(place), int(number))


def _search(plan: Plan, member_id: str, condition: Legs | DirectRecruits) -> dict[str, object]:
    direct = isinstance(condition, DirectRecruits)
    each = 1 if isinstance(condition, DirectRecruits) else plan.each_leg(condition)
    return {"member": member_id, "rank": plan.rank_number(condition.rank), "each": each, "direct": direct}


Task = tuple[Reason, Nearest | None]


def _follow_up(
    database: Database, run: Run, rows: Sequence[Row], _people: Sequence[Member], month: int
) -> list[Task]:
    """Of who falls behind: the leg that fell most, or the member itself."""
    ids = [row["member_id"] for row in rows]
    falls = read_whole(
        lambda: database.read("read/tree/falls", members=ids, month=month, run=run.number),
        lambda row: bool(row["known"]),
    )
    by_id = {row["member_id"]: row for row in falls}
    return [_fall(by_id[member_id]) for member_id in ids]


def _fall(row: Row) -> Task:
    leg = row["leg"]
    if leg is None or row["own"] <= leg["change"]:
        return reason("task_own_behind", short=-row["own"]), None
    return reason("task_leg_behind", short=-leg["change"]), Nearest(leg["member_id"], leg["name"] or "", ())


def _call(
    _database: Database, _run: Run, rows: Sequence[Row], people: Sequence[Member], _month: int
) -> list[Task]:
    """Of who stopped: what was bought last."""
    return [
        (reason("task_stopped", before=row["before"], last=row["last_order"] or person.joined), None)
        for row, person in zip(rows, people, strict=True)
    ]


def _step(
    database: Database, run: Run, rows: Sequence[Row], people: Sequence[Member], _month: int
) -> list[Task]:
    """Of who is near: the one thing that is missing, and who of the team could bring it."""
    plan = run.plans[0]
    searched: list[tuple[str, Legs | DirectRecruits]] = []
    for row, person in zip(rows, people, strict=True):
        condition = _missing_condition(plan, person.standing, row)
        if isinstance(condition, Legs | DirectRecruits) and row["size"] <= _SEARCHED:
            searched.append((row["member_id"], condition))
    near = nearest(database, run, searched, 1)
    tasks = [
        tasks_to(plan, person.standing.rank + 1, row["missing"])[0]
        for row, person in zip(rows, people, strict=True)
    ]
    return [
        (task, next(iter(near.get(row["member_id"], ())), None))
        for row, task in zip(rows, tasks, strict=True)
    ]


def _missing_condition(plan: Plan, standing: Standing, row: Row) -> object:
    return plan.ranks[standing.rank + 1].conditions[_short(row["missing"][0]).place]


_TASKS = {View.BEHIND: _follow_up, View.STOPPED: _call, View.NEAR: _step}
