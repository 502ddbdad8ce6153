"""Refuses bodies that are too large with a problem document, before they are read."""

from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import problem

MOST_BYTES: Final = 1_000_000
_TOO_LARGE: Final = f"a body has at most {MOST_BYTES:,} bytes: send less at once"


class Limiting:
    """Answers 413 by the declared length; a body that comes without one is refused while it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length) > MOST_BYTES:
            await problem(scope, 413, "too-large", _TOO_LARGE)(scope, receive, send)
            return
        left = MOST_BYTES

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, _TOO_LARGE)
            return message

        await self._app(scope, counted, send)
