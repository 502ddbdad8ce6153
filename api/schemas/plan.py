"""The plan as the API gives it."""

from typing import Any

from pydantic import Field

from api.schemas.base import Answer, Part


class PlanItem(Part):
    """A plan of a run: orders paid from `valid_from` on are paid by it, until the next one begins."""

    name: str = Field(examples=["chain_699"])
    hash: str = Field(description="SHA-256 of its content.", examples=["6f0c…"])
    valid_from: str | None = Field(description="A day; null: since ever.", examples=["2026-03-01"])


class PlanAnswer(Answer):
    """The plan in force at `as_of`, as data: what its YAML file says."""

    name: str = Field(examples=["chain_699"])
    hash: str = Field(description="SHA-256 of its content.", examples=["6f0c…"])
    valid_from: str | None = Field(description="A day; null: since ever.", examples=[None])
    plan: dict[str, Any] = Field(
        description="Amounts and rates are decimals as text.",
        examples=[{"name": "chain_699", "currency": "CNY", "time_zone": "Asia/Shanghai"}],
    )
    plans: list[PlanItem] = Field(description="All plans of the run, by `valid_from`.")
