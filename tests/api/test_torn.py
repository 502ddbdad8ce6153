"""While runs are being published, no answer ever mixes two of them."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

from etl.loading import load_folder
from graph.database import Database
from graph.nightly import run_nightly
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.company import publish_company
from tests.api.conftest import ADMIN, TestClient, key_of
from tests.spec.delivery import write_delivery
from tests.spec.tables import company, moment

RUNS = 15
READERS = 2
ASKED = (
    "/api/v1/members/A",
    "/api/v1/members/A/volume?month=2026-02",
    "/api/v1/members/A/legs",
    "/api/v1/members/A1/rewards",
    "/api/v1/members/S/team?limit=5",
    "/api/v1/metrics/payout",
)
Answer = dict[str, Any]


def publish_one_more(database: Database, number: int) -> None:
    """Deliver two orders of one day deep in the team, and publish the run that counts them."""
    orders = f"n{number} B1 P699 2026-02-{number:02d}T09:00\nm{number} C2 P699 2026-02-{number:02d}T10:00"
    with tempfile.TemporaryDirectory() as folder:
        load_folder(database, write_delivery(Path(folder) / "delivery", company("", orders)))
    run_nightly(database, as_of=moment(f"2026-02-{number + 1:02d}T00:00"))


def test_every_answer_is_of_one_run_while_runs_are_published(database: Database, settings: Settings):
    publish_company(database)
    app = create_app(Service(database, Current(database, seconds=0.05), settings))
    sent = {"Authorization": f"Bearer {key_of(database, ADMIN)}"}
    done = Event()

    def read() -> list[tuple[str, Answer]]:
        client = TestClient(app, headers=sent)
        answers = []
        while not done.is_set():
            for path in ASKED:
                answer = client.get(path)
                assert answer.status_code == 200, answer.text
                answers.append((path, answer.json()))
        return answers

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read) for _ in range(READERS)]
        try:
            for number in range(3, 3 + RUNS):
                publish_one_more(database, number)
        finally:
            done.set()
        answers = [answer for reader in readers for answer in reader.result()]

    client = TestClient(app, headers=sent)
    seen = {(path, answer["run"]) for path, answer in answers}
    own = {
        (path, run): client.get(path, params={**_query(path), "run": run}).json()
        for path, run in sorted(seen)
    }
    torn = [(path, answer) for path, answer in answers if answer != own[path, answer["run"]]]
    assert torn == []
    volumes = [own[one]["group_volume"] for one in sorted(seen) if one[0] == ASKED[1]]
    assert len(set(volumes)) == len(volumes) > RUNS // 2, (
        "the figures of each run must differ to tell a torn one"
    )


def _query(path: str) -> dict[str, str]:
    return dict(part.split("=") for part in path.partition("?")[2].split("&") if part)
