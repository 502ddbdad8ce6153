"""The API gives the figures of the command's exports: for every member of a sample, in each run."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from api.schemas.members import MemberFigures
from graph.database import Database
from graph.money import to_decimal, to_minor
from tests.api.conftest import TestClient
from tests.cli.conftest import Upline, upline
from tests.reads.companies import publish_history
from tests.statements import run_test_statement

__all__ = ["upline"]
RUNS = (1, 2, 3)
MONTHS = ("2025-12", "2026-01", "2026-02", "2026-03")
VOLUMES = ("personal_volume", "team_volume", "group_volume")
FIGURES = (*VOLUMES, "earned", "held", "available", "withdrawn")


@pytest.fixture(scope="module")
def company(driver: Driver) -> Database:
    """A random company in three published runs."""
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    publish_history(database, 2)
    return database


def read(client: TestClient, address: str, **query: object) -> dict[str, Any]:
    answer = client.get(f"/api/v1/members{address}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def exported(upline: Upline, tmp_path: Path, *arguments: str) -> list[dict[str, str]]:
    out = tmp_path / "export.csv"
    assert upline(*arguments, "--format", "csv", "--out", str(out)).code == 0
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))


def as_export(item: dict[str, Any]) -> dict[str, str]:
    """Return an item of a list as a row of the standings export."""
    flat = {**item, **{name: item[name]["number"] for name in ("rank", "highest_rank")}}
    return {name: "" if value is None else str(value) for name, value in flat.items()}


@pytest.mark.parametrize("run", RUNS)
def test_standings_are_those_of_the_export(client: TestClient, upline: Upline, tmp_path: Path, run: int):
    rows = exported(upline, tmp_path, "standings", "--run", str(run))
    listed = read(client, "", run=run, limit=500)["items"]
    assert [one["member_id"] for one in listed] == [row["member_id"] for row in rows]
    columns = [name for name in rows[0] if name in MemberFigures.model_fields]
    assert len(columns) == len(rows[0]) - len({"run", "as_of"})
    for row, one in zip(rows, listed, strict=True):
        wanted = {name: row[name] for name in columns}
        single = read(client, f"/{row['member_id']}", run=run)
        assert (str(single["run"]), single["as_of"]) == (row["run"], row["as_of"])
        for found in (as_export(one), as_export(single)):
            assert {name: found[name] for name in columns} == wanted
        volume = read(client, f"/{row['member_id']}/volume", run=run)
        assert [volume[name] for name in VOLUMES] == [row[name] for name in VOLUMES]


def test_months_are_those_of_the_export(client: TestClient, upline: Upline, tmp_path: Path):
    for month in MONTHS:
        for row in exported(upline, tmp_path, "standings", "--month", month):
            address = f"/{row['member_id']}"
            single = read(client, address, month=month)
            assert [single[name] for name in FIGURES] == [row[name] for name in FIGURES]
            volume = read(client, f"{address}/volume", month=month)
            assert [volume[name] for name in VOLUMES] == [row[name] for name in VOLUMES]
            rewards = [one for one in read(client, f"{address}/rewards")["months"] if one["month"] == month]
            for name in ("earned", "held"):
                assert total(one[name] for one in rewards) == row[name]


@pytest.mark.parametrize("run", RUNS)
def test_rewards_are_the_sums_of_the_ledger(client: TestClient, upline: Upline, tmp_path: Path, run: int):
    sums: dict[str, dict[tuple[str, str], int]] = {}
    entries: dict[str, list[dict[str, str]]] = {}
    for row in exported(upline, tmp_path, "ledger"):
        if int(row["run"]) <= run and row["payee_id"]:
            of_payee = sums.setdefault(row["payee_id"], {})
            grain = row["day"][:7], row["kind"]
            of_payee[grain] = of_payee.get(grain, 0) + minor(row["amount"])
            entries.setdefault(row["payee_id"], []).append(row)
    for one in read(client, "", run=run, limit=500)["items"]:
        member = one["member_id"]
        found = read(client, f"/{member}/rewards", run=run)
        assert {(of["month"], of["kind"]): minor(of["earned"]) for of in found["months"]} == sums.get(
            member, {}
        )
        assert [found[name] for name in ("earned", "held")] == [one["earned"], one["held"]]
        listed = read(client, f"/{member}/rewards/entries", run=run, limit=500)["items"]
        told = [{name: "" if of is None else str(of) for name, of in entry.items()} for entry in listed]
        assert sorted(told, key=lambda row: row["key"]) == sorted(
            entries.get(member, []), key=lambda row: row["key"]
        )


def minor(text: str) -> int:
    return -to_minor(text[1:]) if text.startswith("-") else to_minor(text)


def total(amounts: Any) -> str:
    return to_decimal(sum(map(minor, amounts)))
