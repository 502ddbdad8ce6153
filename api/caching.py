"""Unchanged answers cost a 304 without the database: an ETag by published run, viewer and address.

Pure ASGI, inside the gate. The tag is a keyed digest (HMAC), so only who was given an answer to exactly this
question can name it: whoever does needs no second look at scope. It is weak, as compression changes bytes.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from importlib.metadata import version

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routing import PREFIX
from graph.access import viewer
from graph.errors import UplineError
from graph.reads.current import Published
from graph.service import Service
from web.problems import problem_of

_AREAS = ("members", "orders", "metrics", "growth", "compliance", "impact", "runs", "plan")
_OF_RUNS = tuple(f"{PREFIX}/{area}" for area in _AREAS)
_CONTROL = "private, no-cache"
_VARY = "Authorization"  # the session's middleware, outside of this, and compression, inside, add their own
_BYTES = 18
_OK, _UNCHANGED = 200, 304


def is_of_run(path: str) -> bool:
    """Return whether an address is answered from a published run alone; payouts change between runs."""
    return path.startswith(_OF_RUNS) and "/statements" not in path


class Caching:
    """Takes the published run of a request, hands it on as `request.state.published`, and tags the answer."""

    def __init__(self, app: ASGIApp, service: Service, secret: str) -> None:
        self._app = app
        self._current = service.current
        self._key = hmac.digest(secret.encode(), b"upline etag " + version("upline").encode(), hashlib.sha256)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304, or hand on."""
        if scope["type"] != "http" or scope["method"] != "GET" or not is_of_run(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            published = self._current.remembered()
            if published is None:
                published = await run_in_threadpool(self._current.published)
        except UplineError as error:
            await problem_of(scope, error)(scope, receive, send)
            return
        scope["session"].mark_accessed()  # also where a key asks: the same address answers to cookies
        tag = self._tag(scope, published)
        if tag in Headers(scope=scope).get("if-none-match", ""):
            headers = {"ETag": f'W/"{tag}"', "Cache-Control": _CONTROL, "Vary": f"{_VARY}, Accept-Encoding"}
            await Response(status_code=_UNCHANGED, headers=headers)(scope, receive, send)
            return
        scope["state"]["published"] = published.run
        await self._app(scope, receive, _tagging(send, tag))

    def _tag(self, scope: Scope, published: Published) -> str:
        asking = viewer()
        parts = (
            str(published.run.number),
            str(published.run.finished),
            published.facts,
            asking.account,
            asking.role,
            asking.member_id,
            scope["path"],
            scope["query_string"].decode("latin-1"),
        )
        told = b"".join(b"%d:%s" % (len(part), part) for part in (one.encode() for one in parts))
        return urlsafe_b64encode(hmac.digest(self._key, told, hashlib.sha256)[:_BYTES]).decode()


def _tagging(send: Send, tag: str) -> Send:
    async def tagged(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == _OK:
            headers = MutableHeaders(scope=message)
            headers["ETag"] = f'W/"{tag}"'
            headers["Cache-Control"] = _CONTROL
            headers.add_vary_header(_VARY)
        await send(message)

    return tagged
