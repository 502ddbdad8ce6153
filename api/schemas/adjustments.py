"""Adjustments of pay as the API gives and takes them."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from api.schemas.base import Id, Part
from api.schemas.payouts import Body
from graph.clock import END_DAY, FIRST_DAY
from graph.pay.proposals import State

_Amount = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$",
        description="In the plan's currency; below zero it takes off.",
        examples=["-20.00"],
    ),
]


class AdjustmentBody(Body):
    """What is decided: the account is noted as the one who did."""

    member_id: str = Field(min_length=1, max_length=256, examples=["m1"])
    day: date = Field(ge=FIRST_DAY, lt=END_DAY, description="The day it belongs to.", examples=["2026-01-31"])
    amount: _Amount
    reason: str = Field(
        min_length=1, max_length=1000, description="Why; write no names.", examples=["sent back"]
    )


class AdjustmentItem(Part):
    """An adjustment that was decided by hand."""

    adjustment_id: Id
    member_id: Id
    day: str = Field(examples=["2026-01-31"])
    amount: str = Field(description="As it was written.", examples=["-20.00"])
    reason: str = Field(description="Empty where the member was erased.", examples=["sent back"])
    decided_by: str = Field(examples=["lin"])
    decided_at: AwareDatetime = Field(examples=["2026-02-02T09:00:00+08:00"])
    approved_by: str | None = Field(examples=["chen"])
    state: State = Field(
        description="approved: not loaded yet, as something else was writing; waits: in the quarantine.",
        examples=["loaded"],
    )


class AdjustmentList(Part):
    """The newest adjustments, newest first."""

    items: list[AdjustmentItem]
