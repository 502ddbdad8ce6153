"""The nightly calculation as one list: each step is a statement of the catalogue with its parameters.

Read `calculation` aloud from top to bottom: that is what happens between loading and publishing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.catalogue import statement
from graph.clock import BEGINNING, SHIFT, WAITING, day_of, day_start, point
from graph.database import Database
from graph.errors import UplineError
from graph.kinds.condition import Implied
from graph.kinds.conditions import BY_NAME, Condition
from graph.kinds.parameters import Values, package_index
from graph.kinds.rewards import OF_TOTALS, bracket, differential
from graph.nightly import values
from graph.nightly.inputs import Night
from graph.plan import Plan
from graph.plan.windows import holds


@dataclass(frozen=True)
class Step:
    """One statement and the parameters that are its own; those of the night are added."""

    statement: str
    own: Values = field(default_factory=dict)


def facts(night: Night) -> Iterator[Step]:
    """Which facts count, who sponsors whom, and which orders hold packages: whatever calculates the rest."""
    plan = night.plan
    products = plan.products
    yield Step("nightly/network/moments", {"min_buyers": plan.min_buyers, "waiting": WAITING})
    yield Step("nightly/network/defer_future")
    yield Step("nightly/network/defer_touches")
    yield Step("nightly/network/net")
    yield Step("nightly/network/suspend")
    yield Step("nightly/network/resume")
    yield Step("nightly/network/correct")
    yield Step(
        "nightly/network/package_orders",
        {
            "products": products,
            "covered": plan.readings.part_refund == "packages",
            "gifts": plan.readings.gifts == "packages",
        },
    )
    yield Step("nightly/network/orders_later", {"end": point(night.as_of + 1)})
    yield Step("nightly/network/orders_without", {"nothing": [0] * len(plan.packages), "products": products})
    for window in values.order_bases(night.windows):
        yield Step("nightly/network/bases", {"nothing": [0] * len(plan.packages), **window})


def network(night: Night) -> Iterator[Step]:
    """Yield the steps of `facts`, then how deep members are, and how many orders each has placed."""
    plan = night.plan
    yield from facts(night)
    yield Step("nightly/network/depth")
    yield Step(
        "nightly/network/sales", {"package": package_index(plan, plan.fund.package) if plan.fund else 0}
    )


def volumes(night: Night) -> Iterator[Step]:
    """Own volumes by month, and one walk up the tree for the teams'; and what brackets count, if less."""
    yield Step("nightly/volumes/own")
    yield Step("nightly/volumes/rollup")
    if bracket.counts_lines(window.plan for window in night.windows):
        counted = bracket.counted_by_month(night.windows, night.months)
        yield Step("nightly/volumes/counted", {"counted": counted})
        yield Step("nightly/volumes/counted_rollup")


def ranks(night: Night) -> Iterator[Step]:
    """R1: for each rank, lowest first, its conditions in the plan's order, then the point it is held from."""
    plan = night.plan
    yield Step("nightly/ranks/reset")
    yield Step("nightly/ranks/opening")
    for number in range(1, len(plan.ranks)):
        holds = f"s{number - 1}" if number > 1 else None
        position = 0
        for place, condition in enumerate(plan.ranks[number].conditions):
            found = list(_condition(plan, condition, {"position": position, "holds": holds, "rank": number}))
            yield from found
            yield from _missing(plan, number, place)
            position += bool(found)
        reached: Values = {"rank": number, "since": f"s{number}", "holds": holds, "conditions": position}
        if number < plan.lapsing:
            yield Step("nightly/ranks/reach", reached)
        else:
            monthly = any(condition.lapses for condition in plan.ranks[number].conditions)
            reached |= {"off": f"s{number}_off", "below_off": None, "monthly": monthly}
            if number > plan.lapsing:
                reached["below_off"] = f"s{number - 1}_off"
            yield Step("nightly/ranks/reach_lapsing", reached)
        if plan.steps_up(number):
            off = f"s{number}_off" if number >= plan.lapsing else None
            yield Step("nightly/ranks/missing/reached", {"since": f"s{number}", "off": off})


def _condition(plan: Plan, condition: Condition, shared: Values) -> Iterator[Step]:
    """Yield the steps that find who meets a condition; none where that is implied."""
    kind = BY_NAME[condition.kind]
    if isinstance(kind.steps, Implied):
        return
    found = kind.steps(condition, plan)
    if not any("position" in statement(name).parameters for name, _ in found):
        raise UplineError(
            "the condition {kind} has no statement with $position: who meets it?", kind=kind.name
        )
    yield from (Step(name, {**shared, **own}) for name, own in found)


def _missing(plan: Plan, rank: int, place: int) -> Iterator[Step]:
    """Yield the step that notes what members of the rank below miss of the condition at a place."""
    condition = plan.ranks[rank].conditions[place]
    missing = BY_NAME[condition.kind].missing
    if isinstance(missing, Implied) or not plan.steps_up(rank):
        return
    name, own = missing(condition, plan)
    holds: Values = {
        "holds": f"s{rank - 1}" if rank > 1 else None,
        "holds_off": f"s{rank - 1}_off" if rank > plan.lapsing else None,
    }
    yield Step(name, {**holds, "place": f"{place:02}:", **own})


