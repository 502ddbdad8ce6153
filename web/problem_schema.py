"""Problem documents (RFC 9457) as they are written and described: their fields, and what each status says."""

from typing import Any

from pydantic import BaseModel, Field


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
    reasons: list[dict[str, Any]] = Field(
        default=[],
        description="With an order that waits in the quarantine: why, each as id, values and text.",
        examples=[[]],
    )


_MEANINGS = {
    400: "The request makes no sense as it is; `detail` says why.",
    401: "Nobody is signed in.",
    403: "The account's role does not allow this.",
    404: "There is no such thing, or it is out of the account's scope.",
    409: "It does not go with how things stand now; `detail` says why.",
    410: "The figures of that run are kept no longer; `detail` says of when it was.",
    413: "The body is too large.",
    415: "A body of that kind is not taken; `detail` says of which.",
    422: "A parameter has no value that can be understood; `detail` says what was expected.",
    429: "Too many requests; `Retry-After` says when to come back.",
    503: "The database is not there at the moment, or is busy; `Retry-After` says when to come back.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what a route's `responses` say of these statuses: problem documents."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"model": Problem, "description": _MEANINGS[status], "content": content}
        for status in statuses
    }
