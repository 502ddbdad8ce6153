"""Who watches is told how a load or a night ended: signed, again where nobody takes it, and bounded."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import HttpUrl, SecretStr

from cli import notifying
from cli.load import loaded_facts
from cli.notifying import announced
from cli.serve import listen
from etl.loading import LoadSummary
from graph.audit import EventName
from graph.errors import DatabaseBusyError, HeldError, UserError
from graph.settings import Settings
from graph.webhooks import signature

SECRET = "a secret of our own!"


@dataclass
class Receiver:
    """A web server that answers with `codes` in turn, then with 200, and keeps what it was sent."""

    url: str = ""
    codes: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(notifying, "_PAUSE_SECONDS", 0)
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.bodies.append(self.rfile.read(int(self.headers["content-length"])).decode())
            kept.headers.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(kept.codes.pop(0) if kept.codes else 200)
            self.send_header("location", "/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


def _settings(**more: object) -> Settings:
    return Settings(neo4j_uri=None).model_copy(update=more)


def _told(receiver: Receiver) -> list[tuple[object, ...]]:
    return [
        tuple(json.loads(body)[name] for name in ("event", "outcome", "text")) for body in receiver.bodies
    ]


def test_what_was_done_is_told_signed_with_its_figures(receiver: Receiver):
    settings = _settings(upline_notify_url=HttpUrl(receiver.url), upline_notify_secret=SecretStr(SECRET))
    with announced(settings, EventName.NIGHTLY) as done:
        done("run 7 is published 已发布", run=7)
    assert _told(receiver) == [("nightly", "done", "run 7 is published 已发布")]
    assert json.loads(receiver.bodies[0])["run"] == 7
    headers = receiver.headers[0]
    assert headers["webhook-id"] == json.loads(receiver.bodies[0])["id"]
    expected = signature(SECRET, headers["webhook-id"], headers["webhook-timestamp"], receiver.bodies[0])
    assert headers["webhook-signature"] == expected


def test_a_name_that_is_no_utf_8_is_told_and_changes_nothing(receiver: Receiver):
    for more in ({}, {"upline_notify_secret": SecretStr(SECRET)}):
        with announced(_settings(upline_notify_url=HttpUrl(receiver.url), **more), EventName.LOADED) as done:
            done("\udcb9 已载入")
    assert _told(receiver) == [("load", "done", "\udcb9 已载入")] * 2
    assert "已载入" in receiver.bodies[0]


def test_a_folder_is_told_by_its_name_also_from_within_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    facts = loaded_facts(Path(), LoadSummary("", {}, (), 0))
    assert (facts["text"].partition(" ")[0], facts["folder"]) == (tmp_path.name, str(tmp_path))


def test_the_signature_is_that_of_standard_webhooks():
    """The example of the standard's own libraries."""
    secret, ident, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330"
    made = signature(secret, ident, at, '{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (HeldError("the payout is too high"), "held"),
        (DatabaseBusyError("a load is writing"), "later"),
        (UserError("there is no folder"), "failed"),
        (RuntimeError("of somebody"), "failed"),
    ],
)
def test_what_failed_is_told_with_how_and_raised_all_the_same(receiver: Receiver, error, outcome: str):
    settings = _settings(upline_notify_url=HttpUrl(receiver.url), upline_notify_on="failure")
    with pytest.raises(type(error)), announced(settings, EventName.LOADED):
        raise error
    words = "RuntimeError" if isinstance(error, RuntimeError) else str(error)
    assert _told(receiver) == [("load", outcome, words)]
    assert "webhook-signature" not in receiver.headers[0]


def test_nobody_is_told_of_ctrl_c_of_a_retry_or_of_success_when_only_failures_count(receiver: Receiver):
    settings = _settings(upline_notify_url=HttpUrl(receiver.url), upline_notify_on="failure")
    with pytest.raises(KeyboardInterrupt), announced(settings, EventName.LOADED):
        raise KeyboardInterrupt
    with pytest.raises(DatabaseBusyError), announced(settings, EventName.LOADED, quiet=True):
        raise DatabaseBusyError("a load is writing")
    with announced(settings, EventName.LOADED) as done:
        done("loaded")
    assert receiver.bodies == []


@pytest.mark.parametrize(("codes", "tries"), [([503, 429], 3), ([500] * 9, 4), ([400], 1), ([302], 1)])
def test_it_is_told_again_where_nobody_takes_it_a_few_times_and_follows_nobody(
    receiver: Receiver, codes: list[int], tries: int
):
    receiver.codes = codes
    with announced(_settings(upline_notify_url=HttpUrl(receiver.url)), EventName.NIGHTLY) as done:
        done("published")
    assert len(receiver.bodies) == tries
    assert len(set(receiver.bodies)) == 1


def test_a_webhook_that_is_not_there_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(notifying, "_PAUSE_SECONDS", 0)
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = HttpUrl(f"http://127.0.0.1:{port}/")
    with announced(_settings(upline_notify_url=url), EventName.NIGHTLY) as done:
        done("published")


def test_the_command_gets_the_document_on_its_standard_input_and_may_fail(tmp_path: Path):
    program = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    target = tmp_path / "told; rm -rf"
    command = f"{sys.executable} -c '{program}' '{target}'"
    with announced(_settings(upline_notify_command=command), EventName.NIGHTLY) as done:
        done("published", run=3)
    assert json.loads(target.read_text())["run"] == 3
    for bad in ("no-such-program", f"{sys.executable} -c 'raise SystemExit(1)'", "'open quote"):
        with announced(_settings(upline_notify_command=bad), EventName.NIGHTLY) as done:
            done("published")
