"""`upline serve` as a process: where it answers, what it says when something is missing, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest

from graph.embedded import Connection

_SECONDS = 120
Serve = Callable[..., "Served"]


class Served:
    """A running `upline serve`: what it printed until it answered, and its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        assert process.stdout
        for line in process.stdout:
            self.said += line
            if "Ctrl-C ends" in line.replace("\n", " "):
                break
        found = re.search(r"http://127\.0\.0\.1:[0-9]+", self.said)
        assert found, self.said
        self.address = found[0]

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.address + path, timeout=_SECONDS, headers=headers)

    def end(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        _, told = self.process.communicate(timeout=_SECONDS)
        return self.process.returncode, told


@pytest.fixture
def serve(server: Connection, tmp_path: Path) -> Iterator[Serve]:
    """Start `upline serve` on a free port against the session's server, or another address."""
    with ExitStack() as started:

        def start(*arguments: str, uri: str = server.uri) -> Served:
            process = started.enter_context(
                subprocess.Popen(  # noqa: S603 - our own command
                    [
                        sys.executable,
                        "-c",
                        "from cli.main import run; run()",
                        "serve",
                        "--port=0",
                        *arguments,
                    ],
                    env={
                        **os.environ,
                        "NEO4J_URI": uri,
                        "NEO4J_USERNAME": server.username,
                        "NEO4J_PASSWORD": server.password,
                        "UPLINE_HOME": str(tmp_path),
                        "COLUMNS": "300",
                    },
                    text=True,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            )
            started.callback(process.kill)
            return Served(process)

        yield start


@pytest.mark.usefixtures("company")
def test_it_says_where_it_answers_and_ctrl_c_ends_it_cleanly(serve: Serve):
    served = serve()

    assert "/dashboard/" in served.said
    assert "Answering from run 2, as of 2026-02-03T00:00:00+08:00" in " ".join(served.said.split())
    assert served.get("/readyz").json() == {"status": "ready", "run": 2}
    assert served.get("/login").status_code == 200
    assert served.get("/healthz", Host="evil.example").status_code == 400
    assert "Notice" not in served.said

    code, told = served.end(signal.SIGINT)
    assert code == 130
    assert "Traceback" not in told
    assert '"route": "/readyz"' not in told  # monitors ask all day
    assert '"route": "/login"' in told


@pytest.mark.usefixtures("company")
def test_several_workers_answer_at_one_address_and_count_together(serve: Serve):
    served = serve("--workers=2", "--proxy-headers=*")

    said = " ".join(served.said.split())
    assert "every client chooses its own address" in said
    assert "Set UPLINE_HOSTS to yours" in said
    secure = served.get("/healthz", **{"Host": "any.example", "X-Forwarded-Proto": "https"})
    assert (secure.status_code, "strict-transport-security" in secure.headers) == (200, True)
    for _ in range(20):
        assert served.get("/readyz").status_code == 200

    counted = r'upline_http_requests_total\{method="GET",route="/readyz",status="200"\} ([0-9.]+)'
    found = re.search(counted, served.get("/metrics").text)
    assert found
    assert float(found[1]) == 20
    assert served.end(signal.SIGINT)[0] in {0, 130}


def test_a_taken_port_is_told_with_what_to_do():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", "from cli.main import run; run()", "serve", f"--port={port}"],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )

    assert ended.returncode == 2
    assert "choose another with --port" in ended.stderr


@pytest.mark.usefixtures("company")
def test_without_its_database_it_answers_503_and_recovers_by_itself(serve: Serve, server: Connection):
    with closing(socket.create_server(("127.0.0.1", 0))) as held:
        port = held.getsockname()[1]
    served = serve(uri=f"bolt://127.0.0.1:{port}")

    assert "answers 503 until it is back" in " ".join(served.said.split())
    assert served.get("/healthz").status_code == 200
    away = served.get("/readyz")
    assert (away.status_code, away.json()["type"]) == (503, "urn:upline:problem:database-unavailable")

    with forwarded(port, int(server.uri.rpartition(":")[2])):
        assert served.get("/readyz").json() == {"status": "ready", "run": 2}
    assert served.end(signal.SIGINT)[0] == 130


@pytest.mark.usefixtures("database")
def test_before_the_first_run_it_says_what_to_do_and_answers_503(serve: Serve):
    served = serve()

    assert "upline nightly" in " ".join(served.said.split())
    answer = served.get("/readyz")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:upline:problem:nothing-published")


@contextmanager
def forwarded(port: int, target: int) -> Iterator[None]:
    """Let a port lead to another one: a database that is back."""
    with ExitStack() as opened:
        listening = opened.enter_context(closing(socket.create_server(("127.0.0.1", port))))

        def pump(source: socket.socket, sink: socket.socket) -> None:
            try:
                while data := source.recv(65536):
                    sink.sendall(data)
            except OSError:
                pass  # one of the two ended: so does this
            finally:
                for end in (source, sink):
                    end.close()

        def accept() -> None:
            while True:
                try:
                    near, _ = listening.accept()
                except OSError:
                    return
                far = socket.create_connection(("127.0.0.1", target))
                for ends in ((near, far), (far, near)):
                    Thread(target=pump, args=ends, daemon=True).start()

        Thread(target=accept, daemon=True).start()
        yield
        listening.shutdown(socket.SHUT_RDWR)
