"""Templates of payout files: which columns a bank or wallet takes, and how it says what became of them."""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from graph.errors import UserError
from graph.kinds.part import Part
from graph.kinds.values import Amount, Count
from graph.yaml_model import load_model, parse_model

_FOLDER = "graph.payouts.templates"
_CUT = ("name", "purpose")  # what may be cut of a line: half an amount is another one
_DIGEST = 12  # bytes: with the batch's number it makes 31 letters and digits


class TemplateColumn(Part):
    """A column of the file: something of the line (`of`), of the accounts file (`account`), or a fixed text.

    unit: of money, as 12.34 or in minor units. longest: a longer text is cut; an amount or a number never is.
    needed_from: an empty cell is refused from that net amount on: always (the default), from an amount, or
    never.
    """

    name: str = Field(min_length=1, max_length=100)
    of: (
        Literal["bill_no", "member_id", "name", "batch", "day", "gross", "withheld", "net", "purpose"] | None
    ) = None
    account: str | None = Field(default=None, min_length=1, max_length=100)
    text: str | None = None
    unit: Literal["decimal", "minor"] = "decimal"
    longest: Count | None = None
    needed_from: Literal["always", "never"] | Amount = "always"

    @model_validator(mode="after")
    def _says_what(self) -> "TemplateColumn":
        """Check that the column says one source, and cuts no figure of it."""
        if sum(source is not None for source in (self.of, self.account, self.text)) != 1:
            raise PydanticCustomError("source", "a column is one of: of, account, text")
        if self.longest is not None and self.of not in {None, *_CUT}:
            raise PydanticCustomError(
                "cut", "only a name, a purpose, an account or a text may be cut (longest)"
            )
        return self


class Results(Part):
    """How a file of outcomes names its columns, and the words by which it says paid and failed."""

    bill_no: tuple[str, ...] = ("bill_no",)
    member_id: tuple[str, ...] = ("member_id",)
    status: tuple[str, ...] = ("status",)
    reference: tuple[str, ...] = ("reference",)
    reason: tuple[str, ...] = ("reason",)
    paid: tuple[str, ...] = ("paid",)
    failed: tuple[str, ...] = ("failed",)


class Template(Part):
    """A file that a batch is exported as."""

    columns: tuple[TemplateColumn, ...] = Field(min_length=1)
    encoding: Literal["utf-8", "utf-8-sig", "gb18030"] = "utf-8"
    results: Results = Results()

    @property
    def accounts(self) -> set[str]:
        """The columns that it takes of the accounts file."""
        return {column.account for column in self.columns if column.account is not None}


def shipped_templates() -> list[str]:
    """Return the names of the templates that are shipped."""
    names = (entry.name for entry in files(_FOLDER).iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load_template(name: str) -> Template:
    """Return the template of a file, or a shipped one by its name (bank, wechat).

    Raises:
        UserError: when there is none, or with one line per mistake in it.
    """
    if name.endswith((".yaml", ".yml")):
        return load_model(Path(name), f"the template {name}", Template)
    if name not in shipped_templates():
        raise UserError(
            "there is no template {name!r}: give a YAML file, or one of {names}",
            name=name,
            names=", ".join(shipped_templates()),
        )
    text = files(_FOLDER).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return parse_model(text, f"{name}.yaml", Template)


def bill_no(number: int, member_id: str) -> str:
    """Return what a line is called outside: letters and digits, at most 32, the same in every export."""
    digest = hashlib.blake2b(member_id.encode(), digest_size=_DIGEST).hexdigest()
    return f"P{number:06d}{digest}"
