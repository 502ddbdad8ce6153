"""Accounts and keys in the database: what is kept of them, and what cannot be."""

import json
from datetime import timedelta

import pytest

from graph.access import Role, Viewer
from graph.access.accounts import accounts, add_account, change_password, disable_account, enable_account
from graph.access.attempts import Origin, WrongSignInError
from graph.access.keys import add_key, grant_of, keys, parse_key, revoke_key
from graph.access.sessions import Held, viewer_at
from graph.access.signing_in import sign_in
from graph.access.writing import now
from graph.database import Database
from graph.errors import DatabaseBusyError, NotFoundError, UserError
from graph.locking import writer_lock
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from tests.statements import run_test_statement

PASSWORD = "a long enough password"


@pytest.fixture
def service(database: Database, settings: Settings) -> Service:
    return Service(database, Current(database), settings)


def test_a_password_signs_in_and_only_its_hash_is_kept(service: Service):
    add_account(service.database, "陈 chen", PASSWORD, Role.MANAGER, "m1")
    found = sign_in(service, "陈 chen", PASSWORD, Origin("10.0.0.1"))
    assert found == Viewer("陈 chen", Role.MANAGER, "m1")
    stored = run_test_statement(service.database, "all_nodes")
    account = next(one["properties"] for one in stored if one["labels"] == ["Account"])
    assert account["hash"].startswith("$argon2id$")
    assert PASSWORD not in json.dumps(stored)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("chen", PASSWORD + "x"),
        ("chen", ""),
        ("chen", "x" * 100_000),
        ("chen", "\ud800"),
        ("Chen", PASSWORD),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("\ud800", PASSWORD),
        ("x" * 100_000, PASSWORD),
        ("disabled", PASSWORD),
    ],
    ids=range(10),
)
def test_whatever_is_wrong_is_told_in_the_same_words(service: Service, name: str, password: str):
    add_account(service.database, "chen", PASSWORD, Role.ADMIN)
    add_account(service.database, "disabled", PASSWORD, Role.ADMIN)
    disable_account(service.database, "disabled")
    with pytest.raises(WrongSignInError, match="the name or the password is wrong"):
        sign_in(service, name, password, Origin("10.0.0.1"))


@pytest.mark.parametrize(
    ("account", "message"),
    [
        (("", PASSWORD, Role.ADMIN, ""), "is no name"),
        ((" chen", PASSWORD, Role.ADMIN, ""), "is no name"),
        (("ch\x1ben", PASSWORD, Role.ADMIN, ""), "is no name"),
        (("ch\u202een", PASSWORD, Role.ADMIN, ""), "is no name"),
        (("x" * 257, PASSWORD, Role.ADMIN, ""), "is no name"),
        (("chen", "short", Role.ADMIN, ""), "a password has 12 to 1024 characters"),
        (("chen", PASSWORD, Role.MANAGER, ""), "name it with --member"),
        (("chen", PASSWORD, Role.MEMBER, ""), "name it with --member"),
        (("chen", PASSWORD, Role.ANALYST, "m1"), "leave --member out"),
        (("taken", PASSWORD, Role.ADMIN, ""), "there is an account 'taken' already"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    database: Database, account: tuple[str, str, Role, str], message: str
):
    add_account(database, "taken", PASSWORD, Role.MEMBER, "m1")
    with pytest.raises(UserError, match=message):
        add_account(database, *account)
    assert [(one.name, one.role) for one in accounts(database)] == [("taken", Role.MEMBER)]


def test_each_change_raises_the_version_so_that_sessions_end(service: Service):
    database = service.database
    add_account(database, "chen", PASSWORD, Role.ADMIN)
    first = sign_in(service, "chen", PASSWORD, Origin("")).version
    assert viewer_at(database, Held("chen", first, "a session")) == Viewer("chen", Role.ADMIN)
    assert [disable_account(database, "chen"), disable_account(database, "chen")] == [True, False]
    assert viewer_at(database, Held("chen", first + 1, "a session")) is None
    assert [enable_account(database, "chen"), enable_account(database, "chen")] == [True, False]
    assert viewer_at(database, Held("chen", first, "a session")) is None
    change_password(database, "chen", "another password")
    assert sign_in(service, "chen", "another password", Origin("")).version == first + 3
    with pytest.raises(WrongSignInError):
        sign_in(service, "chen", PASSWORD, Origin(""))
    for change in (disable_account, enable_account):
        with pytest.raises(NotFoundError, match="no account 'wang'"):
            change(database, "wang")
    with pytest.raises(NotFoundError, match="no account 'wang'"):
        change_password(database, "wang", PASSWORD)


def test_a_key_opens_until_it_expires_and_only_sha_256_of_it_is_kept(database: Database):
    add_account(database, "crm", PASSWORD, Role.MANAGER, "m1")
    text = add_key(database, "crm", "the CRM", days=2)
    key, secret = parse_key(text) or ("", "")
    grant = grant_of(database, key)
    assert grant is not None
    assert grant.viewer == Viewer("crm", Role.MANAGER, "m1")
    days = timedelta(days=2) // timedelta(microseconds=1)
    assert abs(grant.expires - now() - days) < 60_000_000
    assert grant.opens_with(secret, grant.expires - 1)
    assert not grant.opens_with(secret, grant.expires)
    assert not grant.opens_with("A" * 43, now())
    assert secret not in json.dumps(run_test_statement(database, "all_nodes"))
    assert [(one.id, one.account, one.name, one.revoked) for one in keys(database)] == [
        (key, "crm", "the CRM", 0)
    ]


def test_a_key_is_closed_by_its_revocation_and_by_its_account(database: Database):
    add_account(database, "crm", PASSWORD, Role.ADMIN)
    one, two = (parse_key(add_key(database, "crm", name)) for name in ("one", "two"))
    assert one
    assert two
    assert revoke_key(database, one[0]) == ("one", "crm")
    revoked = [key.revoked for key in keys(database) if key.revoked]
    assert revoke_key(database, one[0]) == ("one", "crm")
    assert [key.revoked for key in keys(database) if key.revoked] == revoked
    assert grant_of(database, one[0]) is None
    assert grant_of(database, two[0])
    disable_account(database, "crm")
    assert grant_of(database, two[0]) is None
    with pytest.raises(UserError, match="is disabled"):
        add_key(database, "crm", "three")
    assert len(list(keys(database))) == 2
    with pytest.raises(NotFoundError, match="no key 'ffff'"):
        revoke_key(database, "ffff")
    with pytest.raises(NotFoundError, match="no account 'wang'"):
        add_key(database, "wang", "one")
    with pytest.raises(UserError, match="1 to 3650 days"):
        add_key(database, "crm", "three", days=0)


@pytest.mark.parametrize("text", ["", "upl_", "upl_0_0", "upl_" + "0" * 12 + "_" + "é" * 43, "x" * 10_000])
def test_other_texts_are_no_keys(text: str):
    assert parse_key(text) is None


def test_accounts_wait_for_a_first_load_but_not_for_later_ones(database: Database, published: Database):
    with writer_lock(published, "load"):
        add_account(published, "chen", PASSWORD, Role.ADMIN)
        disable_account(published, "chen")
    run_test_statement(database, "empty")
    with writer_lock(database, "load"), pytest.raises(DatabaseBusyError, match="load is writing"):
        add_account(database, "chen", PASSWORD, Role.ADMIN)
