"""The kinds of conditions and rewards that a plan is put together from: one model each.

A new kind (R10-R12) is a new model here, in its union below, with its statement under cypher/.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.plan.values import Amount, Count, Each, Identifier, Rate


class Part(BaseModel):
    """Base of every part of a plan: frozen, and a field it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Registered(Part):
    """Holds for every member."""

    kind: Literal["registered"]


class HoldsPackage(Part):
    """The member has bought this package."""

    kind: Literal["package"]
    package: Identifier


class HoldsRank(Part):
    """The member holds this rank or a higher one."""

    kind: Literal["rank"]
    rank: Identifier


class DirectRecruits(Part):
    """At least `count` directly sponsored members hold `rank` or a higher one."""

    kind: Literal["direct"]
    count: Count
    rank: Identifier


class Legs(Part):
    """At least `count` legs each contain `each` members of `rank` or higher ("per_leg": the reading's)."""

    kind: Literal["legs"]
    count: Count
    rank: Identifier
    each: Each = 1


Condition = Annotated[
    Registered | HoldsPackage | HoldsRank | DirectRecruits | Legs, Field(discriminator="kind")
]


class Direct(Part):
    """R3: `amount` per package to the buyer's sponsor, if of `payee_rank` before the order."""

    kind: Literal["direct"]
    package: Identifier
    amount: Amount
    payee_rank: Identifier


class Override(Part):
    """R4: `amount` per package to the buyer's team owner, if of `payee_rank` before the order."""

    kind: Literal["override"]
    package: Identifier
    amount: Amount
    payee_rank: Identifier


class Peer(Part):
    """R5: `rate` of each entry of the kinds `of` earned by a member of `earner_rank`, to its mentor."""

    kind: Literal["peer"]
    rate: Rate
    of: tuple[Literal["direct", "override"], ...] = Field(min_length=1)
    earner_rank: Identifier
    payee_rank: Identifier


class Differential(Part):
    """R6: per package, the rise of the rate (an amount per rank) along the sponsors above the buyer."""

    kind: Literal["differential"]
    package: Identifier
    rates: dict[Identifier, Amount] = Field(min_length=1)


class DailyPool(Part):
    """R7: `amount` per package into the pool of `rank` (which is also the pool's name)."""

    kind: Literal["pool"]
    package: Identifier
    rank: Identifier
    amount: Amount


Reward = Annotated[Direct | Override | Peer | Differential | DailyPool, Field(discriminator="kind")]
