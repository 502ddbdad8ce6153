"""Two sides of a simulation beside each other: who wins and loses, by rank, and who most of all, and why."""

from dataclasses import dataclass

from graph.columnar.statements import filled
from graph.simulation.company import Company

_MOST = 10  # members who win or lose most


@dataclass(frozen=True)
class RankGroup:
    """The members who hold a rank (its number) under the plans that are compared with; money in minor units.

    more, less: how many earn more, or less; gained, lost: how much these do.
    """

    rank: int
    members: int
    before: int
    after: int
    more: int
    less: int
    gained: int
    lost: int


@dataclass(frozen=True)
class Change:
    """A member who would earn otherwise; numbers of ranks, and per kind what it earned before and now."""

    member_id: str
    name: str
    rank_before: int
    rank: int
    before: int
    after: int
    kinds: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Comparison:
    """higher, lower: members who hold another rank. losers, winners: the largest changes, largest first."""

    ranks: tuple[RankGroup, ...]
    higher: int
    lower: int
    losers: tuple[Change, ...]
    winners: tuple[Change, ...]

    @property
    def more(self) -> int:
        """How many members would earn more."""
        return sum(rank.more for rank in self.ranks)

    @property
    def less(self) -> int:
        """How many members would earn less."""
        return sum(rank.less for rank in self.ranks)

    @property
    def moved(self) -> int:
        """How many members would hold another rank."""
        return self.higher + self.lower


def compare(company: Company) -> Comparison:
    """Return how the plan that was played in the room `trial` differs from those in the room `base`."""
    engine = company.engine
    engine.make(filled("simulation/changed", {}))
    higher, lower = engine.read(filled("simulation/moved", {}))[0]
    return Comparison(
        ranks=tuple(RankGroup(*row) for row in engine.read(filled("simulation/by_rank", {}))),
        higher=higher,
        lower=lower,
        losers=_most_changed(company, -1),
        winners=_most_changed(company, 1),
    )


def _most_changed(company: Company, sign: int) -> tuple[Change, ...]:
    company.engine.make(filled("simulation/most_changed", {"sign": sign, "limit": _MOST}))
    rows = company.engine.read(filled("simulation/why", {}))
    members: dict[str, tuple[int, int, int, int]] = {row[0]: row[1:5] for row in rows}
    found = company.database.read("read/simulation/names", ids=list(members))
    names = {row["id"]: row["name"] for row in found}
    kinds: dict[str, dict[str, tuple[int, int]]] = {member: {} for member in members}
    for member, *_, kind, before, after in rows:
        kinds[member][kind] = (before, after)
    return tuple(
        Change(member, names.get(member, ""), *figures, kinds[member]) for member, figures in members.items()
    )
