"""The page of payouts: what is payable, a batch that another account decides about, its lines and files."""

import pytest
from playwright.sync_api import Dialog

from graph.payouts.batches import State, batches
from graph.payouts.payable import Status, payables, totals
from graph.reads.runs import published_run
from tests.dashboard.browser import barriers, quiet
from tests.dashboard.conftest import Company, Opened


def test_what_is_payable_is_prepared_and_another_account_decides_about_it(
    company: Company, opened: Opened
) -> None:
    database, run = company.database, published_run(company.database)
    page = opened("/dashboard/payouts")
    quiet(page)
    sums = totals(database, run, 1)
    assert f"{sums.payable / 100:,.2f}" in page.inner_text("#payouts-due")
    first = next(payables(database, run, 1, status=Status.PAY))
    assert first.member_id in page.inner_text("#payouts-due tbody tr:first-child")
    rows = page.request.get("/dashboard/downloads/payables.csv?status=pay").text().splitlines()
    assert len(rows) == 1 + sums.payable_members

    page.fill("#payouts-minimum", "a lot")
    page.click("#payouts-prepare")
    quiet(page)
    assert "is no amount" in page.inner_text("#payouts-said")
    page.fill("#payouts-minimum", "100.00")
    page.click("#payouts-prepare")
    quiet(page)
    row = page.inner_text("#payouts-batches tbody tr:first-child")
    assert all(words in row for words in ("waits for approval", "prepared by admin", "Cancel"))
    assert "Approve" not in row

    number = batches(database)[0].number
    other = opened(f"/dashboard/payouts?batch={number}", who="finance")
    quiet(other)
    other.screenshot(path="/tmp/pay2-lines.png", full_page=True)  # noqa: S108
    assert other.inner_text("#payouts-lines h2") == f"Lines of batch {number}"
    line = other.inner_text("#payouts-lines tbody tr:first-child td:first-child")
    assert "open" in other.inner_text("#payouts-lines tbody tr:first-child")
    member = line.split("(")[-1].rstrip(")")
    other.fill("#payouts-lines-member", member)
    other.press("#payouts-lines-member", "Enter")
    other.wait_for_url(f"**member={member}*")
    quiet(other)
    assert other.locator("#payouts-lines tbody tr").count() == 1
    file = other.request.get(f"/dashboard/downloads/payout-lines.csv?batch={number}&member={member}").text()
    assert len(file.splitlines()) == 2

    questions: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        questions.append(dialog.message)
        dialog.dismiss()

    other.once("dialog", dismiss)
    other.click("#payouts-batches tbody tr:first-child button:has-text('Approve')")
    quiet(other)
    assert f"batch {number}" in questions[0]
    assert batches(database)[0].state is State.PREPARED
    other.once("dialog", lambda dialog: dialog.accept("wrong minimum"))
    other.click("#payouts-batches tbody tr:first-child button:has-text('Cancel')")
    quiet(other)
    assert "wrong minimum" in other.inner_text("#payouts-batches tbody tr:first-child")
    assert batches(database)[0].state is State.CANCELLED


@pytest.mark.parametrize("who", ["manager", "analyst"])
def test_others_have_neither_the_page_nor_its_files(opened: Opened, who: str) -> None:
    page = opened("/dashboard/payouts", who=who)
    quiet(page)
    assert page.inner_text("#page").startswith("There is no such page")
    for file in ("payables.csv", "payout-lines.csv?batch=1"):
        assert page.request.get(f"/dashboard/downloads/{file}").status == 404


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_the_page_is_there_without_barriers(opened: Opened, language: str, scheme: str, width: int) -> None:
    page = opened("/dashboard/payouts", language=language, scheme=scheme, width=width)
    quiet(page)
    assert page.text_content("h1") == ("Payouts" if language == "en" else "结算发放")
    page.screenshot(path=f"/tmp/pay2-{language}-{width}.png", full_page=True)  # noqa: S108
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []
