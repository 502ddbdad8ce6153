"""The settings of payouts: a YAML file that UPLINE_PAYOUTS names. It holds what is no matter of the plan."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from graph.clock import OPEN
from graph.kinds.part import Part
from graph.kinds.values import Amount, Rate
from graph.settings import Settings
from graph.yaml_model import load_model

_LENGTHS = {"batch": 0, "month": len("2026-01"), "year": len("2026")}


class Bracket(Part):
    """What is withheld of what lies above an amount (minor units), up to the next bracket."""

    above: Amount
    rate: Rate


class Withholding(Part):
    """What is withheld of a payout: by brackets, or by one `rate`, which is one bracket above 0.00.

    period: over what amounts add up before the brackets are looked at: each batch by itself, or all that a
    member was paid in the month or year of the batch's day.
    """

    brackets: tuple[Bracket, ...] = Field(min_length=1)
    period: Literal["batch", "month", "year"] = "batch"

    @model_validator(mode="before")
    @classmethod
    def _one_rate(cls, data: object) -> object:
        """Read a rate as the one bracket that it is."""
        if isinstance(data, dict) and "rate" in data and "brackets" not in data:
            rest = {name: value for name, value in data.items() if name != "rate"}
            return rest | {"brackets": [{"above": "0.00", "rate": data["rate"]}]}
        return data

    @field_validator("brackets")
    @classmethod
    def _rising(cls, brackets: tuple[Bracket, ...]) -> tuple[Bracket, ...]:
        """Check that each bracket begins above the one before."""
        above = [bracket.above for bracket in brackets]
        if above != sorted(set(above)):
            raise PydanticCustomError("brackets", "each bracket must begin above the one before it")
        return brackets

    def begins_as(self, day: date) -> str | None:
        """Return how the days of a day's period begin, such as 2026-01; None: no other batch is in it."""
        return day.isoformat()[: _LENGTHS[self.period]] or None

    def parameters(self) -> list[dict[str, int]]:
        """Return the brackets as `payouts/prepare/lines` takes them."""
        ends = [bracket.above for bracket in self.brackets[1:]] + [OPEN]
        return [
            {
                "above": bracket.above,
                "until": end,
                "part": bracket.rate.numerator,
                "whole": bracket.rate.denominator,
            }
            for bracket, end in zip(self.brackets, ends, strict=True)
        ]


class Requests(Part):
    """Whether members ask for payouts, and whether a batch pays only those who did."""

    allowed: Literal["yes", "no"] = "no"
    only: Literal["yes", "no"] = "no"


class PayoutSettings(Part):
    """How payouts are prepared where a command does not say otherwise. minimum: of a line, minor units."""

    minimum: Amount = 1
    withholding: Withholding | None = None
    requests: Requests = Requests()


def payout_settings(settings: Settings) -> PayoutSettings:
    """Return the settings of the file that UPLINE_PAYOUTS names; without one nothing is withheld.

    Raises:
        UserError: when it cannot be read, or with one line per mistake: file, line, field, what is expected.
    """
    file = settings.upline_payouts
    return load_model(file, f"the payout settings {file}", PayoutSettings) if file else PayoutSettings()
