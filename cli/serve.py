"""`upline serve`: the API and the dashboard, until Ctrl-C."""

import errno
import os
import socket
from contextlib import closing
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from cli.jobs import NOTHING, Jobs
from cli.options import load_settings
from cli.output import say
from graph.errors import DatabaseUnavailableError, NothingPublishedError, UserError

if TYPE_CHECKING:
    import uvicorn

    from graph.service import Service
    from graph.settings import Settings
    from web.limits import Limits

HOST, PORT = "127.0.0.1", 8000
_GRACE_SECONDS = 20  # what a request may take to end after Ctrl-C
_WAITING = 2048


class PortTakenError(UserError):
    """Another program listens at the address; the text says how to choose another one."""


def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="The address to listen at; 0.0.0.0: every one.")] = HOST,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to listen at; 0: any free one.")
    ] = PORT,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="How many processes answer.")] = 1,
    proxy: Annotated[
        str,
        typer.Option(
            "--proxy-headers",
            metavar="ADDRESSES",
            help="Proxies whose X-Forwarded-For and -Proto are believed: addresses, divided by commas.",
            show_default=False,
        ),
    ] = "",
    watch: Annotated[
        Path | None,
        typer.Option(
            "--watch",
            metavar="FOLDER",
            help="Load and publish each folder that is dropped there, once it has a file _DONE or came by a"
            " rename; then it is moved to loaded/ or failed/ in FOLDER, with a text beside it.",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--mapping",
            metavar="MAPPING",
            help="Of what is dropped: a mapping file, or the name of one that Upline brings. Several: each"
            " for other tables.",
            show_default=False,
        ),
    ] = None,
    nightly: Annotated[
        str,
        typer.Option(
            "--nightly",
            metavar="TIME",
            help="Calculate and publish every day at this time of the plan's zone, such as 02:30; at the"
            " start, too, when one was missed.",
            show_default=False,
        ),
    ] = "",
    weekly: Annotated[
        str,
        typer.Option(
            "--weekly",
            metavar="TIME",
            help='Send managers their weekly summary at this time of the plan\'s zone, such as "mon 08:00".',
            show_default=False,
        ),
    ] = "",
) -> None:
    """Answer the API under /api and the dashboard under /dashboard, until Ctrl-C.

    Without its database it answers 503 and recovers by itself.
    """
    if mapping and watch is None:
        raise UserError("--mapping is for what is dropped: name the folder with --watch, too")
    jobs = Jobs(watch, tuple(mapping or ()), nightly, weekly)
    run_server(load_settings(), host, port, workers=workers, proxy=proxy, jobs=jobs)


def run_server(
    settings: "Settings", host: str, port: int, *, workers: int = 1, proxy: str = "", jobs: Jobs = NOTHING
) -> None:
    """Serve until Ctrl-C, which is raised again as KeyboardInterrupt; tells where, and what is missing.

    Raises:
        PortTakenError: when another program has the port.
        UserError: when the host is no address of this machine, or settings are missing.
        DatabaseUnavailableError: when the embedded database cannot be started.
    """
    with closing(listen(host, port)) as listening:
        filled = _fill_in(settings, host, proxy)
        with jobs.beside(filled):
            _serve(filled, listening, workers, proxy)


def serve_here(settings: "Settings") -> None:
    """Serve at the usual port, or a free one where that is taken."""
    try:
        run_server(settings, HOST, PORT)
    except PortTakenError:
        say("Port {port} is taken: here is another.", port=PORT)
        run_server(settings, HOST, 0)


def _fill_in(settings: "Settings", host: str, proxy: str) -> "Settings":
    """Return the settings with what a server at this address leaves to us; says what may be too open."""
    alone = _on_loopback(host) and not proxy
    filled: dict[str, object] = {}
    if settings.upline_secure_cookies is None:
        filled["upline_secure_cookies"] = not alone
    if "upline_log_level" not in settings.model_fields_set:
        filled["upline_log_level"] = "info"  # a server has an access log
    if not settings.hosts:
        filled["upline_hosts"] = "localhost" if alone else "*"
        if not alone:
            say("Notice: every host name is answered. Set UPLINE_HOSTS to yours, such as upline.example.com.")
    if proxy.strip() == "*":
        say(
            "Notice: with --proxy-headers * every client chooses its own address, and the limit on sign-ins"
            " stops nobody. Name the proxy's address."
        )
    return settings.model_copy(update=filled)


def _serve(settings: "Settings", listening: socket.socket, workers: int, proxy: str) -> None:
    from graph.logging import set_up  # noqa: PLC0415
    from server.serving import APP, full_app, open_service  # noqa: PLC0415 - a help text must come at once
    from web.limits import limits_of  # noqa: PLC0415

    service = open_service(settings)
    if workers == 1:
        app = full_app(service)
        _tell(service, listening)
        set_up(settings.upline_log_level, settings.upline_log_format)
        _run_one(server_config(app, proxy, limits_of(settings)), listening)
        return
    _tell(service, listening)
    service.database.close()
    with TemporaryDirectory(prefix="upline-metrics-") as counted:  # one folder: /metrics sums all workers
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counted
        os.environ["UPLINE_SECURE_COOKIES"] = str(settings.upline_secure_cookies)
        os.environ["UPLINE_HOSTS"] = settings.upline_hosts
        os.environ["UPLINE_LOG_LEVEL"] = settings.upline_log_level
        limits = limits_of(settings)
        _run_workers(server_config(APP, proxy, limits, workers), listening)


def _run_workers(config: "uvicorn.Config", listening: socket.socket) -> None:
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415 - a help text must come at once

    Multiprocess(config, sockets=[listening]).run()


def server_config(app: object, proxy: str, limits: "Limits", workers: int = 1) -> "uvicorn.Config":
    """Return how an app (or the one of a factory, by its name) is served; `proxy`: whose headers count."""
    import uvicorn  # noqa: PLC0415

    from web.protocol import BoundedProtocol  # noqa: PLC0415

    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # an app, or where its factory is
        http=partial(BoundedProtocol, limits=limits),  # type: ignore[arg-type]
        factory=isinstance(app, str),
        workers=workers,
        log_config=None,
        access_log=False,  # web.telemetry has its own, without ids
        server_header=False,
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or None,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        backlog=_WAITING,
    )


def _run_one(config: "uvicorn.Config", listening: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415

    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address of this machine; port 0 is any free one.

    Raises:
        UserError: when it is taken, not allowed, or no address of this machine.
    """
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(_WAITING)  # who asks while the service starts waits for it
    except OSError as error:
        bound.close()
        kind = PortTakenError if error.errno == errno.EADDRINUSE else UserError
        raise kind(
            "{host}:{port} cannot be served ({why}): choose another with --port or --host",
            host=host,
            port=port,
            why=error.strerror,
        ) from error
    bound.set_inheritable(True)
    return bound


def _on_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tell(service: "Service", listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say("Dashboard  http://{host}:{port}/dashboard/", host=shown, port=port)
    say("API        http://{host}:{port}/api/v1/   described at /docs", host=shown, port=port)
    try:
        run = service.current.run()
        say(
            "Answering from run {number}, as of {as_of_time}. Ctrl-C ends.",
            number=run.number,
            as_of_time=run.as_of_time.isoformat(),
        )
    except NothingPublishedError as error:
        say("Notice: {error}. Until then the API answers 503. Ctrl-C ends.", error=error)
    except DatabaseUnavailableError as error:
        say("Notice: {error}. The API answers 503 until it is back. Ctrl-C ends.", error=error)
