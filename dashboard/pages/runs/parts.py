"""The parts of the runs page: history, what a run changed, what it took and checked, the quarantine."""

from typing import Any
from zoneinfo import ZoneInfo

import dash_mantine_components as dmc
import pandas as pd
import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count, moment, money, reason_words, seconds
from dashboard.pages.runs import figures
from dashboard.pages.runs.data import MOST_ROWS
from dashboard.pages.runs.stages import stage_words, step_rows
from dashboard.shared import (
    download_button,
    empty_state,
    figure,
    grid,
    icon,
    number_column,
    page_link_column,
    rank_badge,
    section,
)
from dashboard.shared.addresses import address, member_link, with_commas
from dashboard.shared.figures.leads import lead_to
from dashboard.shared.figures.style import kind_name
from dashboard.shared.tables import Cell, plain_table
from dashboard.words import N_, _
from graph.clock import from_micros
from graph.plan.model import Plan
from graph.reads.changes import Moved
from graph.reads.history import Checked, Night, Stopped
from graph.reads.runs import Run

_CHECKS = {
    "delivered": N_("As many facts are in the graph as deliveries left there"),
    "no cycle": N_("The sponsor tree has no cycle"),
    "volumes": N_("Volumes tie out with the orders"),
    "conservation": N_("Every package order pays out what the plan sets aside"),
    "recalculated": N_("Every entry, standing and pool is what a second engine calculates from the facts"),
    "pools": N_("What was fed to the pools was shared or is carried"),
    "earned": N_("What members earned is the sum of their entries"),
    "withdrawals": N_("What members withdrew is compared with what is available"),
    "payout": N_("No more is paid out than the plan can pay"),
    "members": N_("About as many members as in the run before"),
    "revenue": N_("About the revenue of the run before"),
    "entries": N_("About as many ledger entries as in the run before"),
    "quarantine": N_("Hardly more rows wait than at the run before"),
}


def history_columns(*, full: bool) -> list[dict[str, Any]]:
    """Return the columns of the history grid; entries only for those who see the whole company."""
    return [
        page_link_column("number", _("Run"), address("runs", run=" ").removesuffix("%20"), maxWidth=110),
        {"field": "as_of", "headerName": _("As of"), "minWidth": 170},
        {"field": "finished", "headerName": _("Finished"), "minWidth": 170},
        {"field": "took", "headerName": _("Took"), "maxWidth": 120},
        *([number_column("entries", _("Entries posted"))] if full else []),
        {"field": "engine", "headerName": _("Engine"), "maxWidth": 110},
        {"field": "kept", "headerName": _("Kept"), "maxWidth": 110},
        {"field": "passed", "headerName": _("Checks passed")},
    ]


