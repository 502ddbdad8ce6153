"""What a condition of a rank must say about itself; each has a module in `graph.kinds.conditions`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from graph.i18n.message import message
from graph.kinds.moment import Person
from graph.kinds.parameters import Values
from graph.kinds.part import Part
from graph.words.reasons import Reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan

SHOWN = 20  # how many recruits or legs are named; the counts are always of all


class ConditionPart(Part):
    """Base of the plan fields of a condition; `kind` is the name of its kind."""

    kind: str

    @property
    def by_month(self) -> bool:
        """Whether it looks at months that are over, so that it changes as the next one begins."""
        return False

    @property
    def lapses(self) -> bool:
        """Whether it must be met anew, month by month: who does not loses the rank for a month."""
        return False


C = TypeVar("C", bound=ConditionPart)


@dataclass(frozen=True, slots=True)
class Recruits:
    """Directly sponsored members: how many, how many reached a rank, and the first who did (id, since)."""

    number: int
    holders: int
    first: Sequence[tuple[str, str]] = ()


class Network(Protocol):
    """What conditions look at: a member and those below it, at one time. A rank is its number.

    The reference answers for the point it has reached, an explanation for the end of a run. Recruits and
    legs are asked for ranks that they have reached: what is lost for a month by one demotes nobody above.
    """

    def rank(self, member: str) -> int:
        """Return the rank that a member holds."""

    def months(self) -> Sequence[str]:
        """Return the months that are over ("2026-01"), from that of the company's first order on."""

    def volumes(self, member: str, of: str) -> Sequence[int]:
        """Return the personal, group or team volume of a member in each of these months, in minor units."""

    def leg_volumes(self, member: str) -> Sequence[tuple[str, Sequence[int]]]:
        """Return each leg with its group volume in each of these months."""

    def order_with(self, member: str, package: str) -> str | None:
        """Return an order that stands with which a member bought a package, or None."""

    def recruits(self, member: str, rank: int, shown: int) -> Recruits:
        """Return the directly sponsored members; at most `shown` of those who hold a rank are named."""

    def legs(self, member: str, rank: int, each: int) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Return each leg with those in it who hold a rank (id, since), at most `each`."""

    def first_recruits(self, member: str, count: int) -> Sequence[Person]:
        """Return the first directly sponsored members by their first package (R8)."""

    def orders_below(self, members: Sequence[str], package: str, most: int) -> int:
        """Count standing orders with a package of everyone below members, not theirs; up to `most`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A condition in words, and single recruits or legs; `more` of them are not told."""

    reason: Reason
    details: Sequence[Reason] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Have:
    """What there is of what a condition needs; `tell` says it in words, when somebody asks.

    money: whether these are minor units.
    """

    have: int
    need: int
    tell: Callable[[], Wording]
    money: bool = False

    @property
    def met(self) -> bool:
        """Whether the condition holds."""
        return self.have >= self.need


class Implied(Enum):
    """Why a condition needs no statement."""

    BY_RANK_BELOW = "each rank is looked for among those who hold the one below, the lowest is everybody's"


@dataclass(frozen=True, slots=True)
class ConditionKind(Generic[C]):
    """All that the rest of the product knows of a kind of condition; none of it can be left out.

    name: as plans have it. part: its fields in a plan. problems: what is wrong with one, as a condition of
    the rank of a number (from 2 on). describe: it in words. have: how far a member meets it. steps: the
    statements that find who meets it since when, with their own parameters; one of them takes $position and
    adds to `met`. missing: the statement, behind them, that adds to `missing` how much of it is missing.
    task: what to do about so much. Its words are in the file of its name beside its module.
    """

    name: str
    part: type[C]
    problems: Callable[[C, "Plan", int], Iterator[Problem]]
    describe: Callable[[C, "Plan"], Reason]
    have: Callable[[C, str, Network, "Plan"], Have]
    steps: Callable[[C, "Plan"], Sequence[tuple[str, Values]]] | Implied
    missing: Callable[[C, "Plan"], tuple[str, Values]] | Implied
    task: Callable[[C, "Plan", int], Reason]


def counts_lower_ranks(rank: str, plan: "Plan", number: int) -> Iterator[Problem]:
    """Check that a condition counts members of ranks below its own that are bought or earned."""
    ids = [one.id for one in plan.ranks]
    if rank not in ids[1:number]:
        words = message(
            "{rank} can only count members of lower ranks that are bought or earned", rank=ids[number]
        )
        yield ("rank",), words
