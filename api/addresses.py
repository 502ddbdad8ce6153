"""Addresses: which route a path belongs to, without running it."""

from fastapi import FastAPI
from starlette.routing import Route

NOWHERE = "/{rest:path}"
"""The path of the last route, which every address matches."""


def routes_at(app: FastAPI, path: str) -> dict[str, Route]:
    """Return the routes of a path by method; the last one, that of unknown addresses, left out."""
    found: dict[str, Route] = {}
    for route in app.router.routes:
        if isinstance(route, Route) and route.path != NOWHERE and route.path_regex.match(path):
            found = {**dict.fromkeys(route.methods or (), route), **found}
    return found


def template(route: object) -> str:
    """Return the address of a route with its parameters unfilled: what logs and metrics name."""
    return route.path_format if isinstance(route, Route) and route.path != NOWHERE else "(none)"
