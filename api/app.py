"""The app: the API under /api/v1, and what is attached to it (the dashboard)."""

from collections.abc import Callable, Sequence
from importlib.metadata import version

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException

from api.addresses import NOWHERE, PREFIX, routes_at
from api.problems import add_problems
from api.routes import ROUTERS
from graph.service import Service

_MAX_BODY = 1_000_000
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
Attach = Callable[[FastAPI, Service], None]


def create_app(service: Service, attach: Sequence[Attach] = ()) -> FastAPI:
    """Return the app that answers from `service`; each of `attach` adds its part, such as the dashboard."""
    app = FastAPI(
        title="Upline",
        version=version("upline"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        max_body_size=_MAX_BODY,
    )
    app.state.service = service
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    add_problems(app)
    for add in attach:
        add(app, service)
    # The last route. Dash adds its own catch-all behind it when the server starts (lifespan).
    app.add_api_route(NOWHERE, _nowhere, methods=_METHODS, include_in_schema=False)
    return app


def _nowhere(request: Request) -> None:
    """Answer what no route answers: 405 where another method would, else 404."""
    if allowed := routes_at(request.app, request.url.path):
        told = ", ".join(sorted(allowed))
        raise HTTPException(405, f"this address answers to {told} only: see /docs", {"Allow": told})
    raise HTTPException(404, "there is nothing at this address: see /docs for those that there are")
