"""Webhooks of payouts: signed, sent again until they are taken, never lost between approval and sending."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from pydantic import SecretStr

from graph.database import Database
from graph.payouts.batches import LineState
from graph.payouts.confirming import Outcome, confirm
from graph.payouts.deciding import approve
from graph.payouts.notices import PAUSES, notices, send
from graph.settings import Settings
from tests.payouts.company import CHEN, LIN, by_member, prepared
from tests.statements import run_test_statement

SECRET = "a secret of sixteen and more"


class Listener(HTTPServer):
    """Takes what is posted, and answers with the next of its statuses, the last one from then on."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses = list(statuses)
        self.heard: list[tuple[dict[str, str], str]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        statuses = self.server.statuses
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening(*statuses: int) -> Iterator[Listener]:
    with Listener(*statuses) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_a_webhook_hears_of_approval_and_payment_until_it_answers(
    paying: Database, settings: Settings, tmp_path: Path
):
    batch = prepared(paying)
    approve(paying, batch.number, CHEN, notices=True)
    net = {member: line.net for member, line in by_member(paying, batch.number).items()}
    outcomes = [Outcome("row 2", "A", LineState.PAID, "wx1"), Outcome("row 3", "U", LineState.FAILED)]
    for _ in range(2):
        confirm(paying, batch.number, outcomes, LIN, notices=True)
    with listening(500, 200) as server:
        told = settings.model_copy(
            update={
                "upline_home": tmp_path,
                "upline_payout_webhook": f"http://127.0.0.1:{server.server_port}/hear",
                "upline_payout_webhook_secret": SecretStr(SECRET),
            }
        )
        first = send(paying, told)
        assert (first.taken, first.failed) == (1, 1)
        assert send(paying, told).taken == 0, "not before its pause is over"
        (waiting,) = notices(paying, 10, waiting=True)
        assert (waiting.tries, waiting.why) == (1, "500")
        assert waiting.next - waiting.created >= PAUSES[0]
        run_test_statement(paying, "hurry_notices")
        assert send(paying, told).taken == 1
        assert notices(paying, 10, waiting=True) == []
    documents = {headers["webhook-id"]: json.loads(body) for headers, body in server.heard}
    assert len(server.heard) == 3
    assert set(documents) == {f"payout-{batch.number}", f"payout-{batch.number}-A"}
    assert documents[f"payout-{batch.number}"]["data"]["approved_by"] == CHEN
    paid = documents[f"payout-{batch.number}-A"]
    assert (paid["type"], paid["data"]["member_id"], paid["data"]["reference"]) == ("payout.paid", "A", "wx1")
    assert paid["data"]["net"].replace(".", "") == str(net["A"])
    for headers, body in server.heard:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
        digest = base64.b64encode(hmac.digest(SECRET.encode(), signed, hashlib.sha256)).decode()
        assert headers["webhook-signature"] == f"v1,{digest}"


def test_who_ends_finishes_one_notice_and_holds_no_other_back(
    paying: Database, settings: Settings, tmp_path: Path
):
    batch = prepared(paying)
    approve(paying, batch.number, CHEN, notices=True)
    confirm(paying, batch.number, [Outcome("row 2", "A", LineState.PAID)], LIN, notices=True)
    with listening(200) as server:
        told = settings.model_copy(
            update={
                "upline_home": tmp_path,
                "upline_payout_webhook": f"http://127.0.0.1:{server.server_port}/hear",
            }
        )
        assert send(paying, told, ended=lambda: bool(server.heard)).taken == 1
        assert send(paying, told).taken == 1, "the other one is sent at once by whoever comes next"
