"""What arrives at the socket before anybody has an account: bounded in size and in time."""

import re
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from graph.settings import Settings
from server.app import create_app
from tests.api.serving import served
from tests.hostile.headers import LARGEST, MOST, OVERDUE, REFUSED, SOUND, Sent, get
from tests.hostile.memory import MOST_MB, Peak
from tests.web.gated import nowhere, service_on
from web.limits import Limits, limits_for

_PATIENCE = 20.0
SHORT = Limits(header_seconds=0.2, body_seconds=0.2)


def serving(settings: Settings, limits: Limits) -> Iterator[tuple[str, int]]:
    with nowhere() as database, served(create_app(service_on(database, settings)), limits) as address:
        yield "127.0.0.1", int(address.rpartition(":")[2])


@pytest.fixture(scope="module")
def at(settings: Settings) -> Iterator[tuple[str, int]]:
    yield from serving(settings, Limits())


@pytest.fixture(scope="module")
def hasty(settings: Settings) -> Iterator[tuple[str, int]]:
    """A server with short deadlines."""
    yield from serving(settings, SHORT)


def answers(address: tuple[str, int], sent: Sent) -> tuple[int, ...]:
    """Send, and return the statuses of what comes back until the server closes."""
    with closing(socket.create_connection(address, timeout=_PATIENCE)) as client:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has heard enough
            client.sendall(sent.raw)
        told = read_all(client)
    return tuple(int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3}) ", told))


def read_all(client: socket.socket) -> bytes:
    told = b""
    try:
        while piece := client.recv(65_536):
            told += piece
    except ConnectionResetError:
        pass
    return told


def name_of(sent: Sent) -> str:
    return sent.name


@pytest.mark.parametrize("sent", [*SOUND, *REFUSED], ids=name_of)
def test_a_request_is_answered_or_refused_at_little_cost(at: tuple[str, int], sent: Sent):
    before, peak = time.process_time(), Peak()
    assert answers(at, sent) == sent.answers
    assert time.process_time() - before < 1
    assert peak.grown_mb < MOST_MB  # the client's part included


@pytest.mark.parametrize("sent", OVERDUE, ids=name_of)
def test_a_request_that_does_not_arrive_in_time_is_closed(hasty: tuple[str, int], sent: Sent):
    assert answers(hasty, sent) == sent.answers


def test_blank_lines_keep_no_connection_open_after_an_answer(hasty: tuple[str, int]):
    with closing(socket.create_connection(hasty, timeout=_PATIENCE)) as client:
        client.sendall(get())
        while not (told := client.recv(65_536)).endswith(b"}"):
            assert told
        client.sendall(b"\r\n")
        assert read_all(client) == b""


def test_a_refusal_is_a_problem_that_says_what_to_do(at: tuple[str, int]):
    with closing(socket.create_connection(at, timeout=_PATIENCE)) as client:
        client.sendall(get(b"x: " + b"y" * LARGEST + b"\r\n"))
        told = read_all(client)
    assert b"content-type: application/problem+json" in told
    assert b"urn:upline:problem:headers-too-large" in told
    assert b"connection: close" in told.lower()


def test_the_limits_are_those_that_are_documented():
    limits = Limits()
    assert (limits.header_bytes, limits.headers) == (LARGEST, MOST)
    assert (limits.header_seconds, limits.body_seconds) == (10, 30)


def test_where_there_are_too_many_connections_the_longest_silent_one_makes_room(settings: Settings):
    for address in serving(settings, Limits(connections=3)):
        silent = [socket.create_connection(address, timeout=_PATIENCE) for _ in range(3)]
        answered = answers(address, Sent("", get(b"Connection: close\r\n"), (200,)))
        assert answered == (200,)
        assert read_all(silent[0]) == b""
        silent[1].sendall(get(b"Connection: close\r\n"))
        assert read_all(silent[1]).startswith(b"HTTP/1.1 200")
        for one in silent:
            one.close()


def test_who_takes_nothing_of_an_answer_is_cut_off(settings: Settings):
    for address in serving(settings, Limits(taking_seconds=0.2)):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with closing(client):
            client.settimeout(_PATIENCE)
            client.connect(address)
            with pytest.raises((BrokenPipeError, ConnectionResetError)):
                client.sendall(get(path=b"/docs/swagger-ui-bundle.js") * 1_000_000)


def test_a_server_keeps_files_for_more_than_its_connections():
    files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (400, files[1]))
    try:
        assert limits_for(1000).connections == 272
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, files)
    assert limits_for(20).connections == 20
