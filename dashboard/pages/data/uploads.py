"""The deliveries that were handed in, newest first."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.i18n.format import NONE, count, moment
from dashboard.page import PREFIX
from dashboard.pages.data.delivered import zone_of
from dashboard.pages.data.words import state_words
from dashboard.shared import empty_state, section
from dashboard.shared.tables import Cell, plain_table
from dashboard.words import _
from graph.clock import from_micros
from graph.service import Service

_MOST = 20


def upload_list(service: Service) -> Component:
    """Return the newest deliveries that were handed in, here or by the API."""
    zone = zone_of(service)
    uploads = service.spool.uploads()[:_MOST]
    title = _("Handed in")
    if not uploads:
        return section(title, empty_state(_("Nothing was handed in yet.")))
    head = [_("Files"), _("When"), _("By"), _("State"), _("loaded"), _("wait")]
    body: list[list[Cell]] = [
        [
            dcc.Link(", ".join(name for name, _size in one.files), href=f"{PREFIX}data?upload={one.id}"),
            moment(from_micros(one.at, zone)),
            one.account,
            state_words(one),
            count(sum(each["loaded"] for each in one.summary["tables"].values())) if one.summary else NONE,
            count(one.quarantined) if one.summary else NONE,
        ]
        for one in uploads
    ]
    return section(title, plain_table(head, body, {4, 5}))
