"""Tells programs that watch how a load or a night ended: a webhook, a command, or both (docs/scheduling.md).

Nothing that goes wrong with it changes how the load or the night ended: the log says so.
"""

import json
import shlex
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from secrets import token_hex
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import structlog

from graph.errors import CheckFailedError, DatabaseBusyError, DatabaseUnavailableError, UplineError

if TYPE_CHECKING:
    from graph.audit import EventName
    from graph.settings import Settings

Outcome = Literal["done", "held", "later", "failed"]
"""done; held: a check or a guard held a run back; later: another writes, or the database is away; failed."""
Done = Callable[..., None]

_TRIES = 4
_PAUSE_SECONDS = 1.0  # doubled with each try
_COMMAND_SECONDS = 60

_log = structlog.get_logger()


@contextmanager
def announced(settings: "Settings", event: "EventName", *, quiet: bool = False) -> Iterator[Done]:
    """Tell how the block ended: done, with what the function that it yields is called with, or failed.

    That function takes a sentence, and figures by name. A block that is stopped by Ctrl-C tells nothing, and
    so does a quiet one that is to be tried later.
    """
    ended: dict[str, object] = {}

    def done(text: str, **figures: object) -> None:
        ended.update(text=text, **figures)

    try:
        yield done
    except Exception as error:
        outcome = outcome_of(error)
        if not (quiet and outcome == "later"):
            notify(settings, event, outcome, {"text": words_of(error)})
        raise
    if ended and settings.upline_notify_on == "all":
        notify(settings, event, "done", ended)


def outcome_of(error: BaseException) -> Outcome:
    """Return how a load or a night ended that raised an error."""
    if isinstance(error, CheckFailedError):
        return "held"
    return "later" if isinstance(error, DatabaseBusyError | DatabaseUnavailableError) else "failed"


def words_of(error: BaseException) -> str:
    """Return what failed; of an error that is none of ours its kind, as its words may be anybody's."""
    return error.text() if isinstance(error, UplineError) else type(error).__name__


def notify(settings: "Settings", event: "EventName", outcome: Outcome, facts: Mapping[str, object]) -> None:
    """Send a document to the webhook and to the command of the settings, as far as there are any."""
    if not (settings.upline_notify_url or settings.upline_notify_command):
        return
    ident = f"msg_{token_hex(12)}"
    document = {
        "id": ident,
        "event": event.value,
        "outcome": outcome,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "host": socket.gethostname(),
        "upline": version("upline"),
        **facts,
    }
    # Names of files need not be UTF-8: what is none is escaped, which in JSON is the same text.
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    if settings.upline_notify_url:
        _post(settings, str(settings.upline_notify_url), ident, body)
    if settings.upline_notify_command:
        _start(settings.upline_notify_command, body)


def _post(settings: "Settings", url: str, ident: str, body: str) -> None:
    """Send the document, again after a pause where nobody takes it; bounded in tries and in time."""
    from graph.webhooks import post  # noqa: PLC0415 - a help text must come at once

    secret = settings.upline_notify_secret.get_secret_value() if settings.upline_notify_secret else ""
    why = ""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_SECONDS * 2 ** (attempt - 1))
        answer = post(url, ident, body, secret)
        if not answer.why:
            return
        why = answer.why
        if answer.final:
            break
    # The rest of the address may be a secret, as with chats.
    _log.warning("the webhook was not told", host=urlsplit(url).hostname, why=why)


def _start(command: str, body: str) -> None:
    """Run the command with the document on its standard input; without a shell, and for a minute at most."""
    try:
        subprocess.run(  # noqa: S603 - the operator's own command
            shlex.split(command),
            input=body,
            text=True,
            encoding="utf-8",
            stdout=subprocess.DEVNULL,
            timeout=_COMMAND_SECONDS,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        _log.warning("the command of UPLINE_NOTIFY_COMMAND failed", why=type(error).__name__)
