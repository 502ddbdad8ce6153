"""Two changes of one account at once: the second one waits, and then goes by what the first one did."""

from collections.abc import Callable, Mapping

import pytest

from graph.access import Role
from graph.access.accounts import add_account, change_password, change_role, disable_account
from graph.access.second_step import remove_second_step
from graph.access.signing_in import account_row
from graph.database import Database
from tests.waiting import behind

PASSWORD, OTHER = "a long enough password", "another that is long enough"
Change = Callable[[Database], object]
FIRST: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "a password": ("system/access/accounts/change_password", {"hash": "h", "must_change": None}),
    "a role": ("system/access/accounts/change_role", {"role": "analyst", "member": None}),
    "all sessions": ("system/access/sessions/end_all", {}),
    "the account": ("system/access/accounts/close", {"disabled": 1}),
    "the second step": ("system/access/second_step/remove", {}),
}
SECOND: dict[str, Change] = {
    "a password": lambda database: change_password(database, "chen", OTHER),
    "a role": lambda database: change_role(database, "chen", Role.FINANCE),
    "all sessions": lambda database: database.write("system/access/sessions/end_all", name="chen"),
    "the account": lambda database: disable_account(database, "chen"),
    "the second step": lambda database: remove_second_step(database, "chen"),
}


@pytest.fixture
def chen(database: Database) -> Database:
    add_account(database, "chen", PASSWORD, Role.ADMIN)
    return database


def version_of(database: Database) -> int:
    row = account_row(database, "chen")
    assert row
    return int(row["version"])


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("first", FIRST)
def test_each_of_two_changes_at_once_ends_the_sessions_of_before(chen: Database, first: str, second: str):
    before = version_of(chen)
    name, parameters = FIRST[first]
    behind(chen, name, {"name": "chen", **parameters}, lambda: SECOND[second](chen))
    changes = 1 if first == second == "the account" else 2  # who is disabled already stays so
    assert version_of(chen) == before + changes


def test_a_code_that_is_used_twice_at_once_is_good_once(chen: Database):
    used = "system/access/second_step/use_step"
    step: dict[str, object] = {"name": "chen", "step": 7}
    assert behind(chen, used, step, lambda: chen.write(used, **step)) == []


def test_a_recovery_code_that_is_used_twice_at_once_is_good_once(chen: Database):
    codes: dict[str, object] = {"name": "chen", "secret": "S", "step": 1, "recovery": "one two"}
    chen.write("system/access/second_step/begin", name="chen", secret="S")
    chen.write("system/access/second_step/confirm", **codes)
    used = "system/access/second_step/use_recovery"
    code: dict[str, object] = {"name": "chen", "hash": "one"}
    assert behind(chen, used, code, lambda: chen.write(used, **code)) == []


def test_a_second_step_is_confirmed_once(chen: Database):
    chen.write("system/access/second_step/begin", name="chen", secret="S")
    confirm = "system/access/second_step/confirm"
    codes: dict[str, object] = {"name": "chen", "secret": "S", "step": 1, "recovery": "one two"}
    assert behind(chen, confirm, codes, lambda: chen.write(confirm, **codes | {"recovery": "three"})) == []
