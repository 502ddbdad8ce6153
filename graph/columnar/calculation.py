"""The steps of the SQL engine in order: the stages of the nightly calculation, one table after another."""

from collections.abc import Sequence

from graph.clock import day_of
from graph.columnar import conditions, rewards
from graph.columnar.engine import Engine
from graph.columnar.plan_tables import Rows, Table, company_months, plan_tables, zone_spans
from graph.columnar.running import NEVER, PAYOUTS, SHARED, STEPS, Progress, Running
from graph.columnar.statements import filled, statement
from graph.errors import CheckFailedError, SumTooLargeError
from graph.kinds.rewards.bracket import counts_lines
from graph.months import Month, months_over, number_of
from graph.plan import Plan, in_order
from graph.stages import CALCULATED

_MOST_ROUNDS = 40  # doublings: no tree is so deep


def calculate(
    engine: Engine,
    plans: Sequence[Plan],
    as_of: int,
    progress: Progress = lambda _name, _done, _total: None,
    before: int | None = None,
    *,
    payouts: Sequence[str] = (),
) -> Running:
    """Make the tables `entries`, `pools` and `standings` from the tables of facts of an engine.

    Facts are named and shaped as in graph.facts; `as_of` is in microseconds since 1970 UTC. before: that of
    the published run, of which the engine then has the tables of `SHARED`; None: there is none, or it is not
    looked at. payouts: files of what payouts had paid (`PAYOUTS`). What is returned knows what later
    statements ask of the calculation (graph.columnar.changes).

    Raises:
        UserError: the plans cannot follow each other, or one has a kind of reward or condition without SQL.
        SumTooLargeError: a sum does not fit 64 bits; it names the stage.
        CheckFailedError: sponsors form a cycle, which the loader lets in no facts do.
    """
    refuse_unknown(plans)
    run = Running(engine, in_order(plans), as_of, before)
    if before is None:
        for name, columns in SHARED.items():
            engine.parquet(name, columns, ())
    engine.parquet("payouts", PAYOUTS, payouts)
    for name, table in plan_tables(run.plans).items():
        engine.table(name, table)
    stages = (network, volumes, ranks, teams, rewards.make, pools, standings)
    for number, (name, stage) in enumerate(zip(CALCULATED, stages, strict=True)):
        progress(name, STEPS - len(stages) + number, STEPS)
        try:
            stage(run)
        except SumTooLargeError as error:
            raise SumTooLargeError(error.message.template, name) from error
    return run


def refuse_unknown(plans: Sequence[Plan]) -> None:
    """Raise a UserError for a kind of reward or condition that has no SQL."""
    rewards.refuse_unknown(plans)
    conditions.refuse_unknown(plans)


def network(run: Running) -> None:
    """Who counts, who sponsors whom, which orders stand, and what they hold; the clock, and the ways up."""
    first, last = run.read("network/span")[0]
    run.engine.table("zone_spans", zone_spans(run.plan.zone, first, max(last, run.as_of)))
    run.engine.table("company_months", company_months(_months(run, first) if last else []))
    run.make("network/members", as_of=run.as_of)
    run.make("network/tree")
    run.make("network/openings", highest=len(run.plan.ranks) - 1, teams=int(run.plan.team is not None))
    run.make("network/paid", as_of=run.as_of)
    run.make("network/successes", min_buyers=run.plan.min_buyers)
    run.make("network/standing")
    run.make("network/days")
    readings = run.plan.readings
    covered, least = readings.part_refund == "packages", readings.gifts == "none"
    run.make("network/packages", covered=int(covered), least=int(least))
    run.make("network/own_orders")
    run.make("network/bases")
    run.make("network/clock")
    run.make("network/package_orders")
    run.make("network/clock_months", never=NEVER)
    run.make("network/bought")
    run.make("ranks/first", package=run.package(run.plan.entry_package))
    run.make("network/lift_first", never=NEVER)
    run.make("network/depth_first")
    while run.count("network/lift_open", round=run.rounds):
        run.make("network/lift", round=run.rounds, next=run.rounds + 1)
        run.make("network/depth", round=run.rounds, next=run.rounds + 1)
        run.drop(f"depth_{run.rounds}")
        run.rounds += 1
        if run.rounds > _MOST_ROUNDS:
            raise CheckFailedError("the facts have a cycle of sponsors: nothing can be calculated from them")


def _months(run: Running, first: int) -> list[Month]:
    """Return the months that are over, from that of the first order on (microseconds UTC)."""
    return months_over(number_of(day_of(first, run.plan.zone)), run.as_of, run.plan.zone)


def volumes(run: Running) -> None:
    """Own volumes by month, and the groups' by doubling; the same of what brackets count, if that is less."""
    run.make("volumes/own")
    run.make("volumes/months_first")
    fund = run.plan.fund
    run.make("volumes/groups_first", package=run.package(fund.package if fund else run.plan.entry_package))
    for number in range(run.rounds):
        run.make("volumes/months", of="months", round=number, next=number + 1)
        run.make("volumes/groups", round=number, next=number + 1)
        run.drop(f"months_{number}", *([f"groups_{number}"] if number else []))  # the first is read later
    if counts_lines(run.plans):
        run.make("volumes/counted")
        for number in range(run.rounds):
            run.make("volumes/months", of="counted", round=number, next=number + 1)
            run.drop(f"counted_{number}")


