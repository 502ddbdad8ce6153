"""The conditions of ranks in SQL: each narrows the candidates of a rank, and says from when they meet it."""

from collections.abc import Callable, Sequence

from graph.columnar.running import NEVER, Running
from graph.columnar.statements import Value
from graph.errors import UserError
from graph.kinds.condition import ConditionPart
from graph.kinds.conditions.direct import DirectRecruits
from graph.kinds.conditions.legs import Legs
from graph.kinds.conditions.package import HoldsPackage
from graph.kinds.conditions.volume import Volume
from graph.plan import Plan

Here = dict[str, Value]
"""The condition's rank and place; and of what is missing of it: its place in the plan and the rank below."""
_VOLUMES = {"personal": (0, 1), "group": (1, 0), "team": (1, -1)}
"""How often group and personal volume count in each of them."""


def refuse_unknown(plans: Sequence[Plan]) -> None:
    """Raise a UserError for a condition that has no SQL: to leave it out would promote everybody."""
    kinds = {one.kind for plan in plans for rank in plan.ranks for one in rank.conditions}
    if unknown := sorted(kinds - CONDITIONS.keys()):
        raise UserError(
            "the SQL engine does not know conditions of the kind {unknown}", unknown=", ".join(unknown)
        )


def make(run: Running, condition: ConditionPart, rank: int, place: int, number: int) -> int:
    """Look at one condition of a rank; return how many tables of candidates were made.

    place: how many were made before it. number: its place in the plan, by which what is missing is named.
    """
    step = CONDITIONS[condition.kind]
    if step is None:
        return 0
    step(
        run, condition, {"rank": rank, "place": place}, {"number": number, "below": rank - 1, "never": NEVER}
    )
    return 1


def _package(run: Running, condition: ConditionPart, here: Here, missing: Here) -> None:
    assert isinstance(condition, HoldsPackage)  # noqa: S101 - by its kind
    package = run.package(condition.package)
    run.make("ranks/package", **_with_next(here), package=package)
    run.make("ranks/missing_package", rank=here["rank"], **missing, package=package)


def _direct(run: Running, condition: ConditionPart, here: Here, missing: Here) -> None:
    assert isinstance(condition, DirectRecruits)  # noqa: S101 - by its kind
    recruits: Here = {"of": run.plan.rank_number(condition.rank), "count": condition.count}
    run.make("ranks/direct", **_with_next(here), **recruits)
    run.make("ranks/missing_direct", rank=here["rank"], **missing, **recruits)


def _legs(run: Running, condition: ConditionPart, here: Here, missing: Here) -> None:
    assert isinstance(condition, Legs)  # noqa: S101 - by its kind
    each = run.plan.each_leg(condition)
    rank, place = here["rank"], here["place"]
    run.make("ranks/legs_first", **here, of=run.plan.rank_number(condition.rank))
    for number in range(run.rounds):
        doubling: Here = {**here, "round": number, "next": number + 1}
        if each == 1:
            run.make("ranks/legs_rollup_one", **doubling)
        else:
            run.make("ranks/legs_rollup", **doubling, each=each)
        run.drop(f"legs_{rank}_{place}_{number}")
    full: Here = {"round": run.rounds, "each": each, "count": condition.count}
    run.make("ranks/legs", **_with_next(here), **full)
    run.make("ranks/missing_legs", **here, **missing, **full)
    run.drop(f"legs_{rank}_{place}_{run.rounds}")


def _volume(run: Running, condition: ConditionPart, here: Here, missing: Here) -> None:
    assert isinstance(condition, Volume)  # noqa: S101 - by its kind
    whole, own = _VOLUMES[condition.of]
    legs: Here = {"legs": condition.legs or 0, "each": condition.each_leg, "amount": condition.amount}
    run.make("ranks/volume", **here, round=run.rounds, whole=whole, own=own, **legs)
    run.make("ranks/volume_month" if condition.lapses else "ranks/volume_keep", **_with_next(here))
    run.make("ranks/missing_volume", **here, **missing, last=int(condition.lapses))


def _with_next(here: Here) -> Here:
    return {**here, "next": int(here["place"]) + 1}


CONDITIONS: dict[str, Callable[[Running, ConditionPart, Here, Here], None] | None] = {
    "registered": None,  # who holds the rank below is where candidates begin
    "rank": None,
    "package": _package,
    "direct": _direct,
    "legs": _legs,
    "volume": _volume,
}
