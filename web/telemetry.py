"""What happens, told without telling of anybody: request ids, the access log, Prometheus metrics.

Logs and labels name the template of an address and never the address: ids and names are personal data.
"""

import os
import re
import time
from dataclasses import dataclass
from uuid import uuid4

import structlog
from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.service import Service
from web.problems import unexpected
from web.route_lookup import route_at, template
from web.run_metrics import RunCollector

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SHARED = "PROMETHEUS_MULTIPROC_DIR"  # of the Prometheus client; set by `upline serve --workers`
_TO_BROWSERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))
_HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000")
_LEFT = 499  # the client went away before it was answered


@dataclass(frozen=True)
class Meters:
    """The counters of one app, in a registry of its own."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram


def meters(service: Service) -> Meters:
    """Return new counters for an app."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(RunCollector(service))
    requests = Counter(
        "upline_http_requests", "Requests answered.", ("route", "method", "status"), registry=registry
    )
    seconds = Histogram(
        "upline_http_request_seconds",
        "Seconds until a request was answered.",
        ("route", "method"),
        buckets=_BUCKETS,
        registry=registry,
    )
    return Meters(registry, requests, seconds)


def exposed(meters: Meters, service: Service) -> CollectorRegistry:
    """Return what /metrics shows: the app's registry, or with several worker processes the sums of all."""
    if _SHARED not in os.environ:
        return meters.registry
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the client leaves it without types
    registry.register(RunCollector(service))
    return registry


class Observing:
    """The outermost middleware: gives every request an id, counts it, logs it, and answers what failed.

    What every answer says to browsers it says here, too: those of pages are in dashboard.middleware.
    """

    def __init__(self, app: ASGIApp, api: FastAPI, meters: Meters) -> None:
        self._app = app
        self._api = api
        self._meters = meters
        self._log = structlog.get_logger().bind()  # as the settings of this process have it, once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on and tell of it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _SANE.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                added = [(b"x-request-id", request_id.encode()), *_TO_BROWSERS]
                if scope["scheme"] == "https":
                    added.append(_HTTPS_ONLY)
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        begun = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, noted)
            except Exception as error:
                answer = unexpected(scope, error)
                if status:  # half an answer is on its way: only the server can cut it off
                    raise
                await answer(scope, receive, noted)
            finally:
                self._tell(scope, status or _LEFT, time.perf_counter() - begun)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        path = scope["path"]
        method = scope["method"] if scope["method"] in _METHODS else "other"
        # Who was answered before a route was chosen (304, 401) has none in the scope.
        route = template(scope.get("route") or route_at(self._api, path, method))
        self._meters.requests.labels(route, method, str(status)).inc()
        self._meters.seconds.labels(route, method).observe(seconds)
        log = self._log.debug if path in _QUIET else self._log.info
        log("answered", route=route, method=method, status=status, ms=round(seconds * 1000, 1))
