"""Mapping files: how a company's own files and columns become our tables (docs/mapping.md)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from etl.contract import TABLES
from etl.table import Column, Kind, Table
from graph.i18n.message import message
from graph.yaml_text import Place, Problem, mistakes_error, parse_yaml, read_yaml

OFFSET = re.compile(r"%(:{0,3}z|#z|\+|s)")  # the directives of a time format that say an offset
_STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
_ONLY_FOR: dict[str, tuple[Kind, ...]] = {
    "time": ("time", "day"),
    "zone": ("time",),
    "decimal": ("money",),
    "thousands": ("money",),
    "minor": ("money",),
    "times": ("money",),
    "negate": ("money",),
    "number_within": ("number",),
}
_TAKES: dict[str, tuple[Kind, ...]] = {"earliest": ("time",), "latest": ("time",), "sum": ("money",)}


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_column(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Condition(BaseModel):
    """What a cell of theirs must be: one of some texts, a text with a beginning, or filled."""

    model_config = _STRICT
    column: str
    is_: Texts | None = Field(None, alias="is")
    starts_with: str | None = None
    filled: Literal["true"] | None = None

    @model_validator(mode="after")
    def _check_test(self) -> Self:
        if sum(test is not None for test in (self.is_, self.starts_with, self.filled)) != 1:
            raise ValueError("a condition needs exactly one of is, starts_with, filled")
        return self


class Value(BaseModel):
    """Where a cell of ours comes from: a column of theirs, a constant, or counting."""

    model_config = _STRICT
    column: str | None = None
    constant: str | None = None
    number_within: Texts | None = None
    time: str | None = None
    zone: str | None = None
    decimal: Literal[".", ","] | None = None
    thousands: str | None = Field(None, min_length=1, max_length=1)
    minor: bool = False
    times: str | None = None
    negate: bool = False
    take: Literal["first", "earliest", "latest", "sum"] = "first"

    @model_validator(mode="after")
    def _check_value(self) -> Self:
        if sum(origin is not None for origin in (self.column, self.constant, self.number_within)) != 1:
            raise ValueError("this needs exactly one of column, constant, number_within")
        if self.zone is not None and self.zone not in available_timezones():
            raise ValueError(f"there is no time zone {self.zone!r}: write one such as Asia/Shanghai")
        if self.thousands is not None and self.thousands == (self.decimal or "."):
            raise ValueError("thousands and decimal are the same sign")
        if self.thousands is not None and self.thousands in "-0123456789":
            raise ValueError("thousands is the sign between groups of three digits, no digit and no minus")
        if self.take != "first" and self.column is None:
            raise ValueError(f"take: {self.take} needs a column")
        return self

    @property
    def theirs(self) -> str:
        """Their column, or what stands for one, as errors name it."""
        if self.column is None:
            return "a constant" if self.number_within is None else "counted"
        return f"{self.column} x {self.times}" if self.times else self.column


class TableMapping(BaseModel):
    """One table of ours: their file, which of its rows, and our columns."""

    model_config = _STRICT
    source: str = Field(alias="from", pattern=r"^[^/\\]+\.(csv|CSV|parquet|PARQUET)$")
    separator: Literal[",", ";", "|", "\t"] = ","
    where: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    group_by: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = ()
    columns: dict[str, Annotated[Value, BeforeValidator(_as_column)]]

    @property
    def used(self) -> frozenset[str]:
        """All columns of theirs that are named."""
        names = {value.column for value in self.columns.values()} | {v.times for v in self.columns.values()}
        names |= {name for value in self.columns.values() for name in value.number_within or ()}
        names |= {condition.column for condition in (*self.where, *self.unless)} | set(self.group_by)
        return frozenset(name for name in names if name is not None)


class Mapping(BaseModel):
    """A mapping file: our table -> their file and columns."""

    model_config = _STRICT
    tables: dict[str, TableMapping] = Field(min_length=1)


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file (YAML).

    Raises:
        UserError: with one line per mistake (file, line, field), when the file is no valid mapping.
    """
    document = parse_yaml(read_yaml(path, f"the mapping {path}"), path.name)
    wrong: Sequence[Problem] = document.doubled
    if not wrong:
        try:
            mapping = Mapping.model_validate({} if document.data is None else document.data)
            wrong = list(_problems(mapping))
        except ValidationError as error:
            wrong = [(one["loc"], one["msg"].removeprefix("Value error, ")) for one in error.errors()]
    if wrong:
        raise mistakes_error([(_where(path.name, place, document.lines), words) for place, words in wrong])
    return mapping


def _where(file: str, place: Place, lines: dict[Place, int]) -> str:
    known = next(place[:size] for size in range(len(place), -1, -1) if place[:size] in lines)
    return f"{file}, line {lines[known]}, {'.'.join(str(part) for part in place)}"


def _problems(mapping: Mapping) -> Iterator[Problem]:
    """Hold a mapping against the contract."""
    for name, spec in mapping.tables.items():
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
            yield from _misfits((*place, "columns", ours), table, ours, value, grouped=bool(spec.group_by))


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
    for field in value.model_fields_set & _ONLY_FOR.keys():
        if column.kind not in _ONLY_FOR[field]:
            yield (
                (*place, field),
                message(
                    "{field} is not for {ours}, which is of the kind {kind}",
                    field=field,
                    ours=ours,
                    kind=column.kind,
                ),
            )
    if column.kind not in _TAKES.get(value.take, (column.kind,)):
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
    if column.kind == "time" and value.time and not value.zone and not OFFSET.search(value.time):
        yield (*place, "time"), "times without an offset (%z) need a zone, such as zone: Asia/Shanghai"
    if value.number_within and grouped:
        yield (*place, "number_within"), "number_within counts rows, so it does not go with group_by"
