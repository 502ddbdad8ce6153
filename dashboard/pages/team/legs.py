"""The legs: direct recruits as a grid of any length, and all of them as a file."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from dash import dcc, html
from dash.development.base_component import Component
from fastapi.responses import StreamingResponse

from dashboard.context import Context
from dashboard.downloads import Cells, form_of, rows_as_file
from dashboard.i18n.format import NONE, change, count, day
from dashboard.pages.team.data import visible_member
from dashboard.shared import file_links, grid, money_column, number_column
from dashboard.shared.figures.ranks import rank_colour, rank_icon, rank_name
from dashboard.words import _
from graph.clock import from_micros
from graph.months import month_name
from graph.numbers import whole_number
from graph.plan.model import Plan
from graph.reads.team import Sort
from graph.reads.tree import LegMonth, LegsQuery, MonthSort, legs_from
from graph.workbook import Kind

CSV = "/dashboard/downloads/legs.csv"
MOST_ROWS = 200
"""How many rows the grid may ask for at once."""
_CHUNK = 2000
_LONGEST = 256
FILE_COLUMNS: tuple[tuple[str, Kind], ...] = (
    *((name, "text") for name in ("member_id", "name", "rank", "joined_at")),
    *((name, "number") for name in ("direct_recruits", "team_size")),
    *((name, "money") for name in ("personal_volume", "team_volume", "group_volume")),
    *((name, "money") for name in ("earned", "held", "available")),
    ("month", "text"),
    *((name, "money") for name in ("month_volume", "month_before")),
    ("active", "number"),
    ("last_order", "text"),
    ("missing", "number"),
)
"""The columns of the file."""


def table() -> Component:
    """Return the grid; its rows come from `rows`."""
    text = {"filterOptions": ["contains"], "maxNumConditions": 1, "debounceMs": 300}
    start = {**text, "filterOptions": ["startsWith"]}
    columns = [
        {
            "field": "member_id",
            "headerName": _("Member"),
            "cellRenderer": "MemberLink",
            "filter": "agTextColumnFilter",
            "filterParams": start,
            "minWidth": 110,
        },
        {
            "field": "name",
            "headerName": _("Full name"),
            "filter": "agTextColumnFilter",
            "filterParams": text,
            "minWidth": 120,
        },
        {
            "field": "rank",
            "headerName": _("Rank"),
            "cellRenderer": "RankBadge",
            "filter": "agTextColumnFilter",
            "filterParams": text,
            "minWidth": 140,
        },
        money_column("month_volume", _("In the month"), minWidth=130),
        money_column("month_change", _("Change"), minWidth=150, sort="asc", cellRenderer="MonthChange"),
        {
            "field": "months",
            "headerName": _("Twelve months"),
            "cellRenderer": "Spark",
            "sortable": False,
            "minWidth": 120,
        },
        {"field": "last_order", "headerName": _("Last order"), "minWidth": 130},
        {"field": "active", "headerName": _("Active of people"), "type": "rightAligned", "minWidth": 110},
        {"field": "missing", "headerName": _("To the next rank"), "minWidth": 110},
        money_column("group_volume", _("Group volume, all time"), minWidth=140),
        number_column("team_size", _("People in the team"), minWidth=110),
        number_column("direct_recruits", _("Direct recruits"), minWidth=110),
        money_column("personal_volume", _("Personal volume"), minWidth=140),
        money_column("earned", _("Earned"), minWidth=120),
        {"field": "joined_at", "headerName": _("Joined"), "minWidth": 130},
    ]
    return html.Div(
        [
            html.Div(id="team-legs-problem", role="alert"),
            grid(
                "team-legs",
                columns,
                height=420,
                rowModelType="infinite",
                columnSize=None,
                getRowId="'k' + params.data.member_id",
                defaultColDef={"flex": 1, "sortingOrder": ["desc", "asc"]},
                dashGridOptions={
                    "cacheBlockSize": 100,
                    "blockLoadDebounceMillis": 60,
                    "maxConcurrentDatasourceRequests": 1,
                    "rowBuffer": 3,
                },
            ),
            html.Div(
                file_links("team", CSV, _("Download all as CSV"), _("Download all as Excel")),
                className="words",
            ),
            dcc.Store(id="team-legs-asked"),
        ]
    )


def rows(context: Context, member_id: str, month: int, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows that the grid asks for, and how many there are; it asks in the browser's word."""
    first, end = (whole_number(request.get(name), range(2**31)) or 0 for name in ("startRow", "endRow"))
    limit = min(max(end - first, 1), MOST_ROWS)
    plan = context.run.plans[-1]
    sorts = request.get("sortModel")
    sort = [one for one in sorts if isinstance(one, dict)] if isinstance(sorts, list) else []
    filters = request.get("filterModel")
    texts = {
        str(name): str(one.get("filter") or "")[:_LONGEST]
        for name, one in (filters if isinstance(filters, dict) else {}).items()
        if isinstance(one, dict)
    }
    sorting = {"sort": sort[0].get("colId"), "order": sort[0].get("sort")} if sort else {}
    found, total = legs_from(
        context.database,
        context.run,
        member_id,
        legs_filter(plan, {**texts, **sorting}, month),
        skip=first,
        limit=limit,
    )
    return {"rowData": [_grid_row(one, context, plan) for one in found], "rowCount": total}


