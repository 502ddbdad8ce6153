"""Grids and figures in a browser: asking again after the network was away, keys, what they are saved as."""

import csv

import pytest
from playwright.sync_api import Page, Route
from python_calamine import CalamineWorkbook

from graph.spreadsheets import guarded
from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Opened

AWAY = ("Failed to load resource", "Failed to fetch", "ERR_", "the server did not respond")
"""What the console says of a request that finds no network."""
BY_GRID = pytest.mark.parametrize(
    ("address", "grid", "column"),
    [("/dashboard/team", "team-legs", "team_size"), ("/dashboard/rewards", "rewards-ledger", "amount")],
)


def cells(page: Page, grid: str, column: str) -> list[float]:
    """Return the numbers of a column that are shown, from the top."""
    found: list[list[str]] = page.evaluate(
        """([grid, column]) => [...document.querySelectorAll(`#${grid} .ag-row`)].map((row) =>
            [row.getAttribute("row-index"), row.querySelector(`[col-id=${column}]`).innerText])""",
        [grid, column],
    )
    return [
        float(text.replace(",", "")) for _at, text in sorted(found, key=lambda cell: int(cell[0])) if text
    ]


@BY_GRID
def test_a_grid_asks_again_after_the_network_was_away(
    opened: Opened, address: str, grid: str, column: str
) -> None:
    page = opened(address, allowed=AWAY)
    quiet(page)

    def away(route: Route) -> None:
        if "getRowsRequest" in (route.request.post_data or ""):
            route.abort()
        else:
            route.continue_()

    page.route("**/_dash-update-component*", away)
    with page.expect_event("requestfailed"):
        page.click(f"#{grid} .ag-header-cell[col-id={column}] .ag-header-cell-label")
    page.wait_for_selector(".mantine-Notification-root")
    with page.expect_response(lambda response: "getRowsRequest" in (response.request.post_data or "")):
        page.unroute("**/_dash-update-component*")
    quiet(page)
    found = cells(page, grid, column)
    assert len(found) > 5
    assert found == sorted(found, reverse=True) or found == sorted(found)


def test_enter_on_an_entry_of_the_ledger_explains_its_order(opened: Opened) -> None:
    page = opened("/dashboard/rewards?kind=override")
    quiet(page)
    cell = page.locator("#rewards-ledger .ag-row[row-index='0'] [col-id=order_id]")
    order = cell.text_content()
    page.focus("#rewards-ledger .ag-header-cell[col-id=day]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert "order=" not in page.url
    page.keyboard.press("Enter")
    page.wait_for_url(f"**order={order}")
    quiet(page)
    assert page.inner_text("#rewards-waterfall-words").startswith(f"{order}: of CN¥")
    assert page.evaluate("document.activeElement.id") == "rewards-explained"


def test_enter_on_a_leg_goes_to_its_member(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    member = page.inner_text("#team-legs .ag-row[row-index='0'] [col-id=member_id]")
    page.focus("#team-legs .ag-header-cell[col-id=member_id]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**?member={member}")
    quiet(page)
    assert member in page.inner_text("#team-upline [aria-current]")


def test_legs_are_sorted_by_name(opened: Opened) -> None:
    page = opened("/dashboard/team")
    quiet(page)
    label = "#team-legs .ag-header-cell[col-id=name] .ag-header-cell-label"
    page.click(label)
    page.click(label)
    quiet(page)
    names = [
        page.inner_text(f"#team-legs .ag-row[row-index='{at}'] [col-id=name]").lower() for at in range(5)
    ]
    assert names == sorted(names)
    with page.expect_download() as download:
        page.click("#team-csv")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1].lower() for line in lines[1:6]] == names


@pytest.mark.parametrize(
    ("address", "figure", "language"),
    [("/dashboard/team", "team-shares", "en"), ("/dashboard/", "overview-months", "zh")],
)
def test_the_camera_of_a_figure_saves_a_picture(
    opened: Opened, address: str, figure: str, language: str
) -> None:
    page = opened(address, language=language, scheme="dark")
    quiet(page)
    page.hover(f"#{figure} .main-svg >> nth=0")
    camera = page.locator(f"#{figure} .modebar-btn svg.icon").first
    assert camera.evaluate("tool => getComputedStyle(tool).backgroundColor") == "rgba(0, 0, 0, 0)"
    with page.expect_download() as download:
        page.click(f"#{figure} .modebar-btn >> nth=0")
    picture = download.value.path().read_bytes()
    assert download.value.suggested_filename == f"{figure}.png"
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert wide > 600
    assert high > 300
    assert len(picture) > 10_000


@pytest.mark.parametrize(
    ("address", "grid", "head"),
    [
        ("/dashboard/rewards", "rewards-top", '"Member","Full name","Rank","Entries","Earned (CNY)"'),
        ("/dashboard/runs", "runs-history", '"Run","As of","Finished","Took","Entries posted"'),
        ("/dashboard/runs", "runs-waiting", '"Table","File","Row","Key","Reasons","Delivered"'),
    ],
)
def test_a_grid_is_saved_as_it_is_shown(opened: Opened, address: str, grid: str, head: str) -> None:
    page = opened(address)
    quiet(page)
    with page.expect_download() as download:
        page.click(f"#{grid}-download")
    assert download.value.suggested_filename == f"{grid}.csv"
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith(head)
    assert len(lines) > 1
    first = page.inner_text(f"#{grid} .ag-row[row-index='0'] .ag-cell >> nth=0")
    assert lines[1].startswith(f'"{first}"')
    with page.expect_download() as download:
        page.click(f"#{grid}-workbook")
    assert download.value.suggested_filename == f"{grid}.xlsx"
    rows = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0).to_python()
    assert [str(name) for name in rows[0]] == next(csv.reader(lines))
    assert len(rows) == len(list(csv.reader(lines)))
    for cells, texts in zip(rows, csv.reader(lines), strict=True):
        for cell, text in zip(cells, texts, strict=True):
            assert float(text.replace(",", "")) == cell if isinstance(cell, int | float) else text == cell


def test_a_file_of_a_grid_is_guarded_as_those_of_the_server(opened: Opened) -> None:
    page = opened("/dashboard/runs")
    quiet(page)
    texts = ["=1+1", "＝cmd()", "a;=HYPERLINK()", "\t@x", "'=x", "a\n-b", "-5 apples", "王", "a=b", "1-2", ""]
    safe = "(text) => window.dashAgGridFunctions.safe({value: text, formatValue: (value) => value})"
    assert [page.evaluate(safe, text) for text in texts] == [guarded(text) for text in texts]
    assert page.evaluate(safe, "-1,234.50") == "-1,234.50"
