"""Cursors: paging through any list, at any page size and in any order, loses and repeats no row."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph.access import Role, Viewer
from graph.clock import to_micros
from graph.database import Database
from graph.nightly import run_nightly
from graph.reads.current import Current
from graph.reads.runs import published_run
from graph.reads.team import Sort
from graph.service import Service
from graph.settings import Settings
from tests.api.conftest import Clients, TestClient
from tests.spec.companies import random_company
from tests.spec.neo4j_engine import deliver
from tests.spec.plans import random_plans
from tests.spec.tables import moment
from tests.statements import run_test_statement

SIZE = 60
SORTS = st.sampled_from([one.value for one in Sort])
ORDERS = st.sampled_from(["asc", "desc"])
SIZES = st.integers(1, 25)


@pytest.fixture(scope="module")
def company(driver: Driver) -> Database:
    """A random company with many equal figures, in one published run so far."""
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    deliver(database, random_company(21, SIZE))
    run_nightly(database, random_plans(Random(1))[:1], moment("2026-02-01T12:00"))
    return database


@pytest.fixture(scope="module")
def service(company: Database, settings: Settings) -> Service:
    return Service(company, Current(company, seconds=0), settings)


@pytest.fixture(scope="module")
def top(client: TestClient) -> str:
    """The member with the largest team."""
    everybody = client.get("/api/v1/members", params={"limit": 500}).json()["items"]
    return max(everybody, key=lambda member: member["team_size"])["member_id"]


def pages(client: TestClient, address: str, **query: object) -> Iterator[dict[str, Any]]:
    cursor = ""
    while cursor is not None:
        answer = client.get(f"/api/v1/members{address}", params={**query, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        yield answer.json()
        cursor = answer.json()["next"]


def rows(client: TestClient, address: str, **query: object) -> list[dict[str, Any]]:
    return [one for page in pages(client, address, **query) for one in page["items"]]


def value(member: dict[str, Any], sort: str) -> Any:
    figure = member["rank"]["number"] if sort == "rank" else member[sort]
    return float(figure) if sort in {"earned", "held", "available"} or sort.endswith("volume") else figure


@settings(max_examples=25, deadline=None)
@given(under=st.sampled_from(["legs", "team"]), sort=SORTS, order=ORDERS, size=SIZES)
def test_sorted_lists_are_whole_and_sorted(
    client: TestClient, top: str, *, under: str, sort: str, order: str, size: int
):
    paged = rows(client, f"/{top}/{under}", sort=sort, order=order, limit=size)
    whole = rows(client, f"/{top}/{under}", limit=500)
    assert sorted(one["member_id"] for one in paged) == sorted(one["member_id"] for one in whole)
    keys = [(value(one, sort), one["member_id"]) for one in paged]
    assert keys == sorted(keys, reverse=order == "desc")


@settings(max_examples=15, deadline=None)
@given(text=st.sampled_from(["", "m", "M", "成", "m 0", "成员1", "x"]), size=SIZES)
def test_a_search_is_whole(client: TestClient, text: str, size: int):
    paged = rows(client, "", q=text, limit=size)
    everybody = [one["member_id"] for one in rows(client, "", limit=500)]
    found = [one["member_id"] for one in paged]
    begins = [one for one in everybody if one.casefold().startswith(text.casefold())]
    assert found[: len(begins)] == begins
    assert found[len(begins) :] == sorted(set(found) - set(begins))
    assert everybody == sorted(everybody)


@settings(max_examples=8, deadline=None)
@given(size=st.integers(1, 9))
def test_entries_are_whole(client: TestClient, top: str, size: int):
    paged = rows(client, f"/{top}/rewards/entries", limit=size)
    assert paged == rows(client, f"/{top}/rewards/entries", limit=500)
    assert len({one["key"] for one in paged}) == len(paged)


def test_a_manager_pages_through_its_team_only(client: TestClient, client_of: Clients, top: str):
    below = {one["member_id"] for one in rows(client, f"/{top}/team", limit=500)}
    middle = max((leg for leg in rows(client, f"/{top}/legs", limit=500)), key=lambda leg: leg["team_size"])
    manager = client_of(Viewer("middle", Role.MANAGER, middle["member_id"]))
    found = [one["member_id"] for one in rows(manager, "", limit=3)]
    assert found == sorted(found)
    assert len(found) > 1
    assert len(found) == middle["team_size"] + 1
    assert set(found) <= below


def test_pages_stay_in_their_run_when_another_one_is_published_in_between(
    client: TestClient, company: Database, top: str
):
    lists = [
        (f"/{top}/team", "group_volume"),
        (f"/{top}/team", "member_id"),
        (f"/{top}/legs", "earned"),
        ("", ""),
    ]
    whole = {key: rows(client, key[0], **_sort(key[1]), limit=500) for key in lists}
    begun = {key: pages(client, key[0], **_sort(key[1]), limit=4) for key in lists}
    first = {key: next(one) for key, one in begun.items()}
    before = published_run(company)
    run_nightly(company, (), to_micros(before.as_of_time) + 60 * 86_400_000_000)
    assert client.get(f"/api/v1/members/{top}").json()["run"] == before.number + 1
    for key, rest in begun.items():
        told = [first[key], *rest]
        assert {page["run"] for page in told} == {before.number}
        assert [one for page in told for one in page["items"]] == whole[key]
    after = rows(client, f"/{top}/team", sort="group_volume", limit=500)
    assert after != whole[f"/{top}/team", "group_volume"]


def _sort(sort: str) -> dict[str, str]:
    return {"sort": sort} if sort else {}
