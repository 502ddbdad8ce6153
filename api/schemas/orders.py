"""The explanation of an order as the API gives it: the maps of `graph.explain.to_json_data`, typed."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from api.schemas.base import Id, Money, MoneyAnswer, Part

RewardKind = Annotated[str, Field(description="A kind of reward.", examples=["direct"])]
Source = Annotated[
    str, Field(description="The kind that a peer entry matches; empty for other kinds.", examples=[""])
]
Point = Annotated[
    dict[str, str] | None,
    Field(
        description="A point on the clock of the rules.",
        examples=[{"at": "2026-01-05T10:01:00+08:00", "order_id": "o1"}],
    ),
]
Value = str | int | list[str] | dict[str, str] | None


class Reason(Part):
    """A reason: a stable id with its values, for programs; and its sentence, for people."""

    id: str = Field(examples=["is_sponsor"])
    values: dict[str, Value] = Field(examples=[{"who": "U", "buyer": "A"}])
    text: str = Field(examples=["U is the sponsor of A (R3)"])


class Posting(Part):
    """A ledger entry; `reasons` say what had changed when it corrects an earlier one."""

    key: str = Field(examples=["000001 direct o1 U"])
    run: int = Field(examples=[1])
    posted_on: str = Field(description="A day in the plan's zone.", examples=["2026-01-31"])
    amount: Money
    reasons: list[Reason]


class Payment(Part):
    """What one member earned of one kind; 0.00 where all of it was reversed."""

    source: Source
    payee_id: Id
    place: int = Field(
        description="How far above the buyer (its sponsor is 1); 0: not in the upline.", examples=[1]
    )
    amount: Money
    reasons: list[Reason]
    postings: list[Posting]


class NotPaid(Part):
    """Members, one after the other up the line, who got nothing of a kind for one reason."""

    source: Source
    first: int = Field(description="Place of the first above the buyer; 0: not in the upline.", examples=[2])
    last: int = Field(examples=[3])
    members: list[str] = Field(examples=[["Q", "K"]])
    reason: Reason


class Kind(Part):
    """One kind of reward: set aside = paid + breakage, to the cent. Null: not for this account."""

    kind: RewardKind
    rule: str = Field(description="The rule of the plan.", examples=["R3"])
    set_aside: Money | None
    working: list[Reason]
    payments: list[Payment]
    reversed: list[Payment] = Field(description="Postings that add up to 0.00.", examples=[[]])
    paid: Money | None
    breakage: Money | None
    breakage_reasons: list[Reason]
    breakage_postings: list[Posting]
    not_paid: list[NotPaid] = Field(description="Everybody else above the buyer.", examples=[[]])


class PoolContribution(Part):
    """What the order put into a pool, and what became of the pool on that day."""

    pool: str = Field(examples=["district"])
    amount: Money
    reasons: list[Reason]


class Sums(Part):
    """package_lines = paid + breakage + pool_contribution + kept, to the cent."""

    package_lines: Money
    paid: Money
    breakage: Money
    pool_contribution: Money = Field(description="What the order put into all pools.", examples=["30.00"])
    kept: Money


class Line(Part):
    """A line of the order."""

    line_no: int = Field(examples=[1])
    product_id: Id
    quantity: int = Field(examples=[1])
    amount: Money


class Refund(Part):
    """A refund, and the first run that counted it."""

    id: Id
    at: AwareDatetime = Field(examples=["2026-02-01T12:00:00+08:00"])
    amount: Money
    run: int = Field(examples=[2])


class OrderGroup(Part):
    """The buying group of the order as the run saw it (R12)."""

    id: Id
    opens: AwareDatetime = Field(
        description="Where its window begins.", examples=["2026-01-05T10:00:00+08:00"]
    )
    closes: AwareDatetime = Field(
        description="The last moment of its window.", examples=["2026-01-06T10:00:00+08:00"]
    )
    buyers: int = Field(description="Distinct buyers inside it that stand.", examples=[2])
    min_buyers: int = Field(description="How many it needs.", examples=[2])


class ExplainedOrder(Part):
    """The order as the run saw it."""

    id: Id
    at: AwareDatetime = Field(
        description="When it counts: of a buying group not before that succeeded.",
        examples=["2026-01-05T10:01:00+08:00"],
    )
    paid_at: AwareDatetime = Field(description="When it was paid.", examples=["2026-01-05T10:01:00+08:00"])
    day: str = Field(description="In the plan's zone.", examples=["2026-01-05"])
    point: Point
    amount: Money
    refunded: Money
    net: Money
    buyer_id: Id
    by_member: bool = Field(description="false: a customer bought it.", examples=[True])
    community_id: str = Field(description="Where a customer bought it, else empty.", examples=[""])
    owner_id: str = Field(description="Whose community that is, else empty.", examples=[""])
    run: int = Field(description="The first run that counted it.", examples=[1])
    withdrawn: int = Field(description="The run that took it back, 0 for none.", examples=[0])
    lines: list[Line]
    refunds: list[Refund]
    packages: dict[str, int] = Field(
        description="How many of each package count.", examples=[{"entry_699": 1}]
    )
    plan: str = Field(description="The plan that pays it; empty before the first.", examples=["chain_699"])
    group: OrderGroup | None = Field(description="null where the order names none.", examples=[None])
    waits: bool = Field(
        description="Whether it counts for nothing, as its group has not succeeded.", examples=[False]
    )
    revised_at: AwareDatetime | None = Field(
        description="Of which revision it is; null where the shop names none.", examples=[None]
    )
    version: int = Field(description="The first run that counted it as it is here.", examples=[1])


class ExplanationAnswer(MoneyAnswer):
    """Where every cent of an order went in a run, and why nobody else got it."""

    complete: bool = Field(
        description="false: it also concerns members that this account may not see; what is about them, and "
        "sums that would tell of them, is left out.",
        examples=[True],
    )
    zone: str = Field(description="Of days and times.", examples=["Asia/Shanghai"])
    order: ExplainedOrder
    notes: list[Reason]
    kinds: list[Kind]
    pools: list[PoolContribution]
    sums: Sums | None = Field(description="null where the answer is not complete.")
    names: dict[str, str] = Field(
        description="Names of those concerned, by id.", examples=[{"A": "member A"}]
    )


class WhyKind(Part):
    """What an order paid a member of one kind."""

    kind: RewardKind
    rule: str = Field(description="The rule of the plan.", examples=["R3"])
    payments: list[Payment]


class WhyAnswer(MoneyAnswer):
    """Why a member got a reward: of an order by kind, else of a pool day or a total."""

    member_id: Id
    kinds: list[WhyKind] = Field(description="Of an order; else empty.")
    amount: Money | None = Field(
        description="Of a pool's day: of each holder. Of a total: the member's. null: of an order.",
        examples=[None],
    )
    reasons: list[Reason] = Field(description="Of a pool's day or a total; else empty.", examples=[[]])
