"""The weekly summary: to whom it goes, by mail over TLS or by webhook, in which language, what it says."""

import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from cli.jobs.weeklies import weekly_time
from dashboard.weekly import weekly_letter
from graph.access import Role
from graph.access.accounts import accounts, add_account, change_contact, delete_account
from graph.database import Database
from graph.errors import UserError
from graph.i18n import spoken_in
from graph.nightly import run_nightly
from graph.reads.runs import published_run
from graph.weekly import weekly_summary
from graph.weekly.mail import address_of
from tests.cli.conftest import Upline
from tests.cli.smtp import PASSWORD as SMTP_PASSWORD
from tests.cli.smtp import USER, Mailbox, served, write_certificate
from tests.cli.test_notifying import Receiver, receiver
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment

__all__ = ["receiver"]
PASSWORD = "a long enough password"
TREE = """
    S - 2026-01-01T00:00
    A S 2026-01-02T00:00
    B A 2026-01-12T00:00
    C A 2026-01-13T00:00
    D A 2026-01-13T00:00
"""
ORDERS = "o1 A P699 2026-01-05T10:00\no2 B P699 2026-01-13T10:00\no3 C P699 2026-01-14T10:00"


@pytest.fixture
def managed(database: Database) -> Database:
    """Two runs a week apart, a manager of A with an address in Chinese, one of S without, one disabled."""
    deliver(database, company(TREE, ORDERS, openings="S province"))
    run_nightly(database, (), moment("2026-01-09T00:00"))
    run_nightly(database, (), moment("2026-01-17T00:00"))
    for name, member in (("chen", "A"), ("li", "S"), ("admin", "")):
        add_account(database, name, PASSWORD, Role.MANAGER if member else Role.ADMIN, member)
    change_contact(database, "chen", "chen@example.com", "zh")
    return database


@pytest.fixture
def mailbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    written = write_certificate(tmp_path)
    if written is None:
        pytest.skip("there is no openssl to make a certificate")
    certificate, key = written
    secret = tmp_path / "smtp-password"
    secret.write_text(SMTP_PASSWORD + "\n", encoding="utf-8")
    with served(Mailbox(certificate=certificate), key) as box:
        for name, value in (
            ("SMTP_HOST", "127.0.0.1"),
            ("SMTP_PORT", str(box.port)),
            ("SMTP_CA", str(certificate)),
            ("SMTP_USER", USER),
            ("SMTP_PASSWORD_FILE", str(secret)),
            ("MAIL_FROM", "upline@example.com"),
            ("PUBLIC_URL", "https://upline.example.com"),
        ):
            monkeypatch.setenv(f"UPLINE_{name}", value)
        yield box


def body_of(letter: EmailMessage, form: str) -> str:
    body = letter.get_body((form,))
    assert body is not None
    return str(body.get_content())


def test_a_letter_goes_by_mail_over_tls_in_the_language_of_the_account(
    upline: Upline, managed: Database, mailbox: Mailbox
) -> None:
    assert managed
    ended = upline("weekly", "--all")
    assert ended.code == 0, ended.err
    assert "chen: sent by mail" in ended.out
    assert "li: no e-mail address and no webhook" in ended.out
    assert "@" not in ended.out + ended.err
    assert (mailbox.recipients, mailbox.encrypted) == (["chen@example.com"], [True])
    letter = mailbox.letters[0]
    assert letter["From"] == "upline@example.com"
    assert "1月16日" in letter["Subject"]
    html, plain = body_of(letter, "html"), body_of(letter, "plain")
    for text in ("我的团队本周", "待办", "¥1,398.00"):
        assert text in html
        assert text in plain
    assert 'href="https://upline.example.com/dashboard/team?view=behind&amp;month=2026-01"' in html
    assert not re.search(r"src=|url\(|<link|<script|@import", html)
    assert [one for one in re.findall(r'"(https?://[^"]+)', html) if "upline.example.com" not in one] == []


