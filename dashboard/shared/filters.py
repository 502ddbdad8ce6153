"""Filters of a page, which live in its address: ?from=2026-01-01&until=2026-01-31&channel=wechat."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

import dash_mantine_components as dmc
from dash.development.base_component import Component

from dashboard.shared.attributes import aria
from dashboard.words import N_, _, language
from graph.clock import END_DAY, FIRST_DAY
from graph.errors import UserError

NO_SUCH_CHANNEL = N_("There is no such channel here. Choose another one above.")
_LONGEST_CHANNEL = 256
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filters:
    """The days from `from_day` to before `to_day` (None: no bound), and a channel ("": all)."""

    from_day: date | None = None
    to_day: date | None = None
    channel: str = ""


def search_value(search: str | None, name: str) -> str:
    """Return a filter of an address ("?from=..."); "" where it has none of that name."""
    return parse_qs((search or "").removeprefix("?")).get(name, [""])[0]


def changed_search(search: str | None, **changes: str) -> str:
    """Return an address ("?from=...") with other filters; "" takes one away, "?" is left of none."""
    names = {name: values[0] for name, values in parse_qs((search or "").removeprefix("?")).items()}
    return f"?{urlencode({name: value for name, value in {**names, **changes}.items() if value})}"


def with_choice(options: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return the choices of a control with what an address asks for, where that is none of them.

    Else the control would take it out of the address, and nobody would be told that there is no such thing.
    """
    if not text or any(one["value"] == text for one in options):
        return options
    return [*options, {"value": text, "label": text, "disabled": True}]


def filters_in(search: str | None) -> Filters:
    """Return the days and the channel of an address; a day that is none is left out.

    Raises:
        UserError: when the first day is after the last one, or the channel is longer than any can be.
    """
    first, last = _day(search_value(search, "from")), _day(search_value(search, "until"))
    if first and last and first > last:
        raise UserError(_("The first day is after the last one: choose other days above."))
    channel = search_value(search, "channel")
    if len(channel) > _LONGEST_CHANNEL:
        raise UserError(_(NO_SUCH_CHANNEL))
    return Filters(first, last + _ONE_DAY if last else None, channel)


def filter_bar(key: str, search: str) -> list[Component]:
    """Return the controls `{key}-period`, `-from`, `-until` and `-channel`, as an address says.

    What there is to choose from is filled in by dashboard.shared.filter_callbacks.
    """
    period = dmc.Select(
        id=f"{key}-period",
        label=_("Period"),
        value=None,
        data=[],
        placeholder=_("all, or own days"),
        clearable=True,
        clearButtonProps=aria(label=_("all days")),
        comboboxProps={"withinPortal": False},
        w=190,
    )
    channel = dmc.Select(
        id=f"{key}-channel",
        label=_("Channel"),
        value=search_value(search, "channel") or None,
        data=[],
        placeholder=_("all channels"),
        clearable=True,
        searchable=True,
        clearButtonProps=aria(label=_("all channels")),
        nothingFoundMessage=_("no such channel"),
        comboboxProps={"withinPortal": False},
        w=160,
    )
    return [period, *day_filters(key, search), channel]


def day_filters(key: str, search: str) -> list[Component]:
    """Return the controls `{key}-from` and `{key}-until`, as an address says."""
    first = _day_picker(f"{key}-from", _("From"), _("the beginning"), search_value(search, "from"))
    last = _day_picker(f"{key}-until", _("Until"), _("today"), search_value(search, "until"))
    return [first, last]


def _day_picker(ident: str, label: str, placeholder: str, text: str) -> Component:
    chosen = _day(text)
    picker: Component = dmc.DateInput(
        id=ident,
        label=label,
        placeholder=placeholder,
        value=chosen.isoformat() if chosen else None,
        valueFormat="YYYY-MM-DD",  # as one types it, in either language
        debounce=True,
        monthLabelFormat="YYYY年M月" if language() == "zh" else "MMMM YYYY",
        clearable=True,
        clearButtonProps=aria(label=placeholder),
        hideOutsideDates=True,
        ariaLabels={
            "previousMonth": _("month before"),
            "nextMonth": _("month after"),
            "previousYear": _("year before"),
            "nextYear": _("year after"),
            "previousDecade": _("years before"),
            "nextDecade": _("years after"),
        },
        popoverProps={"withinPortal": False, "attributes": {"dropdown": aria(label=label)}},
        w=140,
    )
    return picker


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found < END_DAY else None
