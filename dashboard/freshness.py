"""How new the figures are, in words: a line in the header, and what is wrong on the page of the runs."""

from datetime import UTC, datetime

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.i18n.format import day, moment, short_day
from dashboard.page import PREFIX
from dashboard.shared import icon
from dashboard.words import _
from graph.reads.attempts import Attempt, State
from graph.reads.freshness import OLD, Freshness, failed_attempt, newest_order

_SIGNS = {"fresh": "circle-check", "old": "alert-triangle", "failed": "circle-x"}


@cached_by_run
def _newest(context: Context) -> datetime | None:
    return newest_order(context.database, context.run)


def freshness(context: Context) -> Freshness:
    """Return how new the figures of the run are that is shown."""
    return Freshness(context.run, _newest(context), failed_attempt(context.database))


def fresh_line(
    fresh: Freshness, *, full: bool, linked: bool = True, now: datetime | None = None
) -> Component:
    """Return the line of the header, whose title has all of it in sentences.

    full: whether to say why an attempt failed, which is for those who see the whole company. linked: whether
    it leads to the page of the runs, which members do not have.
    """
    now = now or datetime.now(UTC)
    wrong = problems(fresh, full=full, now=now)
    state = "failed" if fresh.failed else "old" if wrong else "fresh"
    newest = fresh.newest
    parts: list[Component | str] = [
        icon(_SIGNS[state]),
        " ",
        html.Span(_("Data to {day}").format(day=day(newest)) if newest else _("No orders"), className="wide"),
        html.Span(short_day(newest) if newest else _("No orders"), className="narrow"),
        html.Span(" · " + _("Run {number}").format(number=fresh.run.number), className="wide"),
        html.Span(" · " + _("as of {time}").format(time=moment(fresh.run.as_of_time)), className="widest"),
    ]
    title = "\n".join([*_facts(fresh), *wrong])
    look = f"fresh fresh-{state}"
    if not linked:
        return html.Span(parts, className=look, title=title)
    return dcc.Link(parts, href=f"{PREFIX}runs", className=look, title=title)


def fresh_notice(fresh: Freshness, *, full: bool, now: datetime | None = None) -> Component | None:
    """Return what is wrong with how new the figures are; None where nothing is."""
    wrong = problems(fresh, full=full, now=now or datetime.now(UTC))
    if not wrong:
        return None
    colour = "red" if fresh.failed else "orange"
    notice: Component = dmc.Alert(
        [html.Div(words) for words in [*wrong, *_facts(fresh)]], color=colour, mb="md", variant="light"
    )
    return notice


def problems(fresh: Freshness, *, full: bool, now: datetime) -> list[str]:
    """Return what is wrong, each a sentence, the worst first."""
    hours = int(OLD.total_seconds() // 3600)
    said = [_attempt_words(fresh.failed, full=full)] if fresh.failed else []
    if fresh.data_are_old(now):
        said.append(_("No order is newer than {hours} hours: has a delivery failed?").format(hours=hours))
    if fresh.run_is_old(now):
        said.append(_("The run is older than {hours} hours: did the night run?").format(hours=hours))
    return said


def _attempt_words(attempt: Attempt, *, full: bool) -> str:
    words = {
        State.FAILED: _("The last attempt, run {number} of {time}, failed: its figures are not shown."),
        State.STOPPED: _("The last attempt, run {number} of {time}, was stopped before its end."),
    }[attempt.state]
    said = words.format(number=attempt.number, time=moment(attempt.started))
    return f"{said} {attempt.reason.text()}" if full and attempt.reason else said


def _facts(fresh: Freshness) -> list[str]:
    newest = _("The newest order is of {time}.").format(time=moment(fresh.newest)) if fresh.newest else ""
    run = _("Run {number} counts until {as_of}; it was calculated on {finished}.").format(
        number=fresh.run.number, as_of=moment(fresh.run.as_of_time), finished=moment(fresh.finished)
    )
    return [said for said in (newest, run) if said]
