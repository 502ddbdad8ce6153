"""Where a sign-in comes from: the address, and the cookie of a device that signed in before."""

from fastapi import Request, Response

from api.reading import client_of, service_of
from graph.access.attempts import Origin
from graph.access.devices import COOKIE, SECONDS, device_of, with_account


def origin_of(request: Request, account: str) -> Origin:
    """Return where a request comes from, for the account that it is about."""
    device = device_of(service_of(request).settings, request.cookies.get(COOKIE, ""), account)
    return Origin(client_of(request), device)


def remember_device(request: Request, response: Response, account: str) -> None:
    """Let this browser know that an account signed in on it; it opens nothing (graph.access.devices)."""
    cookie = with_account(service_of(request).settings, request.cookies.get(COOKIE, ""), account)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, cookie, max_age=SECONDS, samesite="lax", httponly=True, secure=secure)
