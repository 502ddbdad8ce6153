"""Where a cell of ours comes from: what a mapping says of one column."""

import re
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from etl.mapping.conditions import STRICT, Texts
from etl.table import Kind

OFFSET = re.compile(r"%(:{0,3}z|#z|\+|s)")  # the directives of a time format that say an offset
SERIAL, UNIX, UNIX_MS = "serial", "unix", "unix_ms"
"""Times as numbers: days as a spreadsheet counts them, seconds or milliseconds since 1970."""
COUNTED = (UNIX, UNIX_MS)
ONLY_FOR: dict[str, tuple[Kind, ...]] = {
    "time": ("time", "day"),
    "zone": ("time",),
    "delivered": ("time",),
    "decimal": ("money",),
    "thousands": ("money",),
    "minor": ("money",),
    "currency": ("money",),
    "times": ("money",),
    "negate": ("money",),
    "plus": ("money",),
    "minus": ("money",),
    "at_most": ("money",),
    "balance": ("money",),
    "running_total": ("money",),
    "number_within": ("number",),
    "personal": ("id",),
    "hash": ("id",),
    "shared": ("id",),
}
"""The fields that only go with columns of some kinds."""
TAKES: dict[str, tuple[Kind, ...]] = {"earliest": ("time",), "latest": ("time",), "sum": ("money",)}


class Amount(BaseModel):
    """An amount of theirs: a column, with others added and taken off."""

    model_config = STRICT
    column: str
    plus: Texts = ()
    minus: Texts = ()

    @property
    def used(self) -> tuple[str, ...]:
        """The columns of theirs that it names."""
        return (self.column, *self.plus, *self.minus)


def as_column(value: object) -> object:
    """Return a text as a map that names it as the column, all else as it is."""
    return {"column": value} if isinstance(value, str) else value


AmountField = Annotated[Amount, BeforeValidator(as_column)]


class Balance(BaseModel):
    """What the lines of an order must add up to, and the product of the line that carries what is more."""

    model_config = STRICT
    to: AmountField
    line: str | None = None


class Value(BaseModel):
    """Where a cell of ours comes from: columns of theirs, a constant, counting, or the delivery itself."""

    model_config = STRICT
    column: str | None = None
    columns: Texts | None = None
    join: str = "-"
    or_: Texts = Field((), alias="or")
    else_: str | None = Field(None, alias="else", min_length=1)
    constant: str | None = None
    number_within: Texts | None = None
    delivered: Literal["true"] | None = None
    time: Texts | None = None
    zone: str | None = None
    decimal: Literal[".", ","] | None = None
    thousands: str | None = Field(None, min_length=1, max_length=1)
    minor: bool = False
    currency: bool = False
    times: str | None = None
    plus: Texts = ()
    minus: Texts = ()
    at_most: AmountField | None = None
    negate: bool = False
    balance: Balance | None = None
    running_total: bool = False
    personal: Literal["phone", "email", "other"] | None = None
    hash: bool = False
    shared: str | None = None
    take: Literal["first", "earliest", "latest", "sum"] = "first"

    @model_validator(mode="after")
    def _check_value(self) -> Self:
        origins = (self.column, self.columns, self.constant, self.number_within, self.delivered)
        if sum(origin is not None for origin in origins) != 1:
            raise ValueError("this needs exactly one of column, columns, constant, number_within, delivered")
        if self.zone is not None and self.zone not in available_timezones():
            raise ValueError(f"there is no time zone {self.zone!r}: write one such as Asia/Shanghai")
        if self.thousands is not None and self.thousands == (self.decimal or "."):
            raise ValueError("thousands and decimal are the same sign")
        if self.thousands is not None and self.thousands in "-0123456789":
            raise ValueError("thousands is the sign between groups of three digits, no digit and no minus")
        if self.take != "first" and self.column is None:
            raise ValueError(f"take: {self.take} needs a column")
        if (self.hash or self.shared) and not self.personal:
            raise ValueError("hash and shared need personal: phone, email or other")
        return self

    @property
    def read(self) -> tuple[str, ...]:
        """The columns of theirs that it is read from, without those that only count or compare."""
        names = (self.column, *(self.columns or ()), *self.or_, self.times, *self.plus, *self.minus)
        return tuple(name for name in names if name is not None)

    @property
    def used(self) -> tuple[str, ...]:
        """All columns of theirs that it names."""
        amounts = (self.at_most, self.balance.to if self.balance else None)
        others = [name for amount in amounts if amount is not None for name in amount.used]
        shared = (self.shared,) if self.shared else ()
        return (*self.read, *(self.number_within or ()), *others, *shared)

    @property
    def theirs(self) -> str:
        """Their column, or what stands for one, as errors name it."""
        if self.columns is not None:
            return self.join.join(self.columns)
        if self.column is None:
            return "counted" if self.number_within is not None else "a constant"
        first = f"{self.column} x {self.times}" if self.times else self.column
        return "".join([first, *(f" + {name}" for name in self.plus), *(f" - {name}" for name in self.minus)])
