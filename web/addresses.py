"""Addresses: which route a path belongs to, without running it."""

from itertools import takewhile

from fastapi import FastAPI
from starlette.routing import Route

NOWHERE = "/{rest:path}"
"""The path of the last route, which every address matches."""


def routes_at(app: FastAPI, path: str) -> dict[str, Route]:
    """Return the routes of a path by method, without that of unknown addresses and those behind it.

    Behind it Dash adds a route for every address when the server starts; no request comes as far.
    """
    found: dict[str, Route] = {}
    for route in takewhile(lambda one: getattr(one, "path", "") != NOWHERE, app.router.routes):
        if isinstance(route, Route) and route.path_regex.match(path):
            found = {**dict.fromkeys(route.methods or (), route), **found}
    return found


def template(route: object) -> str:
    """Return the address of a route with its parameters unfilled: what logs and metrics name."""
    return route.path_format if isinstance(route, Route) and route.path != NOWHERE else "(none)"
