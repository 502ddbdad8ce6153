"""One delivery that was handed in: how far it is, what would load of it, what was, and its buttons."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, reason_words
from dashboard.page import PREFIX
from dashboard.pages.data.words import state_words, table_name
from dashboard.shared import aria, section
from dashboard.shared.commands import command_button
from dashboard.shared.tables import plain_table
from dashboard.words import _, language
from graph.intake import REPEATABLE, DeliveryState, Review, Upload
from graph.intake.upload import FIND_OUT
from graph.service import Service
from graph.words.reasons import of_kept

LOAD, CANCEL, AGAIN, MAP = "data-load", "data-cancel", "data-again", "data-map"
NO_MAPPING = "tables"
"""The choice that files are tables by their own names; no mapping is called so, as tables are none."""
MAPPING_FILE = "mapping.yaml"


def moves(upload: Upload) -> bool:
    """Return whether something of a delivery goes on by itself."""
    return (
        upload.state in {DeliveryState.WAITING, DeliveryState.LOADING}
        or (upload.state is DeliveryState.HELD and upload.review is Review.WANTED)
        or (upload.state is DeliveryState.LOADED and upload.publish)
    )


def upload_view(service: Service, ident: str) -> Component:
    """Return all about a delivery.

    Raises:
        NotFoundError: when there is none of this id.
    """
    upload, spool = service.spool.read(ident), service.spool
    title = ", ".join(name for name, _size in upload.files)
    parts: list[Component | str | None] = [dmc.Text(state_words(upload), fw=600, mt="xs")]
    if upload.said:
        parts.append(dmc.Alert(upload.said.get(language()), color="orange", variant="light", my="sm"))
    if upload.state is DeliveryState.LOADING:
        parts.append(_progress(spool.noted(ident, "progress") or {}))
    if upload.state is DeliveryState.HELD:
        parts.append(_mapping_choice(service, upload))
    review = spool.noted(ident, "review") if upload.review is Review.DONE else None
    if upload.summary:
        parts += _counts(upload.summary, loaded=True)
    elif review:
        parts += [*_read_by(upload, review), *_counts(review["summary"], loaded=False)]
    parts.append(_buttons(upload))
    if review and not upload.summary:
        parts += _first_rows(review["rows"])
    return section(title, parts)


def _buttons(upload: Upload) -> Component:
    buttons: list[Component] = []
    if upload.state is DeliveryState.HELD and upload.review is Review.DONE:
        buttons.append(command_button(_("Load and publish"), LOAD, upload.id))
    if upload.state in {DeliveryState.HELD, DeliveryState.WAITING}:
        buttons.append(command_button(_("Cancel"), CANCEL, upload.id))
    if upload.state in REPEATABLE:
        buttons.append(command_button(_("Look through again"), AGAIN, upload.id))
    if upload.state is DeliveryState.PUBLISHED:
        buttons.append(dcc.Link(_("See the figures"), href=PREFIX))
    row: Component = dmc.Group(buttons, gap="sm", mt="md")
    return row


def _mapping_choice(service: Service, upload: Upload) -> Component:
    """Return what chooses by which mapping the files are read."""
    known = service.deliveries.mappings() if service.deliveries else ()
    choices = [
        {"value": FIND_OUT, "label": _("Find out, or suggest one")},
        {"value": NO_MAPPING, "label": _("None: the files are tables by their names")},
        *({"value": name, "label": name} for name in known),
    ]
    now = upload.mapping[0] if upload.mapping else NO_MAPPING
    found_out = upload.own or len(upload.mapping) > 1  # one choice cannot say it
    select = dmc.Select(
        id={"type": "data-mapping", "of": upload.id},
        label=_("By which mapping the files are read"),
        value=FIND_OUT if found_out else now,
        data=choices,
        allowDeselect=False,
        searchable=True,
        comboboxProps={"withinPortal": False},
        w=300,
    )
    button = command_button(_("Look through by it"), MAP, upload.id)
    row: Component = dmc.Group([select, html.Div(button, style={"marginTop": "auto"})], gap="sm", my="sm")
    return row


def _progress(tables: Mapping[str, Sequence[int]]) -> Component:
    bars = [
        html.Div(
            [
                html.Span(f"{table_name(table)}: {count(done)} / {count(total)}"),
                dmc.Progress(value=100 * done / total if total else 100, **aria(label=table_name(table))),
            ]
        )
        for table, (done, total) in tables.items()
    ]
    return html.Div(bars or _("The files are read and judged."), className="part")


def _read_by(upload: Upload, review: Mapping[str, Any]) -> list[Component]:
    """Return by which mapping the files were read, and what to do where it is only suggested."""
    if review["suggested"]:
        href = f"{PREFIX}downloads/{MAPPING_FILE}?upload={upload.id}"
        words = _(
            "Upline does not know this export, so this mapping is a suggestion: look at the first rows. To"
            " change it, download it, edit it, and drop it together with the files."
        )
        link = html.A(_("Download the mapping"), href=href, download="")
        return [dmc.Alert([words, " ", link], color="blue", variant="light", my="sm")]
    names = ", ".join(upload.mapping)
    return [html.P(_("Read by the mapping {name}.").format(name=names))] if names else []


def _first_rows(tables: Mapping[str, Any]) -> list[Component]:
    """Return the first rows of each table, folded away."""
    title = _("{table}: the first rows as they would load")
    return [
        html.Details(
            [
                html.Summary(title.format(table=table_name(table))),
                plain_table(seen["columns"], seen["rows"]),
            ],
            open=True,
        )
        for table, seen in tables.items()
    ]


def _counts(summary: Mapping[str, Any], *, loaded: bool) -> list[Component | str | None]:
    """Return the counts of each table, why rows wait, and what else is to be told."""
    head = [_("Table"), _("loaded") if loaded else _("would load"), _("there already"), _("wait")]
    body = [
        [
            table_name(table),
            count(one["loaded"] + one["changed"]),
            count(one["unchanged"]),
            count(one["quarantined"]),
        ]
        for table, one in summary["tables"].items()
    ]
    parts: list[Component | str | None] = [plain_table(head, body, {1, 2, 3})]
    words = reason_words()
    reasons = [
        html.Li(
            _("{table} ({number}; the first in {file}, row {row}): {reason}").format(
                table=table_name(one["table"]),
                number=count(one["rows"]),
                file=one["file"],
                row=one["row"],
                reason=words.sentence(of_kept({"id": one["reason"], "values": one["values"]})),
            )
        )
        for one in summary["reasons"]
    ]
    if reasons:
        parts += [dmc.Title(_("Why rows wait"), order=3, size="h6", mt="sm"), html.Ul(reasons)]
    notices = summary["notices"]
    if notices:
        told = html.Ul([html.Li(one) for one in notices])
        parts.append(html.Details([html.Summary(_("How the files were read")), told], className="words"))
    return parts
