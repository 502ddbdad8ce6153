"""Refuses bodies that are too large with a problem document, before they are read.

Deliveries have a limit of their own; whoever receives them counts their bytes (graph.intake).
"""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import problem

MOST_BYTES: Final = 1_000_000
_FORM: Final = 1_000_000  # bytes of a form beside its files


class Limiting:
    """Answers 413 by the declared length; a body that comes without one is refused while it is read.

    larger: how many bytes may be posted to some paths.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int]) -> None:
        self._app = app
        self._larger = {path: size + _FORM for path, size in larger.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], MOST_BYTES) if scope["method"] == "POST" else MOST_BYTES
        too_large = f"a body has at most {most:,} bytes here: send less at once"
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length) > most:
            await problem(scope, 413, "too-large", too_large)(scope, receive, send)
            return
        left = most

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, too_large)
            return message

        await self._app(scope, counted, send)
