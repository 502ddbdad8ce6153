"""Hostile deliveries by API: each is answered in words, cheaply, and nothing of what was refused is kept."""

import socket
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from fastapi import FastAPI, Request

from graph.access import Role
from graph.service import Service
from tests.api.serving import served
from tests.hostile.memory import MOST_MB as MEMORY_MB
from tests.hostile.memory import Peak
from tests.hostile.packed import PACKED
from tests.hostile.test_headers import read_all
from tests.hostile.uploads import MOST_MB, UPLOADS
from tests.intake.conftest import Clients
from tests.intake.working import work
from web.limits import UPLOADS as PATHS
from web.limits import Limits

AT = "/api/v1/deliveries"
_SECONDS = 1.0


def test_each_is_answered_in_words_at_once_and_nothing_refused_is_kept(
    client_as: Clients,
    intake: Service,
) -> None:
    assert intake.settings.upline_delivery_mb == MOST_MB
    loader = client_as(Role.LOADER)
    loader.get(AT)
    wrong = []
    for upload in UPLOADS:
        before = {one.id for one in intake.spool.uploads()}
        peak, started = Peak(), time.process_time()
        answer = loader.post(AT, content=upload.body, headers={"Content-Type": upload.kind})
        seconds = time.process_time() - started
        costs = seconds >= _SECONDS or peak.grown_mb >= MEMORY_MB
        detail = "" if answer.status_code == 202 else answer.json()["detail"]
        if answer.status_code != upload.status or upload.words not in detail or costs:
            wrong.append((upload.name, answer.status_code, detail, seconds, peak.grown_mb))
        assert list(intake.spool.incoming.iterdir()) == []
        new = {one.id for one in intake.spool.uploads()} - before
        assert len(new) == (answer.status_code == 202)
        if upload.kept:
            (ident,) = new
            assert [path.name for path in intake.spool.files(ident).iterdir()] == list(upload.kept)
        for ident in new:
            intake.spool.cancel(ident)
    assert wrong == []
    assert str(intake.settings.upline_home) not in str(loader.get(AT).json())


def test_a_body_without_a_length_is_measured_while_it_comes(client_as: Clients) -> None:
    large = next(one for one in UPLOADS if one.status == 413)
    pieces = (large.body[at : at + 65_536] for at in range(0, len(large.body), 65_536))
    answer = client_as(Role.LOADER).post(AT, content=pieces, headers={"Content-Type": large.kind})
    assert answer.status_code == 413


@pytest.mark.parametrize("case", ["a zip of too much", "cells far apart"])
def test_what_is_packed_is_bounded_when_it_is_loaded(
    client_as: Clients,
    intake: Service,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: str,
) -> None:
    monkeypatch.setenv("UPLINE_LOAD_MEMORY_MB", "64")
    bomb = next(one for one in PACKED if one.name == case)
    bomb.build(tmp_path)
    (file,) = tmp_path.glob("*.*")
    loader = client_as(Role.LOADER)
    where = loader.post(AT, files={"file": (file.name, file.read_bytes())}).headers["Location"]
    work(intake.spool)
    failed = loader.get(where).json()
    assert failed["state"] == "failed"
    assert bomb.words in failed["reason"]


def _lengths() -> FastAPI:
    """An app that reads what is handed in, and answers how many bytes that were."""
    app = FastAPI()

    @app.post(AT)
    async def length(request: Request) -> int:
        return len(await request.body())

    @app.post("/elsewhere")
    async def elsewhere(request: Request) -> int:
        return len(await request.body())

    return app


@pytest.mark.parametrize(
    ("path", "piece", "status"),
    [(AT, 60, b"200"), (AT, 5, b"408"), ("/elsewhere", 60, b"408")],
    ids=["in time", "too slow", "another address"],
)
def test_a_delivery_may_take_long_as_long_as_it_goes_on(path: str, piece: int, status: bytes) -> None:
    assert path == "/elsewhere" or path in PATHS
    limits = Limits(
        header_seconds=0.2, body_seconds=0.3, upload_paths=PATHS, upload_bytes=10_000, upload_least=50
    )
    with served(_lengths(), limits) as address:
        port = int(address.rpartition(":")[2])
        with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client:
            head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {8 * piece}\r\n\r\n"
            client.sendall(head.encode())
            for _ in range(8):
                try:
                    client.sendall(b"x" * piece)
                except OSError:
                    break  # it has heard enough
                time.sleep(0.1)
            client.shutdown(socket.SHUT_WR)
            assert read_all(client).startswith(b"HTTP/1.1 " + status)


def test_a_delivery_that_is_too_large_for_the_wire_is_cut_off() -> None:
    limits = Limits(body_bytes=100, upload_paths=PATHS, upload_bytes=1000)
    with served(_lengths(), limits) as address:
        port = int(address.rpartition(":")[2])
        for size, answered in ((900, True), (5000, False)):
            with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client:
                head = f"POST {AT} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n"
                client.sendall(head.encode())
                time.sleep(0.05)
                with suppress(OSError):  # it has heard enough
                    for part in (size - 1, 1):
                        client.sendall(b"x" * part)
                        time.sleep(0.05)
                assert read_all(client).startswith(b"HTTP/1.1 200") == answered
