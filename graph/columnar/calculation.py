"""The steps of the SQL engine in order: the stages of the nightly calculation, as tables made one after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.clock import day_of
from graph.columnar.plan_tables import Rows, Table, plan_tables, zone_spans
from graph.columnar.statements import Value, filled
from graph.plan import Plan, in_order
from graph.plan.kinds import Condition, DirectRecruits, HoldsPackage, HoldsRank, Legs, Registered

NEVER = 9_000_000_000_000_000_000
"""Later than every order's number."""


class Engine(Protocol):
    """What runs statements: DuckDB here."""

    def make(self, text: str) -> None:
        """Run a statement that makes a table or a view."""

    def read(self, text: str) -> list[tuple[int, ...]]:
        """Return the rows of a small query."""

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows."""


@dataclass
class Calculation:
    """One calculation under way: what has been made so far, as far as later steps must know."""

    engine: Engine
    plans: Sequence[Plan]
    as_of: int
    rounds: int = 0
    settled: int = 0
    near: int = 0
    links: int = 0
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The first plan: ranks, packages, fund and readings are the same in all of them."""
        return self.plans[0]

    def make(self, name: str, **values: Value) -> None:
        """Run a statement of sql/ that makes a table."""
        self.engine.make(filled(name, values))

    def count(self, name: str, **values: Value) -> int:
        """Return the one number that a statement of sql/ reads."""
        return self.engine.read(filled(name, values))[0][0]

    def package(self, name: str) -> int:
        """Return the number of a package: its place in the plan."""
        return list(self.plan.packages).index(name)


def calculate(engine: Engine, plans: Sequence[Plan], as_of: int) -> None:
    """Make the tables `entries`, `pools`, `standings` and `monthly` from the facts that the engine has as tables.

    Facts are named and shaped as in graph.facts; `as_of` is in microseconds since 1970 UTC.
    """
    run = Calculation(engine, in_order(plans), as_of)
    for name, table in plan_tables(run.plans).items():
        engine.table(name, table)
    network(run)
    volumes(run)
    ranks(run)
    teams(run)
    rewards(run)
    pools(run)
    standings(run)


def network(run: Calculation) -> None:
    """Who counts, who sponsors whom, which orders stand, and what they hold; the clock, and the ways up."""
    (first, last) = run.engine.read("SELECT coalesce(min(at), 0), coalesce(max(at), 0) FROM orders")[0]
    run.engine.table("zone_spans", zone_spans(run.plan.zone, first, max(last, run.as_of)))
    run.make("network/members", as_of=run.as_of)
    run.make("network/tree")
    run.make("network/openings")
    run.make("network/standing", as_of=run.as_of)
    run.make("network/days")
    covered = run.plan.readings.part_refund == "packages"
    run.make("network/packages", covered=int(covered), least=0)
    run.make("network/clock")
    run.make("network/bought")
    run.make("ranks/first", package=run.package(run.plan.entry_package))
    run.make("network/lift_first", never=NEVER)
    run.make("network/depth_first")
    while run.engine.read(f"SELECT count(*) FROM lift_{run.rounds}")[0][0]:
        run.make("network/lift", round=run.rounds, next=run.rounds + 1)
        run.make("network/depth", round=run.rounds, next=run.rounds + 1)
        run.rounds += 1


def volumes(run: Calculation) -> None:
    """Own volumes by month, and the groups' by doubling."""
    run.make("volumes/own")
    run.make("volumes/months_first")
    fund = run.plan.fund
    run.make("volumes/groups_first", package=run.package(fund.package if fund else run.plan.entry_package))
    for number in range(run.rounds):
        run.make("volumes/months", round=number, next=number + 1)
        run.make("volumes/groups", round=number, next=number + 1)


def ranks(run: Calculation) -> None:
    """R1: for each rank, lowest first, its conditions in the plan's order, then the point it is held from."""
    for rank in range(2, len(run.plan.ranks)):
        run.make("ranks/candidates", rank=rank, below=rank - 1)
        place = 0
        for condition in run.plan.ranks[rank].conditions:
            place += _condition(run, condition, rank, place)
        run.make("ranks/reach", rank=rank, place=place)
    one_by_one = (filled("ranks/all_one", {"rank": rank}).strip() for rank in range(1, len(run.plan.ranks)))
    run.make("ranks/all", ranks=" UNION ALL ".join(one_by_one))


