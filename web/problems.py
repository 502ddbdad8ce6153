"""Errors as RFC 9457 problem documents: what happened, and what to do."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graph.access import NotSignedInError
from graph.errors import (
    BeingCalculatedError,
    ConflictError,
    DatabaseBusyError,
    DatabaseUnavailableError,
    GoneError,
    NotAllowedError,
    NotFoundError,
    NothingPublishedError,
    UplineError,
    UserError,
    WaitingError,
)
from graph.words import to_json_data, without_names
from graph.words.reasons import Reason
from web.problem_schema import Problem, WrongField

MEDIA_TYPE = "application/problem+json"
_TYPES = "urn:upline:problem:"
_RETRY_SECONDS = "2"
_KINDS: dict[type[UplineError], tuple[int, str]] = {
    ConflictError: (409, "conflict"),
    NotAllowedError: (403, "not-allowed"),
    UserError: (422, "invalid-request"),
}
_log = structlog.get_logger("upline.api")


class ProblemResponse(JSONResponse):
    """A problem document on its way."""

    media_type = MEDIA_TYPE


def problem(
    scope: Mapping[str, object],
    status: int,
    kind: str,
    detail: str,
    *,
    errors: Sequence[WrongField] = (),
    reasons: Sequence[Reason] = (),
    headers: Mapping[str, str] | None = None,
) -> ProblemResponse:
    """Return the answer that tells of a problem.

    `scope` is the request's ASGI scope; `kind` such as "not-found" ends its `type` and is its title in words.
    """
    told = Problem(
        type=_TYPES + kind,
        title=kind.replace("-", " ").capitalize(),
        status=status,
        detail=detail,
        instance=str(scope.get("path", "")),
        request_id=request_id(scope),
        errors=list(errors),
        reasons=to_json_data(reasons, without_names()),
    )
    content = told.model_dump(exclude_defaults=True)
    return ProblemResponse(content, status, headers={"Cache-Control": "no-store", **(headers or {})})


def request_id(scope: Mapping[str, object]) -> str:
    """Return the id that `web.telemetry` gave a request; "" outside of it."""
    state = scope.get("state")
    return str(state.get("request_id", "")) if isinstance(state, dict) else ""


def problem_of(scope: Mapping[str, object], error: UplineError) -> ProblemResponse:
    """Return the problem that one of Upline's own errors is to who asked."""
    if isinstance(error, NotSignedInError):
        detail = "sign in: send `Authorization: Bearer KEY` with a key of `upline key add`, or use /login"
        return problem(scope, 401, "not-signed-in", detail, headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, NotFoundError):
        return _not_there(scope, error)
    if isinstance(error, (NothingPublishedError, BeingCalculatedError)):
        kind = "nothing-published" if isinstance(error, NothingPublishedError) else "being-calculated"
        return problem(scope, 503, kind, str(error), headers={"Retry-After": _RETRY_SECONDS})
    for own, (status, kind) in _KINDS.items():
        if isinstance(error, own):
            return problem(scope, status, kind, str(error))
    if isinstance(error, (DatabaseUnavailableError, DatabaseBusyError)):
        # The texts name addresses and processes of the installation: they are for the log.
        _log.warning("database unavailable", error=str(error))
        what = (
            "something else is being written"
            if isinstance(error, DatabaseBusyError)
            else "the database does not answer"
        )
        detail = f"{what}: try again in a few seconds; what was published stays"
        return problem(scope, 503, "database-unavailable", detail, headers={"Retry-After": _RETRY_SECONDS})
    return unexpected(scope, error)


def _not_there(scope: Mapping[str, object], error: NotFoundError) -> ProblemResponse:
    if isinstance(error, GoneError):
        return problem(scope, 410, "gone", str(error))
    reasons = error.reasons.reasons if isinstance(error, WaitingError) else ()
    detail = f"{error}. Check the id: letters are compared one by one."
    return problem(scope, 404, "not-found", detail, reasons=reasons)


def unexpected(scope: Mapping[str, object], error: Exception) -> ProblemResponse:
    """Log an error that nobody expected and return a problem that tells only the request's id."""
    _log.error("request failed", exc_info=error)
    detail = f"something failed here: try again; if it stays so, report request {request_id(scope)}"
    return problem(scope, 500, "internal-error", detail)


def add_problems(app: FastAPI) -> None:
    """Make every error of an app a problem document."""
    app.add_exception_handler(UplineError, _own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def _own(request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, UplineError):
        raise error
    return problem_of(request.scope, error)


def _invalid(request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    # Only where and why: what was sent may hold a password or a name.
    wrong = [
        WrongField(field=".".join(map(str, one["loc"])), detail=str(one["msg"])) for one in error.errors()
    ]
    detail = "; ".join(f"{one.field}: {one.detail}" for one in wrong)
    return problem(request.scope, 422, "invalid-request", f"{detail}. See /docs.", errors=wrong)


def _http(request: Request, error: Exception) -> ProblemResponse:
    if not isinstance(error, HTTPException):
        raise error
    kinds = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 429: "too-many-requests"}
    kind = kinds.get(error.status_code, HTTPStatus(error.status_code).phrase.lower().replace(" ", "-"))
    detail = str(error.detail)
    if detail == HTTPStatus(error.status_code).phrase:
        detail = f"{detail}: see /docs for what there is"
    return problem(request.scope, error.status_code, kind, detail, headers=error.headers)
