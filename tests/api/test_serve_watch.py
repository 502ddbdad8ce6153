"""`upline serve --watch` as a whole process: a folder is dropped, and the API answers with the new run."""

import signal
import time
from pathlib import Path

from graph.access import Role, Viewer
from graph.database import Database
from graph.nightly import run_nightly
from tests.api.conftest import key_of
from tests.api.test_serve import Serve, serve
from tests.spec.delivery import write_delivery
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company

__all__ = ["serve"]
SECONDS = 120
FIRST = company("S\nA S\nB A", "o1 A P699 2026-01-05T10:00")
SECOND = company("S\nA S\nB A\nC B", "o1 A P699 2026-01-05T10:00\no2 C P699 2026-01-06T10:00")


def test_a_dropped_folder_is_answered_from_and_sigterm_ends_the_service(
    serve: Serve, database: Database, tmp_path: Path
):
    deliver(database, FIRST)
    run_nightly(database)
    key = {"Authorization": f"Bearer {key_of(database, Viewer('admin', Role.ADMIN))}"}
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    served = serve("--watch", str(inbox))
    assert served.get("/readyz").json()["run"] == 1
    assert served.get("/api/v1/members/C", **key).status_code == 404
    write_delivery(inbox / "day", SECOND)
    (inbox / "day" / "_DONE").touch()
    deadline = time.monotonic() + SECONDS
    while (answer := served.get("/api/v1/members/C", **key)).status_code == 404:
        assert time.monotonic() < deadline, list(inbox.rglob("*.txt"))
        assert served.process.poll() is None
        time.sleep(0.3)  # asks again
    assert (answer.json()["run"], answer.json()["personal_volume"]) == (2, "699.00")
    code, told = served.end(signal.SIGTERM)
    assert (code, "Traceback" in told) == (-signal.SIGTERM, False), told