def ranks(run: Running) -> None:
    """R1: for each rank, lowest first, its conditions in the plan's order, then when it is held."""
    run.make("ranks/everybody")
    run.make("ranks/spells_kept", rank=0, never=NEVER)
    every = range(1, max(2, len(run.plan.ranks)))  # a second rank, held by nobody, where there is one rank
    for rank in every:
        lapses = run.plan.lapsing <= rank < len(run.plan.ranks)
        if rank == 1 and (run.plan.entry_package or len(run.plan.ranks) == 1):
            run.make("ranks/entry")
        else:
            _reach(run, rank, lapses=lapses)
        if not lapses:
            run.make("ranks/spells_kept", rank=rank, never=NEVER)
    one_by_one = (filled("ranks/held_one", {"rank": rank}).strip() for rank in every)
    run.make("ranks/held", ranks=" UNION ALL ".join(one_by_one))
    missing = [
        filled("ranks/missing_one", {"rank": rank, "number": number, "never": NEVER}).strip()
        for rank in filter(run.plan.steps_up, range(1, len(run.plan.ranks)))
        for number, condition in enumerate(run.plan.ranks[rank].conditions)
        if conditions.CONDITIONS[condition.kind]
    ]
    run.make(
        "ranks/missing", conditions=" UNION ALL ".join(missing or [statement("ranks/missing_none").strip()])
    )


def _reach(run: Running, rank: int, *, lapses: bool) -> None:
    run.make("ranks/candidates", rank=rank, below=rank - 1)
    if lapses:
        run.make("ranks/kept_first", rank=rank, never=NEVER)
    place = number = 0
    for position, condition in enumerate(run.plan.ranks[rank].conditions):
        made = conditions.make(run, condition, rank, place, position)
        if condition.lapses:
            number += 1
            run.make("ranks/kept", rank=rank, place=place, number=number, before=number - 1)
        place += made
    if lapses:
        run.make("ranks/pieces", rank=rank, below=rank - 1, place=place, number=number, never=NEVER)
        run.make("ranks/spells", rank=rank)
        run.make("ranks/since_spells", rank=rank)
    else:
        run.make("ranks/reach", rank=rank, place=place)


def teams(run: Running) -> None:
    """R2: who owns whose team."""
    readings = run.plan.readings
    run.make("teams/start", round=run.rounds + 1)
    for number in range(run.rounds, -1, -1):
        run.make("teams/seek", round=number, before=number + 1)
        run.drop(f"seek_{number + 1}")
    run.make(
        "teams/first_owners",
        keep=int(readings.first_two == "keep"),
        rank=max(1, run.plan.rank_number(run.plan.owner_rank)),
    )
    while run.count("teams/open", round=run.settled):
        contributes = int(readings.head == "contributes")
        run.make("teams/owners", round=run.settled, next=run.settled + 1, contributes=contributes)
        run.drop(f"owners_{run.settled}")
        run.settled += 1
    run.drop("seek_0", *(f"lift_{number}" for number in range(run.rounds + 1)))


def pools(run: Running) -> None:
    """R7: the pools of each day in turn, folded here as they carry over, and the shares of the holders."""
    run.make("pools/holding", exact=int(run.plan.readings.holders == "exact"), never=NEVER)
    run.make("pools/closed", first=run.first_open_day)
    before = run.read("pools/before", first=run.first_open_day)
    carried = {rank: amount for rank, amount, _ in before}
    changed = {rank: amount for rank, _, amount in before}
    shared: Rows = run.read("pools/closed_rows")
    days = {"first": run.first_open_day, "last": run.day(run.as_of) - 1}
    for day, rank, orders, fed, holders in run.read(
        "pools/days", package=run.package(run.plan.entry_package), **days
    ):
        adjusted = changed.pop(rank, 0)
        amount = carried[rank] + fed + adjusted
        share = max(0, amount) // holders if holders else 0
        carried[rank] = amount - share * holders
        shared.append((day, rank, orders, fed, holders, share, carried[rank], adjusted))
    columns = ("day", "rank", "orders", "fed", "holders", "share", "carried", "adjusted")
    run.engine.table("pools", Table(dict.fromkeys(columns, "BIGINT"), shared))
    run.make("pools/shares", first=run.first_open_day)


def standings(run: Running) -> None:
    """R8, and the figures of every member."""
    fund = run.plan.fund
    recruits = fund.recruits if fund else 1
    run.make("standings/first_recruits", recruits=recruits)
    run.make(
        "standings/released",
        recruits=recruits,
        rank=run.plan.rank_number(fund.recruit_rank) if fund else 1,
        orders=fund.orders if fund else 0,
        round=run.rounds,
        never=NEVER,
    )
    share = fund.share.as_integer_ratio() if fund else (0, 1)
    run.make("standings/earned_months", numerator=share[0], denominator=share[1], as_of=run.as_of)
    run.make("standings/withdrawn", as_of=run.as_of)
    run.make("standings/standings", round=run.rounds, owners=run.settled, never=NEVER)
    run.make("standings/entries")


def make_months(run: Running) -> None:
    """Make the table `monthly`, which no step reads: the figures of members by month."""
    run.make("standings/months", round=run.rounds)
