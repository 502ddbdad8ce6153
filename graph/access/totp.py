"""Codes of the second step: six digits of an authenticator app (RFC 6238), and codes for when it is lost."""

import re
import secrets
from hashlib import sha256
from hmac import compare_digest
from typing import Final

import pyotp
import segno

STEP_SECONDS: Final = 30
_WINDOW = (-1, 0, 1)  # steps: a clock may be half a minute off
_ISSUER = "Upline"
_DIGITS = re.compile(r"[0-9]{6}")
_RECOVERY_CODES, _RECOVERY_BYTES = 10, 8
_ODD = re.compile(r"[^0-9a-f]")


def new_secret() -> str:
    """Return a random secret for an authenticator app: 160 bits in base32."""
    return pyotp.random_base32()


def address(secret: str, account: str) -> str:
    """Return the otpauth:// address that an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER)


def qr_svg(text: str, title: str) -> str:
    """Return a QR code as inline SVG, dark on white in every colour scheme."""
    return segno.make(text, micro=False).svg_inline(
        border=4, omitsize=True, light="#fff", dark="#000", title=title
    )


def qr_text(text: str) -> str:
    """Return a QR code as lines of text for a terminal."""
    rows = [list(row) for row in segno.make(text, micro=False).matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    blocks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}  # light on a dark terminal
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(blocks[top, low] for top, low in zip(*pair, strict=True)) for pair in pairs)


def step_of(secret: str, code: str, now: int) -> int | None:
    """Return the step whose code this is, one step around `now` (microseconds); None when it is of none."""
    digits = re.sub(r"\s", "", code)
    if not _DIGITS.fullmatch(digits):
        return None
    at = now // 1_000_000 // STEP_SECONDS
    app = pyotp.TOTP(secret)
    return next((at + n for n in _WINDOW if compare_digest(app.generate_otp(at + n), digits)), None)


def recovery_codes() -> list[str]:
    """Return ten random codes of 64 bits, such as 1f2e-3d4c-5b6a-7988."""
    made = (secrets.token_hex(_RECOVERY_BYTES) for _ in range(_RECOVERY_CODES))
    return ["-".join(re.findall("....", code)) for code in made]


def recovery_hash(code: str) -> str:
    """Return the SHA-256 of a recovery code, however it is typed: it is random, so nobody can search it."""
    return sha256(_ODD.sub("", code.lower()).encode("ascii")).hexdigest()
