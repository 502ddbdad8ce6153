"""Adjustments and withdrawals are delivered like every table; a withdrawal loads whatever its order does."""

from etl.loading import LoadSummary
from graph.database import Database
from graph.nightly import run_nightly
from tests.etl.deliveries import empty, facts, links, load, nodes, waiting
from tests.spec.tables import moment

_COMPANY = {"members": ["m1||2026-01-01", "m2|m1|2026-01-01"], "products": ["P|Tea"]}
_ORDER = {"orders": ["o1|m2|2026-02-01|10.00"]}
_PURCHASE = {"withdrawals": ["w1|m1|2026-02-02|4.00|purchase|o1"]}
_BREAKS = {"order_lines": ["o1|1|P|1|9.00"]}  # the order waits from then on, as its lines do not add up


def _notices(summary: LoadSummary) -> list[str]:
    return [str(one) for one in summary.notices if "withdrew" in str(one)]


def test_a_loaded_adjustment_is_never_another(database: Database) -> None:
    load(database, {**_COMPANY, "adjustments": ["a1|m1|2026-02-01|-5.00|late|Ann|Bo"]})
    load(database, {"adjustments": ["a1|m1|2026-02-01|-5.01|late|Ann|Bo"]})
    assert nodes(database, "Adjustment")["a1"]["amount"] == -500
    assert waiting(database) == {"adjustments a1": "amount '-501' differs from the loaded '-500'"}
    load(database, {"adjustments": ["a1|m1|2026-02-01|-5.00|late|Ann|Bo"]}, "again")
    assert set(links(database, "ADJUSTS")) == {("a1", "m1")}


def test_an_adjustment_that_waited_loads_with_its_member(database: Database) -> None:
    load(database, {"adjustments": ["a1|m1|2026-02-01|-5.00|late|Ann|Bo"]})
    assert set(waiting(database)) == {"adjustments a1"}
    load(database, _COMPANY)
    assert waiting(database) == {}
    assert nodes(database, "Adjustment")["a1"]["amount"] == -500


def test_a_purchase_loads_once_its_order_is_known_in_whatever_order_they_come(database: Database) -> None:
    ends = []
    for deliveries in (
        (_ORDER, _PURCHASE, _BREAKS),
        (_ORDER, _BREAKS, _PURCHASE),
        (_PURCHASE, _BREAKS, _ORDER),
    ):
        empty(database)
        load(database, _COMPANY)
        for number, rows in enumerate(deliveries):
            load(database, rows, str(number))
        ends.append(facts(database))
        assert "w1" in nodes(database, "Withdrawal")
    assert ends[0] == ends[1] == ends[2]


def test_a_load_tells_who_withdrew_more_than_was_available_and_loads_it(database: Database) -> None:
    before = load(database, {**_COMPANY, "withdrawals": ["w0|m1|2026-02-02|4.00|cash|"]})
    assert _notices(before) == []  # nothing is known of what was available: the night tells it
    night = run_nightly(database, (), moment("2026-03-01T00:00"))
    assert [one.name for one in night.checks if one.warns] == ["withdrawals"]
    load(database, {"adjustments": ["a1|m1|2026-02-01|10.00|thanks|Ann|Bo"]})
    assert not any(one.warns for one in run_nightly(database, (), moment("2026-03-02T00:00")).checks)
    fits = load(database, {"withdrawals": ["w1|m1|2026-02-03|6.00|cash|"]})
    assert _notices(fits) == []
    over = load(database, {"withdrawals": ["w2|m1|2026-02-03|0.01|cash|", "w3|m2|2026-02-03|1.00|cash|"]})
    assert _notices(over) == [
        "withdrawals: 2 members withdrew more than run 2 had available; left: m2 (-1.00), m1 (-0.01)"
    ]
    assert set(nodes(database, "Withdrawal")) == {"w0", "w1", "w2", "w3"}
    night = run_nightly(database, (), moment("2026-03-03T00:00"))
    assert [str(why["available"]) for one in night.checks if one.warns for why in one.found[1:]] == [
        "-100",
        "-1",
    ]
