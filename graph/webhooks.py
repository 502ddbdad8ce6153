"""Sends a text to an address of the operator's, signed as Standard Webhooks has it (standardwebhooks.com)."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from importlib.metadata import version

import requests

_TIMEOUT = (5.0, 10.0)  # seconds, to connect and to be answered
_STANDARD = "whsec_"  # how secrets of Standard Webhooks begin; the rest is base64
_OFTEN, _TROUBLED = 429, 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an attempt. why: "" when it was taken; final: another attempt would fare no better."""

    why: str = ""
    final: bool = False


def signature(secret: str, ident: str, timestamp: str, body: str) -> str:
    """Return the header `webhook-signature`: HMAC-SHA256 of id, time and body.

    A secret that begins with "whsec_" is base64, as that standard has it; any other is a text.

    Raises:
        ValueError: when the rest of such a secret is no base64.
    """
    key = (
        base64.b64decode(secret.removeprefix(_STANDARD), validate=True)
        if secret.startswith(_STANDARD)
        else secret.encode()
    )
    digest = hmac.new(key, f"{ident}.{timestamp}.{body}".encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def post(url: str, ident: str, body: str, secret: str = "") -> Answer:
    """Send a JSON text once; the same id says that it is the same message. Redirects are not followed.

    Signed where there is a secret. Whoever sends decides when to try again.
    """
    timestamp = str(int(time.time()))
    headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": f"upline/{version('upline')}",
        "webhook-id": ident,
        "webhook-timestamp": timestamp,
    }
    try:
        if secret:
            headers["webhook-signature"] = signature(secret, ident, timestamp, body)
    except ValueError:
        return Answer("the secret is no base64", final=True)
    try:
        answer = requests.post(
            url, data=body.encode(), headers=headers, timeout=_TIMEOUT, allow_redirects=False, stream=True
        )
        answer.close()  # what it says is not read: it may never end
    except requests.RequestException as error:
        return Answer(type(error).__name__)
    if answer.ok and not answer.is_redirect:
        return Answer()
    status = answer.status_code
    return Answer(str(status), final=status != _OFTEN and status < _TROUBLED)
