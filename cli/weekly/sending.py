"""Makes the weekly summaries and sends them: by mail, else to the webhook; or writes them as files."""

import json
import smtplib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Literal

import structlog

from cli.exporting import replace_file
from cli.recording import record
from dashboard.weekly import Letter, weekly_letter
from graph.audit import EventName
from graph.database import Database
from graph.errors import NotFoundError, UserError
from graph.i18n import language, spoken_in
from graph.reads.runs import Run, published_run
from graph.settings import Settings
from graph.webhooks import post
from graph.weekly import Reader, readers, weekly_summary
from graph.weekly.mail import letter, mail_server

Outcome = Literal["mailed", "posted", "written", "skipped", "failed"]
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one summary; place: the file, or why it was not sent."""

    account: str
    outcome: Outcome
    place: str = ""


def send_weekly(
    database: Database, settings: Settings, account: str = "", folder: Path | None = None
) -> list[Sent]:
    """Send the summaries of all managers, or of one account; what fails for one stops no other.

    folder: write them there as files, and send nothing.

    Raises:
        UserError: the account gets none, the folder is none, or the mail server cannot be used.
        NothingPublishedError: when there is no run.
    """
    run, url = published_run(database), str(settings.upline_public_url or "")
    chosen = list(readers(database, account))
    if folder is not None:
        if not folder.is_dir():
            raise UserError("there is no folder {folder}: make it first", folder=folder)
        written = [_write(reader, _letter(database, run, reader, url), folder) for reader in chosen]
        return _note_sent(database, run, chosen, written)
    with ExitStack() as stack:
        server = None
        if any(reader.email for reader in chosen) and settings.upline_smtp_host:
            server = stack.enter_context(mail_server(settings))
        sent = [
            _send(settings, reader, server, partial(_letter, database, run, reader, url)) for reader in chosen
        ]
    return _note_sent(database, run, chosen, sent)


def _note_sent(database: Database, run: Run, chosen: list[Reader], results: list[Sent]) -> list[Sent]:
    """Return what became of the summaries, noted in the audit trail."""
    for reader, sent in zip(chosen, results, strict=True):
        if sent.outcome not in {"skipped", "failed"}:
            about = {"subject": reader.account, "member": reader.member_id, "run": run.number}
            record(database, EventName.WEEKLY_SENT, **about, detail={"outcome": sent.outcome})
    return results


def _letter(database: Database, run: Run, reader: Reader, url: str) -> Letter | str:
    """Return a reader's letter in its language, or why there is none."""
    with spoken_in(reader.language or language()):
        try:
            return weekly_letter(weekly_summary(database, run, reader.member_id), reader.account, url)
        except NotFoundError as error:
            return error.text()


def _write(reader: Reader, made: Letter | str, folder: Path) -> Sent:
    if isinstance(made, str):
        return Sent(reader.account, "failed", made)
    path = folder / f"weekly-{_file_name(reader.account)}.html"
    with replace_file(path) as stream:
        stream.write(made.html)
    return Sent(reader.account, "written", str(path))


def _file_name(account: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in account)


def _send(
    settings: Settings, reader: Reader, server: smtplib.SMTP | None, make: Callable[[], Letter | str]
) -> Sent:
    by_mail = server is not None and reader.email
    if not by_mail and settings.upline_weekly_url is None:
        return Sent(reader.account, "skipped")
    made = make()
    if isinstance(made, str):
        return Sent(reader.account, "failed", made)
    if by_mail and server is not None:
        return _mail(settings, server, reader, made)
    return _post(settings, reader, made)


def _mail(settings: Settings, server: smtplib.SMTP, reader: Reader, made: Letter) -> Sent:
    sent: EmailMessage = letter(settings, reader.email, made.subject, made.plain, made.html)
    try:
        server.send_message(sent)
    except (
        OSError,
        smtplib.SMTPException,
    ) as error:  # no address is logged: errors of a server may repeat it
        _log.warning("a weekly summary was not sent", kind=type(error).__name__)
        return Sent(reader.account, "failed", type(error).__name__)
    return Sent(reader.account, "mailed")


def _post(settings: Settings, reader: Reader, made: Letter) -> Sent:
    secret = settings.upline_weekly_secret.get_secret_value() if settings.upline_weekly_secret else ""
    ident = f"msg_{token_hex(12)}"
    document = {
        "id": ident,
        "event": "weekly",
        "account": reader.account,
        "run": made.run,
        "subject": made.subject,
        "text": made.plain,
        "html": made.html,
        "parts": [asdict(part) for part in made.parts],
    }
    answer = post(str(settings.upline_weekly_url), ident, json.dumps(document, ensure_ascii=False), secret)
    if answer.why:
        _log.warning("a weekly summary was not sent", why=answer.why)
        return Sent(reader.account, "failed", answer.why)
    return Sent(reader.account, "posted")
