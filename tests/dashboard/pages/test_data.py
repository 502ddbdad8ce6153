"""The page Data: what is dropped is looked through before it loads; what waits can be taken and mended."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page

from graph.embedded import Connection
from graph.intake import spool_of
from graph.settings import Settings
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Opened
from tests.intake.working import work

EXPORTS = Path(__file__).parents[2] / "etl" / "exports"


@pytest.fixture
def look_through(server: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """Do once what the jobs of the service do: look through what is held. Nothing here is loaded."""
    for name, value in {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "UPLINE_HOME": str(settings.upline_home),
    }.items():
        monkeypatch.setenv(name, value)
    return lambda: work(spool_of(settings))


def hand_in(page: Page, *files: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("#data-choose")
    chooser.value.set_files(files)
    page.wait_for_selector("#data-upload section")


def test_an_export_is_known_looked_through_and_cancelled(opened: Opened, look_through) -> None:
    page = opened("/dashboard/data")
    quiet(page)
    hand_in(page, EXPORTS / "shopify" / "orders_export.csv")
    assert "is being looked through" in page.inner_text("#data-upload")
    look_through()
    page.wait_for_selector("#data-upload >> text=would load")
    seen = page.inner_text("#data-upload")
    assert "Read by the mapping shopify." in seen
    assert "currency 'USD' is not the plan's" in seen
    assert "buyer1@example.com" in seen
    page.click("#data-upload >> text=Cancel")
    page.wait_for_selector("#data-said >> text=Nothing of it was loaded")
    page.wait_for_selector("#data-uploads >> text=cancelled")
    page.click("#data-upload >> text=Look through again")
    page.wait_for_selector("#data-upload >> text=is being looked through")
    page.click("#data-upload >> text=Cancel")
    page.wait_for_selector("#data-upload >> text=cancelled: nothing")


def test_an_export_that_nobody_knows_gets_a_mapping_to_be_changed(
    opened: Opened, look_through, tmp_path: Path
) -> None:
    unknown = tmp_path / "sales.csv"
    unknown.write_text(
        "Order ID,Buyer ID,Paid at,Amount\n77,M00007,2026-01-05 10:00:00,5.00\n", encoding="utf-8"
    )
    page = opened("/dashboard/data")
    quiet(page)
    hand_in(page, unknown)
    look_through()
    page.wait_for_selector("#data-upload >> text=this mapping is a suggestion")
    link = page.get_attribute("#data-upload >> text=Download the mapping", "href")
    assert link is not None
    assert "sales.csv" in page.request.get(link).text()
    page.click("#data-upload >> text=Cancel")
    page.wait_for_selector("#data-upload >> text=cancelled: nothing")


def test_files_that_are_no_tables_are_refused_in_words(opened: Opened, look_through, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a\nb\n")
    (tmp_path / "mine.yaml").write_text(
        "tables: {orders: {from: {database: $X, query: SELECT 1}, columns: {}}}"
    )
    page = opened("/dashboard/data", language="zh", allowed=("422",))
    quiet(page)
    with page.expect_file_chooser() as chooser:
        page.click("#data-choose")
    chooser.value.set_files([tmp_path / "notes.csv", tmp_path / "mine.yaml"])
    page.wait_for_selector("#data-problem >> text=mapping.yaml")
    hand_in(page, tmp_path / "notes.csv")
    look_through()
    page.wait_for_selector("#data-upload >> text=这些文件与任何表都不相符")
    page.click("#data-upload >> text=取消")
    page.wait_for_selector("#data-upload >> text=已取消")


def test_what_waits_is_told_by_reason_with_what_to_do_and_taken_as_files(opened: Opened) -> None:
    page = opened("/dashboard/data")
    quiet(page)
    waiting = page.inner_text("#data-waiting")
    assert "What to do" in waiting
    assert "Deliver what it refers to" in waiting
    for form in ("csv", "xlsx", "original"):
        taken = page.request.get(f"/dashboard/downloads/quarantine.zip?form={form}")
        assert taken.status == 200
        names = zipfile.ZipFile(io.BytesIO(taken.body())).namelist()
        assert any(Path(name).stem == "orders" for name in names)


@pytest.mark.parametrize("who", ["manager", "analyst", "finance"])
def test_others_have_no_such_page(opened: Opened, who: str) -> None:
    page = opened("/dashboard/data", who=who)
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")
    assert page.query_selector("#to-data") is None
    for address in ("quarantine.zip", "mapping.yaml?upload=" + "0" * 32):
        assert page.request.get(f"/dashboard/downloads/{address}").status == 404
    refused = page.request.post(
        "/dashboard/uploads",
        multipart={"file": {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a"}},
        headers={"Origin": page.url.partition("/dashboard")[0]},
    )
    assert refused.status == 422
    assert "no such page" in refused.text()


def test_a_page_of_another_site_hands_nothing_in(opened: Opened) -> None:
    page = opened("/dashboard/data")
    file: FilePayload = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a"}
    for origin in ("https://evil.example", "null"):
        headers = {"Origin": origin}
        refused = page.request.post("/dashboard/uploads", multipart={"file": file}, headers=headers)
        assert refused.status == 403


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_page_is_there_without_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/data", language=language, scheme=scheme, width=width)
    quiet(page)
    assert page.text_content("h1") == ("Data" if language == "en" else "数据")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []
