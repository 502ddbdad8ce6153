"""The reads of the catalogue give the same rows through py2neo (the optional extra) as through the driver."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.catalogue import names, statement
from graph.clock import NEVER, OPEN
from graph.database import Database
from graph.embedded import Connection
from tests.cli.company import publish

py2neo = pytest.importorskip("py2neo")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

WANTED = {
    "run": 2,
    "published": 2,
    "first": "",
    "month": "2026-01",
    "month_number": 2026 * 12,
    "held_kinds": ["direct", "peer"],
    "part": 1,
    "whole": 5,
    "rank": -1,
    "member": "A",
    "order": "o9",
    "open": OPEN,
    "day": "2026-01-05",
    "start": "",
    "end": NEVER,
    "kind": "",
    "pool": "",
    "products": ["p699"],
    "pools": ["city", "district", "province"],
    "table": "",
    "from": "",
    "to": "",
    "members": ["A", "A1"],
    "root": "A",
    "including": True,
    "depth": 4,
    "deepest": 10,
    "looked": 100,
    "sort": "group_volume",
    "sign": -1,
    "key": -OPEN,
    "after": "",
    "above": OPEN,
    "words": "member",
    "prefix": "?",
    "all": True,
    "volume": OPEN,
    "since": 0,
    "until": 0,
    "kinds": ["direct", "peer"],
    "posted": 2,
    "below": 3,
    "limit": 10,
    "limits": [3, 3],
    "name": "",
    "ranks": [0, 1, 2],
    "skip": 0,
    "as_of": OPEN,
    "holds": [],
    "rows": [{"member": "A", "rank": 1, "each": 1, "direct": False}],
    "least": 1,
    "view": 1,
}
TOPICS = ("runs", "members", "ledger", "pools", "standings", "totals", "tree")
READS = [name for name in names() if name.startswith(tuple(f"read/{topic}/" for topic in TOPICS))]

NONE_THERE = ("read/runs/stopped", "read/tree/nearest")
"""Reads of what this company has none of: a stopped night, and somebody with the rank that a leg misses."""


@pytest.fixture(scope="module")
def graph(server: Connection) -> Iterator[Any]:
    opened = py2neo.Graph(server.uri, auth=(server.username, server.password))
    yield opened
    opened.service.connector.close()


def test_every_read_gives_the_same_rows_through_py2neo(graph: Any, database: Database):
    database.ensure_schema("system/schema/facts")
    publish(database)
    graph.run("CREATE (:Product {id: $id, name: $id})", {"id": "p699"})
    for name in READS:
        wanted = dict(WANTED)
        if name == "read/ledger/of_member":
            wanted["order"] = ""
        if name.startswith(("read/tree/", "read/members/views")):
            wanted["month"] = WANTED["month_number"]
        if name.startswith("read/members/volume"):
            wanted |= {"from": 0, "to": OPEN, "first": 0, "end": 0}
        given = {key: wanted[key] for key in statement(name).parameters}
        expected = database.read(name, **given)
        assert expected or name in NONE_THERE, name
        assert graph.run(statement(name).text, given).data() == expected, name


def test_py2neo_makes_a_frame_of_the_standings(graph: Any, database: Database):
    publish(database)
    given = {key: WANTED[key] for key in statement("read/standings/list").parameters}
    frame = graph.run(statement("read/standings/list").text, given).to_data_frame()
    assert frame.set_index("member_id").loc["A", "earned"] == 110000
