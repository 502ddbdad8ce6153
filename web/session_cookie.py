"""The session cookie: over https it is Secure and bound to this very host by its name."""

from typing import Final

from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.access.sessions import SESSION_SECONDS

COOKIE: Final = "upline"
SECURE_COOKIE: Final = f"__Host-{COOKIE}"
"""Browsers take a cookie of this name only when it is Secure, of the path / and of no other host."""


class SessionCookie:
    """Gives a request its session, from the one cookie that is good for its scheme.

    `always_secure`: also where no proxy says that a request came by https.
    """

    def __init__(self, app: ASGIApp, secret: str, *, always_secure: bool) -> None:
        self._plain = _session_middleware(app, secret, secure=always_secure)
        self._secure = _session_middleware(app, secret, secure=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on with its session."""
        cookie = self._secure if scope.get("scheme") == "https" else self._plain
        await cookie(scope, receive, send)


def _session_middleware(app: ASGIApp, secret: str, *, secure: bool) -> SessionMiddleware:
    return SessionMiddleware(
        app,
        secret_key=secret,
        session_cookie=SECURE_COOKIE if secure else COOKIE,
        max_age=SESSION_SECONDS,
        same_site="lax",
        https_only=secure,
    )
