"""A mini-programme asks as the member why it got each reward: of its own, and naming nobody else."""

import re
from typing import Any

import pytest

from graph.access import Role, Viewer
from tests.api.company import MEMBERS
from tests.api.conftest import Clients

EVERYBODY = {line.split()[0] for line in MEMBERS.strip().splitlines()}


def question(entry: dict[str, Any]) -> dict[str, str]:
    """Return what asks why an entry was posted."""
    if entry["order_id"]:
        return {"order": entry["order_id"]}
    if entry["pool"]:
        return {"pool": entry["pool"], "day": entry["day"]}
    return {"kind": entry["kind"], "source": entry["source"]}


@pytest.mark.parametrize("member", ["U", "A", "A3"])
def test_a_member_learns_why_of_every_entry_and_of_nobody_else(client_of: Clients, member: str):
    client = client_of(Viewer(f"mini-{member}", Role.MEMBER, member))
    own = f"/api/v1/members/{member}/rewards"
    entries = client.get(f"{own}/entries", params={"limit": 500}).json()["items"]
    assert entries
    others = re.compile(rf"\b({'|'.join(EVERYBODY - {member})})\b")
    for asks in map(question, entries):
        for language in ("en", "zh"):
            answer = client.get(f"{own}/why", params={**asks, "language": language})
            assert answer.status_code == 200, asks
            why = answer.json()
            payments = [payment for kind in why["kinds"] for payment in kind["payments"]]
            assert {payment["payee_id"] for payment in payments} <= {member}
            assert payments or why["reasons"]
            told = [*why["reasons"], *(said for payment in payments for said in payment["reasons"])]
            assert not [said["text"] for said in told if others.search(said["text"])]
    sums: dict[str, float] = {}
    for entry in entries:
        if entry["order_id"]:
            sums[entry["order_id"]] = sums.get(entry["order_id"], 0) + float(entry["amount"])
    for order, amount in sums.items():
        kinds = client.get(f"{own}/why", params={"order": order}).json()["kinds"]
        paid = sum(float(payment["amount"]) for kind in kinds for payment in kind["payments"])
        assert paid == pytest.approx(amount)


def test_of_others_and_of_what_paid_nothing_a_member_learns_nothing(client_of: Clients):
    client = client_of(Viewer("mini-B1", Role.MEMBER, "B1"))
    assert client.get("/api/v1/members/A/rewards/why", params={"order": "o6"}).status_code == 404
    own = "/api/v1/members/B1/rewards/why"
    assert client.get(own, params={"order": "x1"}).status_code == 404
    assert client.get(own, params={"order": "nothing"}).status_code == 404
    assert client.get(own).status_code == 422
    assert client.get(own, params={"order": "o6", "pool": "city", "day": "2026-01-05"}).status_code == 422