def teams(night: Night) -> Iterator[Step]:
    """R2: who owns whose team; and the dealers above each member, for R6 and R7."""
    readings = night.plan.readings
    if night.plan.team:
        yield Step("nightly/teams/owners_opening")
        yield Step("nightly/teams/prior_roots")
        yield Step("nightly/teams/prior")
        yield Step(
            "nightly/teams/owners",
            {"keep": readings.first_two == "keep", "contributes": readings.head == "contributes"},
        )
    if lowest := values.lowest_dealer(night.windows):
        yield Step("nightly/teams/mark_dealers", {"since": lowest})
        yield Step("nightly/teams/near_roots")
        yield Step("nightly/teams/near_dealers")
        yield Step("nightly/teams/unlink_dealers")
        rates = {rate["rank"]: rate for window in night.windows for rate in differential.rates(window.plan)}
        yield Step("nightly/teams/link_dealers", {"rates": list(rates.values())})


def rewards(night: Night, changed: str) -> Iterator[Step]:
    """R3-R6, R10, breakage of orders from `changed` on, R11, R12, adjustments: the due less what stands."""
    for window in night.windows:
        clock: Values = {"from": max(changed, window.start), "until": window.until}
        yield Step("nightly/rewards/post", {**clock, **values.rewards(window.plan)})
    for name, kind in OF_TOTALS.items():
        if any(name in window.plan.kinds for window in night.windows):
            yield Step(f"nightly/rewards/{name}", kind.parameters(night.windows, night.months))
    yield from adjustments(night)


def adjustments(night: Night) -> Iterator[Step]:
    """Post what people decided about pay, whatever calculates the rest: there is nothing to calculate."""
    yield Step("nightly/rewards/adjustment", {"today": day_of(night.as_of, night.plan.zone).isoformat()})


def pools(night: Night, days: list[Values], first_day: str) -> Iterator[Step]:
    """R7: the pools of each day in turn, and the shares from `first_day` on."""
    plan = night.plan
    names = values.pool_names(night.windows)
    open_day = night.first_open_day
    yield Step(
        "nightly/pools/close", {"days": [day["day"] for day in days], "pools": names, "first": open_day}
    )
    if names:
        amounts = values.pools(night.windows)
        yield Step("nightly/pools/begin", {"pools": amounts, "first": open_day, "start": _start(night)})
        yield Step(
            "nightly/pools/share",
            {
                "days": days,
                "pools": amounts,
                "package": package_index(plan, plan.entry_package) if plan.entry_package else None,
            },
        )
    ends = {str(day["day"]): point(int(str(day["end"]))) for day in days}
    sharing = {name: values.holders(plan, name) for name in names}
    yield Step("nightly/rewards/pool", {"first": first_day, "pools": sharing, "ends": ends})


def standings(night: Night) -> Iterator[Step]:
    """Yield the last step: the published figures of every member."""
    yield Step(
        "nightly/standings/versions",
        {**values.fund(night.plan), "holds": holds([one.plan for one in night.windows])},
    )


@dataclass(frozen=True)
class Queries:
    """What the sequence asks of the database on its way. days: those on which pools are shared, in order."""

    changed: Callable[[], str]
    days: Callable[[], list[Values]]


def calculation(night: Night, queries: Queries) -> Iterator[tuple[str, Iterator[Step]]]:
    """Yield the whole calculation in order, part by part with its name; do each before taking the next.

    The night, the simulation and the progress bar go along this one sequence.
    """
    yield "network", network(night)
    changed = queries.changed()
    yield "volumes", volumes(night)
    yield "ranks", ranks(night)
    yield "teams", teams(night)
    yield "rewards", rewards(night, changed)
    yield "pools", pools(night, queries.days(), _first_day(night, changed))
    yield "standings", standings(night)


def number(night: Night) -> int:
    """Return how many steps the calculation has, for those who watch it."""
    nothing = Queries(changed=lambda: BEGINNING, days=list)
    return sum(1 for _, part in calculation(night, nothing) for _ in part)


def _start(night: Night) -> str:
    """Return the point at which the first day begins that is not closed."""
    first = night.first_open_day
    return point(day_start(date.fromisoformat(first), night.plan.zone)) if first else BEGINNING


def _first_day(night: Night, changed: str) -> str:
    """Return the first day whose pool shares may differ; before the first run that is every day."""
    if night.plan.readings.pool_days == "closed":
        return night.first_open_day
    if changed == BEGINNING or night.is_first:
        return ""
    at = min(int(changed.split(" ", 1)[0]) - SHIFT, night.before)
    return day_of(at, night.plan.zone).isoformat()


def run_step(database: Database, step: Step, shared: dict[str, object]) -> int:
    """Run one statement with those of its own and the shared parameters that it names.

    Return how many rows it looked at; 0 where one transaction is enough, as those are few.
    """
    found = statement(step.statement)
    parameters = found.taken({**shared, **step.own})
    if found.mode == "batched":
        return database.batched(step.statement, **parameters)
    database.write(step.statement, **parameters)
    return 0
