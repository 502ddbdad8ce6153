"""The cookie of a device: whose sign-ins it remembers, and that it cannot be made up."""

from pathlib import Path

from pydantic import SecretStr

from graph.access.devices import device_of, with_account
from graph.settings import Settings

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"


def settings(secret: str = SECRET) -> Settings:
    return Settings(neo4j_uri=None, upline_home=Path("/nowhere"), upline_secret=SecretStr(secret))


def test_a_device_is_known_to_the_accounts_that_signed_in_on_it():
    cookie = with_account(settings(), with_account(settings(), "", "chen"), "wang")
    device = device_of(settings(), cookie, "chen")
    assert device
    assert device_of(settings(), cookie, "wang") == device
    assert device_of(settings(), cookie, "boss") == ""
    assert "chen" not in cookie


def test_a_cookie_that_we_did_not_sign_is_no_device():
    cookie = with_account(settings(SECRET[::-1]), "", "chen")
    for other in (cookie, "", "x.y.z", "\ud800", with_account(settings(), "", "chen")[:-2]):
        assert device_of(settings(), other, "chen") == ""
