"""What is said of a table once, in etl.contract: its columns, and what they are in files and in the graph."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, Self

Kind = Literal["id", "text", "time", "money", "quantity", "number", "day", "rank", "choice"]
ID = "id"
"""The property by which facts are looked up."""


@dataclass(frozen=True)
class Link:
    """A relation of the fact of a row with the one that a column names: from it, or `towards` it.

    `versioned`: it carries from_run and to_run, and later moves belong to the nightly calculation.
    """

    type: str
    towards: bool = False
    versioned: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `required`: no cell may be empty. `in_header`: the column itself must be there (else it is taken as
    empty). `replaces`: a changed value simply replaces the old one across deliveries. `fills`: a value
    replaces an empty one. `kept`: it is stored; else it only serves to judge the row. `references`: the
    tables of which one must hold the id. `positive`: zero is refused. `signed`: money may be below zero.
    `choices`: the words of a choice; of a rank the plan's ranks, the lowest first (Table.with_ranks).

    In the graph it is a `link` to the fact that it names, or else a property: `stored` is its name, if that
    is not the column's own. A column with both is both. `blank`: of an empty cell the property is an empty
    text, else it is absent. `means`: one line for docs/tables.md.
    """

    name: str
    kind: Kind
    required: bool = True
    in_header: bool = True
    replaces: bool = False
    fills: bool = False
    kept: bool = True
    references: tuple[str, ...] = ()
    positive: bool = False
    signed: bool = False
    choices: tuple[str, ...] = ()
    link: Link | None = None
    stored: str = ""
    blank: bool = False
    means: str = ""

    @property
    def property(self) -> str | None:
        """The name of its property in the graph; None where it has none."""
        return self.stored or (self.name if self.kept and self.link is None else None)


@dataclass(frozen=True)
class Table:
    """One table: its columns in the order of the contract, its key, and whether a company must have it.

    A row is a node of the `label`; where that is empty, it is a relation of the type `between` from the fact
    that the first of its columns with references names to that which the second does. `counted`: its facts
    carry from_run, so that a run knows what was there. `revision`: the column with the time of a payload of
    the key, of which the latest stands (empty: the earliest). `withdrawn`: the label of what went back to the
    quarantine. `added`: whole numbers that loading adds to the columns, with what they mean. `marked`:
    further properties that loading sets, for docs/graph-model.md.
    """

    name: str
    singular: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    revision: str = ""
    required: bool = False
    label: str = ""
    between: str = ""
    counted: bool = False
    withdrawn: str = ""
    added: dict[str, str] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Column:
        """Return the column of a name; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the contract."""
        return tuple(column.name for column in self.columns)

    @property
    def payload_key(self) -> tuple[str, ...]:
        """The columns of which two rows with equal cells must be one payload; the revision may be empty."""
        return (*self.key, self.revision) if self.revision else self.key

    @property
    def ranked(self) -> bool:
        """Whether it can only be read when the ranks of the plan are known."""
        return any(column.kind == "rank" for column in self.columns)

    def with_ranks(self, ranks: Sequence[str]) -> Self:
        """Return the table with the ids of a plan's ranks, the lowest first, where a column is a rank."""
        columns = (replace(one, choices=tuple(ranks)) if one.kind == "rank" else one for one in self.columns)
        return replace(self, columns=tuple(columns))

    @cached_property
    def properties(self) -> dict[str, Column]:
        """The columns that are properties in the graph, by the name of the property.

        What a relation goes between is none.
        """
        ends = self.columns if not self.between else [one for one in self.columns if not one.references]
        return {column.property: column for column in ends if column.property}

    @cached_property
    def links(self) -> dict[Link, Column]:
        """The columns that are links in the graph."""
        return {column.link: column for column in self.columns if column.link}
