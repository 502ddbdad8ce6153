"""Pages on paper: no menu, tables in full, the title, the run and the day."""

from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Opened

ROWS = "[...document.querySelectorAll('.paper-table')].map((one) => one.tBodies[0].rows.length)"


def test_paper_has_the_run_and_the_day_and_tables_in_full(opened: Opened) -> None:
    page = opened("/dashboard/rewards?from=2025-01-01", scheme="dark")
    quiet(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    head = page.inner_text("header")
    assert "Run 2 · as of 2 Jul 2026, 02:00" in head
    assert "printed " in head
    assert "Sign out" not in head
    assert not page.is_visible("nav")
    assert not page.is_visible("#rewards-ledger")
    assert page.evaluate(ROWS)[-1] == 200
    assert "The first 200 of " in page.inner_text(".paper-table caption")
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "light"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.is_visible("#rewards-ledger")
    assert page.query_selector(".paper-table") is None
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"
