"""`upline account` and `upline key`: made, listed, closed; what they print, and what they refuse."""

import io
import json
import re

import pyotp
import pytest

from graph.access import Role, Viewer
from graph.access.accounts import add_account
from graph.access.attempts import Origin, WrongSignInError
from graph.access.keys import grant_of, parse_key
from graph.access.signing_in import account_row, sign_in
from graph.access.writing import now
from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from tests.cli.conftest import Upline

PASSWORD = "a long enough password"


@pytest.fixture
def service(database: Database, settings: Settings) -> Service:
    return Service(database, Current(database), settings)


class Terminal(io.StringIO):
    """Standard input with somebody at it."""

    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let somebody type these lines where a password is asked for."""
    waiting = list(lines)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("cli.credentials.getpass", lambda _prompt: waiting.pop(0))


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_password_is_asked_for_twice(upline: Upline, service: Service, monkeypatch: pytest.MonkeyPatch):
    typed(monkeypatch, PASSWORD, PASSWORD)
    made = upline("account", "add", "chen", "--role", "analyst")
    assert (made.code, made.out) == (0, "The account chen is there, as analyst.\n")
    assert sign_in(service, "chen", PASSWORD, Origin("")) == Viewer("chen", Role.ANALYST)
    typed(monkeypatch, PASSWORD, PASSWORD + " ")
    differ = upline("account", "add", "wang", "--role", "admin")
    assert (differ.code, differ.err) == (2, "error: the two passwords differ: try again\n")


def test_a_password_comes_from_standard_input_as_it_is(
    upline: Upline, service: Service, monkeypatch: pytest.MonkeyPatch
):
    piped(monkeypatch, " blanks count \r\nand other lines do not\n")
    assert upline("account", "add", "chen", "--role", "admin", "--password-stdin").code == 0
    assert sign_in(service, "chen", " blanks count ", Origin(""))
    piped(monkeypatch, "")
    empty = upline("account", "add", "wang", "--role", "admin", "--password-stdin")
    assert (empty.code, empty.out) == (2, "")
    assert "12 to 1024 characters" in empty.err
    piped(monkeypatch, PASSWORD)
    nobody = upline("account", "add", "wang", "--role", "admin")
    assert nobody.code == 2
    assert "--password-stdin or --generate" in nobody.err


def test_a_generated_password_is_shown_once_and_signs_in(upline: Upline, service: Service):
    made = upline("account", "add", "chen", "--role", "manager", "--member", "m1", "--generate")
    found = re.search(r"^Its password, shown this once: (\S{20})$", made.out, re.MULTILINE)
    assert found
    assert sign_in(service, "chen", found[1], Origin("")) == Viewer("chen", Role.MANAGER, "m1")
    assert "Notice: no published run has a member 'm1'" in made.out
    listed = upline("account", "list", "--format", "json").out
    assert found[1] not in listed
    told = json.loads(upline("account", "password", "chen", "--generate", "--json").out)
    assert sign_in(service, "chen", told["password"], Origin(""))
    with pytest.raises(WrongSignInError):
        sign_in(service, "chen", found[1], Origin(""))


def test_a_member_of_the_published_run_brings_no_notice(upline: Upline, published: Database):
    del published
    made = upline("account", "add", "chen", "--role", "member", "--member", "A", "--generate")
    assert "Notice" not in made.out
    assert "as member of A." in made.out


def test_accounts_are_listed_disabled_and_enabled(upline: Upline, database: Database):
    assert "There is no account yet" in upline("account", "list").out
    add_account(database, "chen", PASSWORD, Role.MANAGER, "m1")
    add_account(database, "=root", PASSWORD, Role.ADMIN)
    assert upline("account", "disable", "chen").out == "The account chen is disabled.\n"
    assert upline("account", "disable", "chen").out == "The account chen was disabled already.\n"
    root, chen = json.loads(upline("account", "list", "--format", "json").out)
    assert (root["name"], root["role"], root["member_id"], root["disabled"]) == ("=root", "admin", None, None)
    assert (chen["name"], chen["member_id"]) == ("chen", "m1")
    assert re.fullmatch(r"20\d\d-.*Z", chen["disabled"])
    assert "'=root,admin" in upline("account", "list", "--format", "csv").out
    assert "hash" not in upline("account", "list", "--format", "csv").out
    assert upline("account", "enable", "chen").out == "The account chen is enabled.\n"
    assert json.loads(upline("account", "enable", "chen", "--json").out)["changed"] is False
    assert json.loads(upline("account", "list", "--json").out) == {"command": "account list", "rows": 2}


def test_a_key_is_shown_once_and_revoked_by_its_id(upline: Upline, database: Database):
    add_account(database, "crm", PASSWORD, Role.ADMIN)
    made = upline("key", "add", "crm", "--name", "the CRM", "--days", "30", columns=20)
    text = next(line for line in made.out.splitlines() if line.startswith("upl_"))
    key, secret = parse_key(text) or ("", "")
    grant = grant_of(database, key)
    assert grant
    assert grant.opens_with(secret, now() + 29 * 86_400_000_000)
    assert not grant.opens_with(secret, now() + 31 * 86_400_000_000)
    (listed,) = json.loads(upline("key", "list", "--format", "json").out)
    assert (listed["id"], listed["account"], listed["name"], listed["revoked"]) == (
        key,
        "crm",
        "the CRM",
        None,
    )
    assert secret not in str(listed)
    assert upline("key", "revoke", key).out == "The key the CRM of crm is revoked.\n"
    assert grant_of(database, key) is None
    assert json.loads(upline("key", "list", "--format", "json").out)[0]["revoked"]
    told = json.loads(upline("key", "add", "crm", "--name", "two", "--json").out)
    assert parse_key(told["key"])


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("account add ch\x1ben --role admin --generate", "no text"),
        ("account add chen --role king --generate", "king"),
        ("account add chen --generate", "--role"),
        ("account add chen --role manager --generate", "--member"),
        ("account add chen --role admin --member m1 --generate", "leave --member out"),
        ("account add chen --role admin --generate --password-stdin", "exclude each other"),
        ("account add taken --role admin --generate", "already"),
        ("account disable nobody", "there is no account 'nobody': `upline account list`"),
        ("account enable nobody", "there is no account 'nobody'"),
        ("account password nobody --generate", "there is no account 'nobody'"),
        ("key add nobody --name x", "there is no account 'nobody'"),
        ("key add taken", "--name"),
        ("key add taken --name x --days 0", "days"),
        ("key revoke 0123", "there is no key '0123': `upline key list`"),
    ],
)
def test_what_cannot_be_ends_with_two_and_says_what_to_do(
    upline: Upline, database: Database, command: str, message: str
):
    add_account(database, "taken", PASSWORD, Role.ADMIN)
    ended = upline(*command.split(" "))
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err


def test_a_password_of_an_operator_must_be_changed_and_keys_can_go_with_it(upline: Upline, service: Service):
    upline("account", "add", "chen", "--role", "admin", "--generate")
    key = json.loads(upline("key", "add", "chen", "--name", "CRM", "--json").out)["key"]
    told = json.loads(upline("account", "password", "chen", "--generate", "--revoke-keys", "--json").out)
    assert told["revoked_keys"] == 1
    parts = parse_key(key)
    assert parts
    assert grant_of(service.database, parts[0]) is None
    row = account_row(service.database, "chen")
    assert row
    assert row["must_change"]
    assert "Keys revoked: 0." in upline("account", "password", "chen", "--generate", "--revoke-keys").out


def test_the_last_admin_goes_only_when_that_is_said(upline: Upline, database: Database):
    add_account(database, "boss", PASSWORD, Role.ADMIN)
    add_account(database, "closed", PASSWORD, Role.ADMIN)
    upline("account", "disable", "closed")
    for command in ("delete boss", "disable boss", "role boss --role analyst"):
        refused = upline("account", *command.split(" "))
        assert refused.code == 2
        assert "'boss' is the last admin" in refused.err
    assert upline("account", "role", "boss", "--role", "admin").out == "The account boss was admin already.\n"
    moved = upline("account", "role", "boss", "--role", "manager", "--member", "m1", "--yes")
    assert "The account boss is now manager of m1." in moved.out
    assert "Notice: no published run has a member 'm1'" in moved.out
    assert upline("account", "delete", "boss").out == "The account boss is deleted, with 0 keys.\n"
    assert upline("account", "delete", "boss").code == 2


def test_a_second_step_is_set_up_on_a_terminal_and_taken_away_by_an_operator(
    upline: Upline, service: Service, monkeypatch: pytest.MonkeyPatch
):
    add_account(service.database, "chen", PASSWORD, Role.ADMIN)
    nobody = upline("account", "totp", "chen")
    assert nobody.code == 2
    assert "--reset" in nobody.err
    monkeypatch.setattr("sys.stdin", Terminal())

    def shown(_prompt: str) -> str:
        row = account_row(service.database, "chen")
        assert row
        return pyotp.TOTP(row["totp_new"]).now()

    monkeypatch.setattr("cli.credentials.getpass", shown)
    made = upline("account", "totp", "chen")
    assert made.code == 0
    assert "█" in made.out
    assert len(re.findall(r"^  ([0-9a-f]{4}-){3}[0-9a-f]{4}$", made.out, re.MULTILINE)) == 10
    again = upline("account", "totp", "chen")
    assert (again.code, "--reset takes it away first" in again.err) == (2, True)
    assert json.loads(upline("account", "totp", "chen", "--reset", "--json").out)["removed"] is True
    assert upline("account", "totp", "chen", "--reset").out == "The account chen had no second step.\n"
