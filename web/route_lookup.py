"""Addresses: which route a path belongs to, without running it."""

from collections.abc import Iterator

from fastapi import FastAPI
from starlette.routing import Route

NOWHERE = "/{rest:path}"
"""The path of the last route, which every address matches."""


def _matching(app: FastAPI, path: str) -> Iterator[Route]:
    """Yield the routes of a path, the first first, without that of unknown addresses and those behind it.

    Behind it Dash adds a route for every address when the server starts; no request comes as far.
    """
    for route in app.router.routes:
        if isinstance(route, Route):
            if route.path == NOWHERE:
                return
            if route.path_regex.match(path):
                yield route


def methods_at(app: FastAPI, path: str) -> set[str]:
    """Return the methods that a path answers to; none where there is nothing."""
    return {method for route in _matching(app, path) for method in route.methods or ()}


def route_at(app: FastAPI, path: str, method: str) -> Route | None:
    """Return the route that answers a request."""
    return next((route for route in _matching(app, path) if method in (route.methods or ())), None)


def template(route: object) -> str:
    """Return the address of a route with its parameters unfilled: what logs and metrics name."""
    return route.path_format if isinstance(route, Route) and route.path != NOWHERE else "(none)"
