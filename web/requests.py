"""What a request says of itself: the service that it is asked of, and where it comes from."""

from fastapi import Request, Response
from starlette.types import Scope

from graph.access.attempts import Origin
from graph.access.devices import COOKIE, SECONDS, device_of, with_account
from graph.service import Service


def service_of(request: Request) -> Service:
    """Return the service of the app that answers."""
    service = request.app.state.service
    if not isinstance(service, Service):
        raise TypeError("app.state.service is no Service")
    return service


def client_of(scope: Scope) -> str:
    """Return the address that asks; behind a proxy, the one that uvicorn takes from its headers."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def origin_of(request: Request, account: str) -> Origin:
    """Return where a request comes from, for the account that it is about."""
    device = device_of(service_of(request).settings, request.cookies.get(COOKIE, ""), account)
    return Origin(client_of(request.scope), device)


def remember_device(request: Request, response: Response, account: str) -> None:
    """Let this browser know that an account signed in on it; it opens nothing (graph.access.devices)."""
    cookie = with_account(service_of(request).settings, request.cookies.get(COOKIE, ""), account)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, cookie, max_age=SECONDS, samesite="lax", httponly=True, secure=secure)
