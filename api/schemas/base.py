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


class WrongField(BaseModel):
    """One thing in a request that is not as it must be."""

    field: str = Field(description="Where it is: query.month, body.name, ...", examples=["query.limit"])
    detail: str = Field(
        description="What was expected.", examples=["Input should be less than or equal to 500"]
    )


class Problem(BaseModel):
    """An error, as RFC 9457 describes it: `detail` says what to do."""

    type: str = Field(
        description="The kind of problem: a stable name to branch on.",
        examples=["urn:upline:problem:not-found"],
    )
    title: str = Field(description="The kind of problem in words.", examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(
        description="What went wrong this time, and what to do.",
        examples=["there is no member 'm404' in run 7. Check the id: letters are compared one by one."],
    )
    instance: str = Field(description="The path that was asked for.", examples=["/api/v1/members/m404"])
    request_id: str = Field(
        description="Also in the X-Request-ID header and in the service's log.",
        examples=["0b9b3ad9c1a14f1e9d4a6c1f9be3a1d2"],
    )
    errors: list[WrongField] = Field(
        default=[], description="With an invalid request: each wrong field.", examples=[[]]
    )


_MEANINGS = {
    400: "The request makes no sense as it is; `detail` says why.",
    401: "Nobody is signed in.",
    403: "The account's role does not allow this.",
    404: "There is no such thing, or it is out of the account's scope.",
    413: "The body is too large.",
    422: "A parameter has no value that can be understood; `detail` says what was expected.",
    429: "Too many requests; `Retry-After` says when to come back.",
    503: "The database is not there at the moment.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what a route's `responses` say of these statuses: problem documents."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"model": Problem, "description": _MEANINGS[status], "content": content}
        for status in statuses
    }


def stamp(run: Run) -> dict[str, Any]:
    """Return `run` and `as_of` of an answer."""
    return {"run": run.number, "as_of": run.as_of_time}


def money_stamp(run: Run) -> dict[str, Any]:
    """Return `run`, `as_of` and `currency` of an answer with money."""
    return {**stamp(run), "currency": run.plans[-1].currency}
