"""What the gate answers in place of the app: 401, 403, and the way to where something must be done."""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from graph.access import NotSignedInError, Role, Viewer
from graph.access.duties import Duty
from web.problems import problem, problem_of

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
DUTY_PAGES: Final = {Duty.PASSWORD: "/account/password", Duty.SECOND_STEP: "/account/second-step"}
_ALWAYS: Final = frozenset({"/logout", "/lang", "/api/v1/session"})
_OF_DUTY: Final = {
    Duty.PASSWORD: _ALWAYS | {DUTY_PAGES[Duty.PASSWORD], "/api/v1/password"},
    Duty.SECOND_STEP: _ALWAYS | {DUTY_PAGES[Duty.SECOND_STEP]},
}
_DELIVERIES: Final = "/api/v1/deliveries"
_OF_LOADERS: Final = frozenset({_DELIVERIES, "/api/v1/session", "/api/v1/password"})
_TOLD: Final = {
    Duty.PASSWORD: "an operator set this password: change it first, by POST /api/v1/password or at",
    Duty.SECOND_STEP: "this account must have a second step: set it up first, at",
}


def foreign(scope: Scope) -> Response:
    """Return the answer to a page of another site."""
    detail = (
        "a page of another site asked for this: use the dashboard itself, or an API key. A program that"
        " holds a session cookie sends this host as its Origin"
    )
    return problem(scope, 403, "foreign-origin", detail)


def nobody(scope: Scope, headers: Headers) -> Response:
    """Return the answer to nobody: pages lead to /login and back, all else is a problem document."""
    if not _is_page(scope, headers):
        return problem_of(scope, NotSignedInError("sign in first"))
    return _redirect(scope, "/login")


def undone(scope: Scope, headers: Headers, duty: Duty | None) -> Response | None:
    """Return the answer to who must do something else first; None when there is no duty, or this does it."""
    if duty is None or scope["path"] in _OF_DUTY[duty]:
        return None
    where = DUTY_PAGES[duty]
    if not _is_page(scope, headers):
        return problem(scope, 403, f"{duty}-required", f"{_TOLD[duty]} {where}")
    return _redirect(scope, where)


def outside_deliveries(scope: Scope, viewer: Viewer) -> Response | None:
    """Return the answer to an account that only delivers and asks the API for something else; None: go on.

    It stands here, before all routes, so that no figure is open to it by an oversight. Pages have it no more
    than a role that they do not know.
    """
    path = scope["path"]
    if viewer.role is not Role.LOADER or not path.startswith("/api/"):
        return None
    if path in _OF_LOADERS or path.startswith(_DELIVERIES + "/"):
        return None
    return problem(scope, 403, "not-allowed", "the role loader hands in deliveries and reads no figures")


def _is_page(scope: Scope, headers: Headers) -> bool:
    path = scope["path"]
    page = "text/html" in headers.get("accept", "") and "/_dash-" not in path
    return page and not path.startswith("/api/")


def _redirect(scope: Scope, where: str) -> Response:
    """Lead to a page, and from there back to what was asked for."""
    path = scope["path"]
    if scope["method"] in SAFE and not path.startswith(("//", "/\\")):
        query = scope["query_string"].decode("latin-1")
        where += "?next=" + quote(quote(path) + (f"?{query}" if query else ""), safe="/")
    return RedirectResponse(where, 303, headers={"Cache-Control": "no-store"})
