"""A restore brings the company of a backup back, and nobody who was shut out since."""

import pytest

from graph.access import Role
from graph.access.accounts import accounts, add_account, disable_account
from graph.access.keys import add_key, grant_of, keys, parse_key, revoke_key
from graph.access.sessions import Held, viewer_at
from graph.audit import Event, EventName
from graph.audit.reading import all_events
from graph.audit.trail import Trail
from graph.connection import connect
from graph.database import Database, opened
from graph.embedded import status, stop, stopped
from graph.embedded.lifecycle import embedded_home
from graph.embedded.progress import silent
from graph.embedded.stores import dump
from graph.restoring import Kept, restore
from graph.settings import Settings

PASSWORD = "a long enough password"


def company(database: Database, value: str | None = None) -> str:
    """Set or read what stands for the company."""
    text = "MERGE (n:Kept {id: 1}) SET n.value = coalesce($value, n.value) RETURN n.value AS value"
    return database.driver.execute_query(text, value=value, database_="neo4j").records[0]["value"]


def key_of(database: Database, account: str) -> str:
    parts = parse_key(add_key(database, account, "CRM"))
    assert parts
    return parts[0]


@pytest.fixture
def backup(life: Settings, tmp_path):
    """A backup with an account that is disabled since, and a key that is revoked since."""
    with opened(connect(life, silent)) as database:
        database.driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
        company(database, "of the backup")
        add_account(database, "chen", PASSWORD, Role.ADMIN)
        add_account(database, "gone", PASSWORD, Role.ADMIN)
        key = key_of(database, "chen")
        version = database.read("system/access/accounts/one", name="chen")[0]["version"]
    with stopped(life) as home:
        dump(home, tmp_path / "backup")
    with opened(connect(life, silent)) as database:
        company(database, "of later")
        disable_account(database, "gone")
        revoke_key(database, key)
        add_account(database, "new", PASSWORD, Role.ANALYST)
        Trail(database, life).write([Event(EventName.ACCOUNT_DISABLED, subject="gone")])
    return tmp_path / "backup", key, version


def test_a_restore_keeps_who_may_sign_in_now_and_ends_all_sessions(life: Settings, backup):
    file, key, version = backup
    assert file.stat().st_mode & 0o777 == 0o600
    stop(life)
    done = restore(life, file, silent)
    assert status(life).running is None, "it did not run before, so it is not started"
    home = embedded_home(life)
    assert not (home.path / "restoring").exists()
    assert not (home.path / "before-restore").exists()
    assert done.kept is Kept.PRESENT
    assert done.differences == (
        "account gone: since the backup disabled or enabled",
        "account new: not in the backup",
        f"key {key} (CRM) of chen: since the backup revoked",
    )
    with opened(connect(life, silent)) as database:
        assert company(database) == "of the backup"
        assert [(one.name, bool(one.disabled)) for one in accounts(database)] == [
            ("chen", False),
            ("gone", True),
            ("new", False),
        ]
        assert grant_of(database, key) is None
        assert viewer_at(database, Held("chen", version, "a session of before")) is None
        assert [row["subject"] for row in all_events(database)] == ["gone"]


@pytest.mark.full
def test_where_the_present_database_is_broken_nobody_of_the_backup_gets_in_unseen(life: Settings, backup):
    file, key, _version = backup
    stop(life)
    store = embedded_home(life).stores[0] / "neostore"
    store.write_bytes(b"\x00" * store.stat().st_size)
    done = restore(life, file, silent)
    assert done.kept is Kept.CLOSED
    assert done.unreadable
    assert (done.accounts, done.keys) == (("chen", "gone"), (f"{key} (CRM) of chen",))
    with opened(connect(life, silent)) as database:
        assert company(database) == "of the backup"
        assert [bool(one.disabled) for one in accounts(database)] == [True, True]
        assert [bool(one.revoked) for one in keys(database)] == [True]
