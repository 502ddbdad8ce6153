"""The kinds of columns that the contract of the tables is written with."""

from etl.table import ID, Column, Link


def key(name: str, means: str) -> Column:
    """Return the id of a row: the property by which its fact is looked up."""
    return Column(name, "id", stored=ID, means=means)


def reference(name: str, means: str, *tables: str, link: Link | None = None, stored: str = "") -> Column:
    """Return the id of a row of another table."""
    return Column(name, "id", references=tables, link=link, stored=stored, means=means)


def optional(
    name: str, means: str, *tables: str, link: Link | None = None, in_header: bool = False
) -> Column:
    """Return such an id that may be empty."""
    return Column(name, "id", required=False, in_header=in_header, references=tables, link=link, means=means)


def time(name: str, means: str, stored: str) -> Column:
    """Return a time."""
    return Column(name, "time", stored=stored, means=means)


def label(name: str, means: str, *, required: bool = False) -> Column:
    """Return a name, channel or category: a changed one replaces the old."""
    return Column(name, "text", required=required, in_header=required, replaces=True, means=means)


def price(means: str, *, positive: bool = True) -> Column:
    """Return an amount of money."""
    return Column("amount", "money", positive=positive, means=means)
