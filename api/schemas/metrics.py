"""The metrics as the API gives them: one answer per metric, its rows with the columns of the exports."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import Answer, Money, MoneyAnswer, Part

Decimal6 = Annotated[
    str | None,
    Field(
        pattern=r"^-?[0-9]+\.[0-9]{6}$",
        description="A decimal with six places; null where the denominator is 0.",
        examples=["0.125000"],
    ),
]
Month = Annotated[str, Field(description="A month in the plan's zone.", examples=["2026-01"])]
Days = Annotated[int, Field(description="The N of within N days.", examples=[30])]
Count = Annotated[int, Field(ge=0, examples=[8])]


class _Asked(Part):
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
    unfinished: str | None = Field(
        description="The last month of the rows where it is not over yet.", examples=["2026-02"]
    )


class ConversionRow(Part):
    """Visitors by channel of the first touch; channel "" is all of them."""

    channel: str = Field(examples=["wechat"])
    visitors: Count
    converted: Count
    rate: Decimal6


class RegistrationRow(Part):
    """Members who joined at least so many days ago."""

    days: Days
    joined: Count
    converted: Count
    rate: Decimal6


class RepurchaseRow(Part):
    """Buyers in a month, and those who had bought before it."""

    month: Month
    buyers: Count
    repeat_buyers: Count
    rate: Decimal6


class CohortRepurchaseRow(Part):
    """Buyers whose first order is at least so many days old."""

    days: Days
    buyers: Count
    repeat_buyers: Count
    rate: Decimal6


class RetentionRow(Part):
    """Buyers of a cohort who ordered again in a later month."""

    cohort: Month
    offset: int = Field(ge=1, description="Months after the cohort's.", examples=[1])
    buyers: Count
    cohort_size: Count
    rate: Decimal6


class CacRow(Part):
    """What a new member cost; spend and cost are null of a team."""

    kind: Literal["blended", "paid-only"]
    spend: Money | None
    rewards: Money
    new_members: Count
    cost: Money | None


class BuyerSellerRow(Part):
    """Buyers without rank and members with a sale, in the last 30 days."""

    buyers: Count
    sellers: Count
    ratio: Decimal6


class FunnelRow(Part):
    """A stage, inside the one before; the rate is over the first, the step rate of the next over this one.

    `waiting`: those who are not in the next one and still have time for it; the step rate leaves them out.
    """

    stage: Literal["invited", "registered", "first_order", "second_order", "retained"]
    visitors: Count
    rate: Decimal6
    waiting: Count
    step_rate: Decimal6


class AttributionRow(Part):
    """First orders that a model gives to a channel."""

    model: Literal["last", "first", "linear"]
    channel: str = Field(description='"none": without touch.', examples=["wechat"])
    orders: str = Field(pattern=r"^[0-9]+\.[0-9]{6}$", examples=["12.333333"])


class KFactorRow(Part):
    """Recruits of a month over the members who could have invited them."""

    month: Month
    recruits: Count
    inviters: Count
    k: Decimal6
    median_days: Decimal6


class PayoutRow(Part):
    """Rewards over revenue in a month."""

    month: Month
    rewards: Money
    revenue: Money
    ratio: Decimal6


class Conversion(_Asked, Answer):
    """Conversion by channel."""

    metric: Literal["conversion"] = "conversion"
    items: list[ConversionRow]


class Registration(_Asked, Answer):
    """From registration to purchase."""

    metric: Literal["registration"] = "registration"
    items: list[RegistrationRow]


class Repurchase(_Asked, Answer):
    """Repurchase by month."""

    metric: Literal["repurchase"] = "repurchase"
    items: list[RepurchaseRow]


class CohortRepurchase(_Asked, Answer):
    """Repurchase after 30, 60 and 90 days."""

    metric: Literal["cohort-repurchase"] = "cohort-repurchase"
    items: list[CohortRepurchaseRow]


class Retention(_Asked, Answer):
    """Retention by cohort."""

    metric: Literal["retention"] = "retention"
    items: list[RetentionRow]


class Cac(_Asked, MoneyAnswer):
    """Customer acquisition cost."""

    metric: Literal["cac"] = "cac"
    items: list[CacRow]


class BuyerSeller(_Asked, Answer):
    """Buyers and sellers."""

    metric: Literal["buyer-seller"] = "buyer-seller"
    items: list[BuyerSellerRow]


class Funnel(_Asked, Answer):
    """The funnel."""

    metric: Literal["funnel"] = "funnel"
    items: list[FunnelRow]


class Attribution(_Asked, Answer):
    """Channel attribution."""

    metric: Literal["attribution"] = "attribution"
    items: list[AttributionRow]


class KFactor(_Asked, Answer):
    """The K-factor by month."""

    metric: Literal["k-factor"] = "k-factor"
    items: list[KFactorRow]


class Payout(_Asked, MoneyAnswer):
    """The payout ratio by month."""

    metric: Literal["payout"] = "payout"
    items: list[PayoutRow]


MetricAnswer = Annotated[
    Conversion
    | Registration
    | Repurchase
    | CohortRepurchase
    | Retention
    | Cac
    | BuyerSeller
    | Funnel
    | Attribution
    | KFactor
    | Payout,
    Field(discriminator="metric"),
]