def _condition(run: Calculation, condition: Condition, rank: int, place: int) -> int:
    """Look at one condition; return how many tables of candidates were made."""
    here: dict[str, Value] = {"rank": rank, "place": place, "next": place + 1}
    match condition:
        case Registered() | HoldsRank():
            return 0  # who holds the rank below is where candidates begin
        case HoldsPackage():
            run.make("ranks/package", **here, package=run.package(condition.package))
        case DirectRecruits():
            of = run.plan.rank_number(condition.rank)
            run.make("ranks/direct", **here, of=of, count=condition.count)
        case Legs():
            each = run.plan.each_leg(condition)
            run.make("ranks/legs_first", rank=rank, place=place, of=run.plan.rank_number(condition.rank))
            for number in range(run.rounds):
                doubling: dict[str, Value] = {
                    "rank": rank,
                    "place": place,
                    "round": number,
                    "next": number + 1,
                }
                if each == 1:
                    run.make("ranks/legs_rollup_one", **doubling)
                else:
                    run.make("ranks/legs_rollup", **doubling, each=each)
            run.make("ranks/legs", **here, round=run.rounds, each=each, count=condition.count)
    return 1


def teams(run: Calculation) -> None:
    """R2: who owns whose team; and the dealers above each member, for R6."""
    readings = run.plan.readings
    run.make("teams/start", round=run.rounds + 1)
    for number in range(run.rounds, -1, -1):
        run.make("teams/seek", round=number, before=number + 1)
    run.make(
        "teams/first_owners",
        keep=int(readings.first_two == "keep"),
        rank=run.plan.rank_number(run.plan.team.owner_rank),
    )
    while run.count("teams/open", round=run.settled):
        contributes = int(readings.head == "contributes")
        run.make("teams/owners", round=run.settled, next=run.settled + 1, contributes=contributes)
        run.settled += 1


def rewards(run: Calculation) -> None:
    """R3-R6 and R9: what orders are due, and what is due to nobody."""
    run.make("rewards/direct")
    run.make("rewards/override", round=run.settled)
    run.make("rewards/peer", round=run.settled)
    _differential(run)
    run.make("rewards/differential")
    run.make("rewards/differential_aside")
    run.make("rewards/due")


def _differential(run: Calculation) -> None:
    lowest = run.engine.read("SELECT coalesce(min(rank), 1) FROM plan_steps")[0][0]
    run.make("teams/near_first", rank=lowest)
    while run.count("teams/near_open", round=run.near):
        run.make("teams/near", round=run.near, next=run.near + 1)
        run.near += 1
    run.make("teams/links_first", rank=lowest, round=run.near, never=NEVER)
    while run.count("teams/links_open", round=run.links):
        run.make("teams/links", round=run.links, next=run.links + 1, never=NEVER)
        run.links += 1
    run.make("rewards/differential_start", round=run.links + 1, near=run.near)
    for number in range(run.links, -1, -1):
        run.make("rewards/differential_walk", round=number, before=number + 1)


def pools(run: Calculation) -> None:
    """R7: the pools of each day in turn, folded here as they carry over, and the shares of the holders."""
    run.make("pools/holding", exact=int(run.plan.readings.holders == "exact"))
    last = (day_of(run.as_of, run.plan.zone) - day_of(0, run.plan.zone)).days - 1
    rows = run.engine.read(
        filled("pools/days", {"last": last, "package": run.package(run.plan.entry_package)})
    )
    carried: dict[int, int] = {}
    shared: Rows = []
    for day, rank, orders, fed, holders in rows:
        amount = carried.get(rank, 0) + fed
        share = amount // holders if holders else 0
        carried[rank] = amount - share * holders
        shared.append((day, rank, orders, fed, holders, share, carried[rank]))
    columns = ("day", "rank", "orders", "fed", "holders", "share", "carried")
    run.engine.table("pools", Table(dict.fromkeys(columns, "BIGINT"), shared))
    run.make("pools/shares")


def standings(run: Calculation) -> None:
    """R8, and the figures of every member."""
    fund = run.plan.fund
    run.make("standings/first_recruits", recruits=fund.recruits if fund else 1)
    run.make(
        "standings/released",
        recruits=fund.recruits if fund else 1,
        rank=run.plan.rank_number(fund.recruit_rank) if fund else 1,
        orders=fund.orders if fund else 0,
        round=run.rounds,
    )
    share = fund.share if fund else None
    run.make(
        "standings/earned_months",
        numerator=share.numerator if share else 0,
        denominator=share.denominator if share else 1,
    )
    run.make("standings/standings", round=run.rounds, owners=run.settled)
    run.make("standings/entries")
    run.make("standings/months", round=run.rounds)
