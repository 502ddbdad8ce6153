"""Signing in and out: the session cookie of a browser, shared with the dashboard; and the own password."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

import structlog
from fastapi import Depends, Query, Request, Response
from fastapi.routing import APIRoute

from api.routing import area
from api.schemas.sessions import Credentials, PasswordChange, Session
from graph.access import Viewer, viewer
from graph.access.attempts import TooManyAttemptsError, WrongSignInError
from graph.access.own_password import change_own_password
from graph.access.passwords import WeakPasswordError
from graph.access.second_step import WrongCodeError
from graph.access.sessions import clear_session, end_session, end_sessions, start_session
from graph.access.signing_in import CodeNeededError, sign_in
from web.problem_schema import problems
from web.problems import ProblemResponse, problem
from web.requests import origin_of, remember_device, service_of

_log = structlog.get_logger("upline.api")
_WHO = {"WWW-Authenticate": "Bearer"}


def _forbid_caching(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


router = area("sessions", route_class=APIRoute)
router.dependencies.append(Depends(_forbid_caching))


@router.post("/session", response_model=Session, responses=problems(401, 403, 429, 503))
def start(request: Request, response: Response, credentials: Credentials) -> Session | Response:
    """Sign in: sets the session cookie, which is good for twelve hours. Programs use API keys instead."""
    origin = origin_of(request, credentials.name)
    try:
        account = sign_in(
            service_of(request), credentials.name, credentials.password, origin, credentials.code
        )
    except CodeNeededError as error:
        return problem(request.scope, 401, "code-needed", str(error), headers=_WHO)
    except (WrongSignInError, TooManyAttemptsError) as error:
        return _refuse(request, error, HTTPStatus.UNAUTHORIZED)
    start_session(request.session, account)
    remember_device(request, response, account.account)
    return _session(account)


@router.get("/session", responses=problems(401, 503))
def show() -> Session:
    """Say who is signed in."""
    return _session(viewer())


@router.delete("/session", status_code=204, response_model=None, responses=problems(401, 403, 503))
def end(
    request: Request,
    everywhere: Annotated[
        bool, Query(description="End all sessions of the account, on other devices too.")
    ] = False,
) -> Response | None:
    """Sign out: this session ends, also where its cookie was copied to."""
    service = service_of(request)
    if not everywhere:
        end_session(service, request.session)
    elif not viewer().session:
        return _not_by_key(request)
    else:
        end_sessions(service, viewer().account)
        clear_session(request.session)
    return None


@router.post("/password", status_code=204, response_model=None, responses=problems(401, 403, 422, 429, 503))
def change_password(request: Request, change: PasswordChange) -> Response | None:
    """Change one's own password: all other sessions of the account end. Needs a session, not a key."""
    account = viewer()
    if not account.session:
        return _not_by_key(request)
    origin = origin_of(request, account.account)
    try:
        version = change_own_password(service_of(request), account.account, change.old, change.new, origin)
    except (WrongSignInError, TooManyAttemptsError) as error:
        return _refuse(request, error, HTTPStatus.FORBIDDEN)
    except WeakPasswordError as error:
        return problem(request.scope, 422, "weak-password", str(error))
    start_session(request.session, replace(account, version=version))
    return None


def _refuse(
    request: Request, error: WrongSignInError | TooManyAttemptsError, status: HTTPStatus
) -> ProblemResponse:
    # Names and addresses are personal: never in logs.
    if isinstance(error, TooManyAttemptsError):
        _log.warning("sign-in refused", reason="too many")
        wait = {"Retry-After": str(error.retry_after)}
        return problem(request.scope, 429, "too-many-requests", str(error), headers=wait)
    _log.info("sign-in refused", reason="wrong")
    kind = "wrong-code" if isinstance(error, WrongCodeError) else "wrong-sign-in"
    return problem(
        request.scope, status, kind, str(error), headers=_WHO if status is HTTPStatus.UNAUTHORIZED else None
    )


def _not_by_key(request: Request) -> ProblemResponse:
    detail = "a key cannot change its account: sign in with name and password for this"
    return problem(request.scope, 403, "session-needed", detail)


def _session(account: Viewer) -> Session:
    return Session(account=account.account, role=account.role, member_id=account.member_id or None)
