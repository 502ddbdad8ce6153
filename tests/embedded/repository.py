"""A small repository of small jars on loopback, and the lock that goes with it."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from graph.embedded.jars import Jar, Lock

CONTENTS = {
    "org.example:one:1.0": b"one" * 1000,
    "org.example.two:two:2.0": b"two" * 2000,
    "org.example:native:linux-x86_64:3.0": b"native" * 500,
}


@dataclass
class Repository:
    """What is served, by path, and which paths were asked for. `url` is set when it serves."""

    files: dict[str, bytes]
    asked: list[str] = field(default_factory=list)
    url: str = ""


def lock() -> Lock:
    jars = (Jar(name, len(text), hashlib.sha256(text).hexdigest()) for name, text in CONTENTS.items())
    return Lock("1.0", tuple(jars))


@contextmanager
def serving() -> Iterator[Repository]:
    repository = Repository({f"/maven/{jar.path}": CONTENTS[jar.coordinates] for jar in lock().jars})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            repository.asked.append(self.path)
            found = repository.files.get(self.path)
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        repository.url = f"http://127.0.0.1:{server.server_port}/maven/"
        try:
            yield repository
        finally:
            server.shutdown()
            thread.join()
