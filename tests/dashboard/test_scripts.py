"""Large scripts come when a page needs them, and plotly.js is only what figures are made of."""

import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

import dashboard
from dashboard.page import GRIDS, PREFIX, TREES
from dashboard.pages import PAGES
from dashboard.scripts import BUNDLE, split
from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Opened

ROOT = Path(dashboard.__file__).parent


def test_the_bundle_is_of_the_version_that_figures_are_written_for() -> None:
    assert f"plotly-{get_plotlyjs_version()}.min.js" == BUNDLE
    assert get_plotlyjs_version() in (ROOT / "assets" / BUNDLE).read_text(encoding="utf-8")[:200]


def test_every_kind_of_trace_that_figures_name_is_in_the_bundle(opened: Opened) -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")]
    named = {match[1].lower() for source in sources for match in re.finditer(r"\bgo\.([A-Z]\w+)\(", source)}
    page = opened("/dashboard/")
    quiet(page)
    has = page.evaluate(
        "(names) => names.filter((one) => !window.Plotly.PlotSchema.get().traces[one])",
        sorted(named - {"figure"}),
    )
    assert has == []


def test_the_first_page_waits_for_neither_grids_nor_trees() -> None:
    html = "".join(
        f'<script src="{PREFIX}_dash-component-suites/{name}/x.js"></script>\n'
        for name in ("dash", GRIDS, TREES)
    )
    scripts, later = split(html, PAGES)
    assert re.findall(r"suites/(\w+)/", scripts) == ["dash"]
    assert PREFIX not in later
    assert [re.findall(r"suites/(\w+)/", one) for one in later[f"{PREFIX}team"]] == [[GRIDS], [TREES]]


def test_grids_are_loaded_on_the_way_to_the_first_page_that_has_one(opened: Opened) -> None:
    page = opened("/dashboard/")
    quiet(page)
    assert not page.evaluate("'dash_ag_grid' in window")
    page.click("#to-repurchase")
    quiet(page)
    assert page.locator(".ag-root").count() == 1
    page.go_back()
    quiet(page)
    assert page.text_content("h1") == "Overview"
