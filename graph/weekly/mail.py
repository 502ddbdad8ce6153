"""Sends letters by SMTP (smtplib), encrypted unless the settings say otherwise."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from graph.errors import UserError
from graph.settings import Settings

_SECONDS = 30.0
_LONGEST = 254  # RFC 5321


def address_of(text: str) -> str:
    """Return an e-mail address, as it is written to a letter.

    Raises:
        UserError: when it is none.
    """
    try:
        address = Address(addr_spec=text.strip())
        good = bool(address.username and address.domain) and text.strip().isascii() and text.isprintable()
    except (ValueError, IndexError, MessageError):
        good = False
    if not good or len(text.strip()) > _LONGEST or any(sign in text.strip() for sign in ' <>,;:"'):
        raise UserError("this is no e-mail address: write it as name@example.com")
    return text.strip()


def letter(settings: Settings, to: str, subject: str, plain: str, html: str) -> EmailMessage:
    """Return a letter in both forms, plain and HTML, from the address of the settings."""
    message = EmailMessage()
    message["From"] = address_of(settings.upline_mail_from or "")
    message["To"] = address_of(to)
    message["Subject"] = subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=message["From"].addresses[0].domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    return message


@contextmanager
def mail_server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """Connect to the server of the settings, by TLS and signed in, and quit at the end.

    Raises:
        UserError: settings are missing, or the server refuses the connection, TLS or the sign-in.
    """
    host = settings.upline_smtp_host
    if not host or not settings.upline_mail_from:
        raise UserError("mail needs a server and a sender: set UPLINE_SMTP_HOST and UPLINE_MAIL_FROM")
    try:
        server = _connect(settings, host)
    except (OSError, smtplib.SMTPException) as error:
        raise UserError(
            "the mail server {host} cannot be used ({kind}): check UPLINE_SMTP_...",
            host=host,
            kind=type(error).__name__,
        ) from error
    with server:
        yield server


def _connect(settings: Settings, host: str) -> smtplib.SMTP:
    trusted = ssl.create_default_context(cafile=settings.upline_smtp_ca)
    port, password = settings.upline_smtp_port, settings.smtp_password()
    if settings.upline_smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(host, port, timeout=_SECONDS)
    try:
        if settings.upline_smtp_tls == "starttls":
            server.starttls(context=trusted)
        if settings.upline_smtp_user:
            server.login(settings.upline_smtp_user, password)
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server
