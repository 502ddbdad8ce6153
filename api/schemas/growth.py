"""Channels and inviters as the API gives them."""

from pydantic import Field

from api.schemas.base import Answer, Id, Money, MoneyAnswer, Part
from api.schemas.metrics import Count, Decimal6


class GrowthDays(Part):
    """What was asked for."""

    from_day: str | None = Field(
        serialization_alias="from", description="First day; null: the beginning.", examples=["2026-01-01"]
    )
    to_day: str | None = Field(
        serialization_alias="to", description="The day after the last; null: no end.", examples=["2026-02-01"]
    )
    channel: str = Field(description="Only this channel; empty: all.", examples=[""])
    team: str = Field(
        description="Only this member and everybody below it; empty: the company.", examples=[""]
    )


class ChannelItem(Part):
    """What a channel costs and brings. spend and cost are null without spend, and of a team."""

    channel: str = Field(description="Empty: people and touches without one.", examples=["wechat"])
    spend: Money | None
    touches: Count
    visitors: Count
    converted: Count
    conversion: Decimal6
    joined: Count
    first_orders: Count
    rewards: Money = Field(description="On the first orders of members.")
    cost: Money | None = Field(description="Spend and these rewards over the first orders.")
    buyers: Count = Field(description="Whose first order is at least 60 days old.")
    repeat_buyers: Count = Field(description="Who ordered again on a later day within 60 days.")
    repurchase: Decimal6
    revenue: Money


class Channels(GrowthDays, MoneyAnswer):
    """The channels by name, and all of them together."""

    items: list[ChannelItem]
    total: ChannelItem


class InviterItem(Part):
    """A member, and what became of its direct recruits who joined in these days."""

    member_id: Id
    name: str = Field(description="Empty where it has none.", examples=["member A"])
    invited: Count = Field(description="Visitors whom it invited in these days.")
    recruits: Count
    buyers: Count = Field(description="Recruits who bought.")
    bought: Decimal6
    old_buyers: Count = Field(description="Recruits whose first order is at least 60 days old.")
    repeat_buyers: Count = Field(description="Who ordered again on a later day within 60 days.")
    repurchase: Decimal6


class Inviters(GrowthDays, Answer):
    """At most 100 inviters, those with most recruits who bought first."""

    items: list[InviterItem]
