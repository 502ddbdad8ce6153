"""A reward plan: everything that the rules leave to the company, and nothing that is code."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from graph.clock import day_start
from graph.kinds.conditions import Condition
from graph.kinds.conditions.legs import Legs
from graph.kinds.conditions.package import HoldsPackage
from graph.kinds.part import Part
from graph.kinds.reward import P
from graph.kinds.rewards import OF_ORDERS, Reward
from graph.kinds.values import Amount, Count, Currency, Day, Identifier, PackageName, RankName, Rate

if TYPE_CHECKING:
    OrderKind = str
else:
    OrderKind = Literal[tuple(OF_ORDERS)]


class Package(Part):
    """A product that the plan knows by name, and its list price in minor units."""

    product_id: str = Field(min_length=1, max_length=256)
    price: Amount


class Rank(Part):
    """A rank; its number is its place in the list."""

    id: Identifier
    source: str = ""
    conditions: tuple[Condition, ...] = Field(min_length=1)

    @property
    def name(self) -> str:
        """The source's name without its aliases ("a = b" is a), empty where the plan names none."""
        return self.source.split(" = ")[0].strip()


class Team(Part):
    """R2: from which rank on a member owns the team of its later recruits."""

    owner_rank: RankName


class Fund(Part):
    """R8: the share of entries held until the first recruits and the orders below them stand."""

    share: Rate
    of: tuple[OrderKind, ...] = Field(min_length=1)
    recruits: Count
    recruit_rank: RankName
    orders: Count
    package: PackageName


class Groups(Part):
    """R12: how many distinct buyers a group needs to succeed."""

    min_buyers: Count = 2


class Readings(Part):
    """The reading taken where the source is ambiguous (docs/readings.md)."""

    first_two: Literal["contribute", "keep"] = "contribute"
    head: Literal["keeps", "contributes"] = "keeps"
    per_leg: Count = 1
    holders: Literal["exact", "at_least"] = "exact"
    part_refund: Literal["volume_only", "packages"] = "volume_only"
    gifts: Literal["none", "packages"] = "none"
    pool_days: Literal["closed", "restate"] = "closed"


BEFORE_READINGS = {"gifts": "packages", "pool_days": "restate"}
"""Readings that came later: how runs from before there was one read it."""


class Plan(Part):
    """A checked plan; get one from `load_plan`, `parse_plan` or `plan_from_data`."""

    name: Identifier
    currency: Currency
    time_zone: str
    valid_from: Day = None
    packages: dict[Identifier, Package] = Field(default_factory=dict)
    ranks: tuple[Rank, ...] = Field(min_length=1)
    team: Team | None = None
    rewards: tuple[Reward, ...]
    fund: Fund | None = None
    groups: Groups | None = None
    readings: Readings = Readings()

    @property
    def min_buyers(self) -> int:
        """How many distinct buyers a group needs (R12)."""
        return (self.groups or Groups()).min_buyers

    @property
    def open_readings(self) -> set[str]:
        """The names of later readings (`BEFORE_READINGS`) that the plan leaves to their default."""
        return BEFORE_READINGS.keys() - self.readings.model_fields_set

    def with_readings(self, readings: Mapping[str, str]) -> "Plan":
        """Return the plan with these readings written; their values are those of a checked plan."""
        return self.model_copy(update={"readings": self.readings.model_copy(update=dict(readings))})

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the plan's days."""
        return ZoneInfo(self.time_zone)

    @property
    def starts(self) -> int | None:
        """The first microsecond (UTC) from which the plan is valid; None: since ever."""
        return None if self.valid_from is None else day_start(self.valid_from, self.zone)

    @property
    def hash(self) -> str:
        """A SHA-256 (hex) of the plan's content: equal for plans that differ in layout or comments only."""
        text = json.dumps(to_data(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def entry_package(self) -> str:
        """The name of the package that makes a visitor a member (the 699 package); "" for none."""
        bought = (one for rank in self.ranks[1:2] for one in rank.conditions)
        return next((one.package for one in bought if isinstance(one, HoldsPackage)), "")

    def steps_up(self, rank: int) -> bool:
        """Return whether members climb to a rank, by its number."""
        return rank > self.climbing_from

    @property
    def climbing_from(self) -> int:
        """The lowest rank that looks at its next one, a number: a first package makes a visitor a member."""
        return 1 if self.entry_package else 0

    @property
    def ranks_by_month(self) -> bool:
        """Whether a rank is by what months brought."""
        return any(one.by_month for rank in self.ranks for one in rank.conditions)

    @property
    def lapsing(self) -> int:
        """The number of the lowest rank that can be lost for a month; how many there are where none can.

        Each rank asks for the one below, so all from it on can be lost.
        """
        numbers = range(len(self.ranks))
        return next(
            (number for number in numbers if any(one.lapses for one in self.ranks[number].conditions)),
            len(self.ranks),
        )

    @property
    def owner_rank(self) -> str:
        """The least rank of an owner of a team (R2); the lowest in a plan without teams."""
        return self.team.owner_rank if self.team else self.ranks[0].id

    @property
    def kinds(self) -> set[str]:
        """The names of the kinds of rewards that the plan has."""
        return {one.kind for one in self.rewards}

    @property
    def products(self) -> list[str]:
        """The product ids of the packages, in the plan's order."""
        return [package.product_id for package in self.packages.values()]

    @property
    def rank_ids(self) -> tuple[str, ...]:
        """The ids of the ranks, the lowest first: a rank's number is its place."""
        return tuple(rank.id for rank in self.ranks)

    def rank_number(self, rank_id: str) -> int:
        """Return the number of a rank the plan has; raises StopIteration for another (checked before)."""
        return next(number for number, rank in enumerate(self.ranks) if rank.id == rank_id)

    def each_leg(self, legs: Legs) -> int:
        """Return how many members each leg of the condition must contain."""
        return self.readings.per_leg if legs.each == "per_leg" else legs.each

    def rewards_of(self, part: type[P]) -> tuple[P, ...]:
        """Return the rewards of a kind, by the class of its plan fields, in the plan's order."""
        return tuple(one for one in self.rewards if isinstance(one, part))


def to_data(plan: Plan) -> dict[str, Any]:
    """Return the plan as its YAML would be read: texts, lists and maps; amounts and rates as text."""
    return plan.model_dump(mode="json", exclude_none=True)


def valid_date(plan: Plan) -> date:
    """Return `valid_from`, or the first day there is: plans sort by it."""
    return plan.valid_from or date.min
