"""The reward kinds in SQL: each makes what it pays and sets aside, and says where its entries are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.columnar.plan_tables import Table
from graph.columnar.running import NEVER, Running
from graph.columnar.statements import Value, filled
from graph.errors import UserError
from graph.kinds.rewards import OF_DAYS, OF_ORDERS
from graph.kinds.rewards.bracket import counts_lines
from graph.kinds.rewards.peer import Peer
from graph.plan import Plan


@dataclass(frozen=True)
class SqlReward:
    """make: makes the tables of a kind. due: the part that selects its entries."""

    make: Callable[[Running], None]
    due: Callable[[], str]


def refuse_unknown(plans: Sequence[Plan]) -> None:
    """Raise a UserError for a reward that has no SQL: to leave it out would pay nobody."""
    kinds = {one.kind for plan in plans for one in plan.rewards}
    if unknown := sorted(kinds - REWARDS.keys() - TOTALS.keys() - _DAYS):
        raise UserError(
            "the SQL engine does not know rewards of the kind {unknown}", unknown=", ".join(unknown)
        )


def make(run: Running) -> None:
    """R3-R6 and R9-R12: what is due of orders and of totals, and to nobody; and what people adjusted."""
    kinds = [REWARDS[name] for name in OF_ORDERS if name in REWARDS]
    for kind in kinds:
        kind.make(run)
    run.make("rewards/due", kinds=" UNION ALL ".join(kind.due().strip() for kind in kinds))
    for total in TOTALS.values():
        total.make(run)
    run.make("rewards/totals", kinds=" UNION ALL ".join(total.due().strip() for total in TOTALS.values()))
    run.make("rewards/adjustments", today=run.day(run.as_of))


def _direct(run: Running) -> None:
    run.make("rewards/direct")
    _to_one(run, "direct")


def _override(run: Running) -> None:
    run.make("rewards/override", round=run.settled)
    _to_one(run, "override")


def _active(run: Running, kind: str) -> None:
    """Make who was active enough, by reading all orders of members: of plans that ask for it."""
    rewards = (one for plan in run.plans for one in plan.rewards if one.kind == kind)
    if any(getattr(one, "active", None) for one in rewards):
        run.make("rewards/active", kind=kind)
    else:
        columns = dict.fromkeys(("seq", "payee", "span", "own"), "BIGINT")
        run.engine.table(f"active_{kind}", Table(columns, []))


def _to_one(run: Running, kind: str) -> None:
    _active(run, kind)
    run.make("rewards/to_one", kind=kind)
    run.drop(f"candidates_{kind}", f"active_{kind}")


def _peer(run: Running) -> None:
    run.make("rewards/mentors_first", round=run.settled)
    generations = max(
        (len(one.of_generations) for plan in run.plans for one in plan.rewards_of(Peer)), default=1
    )
    for number in range(1, generations):
        run.make("rewards/mentors", generation=number, next=number + 1)
    every = range(1, generations + 1)
    run.make(
        "rewards/peer", mentors=_union("rewards/mentors_one", [{"generation": number} for number in every])
    )


def _differential(run: Running) -> None:
    lowest = run.count("teams/lowest_step")
    run.make("teams/near_first", rank=lowest)
    near = 0
    while run.count("teams/near_open", round=near):
        run.make("teams/near", round=near, next=near + 1)
        run.drop(f"near_{near}")
        near += 1
    lapsing = run.plan.lapsing
    run.make("teams/links_first", rank=lowest, round=near, never=NEVER, lapsing=lapsing)
    links = 0
    while run.count("teams/links_open", round=links):
        run.make("teams/links", round=links, next=links + 1, never=NEVER)
        links += 1
    run.make("rewards/differential_start", round=links + 1, near=near)
    for number in range(links, -1, -1):
        run.make("rewards/differential_walk", round=number, before=number + 1)
        run.drop(f"walk_{number + 1}")
    walk = "walk_0"
    if lapsing < len(run.plan.ranks):
        run.make("rewards/climb_first", lapsing=lapsing)
        climbs = 0
        while run.count("rewards/climb_open", round=climbs):
            run.make("rewards/climb", round=climbs, next=climbs + 1)
            climbs += 1
        walk = f"climb_{climbs}"
    run.make("rewards/differential", walk=walk)
    run.make("rewards/differential_aside")


def _level(run: Running) -> None:
    run.make("rewards/level_first", round=0)
    run.make("rewards/level_passes", round=0)
    rounds = 0
    while run.count("rewards/level_open", round=rounds):
        run.make("rewards/level_next", round=rounds, next=rounds + 1)
        rounds += 1
        run.make("rewards/level_passes", round=rounds)
    walks = _union("rewards/level_one", [{"round": number} for number in range(rounds + 1)])
    run.make("rewards/level", walks=walks)
    _active(run, "level")
    run.make("rewards/level_paid")
    run.drop("candidates_level", "active_level")
    run.make("rewards/level_aside")


def _bracket(run: Running) -> None:
    of = "counted" if counts_lines(run.plans) else "months"
    run.make("rewards/bracket_rates", of=of, round=run.rounds)
    run.make("rewards/bracket")


def _union(part: str, values: Sequence[dict[str, Value]]) -> str:
    return " UNION ALL ".join(filled(part, one).strip() for one in values)


REWARDS = {  # kinds that pay orders
    "direct": SqlReward(_direct, lambda: filled("rewards/due_to_one", {"kind": "direct"})),
    "override": SqlReward(_override, lambda: filled("rewards/due_to_one", {"kind": "override"})),
    "peer": SqlReward(_peer, lambda: filled("rewards/due_to_mentors", {})),
    "differential": SqlReward(_differential, lambda: filled("rewards/due_to_dealers", {})),
    "level": SqlReward(_level, lambda: filled("rewards/due_to_levels", {})),
}
TOTALS = {  # kinds that pay totals
    "bracket": SqlReward(_bracket, lambda: filled("rewards/total_brackets", {})),
    "leader": SqlReward(lambda run: run.make("rewards/leader"), lambda: filled("rewards/total_leaders", {})),
}
_DAYS = OF_DAYS.keys() & {"pool"}  # shared by the day: graph.columnar.calculation.pools
