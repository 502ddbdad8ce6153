"""A member chooses the own name: no figure takes a text of a table for markup."""

import json
from collections.abc import Iterable, Iterator
from inspect import getmembers, isfunction, signature
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.pages.conversion import figures as conversion
from dashboard.pages.overview import figures as overview
from dashboard.pages.repurchase import figures as repurchase
from dashboard.pages.rewards import figures as rewards
from dashboard.pages.runs import figures as runs
from dashboard.pages.team import figures as team
from dashboard.shared.figures import revenue, style
from graph.plan.loading import load_plan
from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Opened

NAME = '<a href="https://evil.example/login">Sign in again</a><b>bold</b><br>line'
PLAN = load_plan("chain_699")
MARKED = PLAN.model_copy(update={"ranks": tuple(one.model_copy(update={"id": NAME}) for one in PLAN.ranks)})
JANUARY = 2026 * 12
TEXTS = ("stage", "channel", "step", "who", "pool", "name", "member_id")
NUMBERS = (
    *("visitors", "converted", "recruits", "inviters", "buyers", "came", "repeat_buyers", "people"),
    *("sellers", "orders", "amount", "volume", "added", "taken", "members", "revenue", "rewards"),
    *("personal", "team", "cohort_size", "waiting", "direct", "adjusted"),
)
TABLE = pd.DataFrame(
    {
        **{key: [NAME, NAME] for key in TEXTS},
        "kind": ["direct", "override"],  # of the program, never of a table
        **{key: [30_00, 20_00] for key in NUMBERS},
        **{key: [JANUARY, JANUARY + 1] for key in ("month", "cohort")},
        **{key: [0.5, 0.25] for key in ("rate", "step_rate", "k", "ratio", "seconds", "before", "median")},
        **{key: [1, 2] for key in ("rank", "offset", "days")},
        "unfinished": [False, True],
        "day": ["2026-01-01", "2026-01-02"],
        "id": ["m", f"m/{NAME}"],
        "parent": ["", "m"],
        "model": ["last", "last"],
    }
)
GIVEN: dict[str, Any] = {
    "plan": MARKED,
    "model": "last",
    "ceiling": 0.5,
    "currency": "CNY",
    "before": JANUARY,
    "after": JANUARY + 1,
    "step_words": lambda step, kind: f"{step} {kind}",
}
_RATIOS = TABLE[["month", "revenue", "rewards", "rate", "unfinished"]].assign(direct=10_00, override=5_00)
TABLES: dict[str, Any] = {
    "rewards.payout": _RATIOS,
    "rewards.bridge": _RATIOS,
    "revenue.months": TABLE[["month", "revenue", "direct"]],
    "overview.ranks": TABLE,
    "team.legs": TABLE.assign(kind="member"),
    "team.volumes": TABLE.assign(month=["2026-01", "2026-02"], over=[True, False]),
    "repurchase.within": pd.concat([TABLE.assign(kind="first"), TABLE.assign(kind="again")]),
}


def figures() -> Iterator[tuple[str, Any]]:
    """Yield every function that draws a figure of a table."""
    for module in (conversion, overview, repurchase, revenue, rewards, runs, team):
        page = module.__name__.removesuffix(".figures").rpartition(".")[2]
        for name, function in getmembers(module, isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if (
                own
                and signature(function).return_annotation is go.Figure
                and "frame" in signature(function).parameters
            ):
                yield f"{page}.{name}", function


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in {"hovertemplate", "ids", "parents"}:  # ours; and what is never shown
                yield from texts(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize(
    ("name", "draw"), list(figures()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_figure_shows_a_name_as_it_is(name: str, draw: Any) -> None:
    others = {one: GIVEN[one] for one in signature(draw).parameters if one in GIVEN}
    drawn: go.Figure = draw(TABLES.get(name, TABLE), **others)
    told = json.loads(drawn.to_json())
    told["layout"].pop("template", None)
    assert told["data"]
    assert [one for one in texts(told) if "<" in one or ">" in one] == []
    assert "evil" not in "".join(one.hovertemplate or "" for one in drawn.data)


def test_words_in_a_figure_are_no_markup() -> None:
    assert style.wordy_figure(NAME).layout.annotations[0].text.startswith('&lt;a href="https://evil')


def test_a_name_on_the_team_page_is_no_link(opened: Opened) -> None:
    page = opened("/dashboard/team")
    drawn = team.legs(TABLE.assign(kind="member", name=[NAME, "x"]), PLAN).to_json()
    quiet(page)
    assert "evil" not in page.inner_text("#team-shares")
    page.evaluate(
        "(drawn) => window.dash_clientside.set_props('team-shares', {figure: JSON.parse(drawn)})", drawn
    )
    page.wait_for_function("document.querySelector('#team-shares').textContent.includes('evil')")
    assert page.query_selector("#team-shares svg a") is None
    assert NAME in (page.text_content("#team-shares") or "")
