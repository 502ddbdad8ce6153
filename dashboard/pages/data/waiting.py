"""The rows that wait, by reason, with what to do about them, and their files to be mended."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count, reason_words
from dashboard.page import PREFIX
from dashboard.pages.data.words import table_name
from dashboard.shared import empty_state, icon, section
from dashboard.shared.tables import plain_table
from dashboard.words import N_, _
from graph.reads.quarantine import waiting_groups
from graph.service import Service

FILE = "quarantine.zip"
_FORMS = (
    ("csv", N_("As tables, CSV")),
    ("xlsx", N_("As tables, Excel")),
    ("original", N_("In the form of the files handed in")),
)
_REFERENCE = {"row_unknown", "row_waits", "row_line_waits", "row_line_later"}
_CONFLICTS = {
    "row_differs",
    "row_sponsor_differs",
    "row_repeated",
    "row_repeated_together",
    "row_group_differs",
}
_TREE = {"row_on_cycle", "row_closes_cycle", "cell_itself", "cell_closes_first"}
_SUMS = {"row_unequal", "row_line_held", "row_refund_above", "row_total_fell"}
_MOST = 100


def waiting(service: Service) -> Component:
    """Return why rows wait, most first."""
    groups = waiting_groups(service.database)
    title = _("Rows that wait")
    if not groups:
        return section(title, empty_state(_("No row waits."), _("All that was delivered is loaded.")))
    words = reason_words()
    head = [_("Table"), _("Rows"), _("For example"), _("What to do")]
    body = [
        [table_name(one.table), count(one.rows), words.sentence(one.example), _(_advice(one.example.id))]
        for one in groups[:_MOST]
    ]
    links = [
        html.A(
            [icon("download"), " ", _(label)],
            href=f"{PREFIX}downloads/{FILE}?form={form}",
            download="",
            className="quiet-button",
        )
        for form, label in _FORMS
    ]
    note = _("Mend the cells in these files and drop them above: what is right loads, and waits no longer.")
    return section(title, [plain_table(head, body, {1}), dmc.Group(links, gap="sm", mt="sm")], note)


def _advice(reason: str) -> str:
    """Return what to do about rows that wait for a reason."""
    if reason in _REFERENCE:
        return N_("Deliver what it refers to: the row then loads by itself.")
    if reason in _CONFLICTS:
        return N_("Two rows say different things of one key: keep the right one, or give it another key.")
    if reason in _TREE:
        return N_("Put the sponsor right, or decide it by a sponsor correction.")
    if reason in _SUMS:
        return N_("Put the amounts right, so that they add up.")
    return N_("Mend the cell that the reason names.")