def test_one_that_is_refused_stops_no_other_and_the_command_says_so(
    upline: Upline, managed: Database, mailbox: Mailbox
) -> None:
    change_contact(managed, "li", "li@example.com", "en")
    mailbox.refuse.add("chen@example.com")
    ended = upline("weekly", "--all")
    assert ended.code == 2
    assert "chen: not sent (SMTPRecipientsRefused)" in ended.out
    assert mailbox.recipients == ["li@example.com"]
    assert "My team in the week" in body_of(mailbox.letters[0], "plain")
    assert "@" not in ended.out + ended.err


def test_a_server_without_a_trusted_certificate_gets_nothing(
    upline: Upline, managed: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert managed
    monkeypatch.delenv("UPLINE_SMTP_CA")
    ended = upline("weekly", "--to", "chen")
    assert ended.code == 2
    assert "SSLCertVerificationError" in ended.err
    assert mailbox.letters == []


def test_without_an_address_it_goes_to_the_webhook(
    upline: Upline, managed: Database, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert managed
    monkeypatch.setenv("UPLINE_WEEKLY_URL", receiver.url)
    monkeypatch.setenv("UPLINE_WEEKLY_SECRET", "a secret of our own!")
    assert upline("weekly", "--to", "li").code == 0
    told = json.loads(receiver.bodies[0])
    assert (told["event"], told["account"], told["run"]) == ("weekly", "li", 2)
    assert [part["title"] for part in told["parts"]] == [
        "Me",
        "To do",
        "My team in the week",
        "Who changed most",
    ]
    assert "webhook-signature" in receiver.headers[0]


def test_files_are_written_and_nobody_else_can_get_one(
    upline: Upline, managed: Database, tmp_path: Path
) -> None:
    assert managed
    ended = upline("weekly", "--all", "--file", str(tmp_path))
    assert ended.code == 0
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["weekly-chen.html", "weekly-li.html"]
    noted = json.loads(upline("audit", "--event", "weekly.sent", "--format", "json").out)
    assert {row["subject"] for row in noted} == {"chen", "li"}
    assert upline("weekly", "--to", "admin", "--file", str(tmp_path)).code == 2
    assert upline("weekly").code == 2


def test_the_week_is_the_seven_days_up_to_the_last_whole_one(managed: Database) -> None:
    summary = weekly_summary(managed, published_run(managed), "A")
    assert (str(summary.week.first), str(summary.week.last)) == ("2026-01-10", "2026-01-16")
    assert (summary.week.revenue, summary.week.joined) == (2 * 699_00, 3)
    assert (summary.before.revenue, summary.before.joined) == (699_00, 0)
    assert summary.since == 1
    assert {one.member_id for one in summary.changed} == {"B", "C"}
    with spoken_in("en"):
        letter = weekly_letter(summary, "<chen>")
    assert "&lt;chen&gt;" in letter.html
    assert "<chen>" not in letter.html
    assert "href=" not in letter.html


def test_an_address_is_kept_with_the_account_told_to_the_operator_alone_and_goes_with_it(
    upline: Upline, managed: Database
) -> None:
    ended = upline("account", "email", "li", "li@example.com", "--language", "en")
    assert ended.code == 0
    assert "@" not in ended.out
    known = {one.name: (one.email, one.language) for one in accounts(managed)}
    assert known["li"] == ("li@example.com", "en")
    assert "li@example.com" not in upline("audit", "--format", "json").out
    assert upline("account", "email", "li").code == 0
    assert {one.name: one.email for one in accounts(managed)}["li"] == ""
    assert upline("member", "erase", "A", "--reason", "asked for").code == 0
    assert {one.name: one.email for one in accounts(managed)}["chen"] == ""
    delete_account(managed, "chen")
    assert "chen" not in {one.name for one in accounts(managed)}


@pytest.mark.parametrize(
    "text",
    ["", "chen", "a@b@c", "a b@c.de", "a@c.de\nBcc: x@y.z", "<a@b.de>", "a@b.de,c@d.ef", "x" * 250 + "@b.de"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="no e-mail address"):
        address_of(text)


def test_a_time_of_the_week_is_read() -> None:
    assert weekly_time("Mon 08:05") == ("mon", 8, 5)
    for text in ("", "08:00", "monday 08:00", "mon 24:00"):
        with pytest.raises(UserError):
            weekly_time(text)
