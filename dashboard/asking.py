"""Who asks, of which run, in a callback of the dashboard; and what a callback answers when it fails."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import structlog
from dash import set_props

from dashboard.front import PREFIX
from dashboard.words import N_, _
from graph.access import NotSignedInError, Role, Viewer, viewer
from graph.audit import Event, EventName
from graph.audit.recorder import Recorder
from graph.database import Database
from graph.errors import DatabaseUnavailableError, NothingPublishedError, UserError
from graph.reads.runs import Run
from graph.service import Service

P = ParamSpec("P")
T = TypeVar("T")
_GONE = N_("The database does not answer. Nothing is lost; try again in a moment.")
_NOTHING = N_("Nothing is calculated yet: load the company's tables, then let the nightly calculation run.")
_SIGN_IN = N_("You are signed out. Sign in again.")
_FAILED = N_(
    "Something went wrong here, and it has been noted. Try again; if it stays so, tell the operator."
)
_NOT_FOR_MEMBERS = N_(
    "The dashboard is for managers. Your own figures are in the API, and with your sponsor."
)


class NotForMembersError(UserError):
    """An account with the role `member` asked for a page of managers."""


@dataclass(frozen=True)
class Asked:
    """One question: the database, the run that all of its answer is of, who asks, and who notes it.

    `facts` differs after every delivery or erasure: names and channels are those of now, in every run.
    """

    database: Database
    run: Run
    viewer: Viewer
    audit: Recorder
    facts: str = ""

    @property
    def team(self) -> str:
        """The member whose team is all that the viewer may see; "" for the whole company."""
        return "" if self.viewer.sees_all else self.viewer.member_id

    def note_member(self, member_id: str, *, visible: bool, page: str = "team") -> None:
        """Note that somebody looks at a member, or asked for one that is not there for the account."""
        route = f"{PREFIX}{page}"
        if not visible:
            self.audit.record_refusal(Event(EventName.MEMBER_REFUSED, member=member_id, route=route))
        elif member_id != self.viewer.member_id:
            self.audit.record_hourly(
                EventName.MEMBER_READ, member=member_id, route=route, run=self.run.number
            )

    def note_order(self, order_id: str, page: str) -> None:
        """Note that somebody looks at where the money of an order went."""
        self.audit.record_hourly(
            EventName.ORDER_READ, order=order_id, route=f"{PREFIX}{page}", run=self.run.number
        )

    def note_list(self, page: str, filters: str) -> None:
        """Note that somebody looks at a list of members' figures, by which filters."""
        self.audit.record_hourly(
            EventName.MEMBERS_LISTED, route=f"{PREFIX}{page}", run=self.run.number, filter=filters
        )

    def note_download(self, file: str, filters: str, member_id: str = "") -> None:
        """Note that somebody takes a file, each time."""
        route, detail = f"{PREFIX}downloads/{file}", {"filter": filters, "format": "csv"}
        self.audit.record(
            Event(EventName.DOWNLOADED, member=member_id, route=route, run=self.run.number, detail=detail)
        )


def asked(service: Service) -> Asked:
    """Return who asks and the published run; every callback that reads begins with it.

    Raises:
        NotSignedInError: when nobody is signed in.
        NotForMembersError: when the account is a member's.
        NothingPublishedError: when there is no run.
    """
    who = viewer()
    if not who.sees_all and (who.role is not Role.MANAGER or not who.member_id):
        raise NotForMembersError("the dashboard is for managers")
    published = service.current.published()
    return Asked(service.database, published.run, who, service.audit, published.facts)


def in_thread(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Return a callback that runs in a thread: Dash runs plain ones on the loop, where others would wait."""

    @wraps(function)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, *args, **kwargs)

    return call


def told(error: Exception) -> str:
    """Return what a reader is told of an error, in the language of the request."""
    if isinstance(error, DatabaseUnavailableError):
        return _(_GONE)
    if isinstance(error, NothingPublishedError):
        return _(_NOTHING)
    if isinstance(error, NotSignedInError):
        return _(_SIGN_IN)
    if isinstance(error, NotForMembersError):
        return _(_NOT_FOR_MEMBERS)
    if isinstance(error, UserError):
        return error.text()
    return _(_FAILED)


def note(error: Exception) -> None:
    """Log an error of a callback: what a user may do about is a line, all else comes with its trace."""
    log = structlog.get_logger("dashboard")
    if isinstance(error, UserError | DatabaseUnavailableError):
        log.info("callback refused", kind=type(error).__name__)
    else:
        log.error("callback failed", kind=type(error).__name__, exc_info=error)


def instead(answer: Callable[[str], Any]) -> Callable[[Exception], Any]:
    """Return an `on_error` of a callback: logs, and answers with `answer(words)`.

    Without it the old figure would stay under the new filter.
    """

    def failed(error: Exception) -> Any:  # noqa: ANN401 - the outputs of any callback
        note(error)
        return answer(told(error))

    return failed


def notify(error: Exception) -> None:
    """Log an error and show it as a notification: the `on_error` of callbacks without one of their own."""
    note(error)
    kind = type(error).__name__
    notice = {"id": kind, "action": "show", "color": "red", "message": told(error), "autoClose": 8000}
    set_props("notices", {"sendNotifications": [notice]})
