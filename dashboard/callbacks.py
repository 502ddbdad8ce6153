"""Callbacks: in threads and in the browser, and what one answers when it fails."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import structlog
from dash import ClientsideFunction, Dash, Input, Output, State, set_props

from dashboard.context import NotForMembersError
from dashboard.words import N_, _
from graph.access import NotSignedInError
from graph.errors import (
    BeingCalculatedError,
    DatabaseBusyError,
    DatabaseUnavailableError,
    NothingPublishedError,
    UserError,
)

P = ParamSpec("P")
T = TypeVar("T")
_GONE = N_("The database does not answer. Nothing is lost; try again in a moment.")
_NOTHING = N_("Nothing is calculated yet: load the company's tables, then let the nightly calculation run.")
_SIGN_IN = N_("You are signed out. Sign in again.")
_FAILED = N_(
    "Something went wrong here, and it has been noted. Try again; if it stays so, tell the operator."
)
_NOT_FOR_MEMBERS = N_("This page is for managers. Your own figures are on your own page.")


def in_thread(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Return a callback that runs in a thread: Dash runs plain ones on the loop, where others would wait."""

    @wraps(function)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, *args, **kwargs)

    return call


def error_text(error: Exception) -> str:
    """Return what a reader is told of an error, in the language of the request."""
    if isinstance(error, DatabaseUnavailableError):
        return _(_GONE)
    if isinstance(error, NothingPublishedError):
        return _(_NOTHING)
    if isinstance(error, NotSignedInError):
        return _(_SIGN_IN)
    if isinstance(error, NotForMembersError):
        return _(_NOT_FOR_MEMBERS)
    if isinstance(error, UserError | DatabaseBusyError | BeingCalculatedError):
        return error.text()
    return _(_FAILED)


def note(error: Exception) -> None:
    """Log an error of a callback: what a user may do about is a line, all else comes with its trace."""
    log = structlog.get_logger("dashboard")
    if isinstance(error, UserError | DatabaseUnavailableError | DatabaseBusyError | BeingCalculatedError):
        log.info("callback refused", kind=type(error).__name__)
    else:
        log.error("callback failed", kind=type(error).__name__, exc_info=error)


def instead(answer: Callable[[str], Any]) -> Callable[[Exception], Any]:
    """Return an `on_error` of a callback: logs, and answers with `answer(words)`.

    Without it the old figure would stay under the new filter.
    """

    def on_error(error: Exception) -> Any:  # noqa: ANN401 - the outputs of any callback
        note(error)
        return answer(error_text(error))

    return on_error


def notify(error: Exception) -> None:
    """Log an error and show it as a notification: the `on_error` of callbacks without one of their own."""
    note(error)
    kind = type(error).__name__
    notice = {"id": kind, "action": "show", "color": "red", "message": error_text(error), "autoClose": 8000}
    set_props("notices", {"sendNotifications": [notice]})


def in_browser(board: Dash, name: str, *dependencies: Input | Output | State, space: str = "upline") -> None:
    """Add `window.dash_clientside[space][name]` as a callback; it does not run when the page comes up."""
    board.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(space, name), *dependencies, prevent_initial_call=True
    )
