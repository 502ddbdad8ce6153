"""Callbacks that run in the browser: functions of assets/*.js, as the policy allows no others."""

from dash import ClientsideFunction, Dash, Input, Output, State


def in_browser(board: Dash, name: str, *given: Input | Output | State, space: str = "upline") -> None:
    """Add `window.dash_clientside[space][name]` as a callback; it does not run when the page comes up."""
    board.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(space, name), *given, prevent_initial_call=True
    )
