"""`upline payout`: a batch from what is payable to the bank's file and back, and what is refused."""

import csv
import io
import json
from pathlib import Path

import pytest

from graph.access import Role
from graph.access.accounts import accounts, add_account, delete_account
from graph.database import Database
from tests.cli.conftest import Upline
from tests.statements import run_test_statement

PASSWORD = "a long enough password"
PEOPLE = {"lin": Role.FINANCE, "chen": Role.FINANCE, "ana": Role.ANALYST}


@pytest.fixture
def clerks(paying: Database) -> None:
    """Two who pay, and one who only reads; their passwords are chosen by themselves."""
    for account in accounts(paying):
        delete_account(paying, account.name)
    for name, role in PEOPLE.items():
        add_account(paying, name, PASSWORD, role)


@pytest.mark.usefixtures("clerks")
def test_a_clerks_month(paying: Database, upline: Upline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def run(account: str, *arguments: str, password: str = PASSWORD):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return upline("payout", *arguments, "--account", account, "--password-stdin")

    shown = upline("payout", "payable", "--format", "csv")
    due = {row["member_id"]: row["due"] for row in csv.DictReader(io.StringIO(shown.out))}
    assert "A1" in due
    assert run("lin", "prepare", password="a wrong password").code == 2
    refused = run("ana", "prepare")
    assert (refused.code, "only finance and admin pay" in refused.err) == (2, True)
    assert run("lin", "prepare").code == 0
    assert "Batch 1 is cancelled" in run("chen", "cancel", "1", "--reason", "no note").out
    made = run("lin", "prepare", "--note", "January", "--minimum", "0.01", "--json")
    batch = json.loads(made.out)
    assert (batch["state"], batch["prepared_by"], batch["note"]) == ("prepared", "lin", "January")
    assert "another account" in run("lin", "approve", "2").err
    approved = run("chen", "approve", "2")
    assert approved.code == 0
    assert "Batch 2 is approved" in approved.out
    listed = ["member_id,openid,user_name", *(f"{member},o{member},{member}" for member in due)]
    (tmp_path / "accounts.csv").write_text("\n".join(listed), "utf-8")
    out = tmp_path / "wechat.csv"
    export = ["export", "2", "--template", "wechat", "--out", str(out)]
    assert "--accounts" in run("lin", *export).err
    assert run("lin", *export, "--accounts", str(tmp_path / "accounts.csv")).code == 0
    with out.open(encoding="utf-8") as file:
        numbers = [row["out_bill_no"] for row in csv.DictReader(file)]
    assert len(numbers) == len(due)
    results = ["out_bill_no,state", *(f"{number},SUCCESS" for number in numbers)]
    (tmp_path / "back.csv").write_text("\n".join(results), "utf-8")
    done = run("lin", "confirm", "2", str(tmp_path / "back.csv"), "--template", "wechat", "--json")
    assert json.loads(done.out)["state"] == "paid"
    shown = upline("payout", "show", "2", "--format", "csv")
    assert {row["member_id"]: row["net"] for row in csv.DictReader(io.StringIO(shown.out))} == due
    year = upline("payout", "year", batch["day"][:4], "--format", "csv")
    assert {row["member_id"]: row["gross"] for row in csv.DictReader(io.StringIO(year.out))} == due
    for look in (["list"], ["show", "2"], ["payable"], ["notices"], ["blocked"]):
        for language in ("en", "zh"):
            assert upline("--lang", language, "payout", *look).code == 0
    assert "nothing is payable" in run("lin", "prepare").err
    assert "never changes" in run("lin", "cancel", "2").err
    assert run("lin", "restored", "--missing", "2,7").out.startswith("Payouts wait for batches 7.")
    assert "blocked after a restore" in run("lin", "prepare").err
    assert run("lin", "restored", "--none").code == 0
    audit = csv.DictReader(io.StringIO(upline("audit", "--format", "csv").out))
    events = [(row["event"], row["account"]) for row in audit if row["event"].startswith("payout.")]
    assert events[2:5] == [
        ("payout.prepared", "lin"),
        ("payout.approved", "chen"),
        ("payout.exported", "lin"),
    ]
    run_test_statement(paying, "forget_payouts")  # a backup of before is restored
    assert run("lin", "restored", "--missing", "2").code == 0
    kept = tmp_path / "home" / "payouts" / "payout-000002.jsonl"
    assert "Batch 2 is paid" in run("chen", "import", str(kept)).out
    assert upline("payout", "blocked").out == "Payouts are not blocked.\n"
