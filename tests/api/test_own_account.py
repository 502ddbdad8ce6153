"""What an account does to itself by the API: ends its sessions, changes its password; and what it must do."""

import pyotp
import pytest

from graph.access import Role
from graph.access.accounts import change_password, change_role, delete_account
from graph.access.attempts import PER_NAME
from graph.access.keys import add_key
from graph.access.second_step import begin_second_step, confirm_second_step
from graph.access.signing_in import account_row
from graph.access.totp import STEP_SECONDS
from graph.access.writing import now
from graph.database import Database
from graph.errors import UserError
from graph.settings import Settings
from tests.access.clock import Clock
from tests.web.conftest import accounts, client, clock
from tests.web.gated import OURS, PAGE, PASSWORD, TestClient, bearer, gated, service_on, signed_in

__all__ = ["accounts", "client", "clock"]  # fixtures
ME, SESSION, OWN = "/api/v1/members/m1", "/api/v1/session", "/api/v1/password"
NEW = "another long password, of mine"


def twin(client: TestClient, accounts: Database, settings: Settings, clock: Clock) -> TestClient:
    """Another browser, on another worker, into which the cookies were copied."""
    other = gated(service_on(accounts, settings), clock)
    other.cookies.update(client.cookies)
    return other


def problem(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def test_signing_out_ends_the_session_wherever_its_cookie_was_copied_to(
    client: TestClient, accounts: Database, settings: Settings, clock: Clock
):
    copied = twin(signed_in(client), accounts, settings, clock)
    elsewhere = signed_in(gated(service_on(accounts, settings), clock))
    assert copied.get(ME).status_code == 200
    assert client.delete(SESSION, headers=OURS).status_code == 204
    clock.wait(5)
    assert copied.get(ME).status_code == 401
    assert elsewhere.get(ME).status_code == 200
    assert elsewhere.delete(SESSION, params={"everywhere": "true"}, headers=OURS).status_code == 204
    signed_in(client)
    assert client.get(ME).status_code == 200


def test_ended_sessions_are_forgotten_when_their_cookies_are_too_old(client: TestClient, accounts: Database):
    for _ in range(2):
        assert signed_in(client).delete(SESSION, headers=OURS).status_code == 204
    old = "MATCH (s:EndedSession) SET s.until = 0"
    accounts.driver.execute_query(old, database_="neo4j")
    assert signed_in(client).delete(SESSION, headers=OURS).status_code == 204
    left = accounts.driver.execute_query("MATCH (s:EndedSession) RETURN s", database_="neo4j").records
    assert len(left) == 1


def test_signing_out_everywhere_ends_all_sessions_and_no_key(
    client: TestClient, accounts: Database, settings: Settings, clock: Clock
):
    others = [signed_in(gated(service_on(accounts, settings), clock)) for _ in range(2)]
    key = add_key(accounts, "chen", "CRM")
    by_key = client.delete(SESSION, params={"everywhere": "true"}, headers=bearer(key))
    assert problem(by_key) == (403, "session-needed")
    assert others[0].delete(SESSION, params={"everywhere": "true"}, headers=OURS).status_code == 204
    clock.wait(5)
    assert [one.get(ME).status_code for one in others] == [401, 401]
    assert client.get(ME, headers=bearer(key)).status_code == 200


def test_an_own_password_is_changed_by_who_knows_the_old_one(
    client: TestClient, accounts: Database, settings: Settings, clock: Clock
):
    other = twin(signed_in(client), accounts, settings, clock)
    weak = client.post(OWN, json={"old": PASSWORD, "new": "password1234"}, headers=OURS)
    assert problem(weak) == (422, "weak-password")
    assert "password1234" not in weak.text
    same = client.post(OWN, json={"old": PASSWORD, "new": PASSWORD}, headers=OURS)
    assert problem(same) == (422, "weak-password")
    wrong = client.post(OWN, json={"old": "not this one", "new": NEW}, headers=OURS)
    assert problem(wrong) == (403, "wrong-sign-in")
    assert problem(client.post(OWN, json={"old": PASSWORD, "new": NEW})) == (403, "foreign-origin")
    assert client.post(OWN, json={"old": PASSWORD, "new": NEW}, headers=OURS).status_code == 204
    clock.wait(5)
    assert client.get(ME).status_code == 200, "who changed it stays signed in"
    assert other.get(ME).status_code == 401
    assert client.post(SESSION, json={"name": "chen", "password": NEW}).status_code == 200


def test_guesses_of_the_old_password_are_counted_and_a_key_may_not_try(
    client: TestClient, accounts: Database
):
    key = add_key(accounts, "chen", "CRM")
    by_key = client.post(OWN, json={"old": PASSWORD, "new": NEW}, headers=bearer(key))
    assert problem(by_key) == (403, "session-needed")
    signed_in(client)
    told = [
        client.post(OWN, json={"old": f"guess {n}", "new": NEW}, headers=OURS).status_code
        for n in range(PER_NAME + 1)
    ]
    assert told == [403] * PER_NAME + [429]


def test_who_got_a_password_from_an_operator_must_change_it_before_all_else(
    client: TestClient, accounts: Database, clock: Clock
):
    change_password(accounts, "chen", PASSWORD, must_change=True)
    key = add_key(accounts, "chen", "CRM")
    signed_in(client)
    assert problem(client.get(ME)) == (403, "password-change-required")
    assert "POST /api/v1/password" in client.get(ME).json()["detail"]
    assert client.get(SESSION).json()["account"] == "chen"
    led = client.get("/dashboard/team?run=2", headers=PAGE)
    assert (led.status_code, led.headers["location"]) == (
        303,
        "/account/password?next=/dashboard/team%3Frun%3D2",
    )
    callback = client.post("/dashboard/_dash-update-component", json={}, headers=PAGE | OURS)
    assert problem(callback) == (403, "password-change-required")
    assert client.get(ME, headers=bearer(key)).status_code == 200
    assert client.post(OWN, json={"old": PASSWORD, "new": NEW}, headers=OURS).status_code == 204
    assert client.get(ME).status_code == 200
    clock.wait(5)
    assert client.get(ME).status_code == 200


def test_a_role_that_must_have_a_second_step_can_only_set_one_up(
    accounts: Database, settings: Settings, clock: Clock
):
    required = settings.model_copy(update={"upline_require_totp": "admin, manager"})
    client = signed_in(gated(service_on(accounts, required), clock))
    assert problem(client.get(ME)) == (403, "second-step-required")
    assert problem(client.post(OWN, json={"old": PASSWORD, "new": NEW}, headers=OURS)) == (
        403,
        "second-step-required",
    )
    assert client.get("/dashboard/", headers=PAGE).headers["location"].startswith("/account/second-step")
    secret = begin_second_step(accounts, "chen")
    row = account_row(accounts, "chen")
    assert row
    step = now() // 1_000_000 // STEP_SECONDS
    app = pyotp.TOTP(secret)
    confirm_second_step(accounts, row, app.generate_otp(step - 1))
    sent = {"name": "chen", "password": PASSWORD}
    assert problem(client.post(SESSION, json=sent)) == (401, "code-needed")
    assert problem(client.post(SESSION, json=sent | {"code": "123"})) == (401, "wrong-code")
    assert client.post(SESSION, json=sent | {"code": app.generate_otp(step)}).status_code == 200
    assert client.get(ME).status_code == 200
    with pytest.raises(UserError, match="UPLINE_REQUIRE_TOTP names king"):
        gated(service_on(accounts, settings.model_copy(update={"upline_require_totp": "king"})))


def test_another_role_ends_sessions_and_a_key_follows_and_a_deleted_account_is_gone(
    client: TestClient, accounts: Database, clock: Clock
):
    key = add_key(accounts, "chen", "CRM")
    signed_in(client)
    assert client.get(ME).status_code == 200
    assert change_role(accounts, "chen", Role.ANALYST)
    assert not change_role(accounts, "chen", Role.ANALYST)
    clock.wait(5)
    assert client.get(ME).status_code == 401
    assert client.get(SESSION, headers=bearer(key)).json() == {
        "account": "chen",
        "role": "analyst",
        "member_id": None,
    }
    delete_account(accounts, "chen")
    clock.wait(5)
    assert client.get(ME, headers=bearer(key)).status_code == 401


def test_a_device_that_signed_in_before_is_not_locked_out_from_elsewhere(
    accounts: Database, settings: Settings
):
    service = service_on(accounts, settings)
    known, stranger = signed_in(gated(service)), gated(service)
    wrong = {"name": "chen", "password": "a wrong secret"}
    told = [stranger.post(SESSION, json=wrong).status_code for _ in range(PER_NAME + 1)]
    assert told == [401] * PER_NAME + [429]
    assert stranger.post(SESSION, json={"name": "chen", "password": PASSWORD}).status_code == 429
    known.cookies.delete("upline")
    signed_in(known)
    cookie = known.post(SESSION, json={"name": "chen", "password": PASSWORD}).headers.get_list("set-cookie")
    device = next(one.lower() for one in cookie if one.startswith("upline-device="))
    assert "httponly" in device
    assert "samesite=lax" in device
