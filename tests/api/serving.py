"""An app served for real, on a free port of this machine."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

import uvicorn
from fastapi import FastAPI

from cli.serve import server_config
from web.limits import Limits


@contextmanager
def served(app: FastAPI, limits: Limits | None = None, *, proxy: str = "") -> Iterator[str]:
    """Serve an app in a thread, as `upline serve` does, until the block ends; gives its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        config = server_config(app, proxy, limits or Limits())
        config.lifespan = "off"
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()  # the socket listens already: who asks now waits for the server
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
