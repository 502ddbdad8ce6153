"""The list of people behind a figure: a click on it puts the list into the address, ?list=first.wechat."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import Dash, dcc, html
from dash.development.base_component import Component
from fastapi import Query
from fastapi.responses import StreamingResponse

from dashboard.context import Context
from dashboard.downloads import Form
from dashboard.i18n.format import month
from dashboard.incoming import LONGEST
from dashboard.page import PREFIX
from dashboard.shared.figures.funnel import stage_name
from dashboard.shared.filter_callbacks import Ask, fill_part
from dashboard.shared.filters import Filters, changed_search, search_value
from dashboard.shared.grids import file_links
from dashboard.shared.metrics import scope_of
from dashboard.shared.periods import month_of
from dashboard.shared.records import Column, Row, records_file, records_table, shown_of
from dashboard.shared.sections import empty_state, section
from dashboard.words import N_, _
from graph.access.scope import require_visible, visible_among
from graph.clock import from_micros
from graph.errors import UserError
from graph.growth import behind
from graph.growth.behind import MOST, Behind
from graph.metrics.visitors import STAGES
from graph.reads.standings import month_number

_DIGITS = 5
NO_SUCH_LIST = N_("There is no such list. Choose a figure below.")


@dataclass(frozen=True, slots=True)
class People:
    """A list: what it is of, in words, its columns and rows; other: those left out, their words and name."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    other: tuple[str, str] | None = None


def list_link(search: str, name: str) -> str:
    """Return the address of a page with the list of a name; "" closes it."""
    return changed_search(search, list=name)


def behind_figure(context: Context, filters: Filters, name: str) -> People:
    """Return the list of a name: `first.wechat`, `recruits.M1`, `waiting.registered`, `again.2026-01.3`.

    Raises:
        NotFoundError: when it is of a member who is not there, or out of scope.
        UserError: when there is no such list.
    """
    what, _dot, rest = name.partition(".")
    kinds: dict[str, Callable[[Context, Filters, str, str], People]] = {
        **dict.fromkeys(("joined", "first"), _of_channel),
        **dict.fromkeys(("recruits", "bought"), _of_inviter),
        **dict.fromkeys(("stage", "waiting"), _of_stage),
        **dict.fromkeys(("cohort", "again", "lapsed"), _of_cohort),
    }
    if what not in kinds:
        raise UserError(_(NO_SUCH_LIST))
    return kinds[what](context, filters, what, rest)


def register_list(board: Dash, ask: Ask, address: str, key: str) -> None:
    """Fill the part `{key}-list` with the list that the address names, and answer with it as a file."""
    file = f"{PREFIX}downloads/{key}-list.csv"

    def fill(context: Context, filters: Filters, search: str) -> Component | None:
        name = search_value(search, "list")
        if not name:
            return None
        people = behind_figure(context, filters, name)
        context.note_list(key, search.removeprefix("?"))
        return _section(people, context.run.plans[-1].currency, search, file)

    def download(
        search: Annotated[str, Query(max_length=LONGEST)] = "", form: Form = "csv"
    ) -> StreamingResponse:
        context, filters = ask(search)
        people = behind_figure(context, filters, search_value(search, "list"))
        context.note_download(f"{key}-list.csv", search, form=form)
        return records_file(f"{key}-list", form, people.columns, people.rows)

    fill_part(board, ask, address, f"{key}-list", fill)
    board.server.add_api_route(file, download, methods=["GET"], include_in_schema=False)


def _section(people: People, currency: str, search: str, file: str) -> Component:
    leads = [(_("Close the list"), ""), *([people.other] if people.other else [])]
    links = [dcc.Link(words, href=list_link(search, name), className="quiet-button") for words, name in leads]
    if not people.rows:
        return html.Div(section(people.title, [empty_state(_("Nobody.")), *links]), className="part")
    csv = f"{file}?{urlencode({'search': search})}"
    foot = dmc.Group(
        [
            html.P(shown_of(len(people.rows), MOST), className="words"),
            file_links("behind", csv, _("Download CSV"), _("Download Excel")),
            *links,
        ]
    )
    table = html.Div(records_table(people.columns, people.rows, currency), className="tall", tabIndex=0)
    return html.Div(section(people.title, [table, foot]), className="part")


