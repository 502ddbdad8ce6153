"""The table contract: the twelve tables of tables.md as data."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "time", "money", "quantity", "number", "day", "rank", "choice"]

MAX_ID = 256
MAX_TEXT = 1000
RANKS = ("visitor", "member", "partner", "district", "city", "province")  # a rank is its place here
PLACES = ("file", "row")  # what every frame carries beside its columns


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `required`: no cell may be empty. `in_header`: the column itself must be there (else it is taken as
    empty). `replaces`: a changed value simply replaces the old one across deliveries. `fills`: a value
    replaces an empty one. `kept`: it is stored; else it only serves to judge the row. `references`: the
    tables of which one must hold the id. `positive`: zero is refused. `choices`: the words of a choice.
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
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: its columns in the order of the contract, its key, and whether a company must have it."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False

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


def _id(name: str, *references: str) -> Column:
    return Column(name, "id", references=references)


def _optional_id(name: str, *references: str, in_header: bool = False) -> Column:
    return Column(name, "id", required=False, in_header=in_header, references=references)


def _time(name: str) -> Column:
    return Column(name, "time")


def _label(name: str, *, required: bool = False) -> Column:
    """Return a name, channel or category: a changed one replaces the old."""
    return Column(name, "text", required=required, in_header=required, replaces=True)


def _price(*, positive: bool = True) -> Column:
    return Column("amount", "money", positive=positive)


# A sponsor or team owner column that is absent by a slip would take every member from its upline, so
# those three must be in the header although their cells may be empty.
_TABLES = (
    Table(
        "communities",
        (_id("community_id"), _id("owner_id", "members"), _label("name", required=True), _label("channel")),
        ("community_id",),
    ),
    Table(
        "products",
        (_id("product_id"), _label("name", required=True), _label("category")),
        ("product_id",),
    ),
    Table(
        "members",
        (
            _id("member_id"),
            _optional_id("sponsor_id", "members", in_header=True),
            _time("joined_at"),
            _label("name"),
            _label("channel"),
            _optional_id("community_id", "communities"),
        ),
        ("member_id",),
        required=True,
    ),
    Table(
        "customers",
        (
            _id("customer_id"),
            _optional_id("community_id", "communities"),
            _time("joined_at"),
            _label("channel"),
        ),
        ("customer_id",),
    ),
    Table(
        "groups",
        (_id("group_id"), _id("leader_id", "members"), _time("opened_at"), _time("closes_at")),
        ("group_id",),
    ),
    Table(
        "orders",
        (
            _id("order_id"),
            _id("buyer_id", "members", "customers"),
            _time("paid_at"),
            _price(),
            _label("channel"),
            _optional_id("group_id", "groups"),
            Column("received_at", "time", required=False, in_header=False, fills=True),
            Column("currency", "text", required=False, in_header=False, kept=False),
        ),
        ("order_id",),
        required=True,
    ),
    Table(
        "order_lines",
        (
            _id("order_id", "orders"),
            Column("line_no", "number"),
            _id("product_id", "products"),
            Column("quantity", "quantity", positive=True),
            _price(positive=False),  # a line of 0.00 is a gift
        ),
        ("order_id", "line_no"),
    ),
    Table(
        "refunds",
        (_id("refund_id"), _id("order_id", "orders"), _time("refunded_at"), _price()),
        ("refund_id",),
    ),
    Table(
        "sponsor_corrections",
        (
            _id("member_id", "members"),
            _optional_id("sponsor_id", "members", in_header=True),
            _time("decided_at"),
            Column("reason", "text"),
        ),
        ("member_id", "decided_at"),
    ),
    Table(
        "opening_standings",
        (
            _id("member_id", "members"),
            Column("rank", "rank"),
            _optional_id("team_owner_id", "members", in_header=True),
        ),
        ("member_id",),
    ),
    Table(
        "touches",
        (
            _id("touch_id"),
            _id("visitor_id"),
            _time("at"),
            _label("channel", required=True),
            _optional_id("inviter_id", "members"),
            _optional_id("became_id", "members", "customers"),
        ),
        ("touch_id",),
    ),
    Table(
        "spend",
        (
            Column("day", "day"),
            Column("channel", "text"),  # part of the key, so it replaces nothing
            Column("kind", "choice", choices=("marketing", "subsidy")),
            _price(positive=False),
        ),
        ("day", "channel", "kind"),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""All tables by name, in the order in which they are loaded."""
