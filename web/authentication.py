"""Who is asking: every request passes here before the API and the dashboard; few pass without an account.

Pure ASGI: the viewer is set in the context that routes, callbacks and their threads run in. An
`Authorization: Bearer upl_...` header or the signed session cookie names the account.
"""

import time
from collections.abc import Callable
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware.sessions import Session
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.access import Role, Viewer, seen_by
from graph.access.cache import K, Remembered, V
from graph.access.duties import duty_of, required_roles
from graph.access.keys import Grant, grant_of, parse_key
from graph.access.secret import signing_secret
from graph.access.sessions import Held, clear_session, signed_in, viewer_at
from graph.access.writing import now as now_micros
from graph.audit import Actor, Event, EventName, acting_as
from graph.errors import UplineError
from graph.service import Service
from web.csrf import comes_from_here
from web.problems import problem_of
from web.refusals import SAFE, foreign, nobody, outside_deliveries, undone
from web.requests import client_of
from web.session_cookie import SessionCookie

_SIGN_IN: Final = "/api/v1/session"
# None of these tells of a member: pages and the route to sign in, descriptions of the program, its health.
_PUBLIC: Final = frozenset(
    {
        "/login",
        "/login/code",
        "/lang",
        "/healthz",
        "/readyz",
        "/metrics",
        "/docs",
        "/api/openapi.json",
        "/favicon.ico",
    }
)
_PUBLIC_UNDER: Final = ("/dashboard/assets/", "/dashboard/_dash-component-suites/", "/docs/")
_NO_SOCKETS: Final = 4401


class Gate:
    """Lets a request through with its viewer, or answers it: 401, 403, 303 to another page, or 503."""

    def __init__(
        self,
        app: ASGIApp,
        service: Service,
        clock: Callable[[], float],
        now: Callable[[], int],
        required: frozenset[Role],
    ) -> None:
        database = service.database
        self._app = app
        self._audit = service.audit
        self._now = now
        self._keys = Remembered[str, Grant | None](lambda key: grant_of(database, key), clock)
        self._sessions = Remembered[Held, Viewer | None](lambda held: viewer_at(database, held), clock)
        self._required = required

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
        parts = None if key is None else parse_key(key)
        key_id = parts[0] if parts else ""  # it is no secret
        address = client_of(scope)
        public = _is_public(scope)
        if scope["method"] not in SAFE and key is None:
            # Nobody signs in through a page of another site, either: it would see what is then entered.
            cookie = not public and signed_in(scope["session"]) is not None
            if not comes_from_here(headers, scope["scheme"], must_say=cookie):
                await foreign(scope)(scope, receive, send)
                return
        try:
            viewer = None
            if not public:
                session = scope["session"]
                viewer = await (self._viewer(session) if key is None else self._grantee(parts, address))
        except UplineError as error:
            await problem_of(scope, error)(scope, receive, send)
            return
        if viewer is None and not public:
            await nobody(scope, headers)(scope, receive, send)
            return
        duty = duty_of(viewer, self._required) if viewer else None
        if (answer := undone(scope, headers, duty)) is not None:
            await answer(scope, receive, send)
            return
        if viewer is not None and (answer := outside_deliveries(scope, viewer)) is not None:
            await answer(scope, receive, send)
            return
        who = Actor(address=address)
        if viewer is not None:
            self._audit.used(viewer.account, key_id)
            who = Actor(viewer.account, key_id, address=address)
        with seen_by(viewer), acting_as(who):
            await self._app(scope, receive, send)

    async def _grantee(self, parts: tuple[str, str] | None, address: str) -> Viewer | None:
        grant = await _read_cached(self._keys, parts[0]) if parts else None
        if parts and grant and grant.opens_with(parts[1], self._now()):
            return grant.viewer
        refusal = Event(EventName.KEY_REFUSED, Actor(address=address), key=parts[0] if parts else "")
        self._audit.record_refusal(refusal)
        return None

    async def _viewer(self, session: Session) -> Viewer | None:
        session.mark_accessed()  # the answer depends on the cookie: caches must know (Vary)
        held = signed_in(session)
        if held is None:
            return None
        viewer = await _read_cached(self._sessions, held)
        if viewer is None:
            clear_session(session)
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
    `secure`: the cookie is sent over https only, also where no request says that it came by it. `clock` is
    what answers are remembered by, in seconds; `now` what keys expire by, in microseconds since 1970 UTC.

    Raises:
        UserError: when there is no secret to sign cookies with (graph.access.secret), or the settings require
            a second step of a role that there is not.
    """
    required = required_roles(service.settings)
    app.add_middleware(Gate, service=service, clock=clock, now=now, required=required)
    app.add_middleware(SessionCookie, secret=signing_secret(service.settings), always_secure=secure)


async def _read_cached(remembered: Remembered[K, V], key: K) -> V:
    """Return what is remembered at once; only the database is asked in a thread."""
    known = remembered.known(key)
    return known.value if known is not None else await run_in_threadpool(remembered.get, key)


def _bearer(headers: Headers) -> str | None:
    """Return what a request sends as a key; another kind of header (of a proxy, say) is left alone."""
    kind, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else None


def _is_public(scope: Scope) -> bool:
    path = scope["path"]
    if path == _SIGN_IN:
        return bool(scope["method"] == "POST")
    return path in _PUBLIC or (path.startswith(_PUBLIC_UNDER) and ".." not in path)
