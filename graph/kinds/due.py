"""What one reward kind is due for an order by the rules: to whom, why, and why not to others."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.kinds.moment import Moment, Person
from graph.kinds.parameters import PerPackage
from graph.words.reasons import Reason, reason


@dataclass(slots=True)
class Due:
    """What one kind (and source) is due, before it is compared with the ledger; money in minor units.

    set_aside: what the plan sets aside for it (R9); working: the arithmetic of that. paid: per payee the
    amount, and why. left: why something is due to nobody. idle: why nothing is set aside, where the kind says
    more than that. apart: whether what is due to nobody is an entry of this source, and not of the kind.
    """

    kind: str
    source: str = ""
    set_aside: int = 0
    working: list[Reason] = field(default_factory=list)
    paid: dict[str, int] = field(default_factory=dict)
    why: dict[str, list[Reason]] = field(default_factory=dict)
    left: list[Reason] = field(default_factory=list)
    idle: Reason | None = None
    apart: bool = False
    _refused: list[tuple[Sequence[Person], Reason | Callable[[Person], Reason]]] = field(default_factory=list)

    def pay(self, payee: str, amount: int, reasons: Iterable[Reason]) -> None:
        """Add to what a payee is due; the same reason is told once."""
        self.paid[payee] = self.paid.get(payee, 0) + amount
        told = self.why.setdefault(payee, [])
        told += [one for one in reasons if one not in told]

    def refuse(self, people: Sequence[Person], why: Reason | Callable[[Person], Reason]) -> None:
        """Say why members got nothing, where nothing more special is said yet."""
        self._refused.append((people, why))

    def refuse_all(self, people: Sequence[Person], why: Reason) -> None:
        """Say why members got nothing, whatever was said before."""
        self._refused = [(people, why)]

    @property
    def breakage(self) -> int:
        """What is due to nobody."""
        return self.set_aside - sum(self.paid.values())

    def refusals(self) -> dict[str, Reason]:
        """Return why not, by member id: for all of the upline (and outsiders concerned) who got nothing.

        It is worked out when it is asked for, as uplines can be thousands long.
        """
        told: dict[str, Reason] = {}
        for people, why in self._refused:
            for one in people:
                if one.id not in told:
                    told[one.id] = why if isinstance(why, Reason) else why(one)
        return told


Dues = Mapping[str, Sequence[Due]]
"""What kinds are due for an order, by kind; a kind that matches others has one for each."""


P = TypeVar("P", bound=PerPackage)


def each_package(due: Due, moment: Moment, rewards: Iterable[P]) -> Iterator[tuple[int, P]]:
    """Set aside what an order pays of rewards per package; yield each amount and its reward."""
    for one in rewards:
        count = moment.packages.get(one.package, 0)
        if count and one.amount:
            total = count * one.amount
            due.set_aside += total
            due.working.append(
                reason("per_package", count=count, package=one.package, each=one.amount, total=total)
            )
            yield total, one
