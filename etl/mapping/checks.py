"""Holds a mapping against the contract of the tables."""

from collections.abc import Iterator, Mapping

from etl.contract import TABLES
from etl.mapping.tables import TableMapping
from etl.mapping.values import COUNTED, OFFSET, ONLY_FOR, TAKES, Value
from etl.table import Column, Table
from graph.i18n.message import message
from graph.yaml_text import Place, Problem


def problems(tables: Mapping[str, TableMapping]) -> Iterator[Problem]:
    """Hold the tables of a mapping against the contract; yield what is wrong."""
    for name, spec in tables.items():
        place: Place = ("tables", name)
        if name not in TABLES:
            yield (
                place,
                message(
                    "there is no table {name}; the tables are {tables}", name=name, tables=", ".join(TABLES)
                ),
            )
            continue
        table = TABLES[name]
        for column in table.columns:
            if column.in_header and column.name not in spec.columns:
                yield (
                    (*place, "columns"),
                    message(
                        "{column} is missing"
                        if column.required
                        else '{column} is missing (write {{constant: ""}} where there is none)',
                        column=column.name,
                    ),
                )
        for ours, value in spec.columns.items():
            yield from _misfits((*place, "columns", ours), table, ours, value, grouped=spec.grouped)
        yield from _ours_only(place, table, spec)
        if spec.distinct and spec.group_by:
            yield (*place, "distinct"), "distinct groups by the key, so it does not go with group_by"


def _misfits(place: Place, table: Table, ours: str, value: Value, *, grouped: bool) -> Iterator[Problem]:
    if ours not in table.names:
        yield (
            place,
            message(
                "{table} has no column {ours}; its columns are {names}",
                table=table.name,
                ours=ours,
                names=", ".join(table.names),
            ),
        )
        return
    column: Column = table[ours]
    for field in value.model_fields_set & ONLY_FOR.keys():
        if column.kind not in ONLY_FOR[field]:
            yield (
                (*place, field),
                message(
                    "{field} is not for {ours}, which is of the kind {kind}",
                    field=field,
                    ours=ours,
                    kind=column.kind,
                ),
            )
    if column.kind not in TAKES.get(value.take, (column.kind,)):
        yield (
            (*place, "take"),
            message(
                "{take} is not for {ours}, which is of the kind {kind}",
                take=value.take,
                ours=ours,
                kind=column.kind,
            ),
        )
    if "take" in value.model_fields_set and not grouped:
        yield (*place, "take"), "take needs group_by"
    if column.kind == "time" and not value.zone and any(map(_without_offset, value.time or ())):
        yield (*place, "time"), "times without an offset (%z) need a zone, such as zone: Asia/Shanghai"
    if value.number_within and grouped:
        yield (*place, "number_within"), "number_within counts rows, so it does not go with group_by"
    if value.balance and (grouped or table.name != "order_lines"):
        yield (*place, "balance"), "balance is for order_lines without group_by"
    if value.running_total and table.name != "refunds":
        yield (*place, "running_total"), "running_total is for refunds"


def _without_offset(layout: str) -> bool:
    return layout not in COUNTED and not OFFSET.search(layout)


def _ours_only(place: Place, table: Table, spec: TableMapping) -> Iterator[Problem]:
    """Yield what `keep`, `drop` and `add` name that is no column of ours."""
    named = [(("keep", n, "column"), one.column) for n, one in enumerate(spec.keep)]
    named += [(("drop", n, "column"), one.column) for n, one in enumerate(spec.drop)]
    named += [(("add", n, name), name) for n, row in enumerate(spec.add) for name in row]
    for field, name in named:
        if name not in spec.columns:
            yield (
                (*place, *field),
                message(
                    "{table} has no column {ours}; its columns are {names}",
                    table=table.name,
                    ours=name,
                    names=", ".join(spec.columns),
                ),
            )
