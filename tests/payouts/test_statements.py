"""Statements: what they say of a member's pay, who reads them, and that they are the same everywhere."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from graph.database import Database
from graph.errors import NotFoundError, UserError
from graph.nightly import run_nightly
from graph.payouts.deciding import approve
from graph.payouts.settings import PayoutSettings
from graph.payouts.statements import Section, batch_statement, month_statement, periods_of
from graph.payouts.statements.page import page_of
from graph.payouts.statements.sheet import csv_of
from graph.payouts.statements.telling import Telling
from graph.reads.current import Current
from graph.reads.runs import published_run
from graph.service import Service
from graph.settings import Settings
from graph.yaml_model import parse_model
from server.app import create_app
from tests.api.conftest import TestClient, key_of
from tests.cli.conftest import Upline
from tests.payouts.company import CHEN, MEMBERS, ORDERS, approved, by_member, noted, prepared
from tests.payouts.test_api import ADMIN, ANALYST, FINANCE, MANAGER, MEMBER
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment
from tests.statements import run_test_statement

TERMS = parse_model('withholding: {rate: "10 %"}', "payouts.yaml", PayoutSettings)
REFUND = "o5 699.00 2026-02-02T09:00"
MORE = {
    "adjustments": "A1 2026-01-20 50.00\nA1 2026-02-01 -3.50",
    "withdrawals": "A1 12.00 2026-01-25T10:00",
}


def night(database: Database, until: str, refunds: str = "") -> None:
    deliver(database, company(MEMBERS, ORDERS, refunds=refunds, openings="U partner", **MORE))
    run_nightly(database, as_of=moment(until))


@pytest.fixture(scope="module")
def paid(driver: Driver) -> Database:
    """January, a batch that is paid, one line of which failed, a refund, February's first days, a batch."""
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    night(database, "2026-02-01T03:00")
    first = approved(database, terms=TERMS)
    noted(database, first.number, A1="paid", A="failed")
    night(database, "2026-02-03T03:00", REFUND)
    second = prepared(database)
    approve(database, second.number, CHEN)
    return database


def told(database: Database, member: str, month: str, section: Section, code: str = "en") -> list[str]:
    statement = month_statement(database, published_run(database), member, month)
    telling = Telling(statement, code)
    return [
        f"{movement.day} {movement.amount / 100:.2f} {telling.what(movement)}: {telling.why(movement)}"
        for movement in statement.movements
        if movement.section is section
    ]


def test_a_month_says_why_each_amount_and_which_refund_took_back(paid: Database):
    january = told(paid, "A1", "2026-01", Section.REWARD)
    assert "2026-01-05 200.00 direct referral: order o5 of 2026-01-05 14:00 first counts" in january
    assert told(paid, "A1", "2026-01", Section.ADJUSTMENT) == [
        "2026-01-20 50.00 adjustment: 'as told', decided by Ann, approved by Bo"
    ]
    assert told(paid, "A1", "2026-01", Section.WITHDRAWAL) == [
        "2026-01-25 -12.00 paid by the wallet: paid out"
    ]
    assert told(paid, "A1", "2026-01", Section.CORRECTION) == []
    # The refund of an order of January came when January was closed: it belongs to February.
    taken = told(paid, "A1", "2026-02", Section.CORRECTION)
    assert "2026-01-05 -200.00 direct referral: 699.00 of this order was refunded (r0)" in taken
    chinese = told(paid, "A1", "2026-02", Section.CORRECTION, "zh")
    assert "2026-01-05 -200.00 直推奖: 本订单退款 699.00（r0）" in chinese


def test_what_was_paid_and_withheld_belongs_to_its_day_and_what_failed_comes_back(paid: Database):
    run = published_run(paid)
    line = by_member(paid, 1)["A1"]
    (month,) = {
        month
        for month in periods_of(paid, run, "A1").months
        if month_statement(paid, run, "A1", month).sums[Section.PAID]
    }
    sums = month_statement(paid, run, "A1", month).sums
    assert (sums[Section.PAID], sums[Section.WITHHELD]) == (-line.net, -line.withheld)
    assert line.withheld == line.gross // 10
    words = [told(paid, "A1", month, section)[0] for section in (Section.PAID, Section.WITHHELD)]
    assert [text.partition(" ")[2] for text in words] == [
        f"{-line.net / 100:.2f} payout 1: payout 1, reference bank A1",
        f"{-line.withheld / 100:.2f} payout 1: withheld of {line.gross / 100:,.2f} of payout 1",
    ]
    failed = month_statement(paid, run, "A", month)
    assert failed.sums[Section.PAID] == failed.sums[Section.WITHHELD] == 0
    assert any("failed: it can be paid again" in text for text in told(paid, "A", month, Section.PAID))


