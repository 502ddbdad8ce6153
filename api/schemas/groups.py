"""Buying groups as the API gives them."""

from typing import Literal

from pydantic import AwareDatetime, Field

from api.schemas.base import Id, Money, MoneyPage, Part


class GroupItem(Part):
    """A buying group (R12) as of the run."""

    group_id: Id
    leader_id: Id
    leader_name: str = Field(description="Empty where it has none.", examples=["member A"])
    opens: AwareDatetime = Field(
        description="Where its window begins.", examples=["2026-01-05T10:00:00+08:00"]
    )
    closes: AwareDatetime = Field(
        description="The last moment of its window.", examples=["2026-01-06T10:00:00+08:00"]
    )
    state: Literal["open", "succeeded", "failed"] = Field(
        description="succeeded: enough distinct buyers paid inside its window, and stand.",
        examples=["succeeded"],
    )
    success: AwareDatetime | None = Field(
        description="When it succeeded: its orders count from then on. null without success.",
        examples=["2026-01-05T18:30:00+08:00"],
    )
    buyers: int = Field(description="Distinct buyers inside its window that stand.", examples=[2])
    orders: int = Field(description="Its orders that count.", examples=[3])
    net: Money


class GroupsPage(MoneyPage[GroupItem]):
    """A page of buying groups, those that opened last first."""

    min_buyers: int = Field(description="How many distinct buyers a group needs.", examples=[2])
