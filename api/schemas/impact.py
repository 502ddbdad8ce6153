"""What-ifs as the API gives them: beside what is, what would be."""

from pydantic import Field

from api.schemas.base import Id, Money, MoneyAnswer, Part
from api.schemas.compliance import Name
from api.schemas.members import RankHeld
from api.schemas.metrics import Count, Decimal6


class ImpactSide(Part):
    """A member's figures since ever, as they are or would be."""

    rank: RankHeld
    personal_volume: Money
    group_volume: Money
    earned: Money
    held: Money


class ImpactChange(Part):
    """A member of whom something would change."""

    member_id: Id
    name: Name
    before: ImpactSide
    after: ImpactSide | None = Field(description="null for the member who left.")
    earned_change: Money = Field(description="after less before; of who left, all it earned.")


class BeforeAfter(Part):
    """A sum of the company as it is, and as it would be."""

    before: Money
    after: Money


class ImpactAnswer(MoneyAnswer):
    """What would change: calculated on the facts up to `as_of` by the plans in force, and never published."""

    newer_facts: bool = Field(
        description="Whether facts that were loaded since the run count here and not in it.", examples=[False]
    )
    revenue: BeforeAfter
    rewards: BeforeAfter
    volume_moved: Count = Field(description="Of those who stay, how many would have another group volume.")
    higher_rank: Count
    lower_rank: Count
    earn_more: Count
    earn_less: Count
    gone: Count = Field(description="How many would not be there.")
    changes: list[ImpactChange] = Field(
        description="At most 100: who left, then by the change of pay and of volume."
    )


class DependenceItem(Part):
    """What hangs on a member's group: itself, its communities and everybody below, since ever."""

    member_id: Id
    name: Name
    rank: RankHeld
    people: Count = Field(description="Members of the group, itself included.")
    group_volume: Money
    volume_share: Decimal6 = Field(description="Of the company's revenue.")
    others_earned: Money = Field(description="What members outside of the group earned of its orders.")
    others_share: Decimal6 = Field(description="That, of all rewards.")
    sponsor_id: Id = Field(description="Empty for the head of a tree.")
    sponsor_share: Decimal6 = Field(description="Of its sponsor's group volume; null without a sponsor.")


class DependenceAnswer(MoneyAnswer):
    """The 100 members on whose groups most of others' rewards depends, the most first."""

    members: list[DependenceItem]
