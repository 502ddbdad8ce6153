"""The app: the API under /api/v1, and what is attached to it (the dashboard)."""

from collections.abc import Callable, Sequence
from importlib.metadata import version

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import health
from api.auditing import Auditing
from api.caching import Caching
from api.docs import add_docs
from api.openapi import DESCRIPTION_PATH, add_description
from api.paging import Cursors
from api.routes import ROUTERS
from graph.access.secret import signing_secret
from graph.intake import Limits as Intake
from graph.service import Service
from web.authentication import add_gate
from web.body_size import Limiting
from web.fairness import Fairness
from web.hosts import Hosts
from web.limits import UPLOADS
from web.problems import add_problems
from web.route_lookup import NOWHERE, methods_at
from web.telemetry import Observing, meters

_COMPRESSED_FROM = 1024
_COMPRESSION = 5
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_EXPOSED = ["ETag", "X-Request-ID", "Retry-After"]
Attach = Callable[[FastAPI, Service], None]


def create_app(service: Service, attach: Sequence[Attach] = (), *, secure: bool = False) -> FastAPI:
    """Return the app that answers from `service`; each of `attach` adds its part, such as the dashboard.

    `secure`: browsers send the session cookie over https only, also where a request does not say that it
    came by https. `settings.upline_hosts` empty: any host name is answered.

    Raises:
        UserError: when there is no secret to sign with (graph.access.secret).
    """
    app = FastAPI(
        title="Upline",
        version=version("upline"),
        docs_url=None,
        redoc_url=None,
        openapi_url=DESCRIPTION_PATH,
    )
    app.state.service = service
    app.state.meters = meters(service)
    app.state.cursors = Cursors(signing_secret(service.settings))
    for router in (*ROUTERS, health.router):
        app.router.routes.extend(router.routes)
    add_docs(app)
    add_problems(app)
    add_description(app)
    for add in attach:
        add(app, service)
    _add_middlewares(app, service, secure=secure)
    # The last route. Dash adds its own catch-all behind it when the server starts (lifespan).
    app.add_api_route(NOWHERE, _nowhere, methods=_METHODS, include_in_schema=False)
    return app


def _add_middlewares(app: FastAPI, service: Service, *, secure: bool) -> None:
    """Add what every request passes: the last one added comes first."""
    app.add_middleware(Fairness)
    app.add_middleware(Auditing, service=service)
    # Inside the cache: a 304 has no body to compress.
    app.add_middleware(GZipMiddleware, minimum_size=_COMPRESSED_FROM, compresslevel=_COMPRESSION)
    app.add_middleware(Caching, service=service, secret=signing_secret(service.settings))
    add_gate(app, service, secure=secure)
    if origins := service.settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET"],
            allow_headers=["Authorization", "If-None-Match", "X-Request-ID"],
            expose_headers=_EXPOSED,
        )
    if hosts := service.settings.hosts:
        app.add_middleware(Hosts, names=hosts)
    size = Intake.of(service.settings).size
    app.add_middleware(Limiting, larger=dict.fromkeys(UPLOADS, size))
    app.add_middleware(Observing, api=app, meters=app.state.meters)


def _nowhere(request: Request) -> None:
    """Answer what no route answers: 405 where another method would, else 404."""
    if allowed := methods_at(request.app, request.url.path):
        told = ", ".join(sorted(allowed))
        raise HTTPException(405, f"this address answers to {told} only: see /docs", {"Allow": told})
    raise HTTPException(404, "there is nothing at this address: see /docs for those that there are")
