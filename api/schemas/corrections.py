"""Corrections by their root causes, as the API gives them."""

from pydantic import Field

from api.schemas.base import Id, Money, MoneyAnswer, Part


class CauseSum(Part):
    """What a cause, or a kind of causes, corrected."""

    cause: str = Field(
        description="refund, late_order, revision, correction, rank_change, plan or pool_rounding.",
        examples=["refund"],
    )
    text: str = Field(description="What that is called.", examples=["refund"])
    entries: int = Field(description="How many entries of members.", examples=[12])
    orders: int = Field(description="How many orders, pool days and totals they are of.", examples=[3])
    members: int = Field(description="How many members they are of.", examples=[4])
    added: Money
    taken: Money = Field(description="What they take back; not above 0.00.")
    amount: Money = Field(description="What members got by them together.")


class CauseItem(CauseSum):
    """A root cause, with what it led to."""

    order_id: str | None = Field(
        description="The order that was refunded, late or revised; null where none is, or is hidden.",
        examples=["o1"],
    )
    member_id: str | None = Field(
        description="Whose rank or sponsor is another, or who placed that order.", examples=["m1"]
    )
    first_orders: list[str] = Field(description="Some of the orders.", examples=[["o2", "o3"]])
    first_members: list[Id] = Field(description="Some of the members.")


class CorrectionsAnswer(MoneyAnswer):
    """Corrections by root cause: of a run, or of the entries of some days."""

    from_day: str | None = Field(examples=[None])
    to_day: str | None = Field(examples=[None])
    causes: int = Field(description="How many causes there are; the first `limit` are listed.", examples=[5])
    kinds: list[CauseSum]
    items: list[CauseItem] = Field(description="The causes that moved most first.")
