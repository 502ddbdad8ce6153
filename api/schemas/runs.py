"""Runs as the API gives them."""

from pydantic import AwareDatetime, Field

from api.schemas.base import Answer, Page, Part
from api.schemas.orders import Reason


class Accepted(Part):
    """Why a run was published although a guard held it back."""

    reason: str = Field(examples=["the shop of Chengdu was taken over"])
    by: str = Field(description="The user of the operating system who said so.", examples=["chen"])


class Check(Part):
    """A check of a run before it was published, or a guard that must pass or be accepted."""

    name: str = Field(examples=["conservation"])
    passed: bool = Field(description="False: a guard that was accepted.", examples=[True])
    accepted: Accepted | None = Field(
        description="Of a guard that did not pass; null unless the role is admin, finance or analyst.",
        examples=[None],
    )
    found: list[Reason] = Field(
        description="What it found; empty unless the role is admin, finance or analyst."
    )


class RunItem(Part):
    """A published run: figures that name it are of the facts up to `as_of`."""

    number: int = Field(description="What other answers call `run`.", examples=[7])
    as_of: AwareDatetime = Field(examples=["2026-02-01T00:00:00+08:00"])
    started: AwareDatetime = Field(examples=["2026-02-01T00:30:00+08:00"])
    finished: AwareDatetime = Field(examples=["2026-02-01T00:31:12+08:00"])
    engine: str | None = Field(
        default=None, description="What calculated it; null of earlier versions.", examples=["cypher"]
    )
    kept: bool = Field(
        default=True,
        description="Whether its figures are there: `?run=` of one without them is answered with 410.",
        examples=[True],
    )
    plans: list[str] = Field(
        description="Names of the plans that it paid by, by `valid_from`.", examples=[["chain_699"]]
    )
    entries: int | None = Field(
        description="Ledger entries that it posted; null unless the role is admin, finance or analyst.",
        examples=[1204],
    )
    checks: list[Check]
    seconds: dict[str, float] | None = Field(
        default=None,
        description="What each step took, in seconds; for the roles admin, finance and analyst only.",
        examples=[{"nightly/rewards/post": 1.25}],
    )
    rows: dict[str, int] | None = Field(
        default=None,
        description="Rows that each step looked at, where these can be many; for admin, finance, analyst.",
        examples=[{"nightly/rewards/post": 12040}],
    )


class RunsPage(Page[RunItem]):
    """A page of published runs, newest first."""


class RunAnswer(Answer, RunItem):
    """One published run; `run` is its number, too."""
