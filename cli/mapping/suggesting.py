"""`upline mapping suggest`: a mapping is written, and what would load by it is shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cli.exporting import Column
from cli.output import say
from cli.tables import show
from cli.trials import tell_trial
from etl.contract import TABLES
from etl.loading.trial import try_alone
from etl.mapping import load_mapping
from etl.payload import cells, payloads
from etl.reading import Delivery, read_delivery
from etl.suggesting import Suggestion, suggest
from etl.suggesting.samples import Sample, read_samples
from etl.suggesting.shipped import known_exports
from etl.suggesting.writing import to_yaml
from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import Message
from graph.plan import first_plan

_ROWS = 3


def suggest_mapping(files: Sequence[Path], out: Path) -> None:
    """Write a suggested mapping of files, and show what would load by it.

    Raises:
        UserError: when the files fit no table, or the mapping is there already.
    """
    notices: list[Message] = []
    samples = read_samples(files, notices)
    for notice in notices:
        say("Notice: {notice}", notice=notice)
    _tell_known(samples)
    suggestions = suggest(samples)
    if not suggestions:
        raise UserError(
            "no table fits these files: expected columns such as an order's number, time and amount, or a "
            "member's id and time; their columns are {columns}",
            columns="; ".join(
                f"{sample.path.name}: {', '.join(sample.columns[:12])}" for sample in samples[:5]
            ),
        )
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(to_yaml(suggestions))
    except FileExistsError as error:
        raise UserError("{out} is there already: name another file with --out", out=out) from error
    say("{out} is written: look through it, and change what is wrong.", out=out)
    delivery = read_delivery(files, load_mapping(out))
    for suggestion in suggestions:
        _show_rows(delivery, suggestion.table)
    _tell_missing(suggestions)
    tell_trial(try_alone(delivery, first_plan().currency), "mapping suggest", as_json=False)
    say("Try it again: upline mapping check {out} {files}", out=out, files=" ".join(map(str, files)))


def _tell_known(samples: Sequence[Sample]) -> None:
    for name, (sample, readable) in known_exports(samples).items():
        say(
            "{file} is an export that Upline knows: upline load FOLDER --mapping {name}"
            if readable
            else "{file} is an export that Upline knows under another name: see `upline mapping show {name}`",
            file=sample.path.name,
            name=name,
        )


def _show_rows(delivery: Delivery, table: str) -> None:
    good = delivery.tables[table].good.head(_ROWS)
    rows = [cells(text) for text in payloads(table, good)]
    names = [name for name in TABLES[table].names if any(name in row for row in rows)]
    columns: list[Column[dict[str, Any]]] = [
        Column(name, lambda row, name=name: row.get(name, ""), weight=99 - place)  # type: ignore[misc]
        for place, name in enumerate(names)
    ]
    show(
        Message(N_("{table}: the first rows as they would load"), {"table": table}),
        columns,
        rows,
        _ROWS,
        N_("None."),
    )


def _tell_missing(suggestions: Sequence[Suggestion]) -> None:
    there = {suggestion.table for suggestion in suggestions}
    for suggestion in suggestions:
        for name in suggestion.missing:
            say(
                "{table}: nothing fits {name} ({means})",
                table=suggestion.table,
                name=name,
                means=TABLES[suggestion.table][name].means,
            )
    for table in TABLES.values():
        if table.required and table.name not in there:
            say("Nothing fits the table {table}, which a first delivery must have.", table=table.name)
