"""One account's slow questions keep nobody else waiting: each has a share of what is answered at once.

Pure ASGI, inside the gate (who asks is known) and the cache (a 304 costs no thread).
"""

from asyncio import Semaphore
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.access import NotSignedInError, viewer
from graph.service import READERS
from web.problems import problem

AT_ONCE: Final = READERS // 2
"""How many requests of one account are worked on at once in a process; more wait for each other."""
MOST: Final = 100
"""How many there may be, those that wait included: a page asks for about ten at once."""
_RETRY_SECONDS: Final = "1"
_DETAIL: Final = f"this account has {MOST} requests under way: wait for their answers before asking for more"


@dataclass
class _Share:
    room: Semaphore
    requests: int = 0


class Fairness:
    """Lets an account have a few requests worked on at once, some more wait, and answers 429 to others.

    A request counts until its answer begins: a client that takes it slowly keeps nobody waiting.
    """

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE, most: int = MOST) -> None:
        self._app = app
        self._at_once = at_once
        self._most = most
        self._shares: dict[str, _Share] = {}  # of the accounts that ask at this moment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on when it is its turn."""
        account = _account() if scope["type"] == "http" else None
        if account is None:
            await self._app(scope, receive, send)
            return
        share = self._shares.get(account)
        if share is None:
            share = self._shares[account] = _Share(Semaphore(self._at_once))
        if share.requests >= self._most:
            retry = {"Retry-After": _RETRY_SECONDS}
            await problem(scope, 429, "too-many-requests", _DETAIL, headers=retry)(scope, receive, send)
            return
        share.requests += 1
        try:
            await self._in_turn(share, scope, receive, send)
        finally:
            share.requests -= 1
            if not share.requests:
                del self._shares[account]

    async def _in_turn(self, share: _Share, scope: Scope, receive: Receive, send: Send) -> None:
        await share.room.acquire()
        working = True

        def end() -> None:
            nonlocal working
            if working:
                working = False
                share.room.release()

        async def noted(message: Message) -> None:
            end()
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            end()


def _account() -> str | None:
    try:
        return viewer().account
    except NotSignedInError:
        return None
