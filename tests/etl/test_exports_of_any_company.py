"""Exports of random companies in the true form of each shop: what loads is the company, or waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.loading.trial import try_alone
from etl.mapping import load_mappings
from etl.reading import Delivery, read_delivery
from tests.etl.shops.company import GOODS, Company, Person, Sale
from tests.etl.shops.forms import FORMS, SPOILED, shown
from tests.etl.shops.writers import SHOPS, Shop, table
from tests.words import said

_FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_FIRST = datetime(2026, 1, 2)  # noqa: DTZ001 - as the shop's clock shows it


@st.composite
def companies(draw: st.DrawFn, shop: Shop) -> Company:
    """Draw a company that the shop can tell: a shop without parts of refunds refunds whole orders."""
    people = [Person(1)]
    for number in range(2, draw(st.integers(2, 5))):
        people.append(Person(number, draw(st.sampled_from(people)).number))
    sales = []
    for number in range(1001, 1001 + draw(st.integers(1, 6))):
        places = draw(st.lists(st.integers(0, len(GOODS) - 1), min_size=1, max_size=3, unique=True))
        if shop.single or not any(GOODS[place][2] for place in places):
            places = [draw(st.integers(0, len(GOODS) - 2))]
        lines = tuple((place, draw(st.integers(1, 3))) for place in places)
        sale = Sale(
            number,
            draw(st.sampled_from(people)),
            _FIRST + timedelta(minutes=draw(st.integers(0, 40_000))),
            lines,
        )
        discount = draw(st.integers(0, sale.listed - 1) | st.just(0))
        freight = draw(st.sampled_from([0, 0, 1000, 1205]))
        paid = draw(st.sampled_from([True, True, True, False]))
        whole = sale.listed - discount + freight
        back = draw(st.sampled_from([0, 0, whole] if not shop.partial else [0, 0, 1, whole - 1, whole]))
        sales.append(Sale(number, sale.buyer, sale.at, lines, discount, freight, back if paid else 0, paid))
    return Company(tuple(people), tuple(sales))


def delivered(shop: Shop, company: Company, form: str, folder: Path) -> Delivery:
    files = {name: table(name, rows) for name, rows in shop.files(company).items()}
    FORMS[form](folder, files, shop.encoding)
    return read_delivery(folder, load_mappings(shop.mappings))


def amount(name: str, sale: Sale) -> int:
    """What an order comes to: Weidian does not tell the freight, so there it is a line of its own."""
    return sale.goods + (sale.freight if name == "weidian" else 0)


def expected(name: str, shop: Shop, company: Company) -> dict[str, tuple[str, int, int]]:
    return {
        shop.number(sale): (shop.buyer(sale.buyer), sale.micros, amount(name, sale))
        for sale in company.sales
        if sale.paid
    }


def refunds(name: str, shop: Shop, company: Company) -> dict[str, int]:
    return {
        shop.number(sale): min(sale.refunded, amount(name, sale))
        for sale in company.sales
        if sale.refunded and name != "woocommerce"
    }


def by_order(frame: pl.DataFrame, *columns: str) -> Mapping[str, tuple[object, ...]]:
    return {row[0]: tuple(row[1:]) for row in frame.select("order_id", *columns).rows()}


def _pairs() -> list[Any]:
    """Return every shop with every form; a quarter of them is tried always, which has all of both."""
    return [
        pytest.param(
            name, form, marks=[] if (place - number) % 4 == 0 else [pytest.mark.full], id=f"{name}, {form}"
        )
        for number, name in enumerate(SHOPS)
        for place, form in enumerate(FORMS)
    ]


@pytest.mark.parametrize(("name", "form"), _pairs())
def test_what_loads_of_an_export_is_the_company(name: str, form: str) -> None:
    shop = SHOPS[name]

    @_FEW
    @given(company=companies(shop))
    def check(company: Company) -> None:
        with TemporaryDirectory() as folder:
            _compare(name, shop, company, form, delivered(shop, company, form, Path(folder)))

    check()


def _compare(name: str, shop: Shop, company: Company, form: str, delivery: Delivery) -> None:
    orders = delivery.tables["orders"]
    sales, back = expected(name, shop, company), refunds(name, shop, company)
    if form == SPOILED:
        own = str if shop.formula else shown
        spoiled = {number for number in sales if "E" in own(number) and own(number) != number}
        held = orders.bad["key"].to_list()
        assert len(held) == len(spoiled)
        assert all(
            "as if a spreadsheet had shortened it" in " ".join(said(why)) for why in orders.bad["reasons"]
        )
        sales = {own(n): (shown(who), *rest) for n, (who, *rest) in sales.items() if n not in spoiled}  # type: ignore[misc]
        back = {own(n): minor for n, minor in back.items() if n not in spoiled}
    else:
        assert orders.bad.is_empty()
        trial = try_alone(delivery, "CNY")
        assert trial.reasons == ()
    assert by_order(orders.good, "buyer_id", "paid_at", "amount") == sales
    if "refunds" in delivery.tables:
        assert by_order(delivery.tables["refunds"].good, "amount") == {
            n: (minor,) for n, minor in back.items()
        }
    if shop.lines:
        sums = delivery.tables["order_lines"].good.group_by("order_id").agg(pl.col("amount").sum())
        assert by_order(sums, "amount") == {n: (sale[2],) for n, sale in sales.items()}
