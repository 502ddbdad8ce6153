"""Two runs compared, as the API gives it."""

from pydantic import AwareDatetime, Field

from api.schemas.base import Id, Money, MoneyAnswer, Part
from api.schemas.members import RankHeld
from api.schemas.orders import Reason


class Cause(Part):
    """What changed a member's pay: an order, a day of a pool or a total (a month, a group), and why."""

    kinds: list[str] = Field(description="Kinds of reward.", examples=[["direct", "override"]])
    order_id: str | None = Field(examples=["o1"])
    pool: str | None = Field(examples=[None])
    total: str | None = Field(examples=[None])
    day: str = Field(description="A day in the plan's zone.", examples=["2026-01-31"])
    amount: Money
    reasons: list[Reason]


class ChangedMember(Part):
    """A member whose rank, pay or hold differs; who was not there in the earlier run had nothing."""

    member_id: Id
    name: str | None = Field(examples=["Ann"])
    rank_before: RankHeld
    rank_after: RankHeld
    earned_before: Money
    earned_after: Money
    difference: Money
    held_before: Money
    held_after: Money
    reasons: list[Reason] = Field(description="What changed rank and hold.")
    causes: list[Cause] = Field(description="What changed the pay, the largest amounts first.")


class RunChanges(MoneyAnswer):
    """What a run says otherwise than an earlier one, the largest differences of pay first."""

    since: int = Field(description="The earlier run.", examples=[6])
    since_as_of: AwareDatetime = Field(examples=["2026-01-31T00:00:00+08:00"])
    members: int = Field(description="How many members differ; the first `limit` are listed.", examples=[12])
    risen: int = Field(description="How many of them rose in rank.", examples=[2])
    fallen: int = Field(examples=[0])
    paid_more: int = Field(examples=[11])
    paid_less: int = Field(examples=[1])
    more: Money
    less: Money
    plans_differ: bool = Field(examples=[False])
    facts: dict[str, int] | None = Field(
        description="How many facts of each kind only the later run counts; for admin, finance, analyst.",
        examples=[{"orders": 12, "refunds": 1}],
    )
    items: list[ChangedMember]