def run_options(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the runs of data.history_table to choose from, each with its date; those kept no longer not."""
    return [
        {
            "value": str(row["number"]),
            "label": _("Run {number}, {as_of}").format(number=row["number"], as_of=moment(row["as_of"])),
            "disabled": not row["kept"],
        }
        for row in frame.to_dict("records")
    ]


def kept_no_longer(run: Run) -> Component:
    """Return what stands in place of the figures of a run that are kept no longer."""
    title = _("What run {number} changed").format(number=run.number)
    words = _("Its entries are in the ledger of every later run; standings of the time are kept no longer.")
    return section(title, empty_state(_("The figures of this run are kept no longer."), words))


def history_rows(frame: pd.DataFrame, *, full: bool) -> list[dict[str, Any]]:
    """Return the rows of the history grid from data.history_table; entries as in its columns."""
    return [
        {
            "number": row["number"],
            "as_of": moment(row["as_of"]),
            "finished": moment(row["finished"]),
            "took": seconds(row["seconds"]),
            **({"entries": row["entries"]} if full else {}),
            "engine": row["engine"],
            "kept": _("yes") if row["kept"] else _("no longer"),
            "passed": f"{row['passed']} / {row['checks']}",
        }
        for row in frame.to_dict("records")
    ]


def changes(posted: pd.DataFrame, moved: list[Moved], run: Run) -> Component:
    """Return what changed since the run before: entries by kind, and members whose rank is another."""
    plan = run.plans[-1]
    title = _("What run {number} changed").format(number=run.number)
    entries: Component = empty_state(_("No entry was posted."))
    if not posted.empty:
        entries = html.Div(
            [figure("runs-posted", 260, _posted_words(posted, plan), _drawn(posted, run))],
        )
    ranks: Component = empty_state(_("Nobody's rank changed."))
    if moved:
        ranks = _moved_table(moved, plan)
    parts: Component = dmc.Grid(
        [
            dmc.GridCol(
                [dmc.Title(_("Entries posted"), order=3, size="h5", mt="sm"), entries],
                span={"base": 12, "lg": 6},
            ),
            dmc.GridCol(
                [dmc.Title(_("Ranks changed"), order=3, size="h5", mt="sm"), ranks],
                span={"base": 12, "lg": 6},
            ),
        ]
    )
    return section(title, parts, _("Compared with the run before; the first run posts everything."))


def _drawn(posted: pd.DataFrame, run: Run) -> go.Figure:
    """Draw what was posted; each bar leads to the entries of its kind in the ledger of the run."""
    ledgers = [address("rewards", kind=kind, run=str(run.number)) for kind in posted["kind"]]
    return lead_to(figures.postings(posted), ledgers)


def took(night: Night, stages: pd.DataFrame, steps: pd.DataFrame, *, full: bool) -> Component:
    """Return the checks; for those who see the whole company also what they found, the stages and steps."""
    checks = section(
        _("Checks"), html.Ul([_check(one, full=full) for one in night.checks], className="checks")
    )
    if not full or stages.empty:
        return checks
    spent = figure(
        "runs-stages",
        60 + 22 * len(stages),
        stage_words(stages),
        figures.stages(stages),
    )
    both: Component = dmc.Grid(
        [
            dmc.GridCol(checks, span={"base": 12, "lg": 5}),
            dmc.GridCol(section(_("Time by stage"), [spent, step_rows(steps)]), span={"base": 12, "lg": 7}),
        ]
    )
    return both


def quarantine(rows: pd.DataFrame) -> Component:
    """Return the rows that were delivered and not loaded, with their reasons."""
    note = _(
        "Rows that broke a rule of the tables. They load by themselves when they are repaired or complete."
    )
    if rows.empty:
        return section(
            _("Quarantine"), empty_state(_("No row waits."), _("All that was delivered is loaded."))
        )
    columns = [
        {"field": "table", "headerName": _("Table"), "filter": "agTextColumnFilter", "maxWidth": 180},
        {"field": "file", "headerName": _("File"), "maxWidth": 170},
        number_column("row", _("Row"), maxWidth=100),
        {"field": "key", "headerName": _("Key"), "filter": "agTextColumnFilter", "maxWidth": 190},
        {
            "field": "reasons",
            "headerName": _("Reasons"),
            "wrapText": True,
            "autoHeight": True,
            "minWidth": 320,
        },
        {"field": "delivered", "headerName": _("Delivered"), "maxWidth": 190},
    ]
    shown = _("{number} rows").format(number=count(len(rows)))
    if len(rows) == MOST_ROWS:
        shown = _("The first {number} rows; all of them: upline quarantine").format(number=count(MOST_ROWS))
    records = [{**row, "delivered": moment(row["delivered"])} for row in rows.to_dict("records")]
    parts: list[Component] = [
        grid("runs-waiting", columns, height=360, rowData=records),
        dmc.Group(
            [html.P(shown, className="words"), download_button("runs-waiting")], justify="space-between"
        ),
    ]
    return section(_("Quarantine"), parts, note)


def _posted_words(frame: pd.DataFrame, plan: Plan) -> str:
    parts = [
        _("{kind}: {number} entries, {amount}").format(
            kind=kind_name(row["kind"]),
            number=count(row["entries"]),
            amount=money(int(row["added"] + row["taken"]), plan.currency),
        )
        for row in frame.to_dict("records")
    ]
    return _("; ").join(parts)


def _moved_table(moved: list[Moved], plan: Plan) -> Component:
    head = [_("Before"), _("After"), _("Members"), _("The first of them")]
    body: list[list[Cell]] = [
        [
            rank_badge(plan, one.before),
            rank_badge(plan, one.after),
            count(one.members),
            with_commas(member_link(member_id, name) for member_id, name in one.first),
        ]
        for one in moved
    ]
    return plain_table(head, body, {2})


def stopped_run(stopped: Stopped, zone: ZoneInfo) -> Component:
    """Return which run was not published, when, what stopped it, and what to do."""
    title = _("Run {number} was calculated and not published ({time})").format(
        number=stopped.number, time=moment(from_micros(stopped.finished, zone))
    )
    advice = _(
        "The run before it stands. Look at what was loaded since and mend what is wrong; what is right is"
        " published with upline nightly --accept GUARD --reason TEXT."
    )
    inside = [html.Ul([_check(one, full=True) for one in stopped.broken], className="checks"), html.P(advice)]
    alert: Component = dmc.Alert(inside, title=title, color="orange", mb="md", variant="light")
    return alert


def _check(check: Checked, *, full: bool) -> Component:
    words = _(_CHECKS[check.name]) if check.name in _CHECKS else check.name
    sign = icon("circle-check", "#009E73") if check.passed else icon("circle-x", "#D55E00")
    state = _("passed") if check.passed else _("accepted") if check.accepted else _("failed")
    inside: list[Any] = [sign, " ", words, html.Span(f" · {state}")]
    if full and check.accepted:
        said = _("Accepted by {by}: {reason}").format(by=check.accepted.by, reason=check.accepted.reason)
        inside.append(html.Div(said, className="words"))
    if full:
        inside.append(html.Div(reason_words().sentences_of(check.found), className="words"))
    return html.Li(inside)
