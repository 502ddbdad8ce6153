"""The tests of the law as the API gives them."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from api.schemas.base import Id, Money, MoneyAnswer, Part
from api.schemas.metrics import Count, Decimal6, Month

FlagId = Literal[
    "people",
    "levels",
    "entry_fee",
    "headcount",
    "team_pay",
    "over_cap",
    "retail_revenue",
    "retail_rewards",
]
Number = Annotated[
    str | None,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]{6})?$",
        description="Persons or levels, or a share with six places; null where the denominator is 0.",
        examples=["0.125000"],
    ),
]
Name = Annotated[str, Field(description="Empty where there is none.", examples=["王伟"])]


class FlagFigure(Part):
    """A figure that is held against a threshold."""

    flag: FlagId
    value: Number
    threshold: Number
    distance: Number = Field(description="How far on the right side; negative: on the wrong one.")
    crossed: bool = Field(description="Whether it is on the wrong side of the threshold.", examples=[True])
    over: str = Field(description="Money, members, persons or levels.", examples=["699.00"])
    under: str | None = Field(description="Money or members; null where it is no share.", examples=["699.00"])
    root_id: str = Field(
        description="The root of the tree that it is of; empty for the company.", examples=["M00001"]
    )


class FlagRow(FlagFigure):
    """A test, since ever."""

    name: str = Field(examples=["People of one organiser"])
    law: str = Field(
        description="The article or order that it comes from, and what it says.", examples=["Art. 7 (1)"]
    )


class TrendRow(FlagFigure):
    """A test in a month; persons and levels at its end."""

    month: Month


class Listed(Part):
    """A member who stands behind a test."""

    member_id: Id
    name: Name


class RootRow(Listed):
    """A root of the tree, itself the first person and the first level."""

    people: Count
    levels: Count
    crossed: bool = Field(examples=[True])


class OverCapRow(Listed):
    """A member paid more than the cap of its own sales."""

    earned: Money
    sold: Money
    ratio: Decimal6
    retail_sold: Money
    retail_earned: Money


class RingRow(Listed):
    """Accounts below one sponsor that bought packages once and never again."""

    channel: str = Field(examples=["wechat"])
    joined_at: AwareDatetime = Field(examples=["2026-01-05T10:01:00+08:00"])
    accounts: Count
    paid: Money
    earned: Money
    account_ids: list[Id] = Field(description="At most 20.")


class NeverAgainRow(Listed):
    """A sponsor none of whose recruits ordered again."""

    recruits: Count
    earned: Money


class BeyondGoodsRow(Listed):
    """A member who earned more than its group ever bought."""

    earned: Money
    goods: Money


class ComplianceAnswer(MoneyAnswer):
    """The tests of the law for the company, and the members behind them; lists have at most 100 rows."""

    note: str = Field(examples=["This is information from the company's data and no legal advice."])
    unfinished: str | None = Field(
        description="The last month where it is not over yet.", examples=["2026-02"]
    )
    flags: list[FlagRow]
    trend: list[TrendRow]
    roots: list[RootRow]
    over_cap: list[OverCapRow]
    rings: list[RingRow]
    never_again: list[NeverAgainRow]
    beyond_goods: list[BeyondGoodsRow]
