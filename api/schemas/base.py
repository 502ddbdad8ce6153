"""What all answers share: the run they come from, money as text, and pages of lists."""

from typing import Annotated, Any, Generic, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph.reads.runs import Run

Item = TypeVar("Item")
Money = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+\.[0-9]{2}$",
        description="An amount in the answer's `currency`, as a decimal with two places.",
        examples=["699.00"],
    ),
]
"""Money as the API gives it; make one with `graph.money.to_decimal`."""

Id = Annotated[str, Field(description="An opaque id, as it was loaded.", examples=["m1"])]
Cursor = Annotated[
    str | None,
    Field(description="Give it as `cursor` to read the next page; null on the last one.", examples=[None]),
]


class Part(BaseModel):
    """A part of an answer: immutable, and made from keyword arguments or attributes."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Answer(Part):
    """Every answer: the published run that all of its figures come from, and the time it is of."""

    run: int = Field(description="Number of the run that all figures of this answer come from.", examples=[7])
    as_of: AwareDatetime = Field(
        description="The time that the run was calculated for, in the plan's zone.",
        examples=["2026-02-01T00:00:00+08:00"],
    )


class MoneyAnswer(Answer):
    """An answer with money in it."""

    currency: str = Field(description="ISO 4217 code of all money in this answer.", examples=["CNY"])


class Page(Answer, Generic[Item]):
    """A page of a list without money; all pages reached by `next` are of the same run."""

    items: list[Item]
    next: Cursor


class MoneyPage(MoneyAnswer, Generic[Item]):
    """A page of a list with money; all pages reached by `next` are of the same run."""

    items: list[Item]
    next: Cursor


def stamp(run: Run) -> dict[str, Any]:
    """Return `run` and `as_of` of an answer."""
    return {"run": run.number, "as_of": run.as_of_time}


def money_stamp(run: Run) -> dict[str, Any]:
    """Return `run`, `as_of` and `currency` of an answer with money."""
    return {**stamp(run), "currency": run.plans[-1].currency}
