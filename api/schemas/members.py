"""Members as the API gives them; names as the columns of the standings and ledger exports."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from api.schemas.base import Answer, Cursor, Id, Money, MoneyAnswer, MoneyPage, Page, Part
from api.schemas.orders import Reason
from graph.reads.views import View

Name = Annotated[str | None, Field(description="As it was loaded; null: none.", examples=["王小明"])]
Month = Annotated[str, Field(description="A month of the plan's zone.", examples=["2026-01"])]
Day = Annotated[str, Field(description="A day of the plan's zone.", examples=["2026-01-05"])]
HiddenId = Annotated[
    str | None, Field(description="null: nobody, or not for this account to see.", examples=["m1"])
]
Available = Annotated[
    Money,
    Field(description="Earned less held less withdrawn, perhaps below 0; of a month: earned less held."),
]
Withdrawn = Annotated[Money, Field(description="What was paid or spent already, of all time.")]
Volume = Annotated[Money, Field(description="Net of refunds, in the period of the order.")]


class RankHeld(Part):
    """A rank of the plan: its number from 0 (visitor) on, its id, and its name in the plan's own words."""

    number: int = Field(examples=[2])
    id: str = Field(examples=["partner"])
    name: str = Field(examples=["合伙人"])


class MemberFigures(Part):
    """A member's standing in the run."""

    member_id: Id
    name: Name
    joined_at: AwareDatetime = Field(examples=["2025-12-01T00:00:00+08:00"])
    sponsor_id: HiddenId
    sponsor_name: Name
    depth: int = Field(description="In the tree; that of a root is 0.", examples=[3])
    rank: RankHeld
    rank_order_id: str | None = Field(
        description="The order that brought the rank; null: none did, as from the opening.", examples=["o9"]
    )
    team_owner_id: HiddenId
    direct_recruits: int = Field(description="Visitors among them.", examples=[3])
    team_size: int = Field(description="Everybody below.", examples=[12])
    personal_volume: Volume
    team_volume: Volume
    group_volume: Volume
    earned: Money
    held: Money
    available: Available
    withdrawn: Withdrawn
    highest_rank: RankHeld = Field(description="The highest rank it ever held, be it lost since.")


class MemberAnswer(MoneyAnswer, MemberFigures):
    """One member: with `month` the volumes, earned, held and available of that month, else of all time."""

    month: Month | None


class MembersPage(MoneyPage[MemberFigures]):
    """Members that were found: first those whose id begins so, then by name; both in the order of ids."""


class LegsPage(MoneyPage[MemberFigures]):
    """Direct recruits in the order asked for."""


class Nearest(Part):
    """With whom to do it: the leg that fell most, or who is nearest to the rank that is needed."""

    member_id: Id
    name: Name
    tasks: list[Reason] = Field(description="What brings it there.", examples=[[]])


class InView(Part):
    """Why a member is in a view: volumes of its group, of who stopped its own."""

    this_month: Money
    month_before: Money
    last_order_at: AwareDatetime | None = Field(
        description="The member's own, or of its customers; null: none.",
        examples=["2026-01-05T10:01:00+08:00"],
    )
    task: Reason
    nearest: Nearest | None


class TeamMember(MemberFigures):
    """A member of a team."""

    level: int = Field(description="How far below the member: a direct recruit is 1.", examples=[2])
    in_view: InView | None = Field(default=None, description="null: no view was asked for.")


class ViewSums(Part):
    """A view as a whole: how many members it has, and their volumes added up."""

    view: View
    month: Month
    total: int = Field(examples=[142])
    this_month: Money
    month_before: Money


class TeamPage(MoneyPage[TeamMember]):
    """Everybody below a member, in the order asked for; or those of a view, the first to look at first."""

    view: ViewSums | None = Field(default=None, description="null: no view was asked for.")


class Above(Part):
    """Somebody above a member. Out of the account's scope only the name is told."""

    level: int = Field(description="How far above the member: the sponsor is 1.", examples=[1])
    member_id: HiddenId
    name: Name
    rank: RankHeld | None = Field(description="null: not for this account to see.")