def legs_filter(plan: Plan, texts: Mapping[str, object], month: int) -> LegsQuery:
    """Return an order and filters from texts: sort, order (asc, desc), name, member_id, rank (its name)."""
    text = {name: str(value or "")[:_LONGEST] for name, value in texts.items()}
    known: dict[str, Sort | MonthSort | Literal["name"]] = {
        "name": "name",
        **{one.value: one for kind in (Sort, MonthSort) for one in kind},
    }
    rank = text.get("rank", "").strip().lower()
    ranks = tuple(number for number in range(len(plan.ranks)) if rank in rank_name(plan, number).lower())
    return LegsQuery(
        sort=known.get(text.get("sort", ""), Sort.GROUP_VOLUME),
        descending=text.get("order") != "asc",
        name=text.get("name", "").strip(),
        start=text.get("member_id", "").strip(),
        ranks=ranks if rank else None,
        month=month,
    )


def as_file(context: Context, member: str, month: int, texts: Mapping[str, object]) -> StreamingResponse:
    """Return all legs of a member as a file, in the order and through the filters of the grid.

    Columns are those of the standings export, joined_at, and those of the month; money in decimals.
    `texts`: of the address.

    Raises:
        NotFoundError: when there is no such member, or it is out of scope.
    """
    member_id = visible_member(context, member)
    order = legs_filter(context.run.plans[-1], texts, month)
    return rows_as_file(
        "legs", form_of(texts.get("form")), FILE_COLUMNS, _file_rows(context, member_id, order)
    )


def _file_rows(context: Context, member_id: str, order: LegsQuery) -> Iterator[Cells]:
    skip = 0
    while True:
        found, total = legs_from(context.database, context.run, member_id, order, skip=skip, limit=_CHUNK)
        yield from (_file_row(one, context, order.month) for one in found)
        skip += _CHUNK
        if skip >= total:
            return


def _file_row(leg: LegMonth, context: Context, month: int) -> Cells:
    standing, zone = leg.member.standing, context.run.zone
    return [
        standing.member_id,
        standing.name,
        context.run.plans[-1].ranks[standing.rank].id,
        from_micros(leg.member.joined, zone).isoformat(),
        standing.direct_recruits,
        standing.team_size,
        standing.personal,
        standing.team,
        standing.group,
        standing.earned,
        standing.held,
        standing.available,
        month_name(month),
        leg.this_month,
        leg.month_before,
        leg.active,
        from_micros(leg.last_order, zone).date().isoformat() if leg.last_order else "",
        leg.missing,
    ]


def _grid_row(leg: LegMonth, context: Context, plan: Plan) -> dict[str, Any]:
    standing, zone = leg.member.standing, context.run.zone
    return {
        "member_id": standing.member_id,
        "name": standing.name,
        "rank": {
            "name": rank_name(plan, standing.rank),
            "icon": rank_icon(plan, standing.rank),
            "colour": rank_colour(plan, standing.rank),
        },
        "joined_at": day(from_micros(leg.member.joined, zone).date()),
        "month_volume": leg.this_month,
        "month_change": leg.this_month - leg.month_before,
        "rate": change(leg.this_month / leg.month_before - 1) if leg.month_before > 0 else "",
        "months": leg.months,
        "last_order": day(from_micros(leg.last_order, zone).date()) if leg.last_order else NONE,
        "active": f"{count(leg.active)} / {count(standing.team_size + 1)}",
        "missing": _("{number} to do").format(number=count(leg.missing)) if leg.missing else NONE,
        "direct_recruits": standing.direct_recruits,
        "team_size": standing.team_size,
        "personal_volume": standing.personal,
        "group_volume": standing.group,
        "earned": standing.earned,
    }
