"""Channels and inviters on the conversion page: as tables, and as files."""

from typing import Annotated

from dash import Dash
from dash.development.base_component import Component
from fastapi import Query
from fastapi.responses import StreamingResponse

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.downloads import Form
from dashboard.incoming import LONGEST
from dashboard.pages.conversion import data, growth
from dashboard.shared.filter_callbacks import Ask, fill_part
from dashboard.shared.filters import Filters
from dashboard.shared.records import records_file

_Search = Annotated[str, Query(max_length=LONGEST)]


def register_tables(board: Dash, ask: Ask, address: str) -> None:
    """Fill `conversion-table` and `conversion-inviters`, and answer with both as files."""
    channels, inviters = cached_by_run(data.channels), cached_by_run(data.who_invites)

    def fill_channels(context: Context, filters: Filters, search: str) -> Component:
        currency, team = context.run.plans[-1].currency, bool(context.team)
        return growth.channels(channels(context, filters), currency, search, team=team)

    def fill_inviters(context: Context, filters: Filters, search: str) -> Component:
        context.note_list("conversion", search.removeprefix("?"))
        return growth.inviters(inviters(context, filters), context.run.plans[-1].currency, search)

    def channels_file(search: _Search = "", form: Form = "csv") -> StreamingResponse:
        context, filters = ask(search)
        found = channels(context, filters)
        rows = growth.channel_rows(found)
        rows[-1]["channel"] = "all"
        context.note_download("conversion-channels.csv", search, form=form)
        return records_file("channels", form, growth.channel_columns(found), rows)

    def inviters_file(search: _Search = "", form: Form = "csv") -> StreamingResponse:
        context, filters = ask(search)
        rows = growth.inviter_rows(inviters(context, filters))
        context.note_download("conversion-inviters.csv", search, form=form)
        return records_file("inviters", form, growth.inviter_columns(), rows)

    fill_part(board, ask, address, "conversion-table", fill_channels)
    fill_part(board, ask, address, "conversion-inviters", fill_inviters)
    for table, file in (("channels", channels_file), ("inviters", inviters_file)):
        path = growth.FILE.format(table=table)
        board.server.add_api_route(path, file, methods=["GET"], include_in_schema=False)
