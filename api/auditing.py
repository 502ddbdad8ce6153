"""Puts into the audit trail what people read of other members, and which addresses a key was used at.

Pure ASGI, inside the gate. What a program reads by a key is not told member by member: `key.used` says where.
"""

from typing import Final

from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routing import PREFIX
from graph.access import Role, Viewer, viewer
from graph.audit import Event, EventName, actor
from graph.audit.events import length_only
from graph.audit.recorder import Recorder
from graph.service import Service
from web.route_lookup import template

_OK, _MISSING = 200, 404
_PAGING: Final = frozenset({"cursor", "limit"})
_OF_MEMBERS: Final = frozenset(
    {"members", "orders", "growth", "compliance", "comparisons", "corrections", "impact", "payouts"}
)
"""The areas whose answers tell of members; those without an id in their address list some."""


class Auditing:
    """Lets requests through, and notes what was answered."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._audit = service.audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on; a route of the API is noted when it has answered."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self._app(scope, receive, noted)
        route = scope.get("route")
        if isinstance(route, APIRoute) and status in {_OK, _MISSING}:
            _note(self._audit, scope, route, visible=status == _OK)


def _note(audit: Recorder, scope: Scope, route: APIRoute, *, visible: bool) -> None:
    address = template(route)
    if actor().key:
        audit.record_hourly(EventName.KEY_USED, route=address)
    tag = route.tags[0] if route.tags else ""
    id_ = scope["path_params"].get("id", "")
    if tag not in _OF_MEMBERS:
        return
    if not visible and not id_:
        return  # a batch that is not there says nothing of members
    of_order = tag == "orders" or "/refund/" in address
    subject = {"order": id_} if of_order else {"member": id_}
    if not visible:
        audit.record_refusal(Event(EventName.MEMBER_REFUSED, route=address, **subject))
    elif not actor().key and _of_others(viewer(), **subject):
        name = EventName.ORDER_READ if of_order else EventName.MEMBER_READ
        if not id_:
            name = EventName.MEMBERS_LISTED
        audit.record_hourly(name, **subject, route=address, run=_run(scope), filter=_filter(scope))


def _of_others(who: Viewer, member: str = "", order: str = "") -> bool:
    """Return whether an answer tells of others: a member's account reads nothing else than itself."""
    return who.role is not Role.MEMBER and (bool(order) or not member or member != who.member_id)


def _run(scope: Scope) -> int:
    number = QueryParams(scope["query_string"]).get("run", "")
    published = scope.get("state", {}).get("published")
    return int(number) if number.isdecimal() else getattr(published, "number", 0)


def _filter(scope: Scope) -> str:
    parameters = QueryParams(scope["query_string"])
    shown = {name: value for name, value in parameters.items() if name not in _PAGING | {"run"}}
    if words := shown.get("q"):
        shown["q"] = length_only(words)
    return " ".join(f"{name}={value}" for name, value in shown.items())
