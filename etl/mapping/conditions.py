"""Conditions of a mapping on cells: of theirs before rows are grouped, of ours afterwards."""

from typing import Annotated, Literal, Self

import polars as pl
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_SIGNS = r"[,，\s¥￥$€£₩₹元]|CNY|CN|RMB|USD|US|HK|NT|EUR|GBP"
STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def as_list(value: object) -> object:
    """Return a text as a list of it, all else as it is."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(as_list), Field(min_length=1)]


class Condition(BaseModel):
    """What a cell must be: a text of some, with a beginning, an end or a part, filled, or above a number."""

    model_config = STRICT
    column: str
    is_: Texts | None = Field(None, alias="is")
    starts_with: Texts | None = None
    ends_with: Texts | None = None
    contains: Texts | None = None
    filled: Literal["true", "false"] | None = None
    above: str | None = Field(None, pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$")

    @model_validator(mode="after")
    def _check_test(self) -> Self:
        tests = (self.is_, self.starts_with, self.ends_with, self.contains, self.filled, self.above)
        if sum(test is not None for test in tests) != 1:
            raise ValueError(
                "a condition needs exactly one of is, starts_with, ends_with, contains, filled, above"
            )
        return self

    def holds(self, cell: pl.Expr) -> pl.Expr:
        """Return whether the condition holds for a text cell, null where it is empty; never null itself."""
        return self._test(cell).fill_null(value=False)

    def _test(self, cell: pl.Expr) -> pl.Expr:
        if self.is_ is not None:
            return cell.is_in(self.is_)
        if self.filled is not None:
            return cell.is_not_null() if self.filled == "true" else cell.is_null()
        if self.above is not None:
            number = cell.str.replace_all(_SIGNS, "").cast(pl.Decimal(38, 6), strict=False)
            above = number > pl.lit(self.above).cast(pl.Decimal(38, 6))
            # What is no number goes on, to wait with its reason: else it would be left out without a word.
            return above.fill_null(value=True) & cell.is_not_null()
        for texts, test in (
            (self.starts_with, cell.str.starts_with),
            (self.ends_with, cell.str.ends_with),
            (self.contains, lambda text: cell.str.contains(text, literal=True)),
        ):
            if texts is not None:
                return pl.any_horizontal(test(text) for text in texts)
        raise AssertionError(self)
