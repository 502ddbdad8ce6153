"""Addresses: which route a path belongs to, without running it."""

from fastapi import FastAPI
from starlette.routing import Route

from api.routes import ROUTERS

PREFIX = "/api/v1"
NOWHERE = "/{rest:path}"
"""The path of the last route, which every address matches."""


def routes_at(app: FastAPI, path: str) -> dict[str, Route]:
    """Return the routes of a path by method; the last one, that of unknown addresses, left out."""
    found: dict[str, Route] = {}
    own = [route for router in ROUTERS for route in router.routes] if path.startswith(PREFIX + "/") else []
    for routes, rest in ((own, path.removeprefix(PREFIX)), (app.router.routes, path)):
        for route in routes:
            if isinstance(route, Route) and route.path != NOWHERE and route.path_regex.match(rest):
                found = {**dict.fromkeys(route.methods or (), route), **found}
    return found


def template(route: object, path: str) -> str:
    """Return the address of a route with its parameters unfilled: what logs and metrics name."""
    if not isinstance(route, Route) or route.path == NOWHERE:
        return "(none)"
    ours = any(route is one for router in ROUTERS for one in router.routes)
    return PREFIX + route.path_format if ours and path.startswith(PREFIX) else route.path_format
