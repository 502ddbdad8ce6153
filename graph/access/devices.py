"""Devices on which an account signed in before, known by a signed cookie that is good for a year.

It opens nothing. It says only that failed attempts from elsewhere do not count for this device
(graph.access.attempts), so that nobody can lock a user out.
"""

import secrets
from hashlib import sha256
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from graph.access.secret import signing_secret
from graph.settings import Settings

COOKIE: Final = "upline-device"
SECONDS: Final = 365 * 86_400
_MOST_ACCOUNTS = 8  # of one browser


def device_of(settings: Settings, cookie: str, account: str) -> str:
    """Return the id of the device that a cookie names, if the account signed in on it before; else ""."""
    device, accounts = _read(settings, cookie)
    return device if _mark(account) in accounts else ""


def with_account(settings: Settings, cookie: str, account: str) -> str:
    """Return the cookie of a device on which an account has just signed in; names are not legible in it."""
    device, accounts = _read(settings, cookie)
    mark = _mark(account)
    known = [mark, *(other for other in accounts if other != mark)][:_MOST_ACCOUNTS]
    return str(_signer(settings).dumps([device or secrets.token_urlsafe(9), known]))


def _read(settings: Settings, cookie: str) -> tuple[str, list[str]]:
    try:
        device, accounts = _signer(settings).loads(cookie, max_age=SECONDS)
    except (BadSignature, ValueError, TypeError):
        return "", []
    return device, accounts


def _mark(account: str) -> str:
    return sha256(account.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _signer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(signing_secret(settings), salt="upline device")
