"""Payouts as the API gives and takes them. They belong to no run: a batch says which run it is of."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.schemas.base import Cursor, Id, Money, MoneyAnswer, Part
from graph.clock import END_DAY, FIRST_DAY
from graph.numbers import MOST
from graph.payouts.batches import State
from graph.payouts.deciding import LONGEST_REASON
from graph.payouts.preparing import LONGEST_NOTE

MOST_OUTCOMES = 1000
Asked = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,14}(\.[0-9]{1,2})?$",
        description="An amount as a decimal, in the plan's currency.",
        examples=["100.00"],
    ),
]
Time = AwareDatetime | None


class Body(BaseModel):
    """What a request brings: a field it does not know is an error."""

    model_config = ConfigDict(extra="forbid")


class PayoutOrder(Body):
    """What shall be prepared; what is left out is as the settings say."""

    run: int | None = Field(
        default=None, ge=1, le=MOST, description="An older published run; default: the newest.", examples=[7]
    )
    minimum: Asked | None = Field(default=None, description="Who has less is carried.", examples=["100.00"])
    day: date | None = Field(
        default=None,
        ge=FIRST_DAY,
        lt=END_DAY,
        description="When it is to be paid; default: today.",
        examples=["2026-02-02"],
    )
    note: str = Field(default="", max_length=LONGEST_NOTE, examples=["January"])


class PayoutCancel(Body):
    """Why a batch is cancelled."""

    reason: str = Field(default="", max_length=LONGEST_REASON, examples=["wrong minimum"])


class PayoutOutcome(Body):
    """What became of a line."""

    member_id: str = Field(min_length=1, max_length=256, examples=["m1"])
    state: Literal["paid", "failed"] = Field(examples=["paid"])
    reference: str = Field(default="", max_length=200, examples=["1330000071100999991182020050700019480001"])
    reason: str = Field(default="", max_length=200, examples=["account closed"])


class PayoutOutcomes(Body):
    """What became of lines: at most a thousand at once."""

    outcomes: list[PayoutOutcome] = Field(min_length=1, max_length=MOST_OUTCOMES)


class PayoutBatch(Part):
    """A batch of payouts."""

    number: int = Field(examples=[3])
    state: State = Field(description="paid and failed: once all of its lines are.", examples=["approved"])
    run: int = Field(description="The run whose figures it pays.", examples=[7])
    as_of: AwareDatetime = Field(description="Of that run.", examples=["2026-02-01T00:00:00+08:00"])
    day: date = Field(
        description="When it is to be paid; its year is that of the list.", examples=["2026-02-02"]
    )
    currency: str = Field(examples=["CNY"])
    minimum: Money
    note: str = Field(examples=["January"])
    lines: int = Field(description="How many members it pays.", examples=[1204])
    gross: Money
    withheld: Money
    net: Money
    carried: Money = Field(description="Below the minimum, when it was prepared.")
    carried_members: int = Field(examples=[311])
    owing: Money = Field(description="Below zero: paid before and no longer due.")
    owing_members: int = Field(examples=[4])
    prepared_by: str = Field(examples=["lin"])
    prepared_at: AwareDatetime = Field(examples=["2026-02-02T09:00:00+08:00"])
    approved_by: str | None = Field(examples=["chen"])
    approved_at: Time = Field(examples=["2026-02-02T10:00:00+08:00"])
    cancelled_by: str | None = Field(examples=[None])
    cancelled_at: Time = Field(examples=[None])
    closed_at: Time = Field(description="When the last line was paid or failed.", examples=[None])
    reason: str | None = Field(description="Why it was cancelled.", examples=[None])


class PayoutPage(Part):
    """A page of batches, newest first."""

    items: list[PayoutBatch]
    next: Cursor


class PayoutClawback(Part):
    """An entry that took back what an earlier line had paid."""

    key: str = Field(description="Of the ledger entry.", examples=["000007 direct 2 o9 m1"])
    kind: str = Field(examples=["direct"])
    day: str = Field(examples=["2026-01-05"])
    amount: Money
    order_id: str | None = Field(examples=["o9"])
    target: str | None = Field(description="The pool or the total, where it is of no order.", examples=[None])
    refunds: list[str] = Field(description="Refunds that did it; empty: a correction.", examples=[["r1"]])


class PayoutLine(Part):
    """What a batch pays a member: earned less held, withdrawn and paid is due; gross of it is paid now."""

    batch: int = Field(examples=[3])
    bill_no: str = Field(
        description="What exported files call it.", examples=["P000003a54f0c5e1b2d3c4e5f60718"]
    )
    member_id: Id
    name: str = Field(examples=["member A"])
    earned: Money = Field(description="All ledger entries of the member up to the batch's run.")
    held: Money
    withdrawn: Money = Field(description="From the company's own wallet.")
    paid: Money = Field(description="By earlier batches; what failed is not in it.")
    due: Money
    gross: Money
    withheld: Money
    net: Money
    state: Literal["open", "paid", "failed"] = Field(examples=["paid"])
    reference: str | None = Field(examples=["1330000071100999991182020050700019480001"])
    reason: str | None = Field(examples=[None])
    decided_by: str | None = Field(examples=["lin"])
    decided_at: Time = Field(examples=["2026-02-03T09:00:00+08:00"])
    taken_back: list[PayoutClawback] = Field(description="What lowered it since the last line that counts.")


class PayoutLines(Part):
    """A page of a batch's lines, in the order of member ids."""

    items: list[PayoutLine]
    next: Cursor


class PayoutConfirmed(Part):
    """A batch after outcomes were noted."""

    batch: PayoutBatch
    changed: int = Field(description="How many outcomes were new.", examples=[2])
    open: int = Field(examples=[0])
    paid: int = Field(examples=[1203])
    failed: int = Field(examples=[1])


class PayableItem(Part):
    """What is due to a member now."""

    member_id: Id
    name: str = Field(examples=["member A"])
    earned: Money
    held: Money
    withdrawn: Money
    paid: Money
    due: Money = Field(description="Below zero: paid before and no longer due.")
    status: Literal["pay", "carried", "owes", "nothing"] = Field(examples=["pay"])


class PayablePage(MoneyAnswer):
    """A page of members with something due, in the order of ids, and the sums of all."""

    minimum: Money
    payable: Money
    payable_members: int = Field(examples=[1204])
    carried: Money
    carried_members: int = Field(examples=[311])
    owing: Money
    owing_members: int = Field(examples=[4])
    items: list[PayableItem]
    next: Cursor


class YearItem(Part):
    """What a member was paid in a year."""

    member_id: Id
    name: str = Field(examples=["member A"])
    payouts: int = Field(examples=[12])
    gross: Money
    withheld: Money
    net: Money


class YearPage(Part):
    """A page of members who were paid in a year, in the order of ids."""

    year: int = Field(examples=[2026])
    items: list[YearItem]
    next: Cursor


class PayoutRequestBody(Body):
    """What a member asks to be paid."""

    amount: Asked


class PayoutRequestItem(Part):
    """A member's request."""

    key: str = Field(description="The Idempotency-Key that it came with.", examples=["b9e1a3f0"])
    amount: Money
    at: AwareDatetime = Field(examples=["2026-02-02T09:00:00+08:00"])
    batch: int | None = Field(description="The batch that took it; null while it waits.", examples=[None])
    state: State | None = Field(description="Of that batch.", examples=[None])


class MemberPayouts(MoneyAnswer):
    """What a member was paid, and what is due: of the newest run."""

    member_id: Id
    due: Money
    minimum: Money
    lines: list[PayoutLine]
    requests: list[PayoutRequestItem]
