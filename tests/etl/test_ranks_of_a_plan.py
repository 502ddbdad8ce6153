"""Ranks are those of the plan, whatever their names and however many: read, kept, judged again and shown."""

import dataclasses
from pathlib import Path

from dash import html

from dashboard.shared.figures.ranks import rank_colour, rank_icon
from dashboard.shared.icons import rank_badge
from etl.loading import load_delivery
from etl.reading import Delivery, read_delivery
from graph.database import Database
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.etl.deliveries import delivery, nodes, waiting


def _three() -> Plan:
    """A plan of three ranks of other names."""
    data = to_data(load_plan("chain_699"))
    return plan_from_data(
        {
            **data,
            "ranks": [
                {"id": "guest", "source": "", "conditions": [{"kind": "registered"}]},
                {"id": "friend", "source": "", "conditions": [{"kind": "package", "package": "p699"}]},
                {
                    "id": "host",
                    "source": "",
                    "conditions": [
                        {"kind": "rank", "rank": "friend"},
                        {"kind": "direct", "count": 2, "rank": "friend"},
                    ],
                },
            ],
            "team": {"owner_rank": "host"},
            "rewards": [{"kind": "direct", "package": "p699", "amount": "200.00", "payee_rank": "friend"}],
            "fund": None,
        }
    )


def _delivery(folder: Path, plan: Plan) -> Delivery:
    (folder / "opening_standings.csv").write_text(
        "member_id,rank,team_owner_id\nm1,host,\nm2,1,m1\nm3,partner,\nm4,3,\n", encoding="utf-8"
    )
    people = delivery({"members": [f"m{number}||2026-01-01" for number in range(1, 5)]})
    read = read_delivery(folder, None, lambda: plan.rank_ids)
    return dataclasses.replace(read, tables={**people.tables, **read.tables}, missing_required=())


def test_openings_hold_the_ranks_of_a_plan_of_three_and_no_others(database: Database, tmp_path: Path) -> None:
    plan = _three()
    load_delivery(database, _delivery(tmp_path, plan), plan=plan)
    assert {name: one["rank"] for name, one in nodes(database, "Opening").items()} == {"m1": 2, "m2": 1}
    assert waiting(database) == {
        "opening_standings m3": 'rank "partner" is no rank: expected guest, friend, host or 0 to 2',
        "opening_standings m4": 'rank "3" is no rank: expected guest, friend, host or 0 to 2',
    }


def test_what_waits_for_its_rank_loads_with_a_plan_that_has_it(database: Database, tmp_path: Path) -> None:
    plan = _three()
    load_delivery(database, _delivery(tmp_path, plan), plan=plan)
    load_delivery(database, delivery({}, "later"), plan=load_plan("chain_699"))
    assert nodes(database, "Opening")["m3"]["rank"] == 2
    assert waiting(database) == {}


def test_the_ranks_of_any_plan_are_shown_by_name_and_look() -> None:
    plan = _three()
    for number, name in enumerate(("guest", "friend", "host")):
        badge = rank_badge(plan, number)
        assert isinstance(badge, html.Span)
        assert badge.children[-1] == name
        assert rank_icon(plan, number) in badge.children[0].className
        assert badge.children[0].style == {"color": rank_colour(plan, number)}
