"""Statements of members: links to their pages and files, and the address that gives them."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component
from fastapi import FastAPI, Query, Response

from dashboard.context import Context, context_of
from dashboard.incoming import LONGEST
from dashboard.page import PREFIX
from dashboard.shared.sections import empty_state
from dashboard.words import _, language
from graph.access import viewer
from graph.errors import NotFoundError
from graph.payouts.statements import periods_of
from graph.service import Service
from web.statement_files import PERIOD, Form, statement_file, statement_of

_FILE = "statement"
_MONTHS, _BATCHES = 6, 3


def statement_address(member_id: str, period: str, form: Form = "html") -> str:
    """Return the address of a member's statement of a month (2026-01) or a batch (batch-3)."""
    return f"{PREFIX}downloads/{_FILE}?{urlencode({'member': member_id, 'period': period, 'form': form})}"


def may_read_statements(context: Context, member_id: str) -> bool:
    """Return whether the viewer reads a member's statements: its own, or everybody's."""
    return context.viewer.sees_all or context.viewer.member_id == member_id


def statement_link(member_id: str, period: str, words: str) -> Component:
    """Return the link that opens a statement, to read and to print, beside the page."""
    return html.A(words, href=statement_address(member_id, period), target="_blank", rel="noopener")


def statement_list(context: Context, member_id: str) -> Component:
    """Return a member's newest statements, by month and by batch, each as a page and as CSV."""
    periods = periods_of(context.database, context.run, member_id)
    rows = [(month, month) for month in periods.months[:_MONTHS]]
    batches = [(f"batch-{number}", number) for number in periods.batches[:_BATCHES]]
    rows += [(period, _("Payout {number}").format(number=number)) for period, number in batches]
    if not rows:
        return empty_state(_("There is no statement yet."))
    items: Iterable[Component] = (
        html.Li(
            [
                statement_link(member_id, period, words),
                " · ",
                html.A("CSV", href=statement_address(member_id, period, "csv"), download=""),
            ]
        )
        for period, words in rows
    )
    return html.Ul(list(items), className="statements")


def add_statements(app: FastAPI, service: Service) -> None:
    """Add the address of statements."""

    @app.get(f"{PREFIX}downloads/{_FILE}", include_in_schema=False)
    def statement(
        member: Annotated[str, Query(min_length=1, max_length=LONGEST)],
        period: Annotated[str, Query(pattern=PERIOD)],
        form: Form = "html",
    ) -> Response:
        """Return a statement of a member, in the language of the dashboard."""
        context = context_of(service, viewer())
        if not may_read_statements(context, member):
            context.note_member(member, visible=False)
            raise NotFoundError(_("There is no such member here. Search for one by name or id."))
        read = statement_of(context.database, context.run, member, period)
        context.note_download(_FILE, f"period={period}", member, form=form)
        return statement_file(read, period, form, language())
