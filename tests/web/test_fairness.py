"""An account has a share of what is answered at once, so that others are answered beside it."""

import asyncio
from collections import Counter

import httpx
from starlette.types import Receive, Scope, Send

from graph.access import Role, Viewer, seen_by
from graph.service import READERS
from web.fairness import AT_ONCE, MOST, Fairness


class Slow:
    """An application whose answers wait for `door`, except to `/quick`; counts whom it works for."""

    def __init__(self) -> None:
        self.door = asyncio.Event()
        self.working: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        account = scope["path"].strip("/")
        self.working[account] += 1
        self.most[account] = max(self.most[account], self.working[account])
        if account != "quick":
            await self.door.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        self.working[account] -= 1
        await send({"type": "http.response.body", "body": b""})


def asked_as_named(app: Fairness, arrived: list[str]) -> httpx.AsyncClient:
    """Return a client whose requests are of the account that their path names; `arrived` notes them."""

    async def signed_in(scope: Scope, receive: Receive, send: Send) -> None:
        arrived.append(scope["path"])
        with seen_by(Viewer(scope["path"].strip("/"), Role.MANAGER, "m1")):
            await app(scope, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(signed_in), base_url="http://test")


def test_an_account_that_asks_much_waits_for_itself_and_others_do_not_wait_for_it():
    async def story() -> None:
        slow = Slow()
        arrived: list[str] = []
        async with asked_as_named(Fairness(slow, at_once=2, most=5), arrived) as client:
            tasks = [asyncio.create_task(client.get("/busy")) for _ in range(5)]
            while len(arrived) < len(tasks):
                await asyncio.sleep(0)
            assert slow.working["busy"] == 2
            refused = await client.get("/busy")
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
            assert refused.headers["content-type"] == "application/problem+json"
            assert (await client.get("/quick")).status_code == 200
            slow.door.set()
            assert [answer.status_code for answer in await asyncio.gather(*tasks)] == [200] * 5
            assert (await client.get("/busy")).status_code == 200
        assert slow.most["busy"] == 2

    asyncio.run(story())


def test_a_share_is_less_than_there_are_readers_and_a_page_is_far_from_its_end():
    assert 0 < AT_ONCE < READERS
    assert MOST >= 64
