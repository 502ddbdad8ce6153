"""Who is asking: every request passes here before the API and the dashboard; few pass without an account.

Pure ASGI: the viewer is set in the context that routes, callbacks and their threads run in. An
`Authorization: Bearer upl_...` header or the signed session cookie names the account.
"""

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware.sessions import Session, SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.origin import comes_from_here
from api.problems import problem, problem_of
from api.reading import client_of
from graph.access import NotSignedInError, Viewer, seen_by
from graph.access.keys import Grant, grant_of, parse_key
from graph.access.remembered import K, Remembered, V
from graph.access.secret import signing_secret
from graph.access.sessions import end_session, signed_in, viewer_at
from graph.access.writing import now as now_micros
from graph.audit import Actor, Event, EventName, acting_as
from graph.errors import UplineError
from graph.service import Service

COOKIE: Final = "upline"
SESSION_SECONDS: Final = 12 * 3600
_SIGN_IN: Final = "/api/v1/session"
# None of these tells of a member: the page and the route to sign in, descriptions of the program, its health.
_PUBLIC: Final = frozenset(
    {"/login", "/lang", "/healthz", "/readyz", "/metrics", "/docs", "/api/openapi.json", "/favicon.ico"}
)
_PUBLIC_UNDER: Final = ("/dashboard/assets/", "/dashboard/_dash-component-suites/", "/docs/")
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_NO_SOCKETS: Final = 4401


class Gate:
    """Lets a request through with its viewer, or answers it: 401, 403, 303 to /login, or 503."""

    def __init__(
        self,
        app: ASGIApp,
        service: Service,
        clock: Callable[[], float],
        now: Callable[[], int],
    ) -> None:
        database = service.database
        self._app = app
        self._audit = service.audit
        self._now = now
        self._keys = Remembered[str, Grant | None](lambda key: grant_of(database, key), clock)
        self._accounts = Remembered[tuple[str, int], Viewer | None](
            lambda held: viewer_at(database, *held), clock
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _NO_SOCKETS})
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        key = _bearer(headers)
        address = client_of(Request(scope))
        public = _is_public(scope)
        if scope["method"] not in _SAFE and key is None:
            # Nobody signs in through a page of another site, either: it would see what is then entered.
            cookie = not public and signed_in(scope["session"]) is not None
            if not comes_from_here(headers, must_say=cookie):
                await _foreign(scope)(scope, receive, send)
                return
        try:
            viewer = None if public else await self._viewer(scope["session"], key, address)
        except UplineError as error:
            await problem_of(scope, error)(scope, receive, send)
            return
        if viewer is None and not public:
            await _refused(scope, headers)(scope, receive, send)
            return
        who = Actor(address=address)
        if viewer is not None:
            key_id = _id_of(key)
            self._audit.used(viewer.account, key_id)
            who = Actor(viewer.account, key_id, address=address)
        with seen_by(viewer), acting_as(who):
            await self._app(scope, receive, send)

    async def _viewer(self, session: Session, key: str | None, address: str) -> Viewer | None:
        if key is not None:
            parts = parse_key(key)
            grant = await _asked(self._keys, parts[0]) if parts else None
            if parts and grant and grant.opens_with(parts[1], self._now()):
                return grant.viewer
            refusal = Event(EventName.KEY_REFUSED, Actor(address=address), key=_id_of(key))
            self._audit.record_refusal(refusal)
            return None
        session.mark_accessed()  # the answer depends on the cookie: caches must know (Vary)
        held = signed_in(session)
        if held is None:
            return None
        viewer = await _asked(self._accounts, held)
        if viewer is None:
            end_session(session)
        return viewer


def add_gate(
    app: FastAPI,
    service: Service,
    *,
    secure: bool,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], int] = now_micros,
) -> None:
    """Put the gate and, around it, the session cookie before everything that an app has so far.

    What must see refused requests too (request ids, access log, compression) is added after this.
    `secure`: the cookie is sent over https only; False for a server on loopback. `clock` is what answers
    are remembered by, in seconds; `now` what keys expire by, in microseconds since 1970 UTC.

    Raises:
        UserError: when there is no secret to sign cookies with (graph.access.secret).
    """
    app.add_middleware(Gate, service=service, clock=clock, now=now)
    app.add_middleware(
        SessionMiddleware,
        secret_key=signing_secret(service.settings),
        session_cookie=COOKIE,
        max_age=SESSION_SECONDS,
        same_site="lax",
        https_only=secure,
    )


async def _asked(remembered: Remembered[K, V], key: K) -> V:
    """Return what is remembered at once; only the database is asked in a thread."""
    found = remembered.known(key)
    return found.value if found is not None else await run_in_threadpool(remembered.get, key)


def _bearer(headers: Headers) -> str | None:
    """Return what a request sends as a key; another kind of header (of a proxy, say) is left alone."""
    kind, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else None


def _id_of(key: str | None) -> str:
    """Return the id of a key's text, which is no secret; "" where it is none."""
    parts = parse_key(key or "")
    return parts[0] if parts else ""


def _is_public(scope: Scope) -> bool:
    path = scope["path"]
    if path == _SIGN_IN:
        return bool(scope["method"] == "POST")
    return path in _PUBLIC or (path.startswith(_PUBLIC_UNDER) and ".." not in path)


def _foreign(scope: Scope) -> Response:
    detail = (
        "a page of another site asked for this: use the dashboard itself, or an API key. A program that"
        " holds a session cookie sends this host as its Origin"
    )
    return problem(scope, 403, "foreign-origin", detail)


def _refused(scope: Scope, headers: Headers) -> Response:
    """Return the answer to nobody: pages lead to /login and back, all else is a problem document."""
    path = scope["path"]
    page = "text/html" in headers.get("accept", "") and "/_dash-" not in path
    if not page or path.startswith("/api/"):
        return problem_of(scope, NotSignedInError("sign in first"))
    where = "/login"
    if scope["method"] in _SAFE and not path.startswith(("//", "/\\")):
        query = scope["query_string"].decode("latin-1")
        where += "?next=" + quote(quote(path) + (f"?{query}" if query else ""), safe="/")
    return RedirectResponse(where, 303, headers={"Cache-Control": "no-store"})