def test_a_batch_begins_where_the_line_before_it_ended(paid: Database):
    run = published_run(paid)
    first, second = (batch_statement(paid, run, "A", number) for number in (1, 2))
    assert (first.opening, first.closing) == (0, second.opening)
    line = by_member(paid, 2)["A"]
    assert second.closing == line.earned - line.withdrawn - line.paid - line.gross
    assert sum(move.amount for move in second.movements if move.batch == 1) == by_member(paid, 1)["A"].gross
    assert "A1" not in by_member(paid, 2), "the refund is carried, as it is below zero"
    with pytest.raises(NotFoundError, match="no batch 2 that was approved pays member 'A1'"):
        batch_statement(paid, run, "A1", 2)
    with pytest.raises(NotFoundError, match="has not begun"):
        month_statement(paid, run, "A1", "2026-03")
    with pytest.raises(UserError, match="is no month"):
        month_statement(paid, run, "A1", "2026-13")


def test_the_page_stands_alone_and_the_csv_adds_up_in_both_languages(paid: Database):
    statement = month_statement(paid, published_run(paid), "A1", "2026-02")
    for code, opening in (("en", "Opening balance"), ("zh", "期初余额")):
        page = page_of(statement, code)
        assert opening in page
        assert not re.search(r"<script|https?://|url\(|@import| src=", page)
        assert "@media print" in page
        rows = list(csv.reader(io.StringIO(csv_of(statement, code).removeprefix("\ufeff"))))
        amount, balance = (len(rows[0]) - 3, len(rows[0]) - 2)
        assert rows[1][1] == opening
        cents = [round(float(row[amount]) * 100) for row in rows[2:-1]]
        assert round(float(rows[1][balance]) * 100) + sum(cents) == round(float(rows[-1][balance]) * 100)
        assert round(float(rows[-1][balance]) * 100) == statement.closing


@pytest.fixture
def app(paid: Database, settings: Settings, tmp_path: Path) -> Iterator[Service]:
    service = Service(paid, Current(paid), settings.model_copy(update={"upline_home": tmp_path}))
    yield service
    service.audit.close()


def test_each_role_reads_the_statements_it_may_and_no_other(app: Service):
    api = create_app(app)
    for viewer in (ADMIN, FINANCE, ANALYST, MANAGER, MEMBER):
        sent = {"Authorization": f"Bearer {key_of(app.database, viewer)}"}
        client = TestClient(api, headers=sent, raise_server_exceptions=False, client=("127.0.0.1", 50_000))
        for member in ("U", "A", "A1", "B1", "nobody"):
            expected = 200 if member != "nobody" and (viewer.sees_all or viewer.member_id == member) else 404
            address = f"/api/v1/members/{member}/statements"
            parts = ["", "/2026-01", "/2026-02/html", "/2026-02/csv?language=zh"]
            assert [client.get(address + part).status_code for part in parts] == [expected] * 4, viewer


def test_the_api_and_the_command_say_what_the_statement_says(app: Service, upline: Upline, tmp_path: Path):
    statement = month_statement(app.database, published_run(app.database), "A1", "2026-02")
    sent = {"Authorization": f"Bearer {key_of(app.database, MEMBER)}"}
    client = TestClient(create_app(app), headers=sent, client=("127.0.0.1", 50_000))
    listed = client.get("/api/v1/members/A1/statements").json()
    assert (listed["months"][-1], listed["batches"]) == ("2026-01", ["batch-1"])
    answer = client.get("/api/v1/members/A1/statements/2026-02")
    read = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert (read["opening"], read["closing"]) == (
        f"{statement.opening / 100:.2f}",
        f"{statement.closing / 100:.2f}",
    )
    assert len(read["movements"]) == len(statement.movements)
    page = client.get("/api/v1/members/A1/statements/2026-02/html")
    assert page.text == page_of(statement, "en")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    for wrong in (
        "2026-13",
        "0000-01",
        "0001-01",
        "1969-12",
        "9999-12",
        "batch-0",
        "batch-2",
        "batch-99999999999",
        "2026-02/pdf",
        "2027-01",
    ):
        assert client.get(f"/api/v1/members/A1/statements/{wrong}").status_code in {404, 422}

    html, table = tmp_path / "a1.html", tmp_path / "a1.csv"
    files = ["--html", str(html), "--csv", str(table), "--json"]
    summary = json.loads(upline("payout", "statement", "A1", "--month", "2026-02", *files).out)
    assert (summary["opening"], summary["closing"]) == (read["opening"], read["closing"])
    assert html.read_text("utf-8") == page.text
    assert table.read_bytes().decode() == csv_of(statement, "en")
    for language in ("en", "zh"):
        shown = upline("--lang", language, "payout", "statement", "A1", "--month", "2026-02")
        assert shown.code == 0
        assert f"{statement.closing / 100:,.2f}" in shown.out
    assert upline("payout", "statement", "A1", "--batch", "1").code == 0
    both = upline("payout", "statement", "A1", "--batch", "1", "--month", "2026-02")
    assert (both.code, "a month or of a batch" in both.err) == (2, True)
    assert upline("payout", "statement", "nobody").code == 2
