"""What a reward kind must say about itself. Each has a module in `graph.kinds.rewards`, which lists them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

from graph.kinds.basis import Basis
from graph.kinds.due import Due, Dues
from graph.kinds.moment import Moment
from graph.kinds.parameters import Values
from graph.kinds.part import Part
from graph.kinds.total import Books, TotalDue
from graph.months import Month
from graph.words.reasons import Reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.plan.windows import Window


class RewardPart(Part):
    """Base of the plan fields of a reward; `kind` is the name of its kind."""

    kind: str

    @property
    def basis(self) -> Basis | None:
        """What of an order it is a share of; None for a reward per package."""
        return None

    def counted(self, _plan: "Plan") -> Basis:
        """Return what of an order its totals count, where it pays totals: all of it."""
        return Basis(customers=True)

    @property
    def asks_activity(self) -> bool:
        """Whether it looks at own orders of members in the days before an order."""
        return getattr(self, "active", None) is not None


P = TypeVar("P", bound=RewardPart)


@dataclass(frozen=True, slots=True)
class PaysOrders:
    """How a kind pays whose entries hang on an order.

    pay: what it is due for an order, after the kinds before it. set_aside: what it sets aside of an order, as
    statements take it: {kind, source, matched, shares}, see nightly/rewards/breakage. parameters: what its
    part of `nightly/rewards/post`, cypher/nightly/rewards/<name>.cypher, takes.
    """

    pay: Callable[[Moment, "Plan", Dues], Sequence[Due]]
    set_aside: Callable[["Plan"], Sequence[Values]]
    parameters: Callable[["Plan"], Values]


@dataclass(frozen=True, slots=True)
class SharesDays:
    """How a kind pays whose entries hang on a pool and its day. pools: their names, in order.

    fed: what an order puts into a pool (minor units), and its arithmetic. holds: whether holders of a rank
    (its number) when the day ends share a pool.
    """

    pools: Callable[["Plan"], Sequence[str]]
    fed: Callable[[Moment, "Plan", str], tuple[int, Sequence[Reason]]]
    holds: Callable[[int, str, "Plan"], bool]


@dataclass(frozen=True, slots=True)
class PaysTotals:
    """How a kind pays whose entries hang on a total of many orders: a month (R11), a group (R12).

    In the graph a total is a node `(:Total {id, day})` with a second label of its own; its id is the source
    of the entries, its day theirs. They have no order, and nothing of a total is breakage.

    pay: what it is due by the rules to the members that the books are asked about. parameters: what its
    statement takes, cypher/nightly/rewards/<name>.cypher, which posts what is due less what stands: plans in
    time, and the months that are over. of_groups: whether it is paid of buying groups alone.
    """

    pay: Callable[[Books], Iterator[TotalDue]]
    parameters: Callable[[Sequence["Window"], Sequence[Month]], Values]
    of_groups: bool = False


@dataclass(frozen=True, slots=True)
class RewardKind(Generic[P]):
    """All that the rest of the product knows of a reward kind; none of it can be left out.

    name: as plans and the ledger have it. rule: its number. part: its fields in a plan. figures: those that a
    later plan may change. problems: what is wrong with one reward of a plan whose names exist. describe: one
    reward in words. most_paid: what one package pays at most (R9; minor units, exact, 0 for no reward).
    pays: how. Its words are in the file of its name beside its module.
    """

    name: str
    rule: str
    part: type[P]
    figures: frozenset[str]
    problems: Callable[[P, "Plan"], Iterator[Problem]]
    describe: Callable[[P], Reason]
    most_paid: Callable[["Plan", str], Fraction]
    pays: PaysOrders | SharesDays | PaysTotals


def no_problems(_part: RewardPart, _plan: "Plan") -> Iterator[Problem]:
    """Return that nothing can be wrong with a reward beyond its fields."""
    return iter(())
