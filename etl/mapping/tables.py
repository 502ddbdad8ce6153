"""What a mapping says of one table of ours: their file or query, which of its rows, and our columns."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from etl.forms import SUFFIXES, Form
from etl.mapping.conditions import STRICT, Condition, Texts, as_list
from etl.mapping.databases import Query, as_query
from etl.mapping.values import Value, as_column

BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b"
Strip = Literal["blanks", "lines", "apostrophe", "formula", "currency"]


def _as_source(value: object) -> object:
    if isinstance(value, dict):
        return as_query(value)
    patterns = as_list(value)
    if not isinstance(patterns, list) or not patterns:
        raise ValueError("this needs the name of a file, or several")
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern or any(sign in pattern for sign in "/\\"):
            raise ValueError(
                "String should match the name of a file of the folder, such as sales.csv or sales*"
            )
        suffix = f".{pattern.rpartition('.')[2].lower()}" if "." in pattern else ""
        if not any(sign in pattern for sign in "*?[") and suffix not in SUFFIXES:
            raise ValueError(f"String should match one of these files: {', '.join(SUFFIXES)}")
    return patterns


def is_pattern(name: str) -> bool:
    """Return whether the name of a file stands for several."""
    return any(sign in name for sign in "*?[")


class TableMapping(BaseModel):
    """One table of ours: their file, which of its rows, and our columns (docs/mapping.md)."""

    model_config = STRICT
    source: Annotated[tuple[str, ...] | Query, BeforeValidator(_as_source)] = Field(alias="from")
    sheet: str = ""
    encoding: Literal["", "utf-8", "utf-16", "gb18030", "big5", "shift_jis", "cp949", "cp1252"] = ""
    separator: Literal[",", ";", "|", "\t"] | None = None
    header: int | None = Field(None, ge=1, le=1000)
    skip: int = Field(0, ge=0, le=1000)
    optional: bool = False
    fallback: bool = False
    aliases: dict[str, Texts] = Field(default_factory=dict)
    may_lack: Texts = ()
    strip: Annotated[tuple[Strip, ...], BeforeValidator(as_list)] = ()
    empty: Texts = ()
    totals: tuple[Condition, ...] = ()
    fill_down: Texts = ()
    fill_within: Texts = ()
    where: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    group_by: Annotated[tuple[str, ...], BeforeValidator(as_list)] = ()
    distinct: bool = False
    columns: dict[str, Annotated[Value, BeforeValidator(as_column)]]
    keep: tuple[Condition, ...] = ()
    drop: tuple[Condition, ...] = ()
    add: tuple[dict[str, str], ...] = ()

    @property
    def patterns(self) -> tuple[str, ...]:
        """The names of files that it reads, which may stand for several; none where it reads a database."""
        return () if isinstance(self.source, Query) else self.source

    @property
    def query(self) -> Query | None:
        """The query that it reads, if that is no file."""
        return self.source if isinstance(self.source, Query) else None

    @property
    def sources(self) -> str:
        """What it reads, as errors name it."""
        return f"${self.query.variable}" if self.query else " or ".join(self.patterns)

    @property
    def used(self) -> frozenset[str]:
        """All columns of theirs that are named."""
        names = {name for value in self.columns.values() for name in value.used}
        names |= {condition.column for condition in (*self.totals, *self.where, *self.unless)}
        return frozenset(names | {*self.group_by, *self.fill_down, *self.fill_within})

    @property
    def grouped(self) -> bool:
        """Whether several rows of theirs become one of ours."""
        return bool(self.group_by) or self.distinct

    @property
    def running_totals(self) -> bool:
        """Whether its amounts are all that was so far."""
        return any(value.running_total for value in self.columns.values())

    @property
    def form(self) -> Form:
        """How the file is to be opened."""
        return Form(self.sheet, self.encoding)

    def renamed(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return what the mapping calls the columns of a file: without blanks, by its aliases."""
        blanks = BLANKS if "blanks" in self.strip else ""
        names = [name.strip(blanks) if blanks else name for name in header]
        for name, others in self.aliases.items():
            if name not in names and (alias := next((other for other in others if other in names), "")):
                names[names.index(alias)] = name
        return tuple(names)

    def reads(self, name: str, *, a_table: bool) -> bool:
        """Return whether it reads the file of a name; one that is a table itself only if named whole."""
        return any(
            not a_table and fnmatchcase(name.lower(), pattern.lower())
            if is_pattern(pattern)
            else name == pattern
            for pattern in self.patterns
        ) and name.lower().endswith(SUFFIXES)
