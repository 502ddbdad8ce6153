"""Signing in and out: the session cookie of a browser, shared with the dashboard."""

import structlog
from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.problems import problem
from api.reading import client_of, service_of
from api.routing import area
from api.schemas.base import problems
from api.schemas.sessions import Credentials, Session
from graph.access import Viewer, viewer
from graph.access.attempts import TooManyAttemptsError, WrongSignInError
from graph.access.sessions import end_session, sign_in, start_session
from graph.audit import Event, EventName

router = area("sessions", route_class=APIRoute)
_log = structlog.get_logger("upline.api")


@router.post("/session", response_model=Session, responses=problems(401, 403, 429, 503))
def start(request: Request, given: Credentials) -> Session | Response:
    """Sign in: sets the session cookie, which is good for twelve hours. Programs use API keys instead."""
    try:
        found = sign_in(service_of(request), given.name, given.password, client_of(request))
    except WrongSignInError as error:
        _log.info("sign-in refused", reason="wrong")  # names and addresses are personal: never in logs
        return problem(
            request.scope, 401, "wrong-sign-in", str(error), headers={"WWW-Authenticate": "Bearer"}
        )
    except TooManyAttemptsError as error:
        _log.warning("sign-in refused", reason="too many")
        wait = {"Retry-After": str(error.retry_after)}
        return problem(request.scope, 429, "too-many-requests", str(error), headers=wait)
    start_session(request.session, found)
    return _told(found)


@router.get("/session", responses=problems(401, 503))
def show(response: Response) -> Session:
    """Say who is signed in."""
    response.headers["Cache-Control"] = "no-store"
    return _told(viewer())


@router.delete("/session", status_code=204, responses=problems(401, 403, 503))
def end(request: Request) -> None:
    """Sign out: the session of this browser ends."""
    service_of(request).audit.record_now(Event(EventName.SIGNED_OUT))
    end_session(request.session)


def _told(found: Viewer) -> Session:
    return Session(account=found.account, role=found.role, member_id=found.member_id or None)
