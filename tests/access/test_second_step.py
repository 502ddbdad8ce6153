"""The second step: set up by a code of the app, used once each, and what helps when the app is lost."""

import json

import pyotp
import pytest

from graph.access import Role
from graph.access.accounts import add_account, delete_account, is_last_admin
from graph.access.attempts import Origin
from graph.access.carrying import NOBODY, Access, close_all, put
from graph.access.keys import add_key
from graph.access.second_step import (
    WrongCodeError,
    begin_second_step,
    confirm_second_step,
    remove_second_step,
)
from graph.access.sessions import Held, viewer_at
from graph.access.signing_in import CodeNeededError, account_row, sign_in
from graph.access.totp import STEP_SECONDS, address, qr_svg, qr_text, recovery_codes, step_of
from graph.access.writing import now
from graph.database import Database
from graph.errors import NotFoundError
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from tests.statements import run_test_statement

PASSWORD = "a long enough password"
HERE = Origin("10.0.0.1")


@pytest.fixture
def service(database: Database, settings: Settings) -> Service:
    add_account(database, "chen", PASSWORD, Role.ADMIN)
    return Service(database, Current(database), settings)


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(now() // 1_000_000 // STEP_SECONDS + steps)


def set_up(service: Service) -> tuple[str, list[str]]:
    """Set chen's second step up by the code of a step ago, so that the present one is still good."""
    secret = begin_second_step(service.database, "chen")
    row = account_row(service.database, "chen")
    assert row
    return secret, confirm_second_step(service.database, row, code_of(secret, -1))[0]


def test_a_password_needs_a_code_beside_it_and_each_code_is_good_once(service: Service):
    secret, _codes = set_up(service)
    with pytest.raises(CodeNeededError):
        sign_in(service, "chen", PASSWORD, HERE)
    code = code_of(secret)
    assert sign_in(service, "chen", PASSWORD, HERE, code).second_step
    for used in (
        code,
        code_of(secret, -1),
        code_of(secret, -5),
        "000000",
        "",
        "x" * 64,
        "\ud800",
        "１２３４５６",
    ):
        with pytest.raises((WrongCodeError, CodeNeededError)):
            sign_in(service, "chen", PASSWORD, HERE, used)
    later = code_of(secret, 1)
    assert sign_in(service, "chen", PASSWORD, HERE, f"{later[:3]} {later[3:]}")


def test_a_recovery_code_signs_in_once_and_only_hashes_are_kept(service: Service):
    _secret, codes = set_up(service)
    assert len(set(codes)) == 10
    stored = json.dumps(run_test_statement(service.database, "all_nodes"))
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
    assert sign_in(service, "chen", PASSWORD, HERE, codes[3].upper().replace("-", " "))
    with pytest.raises(WrongCodeError):
        sign_in(service, "chen", PASSWORD, HERE, codes[3])
    row = account_row(service.database, "chen")
    assert row
    assert row["recovery"] == 9


def test_a_secret_that_was_begun_again_or_not_proved_is_none(service: Service):
    first = begin_second_step(service.database, "chen")
    begin_second_step(service.database, "chen")
    row = account_row(service.database, "chen")
    assert row
    with pytest.raises(WrongCodeError):
        confirm_second_step(service.database, row, code_of(first))
    assert not sign_in(service, "chen", PASSWORD, HERE).second_step
    with pytest.raises(NotFoundError):
        begin_second_step(service.database, "nobody")


def test_a_second_step_that_comes_or_goes_ends_the_sessions_of_before(service: Service):
    version = sign_in(service, "chen", PASSWORD, HERE).version
    set_up(service)
    assert viewer_at(service.database, Held("chen", version, "a session")) is None
    removed, now_at = remove_second_step(service.database, "chen")
    assert (removed, remove_second_step(service.database, "chen")[0]) == (True, False)
    assert now_at > version
    assert sign_in(service, "chen", PASSWORD, HERE)


def test_a_code_is_of_one_step_around_the_time():
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    at = 1_900_000_000 * 1_000_000
    step = 1_900_000_000 // 30
    codes = [pyotp.TOTP(secret).generate_otp(step + n) for n in range(-3, 4)]
    assert [step_of(secret, code, at) for code in codes] == [None, None, step - 1, step, step + 1, None, None]
    assert len(recovery_codes()[0]) == 19


def test_a_qr_code_is_drawn_for_pages_and_for_terminals():
    told = address("JBSWY3DPEHPK3PXP" * 2, 'chen "<b>')
    assert told.startswith("otpauth://totp/Upline:chen")
    svg = qr_svg(told, "QR <code>")
    assert svg.startswith("<svg")
    assert "<code>" not in svg
    lines = qr_text(told).splitlines()
    assert len({len(line) for line in lines}) == 1


def test_a_name_that_is_there_again_has_no_session_of_before(service: Service):
    database = service.database
    version = sign_in(service, "chen", PASSWORD, HERE).version
    add_key(database, "chen", "CRM")
    assert is_last_admin(database, "chen")
    assert delete_account(database, "chen") == 1
    assert not is_last_admin(database, "chen")
    add_account(database, "chen", PASSWORD, Role.ADMIN)
    assert viewer_at(database, Held("chen", version, "a session")) is None
    with pytest.raises(NotFoundError):
        delete_account(database, "nobody")


def test_accounts_are_put_back_as_they_were_with_no_session(service: Service):
    database = service.database
    version = sign_in(service, "chen", PASSWORD, HERE).version
    secret, _codes = set_up(service)
    add_key(database, "chen", "CRM")
    before = Access.of(database)
    put(database, NOBODY)
    assert Access.of(database) == NOBODY
    put(database, before)
    after = Access.of(database)
    assert list(after.differences(before)) == []
    assert after.owners == before.owners
    assert viewer_at(database, Held("chen", version, "a session")) is None
    assert sign_in(service, "chen", PASSWORD, HERE, code_of(secret))
    close_all(database)
    assert list(Access.of(database).differences(before)) == [
        "account chen: since the backup disabled or enabled",
        f"key {next(iter(before.keys))} (CRM) of chen: since the backup revoked",
    ]
