"""How long the stages of a run took, beside the run before and what is usual, in words."""

from collections.abc import Hashable, Mapping
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count, seconds
from dashboard.shared import download_button, grid, number_column
from dashboard.shared.figures.stages import stage_name
from dashboard.words import _

_NAMED = 3
_PART = 0.1  # of the whole difference: stages that made less of it are not named
_SAME = 0.05  # of what the run before took: no difference


def stage_words(stages: pd.DataFrame) -> str:
    """Return what took longer or shorter than in the run before, and by which stages: data.stages."""
    took, before = float(stages["seconds"].sum()), float(stages["before"].sum())
    parts = [_("All stages together took {time}.").format(time=seconds(took))]
    if before > 0:
        parts.append(_beside(stages, took, before))
    if (usual := float(stages["median"].sum())) > 0:
        parts.append(_("The median of up to 14 runs before is {time}.").format(time=seconds(usual)))
    return " ".join(parts)


def _beside(stages: pd.DataFrame, took: float, before: float) -> str:
    difference = took - before
    if abs(difference) <= _SAME * before:
        return _("That is as long as the run before.")
    changes = stages.assign(change=stages["seconds"] - stages["before"].fillna(0.0))
    towards = changes[changes["change"] * difference > _PART * difference * difference]
    largest = towards.reindex(towards["change"].abs().sort_values(ascending=False).index)[:_NAMED]
    template = (
        _("{time} longer than the run before: {stages}.")
        if difference > 0
        else _("{time} shorter than the run before: {stages}.")
    )
    named = _(", ").join(_stage(row) for row in largest.to_dict("records"))
    return template.format(time=seconds(abs(difference)), stages=named)


def _stage(row: Mapping[Hashable, Any]) -> str:
    name, sign = stage_name(str(row["stage"])), "+" if row["change"] > 0 else "−"
    words = f"{name} {sign}{seconds(abs(row['change']))}"
    if pd.notna(row["rows"]) and pd.notna(row["rows_before"]) and row["rows"] != row["rows_before"]:
        words += _(" ({rows} rows, before {before})").format(
            rows=count(int(row["rows"])), before=count(int(row["rows_before"]))
        )
    return words


def step_rows(frame: pd.DataFrame) -> Component:
    """Return every step with the rows that it looked at and its seconds, folded away."""
    columns = [
        {"field": "stage", "headerName": _("Stage"), "maxWidth": 140},
        {"field": "step", "headerName": _("Step"), "minWidth": 240},
        number_column("rows", _("Rows looked at"), maxWidth=150),
        number_column("seconds", _("Seconds"), maxWidth=120),
    ]
    rows = [
        {
            **row,
            "stage": stage_name(row["stage"]),
            "rows": None if pd.isna(row["rows"]) else int(row["rows"]),
        }
        for row in frame.to_dict("records")
    ]
    return html.Details(
        [
            html.Summary(_("Every step")),
            grid("runs-steps", columns, height=360, rowData=rows),
            dmc.Group(download_button("runs-steps"), justify="flex-end", mt="xs"),
        ],
        className="words",
    )
