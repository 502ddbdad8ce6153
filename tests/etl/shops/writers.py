"""The shops whose exports are tried: what they write, and how it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.etl.shops import chinese, western
from tests.etl.shops.company import Company, Person, Sale
from tests.etl.shops.headers import HEADERS

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Shop:
    """How a shop is read: its mappings, its files (rows by their names), and what ids its buyers have.

    `discounts`: its export says them so that they can be told. `single`: an order has one product.
    """

    mappings: tuple[str, ...]
    files: Callable[[Company], Mapping[str, Rows]]
    buyer: Callable[[Person], str]
    number: Callable[[Sale], str]
    encoding: str = "utf-8"
    lines: bool = True
    single: bool = False
    partial: bool = True
    """Whether a part of an order can be refunded."""
    formula: bool = False
    """Whether numbers of orders are written so that a spreadsheet leaves them alone."""


def table(name: str, rows: Rows) -> list[list[str]]:
    """Return the header of a file and its rows as lists; what a row does not say is empty."""
    header = HEADERS.get(name) or _of_its_own(rows)
    assert all(row.keys() <= set(header) for row in rows)
    return [header, *([row.get(column, "") for column in header] for row in rows)]


def _of_its_own(rows: Rows) -> list[str]:
    """Return the header of orders_export.csv, which two shops write."""
    return HEADERS["pinduoduo" if rows and "订单号" in rows[0] else "shopify"]


def _email(person: Person) -> str:
    return person.email


def _phone(person: Person) -> str:
    return person.phone


def _nickname(person: Person) -> str:
    return person.nickname


SHOPS = {
    "shopify": Shop(("shopify",), western.shopify, _email, lambda sale: f"#{sale.number}"),
    "woocommerce_export": Shop(("woocommerce_export",), western.woo, _email, lambda sale: str(sale.number)),
    "woocommerce": Shop(
        ("woocommerce",),
        western.woo_core,
        _nickname,
        lambda sale: str(sale.number),
        lines=False,
        partial=False,
    ),
    "magento": Shop(("magento",), western.magento, _email, lambda sale: f"{sale.number:09}", lines=False),
    "youzan": Shop(("youzan", "youzan_items"), chinese.youzan, _phone, chinese.youzan_number),
    "weidian": Shop(
        ("weidian",), chinese.weidian, _phone, lambda sale: str(833526430000000 + sale.number), partial=False
    ),
    "taobao": Shop(
        ("taobao",),
        chinese.taobao,
        _nickname,
        lambda sale: str(3210987654320000000 + sale.number),
        encoding="gb18030",
        formula=True,
        single=True,
        partial=False,
    ),
    "pinduoduo": Shop(
        ("pinduoduo",), chinese.pinduoduo, lambda _: "拼多多", chinese.pdd_number, single=True, partial=False
    ),
    "distribution": Shop(
        ("distribution",),
        chinese.distribution,
        lambda person: str(person.number),
        lambda sale: f"wx{sale.number}",
        lines=False,
    ),
}
