"""Why a run corrected entries, by root cause."""

from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_thread, instead
from dashboard.context import current_context
from dashboard.pages.runs import data
from dashboard.shared import downloads, error_state, section
from dashboard.shared.causes import causes_report
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.service import Service

_GRID = "runs-causes-grid"


def register_causes(board: Dash, service: Service, address: str) -> None:
    """Add the callback of the place `runs-causes`."""
    causes = cached_by_run(data.causes)

    @board.callback(
        Output("runs-causes", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _causes(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context = current_context(service)
        night = data.night_numbered(data.history(context), search_value(search, "run"))
        if night.run.dropped is not None:
            return None
        context.note_list("runs", f"causes run={night.run.number}")
        report = causes_report(_GRID, causes(replace(context, run=night.run)), night.run.plans[-1].currency)
        title = _("Why run {number} corrected entries").format(number=night.run.number)
        note = _("What had been posted before and changed, by the fact at its root; entries of members.")
        return section(title, report, note)

    downloads(board, _GRID)
