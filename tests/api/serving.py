"""An app served for real, on a free port of this machine."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from threading import Thread

import uvicorn
from fastapi import FastAPI

from api.protocol import BoundedProtocol, Limits


@contextmanager
def served(app: FastAPI, limits: Limits | None = None) -> Iterator[str]:
    """Serve an app in a thread until the block ends; gives its address."""
    protocol = partial(BoundedProtocol, limits=limits or Limits())
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        config = uvicorn.Config(
            app,
            http=protocol,  # type: ignore[arg-type]  # makes one for each connection, as the class does
            log_config=None,
            access_log=False,
            lifespan="off",
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()  # the socket listens already: who asks now waits for the server
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