class UplinePage(Page[Above]):
    """The upline, from the sponsor to the root."""


class LegVolume(Part):
    """A direct recruit and the volume of its group."""

    member_id: Id
    name: Name
    group_volume: Volume


class Legs(Part):
    """The legs, largest first; `next` is the `cursor` of the same address with the legs behind these."""

    count: int = Field(description="How many there are in all.", examples=[3])
    items: list[LegVolume]
    next: Cursor


class MonthVolumes(Part):
    """The volumes of one month."""

    month: Month
    personal_volume: Volume
    team_volume: Volume
    group_volume: Volume


class VolumeAnswer(MoneyAnswer):
    """Personal, team (below) and group (both) volume: of all time, of a month, or of some days."""

    member_id: Id
    month: Month | None
    from_: Annotated[Day | None, Field(alias="from", serialization_alias="from")]
    to: Annotated[Day | None, Field(description="The day after the last one.")]
    personal_volume: Volume
    team_volume: Volume
    group_volume: Volume
    months: list[MonthVolumes] | None = Field(description="null where one period was asked for.")
    legs: Legs | None = Field(description="null: not for this account to see.")


class RewardSum(Part):
    """What was earned of one kind, and what of it is held."""

    kind: str = Field(examples=["direct"])
    earned: Money
    held: Money


class RewardMonth(RewardSum):
    """What was earned of one kind in a month; pool shares belong to the month of their day."""

    month: Month


class RewardsAnswer(MoneyAnswer):
    """What a member earned: in all, by kind, and by month and kind."""

    member_id: Id
    earned: Money
    held: Money
    available: Available
    withdrawn: Withdrawn
    kinds: list[RewardSum]
    months: list[RewardMonth]


class LedgerEntry(Part):
    """An entry of the ledger; a negative one takes back, and names the first one of what it corrects."""

    key: str = Field(examples=["000001 direct o1 U"])
    run: int = Field(description="The run that posted it.", examples=[1])
    kind: str = Field(examples=["peer"])
    source: str | None = Field(
        description="The kind that a peer entry matches, a generation, or the total that it is of (a month).",
        examples=["direct"],
    )
    payee_id: Id
    order_id: str | None = Field(
        description="null for a share of a pool or of a total, and for an adjustment.", examples=["o1"]
    )
    pool: str | None = Field(examples=[None])
    day: Day
    posted_on: Day
    amount: Money
    corrects: str | None = Field(examples=[None])


class EntriesPage(MoneyPage[LedgerEntry]):
    """Ledger entries, newest first."""


class RankSince(Part):
    """A rank and the order since which it is held; a time alone: from a month on; neither: the opening."""

    rank: RankHeld
    at: AwareDatetime | None = Field(examples=["2026-01-05T10:01:00+08:00"])
    order_id: str | None = Field(examples=["o1"])


class RankCondition(Part):
    """A condition of the next rank: what there is of what is needed."""

    kind: str = Field(examples=["direct"])
    have: int = Field(examples=[1])
    need: int = Field(examples=[2])
    money: bool = Field(description="Whether have and need are minor units (cents).", examples=[False])
    met: bool = Field(examples=[False])
    reason: Reason
    details: list[Reason] = Field(description="Single recruits or legs.", examples=[[]])
    more: int = Field(description="How many recruits or legs are not told of.", examples=[0])
    task: Reason | None = Field(description="What to do about it; null: it is met.")


class NextRank(Part):
    """The rank above the one held."""

    rank: RankHeld
    conditions: list[RankCondition]


class RankAnswer(Answer):
    """The rank held, since which orders, and what the next one needs."""

    member_id: Id
    rank: RankHeld
    highest_rank: RankHeld = Field(description="The highest rank it ever held, be it lost since.")
    since: list[RankSince]
    next: NextRank | None = Field(description="null at the highest rank.")