def _of_channel(context: Context, filters: Filters, what: str, channel: str) -> People:
    days = behind.window(context.database, context.run, scope_of(context, filters))
    if what == "joined":
        title, chosen = (
            _("Members of {channel} who joined in these days"),
            Behind(channel, members=True, joined=days),
        )
    else:
        title = _("Members of {channel} who first ordered in these days")
        chosen = Behind(channel, members=True, first=days)
    return _people(context, title.format(channel=channel or _("no channel")), chosen)


def _of_inviter(context: Context, filters: Filters, what: str, member_id: str) -> People:
    require_visible(context.database, context.run, context.viewer, member_id)
    context.note_member(member_id, visible=True, page="conversion")
    days = behind.window(context.database, context.run, scope_of(context, filters))
    channel = filters.channel or None
    title, first = _("Recruits of {member} who joined in these days"), None
    if what == "bought":
        title = _("Recruits of {member} who joined in these days and bought")
        first = 0, context.run.as_of + 1
    return _people(
        context,
        title.format(member=member_id),
        Behind(channel, sponsor=member_id, members=True, joined=days, first=first),
    )


def _of_cohort(context: Context, filters: Filters, what: str, rest: str) -> People:
    cohort_name, _dot, offset = rest.partition(".")
    later = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < _DIGITS else 0
    cohort = month_number(cohort_name)
    if cohort + later > month_of(context.run):
        raise UserError(_(NO_SUCH_LIST))
    first = _overlap(
        behind.month(context.run, cohort),
        behind.window(context.database, context.run, scope_of(context, filters)),
    )
    channel, again = filters.channel or None, behind.month(context.run, cohort + later)
    title = {
        "cohort": _("Buyers who first ordered in {cohort}"),
        "again": _("Buyers who first ordered in {cohort} and ordered in {month}"),
        "lapsed": _("Buyers who first ordered in {cohort} and did not order in {month}"),
    }[what]
    others = {
        "again": (_("Who did not order in {month}"), f"lapsed.{rest}"),
        "lapsed": (_("Who ordered in {month}"), f"again.{rest}"),
    }
    people = _people(
        context,
        title.format(cohort=month(cohort), month=month(cohort + later)),
        Behind(channel, first=first, again=None if what == "cohort" else again, lapsed=what == "lapsed"),
    )
    if what not in others:
        return people
    words, name = others[what]
    return replace(people, other=(words.format(month=month(cohort + later)), name))


def _overlap(a: behind.Stretch, b: behind.Stretch) -> behind.Stretch:
    return max(a[0], b[0]), min(a[1], b[1])


def _people(context: Context, title: str, chosen: Behind) -> People:
    columns = [
        Column("person_id", _("Id"), "member"),
        Column("name", _("Full name")),
        Column("channel", _("Channel")),
        Column("joined", _("Joined"), "day"),
        Column("first", _("First order"), "day"),
        Column("last", _("Last order"), "day"),
        Column("orders", _("Orders"), "count"),
    ]
    found = behind.people(context.database, context.run, context.team, chosen)
    days = ("joined", "first", "last")
    rows = [{**asdict(one), **{name: _day(context, getattr(one, name)) for name in days}} for one in found]
    return People(title, columns, rows)


def _of_stage(context: Context, filters: Filters, what: str, stage: str) -> People:
    if stage not in STAGES:
        raise UserError(_(NO_SUCH_LIST))
    database, run, waiting = context.database, context.run, what == "waiting"
    found = behind.visitors(database, run, scope_of(context, filters), stage, waiting=waiting)
    ids = {ident for one in found for ident in (one.inviter_id, one.person_id) if ident}
    visible = visible_among(database, run, context.viewer, ids)
    columns = [
        Column("visitor_id", _("Visitor")),
        Column("at", _("Last invited"), "day"),
        Column("inviter_id", _("Invited by"), "member"),
        Column("person_id", _("Became"), "member"),
        Column("stage", _("Stage")),
    ]
    rows: list[dict[str, Any]] = [
        {
            **asdict(one),
            "at": _day(context, one.at),
            "stage": stage_name(one.stage),
            # Who became somebody of another team is not this one's to know.
            "inviter_id": one.inviter_id if one.inviter_id in visible else "",
            "person_id": one.person_id if one.person_id in visible else "",
        }
        for one in found
    ]
    words = (
        _("Visitors who wait in the stage: {stage}")
        if waiting
        else _("Visitors who came to the stage: {stage}")
    )
    return People(words.format(stage=stage_name(stage)), columns, rows)


def _day(context: Context, micros: int | None) -> date | None:
    return None if micros is None else from_micros(micros, context.run.zone).date()
