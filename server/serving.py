"""The app with everything in it, as `upline serve` and each of its worker processes answer with it."""

from fastapi import FastAPI

from dashboard.app import attach
from etl.intake import Rules
from etl.loading.single_row import SingleRows
from graph.connection import connect_service
from graph.logging import set_up
from graph.payouts.notices import Sender
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app

APP = "server.serving:worker_app"
"""Where uvicorn finds the factory for worker processes."""


def open_service(settings: Settings) -> Service:
    """Return a service on the database of the settings, which need not answer yet; its app closes it."""
    database = connect_service(settings)
    return Service(
        database, Current(database), settings, rows=SingleRows(settings), deliveries=Rules(settings)
    )


def full_app(service: Service) -> FastAPI:
    """Return the API and the dashboard; cookies are for https only where the settings say so.

    Raises:
        UserError: when there is no secret to sign with.
    """
    app = create_app(service, [attach], secure=service.settings.upline_secure_cookies is not False)
    app.router.add_event_handler("startup", service.audit.start)
    app.router.add_event_handler("shutdown", service.bench.close)
    sender = Sender(service.database, service.settings)
    app.router.add_event_handler("startup", sender.start)
    app.router.add_event_handler("shutdown", sender.close)
    app.router.add_event_handler("shutdown", service.audit.close)
    app.router.add_event_handler("shutdown", service.database.close)
    return app


def worker_app() -> FastAPI:
    """Return the app of a worker process, from the environment that `upline serve` gave it."""
    settings = Settings()
    set_up(settings.upline_log_level, settings.upline_log_format)
    return full_app(open_service(settings))
