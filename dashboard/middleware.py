"""Before Dash: language and scheme of a request, security headers, deep links, callbacks that are none.

Pure ASGI, as the context of what it hands on must be that of callbacks and their threads. Who is asking is
settled outside of this (web.authentication).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dash import Dash
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.incoming import read_json
from dashboard.page import PREFIX
from dashboard.scheme import in_scheme
from dashboard.words import requested_language, spoken_in

_CALLBACK = PREFIX + "_dash-update-component"
_SUITES = PREFIX + "_dash-component-suites/"
_OWN = ("_dash-", "_reload-hash", "_favicon", "assets/", "downloads/")
_FORMS = ("/login", "/logout", "/lang", "/account")
_ROWS = "getRowsRequest"


class Middleware:
    """Lets requests through as Dash wants them, and answers with headers that browsers obey."""

    def __init__(self, app: ASGIApp, board: Dash, known: Iterable[str]) -> None:
        self._app = app
        self._callbacks: Mapping[str, Any] = board.callback_map
        self._known = frozenset(known)
        self._headers = _headers(board)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(("/dashboard", *_FORMS)):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        language = requested_language(cookies.get("language", ""), headers.get("accept-language", ""))
        with spoken_in(language), in_scheme(cookies.get("scheme", "")):
            await self._answer(scope, receive, self._with_headers(scope, send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path == _CALLBACK and method == "POST":
            try:
                body = await _body(receive)
            except HTTPException as error:  # too large, or too slow: here nobody else makes an answer of it
                await PlainTextResponse(error.detail, error.status_code)(scope, receive, send)
                return
            if _is_json(scope) and _is_callback(body, self._callbacks):
                await self._app(scope, _again(body, receive), send)
            else:
                await PlainTextResponse("this is no callback of the dashboard", 400)(scope, receive, send)
        elif path.startswith(_SUITES):
            # Dash fails (500) over a file that there is not, and has nothing else to fail over here.
            await self._app(scope, receive, _with_status(send, 404, instead_of=500))
        elif path == PREFIX.rstrip("/") and method in {"GET", "HEAD"}:
            await RedirectResponse(PREFIX, 303)(scope, receive, send)
        elif path.startswith(PREFIX) and method == "GET" and not path[len(PREFIX) :].startswith(_OWN):
            # Dash sets itself up only for its own first address: all pages are that one, seen from elsewhere.
            status = 200 if path in self._known else 404
            await self._app(
                {**scope, "path": PREFIX, "raw_path": PREFIX.encode()}, receive, _with_status(send, status)
            )
        else:
            await self._app(scope, receive, send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        asset = scope["path"].startswith((PREFIX + "assets/", _SUITES))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if not asset:
                    headers["Cache-Control"] = "no-store"
                    headers.add_vary_header("Accept-Language")
                    # The answer depends on cookies: that of the session is named once, by its middleware.
                    scope["session"].mark_accessed()
            await send(message)

        return send_with_headers


def _headers(board: Dash) -> dict[str, str]:
    scripts = " ".join(board.csp_hashes())
    policy = (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
    }


async def _body(receive: Receive) -> bytes:
    """Return the body of a request, whose size is limited outside of this (web.body_size)."""
    body = bytearray()
    while True:
        message: Message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body that was read once more, and then what comes after it."""
    done = False

    async def again() -> Message:
        nonlocal done
        if done:
            return await receive()
        done = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _with_status(send: Send, status: int, instead_of: int = 200) -> Send:
    async def send_with_status(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == instead_of:
            message["status"] = status
        await send(message)

    return send_with_status


def _is_json(scope: Scope) -> bool:
    return Headers(scope=scope).get("content-type", "").startswith("application/json")


def _is_callback(body: bytes, known: Mapping[str, Any]) -> bool:
    """Whether a body names a callback that there is and brings what that one takes: Dash would fail (500)."""
    try:
        sent = read_json(body)
    except ValueError:
        return False
    if not isinstance(sent, dict) or not isinstance(sent.get("output"), str):
        return False
    callback = known.get(sent["output"])
    if callback is None or "callback" not in callback:
        return False
    changed = sent.get("changedPropIds", [])
    return (
        _fits(sent.get("inputs", []), callback["inputs"])
        and _fits(sent.get("state", []), callback["state"])
        and _are_outputs(sent.get("outputs"), callback["output"])
        and isinstance(changed, list)
        and all(isinstance(one, str) for one in changed)
    )


def _fits(sent: object, specs: list[dict[str, Any]]) -> bool:
    return (
        isinstance(sent, list)
        and len(sent) == len(specs)
        and all(
            _is_property(one, spec["id"], spec["property"]) and _is_value(one.get("value"), spec["property"])
            for one, spec in zip(sent, specs, strict=True)
        )
    )


def _is_value(value: object, name: str) -> bool:
    """Whether a property may have a value: the rows that a grid asks for are a map, all others are texts."""
    return value is None or isinstance(value, dict if name == _ROWS else str)


def _are_outputs(named: object, outputs: object) -> bool:
    """Whether a body names the outputs of a callback, in their order: a list where the callback has one."""
    if not isinstance(outputs, list):
        named, outputs = [named], [outputs]
    return (
        isinstance(named, list)
        and len(named) == len(outputs)
        and all(
            _is_property(one, output.component_id, output.component_property)
            for one, output in zip(named, outputs, strict=True)
        )
    )


def _is_property(named: object, ident: str, name: str) -> bool:
    return isinstance(named, dict) and named.get("id") == ident and named.get("property") == name
