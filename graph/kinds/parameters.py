"""What a plan means to statements: properties of ranks, places of packages, and amounts per package."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from graph.kinds.activity import Active
    from graph.plan.model import Plan

Values = dict[str, object]
DAY = 86_400_000_000
"""24 hours in microseconds."""


def since(plan: "Plan", rank_id: str) -> str | None:
    """Return the member property that holds the point of a rank; None for rank 0, which all have."""
    number = plan.rank_number(rank_id)
    return f"s{number}" if number else None


def lapses(plan: "Plan", rank_id: str) -> str | None:
    """Return the member property of the points at which a rank was lost and held again; None: it never is."""
    number = plan.rank_number(rank_id)
    return f"s{number}_off" if number >= plan.lapsing else None


def package_index(plan: "Plan", name: str) -> int:
    """Return the place of a package in the plan: lists per package are in this order."""
    return list(plan.packages).index(name)


def per_package(plan: "Plan", amounts: Mapping[str, int]) -> list[int]:
    """Return amounts by package as a list in the plan's order, 0 where there is none."""
    return [amounts.get(name, 0) for name in plan.packages]


class PerPackage(Protocol):
    """A reward of a fixed amount per package, to one payee of a rank."""

    @property
    def package(self) -> str:
        """The package that pays it."""

    @property
    def amount(self) -> int:
        """Minor units per package."""

    @property
    def payee_rank(self) -> str:
        """The least rank of the payee before the order."""

    @property
    def active(self) -> "Active | None":
        """How active the payee must be."""


def paying(plan: "Plan", rewards: Iterable[PerPackage]) -> list[Values]:
    """Return rewards per package as the parts of `nightly/rewards/post` take them."""
    return [
        {
            "package": package_index(plan, one.package),
            "amount": one.amount,
            "since": since(plan, one.payee_rank),
            "off": lapses(plan, one.payee_rank),
            **active_values(one.active),
        }
        for one in rewards
    ]


def active_values(active: "Active | None") -> Values:
    """Return how active a payee must be as statements take it: null where all are active enough.

    span: microseconds up to the order; own: minor units of own orders in it.
    """
    return {"span": active.days * DAY if active else None, "own": active.own_volume if active else None}


def whole(kind: str, amounts: Sequence[int]) -> Values:
    """Return amounts per package that a kind sets aside, whole, as nightly/rewards/breakage takes them."""
    return {"kind": kind, "source": "", "matched": [amounts], "shares": [ALL]}


ALL: Values = {"over": 1, "under": 1}
"""A share of one: all of it."""


def share(rate: Fraction) -> Values:
    """Return a share as statements take it."""
    return {"over": rate.numerator, "under": rate.denominator}
