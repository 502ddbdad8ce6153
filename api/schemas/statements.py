"""Statements as the API gives them: opening + movements = closing."""

from datetime import date

from pydantic import Field

from api.schemas.base import Answer, Id, Money, MoneyAnswer, Part
from api.schemas.orders import Reason
from graph.payouts.statements import Section


class StatementPeriods(Answer):
    """Of what there are statements of a member."""

    member_id: Id
    months: list[str] = Field(description="Newest first; the first is not over yet.", examples=[["2026-01"]])
    batches: list[str] = Field(description="Approved batches, newest first.", examples=[["batch-3"]])


class StatementLine(Part):
    """What changed the balance: an entry of the ledger, a withdrawal, or what a batch paid or withheld."""

    section: Section = Field(examples=["reward"])
    day: date = Field(description="The day it belongs to.", examples=["2026-01-05"])
    posted_on: date = Field(description="The day of the run that first counted it.", examples=["2026-01-06"])
    posted_by: int = Field(description="The number of that run.", examples=[7])
    kind: str | None = Field(description="Of reward, or of a withdrawal.", examples=["direct"])
    source: str | None = Field(examples=[None])
    order_id: str | None = Field(examples=["o9"])
    pool: str | None = Field(examples=[None])
    batch: int | None = Field(examples=[None])
    amount: Money = Field(description="What it adds to the balance; below zero it takes off.")
    what: str = Field(description="The kind in words.", examples=["direct referral"])
    reasons: list[Reason] = Field(description="Why; they name no other member.")


class StatementSums(Part):
    """What each part adds to the balance."""

    reward: Money
    correction: Money = Field(description="What later facts changed, such as refunds.")
    adjustment: Money
    withdrawal: Money = Field(description="From the company's own wallet.")
    withheld: Money
    paid: Money


class MemberStatement(MoneyAnswer):
    """A member's statement; the balance is what was earned less what was withdrawn, withheld and paid."""

    member_id: Id
    name: str | None = Field(examples=["member A"])
    period: str = Field(description="A month, or a batch.", examples=["2026-01"])
    begins: date | None = Field(description="null: from the beginning.", examples=["2026-01-01"])
    ends: date = Field(examples=["2026-01-31"])
    counted_by: int = Field(description="The last run that it counts.", examples=[31])
    complete: bool = Field(description="Whether no later run changes it.", examples=[True])
    opening: Money
    sums: StatementSums
    closing: Money
    held: Money | None = Field(
        description="What that run holds of it; null: its figures are kept no longer.", examples=["0.00"]
    )
    paid_since: Money = Field(description="By batches approved after that run, less failed; in none yet.")
    movements: list[StatementLine]
