"""A plain table; on a narrow screen each of its rows is a card, so that nothing scrolls sideways."""

from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.shared.attributes import data

Cell = Component | str | Sequence[Component | str]


def plain_table(
    head: Sequence[str], rows: Sequence[Sequence[Cell]], numbers: Collection[int] = ()
) -> Component:
    """Return a table; numbers: the places of columns at the right. "" is a column without a head."""

    def place(at: int) -> str:
        return "number" if at in numbers else ""

    heads = [
        html.Th(words, scope="col", className=place(at)) if words else html.Td()
        for at, words in enumerate(head)
    ]
    body = [
        html.Tr(
            [
                html.Td(_together(cell), className=place(at), **data(head=head[at]))
                for at, cell in enumerate(row)
            ]
        )
        for row in rows
    ]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="plain whole")
    return html.Div(table, className="scrolls", tabIndex=0)


def _together(cell: Cell) -> Component | str:
    """Return a cell as one thing, which stands beside its name on a card."""
    return cell if isinstance(cell, Component | str) else html.Div(list(cell))
